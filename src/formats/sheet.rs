//! A sheet comes in, and out comes text for a terminal: leads that line up, texts that wrap, no
//! line wider than the screen, in the colours of the theme.

use std::fmt;

use super::{Look, Theme};
use crate::sheet::{Block, Line, Sheet, Tone};
use crate::table::{Align, Class};
use crate::text::{clip_end, harmless, harmless_line, width};

/// What stands between two cells of a lead, and between a lead and its text.
const GAP: usize = 2;
/// How far the lines of a titled block are indented.
const INDENT: usize = 2;
/// Text is not squeezed into less room than this.
const LEAST_ROOM: usize = 20;

/// Writes the blocks that have lines, a blank line between.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(sheet: &Sheet, look: Look, out: &mut impl fmt::Write) -> fmt::Result {
    let theme = Theme::new(look);
    let blocks = sheet.blocks.iter().filter(|block| !block.lines.is_empty());
    for (at, block) in blocks.enumerate() {
        if at > 0 {
            out.write_char('\n')?;
        }
        if !block.title.is_empty() {
            let title = Line::default().and(block.title.clone(), Class::Strong);
            write_text(&title, "", 0, look, theme, out)?;
        }
        write_block(block, look, theme, out)?;
    }
    Ok(())
}

fn write_block(block: &Block, look: Look, theme: Theme, out: &mut impl fmt::Write) -> fmt::Result {
    let base = if block.title.is_empty() { 0 } else { INDENT };
    let mut widths: Vec<usize> = Vec::new();
    for line in &block.lines {
        for (at, cell) in line.lead.iter().enumerate() {
            let wide = width(&harmless_line(&cell.text));
            match widths.get_mut(at) {
                Some(widest) => *widest = wide.max(*widest),
                None => widths.push(wide),
            }
        }
    }
    for line in &block.lines {
        let indent = base + line.indent;
        let mut start = " ".repeat(indent);
        let mut used = indent;
        for (at, cell) in line.lead.iter().enumerate() {
            let text = harmless_line(&cell.text);
            let blanks = " ".repeat(widths[at].saturating_sub(width(&text)));
            let painted = theme.paint(cell.class, &text).to_string();
            let right = block.align.get(at) == Some(&Align::Right);
            let (before, after) = if right {
                (blanks, painted)
            } else {
                (painted, blanks)
            };
            start.push_str(&before);
            start.push_str(&after);
            start.push_str(&" ".repeat(GAP));
            used += widths[at] + GAP;
        }
        write_text(line, &start, used, look, theme, out)?;
    }
    Ok(())
}

/// Writes the text of a line after `start`, which takes up `used` columns; what does not fit goes
/// on under itself.
fn write_text(
    line: &Line,
    start: &str,
    used: usize,
    look: Look,
    theme: Theme,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let room = look.width.saturating_sub(used).max(LEAST_ROOM);
    let rows = wrap(line, room);
    if rows.is_empty() {
        return writeln!(out, "{}", start.trim_end());
    }
    for (at, row) in rows.iter().enumerate() {
        if at == 0 {
            out.write_str(start)?;
        } else {
            out.write_str(&" ".repeat(used))?;
        }
        for (at, (text, tone)) in row.iter().enumerate() {
            let gap = if at > 0 { " " } else { "" };
            // A line may come to begin with what only stood within the text.
            let text = if at == 0 {
                harmless_line(text)
            } else {
                text.into()
            };
            match tone {
                Tone::Class(class) => write!(out, "{gap}{}", theme.paint(*class, &text))?,
                Tone::Level(level) => write!(out, "{gap}{}", theme.in_level(*level, &text))?,
            }
        }
        out.write_char('\n')?;
    }
    Ok(())
}

/// Breaks the text of a line at spaces, and words that are too long anywhere: rows of pieces, each
/// of one tone.
fn wrap(line: &Line, room: usize) -> Vec<Vec<(String, Tone)>> {
    let mut rows: Vec<Vec<(String, Tone)>> = Vec::new();
    let mut used = room;
    for run in &line.text {
        let text = harmless(&run.text);
        for mut word in text.split_whitespace() {
            while !word.is_empty() {
                let piece = match clip_end(word, room) {
                    // A character that is wider than all there is.
                    "" => word,
                    piece => piece,
                };
                word = &word[piece.len()..];
                let wide = width(piece);
                match rows.last_mut() {
                    Some(row) if used + 1 + wide <= room => {
                        used += 1 + wide;
                        match row.last_mut() {
                            Some((text, tone)) if *tone == run.tone => {
                                text.push(' ');
                                text.push_str(piece);
                            }
                            _ => row.push((piece.to_owned(), run.tone)),
                        }
                    }
                    _ => {
                        used = wide;
                        rows.push(vec![(piece.to_owned(), run.tone)]);
                    }
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Level;
    use crate::table::Cell;

    fn written(sheet: &Sheet, look: Look) -> String {
        let mut out = String::new();
        write(sheet, look, &mut out).unwrap();
        out
    }

    fn sheet() -> Sheet {
        let mut facts = Block::new("Acme Corp");
        facts.lines.push(Line::labelled("owner", "dana"));
        facts
            .lines
            .push(Line::labelled("pain", "leads go cold after the first call"));
        let mut touches = Block::new("Timeline");
        touches.align = vec![Align::Right];
        touches.lines.push(
            Line::led_by(vec![Cell::plain("9"), Cell::plain("2 Mar")])
                .and("call", Class::Plain)
                .and("kept", Class::Good),
        );
        touches
            .lines
            .push(Line::led_by(vec![Cell::plain("10"), Cell::plain("12 Mar")]));
        touches.lines.push(
            Line::default()
                .indented(4)
                .and("warning[late-touch]:", Level::Warning),
        );
        Sheet {
            blocks: vec![facts, Block::new("Nothing"), touches],
        }
    }

    #[test]
    fn leads_line_up_and_texts_wrap_under_themselves() {
        let look = Look {
            width: 30,
            ..Look::default()
        };
        assert_eq!(
            written(&sheet(), look),
            "\
Acme Corp
  owner  dana
  pain   leads go cold after
         the first call

Timeline
   9  2 Mar   call kept
  10  12 Mar
      warning[late-touch]:
"
        );
    }

    #[test]
    fn colour_adds_nothing_but_escapes() {
        let look = Look {
            colour: true,
            ..Look::default()
        };
        let coloured = written(&sheet(), look);
        let mut bare = String::new();
        for (at, part) in coloured.split("\u{1b}[").enumerate() {
            bare.push_str(if at == 0 {
                part
            } else {
                part.split_once('m').unwrap().1
            });
        }
        assert_ne!(coloured, bare);
        assert_eq!(bare, written(&sheet(), Look::default()));
    }

    #[test]
    fn what_a_terminal_or_a_ci_log_would_obey_is_shown_and_a_long_word_is_broken() {
        let text = format!("a\u{1b}[2J ##[error]x {} ::error::y", "z".repeat(80));
        let mut block = Block::default();
        block.lines.push(Line::new(text));
        block.lines.push(Line::labelled("::error::", "x"));
        let shown = written(
            &Sheet {
                blocks: vec![block],
            },
            Look::default(),
        );
        let rows: Vec<&str> = shown.lines().collect();
        assert_eq!(rows[0], "a\\u{1b}[2J \\u{23}#[error]x");
        assert_eq!(rows[1], "z".repeat(80));
        assert_eq!(rows[2], "\\u{3a}:error::y");
        assert!(rows[3].starts_with("\\u{3a}:error::"), "{}", rows[3]);
    }
}
