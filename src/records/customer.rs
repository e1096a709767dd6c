//! The customer: 客户信息登记表 (F01, merged from three handbooks) and the
//! customer file (F02).

use super::choices::{
    CustomerKind, Intent, Method, NeedType, SalesLine, Segment, Source, Stage, Urgency,
};
use super::staff::Staff;
use crate::form;
use crate::noun_target;
use crate::problem::Problem;
use crate::say;
use crate::value::{
    Day, Headcount, IdNumber, Industry, Long, Moment, Money, MoneyRange, Name, Ref, Region, Score,
    Tags, Uscc, YesNo,
};

form! {
    /// A company or a person we sell to.
    pub struct Customer as "customer" ("customer", "客户") {
        kind: CustomerKind = "Kind", "客户类型"
            => .help("A company or a private person", "企业还是个人").group("Who", "基本信息").asked().source("F01.1");
        name: Name = "Name", "客户名称"
            => .help("Full name, as on the business licence; a person's real name", "企业填全称，与营业执照一致；个人填真实姓名")
               .examples("Hangzhou Yunfan Technology Co., Ltd.", "杭州云帆科技有限公司").aliases(&["企业名称", "客户企业名称", "客户名称/姓名", "姓名", "account", "company", "公司名称"]).source("F01.2 R008 R080");
        uscc: Option<Uscc> = "Credit code", "统一社会信用代码"
            => .help("Unified social credit code, 18 characters", "18 位").example("91330106MA2CFL1X7C")
               .when("kind", &["enterprise"]).aliases(&["信用代码", "税号"]).source("F01.6 R081");
        id_number: Option<IdNumber> = "Identity number", "身份证号"
            => .help("For a private person", "个人客户填写").when("kind", &["individual"]).sensitive().aliases(&["证件号码"]).source("F01.6 R081");
        industry: Option<Industry> = "Industry", "所属行业"
            => .help("By the national classification, or a short code such as IT", "按国家标准行业分类，或简码如 IT").example("IT").aliases(&["行业", "sector"]).source("F01.3");
        region: Option<Region> = "Region", "区域"
            => .help("Code or name", "代码或名称").example("HZ").aliases(&["地区", "城市", "所在区域"]).asked().source("F01.20 R023");
        employees: Option<Headcount> = "Employees", "员工人数"
            => .help("A number or a range", "人数或区间").example("50-100").aliases(&["企业规模", "规模", "人数"]).source("F01.4 R018");
        revenue: Option<Money> = "Annual revenue", "年营收"
            => .examples("30m", "3000万").aliases(&["年营业额", "营收", "年收入"]).source("F01.4 R018");
        main_business: Option<String> = "Main business", "主营业务"
            => .examples("business software", "企业软件").source("F01.5");
        business_type: Option<String> = "Line of business", "业务类型" => .source("F01.21");
        source: Option<Source> = "Source", "来源渠道"
            => .help("How we came to know of them", "如何得知该客户").group("How we met", "来源").aliases(&["客户来源", "来源"]).source("F01.17 R084");
        source_detail: Option<String> = "Source in detail", "来源说明"
            => .help("Which fair, who recommended them", "哪个展会、谁推荐").source("F01.17 R084");
        acquired: Option<Moment> = "Acquired", "信息获取时间"
            => .help("When we got the information; registration is due 24 h later", "24 小时内须登记").example("2026-03-02T09:00").aliases(&["获取时间"]).or_now().source("F01.15 R020");
        first_contact: Option<Day> = "First contact", "初次接触时间" => .source("F01.15");
        need: Option<Long> = "Need", "需求描述"
            => .help("In the customer's own words", "客户明确提出的需求或痛点").examples("buy equipment", "采购设备").group("What they need", "需求").aliases(&["初步需求描述", "需求与痛点", "需求"]).source("F01.12");
        need_type: Vec<NeedType> = "Kinds of need", "需求类型" => .source("F01.18 R082");
        intent: Option<Intent> = "Intent", "意向等级"
            => .help("high: signs within 1 month, medium: 1–3 months, low: later", "高：1 个月内可签约，中：1–3 个月，低：3 个月以上").aliases(&["初步意向等级", "意向"]).asked().source("F01.14 R001");
        keywords: Tags = "Keywords", "需求关键词" => .examples("lower cost,efficiency", "降本,效率提升").source("F01.29");
        scenario: Option<Long> = "Usage scenario", "具体场景" => .aliases(&["使用场景"]).source("F01.22");
        current_solution: Option<Long> = "Current solution", "当前解决方案" => .source("F01.23");
        goal: Option<Long> = "Goal", "期望达成的目标" => .source("F01.24");
        budget: Option<MoneyRange> = "Budget", "预算范围"
            => .help("A range; a vague amount must become one", "填区间，模糊金额请改为区间").examples("100k-150k", "10万-15万").sensitive().aliases(&["预算"]).source("F01.25 R131");
        decision_team: Option<YesNo> = "Decision team", "是否有决策团队" => .source("F01.26");
        purchase_cycle: Option<String> = "Purchase cycle", "采购周期" => .source("F01.27");
        urgency: Option<Urgency> = "Urgency", "需求紧急度" => .source("F02 R135");
        segment: Option<Segment> = "Segment", "分群" => .group("Where we stand", "合作").aliases(&["客户分群"]).source("F01.28");
        stage: Option<Stage> = "Stage", "合作阶段" => .aliases(&["阶段"]).source("F02");
        sales_line: Option<SalesLine> = "Sales line", "销售线";
        preferred_channel: Option<Method> = "Preferred channel", "沟通偏好" => .source("F01.33");
        owner: Option<Ref<Staff>> = "Owner", "负责人"
            => .help("Yourself unless given", "默认为本人").aliases(&["负责销售代表", "销售代表"]).source("F02");
        parent: Option<Ref<Customer>> = "Parent company", "上级公司" => .aliases(&["母公司", "subsidiary_of"]);
        arpu: Option<Money> = "ARPU", "ARPU值" => .source("F02 R135");
        potential: Option<Score> = "Potential", "合作潜力" => .help("1 to 5", "1–5 分").source("F02 R028");
        background: Option<Long> = "Background", "客户背景" => .source("F02");
        product_config: Option<Long> = "Product configuration", "产品配置信息" => .source("F02");
        warranty_until: Option<Day> = "Warranty until", "保修截止" => .source("F02");
        service_until: Option<Day> = "Service until", "服务到期日" => .source("F02 R093");
        licence: Option<YesNo> = "Licence on file", "营业执照已存档" => .when("kind", &["enterprise"]).source("R008");
        notes: Option<Long> = "Notes", "备注"
            => .help("Special wishes, competitors; keep it short", "特殊要求、竞争对手等，简明扼要").aliases(&["其他补充信息"]).source("F01.19");
        external: Option<String> = "Number elsewhere", "外部编号"
            => .help("Its number in the system it was imported from", "原系统中的编号").aliases(&["外部客户编号"]);
    }
    rules Customer::kind_fits;
}

noun_target!(Customer, Customer);

impl Customer {
    /// A credit code is a company's, an identity number a person's (R081).
    fn kind_fits(&self) -> Vec<Problem> {
        let wrong = match self.kind {
            CustomerKind::Enterprise if self.id_number.is_some() => say!(
                "a company has a credit code (--uscc), not an identity number",
                "企业客户填统一社会信用代码（--uscc），不填身份证号"
            ),
            CustomerKind::Individual if self.uscc.is_some() => say!(
                "a person has an identity number (--id-number), not a credit code",
                "个人客户填身份证号（--id-number），不填统一社会信用代码"
            ),
            _ => return Vec::new(),
        };
        vec![Problem::usage(wrong)]
    }
}
