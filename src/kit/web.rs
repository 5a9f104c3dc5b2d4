//! The figure for a web page: what is pasted, a page to embed in a frame, and what its host needs.

use serde_json::{Value as Json, json};

use super::Figure;
use super::caption::caption;
use super::escape::{script_json, xml};
use crate::record::SourceFile;
use crate::words::strip_controls;

/// Type of the message by which an embedded page tells its height.
pub const RESIZE: &str = "bilat:resize";

/// Widest window, in CSS pixels, that gets the narrow layout.
const NARROW: u32 = 480;

/// `<figure>` with the picture for every width, its words, and what search engines read.
///
/// `narrow` is the size of the layout for phones, where there is one.
#[must_use]
pub fn snippet(figure: &Figure, narrow: Option<(f64, f64)>) -> String {
    let (width, height) = figure.size;
    let double = width * 2.0;
    let phone = narrow.map_or(String::new(), |(width, height)| {
        format!(
            "    <source media=\"(max-width: {NARROW}px)\" type=\"image/svg+xml\" \
             srcset=\"{file}\" width=\"{width}\" height=\"{height}\">\n",
            file = xml(&figure.address("mobile.svg")),
        )
    });
    let file = |extension: &str| xml(&figure.address(extension));
    format!(
        "<figure id=\"{id}-{lang}\" lang=\"{lang}\" dir=\"{dir}\" \
         style=\"margin: 0; max-width: {width}px\">\n  <picture>\n{phone}    \
         <source type=\"image/svg+xml\" srcset=\"{svg}\">\n    \
         <img src=\"{png}\" srcset=\"{png} {width}w, {png2} {double}w\" \
         sizes=\"(max-width: {width}px) 100vw, {width}px\" \
         width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\" \
         style=\"max-width: 100%; height: auto\" alt=\"{alt}\">\n  </picture>\n  \
         <figcaption>{caption}</figcaption>\n  \
         <script type=\"application/ld+json\">{json}</script>\n</figure>\n",
        id = xml(figure.id),
        lang = figure.lang,
        dir = figure.direction(),
        svg = file("svg"),
        png = file("png"),
        png2 = file("2x.png"),
        alt = xml(figure.alt),
        caption = xml(&caption(figure)),
        json = script_json(&structured(figure).to_string()),
    )
}

/// The figure and its data in the words of schema.org.
fn structured(figure: &Figure) -> Json {
    let record = figure.record;
    let mut json = json!({
        "@context": "https://schema.org",
        "@type": "ImageObject",
        "name": strip_controls(figure.title),
        "caption": strip_controls(&caption(figure)),
        "description": strip_controls(figure.alt),
        "inLanguage": figure.lang.tag(),
        "contentUrl": figure.address("2x.png"),
        "encodingFormat": "image/png",
        "width": format!("{} px", figure.size.0 * 2.0),
        "height": format!("{} px", figure.size.1 * 2.0),
        "creditText": record.source,
        "isBasedOn": record.sources.iter().map(dataset).collect::<Vec<_>>(),
    });
    let texts = [("copyrightNotice", record.copyright.as_str()), ("datePublished", figure.date)];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        json[name] = json!(text);
    }
    json
}

fn dataset(source: &SourceFile) -> Json {
    let mut json = json!({
        "@type": "Dataset",
        "identifier": source.dataset,
        "name": source.name,
        "distribution": { "@type": "DataDownload", "sha256": source.distribution.sha256 },
    });
    if let Some(producer) = &source.producer {
        json["creator"] = json!({ "@type": "Organization", "name": producer.name });
    }
    let texts = [
        ("citation", &source.citation),
        ("license", &source.licence),
        ("url", &source.url),
        ("version", &source.vintage),
    ];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        json[name] = json!(text);
    }
    json
}

/// Parts of a page that stands in a frame of another.
#[derive(Clone, Copy, Debug)]
pub struct Embed<'a> {
    /// Faces of both pictures as style rules.
    pub fonts: &'a str,
    /// The picture as inline SVG.
    pub wide: &'a str,
    /// The picture for phones, if there is one.
    pub narrow: Option<&'a str>,
    /// The data as a table of HTML.
    pub table: &'a str,
}

/// A whole page with the figure and its data, which tells its height to the page around it.
#[must_use]
pub fn embed(figure: &Figure, parts: &Embed) -> String {
    let narrow =
        parts.narrow.map_or(String::new(), |svg| format!("<div class=\"narrow\">{svg}</div>\n"));
    let switch = if parts.narrow.is_some() {
        format!(
            "@media (max-width: {NARROW}px) {{ .wide {{ display: none }} .narrow {{ display: block }} }}\n"
        )
    } else {
        String::new()
    };
    let data = ["Data", "Данные", "داده‌ها"][figure.lang as usize];
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{fonts}\n{STYLE}{switch}</style>\n</head>\n<body>\n<figure>\n\
         <div class=\"wide\">{wide}</div>\n{narrow}\
         <figcaption><details><summary>{data}</summary>{table}</details></figcaption>\n</figure>\n\
         <script>\n{TELL}</script>\n</body>\n</html>\n",
        lang = figure.lang,
        dir = figure.direction(),
        title = xml(&strip_controls(figure.title)),
        fonts = parts.fonts,
        wide = parts.wide,
        table = parts.table,
    )
}

const STYLE: &str = "\
body { margin: 0; background: #fff; color: #1f2529; font: 14px/1.45 'Noto Sans', 'DejaVu Sans', sans-serif }
figure { margin: 0 }
svg { display: block; width: 100%; height: auto; direction: ltr }
.narrow { display: none }
details { padding: 4px 16px 12px }
.scroll { overflow: auto; max-height: 320px }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 2px 8px; border-bottom: 1px solid #d9dde1; text-align: start; font-weight: 400 }
td.number { text-align: end; white-space: nowrap }
";

/// Sent to whoever holds the frame: a height is no secret, and the host checks where it comes from.
const TELL: &str = "\
const tell = () => parent.postMessage(
  { type: 'bilat:resize', height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*');
new ResizeObserver(tell).observe(document.documentElement);
addEventListener('load', tell);
";

/// What the page around the frame needs: the frame, and a script that believes nobody else.
#[must_use]
pub fn host(figure: &Figure) -> String {
    let (width, height) = figure.size;
    format!(
        "<iframe id=\"frame-{id}-{lang}\" src=\"{file}\" title=\"{title}\" lang=\"{lang}\" \
         loading=\"lazy\" height=\"{tall}\" style=\"width: 100%; max-width: {width}px; border: 0\"></iframe>\n\
         <script>\naddEventListener('message', (event) => {{\n  \
         const frame = document.getElementById('frame-{id}-{lang}');\n  \
         if (!frame || event.source !== frame.contentWindow) return;\n  \
         if (event.origin !== new URL(frame.src, location.href).origin) return;\n  \
         const {{ type, height }} = event.data ?? {{}};\n  \
         if (type !== '{RESIZE}' || !Number.isFinite(height) || height < 1 || height > 10000) return;\n  \
         frame.style.height = `${{height}}px`;\n}});\n</script>\n",
        id = xml(figure.id),
        lang = figure.lang,
        file = xml(&figure.address("embed.html")),
        title = xml(&strip_controls(figure.title)),
        tall = height + 40.0,
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::record::sample::record;
    use crate::words::Lang;

    #[test]
    fn the_snippet_is_well_formed_and_its_json_is_json() {
        let (record, footer) = (record(), sample::footer());
        let figure = Figure { size: (640.0, 420.0), ..sample::figure(&record, &footer, Lang::Fa) };
        let text = snippet(&figure, Some((360.0, 420.0)));
        assert!(text.contains("srcset=\"flour.fa.png 640w, flour.fa.2x.png 1280w\""), "{text}");
        assert!(text.contains("width=\"640\" height=\"420\"") && text.contains("dir=\"rtl\""));
        assert!(text.contains("max-width: 480px") && text.contains("flour.fa.mobile.svg"));
        let (_, json) = text.split_once("ld+json\">").unwrap();
        let (json, _) = json.split_once("</script>").unwrap();
        let json: Json = serde_json::from_str(json).unwrap();
        assert_eq!(json["isBasedOn"][0]["distribution"]["sha256"], "ab".repeat(32));
        assert!(json["caption"].as_str().unwrap().contains("<now>"));
        assert!(!snippet(&figure, None).contains("mobile"));
    }

    #[test]
    fn the_host_believes_its_own_frame_alone() {
        let (record, footer) = (record(), sample::footer());
        let figure = sample::figure(&record, &footer, Lang::En);
        let text = host(&figure);
        for check in ["event.source !== frame.contentWindow", "event.origin !==", "Number.isFinite"]
        {
            assert!(text.contains(check), "{text}");
        }
        let parts = Embed { fonts: "", wide: "<svg/>", narrow: None, table: "<table></table>" };
        let page = embed(&figure, &parts);
        assert!(page.contains(RESIZE) && page.contains("postMessage"));
        assert!(page.contains("direction: ltr"), "anchors of a picture are physical");
        assert!(page.contains("<title>Trade of A &amp; B"), "{page}");
    }
}
