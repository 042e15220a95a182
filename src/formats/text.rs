//! A table comes in, and out comes text for a terminal: columns that line up, no wider than the
//! screen, in the colours of the theme.

use std::borrow::Cow;
use std::fmt;

use crate::table::{Align, Cell, Class, Column, Note, Table};
use crate::text::{clip_end, harmless_line, width, wrap};

use super::{Look, Theme, bars};

const INDENT: usize = 2;
const GAP: usize = 2;

/// To how many columns any cell that may be shortened is cut, where nothing else helps.
const VERY_SHORT: usize = 8;

/// Writes the title, the rows under their headings, and the notes.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(table: &Table, look: Look, out: &mut impl fmt::Write) -> fmt::Result {
    let theme = Theme::new(look);
    if !table.title.is_empty() {
        write_wrapped(&table.title, Class::Strong, "", "  ", look, out)?;
    }
    if table.rows.is_empty() {
        write_wrapped(&table.empty, Class::Plain, "  ", "  ", look, out)?;
    } else {
        let table = &*drawn(table, look);
        let widths = widths(table, look);
        let headings = table.columns.iter();
        let headings = headings.map(|column| Cell::new(column.heading.clone(), Class::Dim));
        let headings: Vec<_> = headings.collect();
        if headings.iter().any(|heading| !heading.text.is_empty()) {
            write_row(&headings, &table.columns, &widths, look, theme, out)?;
        }
        for row in &table.rows {
            write_row(row, &table.columns, &widths, look, theme, out)?;
        }
    }
    for block in &table.notes {
        write_block(block, look, theme, out)?;
    }
    Ok(())
}

/// The table with its bars drawn into what room there is, or without them.
fn drawn(table: &Table, look: Look) -> Cow<'_, Table> {
    let bars = table.columns.iter().filter(|column| column.bars).count();
    if bars == 0 {
        return Cow::Borrowed(table);
    }
    let plain = table.without_bars();
    let used = widths(&plain, look).iter().sum::<usize>();
    let gaps = INDENT + GAP * table.columns.len().saturating_sub(1);
    let room = look.width.saturating_sub(gaps + used) / bars;
    if !look.pictures || room < bars::SHORTEST {
        return Cow::Owned(plain);
    }
    let mut drawn = table.clone();
    for cell in drawn.rows.iter_mut().flatten() {
        if let Some(bar) = cell.bar {
            cell.text = bars::draw(bar, room.min(bars::LONGEST), look.unicode).into();
        }
    }
    Cow::Owned(drawn)
}

/// The text of a cell as it is shown, where there is room for it.
fn shown(text: &str) -> Cow<'_, str> {
    harmless_line(text.trim_end())
}

/// As wide as their widest cell; where that is too wide for the screen and cells are cut, the
/// widest of those that may be shortened is, by and by.
fn widths(table: &Table, look: Look) -> Vec<usize> {
    let headings = table.columns.iter();
    let mut widths: Vec<_> = headings
        .map(|column| width(&shown(&column.heading)))
        .collect();
    for row in &table.rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(&shown(&cell.text)));
        }
    }
    if !look.cuts {
        return widths;
    }
    let gaps = INDENT + GAP * widths.len().saturating_sub(1);
    let mut excess = (gaps + widths.iter().sum::<usize>()).saturating_sub(look.width);
    // On a very narrow screen they are shortened further than is good to read.
    for most in [usize::MAX, VERY_SHORT] {
        while excess > 0 {
            let columns = widths.iter_mut().zip(&table.columns);
            let may = columns.filter_map(|(width, column)| {
                let shortest = column.shortest?.clamp(1, most);
                (*width > shortest).then_some(width)
            });
            // Of two that are as wide the right one is shortened first: names tend to be left.
            let Some(widest) = may.max_by_key(|width| **width) else {
                break;
            };
            *widest -= 1;
            excess -= 1;
        }
    }
    widths
}

fn write_row(
    row: &[Cell],
    columns: &[Column],
    widths: &[usize],
    look: Look,
    theme: Theme,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    // Blanks are written only when something follows them, so that no line ends in one.
    let mut written = 0;
    let mut start = INDENT;
    for (at, ((cell, column), &room)) in row.iter().zip(columns).zip(widths).enumerate() {
        // Words may run on over the empty cells beside them.
        let beside = row.iter().zip(widths).skip(at + 1);
        let empty = beside.take_while(|(cell, _)| cell.text.is_empty());
        let more: usize = match column.align {
            Align::Left => empty.map(|(_, width)| width + GAP).sum(),
            Align::Right => 0,
        };
        let text = fit(shown(&cell.text), room + more, look);
        if !text.is_empty() {
            let used = width(&text);
            let padding = match column.align {
                Align::Left => 0,
                Align::Right => room.saturating_sub(used),
            };
            let blanks = (start + padding).saturating_sub(written);
            // A width in a format string ends at 65,535.
            let space = " ".repeat(blanks);
            write!(out, "{space}{}", theme.paint(cell.class, &text))?;
            written += blanks + used;
        }
        start += room + GAP;
    }
    out.write_char('\n')
}

/// The text, or so much of it as there is room for.
fn fit(text: Cow<'_, str>, room: usize, look: Look) -> Cow<'_, str> {
    if width(&text) <= room {
        return text;
    }
    let dots = look.ellipsis();
    let kept = clip_end(&text, room.saturating_sub(width(dots))).trim_end();
    Cow::Owned(format!("{kept}{}", clip_end(dots, room)))
}

fn write_block(block: &[Note], look: Look, theme: Theme, out: &mut impl fmt::Write) -> fmt::Result {
    let labels = block.iter().filter_map(|note| note.label.as_deref());
    let widest = labels.map(|label| width(&shown(label))).max().unwrap_or(0);
    let hanging = " ".repeat(widest + GAP);
    for note in block {
        let text = if note.is_picture && !look.unicode {
            Cow::Owned(note.text.replace('█', "#"))
        } else {
            Cow::Borrowed(note.text.as_str())
        };
        let Some(label) = &note.label else {
            write_wrapped(&text, note.class, "", "  ", look, out)?;
            continue;
        };
        let label = shown(label);
        let padding = widest + GAP - width(&label);
        let start = match &*label {
            "" => hanging.clone(),
            label => format!("{}{:padding$}", theme.paint(Class::Strong, label), ""),
        };
        write_wrapped(&text, note.class, &start, &hanging, look, out)?;
    }
    Ok(())
}

/// Writes text that may need several lines: the first after `start`, the others after `hanging`,
/// which is at least as wide.
pub(super) fn write_wrapped(
    text: &str,
    class: Class,
    start: &str,
    hanging: &str,
    look: Look,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let text = shown(text);
    let theme = Theme::new(look);
    let mut lines = wrap(&text, look.width.saturating_sub(width(hanging))).into_iter();
    let first = lines.next().unwrap_or_default();
    let start = if first.is_empty() {
        start.trim_end()
    } else {
        start
    };
    writeln!(out, "{start}{}", theme.paint(class, first))?;
    for line in lines {
        // A line may have come to begin with what only stood within the text.
        writeln!(out, "{hanging}{}", theme.paint(class, &harmless_line(line)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_hidden;
    use proptest::prelude::*;

    fn written(table: &Table, look: Look) -> String {
        let mut out = String::new();
        write(table, look, &mut out).unwrap();
        for line in out.lines() {
            assert_eq!(line, line.trim_end(), "a line ends in a blank");
        }
        out
    }

    fn plain(table: &Table) -> String {
        written(table, Look::default())
    }

    fn due() -> Table {
        let columns = vec![
            Column::right("late"),
            Column::left("prospect").shortened_to(12),
            Column::right("n"),
            Column::left("how"),
            Column::left("why").shortened_to(20),
            Column::right(""),
        ];
        let mut table = Table::new(
            "Due Tue 2026-11-24: 5 of 16 (3 late)",
            columns,
            "Nobody is due.",
        );
        let rows = [
            (
                "today",
                "Juniper Media",
                "4",
                "call",
                "appointment 14:00: demo",
                "8,000 EUR",
            ),
            (
                "1 d",
                "Kestrel GmbH",
                "8",
                "email",
                "they asked for the price, 20 Nov (Vogel)",
                "",
            ),
            (
                "new",
                "Larch & Sons",
                "1",
                "call",
                "webinar lead of this morning",
                "",
            ),
            (
                "27 d",
                "Bright Dental",
                "11",
                "call",
                "silent since 5 Oct; dead Saturday",
                "4,800 USD",
            ),
            (
                "15 d",
                "Acme Corp",
                "6",
                "call",
                "step 6 of 8; voicemail 2 Nov",
                "20,000 USD",
            ),
        ];
        for (late, name, n, how, why, value) in rows {
            let class = if late.ends_with('d') {
                Class::Late
            } else {
                Class::Plain
            };
            let mut row = vec![Cell::new(late, class)];
            row.extend([name, n, how, why, value].map(Cell::plain));
            table.rows.push(row);
        }
        table.notes.push(vec![
            Note::labelled("Remind", "Ivy Tutors: video tomorrow 09:00"),
            Note::labelled("Mine", "Carver: send the case study (53 d late)"),
        ]);
        table.notes.push(vec![
            Note::new(
                "2 dead and 3 lapsed are left out: see `touchline dead`, `touchline due --all`",
            )
            .with_class(Class::Dim),
        ]);
        table
    }

    #[test]
    fn a_due_list_looks_as_the_manual_has_it() {
        assert_eq!(
            plain(&due()),
            "\
Due Tue 2026-11-24: 5 of 16 (3 late)
   late  prospect        n  how    why
  today  Juniper Media   4  call   appointment 14:00: demo             8,000 EUR
    1 d  Kestrel GmbH    8  email  they asked for the price, 20 Nov (Vogel)
    new  Larch & Sons    1  call   webinar lead of this morning
   27 d  Bright Dental  11  call   silent since 5 Oct; dead Saturday   4,800 USD
   15 d  Acme Corp       6  call   step 6 of 8; voicemail 2 Nov       20,000 USD
Remind  Ivy Tutors: video tomorrow 09:00
Mine    Carver: send the case study (53 d late)
2 dead and 3 lapsed are left out: see `touchline dead`, `touchline due --all`
"
        );
    }

    #[test]
    fn a_list_of_the_dead_looks_as_the_manual_has_it() {
        let columns = vec![
            Column::right("n"),
            Column::left("prospect").shortened_to(12),
            Column::left("dead since"),
            Column::left("owner").shortened_to(5),
            Column::left("last").shortened_to(12),
            Column::right("value"),
        ];
        let mut table = Table::new(
            "Dead on 2027-01-11, given up at touch 2 or before: 2 of 11 dead",
            columns,
            "Nobody was.",
        );
        for row in [
            [
                "2",
                "Ivy Tutors",
                "24 Dec",
                "dana",
                "18 Nov call, voicemail",
                "-",
            ],
            [
                "2",
                "Quill Ltd",
                "17 Dec",
                "dana",
                "10 Nov call, voicemail",
                "-",
            ],
        ] {
            table.rows.push(row.map(Cell::plain).to_vec());
        }
        table.notes.push(vec![
            Note::labelled("died at touch", "2 ██   4 ███   5 ██"),
            Note::new("left on the table: nothing named; 2 without a value"),
        ]);
        let wanted = "\
Dead on 2027-01-11, given up at touch 2 or before: 2 of 11 dead
  n  prospect    dead since  owner  last                    value
  2  Ivy Tutors  24 Dec      dana   18 Nov call, voicemail      -
  2  Quill Ltd   17 Dec      dana   10 Nov call, voicemail      -
died at touch  2 ██   4 ███   5 ██
left on the table: nothing named; 2 without a value
";
        assert_eq!(plain(&table), wanted);
    }

    #[test]
    fn a_line_is_broken_at_its_last_space_but_not_before_a_percent_sign() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("they say 93 % do", 11), ["they say", "93 % do"]);
        assert_eq!(wrap("unbreakable", 4), ["unbreakable"]);
    }

    #[test]
    fn nothing_is_cut_where_words_are_looked_for() {
        let mut table = due();
        let name = "Finch, Finch, Finch & Daughters of the Old Harbour";
        table.rows[0][1] = Cell::plain(name);
        assert!(!plain(&table).contains(name));
        assert!(written(&table, Look::default().in_a_file()).contains(name));
    }

    #[test]
    fn colour_adds_nothing_but_escapes() {
        let look = Look {
            colour: true,
            ..Look::default()
        };
        let coloured = written(&due(), look);
        assert_ne!(coloured, plain(&due()));
        let mut bare = String::new();
        for (at, part) in coloured.split("\u{1b}[").enumerate() {
            let text = if at == 0 {
                part
            } else {
                part.split_once('m').unwrap().1
            };
            bare.push_str(text);
        }
        assert_eq!(bare, plain(&due()));
    }

    fn names(names: &[&'static str]) -> Table {
        let columns = vec![Column::left("prospect").shortened_to(8), Column::right("n")];
        let mut table = Table::new("", columns, "");
        table.rows = names
            .iter()
            .map(|&name| vec![Cell::plain(name), Cell::plain("12")])
            .collect();
        table
    }

    #[test]
    fn names_of_any_script_line_up() {
        let all = [
            "Acme",
            "Société",
            "Socie\u{301}te\u{301}",
            "株式会社",
            "😀 Ltd",
            "Ещё",
        ];
        let text = plain(&names(&all));
        let ends: Vec<_> = text.lines().map(width).collect();
        assert_eq!(ends, vec![14; all.len() + 1], "{text}");
    }

    #[test]
    fn only_the_widest_columns_that_may_be_are_shortened() {
        let columns = vec![
            Column::left("a").shortened_to(5),
            Column::left("b"),
            Column::left("c").shortened_to(5),
        ];
        let mut table = Table::new("", columns, "");
        let cells = [
            "1234567890",
            "12345678901234567890",
            "株式会社株式会社株式会社株式会社",
        ];
        table.rows.push(cells.map(Cell::plain).to_vec());
        let look = |width| Look {
            width,
            ..Look::default()
        };
        assert_eq!(
            written(&table, look(50)).lines().last().unwrap(),
            "  1234567890  12345678901234567890  株式会社株式…"
        );
        assert_eq!(
            written(&table, look(40)).lines().last().unwrap(),
            "  123456…  12345678901234567890  株式会…"
        );
        let narrow = written(&table, look(10));
        assert_eq!(
            narrow.lines().last().unwrap(),
            "  1234…  12345678901234567890  株式…"
        );
        let ascii = Look {
            unicode: false,
            ..look(50)
        };
        assert!(written(&table, ascii).ends_with("  株式会社株...\n"));
    }

    #[test]
    fn no_name_and_no_note_reaches_the_terminal_or_the_ci_log_as_a_command() {
        let mut table = names(&["::error::x", "a\u{1b}[2Jb", "##[error]"]);
        table.title = "::error::t".into();
        table.notes.push(vec![
            Note::new("::error::n\u{1b}[31m\n"),
            Note::labelled("::l", "::x"),
        ]);
        table.notes.push(vec![Note::new(format!(
            "{} ::error::wrapped",
            "a".repeat(76)
        ))]);
        assert_eq!(
            plain(&table),
            format!(
                "\
\\u{{3a}}:error::t
  prospect          n
  \\u{{3a}}:error::x  12
  a\\u{{1b}}[2Jb      12
  \\u{{23}}#[error]   12
\\u{{3a}}:error::n\\u{{1b}}[31m
\\u{{3a}}:l  \\u{{3a}}:x
{}
  \\u{{3a}}:error::wrapped
",
                "a".repeat(76)
            )
        );
    }

    #[test]
    fn an_empty_table_says_so() {
        let mut table = due();
        table.rows.clear();
        table.notes.clear();
        assert_eq!(
            plain(&table),
            "Due Tue 2026-11-24: 5 of 16 (3 late)\n  Nobody is due.\n"
        );
    }

    #[test]
    fn long_notes_go_on_under_their_own_text() {
        let mut table = due();
        table.rows.clear();
        let words = "word ".repeat(30);
        table.notes = vec![vec![
            Note::labelled("Mine", words.clone()),
            Note::labelled("", "more"),
            Note::labelled("Remind", "x"),
            Note::new("died at touch   2 ██   4 ███"),
        ]];
        let text = plain(&table);
        let lines: Vec<_> = text.lines().skip(2).collect();
        assert!(lines[0].starts_with("Mine    word word"));
        assert!(lines[1].starts_with("        word word"));
        assert_eq!(
            lines[3..],
            ["        more", "Remind  x", "died at touch   2 ██   4 ███"]
        );
        assert!(lines.iter().all(|line| width(line) <= 80));
    }

    proptest! {
        #[test]
        fn any_names_fit_the_screen_without_a_control_character(
            rows in proptest::collection::vec([".*", "[a😀株é\u{301} :#]*"], 1..8),
            width in 20..90_usize,
        ) {
            let columns = vec![Column::left("a").shortened_to(4), Column::right("b").shortened_to(4)];
            let mut table = Table::new("t", columns, "");
            table.notes = vec![rows.iter().map(|row| Note::new(row.concat())).collect()];
            table.rows = rows.into_iter().map(|row| row.map(Cell::plain).to_vec()).collect();
            let out = written(&table, Look { width, ..Look::default() });
            prop_assert!(!out.chars().any(|c| c != '\n' && is_hidden(c)), "{out:?}");
            prop_assert!(!out.contains("##["), "{out}");
            prop_assert!(out.lines().all(|line| !line.trim_start().starts_with("::")), "{out}");
            let rows = out.lines().skip(1).take(1 + table.rows.len());
            for row in rows {
                prop_assert!(crate::text::width(row) <= width, "{row}");
            }
        }
    }
}
