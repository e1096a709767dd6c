//! `history`: the journal, newest first. It reads and changes nothing.

use clap::Arg;

use super::{Call, Noun, Verb, What, word};
use crate::app::App;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::say;
use crate::store::{Entry, Kind};
use crate::value::{Cell, Noun as Record};
use crate::view::{Column, Rank, View};
use crate::words::{Lang, Say, t};

pub const HISTORY: Noun = Noun {
    name: "history",
    about: t(
        "What was done, by whom, when",
        "操作记录：何时、何人、做了什么",
    ),
    what: What::Leaf(Verb::new(
        "history",
        t("Show the journal", "查看操作记录"),
        history_args,
        history,
    )),
};

/// How many entries are shown unless `--limit` says otherwise.
pub const LIMIT: usize = 30;

fn history_args(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "record",
            t("RECORD", "记录"),
            t(
                "Only what changed this record: number or customer",
                "只看某条记录：编号或客户",
            ),
            lang,
        )
        .index(1),
        super::customer::limit(lang),
    ]
}

fn history(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let limit = super::customer::limit_of(call)?.unwrap_or(LIMIT);
    app.file()?;
    let row = match call.text("record").map(str::to_owned) {
        Some(text) => Some(any_record(app, &text)?),
        None => None,
    };
    let entries = app.file()?.entries(row, limit)?;
    show(out, entries)?;
    Ok(Exit::Done)
}

/// The record of any noun with this number, or the customer that `text` names.
fn any_record(app: &mut App<'_>, text: &str) -> Result<i64, Failure> {
    let number = text.to_uppercase();
    for noun in Record::ALL {
        let found = app.file()?.candidates_by_number(*noun, &number)?;
        if let Some(id) = found {
            return Ok(id);
        }
    }
    let customer = app.resolve(Record::Customer, text);
    match customer {
        // A person's name is a record's, too.
        Err(none) => app
            .file()?
            .candidates(Record::Contact, text)?
            .first()
            .map_or(Err(none), |(id, _)| Ok(*id)),
        found => found,
    }
}

/// Prints entries as the journal lists them.
pub fn show(out: &mut Out<'_>, entries: Vec<Entry>) -> Result<(), Failure> {
    let lang = out.lang();
    let columns = vec![
        Column::new("id", t("ID", "序号")).ranked(Rank::Main),
        Column::new("at", t("When", "时间")).ranked(Rank::Vital),
        Column::new("who", t("Who", "何人")).ranked(Rank::Lesser),
        Column::new("verb", t("Command", "命令")).ranked(Rank::Main),
        Column::new("subject", t("Record", "记录")).ranked(Rank::Vital),
        Column::new("summary", t("What", "内容")).ranked(Rank::Short),
        Column::new("state", t("State", "状态")).ranked(Rank::Lesser),
    ];
    let rows = entries
        .into_iter()
        .map(|entry| {
            let state = match (entry.undone, entry.kind) {
                (true, _) => Cell::Text(t("undone", "已撤销")),
                (false, Kind::Final) => Cell::Text(t("final", "不可撤销")),
                (false, _) => Cell::Empty,
            };
            vec![
                Cell::Whole(short(entry.id)),
                Cell::Moment(entry.at),
                entry.who.map_or(Cell::Empty, Cell::Line),
                Cell::Line(entry.verb),
                match entry.subject.is_empty() {
                    true => Cell::Empty,
                    false => Cell::Line(entry.subject),
                },
                Cell::Line(entry.summary.to(lang).to_owned()),
                state,
            ]
        })
        .collect();
    out.view(View::list(t("Journal", "操作记录"), columns, rows))
}

/// What people call a command: the counter without the file's own random half.
pub const fn short(id: i64) -> i64 {
    id & 0xffff_ffff
}

/// The record and what was done to it.
pub fn described(entry: &Entry) -> Say {
    let (subject, en, zh) = (&entry.subject, &entry.summary.en, &entry.summary.zh);
    match subject.is_empty() {
        true => say!("{en}", "{zh}"),
        false => say!("{subject} {en}", "{subject} {zh}"),
    }
}
