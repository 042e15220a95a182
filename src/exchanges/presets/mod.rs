//! The mappings that are built in: the columns and words of other programs' exports, one YAML
//! file each, in the words that a user would write.

/// The presets, each with its text.
pub const ALL: [(&str, &str); 5] = [
    ("hubspot", include_str!("hubspot.yaml")),
    ("salesforce-tasks", include_str!("salesforce-tasks.yaml")),
    ("salesforce-events", include_str!("salesforce-events.yaml")),
    ("pipedrive", include_str!("pipedrive.yaml")),
    ("touchline", include_str!("touchline.yaml")),
];

/// The text of a preset.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    let preset = ALL.iter().find(|(known, _)| *known == name);
    preset.map(|(_, text)| *text)
}
