//! The extension for VS Code: what its grammar makes of a sample, and what is in its package.
//!
//! `.ci/editors-vscode` builds the package, and installs what reads the grammar as VS Code does;
//! where that is not, the tests say so and pass.
//!
//! `TOUCHLINE_SCOPES=overwrite` writes what the grammar makes of the sample into
//! `tests/editors/sample.touch.snap`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const SOURCE: &str = "docs/editors/vscode";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Something below the folder in which the extension was built; says so where it is not.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn built(name: &str) -> Option<PathBuf> {
    let path = root().join("target/editors/vscode").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {name} is not there; .ci/editors-vscode makes it");
    None
}

fn source(name: &str) -> String {
    let path = root().join(SOURCE).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_sample_is_coloured_as_before() {
    let Some(snap) = built("node_modules/vscode-tmgrammar-test/dist/snapshot.js") else {
        return;
    };
    let golden = root().join("tests/editors/sample.touch.snap");
    let overwrite = std::env::var("TOUCHLINE_SCOPES").is_ok_and(|value| value == "overwrite");
    // Without a golden file one would be written, and nothing compared.
    assert!(
        overwrite || golden.exists(),
        "{} is missing",
        golden.display()
    );
    let output = Command::new("node")
        .arg(snap)
        .args(overwrite.then_some("--updateSnapshot"))
        .args(["--expandDiff", "--config"])
        .args([
            "docs/editors/vscode/package.json",
            "tests/editors/sample.touch",
        ])
        .current_dir(root())
        .output()
        .expect("node can be run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{output:?}");
}

/// What lies in the package, by name.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn package() -> Option<BTreeMap<String, String>> {
    let package = built("touchline.vsix")?;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut unpack = Command::new("python3");
    let unpack = unpack.args(["-m", "zipfile", "-e"]).arg(package);
    let Ok(output) = unpack.arg(folder.path()).output() else {
        eprintln!("skipped: python3, which unpacks the package, is not installed");
        return None;
    };
    assert!(output.status.success(), "{output:?}");
    let files = walkdir::WalkDir::new(folder.path());
    let files = files
        .into_iter()
        .map(|entry| entry.expect("it can be read"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let files = files.map(|entry| {
        let name = entry.path().strip_prefix(folder.path());
        let name = name.expect("it lies in the folder").to_string_lossy();
        let text = fs::read_to_string(entry.path()).expect("it is text");
        (name.replace('\\', "/"), text)
    });
    Some(files.collect())
}

#[test]
fn the_package_holds_what_it_must_and_nothing_else() {
    let Some(package) = package() else {
        return;
    };
    let names: Vec<&str> = package.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "extension.vsixmanifest",
            "extension/LICENSE.txt",
            "extension/dist/extension.js",
            "extension/dist/licences.txt",
            "extension/language-configuration.json",
            "extension/package.json",
            "extension/readme.md",
            "extension/syntaxes/touchline.tmLanguage.json",
        ]
    );
    for (packed, name) in [
        ("LICENSE.txt", "LICENSE"),
        ("language-configuration.json", "language-configuration.json"),
        ("package.json", "package.json"),
        ("readme.md", "README.md"),
        (
            "syntaxes/touchline.tmLanguage.json",
            "syntaxes/touchline.tmLanguage.json",
        ),
    ] {
        let is_same = package[&format!("extension/{packed}")] == source(name);
        assert!(is_same, "{name} has changed: run .ci/editors-vscode again");
    }
    let client = &package["extension/dist/extension.js"];
    assert!(client.contains("\"--stdio\""), "the client is bundled");
    assert!(package["extension/dist/licences.txt"].contains("Microsoft Corporation"));
    for (name, text) in &package {
        let folder = root().to_string_lossy();
        assert!(!text.contains(&*folder), "{name} names this computer");
    }
}

#[test]
fn the_extension_has_the_version_and_the_licence_of_the_program() {
    let manifest: Value = serde_json::from_str(&source("package.json")).expect("it is JSON");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["license"], "MIT");
    let licence = fs::read_to_string(root().join("LICENSE")).expect("it can be read");
    assert_eq!(source("LICENSE"), licence);
    let readme = source("README.md");
    let package = format!("touchline-{}.vsix", env!("CARGO_PKG_VERSION"));
    assert!(readme.contains(&package), "it names another version");
    let settings = &manifest["contributes"]["configuration"]["properties"];
    for setting in settings.as_object().expect("there are settings").keys() {
        assert!(readme.contains(setting), "it does not tell of {setting}");
    }
}

#[test]
fn packages_come_from_the_public_registry_at_the_versions_that_were_tried() {
    let lock: Value = serde_json::from_str(&source("package-lock.json")).expect("it is JSON");
    let packages = lock["packages"].as_object().expect("there are packages");
    let manifest: Value = serde_json::from_str(&source("package.json")).expect("it is JSON");
    for kind in ["dependencies", "devDependencies"] {
        for (name, version) in manifest[kind].as_object().expect("there are some") {
            assert_eq!(
                &packages[&format!("node_modules/{name}")]["version"],
                version
            );
        }
    }
    for (name, package) in packages {
        let from = package["resolved"].as_str();
        let is_public = from.is_none_or(|url| url.starts_with("https://registry.npmjs.org/"));
        assert!(is_public, "{name} comes from {from:?}");
        assert!(
            name.is_empty() || package["integrity"].is_string(),
            "{name}"
        );
    }
}
