//! The tree is as ARCHITECTURE.md pictures it: who may name whom, where each crate is at home, what is registered.
//!
//! The tables here are the rule, and the document repeats them; a row changes in both or in neither. Both are exact:
//! what is not used any more is struck out.

use std::collections::BTreeSet;

use crate::tree::{File, climbs, files, named, reaches, says, text};

/// Modules from the bottom up, each with those that it names. A module names only modules above its line.
const LAYERS: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("trade", &[]),
    ("series", &["trade"]),
    ("words", &["series", "trade"]),
    ("record", &["words"]),
    ("kit", &["record", "words"]),
    ("mirror", &["series", "trade"]),
    ("read", &["diag", "trade"]),
    ("table", &["diag", "series", "trade"]),
    ("scene", &["words"]),
    ("theme", &["scene"]),
    ("layout", &["scene", "theme", "trade", "words"]),
    ("picture", &["layout", "scene", "series", "trade", "words"]),
    ("press", &["scene"]),
    ("claims", &["diag", "series", "trade", "words"]),
    ("source", &["diag", "read", "table", "trade"]),
    ("indicator", &["mirror", "series", "trade"]),
    ("chart", &["layout", "picture", "scene", "series", "trade", "words"]),
    ("render", &["press", "scene"]),
    ("inspect", &["diag", "read", "source", "table", "trade"]),
    ("fetch", &["diag", "read", "source", "trade"]),
    ("lint", &["layout", "picture", "press", "scene", "series", "theme", "trade", "words"]),
    ("site", &["claims", "diag", "layout", "press", "scene", "series", "trade", "words"]),
    (
        "pipeline",
        &[
            "chart",
            "claims",
            "diag",
            "fetch",
            "indicator",
            "kit",
            "layout",
            "lint",
            "mirror",
            "picture",
            "press",
            "read",
            "record",
            "render",
            "scene",
            "series",
            "site",
            "source",
            "table",
            "theme",
            "trade",
            "words",
        ],
    ),
    (
        "cli",
        &[
            "chart",
            "claims",
            "diag",
            "fetch",
            "indicator",
            "inspect",
            "kit",
            "lint",
            "pipeline",
            "read",
            "record",
            "render",
            "scene",
            "series",
            "source",
            "theme",
            "trade",
            "words",
        ],
    ),
    ("lib", &[]),
    ("main", &[]),
];

/// The four registries that are blind to each other.
const BLIND: [&str; 4] = ["source", "indicator", "chart", "render"];

/// Crates, as they are written in code, each with the modules that it is at home in.
const CRATES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["diag"]),
    ("base64", &["kit", "press"]),
    (
        "chrono",
        &[
            "chart",
            "claims",
            "cli",
            "fetch",
            "indicator",
            "layout",
            "lint",
            "picture",
            "pipeline",
            "read",
            "series",
            "source",
            "table",
            "trade",
            "words",
        ],
    ),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("csv", &["claims", "pipeline", "read"]),
    ("dejavu", &["scene"]),
    ("encoding_rs", &["read"]),
    ("flate2", &["read", "record"]),
    ("fontdb", &["scene"]),
    ("html5gum", &["read"]),
    ("indicatif", &["cli"]),
    ("krilla", &["render"]),
    ("krilla_svg", &["render"]),
    (
        "libm",
        &[
            "chart",
            "claims",
            "indicator",
            "kit",
            "layout",
            "lint",
            "mirror",
            "picture",
            "pipeline",
            "press",
            "render",
            "scene",
            "series",
        ],
    ),
    ("maud", &["kit", "site"]),
    ("notosans", &["scene"]),
    ("palette", &["scene"]),
    ("plotters", &["scene"]),
    ("plotters_backend", &["scene"]),
    ("png", &["render"]),
    ("polars", &["table"]),
    ("quick_xml", &["read"]),
    ("rayon", &["cli", "pipeline"]),
    ("resvg", &["lint", "render"]),
    ("rlimit", &["cli"]),
    ("rustybuzz", &["lint", "press", "scene"]),
    ("schemars", &["cli", "pipeline", "read", "trade", "words"]),
    (
        "serde",
        &[
            "claims", "cli", "diag", "inspect", "lint", "pipeline", "read", "record", "series",
            "trade", "words",
        ],
    ),
    ("serde_json", &["cli", "diag", "kit", "pipeline", "read", "record"]),
    ("sha2", &["pipeline", "record"]),
    ("strsim", &["claims", "pipeline", "read", "source", "trade"]),
    ("subsetter", &["press"]),
    ("toml", &["pipeline"]),
    ("unicode_bidi", &["scene"]),
    ("unicode_script", &["scene"]),
    ("ureq", &["fetch"]),
    ("usvg", &["lint", "press", "render"]),
    ("write_fonts", &["press"]),
    ("zip", &["kit"]),
];

/// Doors to the world and sources of chance, each with the only modules that open them.
const DOORS: [(&str, &[&str]); 11] = [
    ("std::fs", &["pipeline"]),
    ("std::net", &[]),
    ("std::process", &["cli", "main", "pipeline"]),
    ("std::env", &["cli"]),
    ("std::thread", &["cli"]),
    // A length of time is no clock: `cli` alone asks what time it is.
    ("std::time", &["cli", "fetch"]),
    // Looked up by color and never walked through.
    ("HashMap", &["render"]),
    ("HashSet", &[]),
    ("println!", &[]),
    ("eprintln!", &["cli"]),
    ("unsafe", &[]),
];

/// Folders where every file is one member: the part of `mod.rs` that registers them, and files that are no members.
const REGISTRIES: [(&str, &str, &str, &[&str]); 8] = [
    ("src/source", "pub static SOURCES", "];", &[]),
    ("src/fetch/service", "pub static SERVICES", "];", &[]),
    // How all formulas are applied, period by period.
    ("src/indicator", "pub static INDICATORS", "];", &["rule"]),
    ("src/chart", "pub static KINDS", "];", &[]),
    ("src/render", "pub static RENDERERS", "];", &[]),
    // It looks at two datasets, so a query asks it, and not the builder of one table.
    ("src/table/checks", "pub static CHECKS", "];", &["overlap"]),
    ("src/lint/checks", "pub static CHECKS", "];", &[]),
    // What commands print with.
    ("src/cli", "fn run(args", "\n}", &["figure", "form", "print"]),
];

/// Lines that a file may have without its tests.
const LINES: usize = 400;

#[test]
fn modules_name_only_modules_below_them() {
    let sources = files("src");
    let found: BTreeSet<&str> = sources.iter().map(File::module).collect();
    let listed: BTreeSet<&str> = LAYERS.iter().map(|(module, _)| *module).collect();
    assert_eq!(found, listed, "modules of the tree, and of LAYERS");
    let mut faults = vec![];
    for (index, (module, allowed)) in LAYERS.iter().enumerate() {
        let below = |name: &&&str| LAYERS[..index].iter().any(|(lower, _)| lower == *name);
        faults.extend(
            allowed
                .iter()
                .filter(|name| !below(name))
                .map(|n| format!("LAYERS: {module} lies under {n}")),
        );
        let mut unused: BTreeSet<&str> = allowed.iter().copied().collect();
        for file in sources.iter().filter(|file| file.module() == *module) {
            for name in file.names().iter().filter(|name| name != module) {
                unused.remove(name.as_str());
                if !allowed.contains(&name.as_str()) {
                    faults.push(format!("{} names {name}", file.path));
                }
            }
        }
        faults.extend(
            unused.iter().map(|name| format!("LAYERS: {module} does not name {name} any more")),
        );
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_registries_never_name_one_another() {
    for file in files("src").iter().filter(|file| BLIND.contains(&file.module())) {
        let names = file.names();
        let other = BLIND.iter().find(|name| **name != file.module() && names.contains(**name));
        assert_eq!(other, None, "{}", file.path);
    }
}

#[test]
fn tests_look_only_below_the_command_line_and_no_path_climbs_out_of_its_module() {
    for file in files("src") {
        let above = file.module() != "cli" && named(&file.tests).contains("cli");
        assert!(!above, "tests of {} name cli", file.path);
        assert!(
            climbs(&file.code) < file.depth().max(1),
            "`super::` in {}: write `crate::`",
            file.path
        );
    }
}

#[test]
fn every_crate_has_its_home() {
    let manifest: toml::Table = text("Cargo.toml").parse().expect("Cargo.toml is TOML");
    let declared: BTreeSet<String> = manifest["dependencies"]
        .as_table()
        .expect("a table")
        .keys()
        .map(|key| key.replace('-', "_"))
        .collect();
    let listed: BTreeSet<String> = CRATES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(declared, listed, "crates in Cargo.toml, and in CRATES");
    // A module of the same name hides a crate where it is declared.
    let is_hidden = |file: &File, name: &str| says(&file.code, &format!("mod {name};"));
    homes(CRATES, |file, name| reaches(&file.code, name) && !is_hidden(file, name));
}

#[test]
fn doors_to_the_world_are_opened_where_they_may_be() {
    homes(&DOORS, |file, door| says(&file.code, door));
}

/// Holds each name to its modules, in both directions.
fn homes(table: &[(&str, &[&str])], is_used: impl Fn(&File, &str) -> bool) {
    let sources = files("src");
    let mut faults = vec![];
    for (name, homes) in table {
        let users: Vec<&File> = sources.iter().filter(|file| is_used(file, name)).collect();
        let strays = users.iter().filter(|file| !homes.contains(&file.module()));
        faults.extend(strays.map(|file| format!("{} uses {name}", file.path)));
        let idle = homes.iter().filter(|home| users.iter().all(|file| file.module() != **home));
        faults.extend(idle.map(|home| format!("{home} does not use {name} any more")));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_file_of_a_registry_folder_is_registered() {
    let sources = files("src");
    for (folder, start, end, others) in REGISTRIES {
        let registry = text(&format!("{folder}/mod.rs"));
        let (_, body) =
            registry.split_once(start).unwrap_or_else(|| panic!("{folder}: no `{start}`"));
        let (body, _) =
            body.split_once(end).unwrap_or_else(|| panic!("{folder}: no end of `{start}`"));
        let members = sources.iter().filter_map(|file| {
            let name = file.path.strip_prefix(folder)?.strip_prefix('/')?;
            name.strip_suffix(".rs")
                .or_else(|| name.strip_suffix("/mod.rs"))
                .filter(|stem| *stem != "mod")
        });
        for member in members {
            assert!(
                !member.contains('/') || member.ends_with("/mod"),
                "{folder}/{member}: helpers live below"
            );
            let is_registered = reaches(body, member) || says(body, &camel(member));
            assert_ne!(
                is_registered,
                others.contains(&member),
                "{folder}/{member}.rs and `{start}`"
            );
        }
    }
}

/// The name of the type in a file: `TargetPath` in `target_path.rs`.
fn camel(stem: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    stem.split('_').map(capital).collect()
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let mut faults = vec![];
    for file in files("src").iter().chain(&files("tests")) {
        if !file.text.starts_with("//! ") {
            faults.push(format!("{} does not open with a `//!` paragraph", file.path));
        }
        if file.lines() > LINES {
            faults.push(format!("{} has {} lines, {LINES} at most", file.path, file.lines()));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn nothing_is_left_to_be_done() {
    let marks = [
        concat!("to", "do!"),
        concat!("unimple", "mented!"),
        concat!("db", "g!"),
        concat!("TEMPO", "RARY"),
    ];
    for file in files("src").iter().chain(&files("tests")) {
        let mark = marks.iter().find(|mark| file.text.contains(**mark));
        assert_eq!(mark, None, "{}", file.path);
    }
}

#[test]
fn the_picture_in_the_document_is_this_one() {
    let document = text("ARCHITECTURE.md").replace('_', "-");
    let is_there = |name: &str, others: &[&str]| {
        let others = if others.is_empty() { "–".to_owned() } else { others.join(", ") };
        let row = format!("| `{name}` | {others} | ").replace('_', "-");
        document.lines().any(|line| line.starts_with(&row))
    };
    let modules = LAYERS.iter().filter(|(module, _)| !["lib", "main"].contains(module));
    for (name, others) in modules.chain(CRATES) {
        assert!(is_there(name, others), "ARCHITECTURE.md has no row of {name} with {others:?}");
    }
}
