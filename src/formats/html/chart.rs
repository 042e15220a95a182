//! Cells with bars come in, and out come pictures: a bar for each cell, and over the table a curve
//! or columns of those that have a touch, a week or a month each. Whatever is drawn stands in the
//! table as a number, and is said in words to whoever does not see it.

use std::fmt::{self, Write};

use super::{class_name, escaped};
use crate::table::{Bar, Cell, Class, Column, Table};
use crate::wording::percent;

/// What pictures are drawn along.
const ALONG: [&str; 3] = ["touch", "week", "month"];

/// More pictures of groups than these tell nothing; the table has all.
const MOST_GROUPS: usize = 12;

/// More columns than these have no room for a number each.
const MOST_NUMBERS: usize = 12;

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 42.0;

/// What bars in a line of text are made of.
const BLOCK: char = '█';

/// What is drawn of a row.
struct Point<'t> {
    at: &'t str,
    bar: Bar,
    value: String,
}

/// What a table is about: its title without the day.
pub(super) fn subject(table: &Table) -> &str {
    let title = table.title.as_str();
    title
        .split_once(" on ")
        .map_or(title, |(subject, _)| subject)
}

/// What is said of a bar: what its number is called, and the number.
pub(super) fn said(table: &Table, row: &[Cell], column: &Column, bar: Bar) -> String {
    let (name, value) = value(table, row, column, bar);
    format!("{name}: {value}")
}

/// The number that a bar shows, which stands in another column: what that is called, and it.
fn value<'t>(table: &'t Table, row: &[Cell], column: &'t Column, bar: Bar) -> (&'t str, String) {
    let stem = stem(column);
    let find = |name: &str, must: &str| {
        let mut columns = table.columns.iter().enumerate();
        columns.find_map(|(at, other)| {
            let text = row.get(at)?.text.trim();
            let is_it = !other.bars && other.heading == name && text.contains(must);
            (is_it && !text.is_empty()).then(|| (other.heading.as_ref(), text.to_owned()))
        })
    };
    find(stem, "%")
        .or_else(|| find("rate", "%"))
        .or_else(|| find(stem, ""))
        .unwrap_or_else(|| (stem, percent(bar.share())))
}

/// A heading without what it says of the mark.
fn stem(column: &Column) -> &str {
    let heading = column.heading.as_ref();
    heading.split_once(" (").map_or(heading, |(stem, _)| stem)
}

/// Writes the bar of a cell.
pub(super) fn write_bar(
    bar: Bar,
    class: Class,
    said: &str,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    write!(
        out,
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{}\"><rect class=\"fill {}\" width=\"{:.1}\" height=\"10\"/>",
        escaped(said),
        class_name(class).unwrap_or("plain"),
        bar.share() * 100.0
    )?;
    if let Some(mark) = bar.mark() {
        let at = mark * 100.0;
        write!(
            out,
            "<line class=\"mark\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"0\" y2=\"10\"/>"
        )?;
    }
    write!(out, "</svg>")
}

/// A line with bars of `█` in it, each drawn. One that stands for as many as it has blocks says so;
/// where the line goes on to tell the number, the bar is left out of what is said.
pub(super) fn picture(text: &str) -> String {
    let is_said = text.ends_with(BLOCK);
    let mut drawn = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BLOCK) {
        rest = after.trim_start_matches(BLOCK);
        let blocks = 1 + (after.len() - rest.len()) / BLOCK.len_utf8();
        // The bar stays on the line of its name.
        drawn.push_str(&escaped(before.strip_suffix(' ').unwrap_or(before)));
        let words = if is_said {
            format!("role=\"img\" aria-label=\"{blocks}\"")
        } else {
            "aria-hidden=\"true\"".to_owned()
        };
        // Writing to a string does not fail.
        let _ = write!(
            drawn,
            "&nbsp;<svg class=\"run\" width=\"{}\" height=\"12\" {words}>\
             <rect class=\"fill dead\" width=\"100%\" height=\"12\"/></svg>",
            blocks * 7
        );
    }
    drawn + &escaped(rest)
}

/// Writes the charts of a table: one for each group, where it has bars along touches, weeks or
/// months.
pub(super) fn write(table: &Table, out: &mut impl fmt::Write) -> fmt::Result {
    let columns = &table.columns;
    let mut along = ALONG.iter();
    let along = along.find_map(|name| columns.iter().position(|column| column.heading == *name));
    let bars = columns.iter().position(|column| column.bars);
    let (Some(along), Some(bars)) = (along, bars) else {
        return Ok(());
    };
    let mut groups = groups(table, along, bars);
    // All groups are drawn alike, those too that have not come as far as the mark.
    let mut cells = table.rows.iter().filter_map(|row| row.get(bars)?.bar);
    let mark = cells.find_map(Bar::mark);
    // One point is no picture; nor is nothing but zeros, unless it is held against something.
    groups.retain(|(_, points)| {
        let is_something = mark.is_some() || points.iter().any(|point| point.bar.share() > 0.0);
        points.len() > 1 && is_something
    });
    for (group, points) in groups.iter().take(MOST_GROUPS) {
        let mut caption = format!("{}: {}", subject(table), stem(&columns[bars]));
        if !group.is_empty() {
            caption = format!("{group}. {caption}");
        }
        write_figure(&caption, &columns[along].heading, points, mark, out)?;
    }
    if groups.len() > MOST_GROUPS {
        writeln!(
            out,
            "<p class=\"dim\">{} more are in the table alone</p>",
            groups.len() - MOST_GROUPS
        )?;
    }
    Ok(())
}

/// What is to be drawn, by group.
fn groups(table: &Table, along: usize, bars: usize) -> Vec<(String, Vec<Point<'_>>)> {
    let mut groups: Vec<(String, Vec<Point<'_>>)> = Vec::new();
    for row in &table.rows {
        let (Some(at), Some(bar)) = (row.get(along), row.get(bars).and_then(|cell| cell.bar))
        else {
            continue;
        };
        let before: Vec<&str> = row[..along].iter().map(|cell| cell.text.trim()).collect();
        let group = before.join(" ");
        let (_, value) = value(table, row, &table.columns[bars], bar);
        let point = Point {
            at: at.text.trim(),
            bar,
            value,
        };
        match groups.last_mut() {
            Some((name, points)) if *name == group => points.push(point),
            _ => groups.push((group, vec![point])),
        }
    }
    groups
}

fn write_figure(
    caption: &str,
    along: &str,
    points: &[Point<'_>],
    mark: Option<f64>,
    out: &mut impl fmt::Write,
) -> fmt::Result {
    let mut said = format!("{caption}. ");
    for point in points {
        // Writing to a string does not fail.
        let _ = write!(said, "{along} {}: {}; ", point.at, point.value);
    }
    if let Some(mark) = mark {
        let _ = write!(said, "they say {}", percent(mark));
    }
    writeln!(
        out,
        "<figure>\n<figcaption>{}</figcaption>\n<svg class=\"chart\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        escaped(caption),
        escaped(said.trim_end().trim_end_matches(';'))
    )?;
    match mark {
        Some(mark) => write_curve(points, mark, out)?,
        None => write_columns(points, out)?,
    }
    write_along(along, points, out)?;
    writeln!(out, "</svg>\n</figure>")
}

/// Where the middle of a point's share of the width is.
fn x(at: usize, points: &[Point<'_>]) -> f64 {
    LEFT + (at as f64 + 0.5) * step(points)
}

fn step(points: &[Point<'_>]) -> f64 {
    (WIDTH - LEFT - RIGHT) / points.len().max(1) as f64
}

fn y(share: f64) -> f64 {
    HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
}

/// A curve of shares, each held against the mark.
fn write_curve(points: &[Point<'_>], mark: f64, out: &mut impl fmt::Write) -> fmt::Result {
    let end = WIDTH - RIGHT;
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let height = y(share);
        writeln!(
            out,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{end}\" y1=\"{height:.1}\" y2=\"{height:.1}\"/>\
             <text class=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            LEFT - 5.0,
            height + 4.0,
            percent(share)
        )?;
    }
    let height = y(mark);
    writeln!(
        out,
        "<line class=\"claim\" x1=\"{LEFT}\" x2=\"{end}\" y1=\"{height:.1}\" y2=\"{height:.1}\"/>\
         <text class=\"end claimed\" x=\"{end}\" y=\"{:.1}\">they say {}</text>",
        y(1.0) - 8.0,
        percent(mark)
    )?;
    let places = points.iter().enumerate();
    let places =
        places.map(|(at, point)| format!("{:.1},{:.1}", x(at, points), y(point.bar.share())));
    let places: Vec<String> = places.collect();
    writeln!(
        out,
        "<polyline class=\"curve\" points=\"{}\"/>",
        places.join(" ")
    )?;
    for (at, point) in points.iter().enumerate() {
        writeln!(
            out,
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"><title>{}: {}</title></circle>",
            x(at, points),
            y(point.bar.share()),
            escaped(point.at),
            escaped(&point.value)
        )?;
    }
    Ok(())
}

/// A column for each share, with its number over it; where they are many, over the highest.
fn write_columns(points: &[Point<'_>], out: &mut impl fmt::Write) -> fmt::Result {
    let most = points.iter().map(|point| point.bar.share());
    let most = most.fold(0.0_f64, f64::max);
    let mut is_said = false;
    let floor = y(0.0);
    writeln!(
        out,
        "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{floor:.1}\" y2=\"{floor:.1}\"/>",
        WIDTH - RIGHT
    )?;
    for (at, point) in points.iter().enumerate() {
        let (middle, share) = (x(at, points), point.bar.share());
        let width = (step(points) * 0.7).min(48.0);
        writeln!(
            out,
            "<rect class=\"fill plain\" x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" \
             height=\"{:.1}\"><title>{}: {}</title></rect>",
            middle - width / 2.0,
            y(share),
            floor - y(share),
            escaped(point.at),
            escaped(&point.value)
        )?;
        let is_most = share >= most && !is_said;
        if points.len() <= MOST_NUMBERS || is_most {
            is_said |= is_most;
            writeln!(
                out,
                "<text x=\"{middle:.1}\" y=\"{:.1}\">{}</text>",
                y(share) - 5.0,
                escaped(&point.value)
            )?;
        }
    }
    Ok(())
}

/// What stands under the picture: as many names as there is room for.
fn write_along(along: &str, points: &[Point<'_>], out: &mut impl fmt::Write) -> fmt::Result {
    let longest = points.iter().map(|point| point.at.chars().count()).max();
    let room = longest.unwrap_or(0) as f64 * 8.0 + 10.0;
    let every = (room / step(points)).ceil().max(1.0) as usize;
    for (at, point) in points.iter().enumerate().step_by(every) {
        writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x(at, points),
            HEIGHT - BOTTOM + 18.0,
            escaped(point.at)
        )?;
    }
    writeln!(
        out,
        "<text class=\"dim\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
        (LEFT + WIDTH - RIGHT) / 2.0,
        HEIGHT - 6.0,
        escaped(along)
    )
}
