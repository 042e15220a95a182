//! One text that a request is about, in the journal that it belongs to, and what every answer
//! needs to know of both.

use std::cell::OnceCell;

use gen_lsp_types::{Location, Position, Range, TextEdit, Uri};

use super::documents::Document;
use super::positions::Lines;
use super::tree::Tree;
use super::workspace::Workspace;
use crate::finding::{Finding, Place};
use crate::journal::{ProspectId, RepId};
use crate::ledger::Ledger;
use crate::syntax::{DirectiveKind, File, NameId, Part, Piece, anatomy, entry_kind};
use crate::text::{Edit, Source, Span};

/// The text, its journal, and everything else.
pub(super) struct Asked<'a> {
    /// Everything that is open.
    pub workspace: &'a Workspace<'a>,
    /// The journal that the text belongs to.
    pub tree: &'a Tree,
    /// The same, as it was read.
    pub ledger: &'a Ledger,
    /// The text's number in that journal.
    pub file: u32,
    lines: OnceCell<Lines<'a>>,
}

impl<'a> Asked<'a> {
    /// The text at an address; none where no journal has it.
    pub fn find(workspace: &'a Workspace<'a>, uri: &Uri) -> Option<Asked<'a>> {
        let (tree, file) = workspace.find(uri)?;
        Some(Asked::new(workspace, tree, file))
    }

    /// The text of this number in a journal.
    pub fn new(workspace: &'a Workspace<'a>, tree: &'a Tree, file: u32) -> Asked<'a> {
        Asked {
            workspace,
            tree,
            ledger: &tree.ledger,
            file,
            lines: OnceCell::new(),
        }
    }

    /// The text as it was parsed.
    pub fn parsed(&self) -> &'a File {
        &self.ledger.journal.files[self.file as usize]
    }

    /// The text.
    pub fn source(&self) -> &'a Source {
        &self.parsed().source
    }

    /// The text's lines, which few of the texts are asked for.
    fn lines(&self) -> &Lines<'a> {
        let find = || {
            let is_open = self.document().is_some();
            Lines::new(self.source(), self.workspace.client.encoding, is_open)
        };
        self.lines.get_or_init(find)
    }

    /// The byte at a place in the text.
    pub fn offset(&self, position: Position) -> u32 {
        self.lines().offset(position)
    }

    /// The bytes between two places in the text.
    pub fn span(&self, range: Range) -> Span {
        self.lines().span(range)
    }

    /// Where some bytes of the text stand.
    pub fn range(&self, span: Span) -> Range {
        self.lines().range(span)
    }

    /// An edit of the text.
    pub fn edit(&self, edit: &Edit) -> TextEdit {
        TextEdit::new(self.range(edit.span), edit.text.clone())
    }

    /// The parts of the line at a byte.
    pub fn pieces(&self, offset: u32) -> Vec<Piece> {
        let source = self.source();
        let line = source.line_at(offset);
        let entry = entry_kind(source, offset);
        let vocabulary = &self.ledger.settings.vocabulary;
        anatomy(source.slice(line), line.start, entry, vocabulary)
    }

    /// The part that a byte lies in, or just past whose end it is: the smallest.
    pub fn piece(&self, offset: u32) -> Option<Piece> {
        let holds = |piece: &Piece| (piece.span.start..=piece.span.end).contains(&offset);
        let pieces = self.pieces(offset).into_iter().filter(holds);
        // An arrow that touches a word says less than the word does.
        let rank = |piece: &Piece| (piece.part == Part::Arrow, piece.span.range().len());
        pieces.min_by_key(rank)
    }

    /// The rep in force at a byte of the text.
    pub fn rep(&self, offset: u32) -> Option<RepId> {
        let above = self.parsed().directives.iter().rev();
        let above = above.filter(|directive| directive.offset <= offset);
        let named = above.filter_map(|directive| match directive.kind {
            DirectiveKind::Rep(entry) => Some(entry.name),
            _ => None,
        });
        let rep = named.into_iter().next().unwrap_or(NameId::NONE);
        self.ledger.journal.rep_in(self.file, rep)
    }

    /// Says whether nothing but the line at a byte knows a prospect: its name may be half written.
    pub fn is_only_at(&self, prospect: ProspectId, offset: u32) -> bool {
        let journal = &self.ledger.journal;
        let known = journal.prospect(prospect);
        let line = self.source().line_at(offset);
        let place = known.name;
        let is_here =
            place.file == self.file && line.range().contains(&(place.span.start as usize));
        let touches = journal.made(prospect).len() + journal.plans(prospect).len();
        is_here && known.declaration.is_none() && touches < 2
    }

    /// Another text of the same journal.
    pub fn other(&self, file: u32) -> Asked<'a> {
        Asked::new(self.workspace, self.tree, file)
    }

    /// The text's address.
    pub fn uri(&self) -> Uri {
        self.workspace.uri(self.tree, self.file)
    }

    /// Where a place of the journal is, be it in another text.
    pub fn location(&self, place: Place) -> Location {
        let other = self.other(place.file);
        Location::new(other.uri(), other.range(place.span))
    }

    /// The text in the editor, where it is open there.
    pub fn document(&self) -> Option<&'a Document> {
        self.workspace
            .document(&self.ledger.paths[self.file as usize])
    }

    /// Where many places are, those of one text beside each other.
    pub fn locations(&self, places: &[Place]) -> Vec<Location> {
        let texts = places.chunk_by(|one, other| one.file == other.file);
        let locations = texts.flat_map(|places| {
            let other = self.other(places[0].file);
            let locations = places
                .iter()
                .map(|place| Location::new(other.uri(), other.range(place.span)));
            locations.collect::<Vec<_>>()
        });
        locations.collect()
    }

    /// What was found in this text.
    pub fn findings(&self) -> &'a [Finding] {
        &self.all_findings()[self.range_of_findings()]
    }

    fn all_findings(&self) -> &'a [Finding] {
        let all = self.tree.findings.as_ref();
        all.map_or(&[], |all| all.as_slice())
    }

    /// Which part of all that was found in the journal that is.
    pub fn range_of_findings(&self) -> std::ops::Range<usize> {
        let all = self.all_findings();
        // They stand in the order of files.
        let first = all.partition_point(|finding| finding.place.file < self.file);
        first..all.partition_point(|finding| finding.place.file <= self.file)
    }
}
