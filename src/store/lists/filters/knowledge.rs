//! Which articles of the knowledge base a list shows.

use super::{Filter, codes, id};
use crate::records::filters::ArticleFilter;
use crate::value::Stored;

/// Articles that pass.
pub fn articles_where(filter: &ArticleFilter) -> Filter {
    let mut all = Filter::default();
    all.is_any("r.kind", &codes(&filter.kind));
    if let Some(product) = &filter.product {
        let part = Stored::Text(product.to_lowercase());
        all.and("instr(lower(r.product), ?) > 0", vec![part]);
    }
    if let Some(tag) = &filter.tag {
        let whole = Stored::Text(format!(",{},", tag.to_lowercase()));
        all.and("instr(',' || lower(r.tags) || ',', ?) > 0", vec![whole]);
    }
    all.is("r.ticket", id(filter.ticket));
    all.is("r.author", id(filter.author));
    all.within("r.at", filter.from, filter.to.map(|to| to.0));
    all
}
