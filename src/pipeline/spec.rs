//! The two specs of a desk besides `dataset.toml`: `bilat.toml` and `chart.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::mirror::{MirrorPolicy, ReconcileSpec};
use crate::layout::Scale;
use crate::trade::{Frequency, HedgeSettings, Measure};
use crate::words::{Lang, Words};

pub use super::house::{Digits, HouseSpec, Side, TimeDirection};
pub use super::record::RecordSpec;
pub use super::spec_text::{nearest, parse, place_of};

/// `bilat.toml`: what a desk is called, in which languages it publishes, and its house style.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeskSpec {
    /// Name of the desk, printed on its page.
    pub name: Words,
    /// One sentence on the desk, printed under its name.
    #[serde(default)]
    pub about: Words,
    /// Languages of publication, in order.
    #[serde(default = "all_languages")]
    pub languages: Vec<Lang>,
    /// Formats of every chart: `svg`, `png`, `pdf`.
    #[serde(default = "all_formats")]
    pub formats: Vec<String>,
    /// Size of every chart that names none; see `bilat list presets`.
    #[serde(default = "default_preset")]
    pub preset: String,
    /// `light` or `dark`.
    #[serde(default = "default_theme")]
    pub theme: String,
    /// Digits of Persian: `native` (۱۲۳) or `latn` (123).
    #[serde(default)]
    pub digits: Digits,
    /// Side of the percent sign in Persian: `right` (۱۲٪ in reading order of the number) or `left`.
    #[serde(default)]
    pub percent_side: Side,
    /// Whether time runs from the left, as in most Persian papers, or from the right, which mirrors whole figures.
    #[serde(default)]
    pub time_direction: TimeDirection,
    /// The pair of areas that commands take when none is named.
    pub pair: Option<Pair>,
    /// How far hedges reach.
    #[serde(default)]
    pub hedge: Hedges,
    /// Which side a series of a dataset tells, unless it says so itself.
    #[serde(default)]
    pub mirror: MirrorPolicy,
    /// How two records become one, unless a series says so itself.
    #[serde(default)]
    pub reconcile: ReconcileSpec,
    /// Numbers at the top of the page.
    #[serde(default)]
    pub headline: Vec<HeadlineSpec>,
    /// Short names of speakers and producers in each language, by their name in ledgers and datasets.
    #[serde(default)]
    pub names: std::collections::BTreeMap<String, Words>,
    /// Whose name stands in the copyright of figures.
    #[serde(default)]
    pub copyright: String,
    /// The house's own colors, faces and mark.
    #[serde(default)]
    pub house: HouseSpec,
}

/// A number at the top of the page: a value that a chart draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadlineSpec {
    /// Id of the chart.
    pub chart: String,
    /// Id of the series in the chart.
    pub series: String,
    /// Period of the value.
    pub period: String,
    /// What it is, in each language.
    pub label: Words,
}

/// Two areas, the first as reporter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// ISO 3166-1 alpha-3 code.
    pub reporter: String,
    /// ISO 3166-1 alpha-3 code.
    pub partner: String,
}

/// Reach of hedges as fractions of the number said.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Hedges {
    /// "almost": so far below.
    pub almost: f64,
    /// "over": so far above.
    pub over: f64,
    /// "about": so far to either side.
    pub about: f64,
    /// "double", "fivefold": so far to either side.
    pub multiple: f64,
}

impl Default for Hedges {
    fn default() -> Self {
        let HedgeSettings { almost, over, about, multiple } = HedgeSettings::default();
        Self { almost, over, about, multiple }
    }
}

impl From<Hedges> for HedgeSettings {
    fn from(hedges: Hedges) -> Self {
        let Hedges { almost, over, about, multiple } = hedges;
        Self { almost, over, about, multiple }
    }
}

fn all_languages() -> Vec<Lang> {
    Lang::ALL.to_vec()
}

fn all_formats() -> Vec<String> {
    ["svg", "png", "pdf"].map(str::to_owned).to_vec()
}

fn default_preset() -> String {
    "word".to_owned()
}

fn default_theme() -> String {
    "light".to_owned()
}

/// `chart.toml`: which series, which indicators, which kind, and the words in each language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChartSpec {
    /// Kind of chart; see `bilat list charts`.
    pub kind: String,
    /// Place on the page; charts without a number follow in order of their names.
    pub order: Option<u32>,
    /// Size; the desk's if absent.
    pub preset: Option<String>,
    /// `linear` or `log` value axis.
    #[serde(default)]
    pub scale: ScaleSpec,
    /// First and last year of the time axis; from the data if absent.
    pub years: Option<(i32, i32)>,
    /// Whether a strip under the plot tells who says each value, and what is missing.
    #[serde(default)]
    pub coverage: bool,
    /// Ids of events in the ledger to mark.
    #[serde(default)]
    pub events: Vec<String>,
    /// Ids of targets in the ledger to mark.
    #[serde(default)]
    pub targets: Vec<String>,
    /// Numbers that the words may say though no series holds them: a factor, a threshold.
    #[serde(default)]
    pub constants: Vec<f64>,
    /// Series in drawing order; later ones may be computed from earlier ones.
    pub series: Vec<SeriesSpec>,
    /// What the words claim without a number, as comparisons of values: `from-are.2019 = max(from-*.2019)`.
    #[serde(default)]
    pub holds: Vec<String>,
    /// Title, subtitle and note in each language.
    pub words: std::collections::BTreeMap<Lang, ChartWords>,
}

/// Value axis of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ScaleSpec {
    /// Equal steps for equal differences.
    #[default]
    Linear,
    /// Equal steps for equal ratios; only powers of ten are labeled.
    Log,
}

impl From<ScaleSpec> for Scale {
    fn from(spec: ScaleSpec) -> Self {
        match spec {
            ScaleSpec::Linear => Self::Linear,
            ScaleSpec::Log => Self::Log,
        }
    }
}

/// Words of a chart in one language. `{series.period}` is replaced by that value; see `bilat explain words`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChartWords {
    /// The finding as a clause with a verb, without full stop.
    pub title: String,
    /// Measure, unit, pair, direction, period.
    pub subtitle: String,
    /// What a reader must know: calendar, gaps, valuation.
    #[serde(default)]
    pub note: String,
    /// Who the numbers come from; made from the data if absent.
    #[serde(default)]
    pub source: String,
    /// Alternative text in full; made from the data if absent.
    #[serde(default)]
    pub alt: String,
    /// Alternative text in a sentence; made from the data if absent.
    #[serde(default)]
    pub alt_short: String,
    /// Fewer words for narrow presets; an absent part stands as it is.
    pub short: Option<ShortWords>,
}

/// Words of a chart where there is little room.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ShortWords {
    /// The finding.
    pub title: String,
    /// Measure, unit, pair.
    pub subtitle: String,
    /// What a reader must know.
    pub note: String,
}

/// One series of a chart: rows of a dataset, rows of a ledger, or an indicator of other series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own")]
pub struct SeriesSpec {
    /// Id, unique in the chart.
    pub id: String,
    /// Dataset to read from.
    pub dataset: Option<String>,
    /// Whose record.
    pub reporter: Option<String>,
    /// The other side.
    pub partner: Option<String>,
    /// `export` or `import` of a dataset.
    pub flow: Option<Measure>,
    /// `annual`, `quarterly` or `monthly` rows of a dataset, or points of a target path; annual if absent.
    pub frequency: Option<FrequencySpec>,
    /// Commodity code; the total if absent. The commodity of a revealed advantage.
    pub commodity: Option<String>,
    /// Which side it tells: `reporter`, `partner`, `both`, `reconciled`; the desk's choice if absent.
    pub mirror: Option<MirrorPolicy>,
    /// Dataset of the partner's record; the same one if absent.
    pub mirror_dataset: Option<String>,
    /// How the two records become one.
    pub reconcile: Option<ReconcileSpec>,
    /// Rows of the ledger of figures, by id.
    #[serde(default)]
    pub figures: Vec<String>,
    /// Targets of the ledger, by id, as exact points at their deadlines.
    #[serde(default)]
    pub goals: Vec<String>,
    /// Indicator to compute; see `bilat list indicators`.
    pub indicator: Option<String>,
    /// Which formula of the indicator; its first if absent.
    pub variant: Option<String>,
    /// Ids of earlier series that the indicator takes, in the order of its roles.
    #[serde(default)]
    pub of: Vec<String>,
    /// Take the series apart by `commodity` or `partner`, for indicators of parts.
    pub by: Option<PartsBy>,
    /// Digits of the commodity codes that it is taken apart into; the coarsest level with several codes if absent.
    pub level: Option<usize>,
    /// Months of a rolling sum; 12 if absent.
    pub months: Option<u32>,
    /// How many items there could be, for a concentration; those that there are if absent.
    pub possible: Option<usize>,
    /// A commodity without a row was not traded: the source lists all trade.
    #[serde(default)]
    pub absent_is_zero: bool,
    /// Id of the target in the ledger, for target indicators.
    pub target: Option<String>,
    /// Base period of an index.
    pub base: Option<String>,
    /// Series that this one is printed beside: a growth beside its levels.
    pub beside: Option<String>,
    /// First and last period of a growth over several years.
    pub span: Option<(String, String)>,
    /// Compare different reporters, speakers or evidence all the same.
    #[serde(default)]
    pub allow_mixed_evidence: bool,
    /// A path that rises by equal amounts.
    #[serde(default)]
    pub linear: bool,
    /// Part of the series in its kind of chart: `main`, `growth`, `path`, `points`, `hidden`.
    #[serde(default)]
    pub role: Role,
    /// Label in each language.
    #[serde(default)]
    pub label: Words,
    /// Whether it stands out among many.
    #[serde(default)]
    pub focus: bool,
    /// Several partners or commodities, added up; a period is known where one of them is.
    #[serde(default)]
    pub sum_of: Vec<String>,
    /// One series for each of the largest partners or commodities, and one for the others.
    pub parts: Option<PartsSpec>,
    /// The ledger of targets itself: how many ended how, or what each asked for and came to.
    pub record: Option<RecordSpec>,
}

/// How a series is taken apart: `parts = { by = "partner", top = 6 }`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartsSpec {
    /// `partner` or `commodity`.
    pub by: PartsBy,
    /// How many of the largest stand alone.
    pub top: usize,
    /// Period by which they are the largest; all together if absent.
    pub at: Option<String>,
    /// Digits of commodity codes.
    pub level: Option<usize>,
    /// Leave out what is not among the largest, where the rest says nothing.
    #[serde(default)]
    pub without_other: bool,
    /// Codes of those that stand out.
    #[serde(default)]
    pub focus: Vec<String>,
    /// `share` or `contribution` of each part to the sum of all, instead of its level.
    pub indicator: Option<String>,
    /// Id of the parts that these are printed beside: imports beside exports.
    pub beside: Option<String>,
}

/// What a series is taken apart by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartsBy {
    /// The other sides.
    #[default]
    Partner,
    /// Commodity codes.
    Commodity,
}

/// Frequency of the rows that a series takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FrequencySpec {
    /// Whole years.
    Annual,
    /// Quarters.
    Quarterly,
    /// Months.
    Monthly,
}

impl From<FrequencySpec> for Frequency {
    fn from(spec: FrequencySpec) -> Self {
        match spec {
            FrequencySpec::Annual => Self::Annual,
            FrequencySpec::Quarterly => Self::Quarterly,
            FrequencySpec::Monthly => Self::Monthly,
        }
    }
}

/// Part that a series plays in its kind of chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Drawn as the kind draws series.
    #[default]
    Main,
    /// Growth, printed beside the series it is computed from.
    Growth,
    /// A path to a target.
    Path,
    /// Single points with speakers.
    Points,
    /// The rest of a whole, gray.
    Other,
    /// Only an input of others.
    Hidden,
}
