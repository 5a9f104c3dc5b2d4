//! From bytes to text without loss: UTF-8, a byte-order mark, or a declared encoding. Nothing is guessed,
//! and no character is ever replaced.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::lines::Lines;
use super::{DatasetSpec, Input};
use crate::diag::{Diagnostic, Place};

/// Text with what it was decoded from.
#[derive(Debug)]
pub struct Decoded {
    /// The text without its mark.
    pub text: String,
    /// Name of the encoding as reported.
    pub encoding: String,
}

/// Decodes the bytes of a file.
///
/// # Errors
/// R105 at the first byte that the encoding does not have, R106 at a NUL.
pub fn decode(
    input: Input<'_>,
    spec: &DatasetSpec,
    fallback: Option<&str>,
) -> Result<(Decoded, Vec<Diagnostic>), Box<Diagnostic>> {
    let declared = spec.encoding.as_deref();
    let (decoded, diagnostics) = match (Encoding::for_bom(input.bytes), declared) {
        (Some((encoding, mark)), _) => {
            (whole(input, &input.bytes[mark..], encoding, None)?, vec![])
        }
        (None, Some(label)) => (by_label(input, label)?, vec![]),
        (None, None) => match (whole(input, input.bytes, UTF_8, None), fallback) {
            (Ok(decoded), _) => (decoded, vec![]),
            (Err(fault), Some(label)) => (by_label(input, label)?, vec![read_as(*fault, label)]),
            (Err(fault), None) => return Err(without_mark(input).unwrap_or(fault)),
        },
    };
    match decoded.text.find('\0') {
        Some(at) => Err(without_mark(input).unwrap_or_else(|| nul(input, &decoded.text, at))),
        None => Ok((decoded, diagnostics)),
    }
}

fn by_label(input: Input<'_>, label: &str) -> Result<Decoded, Box<Diagnostic>> {
    let known = label.trim().replace('_', "-").to_lowercase();
    let known = known.replace("utf-16-", "utf-16").replace("cp932", "shift_jis");
    match Encoding::for_label(known.as_bytes()) {
        Some(encoding) => whole(input, input.bytes, encoding, Some(label)),
        None => Err(Box::new(
            Diagnostic::error("R105", format!("encoding `{label}` is not known"))
                .at(Place { path: input.path.to_owned(), ..Place::default() })
                .help("name one such as `windows-1252`, `windows-1251`, `utf-16le`, `shift_jis`"),
        )),
    }
}

fn whole(
    input: Input<'_>,
    bytes: &[u8],
    encoding: &'static Encoding,
    label: Option<&str>,
) -> Result<Decoded, Box<Diagnostic>> {
    let name = label.unwrap_or(encoding.name()).to_owned();
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Decoded { text: text.to_owned(), encoding: name }),
            Err(error) => {
                let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                Err(foreign(input, &good, bytes[error.valid_up_to()], &name))
            }
        };
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len() * 3));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(Decoded { text, encoding: name }),
        (_, read) => Err(foreign(input, &text, bytes[read.saturating_sub(1)], &name)),
    }
}

fn foreign(input: Input<'_>, good: &str, byte: u8, encoding: &str) -> Box<Diagnostic> {
    let lines = Lines::of(good);
    let mut place = lines.place(input.path, good, good.len(), good.len());
    // The rest of the line cannot be shown; what stands before the byte can.
    place.text.push('\u{2423}');
    Box::new(
        Diagnostic::error("R105", format!("byte 0x{byte:02X} is not {encoding}"))
            .at(place)
            .label("this byte")
            .because("a text read with the wrong encoding gives wrong names, or none")
            .help("declare the file's encoding, for instance `encoding = \"windows-1252\"`"),
    )
}

/// The first foreign byte as a warning: the format is known to be written so.
fn read_as(fault: Diagnostic, label: &str) -> Diagnostic {
    Diagnostic {
        severity: crate::diag::Severity::Warning,
        notes: vec![format!("this format is written in {label}; the file was read so")],
        help: Some(format!("set `encoding = \"{label}\"` to settle it")),
        ..fault
    }
}

/// Text in UTF-16 without its mark: every other byte is NUL near the start.
fn without_mark(input: Input<'_>) -> Option<Box<Diagnostic>> {
    let head = &input.bytes[..input.bytes.len().min(200)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, odd) if odd * 4 > head.len() => UTF_16LE,
        (even, 0) if even * 4 > head.len() => UTF_16BE,
        _ => return None,
    };
    Some(Box::new(
        Diagnostic::error("R105", "byte 0x00 is not UTF-8")
            .at(Place { path: input.path.to_owned(), line: 1, ..Place::default() })
            .label(format!("every other byte is 0: this looks like {}", encoding.name()))
            .help(format!("set `encoding = \"{}\"`", encoding.name().to_lowercase())),
    ))
}

fn nul(input: Input<'_>, text: &str, at: usize) -> Box<Diagnostic> {
    let lines = Lines::of(text);
    let mut place = lines.place(input.path, text, at, at + 1);
    place.text = place.text.replace('\0', "\u{2400}");
    let message = Diagnostic::error("R106", "NUL byte in the text").at(place);
    let at_end = text[at..].trim_matches('\0').is_empty();
    let message = if at_end { message.because("the file may be cut by a crash") } else { message };
    Box::new(message.help("download or export the file again"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(bytes: &[u8]) -> Input<'_> {
        Input { dataset: "d", path: "a.csv", bytes }
    }

    fn text(bytes: &[u8], encoding: Option<&str>) -> Result<String, Box<Diagnostic>> {
        let spec = DatasetSpec { encoding: encoding.map(str::to_owned), ..DatasetSpec::default() };
        decode(input(bytes), &spec, None).map(|(decoded, _)| decoded.text)
    }

    #[test]
    fn marks_are_no_part_of_the_text() {
        assert_eq!(text(b"\xEF\xBB\xBFyear", None).unwrap(), "year");
        assert_eq!(text(b"\xFF\xFEy\0e\0", None).unwrap(), "ye");
    }

    #[test]
    fn a_foreign_byte_is_named_with_its_place() {
        let fault = text(b"name\nC\xF4te", None).unwrap_err();
        let place = fault.place.unwrap();
        assert_eq!((fault.code, place.line, place.column), ("R105", 2, 2));
        assert_eq!(fault.title, "byte 0xF4 is not UTF-8");
        assert_eq!(text(b"C\xF4te", Some("windows-1252")).unwrap(), "C\u{f4}te");
    }

    #[test]
    fn utf16_without_its_mark_is_refused_until_declared() {
        let bytes = b"y\0e\0a\0r\0,\0v\0";
        assert_eq!(text(bytes, None).unwrap_err().code, "R105");
        assert_eq!(text(bytes, Some("utf-16-le")).unwrap(), "year,v");
    }

    #[test]
    fn a_nul_block_at_the_end_is_told_apart() {
        let fault = text(b"year,value\n2020,1\0\0\0\0", None).unwrap_err();
        assert_eq!(fault.code, "R106");
        assert_eq!(fault.notes, ["the file may be cut by a crash"]);
    }

    #[test]
    fn a_known_encoding_of_the_format_is_used_with_a_warning() {
        let (decoded, warnings) =
            decode(input(b"a\nC\xF4te"), &DatasetSpec::default(), Some("iso-8859-1")).unwrap();
        assert_eq!(decoded.text, "a\nC\u{f4}te");
        assert_eq!(warnings[0].code, "R105");
        assert!(!warnings[0].is_error());
    }
}
