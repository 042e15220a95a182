//! The words that a journal uses: tags and sources, for those who choose one again.

use rustc_hash::FxHashMap;

use super::{Journal, RepId};
use crate::settings::Settings;
use crate::syntax::{FieldKey, is_indented, split_comment};
use crate::text::{Source, fold};

impl Journal {
    /// The tags in headers and notes, and those of prospects, without their `#`: the most used
    /// first, each in its first spelling.
    #[must_use]
    pub fn tags_used(&self) -> Vec<String> {
        let mut counts: FxHashMap<String, (usize, usize, String)> = FxHashMap::default();
        let mut count = |tag: String| {
            let first = counts.len();
            counts.entry(fold(&tag)).or_insert((0, first, tag)).0 += 1;
        };
        for file in &self.files {
            each_tag(&file.source, &mut count);
            let fields = file.fields.iter();
            for field in fields.filter(|field| field.key == FieldKey::Tags) {
                let text = file.source.text(field.value);
                let words = text.split([',', ' ', '\t']);
                let words = words.map(|word| word.trim_start_matches('#'));
                words
                    .filter(|word| !word.is_empty())
                    .for_each(|word| count(word.to_owned()));
            }
        }
        let mut tags: Vec<(usize, usize, String)> = counts.into_values().collect();
        tags.sort_by_key(|(uses, first, _)| (std::cmp::Reverse(*uses), *first));
        tags.into_iter().map(|(_, _, tag)| tag).collect()
    }

    /// Where prospects came from, each in its first spelling.
    #[must_use]
    pub fn sources_used(&self) -> &[String] {
        &self.source_names
    }

    /// The reps that are named in the journal, then those of the settings that are not.
    #[must_use]
    pub fn all_reps(&self, settings: &Settings) -> Vec<String> {
        let named = (0..self.rep_count() as u32).map(|rep| self.rep_name(RepId(rep)));
        let others = settings.reps.iter();
        let others = others.filter(|name| self.find_rep(name).is_none());
        named.chain(others.cloned()).collect()
    }
}

/// Shows the tags of headers and body lines, comments aside.
fn each_tag(source: &Source, see: &mut impl FnMut(String)) {
    let bytes = source.bytes();
    for at in memchr::memchr_iter(b'#', bytes) {
        let follows_space = at > 0 && matches!(bytes[at - 1], b' ' | b'\t');
        if !follows_space {
            continue;
        }
        let span = source.line_at(at as u32);
        let (content, _) = split_comment(source.slice(span));
        let is_header = content.first().is_some_and(u8::is_ascii_digit);
        let Some(rest) = content.get(at + 1 - span.start as usize..) else {
            continue;
        };
        let rest = String::from_utf8_lossy(rest);
        // In a note, what is no letter ends a tag.
        let ends = |one: char| {
            if is_header {
                one.is_whitespace()
            } else {
                !(one.is_alphanumeric() || matches!(one, '_' | '-'))
            }
        };
        let tag = rest.split(ends).next().unwrap_or_default();
        if !tag.is_empty() && (is_header || is_indented(content)) {
            see(tag.to_owned());
        }
    }
}
