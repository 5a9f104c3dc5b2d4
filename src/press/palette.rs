//! A raster as palette and indices. Charts have a dozen inks and the edges between them, so a byte a pixel is enough.
//!
//! Up to 256 colors stand as they are. Of more, all that cover any area do, and rare shades of edges take the nearest:
//! that is a thousandth of the pixels at most, a few levels off, for a tenth of the bytes.

/// Most colors of a palette.
const MOST: usize = 256;
/// Colors that are taken because they are frequent; the rest of the palette goes to those farthest from it.
const FREQUENT: usize = 208;
/// More colors than this are a photograph, and no chart.
const CHART: usize = 4096;

/// A raster with a palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// Red, green and blue of each color.
    pub palette: Vec<u8>,
    /// A color for each pixel.
    pub indices: Vec<u8>,
}

/// Finds the palette of pixels of red, green, blue and an alpha that does not matter; none for a photograph.
#[must_use]
pub fn indexed(pixels: &[[u8; 4]]) -> Option<Indexed> {
    let mut colors = Colors::default();
    let mut runs: Vec<(u16, usize)> = vec![];
    let mut rest = pixels;
    while let Some(first) = rest.first() {
        let length = alike(rest, *first);
        runs.push((colors.count(*first, length)?, length));
        rest = &rest[length..];
    }
    let (palette, of) = colors.palette();
    let mut indices = Vec::with_capacity(pixels.len());
    for (id, length) in runs {
        indices.resize(indices.len() + length, of[usize::from(id)]);
    }
    Some(Indexed { palette: palette.iter().flatten().copied().collect(), indices })
}

/// How many pixels are like the first: most of a chart is long runs, so they are taken by the block.
fn alike(pixels: &[[u8; 4]], first: [u8; 4]) -> usize {
    let block = [first; 16];
    let whole =
        pixels.as_chunks().0.iter().take_while(|part| **part == block).count() * block.len();
    let more = pixels[whole..].iter().take_while(|pixel| **pixel == first).count();
    whole + more
}

type Rgb = [u8; 3];

/// Colors by their first appearance, with their counts, found through a table of slots.
struct Colors {
    slots: Vec<u16>,
    seen: Vec<(Rgb, usize)>,
}

const SLOTS: usize = CHART * 4;
const FREE: u16 = u16::MAX;

impl Default for Colors {
    fn default() -> Self {
        Self { slots: vec![FREE; SLOTS], seen: vec![] }
    }
}

impl Colors {
    /// The id of a color, which covers so many pixels more.
    fn count(&mut self, [red, green, blue, _]: [u8; 4], pixels: usize) -> Option<u16> {
        let color = [red, green, blue];
        let packed = u32::from_be_bytes([0, red, green, blue]);
        let mut slot = (packed.wrapping_mul(0x9E37_79B1) >> 16) as usize % SLOTS;
        loop {
            let id = self.slots[slot];
            if id == FREE {
                break;
            }
            let known = &mut self.seen[usize::from(id)];
            if known.0 == color {
                known.1 += pixels;
                return Some(id);
            }
            slot = (slot + 1) % SLOTS;
        }
        let id = u16::try_from(self.seen.len()).ok().filter(|id| usize::from(*id) < CHART)?;
        self.slots[slot] = id;
        self.seen.push((color, pixels));
        Some(id)
    }

    /// The palette, and the entry of each id in it.
    fn palette(&self) -> (Vec<Rgb>, Vec<u8>) {
        if self.seen.len() <= MOST {
            let palette = self.seen.iter().map(|(color, _)| *color).collect();
            return (palette, (0..self.seen.len()).map(|id| id as u8).collect());
        }
        let mut order: Vec<usize> = (0..self.seen.len()).collect();
        // Ids follow the picture, so equal counts are in an order of their own.
        order.sort_by_key(|id| (std::cmp::Reverse(self.seen[*id].1), *id));
        let mut palette: Vec<Rgb> = order[..FREQUENT].iter().map(|id| self.seen[*id].0).collect();
        let rare: Vec<Rgb> = order[FREQUENT..].iter().map(|id| self.seen[*id].0).collect();
        let mut distances: Vec<u32> =
            rare.iter().map(|color| nearest(&palette, *color).1).collect();
        while palette.len() < MOST {
            let far = (0..rare.len()).max_by_key(|at| (distances[*at], std::cmp::Reverse(*at)));
            let Some(color) = far.map(|at| rare[at]) else { break };
            palette.push(color);
            for (at, known) in distances.iter_mut().enumerate() {
                *known = (*known).min(distance(rare[at], color));
            }
        }
        let of = self.seen.iter().map(|(color, _)| nearest(&palette, *color).0).collect();
        (palette, of)
    }
}

/// The entry of the nearest color and its distance; the first of equals.
fn nearest(palette: &[Rgb], color: Rgb) -> (u8, u32) {
    let all = palette.iter().enumerate().map(|(at, other)| (at as u8, distance(*other, color)));
    all.min_by_key(|(at, far)| (*far, *at)).unwrap_or_default()
}

fn distance(one: Rgb, other: Rgb) -> u32 {
    let square = |at: usize| u32::from(one[at].abs_diff(other[at])).pow(2);
    square(0) + square(1) + square(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(indexed: &Indexed) -> Vec<Rgb> {
        let color = |at: &u8| {
            let start = usize::from(*at) * 3;
            [0, 1, 2].map(|part| indexed.palette[start + part])
        };
        indexed.indices.iter().map(color).collect()
    }

    #[test]
    fn few_colors_stand_as_they_are() {
        let pixels: Vec<[u8; 4]> = (0..1000).map(|at| [(at % 256) as u8, 7, 0, 255]).collect();
        let found = indexed(&pixels).unwrap();
        assert_eq!(found.palette.len(), 3 * 256);
        assert!(painted(&found).iter().zip(&pixels).all(|(a, b)| a[..] == b[..3]));
    }

    #[test]
    fn inks_are_exact_and_rare_shades_take_a_near_one() {
        let mut pixels = vec![[255, 255, 255, 255]; 5000];
        pixels.extend(vec![[15, 84, 160, 255]; 800]);
        // Edges between the two, more than a palette holds.
        for step in 0..600_u32 {
            let mix = |ink: u32| ((ink * step + 255 * (600 - step)) / 600) as u8;
            pixels.push([mix(15), mix(84), mix(160).wrapping_add((step % 3) as u8), 255]);
        }
        let found = indexed(&pixels).unwrap();
        assert_eq!(found.palette.len(), 3 * MOST);
        let painted = painted(&found);
        assert_eq!((painted[0], painted[5500]), ([255; 3], [15, 84, 160]));
        let off = painted.iter().zip(&pixels).map(|(a, b)| distance(*a, [b[0], b[1], b[2]]));
        assert!(off.max().unwrap() <= 12, "a few levels at most");
    }

    #[test]
    fn runs_of_any_length_keep_their_pixels() {
        let (white, ink) = ([255, 255, 255, 255], [15, 84, 160, 255]);
        for length in [1, 2, 15, 16, 17, 31, 32, 33, 100] {
            let pixels = [vec![white; length], vec![ink; length + 1], vec![white; 3]].concat();
            let found = indexed(&pixels).unwrap();
            assert_eq!(found.palette, [255, 255, 255, 15, 84, 160]);
            let expected = [vec![0; length], vec![1; length + 1], vec![0; 3]].concat();
            assert_eq!(found.indices, expected);
        }
        assert!(indexed(&[]).unwrap().indices.is_empty());
    }

    #[test]
    fn a_photograph_has_no_palette() {
        let pixels: Vec<[u8; 4]> =
            (0..70_000_u32).map(|at| [(at % 251) as u8, (at / 251) as u8, 0, 255]).collect();
        assert_eq!(indexed(&pixels), None);
    }
}
