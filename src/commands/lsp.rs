//! `lsp`: the language server, on standard input and output.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::session::memory::Memory;
use super::session::opening::{Found, Unsettled};
use super::session::writing::is_standard_input;
use super::{Answer, Failure, Session, Surroundings};
use crate::calendar::Day;
use crate::disk::Files;
use crate::ledger::{Known, Ledger};
use crate::lsp::{self, Journals, Trouble};

/// Serve an editor: findings while you type, names to choose from, rename
///
/// Speaks the language server protocol on standard input and output, for editors to start. It
/// reads the journal that the open file belongs to, and says of it what the other commands say.
#[derive(Debug, Args)]
pub struct Lsp {
    /// Accepted, since some editors say it: there is no other way to talk
    #[arg(long)]
    stdio: bool,
}

/// For whoever starts it by hand, and would wait for a word.
const AT_A_TERMINAL: &str =
    "`touchline lsp` is for editors to start, and waits for one; Ctrl-C ends it\n";

impl Lsp {
    #[expect(clippy::unused_self, reason = "every command is run the same way")]
    pub(super) fn run(&self, session: &Session<'_>) -> Result<Answer, Failure> {
        // A day that is none is told now, and not in the middle.
        session.clock()?;
        let surroundings = session.surroundings;
        let named = session.arguments.file.iter().chain(&surroundings.file);
        if named.into_iter().any(|path| is_standard_input(path)) {
            return Err(Failure::new("the editor speaks on standard input")
                .help("name a file, or none: the server finds the journal of the open file"));
        }
        if surroundings.input_is_terminal {
            let _ = (surroundings.screen.write)("", AT_A_TERMINAL);
        }
        let code = lsp::serve(io::stdin(), &mut io::stdout(), &Opener { session });
        let code = code.or_else(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => Ok(1),
            _ => Err(Failure::new(format!("cannot answer: {error}"))),
        })?;
        Ok(Answer {
            code,
            ..Answer::default()
        })
    }
}

/// Opens journals as every command does.
struct Opener<'s> {
    session: &'s Session<'s>,
}

impl Opener<'_> {
    /// Does something as a command that sees these files at this moment.
    fn through<T>(
        &self,
        files: &dyn Files,
        root: Option<&Path>,
        act: impl FnOnce(&Session<'_>) -> T,
    ) -> T {
        let session = self.session;
        let mut arguments = session.arguments.clone();
        if let Some(root) = root {
            arguments.file = vec![root.to_owned()];
        }
        let surroundings = Surroundings {
            now: (session.surroundings.clock)(),
            ..session.surroundings.clone()
        };
        act(&Session {
            arguments: &arguments,
            surroundings: &surroundings,
            files,
            memory: &Memory::default(),
            at: None,
            on_own_day: false,
        })
    }
}

impl Journals for Opener<'_> {
    fn is_named(&self) -> bool {
        !self.session.arguments.file.is_empty() || self.session.surroundings.file.is_some()
    }

    fn home(&self, files: &dyn Files) -> Option<PathBuf> {
        let find = |session: &Session<'_>| session.home();
        self.through(files, None, find)
    }

    fn find(&self, files: &dyn Files, root: Option<&Path>) -> Result<lsp::Found, Trouble> {
        self.through(files, root, |session| {
            let Found {
                roots,
                within,
                settings: path,
            } = session.find().map_err(trouble)?;
            let settings = session.settings_at(path.as_deref()).map_err(trouble)?;
            Ok(lsp::Found {
                roots,
                within,
                settings,
                settings_path: path,
            })
        })
    }

    fn read(
        &self,
        files: &dyn Files,
        found: lsp::Found,
        known: &mut Known,
    ) -> Result<Ledger, Trouble> {
        self.through(files, None, |session| {
            let today = session.today().map_err(|failure| trouble(failure.into()))?;
            let (within, path) = (found.within.as_deref(), found.settings_path.as_deref());
            session
                .read_roots(&found.roots, within, path, found.settings, today, known)
                .map_err(|failure| trouble(failure.into()))
        })
    }

    fn today(&self) -> Day {
        let now = (self.session.surroundings.clock)();
        let asked = self.session.arguments.today;
        asked
            .or_else(|| {
                self.session
                    .clock()
                    .ok()
                    .filter(|_| self.session.surroundings.today.is_some())
            })
            .unwrap_or(now.day)
    }
}

fn trouble(unsettled: Unsettled) -> Trouble {
    let settings = match &unsettled {
        Unsettled::Mistakes(path, errors) => Some((path.clone(), errors.clone())),
        Unsettled::Other(_) => None,
    };
    Trouble {
        message: Failure::from(unsettled).message,
        settings,
    }
}
