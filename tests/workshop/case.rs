//! What one rule says of a journal.

use serde_json::Value;

use super::Workshop;

/// How a journal is checked.
pub struct Case {
    /// What `touchline.yaml` holds.
    pub settings: &'static str,
    pub today: &'static str,
    /// Whether findings about what is long past are shown too.
    pub all: bool,
}

pub const DEFAULTS: Case = Case {
    settings: "",
    today: "2026-04-01",
    all: true,
};

impl Case {
    /// What `check` says, as JSON.
    pub fn check(&self, journal: &str) -> Value {
        let shop = Workshop::on(self.today)
            .with("touchline.yaml", self.settings)
            .with("main.touch", journal);
        let all: &[&str] = if self.all { &["--all"] } else { &[] };
        let said = shop.touchline(&[&["check", "--format", "json"], all].concat());
        assert_ne!(said.code, 2, "{said:?}\n{journal}");
        said.json()
    }
}

/// The findings of one rule in what `check` says, as `LINE:COLUMN LEVEL`.
pub fn findings(rule: &str, checked: &Value) -> Vec<String> {
    let findings = checked["findings"].as_array().expect("it has findings");
    let own = findings.iter().filter(|finding| finding["rule"] == rule);
    own.map(|finding| {
        let level = finding["level"].as_str().expect("each has a level");
        format!("{}:{} {level}", finding["line"], finding["column"])
    })
    .collect()
}
