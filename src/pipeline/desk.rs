//! A desk in memory: everything that a build reads, with the messages of reading it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::disk::Disk;
use super::house::{House, HouseFiles};
use super::lock::sha256;
use super::parts::expand;
use super::record;
use super::sense;
use super::spec::{self, ChartSpec, DeskSpec};
use crate::claims::{
    Claim, Event, Figure, Target, read_claims, read_events, read_figures, read_targets,
};
use crate::diag::{Diagnostic, Place};
use crate::read::{DatasetSpec, Input, RATES, read_rates};
use crate::source::{code_list, read_dataset};
use crate::table::Table;
use crate::theme::Theme;
use crate::trade::RateTable;
use crate::words::Lang;

/// Name of the spec that makes a folder a desk.
pub const DESK_FILE: &str = "bilat.toml";

/// Ledgers of a desk.
#[derive(Clone, Debug, Default)]
pub struct Ledgers {
    /// Statements of amounts.
    pub figures: Vec<Figure>,
    /// Announced targets.
    pub targets: Vec<Target>,
    /// Dated events.
    pub events: Vec<Event>,
    /// Published sentences.
    pub claims: Vec<Claim>,
}

/// A dataset as read.
#[derive(Debug)]
pub struct Dataset {
    /// Name of its folder.
    pub id: String,
    /// Path of its data.
    pub path: String,
    /// `dataset.toml`.
    pub spec: DatasetSpec,
    /// Its observations.
    pub table: Table,
}

/// A chart as the desk asks for it.
#[derive(Clone, Debug)]
pub struct ChartSource {
    /// Name of its folder.
    pub id: String,
    /// Path of its spec.
    pub path: String,
    /// Its spec.
    pub spec: ChartSpec,
    /// The text of its spec, for messages.
    pub text: String,
}

/// Everything that a build reads.
#[derive(Debug)]
pub struct Desk {
    /// The folder.
    pub disk: Disk,
    /// `bilat.toml`.
    pub spec: DeskSpec,
    /// Colors, faces and mark.
    pub house: House,
    /// Datasets that could be used, in the order of their names.
    pub datasets: Vec<Dataset>,
    /// Ledgers.
    pub ledgers: Ledgers,
    /// Charts in the order of the page.
    pub charts: Vec<ChartSource>,
    /// SHA-256 of every file read.
    pub inputs: BTreeMap<String, String>,
    /// Messages of reading.
    pub diagnostics: Vec<Diagnostic>,
}

impl Desk {
    /// Reads the desk in a folder.
    ///
    /// # Errors
    /// C108 if the folder is no desk, C101 or C103 if `bilat.toml` cannot be read: then nothing can go on.
    pub fn open(disk: Disk) -> Result<Self, Vec<Diagnostic>> {
        Self::read(disk, true)
    }

    /// Reads a desk and takes data that changed since they were declared as they are, with C109 among the messages:
    /// for questions about the change itself.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn open_as_found(disk: Disk) -> Result<Self, Vec<Diagnostic>> {
        Self::read(disk, false)
    }

    fn read(disk: Disk, pinned: bool) -> Result<Self, Vec<Diagnostic>> {
        if !disk.has_file(DESK_FILE) {
            return Err(vec![no_desk(&disk)]);
        }
        let mut reading = Reading {
            disk,
            pinned,
            inputs: BTreeMap::new(),
            diagnostics: vec![],
            rates: BTreeMap::new(),
        };
        let text = reading.text(DESK_FILE).ok_or_else(|| reading.diagnostics.clone())?;
        let spec: DeskSpec = spec::parse(&text, DESK_FILE).map_err(|fault| vec![*fault])?;
        let faults = sense::check(&spec);
        if !faults.is_empty() {
            return Err(faults);
        }
        let files = reading.house(&spec);
        let house = House::new(&spec, files, &text)?;
        let datasets = reading.datasets();
        let ledgers = reading.ledgers(&spec);
        let mut charts = reading.charts(&spec);
        for chart in &mut charts {
            super::mirror::expand(spec.mirror, spec.pair.as_ref(), chart);
            reading.diagnostics.extend(expand(&datasets, spec.pair.as_ref(), chart));
            reading.diagnostics.extend(record::expand(&ledgers.targets, &spec, chart));
        }
        reading.diagnostics.extend(super::labels::remarks(&datasets, &ledgers, &charts));
        let Reading { disk, inputs, diagnostics, .. } = reading;
        Ok(Self { disk, spec, house, datasets, ledgers, charts, inputs, diagnostics })
    }

    /// The dataset of this id.
    #[must_use]
    pub fn dataset(&self, id: &str) -> Option<&Dataset> {
        self.datasets.iter().find(|dataset| dataset.id == id)
    }

    /// Colors of the house style.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.house.theme.clone()
    }
}

/// C108 for a folder without a desk.
pub(super) fn no_desk(disk: &Disk) -> Diagnostic {
    let place = Place { path: disk.root().display().to_string(), ..Place::default() };
    Diagnostic::error("C108", format!("no desk here: the folder has no `{DESK_FILE}`"))
        .at(place)
        .help("go to the folder of a desk, name one with `--desk DIR`, or make one with `bilat new DIR`")
}

/// Reads files one after the other and remembers their digests and messages.
struct Reading {
    disk: Disk,
    /// Whether data that changed since they were declared are left out.
    pinned: bool,
    inputs: BTreeMap<String, String>,
    diagnostics: Vec<Diagnostic>,
    /// Tables of exchange rates by the ids of their datasets.
    rates: BTreeMap<String, Arc<RateTable>>,
}

impl Reading {
    fn keep<T>(&mut self, outcome: Result<T, Box<Diagnostic>>) -> Option<T> {
        outcome.map_err(|fault| self.diagnostics.push(*fault)).ok()
    }

    fn bytes(&mut self, path: &str) -> Option<Vec<u8>> {
        let outcome = self.disk.read(path);
        let bytes = self.keep(outcome)?;
        self.inputs.insert(path.to_owned(), sha256(&bytes));
        Some(bytes)
    }

    fn text(&mut self, path: &str) -> Option<String> {
        self.bytes(path)?;
        let outcome = self.disk.read_text(path);
        self.keep(outcome)
    }

    /// Files that the house style names; an absent one has its message already.
    fn house(&mut self, spec: &DeskSpec) -> HouseFiles {
        let fonts = spec.house.fonts.iter().filter_map(|path| self.bytes(path)).collect();
        let logo = Some(&spec.house.logo).filter(|path| !path.is_empty());
        HouseFiles { fonts, logo: logo.and_then(|path| self.bytes(path)) }
    }

    fn datasets(&mut self) -> Vec<Dataset> {
        let ids = self.disk.folders_with("datasets", "dataset.toml");
        let mut specs: Vec<(String, String, DatasetSpec)> = vec![];
        for id in ids {
            let path = format!("datasets/{id}/dataset.toml");
            let Some(text) = self.text(&path) else { continue };
            let parsed = spec::parse::<DatasetSpec>(&text, &path);
            specs.extend(self.keep(parsed).map(|spec| (id, text, spec)));
        }
        // Rates first: other datasets are converted by them.
        let is_rates = |spec: &DatasetSpec| spec.format.as_deref() == Some(RATES);
        let (rates, others): (Vec<_>, Vec<_>) =
            specs.into_iter().partition(|(_, _, spec)| is_rates(spec));
        for (id, text, spec) in rates {
            self.rate_table(&id, &text, &spec);
        }
        others.into_iter().filter_map(|(id, text, spec)| self.dataset(id, &text, spec)).collect()
    }

    /// Reads a dataset of exchange rates.
    fn rate_table(&mut self, id: &str, text: &str, spec: &DatasetSpec) {
        let Some((path, bytes)) = self.data(id, text, spec) else { return };
        let (table, found) = read_rates(Input { dataset: id, path: &path, bytes: &bytes }, spec);
        self.diagnostics.extend(found);
        self.rates.extend(table.map(|table| (id.to_owned(), Arc::new(table))));
    }

    /// The rates that a dataset names, put into its spec.
    fn with_rates(&mut self, spec: DatasetSpec, text: &str, path: &str) -> Option<DatasetSpec> {
        let Some(name) = &spec.rates else { return Some(spec) };
        if let Some(table) = self.rates.get(name) {
            return Some(DatasetSpec { rate_table: Some(Arc::clone(table)), ..spec });
        }
        let at = text.find(&format!("\"{name}\"")).unwrap_or(0);
        let title = format!("no dataset of rates `{name}`");
        let mut fault = Diagnostic::error("C104", title)
            .at(spec::place_of(text, path, at, name.len() + 2))
            .because("a dataset of rates has `format = \"rates\"` in its dataset.toml");
        if let Some(nearest) = spec::nearest(name, self.rates.keys().map(String::as_str)) {
            fault = fault.help(format!("did you mean `{nearest}`?"));
        }
        self.diagnostics.push(fault);
        None
    }

    /// Path and bytes of a dataset, if they are the ones that its spec was written for.
    fn data(&mut self, id: &str, text: &str, spec: &DatasetSpec) -> Option<(String, Vec<u8>)> {
        let folder = format!("datasets/{id}");
        let spec_path = format!("{folder}/dataset.toml");
        let Some(file) = self.data_file(&folder) else {
            let place = Place { path: format!("{folder}/data.csv"), ..Place::default() };
            let title = "cannot read the file: no such file";
            self.diagnostics.push(Diagnostic::error("R103", title).at(place));
            return None;
        };
        let path = format!("{folder}/{file}");
        let bytes = self.bytes(&path)?;
        self.is_unchanged(spec, text, &spec_path, &path).then_some((path, bytes))
    }

    fn dataset(&mut self, id: String, text: &str, spec: DatasetSpec) -> Option<Dataset> {
        let mut spec = self.with_rates(spec, text, &format!("datasets/{id}/dataset.toml"))?;
        self.codes(&format!("datasets/{id}"), &mut spec);
        let (path, bytes) = self.data(&id, text, &spec)?;
        let input = Input { dataset: &id, path: &path, bytes: &bytes };
        let (table, diagnostics) = read_dataset(input, &spec);
        let refused = table.is_empty() && crate::diag::has_errors(&diagnostics);
        self.diagnostics.extend(diagnostics);
        (!refused).then_some(Dataset { id, path, spec, table })
    }

    /// Lists of codes beside the data explain its areas and commodities.
    fn codes(&mut self, folder: &str, spec: &mut DatasetSpec) {
        let beside = |name: &String| {
            let is_table = [".csv", ".tsv", ".json"].iter().any(|ending| name.ends_with(ending));
            is_table && !name.starts_with("data.")
        };
        for name in self.disk.list(folder).into_iter().filter(beside) {
            let path = format!("{folder}/{name}");
            let Some(bytes) = self.bytes(&path) else { continue };
            let input = Input { dataset: "codes", path: &path, bytes: &bytes };
            if let Some((_, list)) = code_list(input, &DatasetSpec::default()) {
                list.explain(spec);
                self.diagnostics.extend(list.diagnostics);
            }
        }
    }

    /// The one file beside `dataset.toml` that holds the data: `data` with any ending.
    fn data_file(&self, folder: &str) -> Option<String> {
        self.disk.list(folder).into_iter().find(|name| name.starts_with("data."))
    }

    /// Whether the data are the bytes that the spec was written for.
    fn is_unchanged(
        &mut self,
        spec: &DatasetSpec,
        text: &str,
        spec_path: &str,
        path: &str,
    ) -> bool {
        let declared = spec.sha256.as_str();
        if declared.is_empty() {
            return true;
        }
        let found = self.inputs.get(path).cloned().unwrap_or_default();
        if declared.eq_ignore_ascii_case(&found) {
            return true;
        }
        let start = text.find(declared).unwrap_or(0);
        let place = spec::place_of(text, spec_path, start, declared.len());
        self.diagnostics.push(
            Diagnostic::error("C109", format!("`{path}` has changed since it was declared"))
                .at(place)
                .label("the digest of other bytes")
                .because("a dataset is kept as received; a new release is a new vintage")
                .help(format!("if the new bytes are right, set `sha256 = \"{found}\"`")),
        );
        !self.pinned
    }

    fn ledgers(&mut self, spec: &DeskSpec) -> Ledgers {
        let settings = spec.hedge.into();
        Ledgers {
            figures: self.ledger("figures", |text, path| read_figures(text, path, &settings)),
            targets: self.ledger("targets", read_targets),
            events: self.ledger("events", read_events),
            claims: self.ledger("claims", read_claims),
        }
    }

    fn ledger<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str, &str) -> (Vec<T>, Vec<Diagnostic>),
    ) -> Vec<T> {
        let path = format!("datasets/ledger/{name}.csv");
        if !self.disk.has_file(&path) {
            return vec![];
        }
        let Some(text) = self.text(&path) else { return vec![] };
        let (rows, diagnostics) = read(&text, &path);
        self.diagnostics.extend(diagnostics);
        rows
    }

    fn charts(&mut self, desk: &DeskSpec) -> Vec<ChartSource> {
        let ids = self.disk.folders_with("charts", "chart.toml");
        let mut charts: Vec<ChartSource> =
            ids.into_iter().filter_map(|id| self.chart(id, &desk.languages)).collect();
        charts.sort_by_key(|chart| (chart.spec.order.unwrap_or(u32::MAX), chart.id.clone()));
        charts
    }

    fn chart(&mut self, id: String, languages: &[Lang]) -> Option<ChartSource> {
        let path = format!("charts/{id}/chart.toml");
        let text = self.text(&path)?;
        let parsed = spec::parse::<ChartSpec>(&text, &path);
        let spec = self.keep(parsed)?;
        if let Some(fault) = super::labels::wordless(&spec, &path, languages) {
            self.diagnostics.push(fault);
            return None;
        }
        Some(ChartSource { id, path, spec, text })
    }
}
