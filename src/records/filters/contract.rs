//! What lists of contracts and payments can be narrowed by.

use crate::form;
use crate::records::choices::{Age, ContractStatus, PaymentMethod};
use crate::records::{Contract, Customer, Staff};
use crate::value::{Day, Deadline, Moment, Ref};

form! {
    /// Which contracts.
    pub struct ContractFilter as "contract-filter" ("contracts", "合同") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        status: Vec<ContractStatus> = "Status", "合同状态" => .example("signed");
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        from: Option<Moment> = "Signed from", "签订时间起";
        to: Option<Deadline> = "Signed until", "签订时间止";
        expires_to: Option<Day> = "Expires by", "到期不晚于" => .example("+60d");
    }
}

form! {
    /// Which unpaid instalments.
    pub struct UnpaidFilter as "unpaid-filter" ("unpaid", "未回款") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        contract: Option<Ref<Contract>> = "Contract", "合同";
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        age: Vec<Age> = "Age", "账龄" => .example("31-60");
        due_to: Option<Day> = "Due by", "应收不晚于" => .example("+30d");
    }
}

form! {
    /// Which payments.
    pub struct PaymentFilter as "payment-filter" ("payments", "到账") {
        customer: Option<Ref<Customer>> = "Customer", "客户";
        contract: Option<Ref<Contract>> = "Contract", "合同";
        method: Vec<PaymentMethod> = "How", "付款方式" => .flags(&["by"]);
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .example("me");
        from: Option<Moment> = "Received from", "到账时间起";
        to: Option<Deadline> = "Received until", "到账时间止";
    }
}
