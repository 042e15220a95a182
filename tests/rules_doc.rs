//! `docs/rules.md` is made of the rules' pages: this test makes it anew, and fails where it is
//! not what stands there.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use touchline::finding::{Kind, Level};
use touchline::rules::{ALL, Rule};
use touchline::settings::Vocabulary;
use touchline::syntax::parse;
use touchline::text::Source;

/// What mends it.
const COMMAND: &str = "UPDATE_DOCS=1 cargo test --test rules_doc";

const OPENING: &str = "\
# Rules

A rule looks at one thing and reports findings: `touchline check` shows them, with the words at
fault and what to do. `touchline explain RULE` shows what stands here. The level of a rule is
`error`, `warning`, `notice` or `off`, and it is yours to set, for all or for one entry:

```yaml
rules: {missing-win: warning, single-medium: off}
```

```touch
prospect Acme

prospect Acme Ltd                        ; touchline: allow similar-prospects
```
";

const KINDS: [(Kind, &str, &str); 3] = [
    (
        Kind::Text,
        "Text: is the journal sound?",
        "What the journal says, whatever the day. Always shown.",
    ),
    (
        Kind::State,
        "State: is the follow-up kept?",
        "What holds today, and can be mended by a touch. It is shown until it is mended; only of those\n\
         who went dead or lapsed, what is older than 30 days (`look_back`) is left to `--all`.",
    ),
    (
        Kind::History,
        "History: was it kept?",
        "What was once done late or badly, and cannot be mended now. `check` shows that of the last\n\
         30 days (`look_back`), and all of it with `--all`. Where something is open still, such as a\n\
         promise past its date or an email without an answer, it is a warning, and shown as state is.",
    ),
];

#[test]
fn the_manual_of_the_rules_is_made_of_their_pages() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let made = manual();
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| !value.is_empty()) {
        fs::write(&path, &made).expect("the page can be written");
        return;
    }
    let there = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let differs = there
        .lines()
        .zip(made.lines())
        .position(|(one, other)| one != other)
        .unwrap_or(there.lines().count().min(made.lines().count()));
    assert!(
        there == made,
        "docs/rules.md:{}: this is not what the rules' pages say; write it anew: {COMMAND}",
        differs + 1
    );
}

fn manual() -> String {
    let mut text = String::from(OPENING);
    for (kind, title, about) in KINDS {
        add(&mut text, format_args!("\n## {title}\n\n{about}\n\n"));
        text.push_str("| rule | level | what it looks for |\n| --- | --- | --- |\n");
        for rule in of(kind) {
            let name = rule.name;
            let level = rule.level.map_or("off", Level::name);
            let summary = rule.summary().replace('|', "\\|");
            add(
                &mut text,
                format_args!("| [{name}](#{name}) | {level} | {summary} |\n"),
            );
        }
    }
    for (kind, title, _) in KINDS {
        let (title, _) = title.split_once(':').unwrap_or((title, ""));
        let title = title.to_lowercase();
        add(&mut text, format_args!("\n## The rules of the {title}\n"));
        for rule in of(kind) {
            let level = rule.level.map_or("off", Level::name);
            add(
                &mut text,
                format_args!("\n### {}\n\n*{level}, {}*\n\n", rule.name, kind.name()),
            );
            text.push_str(&for_the_manual(&rule.page_text()));
        }
    }
    add(
        &mut text,
        format_args!("\n<!-- Made of the pages in src/rules/ by `{COMMAND}`. -->\n"),
    );
    text
}

fn of(kind: Kind) -> impl Iterator<Item = &'static Rule> {
    ALL.iter().filter(move |rule| rule.kind == kind)
}

fn add(text: &mut String, part: std::fmt::Arguments<'_>) {
    text.write_fmt(part).expect("a string can be written to");
}

/// The page with its headings lowered; blocks that are wrong on purpose are marked so, as the
/// manual's other pages have it.
fn for_the_manual(page: &str) -> String {
    let mut text = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("# ") {
            add(&mut text, format_args!("#### {heading}\n"));
        } else if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let block = block.join("\n");
            let wrong = language == "touch" && is_wrong(&block);
            let language = if wrong { "touch-error" } else { language };
            add(&mut text, format_args!("```{language}\n{block}\n```\n"));
        } else {
            add(&mut text, format_args!("{line}\n"));
        }
    }
    text
}

fn is_wrong(block: &str) -> bool {
    let source = Source::new("main.touch".to_owned(), format!("{block}\n").into_bytes());
    !parse(Arc::new(source), &Vocabulary::default())
        .faults
        .is_empty()
}
