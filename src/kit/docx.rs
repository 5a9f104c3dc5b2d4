//! The figure as a Word document on A4: outlined SVG with a PNG for programs without SVG, a numbered caption in Word's own
//! style, and the alternative text on the drawing. The same figure gives the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Figure;
use super::caption::{caption, label, one};
use super::escape::xml;
use crate::words::strip_controls;

/// English Metric Units in a millimeter.
const EMU: f64 = 36_000.0;

/// The document.
///
/// # Errors
/// The reason of the archive's writer.
pub fn docx(figure: &Figure, svg: &[u8], png: &[u8]) -> Result<Vec<u8>, String> {
    let parts: [(&str, &[u8]); 10] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("docProps/core.xml", &core(figure).into_bytes()),
        ("docProps/app.xml", &app(figure).into_bytes()),
        ("word/document.xml", &document(figure).into_bytes()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.as_bytes()),
        ("word/styles.xml", &styles(figure).into_bytes()),
        ("word/settings.xml", SETTINGS.as_bytes()),
        ("word/media/figure.png", png),
        ("word/media/figure.svg", svg),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in parts {
        archive.start_file(name, options).map_err(|error| error.to_string())?;
        archive.write_all(bytes).map_err(|error| error.to_string())?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Default Extension=\"png\" ContentType=\"image/png\"/>\
<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
</Types>
";

const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
</Relationships>
";

const DOCUMENT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/figure.png\"/>\
<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/figure.svg\"/>\
</Relationships>
";

const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
</w:settings>
";

fn core(figure: &Figure) -> String {
    let dates = if figure.date.len() == 10 {
        ["created", "modified"]
            .map(|name| {
                format!(
                    "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:{name}>",
                    xml(figure.date)
                )
            })
            .concat()
    } else {
        String::new()
    };
    format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>\
         <dc:description>{description}</dc:description><dc:language>{language}</dc:language>{dates}\
         </cp:coreProperties>\n",
        title = xml(&strip_controls(figure.title)),
        creator = xml(figure.desk),
        description = xml(&strip_controls(&caption(figure))),
        language = figure.locale(),
    )
}

fn app(figure: &Figure) -> String {
    let program = &figure.record.made.program;
    format!(
        "{HEAD}<Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>{}</Application></Properties>\n",
        xml(&program.name)
    )
}

fn document(figure: &Figure) -> String {
    let rtl = figure.lang.is_rtl();
    let (bidi, section) = if rtl { ("<w:bidi/>", "<w:bidi/>") } else { ("", "") };
    format!(
        "{HEAD}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\
         <w:p><w:pPr><w:pStyle w:val=\"Figure\"/>{bidi}</w:pPr><w:r>{drawing}</w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"Caption\"/>{bidi}</w:pPr>{caption}</w:p>\
         <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" \
         w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/>{section}</w:sectPr>\
         </w:body></w:document>\n",
        drawing = drawing(figure),
        caption = numbered(figure),
    )
}

/// "Figure 1. ..." with a field that Word counts.
fn numbered(figure: &Figure) -> String {
    let run = |text: &str| {
        let properties = if figure.lang.is_rtl() { "<w:rPr><w:rtl/></w:rPr>" } else { "" };
        format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(text))
    };
    let text = strip_controls(&caption(figure));
    format!(
        "{}<w:fldSimple w:instr=\" SEQ Figure \\* ARABIC \">{}</w:fldSimple>{}",
        run(&format!("{}\u{a0}", label(figure.lang))),
        run(one(figure.lang)),
        run(&format!(". {text}")),
    )
}

fn drawing(figure: &Figure) -> String {
    let (width, height) = figure.size;
    let emu = |millimeters: f64| libm::round(millimeters * EMU) as i64;
    let (cx, cy) = (emu(width), emu(height));
    let alt = xml(&strip_controls(figure.alt));
    let title = xml(&strip_controls(figure.title));
    format!(
        "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/>\
         <wp:docPr id=\"1\" name=\"{id}\" descr=\"{alt}\" title=\"{title}\"/>\
         <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"figure.png\" descr=\"{alt}\"/>\
         <pic:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></pic:cNvPicPr></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"rId3\"><a:extLst>\
         <a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\">\
         <asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" \
         r:embed=\"rId4\"/></a:ext></a:extLst></a:blip>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
         </a:graphicData></a:graphic></wp:inline></w:drawing>",
        id = xml(figure.id),
    )
}

fn styles(figure: &Figure) -> String {
    let locale = figure.locale();
    let (latin, bidi) = if figure.lang.is_rtl() { ("en-US", locale) } else { (locale, "fa-IR") };
    format!(
        "{HEAD}<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Arial\"/>\
         <w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"{latin}\" w:bidi=\"{bidi}\"/>\
         </w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Figure\"><w:name w:val=\"Figure\"/>\
         <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Caption\"/><w:qFormat/>\
         <w:pPr><w:keepNext/><w:spacing w:before=\"120\" w:after=\"120\"/><w:jc w:val=\"center\"/></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"caption\"/>\
         <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:uiPriority w:val=\"35\"/><w:qFormat/>\
         <w:pPr><w:spacing w:after=\"200\"/></w:pPr>\
         <w:rPr><w:color w:val=\"4A525A\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"19\"/></w:rPr></w:style>\
         </w:styles>\n"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Read;

    use zip::ZipArchive;

    use super::super::sample;
    use super::*;
    use crate::record::sample::record;
    use crate::words::Lang;

    fn parts(lang: Lang) -> BTreeMap<String, Vec<u8>> {
        let (record, footer) = (record(), sample::footer());
        let figure = sample::figure(&record, &footer, lang);
        let bytes = docx(&figure, b"<svg/>", b"png").unwrap();
        assert!(bytes == docx(&figure, b"<svg/>", b"png").unwrap(), "the same bytes");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        (0..archive.len())
            .map(|index| {
                let mut file = archive.by_index(index).unwrap();
                let mut bytes = vec![];
                file.read_to_end(&mut bytes).unwrap();
                (file.name().unwrap().into_owned(), bytes)
            })
            .collect()
    }

    #[test]
    fn every_part_is_xml_and_every_relation_and_type_leads_somewhere() {
        let parts = parts(Lang::En);
        let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
        for name in parts.keys().filter(|name| !name.starts_with("word/media/")) {
            let text = text(name);
            usvg::roxmltree::Document::parse(&text)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            for target in text(rels).split("Target=\"").skip(1) {
                let target = format!("{folder}{}", target.split('"').next().unwrap());
                assert!(parts.contains_key(&target), "{target}");
            }
        }
        let types = text("[Content_Types].xml");
        for part in types.split("PartName=\"/").skip(1) {
            assert!(parts.contains_key(part.split('"').next().unwrap()), "{part}");
        }
        for id in ["rId3", "rId4"] {
            assert!(text("word/document.xml").contains(&format!("r:embed=\"{id}\"")));
        }
    }

    #[test]
    fn the_drawing_has_its_true_size_and_words() {
        let parts = parts(Lang::En);
        let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        assert!(text.contains("<wp:extent cx=\"5760000\" cy=\"3600000\"/>"));
        assert!(text.contains("descr=\"Columns. &quot;80&quot; &amp; 50% of &lt;a&gt;"), "{text}");
        assert!(text.contains("SEQ Figure") && text.contains("w:val=\"Caption\""));
        assert!(!text.contains("w:bidi"));
    }

    #[test]
    fn persian_paragraphs_run_from_the_right() {
        let parts = parts(Lang::Fa);
        let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
        assert_eq!(text.matches("<w:bidi/>").count(), 3, "two paragraphs and the page");
        assert!(text.contains("<w:rtl/>") && text.contains("شکل"));
        let styles = String::from_utf8(parts["word/styles.xml"].clone()).unwrap();
        assert!(styles.contains("w:bidi=\"fa-IR\""));
    }
}
