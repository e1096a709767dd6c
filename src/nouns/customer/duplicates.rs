//! `customer duplicates`: customers that may be one, and why.

use crate::app::App;
use crate::nouns::Call;
use crate::out::Out;
use crate::problem::{Exit, Failure};
use crate::say;
use crate::store::Likeness;
use crate::value::Cell;
use crate::view::{Column, NUMBER, View};
use crate::words::{Text, t};

/// Groups of customers that share a credit code, a name or a phone (R118).
pub(super) fn duplicates(
    app: &mut App<'_>,
    _: &Call<'_>,
    out: &mut Out<'_>,
) -> Result<Exit, Failure> {
    let groups = app.file()?.duplicates()?;
    let mut rows = Vec::new();
    for (n, (why, members)) in (1..).zip(groups) {
        for member in members {
            rows.push(vec![
                Cell::Whole(n),
                Cell::Text(like(why)),
                Cell::Line(member.number),
                Cell::Line(member.name),
            ]);
        }
    }
    let columns = vec![
        Column::new("group", t("Group", "组")),
        Column::new("why", t("The same", "相同之处")),
        NUMBER,
        Column::new("name", t("Name", "客户名称")),
    ];
    let any = !rows.is_empty();
    out.view(View::list(t("May be the same", "疑似重复"), columns, rows))?;
    if any {
        out.note(&say!(
            "merge two with: kehu customer merge A --into B",
            "合并请用：kehu customer merge A --into B"
        ));
    }
    Ok(Exit::Done)
}

/// What two customers have in common.
pub(in crate::nouns) const fn like(why: Likeness) -> Text {
    match why {
        Likeness::CreditCode => t("credit code", "统一社会信用代码"),
        Likeness::Name => t("company name", "公司名称"),
        Likeness::Phone => t("phone", "电话"),
        Likeness::PartOfName => t("words in its name", "部分名称"),
    }
}
