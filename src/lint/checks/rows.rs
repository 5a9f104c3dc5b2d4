//! T10: title, subtitle and footer have few lines, and nothing is cut short.

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;
use crate::scene::Role;

/// Few lines around the plot, and no text ends in an ellipsis. Of our own figures alone.
pub static T10: Check = Check {
    id: "T10",
    title: "few lines around the plot, and nothing is cut short",
    severity: Severity::E,
    find,
};

fn find(figure: &Figure) -> Vec<Found> {
    if figure.own.is_none() {
        return vec![];
    }
    let mut found = vec![];
    for (role, name, most) in
        [(Role::Title, "title", 2), (Role::Subtitle, "subtitle", 2), (Role::Footer, "footer", 3)]
    {
        let of_role = |line: &&crate::lint::figure::Line| {
            line.role == Some(role) && line.group.is_empty() && line.halo.is_none()
        };
        let count = figure.lines.iter().filter(of_role).count();
        if count > most {
            found.push(Found::whole(format!("{name} has {count} lines, {most} at most"), figure));
        }
    }
    for line in &figure.lines {
        let plain = crate::words::strip_controls(&line.content);
        if plain.trim_end().ends_with(['…', '⋯']) || plain.trim_end().ends_with("...") {
            found.push(Found::new(format!("{} is cut short", line.quoted()), line.at()));
        }
    }
    found
}
