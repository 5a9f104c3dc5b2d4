//! The seal: the digest of a figure's own bytes, taken while the place of the digest itself holds a known filler.
//!
//! It tells that a file was edited, cut, or saved anew by another program since it was made. It is no signature:
//! whoever means to deceive can make a new one, and then `bilat verify` with the desk is the answer.

use flate2::Crc;
use sha2::{Digest, Sha256};

use super::carrier::{Carrier, chunks};

/// What stands where the seal will be: as long as a digest, and found in no file by chance.
pub const HOLE: &str = "5ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea1";

/// Puts the digest of a file into all places that hold the filler.
#[must_use]
pub fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    let digest = digest(&bytes);
    replace(&mut bytes, HOLE.as_bytes(), digest.as_bytes());
    bytes
}

/// Whether a file is, byte for byte, what was sealed with this digest.
#[must_use]
pub fn is_whole(bytes: &[u8], seal: &str) -> bool {
    if seal.len() != HOLE.len() || seal == HOLE {
        return false;
    }
    let mut blank = bytes.to_vec();
    replace(&mut blank, seal.as_bytes(), HOLE.as_bytes());
    digest(&blank) == seal
}

fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Replaces all of one text by another of its length; chunks of a PNG get their check sums anew.
fn replace(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    let length = old.len();
    let mut at = 0;
    let mut touched = vec![];
    while let Some(found) = position(&bytes[at..], old) {
        at += found;
        bytes[at..at + length].copy_from_slice(new);
        touched.push(at);
        at += length;
    }
    if Carrier::of(bytes) == Some(Carrier::Png) {
        for at in touched {
            repair(bytes, at);
        }
    }
}

/// Where a text begins.
fn position(bytes: &[u8], text: &[u8]) -> Option<usize> {
    let first = *text.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(text) {
            return Some(at);
        }
        at += 1;
    }
}

/// Writes the check sum of the chunk around a byte.
fn repair(bytes: &mut [u8], at: usize) {
    let around = |start: usize, length: usize| (start..start + length).contains(&at);
    let Some((start, length)) = chunks(bytes)
        .map(|chunk| (chunk.start, chunk.data.len()))
        .find(|(start, length)| around(*start, *length))
    else {
        return;
    };
    let mut crc = Crc::new();
    crc.update(&bytes[start - 4..start + length]);
    if let Some(place) = bytes.get_mut(start + length..start + length + 4) {
        place.copy_from_slice(&crc.sum().to_be_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(text: &str) -> (Vec<u8>, String) {
        let bytes = seal(text.as_bytes().to_vec());
        let at = text.find(HOLE).unwrap();
        let own = String::from_utf8(bytes[at..at + HOLE.len()].to_vec()).unwrap();
        (bytes, own)
    }

    #[test]
    fn a_touched_byte_breaks_the_seal() {
        let (bytes, own) = sealed(&format!("<svg>{HOLE} 80 million, again {HOLE}</svg>"));
        assert!(is_whole(&bytes, &own));
        assert!(!bytes.windows(HOLE.len()).any(|part| part == HOLE.as_bytes()));
        let mut touched = bytes.clone();
        let at = position(&touched, b"80").unwrap();
        touched[at] = b'9';
        assert!(!is_whole(&touched, &own));
        assert!(!is_whole(&bytes[..bytes.len() - 1], &own));
    }

    #[test]
    fn an_open_seal_and_a_short_one_hold_nothing() {
        assert!(!is_whole(format!("<svg>{HOLE}</svg>").as_bytes(), HOLE));
        assert!(!is_whole(b"<svg></svg>", ""));
    }

    #[test]
    fn a_sealed_png_keeps_true_check_sums() {
        let text = format!("JSON-LD\0\0\0\0\0{HOLE}");
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        png.extend((text.len() as u32).to_be_bytes());
        png.extend(b"iTXt");
        png.extend(text.as_bytes());
        png.extend([0; 4]);
        let start = png.len() - 4 - text.len();
        repair(&mut png, start);
        let bytes = seal(png);
        let chunk = chunks(&bytes).next().unwrap();
        let mut crc = Crc::new();
        crc.update(b"iTXt");
        crc.update(chunk.data);
        assert_eq!(bytes[bytes.len() - 4..], crc.sum().to_be_bytes());
        let own = String::from_utf8(chunk.data[chunk.data.len() - 64..].to_vec()).unwrap();
        assert!(is_whole(&bytes, &own));
    }
}
