//! A finding in a report about its prospect, which need not say where it stands.

use serde::Serialize;

use crate::finding::{Finding, Level};
use crate::sheet::Line;
use crate::table::Class;

/// A finding, where it is plain what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Said {
    pub rule: &'static str,
    pub level: Level,
    pub message: String,
}

impl From<&Finding> for Said {
    fn from(finding: &Finding) -> Said {
        Said {
            rule: finding.rule,
            level: finding.level,
            message: finding.message.clone(),
        }
    }
}

impl Said {
    /// The finding as a line: its rule in the colour of its level, and its message.
    pub fn line(&self) -> Line {
        let rule = format!("{}[{}]:", self.level, self.rule);
        Line::default()
            .and(rule, self.level)
            .and(self.message.clone(), Class::Plain)
    }
}
