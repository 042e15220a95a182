//! Findings come in, and out come those to be reported: without the known ones of a baseline, and
//! of what is new since a commit alone.

use std::ops::Range;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use clap::Args;
use rustc_hash::FxHashSet;

use crate::baseline::{Baseline, Gone};
use crate::commands::session::commits::failure;
use crate::commands::session::opening::Opened;
use crate::commands::session::terms::Terms;
use crate::commands::session::writing::{not_read, not_written};
use crate::commands::{Failure, Session};
use crate::disk::{Disk, Files, Unread, folder_of, write_whole};
use crate::finding::{Finding, Places};
use crate::fingerprint::{self, Fingerprint};
use crate::git::{GitError, Lines, Repository, root_around};
use crate::journal::ProspectId;
use crate::ledger::Ledger;
use crate::settings::Vocabulary;
use crate::syntax::{DirectiveKind, File, header_of_first, is_indented, parse};
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
    /// Theirs, in their order; none where nobody asked for them.
    pub fingerprints: Vec<Fingerprint>,
    /// What is to be said of the others.
    pub remarks: Vec<String>,
}

impl Narrowing {
    /// Says whether it writes down what is known.
    pub(super) fn writes_baseline(&self) -> bool {
        self.write_baseline.is_some()
    }

    /// Refuses a baseline of some prospects: what nobody asks about would be gone from it.
    pub(super) fn fits(&self, query: &Terms) -> Result<(), Failure> {
        let has_baseline = self.baseline.is_some() || self.write_baseline.is_some();
        if has_baseline && !query.terms.is_empty() {
            return Err(
                Failure::new("a baseline knows the findings of all prospects")
                    .help("leave the query out"),
            );
        }
        Ok(())
    }

    /// Asks git what is new in the files of a ledger, where that matters, and does not wait for it.
    pub(super) fn ask(
        &self,
        ledger: &Ledger,
        session: &Session<'_>,
    ) -> Result<Option<Asked>, Failure> {
        let revision = self.since.as_ref();
        revision
            .map(|revision| Asked::new(revision, ledger, session))
            .transpose()
    }

    /// Narrows the findings of a ledger; `places` have the names by which others know the files.
    /// Their fingerprints take a while: they are made where they are `printed`, or needed here.
    pub(super) fn narrow(
        &self,
        findings: Vec<Finding>,
        printed: bool,
        opened: &Opened,
        places: &Places<'_>,
        asked: Option<Asked>,
    ) -> Result<Narrowed, Failure> {
        let ledger = &opened.ledger;
        if let Some(target) = &self.write_baseline {
            opened.spare(target)?;
        }
        let needed = printed || self.baseline.is_some() || self.write_baseline.is_some();
        let mut narrowed = Narrowed {
            fingerprints: if needed {
                fingerprint::of_all(&findings, places)
            } else {
                Vec::new()
            },
            findings,
            remarks: Vec::new(),
        };
        self.leave_out_known(&mut narrowed, places)?;
        if let Some(asked) = asked {
            let revision = asked.revision.clone();
            let changed = Changed::new(ledger, &asked.answer()?);
            let before = narrowed.findings.len();
            narrowed.retain(|finding| changed.concerns(finding, ledger));
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
        let kept: Vec<bool> = self.findings.iter().map(&mut keep).collect();
        let mut next = kept.iter();
        self.findings.retain(|_| next.next() == Some(&true));
        let mut next = kept.iter();
        self.fingerprints.retain(|_| next.next() == Some(&true));
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
    let read = Disk.read(path, None).map_err(|problem| {
        let failure = not_read(&format!("the baseline {name}"), &problem);
        match problem {
            Unread::Missing => failure.help("`touchline check --write-baseline FILE` makes one"),
            _ => failure,
        }
    })?;
    let is_none = |problem: String| {
        Failure::new(format!("{name} is no baseline: {problem}"))
            .help("`touchline check --write-baseline FILE` writes one")
    };
    let text = String::from_utf8(read.bytes).map_err(|_| is_none("it is not UTF-8".into()))?;
    Baseline::read(&text).map_err(is_none)
}

fn write(path: &Path, baseline: &Baseline) -> Result<(), Failure> {
    let text = baseline.text()?;
    write_whole(path, &text)
        .map_err(|problem| not_written(&format!("the baseline {}", path.display()), &problem))
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

/// A question to git, which works on its answer while the journal is judged.
pub(super) struct Asked {
    revision: String,
    answer: JoinHandle<Result<Vec<Option<Lines>>, GitError>>,
}

impl Asked {
    fn new(revision: &str, ledger: &Ledger, session: &Session<'_>) -> Result<Asked, Failure> {
        let repository = match (session.at, ledger.paths.first()) {
            (Some(commit), _) => commit.repository().clone(),
            (None, Some(path)) if path.is_absolute() => {
                Repository::around(folder_of(path)).map_err(|error| failure(&error))?
            }
            _ => session.repository()?,
        };
        let until = session.at.map(|commit| commit.name.clone());
        let paths = ledger.paths.clone();
        let since = revision.to_owned();
        let ask = move || new_lines(&repository, &since, until.as_deref(), &paths);
        let answer = std::thread::Builder::new().spawn(ask);
        Ok(Asked {
            revision: revision.to_owned(),
            answer: answer.map_err(|error| Failure::new(format!("cannot ask git: {error}")))?,
        })
    }

    fn answer(self) -> Result<Vec<Option<Lines>>, Failure> {
        let answer = self.answer.join();
        let answer = answer.unwrap_or_else(|panic| resume_unwind(panic));
        answer.map_err(|error| failure(&error))
    }
}

/// The lines of each file that are new since a commit, and those that are gone; none where nothing
/// differs.
fn new_lines(
    repository: &Repository,
    since: &str,
    until: Option<&str>,
    paths: &[PathBuf],
) -> Result<Vec<Option<Lines>>, GitError> {
    let since = repository.commit_name(since)?;
    let names: Vec<_> = paths.iter().map(|path| repository.name_of(path)).collect();
    let known = names.iter().flatten().cloned().collect();
    let changes = repository.changes(&since, until, &known)?;
    let lines = names.iter().map(|name| match name {
        Some(name) => changes.of(name),
        // What lies outside of the repository is new to it.
        None => Some(Lines::all()),
    });
    Ok(lines.collect())
}

/// What is new since a commit.
struct Changed {
    /// For each file, the bytes of its new lines, in order.
    new: Vec<Vec<Span>>,
    prospects: FxHashSet<ProspectId>,
}

impl Changed {
    fn new(ledger: &Ledger, lines: &[Option<Lines>]) -> Changed {
        let mut changed = Changed {
            new: Vec::new(),
            prospects: FxHashSet::default(),
        };
        let files = ledger.journal.files.iter().zip(lines);
        for (number, (file, lines)) in files.enumerate() {
            match lines {
                None => changed.new.push(Vec::new()),
                Some(lines) => changed.take(ledger, number as u32, file, lines),
            }
        }
        changed
    }

    /// Takes what is new in one file.
    fn take(&mut self, ledger: &Ledger, number: u32, file: &File, lines: &Lines) {
        let starts = LineStarts::new(&file.source);
        let mut new: Vec<Span> = lines.new.iter().map(|lines| starts.span(lines)).collect();
        new.sort_unstable();
        for span in &new {
            self.take_entries(ledger, number, file, *span);
        }
        self.new.push(new);
        for (before, removed) in &lines.removed {
            // A line that is gone from an entry's body changes the entry.
            if is_indented(removed) && *before > 0 {
                let span = starts.span(&(before - 1..*before));
                self.take_entries(ledger, number, file, span);
            }
            self.take_removed(ledger, removed);
        }
    }

    /// Takes the prospects of the entries that some lines are a part of.
    fn take_entries(&mut self, ledger: &Ledger, number: u32, file: &File, lines: Span) {
        if let Some(header) = header_of_first(&file.source, lines) {
            self.take_headers(ledger, number, file, Span::new(header, header + 1));
        }
        self.take_headers(ledger, number, file, lines);
    }

    /// Takes the prospects of the entries that begin within a span.
    fn take_headers(&mut self, ledger: &Ledger, number: u32, file: &File, span: Span) {
        let prospect = |name| ledger.journal.prospect_of_name(number, name);
        let touches = within(&file.touches, span, |touch| touch.offset);
        let touches = touches.iter().map(|touch| prospect(touch.prospect));
        self.prospects.extend(touches);
        let directives = within(&file.directives, span, |directive| directive.offset);
        for directive in directives {
            if let DirectiveKind::Prospect(entry) = directive.kind {
                self.prospects.insert(prospect(entry.name));
            }
        }
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

    fn concerns(&self, finding: &Finding, ledger: &Ledger) -> bool {
        let span = finding.place.span;
        let end = span.end.max(span.start + 1);
        let new = self.new.get(finding.place.file as usize);
        let is_on_new_line = new.is_some_and(|new| {
            let before = new.partition_point(|lines| lines.end <= span.start);
            new.get(before).is_some_and(|lines| lines.start < end)
        });
        let prospect = || ledger.journal.find_prospect(finding.prospect.as_ref()?);
        is_on_new_line || prospect().is_some_and(|prospect| self.prospects.contains(&prospect))
    }
}

/// Of what stands in the order of its places, that which begins within a span.
fn within<T>(all: &[T], span: Span, place: impl Fn(&T) -> u32) -> &[T] {
    let start = all.partition_point(|one| place(one) < span.start);
    let length = all[start..].partition_point(|one| place(one) < span.end);
    &all[start..start + length]
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
