//! Compressed files, named `.gz`: unpacked in pieces, under limits of size and growth.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::sniff::extension;
use super::{DatasetSpec, Input, Limits};
use crate::diag::{Diagnostic, Place};

/// Bytes up to which a file may grow in any ratio.
const SMALL: u64 = 16 << 20;

/// The bytes of a file: as they are, or unpacked where its name and its first bytes say that they are compressed.
///
/// # Errors
/// R107 for what grows beyond a limit, R108 for what cannot be unpacked.
pub fn unpacked<'a>(
    input: Input<'a>,
    spec: &DatasetSpec,
) -> Result<Cow<'a, [u8]>, Box<Diagnostic>> {
    if extension(input.path) != "gz" || !input.bytes.starts_with(b"\x1F\x8B") {
        return Ok(Cow::Borrowed(input.bytes));
    }
    let fault = |code, title: String, help: String| {
        let place = Place { path: input.path.to_owned(), ..Place::default() };
        Box::new(Diagnostic::error(code, title).at(place).help(help))
    };
    let mut reader = MultiGzDecoder::new(input.bytes);
    let (mut bytes, mut buffer) = (vec![], vec![0; 1 << 16]);
    loop {
        let read = reader.read(&mut buffer).map_err(|error| {
            let title = format!("file cannot be opened: its gzip data are damaged or cut, {error}");
            fault("R108", title, "download the file again".to_owned())
        })?;
        if read == 0 {
            return Ok(Cow::Owned(bytes));
        }
        bytes.extend_from_slice(&buffer[..read]);
        if let Some((title, help)) =
            beyond(bytes.len() as u64, input.bytes.len() as u64, spec.limits)
        {
            return Err(fault("R107", title, help));
        }
    }
}

/// Which limit so many bytes out of so many packed ones go beyond.
fn beyond(size: u64, packed: u64, limits: Limits) -> Option<(String, String)> {
    let (most, ratio) = (limits.unpacked_bytes, u64::from(limits.unpacked_ratio));
    let (what, limit, setting) = if size > most {
        (format!("unpacked file is {size} bytes and more"), most, "unpacked_bytes")
    } else if size > SMALL && size > packed.saturating_mul(ratio) {
        let times = size.div_ceil(packed.max(1));
        (format!("growth of the file is {times} times and more"), ratio, "unpacked_ratio")
    } else {
        return None;
    };
    let help = format!("raise `limits.{setting}` in dataset.toml to read it");
    Some((format!("{what}, the limit is {limit}"), help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn run(path: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let input = Input { dataset: "d", path, bytes };
        let found = unpacked(input, &DatasetSpec::default());
        found.map(Cow::into_owned).map_err(|fault| format!("{} {}", fault.code, fault.title))
    }

    #[test]
    fn compressed_text_is_unpacked_and_other_bytes_are_left_alone() {
        assert_eq!(run("a.csv.gz", &packed(b"year,value\n")).unwrap(), b"year,value\n");
        assert_eq!(run("a.csv.gz", b"year,value\n").unwrap(), b"year,value\n");
        assert_eq!(run("a.csv", &packed(b"x")).unwrap(), packed(b"x"));
        let two = [packed(b"a\n"), packed(b"b\n")].concat();
        assert_eq!(run("a.csv.gz", &two).unwrap(), b"a\nb\n");
    }

    #[test]
    fn what_explodes_or_is_cut_is_refused() {
        let bomb = packed(&vec![b'0'; 40 << 20]);
        let refused = run("a.csv.gz", &bomb).unwrap_err();
        assert!(refused.starts_with("R107 growth of the file is"), "{refused}");
        let cut = packed(b"year,value\n2020,1\n");
        assert!(run("a.csv.gz", &cut[..cut.len() - 6]).unwrap_err().starts_with("R108"));
    }
}
