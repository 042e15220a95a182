//! A long text is read in parts, side by side, which are then joined in their order: what comes
//! out is what one reading from start to end gives.

use rayon::prelude::*;

use super::file::{DirectiveKind, NameId};
use super::names::Names;
use super::reader::Reader;
use crate::settings::Vocabulary;

/// From how many bytes a part on it pays to read two of them side by side.
const WORTH_IT: usize = 1 << 19;

/// Reads a text, in as many parts as there are threads.
pub fn read<'a>(bytes: &[u8], vocabulary: &'a Vocabulary) -> Reader<'a> {
    // A short text does not even ask how many threads there are, since that starts them.
    let most = bytes.len() / WORTH_IT;
    let count = if most < 2 {
        1
    } else {
        most.min(rayon::current_num_threads())
    };
    read_in_parts(bytes, vocabulary, &starts(bytes, count))
}

fn read_in_parts<'a>(bytes: &[u8], vocabulary: &'a Vocabulary, starts: &[usize]) -> Reader<'a> {
    let read = |at: usize| {
        let end = starts.get(at + 1).copied().unwrap_or(bytes.len());
        let mut reader = Reader::new(vocabulary);
        reader.read(bytes, starts[at], end);
        // What is missing at the very end of the text stands just behind it.
        let is_last = at + 1 == starts.len();
        reader.close_entry(end as u32 + u32::from(is_last));
        reader
    };
    if starts.len() == 1 {
        return read(0);
    }
    let parts: Vec<Reader<'a>> = (0..starts.len()).into_par_iter().map(read).collect();
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_else(|| Reader::new(vocabulary));
    parts.fold(first, join)
}

/// Where the parts begin: at lines that are the header of an entry, whatever stands above them.
fn starts(bytes: &[u8], count: usize) -> Vec<usize> {
    let mut starts = vec![0];
    for part in 1..count {
        let from = (bytes.len() / count * part).max(starts[starts.len() - 1] + 1);
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes.get(from..).unwrap_or_default());
        let header = ends
            .map(|end| from + end + 1)
            .find(|&start| bytes.get(start).is_some_and(u8::is_ascii_alphanumeric));
        starts.extend(header);
    }
    starts
}

/// Adds a part to those before it.
fn join<'a>(mut before: Reader<'a>, mut part: Reader<'a>) -> Reader<'a> {
    let names = renumber(&mut before.names, &part.names);
    let reps = renumber(&mut before.reps, &part.reps);
    let in_force = before.rep;
    // Before the first `rep` of the part, the one above it holds.
    let rep = |rep: NameId| rep.known().map_or(in_force, |rep| reps[rep.0 as usize]);
    let touches = before.touches.len() as u32;
    let details = before.details.len() as u32;
    let directives = before.directives.len() as u32;
    let fields = before.fields.len() as u32;
    for touch in &mut part.touches {
        touch.prospect = names[touch.prospect.0 as usize];
        touch.rep = rep(touch.rep);
        touch.details += details;
    }
    for detail in &mut part.details {
        detail.touch += touches;
    }
    for directive in &mut part.directives {
        directive.fields += fields;
        match &mut directive.kind {
            DirectiveKind::Prospect(entry) => {
                entry.name = names[entry.name.0 as usize];
                entry.rep = rep(entry.rep);
            }
            DirectiveKind::Rep(entry) => entry.name = rep(entry.name),
            DirectiveKind::Include { rep: inherited, .. } => *inherited = rep(*inherited),
        }
    }
    for field in &mut part.fields {
        field.directive += directives;
    }
    for (touch, _) in &mut part.touch_reps {
        *touch += touches;
    }
    before.rep = rep(part.rep);
    before.touches.append(&mut part.touches);
    before.details.append(&mut part.details);
    before.directives.append(&mut part.directives);
    before.fields.append(&mut part.fields);
    before.touch_reps.append(&mut part.touch_reps);
    before.allows.append(&mut part.allows);
    before.faults.append(&mut part.faults);
    before.not_utf8.append(&mut part.not_utf8);
    before
}

/// Takes over the names of a later part: for each of them its number among those before.
fn renumber(before: &mut Names, part: &Names) -> Vec<NameId> {
    before.reserve(part.len());
    let ids = (0..part.len() as u32).map(NameId);
    ids.map(|id| before.intern_folded(part.folded(id), part.first(id)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syntax::TouchFlags;

    /// All that was read, as text, to compare.
    fn shown(reader: &Reader<'_>) -> String {
        let name = |names: &Names, id: NameId| match id.known() {
            Some(id) => format!(
                "{:?} {:?}",
                String::from_utf8_lossy(names.folded(id)),
                names.first(id)
            ),
            None => "-".to_owned(),
        };
        let touches = reader.touches.iter().map(|touch| {
            let names = (
                name(&reader.names, touch.prospect),
                name(&reader.reps, touch.rep),
            );
            let details = touch
                .flags
                .has(TouchFlags::DETAILS)
                .then_some(touch.details);
            format!(
                "{} {names:?} {} {:?} {details:?}\n",
                touch.offset,
                touch.moment(),
                touch.flags
            )
        });
        let directives = reader.directives.iter().map(|directive| {
            let kind = match directive.kind {
                DirectiveKind::Prospect(entry) => {
                    format!(
                        "{} {}",
                        name(&reader.names, entry.name),
                        name(&reader.reps, entry.rep)
                    )
                }
                DirectiveKind::Rep(entry) => name(&reader.reps, entry.name),
                DirectiveKind::Include { rep, .. } => name(&reader.reps, rep),
            };
            format!("{} {} {kind}\n", directive.offset, directive.fields)
        });
        format!(
            "{}{}{:?}{:?}{:?}{:?}{:?}{:?}",
            touches.collect::<String>(),
            directives.collect::<String>(),
            reader.details,
            reader.fields,
            reader.touch_reps,
            reader.allows,
            reader.faults,
            reader.not_utf8
        )
    }

    fn lines() -> impl Strategy<Value = Vec<u8>> {
        let line = prop::sample::select(vec![
            &b"2026-03-02 call Acme -> voicemail"[..],
            b"2026-03-03 email Globex -> booked 2026-04-01 ; touchline: allow syntax",
            b"2026-03-04 < mail acme",
            b"    n: 2026-03-20 call",
            b"    rep: lee",
            b"    [ ] me send it",
            b"    note \xff",
            b"rep dana",
            b"rep lee",
            b"prospect Globex",
            b"    owner: kim",
            b"    since: soon",
            b"include x.touch",
            b"<<<<<<< HEAD",
            b"; comment",
            b"bad header",
            b"",
            b"\xffbad",
        ]);
        let end = prop::sample::select(vec![&b"\n"[..], b"\r\n", b"\r"]);
        prop::collection::vec((line, end), 0..40).prop_map(|lines| {
            lines
                .into_iter()
                .flat_map(|(line, end)| [line, end].concat())
                .collect()
        })
    }

    proptest! {
        #[test]
        fn parts_that_are_joined_are_what_one_reading_gives(bytes in lines(), count in 1_usize..9) {
            let vocabulary = Vocabulary::default();
            let whole = read_in_parts(&bytes, &vocabulary, &[0]);
            let starts = starts(&bytes, count);
            let joined = read_in_parts(&bytes, &vocabulary, &starts);
            prop_assert_eq!(shown(&whole), shown(&joined), "{:?}", starts);
        }
    }
}
