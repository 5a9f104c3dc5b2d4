//! Eurostat Comext, dataset DS-045409: SDMX 2.1 as comma-separated text.
//!
//! The key is frequency, reporter, partner, product, flow, indicator. Reporters are members of the Union; values are
//! euros and quantities 100 kg.

use super::{Form, Service, Terms, codes, licence, no_code, plain_flows};
use crate::diag::Diagnostic;
use crate::fetch::question::Question;
use crate::fetch::unaskable;
use crate::read::RowsAllowed;
use crate::trade::{Area, AreaKind, Commodity, Flow};

/// The service.
pub struct Eurostat;

/// The year whose members of the Union may be asked; the United Kingdom was one until 2020.
const MEMBERS_OF: i32 = 2019;

impl Service for Eurostat {
    fn id(&self) -> &'static str {
        "eurostat"
    }

    fn title(&self) -> &'static str {
        "Eurostat"
    }

    fn address(&self) -> &'static str {
        "https://ec.europa.eu/eurostat/api/comext/dissemination/sdmx/2.1"
    }

    fn pause(&self) -> f64 {
        1.0
    }

    fn form(&self) -> Form {
        Form::Csv
    }

    fn accept(&self) -> &'static str {
        "application/vnd.sdmx.data+csv;version=1.0.0"
    }

    fn portions(&self, question: &Question) -> Result<Vec<Question>, Box<Diagnostic>> {
        plain_flows(self, question)?;
        if question.level.is_some() {
            return Err(Box::new(
                unaskable(self, "all codes of a level")
                    .help("name the codes with `--commodity`, or ask `comtrade`"),
            ));
        }
        let union = Area::from_code("EU").map(|union| (union, union.members(MEMBERS_OF)));
        let reports = |area: &Area| {
            union.as_ref().is_ok_and(|(union, members)| area == union || members.contains(area))
        };
        match question.reporters.iter().find(|area| !reports(area)) {
            None => Ok(question.by_runs()),
            Some(area) => Err(Box::new(
                unaskable(self, &format!("trade as `{area}` reports it"))
                    .because("its reporters are the members of the European Union, and `EU`")
                    .help("turn the pair round: the member reports, the other is the partner"),
            )),
        }
    }

    fn path(&self, question: &Question, _: bool) -> Result<String, Box<Diagnostic>> {
        let reporters = codes(&question.reporters, "+", |area| self.code(area))?;
        let partners = codes(&question.partners, "+", |area| self.code(area))?;
        let products: Vec<&str> = question.commodities.iter().map(Commodity::code).collect();
        let flows: Vec<&str> = question
            .flows
            .iter()
            .map(|flow| if *flow == Flow::Import { "1" } else { "2" })
            .collect();
        let frequency = if question.is_monthly() { "M" } else { "A" };
        let (Some(first), Some(last)) = (question.periods.first(), question.periods.last()) else {
            return Err(unaskable(self, "no time at all"));
        };
        Ok(format!(
            "/data/DS-045409/{frequency}.{reporters}.{partners}.{}.{}.VALUE_IN_EUROS+QUANTITY_IN_100KG\
             ?format=SDMX-CSV&compressed=false&startPeriod={first}&endPeriod={last}",
            products.join("+"),
            flows.join("+")
        ))
    }

    fn terms(&self) -> Terms {
        Terms {
            format: "eurostat-comext",
            unit: None,
            citation: "Eurostat, Comext: EU trade since 1988 by HS2-4-6 and CN8 (DS-045409)",
            licence: licence("CC BY 4.0", RowsAllowed::Yes, "Source: Eurostat (Comext, DS-045409)"),
        }
    }
}

impl Eurostat {
    /// ISO alpha-2 for areas, and its own codes for the World and the Union.
    fn code(&self, area: Area) -> Result<String, Box<Diagnostic>> {
        let code = match area.code() {
            "WLD" => "WORLD",
            "EU" => "EU27_2020",
            "EXT_EU" => "EU27_2020_EXTRA",
            "INT_EU" => "EU27_2020_INTRA",
            _ => match area.info() {
                Some(info) if info.kind == AreaKind::Country && !info.alpha2.is_empty() => {
                    info.alpha2
                }
                _ => {
                    return Err(no_code(
                        self,
                        area,
                        "ask for its members, or for `WLD`, the World",
                    ));
                }
            },
        };
        Ok(code.to_owned())
    }
}
