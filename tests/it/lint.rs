//! `bilat lint` on figures of no tool: each defect planted once, in every way of placing, beside a twin without it.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use bilat::lint::{Defect, lint_svg};
use bilat::scene::Fonts;
use serde_json::Value;

use crate::shared::folder;

/// A figure with nothing wrong; `{}` is where more is put.
const FIGURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="640" height="420" viewBox="0 0 640 420" role="img" xml:lang="en" aria-labelledby="t d">
<title id="t">Trade grew to $4.8B in 2024</title><desc id="d">Line chart of trade from 2018 to 2024.</desc>
<style>.small{font-size:12px;fill:#4a525a}.label{font-size:13px;fill:#0f54a0}.faint{fill:#bbbbbb}</style>
<defs><g id="tag"><text x="0" y="0" class="label" font-family="Noto Sans">reused</text></g><clipPath id="box"><rect x="100" y="100" width="200" height="40"/></clipPath></defs>
<rect width="640" height="420" fill="#ffffff"/>
<g font-family="Noto Sans, sans-serif">
<text x="20" y="36" font-size="20" font-weight="700" fill="#1f2529">Trade grew to $4.8B in 2024</text>
<path d="M60 380H620M60 300H620" fill="none" stroke="#d9dde1"/>
<text class="small" x="20" y="384">0</text><text class="small" x="20" y="304">2</text>
<text class="small" x="60" y="404">2018</text><text class="small" x="620" y="404" text-anchor="end">2024</text>
<path d="M60 360L200 340L340 350L480 310L600 290" fill="none" stroke="#0f54a0" stroke-width="2.5"/>
{}
</g></svg>"##;

/// A check, the fragment that fails it, its place (if it has one), and the twin without the defect.
type Plant = (&'static str, &'static str, Option<(f64, f64)>, &'static str);

const PLANTS: &[Plant] = &[
    // Two texts on one another, placed in as many ways as there are.
    (
        "T1",
        r#"<text class="label" x="100" y="100">first label</text><text class="label" x="120" y="104">second</text>"#,
        Some((100.0, 90.0)),
        r#"<text class="label" x="100" y="100">first label</text><text class="label" x="100" y="118">second</text>"#,
    ),
    (
        "T1",
        r#"<g transform="translate(90 80)"><g transform="scale(2)"><text class="label" x="5" y="10">big</text></g></g><text class="label" x="110" y="100">small</text>"#,
        Some((101.0, 80.0)),
        r#"<g transform="translate(90 80)"><g transform="scale(2)"><text class="label" x="5" y="10">big</text></g></g><text class="label" x="160" y="100">small</text>"#,
    ),
    (
        "T1",
        r#"<text class="label" x="50%" y="25%" text-anchor="middle">in the middle</text><text class="label" x="320" y="105" text-anchor="middle">also there</text>"#,
        Some((280.0, 95.0)),
        r#"<text class="label" x="50%" y="25%" text-anchor="middle">in the middle</text><text class="label" x="320" y="130" text-anchor="middle">also there</text>"#,
    ),
    (
        "T1",
        r#"<text class="label"><tspan x="100" y="100">one line</tspan><tspan x="100" dy="0.3em">the next</tspan></text>"#,
        Some((100.0, 90.0)),
        r#"<text class="label"><tspan x="100" y="100">one line</tspan><tspan x="100" dy="1.2em">the next</tspan></text>"#,
    ),
    (
        "T1",
        r##"<use xlink:href="#tag" x="200" y="150"/><use xlink:href="#tag" x="215" y="152"/>"##,
        Some((200.0, 140.0)),
        r##"<use xlink:href="#tag" x="200" y="150"/><use xlink:href="#tag" x="260" y="150"/>"##,
    ),
    (
        "T1",
        r#"<text style="font-size:14px" x="400" y="200" text-anchor="end">ends here</text><text style="font-size:14px" x="390" y="200">goes on</text>"#,
        Some((336.0, 189.0)),
        r#"<text style="font-size:14px" x="400" y="200" text-anchor="end">ends here</text><text style="font-size:14px" x="404" y="200">goes on</text>"#,
    ),
    (
        "T2",
        r#"<text class="label" x="600" y="200">leaves the canvas</text>"#,
        Some((600.0, 190.0)),
        r#"<text class="label" x="636" y="200" text-anchor="end">stays on the canvas</text>"#,
    ),
    (
        "T2",
        r#"<g transform="translate(0 -90)"><text class="label" x="300" y="95">above</text></g>"#,
        Some((300.0, -5.0)),
        r#"<g transform="translate(0 -90)"><text class="label" x="400" y="115">below</text></g>"#,
    ),
    (
        "T3",
        r##"<text class="label" x="100" y="200">struck</text><path d="M80 195H200" stroke="#cc4304" stroke-width="2"/>"##,
        Some((100.0, 190.0)),
        r##"<text class="label" x="100" y="200">free</text><path d="M80 206H200" stroke="#cc4304" stroke-width="2"/>"##,
    ),
    (
        "T3",
        r##"<line x1="300" y1="100" x2="400" y2="220" stroke="#1f2529" stroke-dasharray="4 3"/><text class="label" x="330" y="165">crossed by an event</text>"##,
        Some((330.0, 155.0)),
        r##"<line x1="300" y1="100" x2="400" y2="220" stroke="#1f2529" stroke-dasharray="4 3"/><text class="label" x="330" y="165" stroke="#ffffff" stroke-width="3">crossed by an event</text><text class="label" x="330" y="165">crossed by an event</text>"##,
    ),
    (
        "T4",
        r#"<g clip-path="url(#box)"><text class="label" x="280" y="120">cut by its clip</text></g>"#,
        Some((280.0, 110.0)),
        r#"<g clip-path="url(#box)"><text class="label" x="110" y="120">whole in its clip</text></g>"#,
    ),
    (
        "T5",
        r#"<text x="100" y="150" font-size="9">too small</text>"#,
        Some((100.0, 143.0)),
        r#"<text x="100" y="150" font-size="12">large enough</text>"#,
    ),
    (
        "T5",
        r#"<g transform="scale(0.5)"><text x="200" y="300" font-size="13">halved</text></g>"#,
        Some((100.0, 145.0)),
        r#"<g transform="scale(0.5)"><text x="200" y="300" font-size="26">halved</text></g>"#,
    ),
    (
        "T6",
        r#"<text x="100" y="100" font-size="14">a</text><text x="150" y="100" font-size="15">b</text><text x="200" y="100" font-size="16">c</text>"#,
        None,
        r#"<text x="100" y="100" font-size="13">a</text><text x="150" y="100" font-size="13">b</text>"#,
    ),
    (
        "T7",
        r#"<text class="label" transform="translate(200 200) rotate(-45)">turned</text>"#,
        Some((200.0, 168.0)),
        r#"<text class="label" transform="translate(200 200) rotate(0)">upright</text>"#,
    ),
    (
        "T8",
        r#"<text class="label faint" x="100" y="150">hardly seen</text>"#,
        Some((100.0, 140.0)),
        r#"<text class="label" x="100" y="150">well seen</text>"#,
    ),
    (
        "T8",
        r##"<rect x="100" y="100" width="120" height="60" fill="#0f54a0"/><text x="110" y="135" font-size="13" fill="#1f2529">dark on dark</text>"##,
        Some((110.0, 125.0)),
        r##"<rect x="100" y="100" width="120" height="60" fill="#0f54a0"/><text x="110" y="135" font-size="13" fill="#ffffff">light on dark</text>"##,
    ),
    (
        "T9",
        "<text class=\"label\" x=\"100\" y=\"150\">no glyph \u{e123}</text>",
        Some((100.0, 140.0)),
        r#"<text class="label" x="100" y="150">Все буквы есть</text>"#,
    ),
    (
        "T11",
        "<text class=\"label\" x=\"100\" y=\"150\">رشد تجارت +12.5% شد</text>",
        Some((100.0, 138.0)),
        "<text class=\"label\" x=\"100\" y=\"150\">\u{2067}رشد تجارت \u{2066}+12.5%\u{2069} شد\u{2069}</text>",
    ),
    (
        "T11",
        "<text class=\"label\" x=\"100\" y=\"150\">دوره ۲۰۱۸-۲۰۲۴</text>",
        Some((100.0, 138.0)),
        "<text class=\"label\" x=\"100\" y=\"150\">دوره ۲۰۱۸–۲۰۲۴</text>",
    ),
    (
        "G1",
        r##"<path d="M60 200L200 180L340 190L480 120L600 100" fill="none" stroke="#ffe680" stroke-width="2.5"/>"##,
        Some((60.0, 100.0)),
        r##"<path d="M60 200L200 180L340 190L480 120L600 100" fill="none" stroke="#cc4304" stroke-width="2.5"/>"##,
    ),
    (
        "G1",
        r##"<rect x="100" y="150" width="30" height="100" fill="#e4e4e4"/><rect x="150" y="120" width="30" height="130" fill="#e4e4e4"/>"##,
        Some((100.0, 150.0)),
        r##"<rect x="100" y="150" width="30" height="100" fill="#0f62bb"/><rect x="150" y="120" width="30" height="130" fill="#0f62bb"/>"##,
    ),
    (
        "G4",
        r##"<path d="M100 200H300" stroke="#1f2529" stroke-width="0.3"/>"##,
        Some((100.0, 200.0)),
        r##"<path d="M100 200H300" stroke="#1f2529" stroke-width="1"/>"##,
    ),
    (
        "G10",
        r##"<rect x="60" y="60" width="380" height="300" fill="#1f2529"/>"##,
        None,
        r##"<rect x="60" y="60" width="80" height="200" fill="#1f2529"/>"##,
    ),
    ("A1", r#"<g id="same"/><g id="same"/>"#, None, r#"<g id="same"/><g id="other"/>"#),
    (
        "P3",
        r#"<image href="https://example.org/logo.png" width="10" height="10"/>"#,
        None,
        r#"<image href="data:image/png;base64,iVBORw0KGgo=" width="10" height="10"/>"#,
    ),
    ("P3", r"<foreignObject><p>text</p></foreignObject>", None, r"<g/>"),
    ("P3", r"<script>alert(1)</script>", None, r"<g/>"),
    (
        "P3",
        r#"<rect x="9" y="9" width="9" height="9" onclick="go()"/>"#,
        None,
        r##"<rect x="9" y="9" width="9" height="9" fill="#0f54a0"/>"##,
    ),
];

fn lint(svg: &str) -> Vec<Defect> {
    lint_svg(svg.as_bytes(), &Arc::new(Fonts::bundled())).expect("it can be read").defects
}

#[test]
fn each_planted_defect_is_found_where_it_is_and_its_twin_is_clean() {
    assert_eq!(lint(&FIGURE.replace("{}", "")), []);
    let mut faults = vec![];
    for (check, planted, place, twin) in PLANTS {
        let found = lint(&FIGURE.replace("{}", planted));
        let hit = found.iter().find(|defect| defect.check == *check);
        match (hit, place) {
            (None, _) => faults.push(format!("{check} is not found in {planted}: {found:?}")),
            (Some(hit), Some((x, y))) if (hit.x - x).abs() > 8.0 || (hit.y - y).abs() > 8.0 => {
                faults.push(format!("{check} at {}, {}, not {x}, {y}: {planted}", hit.x, hit.y));
            }
            _ => {}
        }
        let others: Vec<_> = found.iter().filter(|defect| defect.check != *check).collect();
        if !others.is_empty() {
            faults.push(format!("beside {check} in {planted}: {others:?}"));
        }
        let clean = lint(&FIGURE.replace("{}", twin));
        if !clean.is_empty() {
            faults.push(format!("the twin of {check} is not clean: {twin}: {clean:?}"));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn what_the_root_lacks_is_named() {
    for (part, without, said) in [
        (r#" role="img""#, "", "role"),
        (r#" xml:lang="en""#, "", "xml:lang"),
        (r#"<title id="t">Trade grew to $4.8B in 2024</title>"#, "", "title"),
        (
            r#"<desc id="d">Line chart of trade from 2018 to 2024.</desc>"#,
            r#"<desc id="d"/>"#,
            "desc",
        ),
    ] {
        let svg = FIGURE.replace("{}", "").replace(part, without);
        let found = lint(&svg);
        assert!(
            found.len() == 1 && found[0].check == "A1" && found[0].message.contains(said),
            "{said}: {found:?}"
        );
    }
}

#[test]
fn places_are_in_units_of_the_view_box() {
    // The same figure, four times as large on the screen and with another corner.
    let planted = r#"<text class="label" x="600" y="200">leaves the canvas</text>"#;
    let svg = FIGURE.replace("{}", planted).replace(
        r#"width="640" height="420" viewBox="0 0 640 420""#,
        r#"width="2560" height="1680" viewBox="0 0 640 420""#,
    );
    let found = lint(&svg);
    assert!(found.iter().any(|d| d.check == "T2" && (d.x - 600.0).abs() < 3.0), "{found:?}");
    let print =
        FIGURE.replace("{}", r#"<text x="100" y="150" font-size="6">six points</text>"#).replace(
            r#"width="640" height="420" viewBox="0 0 640 420""#,
            r#"width="640pt" height="420pt" viewBox="0 0 640 420""#,
        );
    let small: Vec<Defect> = lint(&print).into_iter().filter(|d| d.check == "T5").collect();
    assert!(small.len() == 1 && small[0].message.contains("6 pt"), "{small:?}");
}

/// Runs the program on files in a folder.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_bilat"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_command_says_in_json_what_it_found_and_in_its_exit_code_whether() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("clean.svg", &FIGURE.replace("{}", ""));
    write("bad.svg", &FIGURE.replace("{}", PLANTS[0].1));
    write("broken.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>");
    assert_eq!(run(folder.path(), &["lint", "clean.svg"]).0, 0);
    let (code, out, _) = run(folder.path(), &["lint", "clean.svg", "bad.svg", "--json"]);
    assert_eq!(code, 1);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json[0]["path"], "clean.svg");
    assert_eq!(json[0]["defects"], serde_json::json!([]));
    let defect = json[1]["defects"][0].as_object().unwrap();
    let keys: Vec<&str> = defect.keys().map(String::as_str).collect();
    assert_eq!(keys, ["check", "severity", "message", "x", "y"]);
    assert_eq!((&defect["check"], &defect["severity"]), (&"T1".into(), &"E".into()));
    let (code, _, err) = run(folder.path(), &["lint", "broken.svg"]);
    assert!(code == 2 && err.contains("X210"), "{code} {err}");
    assert_eq!(run(folder.path(), &["lint", "absent.svg"]).0, 2);
}

#[test]
fn what_explodes_or_reaches_out_is_refused_or_not_followed() {
    let fonts = Arc::new(Fonts::bundled());
    let laughs = r#"<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>"#;
    assert!(lint_svg(laughs.as_bytes(), &fonts).unwrap_err().contains("entities"));
    // A picture of pictures of pictures, thirty deep.
    let mut svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs><g id="a0"><path d="M0 0h1v1z"/></g>"#.to_owned();
    for depth in 1..30 {
        let inner = depth - 1;
        svg += &format!(r##"<g id="a{depth}"><use href="#a{inner}"/><use href="#a{inner}"/></g>"##);
    }
    svg += r##"</defs><use href="#a29"/></svg>"##;
    let begun = std::time::Instant::now();
    let refused = lint_svg(svg.as_bytes(), &fonts);
    assert!(begun.elapsed().as_secs() < 10, "{:?} in {:?}", refused.is_ok(), begun.elapsed());
    for (bytes, said) in [
        (&b"\x1f\x8b\x08"[..], "compressed"),
        (b"PNG", "XML"),
        (b"<html/>", "svg"),
        (b"\xff\xfe<\x00", "UTF-8"),
        (b"", "XML"),
    ] {
        let why = lint_svg(bytes, &fonts).unwrap_err();
        assert!(why.contains(said), "{why}");
    }
    let Some(bombs) = folder("corpora/bombs") else { return };
    let local = std::fs::read(bombs.join("svg-local-file.svg")).unwrap();
    let found = lint_svg(&local, &fonts).unwrap().defects;
    assert!(found.iter().filter(|defect| defect.check == "P3").count() >= 2, "{found:?}");
    assert!(lint_svg(&std::fs::read(bombs.join("bomb.svgz")).unwrap(), &fonts).is_err());
}
