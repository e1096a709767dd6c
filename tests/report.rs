//! The monthly report over a small file: what counts, to which month, and how
//! it reads.

use std::collections::BTreeSet;
use std::path::Path;

use kehu::problem::Exit;
use kehu::records::choices::{
    Cause, CustomerKind, Direction, Method, Priority, Purpose, Role, Source, TicketStatus,
    TicketType,
};
use kehu::records::{Action, Customer, Followup, Record, Staff, Ticket};
use kehu::store::{Kind, NumberIs, Place, Shelf, Writing};
use kehu::value::{
    ChoiceSet as _, Deadline, Found, Industry, Moment, Noun, Ref, Stored, Value, YesNo,
};
use kehu::words::Lang;
use tempfile::TempDir;

use crate::session;

/// A moment of 2026 by the clock in Shanghai: `03-05 14:00`.
fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    Moment::parse_rfc3339(&format!("2026-{day}T{time}:00+08:00")).unwrap()
}

fn said<T: Value>(text: &str) -> T {
    T::load(Found::Text(text)).unwrap()
}

/// A form of which nothing is known but these fields.
fn form<F: Record>(known: &[(&str, Stored)]) -> F {
    let mut fields = F::FIELDS.iter();
    F::load(&mut || {
        let key = fields.next().unwrap().key;
        match known
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
        {
            Some(Stored::Text(text)) => Found::Text(text),
            Some(Stored::Int(number)) => Found::Int(*number),
            Some(Stored::Null) | None => Found::Null,
        }
    })
    .unwrap()
}

fn text(text: &str) -> Stored {
    Stored::Text(text.to_owned())
}

/// Writes a file, one record after the other.
struct Scribe<'w> {
    writing: Writing<'w>,
    made: std::cell::Cell<u32>,
    /// Who handles the tickets.
    me: i64,
}

impl Scribe<'_> {
    fn add<F: Record>(&self, record: &F, since: Moment, extra: &[(&'static str, Stored)]) -> i64 {
        self.made.set(self.made.get() + 1);
        let place = Place {
            number: NumberIs::Given(format!("T{:03}", self.made.get())),
            extra: extra.to_vec(),
            since,
            to_confirm: &BTreeSet::new(),
        };
        self.writing.insert(record, &place).unwrap().0
    }

    fn staff(&self, name: &str) -> i64 {
        let staff: Staff = form(&[("name", text(name)), ("role", text(Role::SalesRep.code()))]);
        self.add(&staff, self.writing.now, &[])
    }

    fn customer(&self, name: &str, acquired: &str, source: Option<Source>, owner: i64) -> i64 {
        let acquired = at(acquired);
        let mut customer: Customer = form(&[
            ("kind", text(CustomerKind::Enterprise.code())),
            ("name", text(name)),
        ]);
        customer.source = source;
        customer.acquired = Some(acquired);
        customer.industry = Some(Industry("I".to_owned()));
        customer.owner = Some(Ref::new(owner));
        self.add(&customer, acquired, &[])
    }

    fn grade(&self, customer: i64, grade: &str, since: &str) {
        self.writing
            .set_column(Noun::Customer, customer, "grade", &text(grade), at(since))
            .unwrap();
    }

    fn followup(&self, customer: i64, owner: i64, method: Method, when: &str) -> Followup {
        let mut followup: Followup = form(&[
            ("customer", Stored::Int(customer)),
            ("said", text("报价已发")),
            ("method", text(method.code())),
            ("at", text(&at(when).stored())),
            ("direction", text(Direction::Out.code())),
            ("reached", text("yes")),
        ]);
        followup.owner = Some(Ref::new(owner));
        followup
    }

    fn contacted(&self, customer: i64, owner: i64, method: Method, when: &str) {
        let followup = self.followup(customer, owner, method, when);
        self.add(&followup, at(when), &[]);
    }

    fn agreed_next(&self, customer: i64, owner: i64, when: &str, next: &str) {
        let mut followup = self.followup(customer, owner, Method::Phone, when);
        followup.next_at = Some(Deadline(at(next)));
        self.add(&followup, at(when), &[]);
    }

    fn action(&self, customer: i64, owner: i64, due: &str, done: Option<&str>) -> i64 {
        let mut action: Action = form(&[
            ("customer", Stored::Int(customer)),
            ("what", text("补充报价")),
            ("due", text(&at(due).stored())),
        ]);
        action.owner = Some(Ref::new(owner));
        let id = self.add(&action, at(due), &[]);
        if let Some(done) = done {
            self.writing.done(Noun::Action, id, at(done)).unwrap();
        }
        id
    }

    /// A ticket and, by column, when what happened to it.
    fn ticket(
        &self,
        customer: i64,
        what: (TicketType, Priority),
        accepted: &str,
        times: &[(&'static str, &str)],
    ) -> i64 {
        let mut ticket: Ticket = form(&[
            ("customer", Stored::Int(customer)),
            ("type", text(what.0.code())),
            ("symptom", text("设备开机后无显示")),
            ("priority", text(what.1.code())),
            ("at", text(&at(accepted).stored())),
        ]);
        ticket.assignee = Some(Ref::new(self.me));
        let status = [("status", text(TicketStatus::Accepted.code()))];
        let id = self.add(&ticket, at(accepted), &status);
        for (column, when) in times {
            self.writing
                .ticket_time(id, column, Some(at(when)))
                .unwrap();
        }
        id
    }
}

/// A file that only 李雷 uses so far.
fn empty(folder: &Path) {
    write(folder, |_, _| {});
}

fn write(folder: &Path, fill: impl FnOnce(&Scribe<'_>, i64)) {
    let mut shelf = Shelf::new(folder.join("kehu.db"), 1, "test".to_owned());
    let store = shelf.write().unwrap();
    let writing = store
        .begin("test", Kind::Work, None, at("04-10 09:00"))
        .unwrap();
    let mut scribe = Scribe {
        writing,
        made: std::cell::Cell::new(0),
        me: 0,
    };
    let me = scribe.staff("李雷");
    scribe.me = me;
    scribe.writing.set_meta("me", &me.to_string()).unwrap();
    fill(&scribe, me);
    scribe
        .writing
        .commit("", &kehu::say!("test", "测试"))
        .unwrap();
}

/// Two months of two reps.
fn small(folder: &Path) {
    write(folder, |file, me| {
        let other = file.staff("韩梅梅");
        customers_and_contact(file, me, other);
        tickets(file, me);
    });
}

fn customers_and_contact(file: &Scribe<'_>, me: i64, other: i64) {
    let old = file.customer(
        "杭州云帆科技有限公司",
        "02-10 10:00",
        Some(Source::ColdCall),
        me,
    );
    let new = file.customer(
        "宁波海曙机械厂",
        "03-02 09:00",
        Some(Source::Exhibition),
        me,
    );
    let third = file.customer("上海静安贸易行", "03-20 09:00", None, other);
    // The last minute of March in Shanghai, and the first of April.
    file.customer("苏州拙政软件", "03-31 23:59", Some(Source::Exhibition), me);
    let april = file.customer("无锡太湖纺织", "04-01 00:00", Some(Source::Partner), me);
    let gone = file.customer("南京钟山药业", "03-03 09:00", Some(Source::Partner), me);
    file.grade(old, "B", "02-20 10:00");
    file.grade(old, "A", "03-10 10:00");
    file.grade(new, "C", "03-12 10:00");
    // After the month's end: March's report still says C.
    file.grade(new, "A", "04-05 10:00");
    file.writing.remove(Noun::Customer, gone).unwrap();

    file.contacted(old, me, Method::Phone, "02-11 10:00");
    file.agreed_next(old, me, "03-05 14:00", "03-09 18:00");
    // Late in the evening of the day agreed: kept.
    file.contacted(old, me, Method::Visit, "03-09 21:00");
    file.agreed_next(new, me, "03-10 10:00", "03-16 18:00");
    let mut missed = file.followup(new, me, Method::Phone, "03-16 15:00");
    missed.reached = YesNo::No;
    missed.purpose = vec![Purpose::Regular, Purpose::Care];
    file.add(&missed, at("03-16 15:00"), &[]);
    // No contact: only material was pushed.
    file.contacted(third, other, Method::MaterialPush, "03-21 10:00");
    // 17:00 UTC on the 31st of March is the 1st of April in Shanghai.
    let boundary = Moment::parse_rfc3339("2026-03-31T17:00:00Z").unwrap();
    let mut first = file.followup(april, me, Method::Wechat, "04-01 01:00");
    assert_eq!(first.at, boundary);
    first.purpose = said::<Vec<Purpose>>("first-contact");
    file.add(&first, boundary, &[]);

    file.action(old, me, "03-12 18:00", Some("03-12 17:00"));
    file.action(old, me, "03-13 18:00", Some("03-14 09:00"));
    file.action(new, me, "03-20 18:00", None);
    file.action(new, me, "04-20 18:00", None);
    let called_off = file.action(new, me, "03-25 18:00", None);
    file.writing
        .cancel(Noun::Action, called_off, at("03-22 09:00"), None)
        .unwrap();
}

fn tickets(file: &Scribe<'_>, me: i64) {
    use Priority::{Important, Normal, Urgent};
    use TicketType::{ProductFault, UsageInquiry};
    let customer = file.customer("绍兴鉴湖酒业", "01-05 09:00", None, me);
    let closed = file.ticket(
        customer,
        (ProductFault, Urgent),
        "03-15 09:30",
        &[
            ("responded_at", "03-15 09:50"),
            ("answered_at", "03-15 11:30"),
            ("solved_at", "03-15 13:00"),
            ("closed_at", "03-18 10:00"),
        ],
    );
    let cause = text(Cause::HardwareFault.code());
    file.writing
        .set_column(Noun::Ticket, closed, "cause", &cause, at("03-15 13:00"))
        .unwrap();
    let waiting = file.ticket(
        customer,
        (UsageInquiry, Normal),
        "03-20 09:00",
        &[("responded_at", "03-20 10:20")],
    );
    for (status, since) in [
        (TicketStatus::Waiting, "03-21 09:00"),
        (TicketStatus::InProgress, "04-02 09:00"),
    ] {
        file.writing
            .ticket_status(waiting, status, at(since))
            .unwrap();
    }
    // Answered before it was accepted: counted, and left out of the means.
    file.ticket(
        customer,
        (ProductFault, Important),
        "03-25 09:00",
        &[("responded_at", "03-24 09:00")],
    );
    file.ticket(
        customer,
        (UsageInquiry, Normal),
        "02-03 09:00",
        &[("closed_at", "04-03 09:00")],
    );
}

/// What a command says, and how it ends.
fn kehu(folder: &Path, lang: Lang, args: &[&str]) -> (Exit, String, String) {
    let world = session::world(&folder.join("kehu.db"), at("04-10 09:00"), lang);
    session::run(world, &[&["report", "monthly"], args].concat())
}

fn report(folder: &Path, lang: Lang, args: &[&str]) -> String {
    let (exit, out, err) = kehu(folder, lang, args);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    out
}

#[test]
fn a_month_as_a_person_reads_it_in_chinese() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let march = report(folder.path(), Lang::Zh, &["--month", "2026-03"]);
    insta::assert_snapshot!(march, @r#"
    2026年3月工作月报：全体人员（规则手册 standard）
    月份      2026-03
    对比月份  2026-02
    规则手册  standard

    概览
    指标                   当月    上月  增减
    新增客户                  3       1     2
    跟进次数                  5       1     4
    联系到的客户              2       1     1
    约定事项按时完成率    33.3%  无数据
    受理工单                  3       1     2
    关闭工单                  1       0     1
    月末未关闭工单            3       1     2
    平均首次响应时长    50 分钟  无数据

    新增客户：来源渠道
    来源渠道    当月  上月  增减
    展会           2     0     2
    电话陌拜       0     1    -1
    （未填写）     1     0     1
    合计           3     1     2

    新增客户：月末客户级别
    客户级别    当月  上月  增减
    B级            0     1    -1
    C级            1     0     1
    （未分级）     2     0     2
    合计           3     1     2

    新增客户：所属行业
    所属行业                        当月  上月  增减
    信息传输、软件和信息技术服务业     3     1     2
    合计                               3     1     2

    跟进：方式
    跟进方式  当月  上月  增减  联系上  上月联系上
    电话         3     1     2       2           1
    拜访         1     0     1       1           0
    资料推送     1     0     1       1           0
    合计         5     1     4       4           1

    跟进：目的（一次可有多个）
    目的        当月  上月  增减
    常规跟进       1     0     1
    关怀           1     0     1
    （未填写）     4     1     3

    客户联系情况
    客户    当月  上月  增减
    已联系     2     1     1
    未联系     3     1     2

    到期的约定事项
    结果         当月    上月  增减
    按时完成        1       0     1
    逾期完成        1       0     1
    逾期未做        1       0     1
    合计            3       0     3
    按时完成率  33.3%  无数据

    到期的约定联系
    结果        当月    上月  增减
    按时完成       1       0     1
    逾期未做       1       0     1
    合计           2       0     2
    按时完成率   50%  无数据

    客户级别变动
    变动      当月  上月  增减
    首次定级     1     1     0
    升级         1     0     1
    合计         2     1     1

    受理工单：问题类型
    问题类型  当月  上月  增减
    产品故障     2     0     2
    使用咨询     1     1     0
    合计         3     1     2

    受理工单：优先级
    优先级  当月  上月  增减
    紧急       1     0     1
    重要       1     0     1
    一般       1     1     0
    合计       3     1     2

    受理工单：原因
    原因        当月  上月  增减
    硬件故障       1     0     1
    （未填写）     2     1     1
    合计           3     1     2

    月末未关闭工单：状态
    状态    当月  上月  增减
    已受理     2     1     1
    待客户     1     0     1
    合计       3     1     2

    受理工单：自受理起的时长
    指标                        当月    上月  增减
    已响应工单                     2       0     2
    已给方案工单                   1       0     1
    已解决工单                     1       0     1
    时间矛盾，未计入               1       0     1
    首次响应，平均           50 分钟  无数据
    首次响应，中位数         50 分钟  无数据
    给出方案，平均            2 小时  无数据
    给出方案，中位数          2 小时  无数据
    解决，平均        3 小时 30 分钟  无数据
    解决，中位数      3 小时 30 分钟  无数据
    "#);
    // The month before today's is the same month, and the bytes are the same.
    assert_eq!(report(folder.path(), Lang::Zh, &[]), march);
}

#[test]
fn a_month_of_one_rep_for_a_document() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let mine = report(folder.path(), Lang::En, &["--rep", "me", "-o", "md"]);
    insta::assert_snapshot!(mine, @r#"
    ## Monthly report, March 2026: 李雷 (playbook standard)

    | Item | Content |
    | --- | --- |
    | Month | 2026-03 |
    | Compared with | 2026-02 |
    | Rep | 李雷 |
    | Playbook | standard |

    ## At a glance

    | Figure | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | New customers | 2 | 1 | 1 |
    | Follow-ups | 4 | 1 | 3 |
    | Customers contacted | 2 | 1 | 1 |
    | Actions kept | 33.3% | no data |  |
    | Tickets accepted | 3 | 1 | 2 |
    | Tickets closed | 1 | 0 | 1 |
    | Tickets open at the end | 3 | 1 | 2 |
    | Mean first response | 50 min | no data |  |

    ## New customers by source

    | Source | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Exhibition | 2 | 0 | 2 |
    | Cold call | 0 | 1 | -1 |
    | Total | 2 | 1 | 1 |

    ## New customers by grade at the end of the month

    | Grade | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | B | 0 | 1 | -1 |
    | C | 1 | 0 | 1 |
    | (no grade yet) | 1 | 0 | 1 |
    | Total | 2 | 1 | 1 |

    ## New customers by industry

    | Industry | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Information transmission, software and IT services | 2 | 1 | 1 |
    | Total | 2 | 1 | 1 |

    ## Follow-ups by method

    | Method | Month | Month before | Difference | Reached | Reached before |
    | --- | --: | --: | --: | --: | --: |
    | Phone | 3 | 1 | 2 | 2 | 1 |
    | Visit | 1 | 0 | 1 | 1 | 0 |
    | Total | 4 | 1 | 3 | 3 | 1 |

    ## Follow-ups by purpose (one may serve several)

    | Purpose | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Regular | 1 | 0 | 1 |
    | Care | 1 | 0 | 1 |
    | (not stated) | 3 | 1 | 2 |

    ## Customers contacted

    | Customers | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Contacted | 2 | 1 | 1 |
    | Not contacted | 2 | 1 | 1 |

    ## Agreed actions due

    | Outcome | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Kept | 1 | 0 | 1 |
    | Late | 1 | 0 | 1 |
    | Missed | 1 | 0 | 1 |
    | Total | 3 | 0 | 3 |
    | Share kept | 33.3% | no data |  |

    ## Agreed next contacts due

    | Outcome | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Kept | 1 | 0 | 1 |
    | Missed | 1 | 0 | 1 |
    | Total | 2 | 0 | 2 |
    | Share kept | 50% | no data |  |

    ## Grades approved

    | Move | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Graded for the first time | 1 | 1 | 0 |
    | Moved up | 1 | 0 | 1 |
    | Total | 2 | 1 | 1 |

    ## Tickets accepted, by type

    | Type | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Product fault | 2 | 0 | 2 |
    | Usage inquiry | 1 | 1 | 0 |
    | Total | 3 | 1 | 2 |

    ## Tickets accepted, by priority

    | Priority | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Urgent | 1 | 0 | 1 |
    | Important | 1 | 0 | 1 |
    | Normal | 1 | 1 | 0 |
    | Total | 3 | 1 | 2 |

    ## Tickets accepted, by cause

    | Cause | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Hardware fault | 1 | 0 | 1 |
    | (not stated) | 2 | 1 | 1 |
    | Total | 3 | 1 | 2 |

    ## Tickets open at the end of the month, by status

    | Status | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Accepted | 2 | 1 | 1 |
    | Waiting for customer | 1 | 0 | 1 |
    | Total | 3 | 1 | 2 |

    ## Tickets accepted: time since acceptance

    | Figure | Month | Month before | Difference |
    | --- | --: | --: | --: |
    | Tickets with a response | 2 | 0 | 2 |
    | Tickets with a solution | 1 | 0 | 1 |
    | Tickets solved | 1 | 0 | 1 |
    | Left out, times contradict | 1 | 0 | 1 |
    | First response, mean | 50 min | no data |  |
    | First response, median | 50 min | no data |  |
    | Solution given, mean | 2 h | no data |  |
    | Solution given, median | 2 h | no data |  |
    | Solved, mean | 3 h 30 min | no data |  |
    | Solved, median | 3 h 30 min | no data |  |
    "#);
}

#[test]
fn a_month_for_a_program() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let json = report(folder.path(), Lang::Zh, &["--month", "上月", "-o", "json"]);
    insta::assert_snapshot!(json, @r#"
    {
      "report": {
        "month": "2026-03",
        "compared_with": "2026-02",
        "rep": null,
        "playbook": "standard"
      },
      "headline": [
        {
          "item": "new_customers",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        },
        {
          "item": "followups",
          "this_month": 5,
          "month_before": 1,
          "difference": 4
        },
        {
          "item": "customers_touched",
          "this_month": 2,
          "month_before": 1,
          "difference": 1
        },
        {
          "item": "actions_kept_share",
          "this_month": 0.3333,
          "month_before": null,
          "difference": null
        },
        {
          "item": "tickets_opened",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        },
        {
          "item": "tickets_closed",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "tickets_open",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        },
        {
          "item": "first_response_mean_minutes",
          "this_month": 50,
          "month_before": null,
          "difference": null
        }
      ],
      "new_customers_by_source": [
        {
          "item": "exhibition",
          "this_month": 2,
          "month_before": 0,
          "difference": 2
        },
        {
          "item": "cold-call",
          "this_month": 0,
          "month_before": 1,
          "difference": -1
        },
        {
          "item": "unstated",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "total",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        }
      ],
      "new_customers_by_grade": [
        {
          "item": "B",
          "this_month": 0,
          "month_before": 1,
          "difference": -1
        },
        {
          "item": "C",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "ungraded",
          "this_month": 2,
          "month_before": 0,
          "difference": 2
        },
        {
          "item": "total",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        }
      ],
      "new_customers_by_industry": [
        {
          "item": "I",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        },
        {
          "item": "total",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        }
      ],
      "followups_by_method": [
        {
          "item": "phone",
          "this_month": 3,
          "month_before": 1,
          "difference": 2,
          "reached": 2,
          "reached_before": 1
        },
        {
          "item": "visit",
          "this_month": 1,
          "month_before": 0,
          "difference": 1,
          "reached": 1,
          "reached_before": 0
        },
        {
          "item": "material-push",
          "this_month": 1,
          "month_before": 0,
          "difference": 1,
          "reached": 1,
          "reached_before": 0
        },
        {
          "item": "total",
          "this_month": 5,
          "month_before": 1,
          "difference": 4,
          "reached": 4,
          "reached_before": 1
        }
      ],
      "followups_by_purpose": [
        {
          "item": "regular",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "care",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "unstated",
          "this_month": 4,
          "month_before": 1,
          "difference": 3
        }
      ],
      "customers_contacted": [
        {
          "item": "touched",
          "this_month": 2,
          "month_before": 1,
          "difference": 1
        },
        {
          "item": "untouched",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        }
      ],
      "actions": [
        {
          "item": "kept",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "late",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "missed",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "total",
          "this_month": 3,
          "month_before": 0,
          "difference": 3
        },
        {
          "item": "kept_share",
          "this_month": 0.3333,
          "month_before": null,
          "difference": null
        }
      ],
      "next_contacts": [
        {
          "item": "kept",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "missed",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "total",
          "this_month": 2,
          "month_before": 0,
          "difference": 2
        },
        {
          "item": "kept_share",
          "this_month": 0.5,
          "month_before": null,
          "difference": null
        }
      ],
      "grade_moves": [
        {
          "item": "first",
          "this_month": 1,
          "month_before": 1,
          "difference": 0
        },
        {
          "item": "up",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "total",
          "this_month": 2,
          "month_before": 1,
          "difference": 1
        }
      ],
      "tickets_by_type": [
        {
          "item": "product-fault",
          "this_month": 2,
          "month_before": 0,
          "difference": 2
        },
        {
          "item": "usage-inquiry",
          "this_month": 1,
          "month_before": 1,
          "difference": 0
        },
        {
          "item": "total",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        }
      ],
      "tickets_by_priority": [
        {
          "item": "urgent",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "important",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "normal",
          "this_month": 1,
          "month_before": 1,
          "difference": 0
        },
        {
          "item": "total",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        }
      ],
      "tickets_by_cause": [
        {
          "item": "hardware-fault",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "unstated",
          "this_month": 2,
          "month_before": 1,
          "difference": 1
        },
        {
          "item": "total",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        }
      ],
      "tickets_open_by_status": [
        {
          "item": "accepted",
          "this_month": 2,
          "month_before": 1,
          "difference": 1
        },
        {
          "item": "waiting-customer",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "total",
          "this_month": 3,
          "month_before": 1,
          "difference": 2
        }
      ],
      "ticket_times": [
        {
          "item": "responded",
          "this_month": 2,
          "month_before": 0,
          "difference": 2
        },
        {
          "item": "answered",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "solved",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "contradictory",
          "this_month": 1,
          "month_before": 0,
          "difference": 1
        },
        {
          "item": "response_mean_minutes",
          "this_month": 50,
          "month_before": null,
          "difference": null
        },
        {
          "item": "response_median_minutes",
          "this_month": 50,
          "month_before": null,
          "difference": null
        },
        {
          "item": "solution_mean_minutes",
          "this_month": 120,
          "month_before": null,
          "difference": null
        },
        {
          "item": "solution_median_minutes",
          "this_month": 120,
          "month_before": null,
          "difference": null
        },
        {
          "item": "resolution_mean_minutes",
          "this_month": 210,
          "month_before": null,
          "difference": null
        },
        {
          "item": "resolution_median_minutes",
          "this_month": 210,
          "month_before": null,
          "difference": null
        }
      ]
    }
    "#);
}

#[test]
fn the_first_of_april_in_shanghai_is_april() {
    let folder = TempDir::new().unwrap();
    small(folder.path());
    let json = report(folder.path(), Lang::En, &["--month", "this", "-o", "json"]);
    let april: serde_json::Value = serde_json::from_str(&json).unwrap();
    let this = |key: &str, item: &str| {
        april[key]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["item"] == item)
            .map(|row| row["this_month"].clone())
    };
    assert_eq!(this("followups_by_method", "wechat"), Some(1.into()));
    assert_eq!(
        this("followups_by_purpose", "first-contact"),
        Some(1.into())
    );
    assert_eq!(this("headline", "new_customers"), Some(1.into()));
    // Due on the 20th: neither kept nor missed on the 10th, so no share.
    assert_eq!(this("actions", "open"), Some(1.into()));
    assert_eq!(
        this("headline", "actions_kept_share"),
        Some(serde_json::Value::Null)
    );
    assert_eq!(this("grade_moves", "up"), Some(1.into()));
}

#[test]
fn an_empty_month_has_a_report() {
    let folder = TempDir::new().unwrap();
    empty(folder.path());
    let said = report(folder.path(), Lang::En, &["--month", "2020-01"]);
    insta::assert_snapshot!(said, @r#"
    Monthly report, January 2020: everybody (playbook standard)
    Month          2020-01
    Compared with  2019-12
    Playbook       standard

    At a glance
    Figure                     Month  Month before  Difference
    New customers                  0             0           0
    Follow-ups                     0             0           0
    Customers contacted            0             0           0
    Actions kept             no data       no data
    Tickets accepted               0             0           0
    Tickets closed                 0             0           0
    Tickets open at the end        0             0           0
    Mean first response      no data       no data

    Nothing this month and the month before: New customers by source; New customers by grade at the end of the month; New customers by industry; Follow-ups by method; Follow-ups by purpose (one may serve several); Customers contacted; Agreed actions due; Agreed next contacts due; Grades approved; Tickets accepted, by type; Tickets accepted, by priority; Tickets accepted, by cause; Tickets open at the end of the month, by status; Tickets accepted: time since acceptance
    "#);
}

#[test]
fn a_wrong_month_or_rep_says_what_to_type() {
    let folder = TempDir::new().unwrap();
    let (exit, _, err) = kehu(folder.path(), Lang::Zh, &[]);
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("kehu init"), "{err}");
    empty(folder.path());
    for (args, exit) in [
        (["--month", "2026-05"], Exit::Usage),
        (["--month", "三月"], Exit::Usage),
        (["--rep", "王工"], Exit::NoSuchRecord),
    ] {
        let (ended, out, err) = kehu(folder.path(), Lang::Zh, &args);
        assert_eq!((ended, out.as_str()), (exit, ""), "{args:?}");
        assert!(err.starts_with("错误："), "{err}");
    }
}
