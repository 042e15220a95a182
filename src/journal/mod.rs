//! The files of one include tree come in; out come the prospects, each with its touches in
//! order, and the reps.

mod entry;
mod join;
mod likeness;
mod order;
mod prospect;
mod search;
mod used;

pub use entry::{Homework, field};
pub use join::{Piece, Reading};
pub use likeness::likeness_key;
pub use order::Plan;
pub use prospect::{Declaration, Prospect};
pub use search::{Fit, Search};

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::calendar::Moment;
use crate::finding::Place;
use crate::syntax::{Detail, DirectiveKind, Field, FieldKey, File, Names, Touch};
use crate::text::Span;

/// A prospect's place in [`Journal::prospects`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProspectId(pub u32);

/// A rep's number in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepId(pub u32);

/// A touch's number in the order of reading, over all files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TouchId(pub u32);

/// A touch and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct TouchRef<'j> {
    /// Its number in the order of reading.
    pub id: TouchId,
    /// Its file.
    pub file: u32,
    /// Its place in that file's touches.
    pub index: u32,
    /// What is known of it.
    pub touch: &'j Touch,
}

/// Everything that was read, joined.
#[derive(Debug)]
pub struct Journal {
    /// The files, in the order in which they were read.
    pub files: Vec<Arc<File>>,
    /// The prospects: the declared ones in the order of reading, then the others.
    pub prospects: Vec<Prospect>,
    reps: Names,
    rep_names: Vec<String>,
    sources: Names,
    source_names: Vec<String>,
    /// The directives that declare what is declared already, by file and where they begin: their
    /// bodies.
    passed_over: FxHashMap<(u32, u32), Span>,
    contexts: Vec<join::FileContext>,
    pieces: Vec<Piece>,
    /// For each piece, the number of its first touch.
    piece_starts: Vec<u32>,
    /// The made touches of all prospects, one prospect's after another's.
    made: Vec<TouchId>,
    made_starts: Vec<u32>,
    plans: Vec<Plan>,
    plan_starts: Vec<u32>,
    by_name: Names,
    /// For each name, declared or not, or alias, its prospect.
    prospect_by_name: Vec<ProspectId>,
}

impl Journal {
    /// The number of touches, planned ones included.
    #[must_use]
    pub fn touch_count(&self) -> u32 {
        self.made.len() as u32 + self.plans.len() as u32
    }

    /// The touches of a prospect that were made, in order.
    #[must_use]
    pub fn made(&self, prospect: ProspectId) -> &[TouchId] {
        let at = prospect.0 as usize;
        &self.made[self.made_starts[at] as usize..self.made_starts[at + 1] as usize]
    }

    /// The planned touches of a prospect, by what makes them, then in the order of reading.
    #[must_use]
    pub fn plans(&self, prospect: ProspectId) -> &[Plan] {
        let at = prospect.0 as usize;
        &self.plans[self.plan_starts[at] as usize..self.plan_starts[at + 1] as usize]
    }

    /// A touch by its number.
    #[must_use]
    pub fn touch(&self, id: TouchId) -> TouchRef<'_> {
        let piece = match self.piece_starts.as_slice() {
            [_] => 0,
            starts => starts.partition_point(|&start| start <= id.0) - 1,
        };
        let index = self.pieces[piece].touches.start + (id.0 - self.piece_starts[piece]);
        let file = self.pieces[piece].file;
        TouchRef {
            id,
            file,
            index,
            touch: &self.files[file as usize].touches[index as usize],
        }
    }

    /// A touch by its place among those of its file; none where that is not read.
    #[must_use]
    pub fn touch_in(&self, file: u32, index: u32) -> Option<TouchRef<'_>> {
        let mut pieces = self.pieces();
        let (piece, first) =
            pieces.find(|(piece, _)| piece.file == file && piece.touches.contains(&index))?;
        Some(self.touch(TouchId(first + index - piece.touches.start)))
    }

    /// The details of a touch.
    #[must_use]
    pub fn details(&self, touch: TouchRef<'_>) -> &[Detail] {
        self.files[touch.file as usize].details_of(touch.index)
    }

    /// A prospect by its number.
    #[must_use]
    pub fn prospect(&self, id: ProspectId) -> &Prospect {
        &self.prospects[id.0 as usize]
    }

    /// All prospects' numbers.
    pub fn prospect_ids(&self) -> impl DoubleEndedIterator<Item = ProspectId> + use<> {
        (0..self.prospects.len() as u32).map(ProspectId)
    }

    /// The prospect of a touch.
    #[must_use]
    pub fn prospect_of(&self, touch: TouchRef<'_>) -> ProspectId {
        self.contexts[touch.file as usize].prospects[touch.touch.prospect.0 as usize]
    }

    /// The prospect of a name, by its number in a file.
    #[must_use]
    pub fn prospect_of_name(&self, file: u32, name: crate::syntax::NameId) -> ProspectId {
        self.contexts[file as usize].prospects[name.0 as usize]
    }

    /// The prospect that a name or an alias names, whatever its case.
    #[must_use]
    pub fn find_prospect(&self, name: &str) -> Option<ProspectId> {
        self.by_name
            .find(name.as_bytes())
            .map(|id| self.prospect_by_name[id.0 as usize])
    }

    /// The rep of a touch: its own, the one in force, or its prospect's owner.
    #[must_use]
    pub fn rep_of(&self, touch: TouchRef<'_>) -> Option<RepId> {
        let context = &self.contexts[touch.file as usize];
        context
            .rep(touch.touch.rep)
            .or_else(|| self.prospect(self.prospect_of(touch)).owner)
    }

    /// The rep that a file's own number stands for; where it stands for none, the one in force at
    /// the file's start.
    #[must_use]
    pub fn rep_in(&self, file: u32, rep: crate::syntax::NameId) -> Option<RepId> {
        self.contexts[file as usize].rep(rep)
    }

    /// The declared prospect that a name which names none plainly means, where there is one.
    #[must_use]
    pub fn meant_by(&self, name: &str) -> Option<ProspectId> {
        likeness::meant_by(self, name)
    }

    /// How many reps are named.
    #[must_use]
    pub fn rep_count(&self) -> usize {
        self.reps.len()
    }

    /// The rep of this name, whatever its case.
    #[must_use]
    pub fn find_rep(&self, name: &str) -> Option<RepId> {
        self.reps.find(name.as_bytes()).map(|id| RepId(id.0))
    }

    /// A rep's name, as it is declared, or first used.
    #[must_use]
    pub fn rep_name(&self, rep: RepId) -> String {
        self.rep_names[rep.0 as usize].clone()
    }

    /// How reps and sources are spelt, each by its number.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let all = self.rep_names.iter().chain(&self.source_names);
        all.map(String::as_str)
    }

    /// Where a rep is first declared by a directive.
    #[must_use]
    pub fn rep_place(&self, rep: RepId) -> Option<Place> {
        let mut files = (0_u32..).zip(&self.files);
        files.find_map(|(number, file)| {
            let names = file.directives.iter().filter_map(|entry| match entry.kind {
                DirectiveKind::Rep(entry) => Some(entry),
                _ => None,
            });
            let context = &self.contexts[number as usize];
            let mut theirs = names.filter(|entry| context.rep(entry.name) == Some(rep));
            let span = theirs.next()?.span;
            Some(Place { file: number, span })
        })
    }

    /// The text of a field's first value under a rep's directives, in the order of reading.
    #[must_use]
    pub fn rep_value(&self, rep: RepId, key: FieldKey) -> Option<String> {
        let mut values = (0_u32..).zip(&self.files).flat_map(|(number, file)| {
            let directives = (0_u32..).zip(&file.directives);
            directives.filter_map(move |(at, directive)| {
                let DirectiveKind::Rep(entry) = directive.kind else {
                    return None;
                };
                let is_theirs = self.contexts[number as usize].rep(entry.name) == Some(rep);
                let mut fields = file.fields_of(at).iter();
                let field = fields.find(|field| is_theirs && field.key == key)?;
                Some(Place {
                    file: number,
                    span: field.value,
                })
            })
        });
        values.next().map(|place| self.text(place))
    }

    /// The words of a place, runs of white space as one space.
    #[must_use]
    pub fn text(&self, place: Place) -> String {
        let text = self.files[place.file as usize].source.text(place.span);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A prospect's name, as it is declared, or first used.
    #[must_use]
    pub fn name(&self, prospect: ProspectId) -> String {
        self.text(self.prospect(prospect).name)
    }

    /// The fields under a prospect's directive; none where nothing declares it.
    #[must_use]
    pub fn fields(&self, prospect: ProspectId) -> &[Field] {
        match self.prospect(prospect).declaration {
            Some(Declaration { file, directive }) => self.files[file as usize].fields_of(directive),
            None => &[],
        }
    }

    /// The places of the values that a field has under a prospect's directive.
    pub fn values(&self, prospect: ProspectId, key: FieldKey) -> impl Iterator<Item = Place> {
        let file = self.prospect(prospect).name.file;
        let fields = self
            .fields(prospect)
            .iter()
            .filter(move |field| field.key == key);
        fields.map(move |field| Place {
            file,
            span: field.value,
        })
    }

    /// The text of a field's first value.
    #[must_use]
    pub fn value(&self, prospect: ProspectId, key: FieldKey) -> Option<String> {
        self.values(prospect, key)
            .next()
            .map(|place| self.text(place))
    }

    /// Where a prospect came from, in the spelling of the first that came from there.
    #[must_use]
    pub fn source(&self, prospect: ProspectId) -> Option<String> {
        let written = self.value(prospect, FieldKey::Source)?;
        let known = self.sources.find(written.as_bytes());
        Some(known.map_or(written, |id| self.source_names[id.0 as usize].clone()))
    }

    /// Says whether an entry of a file, by where it begins, is a second declaration.
    #[must_use]
    pub fn is_passed_over(&self, file: u32, entry: u32) -> bool {
        self.passed_over.contains_key(&(file, entry))
    }

    /// Says whether a place lies in the body of a second declaration.
    #[must_use]
    pub fn is_body_passed_over(&self, place: Place) -> bool {
        if self.passed_over.is_empty() {
            return false;
        }
        let start = place.span.start;
        let directives = &self.files[place.file as usize].directives;
        let before = directives.partition_point(|directive| directive.offset <= start);
        let directive = directives[..before].last();
        let body = directive.and_then(|it| self.passed_over.get(&(place.file, it.offset)));
        body.is_some_and(|body| (body.start..body.end).contains(&start))
    }

    /// When the lead arrived.
    #[must_use]
    pub fn since(&self, prospect: ProspectId) -> Option<Moment> {
        let place = self.values(prospect, FieldKey::Since).next()?;
        let text = self.files[place.file as usize].source.slice(place.span);
        crate::syntax::parse_moment(text, 0).map(|(moment, _)| moment)
    }

    /// The line of a file's text that a touch's header takes up, read again.
    #[must_use]
    pub fn header(
        &self,
        touch: TouchRef<'_>,
        vocabulary: &crate::settings::Vocabulary,
    ) -> Option<crate::syntax::TouchHeader> {
        let source = &self.files[touch.file as usize].source;
        crate::syntax::read_header(source, touch.touch.offset, vocabulary)
    }

    /// The place of a span in a touch's file.
    #[must_use]
    pub fn place(touch: TouchRef<'_>, span: Span) -> Place {
        Place {
            file: touch.file,
            span,
        }
    }

    /// The names and aliases that are declared, in the form that comparisons use, each with its
    /// prospect.
    pub fn declared_names(&self) -> impl Iterator<Item = (&[u8], ProspectId)> {
        let names = self.prospect_by_name.iter().enumerate();
        names
            .filter(|(_, prospect)| self.prospect(**prospect).declaration.is_some())
            .map(|(id, prospect)| {
                (
                    self.by_name.folded(crate::syntax::NameId(id as u32)),
                    *prospect,
                )
            })
    }

    /// A prospect's name in the form that comparisons use.
    #[must_use]
    pub fn folded_name(&self, prospect: ProspectId) -> &[u8] {
        self.by_name.folded(self.prospect(prospect).name_id)
    }

    /// The pieces in the order of reading, each with the number of its first touch.
    pub fn pieces(&self) -> impl Iterator<Item = (&Piece, u32)> {
        self.pieces.iter().zip(self.piece_starts.iter().copied())
    }
}
