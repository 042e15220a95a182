//! One text comes in; out comes a `File`: its touches, its other entries, and what is wrong
//! with it. Reading never fails and always goes on to the end.

mod allow;
mod anatomy;
mod body;
mod chunks;
mod date;
mod directive;
mod directive_body;
mod encoding;
mod entry;
mod fault;
mod file;
mod fmt;
mod folds;
mod header;
mod key_value;
mod keys;
mod line;
mod misspelt;
mod money;
mod names;
mod outcome;
mod parse;
mod query;
mod reader;
mod tags;
mod touch_body;
mod word;

pub use allow::allow_edit;
pub use anatomy::{Part, Piece, anatomy, each_anatomy};
pub use body::{BodyLine, body_line};
pub use date::{DateWord, Period, date_word, parse_moment, period_word, time_word};
pub use directive::name_of;
pub use encoding::is_utf16;
pub use entry::{
    EntryKind, body_text, end_of_body, entry_kind, first_word, header_above, header_of,
    header_of_first, read_header, rest_of_line,
};
pub use fault::{Fault, near_word};
pub use file::{
    Allow, Detail, DetailKind, Directive, DirectiveKind, Fact, Field, FieldKey, File, HomeworkOf,
    Mark, NameId, ProspectEntry, RepEntry, Touch, TouchFlags,
};
pub use fmt::{fmt, fmt_within, formatted, says_the_same};
pub use folds::{Fold, FoldKind, folds};
pub use header::TouchHeader;
pub use keys::{FACTS, KnownKey, POTENTIALS, STATUSES, known_keys};
pub use line::{LineKind, heading, kind as line_kind, split_comment};
pub use money::{Money, MoneyError, money};
pub use names::{Names, aliases};
pub use outcome::{OutcomeWords, When};
pub use parse::parse;
pub use query::{QueryError, QueryKey, QueryTerm, Range, Wanted, query_term};
pub use tags::tags_of;
pub use word::{is_indented, trim, trim_end, words};
