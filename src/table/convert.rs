//! Amounts of another currency become dollars by dated rates: each row by the rate of exactly its period. A row
//! without a rate has no value. Which rate was used is told by [`DatasetInfo::rate_of`], period by period.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{DatasetInfo, Observation};
use crate::diag::{Diagnostic, Place};
use crate::trade::{FoundRate, Money, ObsStatus, Origin, Period, RateTable};

/// The currency of a dataset, and the rates that it is converted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// ISO 4217 code.
    pub currency: Arc<str>,
    /// Rates.
    pub rates: Arc<RateTable>,
}

impl DatasetInfo {
    /// The rate that amounts of this period were converted by.
    #[must_use]
    pub fn rate_of(&self, period: Period) -> Option<FoundRate<'_>> {
        let exchange = self.exchange.as_ref()?;
        exchange.rates.find(&exchange.currency, period)
    }

    /// How the rate of a period is told, and where it stands.
    #[must_use]
    pub fn rate_told(&self, period: Period) -> Option<(String, Origin)> {
        let exchange = self.exchange.as_ref()?;
        let found = self.rate_of(period)?;
        let mut told = format!("converted at {}", found.told(&exchange.currency));
        if !found.rate.source.is_empty() {
            told = format!("{told} ({})", found.rate.source);
        }
        let RateTable { dataset, path, .. } = &*exchange.rates;
        let origin = Origin { dataset: dataset.clone(), path: path.clone(), line: found.rate.line };
        Some((told, origin))
    }
}

/// Converts all amounts of a dataset; rows whose period has no rate lose their value, and that is told (T212).
#[must_use]
pub fn convert(rows: &mut [Observation], exchange: &Exchange, path: &str) -> Vec<Diagnostic> {
    let Exchange { currency, rates } = exchange;
    let mut lacking: BTreeSet<Period> = BTreeSet::new();
    let mut first = None;
    for row in rows.iter_mut() {
        let Some(rate) = rates.find(currency, row.period) else {
            if row.primary_value.take().is_some() {
                lacking.insert(row.period);
                first = first.min(Some(row.line)).or(Some(row.line));
                row.status = ObsStatus::Missing;
            }
            (row.interval, row.cif_value, row.fob_value) = (None, None, None);
            continue;
        };
        let dollars = |amount: Option<Money>| amount.and_then(|amount| rate.dollars(amount));
        row.primary_value = dollars(row.primary_value);
        row.cif_value = dollars(row.cif_value);
        row.fob_value = dollars(row.fob_value);
        row.interval =
            row.interval.and_then(|(low, high)| Some((rate.dollars(low)?, rate.dollars(high)?)));
    }
    let Some(line) = first else { return vec![] };
    let periods: Vec<String> = lacking.iter().take(6).map(ToString::to_string).collect();
    let rest = lacking.len().saturating_sub(periods.len());
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    vec![
        Diagnostic::error(
            "T212",
            format!("no rate of {currency} for {}{more}", periods.join(", ")),
        )
        .at(Place { path: path.to_owned(), line, ..Place::default() })
        .because("a rate holds for exactly its period; these values are missing, not zero")
        .help(format!("add the rates to `{}`", rates.path)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::checks::fixture::observation;
    use super::*;
    use crate::trade::{Decimal, Quote, Rate};

    fn exchange() -> Exchange {
        let mut rates = RateTable::new("rates", "rates.csv");
        for (period, number, line) in [("2020", "1.1422", 2), ("2021-01", "1.2171", 3)] {
            let number = Decimal::parse_plain(number).unwrap();
            let rate = Rate { number, quote: Quote::DollarsPerUnit, source: "ECB".into(), line };
            rates.add("EUR", period.parse().unwrap(), rate).unwrap();
        }
        Exchange { currency: "EUR".into(), rates: Arc::new(rates) }
    }

    #[test]
    fn each_row_takes_the_rate_of_its_own_period() {
        let mut rows = vec![
            observation(2, "DEU RUS X 2020 TOTAL 1000"),
            observation(3, "DEU RUS X 2021-01 TOTAL 1000"),
            observation(4, "DEU RUS X 2021 TOTAL 1000"),
        ];
        let found = convert(&mut rows, &exchange(), "d.csv");
        let values: Vec<Option<i64>> =
            rows.iter().map(|row| row.primary_value.map(Money::thousandths)).collect();
        assert_eq!(values, [Some(1_142_200), Some(1_217_100), None]);
        assert_eq!(rows[2].status, ObsStatus::Missing);
        assert_eq!(found[0].title, "no rate of EUR for 2021");
        assert!(found[0].is_error());
    }

    #[test]
    fn the_rate_of_a_period_is_told_with_its_line() {
        let info = DatasetInfo { exchange: Some(exchange()), ..DatasetInfo::default() };
        let (told, origin) = info.rate_told("2020".parse().unwrap()).unwrap();
        assert_eq!(told, "converted at 1 EUR = 1.1422 USD (ECB)");
        assert_eq!((&*origin.path, origin.line), ("rates.csv", 2));
        assert!(info.rate_told("2019".parse().unwrap()).is_none());
    }
}
