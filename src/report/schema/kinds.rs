//! What a value may be: the types that the definition of the reports names, and the
//! closed sets of codes, which are the records' own.

use serde_json::{Map, Value as Json, json};

use crate::records::choices::{
    Age, Area, ArticleKind, Cause, Content, Decision, DeliveryStatus, Department, DeviationKind,
    FailureReason, FeedbackClass, Fit, GradeLetter, Horizon, ImprovementState, Method,
    NeedPriority, Priority, PromiseKind, PromisedBy, ProposalState, Purpose, QualityLevel,
    Rigidity, Source, Spin, Stage, SuccessFactor, SurveyNode, TicketChannel, TicketStatus,
    TicketTeam, TicketType, Visibility,
};
use crate::value::{Choice, ChoiceSet as _};

/// The closed sets, by name.
const SETS: &[(&str, &[Choice])] = &[
    ("Age", Age::CHOICES),
    ("Area", Area::CHOICES),
    ("ArticleKind", ArticleKind::CHOICES),
    ("Cause", Cause::CHOICES),
    ("Content", Content::CHOICES),
    ("Decision", Decision::CHOICES),
    ("DeliveryStatus", DeliveryStatus::CHOICES),
    ("Department", Department::CHOICES),
    ("DeviationKind", DeviationKind::CHOICES),
    ("FailureReason", FailureReason::CHOICES),
    ("FeedbackClass", FeedbackClass::CHOICES),
    ("Fit", Fit::CHOICES),
    ("GradeLetter", GradeLetter::CHOICES),
    ("Horizon", Horizon::CHOICES),
    ("ImprovementState", ImprovementState::CHOICES),
    ("Method", Method::CHOICES),
    ("NeedPriority", NeedPriority::CHOICES),
    ("Priority", Priority::CHOICES),
    ("PromiseKind", PromiseKind::CHOICES),
    ("PromisedBy", PromisedBy::CHOICES),
    ("ProposalState", ProposalState::CHOICES),
    ("Purpose", Purpose::CHOICES),
    ("QualityLevel", QualityLevel::CHOICES),
    ("Rigidity", Rigidity::CHOICES),
    ("Source", Source::CHOICES),
    ("Spin", Spin::CHOICES),
    ("Stage", Stage::CHOICES),
    ("SuccessFactor", SuccessFactor::CHOICES),
    ("SurveyNode", SurveyNode::CHOICES),
    ("TicketChannel", TicketChannel::CHOICES),
    ("TicketStatus", TicketStatus::CHOICES),
    ("TicketTeam", TicketTeam::CHOICES),
    ("TicketType", TicketType::CHOICES),
    ("Visibility", Visibility::CHOICES),
];

/// What a day looks like.
const DAY: &str = r"\d{4}-\d{2}-\d{2}";

/// Every type by its name.
pub fn all() -> Map<String, Json> {
    let like = |pattern: &str, what: &str| json!({ "description": what, "type": "string", "pattern": format!("^{pattern}$") });
    let moment = format!(r"{DAY}T\d{{2}}:\d{{2}}:\d{{2}}([+-]\d{{2}}:\d{{2}}|Z)");
    let period = format!(r"(\d{{4}}(-(\d{{2}}|Q[1-4]|H[12]|W\d{{2}}))?|{DAY}/{DAY})");
    let yuan = r"-?\d+\.\d{2}";
    let all = [
        ("any", json!({})),
        ("text", json!({ "type": "string" })),
        (
            "texts",
            json!({ "type": "array", "items": { "type": "string" } }),
        ),
        ("count", json!({ "type": "integer", "minimum": 0 })),
        ("whole", json!({ "type": "integer" })),
        ("number", json!({ "type": "number" })),
        (
            "share",
            json!({ "description": "a part of a whole", "type": "number", "minimum": 0, "maximum": 1 }),
        ),
        (
            "ratio",
            json!({ "description": "as a share, which may be more than all", "type": "number", "minimum": 0 }),
        ),
        (
            "gap",
            json!({ "description": "one share less another", "type": "number", "minimum": -1, "maximum": 1 }),
        ),
        ("mean", json!({ "type": "number" })),
        ("minutes", json!({ "type": "integer", "minimum": 0 })),
        (
            "points",
            json!({ "description": "as of NPS", "type": "integer", "minimum": -100, "maximum": 100 }),
        ),
        ("yuan", like(yuan, "yuan, as text: fen are never rounded")),
        (
            "figure",
            json!({ "anyOf": [{ "type": "number" }, { "$ref": "#/$defs/yuan" }] }),
        ),
        ("date", like(DAY, "a day")),
        ("month", like(r"\d{4}-\d{2}", "a month")),
        ("week", like(r"\d{4}-W\d{2}", "a week from Monday")),
        (
            "moment",
            like(&moment, "a time, with the calendar's offset"),
        ),
        (
            "period",
            like(&period, "a month, quarter, half-year, year, week, or days"),
        ),
        (
            "periods",
            json!({ "type": "array", "items": { "$ref": "#/$defs/period" } }),
        ),
        ("measure", like(r"K\d{2}", "the number of a measure")),
        (
            "scores",
            json!({
                "description": "a score for each dimension",
                "type": "object",
                "additionalProperties": { "type": "integer", "minimum": 1, "maximum": 5 },
            }),
        ),
    ];
    let types = all.map(|(name, what)| (name.to_owned(), what));
    let codes = |set: &[Choice]| set.iter().map(|choice| choice.code).collect::<Vec<_>>();
    let sets = SETS
        .iter()
        .map(|(name, set)| ((*name).to_owned(), json!({ "enum": codes(set) })));
    types.into_iter().chain(sets).collect()
}

/// What a type is that the definition names; one that ends in `?` may be null.
pub fn kind(name: &str) -> Result<Json, String> {
    if let Some(name) = name.strip_suffix('?') {
        return Ok(or_null(kind(name)?));
    }
    match all().contains_key(name) {
        true => Ok(json!({ "$ref": format!("#/$defs/{name}") })),
        false => closed(name),
    }
}

/// A closed set of codes: `a|b`, where a capital names one of the records'.
pub fn closed(names: &str) -> Result<Json, String> {
    let (sets, codes): (Vec<&str>, Vec<&str>) = names
        .split('|')
        .partition(|name| name.starts_with(char::is_uppercase));
    if let Some(unknown) = sets
        .iter()
        .find(|name| !SETS.iter().any(|(set, _)| set == *name))
    {
        return Err(format!("no set {unknown}"));
    }
    let sets = sets
        .iter()
        .map(|set| json!({ "$ref": format!("#/$defs/{set}") }));
    let codes = (!codes.is_empty()).then(|| json!({ "enum": codes }));
    let mut all: Vec<Json> = sets.chain(codes).collect();
    Ok(match all.len() {
        1 => all.swap_remove(0),
        _ => json!({ "anyOf": all }),
    })
}

/// That, or no value.
pub fn or_null(what: Json) -> Json {
    json!({ "anyOf": [what, { "type": "null" }] })
}
