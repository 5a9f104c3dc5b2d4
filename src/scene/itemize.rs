//! Itemization: which face draws which character of a line.
//!
//! A letter goes to the first face of the weight that has it. Blanks, punctuation and European digits follow the
//! letters around them, so that a sentence is set in one face; inside an isolate only that isolate's own letters
//! count, so that `$30B` is one token in one face. Characters without ink follow their neighbor. Nothing is shaped.

use unicode_script::{Script, UnicodeScript};

use super::{Face, Fonts, Run, Weight};

/// Splits a line into runs of one face that cover it, and names the characters that no face has.
pub(super) fn itemize(fonts: &Fonts, content: &str, weight: Weight) -> (Vec<Run>, Vec<char>) {
    let candidates: Vec<Face> =
        fonts.faces().filter(|face| fonts.weight(*face) == weight).collect();
    let mut assign = Assign { fonts, candidates, faces: vec![], missing: vec![] };
    assign.with_ink(content);
    assign.without_ink(content);
    (runs(content, &assign.faces), assign.missing)
}

/// Joins neighbors of one face.
fn runs(content: &str, faces: &[Option<Face>]) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    for ((start, character), face) in content.char_indices().zip(faces) {
        let face = face.unwrap_or(Face(0));
        let end = start + character.len_utf8();
        match runs.last_mut() {
            Some(run) if run.face == face => run.end = end,
            _ => runs.push(Run { face, start, end }),
        }
    }
    runs
}

/// What stands between an isolate's start and its end.
#[derive(Default)]
struct Scope {
    /// Face of the last letter.
    current: Option<Face>,
    /// Characters before the first letter.
    waiting: Vec<(usize, char)>,
}

struct Assign<'a> {
    fonts: &'a Fonts,
    candidates: Vec<Face>,
    faces: Vec<Option<Face>>,
    missing: Vec<char>,
}

impl Assign<'_> {
    fn with_ink(&mut self, content: &str) {
        self.faces = vec![None; content.chars().count()];
        let mut scopes = vec![Scope::default()];
        for (index, character) in content.chars().enumerate() {
            match character {
                '\u{2066}'..='\u{2068}' => scopes.push(Scope::default()),
                '\u{2069}' if scopes.len() > 1 => self.leave(&mut scopes),
                _ if is_inkless(character) => {}
                _ => {
                    let scope = scopes.last_mut().expect("the root scope stays");
                    self.place(scope, index, character);
                }
            }
        }
        while scopes.len() > 1 {
            self.leave(&mut scopes);
        }
        for (index, character) in scopes.remove(0).waiting {
            self.faces[index] = self.choose(None, character);
        }
    }

    /// An isolate without letters is set like the text around it.
    fn leave(&mut self, scopes: &mut Vec<Scope>) {
        let inner = scopes.pop().expect("called inside an isolate");
        let outer = scopes.last_mut().expect("the root scope stays");
        for (index, character) in inner.waiting {
            self.place(outer, index, character);
        }
    }

    fn place(&mut self, scope: &mut Scope, index: usize, character: char) {
        let follows = matches!(character.script(), Script::Common | Script::Inherited);
        if follows && scope.current.is_none() {
            scope.waiting.push((index, character));
            return;
        }
        let preferred = if follows { scope.current } else { None };
        let face = self.choose(preferred, character);
        self.faces[index] = face;
        if !follows {
            scope.current = face;
            for (index, character) in std::mem::take(&mut scope.waiting) {
                self.faces[index] = self.choose(face, character);
            }
        }
    }

    fn choose(&mut self, preferred: Option<Face>, character: char) -> Option<Face> {
        let mut order = preferred.iter().chain(&self.candidates);
        let found = order.find(|face| self.fonts.has(**face, character)).copied();
        if found.is_none() && !self.missing.contains(&character) {
            self.missing.push(character);
        }
        found.or(preferred).or(self.candidates.first().copied())
    }

    /// Isolates open with what follows them; all else without ink stays with what precedes it.
    fn without_ink(&mut self, content: &str) {
        let characters: Vec<char> = content.chars().collect();
        let mut next = None;
        for index in (0..characters.len()).rev() {
            match self.faces[index] {
                Some(face) => next = Some(face),
                None if matches!(characters[index], '\u{2066}'..='\u{2068}') => {
                    self.faces[index] = next;
                }
                None => {}
            }
        }
        let mut last =
            self.faces.iter().flatten().next().copied().or(self.candidates.first().copied());
        for face in &mut self.faces {
            last = face.or(last);
            *face = last;
        }
    }
}

/// Whether a character is never drawn: controls, and the default ignorables that no font needs a glyph for.
#[must_use]
pub fn is_inkless(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{fff0}'..='\u{fff8}' | '\u{fffe}' | '\u{ffff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families(content: &str) -> Vec<(String, String)> {
        let fonts = Fonts::bundled();
        let (runs, missing) = itemize(&fonts, content, Weight::Regular);
        assert!(missing.is_empty());
        runs.iter()
            .map(|run| (fonts.family(run.face).to_owned(), content[run.start..run.end].to_owned()))
            .collect()
    }

    fn of(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn a_persian_sentence_with_its_digits_and_isolates_is_one_run() {
        let line =
            "\u{2067}تجارت باید \u{2066}+۱۲٫۵٪\u{2069} «رشد» کند، نمی\u{200c}شود (2030)\u{2069}";
        assert_eq!(families(line), of(&[("DejaVu Sans", line)]));
    }

    #[test]
    fn a_latin_token_in_an_isolate_keeps_its_dollar_and_digits() {
        let line = "\u{2067}هدف \u{2066}$30B\u{2069} است\u{2069}";
        let expected = [
            ("DejaVu Sans", "\u{2067}هدف "),
            ("Noto Sans", "\u{2066}$30B\u{2069}"),
            ("DejaVu Sans", " است\u{2069}"),
        ];
        assert_eq!(families(line), of(&expected));
    }

    #[test]
    fn english_and_russian_lines_are_one_run_each() {
        for line in ["$30B by 2030 (+12.5%)", "Экспорт России: 12,5 млрд долл.", "2018–2024", " "]
        {
            assert_eq!(families(line), of(&[("Noto Sans", line)]));
        }
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        assert_eq!(families("دُرّ"), of(&[("DejaVu Sans", "دُرّ")]));
        assert_eq!(families("e\u{301}"), of(&[("Noto Sans", "e\u{301}")]));
    }

    #[test]
    fn what_no_face_has_is_named_once() {
        let fonts = Fonts::bundled();
        let (runs, missing) = itemize(&fonts, "漢字漢", Weight::Bold);
        assert_eq!(missing, ['漢', '字']);
        assert_eq!(runs.len(), 1);
    }

    #[test]
    fn runs_cover_the_line_whatever_it_holds() {
        let fonts = Fonts::bundled();
        for line in ["\u{2069}\u{2069}a\u{2067}", "\u{0}\n\t", "", "\u{2066}\u{2066}ب\u{2069}5"] {
            let (runs, _) = itemize(&fonts, line, Weight::Regular);
            assert_eq!(runs.iter().map(|run| run.end - run.start).sum::<usize>(), line.len());
        }
    }
}
