//! The figure for LaTeX: a float with the PDF at text width, caption, label and alternative text.

use super::Figure;
use super::caption::caption;
use super::escape::{latex as safe, latex_plain};
use crate::words::Lang;

/// The snippet for an article.
#[must_use]
pub fn latex(figure: &Figure) -> String {
    let needs = match figure.lang {
        Lang::En => "graphicx",
        Lang::Ru => {
            "graphicx, and \\usepackage[russian]{babel} with a font that has Cyrillic letters"
        }
        Lang::Fa => "graphicx, and LuaLaTeX with \\usepackage[bidi=basic,provide=*,persian]{babel}",
    };
    format!(
        "% Needs {needs}. The alt key is read where the document is tagged, \
         and does no harm elsewhere.\n\
         \\begin{{figure}}[htbp]\n  \\centering\n  \
         \\includegraphics[width=\\linewidth,alt={{{alt}}}]{{{file}}}\n  \
         \\caption[{{{short}}}]{{{caption}}}\n  \
         \\label{{fig:{id}}}\n\
         \\end{{figure}}\n",
        alt = latex_plain(figure.alt),
        file = figure.file("pdf"),
        short = safe(figure.title),
        caption = safe(&caption(figure)),
        id = figure.id,
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::record::sample::record;

    #[test]
    fn braces_close_and_nothing_is_a_comment_by_chance() {
        let (record, footer) = (record(), sample::footer());
        let text = latex(&sample::figure(&record, &footer, Lang::En));
        let mut depth = 0;
        let mut before = ' ';
        for line in text.lines().skip(1) {
            for character in line.chars() {
                match character {
                    '{' if before != '\\' => depth += 1,
                    '}' if before != '\\' => depth -= 1,
                    '%' => assert_eq!(before, '\\', "{line}"),
                    _ => {}
                }
                before = character;
            }
        }
        assert_eq!(depth, 0, "{text}");
        assert!(text.contains("{flour.en.pdf}") && text.contains("\\label{fig:flour}"));
        assert!(text.contains("alt={Columns. \"80\" \\& 50\\% of <a>, / (b); -4}"), "{text}");
    }
}
