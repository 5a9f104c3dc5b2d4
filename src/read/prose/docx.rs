//! The text of a Word document: the paragraphs of its body, then its notes. Deleted text and field codes are left out.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::Prose;
use crate::diag::{Diagnostic, Place};
use crate::read::workbook::Package;
use crate::read::{Input, Limits};

/// Parts of a document that hold prose; the first must be there.
const PARTS: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];
/// Most bytes of a part once unpacked: a small file can be made to unpack without end.
const LIMIT: u64 = 64 << 20;

/// Reads a document; its lines count paragraphs from 1.
pub(super) fn read(input: Input<'_>) -> Result<Prose, Box<Diagnostic>> {
    let refuse = |reason: String| {
        let place = Place { path: input.path.to_owned(), ..Place::default() };
        Box::new(
            Diagnostic::error("R108", format!("document cannot be opened: {reason}")).at(place),
        )
    };
    let limits = Limits { unpacked_bytes: LIMIT, ..Limits::default() };
    let package = Package::open(input.bytes, limits)
        .map_err(|_| refuse("it is no zip archive".to_owned()))?;
    let mut document = Prose::default();
    for (index, part) in PARTS.iter().enumerate() {
        match package.part(part) {
            Some(bytes) => {
                let bytes = bytes.map_err(|_| {
                    refuse(format!("`{part}` is damaged, or unpacks to more than {LIMIT} bytes"))
                })?;
                paragraphs(&bytes, &mut document)
                    .map_err(|_| refuse(format!("`{part}` is not XML")))?;
            }
            None if index > 0 => {}
            None => return Err(refuse(format!("it has no `{part}`"))),
        }
    }
    Ok(document)
}

/// Adds the paragraphs of a part.
fn paragraphs(xml: &[u8], document: &mut Prose) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_reader(xml);
    let (mut paragraph, mut in_text) = (document.lines.last().copied().unwrap_or(1), false);
    let mut buffer = vec![];
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == b"t" => in_text = true,
            Event::End(tag) if tag.local_name().as_ref() == b"t" => in_text = false,
            Event::Text(text) if in_text => {
                document.push(&text.decode()?.replace(['\r', '\n'], " "), paragraph);
            }
            Event::GeneralRef(name) if in_text => document.push(&character(&name), paragraph),
            Event::Empty(tag) if matches!(tag.local_name().as_ref(), b"br" | b"tab" | b"cr") => {
                document.push(" ", paragraph);
            }
            Event::End(tag) if tag.local_name().as_ref() == b"p" => {
                paragraph += 1;
                document.part(paragraph);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        buffer.clear();
    }
}

/// One of the five entities of XML or a numbered one; entities of the document's own are never resolved.
fn character(name: &BytesRef) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    let known =
        name.decode().ok().and_then(|name| quick_xml::escape::resolve_predefined_entity(&name));
    known.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::DeflateEncoder;
    use flate2::{Compression, Crc};

    use super::*;

    /// An archive of these entries, deflated.
    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut files, mut directory) = (vec![], vec![]);
        for (name, bytes) in entries {
            let mut encoder = DeflateEncoder::new(vec![], Compression::default());
            encoder.write_all(bytes).unwrap();
            let packed = encoder.finish().unwrap();
            let mut checksum = Crc::new();
            checksum.update(bytes);
            let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
            common.extend(checksum.sum().to_le_bytes());
            common.extend((packed.len() as u32).to_le_bytes());
            common.extend((bytes.len() as u32).to_le_bytes());
            common.extend([name.len() as u8, 0, 0, 0]);
            directory.extend(b"PK\x01\x02\x14\x00");
            directory.extend(&common);
            directory.extend([0; 10]);
            directory.extend((files.len() as u32).to_le_bytes());
            directory.extend(name.as_bytes());
            files.extend(b"PK\x03\x04");
            files.extend(&common);
            files.extend(name.as_bytes());
            files.extend(packed);
        }
        let (start, count) = (files.len() as u32, entries.len() as u8);
        let length = directory.len() as u32;
        files.extend(directory);
        files.extend(b"PK\x05\x06\x00\x00\x00\x00");
        files.extend([count, 0, count, 0]);
        files.extend(length.to_le_bytes());
        files.extend(start.to_le_bytes());
        files.extend([0, 0]);
        files
    }
    fn document(parts: &[(&str, &str)]) -> Vec<u8> {
        let bytes: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        archive(&bytes)
    }

    fn read_document(parts: &[(&str, &str)]) -> Result<Prose, Box<Diagnostic>> {
        read(Input { dataset: "", path: "a.docx", bytes: &document(parts) })
    }

    #[test]
    fn paragraphs_are_put_together_from_their_runs() {
        let body = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Trade fell by 5</w:t></w:r>\
                    <w:r><w:t xml:space='preserve'> % &amp; more.</w:t></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p>\
                    <w:p/><w:p><w:r><w:t>Second</w:t></w:r></w:p></w:body></w:document>";
        let prose = read_document(&[("word/document.xml", body)]).unwrap();
        assert_eq!(prose.text.trim(), "Trade fell by 5 % & more.\n\nSecond");
        assert_eq!((prose.line(1), prose.line(3)), (1, 2));
    }

    #[test]
    fn notes_follow_and_entities_of_the_document_are_not_resolved() {
        let body = "<!DOCTYPE d [<!ENTITY b 'boom'>]><d><p><t>a&b;c</t></p></d>";
        let notes = "<f><p><t>note</t></p></f>";
        let parts = [("word/document.xml", body), ("word/footnotes.xml", notes)];
        assert_eq!(read_document(&parts).unwrap().text.trim(), "ac\n\nnote");
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert_eq!(read_document(&[("x.xml", "<a/>")]).unwrap_err().code, "R108");
        let broken = read_document(&[("word/document.xml", "<p><t>a</p>")]).unwrap_err();
        assert_eq!(broken.title, "document cannot be opened: `word/document.xml` is not XML");
    }
}
