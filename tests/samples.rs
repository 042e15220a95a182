//! What the sample journals are there to show.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::process::Command;

use serde_json::Value;

fn report(sample: &str, today: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_touchline"))
        .args(["report", "claims", "--format", "json", "-f"])
        .arg(format!("samples/{sample}/main.touch"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("TOUCHLINE_TODAY", today)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn ninety_three_shows_what_the_field_says() {
    let claims = report("ninety-three", "2026-09-01");
    let first = &claims["claims"][0];
    for value in [&first["measured"]["value"], &first["also"][0]["value"]] {
        let share = value.as_f64().unwrap();
        assert!((0.91..=0.95).contains(&share), "{share}");
    }
}
