//! A place in a text comes in, and out come the name that stands there, of a prospect or a rep,
//! and all the places of the journal at which it stands too.

use rustc_hash::FxHashSet;

use super::asked::Asked;
use crate::finding::Place;
use crate::journal::{Journal, ProspectId};
use crate::settings::Vocabulary;
use crate::syntax::{
    DirectiveKind, EntryKind, FieldKey, File, NameId, Part, Piece, aliases, anatomy, end_of_body,
    entry_kind, read_header,
};
use crate::text::{Span, fold};

/// Whom a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Prospect,
    Rep,
}

/// A name where it stands.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
    /// Its words as they are written, with a space between.
    pub spelling: String,
}

/// What a place does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// `prospect` or `rep` stands before it.
    Declared,
    /// It is one of the values of an `aka`.
    Alias,
    /// A touch or a field uses it.
    Used,
}

/// A place at which a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence {
    pub place: Place,
    pub role: Role,
}

/// The name at a byte of the text, or just before it.
pub(super) fn named(asked: &Asked<'_>, offset: u32) -> Option<Named> {
    let piece = asked.piece(offset)?;
    let source = asked.source();
    let (kind, span) = match piece.part {
        Part::Prospect => (Kind::Prospect, piece.span),
        Part::Alias => {
            let mut aliases = aliases(source.slice(piece.span), piece.span.start);
            let holds = |span: &Span| (span.start..=span.end).contains(&offset);
            (Kind::Prospect, aliases.find(holds)?)
        }
        Part::Rep => (Kind::Rep, piece.span),
        _ => return None,
    };
    let file = asked.file;
    Some(Named {
        kind,
        span,
        spelling: asked.ledger.journal.text(Place { file, span }),
    })
}

/// Every place at which this very name stands, whatever its case, in the order of the files.
pub(super) fn of_name(asked: &Asked<'_>, kind: Kind, name: &str) -> Vec<Occurrence> {
    of_names(asked, kind, &[fold(name)])
}

/// Every place that names whom this name names, be it by another name.
pub(super) fn of_whom(asked: &Asked<'_>, named: &Named) -> Vec<Occurrence> {
    let journal = &asked.ledger.journal;
    let prospect = match named.kind {
        Kind::Prospect => journal.find_prospect(&named.spelling),
        Kind::Rep => None,
    };
    match prospect {
        Some(prospect) => of_names(asked, Kind::Prospect, &names_of(journal, prospect)),
        None => of_name(asked, named.kind, &named.spelling),
    }
}

/// All names of a prospect, in the form that comparisons use.
fn names_of(journal: &Journal, prospect: ProspectId) -> Vec<String> {
    let declared = journal.declared_names().filter(|(_, id)| *id == prospect);
    let names = declared.map(|(name, _)| name);
    let names = names.chain([journal.folded_name(prospect)]);
    let mut names: Vec<String> = names
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn of_names(asked: &Asked<'_>, kind: Kind, names: &[String]) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for (number, file) in (0..).zip(&asked.ledger.journal.files) {
        let mut looking = Looking {
            file,
            number,
            vocabulary: &asked.ledger.settings.vocabulary,
            kind,
            names,
            found: Vec::new(),
        };
        looking.look();
        found.append(&mut looking.found);
    }
    found
}

/// A look for names through one file.
struct Looking<'a> {
    file: &'a File,
    number: u32,
    vocabulary: &'a Vocabulary,
    kind: Kind,
    /// What is looked for, in the form that comparisons use.
    names: &'a [String],
    found: Vec<Occurrence>,
}

impl Looking<'_> {
    fn look(&mut self) {
        match self.kind {
            Kind::Prospect => self.prospects(),
            Kind::Rep => self.reps(),
        }
        self.lines_with_mistakes();
        self.found.sort_unstable();
        self.found.dedup_by_key(|occurrence| occurrence.place);
    }

    fn add(&mut self, span: Span, role: Role) {
        let file = self.number;
        let place = Place { file, span };
        self.found.push(Occurrence { place, role });
    }

    /// Takes a place where what it says is looked for.
    fn try_add(&mut self, span: Span, role: Role) {
        let name = fold(&self.file.source.text(span));
        if self.names.contains(&name) {
            self.add(span, role);
        }
    }

    fn prospects(&mut self) {
        let file = self.file;
        let names = self.names.iter();
        let ids: Vec<NameId> = names
            .filter_map(|name| file.names.find_folded(name.as_bytes()))
            .collect();
        if !ids.is_empty() {
            let touches = file.touches.iter();
            for touch in touches.filter(|touch| ids.contains(&touch.prospect)) {
                if let Some(header) = read_header(&file.source, touch.offset, self.vocabulary) {
                    self.add(header.name, Role::Used);
                }
            }
        }
        for directive in &file.directives {
            if let DirectiveKind::Prospect(entry) = directive.kind
                && ids.contains(&entry.name)
            {
                self.add(entry.span, Role::Declared);
            }
        }
        for field in file
            .fields
            .iter()
            .filter(|field| field.key == FieldKey::Aka)
        {
            self.aliases(field.value);
        }
    }

    fn aliases(&mut self, value: Span) {
        let file = self.file;
        for alias in aliases(file.source.slice(value), value.start) {
            self.try_add(alias, Role::Alias);
        }
    }

    fn reps(&mut self) {
        let file = self.file;
        for directive in &file.directives {
            if let DirectiveKind::Rep(entry) = directive.kind {
                self.try_add(entry.span, Role::Declared);
            }
        }
        for field in &file.fields {
            if field.key == FieldKey::Owner {
                self.try_add(field.value, Role::Used);
            }
        }
        for (_, span) in &file.touch_reps {
            self.try_add(*span, Role::Used);
        }
    }

    /// Looks through the lines that something is wrong with, and what stands under them: nothing
    /// was made of them, and yet they name somebody.
    fn lines_with_mistakes(&mut self) {
        let source = &self.file.source;
        let mut seen = FxHashSet::default();
        for fault in &self.file.faults {
            let line = source.line_at(fault.span.start);
            let mut start = line.start;
            if seen.contains(&start) {
                continue;
            }
            let end = if self.is_taken(start) {
                line.end
            } else {
                end_of_body(source, start)
            };
            let entry = entry_kind(source, start);
            while start < end && seen.insert(start) {
                let line = source.line_at(start);
                self.line(line, entry);
                start = line.end + 1;
            }
        }
    }

    /// Says whether an entry was made of the header that begins at an offset.
    fn is_taken(&self, offset: u32) -> bool {
        let File {
            touches,
            directives,
            ..
        } = self.file;
        let touch = touches.binary_search_by_key(&offset, |touch| touch.offset);
        let directive = directives.binary_search_by_key(&offset, |directive| directive.offset);
        touch.is_ok() || directive.is_ok()
    }

    fn line(&mut self, line: Span, entry: EntryKind) {
        let bytes = self.file.source.slice(line);
        // What is not UTF-8 an editor shows otherwise than it stands there.
        if std::str::from_utf8(bytes).is_err() {
            return;
        }
        let pieces = anatomy(bytes, line.start, entry, self.vocabulary);
        let is_directive = pieces.iter().any(|piece| piece.part == Part::Directive);
        let role = if is_directive {
            Role::Declared
        } else {
            Role::Used
        };
        for Piece { part, span } in pieces {
            match (self.kind, part) {
                (Kind::Prospect, Part::Alias) => self.aliases(span),
                (Kind::Prospect, Part::Prospect) | (Kind::Rep, Part::Rep) => {
                    self.try_add(span, role);
                }
                _ => {}
            }
        }
    }
}

/// The places of occurrences.
pub(super) fn places(occurrences: &[Occurrence]) -> Vec<Place> {
    let places = occurrences.iter().map(|occurrence| occurrence.place);
    places.collect()
}

/// Where a rep is declared, else named first.
pub(super) fn place_of_rep(asked: &Asked<'_>, name: &str) -> Option<Place> {
    let journal = &asked.ledger.journal;
    let rep = journal.find_rep(name);
    let declared = rep.and_then(|rep| journal.rep_place(rep));
    declared.or_else(|| {
        let all = of_name(asked, Kind::Rep, name);
        all.first().map(|found| found.place)
    })
}

/// Where a name is declared: by a directive, or as the alias that it is; else where it is used
/// first.
pub(super) fn declaration(asked: &Asked<'_>, named: &Named) -> Option<Place> {
    let journal = &asked.ledger.journal;
    if named.kind == Kind::Rep {
        return place_of_rep(asked, &named.spelling);
    }
    let prospect = journal.find_prospect(&named.spelling)?;
    let name = fold(&named.spelling);
    let alias = || {
        journal.values(prospect, FieldKey::Aka).find_map(|value| {
            let source = &journal.files[value.file as usize].source;
            let mut aliases = aliases(source.slice(value.span), value.span.start);
            let span = aliases.find(|alias| fold(&source.text(*alias)) == name)?;
            Some(Place { span, ..value })
        })
    };
    let main = journal.prospect(prospect).name;
    if journal.folded_name(prospect) == name.as_bytes() {
        Some(main)
    } else {
        alias().or(Some(main))
    }
}
