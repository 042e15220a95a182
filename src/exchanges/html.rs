//! Text that may be HTML comes in; out comes what a reader would see of it, line by line.

/// Elements that begin a line of their own.
const BLOCKS: [&str; 16] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "hr",
];

/// Elements whose content nobody sees.
const UNSEEN: [&str; 4] = ["script", "style", "head", "title"];

/// The text without tags, comments and character references.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut seen = String::new();
    let mut rest = text;
    let mut is_html = false;
    while let Some(at) = rest.find('<') {
        seen.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, after)) = tag(rest) else {
            seen.push('<');
            rest = &rest[1..];
            continue;
        };
        is_html = true;
        let bare = name.trim_start_matches('/');
        if BLOCKS.contains(&bare) {
            seen.push('\n');
        } else if matches!(bare, "td" | "th") {
            seen.push(' ');
        }
        rest = after;
        if UNSEEN.contains(&name.as_str()) {
            rest = past_end(rest, &name);
        }
    }
    seen.push_str(rest);
    if is_html || text.contains("&nbsp;") || text.contains("&amp;") {
        references(&seen)
    } else {
        seen
    }
}

/// The tag or comment that `text` begins with: its name, in small letters, and what follows it.
fn tag(text: &str) -> Option<(String, &str)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let end = comment.find("-->").map_or(comment.len(), |at| at + 3);
        return Some(("!".to_owned(), &comment[end..]));
    }
    let inner = &text[1..];
    let bare = inner.strip_prefix('/').unwrap_or(inner);
    if !bare.starts_with(|one: char| one.is_ascii_alphabetic() || one == '!') {
        return None;
    }
    let end = inner.find('>')?;
    let length = inner[1..]
        .find(|one: char| !one.is_ascii_alphanumeric())
        .map_or(inner.len(), |at| at + 1);
    // An address in angle brackets is text: `<jim@acme.example>`.
    if inner[length..].starts_with(['@', '.']) {
        return None;
    }
    let name = inner[..length.min(end)].to_ascii_lowercase();
    Some((name, &inner[end + 1..]))
}

/// What follows the end of an element.
fn past_end<'t>(text: &'t str, name: &str) -> &'t str {
    let lower = text.to_ascii_lowercase();
    match lower.find(&format!("</{name}")) {
        Some(at) => text[at..].split_once('>').map_or("", |(_, after)| after),
        None => "",
    }
}

/// Replaces `&amp;` and the like.
fn references(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest[1..].split_once(';');
        let known = reference.and_then(|(name, after)| Some((character(name)?, after)));
        if let Some((character, after)) = known {
            plain.push(character);
            rest = after;
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "euro" => '€',
        "pound" => '£',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ntilde" => 'ñ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_is_seen_stays() {
        assert_eq!(
            plain("<p>Hi&nbsp;Jim,</p><p>5 &lt; 6 &amp; <b>bold</b><br/>x</p><style>p{}</style>"),
            "\nHi Jim,\n\n5 < 6 & bold\nx\n"
        );
        assert_eq!(plain("a < b, c > d & e"), "a < b, c > d & e");
        assert_eq!(plain("Jim <jim@acme.example>"), "Jim <jim@acme.example>");
        assert_eq!(plain("<!-- x --><script>a<b</script>y"), "y");
        assert_eq!(plain("<"), "<");
        assert_eq!(plain("<a"), "<a");
    }
}
