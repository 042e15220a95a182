//! Text comes in; out come lines that are no wider than there is room, cut between words.

use super::{clip_end, width};

/// Breaks text at spaces, the runs of them within a line kept: bars line up by them.
#[must_use]
pub fn wrap(text: &str, room: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while width(rest) > room {
        let fits = clip_end(rest, room).len();
        // A number and its `%` stay together.
        let may_break = |(_, text): &(usize, &str)| !text.starts_with(" %");
        let spaces = rest.match_indices(' ').map(|(at, _)| (at, &rest[at..]));
        let before = spaces
            .take_while(|(at, _)| *at <= fits)
            .filter(may_break)
            .map(|(at, _)| at)
            .last();
        let after = || rest[fits..].find(' ').map(|at| fits + at);
        let Some(space) = before.or_else(after) else {
            break;
        };
        lines.push(rest[..space].trim_end());
        rest = rest[space..].trim_start();
    }
    lines.push(rest);
    lines
}
