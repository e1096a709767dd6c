//! Dates that a record carries and a rule may wait for, and intervals that
//! stop a clock.

use super::About;
use crate::choice;
use crate::value::{ChoiceSet as _, Noun};

choice! {
    /// A date on a record: `plan.at`.
    pub enum Date {
        /// Of the newest follow-up that set one.
        FollowupNext = "followup.next", "the next contact agreed", "约定的下次沟通时间";
        PlanAt = "plan.at", "the planned time", "计划时间";
        ActionDue = "action.due", "the action's due", "待办期限";
        RemarkDue = "remark.due", "day to deal with the remark", "意见处理期限";
        PromiseDue = "promise.due", "the promised day", "承诺期限";
        /// Its next return; 29 February falls on the 28th, a lunar leap month
        /// on the month itself.
        OccasionDay = "occasion.day", "the day itself", "纪念日当天";
        /// As agreed, else a quarter after the pause began.
        PauseResumeOn = "pause.resume-on", "the day to resume", "恢复跟进日期";
        CustomerServiceUntil = "customer.service-until", "the end of service", "服务到期日";
        ContractExpires = "contract.expires", "the contract's expiry", "合同到期日";
        InstalmentDue = "instalment.due", "the expected payment day", "预计回款日期";
        DealExpected = "deal.expected", "the expected closing day", "预计成交日期";
        MilestonePlanned = "milestone.planned", "the milestone's planned day", "里程碑计划日期";
        ImprovementDue = "improvement.due", "the improvement's due", "改进完成期限";
        EntryDue = "entry.due", "the form's due", "表单期限";
        RequestExpected = "request.expected", "the expected answer day", "期望答复时间";
        TicketResumeOn = "ticket.resume-on", "the day to take it up again", "恢复处理日期";
        TicketAppointment = "ticket.appointment", "the appointment", "上门预约时间";
        TicketAgreed = "ticket.agreed", "the newly agreed time", "重新约定的时间";
    }
}

/// Where a date is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A column of a table.
    Column(Noun, &'static str),
    /// `ticket_event.until` of the newest event of this kind.
    Trail(&'static str),
    /// A record that a later release brings, as `table.column`.
    Later(&'static str),
}

impl Date {
    /// The date that a playbook calls so.
    pub fn named(code: &str) -> Option<Self> {
        Self::from_code(code)
    }

    /// What it is the date of. The next contact is the customer's: the newest
    /// follow-up's replaces what an older one said.
    pub fn about(self) -> About {
        let code = self.code();
        let about = code.split_once('.').map_or(code, |(about, _)| about);
        match self {
            Date::FollowupNext => About::Customer,
            _ => About::from_code(about).unwrap_or(About::Customer),
        }
    }

    pub const fn place(self) -> Place {
        match self {
            Date::FollowupNext => Place::Column(Noun::Followup, "next_at"),
            Date::PlanAt => Place::Column(Noun::Plan, "at"),
            Date::ActionDue => Place::Column(Noun::Action, "due"),
            Date::RemarkDue => Place::Column(Noun::Remark, "due"),
            Date::PromiseDue => Place::Column(Noun::Promise, "due"),
            Date::OccasionDay => Place::Column(Noun::Occasion, "day"),
            Date::PauseResumeOn => Place::Column(Noun::Pause, "resume_on"),
            Date::CustomerServiceUntil => Place::Column(Noun::Customer, "service_until"),
            Date::ContractExpires => Place::Column(Noun::Contract, "expires"),
            Date::InstalmentDue => Place::Column(Noun::Instalment, "due"),
            Date::DealExpected => Place::Column(Noun::Deal, "expected"),
            Date::MilestonePlanned => Place::Column(Noun::Milestone, "planned"),
            Date::ImprovementDue => Place::Column(Noun::Improvement, "due"),
            Date::EntryDue => Place::Column(Noun::Entry, "due"),
            Date::RequestExpected => Place::Column(Noun::Request, "expected"),
            Date::TicketResumeOn => Place::Trail("waiting"),
            Date::TicketAppointment => Place::Trail("appointed"),
            Date::TicketAgreed => Place::Trail("extended"),
        }
    }

    /// Whether it can be read in this release.
    pub const fn is_there(self) -> bool {
        !matches!(self.place(), Place::Later(_))
    }
}

impl Place {
    /// As `table.column`.
    pub fn name(self) -> String {
        match self {
            Place::Column(noun, column) => format!("{}.{column}", noun.table()),
            Place::Trail(kind) => format!("ticket_event.until ({kind})"),
            Place::Later(place) => place.to_owned(),
        }
    }
}

choice! {
    /// A time between two events of a record that stops a clock.
    pub enum Interval {
        /// From `ticket.waiting` to `ticket.resumed`.
        TicketWaiting = "ticket.waiting", "waiting for the customer", "等待客户";
    }
}

impl Interval {
    /// The events that it begins and ends with.
    pub const fn ends(self) -> [&'static str; 2] {
        match self {
            Interval::TicketWaiting => ["ticket.waiting", "ticket.resumed"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Event;
    use super::*;
    use crate::records::choices::TicketEventKind;

    #[test]
    fn a_date_is_about_what_its_name_begins_with() {
        for date in Date::VARIANTS {
            let (about, _) = date.code().split_once('.').expect("a dot");
            assert!(About::from_code(about).is_some(), "{}", date.code());
            if let Place::Trail(kind) = date.place() {
                assert!(TicketEventKind::from_code(kind).is_some(), "{kind}");
            }
        }
        assert_eq!(Date::FollowupNext.about(), About::Customer);
        assert_eq!(Date::TicketAgreed.about(), About::Ticket);
    }

    #[test]
    fn an_interval_lies_between_two_events() {
        for interval in Interval::VARIANTS {
            for name in interval.ends() {
                assert!(Event::named(name).is_some(), "{name}");
            }
        }
    }
}
