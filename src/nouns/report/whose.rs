//! `--rep`, `--team`, `--region`, `--grade`, `--source`: whose records a report is about,
//! and of which customers. Every report that can be narrowed takes these flags.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Arg;

use crate::app::App;
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::{Form as _, subset};
use crate::nouns::{Call, option};
use crate::problem::{Failure, Problem};
use crate::records::Staff;
use crate::records::filters::CustomerFilter;
use crate::say;
use crate::store::Whose;
use crate::value::{Moment, Noun as Of};
use crate::words::{Lang, Say, t};

/// What is asked of the customer.
const KEYS: &[&str] = &["region", "grade", "source"];

static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| subset(CustomerFilter::FIELDS, KEYS));

/// The flags beside `--rep`.
pub fn more_args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![team(lang).conflicts_with("rep")];
    args.extend(of_customers(lang));
    args
}

/// `--rep` and all the flags beside it.
pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![rep(lang)];
    args.extend(more_args(lang));
    args
}

/// Whose records.
pub fn rep(lang: Lang) -> Arg {
    option(
        "rep",
        t("NAME", "姓名"),
        t(
            "Only what is this colleague's; “me” for yourself",
            "只统计该同事的；本人可写 me",
        ),
        lang,
    )
    .alias("owner")
    .add(Takes::record(Of::Staff))
}

fn team(lang: Lang) -> Arg {
    option(
        "team",
        t("LEADER", "负责人"),
        t(
            "Only what is this leader's and of those who report to them",
            "只统计该主管及其下属的",
        ),
        lang,
    )
    .add(Takes::Senior)
}

/// Those about customers.
pub fn of_customers(lang: Lang) -> Vec<Arg> {
    flags::args(&FIELDS, &[], lang)
}

/// What the line says of it.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    pub whose: Whose,
    /// The one colleague, where one is named, and how they are called.
    pub owner: Option<i64>,
    pub rep: Option<String>,
    /// The team, where one is named, by its leader.
    pub team: Option<String>,
    /// The one customer that it is about, by number and name.
    pub customer: Option<(String, String)>,
    /// The other flags, as they were typed.
    pub only: Vec<String>,
}

impl Narrowed {
    /// Reads the flags. A grade is that of `end`, when what is asked about ends; a team is
    /// read unless the command means another kind by it.
    ///
    /// # Errors
    /// Exit 3 for a colleague or leader whom nobody knows, exit 2 for a leader of nobody
    /// and for what is no region, grade or source.
    pub fn read(
        app: &mut App<'_>,
        call: &Call<'_>,
        end: Moment,
        has_teams: bool,
    ) -> Result<Self, Failure> {
        let mut all = Narrowed::default();
        all.whose.at = Some(end);
        if let Some(name) = call.text("rep") {
            let id = app.resolve(Of::Staff, name)?;
            all.owner = Some(id);
            all.rep = Some(app.store.read()?.get::<Staff>(id)?.record.name.0);
            all.whose.owners = Some(vec![id]);
        }
        if let Some(leader) = call.text("team").filter(|_| has_teams) {
            let (members, name) = members(app, leader)?;
            all.whose.owners = Some(members);
            all.team = Some(name);
        }
        let draft = call.draft(&FIELDS)?.part(CustomerFilter::FIELDS, "");
        let filter: CustomerFilter =
            app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?;
        all.whose.regions = filter.region.into_iter().map(|region| region.0).collect();
        all.whose.grades = filter.grade;
        all.whose.sources = filter.source;
        let typed = KEYS.iter().filter_map(|key| {
            let texts = call.texts(key).join(",");
            (!texts.is_empty()).then(|| format!("--{key} {texts}"))
        });
        all.only = typed.collect();
        Ok(all)
    }

    /// The customer's number and name.
    pub fn customer(&self) -> Option<(&str, &str)> {
        let customer = self.customer.as_ref();
        customer.map(|(number, name)| (number.as_str(), name.as_str()))
    }

    /// Whose records, as a head says it; everybody's where there is none.
    pub fn who(&self) -> Option<Say> {
        let team = self.team.as_ref();
        let rep = self.rep.as_ref().map(|name| Say::same(name.clone()));
        rep.or_else(|| team.map(|name| say!("team of {name}", "{name}团队")))
    }

    /// The other flags, in one line.
    pub fn only(&self) -> Option<String> {
        (!self.only.is_empty()).then(|| self.only.join(" "))
    }

    /// All flags that narrow, in one line.
    pub fn flags(&self) -> Option<String> {
        let named = [("rep", &self.rep), ("team", &self.team)];
        let named = named
            .iter()
            .filter_map(|(flag, name)| Some(format!("--{flag} {}", name.as_ref()?)));
        let all: Vec<String> = named.chain(self.only.iter().cloned()).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }
}

/// A leader and those who report to them (meaning.md, Groups).
fn members(app: &mut App<'_>, leader: &str) -> Result<(Vec<i64>, String), Failure> {
    let id = app.resolve(Of::Staff, leader)?;
    let all = app.store.read()?.all_staff()?;
    let reports = |one: &&crate::store::Kept<Staff>| {
        one.record
            .supervisor
            .is_some_and(|leader| leader.id() == id)
    };
    let mut members: Vec<i64> = all.iter().filter(reports).map(|one| one.id).collect();
    let name = app.store.read()?.get::<Staff>(id)?.record.name.0;
    if members.is_empty() {
        return Err(Problem::usage(say!(
            "nobody reports to {name}, so there is no such team",
            "没有人向{name}汇报，因此没有这个团队"
        ))
        .about(Say::same("--team"))
        .hint(say!(
            "for {name} alone: --rep \"{name}\"; to say who reports to whom: kehu staff edit NAME --supervisor \"{name}\"",
            "只看{name}本人：--rep \"{name}\"；登记上下级：kehu staff edit 姓名 --supervisor \"{name}\""
        ))
        .into());
    }
    members.push(id);
    Ok((members, name))
}
