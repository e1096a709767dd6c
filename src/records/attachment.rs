//! The register of attached files (F54): scans, recordings, screenshots. The bytes
//! stand beside the data file, each content once.

use super::choices::AttachmentKind;
use super::contract::Contract;
use super::customer::Customer;
use super::deal::Deal;
use super::delivery::Delivery;
use super::entry::Entry;
use super::followup::Followup;
use super::ticket::Ticket;
use crate::form;
use crate::noun_target;
use crate::value::{FileName, Long, Moment, Ref, YesNo};

form! {
    /// 附件登记.
    pub struct Attachment as "attachment" ("attachment", "附件") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号"]).source("F54");
        kind: AttachmentKind = "Kind", "类别" => .example("contract-scan").aliases(&["附件类别"]).source("F54 R043");
        name: FileName = "File name", "文件名" => .help("As the file is called unless given", "默认为文件原名").examples("contract-scan.pdf", "合同扫描件.pdf").aliases(&["附件名称"]).source("F54");
        at: Moment = "Attached", "登记时间" => .help("Now unless given", "默认为现在").aliases(&["登记日期"]).source("F54");
        sensitive: Option<YesNo> = "Sensitive", "敏感" => .help("Recordings, chats and contracts are unless you say no", "录音、聊天截图与合同扫描件默认为敏感").source("F54 R058");
        deal: Option<Ref<Deal>> = "Deal", "相关商机";
        ticket: Option<Ref<Ticket>> = "Ticket", "相关工单";
        followup: Option<Ref<Followup>> = "Follow-up", "相关跟进";
        entry: Option<Ref<Entry>> = "Form", "相关表单";
        notes: Option<Long> = "Notes", "备注";
        contract: Option<Ref<Contract>> = "Contract", "相关合同" => .source("F17 R043");
        delivery: Option<Ref<Delivery>> = "Delivery", "相关交付" => .source("F23");
    }
}

noun_target!(Attachment, Attachment);
