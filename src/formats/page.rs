//! A page comes in, with headings, paragraphs, lists and blocks marked as in Markdown, and out
//! comes text for a terminal, no wider than the screen, in the colours of the theme.

use std::fmt;

use crate::table::Class;
use crate::text::harmless_line;

use super::text::write_wrapped;
use super::{Look, Theme};

/// How far blocks are indented.
const INDENT: &str = "    ";

/// Writes a page. Blocks are shown line by line, without their fences.
///
/// # Errors
///
/// Where `out` cannot be written to.
pub fn write(page: &str, look: Look, out: &mut impl fmt::Write) -> fmt::Result {
    let theme = Theme::new(look);
    let mut lines = page.lines();
    let mut paragraph = String::new();
    while let Some(line) = lines.next() {
        let heading = line.strip_prefix("# ");
        let block = line.strip_prefix("```");
        let item = line.starts_with("- ");
        if line.is_empty() || heading.is_some() || block.is_some() || item {
            flush(&mut paragraph, look, out)?;
        }
        if let Some(heading) = heading {
            write_wrapped(heading, Class::Strong, "", "", look, out)?;
        } else if let Some(language) = block {
            if language == "yaml" {
                writeln!(
                    out,
                    "{INDENT}{}",
                    theme.paint(Class::Dim, "# touchline.yaml")
                )?;
            }
            for line in lines.by_ref().take_while(|line| *line != "```") {
                let shown = format!("{INDENT}{}", harmless_line(line));
                writeln!(out, "{}", shown.trim_end())?;
            }
        } else if line.is_empty() {
            out.write_char('\n')?;
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim());
        }
    }
    flush(&mut paragraph, look, out)
}

/// Writes what was gathered of a paragraph, or of an item of a list.
fn flush(paragraph: &mut String, look: Look, out: &mut impl fmt::Write) -> fmt::Result {
    if paragraph.is_empty() {
        return Ok(());
    }
    let hanging = if paragraph.starts_with("- ") {
        "  "
    } else {
        ""
    };
    let text = paragraph.strip_prefix("- ").unwrap_or(paragraph);
    let start = if hanging.is_empty() { "" } else { "- " };
    write_wrapped(text, Class::Plain, start, hanging, look, out)?;
    paragraph.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_broken_anew_and_its_blocks_are_not() {
        let page = "\
A sentence that was broken
somewhere else.

- one item that is longer than the screen
- another

# Example

```yaml
reps: [dana]
```

```touch
prospect Acme

2026-03-02 call Acme Corp -> voicemail
```
";
        let look = Look {
            width: 30,
            ..Look::default()
        };
        let mut out = String::new();
        write(page, look, &mut out).unwrap();
        assert_eq!(
            out,
            "\
A sentence that was broken
somewhere else.

- one item that is longer than
  the screen
- another

Example

    # touchline.yaml
    reps: [dana]

    prospect Acme

    2026-03-02 call Acme Corp -> voicemail
"
        );
    }
}
