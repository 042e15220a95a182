//! Files that were parsed before: a text comes in, and out comes its [`File`], parsed anew only
//! where the text, its name or the words of the settings are others than last time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::settings::Vocabulary;
use crate::syntax::{File, parse};
use crate::text::Source;

/// The files of one reading, kept for the next. Empty, it knows nothing, and all is parsed.
#[derive(Debug, Default)]
pub struct Known {
    /// The words that all of these were parsed with.
    vocabulary: Option<Vocabulary>,
    /// What this reading has asked for, by identity.
    current: FxHashMap<PathBuf, Arc<File>>,
    /// What earlier readings left.
    earlier: FxHashMap<PathBuf, Arc<File>>,
}

impl Known {
    /// Begins a reading. Where the last one did not come to its end, its files are kept too.
    pub(super) fn begin(&mut self, vocabulary: &Vocabulary) {
        if self.vocabulary.as_ref() == Some(vocabulary) {
            self.earlier.extend(self.current.drain());
        } else {
            self.vocabulary = Some(vocabulary.clone());
            self.earlier.clear();
            self.current.clear();
        }
    }

    /// The file of this identity and text.
    pub(super) fn file(
        &mut self,
        identity: &Path,
        source: Source,
        vocabulary: &Vocabulary,
    ) -> Arc<File> {
        let known = self.earlier.remove(identity).filter(|file| {
            file.source.name == source.name && file.source.bytes() == source.bytes()
        });
        let file = known.unwrap_or_else(|| Arc::new(parse(Arc::new(source), vocabulary)));
        self.current.insert(identity.to_owned(), Arc::clone(&file));
        file
    }

    /// Ends a reading: what it did not ask for is forgotten.
    pub(super) fn end(&mut self) {
        self.earlier.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::disk::{Bytes, Files, Unread};
    use crate::ledger::{Ledger, Root};
    use crate::settings::Settings;
    use crate::timeline::Today;

    /// Files in memory, by name.
    struct Texts(Vec<(&'static str, &'static str)>);

    impl Files for Texts {
        fn read(&self, path: &Path, _: Option<&Path>) -> Result<Bytes, Unread> {
            let found = self.0.iter().find(|(name, _)| Path::new(name) == path);
            let (_, text) = found.ok_or(Unread::Missing)?;
            Ok(Bytes {
                identity: path.to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
        }

        fn matches(&self, _: &Path, _: &str) -> Vec<PathBuf> {
            Vec::new()
        }
    }

    fn read(texts: &Texts, settings: Settings, known: &mut Known) -> Option<Vec<Arc<File>>> {
        let root = Root::Path {
            path: "main.touch".into(),
            within: None,
            is_named: true,
        };
        let day = Day::new(2026, 3, 9)?;
        let today = Today { day, asked: false };
        let ledger = Ledger::read_again(vec![root], texts, settings, today, known).ok()?;
        Some(ledger.journal.files)
    }

    const MAIN: (&str, &str) = ("main.touch", "include a.touch\ninclude b.touch\n");

    #[test]
    fn a_file_whose_text_is_the_same_is_not_parsed_again() {
        let mut known = Known::default();
        let before = Texts(vec![MAIN, ("a.touch", "rep dana\n"), ("b.touch", "")]);
        let first = read(&before, Settings::default(), &mut known).unwrap();
        let after = Texts(vec![MAIN, ("a.touch", "rep ruth\n"), ("b.touch", "")]);
        let second = read(&after, Settings::default(), &mut known).unwrap();
        let same: Vec<bool> = first
            .iter()
            .zip(&second)
            .map(|(one, other)| Arc::ptr_eq(one, other))
            .collect();
        assert_eq!(same, [true, false, true]);
        assert_eq!(second[1].source.bytes(), b"rep ruth\n");
    }

    #[test]
    fn a_failed_reading_forgets_nothing_and_a_file_that_left_is_forgotten() {
        let mut known = Known::default();
        let all = Texts(vec![MAIN, ("a.touch", ""), ("b.touch", "")]);
        let first = read(&all, Settings::default(), &mut known).unwrap();
        assert!(read(&Texts(vec![]), Settings::default(), &mut known).is_none());
        let second = read(&all, Settings::default(), &mut known).unwrap();
        assert!(Arc::ptr_eq(&first[2], &second[2]));
        let less = Texts(vec![("main.touch", "")]);
        read(&less, Settings::default(), &mut known).unwrap();
        assert_eq!((known.current.len(), known.earlier.len()), (1, 0));
    }

    #[test]
    fn other_words_in_the_settings_mean_that_all_is_parsed_again() {
        let mut known = Known::default();
        let texts = Texts(vec![("main.touch", "")]);
        let first = read(&texts, Settings::default(), &mut known).unwrap();
        let mut settings = Settings::default();
        settings.vocabulary.add_channel("pigeon", "post");
        let second = read(&texts, settings, &mut known).unwrap();
        assert!(!Arc::ptr_eq(&first[0], &second[0]));
    }
}
