//! Pages that are a session from their first line to their last: each step is run, in its order, in
//! one folder, and says what the page shows. `TOUCHLINE_PAGE=overwrite` writes what comes out into
//! the pages.
//!
//! A step is `$ COMMAND` in a `shellsession` block, with lines that go on behind `>`. Two comments,
//! which no reader of the page sees, stand for what a reader does without the program:
//! `<!-- into FILE -->` puts the block after it at the end of a file, and `<!-- on DATE -->` turns
//! the clock.

mod workshop;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use workshop::{Said, Workshop};

#[test]
fn the_first_day_goes_as_it_is_told() {
    go_through("docs/start.md");
}

#[test]
fn what_is_said_of_writing_is_what_is_written() {
    go_through("docs/writing.md");
}

#[test]
fn a_team_lays_its_repository_out_as_it_is_told() {
    go_through("docs/ci.md");
}

fn go_through(name: &str) {
    let path = page(name);
    let shown = fs::read_to_string(&path).expect("the page can be read");
    let said = as_run(&shown);
    if std::env::var_os("TOUCHLINE_PAGE").is_some() {
        fs::write(&path, &said).expect("the page can be written");
        return;
    }
    for (number, (shown, said)) in shown.lines().zip(said.lines()).enumerate() {
        assert_eq!(shown, said, "{name}:{}", number + 1);
    }
    assert_eq!(shown.lines().count(), said.lines().count(), "{name}");
}

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The page with what its commands say in place of what it shows.
fn as_run(page: &str) -> String {
    let mut shop = Workshop::new();
    fs::remove_file(shop.path().join("touchline.yaml")).expect("it is there");
    let mut file = None;
    let mut made = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        writeln!(made, "{line}").expect("a string takes it");
        if let Some(day) = comment(line, "on ") {
            day.clone_into(&mut shop.today);
        } else if let Some(name) = comment(line, "into ") {
            file = Some(name);
        } else if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let block = if language == "shellsession" {
                session(&shop, &block)
            } else {
                block.iter().flat_map(|line| [*line, "\n"]).collect()
            };
            writeln!(made, "{block}```").expect("a string takes it");
            if let Some(name) = file.take() {
                let before = fs::read_to_string(shop.path().join(name)).unwrap_or_default();
                shop.write(name, before + &block);
            }
        }
    }
    made
}

/// The steps of a block, each with what it says.
fn session(shop: &Workshop, block: &[&str]) -> String {
    let mut made = String::new();
    let mut lines = block.iter().peekable();
    while let Some(line) = lines.next() {
        // What the page shows is passed over, and what is said written in its place.
        let Some(first) = line.strip_prefix("$ ") else {
            continue;
        };
        writeln!(made, "{line}").expect("a string takes it");
        let mut command = first.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with('>')) {
            writeln!(made, "{more}").expect("a string takes it");
            let more = more.strip_prefix("> ").unwrap_or(&more[1..]);
            command = format!("{command}\n{more}");
        }
        made.push_str(&run(shop, &command));
    }
    made
}

/// What stands behind `word` in a line that is such a comment.
fn comment<'l>(line: &'l str, word: &str) -> Option<&'l str> {
    line.strip_prefix("<!-- ")?
        .strip_prefix(word)?
        .strip_suffix(" -->")
}

/// What a command says, as a page shows it.
fn run(shop: &Workshop, command: &str) -> String {
    let mut shell = shop.command("sh");
    // One stream, in the order in which it is written.
    shell.args(["-c", &format!("{{ {command}\n}} 2>&1")]);
    let said = Said::new(shell.output());
    match said.code {
        0 => said.out,
        code => format!("? {code}\n{}", said.out),
    }
}
