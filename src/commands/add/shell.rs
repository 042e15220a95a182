//! Text comes in; out comes the word by which a shell is told it: advice is pasted.

/// The text as one word for a shell: as it is, where no shell sees more in it, else in quotes.
pub fn shell_word(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_.,:/+@".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_take_apart_is_quoted() {
        for (text, word) in [
            ("Globex", "Globex"),
            ("Süßmann", "Süßmann"),
            ("Acme Corp", "'Acme Corp'"),
            ("Bob & Söhne", "'Bob & Söhne'"),
            ("O'Neil", "'O'\\''Neil'"),
            ("<", "'<'"),
            ("", "''"),
        ] {
            assert_eq!(shell_word(text), word);
        }
    }
}
