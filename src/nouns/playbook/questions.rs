//! `playbook show questions`: the question bank, as it is asked.

use crate::app::App;
use crate::nouns::need::CHANGE;
use crate::out::Out;
use crate::playbook::Purpose;
use crate::problem::Failure;
use crate::value::{Book, Cell, Choice, ChoiceSet as _};
use crate::view::{Column, View};
use crate::words::t;

pub fn list(app: &App<'_>, out: &mut Out<'_>) -> Result<(), Failure> {
    let playbook = app.policy.get()?;
    let rows = playbook.questions.all().map(|(industry, purpose, text)| {
        let industry = match playbook.codes.entry(Book::Industry, industry) {
            Some(entry) => Cell::Choice(entry.choice()),
            None => Cell::Choice(EVERY),
        };
        vec![industry, kind(purpose), Cell::Text(text)]
    });
    let columns = vec![
        Column::new("industry", t("Industry", "行业")),
        Column::new("kind", t("Kind", "类别")),
        Column::new("question", t("Question", "问题")),
    ];
    let title = t("Questions about needs", "需求提问");
    out.view(View::list(title, columns, rows.collect()))
}

const EVERY: Choice = Choice {
    code: "general",
    label: t("Every industry", "通用"),
    aliases: &[],
};

/// What a question is for, as a cell.
pub fn kind(purpose: Purpose) -> Cell {
    match purpose {
        Purpose::Spin(spin) => Cell::Choice(spin.choice()),
        Purpose::Change => Cell::Choice(CHANGE),
    }
}
