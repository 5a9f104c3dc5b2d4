//! The proof of a desk: every figure in every look that a reader may have of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::build::Progress;
use super::desk::{ChartSource, Desk};
use super::draw::{Picture, Studio};
use super::export::labels;
use super::files::{drawn, examine, formats};
use super::resolve::resolve;
use super::{imprint, outputs};
use crate::diag::Diagnostic;
use crate::kit::{self, Look, Proof, ProofWords};
use crate::lint::Defect;
use crate::render::{Eye, PngAt};
use crate::scene::{Color, Fonts, Physical, Shaper, Vision, lightness};
use crate::series::SeriesSet;
use crate::site;
use crate::theme::{Theme, preset};
use crate::words::{Lang, strip_controls};

/// The pages of a proof.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    /// Pages by name, with the index.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Lines of the index.
    pub entries: Vec<kit::Entry>,
    /// Messages.
    pub diagnostics: Vec<Diagnostic>,
}

/// Proofs of these charts, or of all where none is named.
#[must_use]
pub fn proofs(desk: &Desk, charts: &[String], progress: &dyn Progress) -> Proofs {
    let wanted: Vec<&ChartSource> = desk
        .charts
        .iter()
        .filter(|chart| charts.is_empty() || charts.contains(&chart.id))
        .collect();
    let done = std::sync::atomic::AtomicUsize::new(0);
    let fonts = Arc::new(desk.house.faces());
    let made: Vec<(Option<Proof>, Vec<Diagnostic>)> = wanted
        .par_iter()
        .map(|chart| {
            let made = proof(desk, chart, &fonts);
            let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            progress.tick(count, wanted.len());
            made
        })
        .collect();
    let mut proofs = Proofs { diagnostics: desk.diagnostics.clone(), ..Proofs::default() };
    for (proof, diagnostics) in made {
        proofs.diagnostics.extend(diagnostics);
        let Some(proof) = proof else { continue };
        proofs.files.insert(format!("{}.html", proof.id), kit::proof(&proof).into_bytes());
        proofs.entries.push(proof.entry());
    }
    let name = site::name_of(&desk.spec.name, &desk.spec.languages);
    let index = kit::index(&name, &proofs.entries);
    proofs.files.insert("index.html".to_owned(), index.into_bytes());
    proofs
}

fn proof(desk: &Desk, chart: &ChartSource, fonts: &Arc<Fonts>) -> (Option<Proof>, Vec<Diagnostic>) {
    let (set, diagnostics) = resolve(desk, chart);
    let Some(set) = set else { return (None, diagnostics) };
    let studio = |preset_id: Option<&str>| {
        let studio = Studio::new(desk, Shaper::new(Arc::clone(fonts)));
        match preset_id.and_then(preset) {
            Some(preset) => studio.sized(preset),
            None => studio,
        }
    };
    let dark = studio(None).themed("dark", Theme::dark());
    let booth = Booth {
        desk,
        chart,
        set: &set,
        data: outputs::data_csv(chart, &set),
        own: studio(None),
        column: studio(Some("journal")),
        phone: studio(Some("mobile")),
        dark,
    };
    let words = desk.spec.languages.iter().map(|lang| booth.words(*lang)).collect();
    let proof = Proof { id: chart.id.clone(), kind: chart.spec.kind.clone(), words };
    (Some(proof), diagnostics)
}

/// Studios for all looks of one chart.
struct Booth<'a> {
    desk: &'a Desk,
    chart: &'a ChartSource,
    set: &'a SeriesSet,
    data: Vec<u8>,
    own: Studio<'a>,
    column: Studio<'a>,
    phone: Studio<'a>,
    dark: Studio<'a>,
}

/// Pixels for a CSS pixel in pictures that only show colors.
const COARSE: f64 = 1.0;
/// Pixels for a CSS pixel where letters are looked at.
const FINE: f64 = 2.0;

impl Booth<'_> {
    fn words(&self, lang: Lang) -> ProofWords {
        let own = self.own.picture(self.chart, self.set, lang);
        let mut checks = vec![];
        let mut words = ProofWords {
            lang,
            title: self.chart.id.clone(),
            caption: String::new(),
            alt: String::new(),
            looks: self.looks(lang, &mut checks),
            checks: vec![],
            table: String::new(),
        };
        if let Ok(picture) = own {
            checks.extend(self.findings(&picture));
            let Picture { header, scene, .. } = picture;
            words.title = strip_controls(&header.title);
            words.caption = std::iter::once(&header.subtitle)
                .chain(&header.footer)
                .map(|part| strip_controls(part))
                .collect::<Vec<_>>()
                .join(" ");
            words.alt = scene.description;
        }
        words.checks = checks;
        let numbers = self.own.numbers(lang);
        words.table = site::data_table(self.set, &labels(self.chart, lang), numbers);
        words
    }

    /// What the checks of the house style find in the picture and in its files.
    fn findings(&self, picture: &Picture) -> Vec<String> {
        let (chart, studio) = (self.chart, &self.own);
        let record = imprint::record(self.desk, studio, chart, self.set, picture, &self.data);
        let renderers = formats(self.desk);
        let Ok(made) = drawn(chart, picture, &record, studio.shaper(), &renderers) else {
            return vec![];
        };
        let imprint = imprint::imprint(&record);
        let examined = examine(picture, &imprint, studio, &renderers, &made);
        let line = |defect: &Defect| {
            format!("{} {}: {}", defect.check, defect.severity.letter(), defect.message)
        };
        examined.defects.iter().map(line).collect()
    }

    fn looks(&self, lang: Lang, checks: &mut Vec<String>) -> Vec<Look> {
        let eyes: [(&str, Eye); 4] = [
            ("grayscale", gray),
            ("without red cones (protanopia)", protan),
            ("without green cones (deuteranopia)", deutan),
            ("without blue cones (tritanopia)", tritan),
        ];
        let of = |name: &str, studio: &Studio, density| {
            Request { name: name.to_owned(), density, seen: None }.look(self, studio, lang)
        };
        let mut looks = vec![of("as published", &self.own, FINE)];
        for (name, seen) in eyes {
            let request = Request { name: name.to_owned(), density: COARSE, seen: Some(seen) };
            looks.push(request.look(self, &self.own, lang));
        }
        looks.push(of("one column of a journal, 88 mm", &self.column, FINE));
        looks.push(of("phone", &self.phone, FINE));
        if self.own.theme_id() != "dark" {
            looks.push(of("dark theme", &self.dark, FINE));
        }
        for look in &looks {
            if let Err(reasons) = &look.picture {
                checks.extend(reasons.iter().map(|reason| format!("{}: {reason}", look.name)));
            }
        }
        looks
    }
}

/// How a look is made.
struct Request {
    name: String,
    density: f64,
    seen: Option<Eye>,
}

impl Request {
    fn look(self, booth: &Booth, studio: &Studio, lang: Lang) -> Look {
        let (chart, set) = (booth.chart, booth.set);
        let drawing = studio.picture(chart, set, lang);
        let width =
            drawing.as_ref().map_or(String::new(), |picture| match picture.scene.physical {
                Physical::Millimeters(width, _) => format!("{width}mm"),
                Physical::Pixels(width, _) => format!("{width}px"),
            });
        let titles =
            |faults: Vec<Diagnostic>| faults.into_iter().map(|fault| fault.title).collect();
        let picture = drawing.map_err(titles).and_then(|picture| {
            let record = imprint::record(booth.desk, studio, chart, set, &picture, &booth.data);
            let format = PngAt { density: self.density, seen: self.seen };
            drawn(chart, &picture, &record, studio.shaper(), &[&format])
                .map(|mut made| made.pop().unwrap_or_default())
                .map_err(|fault| vec![fault.title])
        });
        Look { name: self.name, width, picture }
    }
}

fn seen(vision: Vision, [red, green, blue]: [u8; 3]) -> [u8; 3] {
    let Color(red, green, blue) = vision.seen(Color(red, green, blue));
    [red, green, blue]
}

fn protan(color: [u8; 3]) -> [u8; 3] {
    seen(Vision::Protan, color)
}

fn deutan(color: [u8; 3]) -> [u8; 3] {
    seen(Vision::Deutan, color)
}

fn tritan(color: [u8; 3]) -> [u8; 3] {
    seen(Vision::Tritan, color)
}

/// The gray of the same lightness.
fn gray([red, green, blue]: [u8; 3]) -> [u8; 3] {
    let light = lightness(Color(red, green, blue));
    // CIE 1976 turned round, then the curve of sRGB.
    let f = (light + 16.0) / 116.0;
    let luminance = if light > 8.0 { f * f * f } else { light / 903.3 };
    let value = if luminance <= 0.003_130_8 {
        12.92 * luminance
    } else {
        1.055 * libm::pow(luminance, 1.0 / 2.4) - 0.055
    };
    [libm::round(value.clamp(0.0, 1.0) * 255.0) as u8; 3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grays_stay_and_colors_become_the_gray_of_their_lightness() {
        for level in [0, 1, 8, 37, 128, 254, 255] {
            assert_eq!(gray([level; 3]), [level; 3]);
        }
        let (blue, vermilion) = (gray([0x0f, 0x54, 0xa0])[0], gray([0xcc, 0x43, 0x04])[0]);
        assert!(vermilion > blue + 20, "{blue} and {vermilion}");
    }

    #[test]
    fn red_and_green_come_near_each_other_without_a_cone() {
        let far = |[r, g, b]: [u8; 3], [s, h, c]: [u8; 3]| {
            r.abs_diff(s).max(g.abs_diff(h)).max(b.abs_diff(c))
        };
        let (red, green) = ([200, 60, 40], [110, 120, 30]);
        assert!(far(deutan(red), deutan(green)) < far(red, green) / 2);
        assert_eq!(protan([255; 3]), [255; 3]);
    }
}
