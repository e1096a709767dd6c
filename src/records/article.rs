//! An article of the knowledge base: a solved case (F44), a phrase or a procedure
//! (F49). It belongs to no customer; a case may name the ticket that it came from.

use super::choices::ArticleKind;
use super::staff::Staff;
use super::ticket::Ticket;
use crate::form;
use crate::noun_target;
use crate::value::{Day, Long, Moment, Name, Ref, Tags};

form! {
    /// 知识库/案例库条目.
    pub struct Article as "article" ("article", "知识条目") {
        name: Name = "Title", "标题" => .examples("No display after switching on", "开机后无显示").flags(&["title"]).aliases(&["title", "名称"]).source("F44");
        kind: ArticleKind = "Kind", "类别" => .example("faq").aliases(&["知识类别"]).source("F44");
        symptom: Option<Long> = "Symptom", "问题现象" => .help("What goes wrong, or when the words are said", "出现什么问题；话术则为使用场景").examples("the screen stays dark", "屏幕不亮").asked().aliases(&["故障现象"]).source("F44");
        cause: Option<Long> = "Cause", "原因" => .examples("a worn power module", "电源模块老化").asked().source("F44");
        solution: Long = "Solution", "解决步骤" => .help("The steps, or the words to say", "处理步骤；话术则为话术内容").examples("replace the power module", "更换电源模块").aliases(&["解决方案", "步骤", "话术"]).source("F44 F49");
        prevention: Option<Long> = "Prevention", "预防措施" => .source("F44");
        product: Option<String> = "Product", "产品" => .examples("Yunfan X1", "云帆 X1").asked().aliases(&["适用产品"]).source("F44");
        tags: Tags = "Tags", "标签" => .help("Separated by commas", "以逗号分隔").examples("power,display", "电源,显示").aliases(&["关键词"]).source("F44");
        ticket: Option<Ref<Ticket>> = "Ticket", "关联工单" => .example("SN20260315001").source("F44");
        author: Option<Ref<Staff>> = "Author", "作者" => .help("Yourself unless given", "默认为本人").source("F44");
        at: Moment = "Date", "日期" => .help("Now unless given", "默认为现在").example("2026-03-15 10:00").source("F44");
        version: Option<String> = "Version", "版本" => .example("1.0").source("F49");
        effective: Option<Day> = "In force from", "生效日期" => .example("2026-04-01").source("F49");
        external: Option<String> = "Number elsewhere", "外部编号" => .help("Its number in the system it was imported from", "原系统中的编号");
    }
}

noun_target!(Article, Article);
