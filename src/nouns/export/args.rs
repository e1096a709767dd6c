//! What the verbs of `export` take: where to, and the filters of the noun's list.

use clap::Arg;

use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::Form as _;
use crate::nouns::customer::customer_arg;
use crate::nouns::{option, switch, word};
use crate::records::filters::{
    AgendaFilter, ContractFilter, CustomerFilter, DealFilter, EntryFilter, FollowupFilter,
    NeedFilter, PaymentFilter, PromiseFilter, RequestFilter, TicketFilter,
};
use crate::words::{Lang, t};

pub(super) fn to(lang: Lang) -> Vec<Arg> {
    vec![
        word(
            "file",
            t("FILE", "文件"),
            t(
                "Where to: .csv, .xlsx, .vcf, .json or .jsonl; standard output unless given",
                "写到哪里：.csv、.xlsx、.vcf、.json 或 .jsonl；默认为标准输出",
            ),
            lang,
        )
        .add(Takes::File)
        .index(1),
    ]
}

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
