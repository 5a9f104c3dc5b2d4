//! What a sentence says of its numbers, and whether they bear it out: interval arithmetic and the verdict.

use super::multiple::Multiple;
use super::said::{Reading, Said, Span};
use super::spelled::{ends, number, percent_text, tolerance};
use crate::claims::Verdict;
use crate::trade::Hedge;

/// What is said of a base and an end.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stated {
    /// Percent of growth, with its sign.
    Growth(Said, Sign),
    /// The end is this many times the base.
    Multiple(Multiple),
    /// The end is this percent of the base.
    LevelOf(Said),
    /// A difference in the unit of the levels, with its sign.
    Change(Said, Sign),
    /// A difference of two rates in percentage points, with its sign.
    Points(Said, Sign),
    /// Percent a year over so many years.
    PerYear(Said, Sign, f64),
    /// Only that it rose or fell.
    Direction(Sign),
}

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Up,
    Down,
}

impl Sign {
    pub fn of(self, span: Span) -> Span {
        if self == Self::Up { span } else { span.negated() }
    }

    pub fn factor(self) -> f64 {
        if self == Self::Up { 1.0 } else { -1.0 }
    }
}

/// A statement that can be computed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Relation {
    /// Two levels and what is said of them.
    Pair { base: Said, end: Said, stated: Stated },
    /// Exports less imports, against a stated balance.
    Balance { exports: Said, imports: Said, stated: Said, sign: Sign },
    /// Parts against their total.
    Sum { parts: Vec<Said>, total: Said },
    /// A part, its total and its share in percent.
    Share { part: Said, total: Said, stated: Said },
    /// A construct that lacks an input: what is lacking, and what follows all the same.
    Lacking { what: String, implied: String },
    /// A fall of more than everything.
    Impossible { stated: Said },
}

/// What the check of one relation found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    pub verdict: Verdict,
    /// The computation with its intervals.
    pub computed: String,
    /// The number that the sentence should give; none where it is right or unknown.
    pub right: Option<Right>,
    /// The message of its own that the finding has, where the verdict alone does not tell.
    pub code: Option<&'static str>,
}

/// A number to put in the place of the stated one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Right {
    /// In the unit of the stated number: percent, points, times or money.
    pub value: f64,
    /// Whether only the direction is wrong.
    pub direction: bool,
}

impl Relation {
    /// Holds the statement against its numbers and names the tolerance.
    pub fn check(&self) -> Finding {
        let finding = self.decide();
        let tolerance = tolerance(&self.numbers());
        Finding { computed: format!("{}{tolerance}", finding.computed), ..finding }
    }

    fn decide(&self) -> Finding {
        let fine = self.judge(Reading::Fine);
        if !matches!(fine.verdict, Verdict::Inconsistent | Verdict::SignError) {
            return fine;
        }
        if self.judge(Reading::Coarse).verdict == fine.verdict {
            return fine;
        }
        let doubt = "holds if the round numbers are rounded, not if they are exact";
        Finding {
            verdict: Verdict::Undetermined,
            computed: format!("{}; unit inferred: {doubt}", fine.computed),
            right: None,
            code: None,
        }
    }

    /// The numbers that were said.
    fn numbers(&self) -> Vec<&Said> {
        match self {
            Self::Pair { base, end, stated } => {
                let stated = match stated {
                    Stated::Growth(said, _)
                    | Stated::LevelOf(said)
                    | Stated::Change(said, _)
                    | Stated::Points(said, _)
                    | Stated::PerYear(said, ..) => Some(said),
                    Stated::Multiple(_) | Stated::Direction(_) => None,
                };
                [base, end].into_iter().chain(stated).collect()
            }
            Self::Balance { exports, imports, stated, .. } => vec![exports, imports, stated],
            Self::Sum { parts, total } => parts.iter().chain([total]).collect(),
            Self::Share { part, total, stated } => vec![part, total, stated],
            Self::Lacking { .. } | Self::Impossible { .. } => vec![],
        }
    }

    fn judge(&self, reading: Reading) -> Finding {
        match self {
            Self::Pair { base, end, stated } => pair(base, end, stated, reading),
            Self::Balance { exports, imports, stated, sign } => {
                let computed = exports.span(reading).minus(imports.span(reading));
                let mid = exports.mid() - imports.mid();
                let how = format!("{} - {}", number(exports.mid()), number(imports.mid()));
                difference(&how, mid, computed, stated, *sign, reading)
            }
            Self::Sum { parts, total } => sum(parts, total, reading),
            Self::Share { part, total, stated } => share(part, total, stated, reading),
            Self::Lacking { what, implied } => Finding {
                verdict: Verdict::Undetermined,
                computed: format!("{what} is not stated; {implied}"),
                right: None,
                code: None,
            },
            Self::Impossible { stated } => Finding {
                verdict: Verdict::Inconsistent,
                computed: format!(
                    "nothing falls by {} %: a fall of 100 % leaves nothing",
                    number(stated.mid())
                ),
                right: None,
                code: Some("L104"),
            },
        }
    }
}

fn pair(base: &Said, end: &Said, stated: &Stated, reading: Reading) -> Finding {
    let (from, to) = (base.span(reading), end.span(reading));
    let how = format!("{} / {}", number(end.mid()), number(base.mid()));
    let Some(ratio) = to.over(from) else {
        return Finding {
            verdict: Verdict::Undetermined,
            computed: format!("{how}: the base touches zero"),
            right: None,
            code: None,
        };
    };
    let mid = end.mid() / base.mid();
    let growth =
        |span: Span| Span { low: (span.low - 1.0) * 100.0, high: (span.high - 1.0) * 100.0 };
    match stated {
        Stated::Growth(said, sign) => {
            let computed = growth(ratio);
            let inverse = from.over(to).map(growth);
            let claimed = sign.of(open_above(said, said.span(reading)));
            let verdict = signed_verdict(claimed, computed, inverse);
            let text = percent_text(
                &format!("{how} - 1"),
                (mid - 1.0) * 100.0,
                computed,
                claimed,
                *sign,
                said,
            );
            finding(verdict, text, (mid - 1.0) * 100.0)
        }
        Stated::Multiple(multiple) => times(multiple, &how, mid, ratio),
        Stated::LevelOf(said) => {
            let computed = Span { low: ratio.low * 100.0, high: ratio.high * 100.0 };
            let claimed = open_above(said, said.span(reading));
            let verdict =
                if claimed.meets(computed) { Verdict::Consistent } else { Verdict::Inconsistent };
            let text = percent_text(&how, mid * 100.0, computed, claimed, Sign::Up, said);
            finding(verdict, text, mid * 100.0)
        }
        Stated::Change(said, sign) => {
            let how = format!("{} - {}", number(end.mid()), number(base.mid()));
            difference(&how, end.mid() - base.mid(), to.minus(from), said, *sign, reading)
        }
        Stated::Points(said, sign) => {
            let how = format!("{} % - {} %", number(end.mid()), number(base.mid()));
            difference(&how, end.mid() - base.mid(), to.minus(from), said, *sign, reading)
        }
        Stated::PerYear(said, sign, years) => {
            per_year(said, *sign, *years, &how, mid, ratio, reading)
        }
        Stated::Direction(sign) => direction(*sign, &how, mid, ratio),
    }
}

fn per_year(
    said: &Said,
    sign: Sign,
    years: f64,
    how: &str,
    mid: f64,
    ratio: Span,
    reading: Reading,
) -> Finding {
    let root = |value: f64| (libm::pow(value, 1.0 / years) - 1.0) * 100.0;
    let computed = Span { low: root(ratio.low), high: root(ratio.high) };
    let claimed = sign.of(open_above(said, said.span(reading)));
    let verdict = signed_verdict(claimed, computed, None);
    let how = format!("({how})^(1/{years}) - 1");
    let text = percent_text(&how, root(mid), computed, claimed, sign, said);
    finding(verdict, text, root(mid))
}

fn times(multiple: &Multiple, how: &str, mid: f64, ratio: Span) -> Finding {
    let readings: Vec<Verdict> = multiple
        .strict
        .iter()
        .map(|strict| times_verdict(*strict, multiple.loose, ratio))
        .collect();
    let agree = readings.iter().all(|verdict| *verdict == readings[0]);
    let verdict = if agree { readings[0] } else { Verdict::Undetermined };
    let strict = multiple.strict[0];
    let allowed = if strict.high.is_finite() {
        format!("{} to {}", number(strict.low), number(strict.high))
    } else {
        format!("{} or more", number(strict.low))
    };
    let note = match verdict {
        Verdict::Loose => "; holds only if the decimals are cut off or the words are taken loosely",
        Verdict::Undetermined => "; the words have two readings that disagree",
        _ => "",
    };
    let text = format!(
        "{how} = {} times, {} to {}; stated {} times, which allows {allowed}{note}",
        number(mid),
        number(ratio.low),
        number(ratio.high),
        number(multiple.mid)
    );
    Finding { code: (!agree).then_some("L103"), ..finding(verdict, text, mid) }
}

fn times_verdict(strict: Span, loose: Option<Span>, ratio: Span) -> Verdict {
    let inverse = Span { low: 1.0 / ratio.high, high: 1.0 / ratio.low };
    let wrong_way = (ratio.high < 1.0) != (strict.high < 1.0);
    match () {
        () if strict.meets(ratio) => Verdict::Consistent,
        () if loose.is_some_and(|loose| loose.meets(ratio)) => Verdict::Loose,
        () if wrong_way && strict.meets(inverse) => Verdict::SignError,
        () => Verdict::Inconsistent,
    }
}

fn direction(sign: Sign, how: &str, mid: f64, ratio: Span) -> Finding {
    let holds = match sign {
        Sign::Up => ratio.high >= 1.0,
        Sign::Down => ratio.low <= 1.0,
    };
    let verdict = if holds { Verdict::Consistent } else { Verdict::SignError };
    let word = if sign == Sign::Up { "a rise" } else { "a fall" };
    let growth = (mid - 1.0) * 100.0;
    let text = format!("{how} - 1 = {} %; stated as {word}", number(growth));
    Finding { right: None, ..finding(verdict, text, growth) }
}

fn difference(
    how: &str,
    mid: f64,
    computed: Span,
    stated: &Said,
    sign: Sign,
    reading: Reading,
) -> Finding {
    let claimed = sign.of(open_above(stated, stated.span(reading)));
    let verdict = match () {
        () if claimed.meets(computed) => Verdict::Consistent,
        () if claimed.negated().meets(computed) => Verdict::SignError,
        () => Verdict::Inconsistent,
    };
    let text = format!(
        "{how} = {}, {} to {}; stated {}, {}",
        number(mid),
        number(computed.low),
        number(computed.high),
        number(stated.mid() * sign.factor()),
        ends(claimed)
    );
    finding(verdict, text, mid)
}

fn sum(parts: &[Said], total: &Said, reading: Reading) -> Finding {
    let zero = Span::new(0.0, 0.0);
    let computed = parts.iter().fold(zero, |sum, part| sum.plus(part.span(reading)));
    let mid: f64 = parts.iter().map(Said::mid).sum();
    let terms: Vec<String> = parts.iter().map(|part| number(part.mid())).collect();
    let claimed = total.span(reading);
    let verdict = if claimed.meets(computed) { Verdict::Consistent } else { Verdict::Inconsistent };
    let text = format!(
        "{} = {}, {} to {}; stated {}, {}",
        terms.join(" + "),
        number(mid),
        number(computed.low),
        number(computed.high),
        number(total.mid()),
        ends(claimed)
    );
    finding(verdict, text, mid)
}

fn share(part: &Said, total: &Said, stated: &Said, reading: Reading) -> Finding {
    let how = format!("{} / {}", number(part.mid()), number(total.mid()));
    let Some(ratio) = part.span(reading).over(total.span(reading)) else {
        return Finding {
            verdict: Verdict::Undetermined,
            computed: format!("{how}: the total touches zero"),
            right: None,
            code: None,
        };
    };
    let mid = part.mid() / total.mid() * 100.0;
    let computed = Span { low: ratio.low * 100.0, high: ratio.high * 100.0 };
    let claimed = open_above(stated, stated.span(reading));
    let verdict = if claimed.meets(computed) { Verdict::Consistent } else { Verdict::Inconsistent };
    finding(verdict, percent_text(&how, mid, computed, claimed, Sign::Up, stated), mid)
}

/// Growth and the like: right, right in size alone, or wrong.
fn signed_verdict(claimed: Span, computed: Span, inverse: Option<Span>) -> Verdict {
    let wrong_way =
        (claimed.high < 0.0 && computed.low > 0.0) || (claimed.low > 0.0 && computed.high < 0.0);
    let swapped = inverse.is_some_and(|inverse| claimed.meets(inverse));
    match () {
        () if claimed.meets(computed) => Verdict::Consistent,
        () if wrong_way && (claimed.negated().meets(computed) || swapped) => Verdict::SignError,
        () => Verdict::Inconsistent,
    }
}

/// "More than 50 %" of a result has no upper end.
fn open_above(said: &Said, span: Span) -> Span {
    match said.hedge {
        Hedge::Over | Hedge::AtLeast => Span { low: span.low, high: f64::INFINITY },
        _ => span,
    }
}

fn finding(verdict: Verdict, computed: String, right: f64) -> Finding {
    let right = match verdict {
        Verdict::Inconsistent => Some(Right { value: right, direction: false }),
        Verdict::SignError => Some(Right { value: right, direction: true }),
        _ => None,
    };
    Finding { verdict, computed, right, code: None }
}
