//! What is depended on: licenses of the allow-list in deny.toml, one registry, no open versions.
//!
//! The rules that `cargo deny check licenses bans sources` holds, without a program that takes long to install.

use std::process::Command;

use serde_json::Value as Json;

use crate::tree::text;

/// Every crate of the build on this machine, as cargo tells it.
fn packages() -> Vec<Json> {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let told = String::from_utf8(rustc.stdout).expect("rustc tells text");
    let host =
        told.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc tells its host");
    let cargo = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--offline",
            "--filter-platform",
            host,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let metadata: Json = serde_json::from_slice(&cargo.stdout).expect("cargo tells JSON");
    metadata["packages"].as_array().expect("a list").clone()
}

#[test]
fn every_license_is_on_the_list() {
    let rules: toml::Table = text("deny.toml").parse().expect("deny.toml is TOML");
    let allowed: Vec<&str> = rules["licenses"]["allow"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    let packages = packages();
    assert!(packages.len() > 100, "{} crates are not the whole build", packages.len());
    for package in &packages {
        let license = package["license"].as_str().unwrap_or_default();
        assert!(
            allows(license, &allowed),
            "{} {}: `{license}`",
            package["name"],
            package["version"]
        );
    }
}

#[test]
fn every_crate_comes_from_the_registry() {
    let lock: toml::Table = text("Cargo.lock").parse().expect("Cargo.lock is TOML");
    let packages = lock["package"].as_array().expect("a list");
    let sources = packages.iter().filter_map(|package| package.get("source")?.as_str());
    let mut found: Vec<&str> = sources.collect();
    found.dedup();
    assert!(found.len() == 1 && found[0].starts_with("registry+"), "{found:?}");
    let ours: Vec<_> = packages.iter().filter(|package| package.get("source").is_none()).collect();
    assert_eq!(ours.len(), 1, "no crate is taken from a path: {ours:?}");
}

#[test]
fn no_version_is_left_open() {
    let manifest: toml::Table = text("Cargo.toml").parse().expect("Cargo.toml is TOML");
    for (name, wanted) in manifest["dependencies"].as_table().expect("a table") {
        let version = wanted.as_str().or_else(|| wanted.get("version")?.as_str()).unwrap_or("*");
        assert!(!version.contains('*'), "{name} = \"{version}\"");
    }
}

/// Whether a license expression can be met from the list: `(MIT OR Apache-2.0) AND Unicode-3.0`.
fn allows(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words, allowed);
    met && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words, allowed: &[&str]) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words, allowed: &[&str]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words, allowed: &[&str]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any(words, allowed);
        return words.next() == Some(")") && met;
    }
    let mut license = words.next().unwrap_or_default().to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        license = format!("{license} WITH {}", words.next().unwrap_or_default());
    }
    allowed.contains(&license.as_str())
}

#[test]
fn license_expressions_are_read_as_spdx_has_them() {
    let allowed = ["MIT", "Apache-2.0 WITH LLVM-exception", "ISC"];
    for met in [
        "MIT",
        "GPL-3.0 OR MIT",
        "MIT/GPL-3.0",
        "(GPL-3.0 OR MIT) AND ISC",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(allows(met, &allowed), "{met}");
    }
    for unmet in [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "Apache-2.0",
        "GPL-3.0 OR MIT AND LGPL-3.0",
        "(MIT",
        "MIT ISC",
    ] {
        assert!(!allows(unmet, &allowed), "{unmet}");
    }
}
