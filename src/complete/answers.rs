//! The answers that an argument can be given: choices, codes, records, tags.

use std::ffi::OsString;

use clap::{Arg, Command};

use super::{Offer, Offers};
use crate::app::Policy;
use crate::flags::Takes;
use crate::line;
use crate::nouns;
use crate::playbook::{Playbook, Rule};
use crate::records::choices::Role;
use crate::render::sanitise;
use crate::rules::is_duty;
use crate::settings::Settings;
use crate::store::{Offered, Store};
use crate::value::{Book, Choice, ChoiceSet as _, Kind, Noun};
use crate::words::{Lang, t};
use crate::world::World;

/// At most so many candidates: a person reads them.
const LIMIT: usize = 50;

/// Where answers are looked up; each is opened when it is first needed.
pub struct Sources<'a, 'w> {
    pub lang: Lang,
    world: &'a World<'w>,
    settings: Settings,
    db: Option<String>,
    config: Option<String>,
    may_look: bool,
}

impl<'a, 'w> Sources<'a, 'w> {
    /// `args` is the line so far: its `--db`, `--config` and `--lang` count.
    pub fn new(args: &[OsString], may_look: bool, world: &'a World<'w>) -> Self {
        let config = line::global(args, "--config");
        let settings = world.settings(config.as_deref()).unwrap_or_default();
        let lang = line::global(args, "--lang")
            .or_else(|| world.env.lang.clone())
            .as_deref()
            .and_then(Lang::parse)
            .or_else(|| settings.language())
            .unwrap_or(world.env.locale);
        Sources {
            lang,
            world,
            settings,
            db: line::global(args, "--db"),
            config,
            may_look,
        }
    }

    /// The commands, with the flags of the form that the line is about.
    pub fn tree(&self, path: &[&str], words: &[String]) -> Command {
        let sight = nouns::Sight {
            lang: self.lang,
            policy: &self.policy(),
            words,
            form_of: &|text| nouns::form_named(&self.store()?, text),
        };
        nouns::tree_for(path, &sight).unwrap_or_else(|_| nouns::tree(self.lang, Some(path)))
    }

    fn store(&self) -> Option<Store> {
        let set = self.settings.db.as_deref();
        let path = self.world.database(self.db.as_deref(), set);
        match self.may_look {
            true => Store::glance(&path),
            false => None,
        }
    }

    /// What `arg` can be answered that goes on from `typed`; `before` stands
    /// in the same word, such as `--by=`.
    pub fn answers(&self, arg: &Arg, before: &str, typed: &str) -> Offers {
        let Some(takes) = arg.get::<Takes>().copied() else {
            return Offers::These(Vec::new());
        };
        if takes == Takes::File {
            return Offers::Files;
        }
        // The last one of a list is being typed.
        let several = matches!(
            takes,
            Takes::Answer(Kind::Choices(_) | Kind::Tags) | Takes::AnyOf(_)
        );
        let (earlier, typed) = match typed.rfind(',').filter(|_| several) {
            Some(comma) => typed.split_at(comma + 1),
            None => ("", typed),
        };
        let mut found = self.offers(takes, typed);
        found.retain(|offer| !offer.value.is_empty() && offer.value.chars().all(sanitise::is_safe));
        found.truncate(LIMIT);
        for offer in &mut found {
            offer.value = format!("{before}{earlier}{}", offer.value);
            for other in &mut offer.also {
                *other = format!("{before}{earlier}{other}");
            }
        }
        Offers::These(found)
    }

    fn offers(&self, takes: Takes, typed: &str) -> Vec<Offer> {
        let words = |words: &mut dyn Iterator<Item = &'static str>| {
            words
                .filter(|word| word.starts_with(typed))
                .map(|word| Offer::new(word, ""))
                .collect()
        };
        match takes {
            Takes::Words(all) => words(&mut all.iter().copied()),
            Takes::Playbook => words(&mut Playbook::presets()),
            Takes::Senior => self.seniors(typed),
            Takes::Rule => self.rules(typed, |_| true),
            Takes::Duty => self.rules(typed, is_duty),
            Takes::Form => self.forms(typed),
            Takes::FormOrEntry => {
                let mut all = self.printed(typed);
                all.extend(self.records(Noun::Entry, typed));
                all
            }
            Takes::AnyOf(nouns) => nouns
                .iter()
                .flat_map(|noun| self.records(*noun, typed))
                .collect(),
            Takes::Answer(Kind::Ref(noun)) => self.records(noun, typed),
            Takes::Answer(Kind::Choice(choices) | Kind::Choices(choices)) => {
                self.choices(choices.iter().copied(), typed)
            }
            Takes::Answer(Kind::Code(book)) => self.codes(book, typed),
            Takes::Answer(Kind::Tags) => self
                .store()
                .map(|store| store.offered_tags(typed, LIMIT))
                .unwrap_or_default()
                .into_iter()
                .filter(|tag| !tag.contains(',') && !tag.starts_with('-'))
                .map(|tag| Offer::new(tag, ""))
                .collect(),
            Takes::Answer(_) | Takes::File => Vec::new(),
        }
    }

    fn choices(&self, choices: impl Iterator<Item = Choice>, typed: &str) -> Vec<Offer> {
        let word = typed.to_lowercase();
        choices
            .filter(|choice| {
                [choice.code, choice.label.en, choice.label.zh]
                    .into_iter()
                    .chain(choice.aliases.iter().copied())
                    .any(|spelling| spelling.to_lowercase().starts_with(&word))
            })
            .map(|choice| Offer {
                also: vec![choice.label.zh.to_owned(), choice.label.en.to_owned()],
                ..Offer::new(choice.code, choice.label.to(self.lang))
            })
            .collect()
    }

    fn policy(&self) -> Policy {
        let preset = self.settings.playbook.clone();
        Policy::new(
            preset.unwrap_or_else(|| "standard".into()),
            self.world.playbook_file(self.config.as_deref()),
            self.world.config_file(self.config.as_deref()),
        )
    }

    fn forms(&self, typed: &str) -> Vec<Offer> {
        let policy = self.policy();
        let Ok(Ok(forms)) = policy.get().map(Playbook::forms) else {
            return Vec::new();
        };
        let begun = forms.iter().filter(|form| form.id.starts_with(typed));
        begun
            .map(|form| Offer::new(form.id, form.label.to(self.lang)))
            .collect()
    }

    /// The same, and the standard forms.
    fn printed(&self, typed: &str) -> Vec<Offer> {
        let policy = self.policy();
        let Ok(Ok(all)) = policy.get().map(Playbook::printed) else {
            return Vec::new();
        };
        let begun = all.iter().filter(|one| one.id().starts_with(typed));
        begun
            .map(|one| {
                let note = format!("{} {}", one.number(), one.label().to(self.lang));
                Offer::new(one.id(), note.trim())
            })
            .collect()
    }

    fn rules(&self, typed: &str, which: fn(&Rule) -> bool) -> Vec<Offer> {
        let policy = self.policy();
        let Ok(Ok(rules)) = policy.get().map(Playbook::rules) else {
            return Vec::new();
        };
        let begun = rules
            .iter()
            .filter(|rule| rule.id.starts_with(typed) && which(rule));
        begun
            .map(|rule| Offer::new(rule.id, rule.label.to(self.lang)))
            .collect()
    }

    fn codes(&self, book: Book, typed: &str) -> Vec<Offer> {
        match self.policy().get() {
            Ok(playbook) => {
                let entries = playbook.codes.book(book).iter();
                let choices = entries.map(|entry| Choice {
                    code: entry.in_number(),
                    ..entry.choice()
                });
                self.choices(choices, typed)
            }
            Err(_) => Vec::new(),
        }
    }

    fn records(&self, noun: Noun, typed: &str) -> Vec<Offer> {
        let Some(store) = self.store() else {
            return Vec::new();
        };
        let mut found: Vec<Offer> = Vec::new();
        if noun == Noun::Staff && "me".starts_with(typed) {
            found.push(Offer::new("me", t("yourself", "本人").to(self.lang)));
        }
        for offered in store.offered(noun, typed, LIMIT) {
            let offer = self.record(noun, offered, typed);
            if found.iter().all(|other| other.value != offer.value) {
                found.push(offer);
            }
        }
        store.leave();
        found
    }

    /// Colleagues: whoever leads others first, oneself last.
    fn seniors(&self, typed: &str) -> Vec<Offer> {
        let Some(store) = self.store() else {
            return Vec::new();
        };
        let mut all = store.offered(Noun::Staff, typed, LIMIT);
        store.leave();
        let leads = |role: &str| Role::from_code(role).is_some_and(Role::leads);
        all.sort_by_key(|one| !leads(&one.about));
        all.into_iter()
            .map(|offered| self.record(Noun::Staff, offered, typed))
            .collect()
    }

    fn record(&self, noun: Noun, offered: Offered, typed: &str) -> Offer {
        let Offered {
            number,
            name,
            unique,
            initials,
            about,
        } = offered;
        let by_number = number.starts_with(&typed.to_uppercase()) && typed.contains('-');
        let by_name = unique && !by_number && can_be_typed(&name);
        let about = match (
            noun,
            Role::VARIANTS.iter().find(|role| role.code() == about),
        ) {
            (Noun::Staff, Some(role)) => role.choice().label.to(self.lang).to_owned(),
            _ => about,
        };
        let shown = match by_name {
            true => &number,
            false => &name,
        };
        let note = [shown.as_str(), about.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let mut also: Vec<String> = initials.split(' ').map(str::to_owned).collect();
        match by_name {
            true => {
                also.insert(0, number);
                Offer {
                    also,
                    ..Offer::new(name, note)
                }
            }
            false => Offer {
                also,
                ..Offer::new(number, note)
            },
        }
    }
}

/// Whether a name can stand on a command line: not as a flag or a row of a
/// list, and with nothing in it that a shell might still read something into.
/// Of others the number is offered.
fn can_be_typed(name: &str) -> bool {
    !name.is_empty()
        && name.trim() == name
        && !name.starts_with(['-', '@'])
        && !matches!(name, "me" | "我" | "本人")
        && name.chars().all(sanitise::is_safe)
        && !name.contains(['$', '`', '\\', '!', '"', '\''])
}
