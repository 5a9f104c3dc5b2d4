//! Parents and the sums of their children, in exact integers.

/// How the sum of the children stands to the parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Both are 0.
    Empty,
    /// Equal within a millionth.
    Holds,
    /// Equal within a thousandth: the producer rounds. Holds the difference.
    Rounding(i128),
    /// The children are about `k` times the parent: something is counted `k` times.
    Multiple(i128),
    /// The children exceed the parent by this.
    Exceeds(i128),
    /// The children fall short of the parent by this.
    Short(i128),
    /// The parent is 0 and the children are not.
    ZeroParent,
}

impl Identity {
    /// Compares a sum of children with its parent.
    #[must_use]
    pub fn of(sum: i128, parent: i128) -> Self {
        let difference = sum - parent;
        if parent == 0 {
            return if sum == 0 { Self::Empty } else { Self::ZeroParent };
        }
        if difference.abs() * 1_000_000 <= parent.abs() {
            return Self::Holds;
        }
        if difference.abs() * 1_000 <= parent.abs() {
            return Self::Rounding(difference);
        }
        let multiple = (2..=12).find(|k| (sum - k * parent).abs() * 50 <= k * parent);
        match multiple {
            Some(k) => Self::Multiple(k),
            None if difference > 0 => Self::Exceeds(difference),
            None => Self::Short(-difference),
        }
    }

    /// Whether the children may be used as parts.
    #[must_use]
    pub fn is_usable(self) -> bool {
        !matches!(self, Self::Multiple(_) | Self::Exceeds(_) | Self::ZeroParent)
    }
}

/// The ratio of two amounts with two decimals, as messages print it.
#[must_use]
pub fn ratio(part: i128, whole: i128) -> String {
    if whole == 0 { "?".to_owned() } else { format!("{:.2}", part as f64 / whole as f64) }
}

/// An amount of thousandths as dollars, without superfluous zeros.
#[must_use]
pub fn dollars(thousandths: i128) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.unsigned_abs() / 1_000, thousandths.unsigned_abs() % 1_000);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let rest = format!("{rest:03}");
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reading_has_its_band() {
        assert_eq!(Identity::of(0, 0), Identity::Empty);
        assert_eq!(Identity::of(1_000_001, 1_000_000), Identity::Holds);
        assert_eq!(Identity::of(1_000_900, 1_000_000), Identity::Rounding(900));
        assert_eq!(Identity::of(200, 100), Identity::Multiple(2));
        assert_eq!(Identity::of(196, 100), Identity::Multiple(2));
        assert_eq!(Identity::of(135, 100), Identity::Exceeds(35));
        assert_eq!(Identity::of(90, 100), Identity::Short(10));
        assert_eq!(Identity::of(5, 0), Identity::ZeroParent);
    }

    #[test]
    fn amounts_are_printed_exactly() {
        assert_eq!(dollars(1_234_567_000), "1,234,567");
        assert_eq!(dollars(-412), "-0.412");
        assert_eq!(dollars(100_500), "100.5");
    }
}
