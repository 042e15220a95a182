//! Places come in as byte offsets, and out come file names, lines, columns and the lines'
//! bytes. The lines of a file are counted when it is first asked about.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::Place;
use crate::text::{LineIndex, Position, Source, Span};

/// The files that were read, and where their lines start.
#[derive(Debug)]
pub struct Places<'a> {
    files: Vec<(&'a Source, &'a str, OnceCell<LineIndex>)>,
}

/// A place for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located<'a> {
    /// The file's name as it was reached.
    pub file: &'a str,
    /// Where it begins.
    pub start: Position,
    /// Just past its end.
    pub end: Position,
}

/// The line that a place begins on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// Its bytes, without the line end.
    pub bytes: &'a [u8],
    /// The words of the place that are on it, as a range of `bytes`.
    pub words: Range<usize>,
}

impl<'a> Places<'a> {
    /// Takes the files in the order in which they were read, which is how places count them.
    #[must_use]
    pub fn new(sources: &'a [Arc<Source>]) -> Places<'a> {
        let names = sources.iter().map(|file| file.name.as_str());
        Places::named(sources, names)
    }

    /// The same, for readers to whom the files have other names: one for each file.
    #[must_use]
    pub fn with_names(sources: &'a [Arc<Source>], names: &'a [String]) -> Places<'a> {
        Places::named(sources, names.iter().map(String::as_str))
    }

    fn named(sources: &'a [Arc<Source>], names: impl Iterator<Item = &'a str>) -> Places<'a> {
        let files = sources.iter().zip(names);
        Places {
            files: files
                .map(|(file, name)| (&**file, name, OnceCell::new()))
                .collect(),
        }
    }

    /// A file's text, by its number.
    #[must_use]
    pub fn source(&self, file: u32) -> Option<&'a Source> {
        self.files.get(file as usize).map(|(source, ..)| *source)
    }

    /// The file's name, and where in it the place begins and ends.
    #[must_use]
    pub fn locate(&self, place: Place) -> Located<'a> {
        let span = place.span;
        let Some((source, name, index)) = self.file(place.file) else {
            let nowhere = Position { line: 1, column: 1 };
            return Located {
                file: "",
                start: nowhere,
                end: nowhere,
            };
        };
        let span = clamp(span, source);
        let start = index.position(source, span.start);
        let end = if span.is_empty() {
            start
        } else {
            index.position(source, span.end)
        };
        Located {
            file: name,
            start,
            end,
        }
    }

    /// Where an edit's span in file number `file` begins and ends.
    #[must_use]
    pub fn range(&self, file: u32, span: Span) -> (Position, Position) {
        let located = self.locate(Place { file, span });
        (located.start, located.end)
    }

    /// The line that the place begins on, to be shown.
    #[must_use]
    pub fn line(&self, place: Place) -> Option<Line<'a>> {
        let (source, _, index) = self.file(place.file)?;
        let span = clamp(place.span, source);
        let number = index.line(span.start);
        let start = index.start(number)? as usize;
        let rest = source.bytes().get(start..)?;
        let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let on_line = |offset: u32| (offset as usize).saturating_sub(start).min(end);
        Some(Line {
            number,
            bytes: &rest[..end],
            words: on_line(span.start)..on_line(span.end),
        })
    }

    fn file(&self, number: u32) -> Option<(&'a Source, &'a str, &LineIndex)> {
        let (source, name, index) = self.files.get(number as usize)?;
        Some((source, name, index.get_or_init(|| LineIndex::new(source))))
    }
}

/// A span that reaches out of the text would be a mistake of ours, and no reason to stop.
fn clamp(span: Span, source: &Source) -> Span {
    let start = span.start.min(source.bytes().len() as u32);
    Span::new(start, span.end.min(source.bytes().len() as u32).max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(start: u32, end: u32) -> Place {
        Place {
            file: 0,
            span: Span::new(start, end),
        }
    }

    #[test]
    fn lines_are_found_whatever_ends_them_and_after_a_byte_order_mark() {
        let text = "\u{feff}one\r\ntwo\rthree";
        let sources = [Arc::new(Source::new("a.touch".into(), text.into()))];
        let places = Places::new(&sources);
        for (word, number) in [("one", 1), ("two", 2), ("three", 3)] {
            let at = text.find(word).unwrap() as u32;
            let line = places.line(place(at, at + 2)).unwrap();
            assert_eq!((line.number, line.bytes), (number, word.as_bytes()));
            assert_eq!(line.words, 0..2);
            let start = places.locate(place(at, at + 2)).start;
            assert_eq!((start.line, start.column), (number, 1));
        }
    }

    #[test]
    fn a_place_that_spans_lines_is_shown_on_its_first() {
        let sources = [Arc::new(Source::new("a".into(), "one\ntwo\n".into()))];
        let places = Places::new(&sources);
        let line = places.line(place(1, 6)).unwrap();
        assert_eq!((line.bytes, line.words), (&b"one"[..], 1..3));
        let end = places.locate(place(1, 6)).end;
        assert_eq!((end.line, end.column), (2, 3));
    }

    #[test]
    fn a_place_out_of_the_text_is_its_end() {
        let sources = [Arc::new(Source::new("a".into(), "one".into()))];
        let places = Places::new(&sources);
        assert_eq!(places.line(place(7, 9)).unwrap().words, 3..3);
        let elsewhere = Place {
            file: 7,
            ..place(0, 0)
        };
        assert_eq!(places.line(elsewhere), None);
        assert_eq!(places.locate(elsewhere).file, "");
    }
}
