//! Changing the policy: another preset, a region's code, a key of a rule. What
//! is written is read first, so that a sound file stays sound.

use clap::{Arg, ArgAction};

use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, config, word};
use crate::out::Out;
use crate::playbook::{Compared, Playbook, edit};
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::Kpi;
use crate::say;
use crate::value::{ChoiceSet as _, find_choice};
use crate::words::{Lang, Say, t};

pub(super) fn args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "what",
            t("WHAT", "内容"),
            t(
                "region: adds a region's code; rule: changes a rule; target: what is aimed at",
                "region：添加区域代码；rule：修改规则；target：设定指标目标",
            ),
            lang,
        )
        .add(Takes::Words(&["region", "rule", "target"]))
        .required(true)
        .index(1),
        word(
            "entry",
            t("ENTRY", "条目"),
            t(
                "CODE=NAME of a region, a rule's id, or K03=2h for a measure",
                "区域的 代码=名称、规则名，或指标目标如 K03=2h",
            ),
            lang,
        )
        .add(Takes::Rule)
        .index(2),
        word(
            "set",
            t("KEY=VALUE", "键=值"),
            t(
                "Of a rule: every=10d, within.urgent=1h, off=true",
                "规则的键：every=10d、within.urgent=1h、off=true",
            ),
            lang,
        )
        .action(ArgAction::Append)
        .num_args(1..)
        .index(3),
    ]
}

pub(super) fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    match (call.text("what"), call.text("entry")) {
        (Some("region"), Some(entry)) => region(app, call, entry, out)?,
        (Some("rule"), Some(id)) => rule(app, call, id, out)?,
        (Some("target"), Some(entry)) => target(app, call, entry, out)?,
        (Some("region" | "rule" | "target"), None) => return Err(nothing().into()),
        (what, _) => {
            let what = what.unwrap_or_default();
            return Err(Problem::usage(say!(
                "“{what}” cannot be changed here",
                "此处不能修改“{what}”"
            ))
            .hint(say!(
                "one of: region, rule, target",
                "可用：region、rule、target"
            ))
            .into());
        }
    }
    Ok(Exit::Done)
}

fn nothing() -> Problem {
    Problem::usage(say!("nothing to change", "没有要修改的内容")).hint(say!(
        "such as: kehu playbook edit region WX=Wuxi, kehu playbook edit rule touch-b every=10d, or kehu playbook edit target K03=2h",
        "例如：kehu playbook edit region WX=无锡、kehu playbook edit rule touch-b every=10d 或 kehu playbook edit target K03=2h"
    ))
}

fn region(
    app: &mut App<'_>,
    call: &Call<'_>,
    entry: &str,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let (code, name) = entry
        .split_once(['=', '＝'])
        .ok_or_else(|| Failure::from(nothing()))?;
    let text = app.policy.own_text()?.unwrap_or_default();
    let text = edit::add_region(&text, code.trim(), name.trim(), None)?;
    write(app, call, &text)?;
    let (code, name) = (code.trim().to_uppercase(), name.trim());
    let file = app.policy.file().display();
    out.line(&say!(
        "{name} is now {code} ({file})",
        "“{name}”的代码为 {code}（{file}）"
    ))
}

fn rule(app: &mut App<'_>, call: &Call<'_>, id: &str, out: &mut Out<'_>) -> Result<(), Failure> {
    let pairs = call.texts("set");
    let pairs: Option<Vec<(&str, &str)>> = pairs
        .iter()
        .map(|pair| pair.split_once(['=', '＝']))
        .collect();
    let pairs = pairs
        .filter(|pairs| !pairs.is_empty())
        .ok_or_else(|| Failure::from(nothing()))?;
    let text = app.policy.own_text()?.unwrap_or_default();
    let file = app.policy.file().to_owned();
    let preset = app.policy.preset();
    let text = edit::change_rule(&text, (&file, preset), id, &pairs)?;
    write(app, call, &text)?;
    let said: Vec<_> = pairs
        .iter()
        .map(|(key, value)| format!("{} = {}", key.trim(), value.trim()))
        .collect();
    let (said, file) = (said.join(", "), file.display());
    out.line(&say!("{id}: {said} ({file})", "{id}：{said}（{file}）"))?;
    out.note(&say!(
        "see what it says now: kehu playbook explain {id}",
        "查看现在的规则：kehu playbook explain {id}"
    ));
    Ok(())
}

/// `target K03=2h conversion=30%`, or `target K03 2h`.
fn target(
    app: &mut App<'_>,
    call: &Call<'_>,
    entry: &str,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let more = call.texts("set");
    let split = |pair: &str| {
        let (name, aim) = pair.split_once(['=', '＝'])?;
        Some((name.trim().to_owned(), aim.trim().to_owned()))
    };
    let pairs: Option<Vec<(String, String)>> = match (split(entry), &more[..]) {
        (Some(first), more) => {
            let more = more.iter().map(|pair| split(pair));
            std::iter::once(Some(first)).chain(more).collect()
        }
        (None, [aim]) => Some(vec![(entry.to_owned(), (*aim).to_owned())]),
        (None, _) => None,
    };
    let pairs = pairs.ok_or_else(|| Failure::from(nothing()))?;
    // A measure that is none is told with the nearest code by whoever reads the file.
    let code = |name: &str| {
        let found = find_choice(name, Kpi::CHOICES).ok();
        found.map_or(name.to_owned(), |at| Kpi::CHOICES[at].code.to_owned())
    };
    let aims: Vec<(String, String)> = pairs
        .into_iter()
        .map(|(name, aim)| (code(&name), aim))
        .collect();
    let aims: Vec<(&str, &str)> = aims
        .iter()
        .map(|(code, aim)| (code.as_str(), aim.as_str()))
        .collect();
    let text = app.policy.own_text()?.unwrap_or_default();
    let file = app.policy.file().to_owned();
    let text = edit::change_targets(&text, (&file, app.policy.preset()), &aims)?;
    write(app, call, &text)?;
    let file = file.display();
    for (code, aim) in aims {
        let label = Kpi::from_code(code).map_or(t("", ""), |kpi| kpi.label());
        let (en, zh) = (label.en, label.zh);
        out.line(&say!(
            "{code}: {aim} ({en}; {file})",
            "{code}：{aim}（{zh}；{file}）"
        ))?;
    }
    Ok(())
}

fn write(app: &mut App<'_>, call: &Call<'_>, text: &str) -> Result<(), Failure> {
    match call.dry_run {
        true => Ok(()),
        false => app.policy.write_own(text),
    }
}

/// Stands on another preset from now on, and says what that changes. A file of
/// one's own says which preset it extends, and would win over the setting.
pub(super) fn stand_on(
    app: &mut App<'_>,
    call: &Call<'_>,
    name: &str,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    config::check_value("playbook", name)?;
    let before = app.policy.get().ok().cloned();
    let own = app.policy.own_text()?;
    let own = own.map(|text| edit::extend(&text, name)).transpose()?;
    let file = app.policy.file().to_owned();
    let after = Playbook::load(name, own.as_deref().map(|text| (file.as_path(), text)))?;
    after.rules()?;
    config::set(app, call, "playbook", name)?;
    if let Some(text) = &own {
        write(app, call, text)?;
    }
    out.line(&say!("the playbook is now {name}", "规则手册已改为 {name}"))?;
    if let Some(before) = before {
        differences(&before, &after, out)?;
    }
    Ok(())
}

/// What is otherwise than before.
fn differences(before: &Playbook, after: &Playbook, out: &mut Out<'_>) -> Result<(), Failure> {
    let (Ok(old), Ok(new)) = (before.rules(), after.rules()) else {
        return Ok(());
    };
    let (was, now) = (old.len(), new.len());
    if was != now {
        out.line(&say!(
            "rules: {now}, before {was}",
            "规则：{now} 条，原为 {was} 条"
        ))?;
    }
    tell(&Compared::of(old, new), out)?;
    let moved = before.gates.compared(&after.gates);
    for (gate, from, to) in moved {
        out.line(&say!(
            "gate {gate}: {from} → {to}",
            "关卡 {gate}：{from} → {to}"
        ))?;
    }
    if before.numbers.customer != after.numbers.customer {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
        let parts = after.numbers.of_customer(Some("HZ"), Some("IT"), day);
        let number = after.numbers.customer.render(&parts, 1);
        out.line(&say!(
            "numbers of customers: such as {number}",
            "客户编号：如 {number}"
        ))?;
    }
    let grades = |playbook: &Playbook| {
        let all = playbook.grades.all().iter();
        all.map(|grade| grade.code.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (old, new) = (grades(before), grades(after));
    if old != new {
        out.line(&say!("grades: {new}", "客户级别：{new}"))?;
    }
    Ok(())
}

/// More rules than this are counted, and not named.
const NAMED: usize = 12;

/// Which rules are new, gone or otherwise.
pub(super) fn tell(compared: &Compared, out: &mut Out<'_>) -> Result<(), Failure> {
    for (ids, label) in [
        (&compared.new, t("new", "新增")),
        (&compared.changed, t("changed", "修改")),
        (&compared.gone, t("left out", "停用")),
    ] {
        let count = ids.len();
        let said = match count {
            0 => continue,
            1..=NAMED => Say {
                en: ids.join(", "),
                zh: ids.join("、"),
            },
            _ => say!("{count} rules", "{count} 条规则"),
        };
        out.line(&Say {
            en: format!("{}: {}", label.en, said.en),
            zh: format!("{}：{}", label.zh, said.zh),
        })?;
    }
    Ok(())
}
