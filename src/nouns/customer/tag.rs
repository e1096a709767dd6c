//! `customer tag`: one customer, or many at once after a preview.

use clap::Arg;

use super::customer_arg;
use super::many::{self, counted};
use crate::app::App;
use crate::flags;
use crate::form::Form as _;
use crate::nouns::{Call, option, switch};
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::filters::CustomerFilter;
use crate::say;
use crate::store::{Filter, Kind};
use crate::value::{Noun, Tags, Value as _};
use crate::verbs;
use crate::words::{Lang, t};

/// Both `--add` and `--remove` take tags.
const TAGS: flags::Takes = flags::Takes::Answer(crate::value::Kind::Tags);

pub fn args(lang: Lang) -> Vec<Arg> {
    let words = t("WORDS", "词");
    let mut args = vec![
        customer_arg(lang).index(1),
        option("add", words, t("Tags to put on", "要添加的标签"), lang).add(TAGS),
        option("remove", words, t("Tags to take off", "要去掉的标签"), lang).add(TAGS),
        option(
            "where",
            t("KEY=VALUE", "键=值"),
            t(
                "All customers that this and the filters below choose",
                "按此条件和下列条件批量处理",
            ),
            lang,
        )
        .num_args(0..=1)
        .default_missing_value(""),
        switch("list", t("List all tags in use", "列出所有标签"), lang),
    ];
    args.extend(flags::args(CustomerFilter::FIELDS, &[], lang));
    args
}

pub fn run(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    if call.has("list") {
        return all_tags(app, out);
    }
    let (put, take) = words(app, call)?;
    let customers = match call.text("where").map(str::to_owned) {
        Some(conditions) => {
            let filter = chosen(app, call, &conditions)?;
            let ids = many::ids(app, &filter)?;
            if ids.is_empty() {
                out.line(&say!("no customer matches", "没有符合条件的客户"))?;
                return Ok(Exit::Done);
            }
            let n = ids.len();
            many::preview(app, call, out, &filter, n)?;
            let (en, zh) = (
                described(&put, &take, Lang::En),
                described(&put, &take, Lang::Zh),
            );
            let them = counted(n);
            let question = say!(
                "{them}: {en} — go ahead?",
                "共 {n} 个客户：{zh}，是否执行？"
            );
            if !verbs::agreed(app, call, out, &question)? {
                return Ok(Exit::Done);
            }
            ids
        }
        None => vec![super::named(app, call)?],
    };
    apply(app, out, me, &customers, &put, &take)
}

/// The customers that `--where` and the filter flags choose.
fn chosen(app: &mut App<'_>, call: &Call<'_>, conditions: &str) -> Result<Filter, Failure> {
    if let Some(customer) = call.text("customer") {
        return Err(Problem::usage(say!(
            "either “{customer}” or --where, not both",
            "“{customer}”与 --where 只能选其一"
        ))
        .into());
    }
    let draft = call.draft(CustomerFilter::FIELDS)?;
    many::filter(
        app,
        draft,
        conditions,
        "customer tag --where region=HZ --add 重点客户",
    )
}

fn described(put: &Tags, take: &Tags, lang: Lang) -> String {
    let mut parts = Vec::new();
    let comma = t(", ", "、").to(lang);
    if !put.0.is_empty() {
        parts.push(format!(
            "{} {}",
            t("put on", "添加").to(lang),
            put.0.join(comma)
        ));
    }
    if !take.0.is_empty() {
        parts.push(format!(
            "{} {}",
            t("take off", "去掉").to(lang),
            take.0.join(comma)
        ));
    }
    parts.join(t("; ", "；").to(lang))
}

/// What to put on and what to take off.
fn words(app: &mut App<'_>, call: &Call<'_>) -> Result<(Tags, Tags), Failure> {
    let read = |text: Option<&str>, app: &mut App<'_>| {
        let text = text.unwrap_or("").to_owned();
        app.reading(|reading, _| Ok(Tags::parse(&text, reading).unwrap_or_default()))
    };
    let put = read(call.text("add"), app)?;
    let take = read(call.text("remove"), app)?;
    if put.0.is_empty() && take.0.is_empty() {
        return Err(Problem::usage(say!("no tag given", "没有给出标签"))
            .hint(say!(
                "such as: kehu customer tag Yunfan --add key-account",
                "例如：kehu customer tag 云帆 --add 重点客户"
            ))
            .into());
    }
    Ok((put, take))
}

fn apply(
    app: &mut App<'_>,
    out: &mut Out<'_>,
    me: i64,
    customers: &[i64],
    put: &Tags,
    take: &Tags,
) -> Result<Exit, Failure> {
    let now = app.now;
    let subject = match customers {
        [one] => app
            .store
            .read()?
            .candidate(Noun::Customer, *one)?
            .map_or(String::new(), |found| found.number),
        _ => String::new(),
    };
    let writing = app
        .store
        .write()?
        .begin("customer tag", Kind::Work, Some(me), now)?;
    let mut touched = 0;
    for customer in customers {
        let mut any = false;
        for tag in &put.0 {
            any |= writing.tag(*customer, tag)?;
        }
        for tag in &take.0 {
            any |= writing.untag(*customer, tag)?;
        }
        touched += usize::from(any);
    }
    if touched == 0 {
        out.line(&say!("nothing changed", "没有变化"))?;
        return Ok(Exit::Done);
    }
    let (en, zh) = (
        described(put, take, Lang::En),
        described(put, take, Lang::Zh),
    );
    let them = counted(touched);
    writing.commit(
        &subject,
        &say!("tags of {them}: {en}", "{touched} 个客户的标签：{zh}"),
    )?;
    out.line(&say!("{them}: {en}", "{touched} 个客户：{zh}"))?;
    Ok(Exit::Done)
}

fn all_tags(app: &mut App<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    use crate::value::Cell;
    use crate::view::{Column, View};
    let tags = app.file()?.tag_counts()?;
    let rows = tags
        .into_iter()
        .map(|(name, n)| vec![Cell::Line(name), Cell::Whole(n)])
        .collect();
    let columns = vec![
        Column::new("tag", t("Tag", "标签")),
        Column::new("customers", t("Customers", "客户数")),
    ];
    out.view(View::list(t("Tags", "标签"), columns, rows))?;
    Ok(Exit::Done)
}
