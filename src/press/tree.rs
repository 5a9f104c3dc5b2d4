//! From markup to the tree of `usvg`, with our faces and no others.

use std::sync::Arc;

use usvg::{FontResolver, Options, Tree};

use crate::scene::{Fonts, Weight};

/// Parses markup.
pub(super) fn parse(markup: &str, fonts: &Arc<Fonts>) -> Result<Tree, usvg::Error> {
    let options = Options {
        font_resolver: resolver(Arc::clone(fonts)),
        fontdb: Arc::clone(fonts.database()),
        ..Options::default()
    };
    Tree::from_str(markup, &options)
}

/// Finds the face that the markup names, and never another instead.
fn resolver(fonts: Arc<Fonts>) -> FontResolver<'static> {
    FontResolver {
        select_font: Box::new(move |font, _| {
            let weight = if font.weight() < 600 { Weight::Regular } else { Weight::Bold };
            font.families().iter().find_map(|family| match family {
                usvg::FontFamily::Named(name) => {
                    fonts.find(name, weight).map(|face| fonts.id(face))
                }
                _ => None,
            })
        }),
        select_fallback: Box::new(|_, _, _| None),
    }
}
