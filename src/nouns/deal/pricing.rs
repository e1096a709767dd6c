//! Prices of the lines of an offer: those that were not given are the list prices
//! of products on file.

use crate::app::App;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::records::Product;
use crate::say;
use crate::store::Kept;
use crate::value::{Money, Noun, PriceLine, PriceLines, YesNo, search};
use crate::words::t;

/// Gives every line its price, and its product's name and unit where it has one.
///
/// # Errors
/// Exit 2 or 3 for a line that has no price and names no product with one.
pub fn price(app: &mut App<'_>, out: &mut Out<'_>, lines: &mut PriceLines) -> Result<(), Failure> {
    for line in &mut lines.0 {
        let product = match line.price {
            Some(_) => called_so(app, &line.what)?,
            None => Some(named(app, &line.what)?),
        };
        if let Some(product) = product {
            complete(out, line, &product)?;
        }
    }
    Ok(())
}

/// A product whose very name or number this is: a line with a price of its own
/// may be free text.
fn called_so(app: &mut App<'_>, what: &str) -> Result<Option<Kept<Product>>, Failure> {
    let key = search::name_key(what);
    let found = app.file()?.candidates(Noun::Product, what)?;
    let same = found.into_iter().find(|(_, one)| {
        search::name_key(&one.name) == key || one.number.eq_ignore_ascii_case(what)
    });
    match same {
        Some((id, _)) => Ok(Some(app.store.read()?.get(id)?)),
        None => Ok(None),
    }
}

fn named(app: &mut App<'_>, what: &str) -> Result<Kept<Product>, Failure> {
    match app.resolve(Noun::Product, what) {
        Ok(id) => app.store.read()?.get(id),
        Err(failure) if failure.exit() == Exit::NoSuchRecord => Err(Problem::new(
            Exit::NoSuchRecord,
            say!(
                "“{what}” has no price, and no product is called so",
                "“{what}”没有价格，也没有这样的产品"
            ),
        )
        .about(t("Price lines", "报价明细"))
        .hint(say!(
            "give its price, such as “{what} x1 @5200”, or first: kehu product add",
            "请写明价格，如“{what} x1 @5200”；或先登记：kehu product add"
        ))
        .into()),
        Err(failure) => Err(failure),
    }
}

/// What the product says and the line does not.
fn complete(
    out: &mut Out<'_>,
    line: &mut PriceLine,
    product: &Kept<Product>,
) -> Result<(), Failure> {
    let record = &product.record;
    let name = record.name.0.clone();
    if record.active == Some(YesNo::No) {
        out.warn(&say!("{name} is no longer on sale", "{name} 已停售"));
    }
    if line.unit.is_none() {
        line.unit.clone_from(&record.unit);
    }
    match (line.price, record.price) {
        (None, Some(price)) => line.price = Some(price),
        (None, None) => {
            return Err(Problem::usage(say!(
                "{name} has no list price, and the line gives none",
                "{name} 没有标价，明细中也未写价格"
            ))
            .about(t("Price lines", "报价明细"))
            .hint(say!(
                "such as “{name} x1 @5200”, or: kehu product edit {name} --price 5200",
                "如“{name} x1 @5200”；或：kehu product edit {name} --price 5200"
            ))
            .into());
        }
        (Some(given), Some(list)) if given < list => below(out, &name, given, list),
        _ => {}
    }
    line.what = name;
    Ok(())
}

/// A price below the list price is a discount that nobody would see.
fn below(out: &mut Out<'_>, name: &str, given: Money, list: Money) {
    let (given, list) = (given.shown(), list.shown());
    out.warn(&say!(
        "{name}: {given} is below its list price of {list}; a discount is written as -5%",
        "{name}：{given} 低于标价 {list}；折扣请写作 -5%"
    ));
}
