//! Address books of phones old and new, and cards that are none.

use encoding_rs::GB18030;
use proptest::prelude::*;

use super::*;
use crate::words::Lang;

/// The answers of every row, `key=text`, and what is said of the file.
fn told(bytes: &[u8]) -> String {
    let sheet = read(bytes).unwrap();
    let mut lines = Vec::new();
    for row in &sheet.rows {
        let cells = sheet.headers.iter().zip(&row.cells);
        let answers: Vec<String> = cells
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(key, cell)| format!("{key}={cell:?}"))
            .collect();
        let problem = row.problem.as_ref().map(|problem| problem.say(Lang::En));
        let line = format!(
            "{}: {}{}",
            row.line,
            answers.join(" "),
            problem.unwrap_or_default()
        );
        lines.push(line);
    }
    for note in &sheet.notes {
        lines.push(format!("{}\n{}", note.to(Lang::En), note.to(Lang::Zh)));
    }
    lines.join("\n")
}

#[test]
fn an_old_phone_writes_quoted_bytes() {
    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\n\
        N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;\r\n\
        FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E4=B8=89 =E5=BC=A0\r\n\
        TEL;WORK:0571-88886666\r\nTEL;CELL:13912345678\r\n\
        ORG;ENCODING=QUOTED-PRINTABLE:=E6=9D=AD=E5=B7=9E=\r\n=E4=BA=91=E5=B8=86\r\n\
        NOTE;ENCODING=QUOTED-PRINTABLE:=D6=D8=D2=AA\r\n\
        BDAY:19800322\r\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg\r\n ABAQAAAQABAAD=\r\n\r\nEND:VCARD\r\n";
    insta::assert_snapshot!(told(text.as_bytes()), @r#"
    1: customer="杭州云帆" name="张三" phone="13912345678" phone2="0571-88886666" birthday="1980-03-22" notes="��Ҫ"
    left out, a contact has no fields for these: pictures: 1
    联系人没有相应字段，未读取：照片 1 项
    "#);
}

#[test]
fn cards_in_gbk_and_names_of_all_kinds() {
    let cards = [
        "N:;张三;;;\nFN:张三\nX-WECHAT:zs_88",
        "N:欧阳;丰;;;\nFN:丰 欧阳\nIMPP;X-SERVICE-TYPE=WeChat:x-apple:ouyang",
        "N:Li;Lei;;;\nIMPP:weixin:lilei\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
        "N:王五;;;;\nFN:王五（采购）\nBDAY:--0315\nX-KEHU-ROLE:user,technical",
        "ORG:只有公司\nTEL:+86 139 1234 5678\nTEL:13912345679;\nTEL:13912345679\nTEL:139\nEMAIL:a@b.cn\nEMAIL:c@d.cn",
    ];
    let text: Vec<String> = cards
        .iter()
        .map(|card| format!("BEGIN:VCARD\nVERSION:3.0\n{card}\nEND:VCARD\n"))
        .collect();
    let bytes = GB18030.encode(&text.concat()).0.into_owned();
    insta::assert_snapshot!(told(&bytes), @r#"
    1: name="张三" wechat="zs_88"
    7: name="欧阳丰" wechat="ouyang"
    13: name="Lei Li" wechat="lilei" birthday="02-29"
    19: name="王五（采购）" role="user,technical" birthday="03-15"
    26: customer="只有公司" phone="+86 139 1234 5678" email="a@b.cn" phone2="13912345679"
    left out, a contact has no fields for these: further e-mails: 1, further phones: 1
    联系人没有相应字段，未读取：其余邮箱 1 项、其余电话 1 项
    "#);
}

#[test]
fn a_bad_card_is_that_rows_problem() {
    let text = "hello\nBEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEND:VCARD\nNOTE:a\\,b\\nc\nEND:VCARD\nbegin:vcard\rFN:Three\rNOTE:long\r  er\rend:vcard\nBEGIN:VCARD\nFN:Four";
    insta::assert_snapshot!(told(text.as_bytes()), @r#"
    2: the card that begins here is never closed (END:VCARD)
    4: name="Two" notes="a,b\nc"
    12: name="Three" notes="long er"
    17: the card that begins here is never closed (END:VCARD)
    text outside of any card left out, the first in line 1
    名片之外的文字未读取，首处在第 1 行
    "#);
    let problem = read(b"name,phone\n").unwrap_err();
    insta::assert_snapshot!(problem.say(Lang::Zh), @"文件中没有名片（BEGIN:VCARD … END:VCARD）");
    assert!(is_vcard(b"\xEF\xBB\xBF\r\nbegin:vcard\r\n"));
    assert!(!is_vcard(b"PK"));
}

proptest! {
    #[test]
    fn any_lines_are_read_or_refused(lines in proptest::collection::vec(
        "(BEGIN:VCARD|END:VCARD|N|FN|TEL|BDAY|PHOTO|AGENT|item1\\.|ORG)?(;TYPE=cell|;CHARSET=GBK|;ENCODING=QUOTED-PRINTABLE|;ENCODING=b|;VALUE=date|;PREF)?(:|;)?([=,;:\\\\\" \t0-9A-Fa云-]|\\PC){0,16}",
        0..12,
    ), end in "\n|\r\n|\r") {
        let text = format!("BEGIN:VCARD{end}{}{end}END:VCARD", lines.join(&end));
        let _ = read(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>()) {
        let mut card = b"BEGIN:VCARD\nNOTE;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:".to_vec();
        card.extend(bytes);
        card.extend(b"\nEND:VCARD\n");
        let _ = read(&card);
    }
}
