//! Many customers at once: chosen by conditions, shown before anything is done.
//! Everybody is never meant by leaving the conditions out.

use std::collections::BTreeSet;

use crate::app::App;
use crate::form::{Draft, Form as _};
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Failure, Problem};
use crate::records::filters::CustomerFilter;
use crate::say;
use crate::store::{Filter, List, customers_where};
use crate::verbs;
use crate::words::t;

/// How many customers the preview shows.
const PREVIEW: usize = 20;

/// The customers that `--where region=HZ,grade=A` and the filter flags choose.
/// Everybody is never meant by leaving the filters out.
/// `example` is a whole command after `kehu`.
///
/// # Errors
/// When there is no condition, or one is not understood.
pub(in crate::nouns) fn filter(
    app: &mut App<'_>,
    mut draft: Draft,
    conditions: &str,
    example: &str,
) -> Result<Filter, Failure> {
    for condition in conditions.split([',', '，']).map(str::trim) {
        if condition.is_empty() {
            continue;
        }
        let pair = condition.split_once(['=', '＝']);
        let key = pair.map(|(key, _)| key.trim().replace('-', "_"));
        let field = CustomerFilter::FIELDS
            .iter()
            .find(|field| key.as_deref().is_some_and(|key| field.is_headed(key)));
        let (Some(field), Some((_, value))) = (field, pair) else {
            return Err(Problem::usage(say!(
                "“{condition}” is not a condition",
                "“{condition}”不是条件"
            ))
            .about(t("--where", "--where"))
            .hint(say!(
                "such as: --where region=HZ, or --where --grade A,B",
                "例如：--where region=HZ，或 --where --grade A,B"
            ))
            .into());
        };
        draft.set(field.key, value.trim());
    }
    if draft.is_empty() {
        return Err(Problem::usage(say!(
            "--where says which customers by filters",
            "--where 须配合筛选条件使用"
        ))
        .hint(say!("such as: kehu {example}", "例如：kehu {example}"))
        .into());
    }
    let filter: CustomerFilter =
        app.reading(|reading, _| Ok(draft.finish(reading, &BTreeSet::new())?))?;
    Ok(customers_where(&filter))
}

/// Their ids, in the order of the list.
///
/// # Errors
/// When the file cannot be read.
pub(in crate::nouns) fn ids(app: &mut App<'_>, filter: &Filter) -> Result<Vec<i64>, Failure> {
    let mut ids = Vec::new();
    let list = List::customers(&[]);
    app.store
        .read()?
        .list(&list, &[], filter, &[], None, &mut |id, _| {
            ids.push(id);
            Ok(())
        })?;
    Ok(ids)
}

/// Shows the first of them to whoever is about to agree.
///
/// # Errors
/// When the file cannot be read, or the output not be written.
pub(in crate::nouns) fn preview(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    filter: &Filter,
    n: usize,
) -> Result<(), Failure> {
    if call.yes && !call.dry_run {
        return Ok(());
    }
    let title = t("These customers", "涉及的客户");
    let list = super::all_columns(app)?;
    verbs::list(app, out, title, &list, filter, Some(PREVIEW))?;
    if n > PREVIEW {
        let shown = PREVIEW;
        out.note(&say!(
            "the first {shown} of {n} are shown",
            "共 {n} 个，仅显示前 {shown} 个"
        ));
    }
    Ok(())
}

/// How many customers, in English.
pub(in crate::nouns) fn counted(n: usize) -> String {
    match n {
        1 => "1 customer".to_owned(),
        n => format!("{n} customers"),
    }
}
