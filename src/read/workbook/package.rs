//! The zip package around a workbook: its directory, and parts unpacked under a limit.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::DeflateDecoder;

use super::Refusal;
use crate::read::Limits;

/// Parts in a package beyond which it is no workbook.
const MOST_PARTS: usize = 10_000;

/// A package with its directory.
pub struct Package<'a> {
    bytes: &'a [u8],
    limits: Limits,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    method: u16,
    packed: usize,
    size: u64,
    header: usize,
}

impl<'a> Package<'a> {
    /// Reads the directory; nothing is unpacked yet.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, Refusal> {
        let cut = || Refusal::broken("its directory is damaged");
        let tail = bytes.len().saturating_sub(66_000);
        let end = bytes[tail..]
            .windows(4)
            .rposition(|window| window == b"PK\x05\x06")
            .map(|at| at + tail)
            .ok_or_else(cut)?;
        let count = u16_at(bytes, end + 10).ok_or_else(cut)? as usize;
        let mut at = u32_at(bytes, end + 16).ok_or_else(cut)? as usize;
        if count > MOST_PARTS {
            return Err(Refusal::broken(format!("it has {count} parts")));
        }
        let mut entries = vec![];
        for _ in 0..count {
            let (entry, next) = entry(bytes, at).ok_or_else(cut)?;
            entries.push(entry);
            at = next;
        }
        Ok(Self { bytes, limits, entries })
    }

    /// A part unpacked; `None` if the package has no such part.
    pub fn part(&self, name: &str) -> Option<Result<Cow<'a, [u8]>, Refusal>> {
        self.entries.iter().find(|entry| entry.name == name).map(|entry| self.unpack(entry))
    }

    fn unpack(&self, entry: &Entry) -> Result<Cow<'a, [u8]>, Refusal> {
        let limit = self.limits.unpacked_bytes;
        let too_large = |size| {
            Refusal::too_large(&format!("part `{}`", entry.name), size, limit, "unpacked_bytes")
        };
        if entry.size > limit {
            return Err(too_large(entry.size));
        }
        let cut = || Refusal::broken(format!("part `{}` is damaged", entry.name));
        let name = u16_at(self.bytes, entry.header + 26).ok_or_else(cut)? as usize;
        let extra = u16_at(self.bytes, entry.header + 28).ok_or_else(cut)? as usize;
        let start = entry.header + 30 + name + extra;
        let packed = self.bytes.get(start..start + entry.packed).ok_or_else(cut)?;
        match entry.method {
            0 => Ok(Cow::Borrowed(packed)),
            8 => {
                // The size in the directory may lie: one byte more than the limit is read at most.
                let mut out = vec![];
                let read = DeflateDecoder::new(packed).take(limit + 1).read_to_end(&mut out);
                read.map_err(|_| cut())?;
                if out.len() as u64 > limit {
                    Err(too_large(out.len() as u64))
                } else {
                    Ok(Cow::Owned(out))
                }
            }
            _ => Err(Refusal::broken("it is packed or locked in a way that is not read")),
        }
    }
}

fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    if bytes.get(at..at + 4)? != b"PK\x01\x02" {
        return None;
    }
    let flags = u16_at(bytes, at + 8)?;
    let (name, extra, comment) =
        (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
    let text = bytes.get(at + 46..at + 46 + name as usize)?;
    let locked = flags & 1 == 1;
    let entry = Entry {
        name: String::from_utf8_lossy(text).into_owned(),
        method: if locked { u16::MAX } else { u16_at(bytes, at + 10)? },
        packed: u32_at(bytes, at + 20)? as usize,
        size: u64::from(u32_at(bytes, at + 24)?),
        header: u32_at(bytes, at + 42)? as usize,
    };
    Some((entry, at + 46 + name as usize + extra as usize + comment as usize))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
