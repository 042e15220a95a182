//! A prospect, as the journal declares it or first uses it.

use super::{ProspectId, RepId};
use crate::finding::Place;
use crate::settings::CadenceId;
use crate::syntax::NameId;

/// The directive that declares a prospect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its file.
    pub file: u32,
    /// Its place in that file's directives.
    pub directive: u32,
}

/// A prospect.
#[derive(Clone, Copy, Debug)]
pub struct Prospect {
    /// Where its name stands: in its directive, or in the first touch that uses it.
    pub name: Place,
    /// The name's number in the journal.
    pub name_id: NameId,
    /// Its directive, where there is one.
    pub declaration: Option<Declaration>,
    /// Its owner.
    pub owner: Option<RepId>,
    /// The cadence that its `cadence:` names, where that is defined.
    pub cadence: Option<CadenceId>,
    /// Where nothing declares it: the declared one that was plainly meant.
    pub meant: Option<ProspectId>,
}
