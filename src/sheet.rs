//! A sheet before it is shown: blocks of lines, whose leads line up and whose texts wrap. It knows
//! no width and no colour; a format gives it those.

use crate::finding::Level;
use crate::table::{Align, Cell, Class};

/// What a run of text means, so that a format may show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What a cell of a table may mean.
    Class(Class),
    /// How much a finding matters.
    Level(Level),
}

impl From<Class> for Tone {
    fn from(class: Class) -> Tone {
        Tone::Class(class)
    }
}

impl From<Level> for Tone {
    fn from(level: Level) -> Tone {
        Tone::Level(level)
    }
}

/// Words of one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words, as they were written: a format makes them harmless.
    pub text: String,
    /// What they mean.
    pub tone: Tone,
}

/// A line, which a format breaks where it is too long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// How far it is indented.
    pub indent: usize,
    /// What stands before the text, lined up with the leads of its block's other lines.
    pub lead: Vec<Cell>,
    /// The text: runs with a space between.
    pub text: Vec<Run>,
}

impl Line {
    /// A line of plain words.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Line {
        Line::default().and(text, Class::Plain)
    }

    /// A line that begins with these cells.
    #[must_use]
    pub fn led_by(lead: Vec<Cell>) -> Line {
        Line {
            lead,
            ..Line::default()
        }
    }

    /// A line that begins with what it is about.
    #[must_use]
    pub fn labelled(label: impl Into<String>, text: impl Into<String>) -> Line {
        let label: String = label.into();
        Line::led_by(vec![Cell::new(label, Class::Dim)]).and(text, Class::Plain)
    }

    /// The same line, so far to the right.
    #[must_use]
    pub fn indented(self, indent: usize) -> Line {
        Line { indent, ..self }
    }

    /// The same line, with these words after its own; nothing where there are none.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, tone: impl Into<Tone>) -> Line {
        let (text, tone) = (text.into(), tone.into());
        if !text.is_empty() {
            self.text.push(Run { text, tone });
        }
        self
    }
}

/// Lines that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// The line above; may be empty.
    pub title: String,
    /// On which side the cells of the leads line up; left, where nothing is said.
    pub align: Vec<Align>,
    /// The lines.
    pub lines: Vec<Line>,
}

impl Block {
    /// A block that has no line yet.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Block {
        Block {
            title: title.into(),
            ..Block::default()
        }
    }
}

/// Blocks under one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The blocks; one without lines is not shown.
    pub blocks: Vec<Block>,
}
