//! The keys that touchline knows under an entry, and what each of them holds; any other is the
//! writer's own.

use super::entry::EntryKind;
use super::file::FieldKey;

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownKey {
    /// The word before the colon.
    pub word: &'static str,
    /// What its value is, in the words of the manual.
    pub holds: &'static str,
    /// What it is under a directive; under a touch no key is kept.
    pub field: Option<FieldKey>,
}

impl KnownKey {
    /// Says whether an entry may have it only once.
    #[must_use]
    pub fn is_once(self) -> bool {
        self.field.is_some_and(FieldKey::is_once)
    }
}

impl FieldKey {
    /// Says whether a prospect may have it only once.
    #[must_use]
    pub const fn is_once(self) -> bool {
        matches!(
            self,
            FieldKey::Owner
                | FieldKey::Cadence
                | FieldKey::Since
                | FieldKey::Value
                | FieldKey::Potential
                | FieldKey::Close
                | FieldKey::Source
        )
    }
}

/// The facts that an assertion can state, and what the value of each is.
pub const FACTS: [(&str, &str); 5] = [
    ("touch", "the touch's own number in its pursuit"),
    ("step", "how many steps of the cadence are made"),
    ("cadence", "the name of the cadence that is in force"),
    ("due", "the date on which the next touch is due"),
    ("status", "one of the statuses"),
];

/// What the potential of a prospect can be.
pub const POTENTIALS: [&str; 3] = ["high", "medium", "low"];

/// The keys under an entry of this kind.
#[must_use]
pub const fn known_keys(entry: EntryKind) -> &'static [KnownKey] {
    match entry {
        EntryKind::Touch => &TOUCH,
        EntryKind::Prospect => &PROSPECT,
        EntryKind::Rep => &REP,
        EntryKind::Other => &[],
    }
}

const fn note(word: &'static str, holds: &'static str) -> KnownKey {
    KnownKey {
        word,
        holds,
        field: None,
    }
}

const fn field(word: &'static str, field: FieldKey, holds: &'static str) -> KnownKey {
    KnownKey {
        word,
        holds,
        field: Some(field),
    }
}

const TOUCH: [KnownKey; 11] = [
    note("what", "what they said they need"),
    note("w", "what they said they need"),
    note("insight", "what you understood"),
    note("i", "what you understood"),
    note("next", "what happens next; with a date, a promise"),
    note("n", "what happens next; with a date, a promise"),
    note("with", "the person you spoke with"),
    note(
        "rep",
        "who made this touch, where it was not the rep in force",
    ),
    note("pain", "what hurts them"),
    note("gain", "what they hope for"),
    note("subject", "the subject line of the email"),
];

const PROSPECT: [KnownKey; 13] = [
    field("owner", FieldKey::Owner, "the rep whose prospect this is"),
    field(
        "cadence",
        FieldKey::Cadence,
        "the cadence by which it is pursued; else the default",
    ),
    field(
        "since",
        FieldKey::Since,
        "when the lead arrived: a date, or a date and a time",
    ),
    field(
        "value",
        FieldKey::Value,
        "what the deal is worth: a number, perhaps with a currency",
    ),
    field("potential", FieldKey::Potential, "high, medium or low"),
    field(
        "source",
        FieldKey::Source,
        "where the lead came from, such as webinar",
    ),
    field("email", FieldKey::Email, "how to reach them"),
    field("phone", FieldKey::Phone, "how to reach them"),
    field(
        "aka",
        FieldKey::Aka,
        "other names, with commas between them",
    ),
    field("pain", FieldKey::Pain, "what hurts them"),
    field("gain", FieldKey::Gain, "what they hope for"),
    field(
        "close",
        FieldKey::Close,
        "the date on which the deal is hoped for",
    ),
    field(
        "tags",
        FieldKey::Tags,
        "words, with spaces or commas between them",
    ),
];

const REP: [KnownKey; 4] = [
    field("name", FieldKey::Name, "the rep's full name, for scripts"),
    field("company", FieldKey::Company, "whom the rep works for"),
    field("email", FieldKey::Email, "the rep's address"),
    field("phone", FieldKey::Phone, "the rep's number"),
];
/// What a prospect's status may be, as an assertion names it.
pub const STATUSES: [&str; 10] = [
    "new", "active", "deferred", "dead", "nurture", "finished", "won", "lost", "dropped", "stopped",
];
