//! What a program reads.

use super::*;

#[test]
fn machine_formats_write_codes() {
    let plain = printed(customers(), &style(Format::Plain, Lang::Zh, Some(20)));
    insta::assert_snapshot!(plain.replace('\t', "→"), @r#"
    HZ-IT-2026-0001→杭州云栖智能科技股份有限公司→signed→12→1****8→周五前报价， 同时寄样品
    SH-C-2026-0017→Acme Precision Instruments (Shanghai) Co., Ltd.→→→待确认→Send the café quotation
    BJ-O-2026-0003→ [31m红星→signed→-3→1****0→
    "#);
    let csv = printed(customers(), &style(Format::Csv, Lang::Zh, Some(20)));
    insta::assert_snapshot!(csv, @r#"
    number,name,stage,deals,phone,next
    HZ-IT-2026-0001,杭州云栖智能科技股份有限公司,signed,12,1****8,"周五前报价，
    同时寄样品"
    SH-C-2026-0017,"Acme Precision Instruments (Shanghai) Co., Ltd.",,,待确认,Send the café quotation
    BJ-O-2026-0003, [31m红星,signed,-3,1****0,
    "#);
    let jsonl = printed(customers(), &style(Format::Jsonl, Lang::Zh, Some(20)));
    insta::assert_snapshot!(jsonl, @r#"
    {"number":"HZ-IT-2026-0001","name":"杭州云栖智能科技股份有限公司","stage":"signed","deals":12,"phone":"1****8","next":"周五前报价，\n同时寄样品"}
    {"number":"SH-C-2026-0017","name":"Acme Precision Instruments (Shanghai) Co., Ltd.","stage":null,"deals":null,"phone":"待确认","next":"Send the café quotation"}
    {"number":"BJ-O-2026-0003","name":"\u001b[31m红星","stage":"signed","deals":-3,"phone":"1****0","next":null}
    "#);
    let json = printed(card(), &style(Format::Json, Lang::Zh, Some(20)));
    insta::assert_snapshot!(json, @r#"
    {
      "number": "HZ-IT-2026-0001",
      "name": "杭州云栖",
      "scale": null,
      "needs": "希望在三季度前上线 Kubernetes 平台，并且与现有的 ERP 系统对接；预算待定。\n需要现场演示",
      "phone": "1****8"
    }
    "#);
}

#[test]
fn a_spreadsheet_gets_no_formula_and_the_program_s_own_numbers_as_they_are() {
    let mut style = style(Format::Csv, Lang::Zh, None);
    style.fields = names(&["deals", "remark"]);
    style.bom = true;
    let csv = printed(customers(), &style);
    assert_eq!(csv, "\u{feff}deals,remark\n12,'=1+1\n,\n-3,a|b\n");
}

#[test]
fn a_report_is_told_apart_by_titles_and_keys() {
    let report = |format, fields| {
        let mut style = style(format, Lang::Zh, Some(80));
        style.fields = fields;
        let mut out = Vec::new();
        let views = vec![
            customers().key("customers"),
            card().key("card"),
            card().key("card"),
        ];
        write_all(views, None, &style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let fields = || names(&["number", "needs"]);
    insta::assert_snapshot!(report(Format::Table, fields()), @r#"
    客户
    编号
    HZ-IT-2026-0001
    SH-C-2026-0017
    BJ-O-2026-0003

    客户
    编号    HZ-IT-2026-0001

    商机
      需求  希望在三季度前上线 Kubernetes 平台，并且与现有的 ERP 系统对接；预算待
            定。
            需要现场演示

    客户
    编号    HZ-IT-2026-0001

    商机
      需求  希望在三季度前上线 Kubernetes 平台，并且与现有的 ERP 系统对接；预算待
            定。
            需要现场演示
    "#);
    insta::assert_snapshot!(report(Format::Json, names(&["number"])), @r#"
    {
      "customers": [
        {
          "number": "HZ-IT-2026-0001"
        },
        {
          "number": "SH-C-2026-0017"
        },
        {
          "number": "BJ-O-2026-0003"
        }
      ],
      "card": {
        "number": "HZ-IT-2026-0001"
      },
      "card_2": {
        "number": "HZ-IT-2026-0001"
      }
    }
    "#);
    insta::assert_snapshot!(report(Format::Jsonl, names(&["needs"])), @r#"
    {"card":{"needs":"希望在三季度前上线 Kubernetes 平台，并且与现有的 ERP 系统对接；预算待定。\n需要现场演示"}}
    {"card":{"needs":"希望在三季度前上线 Kubernetes 平台，并且与现有的 ERP 系统对接；预算待定。\n需要现场演示"}}
    "#);
    insta::assert_snapshot!(report(Format::Csv, names(&["number"])), @r#"
    customers
    number
    HZ-IT-2026-0001
    SH-C-2026-0017
    BJ-O-2026-0003

    card
    number
    HZ-IT-2026-0001

    card
    number
    HZ-IT-2026-0001
    "#);
}

#[test]
fn json_loses_nothing_and_obeys_nothing() {
    let nasty = "\u{1b}[2J\u{9b}\u{202e}杭州\u{e0041}";
    let columns = vec![Column::new("a", t("A", "甲"))];
    let view = View::list(t("", ""), columns, vec![vec![text(nasty)]]);
    let json = printed(view, &style(Format::Jsonl, Lang::Zh, None));
    assert!(json.trim_end().chars().all(sanitise::is_safe), "{json}");
    let back: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(back["a"], nasty);
}
