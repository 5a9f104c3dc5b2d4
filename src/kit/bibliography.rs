//! Citations of a figure and of its data: BibTeX, and CSL-JSON for Zotero, Pandoc and the like.

use serde_json::{Value as Json, json};

use super::escape::latex;
use crate::words::{Lang, strip_controls};

/// What is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkKind {
    /// The figure itself.
    Figure,
    /// A dataset behind it.
    Dataset,
    /// Something that was said or printed.
    Statement,
}

/// A thing to cite. Parts that are not known are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Key, unique in its list.
    pub key: String,
    /// What it is.
    pub kind: WorkKind,
    /// Who made or said it.
    pub author: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Day, month or year of publication: `2026-11-01`, `2026-11`, `2026`.
    pub issued: String,
    /// Day of retrieval.
    pub accessed: String,
    /// Address.
    pub url: String,
    /// Version or vintage.
    pub version: String,
    /// What a reader must know, such as how the producer wants to be cited.
    pub note: String,
    /// Language, where it is known.
    pub lang: Option<Lang>,
}

/// BibTeX of some works, for LaTeX with biber or BibTeX.
#[must_use]
pub fn bibtex(works: &[Work]) -> String {
    works.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(work: &Work) -> String {
    let kind = match work.kind {
        WorkKind::Dataset => "dataset",
        WorkKind::Figure | WorkKind::Statement => "misc",
    };
    let how = if work.kind == WorkKind::Figure { "Figure" } else { "" };
    // Two braces keep an institution in one piece, and the capitals of a title.
    let whole =
        |text: &str| if text.is_empty() { String::new() } else { format!("{{{}}}", latex(text)) };
    let year = work.issued.split('-').next().unwrap_or_default();
    let fields = [
        ("author", whole(&work.author)),
        ("title", whole(&work.title)),
        ("howpublished", latex(how)),
        ("publisher", latex(&work.publisher)),
        ("year", latex(year)),
        ("date", latex(&work.issued)),
        ("version", latex(&work.version)),
        ("url", address(&work.url)),
        ("urldate", latex(&work.accessed)),
        ("langid", work.lang.map_or("", language).to_owned()),
        ("note", latex(&work.note)),
    ];
    let mut text = format!("@{kind}{{{},\n", key(&work.key));
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        text.push_str(&format!("  {name:<12} = {{{value}}},\n"));
    }
    text + "}\n"
}

/// An address: a brace or backslash would end the field.
fn address(url: &str) -> String {
    url.chars().filter(|c| !c.is_control() && !"{}\\".contains(*c)).collect()
}

fn key(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' };
    text.chars().map(plain).collect()
}

fn language(lang: Lang) -> &'static str {
    ["english", "russian", "persian"][lang as usize]
}

/// CSL-JSON of some works.
#[must_use]
pub fn csl_json(works: &[Work]) -> String {
    let list: Vec<Json> = works.iter().map(item).collect();
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    text
}

fn item(work: &Work) -> Json {
    let kind = match work.kind {
        WorkKind::Figure => "graphic",
        WorkKind::Dataset => "dataset",
        WorkKind::Statement => "webpage",
    };
    let mut json =
        json!({ "id": key(&work.key), "type": kind, "title": strip_controls(&work.title) });
    if !work.author.is_empty() {
        json["author"] = json!([{ "literal": work.author }]);
    }
    for (name, date) in [("issued", &work.issued), ("accessed", &work.accessed)] {
        let parts: Vec<u32> = date.split('-').map_while(|part| part.parse().ok()).collect();
        if !parts.is_empty() {
            json[name] = json!({ "date-parts": [parts] });
        }
    }
    let texts = [
        ("publisher", work.publisher.as_str()),
        ("URL", &work.url),
        ("version", &work.version),
        ("note", &work.note),
        ("language", work.lang.map_or("", Lang::tag)),
    ];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        json[name] = json!(strip_controls(text));
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    fn works() -> [Work; 2] {
        let work = Work {
            key: "flour imports".to_owned(),
            kind: WorkKind::Figure,
            author: "Desk & Co".to_owned(),
            title: "Trade fell 50%".to_owned(),
            publisher: String::new(),
            issued: "2026-11-01".to_owned(),
            accessed: String::new(),
            url: String::new(),
            version: String::new(),
            note: String::new(),
            lang: Some(Lang::En),
        };
        let data = Work {
            key: "customs".to_owned(),
            kind: WorkKind::Dataset,
            url: "https://a.example/x?a=1&b=2_3".to_owned(),
            accessed: "2026-10".to_owned(),
            ..work.clone()
        };
        [work, data]
    }

    #[test]
    fn bibtex_has_an_entry_for_figure_and_data() {
        let text = bibtex(&works());
        assert!(
            text.starts_with("@misc{flour-imports,\n  author       = {{Desk \\& Co}},\n"),
            "{text}"
        );
        assert!(text.contains("  title        = {{Trade fell 50\\%}},\n"));
        assert!(text.contains("  year         = {2026},\n"));
        assert!(text.contains("@dataset{customs,"));
        assert!(text.contains("= {https://a.example/x?a=1&b=2_3},"), "{text}");
    }

    #[test]
    fn csl_dates_are_in_parts() {
        let list: Json = serde_json::from_str(&csl_json(&works())).unwrap();
        assert_eq!(list[0]["type"], "graphic");
        assert_eq!(list[0]["issued"]["date-parts"], json!([[2026, 11, 1]]));
        assert_eq!(list[1]["accessed"]["date-parts"], json!([[2026, 10]]));
        assert_eq!(list[1]["author"][0]["literal"], "Desk & Co");
        assert_eq!(list[0].get("URL"), None);
    }
}
