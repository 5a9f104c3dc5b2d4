//! The registry of indicators: series in, series out. Every other file of this folder is one indicator.
//!
//! Formulas, intervals and edge cases are those of the statistical offices named in each file. Nothing here
//! reads a table or formats a number.

mod annualized;
mod attainment;
mod complementarity;
mod compound_growth;
mod concentration;
mod contribution;
mod cover_ratio;
mod export_similarity;
mod gap_to_target;
mod growth;
mod index;
mod intra_industry;
mod level;
mod log_growth;
mod margins;
mod mean_growth;
mod mirror_gap;
mod normalized_balance;
mod price_index;
mod real_growth;
mod reconciled_value;
mod required_growth;
mod revealed_advantage;
mod rolling_sum;
mod rule;
mod same_months;
mod share;
mod target_path;
mod trade_balance;
mod trade_intensity;
mod trend_growth;
mod turnover;
mod unit_value;
mod volume_index;

use crate::mirror::Reconciliation;
use crate::series::{Basket, Point, Series};
use crate::trade::{Period, Unit};

/// All indicators, in the order of `bilat list indicators`.
pub static INDICATORS: &[&dyn Indicator] = &[
    &level::Level,
    &growth::Growth,
    &log_growth::LogGrowth,
    &compound_growth::CompoundGrowth,
    &mean_growth::MeanGrowth,
    &trend_growth::TrendGrowth,
    &real_growth::RealGrowth,
    &index::Index,
    &rolling_sum::RollingSum,
    &same_months::SameMonths,
    &turnover::Turnover,
    &trade_balance::TradeBalance,
    &cover_ratio::CoverRatio,
    &normalized_balance::NormalizedBalance,
    &mirror_gap::MirrorGap,
    &reconciled_value::ReconciledValue,
    &share::Share,
    &contribution::Contribution,
    &concentration::Concentration,
    &revealed_advantage::RevealedAdvantage,
    &trade_intensity::TradeIntensity,
    &complementarity::Complementarity,
    &export_similarity::ExportSimilarity,
    &intra_industry::IntraIndustry,
    &margins::Margins,
    &unit_value::UnitValue,
    &price_index::PriceIndex,
    &volume_index::VolumeIndex,
    &required_growth::RequiredGrowth,
    &gap_to_target::GapToTarget,
    &attainment::Attainment,
    &annualized::Annualized,
    &target_path::TargetPath,
];

/// The indicator of this id.
#[must_use]
pub fn indicator(id: &str) -> Option<&'static dyn Indicator> {
    INDICATORS.iter().copied().find(|indicator| indicator.id() == id)
}

/// A formula over series.
pub trait Indicator: Sync {
    /// Stable id, the file's name with hyphens.
    fn id(&self) -> &'static str;
    /// One sentence for lists.
    fn about(&self) -> &'static str;
    /// Where the definition comes from.
    fn source(&self) -> &'static str;
    /// A value worked out by hand, in words.
    fn worked(&self) -> &'static str;
    /// When it has no value.
    fn undefined(&self) -> &'static str;
    /// Its formulas; the first is taken where none is asked for.
    fn variants(&self) -> &'static [Variant];
    /// Computes the points of the result.
    fn points(&self, inputs: &Inputs) -> Vec<Point>;
    /// Other definitions of the same idea, as (indicator, variant); their spread is told with the result.
    fn siblings(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }
    /// A value that readers see as a border, such as 1 for an advantage.
    fn threshold(&self) -> Option<f64> {
        None
    }
    /// Whether the inputs and settings are what the formula needs.
    ///
    /// # Errors
    /// What is lacking, in words.
    fn fits(&self, _inputs: &Inputs) -> Result<(), String> {
        Ok(())
    }
    /// What must be said of a result besides its values.
    fn remarks(&self, _inputs: &Inputs, _points: &[Point]) -> Vec<Remark> {
        vec![]
    }
}

/// One formula of an indicator.
#[derive(Debug)]
pub struct Variant {
    /// Stable id; empty where there is but one.
    pub id: &'static str,
    /// The formula, in the signs of the field.
    pub formula: &'static str,
    /// Roles of the input series, in order.
    pub roles: &'static [&'static str],
    /// Unit of the result; that of the first input if none.
    pub unit: Option<Unit>,
    /// Whether inputs are taken apart by commodity or partner.
    pub of_parts: bool,
}

impl Variant {
    const fn new(
        id: &'static str,
        formula: &'static str,
        roles: &'static [&'static str],
        unit: Option<Unit>,
    ) -> Self {
        Self { id, formula, roles, unit, of_parts: false }
    }

    const fn of_parts(
        id: &'static str,
        formula: &'static str,
        roles: &'static [&'static str],
        unit: Unit,
    ) -> Self {
        Self { id, formula, roles, unit: Some(unit), of_parts: true }
    }

    /// Unit of the result for inputs of this unit.
    #[must_use]
    pub fn unit(&self, input: Unit) -> Unit {
        self.unit.unwrap_or(input)
    }
}

/// The formula of this id, or the first.
///
/// # Errors
/// A message with the known ids.
pub fn variant(indicator: &dyn Indicator, id: Option<&str>) -> Result<&'static Variant, String> {
    let variants = indicator.variants();
    let found = match id {
        None => variants.first(),
        Some(id) => variants.iter().find(|variant| variant.id == id),
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = variants.iter().map(|v| v.id).filter(|id| !id.is_empty()).collect();
        match known[..] {
            [] => "it has no variants".to_owned(),
            _ => format!("its variants are {}", known.join(", ")),
        }
    })
}

/// Something that must be said of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Code of the message.
    pub code: &'static str,
    /// What is the matter, lowercase, without a full stop.
    pub title: String,
}

/// What a formula needs besides series.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Settings {
    /// Which of several formulas.
    pub variant: Option<String>,
    /// Base period of an index.
    pub base: Option<Period>,
    /// First and last period of a growth over several years.
    pub span: Option<(Period, Period)>,
    /// The goal of target indicators.
    pub goal: Option<Goal>,
    /// Whether the two ends of a growth may come from different reporters, speakers or evidence.
    pub allow_mixed_evidence: bool,
    /// Whether a path rises by equal amounts, not equal rates.
    pub linear: bool,
    /// Whether a path has monthly points.
    pub monthly: bool,
    /// Code of the commodity that an advantage is asked for.
    pub commodity: Option<String>,
    /// Months of a rolling sum; 12 if absent.
    pub months: Option<u32>,
    /// How many items there could be, for a concentration; those that there are if absent.
    pub possible: Option<usize>,
    /// Whether a commodity without a row is a reported zero.
    pub absent_is_zero: bool,
    /// How the two records of a flow become one.
    pub reconciliation: Option<Reconciliation>,
}

/// A target: an exact amount to be reached in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Amount in dollars.
    pub amount: f64,
    /// The period in which it is to be reached.
    pub period: Period,
    /// Row of the ledger that states it.
    pub origin: crate::trade::Origin,
}

/// Series by role, with settings.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// Series in the order of [`Variant::roles`].
    pub series: &'a [Series],
    /// The same series taken apart, where they are.
    pub baskets: &'a [Option<Basket>],
    /// Settings.
    pub settings: &'a Settings,
}

impl<'a> Inputs<'a> {
    /// Series that are not taken apart.
    #[must_use]
    pub fn plain(series: &'a [Series], settings: &'a Settings) -> Self {
        Self { series, baskets: &[], settings }
    }

    /// Id of the formula that is asked for, or of the first.
    fn variant(&self, indicator: &dyn Indicator) -> &'static str {
        variant(indicator, self.settings.variant.as_deref()).map_or("", |variant| variant.id)
    }

    fn basket(&self, index: usize) -> Option<&'a Basket> {
        self.baskets.get(index)?.as_ref()
    }
}

/// Computes an indicator as a series of the given id.
///
/// # Errors
/// A message, if the number of series does not fit the roles or a setting is lacking.
pub fn compute(indicator: &dyn Indicator, id: &str, inputs: &Inputs) -> Result<Series, String> {
    let form = variant(indicator, inputs.settings.variant.as_deref())?;
    let (needed, found) = (form.roles.len(), inputs.series.len());
    let Some(first) = inputs.series.first().filter(|_| needed == found) else {
        let roles = form.roles.join(", ");
        return Err(format!("it takes {needed} series ({roles}), not {found}"));
    };
    if form.of_parts
        && let Some(whole) = (0..inputs.series.len()).find(|at| inputs.basket(*at).is_none())
    {
        let id = &inputs.series[whole].id;
        return Err(format!(
            "`{id}` is not taken apart; give it `by = \"commodity\"` or `by = \"partner\"`"
        ));
    }
    indicator.fits(inputs)?;
    Ok(Series {
        id: id.to_owned(),
        basis: first.basis.clone(),
        unit: form.unit(first.unit),
        formula: form.formula.to_owned(),
        points: indicator.points(inputs),
    })
}

#[cfg(test)]
pub(crate) mod testing {
    //! Short ways to write series in tests.

    use super::*;
    use crate::series::{Basis, Missing, Value};
    use crate::trade::{Area, Commodity, Estimate, Evidence, Measure, ObsStatus, Valuation};

    /// A reported point; `None` is missing.
    pub fn point(period: &str, value: Option<(f64, f64, f64)>) -> Point {
        let period: Period = period.parse().unwrap();
        Point {
            period,
            value: match value {
                Some((low, mid, high)) => Value::Known(Estimate::new(low, mid, high)),
                None => Missing::not_reported("value", period).into(),
            },
            evidence: Evidence::Reported,
            status: ObsStatus::Normal,
            speaker: "customs".to_owned(),
            origins: vec![],
            note: String::new(),
            row: String::new(),
            hedge: crate::trade::Hedge::Printed,
            derivation: None,
        }
    }

    /// A series of yearly values from `first`, each printed to unit 1 if `printed`, exact otherwise.
    pub fn yearly(first: i32, values: &[f64], printed: bool) -> Series {
        let half = if printed { 0.5 } else { 0.0 };
        let points = values
            .iter()
            .zip(first..)
            .map(|(v, year)| point(&year.to_string(), Some((v - half, *v, v + half))))
            .collect();
        series(points)
    }

    /// A series of these points.
    pub fn series(points: Vec<Point>) -> Series {
        let area = |code: &str| Area::from_code(code).unwrap();
        Series {
            id: "test".to_owned(),
            basis: Basis {
                reporter: area("RUS"),
                partner: area("AFG"),
                measure: Measure::Export,
                commodity: Commodity::total(),
                valuation: Valuation::Fob,
            },
            unit: Unit::Dollar,
            formula: String::new(),
            points,
        }
    }

    /// Months of two years, the second one up to July: sums 130 and 82.
    pub fn monthly() -> Series {
        let first = [10, 8, 12, 11, 9, 10, 12, 13, 11, 10, 12, 12].into_iter();
        let second = [12, 9, 13, 12, 11, 12, 13].into_iter();
        let months = first.zip(1..).map(|(v, m)| (2023, m, v));
        let months = months.chain(second.zip(1..).map(|(v, m)| (2024, m, v)));
        let exact = |(year, month, value): (i32, u32, i32)| {
            point(&format!("{year}-{month:02}"), Some((value.into(), value.into(), value.into())))
        };
        series(months.map(exact).collect())
    }

    /// A goal in a calendar year.
    pub fn goal(amount: f64, year: i32) -> Goal {
        let origin =
            crate::trade::Origin { dataset: "targets".into(), path: "t.csv".into(), line: 2 };
        Goal { amount, period: Period::year(year), origin }
    }

    /// A basket of one period, each item known to within `half`.
    pub fn basket(period: &str, items: &[(&str, f64)], half: f64) -> Basket {
        use crate::series::basket::{Amount, Content, Item};
        let item = |value: f64| Item {
            value: Value::Known(Estimate::new(value - half, value, value + half)),
            amount: Amount::Unknown,
            passage: crate::series::gate::Passage::Passes,
            origins: vec![],
        };
        let content = Content {
            classification: crate::trade::Classification::HS(2017),
            fault: None,
            items: items.iter().map(|(code, value)| ((*code).to_owned(), item(*value))).collect(),
        };
        Basket {
            by: "commodity",
            level: items.first().map_or(2, |(code, _)| code.len()),
            contents: [(period.parse().unwrap(), content)].into(),
        }
    }

    /// The periods of both baskets.
    pub fn merged(mut left: Basket, right: Basket) -> Basket {
        left.contents.extend(right.contents);
        left
    }

    /// Inputs that are taken apart: each basket with the series of its totals.
    pub fn inputs_of(baskets: &[Basket]) -> (Vec<Series>, Vec<Option<Basket>>) {
        let total = |(period, content): (&Period, &crate::series::basket::Content)| {
            let value = content.total().unwrap_or(Estimate::exact(0.0));
            point(&period.to_string(), Some((value.low(), value.mid(), value.high())))
        };
        let whole = |basket: &Basket| series(basket.contents.iter().map(total).collect());
        (baskets.iter().map(whole).collect(), baskets.iter().cloned().map(Some).collect())
    }

    /// The values of an indicator of baskets.
    pub fn values_of(
        indicator: &dyn Indicator,
        baskets: &[Basket],
        settings: &Settings,
    ) -> Vec<Value> {
        let (series, baskets) = inputs_of(baskets);
        let inputs = Inputs { series: &series, baskets: &baskets, settings };
        compute(indicator, "result", &inputs).unwrap().points.into_iter().map(|p| p.value).collect()
    }

    /// The values of an indicator.
    pub fn values(indicator: &dyn Indicator, series: &[Series], settings: &Settings) -> Vec<Value> {
        let inputs = Inputs::plain(series, settings);
        compute(indicator, "result", &inputs).unwrap().points.into_iter().map(|p| p.value).collect()
    }

    /// Asserts an interval to nine significant digits.
    pub fn assert_interval(value: &Value, low: f64, mid: f64, high: f64) {
        let estimate = value.known().unwrap_or_else(|| panic!("{value:?} should be known"));
        for (found, expected) in
            [(estimate.low(), low), (estimate.mid(), mid), (estimate.high(), high)]
        {
            let tolerance = 1e-8 * expected.abs().max(1e-3);
            assert!(
                (found - expected).abs() <= tolerance,
                "{found} should be {expected}: {estimate:?}"
            );
        }
    }
}
