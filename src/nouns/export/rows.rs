//! Which rows an export writes, and with which columns.

use super::target::written;
use crate::app::App;
use crate::exchange::forms;
use crate::field::Field;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records;
use crate::records::filters::{
    AffectedFilter, AgendaFilter, ArticleFilter, AttachmentFilter, AuditFilter, ContractFilter,
    CustomerFilter, DealFilter, DeliveredFilter, DeliveryFilter, EntryFilter, FeedbackFilter,
    FollowupFilter, HandoverFilter, ImprovementFilter, MilestoneFilter, NeedFilter, NoticeFilter,
    ObjectionFilter, PaymentFilter, PromiseFilter, ProposalFilter, RecallFilter, RequestFilter,
    SurveyFilter, TicketFilter,
};
use crate::render::Format;
use crate::say;
use crate::store::{
    Filter, List, OnlyEntries, affected_where, agenda_where, articles_where, attachments_where,
    audits_where, contracts_where, customers_where, deals_where, delivered_where, deliveries_where,
    entries_where, feedback_where, followups_where, handovers_where, improvements_where,
    milestones_where, needs_where, notices_where, objections_where, of_customer, payments_where,
    promises_where, proposals_where, recalls_where, requests_where, surveys_where, tickets_where,
};
use crate::value::Noun as Record;
use crate::view::NUMBER;

/// The entries of a form, under the form's own fields.
pub(super) fn entries(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    app.me()?;
    let Some(id) = call.text("form") else {
        return Err(Problem::usage(say!("no form named", "没有指明表单"))
            .hint(say!(
                "add --form FORM; kehu form list shows them",
                "请加 --form 表单；kehu form list 列出全部"
            ))
            .into());
    };
    let form = crate::nouns::form::entry::named(app, id)?;
    let only = OnlyEntries {
        open: call.has("open"),
        overdue: false,
    };
    let filter = entries_where(form.id, &call.filter::<EntryFilter>(app)?, only, app.now);
    let layout = forms::of_entries(form.fields);
    let list = List::whole_entries(&form, layout.exported());
    written(app, call, out, Record::Entry, &list, &filter)
}

/// Which rows the flags choose.
pub(super) fn chosen(app: &mut App<'_>, call: &Call<'_>, noun: Record) -> Result<Filter, Failure> {
    Ok(match noun {
        Record::Customer => customers_where(&call.filter::<CustomerFilter>(app)?),
        Record::Followup => followups_where(&call.filter::<FollowupFilter>(app)?),
        Record::Plan | Record::Action => {
            agenda_where(noun, &call.filter::<AgendaFilter>(app)?, true)
        }
        Record::Deal => deals_where(&call.filter::<DealFilter>(app)?),
        Record::Proposal => proposals_where(&call.filter::<ProposalFilter>(app)?),
        Record::Objection => objections_where(&call.filter::<ObjectionFilter>(app)?),
        Record::Contract => contracts_where(&call.filter::<ContractFilter>(app)?),
        Record::Payment => payments_where(&call.filter::<PaymentFilter>(app)?),
        Record::Delivery => deliveries_where(&call.filter::<DeliveryFilter>(app)?),
        Record::Milestone => milestones_where(&call.filter::<MilestoneFilter>(app)?),
        Record::Delivered => delivered_where(&call.filter::<DeliveredFilter>(app)?),
        Record::Promise => promises_where(&call.filter::<PromiseFilter>(app)?),
        Record::Article => articles_where(&call.filter::<ArticleFilter>(app)?),
        Record::Request => requests_where(&call.filter::<RequestFilter>(app)?),
        Record::Recall => recalls_where(&call.filter::<RecallFilter>(app)?),
        Record::Affected => affected_where(&call.filter::<AffectedFilter>(app)?),
        Record::Survey => surveys_where(&call.filter::<SurveyFilter>(app)?),
        Record::Feedback => feedback_where(&call.filter::<FeedbackFilter>(app)?),
        Record::Improvement => improvements_where(&call.filter::<ImprovementFilter>(app)?),
        Record::Notice => notices_where(&call.filter::<NoticeFilter>(app)?),
        Record::Audit => {
            let pass = app.policy.get()?.audit.pass;
            audits_where(&call.filter::<AuditFilter>(app)?, pass)
        }
        Record::Need => {
            let weighing = app.policy.get()?.needs;
            needs_where(&call.filter::<NeedFilter>(app)?, &weighing)
        }
        Record::Handover => handovers_where(&call.filter::<HandoverFilter>(app)?),
        Record::Attachment => attachments_where(&call.filter::<AttachmentFilter>(app)?),
        Record::Ticket => tickets_where(&call.filter::<TicketFilter>(app)?, call.has("open")),
        _ => match call.text("customer") {
            Some(_) => of_customer(crate::nouns::customer::named(app, call)?),
            None => Filter::default(),
        },
    })
}

/// The rows with every column that a file carries.
pub(super) fn list(noun: Record, format: Format) -> List {
    if format == Format::Vcf && noun == Record::Contact {
        return List::cards();
    }
    match forms::of(noun) {
        Some(layout) => List::whole(noun, layout.exported()),
        // No import takes these: a grade is somebody's decision.
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
