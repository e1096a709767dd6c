//! What the keys of a layout are keys of: a record, or a form of the playbook, whose
//! fields stand beside those of the record that it is about.

use super::path::{NUMBER, part_of, path};
use super::{Hop, Link, Path};
use crate::field::Field;
use crate::playbook::CustomForm;
use crate::playbook::nearest::or_nearest;
use crate::say;
use crate::value::Noun;
use crate::words::{Say, t};

#[derive(Clone, Copy)]
pub(super) enum Ground<'f> {
    Record(Noun),
    Form(&'f CustomForm),
}

impl Ground<'_> {
    /// Where a key leads.
    ///
    /// # Errors
    /// What is wrong with it, with the nearest key that there is.
    pub fn path(self, key: &str) -> Result<Path, Say> {
        let form = match self {
            Ground::Record(noun) => return path(noun, key),
            Ground::Form(form) => form,
        };
        let own = |field: Field| Path {
            hops: Vec::new(),
            field,
        };
        if key == NUMBER {
            return Ok(own(Field::of::<Option<String>>(NUMBER, t("No.", "编号"))));
        }
        if let Some(field) = form.fields.iter().find(|field| field.key == key) {
            return Ok(own(*field));
        }
        let subject = form.about.zip(form.subject());
        if let (Some((noun, field)), Some((first, rest))) = (subject, key.split_once('.'))
            && field.key == first
        {
            let mut path = path(noun, rest)?;
            path.hops.insert(0, Hop::To(field.key, noun));
            return Ok(path);
        }
        let id = form.id;
        let what = say!(
            "“{key}” is no field of the form {id}",
            "“{key}”不是表单 {id} 的栏目"
        );
        let known = form.fields.iter().map(|field| field.key);
        Err(or_nearest(what, key, known.chain([NUMBER])))
    }

    /// The records that are called so, if they belong to what the paper is about.
    ///
    /// # Errors
    /// What is wrong, with the nearest that would do.
    pub fn part_of(self, of: &str) -> Result<(Noun, Link), Say> {
        let noun = match self {
            Ground::Record(noun) => Some(noun),
            Ground::Form(form) => form.about,
        };
        let Some(noun) = noun else {
            return Err(say!(
                "the form is about no record that others belong to",
                "该表单不针对任何记录，没有名下记录"
            ));
        };
        part_of(noun, of)
    }

    pub const fn is_form(self) -> bool {
        matches!(self, Ground::Form(_))
    }

    pub fn is_about(self, noun: Noun) -> bool {
        matches!(self, Ground::Record(about) if about == noun)
    }
}
