//! What a customer suggests: a word that says nothing is asked about once more.

use crate::app::{App, stopped};
use crate::ask::Question;
use crate::problem::Failure;
use crate::records::{Survey, says_nothing};
use crate::say;
use crate::value::Long;

/// Asks once more where the suggestion says nothing (R095).
pub fn insist(app: &mut App<'_>, survey: &mut Survey) -> Result<(), Failure> {
    let bare = survey.suggestion.as_ref();
    if !bare.is_some_and(|text| says_nothing(&text.0)) {
        return Ok(());
    }
    let lang = app.lang;
    let Some(ask) = &mut app.ask else {
        return Ok(());
    };
    let label = say!(
        "“None” helps nobody: what should we do better",
        "“无”过于空泛，请再问一次：希望我们改进什么"
    );
    let enter = say!("Enter leaves it", "直接回车则保留原填写");
    let question = Question {
        label: label.to(lang),
        enter: enter.to(lang),
        ..Question::default()
    };
    let said = ask.line(&question, &|_| Ok(())).map_err(stopped)?;
    if !said.trim().is_empty() {
        survey.suggestion = Some(Long(said.trim().to_owned()));
    }
    Ok(())
}
