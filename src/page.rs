//! The source text of a rule comes in, and out comes its page: what the `//!` lines at the top
//! say, as text and in its parts.

/// The headings of a page, in their order.
pub const HEADINGS: [&str; 3] = ["Why it matters", "Example", "Instead"];

/// A page in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// One sentence: what the rule checks.
    pub summary: String,
    /// What else is to be known of it; paragraphs.
    pub details: String,
    /// Why it matters; paragraphs.
    pub why: String,
    /// A journal in which the rule finds something.
    pub example: Example,
    /// The same, mended.
    pub instead: Example,
}

/// A small journal, with its settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The date at which it is to be looked at; none where any will do.
    pub today: Option<String>,
    /// The text of its touchline.yaml; may be empty.
    pub settings: String,
    /// Its files, name and text, `main.touch` first.
    pub files: Vec<(String, String)>,
}

/// The page of a source text: its opening `//!` lines, without these marks.
#[must_use]
pub fn text_of(source: &str) -> String {
    let mut text = String::new();
    for line in source.lines() {
        let Some(line) = line.strip_prefix("//!") else {
            break;
        };
        text.push_str(line.strip_prefix(' ').unwrap_or(line).trim_end());
        text.push('\n');
    }
    text
}

/// The first paragraph of a text, in one line.
#[must_use]
pub fn summary_of(text: &str) -> String {
    let lines = text.lines().take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

impl Page {
    /// Takes a page apart.
    ///
    /// # Errors
    ///
    /// Where a part is missing, or stands in the wrong place: says which.
    pub fn read(text: &str) -> Result<Page, String> {
        let mut parts = split(text).into_iter();
        let opening = parts.next().map(|(_, body)| body).unwrap_or_default();
        let mut bodies = Vec::new();
        for heading in HEADINGS {
            match parts.next() {
                Some((found, body)) if found == heading => bodies.push(body),
                Some((found, _)) => {
                    return Err(format!("`# {found}` stands where `# {heading}` is wanted"));
                }
                None => return Err(format!("there is no `# {heading}`")),
            }
        }
        if let Some((found, _)) = parts.next() {
            return Err(format!("`# {found}` is one heading too many"));
        }
        let [why, example, instead] = bodies.as_slice() else {
            return Err("a part is missing".into());
        };
        let (summary, details) = opening.split_once("\n\n").unwrap_or((opening.as_str(), ""));
        let page = Page {
            summary: summary_of(summary),
            details: details.to_owned(),
            why: why.clone(),
            example: Example::read(example),
            instead: Example::read(instead),
        };
        let missing = |what: &str| Err(format!("there is {what}"));
        match &page {
            page if page.summary.is_empty() => missing("no sentence at the top"),
            page if page.why.is_empty() => missing("nothing below `# Why it matters`"),
            page if page.example.files.is_empty() => missing("no journal below `# Example`"),
            page if page.instead.files.is_empty() => missing("no journal below `# Instead`"),
            _ => Ok(page),
        }
    }
}

impl Example {
    /// Gathers the blocks of a part; the words around them say nothing to a machine.
    fn read(body: &str) -> Example {
        let mut example = Example::default();
        let mut lines = body.lines();
        while let Some(line) = lines.next() {
            let Some(language) = line.strip_prefix("```") else {
                continue;
            };
            let block = lines.by_ref().take_while(|line| *line != "```");
            let text: String = block.flat_map(|line| [line, "\n"]).collect();
            let first = text.lines().next().unwrap_or_default();
            match language {
                "yaml" => example.settings.push_str(&text),
                "touch" => {
                    if let Some(today) = first.strip_prefix("; today ") {
                        example.today = Some(today.trim().to_owned());
                    }
                    let name = match first.strip_prefix("; file ") {
                        Some(name) => name.trim().to_owned(),
                        None => "main.touch".to_owned(),
                    };
                    example.files.push((name, text));
                }
                _ => {}
            }
        }
        example
    }
}

/// The parts of a text, heading and body; the first has no heading. A `#` within a block is a
/// comment of the journal.
fn split(text: &str) -> Vec<(String, String)> {
    let mut parts = vec![(String::new(), String::new())];
    let mut in_block = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        }
        match line.strip_prefix("# ") {
            Some(heading) if !in_block => parts.push((heading.to_owned(), String::new())),
            _ => {
                if let Some((_, body)) = parts.last_mut() {
                    body.push_str(line);
                    body.push('\n');
                }
            }
        }
    }
    for (_, body) in &mut parts {
        *body = body.trim().to_owned();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
//! It checks
//! one thing.
//!
//! More of it.
//!
//! # Why it matters
//!
//! Because.
//!
//! # Example
//!
//! ```yaml
//! reps: [dana]
//! ```
//!
//! ```touch
//! ; today 2026-04-01
//! # Leads
//! prospect A
//!     since: 2026-03-01
//! ```
//!
//! ```touch
//! ; file reps/dana.touch
//! prospect B
//! ```
//!
//! # Instead
//!
//! ```touch
//! prospect A
//! ```

use crate::x;
";

    #[test]
    fn a_page_is_taken_apart() {
        let text = text_of(SOURCE);
        assert!(text.ends_with("```\n"));
        assert_eq!(summary_of(&text), "It checks one thing.");
        let page = Page::read(&text).unwrap();
        assert_eq!(page.summary, "It checks one thing.");
        assert_eq!(page.details, "More of it.");
        assert_eq!(page.why, "Because.");
        assert_eq!(page.example.today.as_deref(), Some("2026-04-01"));
        assert_eq!(page.example.settings, "reps: [dana]\n");
        let names: Vec<_> = page.example.files.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["main.touch", "reps/dana.touch"]);
        assert!(
            page.example.files[0]
                .1
                .contains("# Leads\nprospect A\n    since")
        );
        assert_eq!(page.instead.files.len(), 1);
    }

    #[test]
    fn what_is_missing_is_named() {
        let wrong = |text: &str| Page::read(text).unwrap_err();
        assert_eq!(wrong("One sentence.\n"), "there is no `# Why it matters`");
        let swapped = "One.\n\n# Why it matters\n\nSo.\n\n# Instead\n";
        assert_eq!(
            wrong(swapped),
            "`# Instead` stands where `# Example` is wanted"
        );
        let bare = "One.\n\n# Why it matters\n\nSo.\n\n# Example\n\n# Instead\n";
        assert_eq!(wrong(bare), "there is no journal below `# Example`");
    }
}
