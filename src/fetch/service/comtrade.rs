//! UN Comtrade: `/data/v1/get/{type}/{frequency}/{classification}` with a key, `/public/v1/preview/...` without one.
//!
//! Twelve periods a request; 100,000 rows with a free key, 500 in the preview. Breakdowns by second partner, customs
//! procedure and transport are not asked for.

use super::{Form, Service, Terms, codes, licence, no_code};
use crate::diag::Diagnostic;
use crate::fetch::question::{Question, When};
use crate::fetch::unaskable;
use crate::read::RowsAllowed;
use crate::trade::{Area, Classification, Flow, Numbering};

/// The service.
pub struct Comtrade;

/// Periods in one request.
const PERIODS: usize = 12;
/// Characters of an address that it takes.
const LONGEST: usize = 4_000;

impl Service for Comtrade {
    fn id(&self) -> &'static str {
        "comtrade"
    }

    fn title(&self) -> &'static str {
        "UN Comtrade"
    }

    fn address(&self) -> &'static str {
        "https://comtradeapi.un.org"
    }

    fn key(&self) -> Option<(&'static str, &'static str)> {
        Some(("COMTRADE_API_KEY", "Ocp-Apim-Subscription-Key"))
    }

    fn pause(&self) -> f64 {
        6.0
    }

    fn cap(&self, with_key: bool) -> Option<usize> {
        Some(if with_key { 100_000 } else { 500 })
    }

    fn form(&self) -> Form {
        Form::Json
    }

    fn accept(&self) -> &'static str {
        "application/json"
    }

    fn portions(&self, question: &Question) -> Result<Vec<Question>, Box<Diagnostic>> {
        let portions = question.by_periods(PERIODS);
        let longest = portions.iter().map(|part| self.path(part, true).map(|path| path.len()));
        match longest.collect::<Result<Vec<usize>, _>>()?.into_iter().max() {
            Some(length) if length > LONGEST => Err(Box::new(
                unaskable(self, "so much at once")
                    .because(format!(
                        "the address would have {length} characters, {LONGEST} at most"
                    ))
                    .help("name fewer areas or codes, or all partners with `--partner all`"),
            )),
            _ => Ok(portions),
        }
    }

    fn path(&self, question: &Question, with_key: bool) -> Result<String, Box<Diagnostic>> {
        let method = if with_key { "/data/v1/get" } else { "/public/v1/preview" };
        let frequency = if question.is_monthly() { "M" } else { "A" };
        let classification = self.classification(question)?;
        let reporters = codes(&question.reporters, ",", |area| self.code(area))?;
        let partners = match codes(&question.partners, ",", |area| self.code(area))? {
            none if none.is_empty() => none,
            codes => format!("&partnerCode={codes}"),
        };
        let flows: Vec<&str> = question.flows.iter().map(|flow| letter(*flow)).collect();
        let periods: Vec<String> = question.periods.iter().map(period).collect();
        Ok(format!(
            "{method}/C/{frequency}/{classification}?reporterCode={reporters}&period={}{partners}\
             &partner2Code=0&cmdCode={}&flowCode={}&customsCode=C00&motCode=0&includeDesc=true",
            periods.join(","),
            question.codes().join(","),
            flows.join(",")
        ))
    }

    fn terms(&self) -> Terms {
        Terms {
            format: "comtrade-plus",
            unit: None,
            citation: "United Nations, Department of Economic and Social Affairs, Statistics Division: UN Comtrade Database",
            licence: licence(
                "UN Comtrade policy on use and re-dissemination: rows are not to be passed on without permission",
                RowsAllowed::No,
                "Source: UN Comtrade Database",
            ),
        }
    }
}

impl Comtrade {
    /// The number that is in use today; the lists of other producers differ from it.
    fn code(&self, area: Area) -> Result<String, Box<Diagnostic>> {
        let own = match area.code() {
            "USA" => Some("842"),
            "FRA" => Some("251"),
            "NOR" => Some("579"),
            "CHE" => Some("757"),
            "TWN" => {
                let help = "it stands inside `S19` (Other Asia, nes) there: ask for `S19`, and keep it apart";
                return Err(no_code(self, area, help));
            }
            _ => area.info().and_then(|info| info.number(Numbering::Comtrade)),
        };
        own.map(str::to_owned).ok_or_else(|| {
            no_code(self, area, "ask for its members one by one, or for `WLD`, the World")
        })
    }

    fn classification(&self, question: &Question) -> Result<String, Box<Diagnostic>> {
        match question.classification {
            None | Some(Classification::HSUnknown | Classification::Unknown) => Ok("HS".to_owned()),
            Some(edition) => edition
                .comtrade_letter()
                .ok_or_else(|| unaskable(self, &format!("codes of {edition}"))),
        }
    }
}

fn letter(flow: Flow) -> &'static str {
    match flow {
        Flow::Import => "M",
        Flow::Export => "X",
        Flow::ReImport => "RM",
        Flow::ReExport => "RX",
    }
}

fn period(when: &When) -> String {
    when.month.map_or_else(|| when.year.to_string(), |month| format!("{}{month:02}", when.year))
}
