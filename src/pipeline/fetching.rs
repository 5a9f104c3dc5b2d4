//! Fetches: asks a service what is not in the desk yet, and keeps each answer as a dataset, byte for byte.
//!
//! An answer that is cut is not kept; its question is halved and asked again. What has come stays when a later
//! request fails, so a second run goes on where the first one stopped.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::desk::DESK_FILE;
use super::disk::Disk;
use super::lock::RunLock;
use super::{received, revision, spec};
use crate::diag::Diagnostic;
use crate::fetch::{
    Answer, Asker, Key, Patience, Question, Request, Service, Verdict, Watcher, judge, plan,
    request, requests,
};
use crate::read::DatasetSpec;

/// What to fetch, from where, and how.
pub struct Errand<'a> {
    /// The desk.
    pub root: &'a Path,
    /// Whom to ask.
    pub service: &'static dyn Service,
    /// What.
    pub question: Question,
    /// Address to ask at instead of the service's own.
    pub address: Option<String>,
    /// The key, if there is one.
    pub key: Option<Key>,
    /// Name of the dataset; made from the question if absent.
    pub id: Option<String>,
    /// Whether to ask again for what is in the desk.
    pub refresh: bool,
    /// How long and how often to try.
    pub patience: Patience,
    /// Seconds between two requests.
    pub pause: f64,
}

/// Who tells how it goes.
pub trait Progress: Watcher {
    /// So many requests are done of those known by now; this one is asked next.
    fn asks(&self, done: usize, known: usize, what: &str);
    /// All are done.
    fn ends(&self);
}

/// What has come.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fetched {
    /// Datasets in the order of the question.
    pub datasets: Vec<Kept>,
    /// Messages on their content.
    #[serde(skip)]
    pub diagnostics: Vec<Diagnostic>,
}

/// One dataset after a fetch.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Address of the request.
    pub url: String,
    /// What became of it.
    pub state: State,
    /// Rows of the answer; 0 where none was asked for.
    pub rows: usize,
    /// Bytes of the answer.
    pub bytes: usize,
    /// What differs from the version before.
    pub changes: Vec<String>,
    /// Periods asked for that no row is of.
    pub absent: Vec<String>,
}

/// What became of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is new in the desk.
    New,
    /// It was in the desk and was not asked for again.
    Kept,
    /// It was asked for again and has not changed.
    Unchanged,
    /// It was asked for again and has changed.
    Changed,
}

impl Errand<'_> {
    /// Where the requests go.
    #[must_use]
    pub fn address(&self) -> &str {
        self.address.as_deref().unwrap_or(self.service.address())
    }

    /// The requests that the question takes, as far as known before asking.
    ///
    /// # Errors
    /// R114 where the service has no such figures.
    pub fn requests(&self) -> Result<Vec<Request>, Box<Diagnostic>> {
        requests(self.service, &self.question, self.address(), self.key.is_some())
    }
}

/// Fetches; what came before a fault stays in the desk and is told with it.
///
/// # Errors
/// C108 if the folder is no desk, R114 for what cannot be asked, R101, R104, R107, R112, R113, R207 or S109 where an
/// answer is no data, X203 where the desk cannot be written.
pub fn fetch(errand: &Errand<'_>, progress: &dyn Progress) -> (Fetched, Vec<Diagnostic>) {
    let mut fetched = Fetched::default();
    let outcome = Run::new(errand, progress).and_then(|mut run| run.all(&mut fetched));
    progress.ends();
    (fetched, outcome.err().unwrap_or_default())
}

/// A run over the requests of one errand.
struct Run<'a> {
    errand: &'a Errand<'a>,
    progress: &'a dyn Progress,
    asker: Asker<'a>,
    disk: Disk,
    /// Ids of datasets in the desk by the address that they came from.
    known: BTreeMap<String, String>,
    waiting: Vec<Request>,
    done: usize,
    asked: usize,
    /// Answers without rows: the other portions are asked for all the same.
    empty: Vec<Diagnostic>,
}

impl<'a> Run<'a> {
    fn new(errand: &'a Errand<'a>, progress: &'a dyn Progress) -> Result<Self, Vec<Diagnostic>> {
        let disk = Disk::at(errand.root);
        if !disk.has_file(DESK_FILE) {
            return Err(vec![super::desk::no_desk(&disk)]);
        }
        let known = known(&disk);
        let urls = known.keys().map(String::as_str).collect();
        let with_key = errand.key.is_some();
        let planned = plan(errand.service, &errand.question, errand.address(), with_key, &urls);
        let mut waiting = planned.map_err(|fault| vec![*fault])?;
        waiting.reverse();
        let asker = Asker::new(
            errand.service,
            errand.address(),
            errand.key.clone(),
            errand.patience,
            progress,
        );
        Ok(Self { errand, progress, asker, disk, known, waiting, done: 0, asked: 0, empty: vec![] })
    }

    fn all(&mut self, fetched: &mut Fetched) -> Result<(), Vec<Diagnostic>> {
        while let Some(next) = self.waiting.pop() {
            let total = self.done + self.waiting.len() + 1;
            self.progress.asks(self.done, total, &next.question.in_words());
            match self.known.get(&next.url) {
                Some(id) if !self.errand.refresh => {
                    fetched.datasets.push(kept(id.clone(), &next));
                    self.done += 1;
                }
                None if !self.errand.refresh && self.halves_known(&next) => self.split(&next)?,
                _ => self.one(&next, fetched)?,
            }
        }
        if self.empty.is_empty() { Ok(()) } else { Err(std::mem::take(&mut self.empty)) }
    }

    /// Asks one request, and keeps its answer or halves its question.
    fn one(&mut self, next: &Request, fetched: &mut Fetched) -> Result<(), Vec<Diagnostic>> {
        if self.asked > 0 && self.errand.pause > 0.0 {
            self.progress.pass(self.errand.pause, "");
        }
        self.asked += 1;
        let before = self.known.get(&next.url).cloned();
        let version = before.as_deref().and_then(|id| self.spec(id)).and_then(|s| s.fetched);
        let etag = version.map(|fetched| fetched.etag).filter(|etag| !etag.is_empty());
        let answer = self.asker.ask(next, etag.as_deref()).map_err(|fault| vec![*fault])?;
        if let (304, Some(id)) = (answer.status, &before) {
            fetched.datasets.push(Kept { state: State::Unchanged, ..kept(id.clone(), next) });
            self.done += 1;
            return Ok(());
        }
        let spec = received::spec(self.errand.service, next, &answer, self.progress.now());
        match judge(self.errand.service, next, &answer, &spec, self.errand.key.is_some()) {
            Verdict::Nothing(faults) if faults.iter().all(|fault| fault.code == "R101") => {
                self.empty.extend(faults);
                self.done += 1;
                Ok(())
            }
            Verdict::Nothing(faults) => Err(faults),
            Verdict::Cut(fault) => match next.question.halves() {
                Some(_) => self.split(next),
                None => Err(vec![*fault]),
            },
            Verdict::Data { rows, absent, mut diagnostics } => {
                let kept = self.keep(next, &answer, &spec, rows, before)?;
                let path = format!("datasets/{}/{}", kept.id, self.data_file());
                diagnostics.iter_mut().filter_map(|d| d.place.as_mut()).for_each(|place| {
                    place.path.clone_from(&path);
                });
                fetched.datasets.push(Kept { absent, ..kept });
                fetched.diagnostics.extend(diagnostics);
                self.done += 1;
                Ok(())
            }
        }
    }

    /// Puts the halves of a request in its place.
    fn split(&mut self, next: &Request) -> Result<(), Vec<Diagnostic>> {
        let halves = next.question.halves().into_iter().flatten().rev();
        for question in halves {
            let half = self.request(question).map_err(|fault| vec![*fault])?;
            self.waiting.push(half);
        }
        Ok(())
    }

    fn request(&self, question: Question) -> Result<Request, Box<Diagnostic>> {
        request(self.errand.service, question, self.errand.address(), self.errand.key.is_some())
    }

    /// Whether all that a request asks is in the desk already, in halves of it.
    fn halves_known(&self, next: &Request) -> bool {
        next.question.halves().is_some_and(|halves| {
            halves.into_iter().all(|question| {
                self.request(question).is_ok_and(|half| {
                    self.known.contains_key(&half.url) || self.halves_known(&half)
                })
            })
        })
    }

    fn data_file(&self) -> String {
        format!("data.{}", self.errand.service.form().extension())
    }

    fn spec(&self, id: &str) -> Option<DatasetSpec> {
        let path = format!("datasets/{id}/dataset.toml");
        spec::parse(&self.disk.read_text(&path).ok()?, &path).ok()
    }

    /// Writes an answer into the desk, and tells what differs from the version before.
    fn keep(
        &mut self,
        next: &Request,
        answer: &Answer,
        spec: &DatasetSpec,
        rows: usize,
        before: Option<String>,
    ) -> Result<Kept, Vec<Diagnostic>> {
        let one = |fault: Box<Diagnostic>| vec![*fault];
        let data = self.data_file();
        let (id, state, changes, text) = match before {
            None => {
                let id = self.free_id(next)?;
                let text = received::text(self.errand.service.id(), spec);
                (id, State::New, vec![], text)
            }
            Some(id) => {
                let path = format!("datasets/{id}/dataset.toml");
                let own = self.disk.read_text(&path).map_err(one)?;
                let old = self.disk.read(&format!("datasets/{id}/{data}")).map_err(one)?;
                let declared: DatasetSpec = spec::parse(&own, &path).map_err(one)?;
                let changes = revision::changes(&old, &answer.body, &declared);
                let state = if old == answer.body { State::Unchanged } else { State::Changed };
                (id, state, changes, received::renewed(&own, spec))
            }
        };
        let files = BTreeMap::from([
            (format!("datasets/{id}/{data}"), answer.body.clone()),
            (format!("datasets/{id}/dataset.toml"), text.into_bytes()),
        ]);
        {
            let _held = RunLock::take(self.disk.root()).map_err(one)?;
            self.disk.sweep_folders([format!("datasets/{id}").as_str()].into_iter());
            self.disk.commit(&files, None).map_err(one)?;
        }
        self.known.insert(next.url.clone(), id.clone());
        let kept = kept(id, next);
        Ok(Kept { state, rows, bytes: answer.body.len(), changes, ..kept })
    }

    /// An id that no dataset of the desk has.
    fn free_id(&self, next: &Request) -> Result<String, Vec<Diagnostic>> {
        let is_free = |id: &str| !self.disk.has_file(&format!("datasets/{id}/dataset.toml"));
        let is_whole = next.question == self.errand.question;
        match &self.errand.id {
            Some(own) if is_whole && is_free(own) => Ok(own.clone()),
            Some(own) if is_whole => Err(vec![super::add::taken(own)]),
            own => {
                let base = match own {
                    Some(own) => format!("{own}-{}", next.question.slug()),
                    None => format!("{}-{}", self.errand.service.id(), next.question.slug()),
                };
                let numbered = (2..).map(|number| format!("{base}-{number}"));
                let mut names = std::iter::once(base.clone()).chain(numbered);
                Ok(names.find(|id| is_free(id)).unwrap_or(base))
            }
        }
    }
}

/// A dataset that is in the desk.
fn kept(id: String, request: &Request) -> Kept {
    let url = request.url.clone();
    Kept { id, url, state: State::Kept, rows: 0, bytes: 0, changes: vec![], absent: vec![] }
}

/// Datasets of a desk that were fetched, by the address that they came from.
fn known(disk: &Disk) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for id in disk.folders_with("datasets", "dataset.toml") {
        let path = format!("datasets/{id}/dataset.toml");
        let Ok(text) = disk.read_text(&path) else { continue };
        let Ok(found) = spec::parse::<DatasetSpec>(&text, &path) else { continue };
        let has_data = disk.list(&format!("datasets/{id}")).iter().any(|n| n.starts_with("data."));
        if found.fetched.is_some() && has_data {
            known.insert(found.url, id);
        }
    }
    known
}
