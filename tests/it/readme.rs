//! The README keeps step with the program.

use std::process::Command;

#[test]
fn every_command_has_its_row() {
    let help = Command::new(env!("CARGO_BIN_EXE_bilat")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let (_, commands) = help.split_once("Commands:\n").expect("a list of commands");
    let (commands, _) = commands.split_once("\n\n").expect("an end of the list");
    let readme = include_str!("../../README.md");
    let names: Vec<&str> =
        commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 15, "{names:?}");
    for name in names {
        assert!(readme.contains(&format!("`bilat {name}")), "`bilat {name}` is not in the README");
    }
}
