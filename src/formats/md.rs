//! Tables come in, and out comes Markdown for a merge request: headings, tables, and the notes as
//! lists, with nothing in any text that Markdown, HTML or a CI log would obey.

use std::fmt;

use crate::sheet::{Line, Sheet};
use crate::table::{Align, Cell, Note, Table};
use crate::text::harmless;

/// Writes tables, each under its title.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(tables: &[Table], out: &mut impl fmt::Write) -> fmt::Result {
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            out.write_char('\n')?;
        }
        write_table(&table.without_bars(), out)?;
    }
    Ok(())
}

/// Writes a sheet: each block a list under its title.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write_sheet(sheet: &Sheet, out: &mut impl fmt::Write) -> fmt::Result {
    let blocks = sheet.blocks.iter();
    let blocks = blocks.filter(|block| !block.title.is_empty() || !block.lines.is_empty());
    for (at, block) in blocks.enumerate() {
        if at > 0 {
            out.write_char('\n')?;
        }
        if !block.title.is_empty() {
            writeln!(out, "**{}**\n", escaped(block.title.trim()))?;
        }
        for line in &block.lines {
            write_line(line, out)?;
        }
    }
    Ok(())
}

fn write_line(line: &Line, out: &mut impl fmt::Write) -> fmt::Result {
    let lead = line.lead.iter().map(|cell| cell.text.trim());
    let lead: Vec<String> = lead.filter(|text| !text.is_empty()).map(escaped).collect();
    let text = line.text.iter().map(|run| run.text.trim());
    let text = text.collect::<Vec<_>>().join(" ");
    match &lead[..] {
        [] => writeln!(out, "- {}", escaped(&text)),
        [label] => writeln!(out, "- **{label}** {}", escaped(&text)),
        cells => writeln!(out, "- {} · {}", cells.join(" · "), escaped(&text)),
    }
}

fn write_table(table: &Table, out: &mut impl fmt::Write) -> fmt::Result {
    if !table.title.is_empty() {
        writeln!(out, "## {}\n", escaped(&table.title))?;
    }
    if table.rows.is_empty() {
        writeln!(out, "{}", escaped(&table.empty))?;
    } else {
        let columns = table.columns.iter();
        let headings: Vec<Cell> = columns
            .map(|column| Cell::plain(column.heading.clone()))
            .collect();
        write_row(&headings, headings.len(), out)?;
        for column in &table.columns {
            out.write_str(match column.align {
                Align::Left => "| --- ",
                Align::Right => "| ---: ",
            })?;
        }
        out.write_str("|\n")?;
        for row in &table.rows {
            write_row(row, headings.len(), out)?;
        }
    }
    for block in table.notes.iter().filter(|block| !block.is_empty()) {
        out.write_char('\n')?;
        for note in block {
            write_note(note, out)?;
        }
    }
    Ok(())
}

fn write_row(row: &[Cell], columns: usize, out: &mut impl fmt::Write) -> fmt::Result {
    for at in 0..columns {
        let text = row.get(at).map(|cell| escaped(cell.text.trim()));
        write!(out, "| {} ", text.unwrap_or_default())?;
    }
    out.write_str("|\n")
}

fn write_note(note: &Note, out: &mut impl fmt::Write) -> fmt::Result {
    let text = escaped(note.text.trim());
    match note.label.as_deref().map(str::trim) {
        None | Some("") => writeln!(out, "- {text}"),
        Some(label) => writeln!(out, "- **{}** {text}", escaped(label)),
    }
}

/// Text that Markdown shows as it is: what begins or ends anything in it gets a backslash, what
/// HTML or a mention would be made of becomes an entity.
fn escaped(text: &str) -> String {
    let clean = harmless(text);
    let mut escaped = String::with_capacity(clean.len());
    for character in clean.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' => escaped.push_str("&#64;"),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '#' | '!' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    // What might be a list, a rule or a command, were it at the start of a line.
    let begins = escaped.starts_with(['-', '+', '=', ':']);
    if begins {
        escaped.insert(0, '\\');
    }
    let escaped = escaped.replace("://", ":&#47;/");
    // What many take for an address, whatever its case.
    let mut rest = escaped.as_str();
    let mut dead = String::with_capacity(rest.len());
    while let Some(at) = memchr::memchr_iter(b'.', rest.as_bytes())
        .find(|&at| at >= 3 && rest.as_bytes()[at - 3..at].eq_ignore_ascii_case(b"www"))
    {
        dead.push_str(&rest[..at]);
        dead.push_str("&#46;");
        rest = &rest[at + 1..];
    }
    dead + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Block;
    use crate::table::{Bar, Class, Column};

    fn written(table: Table) -> String {
        let mut out = String::new();
        write(&[table], &mut out).unwrap();
        out
    }

    #[test]
    fn a_table_becomes_a_table_and_its_notes_a_list() {
        let columns = vec![
            Column::left("prospect"),
            Column::right("n"),
            Column::bars("by then"),
        ];
        let mut table = Table::new("Dead", columns, "Nobody.");
        table.rows.push(vec![
            Cell::plain("Acme"),
            Cell::plain("2"),
            Cell::bar(Bar::new(0.5), Class::Plain),
        ]);
        table
            .notes
            .push(vec![Note::labelled("Remind", "Ivy"), Note::new("one")]);
        assert_eq!(
            written(table),
            "## Dead\n\n| prospect | n |\n| --- | ---: |\n| Acme | 2 |\n\n- **Remind** Ivy\n- one\n"
        );
        assert_eq!(written(Table::new("", Vec::new(), "Nobody.")), "Nobody.\n");
    }

    #[test]
    fn a_sheet_becomes_titles_with_lists() {
        let mut block = Block::new("<Acme>");
        block.lines = vec![
            Line::labelled("why", "*step* 1"),
            Line::led_by(vec![
                Cell::plain("1"),
                Cell::plain(""),
                Cell::plain("2 Nov"),
            ])
            .and("sent:", Class::Plain)
            .and("[x](y)", Class::Plain),
            Line::new("- no"),
        ];
        let sheet = Sheet {
            blocks: vec![block],
        };
        let mut out = String::new();
        write_sheet(&sheet, &mut out).unwrap();
        assert_eq!(
            out,
            "**&lt;Acme&gt;**\n\n- **why** \\*step\\* 1\n\
             - 1 · 2 Nov · sent: \\[x\\](y)\n- \\- no\n"
        );
    }

    #[test]
    fn no_text_is_obeyed_by_markdown_html_or_a_log() {
        let mut table = Table::new("# <b>", vec![Column::left("a|b")], "");
        let texts = [
            "a|b",
            "<script>alert(1)</script>",
            "`code` *b* _i_",
            "[x](javascript:1)",
            "![x](http://e)",
            "a\nb",
            "\u{1b}[2J",
            "@everyone #1",
            "::error::x",
            "##[error]",
            "Www.e.example, www.f.example",
        ];
        for text in texts {
            table.rows.push(vec![Cell::plain(text)]);
        }
        let text = written(table);
        assert_eq!(text.lines().count(), 4 + texts.len());
        for bad in [
            "<",
            "\u{1b}",
            "\n::",
            "| ::",
            "##[",
            "[x](",
            "://",
            "@everyone",
            " `",
            "ww.",
        ] {
            let rest = text.replace("## \\# &lt;b&gt;", "");
            assert!(!rest.contains(bad), "{bad:?} in {text}");
        }
        assert!(text.contains("| a\\|b |"));
    }
}
