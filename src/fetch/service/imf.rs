//! IMF International Trade in Goods by partner (IMTS, once Direction of Trade): SDMX 2.1 as comma-separated text.
//!
//! The key is reporter, indicator, counterpart, frequency. Values are dollars although SCALE says millions, so the
//! unit is declared. There are no commodities.

use super::{Form, Service, Terms, codes, licence, no_code, plain_flows};
use crate::diag::Diagnostic;
use crate::fetch::question::Question;
use crate::fetch::unaskable;
use crate::read::RowsAllowed;
use crate::trade::{Area, AreaKind, Flow, Numbering};

/// The service.
pub struct Imf;

impl Service for Imf {
    fn id(&self) -> &'static str {
        "imf"
    }

    fn title(&self) -> &'static str {
        "IMF"
    }

    fn address(&self) -> &'static str {
        "https://api.imf.org/external/sdmx/2.1"
    }

    fn pause(&self) -> f64 {
        0.5
    }

    fn form(&self) -> Form {
        Form::Csv
    }

    fn accept(&self) -> &'static str {
        "application/vnd.sdmx.data+csv;version=1.0.0"
    }

    fn portions(&self, question: &Question) -> Result<Vec<Question>, Box<Diagnostic>> {
        plain_flows(self, question)?;
        if !question.is_total() {
            return Err(Box::new(
                unaskable(self, "commodity codes")
                    .because("it publishes totals of trade between areas")
                    .help("ask `comtrade`, or leave out `--commodity`"),
            ));
        }
        Ok(question.by_runs())
    }

    fn path(&self, question: &Question, _: bool) -> Result<String, Box<Diagnostic>> {
        let reporters = codes(&question.reporters, "+", |area| self.code(area))?;
        let partners = codes(&question.partners, "+", |area| self.code(area))?;
        let indicators: Vec<&str> = question
            .flows
            .iter()
            .map(|flow| if *flow == Flow::Import { "MG_CIF_USD" } else { "XG_FOB_USD" })
            .collect();
        let frequency = if question.is_monthly() { "M" } else { "A" };
        let (Some(first), Some(last)) = (question.periods.first(), question.periods.last()) else {
            return Err(unaskable(self, "no time at all"));
        };
        Ok(format!(
            "/data/IMF.STA,IMTS/{reporters}.{}.{partners}.{frequency}?startPeriod={first}&endPeriod={last}",
            indicators.join("+")
        ))
    }

    fn terms(&self) -> Terms {
        Terms {
            format: "imf",
            unit: Some("USD"),
            citation: "International Monetary Fund: International Trade in Goods (by partner country), IMTS",
            licence: licence(
                "IMF terms: reuse with attribution",
                RowsAllowed::Yes,
                "Source: International Monetary Fund, International Trade in Goods",
            ),
        }
    }
}

impl Imf {
    /// ISO alpha-3 for areas, `G` and the Fund's number for groups and the World.
    fn code(&self, area: Area) -> Result<String, Box<Diagnostic>> {
        let number = area.info().and_then(|info| info.number(Numbering::Imf));
        match (area.kind(), number) {
            _ if area.code() == "XKX" => Ok("KOS".to_owned()),
            (AreaKind::Country, Some(_)) => Ok(area.code().to_owned()),
            (AreaKind::World | AreaKind::Group, Some(number))
                if number.bytes().all(|b| b.is_ascii_digit()) =>
            {
                Ok(format!("G{number:0>3}"))
            }
            _ => Err(no_code(self, area, "ask for its members, or for `WLD`, the World")),
        }
    }
}
