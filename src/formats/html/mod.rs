//! Tables come in, and out comes one page that stands alone: it asks no network for anything, and
//! is read without its script, which only sorts. No text becomes a tag, an attribute or a command.

mod chart;

use std::fmt;

use sha2::{Digest, Sha256};

use crate::table::{Align, Cell, Class, Column, Note, Table};
use crate::text::harmless;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("sort.js");

/// Text of more characters than these is broken into lines.
const LONG: usize = 26;

/// Writes the page: each table under its title, with its charts and notes.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(tables: &[Table], out: &mut impl fmt::Write) -> fmt::Result {
    let title = title(tables);
    // A browser takes a line end of two characters for one, and so does the digest.
    let (style, script) = (STYLE.replace('\r', ""), SCRIPT.replace('\r', ""));
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>")?;
    writeln!(out, "<meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'\">",
        digest(&style),
        digest(&script)
    )?;
    writeln!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
    )?;
    let alone = tables.len() == 1;
    if !alone {
        write_contents(tables, out)?;
    }
    for (at, table) in tables.iter().enumerate() {
        write_section(table, at + 1, alone, out)?;
    }
    writeln!(out, "</main>\n<script>{script}</script>\n</body>\n</html>")
}

/// What the page is called: like its table, or, where there are several, by the day of the first.
fn title(tables: &[Table]) -> String {
    match tables {
        [table] if !table.title.is_empty() => escaped(&table.title),
        [first, ..] => match first.title.split_once(" on ") {
            Some((_, day)) => format!("Touchline report on {}", escaped(day)),
            None => "Touchline report".to_owned(),
        },
        [] => "Touchline report".to_owned(),
    }
}

fn write_contents(tables: &[Table], out: &mut impl fmt::Write) -> fmt::Result {
    writeln!(out, "<nav aria-label=\"Contents\">\n<ul>")?;
    for (at, table) in tables.iter().enumerate() {
        let name = escaped(chart::subject(table));
        writeln!(out, "<li><a href=\"#t{}\">{name}</a></li>", at + 1)?;
    }
    writeln!(out, "</ul>\n</nav>")
}

fn write_section(
    table: &Table,
    number: usize,
    alone: bool,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let title = escaped(&table.title);
    writeln!(out, "<section id=\"t{number}\" aria-label=\"{title}\">")?;
    if !alone && !title.is_empty() {
        writeln!(out, "<h2>{title}</h2>")?;
    }
    if table.rows.is_empty() {
        writeln!(out, "<p class=\"empty\">{}</p>", escaped(&table.empty))?;
    } else {
        chart::write(table, out)?;
        write_table(table, &title, out)?;
    }
    for block in table.notes.iter().filter(|block| !block.is_empty()) {
        writeln!(out, "<ul class=\"notes\">")?;
        for note in block {
            write_note(note, out)?;
        }
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "</section>")
}

fn write_table(table: &Table, title: &str, out: &mut impl fmt::Write) -> fmt::Result {
    // Whoever has no mouse reaches the box by the keyboard, and scrolls it.
    writeln!(
        out,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{title}\">\n\
         <table>\n<thead>\n<tr>"
    )?;
    for column in &table.columns {
        let class = classes(column, Class::Plain, "");
        writeln!(
            out,
            "<th scope=\"col\"{class}>{}</th>",
            escaped(column.heading.trim())
        )?;
    }
    writeln!(out, "</tr>\n</thead>\n<tbody>")?;
    for row in &table.rows {
        writeln!(out, "<tr>")?;
        for (at, column) in table.columns.iter().enumerate() {
            match row.get(at) {
                None => writeln!(out, "<td></td>")?,
                Some(cell) => write_cell(table, row, cell, column, out)?,
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")
}

fn write_cell(
    table: &Table,
    row: &[Cell],
    cell: &Cell,
    column: &Column,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    if let Some(bar) = cell.bar {
        // What sorts it is its length.
        write!(
            out,
            "<td{} data-n=\"{:.4}\">",
            classes(column, Class::Plain, ""),
            bar.share()
        )?;
        chart::write_bar(bar, cell.class, &chart::said(table, row, column, bar), out)?;
        return writeln!(out, "</td>");
    }
    let text = cell.text.trim();
    let class = classes(column, cell.class, text);
    writeln!(out, "<td{class}>{}</td>", escaped(text))
}

/// What a spreadsheet that opens the page might reckon instead of showing.
fn is_formula(text: &str) -> bool {
    text.len() > 1 && text.starts_with(['=', '+', '-', '@'])
}

fn classes(column: &Column, class: Class, text: &str) -> String {
    let names = [
        (column.align == Align::Right).then_some("n"),
        class_name(class),
        is_formula(text).then_some("words"),
        (text.chars().count() > LONG).then_some("long"),
    ];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(" class=\"{}\"", names.join(" "))
    }
}

fn class_name(class: Class) -> Option<&'static str> {
    match class {
        Class::Plain => None,
        Class::Late => Some("late"),
        Class::Dead => Some("dead"),
        Class::New => Some("new"),
        Class::Good => Some("good"),
        Class::Dim => Some("dim"),
        Class::Strong => Some("strong"),
    }
}

fn write_note(note: &Note, out: &mut impl fmt::Write) -> fmt::Result {
    let names = [note.is_picture.then_some("picture"), class_name(note.class)];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    let class = if names.is_empty() {
        String::new()
    } else {
        format!(" class=\"{}\"", names.join(" "))
    };
    let text = if note.is_picture {
        chart::picture(note.text.trim())
    } else {
        // A number and its `%` stay together.
        escaped(note.text.trim()).replace(" %", "&nbsp;%")
    };
    match note.label.as_deref().map(str::trim) {
        None | Some("") => writeln!(out, "<li{class}>{text}</li>"),
        Some(label) => writeln!(out, "<li{class}><b>{}</b> {text}</li>", escaped(label)),
    }
}

/// Text that a browser shows as it is, within tags and within attributes, and that a CI log which
/// the page is written to does not obey.
fn escaped(text: &str) -> String {
    let clean = harmless(text);
    let mut escaped = String::with_capacity(clean.len());
    let mut before = ' ';
    for character in clean.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '=' => escaped.push_str("&#61;"),
            '`' => escaped.push_str("&#96;"),
            ':' if before == ':' => escaped.push_str("&#58;"),
            _ => escaped.push(character),
        }
        before = character;
    }
    // No address in the text looks like one that the page asks for.
    escaped.replace("://", ":&#47;/")
}

/// What a policy knows a text by.
fn digest(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for at in 0..4 {
            if at > three.len() {
                text.push('=');
            } else {
                let letter = (bits >> (18 - 6 * at)) & 63;
                text.push(char::from(LETTERS[letter as usize]));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Bar;

    fn written(tables: &[Table]) -> String {
        let mut out = String::new();
        write(tables, &mut out).unwrap();
        out
    }

    #[test]
    fn sixty_four_letters_are_those_of_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(
            digest(""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }

    #[test]
    fn no_text_is_obeyed() {
        assert_eq!(
            escaped("<b> & \"c\" 'd' =e() \u{1b}[2J"),
            "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; &#61;e() \\u{1b}[2J"
        );
        assert_eq!(escaped("::error::x"), ":&#58;error:&#58;x");
        assert_eq!(escaped("http://e"), "http:&#47;/e");
    }

    #[test]
    fn a_table_has_its_cells_bars_and_notes() {
        let columns = vec![
            Column::left("prospect"),
            Column::right("rate"),
            Column::bars("rate"),
        ];
        let mut table = Table::new("Dead", columns, "Nobody.");
        table.rows.push(vec![
            Cell::new("Acme", Class::Dead),
            Cell::plain("50 %"),
            Cell::bar(Bar::new(0.5), Class::Plain),
        ]);
        table.notes.push(vec![Note::labelled("Remind", "Ivy")]);
        let page = written(&[table]);
        assert!(page.contains("<h1>Dead</h1>"), "{page}");
        assert!(page.contains("<td class=\"dead\">Acme</td>"), "{page}");
        assert!(page.contains("aria-label=\"rate: 50 %\""), "{page}");
        assert!(page.contains("<li><b>Remind</b> Ivy</li>"), "{page}");
        let empty = written(&[Table::new("Dead", Vec::new(), "Nobody.")]);
        assert!(empty.contains("<p class=\"empty\">Nobody.</p>"), "{empty}");
    }
}
