//! `completions`: what a shell needs to complete commands, flags and, out of the journal,
//! prospects, reps, rules and cadences.
//!
//! The script that a shell loads asks the program itself at each press of the key; that it is
//! asked is said by `TOUCHLINE_COMPLETE`.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use super::arguments::Arguments;
use super::session::memory::Memory;
use super::session::writing::is_standard_input;
use super::session::{Colour, Shared};
use super::{Answer, Failure, Session, Surroundings};
use crate::disk::Disk;
use crate::ledger::Ledger;
use crate::text::{fold, is_hidden};
use crate::timeline::Status;

/// The variable that a shell's script sets to its shell's name.
const VARIABLE: &str = "TOUCHLINE_COMPLETE";

/// The shells that there is a script for.
const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// Write the script that makes a shell complete commands, flags, prospects, reps and rules
///
/// bash: `source <(touchline completions bash)` in ~/.bashrc;
/// zsh: `source <(touchline completions zsh)` in ~/.zshrc, after compinit;
/// fish: `touchline completions fish | source` in ~/.config/fish/config.fish.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = PossibleValuesParser::new(SHELLS))]
    shell: String,
}

impl Completions {
    pub(super) fn run(&self) -> Result<Answer, Failure> {
        let shells = Shells::builtins();
        let script = shells.completer(&self.shell).and_then(|shell| {
            let mut script = Vec::new();
            shell
                .write_registration(VARIABLE, "touchline", "touchline", "touchline", &mut script)
                .ok()?;
            String::from_utf8(script).ok()
        });
        let text = script.ok_or_else(|| Failure::new("there is no script for this shell"))?;
        Ok(Answer {
            text,
            ..Answer::default()
        })
    }
}

/// What a shell is told that asks for completions of `words`, the program's name first.
pub(super) fn complete(shell: &str, words: Vec<OsString>, around: &Surroundings) -> Answer {
    let journal = Arc::new(Asked {
        shared: shared(&words),
        around: around.clone(),
        escapes: shell == "bash",
    });
    let mut command = with_candidates(Arguments::command(), &journal);
    let mut out = Vec::new();
    let shells = Shells::builtins();
    let told = shells.completer(shell).is_some_and(|shell| {
        shell
            .write_complete(&mut command, words, None, &mut out)
            .is_ok()
    });
    Answer {
        text: if told {
            String::from_utf8(out).unwrap_or_default()
        } else {
            String::new()
        },
        ..Answer::default()
    }
}

/// What is needed to read the journal, if it comes to that.
struct Asked {
    shared: Shared,
    around: Surroundings,
    /// Whether the shell takes candidates as if they were typed.
    escapes: bool,
}

/// The journal that the words name, which are not a whole command yet.
fn shared(words: &[OsString]) -> Shared {
    let after = |flags: &[&str]| -> Vec<PathBuf> {
        let mut found = Vec::new();
        for pair in words.windows(2) {
            if flags.iter().any(|flag| pair[0] == *flag) {
                found.push(PathBuf::from(&pair[1]));
            }
        }
        for word in words.iter().filter_map(|word| word.to_str()) {
            let value = flags.iter().find_map(|flag| {
                let rest = word.strip_prefix(flag)?;
                rest.strip_prefix('=')
            });
            found.extend(value.map(PathBuf::from));
        }
        // Standard input belongs to the shell.
        found.retain(|path| !is_standard_input(path));
        found
    };
    Shared {
        file: after(&["-f", "--file"]),
        config: after(&["--config"]).into_iter().next(),
        today: None,
        at: None,
        color: Colour::Never,
    }
}

/// The command with what completes its arguments.
fn with_candidates(command: clap::Command, asked: &Arc<Asked>) -> clap::Command {
    command.mut_subcommands(|subcommand| {
        let name = subcommand.get_name().to_owned();
        subcommand.mut_args(|argument| {
            let candidates: fn(&Ledger, &str) -> Vec<String> =
                match (name.as_str(), argument.get_id().as_str()) {
                    ("explain", "name") => pages,
                    ("export", "terms") => subjects_and_terms,
                    (_, "terms") => terms,
                    (_, "prospect") => prospects,
                    ("add", "text") => words_of_touch,
                    _ => return argument,
                };
            let asked = Arc::clone(asked);
            argument.add(ArgValueCompleter::new(move |current: &OsStr| {
                asked.matching(current, candidates)
            }))
        })
    })
}

impl Asked {
    /// The candidates that begin with what is there, case aside.
    fn matching(
        &self,
        current: &OsStr,
        candidates: fn(&Ledger, &str) -> Vec<String>,
    ) -> Vec<CompletionCandidate> {
        let current = current.to_string_lossy().replace('\\', "");
        let session = Session {
            arguments: &self.shared,
            surroundings: &self.around,
            files: &Disk,
            memory: &Memory::default(),
            at: None,
            on_own_day: false,
        };
        let Ok(opened) = session.open_or_empty() else {
            return Vec::new();
        };
        let folded = fold(&current);
        candidates(&opened.ledger, &current)
            .into_iter()
            .filter(|word| fold(word).starts_with(&folded))
            // Nothing that a terminal would obey, or that nobody can type.
            .filter(|word| !word.chars().any(is_hidden))
            .map(|word| CompletionCandidate::new(if self.escapes { escaped(&word) } else { word }))
            .collect()
    }
}

/// A word as one would type it in bash, which takes names for commands otherwise.
fn escaped(word: &str) -> String {
    let mut typed = String::new();
    for character in word.chars() {
        if !character.is_alphanumeric() && !matches!(character, '.' | '-' | '_' | ':' | ',' | '/') {
            typed.push('\\');
        }
        typed.push(character);
    }
    typed
}

/// The prospects' names.
fn prospects(ledger: &Ledger, _: &str) -> Vec<String> {
    let journal = &ledger.journal;
    journal.prospect_ids().map(|id| journal.name(id)).collect()
}

fn reps(ledger: &Ledger) -> Vec<String> {
    ledger.journal.all_reps(&ledger.settings)
}

/// The terms of a query: after a key its values, else keys and prospects.
fn terms(ledger: &Ledger, current: &str) -> Vec<String> {
    const KEYS: [&str; 15] = [
        "owner:",
        "rep:",
        "status:",
        "cadence:",
        "tag:",
        "source:",
        "channel:",
        "touches:",
        "value:",
        "potential:",
        "since:",
        "date:",
        "last:",
        "name:",
        "not:",
    ];
    let (negated, bare) = match current.strip_prefix("not:") {
        Some(bare) => ("not:", bare),
        None => ("", current),
    };
    let settings = &ledger.settings;
    let (key, values) = match bare.split_once(':').map(|(key, _)| key) {
        Some("owner") => ("owner:", reps(ledger)),
        Some("rep") => ("rep:", reps(ledger)),
        Some("status") => (
            "status:",
            Status::ALL.map(|status| status.name().to_owned()).to_vec(),
        ),
        Some("cadence") => ("cadence:", cadences(ledger)),
        Some("channel") => (
            "channel:",
            settings
                .vocabulary
                .channels
                .iter()
                .map(|channel| channel.word.clone())
                .collect(),
        ),
        Some("potential") => (
            "potential:",
            ["high", "medium", "low"].map(str::to_owned).to_vec(),
        ),
        Some("name") => ("name:", prospects(ledger, current)),
        Some(_) => return Vec::new(),
        None => {
            let keys = KEYS.iter().map(|key| (*key).to_owned());
            ("", keys.chain(prospects(ledger, current)).collect())
        }
    };
    let values = values.into_iter();
    values
        .map(|value| format!("{negated}{key}{value}"))
        .collect()
}

/// What `export` gives, and terms.
fn subjects_and_terms(ledger: &Ledger, current: &str) -> Vec<String> {
    let subjects = ["touches", "prospects", "due"].map(str::to_owned);
    subjects.into_iter().chain(terms(ledger, current)).collect()
}

fn cadences(ledger: &Ledger) -> Vec<String> {
    let cadences = ledger.settings.cadences.iter();
    cadences.map(|cadence| cadence.name.clone()).collect()
}

/// What `explain` has pages of.
fn pages(ledger: &Ledger, _: &str) -> Vec<String> {
    let rules = crate::rules::names();
    let rules = rules.into_iter().map(str::to_owned);
    rules.chain(cadences(ledger)).collect()
}

/// What a touch is made of: channels, prospects and outcomes.
fn words_of_touch(ledger: &Ledger, current: &str) -> Vec<String> {
    let vocabulary = &ledger.settings.vocabulary;
    let channels = vocabulary.channels.iter().map(|one| one.word.clone());
    let outcomes = vocabulary.outcomes.iter().map(|one| one.word.clone());
    let words = channels.chain(outcomes);
    words.chain(prospects(ledger, current)).collect()
}
