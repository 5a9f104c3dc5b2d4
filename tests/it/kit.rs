//! Figures that carry their record, and the publication kit, by the program itself on a copy of the default desk.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use serde_json::Value as Json;

use crate::desk::{Desk, bilat, code, text};

const CHART: &str = "flour-imports";

/// Exports a chart and returns the names of its files.
fn export(desk: &Desk, chart: &str, target: &str, more: &[&str]) -> BTreeSet<String> {
    let out = desk.path("out").display().to_string();
    let args = ["export", chart, "--for", target, "--out", &out];
    let output = desk.run(&[&args, more].concat());
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let entries = fs::read_dir(desk.path("out")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

fn verify(desk: &Desk, figure: &Path) -> (i32, Json, String) {
    let output = desk.run(&["verify", &figure.display().to_string(), "--json"]);
    let json = serde_json::from_slice::<Json>(&output.stdout).unwrap_or_default();
    (code(&output), json[0].clone(), text(&output.stderr))
}

#[test]
fn every_target_has_its_files_in_every_language() {
    let around = ["caption.md", "alt.txt", "bib", "csl.json"];
    for (target, own) in [
        ("word", &["docx", "svg", "png"][..]),
        ("latex", &["pdf", "tex"]),
        ("typst", &["svg", "typ"]),
        ("web", &["svg", "png", "2x.png", "mobile.svg", "figure.txt", "host.txt", "embed.html"]),
        ("social", &["png", "meta.txt"]),
        ("slides", &["svg", "png", "pdf", "notes.txt"]),
    ] {
        let desk = Desk::copy();
        let files = export(&desk, CHART, target, &[]);
        let mut expected = BTreeSet::from(["data.csv".to_owned()]);
        for lang in ["en", "ru", "fa"] {
            for extension in around.iter().chain(own) {
                expected.insert(format!("{CHART}.{lang}.{extension}"));
            }
        }
        assert_eq!(files, expected, "{target}");
        let again = desk.run(&["export", CHART, "--for", target, "--out", "again"]);
        assert_eq!(code(&again), 0);
        for file in &files {
            let (one, other) = (desk.path("out").join(file), desk.path("again").join(file));
            assert!(fs::read(one).unwrap() == fs::read(other).unwrap(), "{file} twice the same");
        }
    }
}

#[test]
fn what_is_pasted_names_files_that_are_there_and_holds_the_numbers() {
    let desk = Desk::copy();
    for target in ["latex", "typst", "web", "social"] {
        export(&desk, CHART, target, &["--lang", "en"]);
    }
    let read = |name: &str| {
        fs::read_to_string(desk.path("out").join(name)).unwrap().replace(['\u{a0}', '~'], " ")
    };
    let pasted = [
        ("flour-imports.en.tex", "flour-imports.en.pdf"),
        ("flour-imports.en.typ", "flour-imports.en.svg"),
        ("flour-imports.en.figure.txt", "flour-imports.en.2x.png"),
        ("flour-imports.en.meta.txt", "flour-imports.en.png"),
        ("flour-imports.en.host.txt", "flour-imports.en.embed.html"),
    ];
    for (snippet, file) in pasted {
        assert!(read(snippet).contains(file), "{snippet} names {file}");
        assert!(desk.path("out").join(file).is_file(), "{file}");
    }
    for name in
        ["flour-imports.en.figure.txt", "flour-imports.en.typ", "flour-imports.en.caption.md"]
    {
        assert!(read(name).contains("almost $80M"), "{name}: {}", read(name));
    }
    assert!(read("flour-imports.en.tex").contains("almost \\$80M"));
    assert!(read("flour-imports.en.bib").contains("@misc{flour-2024-agroexport,"));
    let page = read("flour-imports.en.embed.html");
    assert!(page.contains("bilat:resize") && page.contains("class=\"narrow\""));
}

#[test]
fn a_word_document_holds_the_figure_in_both_forms() {
    let desk = Desk::copy();
    export(&desk, CHART, "word", &["--lang", "fa"]);
    let bytes = fs::read(desk.path("out/flour-imports.fa.docx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut bytes = vec![];
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let document = String::from_utf8(part("word/document.xml")).unwrap();
    assert!(document.contains("svgBlip") && document.contains("<w:bidi/>"), "{document}");
    let svg = String::from_utf8(part("word/media/figure.svg")).unwrap();
    assert!(!svg.contains("<text"), "Word would set live text in faces of its own");
    assert!(part("word/media/figure.png").starts_with(b"\x89PNG"));
}

#[test]
fn social_cards_have_exactly_the_pixels_that_their_tags_say() {
    let desk = Desk::copy();
    export(&desk, CHART, "social", &["--lang", "ru", "--base", "https://a.example/f"]);
    let png = fs::read(desk.path("out/flour-imports.ru.png")).unwrap();
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (1200, 628));
    let tags = fs::read_to_string(desk.path("out/flour-imports.ru.meta.txt")).unwrap();
    assert!(tags.contains("https://a.example/f/flour-imports.ru.png"), "{tags}");
}

#[test]
fn inspect_reads_the_record_out_of_every_format() {
    let desk = Desk::copy();
    export(&desk, "trade-since-2000", "slides", &["--lang", "ru"]);
    for extension in ["svg", "png", "pdf"] {
        let path = desk.path(&format!("out/trade-since-2000.ru.{extension}"));
        let output = desk.run(&["inspect", &path.display().to_string(), "--json"]);
        assert_eq!(code(&output), 0, "{}", text(&output.stderr));
        let json: Json = serde_json::from_slice(&output.stdout).unwrap();
        let figure = &json[0];
        assert_eq!((&figure["format"], &figure["whole"]), (&extension.into(), &true.into()));
        let record = &figure["record"];
        assert_eq!(record["identifier"], "trade-since-2000");
        assert_eq!(record["inLanguage"], "ru");
        let sources = record["prov:wasDerivedFrom"].as_array().unwrap();
        let baci = sources.iter().find(|s| s["identifier"] == "cepii-baci-totals").unwrap();
        let bytes = fs::read(desk.path("datasets/cepii-baci-totals/data.csv")).unwrap();
        assert_eq!(baci["distribution"]["sha256"], bilat::pipeline::lock::sha256(&bytes));
        assert_eq!(baci["bilat:retrieved"], "2026-11-01");
        assert_eq!(baci["bilat:rowCount"], 42);
        assert_eq!(baci["license"], "Etalab Open Licence 2.0");
        let told = desk.run(&["inspect", &path.display().to_string()]);
        let told = text(&told.stdout);
        assert!(told.contains("as it was made") && told.contains("CEPII"), "{told}");
    }
}

#[test]
fn a_copy_anywhere_is_held_against_the_desk() {
    let desk = Desk::copy();
    export(&desk, CHART, "slides", &["--lang", "en"]);
    let article = tempfile::tempdir().unwrap();
    for extension in ["svg", "png", "pdf"] {
        let copy = article.path().join(format!("copy of a figure.{extension}"));
        fs::copy(desk.path(&format!("out/flour-imports.en.{extension}")), &copy).unwrap();
        let (status, found, messages) = verify(&desk, &copy);
        assert_eq!((status, &found["verdict"]), (0, &"same".into()), "{messages}");
    }
    let elsewhere = bilat(article.path(), &["verify", "copy of a figure.svg"], &[]);
    assert_eq!(code(&elsewhere), 2, "no desk is named, and none stands above");
    let desk_folder = desk.path("").display().to_string();
    let named = ["verify", "copy of a figure.svg", "--desk", &desk_folder];
    assert_eq!(code(&bilat(article.path(), &named, &[])), 0);
}

#[test]
fn rows_that_changed_are_named_with_their_old_and_new_values() {
    let desk = Desk::copy();
    export(&desk, "growth", "slides", &["--lang", "en"]);
    export(&desk, CHART, "slides", &["--lang", "en"]);
    // The dataset is pinned by its digest: the change is told all the same.
    desk.edit("datasets/cepii-baci-totals/data.csv", |text| text.replace("804324.75", "812000.5"));
    for extension in ["svg", "png", "pdf"] {
        let figure = desk.path(&format!("out/growth.en.{extension}"));
        let (status, found, messages) = verify(&desk, &figure);
        assert_eq!((status, &found["verdict"]), (1, &"different".into()), "{messages}");
        assert!(messages.contains("X209"), "{messages}");
        let rows = found["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!(rows[0]["dataset"], "cepii-baci-totals");
        assert_eq!((&rows[0]["line"], &rows[0]["period"]), (&25.into(), &"2011".into()));
        assert_eq!((&rows[0]["old"], &rows[0]["new"]), (&"804324750".into(), &"812000500".into()));
        let (status, ..) = verify(&desk, &desk.path(&format!("out/flour-imports.en.{extension}")));
        assert_eq!(status, 0, "another chart does not rest on that row");
    }
    desk.edit("datasets/ledger/figures.csv", |text| text.replace(",80,almost,", ",85,over,"));
    let (_, found, _) = verify(&desk, &desk.path("out/flour-imports.en.svg"));
    let rows = found["rows"].to_string();
    assert!(rows.contains("almost 80000000 (76000000 to 80000000)"), "{rows}");
}

#[test]
fn other_rows_words_and_lines_that_moved_are_told_apart() {
    let desk = Desk::copy();
    export(&desk, CHART, "slides", &["--lang", "en"]);
    let figure = desk.path("out/flour-imports.en.svg");
    // A new event at the head of the ledger of events moves no row of this chart and changes no picture.
    desk.edit("datasets/ledger/figures.csv", |text| {
        let (head, rest) = text.split_once('\n').unwrap();
        let row = rest.lines().last().unwrap();
        format!("{head}\n{}\n{rest}", row.replacen(row.split(',').next().unwrap(), "new-row", 1))
    });
    let (status, found, messages) = verify(&desk, &figure);
    assert_eq!((status, &found["verdict"]), (0, &"same-picture".into()), "{messages} {found}");
    assert_eq!(found["rows"].as_array().unwrap().len(), 0, "{found}");
    desk.edit("charts/flour-imports/chart.toml", |text| {
        text.replace("Afghanistan doubled its purchases", "Afghanistan has doubled its purchases")
    });
    let (status, found, _) = verify(&desk, &figure);
    assert_eq!((status, &found["verdict"]), (1, &"different".into()));
    let reasons = found["reasons"].to_string();
    assert!(
        reasons.contains("has doubled") && reasons.contains("chart.toml has changed"),
        "{reasons}"
    );
}

#[test]
fn edited_foreign_and_old_figures_have_messages_of_their_own() {
    let desk = Desk::copy();
    export(&desk, CHART, "web", &["--lang", "en"]);
    let svg = fs::read_to_string(desk.path("out/flour-imports.en.svg")).unwrap();
    let put = |name: &str, bytes: &[u8]| {
        fs::write(desk.path(name), bytes).unwrap();
        let (status, _, messages) = verify(&desk, &desk.path(name));
        (status, messages)
    };
    let (status, messages) = put("edited.svg", svg.replace("$80M", "$90M").as_bytes());
    assert_eq!(status, 1);
    assert!(messages.contains("X208") && messages.contains("edited"), "{messages}");
    let mut png = fs::read(desk.path("out/flour-imports.en.png")).unwrap();
    let last = png.len() - 40;
    png[last] ^= 1;
    assert!(put("edited.png", &png).1.contains("X208"));
    let (status, messages) = put("foreign.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assert_eq!(status, 1);
    assert!(messages.contains("X207") && messages.contains("carries no record"), "{messages}");
    let old = br#"<svg><metadata>{"@type":"ImageObject","creator":"bilat 0.0.1"}</metadata></svg>"#;
    assert!(put("old.svg", old).1.contains("this version does not read"));
    assert!(put("table.csv", b"year,value\n2020,1\n").1.contains("is no figure"));
    let (_, messages) =
        put("of-another-desk.svg", svg.replace("\"flour-imports\"", "\"wheat\"").as_bytes());
    assert!(messages.contains("no chart `wheat`"), "{messages}");
}

#[test]
fn a_chart_that_does_not_fit_a_size_is_refused_with_the_remedy() {
    let desk = Desk::copy();
    desk.edit("charts/flour-imports/chart.toml", |text| {
        text.replace(
            "Flour purchases doubled to {flour.2024}",
            &"A very long title of many words ".repeat(9),
        )
    });
    let output =
        desk.run(&["export", CHART, "--for", "latex", "--preset", "journal", "--lang", "en"]);
    assert_eq!(code(&output), 2);
    let messages = text(&output.stderr);
    assert!(messages.contains("[words.en.short]"), "{messages}");
}

#[test]
fn rows_that_a_license_keeps_are_not_exported() {
    let desk = Desk::copy();
    desk.edit("datasets/cepii-baci-totals/dataset.toml", |text| {
        text.replace("rows = \"yes\"", "rows = \"no\"").replace("attribution = \"CEPII BACI\"", "")
    });
    let output = desk.run(&["export", "growth", "--for", "web", "--lang", "en", "--out", "kept"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let messages = text(&output.stderr);
    assert!(messages.contains("X301") && messages.contains("X302"), "{messages}");
    assert!(!desk.path("kept/data.csv").exists());
    let svg = fs::read_to_string(desk.path("kept/growth.en.svg")).unwrap();
    assert!(svg.contains("sha256:") && !svg.contains("\"804324750\""));
    desk.edit("datasets/cepii-baci-totals/dataset.toml", |text| {
        text.split("[licence]").next().unwrap().to_owned()
    });
    let output = desk.run(&["export", "growth", "--for", "web", "--lang", "en", "--out", "kept"]);
    assert!(text(&output.stderr).contains("X303"), "{}", text(&output.stderr));
}

#[test]
fn a_proof_shows_every_look_in_every_language() {
    let desk = Desk::copy();
    let output = desk.run(&["proof", CHART]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let page = fs::read_to_string(desk.path("proof/flour-imports.html")).unwrap();
    for lang in ["en", "ru", "fa"] {
        assert!(page.contains(&format!("<section id=\"{lang}\"")));
    }
    for look in ["grayscale", "protanopia", "deuteranopia", "tritanopia", "88 mm", "phone", "dark"]
    {
        assert!(page.matches(look).count() >= 3, "{look}");
    }
    assert!(page.matches("data:image/png;base64,").count() >= 18, "most looks are drawn");
    assert!(page.contains("<table") && !page.contains("http"), "self-contained");
    assert!(
        fs::read_to_string(desk.path("proof/index.html")).unwrap().contains("flour-imports.html")
    );
    assert_eq!(code(&desk.run(&["proof", "no-such-chart"])), 2);
}
