//! People at a customer: several, with their decision roles.

use super::choices::{DecisionRole, Method};
use super::customer::Customer;
use crate::form;
use crate::noun_target;
use crate::value::{Annual, Email, Handle, Long, Name, Phone, Ref, YesNo};

form! {
    /// A person at a customer.
    pub struct Contact as "contact" ("contact", "联系人") {
        customer: Ref<Customer> = "Customer", "客户" => .aliases(&["客户名称", "客户编号"]);
        name: Name = "Contact's name", "联系人姓名"
            => .examples("Zhang San", "张三").aliases(&["姓名", "联系人", "对接人姓名", "对接人"]).within("contact").group("Contact", "联系人").source("F01.7");
        title: Option<String> = "Title", "职务" => .examples("Purchasing manager", "采购经理").aliases(&["职位", "联系人职务"]).within("title").asked().source("F01.8");
        phone: Option<Phone> = "Phone", "联系电话"
            => .help("Mobile, or landline with its area code", "手机，或带区号的座机").example("13912345678").aliases(&["电话", "手机", "手机号", "联系方式"]).within("phone").asked().sensitive().source("F01.9 R037");
        email: Option<Email> = "E-mail", "电子邮箱" => .example("zhangsan@example.com").aliases(&["邮箱", "邮件"]).within("email").sensitive().source("F01.10");
        wechat: Option<Handle> = "WeChat", "微信" => .aliases(&["微信号"]).within("wechat").sensitive().source("F01.11");
        role: Vec<DecisionRole> = "Decision roles", "决策角色" => .within("contact-role").source("F01.13");
        phone2: Option<Phone> = "Second phone", "备用电话" => .sensitive();
        birthday: Option<Annual> = "Birthday", "生日"
            => .help("Solar or lunar", "公历或农历").examples("lunar 8-15", "农历八月十五").within("birthday").sensitive().source("F01.35");
        preferred_channel: Option<Method> = "Preferred channel", "沟通偏好" => .source("F01.33");
        phone_verified: Option<YesNo> = "Phone verified", "电话已确认" => .source("F01.9");
        left: Option<YesNo> = "Left the company", "已离职";
        notes: Option<Long> = "Notes", "备注";
    }
}

noun_target!(Contact, Contact);
