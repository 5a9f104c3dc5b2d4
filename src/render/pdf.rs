//! PDF/UA-1: one tagged figure with its alternative text, on a page of exactly the picture's size.
//!
//! No date is written. Text that runs left to right is embedded as text; Persian is outlined, because it could not be
//! copied out in reading order.

use std::fmt::Write;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Point, Rect, Size};
use krilla::metadata::{Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{BBox, ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::{RenderError, Renderer};
use crate::press::Sheet;

/// PDF.
pub struct Pdf;

impl Renderer for Pdf {
    fn id(&self) -> &'static str {
        "pdf"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn media_type(&self) -> &'static str {
        "application/pdf"
    }

    fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, RenderError> {
        let tree = sheet.tree()?;
        let (width, height) = sheet.points();
        let size = Size::from_wh(width as f32, height as f32)
            .ok_or_else(|| RenderError::engine("PDF", "picture has no size"))?;
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| RenderError::engine("PDF", format!("{error:?}")))?;
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        draw(&mut document, sheet, tree, size);
        document.set_metadata(metadata(sheet));
        document.set_outline(outline(sheet));
        document.finish().map_err(|error| RenderError::engine("PDF", reason(&error)))
    }
}

/// Draws the page and tags it as one figure.
fn draw(document: &mut Document, sheet: &Sheet, tree: &usvg::Tree, size: Size) {
    let scene = sheet.scene;
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    let content = surface.start_tagged(ContentTag::Other);
    let settings = SvgSettings { embed_text: true, ..SvgSettings::default() };
    surface.draw_svg(tree, size, settings);
    surface.end_tagged();
    surface.finish();
    page.finish();
    let bounds = Rect::from_xywh(0.0, 0.0, size.width(), size.height());
    let spoken = scene.lang.is_rtl().then(|| spoken(sheet));
    let figure = Tag::Figure(Some(scene.description.clone()))
        .with_bbox(bounds.map(|bounds| BBox::new(0, bounds)))
        .with_actual_text(spoken);
    let mut tree = TagTree::new().with_lang(Some(scene.lang.tag().to_owned()));
    tree.push(TagGroup::with_children(figure, vec![content.into()]));
    document.set_tag_tree(tree);
}

/// All words of the picture in draw order, for outlined text.
fn spoken(sheet: &Sheet) -> String {
    let lines: Vec<String> = sheet.printed().into_iter().map(|(text, _)| text).collect();
    lines.join("\n")
}

fn metadata(sheet: &Sheet) -> Metadata {
    let (scene, imprint) = (sheet.scene, sheet.imprint);
    let direction =
        if scene.lang.is_rtl() { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
    let keywords = [
        ("source", &imprint.source),
        ("copyright", &imprint.copyright),
        ("spec-hash", &imprint.spec_hash),
        ("data-hash", &imprint.data_hash),
    ];
    let filled = keywords.iter().filter(|(_, value)| !value.is_empty());
    let named = filled.map(|(name, value)| format!("{name}: {value}"));
    // The record comes last, in ASCII, so that the old form of the keywords holds it as it is.
    let record =
        (!imprint.json_ld.is_empty()).then(|| format!("record: {}", ascii(&imprint.json_ld)));
    Metadata::new()
        .title(scene.title.clone())
        .description(scene.description.clone())
        .language(scene.lang.tag().to_owned())
        .text_direction(direction)
        .creator(imprint.software.clone())
        .producer(imprint.software.clone())
        .keywords(named.chain(record).collect())
}

/// JSON with all but ASCII as escapes.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// One entry, which the standard asks for even of a single page.
fn outline(sheet: &Sheet) -> Outline {
    let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(sheet.scene.title.clone(), top));
    outline
}

fn reason(error: &KrillaError) -> String {
    match error {
        KrillaError::Validation(faults) => {
            let faults: Vec<_> = faults.iter().map(|(fault, _)| format!("{fault:?}")).collect();
            faults.join("; ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::sample::{imprint, scene, shaper};
    use crate::words::Lang;

    /// The file as characters; its structure is not compressed away.
    fn written(lang: Lang) -> String {
        let (scene, shaper, imprint) = (scene(lang), shaper(), imprint());
        // Making it at all means that the validator found nothing.
        let bytes = Pdf.render(&Sheet::new(&scene, &shaper, &imprint).unwrap()).unwrap();
        bytes.iter().map(|byte| char::from(*byte)).collect()
    }

    #[test]
    fn language_figure_and_page_are_those_of_the_picture() {
        for lang in Lang::ALL {
            let text = written(lang);
            assert!(
                text.contains(&format!("/Lang ({lang})"))
                    || text.contains(&format!("/Lang({lang})"))
            );
            assert!(text.contains("/S /Figure") || text.contains("/S/Figure"));
            assert!(text.contains("/Alt"));
            assert!(text.contains("453.5433") && text.contains("283.4645"));
            assert_eq!(text.contains("/ActualText"), lang.is_rtl());
        }
    }

    #[test]
    fn no_date_is_written() {
        let text = written(Lang::En);
        assert!(!text.contains("/CreationDate") && !text.contains("CreateDate"));
    }

    #[test]
    fn the_record_stands_among_the_keywords_in_ascii() {
        assert_eq!(
            ascii("{\"name\":\"Мука 𝄞\"}"),
            r#"{"name":"\u041c\u0443\u043a\u0430 \ud834\udd1e"}"#
        );
        let text = written(Lang::Ru);
        assert_eq!(text.matches("record: {").count(), 2, "in the information and in XMP");
    }

    #[test]
    fn a_picture_without_description_is_refused() {
        let (mut scene, shaper, imprint) = (scene(Lang::En), shaper(), imprint());
        scene.title.clear();
        let error = Pdf.render(&Sheet::new(&scene, &shaper, &imprint).unwrap()).unwrap_err();
        assert!(error.to_string().contains("NoDocumentTitle"), "{error}");
    }
}
