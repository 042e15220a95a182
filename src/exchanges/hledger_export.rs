//! Touches come in; out comes a journal that hledger reads: each touch that was made is a balanced
//! transaction, one of a channel, one of a prospect and one of a rep, so that hledger's reports
//! count them.

use std::fmt::{self, Write};

use super::touches::TouchRow;
use crate::calendar::Day;
use crate::text::harmless;

/// Writes the touches that were made, of today and before.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(rows: &[TouchRow], today: Day, out: &mut impl Write) -> fmt::Result {
    writeln!(
        out,
        "; touches up to {today}: a touch counts 1 under touches, prospects and reps"
    )?;
    for row in rows.iter().filter(|row| row.counts) {
        write_touch(row, out)?;
    }
    Ok(())
}

fn write_touch(row: &TouchRow, out: &mut impl Write) -> fmt::Result {
    let effect = row.effect.unwrap_or_default();
    let outcome = row.outcome.as_deref().unwrap_or(effect);
    let prospect = safe(&row.prospect);
    write!(
        out,
        "\n{} * ({}) {prospect} | {}",
        row.date,
        safe(&row.channel),
        safe(outcome)
    )?;
    let place = format!("{}:{}", row.file, row.line);
    write!(out, "  ; {}", comment(&place))?;
    if let Some(time) = row.time {
        write!(out, ", time: {time}")?;
    }
    writeln!(out)?;
    let mut post = |account: &str| {
        writeln!(out, "    {account}  1")?;
        writeln!(out, "    counted  -1")
    };
    let channel = format!("touches:{}:{}", row.mark, account(&row.channel));
    post(&channel)?;
    let prospect = format!("prospects:{}:{}", account(&row.prospect), row.mark);
    post(&prospect)?;
    if let Some(rep) = &row.rep {
        post(&format!("reps:{}:{}", account(rep), row.mark))?;
    }
    Ok(())
}

/// A part of an account's name: a colon would part it, and two spaces would end it.
fn account(name: &str) -> String {
    safe(name).replace(':', "-")
}

/// Words that hledger takes for words: `;` begins a comment, `|` parts payee and note, and
/// brackets make an amount or a posting something else.
fn safe(text: &str) -> String {
    let mut text = harmless(text).replace([';', '|'], ",");
    text = text
        .replace(['(', '[', '{'], "<")
        .replace([')', ']', '}'], ">");
    text = text.replace(['"', '\''], "’");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Words of a comment: a colon would make a tag of the word before it.
fn comment(text: &str) -> String {
    let words: Vec<String> = harmless(text)
        .split_whitespace()
        .map(|word| word.replace(',', "."))
        .collect();
    words.join(" ")
}
