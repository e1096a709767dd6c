//! Contracts (F17): the key terms, what is to be paid when, and what was paid.

use super::choices::{ContractEnd, PaymentMethod};
use super::customer::Customer;
use super::deal::Deal;
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{Day, Long, Moment, Money, Ref, Schedule};
use crate::words::t;

form! {
    /// 销售合同.
    pub struct Contract as "contract" ("contract", "合同") {
        customer: Ref<Customer> = "Customer", "客户" => .examples("Yunfan", "云帆").aliases(&["客户名称", "客户编号", "甲方"]);
        deal: Option<Ref<Deal>> = "Deal", "商机" => .aliases(&["商机编号"]);
        contract_no: Option<String> = "Contract no.", "合同编号" => .help("The number on the paper", "合同上的编号").example("HT-2026-018").offered().source("F17");
        subject: Long = "Subject", "标的" => .help("What is sold", "销售的产品或服务").examples("60 handheld terminals", "60 台手持终端").aliases(&["合同标的", "合同内容"]).source("F17");
        amount: Money = "Amount", "合同金额" => .examples("600k", "60万").aliases(&["金额", "总金额"]).source("F17");
        plan: Option<Schedule> = "Payment plan", "付款计划"
            => .help("Instalments: share or amount, day or event, name; events are signing, delivery, acceptance", "各期之间用分号隔开：比例或金额、日期或事件（签约、交付、验收，可加天数）、名称").examples("30% signing; 60% delivery+30d; rest acceptance", "30% 签约; 60% 交付+30天; 余款 验收").flags(&["instalments"]).asked().aliases(&["分期", "回款计划", "付款节点"]).source("F17");
        their_party: Option<String> = "Their party", "客户方签约主体" => .help("The customer's own name unless given", "默认为客户名称").aliases(&["签约主体"]).source("F17");
        our_party: Option<String> = "Our party", "我方签约主体" => .aliases(&["乙方"]).source("F17");
        payment_terms: Option<Long> = "Payment terms", "付款方式" => .examples("bank transfer against invoice", "电汇，凭发票付款").offered().source("F17");
        delivery_terms: Option<Long> = "Delivery terms", "交付条款" => .examples("delivered within 15 days of signing", "签约后 15 天内到货").offered().source("F17");
        acceptance_terms: Option<Long> = "Acceptance terms", "验收标准" => .examples("runs 72 hours without a fault", "连续运行 72 小时无故障").offered().aliases(&["验收条款"]).source("F17");
        warranty: Option<Long> = "Warranty", "保修政策" => .examples("one year on the whole device", "整机保修一年").aliases(&["质保"]).source("F17");
        service: Option<Long> = "Service promise", "服务承诺" => .examples("answered within 2 hours", "2 小时内响应").aliases(&["响应时间承诺"]).source("F17");
        special: Option<Long> = "Special requirements", "特殊要求" => .source("F17 F19");
        liability: Option<Long> = "Liability", "违约责任" => .source("F17");
        expires: Option<Day> = "Expires", "合同到期日" => .example("2027-03-31").offered().ahead().aliases(&["到期日", "有效期至"]).source("F17 R183");
        service_until: Option<Day> = "Service until", "服务到期日" => .ahead().source("F17 R093");
        drafted: Moment = "Drafted", "起草时间" => .help("Now unless given", "默认为现在").flags(&["at"]);
        owner: Option<Ref<Staff>> = "Owner", "负责人" => .help("The customer's owner unless given", "默认为客户负责人").aliases(&["销售代表"]);
        notes: Option<Long> = "Notes", "备注";
        external: Option<String> = "Number elsewhere", "外部编号" => .help("Its number in the system it was imported from", "原系统中的编号");
    }
    rules Contract::adds_up;
}

noun_target!(Contract, Contract);

impl Contract {
    /// The terms: what legal reviews, and what is fixed once both have signed.
    pub const TERMS: &[&str] = &[
        "customer",
        "subject",
        "amount",
        "plan",
        "their_party",
        "our_party",
        "payment_terms",
        "delivery_terms",
        "acceptance_terms",
        "warranty",
        "service",
        "special",
        "liability",
        "expires",
        "service_until",
    ];

    /// An amount is paid in whole, whatever its instalments are.
    fn adds_up(&self) -> Vec<Problem> {
        if self.amount.as_fen() <= 0 {
            return vec![
                Problem::usage(say!("is not above zero", "应大于零"))
                    .about(t("Amount", "合同金额"))
                    .hint(say!("such as --amount 600k", "例如 --amount 60万")),
            ];
        }
        let plan = self.plan.as_ref();
        match plan.map(|plan| plan.amounts(self.amount)) {
            Some(Err(why)) => vec![
                Problem::usage(why)
                    .about(t("Payment plan", "付款计划"))
                    .hint(say!(
                        "“rest” stands for what is left: --plan \"30% signing; rest delivery\"",
                        "余款可写“余款”：--plan \"30% 签约; 余款 交付\""
                    )),
            ],
            _ => Vec::new(),
        }
    }
}

form! {
    /// That both have signed it.
    pub struct ContractSigned as "contract_signed" ("signing", "签订") {
        signed_at: Moment = "Signed", "签订日期" => .help("When the later of both signed; now unless given", "双方签齐的时间，默认为现在").flags(&["at"]).source("F17 R043");
        signed_by: Option<Ref<Staff>> = "Signed by, for us", "我方签字人" => .help("Yourself unless given", "默认为本人").flags(&["by"]).source("F17");
        signed_for: String = "Signed for the customer by", "客户方签字人" => .examples("Xu Jing", "许靖").flags(&["signer"]).source("F17");
    }
}

form! {
    /// That it is over.
    pub struct ContractEnded as "contract_ended" ("end of the contract", "合同结束") {
        end_reason: ContractEnd = "Why", "结束原因" => .flags(&["reason"]).example("completed");
        ended_at: Moment = "Ended", "结束时间" => .help("Now unless given", "默认为现在").flags(&["at"]);
        end_note: Option<Long> = "Note", "说明" => .flags(&["note"]);
    }
}

form! {
    /// One of the payments that a contract is paid in.
    pub struct Instalment as "instalment" ("instalment", "回款") {
        customer: Ref<Customer> = "Customer", "客户";
        contract: Ref<Contract> = "Contract", "合同";
        n: i64 = "Instalment", "期次";
        name: Option<String> = "Name", "名称";
        amount: Money = "Amount", "应收金额";
        due: Option<Day> = "Due", "应收日期" => .help("Known once what it waits for has happened", "所等的事件发生后确定").source("F17 R043");
        after: Option<String> = "Waits for", "付款条件";
    }
}

noun_target!(Instalment, Instalment);

form! {
    /// 回款: money that came in.
    pub struct Payment as "payment" ("payment", "到账") {
        contract: Ref<Contract> = "Contract", "合同" => .aliases(&["合同编号"]);
        customer: Ref<Customer> = "Customer", "客户" => .help("The contract's", "即合同的客户").aliases(&["客户名称", "客户编号"]);
        amount: Money = "Amount", "到账金额" => .examples("180k", "18万").aliases(&["金额", "回款金额"]).source("F17");
        at: Moment = "Received", "到账时间" => .help("Now unless given", "默认为现在").aliases(&["回款日期", "到账日期"]).source("F17");
        instalment: Option<Ref<Instalment>> = "Instalment", "期次" => .help("1, 2 … of the plan; in their order unless given", "付款计划中的第几期；默认按顺序冲抵");
        method: Option<PaymentMethod> = "How", "付款方式" => .flags(&["by"]).example("bank-transfer").aliases(&["方式"]);
        owner: Option<Ref<Staff>> = "Recorded for", "负责人" => .help("The contract's owner unless given", "默认为合同负责人");
        notes: Option<Long> = "Notes", "备注";
        external: Option<String> = "Number elsewhere", "外部编号" => .help("Of the bank statement", "银行流水号").aliases(&["流水号"]);
    }
    rules Payment::is_some;
}

noun_target!(Payment, Payment);

impl Payment {
    fn is_some(&self) -> Vec<Problem> {
        match self.amount.as_fen() > 0 {
            true => Vec::new(),
            false => vec![
                Problem::usage(say!("is not above zero", "应大于零"))
                    .about(t("Amount", "到账金额"))
                    .hint(say!(
                        "a payment that was wrong is taken away with: kehu undo, or kehu contract unpay",
                        "录错的到账请用 kehu undo 或 kehu contract unpay 去掉"
                    )),
            ],
        }
    }
}
