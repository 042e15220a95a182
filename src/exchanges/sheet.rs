//! The bytes of a CSV file come in; out come its header and its rows as text, whatever their
//! encoding, their delimiter and their quotes.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A sheet: a header, and rows with the lines on which they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether a quote is opened and never closed: then the last row is what is left of the file.
    pub is_open: bool,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Decodes a text: by its byte-order mark, else UTF-16 where every other byte is NUL, else UTF-8,
/// else Windows-1252.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    let nul = |at: usize| {
        bytes
            .iter()
            .skip(at)
            .step_by(2)
            .take(64)
            .all(|byte| *byte == 0)
    };
    if bytes.len() >= 2 && nul(1) {
        return UTF_16LE.decode_without_bom_handling(bytes).0;
    }
    if bytes.len() >= 2 && nul(0) {
        return UTF_16BE.decode_without_bom_handling(bytes).0;
    }
    UTF_8
        .decode_without_bom_handling_and_without_replacement(bytes)
        .unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

/// Reads a sheet. Of the delimiters and quotes that there are, those hold with which most columns
/// of the header are `known`; of equals, those that make the most of them.
#[must_use]
pub fn read(text: &str, known: &dyn Fn(&str) -> bool) -> Sheet {
    // A spreadsheet's own way to tell the delimiter.
    let (told, text, skipped) = match text.split_once('\n') {
        Some((first, rest)) if first.to_ascii_lowercase().starts_with("sep=") => {
            (first[4..].trim_end().bytes().next(), rest, 1)
        }
        _ => (None, text, 0),
    };
    let delimiters = told.map_or_else(|| b",;\t|".to_vec(), |told| vec![told]);
    let ways = delimiters
        .iter()
        .flat_map(|delimiter| [(*delimiter, b'"'), (*delimiter, b'\'')]);
    let score = |(delimiter, quote): (u8, u8)| {
        let header = header(text, delimiter, quote);
        let found = header.iter().filter(|name| known(name)).count();
        (found, header.len())
    };
    let mut best = (b',', b'"');
    let mut best_score = score(best);
    for way in ways {
        let this = score(way);
        if this > best_score {
            (best, best_score) = (way, this);
        }
    }
    let mut sheet = rows(text, best);
    for row in &mut sheet.rows {
        row.line += skipped;
    }
    sheet
}

fn reader(text: &str, delimiter: u8, quote: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quote(quote)
        .from_reader(text.as_bytes())
}

fn header(text: &str, delimiter: u8, quote: u8) -> Vec<String> {
    let mut record = csv::StringRecord::new();
    match reader(text, delimiter, quote).read_record(&mut record) {
        Ok(true) => record.iter().map(|name| name.trim().to_owned()).collect(),
        _ => Vec::new(),
    }
}

fn rows(text: &str, (delimiter, quote): (u8, u8)) -> Sheet {
    let mut sheet = Sheet::default();
    let mut reader = reader(text, delimiter, quote);
    let mut record = csv::StringRecord::new();
    let mut is_first = true;
    let mut last_start = 0;
    while let Ok(true) = reader.read_record(&mut record) {
        let place = record.position();
        let (start, line) = place.map_or((0, 1), |place| (place.byte() as usize, place.line()));
        last_start = start;
        // Empty lines before a row are counted to it.
        let empty = text.get(start..).unwrap_or_default();
        let before = empty.len() - empty.trim_start_matches(['\n', '\r']).len();
        let line = line + empty[..before].matches('\n').count() as u64;
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if is_first {
            is_first = false;
            sheet.header = cells.iter().map(|name| name.trim().to_owned()).collect();
            continue;
        }
        while cells.len() > sheet.header.len() && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            sheet.rows.push(Row { line, cells });
        }
    }
    let quote = quote as char;
    let last = text.get(last_start..).unwrap_or_default();
    let is_odd = |text: &str| text.matches(quote).count() % 2 == 1;
    sheet.is_open = quote == '"' && is_odd(last) && last.trim_end().contains('\n');
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = decode(bytes);
        let sheet = read(&text, &|name| ["Name", "Note"].contains(&name));
        let rows = sheet.rows.into_iter().map(|row| row.cells);
        std::iter::once(sheet.header).chain(rows).collect()
    }

    #[test]
    fn delimiter_quotes_and_encoding_are_found_out() {
        let expected = [["Name", "Note"], ["Müller", "a, b; c"]];
        let utf16: Vec<u8> = "Name\tNote\r\nMüller\ta, b; c\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16.clone()).collect();
        for bytes in [
            "Name,Note\nMüller,\"a, b; c\"\n".as_bytes(),
            "\u{feff}Name;Note\r\nMüller;\"a, b; c\"\r\n".as_bytes(),
            b"Name|Note\nM\xfcller|a, b; c",
            "sep=;\nName;Note\nMüller;\"a, b; c\"\n".as_bytes(),
            "'Name','Note'\n'Müller','a, b; c'\n".as_bytes(),
            &utf16,
            &marked,
        ] {
            assert_eq!(cells(bytes), expected);
        }
    }

    #[test]
    fn rows_know_their_lines_and_an_open_quote_is_seen() {
        let sheet = read("a,b\n\n1,\"x\ny\"\n2,z\n", &|_| false);
        let lines: Vec<u64> = sheet.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [3, 5]);
        assert!(!sheet.is_open);
        assert!(read("a,b\n1,\"x\n2,y\n3,z\n", &|_| false).is_open);
    }
}
