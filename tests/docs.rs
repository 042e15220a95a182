//! What the manual shows is read as a user's would be: journals in `touch` blocks are sound, those
//! in `touch-error` blocks are not, and settings in `yaml` blocks are accepted.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use touchline::settings::Vocabulary;
use touchline::syntax::{File, parse};
use touchline::text::Source;

/// The pages whose `yaml` blocks are settings; others may show YAML of other programs.
const PAGES_WITH_SETTINGS: [&str; 2] = ["docs/cadences.md", "docs/format.md"];

/// The names of all rules, which settings may speak of.
const RULES: &[&str] = &[
    "syntax",
    "encoding",
    "invisible-character",
    "conflict-marker",
    "invalid-date",
    "unknown-channel",
    "unknown-outcome",
    "bad-outcome",
    "unknown-cadence",
    "bad-field",
    "repeated-field",
    "duplicate-prospect",
    "missing-include",
    "include-cycle",
    "repeated-include",
    "unknown-prospect",
    "unknown-rep",
    "similar-prospects",
    "misspelt-field",
    "duplicate-touch",
    "out-of-order",
    "future-touch",
    "failed-assertion",
    "unused-allow",
    "gave-up",
    "went-dead",
    "overdue",
    "nurture-lapsed",
    "late-touch",
    "slow-start",
    "slow-reply",
    "too-soon",
    "wrong-channel",
    "channel-rut",
    "pestering",
    "crossed-wires",
    "dead-address",
    "single-medium",
    "broken-promise",
    "missed-deferral",
    "missed-appointment",
    "late-appointment",
    "early-chase",
    "no-reminder",
    "no-thank-you",
    "no-next-step",
    "missing-win",
    "no-homework",
    "blunder",
    "hopeium",
    "dropped-early",
    "dropped-without-reason",
    "dropped-untruthed",
    "undated-later",
    "missing-outcome",
    "late-homework",
    "silent-treatment",
    "disqualify",
    "ask-to-stop",
    "touch-after-stop",
];

#[test]
fn every_journal_in_the_manual_is_sound() {
    let mut wrong = Vec::new();
    for block in blocks("touch") {
        for fault in read(&block).faults {
            let before = &block.text[..fault.span.range().start];
            let line = block.line + before.matches('\n').count();
            wrong.push(format!(
                "{}:{line}: {}: mend it, or call the block `touch-error`",
                block.page, fault.message
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_mistake_in_the_manual_is_one() {
    let sound: Vec<String> = blocks("touch-error")
        .iter()
        .filter(|block| read(block).faults.is_empty())
        .map(|block| {
            let Block { page, line, .. } = block;
            format!("{page}:{line}: nothing is wrong here: call the block `touch`")
        })
        .collect();
    assert!(sound.is_empty(), "\n{}\n", sound.join("\n"));
}

#[test]
fn all_settings_in_the_manual_are_accepted() {
    let mut wrong = Vec::new();
    for block in blocks("yaml") {
        if !PAGES_WITH_SETTINGS.contains(&block.page.as_str()) {
            continue;
        }
        let complaints = touchline::settings::read(&block.text, RULES)
            .err()
            .unwrap_or_default();
        for complaint in complaints {
            let line = block.line + complaint.line as usize - 1;
            wrong.push(format!(
                "{}:{line}: {}: mend it, or call the block `yaml-part`",
                block.page, complaint.message
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_pages_of_the_format_and_of_the_settings_have_examples() {
    for (language, page) in [
        ("touch", "docs/format.md"),
        ("touch-error", "docs/format.md"),
        ("touch", "docs/cadences.md"),
        ("yaml", "docs/cadences.md"),
    ] {
        let found = blocks(language).iter().any(|block| block.page == page);
        assert!(found, "{page} shows no `{language}` block");
    }
}

#[test]
fn every_setting_is_in_the_manual() {
    let page = fs::read_to_string(root().join("docs/cadences.md")).expect("the page can be read");
    let missing: Vec<&str> = touchline::settings::KEYS
        .into_iter()
        .filter(|key| !page.contains(&format!("**`{key}`**")))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/cadences.md says nothing of {missing:?}"
    );
}

#[test]
fn every_built_in_word_is_in_the_manual() {
    let page = fs::read_to_string(root().join("docs/format.md")).expect("the page can be read");
    let vocabulary = Vocabulary::default();
    let channels = vocabulary.channels.iter().map(|channel| &channel.word);
    let outcomes = vocabulary.outcomes.iter().map(|outcome| &outcome.word);
    let missing: Vec<&String> = channels
        .chain(outcomes)
        .filter(|word| !page.contains(&format!("`{word}`")))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/format.md says nothing of {missing:?}"
    );
}

#[test]
fn every_built_in_cadence_is_in_the_manual() {
    let page = fs::read_to_string(root().join("docs/cadences.md")).expect("the page can be read");
    for (name, _) in touchline::cadences::ALL {
        assert!(
            page.contains(&format!("\n### {name}\n")),
            "docs/cadences.md says nothing of {name}"
        );
    }
}

/// A fenced block of a page.
struct Block {
    /// The page, from the repository's folder.
    page: String,
    /// The line of its first line of text.
    line: usize,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(block: &Block) -> File {
    let source = Source::new(block.page.clone(), block.text.clone().into_bytes());
    parse(Arc::new(source), &Vocabulary::default())
}

/// The blocks of this language in all pages of the manual.
fn blocks(language: &str) -> Vec<Block> {
    let listing = fs::read_dir(root().join("docs")).expect("there is a manual");
    let mut pages: Vec<String> = listing
        .map(|entry| entry.expect("the manual can be listed").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"))
        .map(|name| format!("docs/{name}"))
        .collect();
    pages.push("README.md".to_owned());
    pages.sort();
    let mut blocks = Vec::new();
    for page in pages {
        match fs::read_to_string(root().join(&page)) {
            Ok(text) => blocks.extend(blocks_of(&page, &text, language)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => panic!("{page}: {error}"),
        }
    }
    blocks
}

/// The blocks of one page. A block in a list is indented, and so is its fence.
fn blocks_of(page: &str, text: &str, language: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let fence = line.trim_start();
        let Some(info) = fence.strip_prefix("```") else {
            continue;
        };
        let indentation = line.len() - fence.len();
        let mut content = String::new();
        let mut closed = false;
        for (_, line) in lines.by_ref() {
            if line.trim() == "```" {
                closed = true;
                break;
            }
            let indented = line.len() - line.trim_start().len();
            content.push_str(&line[indentation.min(indented)..]);
            content.push('\n');
        }
        assert!(closed, "{page}:{}: this block has no end", number + 1);
        if info.trim() == language {
            blocks.push(Block {
                page: page.to_owned(),
                line: number + 2,
                text: content,
            });
        }
    }
    blocks
}
