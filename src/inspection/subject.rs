//! What a rule about one prospect looks at.

use crate::finding::Place;
use crate::timeline::{Life, Timeline};

/// One prospect's life, for the rules that look at it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a, 'j> {
    /// The journal, the settings and today.
    pub timeline: &'a Timeline<'j>,
    /// The life.
    pub life: &'a Life<'j>,
}

impl Subject<'_, '_> {
    /// The date of the last touch; the prospect's name, where there was none.
    #[must_use]
    pub fn last_touch_or_prospect(&self) -> Place {
        let journal = self.timeline.journal;
        match self.life.last_move() {
            Some(last) => self.timeline.date_place(last.touch),
            None => journal.prospect(self.life.prospect).name,
        }
    }
}
