//! `report kpi`: the measures of performance (K01–K46), all of them or one, with what
//! stands behind each; and `report dashboard`, which shares how they are counted.

mod asked;
mod gather;
mod labels;
mod owed;

use clap::Arg;

pub(super) use asked::Asked;
use gather::{gather, gather_whole};
use labels::Labels;

use super::files::Files;
use super::trend::reader;
use super::{benchmark, service};
use crate::app::App;
use crate::flags::Takes;
use crate::nouns::{Call, option, switch, word};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::Kpi;
use crate::report::{
    self, Definition, Detail, Grouped, Grouping, KpiForm, Measured, Reader, Series, Term,
};
use crate::say;
use crate::store::{By, Lasted};
use crate::value::{ChoiceSet as _, Kind, find_choice};
use crate::view::View;
use crate::words::{Lang, t};

/// How many periods a single measure is told of unless it is said.
const USUAL: usize = 6;

pub fn args(lang: Lang) -> Vec<Arg> {
    let mut args = vec![
        word(
            "kpi",
            t("MEASURE", "指标"),
            t(
                "One alone: K03, its code or the beginning of either",
                "只看一项：K03、代码或其开头",
            ),
            lang,
        )
        .add(Takes::Answer(Kind::Choice(Kpi::CHOICES)))
        .index(1),
    ];
    args.extend(service::args(lang));
    args.push(
        option(
            "last",
            t("N", "期数"),
            t(
                "So many periods beside one another, 2 to 36",
                "并列显示的期数，2–36",
            ),
            lang,
        )
        .conflicts_with("by"),
    );
    args.push(
        option(
            "by",
            t("GROUP", "分组"),
            t(
                "rep, team, region, grade or source",
                "人员、团队、区域、级别或来源",
            ),
            lang,
        )
        .add(Takes::Words(benchmark::WORDS)),
    );
    args.push(
        switch(
            "ids",
            t(
                "The records behind the measure that is named",
                "列出该指标背后的记录",
            ),
            lang,
        )
        .conflicts_with_all(["by", "last"]),
    );
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let asked = Asked::read(app, call)?;
    let one = call.text("kpi").map(named).transpose()?;
    let by = call
        .text("by")
        .map(|by| benchmark::by(Some(by)))
        .transpose()?;
    if one.is_none() && call.has("ids") {
        return Err(Problem::usage(say!(
            "the records of which measure?",
            "请指明要查看哪个指标的记录"
        ))
        .about(t("--ids", "--ids"))
        .hint(say!(
            "name one: kehu report kpi K03 --ids",
            "例如：kehu report kpi K03 --ids"
        ))
        .into());
    }
    match (one, by) {
        (Some(kpi), None) if call.has("ids") => behind(app, call, out, &asked, kpi)?,
        (Some(kpi), None) => detail(app, call, out, &asked, kpi)?,
        (one, Some(by)) => grouped(app, call, out, &asked, (one, by))?,
        (None, None) => listed(app, call, out, &asked)?,
    }
    Ok(Exit::Done)
}

/// The measure that a word names: by number, code or label, or by a beginning that
/// only one has.
fn named(text: &str) -> Result<Kpi, Failure> {
    let found = find_choice(text, Kpi::CHOICES).ok();
    found
        .and_then(|at| Kpi::VARIANTS.get(at).copied())
        .ok_or_else(|| {
            Problem::usage(say!(
                "“{text}” names no measure, or more than one",
                "“{text}”不是指标，或对应多个指标"
            ))
            .hint(say!(
                "see them all with: kehu report kpi --fields kpi,code,item",
                "查看全部：kehu report kpi --fields kpi,code,item"
            ))
            .into()
        })
}

/// Every measure, or those that are meant.
pub(super) fn definitions(only: &[Kpi]) -> Vec<&'static Definition> {
    let mut all = report::definitions();
    all.retain(|one| only.is_empty() || only.contains(&one.kpi));
    all
}

/// Shows the tables and writes the files asked for.
pub(super) fn write(
    call: &Call<'_>,
    out: &mut Out<'_>,
    asked: &Asked,
    tables: impl Fn(Reader) -> Vec<View<'static>>,
) -> Result<(), Failure> {
    let files = Files::asked(call)?;
    // A term that is over has the same documents whenever they are made.
    out.style.made = asked.until;
    let chosen = out.style.fields.is_some();
    let made = |format| {
        let mut views = tables(reader(format, chosen));
        if chosen {
            // Whoever names columns names those of the table, not of its head.
            views.retain(|view| view.key != "report");
        }
        (views, None)
    };
    files.write(call.dry_run, out, made)?;
    asked.note_if_running(out);
    Ok(())
}

fn listed(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    asked: &Asked,
) -> Result<(), Failure> {
    let definitions = definitions(&[]);
    let last = asked.last;
    let terms = match last {
        Some(last) => asked.term.and_before(last),
        None => compared(asked.term),
    };
    let all = series(app, asked, &definitions, &terms)?;
    let story = asked.story(app.policy.get()?, terms);
    write(call, out, asked, |reader| match last {
        Some(_) => report::over_time(&story, &all, reader),
        None => report::listed(&story, &all, reader),
    })
}

/// A term, the one before, and that of a year before.
fn compared(term: Term) -> Vec<Term> {
    vec![term, term.before(), term.year_before()]
}

/// Measures in every term.
pub(super) fn series(
    app: &mut App<'_>,
    asked: &Asked,
    definitions: &[&'static Definition],
    terms: &[Term],
) -> Result<Vec<Series>, Failure> {
    let kpis: Vec<Kpi> = definitions.iter().map(|one| one.kpi).collect();
    let gathered = gather_whole(app, &kpis, terms, asked)?;
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let mut all = Vec::with_capacity(definitions.len());
    for definition in definitions {
        let each = (0..terms.len())
            .map(|at| gathered.measured(store, playbook, asked, definition, at))
            .collect::<Result<Vec<Measured>, Failure>>()?;
        all.push(Series { definition, each });
    }
    Ok(all)
}

fn detail(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    asked: &Asked,
    kpi: Kpi,
) -> Result<(), Failure> {
    let definitions = definitions(&[kpi]);
    let terms = compared(asked.term);
    let past = asked.term.and_before(asked.last.unwrap_or(USUAL));
    let mut all = terms.clone();
    all.extend(&past);
    let mut each = series(app, asked, &definitions, &all)?;
    let Some(Series {
        definition,
        each: mut measured,
    }) = each.pop()
    else {
        return Ok(());
    };
    let history = measured.split_off(terms.len());
    let spread = spread(app, asked, definition)?;
    let playbook = app.policy.get()?;
    let labels = Labels::of(playbook)?;
    let counted = measured.first().map(|this| this.counted.parts.clone());
    let mut parts = counted.unwrap_or_default();
    // A measure without parts has one, which is called nothing.
    parts.retain(|part| part.numerator != 0 || part.denominator != 0);
    if parts.iter().all(|part| part.part.is_none()) {
        parts.clear();
    }
    if definition.form == KpiForm::TopShare {
        parts.retain(|part| part.part.is_some());
        parts.sort_by_key(|part| std::cmp::Reverse(part.numerator));
    }
    let named = parts.into_iter();
    let parts = named.map(|part| (labels.part(kpi, part.part.as_deref()), part));
    let detail = Detail {
        story: asked.story(playbook, terms),
        now: Series {
            definition,
            each: measured,
        },
        terms: past,
        history: Series {
            definition,
            each: history,
        },
        parts: parts.collect(),
        spread,
    };
    write(call, out, asked, |reader| report::detail(&detail, reader))
}

/// How times spread.
fn spread(
    app: &mut App<'_>,
    asked: &Asked,
    definition: &Definition,
) -> Result<Option<Lasted>, Failure> {
    if !definition.form.has_spread() {
        return Ok(None);
    }
    let gathered = gather(app, &[], &[asked.term], false)?;
    let playbook = app.policy.get()?;
    let seconds = gathered.asking(asked, playbook, 0, |measuring| {
        app.store.read()?.spread(definition.kpi, measuring)
    })?;
    Ok(Some(Lasted::of(&seconds)))
}

fn behind(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    asked: &Asked,
    kpi: Kpi,
) -> Result<(), Failure> {
    let Some(definition) = definitions(&[kpi]).pop() else {
        return Ok(());
    };
    let gathered = gather(app, &[kpi], &[asked.term], true)?;
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let this = gathered.measured(store, playbook, asked, definition, 0)?;
    let top = this.counted.top.as_ref().map(|part| part.as_deref());
    let records = gathered.asking(asked, playbook, 0, |measuring| {
        store.behind(kpi, gathered.told(kpi, 0), top, measuring)
    })?;
    let labels = Labels::of(playbook)?;
    let part = |code: &str| labels.part(kpi, Some(code));
    if let (Some(why), true) = (this.why(definition), records.is_empty()) {
        let (en, zh) = (why.en, why.zh);
        out.note(&say!("no value: {en}", "无数据：{zh}"));
    }
    let table = |reader| vec![report::behind(definition, &records, part, reader)];
    write(call, out, asked, table)
}

fn grouped(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    asked: &Asked,
    (one, by): (Option<Kpi>, By),
) -> Result<(), Failure> {
    let only: Vec<Kpi> = one.into_iter().collect();
    let definitions = definitions(&only);
    let kpis: Vec<Kpi> = definitions.iter().map(|one| one.kpi).collect();
    let gathered = gather(app, &kpis, &[asked.term], true)?;
    let people = benchmark::people(app)?;
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let mut all = Vec::new();
    for definition in definitions {
        all.push(Grouped {
            definition,
            whole: gathered.measured(store, playbook, asked, definition, 0)?,
            groups: gathered.groups(store, playbook, asked, (definition, by))?,
        });
    }
    let known = all.iter().flat_map(|one| one.groups.keys().cloned());
    let grouping = Grouping {
        by,
        people: &people,
        codes: &playbook.codes,
        known: known.collect(),
    };
    let rows = grouping.rows();
    let story = asked.story(playbook, vec![asked.term]);
    write(call, out, asked, |reader| {
        report::grouped(&story, by, &rows, &all, reader)
    })
}
