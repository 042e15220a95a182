//! What `check --fix` does: the fixes of findings, written by span; nothing else moves.

use std::fmt::Write;
use std::path::Path;

use crate::commands::session::writing::{is_standard_input, not_written};
use crate::commands::{Answer, Failure, refuse};
use crate::disk::replace;
use crate::finding::{Finding, Places};
use crate::formats::{Look, diff};
use crate::ledger::Ledger;
use crate::mending::{FileMending, Mending, change, mend};
use crate::text::{apply, harmless};
use crate::wording::count;

/// What is to be mended in a journal.
pub(super) struct Fixes<'a> {
    ledger: &'a Ledger,
    mending: Mending<'a>,
}

impl<'a> Fixes<'a> {
    /// Gathers the fixes of findings.
    pub fn new(ledger: &'a Ledger, findings: &'a [Finding]) -> Fixes<'a> {
        Fixes {
            ledger,
            mending: mend(ledger, findings),
        }
    }

    /// Says whether nothing is to be mended.
    pub fn is_empty(&self) -> bool {
        self.mending.files.is_empty()
    }

    /// Shows what would change.
    pub fn show(&self, look: Look, out: &mut String) -> Result<(), Failure> {
        for file in &self.mending.files {
            let source = &file.file.source;
            diff::write(&source.name, source.bytes(), &file.edits, look, out)?;
        }
        Ok(())
    }

    /// Writes the files, and tells what was mended. A file that cannot be written keeps no other
    /// from being written.
    pub fn write(&self, answer: &mut Answer) -> Result<String, Failure> {
        let mut files = self.mending.files.iter();
        if files.any(|file| is_standard_input(self.path(file))) {
            return Err(Failure::new("standard input cannot be mended")
                .help("name the file; or add --diff, which shows what would change"));
        }
        let mut mended = String::new();
        let sources = self.ledger.sources();
        let places = Places::new(&sources);
        for file in &self.mending.files {
            match self.write_file(file) {
                Ok(()) => tell(file, &places, &mut mended),
                Err(failure) => {
                    let refusal = refuse(&failure);
                    answer.remark += &refusal.remark;
                    answer.code = refusal.code;
                }
            }
        }
        if self.is_empty() {
            mended += "nothing to mend: no finding has a fix that is sure\n";
        }
        if self.mending.overlapping > 0 {
            let more = count(
                self.mending.overlapping,
                "more fix wants",
                "more fixes want",
            );
            let _ = writeln!(
                mended,
                "{more} words that were just mended: run `touchline check --fix` again"
            );
        }
        Ok(mended)
    }

    fn path(&self, file: &FileMending<'_>) -> &Path {
        &self.ledger.paths[file.number as usize]
    }

    fn write_file(&self, file: &FileMending<'_>) -> Result<(), Failure> {
        let source = &file.file.source;
        let after = apply(source.bytes(), &file.edits);
        let check = |after: &[u8]| file.check(after, &self.ledger.settings.vocabulary);
        replace(self.path(file), source.bytes(), &after, check)
            .map_err(|problem| not_written(&source.name, &problem))
    }
}

/// What was mended, a line each.
fn tell(file: &FileMending<'_>, places: &Places<'_>, out: &mut String) {
    let source = &file.file.source;
    for edit in &file.edits {
        let (start, _) = places.range(file.number, edit.span);
        let _ = writeln!(
            out,
            "mended {}:{}:{}: {}",
            harmless(&source.name),
            start.line,
            start.column,
            change(source, edit)
        );
    }
}
