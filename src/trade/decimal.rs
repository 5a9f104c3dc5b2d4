//! Exact decimal numbers, between the text of a cell and the integers of a table.

use std::fmt;

/// A decimal number as printed: `mantissa` / 10^`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// A number that does not fit the integers of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Decimal {
    /// Builds the number `mantissa` / 10^`scale`.
    #[must_use]
    pub fn new(mantissa: i128, scale: u32) -> Self {
        Self { mantissa, scale }
    }

    /// Reads plain digits with an optional sign, one `.` and an optional exponent (`-12.50`, `1e3`).
    #[must_use]
    pub fn parse_plain(text: &str) -> Option<Self> {
        let (body, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
            None => (text, 0),
        };
        let negative = body.starts_with('-');
        let unsigned = body.strip_prefix(['-', '+']).unwrap_or(body);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = whole.bytes().chain(fraction.bytes());
        if whole.is_empty() && fraction.is_empty() || !digits.clone().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut mantissa: i128 = 0;
        for digit in digits {
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        Self { mantissa, scale: u32::try_from(fraction.len()).ok()? }.shifted(exponent)
    }

    /// The number times 10^`exponent`.
    fn shifted(self, exponent: i32) -> Option<Self> {
        let scale = i32::try_from(self.scale).ok()?.checked_sub(exponent)?;
        if let Ok(scale) = u32::try_from(scale) {
            return Some(Self { scale, ..self });
        }
        let factor = 10_i128.checked_pow(scale.unsigned_abs())?;
        Some(Self { mantissa: self.mantissa.checked_mul(factor)?, scale: 0 })
    }

    /// The number times `factor`, rounded half to even to an integer, and whether rounding changed it.
    ///
    /// # Errors
    /// [`TooLarge`] beyond the range of `i64`.
    pub fn to_integer(self, factor: i64) -> Result<(i64, bool), TooLarge> {
        let product = self.mantissa.checked_mul(i128::from(factor)).ok_or(TooLarge)?;
        let Some(divisor) = 10_i128.checked_pow(self.scale) else {
            return Ok((0, self.mantissa != 0));
        };
        let (quotient, rest) = (product.div_euclid(divisor), product.rem_euclid(divisor));
        let up = match (rest * 2).cmp(&divisor) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => quotient % 2 != 0,
            std::cmp::Ordering::Less => false,
        };
        let rounded = i64::try_from(quotient + i128::from(up)).map_err(|_| TooLarge)?;
        Ok((rounded, rest != 0))
    }

    /// The nearest `f64`.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.to_string().parse().unwrap_or(0.0)
    }

    /// All digits as an integer, without the decimal mark.
    #[must_use]
    pub fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// Number of decimals as printed.
    #[must_use]
    pub fn scale(self) -> u32 {
        self.scale
    }

    /// Whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Value of the last digit that is not a trailing zero of an integer: 100 for 300, 0.1 for 12.5.
    #[must_use]
    pub fn last_digit(self) -> f64 {
        if self.scale > 0 {
            return Self::new(1, self.scale).to_f64();
        }
        let mut unit = 1_i128;
        while self.mantissa != 0 && self.mantissa % (unit * 10) == 0 {
            unit *= 10;
        }
        unit as f64
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse_plain(text).unwrap_or_else(|| panic!("`{text}` should be a number"))
    }

    #[test]
    fn plain_numbers_are_read_exactly() {
        for text in ["0", "-0.5", "4.35", "123456789012345678.91", "12.50"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal("1e3").to_string(), "1000");
        assert_eq!(decimal("1E-3").to_string(), "0.001");
        assert_eq!(decimal("+1").to_string(), "1");
        for text in ["", "-", ".", "1,234", "1_000", "inf", "1e", "0x1F", "-1e400"] {
            assert_eq!(Decimal::parse_plain(text), None, "{text}");
        }
    }

    #[test]
    fn integers_are_rounded_half_to_even() {
        assert_eq!(decimal("0.0005").to_integer(1000), Ok((0, true)));
        assert_eq!(decimal("0.0015").to_integer(1000), Ok((2, true)));
        assert_eq!(decimal("-0.0015").to_integer(1000), Ok((-2, true)));
        assert_eq!(decimal("150.875").to_integer(1000), Ok((150_875, false)));
        assert_eq!(decimal("99999999999999999999").to_integer(1), Err(TooLarge));
    }

    #[test]
    fn the_last_digit_tells_the_printed_unit() {
        for (text, unit) in [("300", 100.0), ("12.5", 0.1), ("239", 1.0), ("1000", 1000.0)] {
            assert!((decimal(text).last_digit() - unit).abs() < 1e-12, "{text}");
        }
    }
}
