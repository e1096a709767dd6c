//! Colleagues: who they are, what role they hold, who supervises whom.

use super::choices::Role;
use crate::form;
use crate::noun_target;
use crate::value::{Email, Name, Phone, Ref, Region, YesNo};

form! {
    /// A colleague.
    pub struct Staff as "staff" ("colleague", "同事") {
        name: Name = "Name", "姓名" => .examples("Li Lei", "李雷").aliases(&["员工", "sales_agent"]);
        role: Role = "Role", "角色" => .example("rep").aliases(&["岗位"]);
        supervisor: Option<Ref<Staff>> = "Supervisor", "主管" => .examples("Han Mei", "韩梅").aliases(&["上级", "manager"]);
        region: Option<Region> = "Region", "区域" => .example("HZ").aliases(&["regional_office"]);
        phone: Option<Phone> = "Phone", "电话" => .sensitive();
        email: Option<Email> = "E-mail", "邮箱" => .sensitive();
        left: Option<YesNo> = "Left the company", "已离职";
    }
}

noun_target!(Staff, Staff);
