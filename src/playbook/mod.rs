//! The policy of a team, as data: a preset that ships, and the user's file
//! over it. Everything is checked while it is read; what is read cannot fail later.

mod audit;
mod checks;
mod codes;
mod dated;
mod deals;
pub mod edit;
mod faults;
mod forms;
mod gates;
mod grades;
mod hours;
mod layer;
mod layouts;
mod load;
mod nearest;
mod needs;
mod numbers;
mod proposals;
mod questions;
mod reading;
mod required;
mod rules;
mod segments;
mod survey;
mod target;
mod ticket;
mod today;
mod unknown;

use std::path::Path;

use serde::Deserialize;

use crate::calendar::Calendar;
use crate::problem::Problem;
use crate::say;
use crate::value::{Codes, Span};
use crate::words::Text;

pub use audit::Audit;
pub use checks::{Checks, Contact};
pub use deals::{DealStep, Deals};
use faults::Faults;
use forms::Forms;
pub use forms::{COMMON, CustomForm, FIELD_KEYS, FORM_KEYS, Printed, SUBJECTS, Sort};
pub use gates::{Gate, Gates};
pub use grades::{Grade, Grades, Moved, Suggestion};
use layouts::Layouts;
pub use layouts::{
    Body, Hop, LAYOUT_KEYS, Layout, Line as PaperLine, Link, PART_KEYS, Part, Path as PaperPath,
    Signer, Table, paper_fields,
};
pub use needs::Weighing;
pub use numbers::{NumberFormat, Numbers, Parts};
pub use proposals::Proposals;
use questions::Asked;
pub use questions::{Purpose, Questions};
pub use required::{Required, Requirement};
use rules::Rules;
pub use rules::{
    Band, By, Clock, Compared, Condition, During, Escalation, Line, Pace, Per, RULE_KEYS, Rule,
    Selector, Shape, Test, When, Who,
};
pub use segments::{Segments, Worth};
pub use survey::{Measure, Survey};
pub use target::Targets;
pub use ticket::{Ticket, limit, ticket_limit};
pub use today::Today;

/// The presets that ship, by name. All but the first extend it.
const PRESETS: [(&str, &str); 6] = [
    ("standard", include_str!("presets/standard.toml")),
    (
        "service-process",
        include_str!("presets/service-process.toml"),
    ),
    (
        "customer-management",
        include_str!("presets/customer-management.toml"),
    ),
    (
        "crm-aftersales",
        include_str!("presets/crm-aftersales.toml"),
    ),
    ("relationship", include_str!("presets/relationship.toml")),
    (
        "reception-aftersales",
        include_str!("presets/reception-aftersales.toml"),
    ),
];

/// The standard's rules, in a file of their own: most commands never read it.
const RULES: &str = include_str!("presets/rules.toml");

/// The standard's forms, which few commands read.
const FORMS: &str = include_str!("presets/forms.toml");

/// What the standard asks about needs.
const QUESTIONS: &str = include_str!("presets/questions.toml");

/// A playbook, read and checked.
#[derive(Clone, Debug)]
pub struct Playbook {
    pub name: String,
    pub label: Text,
    pub calendar: Calendar,
    pub numbers: Numbers,
    /// Regions and industries.
    pub codes: Codes,
    pub grades: Grades,
    pub required: Required,
    pub gates: Gates,
    pub contact: Contact,
    pub checks: Checks,
    pub ticket: Ticket,
    pub today: Today,
    pub segments: Segments,
    pub deals: Deals,
    pub proposal: Proposals,
    pub needs: Weighing,
    pub survey: Survey,
    pub audit: Audit,
    pub targets: Targets,
    /// How long a customer neither buys nor talks until they count as lost (K26).
    pub lost_after: Span,
    /// The preset that it stands on.
    pub preset: &'static str,
    forms: Forms,
    layouts: Layouts,
    questions: Asked,
    rules: Rules,
}

/// A playbook as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    label: Pair,
    calendar: hours::Written,
    numbers: numbers::Written,
    codes: codes::Written,
    grades: grades::Written,
    required: required::Written,
    gates: gates::Written,
    contact: Contact,
    checks: checks::Written,
    ticket: ticket::Written,
    today: today::Written,
    segments: segments::Written,
    deals: deals::Written,
    proposal: proposals::Written,
    needs: needs::Written,
    survey: survey::Written,
    audit: audit::Written,
    kpi: WrittenKpi,
    target: target::Written,
}

/// `[kpi]` as it is written: what the handbooks' measures leave open.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKpi {
    lost_after: String,
}

/// A text in both languages, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    en: String,
    zh: String,
}

impl Pair {
    fn kept(&self) -> Text {
        Text::kept(&self.en, &self.zh)
    }
}

impl Playbook {
    /// The names of the presets that ship.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(name, _)| *name)
    }

    /// The preset `standard`.
    ///
    /// # Errors
    /// None that a user could make: the first fault of the file that ships.
    pub fn standard() -> Result<Self, Problem> {
        Self::load("standard", None).map_err(|problems| {
            let unknown =
                || Problem::usage(say!("the playbook cannot be read", "规则手册无法读取"));
            problems.into_iter().next().unwrap_or_else(unknown)
        })
    }

    /// The preset `preset`, under the user's file, if there is one: its path, for
    /// messages, and its text. A file's own `extends` names its preset instead.
    ///
    /// # Errors
    /// Everything that is wrong with the file, each with file, line and dotted key.
    pub fn load(preset: &str, user: Option<(&Path, &str)>) -> Result<Self, Vec<Problem>> {
        load::load(preset, user)
    }

    /// The rules in force, by band and id. They are read here, and not with the
    /// rest: most commands ask for none.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub fn rules(&self) -> Result<&[Rule], Vec<Problem>> {
        self.rules.get(&self.codes, &self.forms)
    }

    /// Those of the rules that name a contact with a customer, and perhaps
    /// others: read sooner than all.
    ///
    /// # Errors
    /// As [`Playbook::rules`].
    pub fn rules_of_contacts(&self) -> Result<&[Rule], Vec<Problem>> {
        self.rules.of_contacts(&self.codes, &self.forms)
    }

    /// Those of the rules that can be read, whatever is wrong with others.
    pub fn sound_rules(&self) -> &[Rule] {
        self.rules.sound(&self.codes, &self.forms)
    }

    /// The rule with this id, or that had it before it was renamed.
    ///
    /// # Errors
    /// As [`Playbook::rules`].
    pub fn rule(&self, id: &str) -> Result<Option<&Rule>, Vec<Problem>> {
        Ok(ticket::called(self.rules()?, id))
    }

    /// The forms in force, in the order in which they are written; read here, as
    /// rules are.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub fn forms(&self) -> Result<&[CustomForm], Vec<Problem>> {
        self.forms.get()
    }

    /// How standard forms look on paper; read here, as forms are.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub fn layouts(&self) -> Result<&[Layout], Vec<Problem>> {
        Ok(&self.layouts.get(&self.forms)?.records)
    }

    /// How a form of the playbook looks on paper, if it says so.
    ///
    /// # Errors
    /// As [`Playbook::layouts`].
    pub fn layout_of(&self, form: &CustomForm) -> Result<Option<&Layout>, Vec<Problem>> {
        let forms = &self.layouts.get(&self.forms)?.forms;
        Ok(forms.iter().find(|layout| layout.id == form.id))
    }

    /// What to ask customers about needs; read here, as rules are.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and dotted key.
    pub fn questions(&self) -> Result<&Questions, Vec<Problem>> {
        self.questions.get(&self.codes)
    }

    /// A rule that is in force as it is written, key by key.
    pub fn written_rule(&self, id: &str) -> Option<Vec<(&'static str, String)>> {
        self.rules.written(id)
    }

    /// Whether a rule is in force or could be taken in.
    pub fn knows_rule(&self, id: &str) -> bool {
        let known = self.rules.known();
        known.iter().any(|known| known == id) || matches!(self.rule(id), Ok(Some(_)))
    }
}

fn checked(written: Written, faults: &mut Faults<'_>) -> Option<Playbook> {
    // Every part is read before any is given up, so that all faults are told.
    let calendar = hours::read(&written.calendar, faults);
    let numbers = Numbers::read(written.numbers, faults);
    let mut codes = codes::read(written.codes, faults);
    let grades = Grades::read(written.grades, faults);
    let required = Required::read(written.required, faults);
    written.contact.check(faults);
    let gates = Gates::read(&written.gates, faults);
    let checks = Checks::read(written.checks, faults);
    let ticket = Ticket::read(written.ticket, faults);
    let today = Today::read(&written.today, faults);
    let segments = Segments::read(&written.segments, faults);
    let proposal = Proposals::read(&written.proposal, faults);
    let deals = Deals::read(written.deals, faults).map(|(deals, stages)| {
        codes.deal_stages = stages;
        deals
    });
    let needs = Weighing::read(&written.needs, faults);
    let (survey, dimensions) = Survey::read(written.survey, faults);
    codes.dimensions = dimensions;
    let audit = Audit::read(&written.audit, faults);
    let targets = Targets::read(&written.target, faults);
    let lost_after = lost_after(&written.kpi, faults);
    Some(Playbook {
        name: written.name,
        label: written.label.kept(),
        calendar: calendar?,
        numbers: numbers?,
        codes,
        grades,
        required,
        gates,
        contact: written.contact,
        checks: checks?,
        ticket,
        today: today?,
        segments,
        deals: deals?,
        needs,
        survey,
        audit: audit?,
        targets,
        lost_after: lost_after?,
        proposal,
        preset: PRESETS[0].0,
        forms: Forms::default(),
        layouts: Layouts::default(),
        questions: Asked::default(),
        rules: Rules::default(),
    })
}

/// Days alone: who is lost does not hang on the hour.
fn lost_after(written: &WrittenKpi, faults: &mut Faults<'_>) -> Option<Span> {
    const KEY: &str = "kpi.lost_after";
    let span = span(KEY, &written.lost_after, faults)?;
    if span.minutes().is_none() || span.n == 0 {
        faults.note(
            KEY,
            say!("should be days, such as 180d", "应为天数，如 180d"),
        );
    }
    Some(span)
}

/// Reads the span under `key`.
fn span(key: &str, text: &str, faults: &mut Faults<'_>) -> Option<Span> {
    let span = Span::read(text);
    if span.is_none() {
        let what = say!(
            "“{text}” is not a span, such as 4h, 3wd, 1mo",
            "“{text}”不是时间跨度，如 4h、3wd、1mo"
        );
        faults.note(key, what);
    }
    span
}

#[cfg(test)]
mod tests;
