//! `init`: who am I, which language, which playbook, since when.

use std::sync::LazyLock;

use clap::Arg;

use super::{Call, Noun, Run, Verb, What, option};
use crate::app::{App, Filling};
use crate::field::Field;
use crate::flags;
use crate::form::{Form as _, subset};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Staff;
use crate::records::choices::Role;
use crate::say;
use crate::store::{Kept, Kind, NumberIs, Place};
use crate::value::{ChoiceSet as _, Ref};
use crate::words::{Lang, t};

pub const INIT: Noun = Noun {
    name: "init",
    about: t(
        "Set kehu up: who you are, language, playbook",
        "初始化：您是谁、语言、规则手册",
    ),
    what: What::Leaf(Verb::new("init", t("Set kehu up", "初始化"), args, INIT_RUN).writing()),
};

const INIT_RUN: Run = init;

/// The supervisor is a name here: there may be nobody on file yet.
static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let fields = subset(Staff::FIELDS, &["name", "role", "region", "phone", "email"]);
    let asked = |field: Field| match field.key {
        "region" => field.asked(),
        _ => field,
    };
    fields.into_iter().map(asked).collect()
});

fn args(lang: Lang) -> Vec<Arg> {
    let mut args = flags::args(&FIELDS, &[], lang);
    args.push(option(
        "supervisor",
        t("NAME", "姓名"),
        t("Your supervisor's name", "主管姓名"),
        lang,
    ));
    args.push(
        option(
            "playbook",
            t("NAME", "名称"),
            t(
                "The playbook, standard unless given",
                "规则手册，默认 standard",
            ),
            lang,
        )
        .add(flags::Takes::Playbook),
    );
    args.push(option(
        "since",
        t("DAY", "日期"),
        t(
            "Nothing older raises a deadline; today unless given",
            "更早的记录不产生期限；默认今天",
        ),
        lang,
    ));
    args
}

fn init(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let mut draft = call.draft(&FIELDS)?;
    let old = whose(app)?;
    if old.is_some() && draft.is_empty() {
        return Err(set_up_already().into());
    }
    if let Some(old) = &old {
        // Setting up again changes what is given, and nothing else; the file of
        // somebody else is not made ours.
        let name = old.record.name.0.as_str();
        if draft.get("name").is_some_and(|given| given.trim() != name) {
            return Err(somebody_elses(name).into());
        }
        draft.set_default("name", name);
        draft.set_default("role", old.record.role.code());
    }
    choose_language(app, call, out)?;
    if app.ask.is_none() {
        draft.set_default("role", Role::SalesRep.code());
    }
    let filled = app.fill::<StaffIntake>(
        draft,
        Filling {
            command: "init",
            ask: true,
            ..Filling::default()
        },
    )?;
    let intake = filled.record;
    let supervisor = match old.is_some() && call.text("supervisor").is_none() {
        true => None,
        false => supervisor(app, call)?,
    };
    if supervisor.as_deref() == Some(intake.name.0.as_str()) {
        return Err(super::staff::own_supervisor().into());
    }
    let since = match old.is_some() && call.text("since").is_none() {
        true => None,
        false => Some(since(app, call)?),
    };
    if let Some(name) = call.text("playbook") {
        super::playbook::start(app, call, name)?;
    }
    if super::config::get(app, call, "lang")?.is_none() {
        let code = app.lang.code();
        super::config::set(app, call, "lang", code)?;
    }
    let name = intake.name.0.clone();
    store(
        app,
        intake,
        old.as_ref(),
        supervisor.as_deref(),
        since.as_deref(),
    )?;
    tell(app, call, out, &name)?;
    Ok(Exit::Done)
}

/// Whose file it is, if anybody's yet.
fn whose(app: &mut App<'_>) -> Result<Option<Kept<Staff>>, Failure> {
    if !app.store.exists() || app.store.read()?.me()?.is_none() {
        return Ok(None);
    }
    let me = app.me()?;
    Ok(Some(app.store.read()?.get(me)?))
}

fn set_up_already() -> Problem {
    Problem::usage(say!("kehu is set up already", "kehu 已经初始化")).hint(say!(
        "change yourself with: kehu staff edit me; the language with: kehu config lang zh",
        "修改本人信息：kehu staff edit me；修改语言：kehu config lang zh"
    ))
}

fn somebody_elses(name: &str) -> Problem {
    Problem::usage(say!("this file is {name}'s", "该数据文件属于{name}")).hint(say!(
        "change the name with: kehu staff edit me --name NAME; a file of your own: --db FILE",
        "改名：kehu staff edit me --name 姓名；另建自己的数据文件：--db 文件"
    ))
}

/// Writes who I am, and my supervisor where nobody of that name is on file.
fn store(
    app: &mut App<'_>,
    intake: StaffIntake,
    old: Option<&Kept<Staff>>,
    supervisor: Option<&str>,
    since: Option<&str>,
) -> Result<(), Failure> {
    let now = app.now;
    let store = app.store.write()?;
    let known = match supervisor {
        Some(name) => store.staff_named(name)?,
        None => None,
    };
    let circle = match (known, old) {
        (Some(boss), Some(old)) => store.team_of(old.id)?.contains(&boss),
        _ => false,
    };
    if circle {
        return Err(super::staff::own_supervisor().into());
    }
    let writing = store.begin("init", Kind::Final, old.map(|old| old.id), now)?;
    let empty = std::collections::BTreeSet::new();
    let place = |name: &str| Place {
        number: NumberIs::Given(name.to_owned()),
        extra: Vec::new(),
        since: now,
        to_confirm: &empty,
    };
    let boss = match (known, supervisor) {
        (None, Some(name)) => {
            let record = Staff {
                name: crate::value::Name(name.to_owned()),
                role: Role::SalesSupervisor,
                supervisor: None,
                region: None,
                phone: None,
                email: None,
                left: None,
            };
            Some(writing.insert(&record, &place(name))?.0)
        }
        (known, _) => known,
    };
    let name = intake.name.0.clone();
    let before = old.map(|old| &old.record);
    let record = Staff {
        name: intake.name,
        role: intake.role,
        supervisor: boss.map(Ref::new).or(before.and_then(|old| old.supervisor)),
        region: intake.region.or(before.and_then(|old| old.region.clone())),
        phone: intake.phone.or(before.and_then(|old| old.phone.clone())),
        email: intake.email.or(before.and_then(|old| old.email.clone())),
        left: None,
    };
    let id = match old {
        Some(old) => {
            let old: Kept<Staff> = writing.get(old.id)?;
            writing.update(&old, &record, now)?;
            old.id
        }
        None => writing.insert(&record, &place(&name))?.0,
    };
    writing.set_meta("me", &id.to_string())?;
    writing.given_by(id)?;
    if let Some(since) = since {
        writing.set_meta("since", since)?;
    }
    writing.commit("", &say!("set up", "初始化"))
}

fn tell(app: &App<'_>, call: &Call<'_>, out: &mut Out<'_>, name: &str) -> Result<(), Failure> {
    let file = app.store.path().display().to_string();
    out.line(&say!(
        "kehu is ready, {name}; your data is in {file}, readable by you alone",
        "kehu 已就绪，{name}；数据保存在 {file}，仅您本人可读"
    ))?;
    if call.text("playbook").is_some() {
        let file = app.policy.file().display();
        out.line(&say!(
            "your rules are in {file}: it says how to change them",
            "规则手册在 {file}，文件内有修改说明"
        ))?;
    }
    out.line(&say!(
        "next: kehu customer add",
        "下一步：kehu customer add（登记客户）"
    ))
}

crate::form! {
    /// Who somebody is, as far as `init` asks.
    pub struct StaffIntake as "init" ("you", "您") {
        name: crate::value::Name = "Name", "姓名";
        role: Role = "Role", "角色";
        region: Option<crate::value::Region> = "Region", "区域";
        phone: Option<crate::value::Phone> = "Phone", "电话";
        email: Option<crate::value::Email> = "E-mail", "邮箱";
    }
}

/// A person who sets kehu up for the first time says which language; in both.
fn choose_language(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
    let known = call.text("lang").is_some() || super::config::get(app, call, "lang")?.is_some();
    let lang = app.lang;
    let Some(ask) = app.ask.as_mut().filter(|_| !known) else {
        return Ok(());
    };
    let options = [("zh", "中文"), ("en", "English")].map(|(code, label)| crate::ask::Choosable {
        code: code.to_owned(),
        label: label.to_owned(),
        note: String::new(),
        also: Vec::new(),
    });
    let question = crate::ask::Question {
        label: "语言 / Language",
        empty: crate::ask::Empty::Refused,
        ..crate::ask::Question::default()
    };
    let default = usize::from(lang == Lang::En);
    let picked = ask
        .pick(&question, &options, Some(default))
        .map_err(crate::app::stopped)?;
    let lang = match picked {
        Some(1) => Lang::En,
        _ => Lang::Zh,
    };
    ask.speak(lang);
    app.lang = lang;
    out.style.tongue.lang = lang;
    Ok(())
}

/// The supervisor's name: given, or asked for; nobody is an answer.
fn supervisor(app: &mut App<'_>, call: &Call<'_>) -> Result<Option<String>, Failure> {
    if let Some(name) = call.text("supervisor") {
        return Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty()));
    }
    let lang = app.lang;
    let Some(ask) = &mut app.ask else {
        return Ok(None);
    };
    let label = t("Your supervisor", "您的主管");
    let enter = t("Enter if there is none", "没有请直接回车");
    let question = crate::ask::Question {
        label: label.to(lang),
        enter: enter.to(lang),
        ..crate::ask::Question::default()
    };
    let name = ask
        .line(&question, &|_| Ok(()))
        .map_err(crate::app::stopped)?;
    Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty()))
}

/// The day before which nothing raises a deadline, as ISO text.
fn since(app: &mut App<'_>, call: &Call<'_>) -> Result<String, Failure> {
    let text = call.text("since").unwrap_or("today").to_owned();
    app.reading(|reading, _| {
        use crate::value::{Day, Value as _};
        Day::parse(&text, reading)
            .map(|day| day.code())
            .map_err(|fault| {
                Problem::from_fault(&text, fault)
                    .about(t("--since", "--since"))
                    .into()
            })
    })
}
