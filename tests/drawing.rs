//! What the real program draws with, by the locale of its environment.

use crate::trial::{KEHU, Trial};

/// What the dashboard looks like where this is the locale.
fn drawn(trial: &Trial, locale: &[(&str, &str)]) -> String {
    let mut kehu = trial.command(KEHU);
    kehu.args(["report", "dashboard"])
        .envs(locale.iter().copied());
    let output = kehu.output().expect("kehu runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn bars_are_ascii_where_the_locale_is_no_utf8() {
    let trial = Trial::new("en");
    let blocks = |text: &str| text.contains(['▁', '█', '░']);
    for locale in [
        &[][..],
        &[("LANG", "C.UTF-8")],
        &[("LC_ALL", "zh_CN.utf8"), ("LANG", "C")],
    ] {
        assert!(blocks(&drawn(&trial, locale)), "{locale:?}");
    }
    for locale in [
        &[("LANG", "C")][..],
        &[("LC_CTYPE", "zh_CN.GB18030"), ("LANG", "C.UTF-8")],
        &[("LC_ALL", "POSIX"), ("LANG", "C.UTF-8")],
    ] {
        let shown = drawn(&trial, locale);
        assert!(!blocks(&shown), "{locale:?}: {shown}");
        assert!(shown.contains("????") || shown.contains("____"), "{shown}");
    }
}
