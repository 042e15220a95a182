//! What one text holds, once read. It knows neither today, nor who includes it, nor any name
//! outside itself.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::fault::Fault;
use super::names::Names;
use crate::calendar::{Day, Moment, Time};
use crate::settings::{ChannelId, OutcomeId};
use crate::text::{Source, Span};

/// A name's number within one text (or, once files are joined, within the journal).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

impl NameId {
    /// No name: before the first `rep` of a text, for one.
    pub const NONE: NameId = NameId(u32::MAX);

    /// The number, where there is a name.
    #[must_use]
    pub fn known(self) -> Option<NameId> {
        (self != NameId::NONE).then_some(self)
    }
}

/// Who made a touch, and whether it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// We contacted the prospect.
    Outbound,
    /// The prospect contacted us.
    Inbound,
    /// It has not happened yet.
    Planned,
}

impl Mark {
    /// Its name in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Mark::Outbound => "outbound",
            Mark::Inbound => "inbound",
            Mark::Planned => "planned",
        }
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What is said of a touch in one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TouchFlags(u16);

impl TouchFlags {
    /// The prospect contacted us.
    pub const INBOUND: TouchFlags = TouchFlags(1);
    /// It has not happened yet.
    pub const PLANNED: TouchFlags = TouchFlags(1 << 1);
    /// Tagged `#thanks`.
    pub const THANKS: TouchFlags = TouchFlags(1 << 2);
    /// Tagged `#reminder`.
    pub const REMINDER: TouchFlags = TouchFlags(1 << 3);
    /// Its outcome is written, with a known word.
    pub const OUTCOME: TouchFlags = TouchFlags(1 << 4);
    /// Something is wrong with its outcome.
    pub const FAULTY_OUTCOME: TouchFlags = TouchFlags(1 << 5);
    /// The outcome has a detail, words after a colon.
    pub const DETAIL: TouchFlags = TouchFlags(1 << 6);
    /// It has a `what` note.
    pub const WHAT: TouchFlags = TouchFlags(1 << 7);
    /// It has an `insight` note.
    pub const INSIGHT: TouchFlags = TouchFlags(1 << 8);
    /// It has a `next` note.
    pub const NEXT: TouchFlags = TouchFlags(1 << 9);
    /// It has homework for us.
    pub const HOMEWORK_ME: TouchFlags = TouchFlags(1 << 10);
    /// It has homework for them.
    pub const HOMEWORK_THEM: TouchFlags = TouchFlags(1 << 11);
    /// It has entries in [`File::details`].
    pub const DETAILS: TouchFlags = TouchFlags(1 << 12);
    /// Its rep is its own `rep:` field's.
    pub const OWN_REP: TouchFlags = TouchFlags(1 << 13);

    /// Sets these flags too.
    pub fn insert(&mut self, flags: TouchFlags) {
        self.0 |= flags.0;
    }

    /// Says whether all of these flags are set.
    #[must_use]
    pub const fn has(self, flags: TouchFlags) -> bool {
        self.0 & flags.0 == flags.0
    }
}

/// A touch, in 28 bytes: what the replay needs. The rest is read again where it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Touch {
    /// Where its header begins.
    pub offset: u32,
    /// The prospect's name.
    pub prospect: NameId,
    /// The rep: its own `rep:`, else the one in force in this text; none before the first.
    pub rep: NameId,
    /// Its date.
    pub day: Day,
    /// The first of its details, where it has any.
    pub details: u32,
    time: u16,
    /// Its channel.
    pub channel: ChannelId,
    /// Its outcome, the one that no outcome means where none is written.
    pub outcome: OutcomeId,
    /// Everything that is a yes or a no.
    pub flags: TouchFlags,
}

const NO_TIME: u16 = u16::MAX;

impl Touch {
    /// Makes a touch without details.
    #[must_use]
    pub fn new(offset: u32, moment: Moment, channel: ChannelId, outcome: OutcomeId) -> Touch {
        Touch {
            offset,
            prospect: NameId::NONE,
            rep: NameId::NONE,
            day: moment.day,
            details: 0,
            time: moment.time.map_or(NO_TIME, Time::minutes),
            channel,
            outcome,
            flags: TouchFlags::default(),
        }
    }

    /// Its time of day, where that is written.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        Time::from_minutes(self.time)
    }

    /// Its date and time.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment::new(self.day, self.time())
    }

    /// Who made it, or that it is planned.
    #[must_use]
    pub fn mark(&self) -> Mark {
        if self.is_planned() {
            Mark::Planned
        } else if self.flags.has(TouchFlags::INBOUND) {
            Mark::Inbound
        } else {
            Mark::Outbound
        }
    }

    /// Says whether it has not happened yet.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.flags.has(TouchFlags::PLANNED)
    }
}

/// Whose homework it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeworkOf {
    /// Ours.
    Me,
    /// The prospect's.
    Them,
}

/// What an assertion states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The touch's own number, or that it has none.
    Touch(Option<u32>),
    /// The steps made in the phase.
    Step(Option<u32>),
    /// The phase's cadence, by the words of the detail's span.
    Cadence,
    /// When something is due.
    Due(Option<Day>),
    /// The status, by the words of the detail's span.
    Status,
}

/// What a body line, or a dated outcome, adds to a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetailKind {
    /// `booked DATE [TIME]`.
    Booked(Moment),
    /// `later`, from the first day to the last of what it named.
    Later {
        /// The first day of it, or the touch's own where that is later.
        first: Day,
        /// The last day of it.
        last: Day,
    },
    /// `next: DATE [TIME] …`, and the channel that its text begins with.
    Next(Moment, Option<ChannelId>),
    /// `[ ] WHO [DATE] TEXT`.
    Homework {
        /// Whose it is.
        who: HomeworkOf,
        /// Whether it is ticked.
        done: bool,
        /// By when.
        day: Option<Day>,
    },
    /// `= FACT VALUE`.
    Assertion(Fact),
    /// `subject: …`.
    Subject,
}

/// A detail of a touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Which touch, by its place in [`File::touches`].
    pub touch: u32,
    /// The words that a finding about it points at: the date of a promise, the value of an
    /// assertion or a subject, the whole item of homework.
    pub span: Span,
    /// What it is.
    pub kind: DetailKind,
}

/// A field that touchline knows, under `prospect` or `rep`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldKey {
    /// `owner`.
    Owner,
    /// `cadence`.
    Cadence,
    /// `since`.
    Since,
    /// `value`.
    Value,
    /// `potential`.
    Potential,
    /// `source`.
    Source,
    /// `email`.
    Email,
    /// `phone`.
    Phone,
    /// `aka`.
    Aka,
    /// `pain`.
    Pain,
    /// `gain`.
    Gain,
    /// `close`.
    Close,
    /// `tags`.
    Tags,
    /// `name`, under `rep`.
    Name,
    /// `company`, under `rep`.
    Company,
}

/// A known field with a value that it can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which directive it stands under, by its place in [`File::directives`].
    pub directive: u32,
    /// Which field.
    pub key: FieldKey,
    /// Its value, white space and comment aside. Never empty.
    pub value: Span,
}

/// A `prospect` directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProspectEntry {
    /// The name's number.
    pub name: NameId,
    /// Where the name stands.
    pub span: Span,
    /// The rep in force, as for a touch.
    pub rep: NameId,
}

/// A `rep` directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepEntry {
    /// The name's number among the text's reps.
    pub name: NameId,
    /// Where the name stands.
    pub span: Span,
}

/// What a directive says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// `prospect NAME`.
    Prospect(ProspectEntry),
    /// `rep NAME`.
    Rep(RepEntry),
    /// `include PATH`, with the rep in force there.
    Include {
        /// Where the path stands.
        path: Span,
        /// The rep in force, as for a touch.
        rep: NameId,
    },
}

/// A directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Where its header begins.
    pub offset: u32,
    /// The first of its fields, if it has any.
    pub fields: u32,
    /// What it says.
    pub kind: DirectiveKind,
}

/// A rule's name in `; touchline: allow RULE …`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The entry that it is for, from its header to the next.
    pub entry: Span,
    /// The rule's name.
    pub rule: Span,
}

/// One parsed text.
#[derive(Debug)]
pub struct File {
    /// The text.
    pub source: Arc<Source>,
    /// Its touches, as they stand.
    pub touches: Vec<Touch>,
    /// Their details, in the order of the touches.
    pub details: Vec<Detail>,
    /// Its directives, as they stand.
    pub directives: Vec<Directive>,
    /// Their fields, in the order of the directives.
    pub fields: Vec<Field>,
    /// The prospects named in it.
    pub names: Names,
    /// The reps named in it.
    pub reps: Names,
    /// The places where a rep is named by a `rep:` under a touch.
    pub touch_reps: Vec<(u32, Span)>,
    /// What its comments allow.
    pub allows: Vec<Allow>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl File {
    /// The details of one touch, in the order in which they stand.
    #[must_use]
    pub fn details_of(&self, touch: u32) -> &[Detail] {
        let first = self.touches[touch as usize];
        if !first.flags.has(TouchFlags::DETAILS) {
            return &[];
        }
        let rest = &self.details[first.details as usize..];
        let count = rest
            .iter()
            .take_while(|detail| detail.touch == touch)
            .count();
        &rest[..count]
    }

    /// The fields of one directive, in the order in which they stand.
    #[must_use]
    pub fn fields_of(&self, directive: u32) -> &[Field] {
        let start = self.directives[directive as usize].fields as usize;
        let rest = self.fields.get(start..).unwrap_or_default();
        let count = rest
            .iter()
            .take_while(|field| field.directive == directive)
            .count();
        &rest[..count]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_touch_takes_28_bytes() {
        assert_eq!(size_of::<Touch>(), 28);
    }
}
