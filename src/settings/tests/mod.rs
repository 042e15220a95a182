//! What users write comes in, and settings, or all complaints, come out.

mod complaints;
mod defaults;
mod hostile;
mod samples;

use super::{Settings, SettingsError, read};

const RULES: [&str; 6] = [
    "missing-win",
    "single-medium",
    "no-homework",
    "overdue",
    "out-of-order",
    "similar-prospects",
];

fn accepted(text: &str) -> Settings {
    read(text, &RULES).unwrap_or_else(|errors| panic!("{}", listed(&errors)))
}

/// Each complaint as `line:column-end message`.
fn listed(errors: &[SettingsError]) -> String {
    let lines: Vec<String> = errors
        .iter()
        .map(|error| {
            let SettingsError {
                line,
                column,
                end_column,
                message,
                ..
            } = error;
            format!("{line}:{column}-{end_column} {message}")
        })
        .collect();
    lines.join("\n")
}

fn complaints(text: &str) -> String {
    listed(&read(text, &RULES).err().unwrap_or_default())
}
