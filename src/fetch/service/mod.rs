//! The services: one file each. A service knows its address, its words, its sizes and its terms, and opens nothing.

mod comtrade;
mod eurostat;
mod imf;
mod wits;

use super::question::Question;
use super::{at, unaskable};
use crate::diag::Diagnostic;
use crate::read::{Licence, RowsAllowed};
use crate::trade::{Area, Flow};

/// One service.
pub trait Service: Sync {
    /// Stable id, the name of its file.
    fn id(&self) -> &'static str;
    /// Its name for people.
    fn title(&self) -> &'static str;
    /// Where it answers.
    fn address(&self) -> &'static str;
    /// Variable of the environment with the key, and the header that carries it.
    fn key(&self) -> Option<(&'static str, &'static str)> {
        None
    }
    /// Seconds from one request to the next, as it asks of its users.
    fn pause(&self) -> f64;
    /// Rows at which it cuts an answer.
    fn cap(&self, _with_key: bool) -> Option<usize> {
        None
    }
    /// What it answers in.
    fn form(&self) -> Form;
    /// Media type to ask for.
    fn accept(&self) -> &'static str;
    /// The question in the sizes that it documents.
    ///
    /// # Errors
    /// R114 where it has no such figures.
    fn portions(&self, question: &Question) -> Result<Vec<Question>, Box<Diagnostic>>;
    /// Path and query of a request.
    ///
    /// # Errors
    /// R114 where it has no code for an area.
    fn path(&self, question: &Question, with_key: bool) -> Result<String, Box<Diagnostic>>;
    /// What `dataset.toml` says of its answers.
    fn terms(&self) -> Terms;
}

/// Form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON.
    Json,
    /// Comma-separated text.
    Csv,
}

impl Form {
    /// Ending of the file.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Csv => "CSV",
        }
    }
}

/// What holds for every answer of a service.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Id of the source that reads it.
    pub format: &'static str,
    /// Unit of the values, where the answer does not tell it beyond doubt.
    pub unit: Option<&'static str>,
    /// How to cite it.
    pub citation: &'static str,
    /// Terms of use, as commonly published.
    pub licence: Licence,
}

fn licence(name: &str, rows: RowsAllowed, attribution: &str) -> Licence {
    Licence { name: name.to_owned(), rows, attribution: attribution.to_owned() }
}

/// All services.
pub static SERVICES: &[&dyn Service] =
    &[&comtrade::Comtrade, &eurostat::Eurostat, &imf::Imf, &wits::Wits];

/// The service of this id.
#[must_use]
pub fn service(id: &str) -> Option<&'static dyn Service> {
    SERVICES.iter().copied().find(|service| service.id() == id)
}

/// R114 for an area without a code at a service.
fn no_code(service: &dyn Service, area: Area, help: &str) -> Box<Diagnostic> {
    let mut fault = unaskable(service, &format!("`{area}` ({})", area.name()));
    fault.place = Some(at(service.address()));
    Box::new(fault.because("it has no code for this area").help(help))
}

/// R114 unless only exports and imports are asked for.
fn plain_flows(service: &dyn Service, question: &Question) -> Result<(), Box<Diagnostic>> {
    match question.flows.iter().find(|flow| !matches!(flow, Flow::Import | Flow::Export)) {
        None => Ok(()),
        Some(flow) => Err(Box::new(
            unaskable(service, &format!("{}s", flow.id()))
                .help("ask for `import` and `export`; UN Comtrade has re-exports and re-imports"),
        )),
    }
}

/// Codes of areas, joined as the service wants them.
fn codes(
    areas: &[Area],
    between: &str,
    code: impl Fn(Area) -> Result<String, Box<Diagnostic>>,
) -> Result<String, Box<Diagnostic>> {
    let codes: Result<Vec<String>, _> = areas.iter().map(|area| code(*area)).collect();
    Ok(codes?.join(between))
}

#[cfg(test)]
mod tests {
    use super::super::question::tests::pair;
    use super::super::requests;
    use super::*;
    use crate::trade::Commodity;

    fn urls(id: &str, question: &Question, with_key: bool) -> Vec<String> {
        let service = service(id).unwrap();
        let requests = requests(service, question, service.address(), with_key).unwrap();
        requests.into_iter().map(|request| request.url).collect()
    }

    #[test]
    fn comtrade_is_asked_for_twelve_periods_at_a_time() {
        let found = urls("comtrade", &pair(2010, 2021), true);
        assert_eq!(
            found,
            ["https://comtradeapi.un.org/data/v1/get/C/A/HS?reporterCode=643\
              &period=2010,2011,2012,2013,2014,2015,2016,2017,2018,2019,2020,2021&partnerCode=4\
              &partner2Code=0&cmdCode=TOTAL&flowCode=M,X&customsCode=C00&motCode=0&includeDesc=true"]
        );
        assert_eq!(urls("comtrade", &pair(2000, 2021), true).len(), 2);
        let open = urls("comtrade", &pair(2020, 2020), false);
        assert!(open[0].starts_with("https://comtradeapi.un.org/public/v1/preview/C/A/HS?"));
    }

    #[test]
    fn codes_are_those_of_each_service() {
        let question = Question {
            reporters: vec![Area::find("USA").unwrap(), Area::find("DEU").unwrap()],
            partners: vec![Area::WORLD],
            ..pair(2020, 2021)
        };
        assert!(urls("comtrade", &question, true)[0].contains("reporterCode=842,276&"));
        assert!(urls("comtrade", &question, true)[0].contains("partnerCode=0&"));
        assert_eq!(
            urls("imf", &question, false),
            [
                "https://api.imf.org/external/sdmx/2.1/data/IMF.STA,IMTS/USA+DEU.MG_CIF_USD+XG_FOB_USD.G001.A\
              ?startPeriod=2020&endPeriod=2021"
            ]
        );
        assert_eq!(
            urls("wits", &Question { reporters: vec![Area::find("USA").unwrap()], ..question }, false),
            ["MPRT-TRD-VL", "XPRT-TRD-VL"].map(|indicator| format!(
                "https://wits.worldbank.org/API/V1/SDMX/V21/datasource/tradestats-trade/reporter/usa\
                 /year/2020;2021/partner/wld/product/Total/indicator/{indicator}?format=JSON"
            ))
        );
    }

    #[test]
    fn eurostat_is_asked_by_members_in_its_own_order() {
        let question = Question {
            reporters: vec![Area::find("DEU").unwrap()],
            commodities: vec![Commodity::parse("110100").unwrap()],
            ..pair(2015, 2021)
        };
        assert_eq!(
            urls("eurostat", &question, false),
            [
                "https://ec.europa.eu/eurostat/api/comext/dissemination/sdmx/2.1/data/DS-045409/A.DE.AF.110100.1+2.\
              VALUE_IN_EUROS+QUANTITY_IN_100KG?format=SDMX-CSV&compressed=false&startPeriod=2015&endPeriod=2021"
            ]
        );
        let fault = requests(service("eurostat").unwrap(), &pair(2015, 2021), "", false);
        let fault = fault.unwrap_err();
        assert_eq!(fault.code, "R114");
        assert_eq!(fault.title, "Eurostat cannot be asked for trade as `RUS` reports it");
        assert!(fault.help.unwrap().contains("member"));
    }

    #[test]
    fn what_a_service_does_not_have_is_refused() {
        let refused = |id: &str, question: &Question| {
            requests(service(id).unwrap(), question, "", true).unwrap_err().title
        };
        let flour =
            Question { commodities: vec![Commodity::parse("1101").unwrap()], ..pair(2020, 2020) };
        assert_eq!(refused("imf", &flour), "IMF cannot be asked for commodity codes");
        assert!(refused("wits", &flour).contains("commodity codes"));
        let chapters = Question { commodities: vec![], level: Some(2), ..pair(2020, 2020) };
        assert!(urls("comtrade", &chapters, true)[0].contains("&cmdCode=AG2&"));
        assert_eq!(chapters.slug(), "rus-afg-ag2-2020");
        assert!(refused("imf", &chapters).contains("commodity codes"));
        let taiwan = Question { partners: vec![Area::find("TWN").unwrap()], ..pair(2020, 2020) };
        assert_eq!(refused("comtrade", &taiwan), "UN Comtrade cannot be asked for `TWN` (Taiwan)");
    }

    #[test]
    fn every_service_is_read_by_a_source_and_states_its_terms() {
        for service in SERVICES {
            let terms = service.terms();
            assert!(crate::source::source(terms.format).is_some(), "{}", service.id());
            assert!(!terms.licence.name.is_empty() && !terms.licence.attribution.is_empty());
            assert!(service.address().starts_with("https://") && service.pause() > 0.0);
        }
    }
}
