//! What was found wrong while reading, as findings.

use super::{At, Sink, Words};
use crate::finding::{Kind, Level, Note, Place};
use crate::journal::ProspectId;
use crate::ledger::LedgerFault;
use crate::syntax::{DirectiveKind, Fault, is_indented};

impl Sink<'_> {
    /// Takes what was found wrong while reading.
    pub fn faults(&mut self) {
        let ledger = self.ledger;
        for (number, file) in ledger.journal.files.iter().enumerate() {
            for fault in &file.faults {
                if !self.is_passed_over(number as u32, fault) {
                    self.fault(number as u32, fault, &[]);
                }
            }
        }
        for LedgerFault { file, fault, notes } in &ledger.faults {
            self.fault(*file, fault, notes);
        }
    }

    fn fault(&mut self, file: u32, fault: &Fault, notes: &[Note]) {
        self.begin(self.reporter(fault.rule, Some(fault.level), Kind::Text));
        let at = self.at_fault(file, fault);
        self.at(at, || Words {
            message: fault.message.clone(),
            help: fault.help.clone(),
            notes: notes.to_vec(),
            fix: fault.fix.clone(),
        });
    }

    /// Says whether a fault is none of ours: in the body of a second declaration. Bytes that
    /// should not be there are told all the same.
    fn is_passed_over(&self, file: u32, fault: &Fault) -> bool {
        let place = Place {
            file,
            span: fault.span,
        };
        fault.rule != "encoding"
            && fault.rule != "conflict-marker"
            && self.ledger.journal.is_body_passed_over(place)
    }

    fn at_fault(&self, file: u32, fault: &Fault) -> At<impl FnOnce() -> Place + use<>> {
        let place = Place {
            file,
            span: fault.span,
        };
        At {
            prospect: self.prospect_at(file, fault.span.start),
            ..At::new(move || place)
        }
    }

    /// Counts the errors that were found while reading, as [`Sink::faults`] would take them.
    #[must_use]
    pub fn count_reading_errors(&mut self) -> usize {
        let ledger = self.ledger;
        let files = ledger.journal.files.iter().enumerate();
        let own = files
            .flat_map(|(number, file)| file.faults.iter().map(move |fault| (number as u32, fault)));
        let joined = ledger.faults.iter().map(|fault| (fault.file, &fault.fault));
        let mut errors = 0;
        for (file, fault) in own.chain(joined) {
            let set = self.levels.get(fault.rule).copied();
            if set.unwrap_or(Some(fault.level)) != Some(Level::Error)
                || self.is_passed_over(file, fault)
            {
                continue;
            }
            let is_allowed = !self.allows.is_empty() && {
                let at = self.at_fault(file, fault);
                self.allows.silence(fault.rule, (at.place)(), at.prospect)
            };
            errors += usize::from(!is_allowed);
        }
        errors
    }

    /// The prospect of the entry that an offset lies in, where that entry could be read.
    fn prospect_at(&self, number: u32, offset: u32) -> Option<ProspectId> {
        let journal = &self.ledger.journal;
        let file = &journal.files[number as usize];
        let before = file.touches.partition_point(|touch| touch.offset <= offset);
        let touch = before.checked_sub(1);
        let before = file
            .directives
            .partition_point(|directive| directive.offset <= offset);
        let directive = before.checked_sub(1).map(|at| &file.directives[at]);
        let touch_offset = touch.map(|at| file.touches[at].offset);
        let (entry, prospect) = match directive {
            Some(directive) if Some(directive.offset) > touch_offset => {
                let DirectiveKind::Prospect(entry) = directive.kind else {
                    return None;
                };
                let name = String::from_utf8_lossy(file.names.folded(entry.name)).into_owned();
                (directive.offset, journal.find_prospect(&name)?)
            }
            _ => {
                let touch = &file.touches[touch?];
                (
                    touch.offset,
                    journal.prospect_of_name(number, touch.prospect),
                )
            }
        };
        // A header that could not be read is in neither list: what is wrong in it, or in its
        // body, is not about the entry above.
        let line = file.source.line_at(offset);
        let is_body = is_indented(file.source.slice(line));
        (is_body || line.start == entry).then_some(prospect)
    }
}
