//! Finds the record inside the bytes of an SVG, PNG or PDF, whoever saved the file last.
//!
//! Nothing is trusted: sizes are checked, what is compressed is unpacked to a limit, and no entity is expanded.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::Record;

/// Keyword of the record among the texts of a PNG.
const PNG_KEYWORD: &[u8] = b"JSON-LD";
/// What stands before the record among the keywords of a PDF.
const PDF_KEYWORD: &str = "record: ";
/// Most bytes of a record once unpacked.
const LIMIT: u64 = 16 << 20;

/// A format that carries a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// In `<metadata>`.
    Svg,
    /// In an `iTXt` chunk.
    Png,
    /// Among the keywords of its XMP packet.
    Pdf,
}

/// Why a file gives no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It carries none: another program made it, or one has saved it without.
    Absent,
    /// It carries one that this version does not read.
    Other,
}

impl Carrier {
    /// The format of a file, by its first bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]);
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            let start = head.trim_start_matches('\u{feff}').trim_start();
            (start.starts_with('<') && head.contains("<svg")).then_some(Self::Svg)
        }
    }

    /// Its name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// The record inside a file.
///
/// # Errors
/// [`Unreadable`] where there is none, or one of another form.
pub fn read(carrier: Carrier, bytes: &[u8]) -> Result<Record, Unreadable> {
    let text = match carrier {
        Carrier::Svg => from_svg(bytes),
        Carrier::Png => from_png(bytes),
        Carrier::Pdf => from_pdf(bytes),
    };
    let text = text.ok_or(Unreadable::Absent)?;
    // Keywords of a PDF may go on after the record.
    let mut parsed = serde_json::Deserializer::from_str(&text).into_iter::<Record>();
    parsed.next().and_then(Result::ok).ok_or(Unreadable::Other)
}

fn from_svg(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = &*text;
    while let Some(at) = rest.find("<metadata") {
        let after = &rest[at..];
        let (_, body) = after.split_once('>')?;
        let (body, next) = body.split_once("</metadata>")?;
        if let Some(start) = body.find('{') {
            return Some(unescaped(&body[start..]));
        }
        rest = next;
    }
    None
}

fn from_png(bytes: &[u8]) -> Option<String> {
    chunks(bytes).find_map(|chunk| {
        let data = (chunk.name == b"iTXt").then_some(chunk.data)?;
        let rest = data.strip_prefix(PNG_KEYWORD)?.strip_prefix(&[0])?;
        let (is_packed, rest) = (*rest.first()? == 1, rest.get(2..)?);
        // Language tag and translated keyword end with a zero each.
        let mut parts = rest.splitn(3, |byte| *byte == 0);
        let text = parts.nth(2)?;
        if !is_packed {
            return String::from_utf8(text.to_vec()).ok();
        }
        let mut unpacked = String::new();
        ZlibDecoder::new(text).take(LIMIT).read_to_string(&mut unpacked).ok()?;
        Some(unpacked)
    })
}

/// A chunk of a PNG and where its data begin.
pub(super) struct Chunk<'b> {
    pub name: &'b [u8],
    pub data: &'b [u8],
    pub start: usize,
}

/// Chunks of a PNG; a damaged file ends early.
pub(super) fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = 8;
    std::iter::from_fn(move || {
        let length = bytes.get(at..at + 4)?;
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        let start = at + 8;
        let chunk = Chunk {
            name: bytes.get(at + 4..start)?,
            data: bytes.get(start..start.checked_add(length)?)?,
            start,
        };
        at = start + length + 4;
        Some(chunk)
    })
}

fn from_pdf(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.split_once("<pdf:Keywords>")?;
    let (keywords, _) = rest.split_once("</pdf:Keywords>")?;
    let keywords = unescaped(keywords);
    let (_, record) = keywords.split_once(PDF_KEYWORD)?;
    Some(record.to_owned())
}

/// Text of an XML element: the five named entities and numbers are resolved, all else stands as it is.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find(';').filter(|end| *end <= 10) else {
            out.push('&');
            rest = &rest[1..];
            continue;
        };
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
        let character = match &rest[1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            name => name
                .strip_prefix("#x")
                .map_or_else(
                    || name.strip_prefix('#').and_then(|d| number(d, 10)),
                    |d| number(d, 16),
                )
                .and_then(char::from_u32),
        };
        if let Some(character) = character {
            out.push(character);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::record;
    use super::*;

    #[test]
    fn formats_are_told_by_their_bytes() {
        assert_eq!(Carrier::of(b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<svg/>"), Some(Carrier::Svg));
        assert_eq!(Carrier::of(b"%PDF-1.7\n"), Some(Carrier::Pdf));
        assert_eq!(Carrier::of(b"year,<svg\n2020,1\n"), None);
        assert_eq!(Carrier::of(b""), None);
    }

    #[test]
    fn a_record_is_found_in_svg_whatever_else_its_metadata_holds() {
        let escaped = record().to_text().replace('&', "&amp;").replace('<', "&lt;");
        let svg = format!(
            "<svg><metadata/><metadata id=\"a\"><rdf/></metadata>\
             <metadata id=\"b\">\n {}</metadata></svg>",
            escaped.replace('"', "&#34;")
        );
        assert_eq!(read(Carrier::Svg, svg.as_bytes()), Ok(record()));
    }

    #[test]
    fn a_record_is_found_in_a_packed_chunk() {
        let mut packed = vec![];
        let text = record().to_text();
        let level = flate2::Compression::fast();
        let mut encoder = flate2::write::ZlibEncoder::new(&mut packed, level);
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap();
        let data = [&b"JSON-LD\0\x01\0en\0\0"[..], &packed].concat();
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        png.extend((data.len() as u32).to_be_bytes());
        png.extend(b"iTXt");
        png.extend(&data);
        png.extend([0; 4]);
        assert_eq!(read(Carrier::Png, &png), Ok(record()));
        assert_eq!(read(Carrier::Png, &png[..40]), Err(Unreadable::Absent));
    }

    #[test]
    fn keywords_may_follow_the_record_in_a_pdf() {
        let keywords = format!("source: a, record: {}, more", record().to_text());
        let keywords = keywords.replace('&', "&amp;").replace('<', "&lt;");
        let pdf = format!("%PDF-1.7 <pdf:Keywords>{keywords}</pdf:Keywords>");
        assert_eq!(read(Carrier::Pdf, pdf.as_bytes()), Ok(record()));
    }

    #[test]
    fn what_others_wrote_is_told_from_what_is_no_record_of_this_form() {
        let none = b"<svg><metadata>by hand</metadata></svg>";
        assert_eq!(read(Carrier::Svg, none), Err(Unreadable::Absent));
        let other = b"<svg><metadata>{\"@type\":\"ImageObject\"}</metadata></svg>";
        assert_eq!(read(Carrier::Svg, other), Err(Unreadable::Other));
    }

    #[test]
    fn entities_that_are_none_stand_as_they_are() {
        assert_eq!(unescaped("a &amp; b &#x41;&#66; &bogus; &"), "a & b AB &bogus; &");
        assert_eq!(unescaped("&#99999999; &ф;"), "&#99999999; &ф;");
    }
}
