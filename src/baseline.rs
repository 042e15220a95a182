//! The findings that are known come in as JSON, and out comes which of today's are new, and which
//! of the known ones are gone. A finding is known by its fingerprint, and by how often it was
//! there: of three alike where two are known, one is new.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Places};
use crate::fingerprint::Fingerprint;
use crate::formats::json;

const VERSION: u32 = 1;

/// Findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Key, Known>,
}

/// In this order they stand in the file: one who reads its differences finds his own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    file: String,
    rule: String,
    digest: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    count: u32,
    /// The first line of the entry, for people.
    entry: String,
}

/// What a baseline makes of the findings of today.
#[derive(Debug)]
pub struct Sifted {
    /// For each finding, whether it is new.
    pub is_new: Vec<bool>,
    /// The known ones that are there no more.
    pub gone: Vec<Gone>,
    /// The known ones that still are there.
    pub kept: Baseline,
}

/// A known finding that is there no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its rule.
    pub rule: String,
    /// Its file.
    pub file: String,
    /// The first line of its entry, as it was.
    pub entry: String,
    /// How many of the same are gone.
    pub count: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    version: u32,
    findings: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    file: String,
    rule: String,
    entry: String,
    fingerprint: String,
    count: u32,
}

impl Baseline {
    /// Takes all of these findings for known.
    #[must_use]
    pub fn of(findings: &[Finding], fingerprints: &[Fingerprint], places: &Places<'_>) -> Baseline {
        let mut known: BTreeMap<Key, Known> = BTreeMap::new();
        for (finding, fingerprint) in findings.iter().zip(fingerprints) {
            let key = Key {
                file: places.locate(finding.place).file.to_owned(),
                rule: finding.rule.to_owned(),
                digest: fingerprint.digest.clone(),
            };
            let known = known.entry(key).or_insert_with(|| Known {
                count: 0,
                entry: header(finding, fingerprint, places),
            });
            known.count += 1;
        }
        Baseline { known }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    ///
    /// Where it is none: says why.
    pub fn read(text: &str) -> Result<Baseline, String> {
        let page: Page = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if page.version != VERSION {
            return Err(format!(
                "it is of version {}, and this is {VERSION}",
                page.version
            ));
        }
        let mut known = BTreeMap::new();
        for row in page.findings {
            let key = Key {
                file: row.file,
                rule: row.rule,
                digest: row.fingerprint,
            };
            let known = known.entry(key).or_insert(Known {
                count: 0,
                entry: row.entry,
            });
            known.count = known.count.saturating_add(row.count);
        }
        Ok(Baseline { known })
    }

    /// The text of its file.
    ///
    /// # Errors
    ///
    /// None that a string would have.
    pub fn text(&self) -> Result<String, std::fmt::Error> {
        let rows = self.known.iter().map(|(key, known)| Row {
            file: key.file.clone(),
            rule: key.rule.clone(),
            entry: known.entry.clone(),
            fingerprint: key.digest.clone(),
            count: known.count,
        });
        let page = Page {
            version: VERSION,
            findings: rows.collect(),
        };
        let mut text = String::new();
        json::write(&page, &mut text)?;
        Ok(text)
    }

    /// How many findings are known.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.known.values().map(|known| known.count).sum()
    }

    /// Says whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Holds today's findings against the known ones.
    #[must_use]
    pub fn sift(&self, fingerprints: &[Fingerprint]) -> Sifted {
        let mut left: FxHashMap<&str, u32> = FxHashMap::default();
        for (key, known) in &self.known {
            *left.entry(&key.digest).or_default() += known.count;
        }
        let is_new = fingerprints.iter().map(|fingerprint| {
            let left = left.get_mut(fingerprint.digest.as_str());
            match left {
                Some(left @ 1..) => {
                    *left -= 1;
                    false
                }
                _ => true,
            }
        });
        let is_new = is_new.collect();
        let mut gone = Vec::new();
        let mut kept = Baseline::default();
        for (key, known) in &self.known {
            let left = left.get_mut(key.digest.as_str());
            let missing = left.map_or(known.count, |left| {
                let missing = (*left).min(known.count);
                *left -= missing;
                missing
            });
            if missing > 0 {
                gone.push(Gone {
                    rule: key.rule.clone(),
                    file: key.file.clone(),
                    entry: known.entry.clone(),
                    count: missing,
                });
            }
            if known.count > missing {
                let still = Known {
                    count: known.count - missing,
                    entry: known.entry.clone(),
                };
                kept.known.insert(key.clone(), still);
            }
        }
        Sifted { is_new, gone, kept }
    }
}

fn header(finding: &Finding, fingerprint: &Fingerprint, places: &Places<'_>) -> String {
    let Some(source) = places.source(finding.place.file) else {
        return String::new();
    };
    let text = source.text(source.line_at(fingerprint.entry.start));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn fingerprint(digest: &str, occurrence: u32) -> Fingerprint {
        Fingerprint {
            digest: digest.into(),
            occurrence,
            entry: Span::at(0),
        }
    }

    fn baseline(rows: &[(&str, u32)]) -> Baseline {
        let known = rows.iter().map(|(digest, count)| {
            let key = Key {
                file: "a.touch".into(),
                rule: "overdue".into(),
                digest: (*digest).into(),
            };
            let known = Known {
                count: *count,
                entry: "2026-03-05 call Acme".into(),
            };
            (key, known)
        });
        Baseline {
            known: known.collect(),
        }
    }

    #[test]
    fn of_three_alike_where_two_are_known_one_is_new() {
        let known = baseline(&[("aa", 2), ("bb", 3), ("cc", 1)]);
        let today = [
            fingerprint("aa", 1),
            fingerprint("bb", 1),
            fingerprint("aa", 2),
            fingerprint("dd", 1),
            fingerprint("aa", 3),
        ];
        let sifted = known.sift(&today);
        assert_eq!(sifted.is_new, [false, false, false, true, true]);
        let gone: Vec<u32> = sifted.gone.iter().map(|gone| gone.count).collect();
        assert_eq!(gone, [2, 1]);
        assert_eq!(sifted.kept, baseline(&[("aa", 2), ("bb", 1)]));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let known = baseline(&[("bb", 3), ("aa", 2)]);
        let text = known.text().unwrap();
        assert_eq!(Baseline::read(&text), Ok(known));
        assert!(text.find("\"aa\"") < text.find("\"bb\""));
        assert!(Baseline::read("{}").is_err());
        let newer = text.replace("\"version\": 1", "\"version\": 2");
        assert!(Baseline::read(&newer).unwrap_err().contains("version 2"));
    }
}
