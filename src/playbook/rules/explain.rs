//! A rule in plain words: for whom, what begins it, what settles it, by when,
//! who owes it and who is told.

use super::rule::{
    By, Condition, During, Escalation, Pace, Rule, Selector, Shape, Test, When, Who,
};
use crate::event::{About, Attribute, Values};
use crate::say;
use crate::value::{ChoiceSet as _, Codes, Span};
use crate::words::{Lang, Say, Text, t};

/// One line of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its key for machines.
    pub key: &'static str,
    pub label: Text,
    /// `None` where the rule says nothing of it.
    pub said: Option<Say>,
}

impl Rule {
    /// The rule in plain words, line by line.
    pub fn explained(&self, codes: &Codes) -> Vec<Line> {
        let words = Words {
            about: self.about,
            codes,
        };
        let line = |key, en, zh, said: Option<Say>| Line {
            key,
            label: t(en, zh),
            said: said.map(|said| Say {
                zh: said.zh.trim_start().to_owned(),
                ..said
            }),
        };
        let (begins, settles, due) = words.shape(&self.shape);
        vec![
            line("for", "For", "对象", Some(words.whom(&self.filter))),
            line("begins", "Begins with", "起算", begins),
            line("settles", "Settled by", "满足条件", Some(settles)),
            line("due", "Due", "期限", Some(due)),
            line("who", "Who", "责任人", Some(self.who.said())),
            line("warned", "Called due soon", "临期提醒", words.warned(self)),
            line(
                "told",
                "Told when late",
                "逾期通知",
                words.told(&self.escalate),
            ),
            line("clock", "The clock", "计时", words.clock(self)),
            line("further", "Further", "其他", words.further(self)),
        ]
    }

    /// What it waits for, if nothing can raise it in this release: the place of
    /// the record that comes later.
    pub fn waits_for(&self) -> Option<String> {
        let missing = |all: &[Selector]| {
            let here = all.iter().any(|selector| selector.event.is_there());
            let first = all.first().filter(|_| !here);
            first.map(|selector| selector.event.place())
        };
        match &self.shape {
            Shape::Deadline { after, until, .. } => missing(after).or_else(|| missing(until)),
            Shape::Dated { date, until, .. } => match date.is_there() {
                true => missing(until),
                false => Some(date.place().name()),
            },
            Shape::Rhythm { event, during, .. } | Shape::Limit { event, during, .. } => {
                let bound = during.as_ref().and_then(|during| missing(&during.after));
                bound.or_else(|| missing(event))
            }
        }
    }

    /// The span that this calendar's example date is worked out with, if the
    /// rule has one.
    pub fn example(&self) -> Option<Span> {
        match &self.shape {
            Shape::Deadline { within, .. } => match within.as_ref()? {
                By::One(span) => Some(*span),
                By::Each(_, all) => all.last().map(|(_, span)| *span),
            },
            Shape::Rhythm {
                pace: Pace::Every(span),
                ..
            } => Some(*span),
            _ => None,
        }
    }
}

impl Who {
    /// In words.
    pub fn said(self) -> Say {
        match self {
            Who::Owner => say!("the customer's owner", "客户负责人"),
            Who::Assignee => say!("whoever it is assigned to", "处理人"),
            Who::Supervisor => say!("the owner's supervisor", "负责人的主管"),
            Who::Superior => say!("the assignee's supervisor", "处理人的主管"),
            Who::From => say!("who hands over", "移交人"),
            Who::To => say!("who takes over", "接手人"),
            Who::Role(role) => Say::from(role.label()),
        }
    }
}

/// Joins phrases in each language's way.
fn joined(all: Vec<Say>, en: &str, zh: &str) -> Option<Say> {
    let mut all = all.into_iter();
    let first = all.next()?;
    Some(all.fold(first, |so_far, next| Say {
        en: format!("{}{en}{}", so_far.en, next.en),
        zh: format!("{}{zh}{}", so_far.zh, next.zh),
    }))
}

fn span(span: Span) -> Say {
    Say {
        en: span.shown(Lang::En),
        // A figure stands apart from the word before it.
        zh: format!(" {}", span.shown(Lang::Zh)),
    }
}

/// What the words of one rule mean.
struct Words<'c> {
    about: About,
    codes: &'c Codes,
}

impl Words<'_> {
    /// What begins it, what settles it, by when.
    fn shape(&self, shape: &Shape) -> (Option<Say>, Say, Say) {
        match shape {
            Shape::Deadline {
                after,
                until,
                within,
            } => {
                let due = match within {
                    None => say!("none: open until it is settled", "无期限，直到满足为止"),
                    Some(by) => {
                        let Say { en, zh } = self.by(by);
                        say!("within {en}", "{zh}内")
                    }
                };
                (Some(self.events(after)), self.events(until), due)
            }
            Shape::Dated { date, until, lead } => {
                let Text { en, zh } = date.label();
                let leads = lead.iter().map(|by| self.by(by)).collect();
                let due = match joined(leads, " and ", "、") {
                    None => say!("on the day: {en}", "当天：{zh}"),
                    Some(lead) => {
                        let Say {
                            en: lead,
                            zh: zh_lead,
                        } = lead;
                        say!(
                            "on the day: {en}; shown {lead} before",
                            "当天：{zh}；提前{zh_lead}提示"
                        )
                    }
                };
                (Some(Say::from(date.label())), self.events(until), due)
            }
            Shape::Rhythm {
                pace,
                event,
                during,
                lead,
            } => {
                let due = pace_said(*pace);
                let due = match lead {
                    None => due,
                    Some(lead) => {
                        let (Say { en, zh }, lead) = (due, span(*lead));
                        {
                            let Say {
                                en: lead,
                                zh: zh_lead,
                            } = lead;
                            say!(
                                "{en}; shown {lead} before the end",
                                "{zh}；期末前{zh_lead}提示"
                            )
                        }
                    }
                };
                (self.bounds(during.as_ref()), self.events(event), due)
            }
            Shape::Limit {
                most,
                per,
                event,
                during,
            } => {
                let due = match per {
                    Some(per) => {
                        let Text { en, zh } = per.label();
                        say!("at most {most} a {en}", "每{zh}最多 {most} 次")
                    }
                    None => say!("at most {most}", "最多 {most} 次"),
                };
                (self.bounds(during.as_ref()), self.events(event), due)
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

    fn by(&self, by: &By<Span>) -> Say {
        let (attribute, all) = match by {
            By::One(one) => return span(*one),
            By::Each(attribute, all) => (*attribute, all),
        };
        let values = self.values(attribute);
        let each = all.iter().map(|(code, one)| {
            let (value, one) = (self.value(code, values), span(*one));
            Say {
                en: format!("{} ({})", one.en, value.en),
                zh: format!("{}（{}）", one.zh, value.zh),
            }
        });
        joined(each.collect(), ", ", "、").unwrap_or_else(|| Say::same(""))
    }

    /// Whom it is about.
    fn whom(&self, filter: &[Condition]) -> Say {
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
        let each = all.iter().map(|selector| {
            let label = Say::from(selector.event.label);
            let conditions = selector.conditions.iter().map(|condition| {
                let values = match selector.event.values(condition.attribute) {
                    Some(Values::Turn) => turned(selector),
                    values => values,
                };
                self.condition(condition, values)
            });
            match joined(conditions.collect(), ", ", "，") {
                None => label,
                Some(only) => Say {
                    en: format!("{} ({})", label.en, only.en),
                    zh: format!("{}（{}）", label.zh, only.zh),
                },
            }
        });
        joined(each.collect(), " or ", "或").unwrap_or_else(|| Say::same(""))
    }

    fn condition(&self, condition: &Condition, values: Option<Values>) -> Say {
        let Text { en, zh } = condition.attribute.label();
        let list = |codes: &[String], or: &str| {
            let all = codes.iter().map(|code| self.value(code, values)).collect();
            joined(all, or, "、").unwrap_or_else(|| Say::same(""))
        };
        match &condition.is {
            Test::Is(true) => say!("{en}", "{zh}"),
            Test::Is(false) => say!("not {en}", "非{zh}"),
            Test::Any => say!("any {en}", "任意{zh}"),
            Test::In(codes) => {
                let codes = list(codes, " or ");
                {
                    let Say { en: one, zh: many } = codes;
                    say!("{en} {one}", "{zh}为{many}")
                }
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
                let named = super::read::WHO.iter().find(|(word, _)| *word == code);
                let role = crate::records::choices::Role::from_code(code).map(Who::Role);
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
        label.map_or_else(|| Say::same(code), Say::from)
    }

    fn warned(&self, rule: &Rule) -> Option<Say> {
        let shares = rule.warn.iter().map(|share| Say::same(format!("{share}%")));
        let Say { en, zh } = joined(shares.collect(), ", ", "、")?;
        Some(say!("at {en} of the time", "时间用到 {zh} 时"))
    }

    fn told(&self, all: &[Escalation]) -> Option<Say> {
        let each = all.iter().map(|escalation| {
            let (when, to) = (when_said(escalation.at), escalation.to.said());
            let run = escalation.run.as_deref();
            let run = run.map_or(String::new(), |run| format!(" (kehu {run})"));
            Say {
                en: format!("{}: {}{run}", when.en, to.en),
                zh: format!("{}：{}{run}", when.zh, to.zh),
            }
        });
        joined(each.collect(), "; ", "；")
    }

    fn clock(&self, rule: &Rule) -> Option<Say> {
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

    fn further(&self, rule: &Rule) -> Option<Say> {
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

fn pace_said(pace: Pace) -> Say {
    match pace {
        Pace::Every(every) => {
            let Say { en: one, zh: many } = span(every);
            say!("{one} after the last one", "距上一次{many}内")
        }
        Pace::AtLeast(count, per) => {
            let Text { en, zh } = per.label();
            say!("at least {count} in every {en}", "每{zh}至少 {count} 次")
        }
    }
}

fn when_said(when: When) -> Say {
    match when {
        When::Share(100) => say!("at the due", "到期时"),
        When::Share(share) => say!("at {share}% of the time", "时间用到 {share}% 时"),
        When::After(after) => {
            let Say { en: one, zh: many } = span(after);
            say!("{one} after the due", "逾期{many}后")
        }
    }
}
