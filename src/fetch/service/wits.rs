//! World Bank WITS, Trade Stats: SDMX-JSON by reporter, years, partner, product and indicator.
//!
//! One reporter, one partner and one indicator a request, for any number of years, as its limits ask. Totals only:
//! its own product groups are no codes of the HS.

use super::{Form, Service, Terms, licence, no_code, plain_flows};
use crate::diag::Diagnostic;
use crate::fetch::question::Question;
use crate::fetch::unaskable;
use crate::read::RowsAllowed;
use crate::trade::{Area, AreaKind, Flow};

/// The service.
pub struct Wits;

impl Service for Wits {
    fn id(&self) -> &'static str {
        "wits"
    }

    fn title(&self) -> &'static str {
        "WITS"
    }

    fn address(&self) -> &'static str {
        "https://wits.worldbank.org/API/V1/SDMX/V21"
    }

    fn pause(&self) -> f64 {
        1.0
    }

    fn form(&self) -> Form {
        Form::Json
    }

    fn accept(&self) -> &'static str {
        "application/json"
    }

    fn portions(&self, question: &Question) -> Result<Vec<Question>, Box<Diagnostic>> {
        plain_flows(self, question)?;
        if question.is_monthly() {
            return Err(Box::new(unaskable(self, "months").help("ask `comtrade` or `imf`")));
        }
        if !question.is_total() {
            return Err(Box::new(
                unaskable(self, "commodity codes")
                    .because("its Trade Stats have totals and product groups of their own")
                    .help("ask `comtrade`, or leave out `--commodity`"),
            ));
        }
        let mut portions = vec![];
        for reporter in &question.reporters {
            let one = Question { reporters: vec![*reporter], ..question.clone() };
            let partners: Vec<Question> = if one.partners.is_empty() {
                // Two dimensions of "all" are its limit; years one by one keep well below.
                one.by_periods(1)
            } else {
                let with = |partner: &Area| Question { partners: vec![*partner], ..one.clone() };
                one.partners.iter().map(with).collect()
            };
            portions.extend(partners.iter().flat_map(Question::by_flow));
        }
        Ok(portions)
    }

    fn path(&self, question: &Question, _: bool) -> Result<String, Box<Diagnostic>> {
        let (Some(reporter), Some(flow)) = (question.reporters.first(), question.flows.first())
        else {
            return Err(unaskable(self, "nobody's trade"));
        };
        let partner = match question.partners.first() {
            Some(partner) => self.code(*partner)?,
            None => "all".to_owned(),
        };
        let years: Vec<String> =
            question.periods.iter().map(|when| when.year.to_string()).collect();
        let indicator = if *flow == Flow::Import { "MPRT-TRD-VL" } else { "XPRT-TRD-VL" };
        Ok(format!(
            "/datasource/tradestats-trade/reporter/{}/year/{}/partner/{partner}/product/Total/indicator/{indicator}?format=JSON",
            self.code(*reporter)?,
            years.join(";")
        ))
    }

    fn terms(&self) -> Terms {
        Terms {
            format: "wits",
            unit: None,
            citation: "World Bank, World Integrated Trade Solution (WITS), Trade Stats, from UN Comtrade",
            licence: licence(
                "World Bank CC BY 4.0; figures drawn from UN Comtrade keep its terms",
                RowsAllowed::No,
                "Source: World Bank, WITS, from UN Comtrade",
            ),
        }
    }
}

impl Wits {
    /// The World Bank's codes: ISO alpha-3 but for some areas.
    fn code(&self, area: Area) -> Result<String, Box<Diagnostic>> {
        let code = match area.code() {
            "ROU" => "rom",
            "COD" => "zar",
            "TLS" => "tmp",
            "SRB" => "ser",
            "MNE" => "mnt",
            "EU" => "eun",
            code if matches!(area.kind(), AreaKind::Country | AreaKind::World) => code,
            _ => return Err(no_code(self, area, "ask for its members, or for `WLD`, the World")),
        };
        Ok(code.to_lowercase())
    }
}
