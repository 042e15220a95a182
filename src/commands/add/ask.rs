//! Plain questions, a line each, the default in brackets; for whoever sits at a terminal.

use std::io::{self, Write};

use super::super::Failure;
use crate::text::{fold, harmless_line};

/// Shows text at once, before anything else happens.
pub fn show(text: &str) {
    let lines = text.lines().map(|line| format!("{}\n", shown(line)));
    let lines: String = lines.collect();
    // Nobody reads it any more: that keeps nothing from being written.
    let _ = io::stdout().write_all(lines.as_bytes());
    let _ = io::stdout().flush();
}

fn shown(line: &str) -> String {
    let words = line.trim_start();
    format!(
        "{}{}",
        &line[..line.len() - words.len()],
        harmless_line(words)
    )
}

/// Asks for a line; an empty one means the default.
pub fn ask(question: &str, default: &str) -> Result<String, Failure> {
    let brackets = if default.is_empty() {
        String::new()
    } else {
        format!(" [{}]", harmless_line(default))
    };
    let prompt = format!("{}{brackets}: ", harmless_line(question));
    let mut line = String::new();
    let read = io::stdout()
        .write_all(prompt.as_bytes())
        .and_then(|()| io::stdout().flush())
        .and_then(|()| io::stdin().read_line(&mut line));
    match read {
        Ok(0) | Err(_) => {
            show("\n");
            Err(Failure::new("nothing was added: there is no answer"))
        }
        Ok(_) => {
            let answer = line.trim();
            let answer = if answer.is_empty() { default } else { answer };
            Ok(answer.to_owned())
        }
    }
}

/// Asks until the answer will do: what is made of it.
pub fn ask_until<T>(
    question: &str,
    default: &str,
    judge: impl Fn(&str) -> Result<T, Failure>,
) -> Result<T, Failure> {
    loop {
        match judge(&ask(question, default)?) {
            Ok(made) => return Ok(made),
            Err(failure) => {
                let help = failure
                    .help
                    .map_or_else(String::new, |help| format!("\n{help}"));
                show(&format!("{}{help}\n", failure.message));
            }
        }
    }
}

/// Asks for a yes or a no, in full or by its first letter.
pub fn confirm(question: &str, default: bool) -> Result<bool, Failure> {
    let default = if default { "yes" } else { "no" };
    ask_until(question, default, |answer| match fold(answer).as_str() {
        "yes" | "y" => Ok(true),
        "no" | "n" => Ok(false),
        _ => Err(Failure::new("say yes or no")),
    })
}
