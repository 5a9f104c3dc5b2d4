//! Reporting errors out of a panel in which both sides report: |ln(X / M)| is regressed on exporter, importer, year
//! and commodity; what an area adds to the gap beyond the best one is its error (CEPII working paper 2010-23).

use std::collections::BTreeMap;

use super::solve::{Fit, Row, fit};
use crate::trade::Area;

/// A flow of a year that both sides report, on FOB basis and above 0.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelRow {
    /// Who exports.
    pub exporter: Area,
    /// Who imports.
    pub importer: Area,
    /// Year.
    pub year: i32,
    /// Commodity code.
    pub commodity: String,
    /// The exporter's report in dollars.
    pub export: f64,
    /// The importer's report in dollars.
    pub import: f64,
}

/// Errors of areas as exporters and as importers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sigma {
    /// σ of an area's exports.
    pub exporters: BTreeMap<Area, f64>,
    /// σ of an area's imports.
    pub importers: BTreeMap<Area, f64>,
    /// Flows that the estimate rests on.
    pub flows: usize,
}

/// Columns of the design: the constant, then all but the first level of each factor.
struct Design {
    exporters: BTreeMap<Area, usize>,
    importers: BTreeMap<Area, usize>,
    years: BTreeMap<i32, usize>,
    commodities: BTreeMap<String, usize>,
    columns: usize,
}

/// σ̂ = (π/2)(effect − smallest effect − 2 s.e.), at least 0, with s.e. that of the difference; weights ln(X + M).
///
/// `None` where the flows are too few to tell the effects apart.
#[must_use]
pub fn estimate_sigma(panel: &[PanelRow]) -> Option<Sigma> {
    let rows: Vec<&PanelRow> =
        panel.iter().filter(|row| row.export > 0.0 && row.import > 0.0).collect();
    let design = Design::of(&rows);
    let equations: Vec<Row> = rows.iter().map(|row| design.row(row)).collect();
    let fit = fit(&equations, design.columns)?;
    Some(Sigma {
        exporters: errors(&fit, &design.exporters),
        importers: errors(&fit, &design.importers),
        flows: rows.len(),
    })
}

impl Design {
    fn of(rows: &[&PanelRow]) -> Self {
        let mut columns = 1;
        let exporters = levels(rows.iter().map(|row| row.exporter), &mut columns);
        let importers = levels(rows.iter().map(|row| row.importer), &mut columns);
        let years = levels(rows.iter().map(|row| row.year), &mut columns);
        let commodities = levels(rows.iter().map(|row| row.commodity.clone()), &mut columns);
        Self { exporters, importers, years, commodities, columns }
    }

    fn row(&self, row: &PanelRow) -> Row {
        let all = [
            self.exporters[&row.exporter],
            self.importers[&row.importer],
            self.years[&row.year],
            self.commodities[&row.commodity],
        ];
        let mut ones: Vec<usize> = all.into_iter().filter(|column| *column > 0).collect();
        ones.push(0);
        Row {
            ones,
            outcome: libm::fabs(libm::log(row.export / row.import)),
            weight: libm::log(row.export + row.import).max(1e-6),
        }
    }
}

/// A column for each level but the first, which has column 0 and so no effect of its own.
fn levels<T: Ord>(values: impl Iterator<Item = T>, columns: &mut usize) -> BTreeMap<T, usize> {
    let mut levels: BTreeMap<T, usize> = values.map(|value| (value, 0)).collect();
    for column in levels.values_mut().skip(1) {
        *column = *columns;
        *columns += 1;
    }
    levels
}

fn errors(fit: &Fit, areas: &BTreeMap<Area, usize>) -> BTreeMap<Area, f64> {
    let effect = |column: usize| {
        if column == 0 { Some(0.0) } else { fit.coefficients[column] }
    };
    let known: Vec<(Area, usize, f64)> = areas
        .iter()
        .filter_map(|(area, column)| Some((*area, *column, effect(*column)?)))
        .collect();
    let Some(best) = known.iter().min_by(|a, b| a.2.total_cmp(&b.2)) else {
        return BTreeMap::new();
    };
    let covariance = |a: usize, b: usize| if a == 0 || b == 0 { 0.0 } else { fit.covariance[a][b] };
    let error = |(area, column, value): &(Area, usize, f64)| {
        let variance = covariance(*column, *column) + covariance(best.1, best.1)
            - 2.0 * covariance(*column, best.1);
        let doubt = 2.0 * libm::sqrt(variance.max(0.0));
        let sigma = std::f64::consts::FRAC_PI_2 * (value - best.2 - doubt);
        (*area, sigma.max(0.0))
    };
    known.iter().map(error).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(code: &str) -> Area {
        Area::from_code(code).unwrap()
    }

    /// Every exporter with every importer in four years; the gap is the sum of their effects and a year's.
    fn panel(noise: f64) -> Vec<PanelRow> {
        let exporters = [("DEU", 0.05), ("RUS", 0.20), ("AFG", 0.45)];
        let importers = [("USA", 0.02), ("CHN", 0.12), ("KAZ", 0.32)];
        let mut rows = vec![];
        for (i, (exporter, a)) in exporters.into_iter().enumerate() {
            for (j, (importer, b)) in importers.into_iter().enumerate() {
                for year in 2016..2024 {
                    let wobble =
                        if (i + 2 * j + year as usize).is_multiple_of(2) { noise } else { -noise };
                    let gap = a + b + 0.01 * f64::from(year - 2016) + wobble;
                    let export = 1.0e6 * f64::from(year - 2000);
                    rows.push(PanelRow {
                        exporter: area(exporter),
                        importer: area(importer),
                        year,
                        commodity: "TOTAL".to_owned(),
                        export,
                        import: export * libm::exp(gap),
                    });
                }
            }
        }
        rows
    }

    #[test]
    fn effects_of_a_panel_without_noise_come_out_exactly() {
        let sigma = estimate_sigma(&panel(0.0)).unwrap();
        assert_eq!(sigma.flows, 72);
        let half_pi = std::f64::consts::FRAC_PI_2;
        for (code, effect) in [("DEU", 0.0), ("RUS", 0.15), ("AFG", 0.40)] {
            let found = sigma.exporters[&area(code)];
            assert!((found - half_pi * effect).abs() < 1e-6, "{code}: {found}");
        }
        for (code, effect) in [("USA", 0.0), ("CHN", 0.10), ("KAZ", 0.30)] {
            let found = sigma.importers[&area(code)];
            assert!((found - half_pi * effect).abs() < 1e-6, "{code}: {found}");
        }
    }

    #[test]
    fn doubt_lowers_an_error_and_never_below_zero() {
        let (clear, noisy) =
            (estimate_sigma(&panel(0.0)).unwrap(), estimate_sigma(&panel(0.05)).unwrap());
        assert!(noisy.exporters[&area("AFG")] < clear.exporters[&area("AFG")]);
        assert!(noisy.exporters.values().chain(noisy.importers.values()).all(|s| *s >= 0.0));
        assert!(noisy.exporters[&area("AFG")] > 0.4);
    }

    #[test]
    fn too_few_flows_are_no_panel() {
        assert!(estimate_sigma(&panel(0.0)[..2]).is_none());
        assert!(estimate_sigma(&[]).is_none());
    }
}
