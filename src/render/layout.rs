//! How wide each column of a list becomes on a terminal. What is empty goes
//! first, then moments lose their year, then texts give way; numbers and dates
//! never. The number, the name and what the list is read for stay readable:
//! lesser columns are left out, and of periods the oldest.

use crate::view::Rank;

/// Spaces between two columns.
pub const GAP: usize = 2;

/// A text column is not squeezed below this: three Chinese characters and `…`.
const FLOOR: usize = 8;

/// The name, and what a list is read for, are not squeezed below this while a lesser
/// column is shown.
const NAME: usize = 20;

/// Nor below this while both are shown: four Chinese characters and `…`.
const SHORTER: usize = 10;

/// A heading over narrow numbers is not squeezed below this.
const HEADING: usize = 6;

/// Nor below its longest word, if that is no longer than this.
const WORD: usize = 10;

/// What a column would take.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    pub heading: usize,
    /// The longest word of the heading, which goes on in further lines.
    pub word: usize,
    /// The widest cell seen; none of them says anything where it is 0.
    pub cells: usize,
    /// The widest cell where moments are written without their year.
    pub brief: usize,
    /// Free text may be cut; numbers, dates and phones may not.
    pub text: bool,
    /// The widest cell among texts that may not be cut all the same: a sum.
    pub firm: usize,
    pub rank: Rank,
}

impl Wish {
    fn natural(&self) -> usize {
        self.heading.max(self.cells)
    }

    fn floor(&self, most: usize) -> usize {
        let least = match self.rank {
            Rank::Main | Rank::Vital => most,
            Rank::Older(_) | Rank::Lesser | Rank::Short => FLOOR,
        };
        match self.text {
            true => self.natural().min(least).max(self.firm),
            // Cut, months could not be told apart.
            false if matches!(self.rank, Rank::Older(_)) => self.natural(),
            false => {
                let heading = self.heading.min(HEADING).max(self.word.min(WORD));
                self.cells.max(heading)
            }
        }
    }
}

/// The columns that are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Their places, from the left, and how wide they are.
    pub columns: Vec<(usize, usize)>,
    /// Whether moments are written without their year.
    pub is_brief: bool,
    /// The places of those that there was no room for; empty ones are not told.
    pub left_out: Vec<usize>,
}

impl Fit {
    pub fn widths(&self) -> Vec<usize> {
        self.columns.iter().map(|(_, width)| *width).collect()
    }
}

/// Lays the columns out. Without `total` every one is as wide as it wants to be.
pub fn fit(wishes: &[Wish], total: Option<usize>) -> Fit {
    let mut shown: Vec<(usize, Wish)> = wishes.iter().copied().enumerate().collect();
    let Some(total) = total else {
        return laid(&shown, &naturals(&shown), false, Vec::new());
    };
    if taken(&naturals(&shown)) > total && shown.iter().any(|(_, wish)| wish.cells > 0) {
        shown.retain(|(_, wish)| wish.cells > 0);
    }
    let is_brief = taken(&naturals(&shown)) > total;
    if is_brief {
        for (_, wish) in &mut shown {
            wish.cells = wish.brief;
        }
    }
    let (left_out, most) = leave_out(&mut shown, total);
    let widths = squeezed(&shown, total, most);
    laid(&shown, &widths, is_brief, left_out)
}

fn naturals(shown: &[(usize, Wish)]) -> Vec<usize> {
    shown.iter().map(|(_, wish)| wish.natural()).collect()
}

fn laid(shown: &[(usize, Wish)], widths: &[usize], is_brief: bool, left_out: Vec<usize>) -> Fit {
    let places = shown.iter().map(|(at, _)| *at);
    Fit {
        columns: places.zip(widths.iter().copied()).collect(),
        is_brief,
        left_out,
    }
}

/// Takes columns out until the rest fits when squeezed: the lesser before the
/// others, from the right. Gives back their places, and how wide the name still is.
fn leave_out(shown: &mut Vec<(usize, Wish)>, total: usize) -> (Vec<usize>, usize) {
    let mut left_out = Vec::new();
    let mut most = NAME;
    let least = |shown: &[(usize, Wish)], most: usize| {
        let floors: Vec<_> = shown.iter().map(|(_, wish)| wish.floor(most)).collect();
        taken(&floors)
    };
    while shown.len() > 1 && least(shown, most) > total {
        let ranks = shown.iter().enumerate().rev();
        let Some((at, (_, wish))) = ranks.min_by_key(|(_, (_, wish))| wish.rank) else {
            break;
        };
        let rank = wish.rank;
        match rank {
            Rank::Vital | Rank::Main if most > SHORTER => most = SHORTER,
            // Only the number and the name are left: the name may become shorter
            // after all.
            Rank::Main if give_way(shown) => {}
            _ => left_out.push(shown.remove(at).0),
        }
    }
    left_out.sort_unstable();
    (left_out, most)
}

/// The name is a text like any other. Whether it was not yet.
fn give_way(shown: &mut [(usize, Wish)]) -> bool {
    let names = shown
        .iter_mut()
        .filter(|(_, wish)| wish.rank == Rank::Main && wish.text);
    let mut has = false;
    for (_, wish) in names {
        wish.rank = Rank::Lesser;
        has = true;
    }
    has
}

/// The widths of columns that fit when squeezed.
fn squeezed(shown: &[(usize, Wish)], total: usize, most: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = shown.iter().map(|(_, w)| w.natural().min(total)).collect();
    while taken(&widths) > total {
        let Some(at) = widest(shown, &widths, most) else {
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
fn widest(shown: &[(usize, Wish)], widths: &[usize], most: usize) -> Option<usize> {
    shown
        .iter()
        .zip(widths)
        .enumerate()
        .filter(|(_, ((_, wish), width))| **width > wish.floor(most))
        .max_by_key(|(_, ((_, wish), width))| (wish.text, **width))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn solid(width: usize) -> Wish {
        Wish {
            heading: 4,
            word: 4,
            cells: width,
            brief: width,
            text: false,
            firm: 0,
            rank: Rank::Lesser,
        }
    }

    fn text(width: usize) -> Wish {
        Wish {
            text: true,
            ..solid(width)
        }
    }

    fn main(wish: Wish) -> Wish {
        Wish {
            rank: Rank::Main,
            ..wish
        }
    }

    const MOMENT: Wish = Wish {
        heading: 8,
        word: 8,
        cells: 16,
        brief: 11,
        text: false,
        firm: 0,
        rank: Rank::Lesser,
    };

    /// The widths of the columns; those that are not shown are 0.
    fn widths(wishes: &[Wish], total: usize) -> Vec<usize> {
        let fit = fit(wishes, Some(total));
        let mut all = vec![0; wishes.len()];
        for (at, width) in fit.columns {
            all[at] = width;
        }
        all
    }

    #[test]
    fn the_widest_text_gives_way_first() {
        let wishes = [text(10), text(40), solid(12)];
        assert_eq!(widths(&wishes, 60), [10, 34, 12]);
        let wishes = [text(30), text(40), solid(12)];
        assert_eq!(widths(&wishes, 50), [17, 17, 12]);
    }

    #[test]
    fn numbers_are_not_squeezed_columns_from_the_right_go_instead() {
        assert_eq!(widths(&[text(20), solid(12), solid(12)], 34), [20, 12, 0]);
        assert_eq!(widths(&[solid(50)], 40), [40]);
    }

    #[test]
    fn without_a_terminal_nothing_is_squeezed() {
        let fit = fit(&[text(300), text(0), MOMENT], None);
        assert_eq!(fit.columns, [(0, 300), (1, 4), (2, 16)]);
        assert!(!fit.is_brief);
    }

    #[test]
    fn what_is_empty_goes_first_and_is_not_told() {
        let wishes = [main(solid(15)), main(text(20)), text(0), text(8)];
        assert_eq!(widths(&wishes, 53), [15, 20, 4, 8]);
        assert_eq!(widths(&wishes, 52), [15, 20, 0, 8]);
        assert!(fit(&wishes, Some(52)).left_out.is_empty());
        assert_eq!(widths(&[text(0), text(0)], 10), [4, 4]);
    }

    #[test]
    fn moments_lose_their_year_before_a_text_is_cut() {
        let wishes = [main(solid(15)), main(text(30)), MOMENT];
        assert!(!fit(&wishes, Some(65)).is_brief);
        assert!(fit(&wishes, Some(64)).is_brief);
        assert_eq!(widths(&wishes, 60), [15, 30, 11]);
        assert_eq!(widths(&wishes, 55), [15, 25, 11]);
    }

    #[test]
    fn lesser_columns_go_before_the_name_is_hard_to_read() {
        let status = Wish {
            rank: Rank::Short,
            ..text(6)
        };
        let wishes = [main(solid(15)), main(text(30)), text(30), status, MOMENT];
        assert_eq!(widths(&wishes, 70), [15, 20, 10, 6, 11]);
        assert_eq!(widths(&wishes, 60), [15, 20, 13, 6, 0]);
        assert_eq!(widths(&wishes, 45), [15, 20, 0, 6, 0]);
        assert_eq!(fit(&wishes, Some(45)).left_out, [2, 4]);
        // The name becomes short only where nothing lesser is left.
        assert_eq!(widths(&wishes, 30), [15, 13, 0, 0, 0]);
    }

    #[test]
    fn what_a_list_is_read_for_stays_and_the_name_gives_it_room() {
        let vital = |wish: Wish| Wish {
            rank: Rank::Vital,
            ..wish
        };
        let wishes = [
            main(solid(14)),
            main(text(30)),
            text(20),
            solid(12),
            vital(solid(12)),
        ];
        assert_eq!(widths(&wishes, 90), [14, 24, 20, 12, 12]);
        assert_eq!(widths(&wishes, 60), [14, 20, 8, 0, 12]);
        assert_eq!(widths(&wishes, 44), [14, 14, 0, 0, 12]);
        assert_eq!(widths(&wishes, 39), [14, 23, 0, 0, 0]);
    }

    #[test]
    fn of_periods_the_oldest_go_first_and_none_is_cut() {
        let period = |at| Wish {
            heading: 7,
            cells: 3,
            rank: Rank::Older(at),
            ..solid(3)
        };
        let trend = Wish {
            rank: Rank::Vital,
            ..text(6)
        };
        let wishes = [main(text(20)), period(0), period(1), period(2), trend];
        assert_eq!(widths(&wishes, 55), [20, 7, 7, 7, 6]);
        assert_eq!(widths(&wishes, 54), [20, 0, 7, 7, 6]);
        assert_eq!(widths(&wishes, 38), [20, 0, 0, 7, 6]);
    }

    #[test]
    fn a_sum_among_texts_is_never_cut() {
        let sums = Wish {
            firm: 12,
            ..text(40)
        };
        assert_eq!(widths(&[text(30), sums], 24), [10, 12]);
    }

    proptest! {
        #[test]
        fn it_always_fits(
            wishes in prop::collection::vec((0usize..40, 0usize..300, 0usize..300, any::<bool>(), 0usize..5), 1..12),
            total in 30usize..250,
        ) {
            let wishes: Vec<Wish> = wishes
                .into_iter()
                .map(|(heading, cells, brief, text, rank)| Wish {
                    word: heading,
                    heading,
                    cells,
                    brief: brief.min(cells),
                    text,
                    firm: 0,
                    rank: [Rank::Older(heading), Rank::Lesser, Rank::Short, Rank::Vital, Rank::Main][rank],
                })
                .collect();
            let fit = fit(&wishes, Some(total));
            let widths: Vec<_> = fit.columns.iter().map(|(_, width)| *width).collect();
            prop_assert!(!widths.is_empty() && taken(&widths) <= total);
            let told = fit.columns.len() + fit.left_out.len();
            prop_assert!(told <= wishes.len());
        }
    }
}
