//! What a customer suggests: a word that says nothing is asked about once more.

use crate::app::{App, stopped};
use crate::ask::Question;
use crate::problem::Failure;
use crate::records::Survey;
use crate::say;
use crate::value::Long;

/// Words that say nothing.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '。', '！', '!']);
    let words = [
        "无",
        "無",
        "没有",
        "暂无",
        "没",
        "无意见",
        "没意见",
        "没有意见",
        "暂无意见",
        "无建议",
        "没建议",
        "没有建议",
        "暂无建议",
        "none",
        "no",
        "nothing",
        "n/a",
        "nil",
        "-",
        "/",
        "no comment",
        "no suggestion",
        "no suggestions",
    ];
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

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
