//! Pages behind the codes: what a message means, why it matters, an example, and what to do.
//!
//! One file a stage, one page a code. What was found in a file is said by the message itself, not here.

mod c;
mod i;
mod l;
mod r;
mod s;
mod t;
mod x;

/// Pages of all stages, in the order of the codes.
static STAGES: [&[(&str, &str)]; 7] =
    [r::PAGES, s::PAGES, t::PAGES, i::PAGES, c::PAGES, l::PAGES, x::PAGES];

/// The page of a code, without its title; lines are short enough for a terminal.
#[must_use]
pub fn explain(code: &str) -> Option<&'static str> {
    pages().find(|(of, _)| *of == code).map(|(_, page)| page)
}

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    STAGES.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::CODES;

    #[test]
    fn every_code_has_a_page_and_every_page_a_code_in_one_order() {
        let codes: Vec<&str> = CODES.iter().map(|info| info.code).collect();
        let explained: Vec<&str> = pages().map(|(code, _)| code).collect();
        assert_eq!(explained, codes);
    }

    #[test]
    fn pages_say_why_show_an_example_and_end_with_what_to_do() {
        for (code, page) in pages() {
            let lines: Vec<&str> = page.lines().collect();
            let starting = |mark: &str| lines.iter().position(|line| line.starts_with(mark));
            let parts = ["Why: ", "Example: ", "What to do: "].map(starting);
            assert!(parts.iter().all(Option::is_some) && parts.is_sorted(), "{code}: {parts:?}");
            assert!(parts[0] > Some(0) && parts[2] == Some(lines.len() - 1), "{code}: {parts:?}");
            assert!((4..=9).contains(&lines.len()), "{code}: {} lines", lines.len());
            let width = lines.iter().map(|line| line.chars().count()).max();
            assert!(width <= Some(112), "{code}: {width:?}");
        }
    }

    #[test]
    fn an_unknown_code_has_no_page() {
        assert!(explain("R101").is_some_and(|page| page.starts_with("The file holds nothing")));
        assert_eq!(explain("Z999"), None);
        assert_eq!(explain("r101"), None);
    }
}
