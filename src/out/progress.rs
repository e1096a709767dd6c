//! How far a long command is: a bar on standard error while it runs, and
//! nothing once it is over.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How many steps are taken between two looks at the bar.
const STRIDE: u64 = 64;

/// A bar, or nothing where nobody watches.
pub struct Progress(Option<ProgressBar>, std::cell::Cell<u64>);

impl Progress {
    pub(super) fn new(steps: usize, watched: bool, ascii: bool) -> Self {
        let bar = watched.then(|| {
            let bar = ProgressBar::with_draw_target(
                u64::try_from(steps).ok(),
                ProgressDrawTarget::stderr(),
            );
            match ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}") {
                Ok(style) if ascii => bar.with_style(style.progress_chars("#>-")),
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Progress(bar, std::cell::Cell::new(0))
    }

    /// One more is done.
    pub fn step(&self) {
        self.1.set(self.1.get() + 1);
        if let Some(bar) = &self.0
            && self.1.get().is_multiple_of(STRIDE)
        {
            bar.set_position(self.1.get());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
