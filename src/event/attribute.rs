//! Attributes: everything that a rule's `for` or a selector can ask, and what
//! the answer may be.

use crate::choice;
use crate::value::{Book, Choice, ChoiceSet};

choice! {
    /// What can be asked of a record or an event. Codes are what a playbook
    /// writes and what a [`turn`](super::Source::Turn) stores.
    pub enum Attribute {
        Grade = "grade", "grade", "客户级别";
        Segment = "segment", "segment", "分群";
        Stage = "stage", "stage", "合作阶段";
        Intent = "intent", "intent", "意向等级";
        Kind = "kind", "kind", "类型";
        Source = "source", "source", "来源渠道";
        Region = "region", "region", "区域";
        Industry = "industry", "industry", "行业";
        Tag = "tag", "tag", "标签";
        Owner = "owner", "owner", "负责人";
        Pool = "pool", "in the pool", "在客户池";
        Paused = "paused", "paused", "暂停跟进";
        Rhythm = "rhythm", "rhythm of its own", "专属跟进频率";
        LongTerm = "long_term", "long-term customer", "长期合作客户";
        Greeting = "greeting", "greeting wanted", "需要问候";
        Type = "type", "type", "问题类型";
        Area = "area", "area", "问题领域";
        Priority = "priority", "priority", "优先级";
        Severity = "severity", "severity", "严重性";
        Scope = "scope", "scope", "影响范围";
        Nature = "nature", "nature", "问题性质";
        Quality = "quality", "quality level", "质量等级";
        Status = "status", "status", "状态";
        Channel = "channel", "channel", "渠道";
        Product = "product", "product", "产品";
        Assignee = "assignee", "assignee", "处理人";
        Class = "class", "class", "反馈类别";
        DealKind = "deal_kind", "kind of deal", "商机类型";
        DealOpen = "deal_open", "deal open", "商机未结束";
        ContractStatus = "contract_status", "contract status", "合同状态";
        DeliveryStatus = "delivery_status", "delivery status", "交付状态";
        PromisedBy = "promised_by", "promised by", "承诺方";
        Method = "method", "method", "方式";
        Direction = "direction", "direction", "方向";
        Reached = "reached", "reached", "联系上";
        Deep = "deep", "in depth", "深度沟通";
        Purpose = "purpose", "purpose", "目的";
        Content = "content", "content", "沟通内容类别";
        Sent = "sent", "sent", "推送内容";
        By = "by", "by", "执行人";
        Attribute = "attribute", "what changed", "变更项";
        From = "from", "from", "原值";
        To = "to", "to", "新值";
        Result = "result", "result", "结果";
        Reason = "reason", "reason", "原因";
        Outcome = "outcome", "outcome", "成交结果";
        Department = "department", "department", "部门";
        Mode = "mode", "mode", "处理方式";
        Node = "node", "occasion of the survey", "调查节点";
        Dimension = "dimension", "dimension", "满意度维度";
        Form = "form", "form", "表单";
        Rule = "rule", "rule", "规则";
    }
}

impl Attribute {
    /// The attribute that a playbook calls so.
    pub fn named(code: &str) -> Option<Self> {
        Self::from_code(code)
    }
}

/// An attribute, and what it may be there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Has {
    pub attribute: Attribute,
    pub values: Values,
}

/// What an attribute may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Values {
    /// `true` or `false`.
    Flag,
    /// One of a closed set.
    One(&'static [Choice]),
    /// Any of a closed set, several at once.
    Several(&'static [Choice]),
    /// A code of the playbook's own lists.
    Code(Book),
    /// A word: a name, a number, a code whose set comes with its record.
    Word,
    /// Several words.
    Words,
    /// The id of one of the playbook's forms.
    Form,
    /// Who did it: a role, or `owner`, `assignee`, `supervisor`, `superior`,
    /// `from`, `to` as in a rule's `who`.
    Person,
    /// The name of an attribute that changed: one of these.
    Turned(&'static [Attribute]),
    /// A value of the attribute that changed.
    Turn,
}

impl Values {
    /// Whether a record can have several at once.
    pub const fn is_several(self) -> bool {
        matches!(self, Values::Several(_) | Values::Words)
    }

    /// The closed set, if it is one.
    pub const fn choices(self) -> Option<&'static [Choice]> {
        match self {
            Values::One(choices) | Values::Several(choices) => Some(choices),
            _ => None,
        }
    }
}

pub(super) fn values(all: &[Has], attribute: Attribute) -> Option<Values> {
    let has = all.iter().find(|has| has.attribute == attribute);
    has.map(|has| has.values)
}

pub(super) const fn one<T: ChoiceSet>(attribute: Attribute) -> Has {
    Has {
        attribute,
        values: Values::One(T::CHOICES),
    }
}

pub(super) const fn several<T: ChoiceSet>(attribute: Attribute) -> Has {
    Has {
        attribute,
        values: Values::Several(T::CHOICES),
    }
}

pub(super) const fn flag(attribute: Attribute) -> Has {
    Has {
        attribute,
        values: Values::Flag,
    }
}

pub(super) const fn word(attribute: Attribute) -> Has {
    Has {
        attribute,
        values: Values::Word,
    }
}

pub(super) const fn words(attribute: Attribute) -> Has {
    Has {
        attribute,
        values: Values::Words,
    }
}

pub(super) const fn person(attribute: Attribute) -> Has {
    Has {
        attribute,
        values: Values::Person,
    }
}
