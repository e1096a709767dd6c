//! A form as it stands on paper: lines with answers or room for them, repeated parts,
//! lines to sign on. Where it comes from, a layout or a form of the playbook, is no
//! matter here.

use crate::field::Field;
use crate::playbook::Signer;
use crate::say;
use crate::value::{Cell, Choice, Kind, Tongue};
use crate::view::{Column, View};
use crate::words::{Lang, Say, Text, t};

/// What stands between two boxes to tick; a page folds plain spaces.
pub const APART: &str = "\u{2003}";

/// Room to write on.
const ROOM: &str = "________________";

/// What machine formats call the lines to sign on, and pages know them by.
pub const SIGNATURES: &str = "signatures";

/// What the columns of tables are called that are written or signed in by hand.
pub const BY_HAND: &str = "signature";

/// In which words paper speaks: one language, or both side by side.
#[derive(Clone, Copy, Debug)]
pub struct Speech {
    pub tongue: Tongue,
    pub both: bool,
}

impl Speech {
    /// A phrase in the words of the paper.
    pub fn text(&self, text: Text) -> Text {
        match (self.both, text.en == text.zh) {
            (true, false) => {
                let (en, zh) = (text.en, text.zh);
                Text::kept(&format!("{en} {zh}"), &format!("{zh} {en}"))
            }
            _ => text,
        }
    }

    fn to(&self, text: Text) -> &'static str {
        self.text(text).to(self.tongue.lang)
    }
}

/// A label with what stands beside it.
#[derive(Clone, Debug)]
pub struct Line {
    pub label: Text,
    pub answer: Cell,
}

/// A part of a form, under a heading if it has one.
#[derive(Clone, Debug)]
pub enum Piece {
    Lines(Option<Text>, Vec<Line>),
    Rows(Option<Text>, Vec<Column>, Vec<Vec<Cell>>),
    Signs(Option<Text>, Vec<Signer>),
}

/// A form on paper.
#[derive(Clone, Debug)]
pub struct Paper {
    pub label: Text,
    /// Which form of the handbooks it is.
    pub source: &'static str,
    /// The number of the record that it is filled in with.
    pub number: Option<String>,
    /// Whether any answer is private.
    pub private: bool,
    pub pieces: Vec<Piece>,
}

impl Paper {
    /// The views of it: the first one has its title.
    pub fn views(&self, speech: &Speech) -> Vec<View<'static>> {
        let label = speech.text(self.label);
        let title = match self.source {
            "" => Say::from(label),
            source => {
                let Text { en, zh } = label;
                say!("{en} ({source})", "{zh}（{source}）")
            }
        };
        let mut title = Some(title);
        let mut all = Vec::new();
        if !matches!(self.pieces.first(), Some(Piece::Lines(None, _))) {
            all.extend(
                title
                    .take()
                    .map(|title| View::sheet(title, Vec::new(), Vec::new())),
            );
        }
        for piece in &self.pieces {
            let mut view = piece.view(speech);
            if let Some(title) = title.take() {
                view.title = title;
            }
            all.push(view);
        }
        all
    }
}

impl Piece {
    fn view(&self, speech: &Speech) -> View<'static> {
        let heading = |label: &Option<Text>| speech.text(label.unwrap_or(t("", "")));
        match self {
            Piece::Lines(label, lines) => {
                let each = lines.iter().map(|line| {
                    let label = speech.text(line.label);
                    (Column::new(label.en, label), line.answer.clone())
                });
                let (columns, row) = each.unzip();
                View::sheet(heading(label), columns, row)
            }
            Piece::Rows(label, columns, rows) => {
                let columns = columns.iter().map(|column| Column {
                    label: speech.text(column.label),
                    ..*column
                });
                View::list(heading(label), columns.collect(), rows.clone())
            }
            Piece::Signs(label, signers) => signed(*label, signers, speech),
        }
    }
}

/// What stands beside a label: the answer, or what it can be ticked or written.
pub fn answer(field: &Field, cell: &Cell, speech: &Speech) -> String {
    let ticked = |chosen: &[Choice], all: &'static [Choice]| ticks(chosen, all, speech);
    match (field.kind, cell) {
        (Kind::Choice(all), Cell::Choice(one)) => ticked(&[*one], all),
        (Kind::Choices(all), Cell::Choices(some)) => ticked(some, all),
        (Kind::Choice(all) | Kind::Choices(all), Cell::Empty) => ticked(&[], all),
        (Kind::Score(low, high), Cell::Empty) if high - low < 11 => points(low..=high, None),
        (_, Cell::Empty) => room(field.kind, field.repeat, speech.tongue.lang).to_owned(),
        (_, cell) => cell.shown(&speech.tongue).into_owned(),
    }
}

/// `□ 1  ☑ 2`.
pub fn points(all: std::ops::RangeInclusive<u8>, given: Option<u8>) -> String {
    let one = |points: u8| match given == Some(points) {
        true => format!("☑ {points}"),
        false => format!("□ {points}"),
    };
    all.map(one).collect::<Vec<_>>().join(APART)
}

/// `□ Yes  ☑ No`.
fn ticks(chosen: &[Choice], all: &[Choice], speech: &Speech) -> String {
    let one = |choice: &Choice| {
        let known = chosen.iter().any(|known| known.code == choice.code);
        let label = speech.to(choice.label);
        match known {
            true => format!("☑ {label}"),
            false => format!("□ {label}"),
        }
    };
    all.iter().map(one).collect::<Vec<_>>().join(APART)
}

/// Where an answer would be written.
pub fn room(kind: Kind, repeat: bool, lang: Lang) -> &'static str {
    match kind {
        Kind::Day => t("____-__-__", "____年__月__日").to(lang),
        Kind::Moment(_) => t("____-__-__ __:__", "____年__月__日 __:__").to(lang),
        _ if repeat => "1. ________________\n2. ________________\n3. ________________",
        Kind::Long => "________________________________\n________________________________",
        _ => ROOM,
    }
}

/// Lines to sign on, one for each of them.
pub fn signatures(signs: &[Text], lang: Lang) -> View<'static> {
    let signers: Vec<Signer> = signs.iter().copied().map(Signer::from).collect();
    let speech = Speech {
        tongue: Tongue {
            lang,
            zone: chrono_tz::UTC,
        },
        both: false,
    };
    signed(None, &signers, &speech)
}

fn signed(heading: Option<Text>, signers: &[Signer], speech: &Speech) -> View<'static> {
    let label = |en, zh| speech.text(t(en, zh));
    let columns = vec![
        Column::new("who", label("Signed by", "签字人")),
        Column::new(BY_HAND, label("Signature", "签字")),
        Column::new("date", label("Date", "日期")),
    ];
    let date = room(Kind::Day, false, speech.tongue.lang);
    let seal = speech.to(t("(seal)", "（盖章）"));
    let rows = signers.iter().map(|signer| {
        let signature = match signer.seal {
            true => format!("{ROOM}\n{seal}"),
            false => ROOM.to_owned(),
        };
        vec![
            Cell::Text(speech.text(signer.who)),
            Cell::Line(signature),
            Cell::Line(date.to_owned()),
        ]
    });
    let heading = speech.text(heading.unwrap_or(t("Signatures", "签字")));
    View::list(heading, columns, rows.collect()).key(SIGNATURES)
}
