//! "Imports exceeded exports by 2.2 billion", "the target of 150 thousand tonnes was exceeded by 12 %".

use super::clause::word_at;
use super::cues::exceeds;
use super::levels::Level;
use super::quantity::Part;
use super::role::Role;

/// The base and the end of "A exceeded B": what is exceeded is the base. None where more than two levels stand there.
pub(super) fn exceeding(clause: &[Part], levels: &[Level]) -> Option<(Level, Level)> {
    let verb = clause.iter().position(|part| exceeds(part.word()))?;
    let compared: Vec<&Level> = levels
        .iter()
        .filter(|level| !matches!(level.role, Role::By(_) | Role::Balance(_)))
        .collect();
    let [first, second] = compared[..] else { return None };
    if !first.said.kind.fits(second.said.kind) || first.said.mid() <= 0.0 {
        return None;
    }
    let passive =
        matches!(word_at(clause, verb.wrapping_sub(1)), "was" | "were" | "been" | "был" | "была")
            || word_at(clause, verb).starts_with("перевыполн");
    let (base, end) = if passive { (first, second) } else { (second, first) };
    // "Exceeded 5 billion": the number behind the verb is no base of anything without another before or a result.
    Some((base.clone(), end.clone()))
}
