//! Keys of layouts: `need`, `customer.name`, `contact.phone`. Each part of one is a
//! field of the record at hand, or records that belong to it.

use super::{Hop, Link, Path};
use crate::field::Field;
use crate::playbook::nearest::or_nearest;
use crate::records;
use crate::records::choices::GradeLetter;
use crate::say;
use crate::value::{Kind, Moment, Noun};
use crate::words::{Say, t};

/// The number of a record.
pub(super) const NUMBER: &str = "number";

/// Everything of a record that paper can show: its number, its form, how it stands.
pub fn fields(noun: Noun) -> Vec<Field> {
    let number = match noun {
        Noun::Customer => t("Customer no.", "客户编号"),
        Noun::Ticket => t("Ticket no.", "工单编号"),
        _ => t("No.", "编号"),
    };
    let own = records::ALL.iter().find(|(of, _)| *of == noun);
    let mut fields = vec![Field::of::<Option<String>>(NUMBER, number)];
    fields.extend_from_slice(own.map_or(&[], |(_, fields)| fields));
    for more in records::states(noun).iter().chain(derived(noun)) {
        if fields.iter().all(|known| known.key != more.key) {
            fields.push(*more);
        }
    }
    fields.push(Field::of::<Option<Moment>>(
        "recorded_at",
        t("Recorded", "记录时间"),
    ));
    fields
}

/// What the store tells of a record besides, for paper alone.
const fn derived(noun: Noun) -> &'static [Field] {
    match noun {
        Noun::Grade => &[GRADE_BEFORE],
        Noun::Review => &[REVIEWED],
        _ => &[],
    }
}

/// The grade that was in force when this one was decided on.
const GRADE_BEFORE: Field =
    Field::of::<Option<GradeLetter>>("grade_before", t("Grade before", "原级别"));

/// The number of what is reviewed.
const REVIEWED: Field = Field::of::<Option<String>>("reviewed", t("What is reviewed", "审核对象"));

/// How records of `of` belong to one of `noun`; none where they do not.
pub(super) fn link(noun: Noun, of: Noun) -> Option<Link> {
    if (noun, of) == (Noun::Handover, Noun::Customer) {
        return Some(Link::Handed);
    }
    if of == Noun::Review {
        return Some(Link::Review);
    }
    let refers = |to: Noun| {
        let fields = fields(of);
        let mut refers = fields
            .into_iter()
            .filter(move |field| field.kind == Kind::Ref(to));
        refers.next().map(|field| field.key)
    };
    if let Some(column) = refers(noun) {
        return Some(Link::Column(column));
    }
    let customer = |noun: Noun| {
        fields(noun)
            .iter()
            .any(|field| (field.key, field.kind) == ("customer", Kind::Ref(Noun::Customer)))
    };
    (customer(noun) && customer(of)).then_some(Link::Customer)
}

/// Nouns that belong to one of `noun`.
fn belonging(noun: Noun) -> impl Iterator<Item = (Noun, Link)> {
    let all = records::ALL.iter().map(|(of, _)| *of);
    all.filter_map(move |of| Some((of, link(noun, of)?)))
}

/// The noun that is called so, if its records belong to one of `noun`.
///
/// # Errors
/// What is wrong, with the nearest that would do.
pub(super) fn part_of(noun: Noun, of: &str) -> Result<(Noun, Link), Say> {
    let found = belonging(noun).find(|(other, _)| other.table() == of);
    found.ok_or_else(|| {
        let (en, zh) = (noun.label().en, noun.label().zh);
        let what = say!(
            "“{of}” are no records that belong to a {en}",
            "“{of}”不是{zh}名下的记录"
        );
        or_nearest(what, of, belonging(noun).map(|(other, _)| other.table()))
    })
}

/// Where a key leads from a record of `noun`.
///
/// # Errors
/// What is wrong with it, with the nearest key that there is.
pub(super) fn path(noun: Noun, key: &str) -> Result<Path, Say> {
    let mut hops = Vec::new();
    let mut here = noun;
    let mut parts = key.split('.').peekable();
    while let Some(part) = parts.next() {
        let fields = fields(here);
        let field = fields.iter().find(|field| field.key == part);
        let is_last = parts.peek().is_none();
        let hop = match (field, is_last) {
            (Some(field), true) => {
                return Ok(Path {
                    hops,
                    field: *field,
                });
            }
            (None, true) => None,
            (field, false) => match field.map(|field| (field.key, field.kind)) {
                Some((column, Kind::Ref(to))) => Some(Hop::To(column, to)),
                _ => part_of(here, part).ok().map(|(of, by)| Hop::Of(of, by)),
            },
        };
        let Some(hop) = hop else {
            return Err(unknown(here, part, is_last));
        };
        here = match hop {
            Hop::To(_, to) | Hop::Of(to, _) => to,
        };
        hops.push(hop);
    }
    Err(unknown(noun, key, true))
}

/// What is said of a key that a record of `noun` does not have.
fn unknown(noun: Noun, key: &str, is_last: bool) -> Say {
    let fields = fields(noun);
    let (en, zh) = (noun.label().en, noun.label().zh);
    let what = say!("“{key}” is no field of a {en}", "“{key}”不是{zh}的栏目");
    let fits = |field: &&Field| is_last || matches!(field.kind, Kind::Ref(_));
    let mut known: Vec<&str> = fields.iter().filter(fits).map(|field| field.key).collect();
    if !is_last {
        known.extend(belonging(noun).map(|(other, _)| other.table()));
    }
    or_nearest(what, key, known)
}
