//! `fmt`: the canonical form of a journal's files.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::session::writing::{is_standard_input, not_read, not_written};
use super::{Answer, Failure, Session};
use crate::disk::{Disk, Files, Unwritten, read_standard_input, replace};
use crate::finding::Level;
use crate::formats::diff;
use crate::settings::{Settings, Vocabulary};
use crate::syntax::{File, fmt, parse, says_the_same};
use crate::text::{Edit, Source, apply, harmless_line};
use crate::wording::count;

/// Bring the journal's files into canonical form
///
/// Changes white space and the spelling of dates, and nothing else: `2026-03-09 call Acme Corp`,
/// what belongs to it indented by four spaces. A line with a mistake in it stays as it is.
/// Without FILE: the journal, with all that it includes.
#[derive(Debug, Args)]
pub struct Fmt {
    /// The files; `-` is standard input, to standard output
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing: name the files that would change, and exit with 1 where there are any
    #[arg(long, conflicts_with = "diff")]
    check: bool,
    /// Write nothing: show what would change
    #[arg(long)]
    diff: bool,
}

/// A file, where it lies, and what is to change in it.
struct Draft {
    path: PathBuf,
    file: Arc<File>,
    settings: Arc<Settings>,
    edits: Vec<Edit>,
}

impl Fmt {
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        let drafts = if self.files.is_empty() {
            journal(session)?
        } else {
            named(session, &self.files)?
        };
        let mut answer = Answer::default();
        let changing = drafts.iter().filter(|draft| !draft.edits.is_empty());
        if self.check {
            for draft in changing {
                let _ = writeln!(answer.text, "{}", harmless_line(draft.name()));
                answer.code = 1;
            }
        } else if self.diff {
            for draft in changing {
                let bytes = draft.file.source.bytes();
                let look = session.look();
                diff::write(draft.name(), bytes, &draft.edits, look, &mut answer.text)?;
            }
        } else {
            write_all(&drafts, &mut answer)?;
        }
        answer.remark += &left_alone(&drafts);
        Ok(answer)
    }
}

/// The files of the journal.
fn journal(session: &Session<'_>) -> Result<Vec<Draft>, Failure> {
    let ledger = session.open()?.ledger;
    let settings = Arc::new(ledger.settings);
    let files = ledger.journal.files.into_iter().zip(ledger.paths);
    Ok(files
        .map(|(file, path)| Draft::new(path, file, &settings))
        .collect())
}

/// The files that were named, each with the settings that hold for it.
fn named(session: &Session<'_>, paths: &[PathBuf]) -> Result<Vec<Draft>, Failure> {
    let mut drafts = Vec::new();
    let mut seen = Vec::new();
    for path in paths {
        let settings = Arc::new(session.settings_for(path)?);
        let read = if is_standard_input(path) {
            read_standard_input().map(|bytes| (path.clone(), bytes))
        } else {
            Disk.read(path, None)
                .map(|read| (read.identity, read.bytes))
        };
        let name = path.to_string_lossy().replace('\\', "/");
        let (identity, bytes) = read.map_err(|problem| not_read(&name, &problem))?;
        // A file that is named twice is read once.
        if seen.contains(&identity) {
            continue;
        }
        seen.push(identity);
        let file = parse(Arc::new(Source::new(name, bytes)), &settings.vocabulary);
        drafts.push(Draft::new(path.clone(), Arc::new(file), &settings));
    }
    Ok(drafts)
}

/// Writes the files that change; standard input goes to standard output in any case. A file that
/// cannot be written keeps no other from being written.
fn write_all(drafts: &[Draft], answer: &mut Answer) -> Result<(), Failure> {
    let mut written = 0;
    for draft in drafts {
        if is_standard_input(&draft.path) {
            let after = apply(draft.file.source.bytes(), &draft.edits);
            draft
                .check(&after, &draft.settings.vocabulary)
                .map_err(|problem| not_written(draft.name(), &Unwritten::Refused(problem)))?;
            answer.bytes = after;
        } else if !draft.edits.is_empty() {
            match draft.write() {
                Ok(()) => {
                    let _ = writeln!(answer.text, "formatted {}", harmless_line(draft.name()));
                    written += 1;
                }
                Err(failure) => {
                    let refusal = super::refuse(&failure);
                    answer.remark += &refusal.remark;
                    answer.code = refusal.code;
                }
            }
        }
    }
    let files = drafts
        .iter()
        .filter(|draft| !is_standard_input(&draft.path));
    let total = files.count();
    if total > 0 && answer.code == 0 {
        let files = count(total, "file", "files");
        let _ = match written {
            0 => writeln!(answer.text, "nothing to format in {files}"),
            written => writeln!(answer.text, "{written} of {files} changed"),
        };
    }
    Ok(())
}

/// How many lines are left as they are.
fn left_alone(drafts: &[Draft]) -> String {
    let errors: usize = drafts
        .iter()
        .map(|draft| {
            let faults = draft.file.faults.iter();
            faults.filter(|fault| fault.level == Level::Error).count()
        })
        .sum();
    match errors {
        0 => String::new(),
        errors => format!(
            "note: lines with mistakes are left as they are ({}): see `touchline check`\n",
            count(errors, "error", "errors")
        ),
    }
}

impl Draft {
    fn new(path: PathBuf, file: Arc<File>, settings: &Arc<Settings>) -> Draft {
        let edits = fmt(&file, &settings.vocabulary);
        Draft {
            path,
            file,
            settings: Arc::clone(settings),
            edits,
        }
    }

    fn name(&self) -> &str {
        &self.file.source.name
    }

    fn write(&self) -> Result<(), Failure> {
        let before = self.file.source.bytes();
        let after = apply(before, &self.edits);
        let check = |after: &[u8]| self.check(after, &self.settings.vocabulary);
        replace(&self.path, before, &after, check)
            .map_err(|problem| not_written(self.name(), &problem))
    }

    /// What is written has to say what was there, and to be canonical.
    fn check(&self, after: &[u8], vocabulary: &Vocabulary) -> Result<(), String> {
        let source = Source::new(self.name().to_owned(), after.to_vec());
        let after = parse(Arc::new(source), vocabulary);
        if says_the_same(&self.file, &after) && fmt(&after, vocabulary).is_empty() {
            Ok(())
        } else {
            Err("it would not say the same, which is a mistake of touchline's".into())
        }
    }
}
