//! The phrases that a rule is told in, in both languages.

use super::phrases::{flag, inside, joined, pace_said, span, when_said};
use crate::event::{About, Attribute, Values};
use crate::playbook::rules::rule::{
    By, Condition, During, Escalation, Pace, Per, Rule, Selector, Shape, Test, Who,
};
use crate::records::choices::Role;
use crate::say;
use crate::value::{ChoiceSet as _, Codes, Span};
use crate::words::{Say, Text};

/// What the words of one rule mean.
pub(super) struct Words<'c> {
    pub about: About,
    pub codes: &'c Codes,
}

impl Words<'_> {
    /// What begins it, what settles it, by when.
    pub(super) fn shape(&self, shape: &Shape) -> (Option<Say>, Say, Say) {
        match shape {
            Shape::Deadline {
                after,
                until,
                within,
            } => {
                let due = self.within(within.as_ref());
                (Some(self.events(after)), self.events(until), due)
            }
            Shape::Dated { date, until, lead } => {
                let due = self.on(date.label(), lead);
                (Some(Say::from(date.label())), self.events(until), due)
            }
            Shape::Rhythm {
                pace,
                event,
                during,
                lead,
            } => {
                let due = paced(*pace, *lead);
                (self.bounds(during.as_ref()), self.events(event), due)
            }
            Shape::Limit {
                most,
                per,
                event,
                during,
            } => {
                let due = at_most(*most, *per);
                (self.bounds(during.as_ref()), self.events(event), due)
            }
        }
    }

    fn within(&self, within: Option<&By<Span>>) -> Say {
        let Some(by) = within else {
            return say!("none: open until it is settled", "无期限，直到满足为止");
        };
        let Say { en, zh } = self.by(by);
        match by {
            By::One(_) => say!("within {en}", "{zh}内"),
            By::Each(..) => say!("within: {en}", "{zh}"),
        }
    }

    fn on(&self, date: Text, lead: &[By<Span>]) -> Say {
        let Text { en, zh } = date;
        match self.leads(lead) {
            None => say!("by {en}", "不晚于{zh}"),
            Some(lead) => {
                let (before, ahead) = (lead.en, lead.zh);
                say!("by {en}; shown {before} before", "不晚于{zh}；{ahead}")
            }
        }
    }

    fn bounds(&self, during: Option<&During>) -> Option<Say> {
        let during = during?;
        let (Say { en, zh }, length) = (self.events(&during.after), span(during.length));
        Some({
            let Say {
                en: length,
                zh: zh_length,
            } = length;
            say!("{en}, for {length}", "{zh}，之后{zh_length}内")
        })
    }

    /// How long before, in English, and the whole of it in Chinese.
    fn leads(&self, lead: &[By<Span>]) -> Option<Say> {
        let Say { en, zh } = joined(lead.iter().map(|by| self.by(by)).collect(), " and ", "、")?;
        let by_value = lead.iter().any(|by| matches!(by, By::Each(..)));
        Some(match by_value {
            true => say!("{en}", "提前提示（{zh}）"),
            false => say!("{en}", "提前{zh}提示"),
        })
    }

    fn by(&self, by: &By<Span>) -> Say {
        let (attribute, all) = match by {
            By::One(one) => return span(*one),
            By::Each(attribute, all) => (*attribute, all),
        };
        let each = all.iter().map(|(code, one)| {
            let (value, one) = (self.code(attribute, code), span(*one));
            Say {
                en: format!("{} {}", value.en, one.en),
                zh: format!("{}{}", value.zh, one.zh),
            }
        });
        joined(each.collect(), ", ", "、").unwrap_or_else(|| Say::same(""))
    }

    /// A code of an attribute of the subject, in words.
    pub(super) fn code(&self, attribute: Attribute, code: &str) -> Say {
        self.value(code, self.values(attribute))
    }

    /// Whom it is about.
    pub(super) fn whom(&self, filter: &[Condition]) -> Say {
        let label = self.about.label();
        let every = match self.about {
            About::Duty => return say!("the calendar alone", "仅按日历"),
            _ => Say {
                en: format!("every {}", label.en),
                zh: format!("所有{}", label.zh),
            },
        };
        let conditions = filter
            .iter()
            .map(|condition| self.condition(condition, self.values(condition.attribute)));
        match joined(conditions.collect(), ", ", "，") {
            None => every,
            Some(only) => Say {
                en: format!("{}: {}", label.en, only.en),
                zh: format!("{}：{}", label.zh, only.zh),
            },
        }
    }

    fn values(&self, attribute: Attribute) -> Option<Values> {
        let own = self.about.values(attribute);
        own.or_else(|| About::Customer.values(attribute))
    }

    fn events(&self, all: &[Selector]) -> Say {
        let each = all.iter().map(|selector| self.event(selector));
        // Of more than two, one may say "or" itself.
        let (en, zh) = match all.len() {
            0..=2 => (" or ", "或"),
            _ => ("; or ", "；或"),
        };
        joined(each.collect(), en, zh).unwrap_or_else(|| Say::same(""))
    }

    fn event(&self, selector: &Selector) -> Say {
        let (label, conditions): (Say, Vec<&Condition>) = match self.changed(selector) {
            Some((label, rest)) => (label, rest),
            None => (
                Say::from(selector.event.label),
                // That a duty is done for its own rule goes without saying.
                selector
                    .conditions
                    .iter()
                    .filter(|one| one.attribute != Attribute::Rule)
                    .collect(),
            ),
        };
        let said = conditions.into_iter().map(|condition| {
            let values = match selector.event.values(condition.attribute) {
                Some(Values::Turn) => turned(selector),
                values => values,
            };
            self.condition(condition, values)
        });
        match joined(said.collect(), ", ", "，") {
            None => label,
            Some(only) => Say {
                en: format!("{} ({})", label.en, only.en),
                zh: format!("{}（{}）", label.zh, only.zh),
            },
        }
    }

    /// A change of one attribute, such as “intent becomes high”, and what else
    /// is asked of it.
    fn changed<'s>(&self, selector: &'s Selector) -> Option<(Say, Vec<&'s Condition>)> {
        turned(selector)?;
        let of = |wanted| {
            let mut all = selector.conditions.iter();
            all.find_map(|condition| match &condition.is {
                Test::In(codes) if condition.attribute == wanted => Some(codes),
                _ => None,
            })
        };
        let Text { en, zh } = Attribute::named(of(Attribute::Attribute)?.first()?)?.label();
        let label = match of(Attribute::To) {
            None => say!("{en} changed", "{zh}变更"),
            Some(codes) => {
                let all = codes.iter().map(|code| self.value(code, turned(selector)));
                let Say { en: to, zh: new } = joined(all.collect(), " or ", "、")?;
                say!("{en} becomes {to}", "{zh}变为{new}")
            }
        };
        let told = |condition: &&Condition| {
            condition.attribute == Attribute::Attribute
                || (condition.attribute == Attribute::To && matches!(condition.is, Test::In(_)))
        };
        let rest = selector.conditions.iter().filter(|one| !told(one));
        Some((label, rest.collect()))
    }

    fn condition(&self, condition: &Condition, values: Option<Values>) -> Say {
        let Text { en, zh } = condition.attribute.label();
        let list = |codes: &[String], or: &str| {
            let all = codes.iter().map(|code| self.value(code, values)).collect();
            joined(all, or, "、").unwrap_or_else(|| Say::same(""))
        };
        match &condition.is {
            Test::Is(yes) => Say::from(flag(condition.attribute, *yes)),
            Test::Any => say!("any {en}", "任意{zh}"),
            Test::In(codes) => {
                let codes = list(codes, " or ");
                {
                    let Say { en: one, zh: many } = codes;
                    say!("{en} {one}", "{zh}为{many}")
                }
            }
            Test::NotIn(codes) if codes.iter().all(|code| code == "none") => {
                say!("{en} set", "已设置{zh}")
            }
            Test::NotIn(codes) => {
                let codes = list(codes, " or ");
                {
                    let Say { en: one, zh: many } = codes;
                    say!("{en} not {one}", "{zh}不是{many}")
                }
            }
        }
    }

    /// A code in words.
    fn value(&self, code: &str, values: Option<Values>) -> Say {
        if code == "none" {
            return say!("not set", "未填");
        }
        let label = match values {
            Some(Values::Code(book)) => self.codes.entry(book, code).map(|entry| entry.label),
            Some(Values::Turned(_)) => Attribute::named(code).map(Attribute::label),
            Some(Values::Person) => {
                let named = crate::playbook::rules::read::WHO
                    .iter()
                    .find(|(word, _)| *word == code);
                let role = Role::from_code(code).map(Who::Role);
                return match named.map(|(_, who)| *who).or(role) {
                    Some(who) => who.said(),
                    None => Say::same(code),
                };
            }
            Some(values) => values.choices().and_then(|all| {
                let found = all.iter().find(|choice| choice.code == code);
                found.map(|choice| choice.label)
            }),
            None => None,
        };
        label.map_or_else(
            || Say::same(code),
            |label| Say {
                en: inside(label.en),
                zh: label.zh.to_owned(),
            },
        )
    }

    pub(super) fn warned(&self, rule: &Rule) -> Option<Say> {
        let shares = rule.warn.iter().map(|share| Say::same(format!("{share}%")));
        let Say { en, zh } = joined(shares.collect(), ", ", "、")?;
        Some(say!("at {en} of the time", "时间用到 {zh} 时"))
    }

    pub(super) fn told(&self, all: &[Escalation]) -> Option<Say> {
        let each = all.iter().map(|escalation| {
            let (when, to) = (when_said(escalation.at), escalation.to.said());
            let run = escalation.run.as_deref();
            let [run, zh] = match run {
                None => [String::new(), String::new()],
                Some(run) => [format!(" (kehu {run})"), format!("（kehu {run}）")],
            };
            Say {
                en: format!("{}: {}{run}", when.en, to.en),
                zh: format!("{}：{}{zh}", when.zh, to.zh),
            }
        });
        joined(each.collect(), "; ", "；")
    }

    pub(super) fn clock(&self, rule: &Rule) -> Option<Say> {
        let clock = &rule.clock;
        let mut all = Vec::new();
        if clock.pause {
            all.push(match clock.pause_cap {
                None => say!("stops while waiting for the customer", "等待客户期间暂停"),
                Some(cap) => {
                    let Say { en: one, zh: many } = span(cap);
                    say!(
                        "stops while waiting for the customer, {one} at most",
                        "等待客户期间暂停，最多{many}"
                    )
                }
            });
        }
        if clock.hold_on_reopen {
            all.push(say!(
                "the time between solved and reopened does not count",
                "解决后到重开前的时间不计"
            ));
        }
        if clock.agreed.is_some() {
            all.push(say!(
                "a new time agreed with the customer moves its line, not its due",
                "与客户重新约定的时间只移动提醒，不改原期限"
            ));
        }
        joined(all, "; ", "；")
    }

    pub(super) fn further(&self, rule: &Rule) -> Option<Say> {
        let mut all = Vec::new();
        if rule.early {
            all.push(say!("what happened before counts too", "提前完成也算"));
        }
        if rule.batch {
            all.push(say!("one line for all of them together", "合并为一条提醒"));
        }
        if let Some(grace) = rule.grace {
            all.push({
                let Say { en: one, zh: many } = span(grace);
                say!("{one} of grace after the due", "到期后宽限{many}")
            });
        }
        if let Some(forget) = rule.forget {
            all.push({
                let Say { en: one, zh: many } = span(forget);
                say!(
                    "leaves the list {one} after the due and counts as missed",
                    "逾期{many}后不再提示，计为未完成"
                )
            });
        }
        joined(all, "; ", "；")
    }
}

/// How often, and how long before it is shown.
fn paced(pace: Pace, lead: Option<Span>) -> Say {
    let due = pace_said(pace);
    let Some(lead) = lead else { return due };
    let Say { en, zh } = due;
    let Say { en: one, zh: many } = span(lead);
    say!("{en}; shown {one} before the end", "{zh}；期末前{many}提示")
}

fn at_most(most: u32, per: Option<Per>) -> Say {
    let Some(per) = per else {
        return say!("at most {most}", "最多 {most} 次");
    };
    let Text { en, zh } = per.label();
    say!("at most {most} a {en}", "每{zh}最多 {most} 次")
}

/// What the attribute that a selector says has changed may be.
fn turned(selector: &Selector) -> Option<Values> {
    let named = selector.conditions.iter().find_map(|condition| {
        match (&condition.is, condition.attribute) {
            (Test::In(codes), Attribute::Attribute) => codes.first(),
            _ => None,
        }
    });
    let attribute = Attribute::named(named?)?;
    selector.event.about.values(attribute)
}
