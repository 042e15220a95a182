//! Terms come in as they were typed; out comes which prospects and which touches they ask for.
//! All terms must hold.
//!
//! Terms about touches (`date:`, `rep:`, `channel:`, `tag:`) hold of a prospect that has one
//! touch of which they all hold; each `not:` of one of them, where no touch is such.

mod condition;
mod matching;

use condition::Condition;

use crate::ledger::Ledger;
use crate::syntax::{QueryError, QueryKey, query_term};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The terms as they were typed, with spaces between.
    pub text: String,
    terms: Vec<Term>,
}

#[derive(Clone, Debug)]
struct Term {
    negated: bool,
    key: QueryKey,
    condition: Condition,
}

impl Term {
    /// Says whether it is about touches, not about the prospect.
    fn is_about_touches(&self) -> bool {
        matches!(
            self.key,
            QueryKey::Date | QueryKey::Rep | QueryKey::Channel | QueryKey::Tag
        )
    }
}

impl Query {
    /// Reads the terms, and looks up whom and what they name.
    ///
    /// # Errors
    ///
    /// Where a key is unknown, a value none that its key can have, or a name nobody's.
    pub fn read(terms: &[String], ledger: &Ledger) -> Result<Query, QueryError> {
        let read = |text: &String| {
            let term = query_term(text)?;
            Ok(Term {
                negated: term.negated,
                key: term.key,
                condition: Condition::new(term, ledger)?,
            })
        };
        Ok(Query {
            text: terms.join(" "),
            terms: terms.iter().map(read).collect::<Result<_, _>>()?,
        })
    }

    /// Says whether anything goes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Says whether it asks for somebody's prospects.
    #[must_use]
    pub fn asks_for_owner(&self) -> bool {
        self.terms.iter().any(|term| term.key == QueryKey::Owner)
    }

    /// Says whether it asks for touches of certain days.
    #[must_use]
    pub fn asks_for_date(&self) -> bool {
        self.terms.iter().any(|term| term.key == QueryKey::Date)
    }
}
