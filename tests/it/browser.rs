//! What a browser makes of our figures: each line of each chart is as wide there as it was laid out here.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use bilat::scene::{Fonts, Shaper, Weight};

/// Loads the faces of every frame, measures its lines, and leaves them as JSON in ASCII.
const MEASURE: &str = r#"onload = async () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const inside = frame.contentDocument;
    await Promise.all([...inside.fonts].map(face => face.load()));
    await inside.fonts.ready;
    for (const line of inside.querySelectorAll("text")) {
      const style = frame.contentWindow.getComputedStyle(line);
      const own = [frame.id, line.textContent, parseFloat(style.fontSize), +style.fontWeight];
      const rounded = line.getComputedTextLength();
      line.style.textRendering = "geometricPrecision";
      found.push([...own, rounded, line.getComputedTextLength(), line.getScreenCTM().a]);
    }
  }
  const escape = c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0");
  const json = JSON.stringify(found).replace(/[^ -~]|[<>&]/g, escape);
  document.body.innerHTML = "<pre>" + json + "</pre>";
};"#;

/// Figure, words, size and weight, width in units of the picture with each letter rounded and without, pixels of the
/// screen in one unit.
type Measured = (String, String, f64, f64, f64, f64, f64);

/// The committed pictures with live text.
fn figures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("charts");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut figures: Vec<PathBuf> = folders
        .flat_map(|folder| ["en", "ru", "fa"].map(|lang| folder.join(format!("{lang}.svg"))))
        .filter(|path| path.exists())
        .collect();
    figures.sort();
    figures
}

/// One page with a frame for each figure: faces of the same name are of one figure each.
fn page(figures: &[PathBuf]) -> String {
    let mut page =
        format!("<!DOCTYPE html><meta charset=\"utf-8\"><body><script>{MEASURE}</script>");
    for path in figures {
        let svg = fs::read_to_string(path).unwrap().replace('&', "&amp;").replace('"', "&quot;");
        let _ = write!(page, "<iframe id=\"{}\" srcdoc=\"{svg}\"></iframe>", path.display());
    }
    page
}

fn measured(page: &str) -> Vec<Measured> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("figures.html");
    fs::write(&file, page).unwrap();
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .args(["--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8(output.stdout).unwrap();
    let json = dom.split_once("<pre>").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (json, _) = json.unwrap_or_else(|| {
        panic!("chromium measures nothing: {}", String::from_utf8_lossy(&output.stderr))
    });
    serde_json::from_str(json).unwrap()
}

#[test]
fn every_line_is_as_wide_in_chromium_as_it_was_laid_out() {
    if Command::new("chromium").arg("--version").output().is_err() {
        assert!(std::env::var_os("BILAT_SHARED").is_none(), "CI installs chromium");
        eprintln!("skipped: no chromium");
        return;
    }
    let figures = figures();
    let lines = measured(&page(&figures));
    let shaper = Shaper::new(Arc::new(Fonts::bundled()));
    for path in &figures {
        let name = path.display().to_string();
        assert!(lines.iter().any(|line| line.0 == name), "{name} has no words there");
    }
    let (mut worst, mut worst_rounded) = ((0.0, String::new()), (0.0, String::new()));
    for (figure, words, size, weight, rounded, exact, scale) in &lines {
        let weight = if *weight >= 600.0 { Weight::Bold } else { Weight::Regular };
        let ours = shaper.shape(words, *size, weight).width;
        for (width, worst) in [(exact, &mut worst), (rounded, &mut worst_rounded)] {
            let off = (ours - width).abs() * scale;
            if off >= worst.0 {
                *worst = (off, format!("{figure}: `{words}`: {ours} and {width} units"));
            }
        }
        // Chromium rounds the advance of each letter to 1/64 px of the screen: half of that may add up.
        let most = 0.5 + words.chars().count() as f64 / 128.0;
        let off = (ours - rounded).abs() * scale;
        assert!(off <= most, "{off} px in {figure}: `{words}`");
    }
    eprintln!("{} lines of {} figures, in px of the screen:", lines.len(), figures.len());
    eprintln!("at worst {worst:?}; with letters rounded {worst_rounded:?}");
    assert!(worst.0 <= 0.5, "{worst:?}");
}
