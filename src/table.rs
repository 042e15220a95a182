//! A table before it is shown: title, columns, rows, notes. It knows no width and no colour;
//! a format gives it those.

use std::borrow::Cow;

/// What a cell or a note means, so that a format may show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nothing out of the ordinary.
    #[default]
    Plain,
    /// It should have happened by now.
    Late,
    /// Given up.
    Dead,
    /// Not touched yet.
    New,
    /// As one would have it.
    Good,
    /// Of less weight than what stands around it.
    Dim,
    /// Of more weight than what stands around it.
    Strong,
}

/// On which side the cells of a column line up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
}

/// A column: what its cells have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it; may be empty.
    pub heading: Cow<'static, str>,
    /// On which side its cells line up.
    pub align: Align,
    /// To how many characters its cells may be shortened where room is scarce; where none,
    /// they are always shown whole.
    pub shortest: Option<usize>,
    /// Whether its cells are bars.
    pub bars: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn left(heading: impl Into<Cow<'static, str>>) -> Column {
        Column {
            heading: heading.into(),
            align: Align::Left,
            shortest: None,
            bars: false,
        }
    }

    /// A column of bars.
    #[must_use]
    pub fn bars(heading: impl Into<Cow<'static, str>>) -> Column {
        Column {
            bars: true,
            ..Column::left(heading)
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn right(heading: impl Into<Cow<'static, str>>) -> Column {
        Column {
            align: Align::Right,
            ..Column::left(heading)
        }
    }

    /// The same column, whose cells may be shortened to so many characters, not fewer.
    #[must_use]
    pub fn shortened_to(self, shortest: usize) -> Column {
        Column {
            shortest: Some(shortest),
            ..self
        }
    }
}

/// One field of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands there, as it was written: a format makes it harmless.
    pub text: Cow<'static, str>,
    /// What it means.
    pub class: Class,
    /// A share to be drawn in its place. A format that draws none leaves the column out: the
    /// number itself stands in another.
    pub bar: Option<Bar>,
}

/// A share that is drawn, and perhaps a mark to hold it against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    share: u16,
    mark: Option<u16>,
}

impl Bar {
    const WHOLE: f64 = 10_000.0;

    /// A bar of this share, 0 to 1.
    #[must_use]
    pub fn new(share: f64) -> Bar {
        Bar {
            share: (share.clamp(0.0, 1.0) * Bar::WHOLE).round() as u16,
            mark: None,
        }
    }

    /// The same with a mark at this share.
    #[must_use]
    pub fn marked(self, mark: f64) -> Bar {
        Bar {
            mark: Some(Bar::new(mark).share),
            ..self
        }
    }

    /// The share, 0 to 1.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.share) / Bar::WHOLE
    }

    /// Where the mark is, 0 to 1.
    #[must_use]
    pub fn mark(self) -> Option<f64> {
        self.mark.map(|mark| f64::from(mark) / Bar::WHOLE)
    }
}

impl Cell {
    /// A cell of this meaning.
    #[must_use]
    pub fn new(text: impl Into<Cow<'static, str>>, class: Class) -> Cell {
        Cell {
            text: text.into(),
            class,
            bar: None,
        }
    }

    /// A share to be drawn.
    #[must_use]
    pub fn bar(bar: Bar, class: Class) -> Cell {
        Cell {
            bar: Some(bar),
            ..Cell::new("", class)
        }
    }

    /// A cell of no special meaning.
    #[must_use]
    pub fn plain(text: impl Into<Cow<'static, str>>) -> Cell {
        Cell::new(text, Class::Plain)
    }
}

/// A line under the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// What the line is about, as `Remind`. The texts of the labelled notes of one block line
    /// up; an empty label stands for the one above.
    pub label: Option<Cow<'static, str>>,
    /// What is said.
    pub text: String,
    /// What it means.
    pub class: Class,
    /// Whether the blocks in it are a picture, drawn otherwise where only ASCII is shown.
    pub is_picture: bool,
}

impl Note {
    /// A line of text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Note {
        Note {
            label: None,
            text: text.into(),
            class: Class::Plain,
            is_picture: false,
        }
    }

    /// A line of text with bars of `█` in it.
    #[must_use]
    pub fn picture(text: impl Into<String>) -> Note {
        Note {
            is_picture: true,
            ..Note::new(text)
        }
    }

    /// A line of text that begins with what it is about.
    #[must_use]
    pub fn labelled(label: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Note {
        Note::new(text).under(label)
    }

    /// The same note, with what it is about before it.
    #[must_use]
    pub fn under(self, label: impl Into<Cow<'static, str>>) -> Note {
        Note {
            label: Some(label.into()),
            ..self
        }
    }

    /// The same note, of this meaning.
    #[must_use]
    pub fn with_class(self, class: Class) -> Note {
        Note { class, ..self }
    }
}

/// A title, rows in columns, and what is to be said under them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The line above; may be empty.
    pub title: String,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows, from top to bottom; a cell that a row lacks is empty.
    pub rows: Vec<Vec<Cell>>,
    /// The sentence that says that there is no row.
    pub empty: String,
    /// Blocks of lines under the rows.
    pub notes: Vec<Vec<Note>>,
}

impl Table {
    /// A table that has no row yet.
    #[must_use]
    pub fn new(title: impl Into<String>, columns: Vec<Column>, empty: impl Into<String>) -> Table {
        Table {
            title: title.into(),
            columns,
            rows: Vec::new(),
            empty: empty.into(),
            notes: Vec::new(),
        }
    }

    /// The table without its columns of bars.
    #[must_use]
    pub fn without_bars(&self) -> Table {
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().zip(&self.columns);
            let kept = cells.filter(|(_, column)| !column.bars);
            kept.map(|(cell, _)| cell.clone()).collect()
        });
        let columns = self.columns.iter().filter(|column| !column.bars);
        Table {
            title: self.title.clone(),
            columns: columns.cloned().collect(),
            rows: rows.collect(),
            empty: self.empty.clone(),
            notes: self.notes.clone(),
        }
    }
}
