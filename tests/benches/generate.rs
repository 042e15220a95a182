//! Writes made-up touches to a file: `cargo bench --bench generate -- live 1000000 journal FILE`.
//! The shape is `live` or `uniform`, the form `journal` or `transactions` (ledger, hledger).

mod journals;

use std::process::ExitCode;

use journals::{Shape, Touches};

const USAGE: &str = "to make touches: cargo bench --bench generate -- live|uniform NUMBER journal|transactions FILE";

fn main() -> ExitCode {
    // Cargo adds a `--bench`.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    match generate(&arguments) {
        Ok(said) => {
            say(&said);
            ExitCode::SUCCESS
        }
        Err(said) => {
            say(&said);
            ExitCode::from(2)
        }
    }
}

/// Does what the arguments ask for; with none, as in `cargo bench`, only says how to ask.
fn generate(arguments: &[String]) -> Result<String, String> {
    let [shape, number, form, path] = arguments else {
        return if arguments.is_empty() {
            Ok(USAGE.to_owned())
        } else {
            Err(USAGE.to_owned())
        };
    };
    let shape = Shape::named(shape).ok_or(USAGE)?;
    let touches = Touches::new(shape, number.parse().map_err(|_| USAGE)?);
    let text = touches.text(form).ok_or(USAGE)?;
    std::fs::write(path, &text).map_err(|error| format!("cannot write {path}: {error}"))?;
    Ok(format!("{path}: {} bytes", text.len()))
}

#[expect(clippy::print_stderr, reason = "it is what it has to say")]
fn say(text: &str) {
    eprintln!("{text}");
}
