//! The whole of a text.

use std::sync::Arc;

use super::chunks;
use super::encoding::is_utf16;
use super::fault::Fault;
use super::file::File;
use super::reader::Reader;
use crate::settings::Vocabulary;
use crate::text::{Source, Span};

/// Reads a text. It never fails: what cannot be read is a fault, and reading goes on.
#[must_use]
pub fn parse(source: Arc<Source>, vocabulary: &Vocabulary) -> File {
    let bytes = source.bytes();
    let read = if is_utf16(bytes) {
        let mut nothing = Reader::new(vocabulary);
        let message = "this file is UTF-16, and is not read".to_owned();
        let fault = Fault::error("encoding", Span::at(0), message);
        nothing.faults.push(fault.help("save it as UTF-8"));
        nothing
    } else {
        let mut read = chunks::read(bytes, vocabulary);
        read.faults.extend(lines_not_utf8(&read.not_utf8));
        read
    };
    File {
        source,
        touches: read.touches,
        details: read.details,
        directives: read.directives,
        fields: read.fields,
        names: read.names,
        reps: read.reps,
        touch_reps: read.touch_reps,
        allows: read.allows,
        faults: read.faults,
    }
}

/// One fault for all lines that are not UTF-8: there is one cause.
fn lines_not_utf8(lines: &[Span]) -> Option<Fault> {
    let first = lines.first()?;
    let message = match lines.len() {
        1 => "this line is not UTF-8, and is not read".to_owned(),
        count => {
            format!("{count} lines are not UTF-8, this is the first of them; they are not read")
        }
    };
    let fault = Fault::error("encoding", *first, message);
    Some(fault.help("most likely the file is Windows-1252: save it as UTF-8"))
}
