//! What is printed: every chart of the desk in every language and size as PDF/UA-1, with words that can be found in it.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use bilat::pipeline::desk::Desk;
use bilat::pipeline::disk::Disk;
use bilat::pipeline::draw::Studio;
use bilat::pipeline::resolve::resolve;
use bilat::press::{Imprint, Sheet};
use bilat::render::{Pdf, Renderer};
use bilat::scene::{Fonts, Node, Scene, Shaper};
use bilat::theme::{PRESETS, Preset};
use bilat::words::{Lang, strip_controls};
use rayon::prelude::*;

fn desk() -> Desk {
    Desk::open(Disk::at(env!("CARGO_MANIFEST_DIR"))).expect("the default desk")
}

/// All pictures of a desk in one size that can be laid out.
fn scenes(
    desk: &Desk,
    fonts: &Arc<Fonts>,
    preset: &'static Preset,
    languages: &[Lang],
) -> Vec<Scene> {
    let studio = Studio::new(desk, Shaper::new(Arc::clone(fonts))).sized(preset);
    let mut scenes = vec![];
    for chart in &desk.charts {
        let set = resolve(desk, chart).0.expect("the series of the default desk");
        let pictures = languages.iter().filter_map(|lang| studio.picture(chart, &set, *lang).ok());
        scenes.extend(pictures.map(|picture| picture.scene));
    }
    scenes
}

fn pdf(scene: &Scene, fonts: &Arc<Fonts>) -> Vec<u8> {
    let (shaper, imprint) = (Shaper::new(Arc::clone(fonts)), Imprint::default());
    let sheet =
        Sheet::new(scene, &shaper, &imprint).unwrap_or_else(|e| panic!("{}: {e}", scene.id));
    // The validator refuses what is not PDF/UA-1.
    Pdf.render(&sheet).unwrap_or_else(|error| panic!("{}: {error}", scene.id))
}

#[test]
fn every_chart_is_pdf_ua_in_every_size_and_language() {
    let (desk, fonts) = (desk(), Arc::new(Fonts::bundled()));
    let counts: Vec<usize> = PRESETS
        .par_iter()
        .map(|preset| {
            let scenes = scenes(&desk, &fonts, preset, &Lang::ALL);
            for scene in &scenes {
                let bytes = pdf(scene, &fonts);
                let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
                assert!(text.contains("<pdfuaid:part>1</pdfuaid:part>"), "{}", scene.id);
            }
            scenes.len()
        })
        .collect();
    let own = desk.charts.len() * Lang::ALL.len();
    assert!(counts.contains(&own), "all of {own} in one size at least: {counts:?}");
}

#[test]
fn the_words_of_a_pdf_are_found_in_it() {
    let tool = Command::new("pdftotext").arg("-v").output();
    if tool.is_err() {
        assert!(std::env::var_os("BILAT_SHARED").is_none(), "CI installs pdftotext");
        eprintln!("skipped: no pdftotext");
        return;
    }
    let (desk, fonts) = (desk(), Arc::new(Fonts::bundled()));
    let folder = tempfile::tempdir().unwrap();
    let scenes = scenes(&desk, &fonts, &PRESETS[0], &[Lang::En, Lang::Ru]);
    assert!(scenes.len() >= desk.charts.len());
    for scene in &scenes {
        let path = folder.path().join(format!("{}.pdf", scene.id));
        std::fs::write(&path, pdf(scene, &fonts)).unwrap();
        let found = words_of(&path);
        scene.walk(&mut |node| {
            if let Node::Text(text) = node {
                for word in strip_controls(&text.content).split_whitespace() {
                    assert!(found.contains(word), "{}: `{word}` of `{}`", scene.id, text.content);
                }
            }
        });
    }
}

fn words_of(path: &Path) -> String {
    let output = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}
