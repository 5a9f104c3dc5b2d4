//! A page a code: what it means, why it matters, an example, what to do. Words only.

mod desk;
mod read;
mod source;
mod table;

/// Codes with their pages.
type Pages = &'static [(&'static str, &'static str)];

/// The page of a code.
#[must_use]
pub fn explain(code: &str) -> Option<&'static str> {
    let all: [Pages; 4] = [read::PAGES, source::PAGES, table::PAGES, desk::PAGES];
    all.into_iter().flatten().find(|(known, _)| *known == code).map(|(_, page)| *page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::CODES;

    #[test]
    fn every_code_has_a_page_of_a_few_lines() {
        for info in CODES {
            let page = explain(info.code).unwrap_or_else(|| panic!("{} has no page", info.code));
            let lines = page.trim().lines().count();
            assert!((3..=10).contains(&lines), "{} has {lines} lines", info.code);
        }
    }
}
