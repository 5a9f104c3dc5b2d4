//! The program against the hostile sets, as a user meets them: it ends in time and in bounded memory with a status of
//! its own, panics nowhere, and touches nothing outside.

use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

use crate::shared::folder;

const BILAT: &str = env!("CARGO_BIN_EXE_bilat");

/// Runs the program with 1 GiB of address space for it and for each process that it starts.
fn confined(folder: &Path, args: &[&str]) -> Output {
    Command::new("sh")
        .current_dir(folder)
        .args(["-c", "ulimit -v 1048576; exec \"$0\" \"$@\"", BILAT])
        .args(args)
        .output()
        .unwrap()
}

fn ends_well(what: &str, output: &Output) {
    let code = output.status.code();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(code, Some(0..=2)), "{what} ends with {:?}: {err}", output.status);
    assert!(!err.contains("panicked"), "{what}: {err}");
}

#[test]
fn no_file_of_the_hostile_sets_brings_the_program_down() {
    for set in ["bombs", "csv-structure", "encodings", "csv-injection", "trade-traps"] {
        let Some(folder) = folder(&format!("corpora/{set}")) else { return };
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !entry.path().is_file() || name == "manifest.json" {
                continue;
            }
            let begun = Instant::now();
            let output = confined(&folder, &["inspect", &name]);
            ends_well(&format!("{set}/{name}"), &output);
            // Other programs run on this machine too: the budget of ten seconds is doubled here.
            assert!(begun.elapsed().as_secs() < 20, "{name} takes {:?}", begun.elapsed());
            let out = String::from_utf8_lossy(&output.stdout);
            assert!(!out.contains("root:") && !out.contains('\u{FFFD}'), "{name}: {out}");
        }
    }
}

#[test]
fn bombs_are_refused_by_the_limit_that_they_break_and_the_option_that_raises_it() {
    let Some(folder) = folder("corpora/bombs") else { return };
    for (file, words) in [
        ("zeros-1GiB.csv.gz", "limits.unpacked_ratio"),
        ("rows-60M.csv.gz", "limits.unpacked_ratio"),
        ("sharedstring-1GiB.xlsx", "limits.unpacked_bytes"),
        ("dimension-max.xlsx", "limits.cells"),
        ("100k-columns.csv", "limits.columns"),
        ("all-separators-5MB.csv", "limits.columns"),
    ] {
        let output = confined(&folder, &["inspect", file]);
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.contains("error[R107]") && err.contains(words), "{file}: {err}");
        assert_eq!(output.status.code(), Some(1), "{file}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_and_never_waited_for() {
    let place = tempfile::tempdir().unwrap();
    let fifo = place.path().join("pipe.csv");
    let made = Command::new("mkfifo").arg(&fifo).status().unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("/dev/zero", place.path().join("zero.csv")).unwrap();
    for path in [
        "pipe.csv",
        "zero.csv",
        ".",
        "/dev/zero",
        "/dev/stdin",
        "/proc/self/mem",
        "absent.csv",
        "/proc/self",
    ] {
        let output = confined(place.path(), &["inspect", path]);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{path}: {err}");
        assert!(err.contains("R103") || err.contains("R101"), "{path}: {err}");
    }
}

#[test]
fn names_that_climb_lead_nowhere() {
    let Some(paths) = crate::shared::text("corpora/paths/paths.json") else { return };
    let paths: Vec<String> = serde_json::from_str(&paths).unwrap();
    assert!(paths.len() > 30);
    let outer = tempfile::tempdir().unwrap();
    let desk = outer.path().join("desk");
    std::fs::create_dir(&desk).unwrap();
    std::fs::write(desk.join("bilat.toml"), "name.en = \"x\"\nlanguages = [\"en\"]\n").unwrap();
    let data = outer.path().join("data.csv");
    std::fs::write(&data, "reporter,partner,flow,year,value_usd\nRUS,AFG,export,2020,1\n").unwrap();
    let data = data.to_str().unwrap();
    for path in paths.iter().filter(|path| !path.contains('\0')) {
        ends_well(path, &confined(&desk, &["inspect", "--", path]));
        ends_well(path, &confined(&desk, &["add", data, &format!("--id={path}")]));
        let fetch =
            ["fetch", "imf", "--reporter=RUS", "--partner=AFG", "--years=2020", "--dry-run"];
        let output = confined(&desk, &[&fetch[..], &[&format!("--id={path}")]].concat());
        ends_well(path, &output);
    }
    let mut around: Vec<String> = std::fs::read_dir(outer.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    around.sort();
    assert_eq!(around, ["data.csv", "desk"], "something was written outside the desk");
}
