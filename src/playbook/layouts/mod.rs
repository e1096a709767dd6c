//! How standard forms look on paper: declared as data, so that a team can change a
//! label, an order or a line to sign on. What stands in a line is named by the keys of
//! the record's own form, which labels, choices and room to write follow from.

mod ground;
mod lines;
mod path;
mod read;

use std::sync::OnceLock;

use super::faults::{Faults, Source};
use super::forms::Forms;
use super::forms::layers::{Blocks, laid};
use super::layer::{self, Layer};
use crate::field::Field;
use crate::problem::Problem;
use crate::value::Noun;
use crate::words::Text;

pub use path::fields as paper_fields;
pub use read::{LAYOUT_KEYS, PART_KEYS};

/// The standard's layouts, which few commands read.
pub(super) const STANDARD: &str = concat!(
    include_str!("customer.toml"),
    include_str!("selling.toml"),
    include_str!("delivery.toml"),
    include_str!("service.toml"),
    include_str!("keeping.toml"),
);

/// How a standard form looks on paper.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What commands and file names call it.
    pub id: &'static str,
    pub label: Text,
    /// Which form of which handbook it is: "F01 000".
    pub source: &'static str,
    /// The record that it is about.
    pub about: Noun,
    /// Whether a customer's folder has it: of several layouts of one form, one does.
    pub folder: bool,
    /// What is answered once the form counts as filled in; the record alone otherwise.
    pub filled: Vec<Path>,
    pub parts: Vec<Part>,
}

impl Layout {
    /// The number of the form in the handbooks: `F01`.
    pub fn form(&self) -> &'static str {
        self.source.split(' ').next().unwrap_or(self.source)
    }

    /// How its records belong to a customer; none where they belong to nobody, or to
    /// several.
    pub fn of_customer(&self) -> Option<Link> {
        let link = path::link(Noun::Customer, self.about)?;
        matches!(link, Link::Column(_)).then_some(link)
    }

    /// Every line and every column that stands on it under its label.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.parts.iter().flat_map(|part| match &part.body {
            Body::Lines(lines) => lines.as_slice(),
            Body::Table(table) => table.columns.as_slice(),
            Body::Rated(_) | Body::Worth | Body::Signs(_) | Body::Said(_) | Body::Rest => &[],
        })
    }
}

/// A part of a form on paper, under a heading if it has one.
#[derive(Clone, Debug)]
pub struct Part {
    pub label: Option<Text>,
    pub body: Body,
}

/// What a part consists of.
#[derive(Clone, Debug)]
pub enum Body {
    /// A label and an answer each.
    Lines(Vec<Line>),
    /// A row for each of the records that belong to this one.
    Table(Table),
    /// A row for each dimension that is scored.
    Rated(Box<Line>),
    /// What an alternative is worth, each figure with its formula.
    Worth,
    /// Lines to sign on.
    Signs(Vec<Signer>),
    /// What is printed as it stands.
    Said(Text),
    /// Of a form of the playbook, the fields that no other part has.
    Rest,
}

/// A repeated part.
#[derive(Clone, Debug)]
pub struct Table {
    pub of: Noun,
    pub by: Link,
    /// Only rows where these fields have these codes; any answer where there is none.
    pub only: Vec<(Field, Option<&'static str>)>,
    pub columns: Vec<Line>,
    /// Rows to write in, where there are no records.
    pub blank: usize,
}

/// A line of a form, or a column of a repeated part.
#[derive(Clone, Debug)]
pub struct Line {
    pub label: Text,
    /// Where its answer stands; none where it is written by hand.
    pub path: Option<Path>,
    /// Whether there is room for more than a word.
    pub long: bool,
}

/// Where an answer stands, from the record that the form is about.
#[derive(Clone, Debug)]
pub struct Path {
    pub hops: Vec<Hop>,
    pub field: Field,
}

impl Path {
    /// The key that it was written as.
    pub fn key(&self) -> String {
        let hops = self.hops.iter().map(|hop| match hop {
            Hop::To(column, _) => *column,
            Hop::Of(noun, _) => noun.table(),
        });
        let all: Vec<&str> = hops.chain([self.field.key]).collect();
        all.join(".")
    }
}

/// A step from one record to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hop {
    /// To the record that a column refers to.
    To(&'static str, Noun),
    /// To the record that belongs to this one: a customer's first contact, otherwise
    /// the newest.
    Of(Noun, Link),
}

/// How records belong to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Their column refers to it.
    Column(&'static str),
    /// They are of the same customer.
    Customer,
    /// They are reviews of it.
    Review,
    /// They are the customers that it hands over.
    Handed,
}

/// Who signs on paper, and whether a seal stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signer {
    pub who: Text,
    pub seal: bool,
}

impl From<Text> for Signer {
    fn from(who: Text) -> Self {
        Signer { who, seal: false }
    }
}

/// The layouts of a playbook, not read yet or read.
#[derive(Clone, Debug, Default)]
pub(super) struct Layouts {
    layers: Vec<Layer>,
    read: OnceLock<Result<All, Vec<Problem>>>,
}

/// Those that were read.
#[derive(Clone, Debug, Default)]
pub(super) struct All {
    /// Of records: the standard's forms, and what a team adds.
    pub records: Vec<Layout>,
    /// Of the playbook's own forms, each under the id of its form.
    pub forms: Vec<Layout>,
}

impl Layouts {
    pub(super) fn new(layers: Vec<Layer>) -> Self {
        Layouts {
            layers,
            read: OnceLock::new(),
        }
    }

    /// The layouts in force, by form and in the order in which they are written;
    /// `forms` are the playbook's own.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub(super) fn get(&self, forms: &Forms) -> Result<&All, Vec<Problem>> {
        match self.read.get_or_init(|| all(&self.layers, forms)) {
            Ok(layouts) => Ok(layouts),
            Err(problems) => Err(problems.clone()),
        }
    }
}

/// Lines are counted only once there is something to tell of them.
fn all(layers: &[Layer], forms: &Forms) -> Result<All, Vec<Problem>> {
    let sound = all_with(layers, forms, &layer::top_name(layers));
    sound.or_else(|_| all_with(layers, forms, &layer::top_source(layers)))
}

fn all_with(layers: &[Layer], forms: &Forms, source: &Source) -> Result<All, Vec<Problem>> {
    let mut faults = Faults::new(source);
    let ids = forms.ids();
    let mut all = All::default();
    let blocks = Blocks {
        labelled: &ids,
        ..read::LAYOUTS
    };
    let raw = laid(&blocks, layers, &mut faults);
    for one in raw.iter().filter(|layout| layout.on) {
        if !ids.contains(&one.id) {
            all.records.extend(read::layout(one, &mut faults));
            continue;
        }
        // What is wrong with forms is told of them.
        let forms = forms.get().unwrap_or(&[]);
        let form = forms.iter().find(|form| form.id == one.id);
        let layout = form.and_then(|form| read::of_form(one, form, &mut faults));
        all.forms.extend(layout);
    }
    all.records.sort_by_key(Layout::form);
    match faults.is_empty() {
        true => Ok(all),
        false => Err(faults.into_problems()),
    }
}

#[cfg(test)]
mod tests;
