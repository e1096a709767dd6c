//! A playbook's files, laid over one another: the standard, the preset, the
//! user's. Rules are put by here, and read when they are first asked for.

use std::path::Path;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::faults::{Faults, Source};
use super::forms::Forms;
use super::layer::{self, Layer};
use super::layouts::{self, Layouts};
use super::nearest::or_nearest;
use super::questions::Asked;
use super::rules::Rules;
use super::{FORMS, PRESETS, Playbook, QUESTIONS, RULES, Written, checked};
use crate::problem::Problem;
use crate::say;

/// The preset, under the user's file if there is one.
pub(super) fn load(preset: &str, user: Option<(&Path, &str)>) -> Result<Playbook, Vec<Problem>> {
    let Some((path, text)) = user else {
        let source = Source {
            name: preset.to_owned(),
            ..Source::default()
        };
        let mut faults = Faults::new(&source);
        let under = under(preset, "", &mut faults);
        let written = under.and_then(|(table, layers)| {
            Some((typed(Deserializer::from(table), "", &mut faults)?, layers))
        });
        return finished(written, faults);
    };
    let mut mine = match DeTable::parse(text) {
        Ok(mine) => mine.into_inner(),
        Err(why) => {
            let source = Source {
                name: path.display().to_string(),
                ..Source::default()
            };
            let mut faults = Faults::new(&source);
            unreadable(&why, text, &mut faults);
            return Err(faults.into_problems());
        }
    };
    let mut source = layer::lines(&mine, text);
    source.name = path.display().to_string();
    let mut faults = Faults::new(&source);
    let written = layered(preset, &mut mine, text, &mut faults).map(|(written, mut layers)| {
        if APART.iter().any(|key| source.lines.contains_key(*key)) {
            layers.push(Layer {
                name: source.name.clone(),
                text: text.to_owned().into(),
            });
        }
        (written, layers)
    });
    finished(written, faults)
}

/// The preset with the user's keys over it.
fn layered<'t>(
    preset: &str,
    mine: &mut DeTable<'t>,
    text: &'t str,
    faults: &mut Faults<'_>,
) -> Option<(Written, Vec<Layer>)> {
    let extends = mine.remove("extends").map(Spanned::into_inner);
    let preset = match &extends {
        None => preset,
        Some(DeValue::String(name)) => name,
        Some(_) => {
            let what = say!(
                "names a preset: extends = \"standard\"",
                "应为预设名：extends = \"standard\""
            );
            faults.note("extends", what);
            return None;
        }
    };
    let (mut under, layers) = under(preset, "extends", faults)?;
    without_apart(mine);
    layer::check(mine, under.get_ref(), "", faults);
    if !faults.is_empty() {
        return None;
    }
    layer::merge(under.get_mut(), std::mem::take(mine));
    Some((typed(Deserializer::from(under), text, faults)?, layers))
}

/// A preset as it stands over the standard, and what says something of rules;
/// `key` is what named it.
fn under(
    name: &str,
    key: &str,
    faults: &mut Faults<'_>,
) -> Option<(Spanned<DeTable<'static>>, Vec<Layer>)> {
    let text = preset_text(name, key, faults)?;
    let mut parsed = |text| {
        DeTable::parse(text)
            .map_err(|why| unreadable(&why, text, faults))
            .ok()
    };
    let (_, standard) = PRESETS[0];
    let mut table = parsed(standard)?;
    let mut layers = vec![Layer {
        name: PRESETS[0].0.to_owned(),
        text: RULES.into(),
    }];
    if name != PRESETS[0].0 {
        let mut own = parsed(text)?.into_inner();
        own.remove("extends");
        without_apart(&mut own);
        layer::merge(table.get_mut(), own);
        layers.push(Layer {
            name: name.to_owned(),
            text: text.into(),
        });
    }
    Some((table, layers))
}

/// What is read apart from the rest: rules, forms, layouts and questions.
const APART: [&str; 5] = ["use", "rule", "form", "layout", "questions"];

fn without_apart(table: &mut DeTable<'_>) {
    for key in APART {
        table.remove(key);
    }
}

/// The text of a preset; `key` is what named it.
fn preset_text(name: &str, key: &str, faults: &mut Faults<'_>) -> Option<&'static str> {
    let found = PRESETS.iter().find(|(known, _)| *known == name);
    if found.is_none() {
        let known = Playbook::presets().collect::<Vec<_>>();
        let (known, known_zh) = (known.join(", "), known.join("、"));
        let what = say!(
            "there is no preset “{name}”; there are: {known}",
            "没有预设“{name}”；可用：{known_zh}"
        );
        faults.note(key, or_nearest(what, name, Playbook::presets()));
    }
    found.map(|(_, text)| *text)
}

/// Gives the keys their types. What is still wrong is in the user's `text`:
/// the presets themselves are tested.
fn typed(table: Deserializer<'_>, text: &str, faults: &mut Faults<'_>) -> Option<Written> {
    Written::deserialize(table)
        .map_err(|why| unreadable(&why, text, faults))
        .ok()
}

/// Notes what the TOML reader says, which is in English.
pub(super) fn unreadable(why: &toml::de::Error, text: &str, faults: &mut Faults<'_>) {
    let line = why.span().map(|span| layer::line(text, span.start));
    let why = why.message();
    faults.note_at(line, "", say!("cannot be read: {why}", "无法读取：{why}"));
}

/// Checks what every part says.
fn finished(
    written: Option<(Written, Vec<Layer>)>,
    mut faults: Faults<'_>,
) -> Result<Playbook, Vec<Problem>> {
    let playbook = written.and_then(|(written, layers)| {
        let playbook = checked(written, &mut faults)?;
        // The user's own layer bears the name of a file and not of a preset.
        let preset =
            Playbook::presets().filter(|name| layers.iter().any(|layer| layer.name == *name));
        Some(Playbook {
            preset: preset.last().unwrap_or(playbook.preset),
            forms: Forms::new(standing_on(FORMS, &layers)),
            layouts: Layouts::new(standing_on(layouts::STANDARD, &layers)),
            questions: Asked::new(standing_on(QUESTIONS, &layers)),
            rules: Rules::new(layers),
            ..playbook
        })
    });
    match playbook {
        Some(playbook) if faults.is_empty() => Ok(playbook),
        _ => Err(faults.into_problems()),
    }
}

/// The same files for what the standard says in a file of its own.
fn standing_on(text: &'static str, layers: &[Layer]) -> Vec<Layer> {
    let mut layers = layers.to_vec();
    if let Some(standard) = layers.first_mut() {
        standard.text = text.into();
    }
    layers
}
