//! Files to one journal: names and reps over all files, owners, what is declared twice.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::order::{self, range};
use super::{Declaration, Journal, Prospect, ProspectId, RepId, likeness};
use crate::calendar::Day;
use crate::finding::{Level, Note, Place};
use crate::settings::Settings;
use crate::syntax::{
    DirectiveKind, Fault, FieldKey, File, NameId, Names, ProspectEntry, aliases, end_of_body,
};
use crate::text::{Span, fold, name_in_short};

/// A stretch of one file that is read in one go: up to an `include`, or the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The file.
    pub file: u32,
    /// The touches in it, by their place in the file's touches.
    pub touches: std::ops::Range<u32>,
    /// The directives in it, by their place in the file's directives.
    pub directives: std::ops::Range<u32>,
}

/// The files of an include tree, and the order in which their parts are read.
#[derive(Debug, Default)]
pub struct Reading {
    /// The files, in the order in which they were begun.
    pub files: Vec<Arc<File>>,
    /// The parts, in the order of reading.
    pub pieces: Vec<Piece>,
    /// For each file, the file and the number there of the rep in force where it is included.
    pub inherited: Vec<Option<(u32, NameId)>>,
}

/// What a file's own numbers stand for in the journal.
#[derive(Debug)]
pub(super) struct FileContext {
    /// By the file's number of a name, its prospect.
    pub prospects: Vec<ProspectId>,
    reps: Vec<RepId>,
    inherited: Option<RepId>,
}

impl FileContext {
    /// The rep that a number of the file stands for; before its first `rep`, the inherited one.
    pub fn rep(&self, rep: NameId) -> Option<RepId> {
        rep.known()
            .map_or(self.inherited, |rep| Some(self.reps[rep.0 as usize]))
    }
}

/// A fault that was found when files were joined, with notes that may point elsewhere.
pub type JoinFault = (u32, Fault, Vec<Note>);

const UNKNOWN: ProspectId = ProspectId(u32::MAX);

impl Journal {
    /// Joins files. What is wrong with them together is told as file, fault and notes. Where the
    /// journal is asked for as it stood, touches after `until` say nothing of who owns whom.
    #[must_use]
    pub fn join(
        reading: Reading,
        settings: &Settings,
        until: Option<Day>,
    ) -> (Journal, Vec<JoinFault>) {
        let mut join = Join::new(reading, settings, until);
        join.reps();
        join.declare();
        join.number_touches();
        join.finish()
    }
}

struct Join<'a> {
    settings: &'a Settings,
    until: Option<Day>,
    journal: Journal,
    inherited: Vec<Option<(u32, NameId)>>,
    faults: Vec<JoinFault>,
}

impl<'a> Join<'a> {
    fn new(reading: Reading, settings: &'a Settings, until: Option<Day>) -> Join<'a> {
        let mut total = 0;
        let mut piece_starts = Vec::with_capacity(reading.pieces.len());
        for piece in &reading.pieces {
            piece_starts.push(total);
            total += piece.touches.len() as u32;
        }
        let journal = Journal {
            files: reading.files,
            prospects: Vec::new(),
            reps: Names::default(),
            rep_names: Vec::new(),
            sources: Names::default(),
            source_names: Vec::new(),
            passed_over: FxHashMap::default(),
            contexts: Vec::new(),
            pieces: reading.pieces,
            piece_starts,
            made: Vec::new(),
            made_starts: Vec::new(),
            plans: Vec::new(),
            plan_starts: Vec::new(),
            by_name: Names::default(),
            prospect_by_name: Vec::new(),
        };
        Join {
            settings,
            until,
            journal,
            inherited: reading.inherited,
            faults: Vec::new(),
        }
    }

    /// Numbers the reps over all files. Shown is the spelling of the settings, else of the first
    /// `rep` directive, else of the first use.
    fn reps(&mut self) {
        for rep in &self.settings.reps {
            self.journal.name_rep(fold(rep).as_bytes(), || rep.clone());
        }
        for piece in self.journal.pieces.clone() {
            let file = Arc::clone(&self.journal.files[piece.file as usize]);
            for directive in &file.directives[range(&piece.directives)] {
                if let DirectiveKind::Rep(rep) = directive.kind {
                    self.journal
                        .name_rep(file.reps.folded(rep.name), || words_of(&file, rep.span));
                }
            }
        }
        for piece in self.journal.pieces.clone() {
            let file = Arc::clone(&self.journal.files[piece.file as usize]);
            for span in rep_uses(&file, &piece) {
                let name = words_of(&file, span);
                self.journal
                    .name_rep(fold(&name).as_bytes(), || name.clone());
            }
        }
        let journal = &mut self.journal;
        for file in &journal.files {
            let ids = 0..file.reps.len() as u32;
            let mut reps = Vec::with_capacity(file.reps.len());
            for id in ids.map(NameId) {
                let global = journal.reps.find_folded(file.reps.folded(id));
                reps.push(RepId(global.map_or(0, |global| global.0)));
            }
            let prospects = vec![UNKNOWN; file.names.len()];
            journal.contexts.push(FileContext {
                prospects,
                reps,
                inherited: None,
            });
        }
        // A file is begun after the one that includes it, so that one's own is settled.
        for number in 0..journal.files.len() {
            let inherited = self.inherited[number];
            journal.contexts[number].inherited =
                inherited.and_then(|(file, rep)| journal.contexts[file as usize].rep(rep));
        }
    }

    /// Declares the prospects, in the order of reading.
    fn declare(&mut self) {
        let names = self.journal.files.iter().map(|file| file.names.len()).sum();
        self.journal.by_name.reserve(names);
        for at in 0..self.journal.pieces.len() {
            let Piece {
                file, directives, ..
            } = self.journal.pieces[at].clone();
            let source = Arc::clone(&self.journal.files[file as usize]);
            for number in directives {
                if let DirectiveKind::Prospect(entry) = source.directives[number as usize].kind {
                    self.declare_prospect(
                        &source,
                        Declaration {
                            file,
                            directive: number,
                        },
                        entry,
                    );
                }
            }
        }
    }

    fn declare_prospect(&mut self, file: &File, declaration: Declaration, entry: ProspectEntry) {
        let place = Place {
            file: declaration.file,
            span: entry.span,
        };
        let id = ProspectId(self.journal.prospects.len() as u32);
        let name = match self.take_name(file.names.folded(entry.name), entry.span, id) {
            Ok(name) => name,
            Err(first) => {
                let name = self.journal.text(place);
                self.duplicate(
                    place,
                    &format!("`{}` is declared twice", name_in_short(&name)),
                    first,
                );
                let offset = file.directives[declaration.directive as usize].offset;
                let header = file.source.line_at(offset);
                let body = Span::new(header.end, end_of_body(&file.source, offset));
                let entry = (declaration.file, offset);
                self.journal.passed_over.insert(entry, body);
                return;
            }
        };
        self.journal.contexts[declaration.file as usize].prospects[entry.name.0 as usize] = id;
        let owner = self.journal.contexts[declaration.file as usize].rep(entry.rep);
        self.journal.prospects.push(Prospect {
            name: place,
            name_id: name,
            declaration: Some(declaration),
            owner,
            cadence: None,
            meant: None,
        });
        for field in file.fields_of(declaration.directive) {
            match field.key {
                FieldKey::Owner => {
                    let owner = self.owner(declaration.file, field.value);
                    self.journal.prospects[id.0 as usize].owner = Some(owner);
                }
                FieldKey::Cadence => {
                    let cadence = self.cadence(declaration.file, field.value);
                    self.journal.prospects[id.0 as usize].cadence = cadence;
                }
                FieldKey::Aka => self.aliases(declaration.file, field.value, id),
                FieldKey::Source => self.source(declaration.file, field.value),
                _ => {}
            }
        }
    }

    fn owner(&mut self, file: u32, span: Span) -> RepId {
        let name = self.journal.text(Place { file, span });
        self.journal
            .name_rep(fold(&name).as_bytes(), || name.clone())
    }

    /// A source is shown as it was first spelt.
    fn source(&mut self, file: u32, span: Span) {
        let name = self.journal.text(Place { file, span });
        let id = self.journal.sources.intern(name.as_bytes(), span);
        if id.0 as usize == self.journal.source_names.len() {
            self.journal.source_names.push(name);
        }
    }

    fn cadence(&mut self, file: u32, span: Span) -> Option<crate::settings::CadenceId> {
        let place = Place { file, span };
        let name = self.journal.text(place);
        let found = self.settings.cadence(&name);
        if found.is_none() {
            let message = format!("no cadence is named `{}`", name_in_short(&name));
            let fault = Fault::error("unknown-cadence", span, message);
            let names = self
                .settings
                .cadences
                .iter()
                .map(|cadence| cadence.name.as_str());
            let fault = match crate::syntax::near_word(&name, names) {
                Some(near) => fault.help(format!("is `{near}` meant?")).fix(span, near),
                None => fault
                    .help("`touchline explain` lists the cadences; touchline.yaml can add some"),
            };
            self.faults.push((file, fault, Vec::new()));
        }
        found
    }

    fn aliases(&mut self, file: u32, value: Span, prospect: ProspectId) {
        let source = Arc::clone(&self.journal.files[file as usize].source);
        for span in aliases(source.slice(value), value.start) {
            let folded = fold(&source.text(span));
            if let Err(first) = self.take_name(folded.as_bytes(), span, prospect) {
                let place = Place { file, span };
                let name = self.journal.text(place);
                let message = format!("`{}` already names another prospect", name_in_short(&name));
                self.duplicate(place, &message, first);
            }
        }
    }

    /// Gives a name to a prospect; where another has it already, the place that gave it.
    fn take_name(
        &mut self,
        folded: &[u8],
        span: Span,
        prospect: ProspectId,
    ) -> Result<NameId, Place> {
        let journal = &mut self.journal;
        let name = journal.by_name.intern_folded(folded, span);
        if name.0 as usize == journal.prospect_by_name.len() {
            journal.prospect_by_name.push(prospect);
            return Ok(name);
        }
        let known = journal.prospect_by_name[name.0 as usize];
        if known == prospect {
            Ok(name)
        } else {
            // What names a prospect stands in one file.
            let file = journal.prospect(known).name.file;
            let span = journal.by_name.first(name);
            Err(Place { file, span })
        }
    }

    fn duplicate(&mut self, place: Place, message: &str, first: Place) {
        let note = Note {
            message: "the first is here".into(),
            place: Some(first),
        };
        let fault = Fault {
            level: Level::Error,
            ..Fault::error("duplicate-prospect", place.span, message.to_owned())
        };
        let fault =
            fault.help("this one is passed over: make one of the two, or give it another name");
        self.faults.push((place.file, fault, vec![note]));
    }

    /// Finds each touch's prospect, and counts, so that each prospect's touches can be laid
    /// beside each other.
    fn number_touches(&mut self) {
        let journal = &mut self.journal;
        // Names that are declared, in another file or as an alias, are found once a file.
        for (number, file) in journal.files.iter().enumerate() {
            for id in (0..file.names.len() as u32).map(NameId) {
                let slot = &mut journal.contexts[number].prospects[id.0 as usize];
                if *slot == UNKNOWN
                    && let Some(name) = journal.by_name.find_folded(file.names.folded(id))
                {
                    *slot = journal.prospect_by_name[name.0 as usize];
                }
            }
        }
        let pieces = std::mem::take(&mut journal.pieces);
        for piece in &pieces {
            let file = Arc::clone(&journal.files[piece.file as usize]);
            for touch in &file.touches[range(&piece.touches)] {
                let (number, name) = (piece.file as usize, touch.prospect.0 as usize);
                if journal.contexts[number].prospects[name] == UNKNOWN {
                    let prospect = journal.undeclared(&file, piece.file, touch.prospect);
                    journal.contexts[number].prospects[name] = prospect;
                }
            }
        }
        journal.pieces = pieces;
        order::lay_out(journal);
        for id in journal.prospect_ids() {
            if journal.prospect(id).owner.is_none()
                && let Some(&first) = journal.made(id).first()
            {
                let touch = journal.touch(first);
                if self.until.is_some_and(|until| touch.touch.day > until) {
                    continue;
                }
                let rep = journal.contexts[touch.file as usize].rep(touch.touch.rep);
                journal.prospects[id.0 as usize].owner = rep;
            }
        }
    }

    fn finish(mut self) -> (Journal, Vec<JoinFault>) {
        likeness::find_meant(&mut self.journal);
        (self.journal, self.faults)
    }
}

impl Journal {
    /// The number of a rep, new where the name is; then `spelt` says how it is shown.
    fn name_rep(&mut self, folded: &[u8], spelt: impl FnOnce() -> String) -> RepId {
        let id = self.reps.intern_folded(folded, Span::default());
        if id.0 as usize == self.rep_names.len() {
            self.rep_names.push(spelt());
        }
        RepId(id.0)
    }

    /// The prospect of a name that nothing declares, new where this is its first use.
    fn undeclared(&mut self, file: &File, number: u32, name: NameId) -> ProspectId {
        let span = file.names.first(name);
        let id = self.by_name.intern_folded(file.names.folded(name), span);
        if let Some(&known) = self.prospect_by_name.get(id.0 as usize) {
            return known;
        }
        let prospect = ProspectId(self.prospects.len() as u32);
        self.prospect_by_name.push(prospect);
        self.prospects.push(Prospect {
            name: Place { file: number, span },
            name_id: id,
            declaration: None,
            owner: None,
            cadence: None,
            meant: None,
        });
        prospect
    }
}

/// The words of a span, runs of white space as one space.
fn words_of(file: &File, span: Span) -> String {
    let text = file.source.text(span);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a piece of a file names reps in fields, in the order in which they stand.
fn rep_uses(file: &File, piece: &Piece) -> Vec<Span> {
    let owners = piece.directives.clone().flat_map(|directive| {
        let fields = file.fields_of(directive).iter();
        fields
            .filter(|field| field.key == FieldKey::Owner)
            .map(|field| field.value)
    });
    let touches = file
        .touch_reps
        .iter()
        .filter(|(touch, _)| piece.touches.contains(touch));
    let mut uses: Vec<Span> = owners.chain(touches.map(|(_, span)| *span)).collect();
    uses.sort_unstable();
    uses
}
