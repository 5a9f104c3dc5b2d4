//! T12, R1: all engines set a text alike, and drawing twice gives the same picture.

use usvg::{Group, Node, Text};

use super::{Check, Found};
use crate::lint::Severity;
use crate::lint::figure::Figure;

/// A text is as wide in the tree that PNG and PDF are drawn from as it was measured. Of our own figures alone.
pub static T12: Check =
    Check { id: "T12", title: "all engines set a text alike", severity: Severity::W, find: widths };

/// Drawing twice gives the same picture. Of our own figures alone.
pub static R1: Check = Check {
    id: "R1",
    title: "drawing twice gives the same picture",
    severity: Severity::E,
    find: twice,
};

/// Most pixels that two engines may differ by.
const MOST: f64 = 0.5;

fn widths(figure: &Figure) -> Vec<Found> {
    let Some(files) = figure.files else { return vec![] };
    let Ok(tree) = files.sheet.tree() else { return vec![] };
    let mut drawn = vec![];
    texts(tree.root(), &mut drawn);
    let printed = files.sheet.printed();
    let live: Vec<_> = printed
        .iter()
        .zip(&files.sheet.sizes())
        .filter(|((text, line), _)| !text.is_empty() && line.runs.len() == 1 && !line.has_rtl)
        .map(|((text, line), size)| (text, line.width * size))
        .collect();
    if live.len() != drawn.len() {
        // A line of blanks alone is not drawn; nothing can be paired then.
        return vec![];
    }
    let pairs = live.into_iter().zip(drawn).filter_map(|((text, ours), node)| {
        let bounds = node.abs_bounding_box();
        let theirs = f64::from(bounds.width());
        let scale = f64::from(tree.size().width()) / figure.size.0;
        let apart = (ours * scale - theirs).abs();
        let at = (f64::from(bounds.x()) / scale, f64::from(bounds.y()) / scale);
        let shown = crate::lint::figure::quoted(text);
        (apart > MOST && text.trim() == text.as_str()).then(|| {
            Found::new(format!("{shown} is {apart:.1} px wider or narrower when drawn"), at)
        })
    });
    pairs.collect()
}

fn texts<'a>(group: &'a Group, found: &mut Vec<&'a Text>) {
    for node in group.children() {
        match node {
            Node::Group(group) => texts(group, found),
            Node::Text(text) => found.push(text),
            _ => {}
        }
    }
}

fn twice(figure: &Figure) -> Vec<Found> {
    let differs = figure.own.is_some_and(|own| own.again.is_some_and(|s| s != own.sheet.scene));
    if differs { vec![Found::whole("drawn twice, it differs", figure)] } else { vec![] }
}
