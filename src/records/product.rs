//! What is sold: products and services, with their list prices.

use crate::form;
use crate::noun_target;
use crate::value::{Long, Money, Name, YesNo};

form! {
    /// A product or a service that is sold.
    pub struct Product as "product" ("product", "产品") {
        name: Name = "Name", "产品名称"
            => .examples("Yunfan X1", "云帆 X1").aliases(&["产品", "名称", "product", "product name", "品名"]);
        series: Option<String> = "Series", "系列" => .help("Series or category", "系列或类别").aliases(&["category", "类别", "产品类别", "产品系列"]);
        model: Option<String> = "Model", "型号" => .aliases(&["规格", "规格型号"]);
        price: Option<Money> = "Price", "售价" => .help("List price, in yuan", "标价，单位元").example("4821").asked().aliases(&["sales_price", "价格", "单价", "标价", "list price"]);
        unit: Option<String> = "Unit", "单位" => .examples("set", "台").aliases(&["计量单位"]);
        active: Option<YesNo> = "On sale", "在售" => .help("yes unless given", "默认为是").aliases(&["是否在售"]);
        notes: Option<Long> = "Notes", "备注";
        external: Option<String> = "Number elsewhere", "外部编号"
            => .help("Its number in the system it was imported from", "原系统中的编号").aliases(&["物料编码", "sku", "产品编码"]);
    }
}

noun_target!(Product, Product);
