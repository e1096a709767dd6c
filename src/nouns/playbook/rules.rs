//! The rules of the playbook as a person reads them: the list, one as it is
//! written, one in plain words.

use clap::Arg;

use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, word};
use crate::out::Out;
use crate::playbook::{Band, Playbook, Rule};
use crate::problem::{Exit, Failure, Problem};
use crate::say;
use crate::value::{Cell, ChoiceSet as _, Kind, Moment, find_choice};
use crate::view::{Column, View};
use crate::words::{Lang, Say, Text, t};

/// Every rule in force, or those of one band.
pub(super) fn list(app: &App<'_>, band: Option<&str>, out: &mut Out<'_>) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    let band = band.map(band_called).transpose()?;
    let rows = playbook
        .rules()?
        .iter()
        .filter(|rule| band.is_none_or(|band| rule.band == Some(band)))
        .map(|rule| {
            let said = |key| {
                let lines = rule.explained(&playbook.codes);
                let line = lines.into_iter().find(|line| line.key == key);
                line.and_then(|line| line.said)
            };
            vec![
                Cell::Line(rule.id.to_owned()),
                Cell::Text(rule.label),
                rule.band
                    .map_or(Cell::Empty, |band| Cell::Choice(band.choice())),
                in_words(said("due")),
                in_words(Some(rule.who.said())),
                sources(rule),
            ]
        })
        .collect();
    let columns = vec![
        Column::new("id", t("Rule", "规则")),
        Column::new("label", t("What is owed", "事项")),
        Column::new("band", t("Group", "分组")),
        Column::new("due", t("Due", "期限")),
        Column::new("who", t("Who", "责任人")),
        Column::new("source", t("Handbook", "手册出处")).extra(),
    ];
    out.view(View::list(t("Rules", "规则"), columns, rows))
}

fn band_called(text: &str) -> Result<Band, Failure> {
    let at = find_choice(text, Band::CHOICES).map_err(|fault| Problem::from_fault(text, fault))?;
    Ok(Band::VARIANTS[at])
}

/// Words for people in both languages; programs read the English ones.
fn in_words(said: Option<Say>) -> Cell {
    said.map_or(Cell::Empty, |said| {
        Cell::Text(Text::kept(&said.en, &said.zh))
    })
}

/// One rule as it is written, key by key.
pub(super) fn written(app: &App<'_>, id: &str, out: &mut Out<'_>) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    let rule = called(playbook, id)?;
    let keys = playbook.written_rule(rule.id).unwrap_or_default();
    let id = Column::new("id", t("rule", "rule"));
    let mut columns = vec![id];
    let mut row = vec![Cell::Line(rule.id.to_owned())];
    for (key, value) in keys {
        // A key is called the same in both languages: it is what one types.
        columns.push(Column::new(key, Text { en: key, zh: key }));
        row.push(Cell::Line(value));
    }
    out.view(View::sheet(rule.label, columns, row))
}

/// The rule with this id.
fn called<'p>(playbook: &'p Playbook, id: &str) -> Result<&'p Rule, Failure> {
    let found = playbook.rule(id)?;
    found.ok_or_else(|| playbook.no_such_rule(id).into())
}

pub(super) fn explain_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "rule",
            t("RULE", "规则"),
            t(
                "The rule's id, such as touch-b, or a number of the handbook, such as R106",
                "规则名，如 touch-b，或手册编号，如 R106",
            ),
            lang,
        )
        .add(Takes::Rule)
        .required(true)
        .index(1),
    ]
}

/// A rule in plain words, or those of one number of the handbook.
pub(super) fn explain(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let playbook = app.policy.get()?;
    let asked = call.text("rule").unwrap_or_default();
    let views = meant(playbook, asked)?
        .into_iter()
        .map(|rule| explained(playbook, rule, app.now));
    out.views(views.collect(), None)?;
    Ok(Exit::Done)
}

/// The rule with this id, or all that stand for this number of the handbook.
fn meant<'p>(playbook: &'p Playbook, asked: &str) -> Result<Vec<&'p Rule>, Failure> {
    let number = asked.to_ascii_uppercase();
    let is_of = |rule: &&Rule| rule.source.split_whitespace().any(|of| of == number);
    let all: Vec<&Rule> = playbook.rules()?.iter().filter(is_of).collect();
    match all.is_empty() {
        true => Ok(vec![called(playbook, asked)?]),
        false => Ok(all),
    }
}

fn explained<'v>(playbook: &Playbook, rule: &Rule, now: Moment) -> View<'v> {
    let mut columns = vec![Column::new("id", t("Rule", "规则"))];
    let mut row = vec![Cell::Line(rule.id.to_owned())];
    let mut put = |column, cell| {
        columns.push(column);
        row.push(cell);
    };
    put(
        Column::new("label", t("What is owed", "事项")),
        Cell::Text(rule.label),
    );
    if let Some(band) = rule.band {
        put(
            Column::new("band", t("Group", "分组")),
            Cell::Choice(band.choice()),
        );
    }
    for line in rule.explained(&playbook.codes) {
        put(Column::new(line.key, line.label), in_words(line.said));
        if line.key == "due" {
            let example = example(playbook, rule, now);
            put(
                Column::new("example", t("For example", "举例")),
                in_words(example),
            );
        }
    }
    for (column, cell) in footing(rule) {
        put(column, cell);
    }
    View::sheet(rule.label, columns, row)
}

fn sources(rule: &Rule) -> Cell {
    match rule.source.as_str() {
        "" => Cell::Empty,
        source => Cell::Line(source.to_owned()),
    }
}

/// Where it comes from, how to change it.
fn footing(rule: &Rule) -> [(Column, Cell); 2] {
    let id = rule.id;
    let change = say!(
        "[rule.{id}] in your playbook, or: kehu playbook edit rule {id} KEY=VALUE",
        "规则手册中的 [rule.{id}]，或：kehu playbook edit rule {id} 键=值"
    );
    [
        (
            Column::new("source", t("Handbook", "手册出处")),
            sources(rule),
        ),
        (
            Column::new("change", t("To change it", "如何修改")),
            in_words(Some(change)),
        ),
    ]
}

/// When it would be due if it began now, by this calendar.
fn example(playbook: &Playbook, rule: &Rule, now: Moment) -> Option<Say> {
    let zone = playbook.calendar.zone();
    let due = rule
        .examples(&playbook.codes)
        .into_iter()
        .map(|(value, span)| {
            let due = playbook.calendar.due(now, &span).shown(zone);
            match value {
                None => Say::same(due),
                Some(Say { en, zh }) => say!("{en} {due}", "{zh} {due}"),
            }
        });
    let due: Vec<Say> = due.collect();
    if due.is_empty() {
        return None;
    }
    let list = |lang, join| {
        let all: Vec<_> = due.iter().map(|due| due.to(lang)).collect();
        all.join(join)
    };
    let (en, zh) = (list(Lang::En, ", "), list(Lang::Zh, "、"));
    let now = now.shown(zone);
    Some(say!("begun {now}, due {en}", "{now} 起算，到期 {zh}"))
}

/// What `--band` takes, for completion.
pub(super) const BANDS: Takes = Takes::Answer(Kind::Choice(Band::CHOICES));
