//! How the tables of a report of a term are shown and written into files: programs find
//! every table and line, people what there is.

use super::files::Files;
use super::trend::reader;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::Failure;
use crate::render::Format;
use crate::report::{self, Reader};
use crate::value::Moment;
use crate::view::View;
use crate::words::{Text, t};

/// The two terms of these reports.
pub const SPANS: Text = t("this period and the one before", "本期与上期");

/// Shows the tables, and writes the files asked for: programs find every table and
/// line, people what there is.
///
/// # Errors
/// As [`Files::asked`] and its like.
pub fn write(
    call: &Call<'_>,
    out: &mut Out<'_>,
    until: Moment,
    tables: impl Fn(Reader) -> Vec<View<'static>>,
) -> Result<(), Failure> {
    let files = Files::asked(call)?;
    // A term that is over has the same documents whenever they are made.
    out.style.made = until;
    let chosen = out.style.fields.is_some();
    let fitted = |format: Format| {
        let people = format.is_read();
        let reader = reader(format, chosen);
        let mut views = tables(reader);
        if reader != Reader::Program {
            views.iter_mut().for_each(report::without_idle);
        }
        match people && !chosen {
            true => report::collapsed(views, SPANS),
            false => (views, None),
        }
    };
    files.write(call.dry_run, out, fitted)
}

/// Shows tables of which all are wanted, with nothing in them or not.
///
/// # Errors
/// As [`write`].
pub fn write_whole(
    call: &Call<'_>,
    out: &mut Out<'_>,
    until: Moment,
    tables: impl Fn(Reader) -> Vec<View<'static>>,
) -> Result<(), Failure> {
    let files = Files::asked(call)?;
    out.style.made = until;
    let chosen = out.style.fields.is_some();
    let made = |format| (tables(reader(format, chosen)), None);
    files.write(call.dry_run, out, made)
}

/// Shows several terms in a row, and writes the files asked for.
///
/// # Errors
/// As [`write`].
pub fn write_series<C>(
    call: &Call<'_>,
    out: &mut Out<'_>,
    until: Moment,
    (title, about): (Text, &report::About<'_>),
    (lines, graphs, each): report::InARow<'_, C>,
) -> Result<(), Failure> {
    write(call, out, until, |reader| {
        let head = std::iter::once(report::head(title, about));
        head.chain(report::series(lines, graphs, each, about, reader))
            .collect()
    })
}

/// The same of figures that are read off already.
///
/// # Errors
/// As [`write`].
pub fn write_laid(
    call: &Call<'_>,
    out: &mut Out<'_>,
    until: Moment,
    (title, about): (Text, &report::About<'_>),
    (laid, graphs): (&[report::Laid], &[report::Graph]),
) -> Result<(), Failure> {
    write(call, out, until, |reader| {
        let head = std::iter::once(report::head(title, about));
        head.chain(report::laid_in_a_row(laid, graphs, about, reader))
            .collect()
    })
}
