//! Findings come in; out come the edits that mend them for sure, file by file: those of one file
//! stand in order and do not overlap.

use std::sync::Arc;

use rustc_hash::FxHashSet;

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
        match self.stays(&after).iter().position(|stays| *stays) {
            Some(at) => {
                let rule = self.findings[at].rule;
                Err(format!("the fix of {rule} does not mend it"))
            }
            None => Ok(()),
        }
    }

    /// A fix that leaves its finding where it was is none, and keeps no other from being written.
    fn leave_out_what_does_not_mend(&mut self, vocabulary: &Vocabulary) {
        loop {
            let after = apply(self.file.source.bytes(), &self.edits);
            let source = Source::new(self.file.source.name.clone(), after);
            let stays = self.stays(&parse(Arc::new(source), vocabulary));
            if !stays.contains(&true) {
                return;
            }
            let mut of_edits = stays.iter();
            self.edits.retain(|_| of_edits.next() == Some(&false));
            let mut of_findings = stays.iter();
            self.findings.retain(|_| of_findings.next() == Some(&false));
        }
    }

    /// Which of the findings are there still, where this is what the edits make of the file.
    fn stays(&self, after: &File) -> Vec<bool> {
        let faults = after.faults.iter();
        let left: FxHashSet<(&str, i64)> = faults
            .map(|fault| (fault.rule, i64::from(fault.span.start)))
            .collect();
        let moved = self.moved();
        let is_there = |finding: &&Finding| {
            let start = finding.place.span.start;
            let edits_before = self.edits.partition_point(|edit| edit.span.end <= start);
            left.contains(&(finding.rule, i64::from(start) + moved[edits_before]))
        };
        self.findings.iter().map(is_there).collect()
    }

    /// By how many bytes the first edits move what stands behind them: none of them, one, and so on.
    fn moved(&self) -> Vec<i64> {
        let mut moved = vec![0];
        for edit in &self.edits {
            let by = edit.text.len() as i64 - edit.span.range().len() as i64;
            moved.push(moved[moved.len() - 1] + by);
        }
        moved
    }
}
