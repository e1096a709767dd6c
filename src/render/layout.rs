//! How wide each column of a list becomes on a terminal: texts give way
//! first, numbers and dates never; what still does not fit is left out.

/// Spaces between two columns.
pub const GAP: usize = 2;

/// A text column is not squeezed below this: three Chinese characters and `…`.
const FLOOR: usize = 8;

/// A heading over narrow numbers is not squeezed below this.
const HEADING: usize = 6;

/// What a column would take.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    pub heading: usize,
    /// The widest cell seen.
    pub cells: usize,
    /// Free text may be cut; numbers, dates and phones may not.
    pub text: bool,
}

impl Wish {
    fn natural(&self) -> usize {
        self.heading.max(self.cells)
    }

    fn floor(&self) -> usize {
        match self.text {
            true => self.natural().min(FLOOR),
            false => self.cells.max(self.heading.min(HEADING)),
        }
    }
}

/// The widths of the columns that are shown; those beyond are left out.
/// Without `total` every column is as wide as it wants to be.
pub fn fit(wishes: &[Wish], total: Option<usize>) -> Vec<usize> {
    let Some(total) = total else {
        return wishes.iter().map(Wish::natural).collect();
    };
    let least = |shown: &[Wish]| taken(&shown.iter().map(Wish::floor).collect::<Vec<_>>());
    let mut shown = wishes;
    while let [rest @ .., _] = shown {
        if rest.is_empty() || least(shown) <= total {
            break;
        }
        shown = rest;
    }
    let mut widths: Vec<usize> = shown.iter().map(|w| w.natural().min(total)).collect();
    while taken(&widths) > total {
        let Some(at) = widest(shown, &widths) else {
            break;
        };
        if let Some(width) = widths.get_mut(at) {
            *width -= 1;
        }
    }
    widths
}

/// Columns of the terminal that these take with the gaps between them.
pub fn taken(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// The column that gives way next: the widest text, then the heading that is
/// widest over what stands below it.
fn widest(shown: &[Wish], widths: &[usize]) -> Option<usize> {
    shown
        .iter()
        .zip(widths)
        .enumerate()
        .filter(|(_, (wish, width))| **width > wish.floor())
        .max_by_key(|(_, (wish, width))| (wish.text, **width))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(width: usize) -> Wish {
        Wish {
            heading: 4,
            cells: width,
            text: true,
        }
    }

    fn solid(width: usize) -> Wish {
        Wish {
            heading: 4,
            cells: width,
            text: false,
        }
    }

    #[test]
    fn the_widest_text_gives_way_first() {
        assert_eq!(
            fit(&[text(10), text(40), solid(12)], Some(60)),
            [10, 34, 12]
        );
        assert_eq!(
            fit(&[text(30), text(40), solid(12)], Some(50)),
            [17, 17, 12]
        );
    }

    #[test]
    fn numbers_are_not_squeezed_columns_from_the_right_go_instead() {
        assert_eq!(fit(&[text(20), solid(12), solid(12)], Some(34)), [20, 12]);
        assert_eq!(fit(&[solid(50)], Some(40)), [40]);
    }

    #[test]
    fn without_a_terminal_nothing_is_squeezed() {
        assert_eq!(fit(&[text(300), solid(12)], None), [300, 12]);
    }

    proptest! {
        #[test]
        fn it_always_fits(
            wishes in prop::collection::vec((0usize..40, 0usize..300, any::<bool>()), 1..12),
            total in 30usize..250,
        ) {
            let wishes: Vec<Wish> = wishes
                .into_iter()
                .map(|(heading, cells, text)| Wish { heading, cells, text })
                .collect();
            let widths = fit(&wishes, Some(total));
            prop_assert!(!widths.is_empty() && taken(&widths) <= total);
        }
    }
}
