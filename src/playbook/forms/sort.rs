//! The kinds of answers that a form of a playbook may ask for, by the word that
//! a playbook writes.

use crate::choice;
use crate::records::Staff;
use crate::value::{
    Choice, Day, Door, Email, Long, Moment, Money, MoneyRange, Percent, Phone, Ref, Span, Tags,
    YesNo,
};

choice! {
    /// A kind of answer.
    pub enum Sort {
        Text = "text", "one line of text", "一行文字";
        Long = "long", "text of any length", "长文本";
        Day = "day", "a day", "日期";
        Moment = "moment", "a day and an hour", "时间";
        Money = "money", "an amount", "金额";
        MoneyRange = "money-range", "a range of amounts", "金额区间";
        Count = "count", "a whole number", "整数";
        Score = "score", "points, 1 to 5 unless “from” and “to” say otherwise", "评分，默认 1–5，可用 from、to 指定";
        Percent = "percent", "a share in percent", "百分比";
        YesNo = "yes-no", "yes or no", "是或否";
        Choice = "choice", "one of “choices”", "choices 之一";
        Choices = "choices", "any of “choices”", "choices 中任选";
        Colleague = "colleague", "a colleague", "同事";
        Span = "span", "a length of time", "时长";
        Phone = "phone", "a phone number", "电话";
        Email = "email", "an e-mail address", "邮箱";
        Words = "words", "words, comma-separated", "词，以逗号分隔";
    }
}

impl Sort {
    /// Whether it needs a list of choices.
    pub const fn has_choices(self) -> bool {
        matches!(self, Sort::Choice | Sort::Choices)
    }

    /// Whether there may be an answer on each line. Those that need more room,
    /// a look-up or a time zone to be written have one alone.
    pub const fn may_repeat(self) -> bool {
        matches!(
            self,
            Sort::Text
                | Sort::Day
                | Sort::Money
                | Sort::Count
                | Sort::Percent
                | Sort::Span
                | Sort::Phone
                | Sort::Email
        )
    }

    /// What reads such answers.
    pub(super) const fn door(self, choices: &'static [Choice], bounds: (u8, u8)) -> Door {
        match self {
            Sort::Text => Door::of::<Option<String>>(),
            Sort::Long => Door::of::<Option<Long>>(),
            Sort::Day => Door::of::<Option<Day>>(),
            Sort::Moment => Door::of::<Option<Moment>>(),
            Sort::Money => Door::of::<Option<Money>>(),
            Sort::MoneyRange => Door::of::<Option<MoneyRange>>(),
            Sort::Count => Door::of::<Option<i64>>(),
            Sort::Score => Door::score(bounds.0, bounds.1),
            Sort::Percent => Door::of::<Option<Percent>>(),
            Sort::YesNo => Door::of::<Option<YesNo>>(),
            Sort::Choice => Door::choice(choices),
            Sort::Choices => Door::choices(choices),
            Sort::Colleague => Door::of::<Option<Ref<Staff>>>(),
            Sort::Span => Door::of::<Option<Span>>(),
            Sort::Phone => Door::of::<Option<Phone>>(),
            Sort::Email => Door::of::<Option<Email>>(),
            Sort::Words => Door::of::<Tags>(),
        }
    }
}
