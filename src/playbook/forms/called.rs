//! Which form somebody means: by its id or its name, or by how either begins where
//! no other one begins so.

use super::CustomForm;
use crate::playbook::Playbook;
use crate::problem::{Exit, Problem};
use crate::say;

impl Playbook {
    /// The form that a text means.
    ///
    /// # Errors
    /// Exit 3 where none is called so, exit 4 where several are, with those that
    /// may be meant; or everything that is wrong with the forms.
    pub fn form_called(&self, text: &str) -> Result<&CustomForm, Vec<Problem>> {
        let forms = self.forms()?;
        if let Some(form) = forms.iter().find(|form| form.id == text) {
            return Ok(form);
        }
        let typed = text.trim().to_lowercase();
        let which = |is: &dyn Fn(&str) -> bool| -> Vec<&CustomForm> {
            let names = |form: &&CustomForm| {
                let mut names = [form.id, form.label.en, form.label.zh].into_iter();
                names.any(|name| is(&name.to_lowercase()))
            };
            match typed.is_empty() {
                true => Vec::new(),
                false => forms.iter().filter(names).collect(),
            }
        };
        let (same, begins) = (
            which(&|name| name == typed),
            which(&|name| name.starts_with(&typed)),
        );
        match (same.as_slice(), begins.as_slice()) {
            ([one], _) | ([], [one]) => Ok(one),
            ([], []) => match which(&|name| name.contains(&typed)) {
                near if near.is_empty() => self.form(text),
                near => {
                    let what = say!("there is no form “{text}”", "没有表单“{text}”");
                    Err(vec![offered(Problem::new(Exit::NoSuchRecord, what), &near)])
                }
            },
            _ => {
                let what = say!("“{text}” may be several forms", "“{text}”可指多种表单");
                Err(vec![offered(Problem::new(Exit::Ambiguous, what), &begins)])
            }
        }
    }
}

/// The problem with the forms that may be meant.
fn offered(problem: Problem, near: &[&CustomForm]) -> Problem {
    let all = |one: &dyn Fn(&CustomForm) -> String| -> Vec<String> {
        near.iter().map(|form| one(form)).collect()
    };
    let en = all(&|form| format!("{} ({})", form.id, form.label.en)).join(", ");
    let zh = all(&|form| format!("{}（{}）", form.id, form.label.zh)).join("、");
    problem.hint(say!("one of: {en}", "可用：{zh}"))
}
