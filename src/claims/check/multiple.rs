//! Multiples as words: what "doubled", "15-fold" and "almost fivefold" allow.
//!
//! "Double" is 1.9 to 2.1; a whole number from 3 on is that number give or take one half, or a twentieth if that
//! is more; its loose reading is the number with its decimals cut off. A multiple with decimals is what they say.

use super::said::Span;
use crate::trade::{Decimal, Hedge};

/// Reach of "double" and of large multiples.
const TOLERANCE: f64 = 0.05;

/// A stated multiple of the base.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Multiple {
    /// What was said, as a number: 2 for "doubled", 0.2 for "fell fivefold".
    pub mid: f64,
    /// What the words allow; more than one where the words have two readings.
    pub strict: Vec<Span>,
    /// What they allow at most.
    pub loose: Option<Span>,
}

/// How a multiple is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// A word of its own: "doubled", "вдвое".
    Word,
    /// A number and a word: "5 times", "в 5 раз", "15-fold".
    Counted,
    /// "×5": as printed.
    Sign,
    /// "five times more": five or six times.
    TimesMore,
}

impl Multiple {
    pub fn new(number: Decimal, hedge: Hedge, wording: Wording) -> Self {
        let mid = number.to_f64();
        if mid < 1.0 && !matches!(hedge, Hedge::Printed | Hedge::Exact) {
            // "More than halved" leaves less than a half.
            return Self::new(Decimal::new(2, 0), hedge, wording).inverted();
        }
        let (plain, loose) = plain(number, wording);
        let mut strict = vec![hedged(mid, plain, hedge)];
        if wording == Wording::TimesMore {
            strict.push(hedged(mid + 1.0, Span::new(plain.low + 1.0, plain.high + 1.0), hedge));
        }
        let loose = match hedge {
            Hedge::Printed | Hedge::Exact => loose,
            Hedge::Almost if mid >= 3.0 => Some(Span::new(mid - 0.5, mid)),
            Hedge::Almost if mid >= 2.0 => Some(Span::new(mid - 0.25, mid)),
            Hedge::About => Some(Span::new(mid * 0.9, mid * 1.1)),
            _ => None,
        };
        Self { mid, strict, loose }
    }

    /// The same words said of a fall: "fell fivefold" leaves a fifth.
    pub fn inverted(self) -> Self {
        let flip = |span: &Span| Span { low: 1.0 / span.high, high: 1.0 / span.low };
        Self {
            mid: 1.0 / self.mid,
            strict: self.strict.iter().map(flip).collect(),
            loose: self.loose.as_ref().map(flip),
        }
    }
}

fn plain(number: Decimal, wording: Wording) -> (Span, Option<Span>) {
    let mid = number.to_f64();
    if number.scale() > 0 || wording == Wording::Sign {
        let half = Decimal::new(1, number.scale()).to_f64() / 2.0;
        return (Span::new(mid - half, mid + half), None);
    }
    let reach = TOLERANCE * mid;
    if mid < 3.0 {
        let rounded = (wording != Wording::Word).then(|| Span::new(mid - 0.5, mid + 0.5));
        return (Span::new(mid - reach, mid + reach), rounded);
    }
    let half = reach.max(0.5);
    // Just short of the next whole number: 5.99 is five times, 6 is six times.
    (Span::new(mid - half, mid + half), Some(Span::new(mid - half, mid + 1.0 - 1e-6)))
}

fn hedged(mid: f64, plain: Span, hedge: Hedge) -> Span {
    match hedge {
        Hedge::Almost => Span::new(plain.low.min(mid * (1.0 - TOLERANCE)), mid),
        Hedge::Over | Hedge::AtLeast => Span { low: mid, high: f64::INFINITY },
        Hedge::Printed | Hedge::Exact | Hedge::About => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(number: &str, hedge: Hedge, wording: Wording) -> (f64, f64) {
        let span = Multiple::new(Decimal::parse_plain(number).unwrap(), hedge, wording).strict[0];
        (span.low, span.high)
    }

    #[test]
    fn words_allow_what_the_tables_say() {
        assert_eq!(ends("2", Hedge::Printed, Wording::Word), (1.9, 2.1));
        assert_eq!(ends("5", Hedge::Printed, Wording::Counted), (4.5, 5.5));
        assert_eq!(ends("15", Hedge::Printed, Wording::Counted), (14.25, 15.75));
        assert_eq!(ends("2.5", Hedge::Printed, Wording::Counted), (2.45, 2.55));
        assert_eq!(ends("2", Hedge::Over, Wording::Word), (2.0, f64::INFINITY));
        assert_eq!(ends("2", Hedge::Almost, Wording::Word), (1.9, 2.0));
    }

    #[test]
    fn a_fall_is_turned_round() {
        let fifth = Multiple::new(Decimal::new(5, 0), Hedge::Printed, Wording::Counted).inverted();
        assert_eq!(fifth.mid, 0.2);
        let half = Multiple::new(Decimal::new(5, 1), Hedge::Over, Wording::Word);
        assert_eq!((half.mid, half.strict[0].low, half.strict[0].high), (0.5, 0.0, 0.5));
        assert!((fifth.strict[0].low - 1.0 / 5.5).abs() < 1e-12);
    }
}
