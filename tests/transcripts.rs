//! The console transcripts of the manual are what the program prints: `tests/cmd/`, the README
//! and the pages under `docs/`. `TRYCMD=overwrite cargo test --test transcripts` writes them anew.

#[test]
fn every_transcript_is_what_the_program_prints() {
    trycmd::TestCases::new()
        .env("TOUCHLINE_FILE", "")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .env("TZ", "UTC")
        .case("README.md")
        .case("tests/cmd/*.md")
        .case("tests/cmd/systems/*.md")
        .case("docs/*.md");
}
