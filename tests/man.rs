//! The manual pages: one a command, in both languages, and sound roff.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::process::Command;

use kehu::nouns::tree;
use kehu::words::Lang;

use crate::session::Session;

/// Every command's page is called so.
fn names(command: &clap::Command, name: &str, found: &mut BTreeSet<String>) {
    found.insert(format!("{name}.1"));
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        names(sub, &format!("{name}-{}", sub.get_name()), found);
    }
}

#[test]
fn every_command_has_a_page() {
    for (lang, session) in [(Lang::En, Session::new()), (Lang::Zh, Session::zh())] {
        let said = session.run("kehu man --to ~/man1").done();
        let mut wanted = BTreeSet::new();
        names(&tree(lang, None), "kehu", &mut wanted);
        let found: BTreeSet<_> = fs::read_dir(session.path("man1"))
            .expect("reads")
            .map(|entry| entry.expect("an entry").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        assert_eq!(found, wanted);
        assert!(said.out.contains(&wanted.len().to_string()), "{said}");
    }
}

#[test]
fn a_page_says_what_help_says() {
    let page = Session::new().run("kehu man ticket tell").done().out;
    insta::assert_snapshot!(page, @r#"
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .TH kehu-ticket-tell 1  "kehu 0.1.0" "kehu manual"
    .SH NAME
    kehu\-ticket\-tell \- Record that the customer was told the time limits
    .SH SYNOPSIS
    \fBkehu ticket tell\fR [OPTIONS] [TICKET]
    .SH DESCRIPTION
    Record that the customer was told the time limits
    .SH OPTIONS
    .TP
    \fB\-h\fR, \fB\-\-help\fR
    Show help; \-\-help says more
    .TP
    \fB\-\-at\fR \fI<TIME>\fR
    When: Now unless given
    .br
    Example: 2026\-03\-15 10:00
    .TP
    \fB\-\-by\fR \fI<colleague>\fR
    By: Yourself unless given
    .TP
    \fB\-\-channel\fR \fI<CHOICE>\fR
    Channel
      phone  Phone
      online\-chat  Online chat
      email  E\-mail
      walk\-in  Walk\-in
      social\-media  Social media
    .TP
    [\fITICKET\fR]
    Its number or the end of it, or the customer where one is open
    .SH "SEE ALSO"
    \fBkehu\fR(1) for the flags that every command takes, exit status and environment
    .br
    \fBkehu\-ticket\fR(1)
    "#);
    let page = Session::zh().run("kehu man ticket tell").done().out;
    insta::assert_snapshot!(page, @r#"
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .TH kehu-ticket-tell 1  "kehu 0.1.0" "kehu 手册"
    .SH 名称
    kehu\-ticket\-tell \- 记录已告知客户时限
    .SH 用法
    \fBkehu ticket tell\fR [选项] [工单]
    .SH 说明
    记录已告知客户时限
    .SH 选项
    .TP
    \fB\-h\fR, \fB\-\-help\fR
    显示帮助；\:\-\-help 更详细
    .TP
    \fB\-\-at\fR \fI<时间>\fR
    时间：\:默认为现在
    .br
    例如：\:2026\-03\-15 10:00
    .TP
    \fB\-\-by\fR \fI<同事>\fR
    经办人：\:默认为本人
    .TP
    \fB\-\-channel\fR \fI<选项>\fR
    方式
      phone  电话
      online\-chat  在线客服
      email  邮件
      walk\-in  客户上门
      social\-media  社交媒体
    .TP
    [\fI工单\fR]
    编号或尾号；\:客户仅有一张未关闭工单时也可填客户
    .SH 参见
    \fBkehu\fR(1)：\:通用选项、\:退出码与环境变量
    .br
    \fBkehu\-ticket\fR(1)
    "#);
    let whole = Session::zh().run("kehu man").done().out;
    for word in ["退出码", "环境变量", "KEHU_DB", "通用选项"] {
        assert!(whole.contains(word), "{word}: {whole}");
    }
    let session = Session::new();
    insta::assert_snapshot!(session.run("kehu man tikcet"), @"
    --- stderr ---
    error: there is no command kehu tikcet
      all of them: kehu --help
    [exit 2]
    ");
}

/// What groff has to complain of, with every warning on but those of lines that
/// it cannot fill evenly.
#[test]
fn groff_complains_of_nothing() {
    if Command::new("groff").arg("--version").output().is_err() {
        let _ = writeln!(std::io::stderr(), "groff is not installed: not tried");
        return;
    }
    for session in [Session::new(), Session::zh()] {
        let _ = session.run("kehu man --to ~/man1").done();
        for entry in fs::read_dir(session.path("man1")).expect("reads") {
            let file = entry.expect("an entry").path();
            let output = Command::new("groff")
                .args(["-k", "-ww", "-Wbreak", "-man", "-Tutf8", "-rLL=200n"])
                .arg(&file)
                .output()
                .expect("groff runs");
            let complaints = String::from_utf8_lossy(&output.stderr);
            assert_eq!(complaints, "", "{}", file.display());
            let shown = String::from_utf8_lossy(&output.stdout);
            assert!(shown.contains("kehu"), "{}", file.display());
        }
    }
}
