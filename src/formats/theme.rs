//! What a terminal can show comes in, and out come the colours of each class and level.

use std::fmt::Display;

use owo_colors::Style;

use crate::finding::Level;
use crate::table::Class;

/// What text is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that is shown or not"
)]
pub struct Look {
    /// Whether colours are shown.
    pub colour: bool,
    /// The columns there are, by which text is wrapped.
    pub width: usize,
    /// Whether the cells of a table are cut to them too.
    pub cuts: bool,
    /// Whether more than ASCII is shown; names are as they are all the same.
    pub unicode: bool,
    /// Whether bars are drawn.
    pub pictures: bool,
}

impl Default for Look {
    /// A plain terminal: 80 columns, no colour.
    fn default() -> Look {
        Look {
            colour: false,
            width: 80,
            cuts: true,
            unicode: true,
            pictures: false,
        }
    }
}

impl Look {
    /// The same for a file, in which words are looked for: no cell is cut.
    #[must_use]
    pub fn in_a_file(self) -> Look {
        Look {
            cuts: false,
            unicode: self.unicode,
            ..Look::default()
        }
    }

    /// What stands for the words that were left out.
    #[must_use]
    pub fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }
}

/// A style for each class and level; all are empty where no colour is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// The theme of this look.
    #[must_use]
    pub fn new(look: Look) -> Theme {
        Theme {
            colour: look.colour,
        }
    }

    /// The text in the style of its class. Pad it outside.
    #[must_use]
    pub fn paint(self, class: Class, text: &str) -> impl Display {
        let style = match class {
            Class::Plain => Style::new(),
            Class::Late => Style::new().red().bold(),
            Class::Dead => Style::new().magenta(),
            Class::New => Style::new().cyan(),
            Class::Good => Style::new().green(),
            Class::Dim => Style::new().dimmed(),
            Class::Strong => Style::new().bold(),
        };
        self.style(style, text)
    }

    /// The level's name in its style.
    #[must_use]
    pub fn level(self, level: Level) -> impl Display {
        self.in_level(level, level.name())
    }

    /// The text in the style of a level.
    #[must_use]
    pub fn in_level(self, level: Level, text: &str) -> impl Display {
        let style = match level {
            Level::Error => Style::new().bright_red().bold(),
            Level::Warning => Style::new().yellow().bold(),
            Level::Notice => Style::new().bright_blue().bold(),
        };
        self.style(style, text)
    }

    fn style(self, style: Style, text: &str) -> impl Display {
        let style = if self.colour { style } else { Style::new() };
        style.style(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_nothing_is_added() {
        let theme = Theme::new(Look::default());
        assert_eq!(theme.paint(Class::Late, "3 d").to_string(), "3 d");
        assert_eq!(theme.level(Level::Error).to_string(), "error");
    }

    #[test]
    fn with_colour_the_late_stand_out() {
        let theme = Theme::new(Look {
            colour: true,
            ..Look::default()
        });
        let painted = theme.paint(Class::Late, "3 d").to_string();
        assert!(painted.starts_with('\u{1b}') && painted.contains("3 d"));
        assert_eq!(theme.paint(Class::Plain, "3 d").to_string(), "3 d");
    }
}
