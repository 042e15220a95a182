//! The sources are read as text, and held against the plan: modules in flow order, one home for
//! each big package, shelves whose listing is their registry. There are no exceptions: one that is
//! needed is a plan to change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The packages that one module alone may name, so that they can be understood, or swapped, there.
const BIG_PACKAGES: [&str; 10] = [
    "annotate_snippets",
    "chrono",
    "clap",
    "gen_lsp_types",
    "lsp_server",
    "minijinja",
    "nom",
    "notify",
    "owo_colors",
    "serde_yaml",
];

/// The folders in which each file but `mod.rs` is one of its kind, or helps those.
const SHELVES: [&str; 7] = [
    "cadences",
    "commands",
    "exchanges",
    "formats",
    "reports",
    "rules",
    "scripts",
];

const FORBIDDEN_MACROS: [&str; 7] = [
    "dbg",
    "eprint",
    "eprintln",
    "print",
    "println",
    "todo",
    "unimplemented",
];

#[test]
fn a_module_uses_only_those_above_it_in_the_map() {
    let sources = sources();
    let map = map(&sources);
    let test_files = test_files(&sources);
    let mut complaints = Vec::new();
    for source in &sources {
        let Some(rank) = map.iter().position(|module| *module == source.top()) else {
            continue;
        };
        if test_files.iter().any(|file| source.lies_in(file)) {
            continue;
        }
        for (at, used) in modules_used(&source.without_tests(), source.depth()) {
            let place = source.place(at);
            match map.iter().position(|module| *module == used) {
                Some(other) if other <= rank => {}
                Some(_) => complaints.push(format!(
                    "{place}: `{}` uses `{used}`, which stands below it in src/lib.rs: \
                     hand the thing in as an argument, or move it up",
                    map[rank]
                )),
                None => complaints.push(format!(
                    "{place}: `crate::{used}` is no module of src/lib.rs: \
                     name the module that the thing stands in"
                )),
            }
        }
    }
    none(&complaints);
}

#[test]
fn each_big_package_has_one_home() {
    let sources = sources();
    let mut complaints = Vec::new();
    for package in BIG_PACKAGES {
        let mut homes: BTreeMap<&str, String> = BTreeMap::new();
        for source in &sources {
            for at in names_of_package(&source.code, package) {
                let place = source.place(at);
                if matches!(source.top(), "lib" | "main") {
                    complaints.push(format!(
                        "{place}: `{package}` is named here: only a module may name it"
                    ));
                }
                homes.entry(source.top()).or_insert(place);
            }
        }
        if homes.len() > 1 {
            let places: Vec<String> = homes.into_values().collect();
            complaints.push(format!(
                "{}: `{package}` is named in more than one module: \
                 give it one home, and let the others use that",
                places.join(", ")
            ));
        }
    }
    none(&complaints);
}

#[test]
fn every_file_opens_with_what_comes_in_and_what_goes_out() {
    let complaints: Vec<String> = sources()
        .iter()
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| format!("{}: open it with `//!` and what it is for", source.place(0)))
        .collect();
    none(&complaints);
}

#[test]
fn a_shelf_lists_what_stands_on_it() {
    let sources = sources();
    let mut complaints = Vec::new();
    for shelf in SHELVES {
        let folder = root().join("src").join(shelf);
        let list = format!("src/{shelf}/mod.rs");
        let Some(list) = sources.iter().find(|source| source.path == list) else {
            if folder.exists() {
                complaints.push(format!("src/{shelf}: write its mod.rs"));
            }
            continue;
        };
        let listed: BTreeMap<&str, usize> = modules_declared(&list.code)
            .map(|(at, name)| (name, at))
            .collect();
        let mut modules = BTreeSet::new();
        for path in entries(&folder) {
            let name = file_name(&path);
            let place = format!("src/{shelf}/{name}:1");
            let module = match name.strip_suffix(".rs") {
                Some("mod") => continue,
                Some(module) => module,
                None if path.is_dir() => &name,
                None => {
                    if !includes_text(&sources, shelf, &name) {
                        complaints.push(format!(
                            "{place}: nothing reads this file: \
                             write `include_str!(\"{name}\")` in {}",
                            list.path
                        ));
                    }
                    continue;
                }
            };
            if !listed.contains_key(module) {
                complaints.push(format!(
                    "{place}: this is not on the list: write `mod {module};` in {}",
                    list.path
                ));
            }
            modules.insert(module.to_owned());
        }
        for (name, at) in listed {
            if !modules.contains(name) {
                complaints.push(format!(
                    "{}: there is no src/{shelf}/{name}.rs: write it, or take the line out",
                    list.place(at)
                ));
            }
        }
    }
    none(&complaints);
}

#[test]
fn a_module_stands_in_the_folder_of_those_below_it() {
    let mut complaints = Vec::new();
    for source in &sources() {
        let module = source.path.trim_end_matches(".rs");
        if root().join(module).is_dir() {
            complaints.push(format!(
                "{}: the folder {module} belongs to it: move it to {module}/mod.rs",
                source.place(0)
            ));
        }
    }
    none(&complaints);
}

#[test]
fn nothing_is_printed_past_the_formats_and_nothing_left_undone() {
    let mut complaints = Vec::new();
    for source in &sources() {
        for name in FORBIDDEN_MACROS {
            for at in words(&source.code, name) {
                if source.code[at + name.len()..].starts_with('!') {
                    complaints.push(format!(
                        "{}: `{name}!` stands here: \
                         write to the output that is handed in, and finish what is begun",
                        source.place(at)
                    ));
                }
            }
        }
    }
    none(&complaints);
}

#[test]
fn the_reader_of_these_tests_tells_code_from_text() {
    let text = "let a = \"// no \\\" crate::b\"; // crate::c\n/* crate::d /* */ x */ let e = 'x';\n\
                fn f<'g>(h: &'g str) { r#\"crate::i \"#; '\"'; b'\\''; crate::j }\n";
    let code = blanked(text);
    assert_eq!(code.len(), text.len());
    assert_eq!(code.matches('\n').count(), text.matches('\n').count());
    let used: Vec<&str> = modules_used(&code, 1)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(used, ["j"]);
    let used: Vec<&str> = modules_used(
        "use crate::{a, b::{c, d}, e::f}; super::super::g::h(); super::i();",
        2,
    )
    .into_iter()
    .map(|(_, name)| name)
    .collect();
    assert_eq!(used, ["a", "b", "e", "g"]);
    let code = "a\n#[cfg(test)]\nmod tests;\nb\n#[cfg(test)]\nmod more { c { } }\nd";
    assert_eq!(
        without_tests(code).split_whitespace().collect::<Vec<_>>(),
        ["a", "b", "d"]
    );
    assert_eq!(
        names_of_package("use nom; nom::x(); a.nom(); self::nom::y", "nom"),
        [4, 9]
    );
}

/// One file of the program.
struct Source {
    /// From the repository's folder, with `/`.
    path: String,
    text: String,
    /// The text with comments, strings and characters blanked.
    code: String,
}

impl Source {
    /// The top-level module that it belongs to.
    fn top(&self) -> &str {
        let path = self.path.trim_start_matches("src/");
        path.split_once('/')
            .map_or(path.trim_end_matches(".rs"), |(folder, _)| folder)
    }

    /// How many modules it is below the root of the library.
    fn depth(&self) -> usize {
        self.path.trim_end_matches("/mod.rs").split('/').count() - 1
    }

    fn place(&self, at: usize) -> String {
        let line = self.text[..at].matches('\n').count() + 1;
        format!("{}:{line}", self.path)
    }

    fn without_tests(&self) -> String {
        without_tests(&self.code)
    }

    /// Says whether it is the module at `path` (which has no ending), or a part of it.
    fn lies_in(&self, path: &str) -> bool {
        let rest = self.path.strip_prefix(path);
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The files and folders in a folder, sorted; those that an editor hides aside.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let listing = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = listing
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| !file_name(path).starts_with('.'))
        .collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// All Rust files of the program.
fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source is UTF-8");
                let below = path.strip_prefix(root()).expect("it lies below the root");
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                sources.push(Source {
                    path: parts.join("/"),
                    code: blanked(&text),
                    text,
                });
            }
        }
    }
    assert!(!sources.is_empty());
    sources
}

/// The modules of src/lib.rs, in its order.
fn map(sources: &[Source]) -> Vec<String> {
    let library = sources.iter().find(|source| source.path == "src/lib.rs");
    let library = library.expect("there is a library");
    let modules: Vec<String> = modules_declared(&library.code)
        .map(|(_, name)| name.to_owned())
        .collect();
    assert!(!modules.is_empty());
    modules
}

/// The modules that are there for tests alone, as paths without an ending.
fn test_files(sources: &[Source]) -> Vec<String> {
    let mut files = Vec::new();
    for source in sources {
        let kept = source.without_tests();
        let folder = match source.path.trim_end_matches(".rs") {
            "src/lib" | "src/main" => "src",
            path => path.trim_end_matches("/mod"),
        };
        for (at, name) in modules_declared(&source.code) {
            if kept[at..].starts_with(' ') {
                files.push(format!("{folder}/{name}"));
            }
        }
    }
    files
}

/// The `mod name;` of a text: where the name stands, and the name.
fn modules_declared(code: &str) -> impl Iterator<Item = (usize, &str)> {
    words(code, "mod").filter_map(|at| {
        let start = at + "mod".len();
        let start = start + code[start..].len() - code[start..].trim_start().len();
        let name = identifier(&code[start..]);
        let ends = code[start + name.len()..].trim_start().starts_with(';');
        (ends && !name.is_empty()).then_some((start, name))
    })
}

/// Says whether a file of a shelf takes the text of this other one in.
fn includes_text(sources: &[Source], shelf: &str, name: &str) -> bool {
    let call = format!("include_str!(\"{name}\")");
    let mut on_shelf = sources.iter().filter(|source| source.top() == shelf);
    on_shelf.any(|source| source.text.contains(&call))
}

/// The top-level modules that a text names, by `crate::` or by as many `super::` as lead to the
/// root, which is `depth` modules above it: where, and which.
fn modules_used(code: &str, depth: usize) -> Vec<(usize, &str)> {
    let mut used = Vec::new();
    for at in words(code, "crate") {
        if let Some(rest) = code[at..].strip_prefix("crate::") {
            used.extend(first_names(code, rest));
        }
    }
    for at in words(code, "super") {
        if code[..at].ends_with("super::") {
            continue;
        }
        let mut rest = &code[at..];
        let mut climbed = 0;
        while let Some(above) = rest.strip_prefix("super::") {
            climbed += 1;
            rest = above;
        }
        if climbed == depth {
            used.extend(first_names(code, rest));
        }
    }
    used
}

/// The names that a path goes on with at `rest`, the end of `code`: one, or those in braces.
fn first_names<'c>(code: &'c str, rest: &'c str) -> Vec<(usize, &'c str)> {
    let offset = |rest: &str| code.len() - rest.len();
    let Some(list) = rest.strip_prefix('{') else {
        let name = identifier(rest);
        let name = if name.is_empty() && rest.starts_with('*') {
            "*"
        } else {
            name
        };
        return vec![(offset(rest), name)];
    };
    let mut names = Vec::new();
    let (mut depth, mut start) = (0, true);
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            _ if character.is_whitespace() => {}
            _ if start => {
                names.push((offset(&list[at..]), identifier(&list[at..])));
                start = false;
            }
            _ => {}
        }
    }
    names
}

/// Where a text names a package: in a path that begins with it, or in a `use`.
fn names_of_package(code: &str, package: &str) -> Vec<usize> {
    words(code, package)
        .filter(|&at| {
            let before = code[..at].trim_end();
            let after = code[at + package.len()..].trim_start();
            let is_inner = before.strip_suffix("::").is_some_and(|path| {
                path.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '_' | '>'))
            });
            let is_used = words(before, "use").any(|use_at| use_at + "use".len() == before.len());
            !is_inner && (after.starts_with("::") || is_used)
        })
        .collect()
}

/// Where a word stands in a text, not as a part of a longer one.
fn words<'c>(code: &'c str, word: &'c str) -> impl Iterator<Item = usize> {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| {
            !code[..*at].ends_with(is_part) && !code[at + word.len()..].starts_with(is_part)
        })
}

fn identifier(text: &str) -> &str {
    let end = text.find(|character: char| !(character.is_alphanumeric() || character == '_'));
    &text[..end.unwrap_or(text.len())]
}

/// Blanks each item that stands behind `#[cfg(test)]`, in a text without comments and strings.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = code.to_owned();
    while let Some(start) = kept.find(MARK) {
        let mut depth = 0_u32;
        let mut end = kept.len();
        for (at, character) in kept[start + MARK.len()..].char_indices() {
            match character {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && matches!(character, ';' | '}') {
                end = start + MARK.len() + at + 1;
                break;
            }
        }
        let blank = blank(&kept[start..end]);
        kept.replace_range(start..end, &blank);
    }
    kept
}

/// As many spaces as a text has bytes, its line ends kept.
fn blank(text: &str) -> String {
    let blanks = text
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    blanks.collect()
}

/// Blanks comments, strings and characters, so that what is left is code, at the same places.
fn blanked(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = code.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        let hidden = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            'r' if !is_word || code.ends_with(['b', 'c']) => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        let length = hidden.max(first.len_utf8());
        if hidden == 0 {
            code.push(first);
        } else {
            code.push_str(&blank(&rest[..length]));
        }
        rest = &rest[length..];
    }
    code
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a raw string, or 0 where none begins here.
fn raw_string(text: &str) -> usize {
    let marks = text[1..].len() - text[1..].trim_start_matches('#').len();
    let Some(content) = text[1 + marks..].strip_prefix('"') else {
        return 0;
    };
    let end = format!("\"{}", "#".repeat(marks));
    let length = content.find(&end).unwrap_or(content.len());
    (text.len() - content.len() + length + end.len()).min(text.len())
}

/// The length of a character between quotes, or 0 where the quote begins a lifetime.
fn character(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            let end = characters.skip(1).find(|(_, next)| *next == '\'');
            end.map_or(text.len(), |(at, _)| at + 1)
        }
        Some(_) => match characters.next() {
            Some((at, '\'')) => at + 1,
            _ => 0,
        },
        None => 0,
    }
}
