//! What lists of deliveries and delivered goods can be narrowed by.

use crate::form;
use crate::records::choices::DeliveryStatus;
use crate::records::{Contract, Customer, Delivery, Product, Staff};
use crate::value::{Day, Deadline, Moment, Ref};

form! {
    /// Which deliveries.
    pub struct DeliveryFilter as "delivery-filter" ("deliveries", "交付") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        status: Vec<DeliveryStatus> = "Status", "交付状态" => .example("in-progress,delayed");
        owner: Option<Ref<Staff>> = "Owner", "责任人" => .example("me");
        contract: Option<Ref<Contract>> = "Contract", "合同";
        from: Option<Day> = "Planned from", "计划日期起";
        to: Option<Day> = "Planned until", "计划日期止";
    }
}

form! {
    /// Which milestones.
    pub struct MilestoneFilter as "milestone-filter" ("milestones", "里程碑") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        delivery: Option<Ref<Delivery>> = "Delivery", "交付";
        owner: Option<Ref<Staff>> = "Owner", "责任人" => .example("me");
        from: Option<Day> = "Planned from", "计划日期起";
        to: Option<Day> = "Planned until", "计划日期止";
    }
}

form! {
    /// Which reports of progress.
    pub struct ProgressFilter as "progress-filter" ("progress", "进度") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        delivery: Option<Ref<Delivery>> = "Delivery", "交付";
        owner: Option<Ref<Staff>> = "Reported by", "填报人" => .example("me");
        from: Option<Moment> = "As of, from", "时间起";
        to: Option<Deadline> = "As of, until", "时间止";
    }
}

form! {
    /// Which delivered goods: who has what of which batch.
    pub struct DeliveredFilter as "delivered-filter" ("delivered items", "交付物品") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        delivery: Option<Ref<Delivery>> = "Delivery", "交付";
        product: Option<Ref<Product>> = "Product", "产品" => .examples("Yunfan X1", "云帆 X1");
        batch: Option<String> = "Batch", "批次" => .help("As it begins", "按开头匹配").example("B202603");
        serial: Option<String> = "Serial number", "序列号" => .example("X1-0001");
        from: Option<Day> = "Delivered from", "交付日期起";
        to: Option<Day> = "Delivered until", "交付日期止";
    }
}
