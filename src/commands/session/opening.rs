//! Finds the journal and its settings, and reads both.

use std::fs::canonicalize;
use std::path::{Path, PathBuf};

use super::writing::{is_standard_input, not_read};
use super::{Failure, Session};
use crate::disk::{Files, Unread, folder_of, read_standard_input};
use crate::ledger::{Known, Ledger, Root};
use crate::settings::{self, Settings, SettingsError};
use crate::timeline::Today;
use crate::wording::{count, first_of};

/// The name of the settings file.
const SETTINGS: &str = "touchline.yaml";

/// A journal that was found and read.
#[derive(Debug)]
pub struct Opened {
    /// What was read.
    pub ledger: Ledger,
    /// The settings file, where there is one.
    pub settings_path: Option<PathBuf>,
}

impl Opened {
    /// Refuses to write over what was read: the journal and its settings, links followed.
    pub fn spare(&self, target: &Path) -> Result<(), Failure> {
        let Ok(identity) = canonicalize(target) else {
            return Ok(());
        };
        let settings = self.settings_path.as_ref();
        let what = if self.ledger.paths.contains(&identity) {
            "is a file of the journal"
        } else if settings.and_then(|path| canonicalize(path).ok()) == Some(identity) {
            "holds the settings"
        } else {
            return Ok(());
        };
        let name = target.display();
        Err(Failure::new(format!("{name} is not written: it {what}")).help("name another file"))
    }
}

/// Why the settings, or what they are to say, cannot be had.
pub enum Unsettled {
    /// There are mistakes in this file.
    Mistakes(PathBuf, Vec<SettingsError>),
    /// Anything else.
    Other(Failure),
}

impl Session<'_> {
    /// Finds and reads the journal and its settings.
    pub fn open(&self) -> Result<Opened, Failure> {
        let today = self.today()?;
        self.open_found(&self.find()?, today)
    }

    /// The same; where there is no journal yet, an empty one.
    pub fn open_or_empty(&self) -> Result<Opened, Failure> {
        if self.find_any()?.is_some() {
            return self.open();
        }
        let today = self.today()?;
        let (settings, settings_path) = self.settings()?;
        let ledger = Ledger::read(Vec::new(), self.files, settings, today)
            .map_err(|error| not_read(&error.path.display().to_string(), &error.problem))?;
        Ok(Opened {
            ledger,
            settings_path,
        })
    }

    fn open_found(&self, found: &Found, today: Today) -> Result<Opened, Failure> {
        let path = found.settings.as_deref();
        let settings = self.settings_at(path)?;
        let (roots, within) = (&found.roots, found.within.as_deref());
        let read = |known: &mut _| self.read_roots(roots, within, path, settings, today, known);
        Ok(Opened {
            ledger: self.memory.with_known(read)?,
            settings_path: found.settings.clone(),
        })
    }

    /// Reads a journal that was found, where it has to lie, with settings that stand at `path`.
    pub fn read_roots(
        &self,
        roots: &[PathBuf],
        within: Option<&Path>,
        path: Option<&Path>,
        settings: Settings,
        today: Today,
        known: &mut Known,
    ) -> Result<Ledger, Failure> {
        let roots = roots.iter().map(|root| self.root(root, within, path));
        let roots = roots.collect::<Result<Vec<Root>, Failure>>()?;
        Ledger::read_again(roots, self.files, settings, today, known).map_err(|error| {
            let failure = not_read(&error.path.display().to_string(), &error.problem);
            match error.problem {
                Unread::Outside if within.is_some() => failure.help(
                    "a journal that is not named lies in its folder or below, links followed;\n\
                     name this one, where it is yours, with -f FILE or in TOUCHLINE_FILE",
                ),
                _ => failure,
            }
        })
    }

    /// The date that was asked for, else that of the commit, else the clock's.
    pub fn today(&self) -> Result<Today, Failure> {
        let asked = self.arguments.today.filter(|_| !self.on_own_day);
        let day = match (asked, self.at) {
            (Some(day), _) => day,
            (None, Some(commit)) => commit.day,
            (None, None) => self.clock()?,
        };
        Ok(Today {
            day,
            asked: asked.is_some() || self.at.is_some(),
        })
    }

    /// The settings alone: the journal's where there is one, else those of this folder or above,
    /// else the built-in ones; and the file they were read from, where there is one.
    pub fn settings(&self) -> Result<(Settings, Option<PathBuf>), Failure> {
        let path = match self.find() {
            Ok(found) => found.settings,
            // There is no journal, or what is wrong with the settings is said below.
            Err(_) => self.settings_from(|| find_above(self.files, Path::new(".")))?,
        };
        Ok((self.settings_at(path.as_deref())?, path))
    }

    /// The settings in a file; the built-in ones, where there is none.
    pub fn settings_at(&self, path: Option<&Path>) -> Result<Settings, Unsettled> {
        path.map_or_else(
            || Ok(Settings::default()),
            |path| read_settings(self.files, path),
        )
    }

    /// The folder of the nearest settings above this one, where they name a journal, or cannot say
    /// whether they do.
    pub fn home(&self) -> Option<PathBuf> {
        let path = self
            .settings_from(|| find_above(self.files, Path::new(".")))
            .ok()??;
        let names_one = self
            .settings_at(Some(&path))
            .map_or(true, |settings| settings.journal.is_some());
        names_one.then(|| folder_of(&path).to_owned())
    }

    /// The settings that hold for a file, whether a journal includes it or not.
    pub fn settings_for(&self, path: &Path) -> Result<Settings, Failure> {
        let path = self.settings_from(|| find_above(self.files, folder_of(path)))?;
        Ok(self.settings_at(path.as_deref())?)
    }

    fn root(
        &self,
        path: &Path,
        within: Option<&Path>,
        settings: Option<&Path>,
    ) -> Result<Root, Failure> {
        let is_named = within.is_none();
        let within = match within {
            Some(folder) => Some(folder.to_owned()),
            None => boundary(self.files, folder_of(path), settings),
        };
        if is_standard_input(path) && self.at.is_some() {
            return Err(Failure::new("no commit has a standard input to read")
                .help("name a file of it with -f FILE"));
        }
        if is_standard_input(path) {
            let bytes =
                read_standard_input().map_err(|problem| not_read("standard input", &problem))?;
            return Ok(Root::Text {
                name: "-".into(),
                bytes,
                within,
            });
        }
        Ok(Root::Path {
            path: path.to_owned(),
            within,
            is_named,
        })
    }

    /// Finds the files to read, and the settings.
    pub fn find(&self) -> Result<Found, Unsettled> {
        let found = self.find_any()?.ok_or_else(|| {
            Failure::new("there is no journal to read").help(
                "name one with -f FILE or in TOUCHLINE_FILE, say `journal: FILE` in a touchline.yaml\n\
                 in this folder or above, or keep it in main.touch; `touchline init` starts one here",
            )
        });
        Ok(found?)
    }

    /// The same; none where there is no journal.
    fn find_any(&self) -> Result<Option<Found>, Unsettled> {
        let given = &self.arguments.file;
        let roots = if given.is_empty() {
            self.surroundings.file.iter().cloned().collect()
        } else {
            given.clone()
        };
        if let Some(first) = roots.first() {
            let settings = self.settings_from(|| find_above(self.files, folder_of(first)))?;
            return Ok(Some(Found {
                roots,
                within: None,
                settings,
            }));
        }
        let nearest = find_above(self.files, Path::new("."));
        if let Some(path) = &nearest
            && let Some(journal) = read_settings(self.files, path)?.journal
        {
            let settings = self.settings_from(|| nearest.clone())?;
            return Ok(Some(Found {
                roots: vec![folder_of(path).join(journal)],
                within: self.files.folder(folder_of(path)),
                settings,
            }));
        }
        let main = PathBuf::from("main.touch");
        if self.files.is_there(&main) {
            let settings = self.settings_from(|| nearest.clone())?;
            return Ok(Some(Found {
                roots: vec![main],
                within: boundary(self.files, Path::new("."), settings.as_deref()),
                settings,
            }));
        }
        Ok(None)
    }

    fn settings_from(
        &self,
        nearest: impl FnOnce() -> Option<PathBuf>,
    ) -> Result<Option<PathBuf>, Failure> {
        match &self.arguments.config {
            Some(path) if !self.files.is_file(path) => Err(Failure::new(format!(
                "there is no settings file {}",
                path.display()
            ))),
            Some(path) => Ok(Some(path.clone())),
            None => Ok(nearest()),
        }
    }
}

/// What is to be read.
pub struct Found {
    /// Where reading begins.
    pub roots: Vec<PathBuf>,
    /// The folder, links resolved, in or below which that has to lie: whoever wrote the settings,
    /// or a link, may be a stranger. None where whoever runs the command named the roots.
    pub within: Option<PathBuf>,
    /// The settings file, where there is one.
    pub settings: Option<PathBuf>,
}

/// The nearest settings in a folder or above it, by a path that is relative where `folder` is.
fn find_above(files: &dyn Files, folder: &Path) -> Option<PathBuf> {
    let resolved = files.folder(folder)?;
    let depth = resolved.components().count();
    let mut path = folder.to_owned();
    for _ in 0..depth {
        let candidate = path.join(SETTINGS);
        if files.is_file(&candidate) {
            let plain = candidate.strip_prefix(".").unwrap_or(&candidate);
            return Some(plain.to_owned());
        }
        path.push("..");
    }
    None
}

/// The folder that includes may reach: the root file's, or that of the settings above it.
fn boundary(files: &dyn Files, folder: &Path, settings: Option<&Path>) -> Option<PathBuf> {
    let folder = files.folder(folder)?;
    let above = settings.and_then(|path| files.folder(folder_of(path)));
    Some(
        above
            .filter(|above| folder.starts_with(above))
            .unwrap_or(folder),
    )
}

/// The file of the journal that was named, in the order of reading.
///
/// # Errors
///
/// Where the journal has no such file, whether or not one is there.
pub fn file_named(ledger: &Ledger, path: &Path) -> Result<u32, Failure> {
    // One that is not there, or cannot be reached, is none of those that were read.
    let identity = canonicalize(path).ok();
    let mut known = ledger.paths.iter();
    let number = identity.and_then(|identity| known.position(|known| *known == identity));
    number.map(|number| number as u32).ok_or_else(|| {
        let failure = Failure::new(format!("{} is no file of the journal", path.display()));
        let files = &ledger.journal.files;
        if files.is_empty() {
            return failure.help("there is no journal yet: `touchline init` starts one");
        }
        let names = first_of(files.iter().map(|file| &file.source.name));
        failure.help(format!(
            "it is read from {names}; elsewhere a touch is not read, unless you `include` the file"
        ))
    })
}

/// The line that a report gives about what it passed over; empty where that is nothing.
pub fn passed_over(ledger: &Ledger) -> String {
    let errors = crate::rules::count_reading_errors(ledger);
    if errors == 0 {
        return String::new();
    }
    let errors = count(errors, "error", "errors");
    format!("note: the journal has {errors}, passed over here: see `touchline check`\n")
}

fn read_settings(files: &dyn Files, path: &Path) -> Result<Settings, Unsettled> {
    let name = path.display();
    let read = files
        .read(path, None)
        .map_err(|problem| not_read(&name.to_string(), &problem))?;
    let text = String::from_utf8(read.bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .split(|&byte| byte == b'\n')
            .count();
        Failure::new(format!("{name}:{line}: this is not UTF-8")).help("save the settings as UTF-8")
    })?;
    settings::read(&text, &crate::rules::names())
        .map_err(|errors| Unsettled::Mistakes(path.to_owned(), errors))
}

impl From<Failure> for Unsettled {
    fn from(failure: Failure) -> Unsettled {
        Unsettled::Other(failure)
    }
}

impl From<Unsettled> for Failure {
    fn from(unsettled: Unsettled) -> Failure {
        let (path, errors) = match unsettled {
            Unsettled::Mistakes(path, errors) => (path, errors),
            Unsettled::Other(failure) => return failure,
        };
        let name = path.display();
        let mut lines = Vec::new();
        for error in &errors {
            lines.push(format!(
                "{name}:{}:{}: {}",
                error.line, error.column, error.message
            ));
            lines.extend(error.help.iter().map(|help| format!("    {help}")));
        }
        let are = count(errors.len(), "mistake", "mistakes");
        Failure::new(format!("the settings have {are}\n{}", lines.join("\n")))
    }
}
