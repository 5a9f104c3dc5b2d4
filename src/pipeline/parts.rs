//! Series in bulk: one for each of the largest partners or commodities, and one for the others.
//!
//! `parts = { by = "partner", top = 6 }` becomes series with ids like `exports-pak` and `exports-other` before anything
//! is resolved, so that all that follows knows only single series.

use std::collections::BTreeMap;

use super::desk::{ChartSource, Dataset};
use super::mirror::{MirrorPolicy, partner_side};
use super::sides::read;
use super::spec::{Pair, PartsBy, PartsSpec, Role, SeriesSpec, place_of};
use crate::diag::Diagnostic;
use crate::series::{Absence, Point, Series, Value};
use crate::table::Selector;
use crate::trade::{Area, Classification, Commodity, Estimate, Flow, Measure, Period};
use crate::words::{Lang, Phrase, Words, area_name, commodity_name, phrase};

/// Puts single series in the place of those that are to be taken apart.
///
/// A series that cannot be taken apart is left as it is, with a C104.
pub fn expand(
    datasets: &[Dataset],
    pair: Option<&Pair>,
    chart: &mut ChartSource,
) -> Vec<Diagnostic> {
    let mut diagnostics = vec![];
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut series = vec![];
    for spec in &chart.spec.series {
        let Some(parts) = &spec.parts else {
            series.push(spec.clone());
            continue;
        };
        match Parts::new(datasets, pair, spec, parts, &known) {
            Ok(found) => {
                known.insert(spec.id.clone(), found.codes.clone());
                series.extend(found.specs());
            }
            Err(why) => {
                let at = chart.text.find(&format!("\"{}\"", spec.id)).unwrap_or(0);
                let place = place_of(&chart.text, &chart.path, at, spec.id.len() + 2);
                let title = format!("series `{}` cannot be taken apart: {why}", spec.id);
                diagnostics.push(Diagnostic::error("C104", title).at(place));
                series.push(spec.clone());
            }
        }
    }
    chart.spec.series = series;
    diagnostics
}

/// What a series is taken apart into.
struct Parts<'a> {
    spec: &'a SeriesSpec,
    wanted: &'a PartsSpec,
    reporter: Area,
    /// Whether two digits are a chapter of the Harmonized System.
    is_harmonized: bool,
    /// English texts of codes, from lists beside the data.
    labels: &'a BTreeMap<String, String>,
    /// The largest, in order.
    codes: Vec<String>,
    /// The others.
    rest: Vec<String>,
    /// The code of the row that shares are of, where the dataset has one: what is not specified belongs to it.
    whole: Option<&'static str>,
}

impl<'a> Parts<'a> {
    fn new(
        datasets: &'a [Dataset],
        pair: Option<&Pair>,
        spec: &'a SeriesSpec,
        parts: &'a PartsSpec,
        known: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, String> {
        let id = spec.dataset.as_deref().ok_or("it names no dataset")?;
        let dataset =
            datasets.iter().find(|d| d.id == id).ok_or(format!("no usable dataset `{id}`"))?;
        let selector = selector(spec, pair)?;
        let reporter = selector.reporter;
        let is_harmonized =
            dataset.table.classifications().iter().all(|c| !matches!(c, Classification::SITC(_)));
        let labels = &dataset.spec.labels;
        let has_any =
            |code: &String| !series_of(dataset, spec, &selector, parts.by, code).points.is_empty();
        let whole = Some(match parts.by {
            PartsBy::Partner => "WLD",
            PartsBy::Commodity => "TOTAL",
        })
        .filter(|code| parts.indicator.as_deref() == Some("share") && has_any(&(*code).to_owned()));
        if let Some(beside) = &parts.beside {
            let codes = known.get(beside).ok_or(format!("no earlier parts `{beside}`"))?;
            let codes = codes.iter().filter(|code| has_any(code)).cloned().collect();
            return Ok(Self {
                spec,
                wanted: parts,
                reporter,
                is_harmonized,
                labels,
                codes,
                rest: vec![],
                whole,
            });
        }
        let at =
            parts.at.as_deref().map(str::parse::<Period>).transpose().map_err(|e| e.to_string())?;
        let mut sized: Vec<(f64, String)> = candidates(dataset, &selector, parts)
            .into_iter()
            .map(|code| (size(&series_of(dataset, spec, &selector, parts.by, &code), at), code))
            .collect();
        sized.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let codes: Vec<String> = sized.into_iter().map(|(_, code)| code).collect();
        if codes.is_empty() {
            return Err(format!(
                "dataset `{id}` has no {} of {reporter} in parts",
                selector.flow.id()
            ));
        }
        // What is no single area belongs to the total and is never ranked.
        let single = |code: &String| {
            parts.by == PartsBy::Commodity
                || Area::from_code(code).is_ok_and(|area| area.is_single())
        };
        let (mut codes, special): (Vec<String>, Vec<String>) = codes.into_iter().partition(single);
        let mut rest = codes.split_off(parts.top.min(codes.len()));
        rest.extend(special);
        if parts.without_other {
            rest.clear();
        }
        Ok(Self { spec, wanted: parts, reporter, is_harmonized, labels, codes, rest, whole })
    }

    /// The series, from the largest on, then the others.
    fn specs(&self) -> Vec<SeriesSpec> {
        let mut specs = vec![];
        if self.wanted.indicator.is_some() {
            let all = || self.sum(self.codes.iter().chain(&self.rest).cloned().collect());
            let total = self.whole.map_or_else(all, |whole| self.single(whole));
            specs.push(SeriesSpec { id: self.id("total"), role: Role::Hidden, ..total });
        }
        for code in &self.codes {
            specs.extend(self.measured(self.single(code)));
        }
        if !self.rest.is_empty() {
            let label = words(|lang| phrase(Phrase::Other, lang).to_owned());
            let other = SeriesSpec { role: Role::Other, label, ..self.sum(self.rest.clone()) };
            specs.extend(self.measured(other));
        }
        if self.wanted.indicator.as_deref() == Some("contribution") {
            specs.push(SeriesSpec {
                id: self.id("growth"),
                indicator: Some("growth".to_owned()),
                of: vec![self.id("total")],
                role: Role::Growth,
                label: words(|lang| phrase(Phrase::Total, lang).to_owned()),
                ..SeriesSpec::default()
            });
        }
        specs
    }

    /// The series itself, or hidden with the indicator of it and the total.
    fn measured(&self, spec: SeriesSpec) -> Vec<SeriesSpec> {
        let Some(indicator) = &self.wanted.indicator else { return vec![spec] };
        let level = format!("{}-level", spec.id);
        let shown = SeriesSpec {
            id: spec.id.clone(),
            indicator: Some(indicator.clone()),
            of: vec![level.clone(), self.id("total")],
            role: spec.role,
            label: spec.label.clone(),
            focus: spec.focus,
            ..SeriesSpec::default()
        };
        vec![SeriesSpec { id: level, role: Role::Hidden, ..spec }, shown]
    }

    fn single(&self, code: &str) -> SeriesSpec {
        let mut spec = SeriesSpec { id: self.id(code), parts: None, ..self.spec.clone() };
        spec.focus = self.wanted.focus.iter().any(|focus| focus == code);
        spec.beside =
            self.wanted.beside.as_ref().map(|beside| format!("{beside}-{}", code.to_lowercase()));
        match self.wanted.by {
            PartsBy::Partner => {
                spec.partner = Some(code.to_owned());
                let area = Area::from_code(code).unwrap_or(self.reporter);
                spec.label = words(|lang| area_name(area, lang));
            }
            PartsBy::Commodity => {
                spec.commodity = Some(code.to_owned());
                let is_chapter = self.is_harmonized && code.len() == 2;
                let listed = self.labels.get(code).map(|text| short(text));
                spec.label = words(|lang| match (is_chapter, lang, listed) {
                    (true, ..) => commodity_name(code, lang),
                    (_, Lang::En, Some(text)) => format!("{code} {text}"),
                    _ => code.to_owned(),
                });
            }
        }
        spec
    }

    fn sum(&self, codes: Vec<String>) -> SeriesSpec {
        let id = self.id("other");
        SeriesSpec { id, sum_of: codes, parts: Some(self.wanted.clone()), ..self.spec.clone() }
    }

    fn id(&self, code: &str) -> String {
        format!("{}-{}", self.spec.id, code.to_lowercase())
    }
}

/// The first part of the text of a code, as far as a label has room for it.
fn short(text: &str) -> &str {
    let end = text.find([':', ';', '(']).unwrap_or(text.len());
    let first = text[..end].trim();
    match first.find(',') {
        Some(comma) if first.chars().count() > 40 => &first[..comma],
        _ => first,
    }
}

fn words(of: impl Fn(Lang) -> String) -> Words {
    Lang::ALL.into_iter().map(|lang| (lang, of(lang))).collect()
}

/// Which rows a series asks for, its partner left open.
fn selector(spec: &SeriesSpec, pair: Option<&Pair>) -> Result<Selector, String> {
    let reporter =
        spec.reporter.as_deref().or(pair.map(|p| p.reporter.as_str())).unwrap_or_default();
    let partner = spec.partner.as_deref().or(pair.map(|p| p.partner.as_str())).unwrap_or_default();
    let area = |code: &str| Area::from_code(code).map_err(|error| error.to_string());
    Ok(Selector {
        dataset: spec.dataset.clone(),
        reporter: area(reporter)?,
        partner: area(partner)?,
        flow: match spec.flow {
            Some(Measure::Export) => Flow::Export,
            Some(Measure::Import) => Flow::Import,
            _ => return Err("it needs `flow = \"export\"` or `\"import\"`".to_owned()),
        },
        commodity: Commodity::parse(spec.commodity.as_deref().unwrap_or("TOTAL"))
            .map_err(|_| "its commodity is no code".to_owned())?,
        frequency: spec.frequency.map_or(crate::trade::Frequency::Annual, Into::into),
    })
}

/// Codes of all parts, those that only the other side reports included.
fn candidates(dataset: &Dataset, selector: &Selector, parts: &PartsSpec) -> Vec<String> {
    if parts.by == PartsBy::Commodity {
        let codes = dataset.table.commodities(selector, parts.level.unwrap_or(2));
        return codes.into_iter().map(|code| code.code().to_owned()).collect();
    }
    let mut areas = dataset.table.partners(selector);
    let mirrored = dataset.table.rows().iter().filter(|row| {
        row.partner == selector.reporter
            && row.flow == selector.flow.mirror()
            && row.period.frequency() == selector.frequency
    });
    areas.extend(mirrored.map(|row| row.reporter).filter(Area::is_single));
    areas.remove(&selector.reporter);
    areas.into_iter().map(|area| area.code().to_owned()).collect()
}

fn series_of(
    dataset: &Dataset,
    spec: &SeriesSpec,
    selector: &Selector,
    by: PartsBy,
    code: &str,
) -> Series {
    let mut selector = selector.clone();
    match by {
        PartsBy::Partner => selector.partner = Area::from_code(code).unwrap_or(selector.partner),
        PartsBy::Commodity => {
            selector.commodity = Commodity::parse(code).unwrap_or(selector.commodity);
        }
    }
    if spec.mirror == Some(MirrorPolicy::Partner) {
        return partner_side(&dataset.table, code, &selector).0;
    }
    read(&dataset.table, code, &selector).0
}

/// How large a part is.
fn size(series: &Series, at: Option<Period>) -> f64 {
    let counts = |period: Period| at.is_none_or(|at| at == period);
    series.known().filter(|(point, _)| counts(point.period)).map(|(_, e)| e.mid()).sum()
}

/// The sum of several parts: known in a period where one of them is and none is withheld or was set aside.
///
/// A producer that lists only positive flows has no row where there was none; such a part adds nothing.
pub fn summed(dataset: &Dataset, spec: &SeriesSpec, selector: &Selector) -> Option<Series> {
    let by = spec.parts.as_ref().map_or(PartsBy::Partner, |parts| parts.by);
    let parts: Vec<Series> =
        spec.sum_of.iter().map(|code| series_of(dataset, spec, selector, by, code)).collect();
    let mut whole = parts.iter().find(|series| !series.points.is_empty())?.clone();
    let mut periods: Vec<Period> =
        parts.iter().flat_map(|s| s.points.iter().map(|p| p.period)).collect();
    periods.sort();
    periods.dedup();
    let at = |period| parts.iter().filter_map(|part| part.at(period)).collect::<Vec<_>>();
    whole.points = periods.into_iter().filter_map(|period| sum_at(&at(period))).collect();
    whole.id.clone_from(&spec.id);
    whole.formula = format!(
        "sum of {} {}",
        parts.len(),
        if by == PartsBy::Partner { "partners" } else { "commodities" }
    );
    if by == PartsBy::Partner {
        whole.basis.partner = Area::WORLD;
    }
    Some(whole)
}

fn sum_at(points: &[&Point]) -> Option<Point> {
    let withheld = points.iter().find(|point| match &point.value {
        Value::Missing(missing) => missing.absence != Absence::NotReported,
        _ => false,
    });
    let known: Vec<(&&Point, Estimate)> =
        points.iter().filter_map(|point| Some((point, point.value.known()?))).collect();
    let Some((first, _)) = known.first().filter(|_| withheld.is_none()) else {
        return withheld.or(points.first()).map(|point| (*point).clone());
    };
    let add =
        |end: fn(Estimate) -> f64| known.iter().map(|(_, estimate)| end(*estimate)).sum::<f64>();
    let value =
        Value::Known(Estimate::new(add(Estimate::low), add(Estimate::mid), add(Estimate::high)));
    let mut origins: Vec<_> =
        known.iter().flat_map(|(point, _)| point.origins.iter().cloned()).collect();
    origins.sort();
    let note = format!("sum of {}", known.len());
    let evidence = known.iter().map(|(point, _)| point.evidence).max()?;
    Some(Point { value, evidence, origins, note, ..(**first).clone() })
}

#[cfg(test)]
mod tests {
    use super::super::spec::{ChartSpec, parse};
    use super::*;
    use crate::read::{DatasetSpec, Input};

    fn dataset() -> Dataset {
        let text = "producer = \"CEPII\"\ntitle = \"t\"\ncitation = \"c\"\nurl = \"u\"\nretrieved = \"2026-11-01\"\n\
                    vintage = \"v\"\nformat = \"baci\"\n[licence]\nname = \"n\"\nrows = \"yes\"\nattribution = \"a\"\n";
        let spec: DatasetSpec = parse(text, "dataset.toml").unwrap();
        let csv = "year,exporter,importer,value_thousand_usd\n2018,PAK,AFG,5\n2018,IRN,AFG,9\n2018,RUS,AFG,1\n\
                   2018,IND,AFG,2\n2019,PAK,AFG,50\n2019,RUS,AFG,3\n2019,AFG,IND,7\n";
        let input = Input { dataset: "d", path: "d.csv", bytes: csv.as_bytes() };
        let (table, _) = crate::source::read_dataset(input, &spec);
        Dataset { id: "d".to_owned(), path: "d.csv".to_owned(), spec, table }
    }

    fn chart(series: &str) -> ChartSource {
        let text = format!("kind = \"line\"\n{series}\n[words]\n");
        let spec: ChartSpec = parse(&text, "chart.toml").unwrap();
        ChartSource { id: "c".to_owned(), path: "chart.toml".to_owned(), spec, text }
    }

    fn ids(chart: &ChartSource) -> Vec<&str> {
        chart.spec.series.iter().map(|series| series.id.as_str()).collect()
    }

    const FROM: &str = "[[series]]\nid = \"from\"\ndataset = \"d\"\nreporter = \"AFG\"\npartner = \"WLD\"\nflow = \"import\"\n";

    #[test]
    fn the_largest_stand_alone_and_the_others_are_summed() {
        let mut chart =
            chart(&format!("{FROM}parts = {{ by = \"partner\", top = 2, focus = [\"IRN\"] }}"));
        let datasets = [dataset()];
        assert!(expand(&datasets, None, &mut chart).is_empty());
        assert_eq!(ids(&chart), ["from-pak", "from-irn", "from-other"]);
        let [pak, irn, other] = &chart.spec.series[..] else { panic!() };
        assert_eq!(pak.label[&Lang::Fa], "پاکستان");
        assert!(irn.focus && !pak.focus && other.role == Role::Other);
        let sum = summed(&datasets[0], other, &selector(other, None).unwrap()).unwrap();
        let values: Vec<f64> = sum.known().map(|(_, e)| e.mid()).collect();
        assert_eq!(values, [3000.0, 3000.0], "IND 2 + RUS 1, then RUS 3 alone");
    }

    #[test]
    fn by_one_period_the_order_is_that_of_the_period() {
        let mut chart = chart(&format!(
            "{FROM}parts = {{ by = \"partner\", top = 1, at = \"2018\", without_other = true }}"
        ));
        expand(&[dataset()], None, &mut chart);
        assert_eq!(ids(&chart), ["from-irn"]);
    }

    #[test]
    fn contributions_come_with_their_total() {
        let mut chart = chart(&format!(
            "{FROM}parts = {{ by = \"partner\", top = 1, indicator = \"contribution\" }}"
        ));
        expand(&[dataset()], None, &mut chart);
        let expected = [
            "from-total",
            "from-pak-level",
            "from-pak",
            "from-other-level",
            "from-other",
            "from-growth",
        ];
        assert_eq!(ids(&chart), expected);
        assert_eq!(chart.spec.series[0].sum_of.len(), 4);
    }

    #[test]
    fn shares_are_of_the_world_row_where_there_is_one() {
        let csv = "reporter,partner,flow,year,value_usd\nAFG,WLD,import,2023,100\nAFG,PAK,import,2023,60\n\
                   AFG,IRN,import,2023,30\n";
        let input = Input { dataset: "d", path: "d.csv", bytes: csv.as_bytes() };
        let (table, _) = crate::source::read_dataset(input, &DatasetSpec::default());
        let with_world = Dataset { table, ..dataset() };
        let parts = "parts = { by = \"partner\", top = 2, indicator = \"share\" }";
        let mut chart = chart(&format!("{FROM}{parts}"));
        assert!(expand(&[with_world], None, &mut chart).is_empty());
        let total = &chart.spec.series[0];
        assert_eq!((total.partner.as_deref(), total.sum_of.len()), (Some("WLD"), 0));
    }

    #[test]
    fn what_cannot_be_taken_apart_is_told() {
        let mut chart = chart(&FROM.replace("\"d\"", "\"e\"").replace(
            "flow = \"import\"\n",
            "flow = \"import\"\nparts = { by = \"partner\", top = 1 }\n",
        ));
        let diagnostics = expand(&[dataset()], None, &mut chart);
        assert_eq!(diagnostics[0].code, "C104");
    }
}
