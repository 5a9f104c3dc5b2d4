//! The report as a document in one language. Every number of it comes from the report; here they are only set.

use super::labels::{Label, direction, label, marks, title, view_title};
use super::{Figures, FileSummary, FlowCoverage, Mirror, PairReport, View};
use crate::series::{Coverage, Series};
use crate::site::document::{Block, DataTable, Document};
use crate::trade::{Area, Estimate, Flow, Unit};
use crate::words::{Lang, MoneyFormat, Numbers, Phrase, commodity_name, phrase};

/// The report in a language, with its figures if there are any.
#[must_use]
pub fn document(report: &PairReport, lang: Lang, figures: Option<&Figures>) -> Document {
    let setter = Setter { numbers: Numbers::of(lang), report };
    setter.document(figures)
}

pub(super) struct Setter<'a> {
    pub numbers: Numbers,
    pub report: &'a PairReport,
}

impl Setter<'_> {
    pub fn label(&self, what: Label) -> String {
        label(what, self.numbers.lang).to_owned()
    }

    fn document(&self, figures: Option<&Figures>) -> Document {
        let lang = self.numbers.lang;
        let area = |code: &str| Area::from_code(code).unwrap_or(Area::WORLD);
        let (a, b) = (area(&self.report.reporter), area(&self.report.partner));
        let mut blocks = vec![Block::Paragraph(self.label(Label::Caveat))];
        blocks.extend([Block::Heading(self.label(Label::Files)), self.files()]);
        for view in &self.report.views {
            blocks.extend(self.view(view));
        }
        if let Some(figures) = figures {
            let drawn = figures.of(lang);
            if !drawn.is_empty() {
                blocks.push(Block::Heading(self.label(Label::Figures)));
                blocks.extend(drawn);
            }
        }
        if !self.report.mirrors.is_empty() {
            blocks.push(Block::Heading(self.label(Label::Mirror)));
            blocks.extend(self.report.mirrors.iter().flat_map(|mirror| self.mirror(mirror)));
        }
        if !self.report.views.is_empty() {
            blocks.push(Block::Heading(self.label(Label::Coverage)));
            blocks.extend(self.coverage());
        }
        if !self.report.notes.is_empty() {
            blocks.push(Block::Heading(self.label(Label::Notes)));
            blocks.push(Block::List(self.notes()));
        }
        Document { lang, title: title(a, b, self.years(), self.numbers), blocks }
    }

    /// First and last year of all records.
    fn years(&self) -> Option<(i32, i32)> {
        use chrono::Datelike;
        let series = self.report.views.iter().flat_map(|view| &view.series);
        let years = series.flat_map(Series::known).map(|(point, _)| point.period.end().year());
        let years: Vec<i32> = years.collect();
        Some((*years.iter().min()?, *years.iter().max()?))
    }

    fn files(&self) -> Block {
        let row = |(index, file): (usize, &FileSummary)| {
            let nothing = file.of_pair == 0 && file.lost == 0;
            let found = match (file.format.is_empty(), nothing) {
                (true, _) => self.label(Label::NotRead),
                (false, true) => self.label(Label::Nothing),
                _ => {
                    let full = |count: usize| self.numbers.full(i64::try_from(count).unwrap_or(0));
                    format!("{} / {}", full(file.of_pair), full(file.observations))
                }
            };
            let unit: Vec<&str> =
                [&*file.unit, &*file.valuation].into_iter().filter(|t| !t.is_empty()).collect();
            let format = if file.format.is_empty() { "–" } else { &file.format };
            vec![marks(&[index + 1]), file.path.clone(), format.to_owned(), unit.join(", "), found]
        };
        Block::Table(DataTable {
            caption: String::new(),
            head: [Label::File, Label::File, Label::Format, Label::Unit, Label::OfPair]
                .map(|what| self.label(what))
                .into_iter()
                .enumerate()
                .map(|(index, word)| if index == 0 { String::new() } else { word })
                .collect(),
            rows: self.report.files.iter().enumerate().map(row).collect(),
            words: 4,
        })
    }

    fn view(&self, view: &View) -> Vec<Block> {
        let mut blocks =
            vec![Block::Heading(view_title(view, self.numbers, true)), self.totals(view)];
        let lines = self.compound(view);
        if !lines.is_empty() {
            blocks.push(Block::List(lines));
        }
        blocks.extend(view.commodities.iter().map(|found| self.commodities(view, found)));
        blocks
    }

    fn mirror(&self, mirror: &Mirror) -> Vec<Block> {
        let area = |code: &str| Area::from_code(code).unwrap_or(Area::WORLD);
        let lang = self.numbers.lang;
        let caption = format!(
            "{}: {} {}, {} {}",
            direction(area(&mirror.exporter), area(&mirror.importer), lang),
            mirror.sources.0,
            marks(&mirror.files.0),
            mirror.sources.1,
            marks(&mirror.files.1),
        );
        let agree = |agree: Option<bool>| match agree {
            Some(true) => self.label(Label::Yes),
            Some(false) => self.label(Label::No),
            None => self.label(Label::CannotTell),
        };
        let ratio = |estimate: Estimate| {
            let money = MoneyFormat::for_values(&[]);
            if estimate.is_exact() {
                self.numbers.quantity(estimate.mid(), Unit::Times, money)
            } else {
                self.numbers.interval(estimate, Unit::Times, money)
            }
        };
        let row = |row: &super::mirrors::MirrorRow| {
            vec![
                self.numbers.period(row.period),
                self.value(&row.export, Unit::Dollar),
                self.value(&row.import, Unit::Dollar),
                self.value(&row.ratio, Unit::Times),
                match (row.fob_ratio, row.kept) {
                    (Some(same), true) => format!("{} =", ratio(same)),
                    (Some(without), false) => ratio(without),
                    (None, _) => "–".to_owned(),
                },
                agree(row.agree),
            ]
        };
        let labels = [
            Label::Period,
            Label::Exporter,
            Label::Importer,
            Label::Ratio,
            Label::AfterFreight,
            Label::Agree,
        ];
        let table = DataTable {
            caption,
            head: labels.map(|what| self.label(what)).into(),
            rows: mirror.rows.iter().map(row).collect(),
            words: 1,
        };
        let mut note = format!("{}: {}", self.label(Label::AfterFreight), mirror.conversion);
        if mirror.rows.iter().any(|row| row.kept) {
            let kept = [
                "= marks a figure left as it is, since the gap would grow",
                "знак = отмечает число, оставленное как есть: иначе разрыв вырос бы",
                "نشان = یعنی رقم تغییر نکرد، زیرا شکاف بیشتر می‌شد",
            ];
            note = format!("{note}; {}", kept[lang as usize]);
        }
        vec![Block::Table(table), Block::Paragraph(note)]
    }

    /// A line a flow: how many periods have a value, which have none, and a sign for each.
    fn coverage(&self) -> Vec<Block> {
        let mut rows = vec![];
        let mut used: Vec<Coverage> = vec![];
        for view in &self.report.views {
            for flow in &view.coverage {
                used.extend(flow.periods.iter().map(|(_, state)| *state));
                rows.push(self.covered(view, flow));
            }
        }
        used.sort_unstable();
        used.dedup();
        let labels = [Label::Record, Label::Period, Label::Signs, Label::Known, Label::Absent];
        let table = DataTable {
            caption: String::new(),
            head: labels.map(|what| self.label(what)).into(),
            rows,
            words: 3,
        };
        let signs: Vec<String> = used
            .into_iter()
            .map(|state| {
                format!("{} {}", state.sign(), phrase(Phrase::Coverage(state), self.numbers.lang))
            })
            .collect();
        vec![Block::Table(table), Block::Paragraph(signs.join(" · "))]
    }

    fn covered(&self, view: &View, flow: &FlowCoverage) -> Vec<String> {
        let what = if flow.flow == Flow::Export { Label::Exports } else { Label::Imports };
        let who = view.told_by.as_deref().and_then(|code| Area::from_code(code).ok());
        let who =
            who.map_or("↔".to_owned(), |side| crate::words::area_name(side, self.numbers.lang));
        let known = flow.periods.iter().filter(|(_, state)| state.is_known()).count();
        let (first, last) = (flow.periods.first(), flow.periods.last());
        let span = match (first, last) {
            (Some((first, _)), Some((last, _))) if first != last => {
                self.numbers.range(&self.numbers.period(*first), &self.numbers.period(*last))
            }
            (Some((only, _)), _) => self.numbers.period(*only),
            _ => String::new(),
        };
        let absent: Vec<String> = flow
            .periods
            .iter()
            .filter(|(_, state)| !state.is_known())
            .map(|(period, _)| self.numbers.period(*period))
            .collect();
        let comma = if self.numbers.lang.is_rtl() { "، " } else { ", " };
        let full = |count: usize| self.numbers.full(i64::try_from(count).unwrap_or(0));
        vec![
            format!("{who} {}: {}", marks(&view.files), self.label(what)),
            span,
            flow.periods.iter().map(|(_, state)| state.sign()).collect(),
            format!("{} / {}", full(known), full(flow.periods.len())),
            if absent.is_empty() { "–".to_owned() } else { absent.join(comma) },
        ]
    }

    fn notes(&self) -> Vec<String> {
        self.report
            .notes
            .iter()
            .map(|note| {
                let file =
                    if note.file > 0 { format!("{} ", marks(&[note.file])) } else { String::new() };
                let code =
                    if note.code.is_empty() { String::new() } else { format!("{} ", note.code) };
                format!("{file}{code}{}", note.text)
            })
            .collect()
    }
}

/// What a code stands for, where its chapter has a name here.
pub(super) fn name_of(code: &str, classification: &str, lang: Lang) -> String {
    if !classification.starts_with("HS") {
        return String::new();
    }
    code.get(..2).map_or(String::new(), |chapter| commodity_name(chapter, lang))
}
