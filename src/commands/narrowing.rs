//! Findings come in, and out come those to be reported: without the known ones of a baseline, and
//! of what is new since a commit alone.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::Args;
use rustc_hash::FxHashSet;

use super::check::cannot_write;
use super::commits::failure;
use super::opening::folder_of;
use super::{Failure, Session};
use crate::baseline::{Baseline, Gone};
use crate::disk::write_whole;
use crate::finding::{Finding, Places};
use crate::fingerprint::{self, Entries, Fingerprint};
use crate::git::{Lines, Repository, root_around};
use crate::journal::ProspectId;
use crate::ledger::Ledger;
use crate::settings::Vocabulary;
use crate::syntax::{DirectiveKind, File, is_indented, parse};
use crate::text::{Source, Span};
use crate::wording::count;

/// Which findings are reported.
#[derive(Debug, Args)]
pub(super) struct Narrowing {
    /// Only what stands on lines that are new since a commit, or concerns a prospect with such lines
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Leave out the findings that this file knows, and name those that are gone
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Take today's findings for known, in this file; with --baseline, only what it knows already
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

/// The findings that are reported.
#[derive(Debug)]
pub(super) struct Narrowed {
    pub findings: Vec<Finding>,
    /// Theirs, in their order.
    pub fingerprints: Vec<Fingerprint>,
    /// What is to be said of the others.
    pub remarks: Vec<String>,
}

impl Narrowing {
    /// Narrows the findings of a ledger; `places` have the names by which others know the files.
    pub(super) fn narrow(
        &self,
        findings: Vec<Finding>,
        ledger: &Ledger,
        places: &Places<'_>,
        session: &Session<'_>,
    ) -> Result<Narrowed, Failure> {
        let mut narrowed = Narrowed {
            fingerprints: fingerprint::of_all(&findings, places),
            findings,
            remarks: Vec::new(),
        };
        self.leave_out_known(&mut narrowed, places)?;
        if let Some(revision) = &self.since {
            let changed = Changed::since(revision, ledger, session)?;
            let names = changed.names(ledger);
            let before = narrowed.findings.len();
            narrowed.retain(|finding| changed.concerns(finding, &names));
            match before - narrowed.findings.len() {
                0 => {}
                1 => narrowed.remarks.push(format!(
                    "1 finding on lines older than {revision} is left out"
                )),
                more => narrowed.remarks.push(format!(
                    "{more} findings on lines older than {revision} are left out"
                )),
            }
        }
        Ok(narrowed)
    }

    fn leave_out_known(&self, narrowed: &mut Narrowed, places: &Places<'_>) -> Result<(), Failure> {
        let Some(path) = &self.baseline else {
            let Some(target) = &self.write_baseline else {
                return Ok(());
            };
            let all = Baseline::of(&narrowed.findings, &narrowed.fingerprints, places);
            let before = if target.exists() {
                read(target)?
            } else {
                Baseline::default()
            };
            let sifted = before.sift(&narrowed.fingerprints);
            let new = sifted.is_new.iter().filter(|new| **new).count();
            write(target, &all)?;
            let known = count(narrowed.findings.len(), "finding is", "findings are");
            narrowed.remarks.push(format!(
                "{known} known in {}: {new} more, {} fewer than before",
                target.display(),
                before.len() - sifted.kept.len()
            ));
            narrowed.retain(|_| false);
            return Ok(());
        };
        let known = read(path)?;
        let sifted = known.sift(&narrowed.fingerprints);
        let mut is_new = sifted.is_new.iter();
        narrowed.retain(|_| is_new.next().copied().unwrap_or(true));
        if !sifted.kept.is_empty() {
            let left = count(sifted.kept.len() as usize, "finding is", "findings are");
            narrowed
                .remarks
                .push(format!("{left} known in {}", path.display()));
        }
        let forgets = self.write_baseline.as_ref() == Some(path);
        let gone = sifted.gone.iter();
        let gone = gone.map(|gone| gone_line(gone, path, forgets));
        narrowed.remarks.extend(gone);
        if let Some(target) = &self.write_baseline {
            write(target, &sifted.kept)?;
        }
        Ok(())
    }
}

impl Narrowed {
    fn retain(&mut self, mut keep: impl FnMut(&Finding) -> bool) {
        let findings = std::mem::take(&mut self.findings);
        let fingerprints = std::mem::take(&mut self.fingerprints);
        for (finding, fingerprint) in findings.into_iter().zip(fingerprints) {
            if keep(&finding) {
                self.findings.push(finding);
                self.fingerprints.push(fingerprint);
            }
        }
    }
}

fn gone_line(gone: &Gone, path: &Path, forgets: bool) -> String {
    let Gone {
        rule,
        file,
        entry,
        count,
    } = gone;
    let times = match count {
        1 => String::new(),
        more => format!(", {more} times"),
    };
    let what = if forgets {
        "gone, and taken out of"
    } else {
        "gone, and still in"
    };
    format!(
        "{what} {}: {rule} in {file}{times}: {entry}",
        path.display()
    )
}

fn read(path: &Path) -> Result<Baseline, Failure> {
    let name = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::new(format!("cannot read the baseline {name}: {error}"))
            .help("`touchline check --write-baseline FILE` makes one")
    })?;
    Baseline::read(&text)
        .map_err(|problem| Failure::new(format!("{name} is no baseline: {problem}")))
}

fn write(path: &Path, baseline: &Baseline) -> Result<(), Failure> {
    let text = baseline.text().map_err(cannot_write)?;
    write_whole(path, &text).map_err(|error| {
        Failure::new(format!(
            "cannot write the baseline {}: {error}",
            path.display()
        ))
    })
}

/// The names by which others know the files of a ledger: from the root of their repository on,
/// where there is one, else as they were reached.
pub(super) fn published_names(ledger: &Ledger) -> Vec<String> {
    let first = ledger.paths.first();
    let root = first.and_then(|path| root_around(folder_of(path)));
    let files = ledger.journal.files.iter().zip(&ledger.paths);
    files
        .map(|(file, path)| {
            let below = root.as_ref().and_then(|root| path.strip_prefix(root).ok());
            let reached = || file.source.name.clone();
            below.map_or_else(reached, |below| {
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                parts.join("/")
            })
        })
        .collect()
}

/// What is new since a commit.
struct Changed {
    /// For each file, the bytes of its new lines, in order.
    new: Vec<Vec<Span>>,
    prospects: FxHashSet<ProspectId>,
}

impl Changed {
    fn since(revision: &str, ledger: &Ledger, session: &Session<'_>) -> Result<Changed, Failure> {
        let repository = match (session.at, ledger.paths.first()) {
            (Some(commit), _) => commit.repository().clone(),
            (None, Some(path)) if path.is_absolute() => {
                Repository::around(folder_of(path)).map_err(|error| failure(&error))?
            }
            _ => session.repository()?,
        };
        let since = repository.commit_name(revision);
        let since = since.map_err(|error| failure(&error))?;
        let until = session.at.map(|commit| commit.name.as_str());
        let difference = repository.changes(&since, until);
        let difference = difference.map_err(|error| failure(&error))?;
        let mut changed = Changed {
            new: Vec::new(),
            prospects: FxHashSet::default(),
        };
        for (number, file) in ledger.journal.files.iter().enumerate() {
            // What lies outside of the repository is new to it.
            let name = repository.name_of(&ledger.paths[number]);
            let lines = name.map_or_else(|| Some(Lines::all()), |name| difference.of(&name));
            match lines {
                None => changed.new.push(Vec::new()),
                Some(lines) => changed.take(ledger, number as u32, file, &lines),
            }
        }
        Ok(changed)
    }

    /// Takes what is new in one file.
    fn take(&mut self, ledger: &Ledger, number: u32, file: &File, lines: &Lines) {
        let source = &file.source;
        let starts = LineStarts::new(source);
        let mut new: Vec<Span> = lines.new.iter().map(|lines| starts.span(lines)).collect();
        let mut touched = new.clone();
        for (before, removed) in &lines.removed {
            // A line that is gone from an entry's body changes the entry.
            if is_indented(removed) && *before > 0 {
                touched.push(starts.span(&(before - 1..*before)));
            }
            self.take_removed(ledger, removed);
        }
        new.sort_unstable();
        touched.sort_unstable();
        let entries = Entries::new(source);
        for span in &touched {
            for entry in entries.overlapping(source, *span) {
                self.prospects
                    .extend(prospect_at(ledger, number, file, entry));
            }
        }
        self.new.push(new);
    }

    /// Takes the prospects that lines name which are there no more.
    fn take_removed(&mut self, ledger: &Ledger, removed: &[u8]) {
        let vocabulary: &Vocabulary = &ledger.settings.vocabulary;
        let source = Source::new(String::new(), removed.to_vec());
        let gone = parse(source.into(), vocabulary);
        for at in 0..gone.names.len() as u32 {
            let name = gone.names.folded(crate::syntax::NameId(at));
            let name = String::from_utf8_lossy(name);
            self.prospects.extend(ledger.journal.find_prospect(&name));
        }
    }

    /// The names of the prospects concerned.
    fn names(&self, ledger: &Ledger) -> FxHashSet<String> {
        let prospects = self.prospects.iter();
        prospects.map(|id| ledger.journal.name(*id)).collect()
    }

    fn concerns(&self, finding: &Finding, names: &FxHashSet<String>) -> bool {
        let span = finding.place.span;
        let end = span.end.max(span.start + 1);
        let new = self.new.get(finding.place.file as usize);
        let is_on_new_line = new.is_some_and(|new| {
            let before = new.partition_point(|lines| lines.end <= span.start);
            new.get(before).is_some_and(|lines| lines.start < end)
        });
        is_on_new_line
            || finding
                .prospect
                .as_ref()
                .is_some_and(|name| names.contains(name))
    }
}

/// The prospect of an entry.
fn prospect_at(ledger: &Ledger, number: u32, file: &File, entry: Span) -> Option<ProspectId> {
    let journal = &ledger.journal;
    let touch = file
        .touches
        .binary_search_by_key(&entry.start, |touch| touch.offset);
    if let Ok(at) = touch {
        return Some(journal.prospect_of_name(number, file.touches[at].prospect));
    }
    let directive = file
        .directives
        .binary_search_by_key(&entry.start, |directive| directive.offset);
    match file.directives.get(directive.ok()?)?.kind {
        DirectiveKind::Prospect(entry) => Some(journal.prospect_of_name(number, entry.name)),
        _ => None,
    }
}

/// Where lines start as git counts them: a line feed alone ends one.
struct LineStarts {
    starts: Vec<u32>,
    length: u32,
}

impl LineStarts {
    fn new(source: &Source) -> LineStarts {
        let bytes = source.bytes();
        let ends = memchr::memchr_iter(b'\n', bytes).map(|at| at as u32 + 1);
        LineStarts {
            starts: std::iter::once(0).chain(ends).collect(),
            length: bytes.len() as u32,
        }
    }

    /// The bytes of some lines.
    fn span(&self, lines: &Range<u32>) -> Span {
        let start = |line: u32| {
            let start = self.starts.get(line as usize);
            start.copied().unwrap_or(self.length)
        };
        Span::new(start(lines.start), start(lines.end))
    }
}
