//! What every import takes on the command line.

use clap::{Arg, ArgAction};

use crate::flags::Takes;
use crate::nouns::{option, switch, word};
use crate::words::{Lang, t};

pub fn args(lang: Lang) -> Vec<Arg> {
    let many = |name, value, help| option(name, value, help, lang).action(ArgAction::Append);
    vec![
        word(
            "file",
            t("FILE", "文件"),
            t(
                "CSV, xlsx or vCard; - is standard input",
                "CSV、xlsx 或 vCard 文件；- 为标准输入",
            ),
            lang,
        )
        .add(Takes::File)
        .required(true),
        many(
            "map",
            t("COLUMN=FIELD,…", "列=字段,…"),
            t(
                "Which field a column is for, by heading or #3; COLUMN= leaves it out; a column may fill several fields, and several columns share a long text",
                "列（标题或 #3）对应的字段；“列=”表示略去；一列可填多个字段，多列可并入同一长文本字段",
            ),
        ),
        many(
            "map-value",
            t("FIELD:OLD=NEW,…", "字段:原值=新值,…"),
            t("What a value means here", "值的对应关系"),
        ),
        many(
            "scale",
            t("FIELD=FACTOR", "字段=倍数"),
            t(
                "Multiply plain numbers, by 1000, 1e6…",
                "纯数字乘以倍数，如 1000、1e6、万、百万",
            ),
        ),
        many(
            "set",
            t("FIELD=VALUE", "字段=值"),
            t("The answer of rows that have none", "未填写的行取此值"),
        )
        .allow_hyphen_values(true),
        many(
            "new-customers",
            t("KIND", "类型"),
            t(
                "Make customers that are not on file: enterprise or individual",
                "新建尚未登记的客户：enterprise（企业）或 individual（个人）",
            ),
        ),
        option(
            "source",
            t("NAME", "名称"),
            t(
                "Where the numbers elsewhere come from: kept as NAME:NUMBER",
                "外部编号的来源，存为“名称:编号”",
            ),
            lang,
        ),
        option(
            "reject-to",
            t("FILE", "文件"),
            t(
                "Take the good rows, and write the bad ones here with their reasons",
                "导入合格的行，不合格的行连同原因写入此文件",
            ),
            lang,
        )
        .add(Takes::File),
        switch(
            "update",
            t(
                "Overwrite answers on file that differ",
                "以文件内容覆盖已有的不同内容",
            ),
            lang,
        ),
        switch(
            "rows",
            t("Show every row with its verdict", "逐行列出结果"),
            lang,
        ),
        option(
            "country",
            t("CODE", "代码"),
            t(
                "The country of phone numbers that name none, such as +1",
                "未写国家代码的电话号码属于哪个国家（地区），如 +1",
            ),
            lang,
        ),
        option(
            "dates",
            t("ORDER", "顺序"),
            t(
                "How dates such as 3/1/2017 are meant: mdy or dmy",
                "3/1/2017 这类日期的顺序：mdy（月/日/年）或 dmy（日/月/年）",
            ),
            lang,
        ),
        option(
            "sheet",
            t("NAME", "名称"),
            t(
                "Which sheet of a workbook; the first with a table unless given",
                "工作簿中的哪张表；默认为第一张有表格的",
            ),
            lang,
        ),
        option(
            "delimiter",
            t("SIGN", "符号"),
            t(
                "What separates the columns; found out unless given",
                "列分隔符；默认自动识别",
            ),
            lang,
        ),
    ]
}
