//! `export`: records as a file that `import` reads back. Private fields are
//! masked unless asked for, and what is written unmasked is in the journal.

mod calendar;
pub(super) mod file;
mod order;
mod team;

use std::path::{Path, PathBuf};

use clap::Arg;

use super::{Call, Noun, Verb, What, option, switch, word};
use crate::app::App;
use crate::exchange::forms;
use crate::field::Field;
use crate::flags::{self, Takes};
use crate::form::Form;
use crate::nouns::customer::customer_arg;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records;
use crate::records::filters::{
    AgendaFilter, AttachmentFilter, ContractFilter, CustomerFilter, DealFilter, DeliveredFilter,
    DeliveryFilter, EntryFilter, FollowupFilter, HandoverFilter, MilestoneFilter, NeedFilter,
    ObjectionFilter, PaymentFilter, PromiseFilter, ProposalFilter, RequestFilter, TicketFilter,
};
use crate::render::{Format, Style};
use crate::say;
use crate::store::{
    Filter, List, OnlyEntries, Shown, agenda_where, attachments_where, contracts_where,
    customers_where, deals_where, delivered_where, deliveries_where, entries_where,
    followups_where, handovers_where, milestones_where, needs_where, objections_where, of_customer,
    payments_where, promises_where, proposals_where, requests_where, tickets_where,
};
use crate::value::Noun as Record;
use crate::verbs::agreed;
use crate::view::NUMBER;
use crate::words::{Lang, Say, Text, t};
use order::{Order, said};

pub const EXPORT: Noun = Noun {
    name: "export",
    about: t("Write records to a file", "导出记录到文件"),
    what: What::Verbs(&[
        of(
            "customers",
            &["customer"],
            t("Customers", "客户"),
            customer_args,
            |app, call, out| export(app, call, out, Record::Customer),
        ),
        of(
            "contacts",
            &["contact"],
            t(
                "Contacts, as an address book too (vcf)",
                "联系人，亦可写成名片文件（vcf）",
            ),
            of_args,
            |app, call, out| export(app, call, out, Record::Contact),
        ),
        of(
            "occasions",
            &["occasion"],
            t("Occasions", "纪念日"),
            of_args,
            |app, call, out| export(app, call, out, Record::Occasion),
        ),
        of(
            "grades",
            &["grade"],
            t("Assessments", "分级评估"),
            of_args,
            |app, call, out| export(app, call, out, Record::Grade),
        ),
        of(
            "followups",
            &["followup"],
            t("Follow-ups", "跟进记录"),
            followup_args,
            |app, call, out| export(app, call, out, Record::Followup),
        ),
        of(
            "plans",
            &["plan"],
            t(
                "Planned follow-ups, settled ones too",
                "跟进计划，含已了结的",
            ),
            agenda_args,
            |app, call, out| export(app, call, out, Record::Plan),
        ),
        of(
            "actions",
            &["action"],
            t("Agreed actions, settled ones too", "待办事项，含已了结的"),
            agenda_args,
            |app, call, out| export(app, call, out, Record::Action),
        ),
        of(
            "tickets",
            &["ticket"],
            t("Tickets", "工单"),
            ticket_args,
            |app, call, out| export(app, call, out, Record::Ticket),
        ),
        of(
            "deals",
            &["deal"],
            t("Deals, closed ones too", "商机，含已结束的"),
            deal_args,
            |app, call, out| export(app, call, out, Record::Deal),
        ),
        of(
            "proposals",
            &["proposal"],
            t("Proposals, old versions too", "方案，含旧版本"),
            |lang| narrowed(ProposalFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Proposal),
        ),
        of(
            "alternatives",
            &["alternative"],
            t("Alternatives with their price lines", "备选方案及报价明细"),
            of_args,
            |app, call, out| export(app, call, out, Record::Alternative),
        ),
        of(
            "remarks",
            &["remark"],
            t("What customers said of proposals", "客户对方案的反馈"),
            of_args,
            |app, call, out| export(app, call, out, Record::Remark),
        ),
        of(
            "objections",
            &["objection"],
            t("Objections and their answers", "异议及回应"),
            |lang| narrowed(ObjectionFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Objection),
        ),
        of(
            "contracts",
            &["contract"],
            t("Contracts, with their payment plans", "合同，含付款计划"),
            contract_args,
            |app, call, out| export(app, call, out, Record::Contract),
        ),
        of(
            "payments",
            &["payment"],
            t("Payments received under contracts", "合同到账"),
            payment_args,
            |app, call, out| export(app, call, out, Record::Payment),
        ),
        of(
            "deliveries",
            &["delivery"],
            t("Deliveries, accepted ones too", "交付，含已验收的"),
            |lang| narrowed(DeliveryFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Delivery),
        ),
        of(
            "milestones",
            &["milestone"],
            t("Milestones of deliveries", "交付节点"),
            |lang| narrowed(MilestoneFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Milestone),
        ),
        of(
            "items",
            &["item"],
            t(
                "Delivered goods with serials and batches",
                "交付物品：序列号与批次",
            ),
            |lang| narrowed(DeliveredFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Delivered),
        ),
        of(
            "promises",
            &["promise"],
            t("Promises, ours and theirs", "承诺"),
            promise_args,
            |app, call, out| export(app, call, out, Record::Promise),
        ),
        of(
            "requests",
            &["request"],
            t("Support requests and their answers", "支持申请及答复"),
            request_args,
            |app, call, out| export(app, call, out, Record::Request),
        ),
        of(
            "needs",
            &["need"],
            t("Needs of customers", "客户需求"),
            need_args,
            |app, call, out| export(app, call, out, Record::Need),
        ),
        of(
            "analyses",
            &["analysis"],
            t("Conversations about needs", "需求分析"),
            of_args,
            |app, call, out| export(app, call, out, Record::Analysis),
        ),
        of(
            "attachments",
            &["attachment"],
            t("The register of attached files", "附件登记"),
            |lang| narrowed(AttachmentFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Attachment),
        ),
        of(
            "handovers",
            &["handover"],
            t("Handovers", "客户交接"),
            |lang| narrowed(HandoverFilter::FIELDS, lang),
            |app, call, out| export(app, call, out, Record::Handover),
        ),
        of(
            "entries",
            &["entry"],
            t("Filled-in forms of one kind", "某种表单的记录"),
            entry_args,
            entries,
        ),
        of(
            "products",
            &["product"],
            t("Products", "产品"),
            to,
            |app, call, out| export(app, call, out, Record::Product),
        ),
        of(
            "staff",
            &[],
            t("Colleagues", "同事"),
            to,
            |app, call, out| export(app, call, out, Record::Staff),
        ),
        of(
            "calendar",
            &[],
            t(
                "What is due and planned, for the calendar of a phone or of Outlook",
                "到期事项与计划，供手机日历、Outlook 等导入",
            ),
            calendar::args,
            calendar::run,
        ),
        of(
            "team",
            &[],
            t(
                "All that you own or wrote, for your supervisor to take in",
                "您负责和记录的全部内容，供主管导入",
            ),
            team::args,
            team::run,
        ),
    ]),
};

/// The formats that files have.
const FORMATS: [Format; 5] = [
    Format::Csv,
    Format::Xlsx,
    Format::Vcf,
    Format::Json,
    Format::Jsonl,
];

const fn of(
    name: &'static str,
    aliases: &'static [&'static str],
    about: Text,
    args: fn(Lang) -> Vec<Arg>,
    run: super::Run,
) -> Verb {
    Verb::new(name, about, args, run).aliases(aliases)
}

fn to(lang: Lang) -> Vec<Arg> {
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

fn narrowed(fields: &[Field], lang: Lang) -> Vec<Arg> {
    let mut args = to(lang);
    args.extend(flags::args(fields, &[], lang));
    args
}

fn customer_args(lang: Lang) -> Vec<Arg> {
    narrowed(CustomerFilter::FIELDS, lang)
}

fn deal_args(lang: Lang) -> Vec<Arg> {
    narrowed(DealFilter::FIELDS, lang)
}

fn contract_args(lang: Lang) -> Vec<Arg> {
    narrowed(ContractFilter::FIELDS, lang)
}

fn payment_args(lang: Lang) -> Vec<Arg> {
    narrowed(PaymentFilter::FIELDS, lang)
}

fn promise_args(lang: Lang) -> Vec<Arg> {
    narrowed(PromiseFilter::FIELDS, lang)
}

fn request_args(lang: Lang) -> Vec<Arg> {
    narrowed(RequestFilter::FIELDS, lang)
}

fn need_args(lang: Lang) -> Vec<Arg> {
    narrowed(NeedFilter::FIELDS, lang)
}

fn followup_args(lang: Lang) -> Vec<Arg> {
    narrowed(FollowupFilter::FIELDS, lang)
}

fn agenda_args(lang: Lang) -> Vec<Arg> {
    narrowed(AgendaFilter::FIELDS, lang)
}

fn ticket_args(lang: Lang) -> Vec<Arg> {
    let mut args = narrowed(TicketFilter::FIELDS, lang);
    args.push(switch("open", t("Only open ones", "仅未关闭"), lang));
    args
}

fn of_args(lang: Lang) -> Vec<Arg> {
    let mut args = to(lang);
    args.push(customer_arg(lang).long("customer"));
    args
}

fn entry_args(lang: Lang) -> Vec<Arg> {
    let mut args = narrowed(EntryFilter::FIELDS, lang);
    args.push(
        option("form", t("FORM", "表单"), t("Which form", "哪种表单"), lang).add(Takes::Form),
    );
    args.push(switch("open", t("Only open ones", "仅未办结"), lang));
    args
}

/// The entries of a form, under the form's own fields.
fn entries(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    app.me()?;
    let Some(id) = call.text("form") else {
        return Err(Problem::usage(say!("no form named", "没有指明表单"))
            .hint(say!(
                "add --form FORM; kehu form list shows them",
                "请加 --form 表单；kehu form list 列出全部"
            ))
            .into());
    };
    let form = super::form::entry::named(app, id)?;
    let only = OnlyEntries {
        open: call.has("open"),
        overdue: false,
    };
    let filter = entries_where(form.id, &filter::<EntryFilter>(app, call)?, only, app.now);
    let layout = forms::of_entries(form.fields);
    let list = List::whole_entries(&form, layout.exported());
    written(app, call, out, Record::Entry, &list, &filter)
}

/// Which rows the flags choose.
fn chosen(app: &mut App<'_>, call: &Call<'_>, noun: Record) -> Result<Filter, Failure> {
    Ok(match noun {
        Record::Customer => customers_where(&filter::<CustomerFilter>(app, call)?),
        Record::Followup => followups_where(&filter::<FollowupFilter>(app, call)?),
        Record::Plan | Record::Action => {
            agenda_where(noun, &filter::<AgendaFilter>(app, call)?, true)
        }
        Record::Deal => deals_where(&filter::<DealFilter>(app, call)?),
        Record::Proposal => proposals_where(&filter::<ProposalFilter>(app, call)?),
        Record::Objection => objections_where(&filter::<ObjectionFilter>(app, call)?),
        Record::Contract => contracts_where(&filter::<ContractFilter>(app, call)?),
        Record::Payment => payments_where(&filter::<PaymentFilter>(app, call)?),
        Record::Delivery => deliveries_where(&filter::<DeliveryFilter>(app, call)?),
        Record::Milestone => milestones_where(&filter::<MilestoneFilter>(app, call)?),
        Record::Delivered => delivered_where(&filter::<DeliveredFilter>(app, call)?),
        Record::Promise => promises_where(&filter::<PromiseFilter>(app, call)?),
        Record::Request => requests_where(&filter::<RequestFilter>(app, call)?),
        Record::Need => {
            let weighing = app.policy.get()?.needs;
            needs_where(&filter::<NeedFilter>(app, call)?, &weighing)
        }
        Record::Handover => handovers_where(&filter::<HandoverFilter>(app, call)?),
        Record::Attachment => attachments_where(&filter::<AttachmentFilter>(app, call)?),
        Record::Ticket => tickets_where(&filter::<TicketFilter>(app, call)?, call.has("open")),
        _ => match call.text("customer") {
            Some(_) => of_customer(super::customer::named(app, call)?),
            None => Filter::default(),
        },
    })
}

fn filter<F: Form>(app: &mut App<'_>, call: &Call<'_>) -> Result<F, Failure> {
    let draft = call.draft(F::FIELDS)?;
    app.reading(|reading, _| Ok(draft.finish(reading, &std::collections::BTreeSet::new())?))
}

/// The rows with every column that a file carries.
fn list(noun: Record, format: Format) -> List {
    if format == Format::Vcf && noun == Record::Contact {
        return List::cards();
    }
    match forms::of(noun) {
        Some(layout) => List::whole(noun, layout.exported()),
        // No import takes these: a grade is somebody's decision, and a register
        // without the files attaches nothing.
        None => {
            let own = records::ALL.iter().find(|(of, _)| *of == noun);
            let own = own.map_or(&[][..], |(_, fields)| fields);
            let mut fields = vec![Field::of::<Option<String>>(NUMBER.key, NUMBER.label)];
            fields.extend_from_slice(own);
            fields.extend_from_slice(records::states(noun));
            List::whole(noun, &fields)
        }
    }
}

/// Where the rows go, and how they are written.
struct Target {
    file: Option<PathBuf>,
    format: Format,
}

impl Target {
    fn of(call: &Call<'_>, out: &Out<'_>) -> Result<Self, Failure> {
        let file = call
            .text("file")
            .filter(|file| *file != "-")
            .map(PathBuf::from);
        let asked = call.text("output").map(|_| out.style.format);
        let ending = file.as_deref().and_then(ending);
        let format = match (asked, ending) {
            (Some(asked), Some(ending)) if asked != ending => {
                return Err(crossed(asked, ending));
            }
            (Some(format), _) | (None, Some(format)) => format,
            (None, None) if file.is_none() => Format::Csv,
            (None, None) => return Err(unknown()),
        };
        match FORMATS.contains(&format) {
            true => Ok(Target { file, format }),
            false => Err(unknown()),
        }
    }
}

/// The format that a file's name ends with.
fn ending(file: &Path) -> Option<Format> {
    let ending = file.extension()?.to_str()?.to_lowercase();
    FORMATS.into_iter().find(|format| format.name() == ending)
}

fn unknown() -> Failure {
    let names = FORMATS.map(Format::name);
    let (en, zh) = (names.join(", "), names.join("、"));
    Problem::usage(say!("records are written as {en}", "记录可写成 {zh}"))
        .hint(say!(
            "end the file's name so, or say -o FORMAT",
            "请以其为文件扩展名，或用 -o 指定"
        ))
        .into()
}

fn crossed(asked: Format, ending: Format) -> Failure {
    let (asked, ending) = (asked.name(), ending.name());
    Problem::usage(say!(
        "the file's name ends in .{ending}, but -o says {asked}",
        "文件扩展名为 .{ending}，而 -o 指定了 {asked}"
    ))
    .hint(say!("leave one of them out", "请只保留其一"))
    .into()
}

fn export(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    noun: Record,
) -> Result<Exit, Failure> {
    app.me()?;
    let format = Target::of(call, out)?.format;
    let filter = chosen(app, call, noun)?;
    let list = list(noun, format);
    written(app, call, out, noun, &list, &filter)
}

/// Writes the rows of a list where the line says.
fn written(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    noun: Record,
    list: &List,
    filter: &Filter,
) -> Result<Exit, Failure> {
    let me = app.me()?;
    let target = Target::of(call, out)?;
    if target.format == Format::Vcf && noun != Record::Contact {
        return Err(Problem::usage(say!(
            "only contacts go into an address book",
            "只有联系人可以写成名片文件"
        ))
        .hint(say!(
            "kehu export contacts FILE.vcf --reveal",
            "请用：kehu export contacts 文件.vcf --reveal"
        ))
        .into());
    }
    let order = Order {
        noun,
        list,
        filter,
        style: style(&target, out),
        private: private(list, out),
    };
    match &target.file {
        None => order.print(app, out, me, call.dry_run)?,
        Some(file) => {
            if call.dry_run {
                let n = app.file()?.count(list, filter)?;
                out.line(&said(n, file))?;
            } else if !file.exists() || agreed(app, call, out, &replaced(file))? {
                order.save(app, out, me, file)?;
            } else {
                return Ok(super::keep::left_alone(out));
            }
        }
    }
    if !out.style.reveal && order.private {
        out.note(&say!(
            "phones and other private fields are masked; --reveal writes them out",
            "电话等敏感信息已遮盖；加 --reveal 可写出原文"
        ));
    }
    Ok(Exit::Done)
}

fn style(target: &Target, out: &Out<'_>) -> Style {
    Style {
        format: target.format,
        width: None,
        bom: match target.file {
            Some(_) => out.lang() == Lang::Zh,
            None => out.style.bom,
        },
        ..out.style.clone()
    }
}

/// Whether a column that is written holds what is private.
fn private(list: &List, out: &Out<'_>) -> bool {
    let fields = out.style.fields.as_deref();
    let named = |shown: &Shown| {
        fields.is_none_or(|fields| {
            let same = |name: &String| name.replace('-', "_") == shown.key;
            fields.iter().any(same)
        })
    };
    list.columns
        .iter()
        .any(|shown| shown.sensitive && named(shown))
}

fn replaced(file: &Path) -> Say {
    let file = file.display();
    say!("Replace {file}?", "覆盖 {file}？")
}
