//! Bytes come in; out comes a short text that is the same for the same bytes in every version of
//! touchline, and another for others. It is written down: in journals, and in calendars.

use sha2::{Digest, Sha256};

use crate::text::hexadecimal;

/// The first `length` bytes, of 32, of the SHA-256 of parts in hexadecimal digits, each ended so that no two lists are alike.
pub fn digest<'p>(parts: impl Iterator<Item = &'p [u8]>, length: usize) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hexadecimal(&hasher.finalize()[..length])
}
