//! The monthly report (RP-25, with the counts of RP-01): customers, follow-ups,
//! what was agreed, grades, tickets. It names no customer and no contact.

use super::compare::{
    Item, UNSTATED, count, in_months, in_terms, is_nothing, table, tallied, total,
};
use super::laid::{self, Laid};
use super::measures::MEASURES;
use super::spans::{self, About, Graph};
use super::{Month, Service, Term};
use crate::playbook::{Deals, Targets};
use crate::records::choices::{Content, GradeLetter, Kpi, Method, Purpose, Source};
use crate::say;
use crate::store::{Agreed, ContactFigures, Figures, Headline, NewCustomers, Tally};
use crate::value::{Book, Cell, Choice, ChoiceSet as _, Codes};
use crate::view::{Column, View};
use crate::words::{Say, Text, t};

/// What the report is about.
pub struct Head<'a> {
    pub month: Month,
    /// The colleague or team that it is about; everybody where there is none.
    pub who: Option<Say>,
    /// Which records alone, as the line named them.
    pub only: Option<String>,
    /// The name of the playbook.
    pub playbook: &'a str,
    /// Where the names of industries stand.
    pub codes: &'a Codes,
    /// The steps of a sale.
    pub deals: &'a Deals,
    pub targets: &'a Targets,
    /// Clocks, surveys and feedback of this month and the one before.
    pub service: [Service; 2],
    /// What the same month of the year before came to, where it is asked for.
    pub year: Option<Whole>,
}

/// What a term comes to as a whole.
pub type Whole = (Headline, Service);

/// The table that is always there.
const HEADLINE: &str = "headline";

const OVERVIEW: Text = t("Overview", "概览");
const CUSTOMERS: Text = t("New customers", "新增客户");
const CONTACT: Text = t("Follow-ups", "客户跟进");
const AGREED: Text = t("What was agreed", "约定事项");
const GRADES: Text = t("Grades", "客户分级");
const SELLING: Text = t("Deals", "商机");
const PAYING: Text = t("Contracts and payments", "合同与回款");
const TICKETS: Text = t("Tickets", "售后工单");
const LISTENING: Text = t("Satisfaction and feedback", "满意度与反馈");

/// The tables of the report: this month, the one before, the difference.
pub fn monthly(head: &Head<'_>, this: &Figures, before: &Figures) -> Vec<View<'static>> {
    let overview = [about(head), headline(head, this, before)];
    let customers = new_customers(head, &this.new_customers, &before.new_customers);
    let contact = contact(&this.contact, &before.contact);
    let agreed = super::agreed::tables(this, before);
    let grades = super::grades::tables(&this.grade_moves, &before.grade_moves);
    let selling = super::selling::tables(head.deals, &this.selling, &before.selling);
    let paying = super::paying::tables(&this.paying, &before.paying);
    let tickets = super::tickets::tables(&this.tickets, &before.tickets);
    let mut views = Vec::new();
    views.extend(overview.map(|view| view.within(OVERVIEW)));
    views.extend(customers.map(|view| view.within(CUSTOMERS)));
    views.extend(contact.map(|view| view.within(CONTACT)));
    views.extend(agreed.map(|view| view.within(AGREED)));
    views.extend(grades.map(|view| view.within(GRADES)));
    views.extend(selling.map(|view| view.within(SELLING)));
    views.extend(paying.map(|view| view.within(PAYING)));
    views.extend(tickets.map(|view| view.within(TICKETS)));
    let [now, then] = &head.service;
    views.push(super::service::clocks(now, then).within(TICKETS));
    views.extend(super::service::listening(now, then).map(|view| view.within(LISTENING)));
    views
}

/// The same of any term: its figures beside those of the term before and of the same term
/// of the year before, where there is another.
pub fn summary(
    head: &Head<'_>,
    about: &About<'_>,
    (this, before): (&Figures, &Figures),
) -> Vec<View<'static>> {
    let tables = monthly(head, this, before).into_iter();
    let mut views = vec![spans::head(SUMMARY, about), glance(head, this, before)];
    views.extend(tables.skip(2).map(in_terms));
    views
}

/// What the report of any term is called.
pub const SUMMARY: Text = t("Summary", "综合报告");

/// What is drawn where several terms are laid beside one another.
pub const SUMMARY_GRAPHS: &[Graph] = &[
    &["new_customers"],
    &["followups", "customers_touched"],
    &["actions_kept_share", "promises_kept_share"],
    &["deals_amount", "payments_received"],
    &["tickets_opened", "tickets_closed"],
    &["response_kept_share", "solution_kept_share"],
    &["satisfaction_mean"],
];

/// The figures at the head of a month, or of any other term, read off each of these.
pub fn at_a_glance(each: &[(&Headline, &Service)]) -> Vec<Laid> {
    let measures = MEASURES.iter().filter(|measure| measure.at_a_glance);
    let measures = measures.map(|it| Laid {
        code: it.code,
        label: it.label,
        kpi: Kpi::from_code(it.code),
        figures: each.iter().map(|(head, _)| (it.of)(head)).collect(),
    });
    let service = super::service::LINES.iter().map(|line| Laid {
        kpi: Kpi::from_code(line.code),
        ..line.laid(each.iter().map(|(_, service)| *service))
    });
    measures.chain(service).collect()
}

/// The same beside one another.
fn glance(head: &Head<'_>, this: &Figures, before: &Figures) -> View<'static> {
    let [now, then] = &head.service;
    let year = head.year.as_ref().map(|(head, service)| (head, service));
    let each: Vec<(&Headline, &Service)> = [(&this.headline, now), (&before.headline, then)]
        .into_iter()
        .chain(year)
        .collect();
    let laid = at_a_glance(&each).into_iter();
    laid::laid_beside(laid, each.len(), Some(head.targets))
}

/// The tables as people want them: those with nothing in either month become
/// one line, which comes second; `spans` says of which two terms.
pub fn collapsed(views: Vec<View<'static>>, spans: Text) -> (Vec<View<'static>>, Option<Say>) {
    let (empty, kept): (Vec<_>, Vec<_>) = views
        .into_iter()
        .partition(|view| view.key != HEADLINE && is_nothing(view));
    let titles: Vec<&Say> = empty.iter().map(|view| &view.title).collect();
    let en: Vec<_> = titles.iter().map(|title| title.en.as_ref()).collect();
    let zh: Vec<_> = titles.iter().map(|title| title.zh.as_ref()).collect();
    let (en, zh) = (en.join("; "), zh.join("；"));
    let (spans_en, spans_zh) = (spans.en, spans.zh);
    let line = say!("Nothing {spans_en}: {en}", "{spans_zh}均无：{zh}");
    (kept, (!empty.is_empty()).then_some(line))
}

/// The two months of the report.
pub const MONTHS: Text = t("this month and the month before", "本月与上月");

/// Whether nothing at all happened in the period.
pub fn is_empty(head: &Head<'_>, figures: &Figures) -> bool {
    let promised = &figures.promised;
    let due = [
        &figures.actions,
        &figures.next_contacts,
        &promised.by_us,
        &promised.by_them,
    ];
    [
        figures.new_customers.total,
        figures.contact.total(),
        due.map(Agreed::total).iter().sum(),
        figures.grade_moves.total(),
        figures.tickets.opened,
        figures.tickets.closed,
        figures.selling.opened,
        figures.selling.won,
        figures.selling.lost,
        figures.paying.signed,
        figures.paying.payments,
    ]
    .iter()
    .all(|n| *n == 0)
        && head.service.first().is_none_or(Service::is_empty)
}

fn about(head: &Head<'_>) -> View<'static> {
    let Say {
        en: month_en,
        zh: month_zh,
    } = head.month.name();
    let Say {
        en: who_en,
        zh: who_zh,
    } = spans::who(head.who.as_ref());
    let title = say!(
        "Monthly report, {month_en}: {who_en}",
        "{month_zh}工作月报：{who_zh}"
    );
    let line = |text: &str| Cell::Line(text.to_owned());
    let columns = vec![
        Column::new("month", t("Month", "月份")),
        Column::new("compared_with", t("Compared with", "对比月份")),
        Column::new("year_before", t("Year before", "去年同期")),
        Column::new("rep", t("Rep", "人员")),
        Column::new("only", t("Only", "范围")),
        Column::new("playbook", t("Playbook", "规则手册")),
    ];
    let row = vec![
        Cell::Line(head.month.code()),
        Cell::Line(head.month.before().code()),
        Cell::Line(Term::from(head.month).year_before().code()),
        spans::named_who(head.who.as_ref()),
        head.only.as_deref().map_or(Cell::Empty, line),
        line(head.playbook),
    ];
    View::sheet(title, columns, row).key("report")
}

/// The figures at the head, with the columns of a month.
fn headline(head: &Head<'_>, this: &Figures, before: &Figures) -> View<'static> {
    in_months(glance(head, this, before))
}

/// Those without a grade.
pub const UNGRADED: Choice = Choice {
    code: "ungraded",
    label: t("(no grade yet)", "（未分级）"),
    aliases: &[],
};

fn new_customers(
    head: &Head<'_>,
    this: &NewCustomers,
    before: &NewCustomers,
) -> [View<'static>; 3] {
    let industries = head.codes.book(Book::Industry).iter();
    let industries: Vec<Choice> = industries.map(|entry| entry.choice()).collect();
    let by = |key,
              [title, what]: [Text; 2],
              choices: &[Choice],
              none,
              of: fn(&NewCustomers) -> &Tally| {
        let mut items = tallied(choices, none, of(this), of(before));
        items.push(total(this.total, before.total));
        table(key, title, what, &[], items)
    };
    let source = [
        t("New customers by source", "新增客户：来源渠道"),
        t("Source", "来源渠道"),
    ];
    let grade = [
        t(
            "New customers by grade at the end",
            "新增客户：期末客户级别",
        ),
        t("Grade", "客户级别"),
    ];
    let industry = [
        t("New customers by industry", "新增客户：所属行业"),
        t("Industry", "所属行业"),
    ];
    [
        by(
            "new_customers_by_source",
            source,
            Source::CHOICES,
            UNSTATED,
            |new| &new.by_source,
        ),
        by(
            "new_customers_by_grade",
            grade,
            GradeLetter::CHOICES,
            UNGRADED,
            |new| &new.by_grade,
        ),
        by(
            "new_customers_by_industry",
            industry,
            &industries,
            UNSTATED,
            |new| &new.by_industry,
        ),
    ]
}

fn contact(this: &ContactFigures, before: &ContactFigures) -> [View<'static>; 4] {
    let customers = [
        count(
            "touched",
            t("Contacted", "已联系"),
            this.touched,
            before.touched,
        )
        .always(),
        count(
            "untouched",
            t("Not contacted", "未联系"),
            this.untouched,
            before.untouched,
        )
        .always(),
    ];
    let purposes = tallied(
        Purpose::CHOICES,
        UNSTATED,
        &this.by_purpose,
        &before.by_purpose,
    );
    let contents = tallied(
        Content::CHOICES,
        UNSTATED,
        &this.by_content,
        &before.by_content,
    );
    [
        by_method(this, before),
        table(
            "followups_by_purpose",
            t(
                "Follow-ups by purpose (one may serve several)",
                "跟进：目的（一次可有多个）",
            ),
            t("Purpose", "目的"),
            &[],
            purposes,
        ),
        table(
            "followups_by_content",
            t(
                "Follow-ups by content (one may be about several)",
                "跟进：沟通内容（一次可有多类）",
            ),
            t("Content", "沟通内容"),
            &[],
            contents,
        ),
        table(
            "customers_contacted",
            t("Customers contacted", "客户联系情况"),
            t("Customers", "客户"),
            &[],
            customers,
        ),
    ]
}

fn by_method(this: &ContactFigures, before: &ContactFigures) -> View<'static> {
    let of = |figures: &ContactFigures, code: &str| {
        let found = figures.by_method.iter().find(|by| by.method == code);
        found.map_or((0, 0), |by| (by.total, by.reached))
    };
    let mut items: Vec<Item> = Method::CHOICES
        .iter()
        .map(|method| {
            let (now, then) = (of(this, method.code), of(before, method.code));
            count(method.code, method.label, now.0, then.0).and(now.1, then.1)
        })
        .collect();
    items.push(total(this.total(), before.total()).and(this.reached(), before.reached()));
    table(
        "followups_by_method",
        t("Follow-ups by method", "跟进：方式"),
        t("Method", "跟进方式"),
        &[
            Column::new("reached", t("Reached", "联系上")),
            Column::new("reached_before", t("Reached before", "上期联系上")),
        ],
        items,
    )
}
