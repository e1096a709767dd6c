//! What the knowledge base can be narrowed by.

use crate::form;
use crate::records::choices::ArticleKind;
use crate::records::{Staff, Ticket};
use crate::value::{Deadline, Moment, Ref};

form! {
    /// Which articles.
    pub struct ArticleFilter as "article-filter" ("articles", "知识条目") {
        kind: Vec<ArticleKind> = "Kind", "类别" => .example("faq");
        product: Option<String> = "Product", "产品" => .help("A part of it", "其中一部分即可").examples("Yunfan", "云帆");
        tag: Option<String> = "Tag", "标签" => .examples("power", "电源");
        ticket: Option<Ref<Ticket>> = "Ticket", "关联工单";
        author: Option<Ref<Staff>> = "Author", "作者" => .example("me");
        from: Option<Moment> = "Dated from", "日期起";
        to: Option<Deadline> = "Dated until", "日期止";
    }
}
