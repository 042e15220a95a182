//! Findings come in, and out comes what each is known by from run to run: a digest of its rule,
//! its file and the text of its entry. A line more above an entry, or other white space in it,
//! changes nothing; the line's number is no part of it.

use std::fmt;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::finding::{Finding, Places};
use crate::syntax::{is_indented, words};
use crate::text::{Source, Span, hexadecimal};

/// How many bytes of the digest are kept: no two findings share them by chance.
const LENGTH: usize = 16;

/// What a finding is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// The digest, in hexadecimal digits.
    pub digest: String,
    /// The count of those with the same digest, this one included: from 1.
    pub occurrence: u32,
    /// The entry that the finding stands in.
    pub entry: Span,
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.digest, self.occurrence)
    }
}

/// The fingerprints of findings, in their order.
#[must_use]
pub fn of_all(findings: &[Finding], places: &Places<'_>) -> Vec<Fingerprint> {
    let mut entries: FxHashMap<u32, Entries> = FxHashMap::default();
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    let mut fingerprints = Vec::with_capacity(findings.len());
    for finding in findings {
        let place = finding.place;
        let (entry, text) = match places.source(place.file) {
            None => (place.span, [0; 32]),
            Some(source) => {
                let known = entries.entry(place.file);
                let known = known.or_insert_with(|| Entries::new(source));
                let entry = known.span(source, place.span.start);
                (entry, known.digest(source, entry))
            }
        };
        let file = places.locate(place).file;
        let mut digest = Sha256::new();
        // A NUL parts the three: neither a rule's nor a file's name can hold one.
        for part in [finding.rule.as_bytes(), file.as_bytes()] {
            digest.update(part);
            digest.update([0]);
        }
        digest.update(text);
        let digest = hexadecimal(&digest.finalize()[..LENGTH]);
        let occurrence = seen.entry(digest.clone()).or_default();
        *occurrence += 1;
        fingerprints.push(Fingerprint {
            digest,
            occurrence: *occurrence,
            entry,
        });
    }
    fingerprints
}

/// The entries of one text: a header and the indented lines below it, each.
#[derive(Debug)]
struct Entries {
    /// Where each header begins.
    starts: Vec<u32>,
    /// The digests that were asked for.
    digests: FxHashMap<u32, [u8; 32]>,
}

impl Entries {
    /// Finds the entries of a text.
    fn new(source: &Source) -> Entries {
        let mut starts = Vec::new();
        let mut at = 0;
        let length = source.bytes().len() as u32;
        while at < length {
            let line = source.line_at(at);
            let bytes = source.slice(line);
            if !bytes.is_empty() && !is_indented(bytes) {
                starts.push(line.start);
            }
            at = line.end + 1;
        }
        Entries {
            starts,
            digests: FxHashMap::default(),
        }
    }

    /// The entry that an offset lies in, blank lines after it aside; before the first header,
    /// all that stands there.
    fn span(&self, source: &Source, offset: u32) -> Span {
        let after = self.starts.partition_point(|&start| start <= offset);
        let start = after.checked_sub(1).map_or(0, |at| self.starts[at]);
        let end = self.starts.get(after).copied();
        let end = end.unwrap_or(source.bytes().len() as u32);
        let text = source.slice(Span::new(start, end));
        let blank = text
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_whitespace());
        Span::new(start, end - blank.count() as u32)
    }

    fn digest(&mut self, source: &Source, span: Span) -> [u8; 32] {
        let digest = self.digests.entry(span.start);
        *digest.or_insert_with(|| {
            let mut digest = Sha256::new();
            for line in source
                .slice(span)
                .split(|byte| matches!(byte, b'\n' | b'\r'))
            {
                let mut any = false;
                for (_, word) in words(line, 0) {
                    digest.update(word);
                    digest.update(b" ");
                    any = true;
                }
                if any {
                    digest.update(b"\n");
                }
            }
            digest.finalize().into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Level, Place};
    use std::sync::Arc;

    fn fingerprints(text: &str, words: &[&str]) -> Vec<String> {
        let sources = [Arc::new(Source::new("a.touch".into(), text.into()))];
        let findings: Vec<Finding> = words
            .iter()
            .map(|word| {
                let at = text.rfind(word).unwrap() as u32;
                Finding {
                    rule: "late-touch",
                    level: Level::Warning,
                    message: "late".into(),
                    place: Place {
                        file: 0,
                        span: Span::new(at, at + word.len() as u32),
                    },
                    help: None,
                    prospect: None,
                    notes: Vec::new(),
                    fix: None,
                }
            })
            .collect();
        let all = of_all(&findings, &Places::new(&sources));
        all.iter().map(ToString::to_string).collect()
    }

    const ENTRY: &str = "2026-03-05 call Acme -> voicemail\n    n: call again\n";

    #[test]
    fn a_line_above_and_white_space_change_nothing() {
        let before = fingerprints(ENTRY, &["2026-03-05", "again"]);
        assert!(before[0].ends_with(":1") && before[1].ends_with(":2"));
        let above = format!("prospect Acme\n    since: 2026-01-01\n\n{ENTRY}\n");
        assert_eq!(fingerprints(&above, &["2026-03-05", "again"]), before);
        let spread = "2026-03-05  call Acme   -> voicemail\r\n\tn: call again";
        assert_eq!(fingerprints(spread, &["2026-03-05", "again"]), before);
    }

    #[test]
    fn other_words_in_the_entry_make_it_another() {
        let before = fingerprints(ENTRY, &["2026-03-05"]);
        let other = ENTRY.replace("again", "later");
        assert_ne!(fingerprints(&other, &["2026-03-05"]), before);
        let joined = ENTRY.replace("\n    n: call", " n: call");
        assert_ne!(fingerprints(&joined, &["2026-03-05"]), before);
    }

    #[test]
    fn a_place_before_the_first_entry_or_at_the_end_has_one_too() {
        assert_eq!(
            fingerprints("   odd\n\nprospect A\n", &["odd", "\n"]).len(),
            2
        );
        assert_eq!(fingerprints("", &[""]).len(), 1);
    }
}
