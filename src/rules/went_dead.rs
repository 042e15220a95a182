//! A prospect went dead, after a good many touches.
//!
//! It is dead as for `gave-up`, but after more than `give_up_touch` (2) touches. A prospect whose
//! steps are used up goes on in a nurture cadence, such as `quarterly`, and is not dead as long as
//! somebody keeps that. Who died longer ago than `look_back` is counted, and `check --all`
//! shows them.
//!
//! # Why it matters
//!
//! You have invested five calls, and they know your name by now. To leave without a word throws
//! that away, and leaves them with the feeling that you lost interest. A last call that asks
//! whether to stop closes it with dignity; a line every three months keeps the door open.
//!
//! # Example
//!
//! ```touch
//! ; today 2026-04-27
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-05 email Acme Corp
//! 2026-03-09 call Acme Corp -> no-answer
//! ```
//!
//! # Instead
//!
//! ```touch
//! ; today 2026-04-27
//! prospect Acme Corp
//!     since: 2026-03-02
//!
//! 2026-03-02 call Acme Corp -> voicemail
//! 2026-03-05 email Acme Corp
//! 2026-03-09 call Acme Corp -> no-answer
//! 2026-04-24 call Acme Corp -> dropped: they only buy through their parent company
//! ```

use super::{Check, Rule, gave_up};
use crate::finding::{Kind, Level};
use crate::inspection::{Sink, Subject};
use crate::timeline::Status;

pub(super) const RULE: Rule = Rule {
    name: "went-dead",
    level: Some(Level::Warning),
    kind: Kind::State,
    page: include_str!("went_dead.rs"),
    check: Check::Life(check),
};

fn check(subject: &Subject<'_, '_>, sink: &mut Sink<'_>) {
    let touches = subject.life.state.touches;
    if subject.life.outlook.status == Status::Dead
        && touches > subject.timeline.settings.give_up_touch
    {
        gave_up::report_death(subject, sink, "went dead");
    }
}
