//! Records into files, and back: what goes out comes in again.

use insta::assert_snapshot;

use super::{QIMING, office, office_zh};
use crate::session::Session;

/// The nouns that files carry, what is referred to first.
const NOUNS: [&str; 28] = [
    "staff",
    "products",
    "customers",
    "contacts",
    "occasions",
    "handovers",
    "deals",
    "contracts",
    "payments",
    "deliveries",
    "milestones",
    "progress",
    "deviations",
    "items",
    "proposals",
    "alternatives",
    "remarks",
    "objections",
    "promises",
    "acceptance",
    "packs",
    "requests",
    "needs",
    "analyses",
    "plans",
    "tickets",
    "followups",
    "actions",
];

/// A day's work with what is hard to carry: signs, lines, lunar days, 待确认.
fn full(s: Session) -> Session {
    for line in [
        QIMING,
        "kehu customer edit 启明 --budget 待确认 --need \"=1+1, \"\"两行\"\"\n@三台\" --preferred-channel wechat",
        "kehu customer tag 启明 --add 老客户,展会",
        "kehu contact add 启明 --name \"Zhang, Wei; Jr.\" --phone \"+49 30 1234567\" --phone2 13800001111 --birthday 农历八月十五 --role user,finance --wechat zw_1 --notes \"-第一行\n第二行; 逗号, 结束\\\\\"",
        "kehu contact add 云帆 --name 王五 --phone 0571-88886667-12 --birthday 02-29",
        "kehu product add \"云帆 X1\" --price 4821.50 --unit 台",
        "kehu occasion add 启明 --kind birthday --day \"lunar 1-15\" --contact Zhang",
        "kehu followup plan 启明 --at \"2026-03-09 10:00\" --by visit --focus explain-proposal",
        "kehu log 云帆 \"+已到货\" --by phone --at \"2026-03-05 14:00:07\" --next \"+3wd 确认报价\" --action \"+2d 发合同\"",
        "kehu ticket open 云帆 --type product-fault --priority urgent --symptom 无显示 --occurred \"2026-03-05 09:00\" --tried 重启 --channel phone --at \"2026-03-05 09:30\"",
        // Selling, from the need to the evaluation.
        "kehu staff add 赵敏 --role after-sales-engineer",
        "kehu need add 云帆 \"移动开票, 全员\" --urgency 5 --value 4 --priority must --reason 客户点名 --at \"2026-03-04 10:00\"",
        "kehu need spin 云帆 --situation 现有PC --problem 开票慢 --at \"2026-03-04 10:00\"",
        "kehu deal open 云帆 设备升级 --value 50万 --product \"云帆 X1\"",
        "kehu deal propose 云帆 --scope \"60 台终端\" --lines \"云帆 X1 x 60 @4821.50 -5%; 培训 x 1 @2000\" --cost-before 10万 --cost-after 4万",
        "kehu deal alternative 云帆 --title 租赁 --lines \"租赁 x 12 @900\" --annual-fee 1000",
        "kehu deal submit 云帆 --override 客户催",
        "kehu deal remark 云帆 价格偏高 --kind change --due +3wd",
        "kehu deal object 云帆 预算不足 --type price --said-by 张三",
        "kehu deal answer 云帆 分两期付款 --evidence 同行案例",
        "kehu promise add 云帆 三次免费培训 --due +1w --kind training",
        "kehu request open 云帆 --department technical --background \"接口对接\n两套\" --expected +2wd --counterpart 王工",
        "kehu contract add 云帆 60台终端 --amount 60万 --plan \"30% signing; 60% delivery+10d; rest acceptance\" --warranty 一年 --acceptance-terms 连续运行72小时 --contract-no HT-1",
        "kehu contract sign 云帆 --signer 张三 --override 先签",
        "kehu contract pay 云帆 18万 --method transfer",
        "kehu delivery plan 云帆 60台终端 --planned +2w --milestones \"到货 +1w\"",
        "kehu delivery milestone 云帆 培训 --planned 2026-03-25 --standard 全员会用",
        "kehu delivery progress 云帆 已装箱 --percent 60% --told now --next 发货",
        "kehu delivery deviate 云帆 20台推迟 --kind delay --reason 缺料 --measure 空运",
        "kehu delivery settle 云帆 已到货",
        "kehu delivery deviate 云帆 少两台 --kind quality --reason 漏装",
        "kehu delivery item 云帆 \"云帆 X1\" --quantity 40 --batch B1 --serial X1-1,X1-2",
        "kehu delivery done MS20260305001 --signer 张三 --met yes --issues 无",
        "kehu delivery check 云帆 all passed --actual 全部正常",
        "kehu delivery accept 云帆 --signer 张三 --participants \"张三、李雷\" --leftover 两台待补 --sealed yes",
        "kehu delivery evaluate DV20260305001 --score 4 --evaluation 及时",
        "kehu delivery pack 云帆 --to 赵敏 --special 夜间施工",
        "kehu delivery receive 云帆 --note 资料齐",
        "kehu handover start --from 李雷 --to 赵敏 --customer 启明 --leaving 2026-03-31 --at \"2026-03-05 14:00\"",
        "kehu handover accept HO20260305001 --override 试 --yes",
    ] {
        let _ = s.run(line).done();
    }
    s
}

/// Exports everything of one file, takes it into a fresh one, exports that.
fn there_and_back(ending: &str) {
    let (from, to) = (full(office_zh()), Session::zh());
    let _ = to
        .run("kehu init --name 李雷 --role rep --region HZ")
        .done();
    for noun in NOUNS {
        let file = format!("{noun}.{ending}");
        let _ = from
            .run(&format!("kehu export {noun} ~/{file} --reveal"))
            .done();
        let first = std::fs::read(from.path(&file)).unwrap();
        to.put(&file, &first);
        let _ = to.run(&format!("kehu import {noun} ~/{file}")).done();
        let _ = to
            .run(&format!(
                "kehu export {noun} ~/again.{ending} --reveal --yes"
            ))
            .done();
        let again = std::fs::read(to.path(&format!("again.{ending}"))).unwrap();
        assert!(
            first == again,
            "{noun}: {}",
            String::from_utf8_lossy(&again)
        );
    }
}

#[test]
fn csv_comes_back_byte_for_byte() {
    there_and_back("csv");
}

#[test]
fn a_workbook_comes_back_byte_for_byte() {
    there_and_back("xlsx");
}

#[test]
fn an_address_book_comes_back_byte_for_byte() {
    let (from, to) = (full(office_zh()), office_zh());
    let _ = to.run(QIMING).done();
    let _ = from
        .run("kehu export contacts ~/c.vcf --reveal --customer 启明")
        .done();
    let first = from.text("c.vcf");
    assert_snapshot!(first.replace("\r\n", "\n"), @r"
    BEGIN:VCARD
    VERSION:3.0
    N:郭建华;;;;
    FN:郭建华
    ORG:上海启明精密机械股份有限公司
    TEL;TYPE=CELL,PREF:17759352317
    END:VCARD
    BEGIN:VCARD
    VERSION:3.0
    N:Zhang\, Wei\; Jr.;;;;
    FN:Zhang\, Wei\; Jr.
    ORG:上海启明精密机械股份有限公司
    TEL;TYPE=WORK,PREF:+49301234567
    X-WECHAT:zw_1
    X-KEHU-ROLE:user\,finance
    TEL;TYPE=CELL:13800001111
    X-KEHU-BIRTHDAY:lunar 08-15
    NOTE:-第一行\n第二行\; 逗号\, 结束\\\\
    END:VCARD
    ");
    to.put("c.vcf", &first);
    let _ = to.run("kehu import contacts ~/c.vcf").done();
    let _ = to
        .run("kehu export contacts ~/d.vcf --reveal --customer 启明")
        .done();
    assert_eq!(to.text("d.vcf"), first);
}

#[test]
fn what_is_private_is_masked_unless_asked_for() {
    let s = office();
    assert_snapshot!(s.run("kehu export contacts --fields number,name,phone"), @r"
    number,name,phone
    CT20260305001,张三,139****5678
    --- stderr ---
    phones and other private fields are masked; --reveal writes them out
    ");
    let _ = s.run("kehu export contacts ~/masked.csv").done();
    assert_snapshot!(s.run("kehu import contacts ~/masked.csv"), @r"
    --- stderr ---
    error: line 2: Phone: masked by an export; export again with --reveal
    error: line 2: E-mail: masked by an export; export again with --reveal
      nothing was stored; put these rows right, or set them aside with: --reject-to FILE
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu export contacts ~/c.vcf"), @r"
    --- stderr ---
    error: an address book with hidden numbers is of no use
      add --reveal to write them out
    [exit 2]
    ");
    assert_snapshot!(s.run("kehu export contacts --fields name,phone --reveal"), @r"
    name,phone
    张三,13912345678
    ");
    assert_snapshot!(s.run("kehu export contacts ~/c.xlsx --reveal"), @"~/c.xlsx: 1 row");
    assert_snapshot!(s.run("kehu history --fields command,record,what"), @r"
    Command          Record          What
    export contacts                  1 row unmasked, as xlsx
    export contacts                  1 row unmasked, as csv
    customer add     HZ-IT-2026-001  registered a customer
    init                             set up
    ");
    // There is nothing to take back in it.
    assert_snapshot!(s.run("kehu undo --dry-run"), @r"
    ID  When              Who   Command       Record          What                   State
     3  2026-03-05 15:00  李雷  customer add  HZ-IT-2026-001  registered a customer
    --- stderr ---
    nothing was stored (--dry-run)
    ");
}

#[test]
fn a_file_is_never_replaced_unasked() {
    let s = office();
    assert_snapshot!(s.run("kehu export customers ~/c.csv --dry-run"), @r"
    ~/c.csv: 1 row
    --- stderr ---
    phones and other private fields are masked; --reveal writes them out
    nothing was stored (--dry-run)
    ");
    assert!(!s.path("c.csv").exists());
    s.put("c.csv", "mine");
    assert_snapshot!(s.run("kehu export customers ~/c.csv"), @r"
    --- stderr ---
    error: not done: Replace ~/c.csv?
      add --yes to go ahead
    [exit 2]
    ");
    assert_eq!(s.text("c.csv"), "mine");
    assert_snapshot!(s.terminal(80, &["n"]).run("kehu export customers ~/c.csv"), @r"
    --- stderr ---
    nothing was changed
    ");
    assert_snapshot!(s.run("kehu export customers ~/c.csv --yes"), @r"
    ~/c.csv: 1 row
    --- stderr ---
    phones and other private fields are masked; --reveal writes them out
    ");
    assert!(s.text("c.csv").starts_with("number,kind,name"));
    assert_snapshot!(s.run("kehu export customers ~/nowhere/c.csv").err.split(": ").next().unwrap(), @"failed");
    let left: Vec<_> = std::fs::read_dir(s.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let s = office();
    let _ = s.run("kehu export customers ~/c.json").done();
    let mode = s.path("c.json").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn the_format_is_the_files_ending_or_o() {
    let s = office_zh();
    assert!(
        s.run("kehu export customers --region NB")
            .done()
            .out
            .starts_with("number,")
    );
    let _ = s.run("kehu export customers ~/c.csv").done();
    assert!(s.text("c.csv").starts_with('\u{feff}'));
    let refused = |line: &str| s.run(line).to_string();
    let lines = [
        "kehu export customers ~/c.docx",
        "kehu export customers ~/c.xlsx -o csv",
        "kehu export customers -o md",
        "kehu export customers ~/c.vcf --reveal",
        "kehu export customers --fields nmae",
    ];
    assert_snapshot!(lines.map(refused).join("\n"), @r"
    --- stderr ---
    错误：记录可写成 csv、xlsx、vcf、json、jsonl
      请以其为文件扩展名，或用 -o 指定
    [exit 2]
    --- stderr ---
    错误：文件扩展名为 .xlsx，而 -o 指定了 csv
      请只保留其一
    [exit 2]
    --- stderr ---
    错误：记录可写成 csv、xlsx、vcf、json、jsonl
      请以其为文件扩展名，或用 -o 指定
    [exit 2]
    --- stderr ---
    错误：只有联系人可以写成名片文件
      请用：kehu export contacts 文件.vcf --reveal
    [exit 2]
    --- stderr ---
    错误：这里没有字段“nmae”
      可用字段：number kind name uscc id_number industry region employees revenue main_business business_type source source_detail acquired first_contact need need_type intent keywords scenario current_solution goal budget decision_team purchase_cycle urgency segment stage sales_line preferred_channel owner parent arpu potential background product_config warranty_until service_until licence notes external grade pool tag
    [exit 2]
    ");
    let shown = s
        .terminal(80, &[])
        .run("kehu export contacts -o vcf --reveal");
    assert_snapshot!(shown, @r"
    --- stderr ---
    错误：vcf 是通讯录文件，不能显示在终端上
      请写入文件：kehu … -o vcf > 列表.vcf
    [exit 2]
    ");
    let _ = s
        .terminal(80, &[])
        .run("kehu export contacts ~/d.vcf --reveal")
        .done();
}
