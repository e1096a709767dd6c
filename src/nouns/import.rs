//! `import`: records from a file. All good rows or none, unless the bad ones
//! may be set aside; one command, one journal entry, one `undo`.

mod alike;
mod args;
mod dimensions;
mod entries;
mod instead;
mod kinds;
mod merge;
mod read;
mod reasons;
mod refs;
mod rows;
mod source;
mod team;
mod tell;
#[cfg(test)]
mod tests;
mod trail;
mod write;

use std::path::Path;

use super::{Call, Noun, Verb, What};
use crate::app::{App, stopped};
use crate::exchange::Sheet;
use crate::exchange::columns::Columns;
use crate::exchange::forms::Layout;
use crate::exchange::values::Values;
use crate::out::Out;
use crate::playbook::CustomForm;
use crate::problem::{Exit, Failure, Problem};
use crate::records::choices::CustomerKind;
use crate::say;
use crate::store::Kind as Entry;
use crate::value::{ChoiceSet as _, find_choice};
use crate::words::{Lang, Say, t};
use args::args;
use kinds::Kind;
use read::{Places, Reader};
use refs::RowRefs;
use rows::Taker;
use tell::Report;
use write::{Placing, Writer};

/// `product import`, the same as `import products`.
pub(super) const VERB_PRODUCTS: Verb = Verb::new(
    "import",
    t("Take products in from a file", "从文件导入产品"),
    args,
    products,
)
.writing();

/// `deal import`, the same as `import deals`.
pub(super) const VERB_DEALS: Verb = Verb::new(
    "import",
    t("Take deals in from a file", "从文件导入商机"),
    args,
    deals,
)
.writing();

macro_rules! nouns {
    ($($run:ident $kind:ident $name:literal [$($alias:literal),*] $en:literal $zh:literal;)+) => {
        pub const IMPORT: Noun = Noun {
            name: "import",
            about: t("Take records in from a file", "从文件导入记录"),
            what: What::Verbs(&[
                $(Verb::new($name, t($en, $zh), args, $run).writing().aliases(&[$($alias),*]),)+
                Verb::new(
                    "entries",
                    t("Filled-in forms of one kind", "某种表单的记录"),
                    entries::entry_args,
                    entries::entries,
                )
                .writing()
                .aliases(&["entry"]),
                instead::GRADES,
                instead::INSTALMENTS,
                instead::CALENDAR,
                Verb::new(
                    "team",
                    t("Colleagues' files, made by their export team", "同事用 export team 生成的文件"),
                    team::args,
                    team::run,
                )
                .writing(),
            ]),
        };

        $(fn $run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
            import(app, call, out, &kinds::$kind)
        })+
    };
}

nouns! {
    customers CUSTOMERS "customers" ["customer"] "Customers, each with its first contact" "客户及其联系人";
    contacts CONTACTS "contacts" ["contact"] "People at customers" "联系人";
    followups FOLLOWUPS "followups" ["followup"] "Contacts that took place" "跟进记录";
    tickets TICKETS "tickets" ["ticket"] "After-sales tickets, closed ones too" "售后工单，含已关闭的";
    articles ARTICLES "articles" ["article", "kb"] "Articles of the knowledge base" "知识库条目";
    products PRODUCTS "products" ["product"] "What is sold" "产品";
    staff STAFF "staff" ["colleagues"] "Colleagues and their supervisors" "同事及其主管";
    occasions OCCASIONS "occasions" ["occasion"] "Birthdays, anniversaries, festivals" "生日、周年与节日";
    deals DEALS "deals" ["deal"] "Deals, closed ones too" "商机，含已结束的";
    proposals PROPOSALS "proposals" ["proposal"] "Proposals, old versions too" "方案，含旧版本";
    alternatives ALTERNATIVES "alternatives" ["alternative"] "Alternatives with their price lines" "备选方案及报价明细";
    remarks REMARKS "remarks" ["remark"] "What customers said of proposals" "客户对方案的反馈";
    objections OBJECTIONS "objections" ["objection"] "Objections and their answers" "异议及回应";
    contracts CONTRACTS "contracts" ["contract"] "Contracts, with their payment plans" "合同，含付款计划";
    payments PAYMENTS "payments" ["payment"] "Payments received under contracts" "合同到账";
    deliveries DELIVERIES "deliveries" ["delivery"] "Deliveries, accepted ones too" "交付，含已验收的";
    milestones MILESTONES "milestones" ["milestone"] "Milestones of deliveries" "交付节点";
    progress PROGRESS "progress" [] "How deliveries went (F21)" "交付进度（F21）";
    deviations DEVIATIONS "deviations" ["deviation"] "Deviations of deliveries and what came of them" "执行偏差及处理结果";
    items ITEMS "items" ["item"] "Delivered goods with serials and batches" "交付物品：序列号与批次";
    acceptance ACCEPTANCE "acceptance" [] "Acceptance items and their results (F23)" "验收项目及结果（F23）";
    packs PACKS "packs" ["pack"] "Handover packs from pre-sales to after-sales (F19)" "售前移交售后的资料（F19）";
    promises PROMISES "promises" ["promise"] "Promises, ours and theirs" "承诺";
    requests REQUESTS "requests" ["request"] "Support requests and their answers" "支持申请及答复";
    recalls RECALLS "recalls" ["recall"] "Recalls, closed ones too (F48)" "召回，含已结束的（F48）";
    affected AFFECTED "affected" ["recall-customers"] "Customers affected by recalls, and how far each is" "召回的受影响客户及处理情况";
    surveys SURVEYS "surveys" ["survey"] "Satisfaction surveys, a column for each dimension" "满意度调查，每个维度一列";
    feedback FEEDBACK "feedback" ["feedbacks"] "Praise, suggestions and complaints" "表扬、建议与投诉";
    improvements IMPROVEMENTS "improvements" ["improvement"] "Improvement proposals and what came of them (F32)" "改进建议案及其结果（F32）";
    notices NOTICES "notices" ["notice"] "Which customers led to an improvement and were told (F55)" "改进涉及的客户及告知情况（F55）";
    audits AUDITS "audits" ["audit"] "Quality checks of tickets (F43)" "工单质检（F43）";
    needs NEEDS "needs" ["need"] "Needs of customers" "客户需求";
    analyses ANALYSES "analyses" ["analysis"] "Conversations about needs" "需求分析";
    handovers HANDOVERS "handovers" ["handover"] "Handovers of customers between colleagues (F38)" "同事之间的客户交接（F38）";
    attachments ATTACHMENTS "attachments" ["attachment"] "A list of files, each copied in (F54)" "附件清单，文件一并登记（F54）";
    plans PLANS "plans" ["plan"] "Planned follow-ups" "跟进计划";
    actions ACTIONS "actions" ["action"] "Agreed actions" "待办事项";
}

/// What an import goes by.
struct Order<'a> {
    kind: &'static Kind,
    layout: &'static Layout,
    sheet: Sheet,
    columns: Columns,
    values: Values,
    new_customers: Vec<CustomerKind>,
    source: Option<&'a str>,
    reject_to: Option<&'a str>,
    update: bool,
    me: i64,
    /// The form that its entries are of.
    form: Option<&'a CustomForm>,
}

fn import(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    kind: &'static Kind,
) -> Result<Exit, Failure> {
    let layout = kind
        .layout()
        .ok_or_else(|| anyhow::anyhow!("{} has no columns", kind.noun.table()))?;
    let name = call.text("file").unwrap_or_default();
    app.me()?;
    let mut sheet = source::sheet(name, kind, call, out)?;
    dimensions::fold(&mut sheet, kind, call, &app.policy.get()?.codes);
    taken(app, call, out, kind, layout, sheet, None)
}

/// Takes the rows of a sheet in.
fn taken(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    kind: &'static Kind,
    layout: &'static Layout,
    sheet: Sheet,
    form: Option<&CustomForm>,
) -> Result<Exit, Failure> {
    let order = Order {
        form,
        ..order(app, call, kind, layout, sheet)?
    };
    if !call.dry_run && !call.yes && app.ask.is_some() {
        // Where somebody is asked, everything is gone through first.
        let report = pass(app, call, out, &order, true)?;
        if report.bad.is_empty() || order.reject_to.is_some() {
            go_ahead(app, &report)?;
        }
    }
    let mut report = pass(app, call, out, &order, call.dry_run)?;
    let faults = report.faults(&order.sheet);
    let abroad = call.text("country").is_none()
        && report
            .bad
            .iter()
            .any(|(_, all)| reasons::any_phone(all, order.layout.fields));
    let stops = !faults.is_empty() && order.reject_to.is_none();
    if !stops {
        for problem in faults.iter().chain(&report.conflicts()) {
            out.warn(&Say {
                en: problem.say(Lang::En),
                zh: problem.say(Lang::Zh),
            });
        }
    }
    if !stops || call.dry_run || call.has("rows") {
        report.say(call.dry_run || stops, order.reject_to, out)?;
    }
    if stops {
        return Err(reasons::refused(faults, abroad).into());
    }
    if abroad {
        out.note(&reasons::country());
    }
    Ok(match report.bad.len() + report.conflicts {
        0 => Exit::Done,
        _ => Exit::Attention,
    })
}

/// Reads the file and the command line.
fn order<'a>(
    app: &mut App<'_>,
    call: &'a Call<'_>,
    kind: &'static Kind,
    layout: &'static Layout,
    sheet: Sheet,
) -> Result<Order<'a>, Failure> {
    let me = app.me()?;
    let name = call.text("file").unwrap_or_default();
    let reject_to = call.text("reject-to");
    if let Some(to) = reject_to {
        apart(name, to)?;
    }
    let columns = Columns::of(&sheet, layout.fields, &call.texts("map"));
    let values = Values::of(
        layout.fields,
        &call.texts("map-value"),
        &call.texts("scale"),
        &call.texts("set"),
    )
    .and_then(|values| {
        let code = call.text("country");
        values
            .of_country(layout.fields, code)
            .and_then(|values| values.of_dates(layout.fields, call.text("dates")))
            .map_err(|problem| vec![problem])
    });
    let new_customers = new_customers(call);
    match (columns, values, new_customers) {
        (Ok(columns), Ok(values), Ok(new_customers)) => Ok(Order {
            kind,
            layout,
            sheet,
            columns,
            values,
            new_customers,
            source: call.text("source"),
            reject_to,
            update: call.has("update"),
            me,
            form: None,
        }),
        (columns, values, new_customers) => {
            let all = columns.err().into_iter().chain(values.err()).flatten();
            let all: Vec<_> = all.chain(new_customers.err()).collect();
            Err(all.into())
        }
    }
}

/// The kinds that `--new-customers` names.
fn new_customers(call: &Call<'_>) -> Result<Vec<CustomerKind>, Problem> {
    let mut kinds = Vec::new();
    for text in call.texts("new-customers") {
        for word in text.split([',', '，']).map(str::trim) {
            let choices = CustomerKind::CHOICES;
            let at = find_choice(word, choices).map_err(|fault| {
                Problem::from_fault(word, fault).about(Say::same("--new-customers"))
            })?;
            let kind = choices.get(at).map(|choice| choice.code);
            kinds.extend(kind.and_then(CustomerKind::from_code));
        }
    }
    Ok(kinds)
}

/// Goes through all rows under one transaction, which is kept unless it is
/// `dropped` or a bad row stops it.
fn pass(
    app: &mut App<'_>,
    call: &Call<'_>,
    out: &mut Out<'_>,
    order: &Order<'_>,
    dropped: bool,
) -> Result<Report, Failure> {
    let Order {
        kind,
        layout,
        sheet,
        columns,
        values,
        me,
        ..
    } = order;
    let playbook = app.policy.get()?;
    let data = app.store.path().to_owned();
    let places = Places::of(call.text("file").unwrap_or_default(), &data);
    let placing = Placing::new(data, dropped);
    let store = app.store.write()?;
    store.for_many()?;
    let mut writing = store.begin(kind.verb, Entry::Work, Some(*me), app.now)?;
    writing.searched_at_the_end()?;
    let refs = RowRefs::new(&writing, *me, kind, sheet, columns, values);
    let reading = playbook.reading(app.now, &refs);
    let reader = Reader {
        kind,
        layout,
        reading,
        refs: &refs,
        playbook,
        columns,
        values,
        new_customers: &order.new_customers,
        source: order.source,
        places: &places,
    };
    let mut writer = Writer::new(kind, layout, &writing, playbook, order.update, &placing);
    writer.form = order.form;
    let mut report = Report::new(kind, out.quiet, call.has("rows"), out.lang());
    let progress = out.progress(sheet.rows.len());
    let mut taker = Taker::new(reader, writer);
    taker.all(sheet, &mut report, &progress)?;
    report.made = taker.writer.made.take();
    report.bad.sort_by_key(|(at, _)| *at);
    drop(progress);
    let stops = !report.bad.is_empty() && order.reject_to.is_none();
    if dropped || stops {
        return Ok(report);
    }
    if let (Some(file), false) = (order.reject_to, report.bad.is_empty()) {
        tell::reject(Path::new(file), sheet, &report.bad, out.lang())?;
    }
    // Conflicts alone change nothing, and leave no entry behind.
    if writing.changed()? {
        writing.commit("", &report.line(false, None))?;
        placing.settle();
    }
    Ok(report)
}

/// Asks before rows are written, where somebody can answer.
fn go_ahead(app: &mut App<'_>, report: &Report) -> Result<(), Failure> {
    let rows = report.new + report.changed;
    if rows == 0 {
        return Ok(());
    }
    let (en, zh) = (report.kind.many.en, report.kind.many.zh);
    let question = say!("Write {rows} {en}?", "写入 {rows} 条{zh}？");
    let question = question.to(app.lang).to_owned();
    match app.confirm(&question, true)? {
        true => Ok(()),
        false => Err(stopped(std::io::ErrorKind::Interrupted.into())),
    }
}

/// The rejected rows must not replace the file that they come from.
fn apart(from: &str, to: &str) -> Result<(), Failure> {
    match (std::fs::canonicalize(from), std::fs::canonicalize(to)) {
        (Ok(from), Ok(to)) if from == to => Err(Problem::usage(say!(
            "is the file that is being imported",
            "正是要导入的文件"
        ))
        .about(Say::same("--reject-to"))
        .into()),
        _ => Ok(()),
    }
}
