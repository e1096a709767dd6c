//! Sessions as a rep has them, each a story: what is typed, and what is read.

mod agenda;
mod attach;
mod audit;
mod badbooks;
mod calendar;
mod care;
mod contact;
mod contract;
mod customer;
mod day;
mod deal;
mod delivery;
mod desk;
mod draft;
mod drawings;
mod export;
mod feedback;
mod figures;
mod find;
mod forms;
mod grade;
mod handover;
mod hurry;
mod import;
mod import_all;
mod import_kept;
mod improvement;
mod knowledge;
mod kpi;
mod language;
mod log;
mod meaning;
mod meeting;
mod narrow;
mod need;
mod numbers;
mod objection;
mod output;
mod own_layouts;
mod paper;
mod playbook;
mod printing;
mod promise;
mod proposal;
mod recall;
mod report;
mod reports;
mod request;
mod rules;
mod service;
mod servicereports;
mod survey;
mod team;
mod ticket;
mod today;
mod touch;
mod trace;
mod trend;
mod undo;
mod verify;
mod weekly;

use crate::session::Session;

/// 李雷 in Hangzhou, with 杭州云帆 on file.
fn office() -> Session {
    furnished(Session::new())
}

/// The same in Chinese.
fn office_zh() -> Session {
    furnished(Session::zh())
}

fn furnished(session: Session) -> Session {
    let _ = session
        .run("kehu init --name 李雷 --role rep --region HZ")
        .done();
    let _ = session.run(YUNFAN).done();
    session
}

/// A registration that lacks nothing.
const YUNFAN: &str = "kehu customer add 杭州云帆科技有限公司 --kind enterprise --uscc 9133036650L2M6GWT7 \
     --industry IT --region HZ --employees 120 --revenue 3000万 --main-business 企业软件 \
     --contact 张三 --title 采购经理 --phone 13912345678 --email zhangsan@example.com \
     --need 采购设备 --need-type purchase,technical-inquiry --source exhibition --intent high \
     --acquired 2026-03-05T09:00 --tag 重点客户 --licence yes";

/// A second customer, registered with little.
const QIMING: &str = "kehu customer add 上海启明精密机械股份有限公司 --region SH --industry 制造业 \
     --contact 郭建华 --phone 17759352317 --incomplete";
