//! Small GSUB, GPOS and GDEF tables: single substitutions, ligatures, kerning of pairs and places of marks.
//!
//! Every feature serves every script.

use std::collections::{BTreeMap, BTreeSet};

use write_fonts::dump_table;
use write_fonts::tables::gdef::{Gdef, GlyphClassDef};
use write_fonts::tables::gpos::{
    AnchorTable, BaseArray, BaseRecord, Gpos, MarkArray, MarkBasePosFormat1, MarkRecord, PairPos,
    PairPosFormat1, PairSet, PairValueRecord, PositionLookup, PositionLookupList, ValueRecord,
};
use write_fonts::tables::gsub::{
    Gsub, Ligature, LigatureSet, LigatureSubstFormat1, SingleSubst, SingleSubstFormat2,
    SubstitutionLookup, SubstitutionLookupList,
};
use write_fonts::tables::layout::{
    ClassDef, CoverageTable, Feature, FeatureList, FeatureRecord, LangSys, Lookup, LookupFlag,
    Script, ScriptList, ScriptRecord,
};
use write_fonts::types::{GlyphId16, Tag};

/// Scripts that find the features; `DFLT` serves all others.
const SCRIPTS: [&[u8; 4]; 4] = [b"DFLT", b"arab", b"cyrl", b"latn"];

/// Glyph for glyph.
pub(super) type Singles = BTreeMap<u16, u16>;

/// Glyphs in reading order, and the one that stands for them.
pub(super) type Ligatures = BTreeMap<Vec<u16>, u16>;

/// Pairs of glyphs in reading order, and what the first advances more.
pub(super) type Pairs = BTreeMap<(u16, u16), i16>;

/// Base glyph and mark, and where the mark's origin stands from the base's.
pub(super) type Marks = BTreeMap<(u16, u16), (i16, i16)>;

/// GSUB bytes with a feature for each non-empty set.
pub(super) fn gsub(
    singles: &BTreeMap<[u8; 4], Singles>,
    ligatures: &BTreeMap<[u8; 4], Ligatures>,
) -> Option<Vec<u8>> {
    let mut lookups = vec![];
    let mut features = vec![];
    for (tag, set) in singles.iter().filter(|(_, set)| !set.is_empty()) {
        features.push((*tag, lookups.len() as u16));
        lookups.push(SubstitutionLookup::Single(lookup(single_subtable(set))));
    }
    for (tag, set) in ligatures.iter().filter(|(_, set)| !set.is_empty()) {
        features.push((*tag, lookups.len() as u16));
        lookups.push(SubstitutionLookup::Ligature(lookup(ligature_subtable(set))));
    }
    let lookups = SubstitutionLookupList::new(lookups);
    dump_table(&Gsub::new(scripts(features.len()), feature_list(features), lookups)).ok()
}

/// GPOS bytes with kerning for the pairs and places for the marks.
pub(super) fn gpos(pairs: &Pairs, marks: &Marks) -> Option<Vec<u8>> {
    let mut lookups = vec![];
    let mut features = vec![];
    if !pairs.is_empty() {
        features.push((*b"kern", lookups.len() as u16));
        lookups.push(PositionLookup::Pair(lookup(pair_subtable(pairs))));
    }
    if !marks.is_empty() {
        features.push((*b"mark", lookups.len() as u16));
        lookups.push(PositionLookup::MarkToBase(lookup(mark_subtable(marks))));
    }
    let scripts = scripts(features.len());
    let lookups = PositionLookupList::new(lookups);
    dump_table(&Gpos::new(scripts, feature_list(features), lookups)).ok()
}

fn pair_subtable(pairs: &Pairs) -> PairPos {
    let mut sets: BTreeMap<u16, Vec<PairValueRecord>> = BTreeMap::new();
    for ((first, second), advance) in pairs {
        let value = ValueRecord::new().with_x_advance(*advance);
        let record = PairValueRecord::new(GlyphId16::new(*second), value, ValueRecord::new());
        sets.entry(*first).or_default().push(record);
    }
    let coverage = coverage(sets.keys());
    PairPos::Format1(PairPosFormat1::new(coverage, sets.into_values().map(PairSet::new).collect()))
}

/// Every mark is a class of its own with its anchor at its origin; each base has the place of that origin.
fn mark_subtable(marks: &Marks) -> MarkBasePosFormat1 {
    let all: BTreeSet<u16> = marks.keys().map(|(_, mark)| *mark).collect();
    let bases: BTreeSet<u16> = marks.keys().map(|(base, _)| *base).collect();
    let origin = |class| MarkRecord::new(class, AnchorTable::format_1(0, 0));
    let place =
        |base: u16, mark: u16| marks.get(&(base, mark)).map(|(x, y)| AnchorTable::format_1(*x, *y));
    let record = |base: &u16| BaseRecord::new(all.iter().map(|mark| place(*base, *mark)).collect());
    MarkBasePosFormat1::new(
        coverage(all.iter()),
        coverage(bases.iter()),
        MarkArray::new((0..all.len() as u16).map(origin).collect()),
        BaseArray::new(bases.iter().map(record).collect()),
    )
}

/// GDEF bytes that class glyphs as marks, which shapers set without advance.
pub(super) fn gdef_of_marks(marks: &[u16]) -> Option<Vec<u8>> {
    let class = |glyph: &u16| (GlyphId16::new(*glyph), GlyphClassDef::Mark as u16);
    let classes: ClassDef = marks.iter().map(class).collect();
    dump_table(&Gdef::new(Some(classes), None, None, None)).ok()
}

fn single_subtable(set: &Singles) -> SingleSubst {
    let substitutes = set.values().map(|glyph| GlyphId16::new(*glyph)).collect();
    SingleSubst::Format2(SingleSubstFormat2::new(coverage(set.keys()), substitutes))
}

fn ligature_subtable(set: &Ligatures) -> LigatureSubstFormat1 {
    let mut sets: BTreeMap<u16, Vec<(&[u16], u16)>> = BTreeMap::new();
    for (parts, whole) in set {
        sets.entry(parts[0]).or_default().push((&parts[1..], *whole));
    }
    let coverage = coverage(sets.keys());
    let sets = sets.into_values().map(|mut ligatures| {
        // The first that matches is taken, so the longest comes first.
        ligatures.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        let to_table = |(rest, whole): (&[u16], u16)| {
            let rest = rest.iter().map(|glyph| GlyphId16::new(*glyph)).collect();
            Ligature::new(GlyphId16::new(whole), rest)
        };
        LigatureSet::new(ligatures.into_iter().map(to_table).collect())
    });
    LigatureSubstFormat1::new(coverage, sets.collect())
}

fn lookup<T: Default>(subtable: T) -> Lookup<T> {
    Lookup::new(LookupFlag::empty(), vec![subtable])
}

fn coverage<'a>(glyphs: impl Iterator<Item = &'a u16>) -> CoverageTable {
    glyphs.map(|glyph| GlyphId16::new(*glyph)).collect()
}

fn scripts(features: usize) -> ScriptList {
    let record = |tag: &[u8; 4]| {
        let all = LangSys::new((0..features as u16).collect());
        ScriptRecord::new(Tag::new(tag), Script::new(Some(all), vec![]))
    };
    ScriptList::new(SCRIPTS.into_iter().map(record).collect())
}

/// Features in the order of their tags, as the format asks.
fn feature_list(mut features: Vec<([u8; 4], u16)>) -> FeatureList {
    features.sort_unstable();
    let record = |(tag, lookup): ([u8; 4], u16)| {
        FeatureRecord::new(Tag::new(&tag), Feature::new(None, vec![lookup]))
    };
    FeatureList::new(features.into_iter().map(record).collect())
}
