//! A face cut down to what some strings need, as a font file that browsers read.
//!
//! Glyphs come from `subsetter`. Joining forms, ligatures and kerning are asked of the whole face and written anew for
//! the strings at hand; then the strings are shaped again with the result, and those that differ anywhere in a glyph
//! or a place are given up. So any face may be tried: what is promised is set exactly.

use std::collections::{BTreeMap, BTreeSet};

use rustybuzz::Face;
use rustybuzz::ttf_parser::gdef::GlyphClass;
use rustybuzz::ttf_parser::{GlyphId, RawFace, Tag};
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId as NewId, Tag as NewTag};

use super::layout_table::{Ligatures, Marks, Pairs, Singles, gdef_of_marks, gpos, gsub};
use crate::scene::shape_run;

/// Joins the letter beside it, and is not drawn.
const JOINER: char = '\u{200d}';

/// A string of one direction.
pub(super) type Piece = (String, bool);

/// Cuts a face down to the glyphs and rules that set `pieces`; names those that the file sets exactly.
pub(super) fn subset(
    data: &[u8],
    mut pieces: BTreeSet<Piece>,
) -> Option<(Vec<u8>, BTreeSet<Piece>)> {
    let face = Face::from_slice(data, 0)?;
    // A second time without what could not be set, so that it leaves nothing behind.
    for _ in 0..2 {
        let mut plan = Plan::new(&face);
        plan.characters(&pieces);
        for (content, rtl) in &pieces {
            plan.piece(content, *rtl);
        }
        let glyphs: Vec<u16> = plan.glyphs.iter().copied().collect();
        let remapper = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
        let cut = subsetter::subset(data, 0, &remapper).ok()?;
        let file = plan.build(&cut, &remapper)?;
        let wanted = pieces.len();
        pieces = plan.set_alike(&file, &remapper, pieces)?;
        if pieces.len() == wanted {
            return Some((file, pieces));
        }
        if pieces.is_empty() {
            return None;
        }
    }
    None
}

/// What a subset must hold, in glyphs of the whole face.
struct Plan<'a> {
    face: &'a Face<'a>,
    glyphs: BTreeSet<u16>,
    nominal: BTreeMap<char, u16>,
    singles: BTreeMap<[u8; 4], Singles>,
    ligatures: BTreeMap<[u8; 4], Ligatures>,
    pairs: Pairs,
    marks: Marks,
}

/// A shaped glyph with the bytes of its characters.
#[derive(PartialEq, Eq)]
struct Shaped {
    id: u16,
    cluster: usize,
    advance: i32,
    offset: (i32, i32),
}

/// Shapes a piece; glyphs are in reading order.
fn shaped(face: &Face, content: &str, rtl: bool) -> Vec<Shaped> {
    let buffer = shape_run(face, content, rtl);
    let mut glyphs: Vec<_> = buffer
        .glyph_infos()
        .iter()
        .zip(buffer.glyph_positions())
        .map(|(info, place)| Shaped {
            id: info.glyph_id as u16,
            cluster: info.cluster as usize,
            advance: place.x_advance,
            offset: (place.x_offset, place.y_offset),
        })
        .collect();
    if rtl {
        glyphs.reverse();
    }
    glyphs
}

impl<'a> Plan<'a> {
    fn new(face: &'a Face<'a>) -> Self {
        Self {
            face,
            glyphs: BTreeSet::new(),
            nominal: BTreeMap::new(),
            singles: BTreeMap::new(),
            ligatures: BTreeMap::new(),
            pairs: Pairs::new(),
            marks: Marks::new(),
        }
    }

    /// The glyph of each character, and its joining forms.
    fn characters(&mut self, pieces: &BTreeSet<Piece>) {
        // Shapers draw characters without ink with the blank.
        let mut all: BTreeSet<(char, bool)> = BTreeSet::from([(' ', false)]);
        for (content, rtl) in pieces {
            all.extend(content.chars().map(|character| (character, *rtl)));
        }
        for (character, rtl) in all {
            let Some(glyph) = self.face.glyph_index(character) else { continue };
            self.glyphs.insert(glyph.0);
            self.nominal.insert(character, glyph.0);
            if rtl {
                self.forms(character, glyph.0);
            }
        }
    }

    fn forms(&mut self, character: char, nominal: u16) {
        for (tag, before, after) in
            [(*b"init", false, true), (*b"medi", true, true), (*b"fina", true, false)]
        {
            if let Some(form) = self.form(&character.to_string(), before, after)
                && form != nominal
            {
                self.glyphs.insert(form);
                self.singles.entry(tag).or_default().insert(nominal, form);
            }
        }
    }

    /// The one glyph of letters that are joined to what stands before or after.
    fn form(&self, letters: &str, before: bool, after: bool) -> Option<u16> {
        let joiner = |joined: bool| if joined { JOINER.to_string() } else { String::new() };
        let (start, end) = (joiner(before), joiner(after));
        // The joiner is set without advance, in a cluster with what precedes it.
        let glyphs = shaped(self.face, &format!("{start}{letters}{end}"), true);
        let mut found = glyphs.iter().filter(|glyph| glyph.advance != 0);
        match (found.next(), found.next()) {
            (Some(glyph), None) => Some(glyph.id),
            _ => None,
        }
    }

    /// The glyphs of a piece, its ligatures, its kerning and its marks.
    fn piece(&mut self, content: &str, rtl: bool) {
        let glyphs = shaped(self.face, content, rtl);
        self.glyphs.extend(glyphs.iter().map(|glyph| glyph.id));
        for (index, glyph) in glyphs.iter().enumerate() {
            let end = glyphs.get(index + 1).map_or(content.len(), |next| next.cluster);
            let letters = content.get(glyph.cluster..end).unwrap_or_default();
            let alone = index == 0 || glyphs[index - 1].cluster != glyph.cluster;
            if alone && letters.chars().count() > 1 {
                self.ligature(letters, glyph.id, rtl);
            }
        }
        self.kerning(&glyphs);
        self.places(&glyphs, rtl);
    }

    fn kerning(&mut self, glyphs: &[Shaped]) {
        let inked: Vec<_> = glyphs.iter().filter(|glyph| glyph.advance != 0).collect();
        for pair in inked.windows(2) {
            let own = self.face.glyph_hor_advance(GlyphId(pair[0].id)).unwrap_or_default();
            if let Ok(kern @ (..=-1 | 1..)) = i16::try_from(pair[0].advance - i32::from(own)) {
                self.pairs.insert((pair[0].id, pair[1].id), kern);
            }
        }
    }

    /// Where marks stand from their base.
    fn places(&mut self, glyphs: &[Shaped], rtl: bool) {
        let mut base: Option<&Shaped> = None;
        for glyph in glyphs {
            if !self.is_mark(glyph.id) {
                base = Some(glyph);
            } else if let Some(base) = base {
                // From left to right the pen has passed the base when it comes to the mark.
                let x = glyph.offset.0 + if rtl { 0 } else { base.advance };
                if let (Ok(x), Ok(y)) = (i16::try_from(x), i16::try_from(glyph.offset.1)) {
                    self.marks.insert((base.id, glyph.id), (x, y));
                }
            }
        }
    }

    fn is_mark(&self, id: u16) -> bool {
        let classes = self.face.tables().gdef;
        classes.and_then(|gdef| gdef.glyph_class(GlyphId(id))) == Some(GlyphClass::Mark)
    }

    fn ligature(&mut self, letters: &str, whole: u16, rtl: bool) {
        if !rtl {
            let parts: Option<Vec<u16>> =
                letters.chars().map(|letter| self.nominal.get(&letter).copied()).collect();
            if let Some(parts) = parts {
                self.ligatures.entry(*b"liga").or_default().insert(parts, whole);
            }
            return;
        }
        for (before, after) in [(false, false), (true, false), (false, true), (true, true)] {
            if let Some(whole) = self.form(letters, before, after)
                && let Some(parts) = self.parts(letters, before, after)
            {
                self.glyphs.insert(whole);
                self.ligatures.entry(*b"rlig").or_default().insert(parts, whole);
            }
        }
    }

    /// Forms of the letters of a ligature before they become one.
    fn parts(&self, letters: &str, before: bool, after: bool) -> Option<Vec<u16>> {
        let last = letters.chars().count() - 1;
        let part = |(index, letter): (usize, char)| {
            self.form(&letter.to_string(), before || index > 0, after || index < last)
        };
        letters.chars().enumerate().map(part).collect()
    }

    /// Puts the cut glyphs together with tables for them.
    fn build(&self, cut: &[u8], remapper: &GlyphRemapper) -> Option<Vec<u8>> {
        let mut builder = FontBuilder::new();
        let tables = RawFace::parse(cut, 0).ok()?;
        for record in tables.table_records {
            if record.tag != Tag::from_bytes(b"name") {
                let table = tables.table(record.tag)?;
                builder.add_raw(NewTag::new(&record.tag.to_bytes()), table.to_vec());
            }
        }
        let os2 = self.face.raw_face().table(Tag::from_bytes(b"OS/2"))?;
        builder.add_raw(NewTag::new(b"OS/2"), os2.to_vec());
        builder.add_raw(NewTag::new(b"name"), names(self.face));
        let mappings = self.nominal.iter().filter_map(|(character, glyph)| {
            remapper.get(*glyph).map(|new| (*character, NewId::new(u32::from(new))))
        });
        builder.add_table(&Cmap::from_mappings(mappings).ok()?).ok()?;
        let new = |glyph: &u16| remapper.get(*glyph).unwrap_or(0);
        if let Some(table) = self.gsub(new) {
            builder.add_raw(NewTag::new(b"GSUB"), table);
        }
        let marks: Vec<u16> = self.glyphs.iter().filter(|id| self.is_mark(**id)).map(new).collect();
        if !marks.is_empty() {
            builder.add_raw(NewTag::new(b"GDEF"), gdef_of_marks(&marks)?);
        }
        if !self.pairs.is_empty() || !self.marks.is_empty() {
            let pairs = self.pairs.iter().map(|((a, b), kern)| ((new(a), new(b)), *kern));
            let marks = self.marks.iter().map(|((a, b), place)| ((new(a), new(b)), *place));
            builder.add_raw(NewTag::new(b"GPOS"), gpos(&pairs.collect(), &marks.collect())?);
        }
        Some(builder.build())
    }

    fn gsub(&self, new: impl Fn(&u16) -> u16) -> Option<Vec<u8>> {
        if self.singles.is_empty() && self.ligatures.is_empty() {
            return None;
        }
        let singles = self.singles.iter().map(|(tag, set)| {
            (*tag, set.iter().map(|(from, to)| (new(from), new(to))).collect::<Singles>())
        });
        let ligatures = self.ligatures.iter().map(|(tag, set)| {
            let renumber = |(parts, whole): (&Vec<u16>, &u16)| {
                (parts.iter().map(&new).collect::<Vec<_>>(), new(whole))
            };
            (*tag, set.iter().map(renumber).collect::<Ligatures>())
        });
        gsub(&singles.collect(), &ligatures.collect())
    }

    /// Those pieces that the file sets with the same glyphs at the same places.
    fn set_alike(
        &self,
        file: &[u8],
        remapper: &GlyphRemapper,
        mut pieces: BTreeSet<Piece>,
    ) -> Option<BTreeSet<Piece>> {
        let cut = Face::from_slice(file, 0)?;
        pieces.retain(|(content, rtl)| {
            let mut whole = shaped(self.face, content, *rtl);
            for glyph in &mut whole {
                glyph.id = remapper.get(glyph.id).unwrap_or(u16::MAX);
            }
            whole == shaped(&cut, content, *rtl)
        });
        Some(pieces)
    }
}

/// A name table with the face's copyright and its own names.
fn names(face: &Face) -> Vec<u8> {
    let kept = |id: u16| {
        let found = face.names().into_iter().find(|name| name.name_id == id && name.is_unicode());
        found.and_then(|name| name.to_string()).map(|text| (id, text))
    };
    let names: Vec<(u16, String)> = [0, 1, 2, 4, 6].into_iter().filter_map(kept).collect();
    let mut table = vec![];
    let word = |table: &mut Vec<u8>, value: usize| table.extend((value as u16).to_be_bytes());
    for value in [0, names.len(), 6 + 12 * names.len()] {
        word(&mut table, value);
    }
    let mut storage: Vec<u8> = vec![];
    for (id, text) in &names {
        let encoded: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        // Windows, Unicode, American English.
        for value in [3, 1, 0x409, usize::from(*id), encoded.len(), storage.len()] {
            word(&mut table, value);
        }
        storage.extend(encoded);
    }
    table.extend(storage);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(contents: &[&str], rtl: bool) -> BTreeSet<Piece> {
        contents.iter().map(|content| ((*content).to_owned(), rtl)).collect()
    }

    #[test]
    fn latin_and_cyrillic_keep_their_kerning_in_a_few_kilobytes() {
        let pieces = pieces(&["AVATAR To Wy. 2018–2024, $30B", "Год: ТА Г. у,"], false);
        let (file, _) = subset(notosans::REGULAR_TTF, pieces).unwrap();
        assert!(file.len() < 12_000, "{}", file.len());
        let cut = Face::from_slice(&file, 0).unwrap();
        let width = |face: &Face, content: &str| {
            shaped(face, content, false).iter().map(|glyph| glyph.advance).sum::<i32>()
        };
        let kerned = width(&cut, "AVATAR To Wy. 2018–2024, $30B");
        let apart: i32 = "AVATAR To Wy. 2018–2024, $30B"
            .chars()
            .map(|character| width(&cut, &character.to_string()))
            .sum();
        assert!(kerned < apart);
    }

    #[test]
    fn persian_letters_join_and_lam_alef_is_one_glyph() {
        let content = "تجارت کالایی، دلار و موافقت\u{200c}نامه ۲۰۲۴";
        let (file, _) = subset(dejavu::sans::bold(), pieces(&[content], true)).unwrap();
        let cut = Face::from_slice(&file, 0).unwrap();
        assert_eq!(shaped(&cut, "لا", true).len(), 1);
        let [beh] = &shaped(&cut, "ت", true)[..] else { panic!("one glyph") };
        let joined = shaped(&cut, "تج", true);
        assert_ne!(joined[0].id, beh.id, "the first letter takes its initial form");
    }

    #[test]
    fn characters_without_ink_do_not_keep_a_face_from_being_cut() {
        let pieces = pieces(&["\u{2066}+12.5%\u{2069}\u{200e}", "\u{2067}"], false);
        assert_eq!(subset(notosans::BOLD_TTF, pieces.clone()).unwrap().1, pieces);
    }

    #[test]
    fn a_mark_stands_where_the_whole_face_puts_it() {
        let pieces = pieces(&["برنامهٔ دُرّ", "پایهٔ"], true);
        assert_eq!(subset(dejavu::sans::regular(), pieces.clone()).unwrap().1, pieces);
    }

    #[test]
    fn what_cannot_be_cut_exactly_is_given_up() {
        // A base with two marks on the same side moves the second by the first, which a subset does not know.
        let (_, set) = subset(dejavu::sans::regular(), pieces(&["بَٔ", "بد"], true)).unwrap();
        assert_eq!(set, pieces(&["بد"], true));
        assert_eq!(subset(b"no font", pieces(&["a"], false)), None);
    }
}
