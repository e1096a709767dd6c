//! `export` of what customers say: surveys and feedback, what is improved because of
//! them, and who was told.

use super::target::export;
use super::{narrowed, of};
use crate::form::Form as _;
use crate::nouns::Verb;
use crate::records::filters::{FeedbackFilter, ImprovementFilter, NoticeFilter, SurveyFilter};
use crate::value::Noun;
use crate::words::t;

pub(super) const SURVEYS: Verb = of(
    "surveys",
    &["survey"],
    t("Satisfaction surveys", "满意度调查"),
    |lang| narrowed(SurveyFilter::FIELDS, lang),
    |app, call, out| export(app, call, out, Noun::Survey),
);

pub(super) const FEEDBACK: Verb = of(
    "feedback",
    &["feedbacks"],
    t("Praise, suggestions and complaints", "表扬、建议与投诉"),
    |lang| narrowed(FeedbackFilter::FIELDS, lang),
    |app, call, out| export(app, call, out, Noun::Feedback),
);

pub(super) const IMPROVEMENTS: Verb = of(
    "improvements",
    &["improvement"],
    t("Improvement proposals", "改进建议案"),
    |lang| narrowed(ImprovementFilter::FIELDS, lang),
    |app, call, out| export(app, call, out, Noun::Improvement),
);

pub(super) const NOTICES: Verb = of(
    "notices",
    &["notice"],
    t(
        "Which customers led to improvements, and were told",
        "改进涉及的客户及告知情况",
    ),
    |lang| narrowed(NoticeFilter::FIELDS, lang),
    |app, call, out| export(app, call, out, Noun::Notice),
);
