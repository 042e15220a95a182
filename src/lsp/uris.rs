//! Paths to the addresses that clients know files by, and back.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is written as it is; editors write `:` as `%3A`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The address of a file, by its absolute path.
pub(super) fn uri_of(path: &Path) -> Uri {
    let text = path.to_string_lossy().replace('\\', "/");
    let slash = if text.starts_with('/') { "" } else { "/" };
    let encoded = utf8_percent_encode(&text, ENCODED);
    Uri::from(format!("file://{slash}{encoded}"))
}

/// The absolute path of an address. What lies in no file gets one that no file has.
pub(super) fn path_of(uri: &Uri) -> PathBuf {
    let Some(rest) = uri.0.strip_prefix("file://") else {
        return Path::new("/").join(uri.0.replace(['/', '\\'], ":"));
    };
    // What stands before the path is a host, and empty for this one.
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let is_drive = decoded.as_bytes().get(2) == Some(&b':');
    if cfg!(windows) && is_drive {
        PathBuf::from(decoded[1..].replace('/', "\\"))
    } else {
        PathBuf::from(decoded.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_comes_back_from_its_address() {
        for path in ["/a/main.touch", "/a b/é𝄞 #1?.touch", "/%41", "/a:b,c"] {
            assert_eq!(path_of(&uri_of(Path::new(path))), Path::new(path));
        }
        assert_eq!(
            uri_of(Path::new("/a b/é")),
            Uri::from("file:///a%20b/%C3%A9")
        );
    }

    #[test]
    fn what_lies_in_no_file_has_a_path_of_its_own() {
        let path = path_of(&Uri::from("untitled:a/b"));
        assert_eq!(path, Path::new("/").join("untitled:a:b"));
    }
}
