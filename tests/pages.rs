//! The page of each rule is read as its readers do: it has its parts, the rule fires in its
//! *Example*, and not in its *Instead*.

mod workshop;

use touchline::page::Example;
use touchline::rules::{ALL, Rule};
use workshop::Workshop;

#[test]
fn each_page_has_its_parts_in_their_order() {
    let wrong: Vec<String> = ALL
        .iter()
        .filter_map(|rule| Some(format!("{}: {}", file_of(rule), rule.parts().err()?)))
        .collect();
    none(&wrong);
}

#[test]
fn each_page_opens_with_a_sentence() {
    let wrong: Vec<String> = ALL
        .iter()
        .filter(|rule| !rule.summary().ends_with('.'))
        .map(|rule| {
            format!(
                "{}: open with a whole sentence, in a paragraph",
                file_of(rule)
            )
        })
        .collect();
    none(&wrong);
}

#[test]
fn each_rule_fires_in_its_example_and_not_in_what_stands_instead() {
    let mut wrong = Vec::new();
    for rule in &ALL {
        // What is missing is the other test's to say.
        let Ok(page) = rule.parts() else { continue };
        for (heading, example, fires) in [
            ("Example", &page.example, true),
            ("Instead", &page.instead, false),
        ] {
            let found = findings(rule, heading, example);
            if found.iter().any(|name| name == rule.name) != fires {
                let what = if fires {
                    "it does not fire in"
                } else {
                    "it fires in"
                };
                let file = file_of(rule);
                wrong.push(format!(
                    "{file}: {what} its `# {heading}`, where {found:?} do"
                ));
            }
        }
    }
    none(&wrong);
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn file_of(rule: &Rule) -> String {
    format!("src/rules/{}.rs", rule.name.replace('-', "_"))
}

/// The rules that find something in an example.
fn findings(rule: &Rule, heading: &str, example: &Example) -> Vec<String> {
    let shop = Workshop::of_example(example);
    let said = shop.touchline(&["check", "--all", "--format", "json", "-f", "main.touch"]);
    assert_ne!(said.code, 2, "{}: `# {heading}`: {said:?}", file_of(rule));
    let answer = said.json();
    let findings = answer["findings"].as_array().into_iter().flatten();
    findings
        .filter_map(|finding| finding["rule"].as_str())
        .map(str::to_owned)
        .collect()
}
