//! What `check --fix` does: the fixes of findings, written by span; nothing else moves.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use super::check::{cannot_write, sources};
use super::writing::{is_standard_input, not_written};
use super::{Answer, Failure};
use crate::disk::replace;
use crate::finding::{Finding, Places};
use crate::formats::{Look, diff};
use crate::ledger::Ledger;
use crate::settings::Vocabulary;
use crate::syntax::{File, parse};
use crate::text::{Edit, Source, apply, harmless};
use crate::wording::count;

/// The one rule whose fix is for editors alone: nobody but its writer knows whom a touch is for.
const NEVER: &str = "unknown-prospect";

/// What is to be mended, file by file.
pub(super) struct Fixes<'a> {
    ledger: &'a Ledger,
    files: Vec<FileFixes<'a>>,
    /// The fixes that want words which another one changes.
    overlapping: usize,
}

struct FileFixes<'a> {
    file: Arc<File>,
    path: PathBuf,
    findings: Vec<&'a Finding>,
    edits: Vec<Edit>,
}

impl<'a> Fixes<'a> {
    /// Gathers the fixes of findings; of two that want the same words, the first.
    pub fn new(ledger: &'a Ledger, findings: &'a [Finding]) -> Fixes<'a> {
        let mut fixable: Vec<(u32, &Edit, &Finding)> = findings
            .iter()
            .filter(|finding| finding.rule != NEVER)
            .filter_map(|finding| Some((finding.place.file, finding.fix.as_ref()?, finding)))
            .collect();
        fixable.sort_by_key(|(file, edit, _)| (*file, edit.span));
        let mut fixes = Fixes {
            ledger,
            files: Vec::new(),
            overlapping: 0,
        };
        for of_file in fixable.chunk_by(|one, next| one.0 == next.0) {
            let number = of_file[0].0 as usize;
            let mut file = FileFixes {
                file: Arc::clone(&ledger.journal.files[number]),
                path: ledger.paths[number].clone(),
                findings: Vec::new(),
                edits: Vec::new(),
            };
            for (_, edit, finding) in of_file {
                let taken = file.edits.last().filter(|last| last.overlaps(edit));
                match taken {
                    None => {
                        file.edits.push((*edit).clone());
                        file.findings.push(finding);
                    }
                    Some(same) if same == *edit => {}
                    Some(_) => fixes.overlapping += 1,
                }
            }
            fixes.files.push(file);
        }
        fixes
    }

    /// Says whether nothing is to be mended.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Shows what would change.
    pub fn show(&self, look: Look, out: &mut String) -> Result<(), Failure> {
        for file in &self.files {
            let source = &file.file.source;
            diff::write(&source.name, source.bytes(), &file.edits, look, out)
                .map_err(cannot_write)?;
        }
        Ok(())
    }

    /// Writes the files, and tells what was mended. A file that cannot be written keeps no other
    /// from being written.
    pub fn write(&self, answer: &mut Answer) -> Result<String, Failure> {
        if self.files.iter().any(|file| is_standard_input(&file.path)) {
            return Err(Failure::new("standard input cannot be mended")
                .help("name the file; or add --diff, which shows what would change"));
        }
        let mut mended = String::new();
        let sources = sources(self.ledger);
        let places = Places::new(&sources);
        for file in &self.files {
            match file.write(&self.ledger.settings.vocabulary) {
                Ok(()) => file.tell(&places, &mut mended),
                Err(failure) => {
                    let refusal = super::refuse(&failure);
                    answer.remark += &refusal.remark;
                    answer.code = refusal.code;
                }
            }
        }
        if self.is_empty() {
            mended += "nothing to mend: no finding has a fix that is sure\n";
        }
        if self.overlapping > 0 {
            let more = count(self.overlapping, "more fix wants", "more fixes want");
            let _ = writeln!(
                mended,
                "{more} words that were just mended: run `touchline check --fix` again"
            );
        }
        Ok(mended)
    }
}

impl FileFixes<'_> {
    fn write(&self, vocabulary: &Vocabulary) -> Result<(), Failure> {
        let source = &self.file.source;
        let after = apply(source.bytes(), &self.edits);
        let check = |after: &[u8]| self.check(after, vocabulary);
        replace(&self.path, source.bytes(), &after, check)
            .map_err(|problem| not_written(&source.name, &problem))
    }

    /// After the fixes there is no less to read, and what was mended is no longer reported.
    fn check(&self, after: &[u8], vocabulary: &Vocabulary) -> Result<(), String> {
        let source = Source::new(self.file.source.name.clone(), after.to_vec());
        let after = parse(Arc::new(source), vocabulary);
        if after.touches.len() < self.file.touches.len()
            || after.directives.len() < self.file.directives.len()
        {
            return Err("a fix would make an entry unreadable".into());
        }
        for finding in &self.findings {
            let start = i64::from(finding.place.span.start) + self.moved(finding);
            let still = after
                .faults
                .iter()
                .any(|fault| fault.rule == finding.rule && i64::from(fault.span.start) == start);
            if still {
                return Err(format!("the fix of {} does not mend it", finding.rule));
            }
        }
        Ok(())
    }

    /// By how much the edits before a finding move it.
    fn moved(&self, finding: &Finding) -> i64 {
        let before = self.edits.iter();
        let before = before.take_while(|edit| edit.span.end <= finding.place.span.start);
        before
            .map(|edit| edit.text.len() as i64 - edit.span.range().len() as i64)
            .sum()
    }

    /// What was mended, a line each.
    fn tell(&self, places: &Places<'_>, out: &mut String) {
        for (finding, edit) in self.findings.iter().zip(&self.edits) {
            let (start, _) = places.range(finding.place.file, edit.span);
            let source = &self.file.source;
            let old = source.text(edit.span);
            let change = match (old.trim().is_empty(), edit.text.trim().is_empty()) {
                (true, true) => "a space added".to_owned(),
                (true, false) => format!("`{}` added", harmless(&edit.text)),
                _ => format!("{} -> {}", harmless(&old), harmless(&edit.text)),
            };
            let _ = writeln!(
                out,
                "mended {}:{}:{}: {change}",
                harmless(&source.name),
                start.line,
                start.column
            );
        }
    }
}
