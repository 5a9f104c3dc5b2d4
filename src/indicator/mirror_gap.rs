//! `mirror-gap`: what the importer reports over what the exporter reports of one flow.
//!
//! Importers value goods with freight and insurance (CIF), exporters without (FOB): a ratio somewhat above 1 is normal.

use super::rule::pairwise;
use super::{Indicator, Inputs, Variant};
use crate::series::{Point, Reason, Value, goal};
use crate::trade::{Estimate, Unit, Valuation};

/// Importer's record over exporter's record.
pub struct MirrorGap;

/// Its formulas.
static VARIANTS: &[Variant] = &[
    Variant::new("ratio", "M / X", &["export", "import"], Some(Unit::Times)),
    Variant::new(
        "fob",
        "(M / f) / X, f = 1.06 in [1.03, 1.20]",
        &["export", "import"],
        Some(Unit::Times),
    ),
    Variant::new("relative", "(M - X) / (M + X)", &["export", "import"], Some(Unit::Coefficient)),
    Variant::new("log", "ln(M / X)", &["export", "import"], Some(Unit::LogPoint)),
    Variant::new(
        "agreement",
        "|ln(M_fob / X)| < 0.05",
        &["export", "import"],
        Some(Unit::Agreement),
    ),
];

impl Indicator for MirrorGap {
    fn id(&self) -> &'static str {
        "mirror-gap"
    }
    fn about(&self) -> &'static str {
        "what the importer reports over what the exporter reports of one flow"
    }
    fn source(&self) -> &'static str {
        "United Nations, International Merchandise Trade Statistics: bilateral asymmetries"
    }
    fn worked(&self) -> &'static str {
        "236 and 557: 2.36016949 in [2.35306554, 2.36730361]; relative 0.404791929; log 0.858733435; after 1.06 2.22657499"
    }
    fn undefined(&self) -> &'static str {
        "zero-denominator, zero-to-zero, log-of-zero; missing where one side is missing"
    }
    fn variants(&self) -> &'static [Variant] {
        VARIANTS
    }
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        &[("mirror-gap", "ratio"), ("mirror-gap", "fob")]
    }
    fn points(&self, inputs: &Inputs) -> Vec<Point> {
        let variant = inputs.variant(self);
        let cif = inputs.series.get(1).is_some_and(|s| s.basis.valuation == Valuation::Cif);
        let mut points = pairwise(inputs, ["mirror_flow", "mirror_flow"], |x, m| match variant {
            "relative" => relative(x, m),
            "log" => log_gap(x, m),
            "fob" => on_fob(x, m, cif).into(),
            "agreement" => agreement(x, m, cif),
            _ => over(x, m),
        });
        if ["fob", "agreement"].contains(&variant) {
            points
                .iter_mut()
                .for_each(|point| converted(inputs, point, cif).clone_into(&mut point.note));
        }
        points
    }
}

/// CIF over FOB, as low, usual and high in practice.
const CIF_FACTOR: (f64, f64, f64) = (1.03, 1.06, 1.20);
/// Two records whose ratio is nearer to 1 than this, in log points, agree.
const AGREE: f64 = 0.05;

fn is_zero(value: Estimate) -> bool {
    value.mid() == 0.0 && value.is_exact()
}

/// M / X.
fn over(export: Estimate, import: Estimate) -> Value {
    if is_zero(export) {
        return if is_zero(import) { Reason::ZeroToZero } else { Reason::ZeroDenominator }.into();
    }
    goal::over(import, export)
}

/// (M - X) / (M + X): rises in M, falls in X.
fn relative(export: Estimate, import: Estimate) -> Value {
    if is_zero(export) && is_zero(import) {
        return Reason::ZeroToZero.into();
    }
    let of = |x: f64, m: f64| (m - x) / (m + x);
    if export.low() + import.low() <= 0.0 {
        return Reason::DenominatorSpansZero.into();
    }
    let low = of(export.high(), import.low());
    let high = of(export.low(), import.high());
    Value::Known(Estimate::new(low, of(export.mid(), import.mid()), high))
}

fn log_gap(export: Estimate, import: Estimate) -> Value {
    if export.low() <= 0.0 || import.low() <= 0.0 {
        return Reason::LogOfZero.into();
    }
    import
        .over(export)
        .map_or_else(|| Reason::LogOfZero.into(), |ratio| Value::Known(ratio.rising(libm::log)))
}

/// The ratio with the importer's record brought to FOB; as it is, where that would widen the gap.
///
/// A record that is not said to be CIF is not converted.
fn on_fob(export: Estimate, import: Estimate, cif: bool) -> Result<Estimate, Value> {
    let ratio = over(export, import).require()?;
    if !cif || widens(ratio) {
        return Ok(ratio);
    }
    let (least, usual, most) = CIF_FACTOR;
    ratio.over(Estimate::new(least, usual, most)).ok_or(Reason::DenominatorSpansZero.into())
}

/// Whether the conversion would lead away from 1.
fn widens(ratio: Estimate) -> bool {
    let distance = |ratio: f64| libm::fabs(libm::log(ratio));
    ratio.mid() <= 0.0 || distance(ratio.mid() / CIF_FACTOR.1) > distance(ratio.mid())
}

/// What was done to the importer's record, in words.
fn converted(inputs: &Inputs, point: &Point, cif: bool) -> &'static str {
    let value = |at: usize| inputs.series[at].at(point.period).and_then(|p| p.value.known());
    let (Some(export), Some(import)) = (value(0), value(1)) else { return "" };
    match over(export, import).known() {
        _ if !cif => "the importer's record is not said to be CIF and stands as it is",
        Some(ratio) if widens(ratio) => "not converted: that would widen the gap",
        _ => "CIF to FOB by a factor of 1.06, 1.03 to 1.20",
    }
}

/// 1 where the records agree, 0 where they do not, and an interval where the figures cannot tell.
fn agreement(export: Estimate, import: Estimate, cif: bool) -> Value {
    if is_zero(export) && is_zero(import) {
        return Value::Known(Estimate::exact(1.0));
    }
    let ratio = match on_fob(export, import, cif) {
        Ok(ratio) => ratio,
        Err(stopped) => return stopped,
    };
    if ratio.low() <= 0.0 {
        return Reason::LogOfZero.into();
    }
    let agrees = |ratio: f64| libm::fabs(libm::log(ratio)) < AGREE;
    let apart = libm::log(ratio.low()) >= AGREE || libm::log(ratio.high()) <= -AGREE;
    Value::Known(match () {
        () if agrees(ratio.low()) && agrees(ratio.high()) => Estimate::exact(1.0),
        () if apart => Estimate::exact(0.0),
        () => Estimate::new(0.0, f64::from(u8::from(agrees(ratio.mid()))), 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::super::testing::{assert_interval, values, yearly};
    use super::*;

    #[test]
    fn worked_number_with_rounding() {
        let sides = [yearly(2020, &[236.0], true), yearly(2020, &[557.0], true)];
        let found = values(&MirrorGap, &sides, &Settings::default());
        assert_interval(&found[0], 2.353_065_54, 2.360_169_49, 2.367_303_61);
    }

    #[test]
    fn a_silent_side_is_missing_and_zeros_have_their_reasons() {
        let of = |x: &[f64], m: &[f64]| {
            values(
                &MirrorGap,
                &[yearly(2020, x, false), yearly(2020, m, false)],
                &Settings::default(),
            )
        };
        assert!(
            matches!(&of(&[5.0, 6.0], &[5.0])[1], Value::Missing(m) if m.input == "mirror_flow")
        );
        assert_eq!(of(&[0.0], &[0.0])[0], Reason::ZeroToZero.into());
        assert_eq!(of(&[0.0], &[3.0])[0], Reason::ZeroDenominator.into());
    }

    fn of(variant: &str, x: f64, m: f64, printed: bool) -> Value {
        let mut sides = [yearly(2020, &[x], printed), yearly(2020, &[m], printed)];
        sides[1].basis.valuation = Valuation::Cif;
        let settings = Settings { variant: Some(variant.to_owned()), ..Settings::default() };
        values(&MirrorGap, &sides, &settings)[0].clone()
    }

    #[test]
    fn worked_numbers_of_each_form() {
        let found = of("relative", 236.0, 557.0, true);
        assert_interval(&found, 0.403_530_895, 0.404_791_929, 0.406_052_963);
        let found = of("log", 236.0, 557.0, true);
        assert_interval(&found, 0.855_718_963, 0.858_733_435, 0.861_751_590);
        let found = of("fob", 236.0, 557.0, false);
        assert_interval(&found, 1.966_807_91, 2.226_574_99, 2.291_426_69);
        assert_eq!(of("relative", 0.0, 0.0, false), Reason::ZeroToZero.into());
        assert_eq!(of("log", 0.0, 5.0, false), Reason::LogOfZero.into());
    }

    #[test]
    fn agreement_is_told_only_where_the_figures_tell() {
        assert_eq!(of("agreement", 236.0, 557.0, true), Value::Known(Estimate::exact(0.0)));
        assert_eq!(of("agreement", 0.0, 0.0, false), Value::Known(Estimate::exact(1.0)));
        assert_eq!(of("agreement", 100.0, 99.0, false), Value::Known(Estimate::exact(1.0)));
        let open = of("agreement", 100.0, 106.0, false).known().unwrap();
        assert_eq!((open.low(), open.mid(), open.high()), (0.0, 1.0, 1.0));
    }

    #[test]
    fn a_conversion_that_would_widen_the_gap_is_not_made() {
        assert_interval(&of("fob", 100.0, 90.0, false), 0.9, 0.9, 0.9);
    }
}
