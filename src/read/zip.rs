//! One file out of a zip archive: found by its directory, unpacked under a limit, held against its checksum.
//!
//! Stored and deflated entries are read, as office documents have them; encrypted and split archives are not.

use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;

/// Bytes of a directory entry and of a file's header before their names.
const ENTRY: usize = 46;
const HEADER: usize = 30;

/// Why an entry cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ZipFault {
    /// The bytes are no archive.
    NoArchive,
    /// The archive has no such entry.
    NoEntry,
    /// The entry is damaged, encrypted or packed in another way.
    Damaged,
    /// It unpacks to more than the limit.
    TooLarge,
}

/// The bytes of the entry of this name, of at most `limit` bytes.
pub(super) fn entry(archive: &[u8], name: &str, limit: u64) -> Result<Vec<u8>, ZipFault> {
    let (mut at, count) = directory(archive).ok_or(ZipFault::NoArchive)?;
    for _ in 0..count {
        let found = Entry::read(archive, at).ok_or(ZipFault::NoArchive)?;
        if found.name == name.as_bytes() {
            return found.unpack(archive, limit);
        }
        at = found.next;
    }
    Err(ZipFault::NoEntry)
}

/// Where the directory begins and how many entries it has.
fn directory(archive: &[u8]) -> Option<(usize, u16)> {
    const END: &[u8] = b"PK\x05\x06";
    let end = archive.windows(END.len()).rposition(|window| window == END)?;
    Some((number(archive, end + 16, 4)?, u16::try_from(number(archive, end + 10, 2)?).ok()?))
}

/// An entry of the directory.
struct Entry<'a> {
    name: &'a [u8],
    encrypted: bool,
    method: usize,
    checksum: usize,
    packed: usize,
    header: usize,
    next: usize,
}

impl<'a> Entry<'a> {
    fn read(archive: &'a [u8], at: usize) -> Option<Self> {
        if !archive.get(at..)?.starts_with(b"PK\x01\x02") {
            return None;
        }
        let field = |offset, width| number(archive, at + offset, width);
        let (name, extra, comment) = (field(28, 2)?, field(30, 2)?, field(32, 2)?);
        Some(Self {
            name: archive.get(at + ENTRY..at + ENTRY + name)?,
            encrypted: field(8, 2)? & 1 == 1,
            method: field(10, 2)?,
            checksum: field(16, 4)?,
            packed: field(20, 4)?,
            header: field(42, 4)?,
            next: at + ENTRY + name + extra + comment,
        })
    }

    fn unpack(&self, archive: &[u8], limit: u64) -> Result<Vec<u8>, ZipFault> {
        let packed = self.packed(archive).filter(|_| !self.encrypted).ok_or(ZipFault::Damaged)?;
        let mut bytes = vec![];
        let read = match self.method {
            0 => packed.take(limit + 1).read_to_end(&mut bytes),
            8 => DeflateDecoder::new(packed).take(limit + 1).read_to_end(&mut bytes),
            _ => return Err(ZipFault::Damaged),
        };
        if read.map_err(|_| ZipFault::Damaged)? as u64 > limit {
            return Err(ZipFault::TooLarge);
        }
        let mut checksum = Crc::new();
        checksum.update(&bytes);
        if checksum.sum() as usize == self.checksum { Ok(bytes) } else { Err(ZipFault::Damaged) }
    }

    fn packed<'b>(&self, archive: &'b [u8]) -> Option<&'b [u8]> {
        let at = self.header;
        if !archive.get(at..)?.starts_with(b"PK\x03\x04") {
            return None;
        }
        let start = at + HEADER + number(archive, at + 26, 2)? + number(archive, at + 28, 2)?;
        archive.get(start..start.checked_add(self.packed)?)
    }
}

/// A little-endian number of so many bytes.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
pub(super) mod testing {
    use std::io::Write;

    use flate2::write::DeflateEncoder;
    use flate2::{Compression, Crc};

    /// An archive of these entries, deflated.
    pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_and_unpacked() {
        let archive = testing::archive(&[("a", b"one"), ("word/b.xml", &[b'x'; 5000])]);
        assert_eq!(entry(&archive, "a", 10).unwrap(), b"one");
        assert_eq!(entry(&archive, "word/b.xml", 5000).unwrap(), [b'x'; 5000]);
    }

    #[test]
    fn what_cannot_be_had_says_why() {
        let archive = testing::archive(&[("a", b"one two three")]);
        assert_eq!(entry(&archive, "b", 10), Err(ZipFault::NoEntry));
        assert_eq!(entry(&archive, "a", 5), Err(ZipFault::TooLarge));
        assert_eq!(entry(b"PK\x05\x06", "a", 5), Err(ZipFault::NoArchive));
        let mut damaged = archive.clone();
        damaged[14] ^= 1;
        damaged[HEADER + 3] ^= 0x55;
        assert_eq!(entry(&damaged, "a", 99), Err(ZipFault::Damaged));
        for cut in 0..archive.len() {
            let _ = entry(&archive[..cut], "a", 99);
        }
    }
}
