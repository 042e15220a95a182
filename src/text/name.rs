//! A name comes in, and out comes what a message says of it.

use std::borrow::Cow;

/// The longest name, in characters, that is told whole.
const LONGEST: usize = 200;

/// A name for a message: whole, but where it is so long that it can only be a mistake.
#[must_use]
pub fn name_in_short(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &name[..end]).into(),
        None => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_absurd_name_is_cut() {
        let long = "é".repeat(LONGEST);
        assert_eq!(name_in_short(&long), long);
        assert_eq!(name_in_short(&format!("{long}é")), format!("{long}…"));
    }
}
