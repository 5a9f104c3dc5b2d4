//! `bilat fetch`.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::builder::PossibleValuesParser;

use super::print::Printer;
use super::{Outcome, outcome_of};
use crate::diag::Diagnostic;
use crate::fetch::service::{SERVICES, service};
use crate::fetch::{Key, Patience, Question, Service, When, years};
use crate::pipeline::fetching::{Errand, Fetched, Kept, State, fetch};
use crate::trade::{Area, Classification, Commodity};

/// Options of `fetch`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub struct Args {
    /// The service to ask
    #[arg(value_name = "SERVICE", value_parser = PossibleValuesParser::new(SERVICES.iter().map(|s| s.id())))]
    service: String,
    /// Who reports: codes or English names, parted by commas
    #[arg(long, required = true, value_name = "AREAS")]
    reporter: String,
    /// The other side; `all` for every partner
    #[arg(long, required = true, value_name = "AREAS")]
    partner: String,
    /// Years: 2021, 2015-2021, or a list of them
    #[arg(long, required = true, value_name = "YEARS")]
    years: String,
    /// Directions, parted by commas: import, export, re-import, re-export
    #[arg(long, default_value = "import,export", value_name = "FLOWS")]
    flow: String,
    /// Commodity codes, parted by commas; TOTAL for all together, AG2, AG4 or AG6 for all codes of so many digits
    #[arg(long, default_value = "TOTAL", value_name = "CODES")]
    commodity: String,
    /// Classification of the codes, such as HS, HS2017 or SITC4; the service's own if absent
    #[arg(long, value_name = "NAME")]
    classification: Option<String>,
    /// Years or months
    #[arg(long, value_enum, default_value_t, value_name = "FREQUENCY")]
    frequency: Frequency,
    /// Name of the dataset; from the question if absent
    #[arg(long)]
    id: Option<String>,
    /// Ask again for what is in the desk, and say what has changed
    #[arg(long)]
    refresh: bool,
    /// Print the requests, and ask nobody
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    manner: Manner,
}

/// How to ask.
#[derive(Debug, clap::Args)]
struct Manner {
    /// Address to ask at instead of the service's own; also from `BILAT_FETCH_ADDRESS`
    #[arg(long, value_name = "URL", help_heading = "How to ask")]
    address: Option<String>,
    /// Seconds for one attempt
    #[arg(long, default_value_t = 120.0, value_name = "SECONDS", help_heading = "How to ask")]
    timeout: f64,
    /// Further attempts after the first
    #[arg(long, default_value_t = 4, value_name = "N", help_heading = "How to ask")]
    retries: u32,
    /// Seconds before the second attempt; doubled each time
    #[arg(long, default_value_t = 2.0, value_name = "SECONDS", help_heading = "How to ask")]
    wait: f64,
    /// Longest wait that a service may ask for
    #[arg(long, default_value_t = 300.0, value_name = "SECONDS", help_heading = "How to ask")]
    longest_wait: f64,
    /// Seconds between two requests; what the service asks of its users if absent
    #[arg(long, value_name = "SECONDS", help_heading = "How to ask")]
    pause: Option<f64>,
    /// Largest answer in bytes
    #[arg(long, default_value_t = 1 << 28, value_name = "BYTES", help_heading = "How to ask")]
    most_bytes: u64,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Frequency {
    /// Years
    #[default]
    Annual,
    /// Months
    Monthly,
}

/// What help says after the options.
const AFTER: &str = "\
Each answer becomes a dataset of the desk, byte for byte, with its address, time and license in dataset.toml.
What is in the desk is not asked for again. A key is read from the environment and written nowhere:
COMTRADE_API_KEY for comtrade, which answers 500 rows a request without one.

  bilat fetch comtrade --reporter RUS --partner AFG --years 2015-2021
  bilat fetch imf --reporter AFG --partner RUS,WLD --years 2000-2023 --flow import
  bilat fetch eurostat --reporter DEU --partner AFG --years 2020-2023 --commodity 1101 --frequency monthly";

pub fn run(root: &Path, args: &Args, printer: &Printer) -> Outcome {
    let errand = match errand(root, args) {
        Ok(errand) => errand,
        Err(fault) => return printer.stop(&[*fault]),
    };
    if args.dry_run {
        return rehearse(&errand, printer);
    }
    let progress = printer.requests();
    let (fetched, faults) = fetch(&errand, &progress);
    printer.messages(&fetched.diagnostics);
    if printer.json {
        printer.json(&fetched);
    } else {
        show(&fetched, printer);
    }
    if faults.is_empty() { outcome_of(&fetched.diagnostics) } else { printer.stop(&faults) }
}

fn errand<'a>(root: &'a Path, args: &Args) -> Result<Errand<'a>, Box<Diagnostic>> {
    let Some(service) = service(&args.service) else {
        return Err(Box::new(Diagnostic::error("C104", format!("no service `{}`", args.service))));
    };
    let named = args.manner.address.clone().or_else(|| variable("BILAT_FETCH_ADDRESS"));
    let key = service
        .key()
        .and_then(|(name, header)| variable(name).map(|secret| Key { header, secret }));
    let address = named.map(|address| checked(&address, key.is_some())).transpose()?;
    let manner = &args.manner;
    Ok(Errand {
        root,
        service,
        question: question(args)?,
        address,
        key,
        id: args.id.clone().map(named_id).transpose()?,
        refresh: args.refresh,
        patience: Patience {
            retries: manner.retries,
            wait: seconds("--wait", manner.wait)?,
            longest_wait: seconds("--longest-wait", manner.longest_wait)?,
            timeout: seconds("--timeout", manner.timeout)?,
            most_bytes: manner.most_bytes,
        },
        pause: seconds("--pause", manner.pause.unwrap_or(service.pause()))?,
    })
}

/// A variable of the environment that holds something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn wrong(what: &str, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("R114", format!("a service cannot be asked so: {what}")).help(help))
}

fn seconds(option: &str, number: f64) -> Result<f64, Box<Diagnostic>> {
    let fits = number.is_finite() && (0.0..=86_400.0).contains(&number);
    if fits {
        Ok(number)
    } else {
        Err(wrong(&format!("`{option}` is {number}"), "write seconds, 0 to 86400"))
    }
}

/// An address with its scheme; a key goes over an open line to this machine alone.
fn checked(address: &str, with_key: bool) -> Result<String, Box<Diagnostic>> {
    let open = address.strip_prefix("http://");
    if open.is_none() && !address.starts_with("https://") {
        return Err(wrong(&format!("`{address}` is no address"), "write it from `https://` on"));
    }
    if address.contains(['?', '#', '@']) {
        return Err(wrong(
            "the address holds a query or a user's name",
            "write it without; keys belong into the environment",
        ));
    }
    let is_here = open.is_some_and(|rest| {
        ["127.", "localhost", "[::1]"].iter().any(|host| rest.starts_with(host))
    });
    if with_key && open.is_some() && !is_here {
        return Err(wrong(
            &format!("`{address}` is an open line, and a key would go over it"),
            "write `https://`, or take the key out of the environment",
        ));
    }
    Ok(address.to_owned())
}

fn named_id(id: String) -> Result<String, Box<Diagnostic>> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && id.len() <= 100 && id.chars().all(plain) {
        return Ok(id);
    }
    Err(wrong(
        &format!("`{id}` is no name of a dataset"),
        "write small letters, digits and hyphens",
    ))
}

fn question(args: &Args) -> Result<Question, Box<Diagnostic>> {
    let years = years(&args.years).map_err(|reason| {
        wrong(&reason, "write `--years 2015-2021`, or a list parted by commas")
    })?;
    let months = |year: i32| (1..=12).map(move |month| When { year, month: Some(month) });
    let periods: Vec<When> = match args.frequency {
        Frequency::Annual => years.into_iter().map(|year| When { year, month: None }).collect(),
        Frequency::Monthly => years.into_iter().flat_map(months).collect(),
    };
    let partners = if args.partner.trim() == "all" { vec![] } else { areas(&args.partner)? };
    let reporters = areas(&args.reporter)?;
    let classification: Option<Result<Classification, String>> =
        args.classification.as_deref().map(str::parse);
    let known = "write `HS`, `HS2017` or `SITC4`";
    let level = match args.commodity.trim().to_ascii_uppercase().as_str() {
        "AG2" => Some(2),
        "AG4" => Some(4),
        "AG6" => Some(6),
        _ => None,
    };
    Ok(Question {
        reporters,
        partners,
        flows: each(&args.flow, |text| {
            crate::read::field::flow(text).ok_or_else(|| {
                wrong(
                    &format!("`{text}` is no flow"),
                    "write import, export, re-import or re-export",
                )
            })
        })?,
        periods,
        commodities: if level.is_some() { vec![] } else { each(&args.commodity, code)? },
        level,
        classification: classification.transpose().map_err(|reason| wrong(&reason, known))?,
    })
}

fn code(text: &str) -> Result<Commodity, Box<Diagnostic>> {
    Commodity::parse(text).map_err(|reason| wrong(&reason, "write HS digits, TOTAL, or AG2 alone"))
}

/// Areas by code or whole name. A name may hold a comma, so the whole text is tried first.
fn areas(text: &str) -> Result<Vec<Area>, Box<Diagnostic>> {
    if let Ok(area) = Area::find(text.trim()) {
        return Ok(vec![area]);
    }
    each(text, super::report::area)
}

/// The parts of a list, read, without repeats.
fn each<T: PartialEq>(
    text: &str,
    read: impl Fn(&str) -> Result<T, Box<Diagnostic>>,
) -> Result<Vec<T>, Box<Diagnostic>> {
    let mut found = vec![];
    for part in text.split(',').map(str::trim) {
        let item = read(part)?;
        if !found.contains(&item) {
            found.push(item);
        }
    }
    Ok(found)
}

/// Prints the requests, without a word to anybody.
fn rehearse(errand: &Errand<'_>, printer: &Printer) -> Outcome {
    let requests = match errand.requests() {
        Ok(requests) => requests,
        Err(fault) => return printer.stop(&[*fault]),
    };
    if printer.json {
        let urls: Vec<&str> = requests.iter().map(|request| request.url.as_str()).collect();
        printer.json(&urls);
        return Outcome::Clean;
    }
    for request in &requests {
        printer.line(&format!("GET {}", request.url));
    }
    printer.line(&manner(errand.service, errand.key.is_some(), errand.pause));
    Outcome::Clean
}

fn manner(service: &dyn Service, with_key: bool, pause: f64) -> String {
    let key = match service.key() {
        None => String::new(),
        Some((name, header)) if with_key => {
            format!("; the header {header} carries the key in {name}")
        }
        Some((name, _)) => format!("; no key is set in {name}"),
    };
    let unit = if pause == 1.0 { "second" } else { "seconds" };
    format!("{pause} {unit} from one request to the next{key}")
}

fn show(fetched: &Fetched, printer: &Printer) {
    for kept in &fetched.datasets {
        printer.line(&format!("datasets/{}: {}", kept.id, told(kept)));
        for change in &kept.changes {
            printer.line(&format!("  {change}"));
        }
        if !kept.absent.is_empty() {
            let periods = kept.absent.join(", ");
            printer.line(&format!("  without a row: {periods} (no row is no zero)"));
        }
    }
    let is_news = |kept: &Kept| matches!(kept.state, State::New | State::Changed);
    if fetched.datasets.iter().any(is_news) {
        printer.line("now: run `bilat check`, and name the dataset in a chart");
    }
}

fn told(kept: &Kept) -> String {
    match kept.state {
        State::New => format!("{} rows, {} bytes", kept.rows, kept.bytes),
        State::Kept => "in the desk already; `--refresh` asks again".to_owned(),
        State::Unchanged => "has not changed".to_owned(),
        State::Changed => format!("has changed, {} rows, {} bytes", kept.rows, kept.bytes),
    }
}

/// Seconds since 1970; the one place where a day enters the desk.
#[expect(clippy::disallowed_methods, reason = "a retrieval has a date")]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() as i64)
}

/// Lets time pass.
pub fn pass(seconds: f64) {
    std::thread::sleep(Duration::from_secs_f64(seconds.max(0.0)));
}
