//! Declarations on the command line: `KEY=VALUE`, under the keys of `dataset.toml`, on top of a spec file or alone.
//!
//! A line may be copied from a message as it stands (`unit = "USD million"`), or written short (`unit=USD million`).

use std::path::Path;

use super::disk::read_file;
use super::spec;
use crate::diag::{Diagnostic, Place};
use crate::read::DatasetSpec;

/// Name of these declarations in messages.
const SHOWN: &str = "--set";

/// Keys that hold lists.
const LISTS: [&str; 5] = ["missing", "suppressed", "below_threshold", "flags", "confirmed"];

/// The spec of a file outside a desk: that of `file`, if one is named, with `sets` on top.
///
/// # Errors
/// R103 if the file cannot be read, C101 for an unknown key, C103 for a value that does not fit its key.
pub fn declare(file: Option<&Path>, sets: &[String]) -> Result<DatasetSpec, Box<Diagnostic>> {
    let mut text = String::new();
    let mut shown = SHOWN.to_owned();
    if let Some(file) = file {
        shown = file.display().to_string();
        text = String::from_utf8_lossy(&read_file(file, &shown)?).into_owned();
    }
    let declared: DatasetSpec = spec::parse(&text, &shown)?;
    if sets.is_empty() {
        return Ok(declared);
    }
    let mut table: toml::Table = spec::parse(&text, &shown)?;
    for set in sets {
        put(&mut table, set)?;
    }
    spec::parse(&toml::to_string(&table).unwrap_or_default(), SHOWN)
}

/// The declarations alone, as a table.
///
/// # Errors
/// C103 for one that is not `KEY=VALUE`.
pub(super) fn table(sets: &[String]) -> Result<toml::Table, Box<Diagnostic>> {
    let mut table = toml::Table::new();
    sets.iter().try_for_each(|set| put(&mut table, set))?;
    Ok(table)
}

/// Enters one declaration.
fn put(table: &mut toml::Table, set: &str) -> Result<(), Box<Diagnostic>> {
    let fault = |title: String| {
        let place = Place { path: SHOWN.to_owned(), ..Place::default() };
        let message = Diagnostic::error("C103", title).at(place);
        Box::new(
            message.help("write `--set unit=\"USD million\"` or `--set columns.value=\"Amount\"`"),
        )
    };
    let (key, text) =
        set.split_once('=').ok_or_else(|| fault(format!("`{set}` is not `KEY=VALUE`")))?;
    let path = key_path(key.trim());
    let Some((last, above)) = path.split_last() else {
        return Err(fault(format!("`{set}` names no key")));
    };
    let mut table = table;
    for name in above {
        let inner = table.entry(name.clone()).or_insert_with(|| toml::Table::new().into());
        table = inner.as_table_mut().ok_or_else(|| fault(format!("`{name}` is no table")))?;
    }
    let value = value(path.first().map_or("", String::as_str), last, text.trim());
    match (table.get_mut(last), value) {
        (Some(toml::Value::Array(known)), toml::Value::Array(more)) => known.extend(more),
        (_, value) => {
            table.insert(last.clone(), value);
        }
    }
    Ok(())
}

/// `columns.value` and `areas."Other names"` as their parts.
fn key_path(key: &str) -> Vec<String> {
    let mut path: Vec<String> = vec![String::new()];
    let mut quoted = false;
    for letter in key.chars() {
        match letter {
            '"' => quoted = !quoted,
            '.' if !quoted => path.push(String::new()),
            _ => path.last_mut().expect("never empty").push(letter),
        }
    }
    path.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The value as its key needs it: a list, a number, a truth, and otherwise a text with or without quotes.
fn value(table: &str, key: &str, text: &str) -> toml::Value {
    let parsed = format!("x = {text}").parse::<toml::Table>().ok().and_then(|mut t| t.remove("x"));
    let plain = match &parsed {
        Some(toml::Value::String(inner)) => inner.clone(),
        _ => text.to_owned(),
    };
    let is_list = table == key && LISTS.contains(&key);
    let is_typed = table == "limits"
        || ["header_line", "precedence", "cumulative", "threshold"].contains(&key);
    match parsed {
        Some(value @ toml::Value::Array(_)) if is_list => value,
        _ if is_list => {
            let items = plain.split(',').map(|item| toml::Value::String(item.trim().to_owned()));
            toml::Value::Array(items.collect())
        }
        Some(value) if is_typed => value,
        _ => toml::Value::String(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(pairs: &[&str]) -> Result<DatasetSpec, String> {
        let pairs: Vec<String> = pairs.iter().map(ToString::to_string).collect();
        declare(None, &pairs).map_err(|fault| format!("{}: {}", fault.code, fault.title))
    }

    #[test]
    fn declarations_are_read_short_and_as_messages_print_them() {
        let spec = set(&[
            "unit=USD million",
            "number_format = \"1.234,56\"",
            "header_line=4",
            "cumulative=true",
            "flags=p,e",
            "columns.value=Wert",
            "areas.\"Россия и др.\" = \"RUS\"",
            "limits.columns=9",
            "encoding=windows-1252",
        ])
        .unwrap();
        assert_eq!(spec.unit.as_deref(), Some("USD million"));
        assert_eq!(spec.number_format.as_deref(), Some("1.234,56"));
        assert_eq!((spec.header_line, spec.cumulative), (Some(4), true));
        assert_eq!(spec.flags, ["p", "e"]);
        assert_eq!(spec.columns["value"], "Wert");
        assert_eq!(spec.areas["Россия и др."], "RUS");
        assert_eq!((spec.limits.columns, spec.encoding.as_deref()), (9, Some("windows-1252")));
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(set(&["unti=USD"]).unwrap_err(), "C101: unknown key `unti`");
        assert_eq!(set(&["unit"]).unwrap_err(), "C103: `unit` is not `KEY=VALUE`");
        assert!(set(&["header_line=four"]).unwrap_err().starts_with("C103: "));
        assert!(set(&["unit=2", "unit.x=1"]).unwrap_err().starts_with("C103: "));
    }
}
