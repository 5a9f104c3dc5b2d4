//! The zip package around a workbook: its directory, and parts unpacked under limits.
//!
//! Nothing is written, so a name that climbs leads nowhere. What is unpacked is counted over all parts.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::Refusal;
use crate::read::Limits;

/// Parts in a package beyond which it is no workbook.
const MOST_PARTS: usize = 10_000;
/// Bytes up to which a part may grow in any ratio.
const SMALL: u64 = 16 << 20;

/// A package with its directory.
pub struct Package<'a> {
    bytes: &'a [u8],
    limits: Limits,
    entries: Vec<Entry>,
    /// Bytes unpacked so far.
    unpacked: Cell<u64>,
}

struct Entry {
    name: String,
    method: u16,
    packed: usize,
    size: u64,
    header: usize,
    crc: u32,
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
        check(&entries, bytes.len())?;
        Ok(Self { bytes, limits, entries, unpacked: Cell::new(0) })
    }

    /// Whether the package has a part.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// A part unpacked; `None` if the package has no such part.
    pub fn part(&self, name: &str) -> Option<Result<Cow<'a, [u8]>, Refusal>> {
        self.entries.iter().find(|entry| entry.name == name).map(|entry| self.unpack(entry))
    }

    /// A part that must be there.
    pub fn need(&self, name: &str) -> Result<Cow<'a, [u8]>, Refusal> {
        self.part(name).ok_or_else(|| Refusal::broken(format!("part `{name}` is not in it")))?
    }

    fn unpack(&self, entry: &Entry) -> Result<Cow<'a, [u8]>, Refusal> {
        self.check_size(entry)?;
        let limit = self.limits.unpacked_bytes.saturating_sub(self.unpacked.get());
        let cut = || Refusal::broken(format!("part `{}` is damaged", entry.name));
        let name = u16_at(self.bytes, entry.header + 26).ok_or_else(cut)? as usize;
        let extra = u16_at(self.bytes, entry.header + 28).ok_or_else(cut)? as usize;
        let start = entry.header + 30 + name + extra;
        let end = start.checked_add(entry.packed).ok_or_else(cut)?;
        let packed = self.bytes.get(start..end).ok_or_else(cut)?;
        let part = match entry.method {
            0 => Cow::Borrowed(packed),
            8 => {
                // The size in the directory may lie: one byte more than it says is read at most.
                let most = entry.size.min(limit) + 1;
                let mut out = vec![];
                let read = DeflateDecoder::new(packed).take(most).read_to_end(&mut out);
                read.map_err(|_| cut())?;
                Cow::Owned(out)
            }
            _ => return Err(Refusal::broken("it is packed or locked in a way that is not read")),
        };
        let mut crc = Crc::new();
        crc.update(&part);
        if part.len() as u64 != entry.size || crc.sum() != entry.crc {
            return Err(cut());
        }
        self.unpacked.set(self.unpacked.get() + part.len() as u64);
        Ok(part)
    }

    /// Refuses a part by what the directory says of it, before any of it is unpacked.
    fn check_size(&self, entry: &Entry) -> Result<(), Refusal> {
        let part = format!("part `{}`", entry.name);
        let (total, limit) = (self.unpacked.get() + entry.size, self.limits.unpacked_bytes);
        if total > limit {
            let alone = entry.size > limit;
            let what = if alone { part } else { format!("{part} with those before it") };
            let size = if alone { entry.size } else { total };
            return Err(Refusal::too_large(&what, size, limit, "unpacked_bytes"));
        }
        let ratio = entry.size / (entry.packed as u64).max(1);
        if entry.size > SMALL && ratio > u64::from(self.limits.unpacked_ratio) {
            let what = format!("growth of {part}");
            return Err(Refusal::too_large(
                &what,
                ratio,
                u64::from(self.limits.unpacked_ratio),
                "unpacked_ratio",
            ));
        }
        Ok(())
    }
}

/// Refuses a directory that names a part twice, or parts that lie in one another.
fn check(entries: &[Entry], length: usize) -> Result<(), Refusal> {
    let mut names = BTreeSet::new();
    if let Some(twice) = entries.iter().find(|entry| !names.insert(entry.name.as_str())) {
        return Err(Refusal::broken(format!("part `{}` is in it twice", twice.name)));
    }
    let packed: u128 = entries.iter().map(|entry| entry.packed as u128).sum();
    if packed > length as u128 {
        return Err(Refusal::broken("its parts overlap"));
    }
    Ok(())
}

fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    if bytes.get(at..at + 4)? != b"PK\x01\x02" {
        return None;
    }
    let flags = u16_at(bytes, at + 8)?;
    let (name, extra, comment) =
        (u16_at(bytes, at + 28)?, u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
    let names = at + 46;
    let extras = names + name as usize;
    let text = bytes.get(names..extras)?;
    let more = bytes.get(extras..extras + extra as usize)?;
    let fields = [u32_at(bytes, at + 24)?, u32_at(bytes, at + 20)?, u32_at(bytes, at + 42)?];
    let [size, packed, header] = long(fields, more)?;
    let locked = flags & 1 == 1;
    let entry = Entry {
        name: String::from_utf8_lossy(text).into_owned(),
        method: if locked { u16::MAX } else { u16_at(bytes, at + 10)? },
        packed: usize::try_from(packed).ok()?,
        size,
        header: usize::try_from(header).ok().filter(|header| *header < bytes.len())?,
        crc: u32_at(bytes, at + 16)?,
    };
    Some((entry, extras + extra as usize + comment as usize))
}

/// Sizes and place as the directory has them, or, where they do not fit 32 bits, as its extra field has them.
fn long(fields: [u32; 3], mut extra: &[u8]) -> Option<[u64; 3]> {
    let mut longs = &[][..];
    while extra.len() >= 4 {
        let (kind, length) = (u16_at(extra, 0)?, u16_at(extra, 2)? as usize);
        if kind == 1 {
            longs = extra.get(4..4 + length)?;
        }
        extra = extra.get(4 + length..)?;
    }
    let mut found = [0; 3];
    for (field, found) in fields.into_iter().zip(&mut found) {
        *found = if field == u32::MAX {
            let (head, rest) = longs.split_at_checked(8)?;
            longs = rest;
            u64::from_le_bytes(head.try_into().ok()?)
        } else {
            u64::from(field)
        };
    }
    Some(found)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
