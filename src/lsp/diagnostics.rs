//! Findings come in, and out come what editors call diagnostics: the same rules, words and places
//! that `check` tells.

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Message, Position, Range,
};

use super::asked::Asked;
use crate::finding::{Finding, Level};
use crate::settings::SettingsError;

/// Who says so.
const SOURCE: &str = "touchline";

/// What was found in one text.
pub(super) fn of_text(asked: &Asked<'_>) -> Vec<Diagnostic> {
    asked
        .findings()
        .iter()
        .map(|finding| of_finding(asked, finding))
        .collect()
}

/// A finding in the text that was asked about.
pub(super) fn of_finding(asked: &Asked<'_>, finding: &Finding) -> Diagnostic {
    let related = finding.notes.iter().filter_map(|note| {
        Some(DiagnosticRelatedInformation {
            location: asked.location(note.place?),
            message: note.message.clone(),
        })
    });
    let related = asked
        .workspace
        .client
        .related_information
        .then(|| related.collect::<Vec<_>>())
        .filter(|related| !related.is_empty());
    Diagnostic {
        range: asked.range(finding.place.span),
        severity: Some(severity(finding.level)),
        code: Some(Code::String(finding.rule.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: words(&finding.message, finding.help.as_deref()),
        related_information: related,
        ..Diagnostic::default()
    }
}

/// A mistake in the settings. Their columns count characters, as few lines there hold others than
/// the client counts as one.
pub(super) fn of_settings(error: &SettingsError) -> Diagnostic {
    let at = |column: u32| Position::new(error.line.max(1) - 1, column.max(1) - 1);
    Diagnostic {
        range: Range::new(at(error.column), at(error.end_column)),
        severity: Some(DiagnosticSeverity::Error),
        source: Some(SOURCE.to_owned()),
        message: words(&error.message, error.help.as_deref()),
        ..Diagnostic::default()
    }
}

fn words(message: &str, help: Option<&str>) -> Message {
    Message::String(match help {
        Some(help) => format!("{message}\n{help}"),
        None => message.to_owned(),
    })
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Notice => DiagnosticSeverity::Information,
    }
}
