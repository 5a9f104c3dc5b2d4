//! A tile grid of areas, of our own making: one tile each, neighbors roughly where they lie, no borders to dispute.

use crate::trade::Area;

/// Columns and rows of the grid.
pub const TILE_GRID: (usize, usize) = (16, 8);

/// Rows from north to south, each with columns from west to east.
const TILES: [&[(&str, usize)]; 8] = [
    &[("NOR", 4), ("SWE", 5), ("FIN", 6), ("EST", 7), ("RUS", 10)],
    &[
        ("CAN", 0),
        ("IRL", 2),
        ("GBR", 3),
        ("DNK", 4),
        ("LVA", 6),
        ("LTU", 7),
        ("BLR", 8),
        ("KAZ", 11),
        ("MNG", 13),
    ],
    &[
        ("USA", 0),
        ("NLD", 3),
        ("DEU", 4),
        ("POL", 5),
        ("UKR", 7),
        ("MDA", 8),
        ("GEO", 9),
        ("UZB", 10),
        ("KGZ", 11),
        ("KOR", 14),
        ("JPN", 15),
    ],
    &[
        ("BEL", 3),
        ("AUT", 4),
        ("CZE", 5),
        ("SVK", 6),
        ("ROU", 7),
        ("ARM", 9),
        ("TKM", 10),
        ("TJK", 11),
        ("CHN", 13),
    ],
    &[
        ("FRA", 3),
        ("CHE", 4),
        ("SVN", 5),
        ("HUN", 6),
        ("BGR", 7),
        ("TUR", 8),
        ("AZE", 9),
        ("IRN", 10),
        ("AFG", 11),
        ("HKG", 13),
        ("TWN", 14),
    ],
    &[
        ("BRA", 0),
        ("ESP", 2),
        ("ITA", 4),
        ("SRB", 6),
        ("GRC", 7),
        ("SYR", 8),
        ("IRQ", 9),
        ("KWT", 10),
        ("PAK", 11),
        ("IND", 12),
        ("BGD", 13),
        ("VNM", 14),
    ],
    &[("ISR", 7), ("JOR", 8), ("SAU", 9), ("QAT", 10), ("ARE", 11), ("THA", 13)],
    &[("ZAF", 5), ("EGY", 7), ("OMN", 11), ("MYS", 13), ("SGP", 14), ("IDN", 15), ("AUS", 12)],
];

/// All areas of the grid with column and row.
pub fn tiles() -> impl Iterator<Item = (Area, (usize, usize))> {
    let row = |(row, tiles): (usize, &'static &'static [(&'static str, usize)])| {
        tiles
            .iter()
            .filter_map(move |(code, column)| Some((Area::from_code(code).ok()?, (*column, row))))
    };
    TILES.iter().enumerate().flat_map(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tile_is_a_known_area_alone_on_its_place() {
        let all: Vec<_> = tiles().collect();
        for (index, (area, place)) in all.iter().enumerate() {
            assert!(area.info().is_some(), "{area:?}");
            assert!(place.0 < TILE_GRID.0 && place.1 < TILE_GRID.1);
            assert!(all[index + 1..].iter().all(|(other, at)| other != area && at != place));
        }
    }
}
