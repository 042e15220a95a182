//! Findings come in; out come the edits that mend them for sure, file by file: those of one file
//! stand in order and do not overlap.

use std::sync::Arc;

use crate::finding::Finding;
use crate::ledger::Ledger;
use crate::settings::Vocabulary;
use crate::syntax::{File, parse};
use crate::text::{Edit, Source, apply, harmless};

/// The rules whose fix is for editors alone: nobody but its writer knows whom a touch is for, and
/// whether a field is the user's own.
const BY_HAND: [&str; 2] = ["unknown-prospect", "misspelt-field"];

/// What is to be mended.
#[derive(Debug, Default)]
pub struct Mending<'a> {
    /// File by file; none of them is without an edit.
    pub files: Vec<FileMending<'a>>,
    /// How many fixes want words which another one changes.
    pub overlapping: usize,
}

/// What is to be mended in one file.
#[derive(Debug)]
pub struct FileMending<'a> {
    /// The file, in the order of reading.
    pub number: u32,
    /// The same, as it was read.
    pub file: Arc<File>,
    /// The findings that are mended.
    pub findings: Vec<&'a Finding>,
    /// What mends them, an edit each, in the same order.
    pub edits: Vec<Edit>,
}

/// Says whether a finding has a fix that is right without anybody looking.
#[must_use]
pub fn is_sure(finding: &Finding) -> bool {
    finding.fix.is_some() && !BY_HAND.contains(&finding.rule)
}

/// Gathers the sure fixes of findings; of two that want the same words, the first.
#[must_use]
pub fn mend<'a>(ledger: &Ledger, findings: impl IntoIterator<Item = &'a Finding>) -> Mending<'a> {
    let mut fixable: Vec<(u32, &Edit, &Finding)> = findings
        .into_iter()
        .filter(|finding| is_sure(finding))
        .filter_map(|finding| Some((finding.place.file, finding.fix.as_ref()?, finding)))
        .collect();
    fixable.sort_by_key(|(file, edit, _)| (*file, edit.span));
    let mut mending = Mending::default();
    for of_file in fixable.chunk_by(|one, next| one.0 == next.0) {
        let number = of_file[0].0;
        let mut file = FileMending {
            number,
            file: Arc::clone(&ledger.journal.files[number as usize]),
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
                Some(_) => mending.overlapping += 1,
            }
        }
        file.leave_out_what_does_not_mend(&ledger.settings.vocabulary);
        if !file.edits.is_empty() {
            mending.files.push(file);
        }
    }
    mending
}

/// What a fix changes, in words: `cal -> call`.
#[must_use]
pub fn change(source: &Source, edit: &Edit) -> String {
    let old = source.text(edit.span);
    match (old.trim().is_empty(), edit.text.trim().is_empty()) {
        (true, true) => "a space added".to_owned(),
        (true, false) => format!("`{}` added", harmless(&edit.text)),
        _ => format!("{} -> {}", harmless(&old), harmless(&edit.text)),
    }
}

impl FileMending<'_> {
    /// After the fixes there is no less to read, and what was mended is no longer reported.
    ///
    /// # Errors
    ///
    /// Where that does not hold.
    pub fn check(&self, after: &[u8], vocabulary: &Vocabulary) -> Result<(), String> {
        let source = Source::new(self.file.source.name.clone(), after.to_vec());
        let after = parse(Arc::new(source), vocabulary);
        if after.touches.len() < self.file.touches.len()
            || after.directives.len() < self.file.directives.len()
        {
            return Err("a fix would make an entry unreadable".into());
        }
        let mut findings = self.findings.iter();
        match findings.find(|finding| self.is_still_there(finding, &after)) {
            Some(finding) => Err(format!("the fix of {} does not mend it", finding.rule)),
            None => Ok(()),
        }
    }

    /// A fix that leaves its finding where it was is none, and keeps no other from being written.
    fn leave_out_what_does_not_mend(&mut self, vocabulary: &Vocabulary) {
        loop {
            let after = apply(self.file.source.bytes(), &self.edits);
            let source = Source::new(self.file.source.name.clone(), after);
            let after = parse(Arc::new(source), vocabulary);
            let findings = self.findings.iter();
            let stays: Vec<bool> = findings
                .map(|finding| self.is_still_there(finding, &after))
                .collect();
            if !stays.contains(&true) {
                return;
            }
            let mut of_edits = stays.iter();
            self.edits.retain(|_| of_edits.next() == Some(&false));
            let mut of_findings = stays.iter();
            self.findings.retain(|_| of_findings.next() == Some(&false));
        }
    }

    fn is_still_there(&self, finding: &Finding, after: &File) -> bool {
        let start = i64::from(finding.place.span.start) + self.moved(finding);
        after
            .faults
            .iter()
            .any(|fault| fault.rule == finding.rule && i64::from(fault.span.start) == start)
    }

    /// By how much the edits before a finding move it.
    fn moved(&self, finding: &Finding) -> i64 {
        let before = self.edits.iter();
        let before = before.take_while(|edit| edit.span.end <= finding.place.span.start);
        before
            .map(|edit| edit.text.len() as i64 - edit.span.range().len() as i64)
            .sum()
    }
}
