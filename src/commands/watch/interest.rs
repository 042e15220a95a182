//! Paths come in, and out come the folders to watch, and in each the names that matter.
//!
//! A path depends on every folder that it leads through, links and the folders they lead to
//! included: any of them may be renamed, replaced or made. So each is watched, for the one name
//! that the path has in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::disk::{Record, folders_searched};

/// A path through more links than this leads nowhere, as the system has it too.
const MOST_LINKS: usize = 40;

/// Which names in a folder matter.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Names {
    /// Any: a pattern may match it.
    Any,
    /// These.
    These(BTreeSet<OsString>),
}

/// The folders to watch, by their paths without links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interest {
    folders: BTreeMap<PathBuf, Names>,
}

impl Interest {
    /// All that a record depends on, its paths taken from `current_folder` on.
    #[must_use]
    pub fn in_record(record: &Record, current_folder: &Path) -> Interest {
        let mut interest = Interest::default();
        for path in record.paths() {
            interest.add_path(&current_folder.join(path));
        }
        for (folder, pattern) in record.searches() {
            for folder in folders_searched(folder, pattern) {
                interest.add_folder(&current_folder.join(folder));
            }
        }
        interest
    }

    /// Takes an absolute path that may be there or not.
    fn add_path(&mut self, path: &Path) {
        self.follow(path);
    }

    /// Takes the absolute path of a folder in which any name matters, where it is there.
    fn add_folder(&mut self, path: &Path) {
        if let Some(folder) = self.follow(path) {
            self.folders.insert(folder, Names::Any);
        }
    }

    /// The folders.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.keys().map(PathBuf::as_path)
    }

    /// Says whether it matters that something happened at a path: where it does not lie in one of
    /// the folders, nobody knows, and it does.
    #[must_use]
    pub fn covers(&self, path: &Path) -> bool {
        if self.folders.contains_key(path) {
            return true;
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return true;
        };
        match self.folders.get(folder) {
            None | Some(Names::Any) => true,
            Some(Names::These(names)) => names.contains(name),
        }
    }

    fn add(&mut self, folder: &Path, name: &OsStr) {
        match self.folders.get_mut(folder) {
            None => {
                let names = Names::These(BTreeSet::from([name.to_owned()]));
                self.folders.insert(folder.to_owned(), names);
            }
            Some(Names::Any) => {}
            Some(Names::These(names)) => {
                if !names.contains(name) {
                    names.insert(name.to_owned());
                }
            }
        }
    }

    /// Goes along a path as the system does, and takes each folder and the name looked up in it.
    /// Where that comes to its end, out comes the path without links.
    fn follow(&mut self, path: &Path) -> Option<PathBuf> {
        let mut here = PathBuf::new();
        let mut is_folder = true;
        let mut links = 0;
        let mut rest: Vec<OsString> = parts(path);
        while let Some(part) = rest.pop() {
            if !is_folder {
                return None;
            }
            match Path::new(&part).components().next() {
                Some(Component::Normal(name)) => {
                    self.add(&here, name);
                    let next = here.join(name);
                    let metadata = fs::symlink_metadata(&next).ok()?;
                    if metadata.is_symlink() {
                        links += 1;
                        if links > MOST_LINKS {
                            return None;
                        }
                        rest.extend(parts(&fs::read_link(&next).ok()?));
                    } else {
                        is_folder = metadata.is_dir();
                        here = next;
                    }
                }
                Some(Component::ParentDir) => {
                    here.pop();
                }
                // A prefix of Windows, or the root, which a link may lead back to.
                Some(Component::Prefix(_)) => here = PathBuf::from(part),
                Some(Component::RootDir) => here.push(part),
                Some(Component::CurDir) | None => {}
            }
        }
        Some(here)
    }
}

/// The parts of a path, the first one last.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components().rev();
    parts.map(|part| part.as_os_str().to_owned()).collect()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// An empty folder, by its path without links.
    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("touchline-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        fs::canonicalize(path).unwrap()
    }

    fn names(interest: &Interest, folder: &Path) -> Vec<String> {
        match interest.folders.get(folder) {
            Some(Names::These(names)) => names
                .iter()
                .map(|name| name.to_string_lossy().into_owned())
                .collect(),
            Some(Names::Any) => vec!["*".to_owned()],
            None => Vec::new(),
        }
    }

    #[test]
    fn a_path_through_links_depends_on_every_folder_on_the_way() {
        let root = folder("links");
        fs::create_dir_all(root.join("real/deep")).unwrap();
        fs::write(root.join("real/deep/a.touch"), "").unwrap();
        symlink("real", root.join("way")).unwrap();
        symlink("way/deep/a.touch", root.join("link.touch")).unwrap();
        let mut interest = Interest::default();
        interest.add_path(&root.join("link.touch"));
        assert_eq!(names(&interest, &root), ["link.touch", "real", "way"]);
        assert_eq!(names(&interest, &root.join("real")), ["deep"]);
        assert_eq!(names(&interest, &root.join("real/deep")), ["a.touch"]);
        assert!(interest.covers(&root.join("way")));
        assert!(!interest.covers(&root.join("real/.deep.swp")));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_path_that_is_not_there_waits_for_its_first_missing_part() {
        let root = folder("missing");
        let mut interest = Interest::default();
        interest.add_path(&root.join("reps/../reps/a.touch"));
        assert_eq!(names(&interest, &root), ["reps"]);
        interest.add_folder(&root.join("reps"));
        assert_eq!(names(&interest, &root), ["reps"]);
        interest.add_folder(&root);
        assert!(interest.covers(&root.join("whatever")));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_file_in_place_of_a_folder_is_no_folder_to_watch() {
        let root = folder("file");
        fs::write(root.join("reps"), "").unwrap();
        let mut interest = Interest::default();
        interest.add_path(&root.join("reps/a.touch"));
        assert!(interest.folders().all(|folder| folder != root.join("reps")));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn links_in_a_circle_lead_nowhere() {
        let root = folder("circle");
        symlink("b", root.join("a")).unwrap();
        symlink("a", root.join("b")).unwrap();
        let mut interest = Interest::default();
        assert_eq!(interest.follow(&root.join("a")), None);
        assert_eq!(names(&interest, &root), ["a", "b"]);
        fs::remove_dir_all(root).unwrap();
    }
}
