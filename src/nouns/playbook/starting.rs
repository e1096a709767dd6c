//! The playbook file that `init` writes: it stands on a preset, and shows in
//! comments how to say what is different.

use crate::app::App;
use crate::nouns::{Call, config};
use crate::problem::Failure;
use crate::words::{Lang, t};

/// Chooses a preset and writes a file of one's own over it; a file that is
/// there is kept, and only stands on the preset from now on.
pub(in crate::nouns) fn start(
    app: &mut App<'_>,
    call: &Call<'_>,
    preset: &str,
) -> Result<(), Failure> {
    config::check_value("playbook", preset)?;
    let text = match app.policy.own_text()? {
        Some(own) => crate::playbook::edit::extend(&own, preset)?,
        None => text(preset, app.lang),
    };
    config::set(app, call, "playbook", preset)?;
    match call.dry_run {
        true => Ok(()),
        false => app.policy.write_own(&text),
    }
}

/// The file for a preset, with comments in the language of its reader.
fn text(preset: &str, lang: Lang) -> String {
    let template = t(ENGLISH, CHINESE).to(lang);
    template.replace("PRESET", preset)
}

const ENGLISH: &str = r#"# Your playbook. It stands on a preset that ships with kehu and says only what is
# different. After a change: kehu playbook check
extends = "PRESET"

# Rules say what is owed, by whom, until when.
#   all of them               kehu playbook show rules
#   one in plain words        kehu playbook explain touch-b
#   one as it is written      kehu playbook show rule touch-b
#
# Take away a # before [ and before each key below it.
#
# Change a key of a rule; the other keys stay:
#[rule.touch-b]
#every = "10d"
#
# Switch a rule off, or take in one that the preset leaves out (off = false):
#[rule.push-b]
#off = true
#
# Add a rule of your own under a name of your own:
#[rule.first-visit]
#label = { en = "First visit to a new customer", zh = "新客户首次拜访" }
#after = "customer.filed"
#until = { event = "followup.logged", method = "visit", reached = true }
#within = "1mo"
#who = "owner"
#band = "touch"
#
# Other parts: office hours, numbers, grades, required answers, gates. For example,
# who may close a ticket without a revisit:
#[gates]
#ticket_close = "record"
"#;

const CHINESE: &str = r#"# 自己的规则手册：以内置预设为基础，只写不同之处。
# 修改后请检查：kehu playbook check
extends = "PRESET"

# 规则写明：什么事、由谁做、何时到期。
#   全部规则          kehu playbook show rules
#   通俗说明一条      kehu playbook explain touch-b
#   查看原文          kehu playbook show rule touch-b
#
# 去掉 [ 前和其下各键前的 # 即可生效。
#
# 修改规则的某个键，其余不变：
#[rule.touch-b]
#every = "10d"
#
# 停用一条规则；启用预设未采用的规则则写 off = false：
#[rule.push-b]
#off = true
#
# 添加自定规则，名称自定：
#[rule.first-visit]
#label = { en = "First visit to a new customer", zh = "新客户首次拜访" }
#after = "customer.filed"
#until = { event = "followup.logged", method = "visit", reached = true }
#within = "1mo"
#who = "owner"
#band = "touch"
#
# 其他部分：上班时间、编号、分级、必填项、关卡。例如未回访也可关闭工单：
#[gates]
#ticket_close = "record"
"#;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::playbook::{Gate, Playbook};

    #[test]
    fn what_is_shown_in_comments_can_be_used() {
        for lang in [Lang::En, Lang::Zh] {
            for preset in Playbook::presets() {
                let text = text(preset, lang);
                let load = |text: &str| {
                    let book = Playbook::load("standard", Some((Path::new("mine.toml"), text)));
                    let book = book.unwrap();
                    let count = book.rules().unwrap().len();
                    (book, count)
                };
                let (bare, count) = load(&text);
                let under = Playbook::load(preset, None).unwrap();
                assert_eq!((bare.preset, count), (preset, under.rules().unwrap().len()));
                // A comment proper has a space behind its sign.
                let used: String = text
                    .lines()
                    .map(|line| match line.strip_prefix('#') {
                        Some(key) if !key.starts_with([' ', '\u{3000}']) => format!("{key}\n"),
                        _ => format!("{line}\n"),
                    })
                    .collect();
                let (used, _) = load(&used);
                assert_eq!(used.gates.ticket_close, Gate::Record);
                assert!(used.rule("first-visit").unwrap().is_some());
                assert!(used.rule("push-b").unwrap().is_none());
            }
        }
    }
}
