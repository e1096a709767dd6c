//! Which form somebody means: by its id or its name, or by how either begins where
//! no other one begins so; a standard form by its number in the handbooks, too.

use super::CustomForm;
use crate::playbook::nearest::or_nearest;
use crate::playbook::{Layout, Playbook};
use crate::problem::{Exit, Problem};
use crate::say;
use crate::words::Text;

/// Something that can be printed.
#[derive(Clone, Copy, Debug)]
pub enum Printed<'p> {
    Form(&'p CustomForm),
    Layout(&'p Layout),
}

impl Printed<'_> {
    pub const fn id(&self) -> &'static str {
        match self {
            Printed::Form(form) => form.id,
            Printed::Layout(layout) => layout.id,
        }
    }

    pub const fn label(&self) -> Text {
        match self {
            Printed::Form(form) => form.label,
            Printed::Layout(layout) => layout.label,
        }
    }

    /// Which forms of the handbooks it is: "F46 R180".
    pub const fn source(&self) -> &'static str {
        match self {
            Printed::Form(form) => form.source,
            Printed::Layout(layout) => layout.source,
        }
    }

    /// Its number in the handbooks: `F46`.
    pub fn number(&self) -> &'static str {
        self.source().split(' ').next().unwrap_or("")
    }
}

impl Playbook {
    /// Everything that can be printed: the playbook's forms, then the layouts.
    ///
    /// # Errors
    /// Everything that is wrong with forms or layouts.
    pub fn printed(&self) -> Result<Vec<Printed<'_>>, Vec<Problem>> {
        let forms = self.forms()?.iter().map(Printed::Form);
        Ok(forms
            .chain(self.layouts()?.iter().map(Printed::Layout))
            .collect())
    }

    /// What is to be printed by a text.
    ///
    /// # Errors
    /// As [`Playbook::form_called`].
    pub fn printed_called(&self, text: &str) -> Result<Printed<'_>, Vec<Problem>> {
        called(&self.printed()?, text)
    }

    /// The form with this id.
    ///
    /// # Errors
    /// As [`Playbook::forms`]; exit 3 where there is none, with the nearest.
    pub fn form(&self, id: &str) -> Result<&CustomForm, Vec<Problem>> {
        let forms = self.forms()?;
        let found = forms.iter().find(|form| form.id == id);
        found.ok_or_else(|| vec![none(forms.iter().map(|form| form.id), id)])
    }

    /// The form that a text means.
    ///
    /// # Errors
    /// Exit 3 where none is called so, exit 4 where several are, with those that
    /// may be meant; or everything that is wrong with the forms.
    pub fn form_called(&self, text: &str) -> Result<&CustomForm, Vec<Problem>> {
        let forms: Vec<_> = self.forms()?.iter().map(Printed::Form).collect();
        match called(&forms, text)? {
            Printed::Form(form) => Ok(form),
            Printed::Layout(_) => self.form(text),
        }
    }
}

fn called<'p>(all: &[Printed<'p>], text: &str) -> Result<Printed<'p>, Vec<Problem>> {
    if let Some(one) = all.iter().find(|one| one.id() == text) {
        return Ok(*one);
    }
    let typed = text.trim().to_lowercase();
    let which = |is: &dyn Fn(&str) -> bool| -> Vec<Printed<'p>> {
        let names = |one: &&Printed<'p>| {
            let mut names = [one.id(), one.label().en, one.label().zh].into_iter();
            names.any(|name| is(&name.to_lowercase()))
        };
        match typed.is_empty() {
            true => Vec::new(),
            false => all.iter().filter(names).copied().collect(),
        }
    };
    let numbered = |one: &&Printed<'p>| one.number().eq_ignore_ascii_case(&typed);
    let mut same: Vec<Printed<'p>> = all.iter().filter(numbered).copied().collect();
    if same.is_empty() || typed.is_empty() {
        same = which(&|name| name == typed);
    }
    let begins = match same.len() {
        0 | 1 => which(&|name| name.starts_with(&typed)),
        _ => same.clone(),
    };
    match (same.as_slice(), begins.as_slice()) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], []) => Err(vec![
            match which(&|name| name.contains(&typed)).as_slice() {
                [] => none(all.iter().map(Printed::id), text),
                near => {
                    let what = say!("there is no form “{text}”", "没有表单“{text}”");
                    offered(Problem::new(Exit::NoSuchRecord, what), near)
                }
            },
        ]),
        _ => {
            let what = say!("“{text}” may be several forms", "“{text}”可指多种表单");
            Err(vec![offered(Problem::new(Exit::Ambiguous, what), &begins)])
        }
    }
}

/// What is said where nothing is called so.
fn none(ids: impl Iterator<Item = &'static str>, text: &str) -> Problem {
    let what = say!("there is no form “{text}”", "没有表单“{text}”");
    let what = or_nearest(what, text, ids);
    Problem::new(Exit::NoSuchRecord, what).hint(say!(
        "see them all with: kehu form list",
        "查看全部：kehu form list"
    ))
}

/// The problem with the forms that may be meant.
fn offered(problem: Problem, near: &[Printed<'_>]) -> Problem {
    let all =
        |one: &dyn Fn(&Printed<'_>) -> String| -> Vec<String> { near.iter().map(one).collect() };
    // Layouts of one form are told apart by their handbooks.
    let of = |one: &Printed<'_>| match one {
        Printed::Form(_) => String::new(),
        Printed::Layout(layout) => format!(" {}", layout.source),
    };
    let en = all(&|one| format!("{} ({}{})", one.id(), one.label().en, of(one))).join(", ");
    let zh = all(&|one| format!("{}（{}{}）", one.id(), one.label().zh, of(one))).join("、");
    problem.hint(say!("one of: {en}", "可用：{zh}"))
}
