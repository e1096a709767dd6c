//! What an export can be narrowed by: the filters of the lists, as flags.

use clap::Arg;

use super::to;
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::nouns::customer::customer_arg;
use crate::nouns::{option, switch};
use crate::records::filters::{
    AgendaFilter, ContractFilter, CustomerFilter, DealFilter, EntryFilter, FollowupFilter,
    NeedFilter, PaymentFilter, PromiseFilter, RequestFilter, TicketFilter,
};
use crate::words::{Lang, t};

pub(super) fn narrowed(fields: &[Field], lang: Lang) -> Vec<Arg> {
    let mut args = to(lang);
    args.extend(flags::args(fields, &[], lang));
    args
}

pub(super) fn customer_args(lang: Lang) -> Vec<Arg> {
    narrowed(CustomerFilter::FIELDS, lang)
}

pub(super) fn deal_args(lang: Lang) -> Vec<Arg> {
    narrowed(DealFilter::FIELDS, lang)
}

pub(super) fn contract_args(lang: Lang) -> Vec<Arg> {
    narrowed(ContractFilter::FIELDS, lang)
}

pub(super) fn payment_args(lang: Lang) -> Vec<Arg> {
    narrowed(PaymentFilter::FIELDS, lang)
}

pub(super) fn promise_args(lang: Lang) -> Vec<Arg> {
    narrowed(PromiseFilter::FIELDS, lang)
}

pub(super) fn request_args(lang: Lang) -> Vec<Arg> {
    narrowed(RequestFilter::FIELDS, lang)
}

pub(super) fn need_args(lang: Lang) -> Vec<Arg> {
    narrowed(NeedFilter::FIELDS, lang)
}

pub(super) fn followup_args(lang: Lang) -> Vec<Arg> {
    narrowed(FollowupFilter::FIELDS, lang)
}

pub(super) fn agenda_args(lang: Lang) -> Vec<Arg> {
    narrowed(AgendaFilter::FIELDS, lang)
}

pub(super) fn ticket_args(lang: Lang) -> Vec<Arg> {
    let mut args = narrowed(TicketFilter::FIELDS, lang);
    args.push(switch("open", t("Only open ones", "仅未关闭"), lang));
    args
}

pub(super) fn of_args(lang: Lang) -> Vec<Arg> {
    let mut args = to(lang);
    args.push(customer_arg(lang).long("customer"));
    args
}

pub(super) fn entry_args(lang: Lang) -> Vec<Arg> {
    let mut args = narrowed(EntryFilter::FIELDS, lang);
    args.push(
        option("form", t("FORM", "表单"), t("Which form", "哪种表单"), lang).add(Takes::Form),
    );
    args.push(switch("open", t("Only open ones", "仅未办结"), lang));
    args
}
