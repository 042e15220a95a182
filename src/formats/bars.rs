//! A share and a width come in, and out comes a bar: of eighths of a block, or of `#` where only
//! ASCII is shown.

use crate::table::Bar;

/// A bar shorter than this tells nothing.
pub(super) const SHORTEST: usize = 6;

/// A bar longer than this tells no more.
pub(super) const LONGEST: usize = 30;

/// The parts of a block, from one eighth to seven.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// Draws a bar: of the whole width where its share is 1. What is more than nothing is seen.
pub(super) fn draw(bar: Bar, width: usize, unicode: bool) -> String {
    let length = bar.share() * width as f64;
    let mut drawn: Vec<char> = if unicode {
        let least = usize::from(bar.share() > 0.0);
        let eighths = ((length * 8.0).round() as usize).max(least);
        let mut blocks = vec!['█'; eighths / 8];
        if let Some(rest) = (eighths % 8).checked_sub(1) {
            blocks.push(EIGHTHS[rest]);
        }
        blocks
    } else {
        vec!['#'; length.round() as usize]
    };
    if let Some(mark) = bar.mark() {
        let at = ((mark * width as f64).floor() as usize).min(width.saturating_sub(1));
        if drawn.len() <= at {
            drawn.resize(at + 1, ' ');
        }
        drawn[at] = if unicode { '│' } else { '|' };
    }
    drawn.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(draw(Bar::new(1.0), 4, true), "████");
        assert_eq!(draw(Bar::new(0.40625), 4, true), "█▋");
        assert_eq!(draw(Bar::new(0.001), 4, true), "▏");
        assert_eq!(draw(Bar::new(0.0), 4, true), "");
        assert_eq!(draw(Bar::new(0.5), 4, false), "##");
    }

    #[test]
    fn a_mark_stands_at_its_share_whatever_the_bar() {
        assert_eq!(draw(Bar::new(0.25).marked(0.93), 10, true), "██▌      │");
        assert_eq!(draw(Bar::new(0.2).marked(0.93), 10, false), "##       |");
        assert_eq!(draw(Bar::new(1.0).marked(0.5), 10, true), "█████│████");
        assert_eq!(draw(Bar::new(1.0).marked(1.0), 4, false), "###|");
    }
}
