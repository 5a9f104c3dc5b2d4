//! A draft of the correction note in the languages of a desk: what a reader of the figures and articles must be told.

use std::fmt::Write;

use super::desk::{ChartSource, Desk};
use super::diff::{Difference, NumberChange, SentenceChange};
use super::spec::Role;
use crate::words::{Lang, Numbers, strip_controls};

/// The note as Markdown; empty where nothing changed.
#[must_use]
pub fn note(desk: &Desk, difference: &Difference, lang: Lang) -> String {
    if difference.is_empty() {
        return String::new();
    }
    let numbers = desk.spec.numbers(lang);
    let printed: Vec<&NumberChange> =
        difference.numbers.iter().filter(|change| is_printed(desk, change)).collect();
    let sentences: Vec<&SentenceChange> =
        difference.sentences.iter().filter(|change| change.lang == lang).collect();
    let mut note = heading(difference, printed.len(), sentences.len(), numbers);
    note.push_str("\n\n");
    for change in sentences {
        note.push_str(&sentence(change, lang));
    }
    for change in printed {
        note.push_str(&number(desk, change, numbers));
    }
    strip_controls(&note).replace('\u{a0}', " ")
}

/// Whether a number stands in a figure, and is no input of others alone.
fn is_printed(desk: &Desk, change: &NumberChange) -> bool {
    let chart = desk.charts.iter().find(|chart| chart.id == change.chart);
    let series = chart.and_then(|c| c.spec.series.iter().find(|s| s.id == change.series));
    series.is_none_or(|series| series.role != Role::Hidden)
}

fn heading(difference: &Difference, changed: usize, told: usize, numbers: Numbers) -> String {
    let count = |count: usize, en: [&str; 2], ru: [&str; 3], fa: &str| {
        numbers.counted(u32::try_from(count).unwrap_or(u32::MAX), en, ru, fa)
    };
    let figures = difference.figures.len();
    let ru = |one: usize| one % 10 == 1 && one % 100 != 11;
    let files = difference.files.join(", ");
    match numbers.lang {
        Lang::En => {
            let of = if files.is_empty() { String::new() } else { format!(" of {files}") };
            format!(
                "**Correction.** After a revision{of}, {} in {} and {} read otherwise than published.",
                count(changed, ["number", "numbers"], [""; 3], ""),
                count(figures, ["figure", "figures"], [""; 3], ""),
                count(told, ["sentence", "sentences"], [""; 3], ""),
            )
        }
        Lang::Ru => {
            let of = if files.is_empty() { String::new() } else { format!(" ({files})") };
            format!(
                "**Исправление.** После пересмотра данных{of} иначе, чем опубликовано, читаются {} на {} и {}.",
                count(changed, [""; 2], ["число", "числа", "чисел"], ""),
                count(figures, [""; 2], ["рисунке", "рисунках", "рисунках"], ""),
                count(told, [""; 2], ["предложение", "предложения", "предложений"], ""),
            )
            .replace("читаются", if ru(changed) && told == 0 { "читается" } else { "читаются" })
        }
        Lang::Fa => {
            let of = if files.is_empty() { String::new() } else { format!(" ({files})") };
            format!(
                "**اصلاح.** پس از بازنگری داده‌ها{of}، {} در {} و {} با آنچه منتشر شده تفاوت دارد.",
                count(changed, [""; 2], [""; 3], "عدد"),
                count(figures, [""; 2], [""; 3], "نمودار"),
                count(told, [""; 2], [""; 3], "جمله"),
            )
        }
    }
}

fn sentence(change: &SentenceChange, lang: Lang) -> String {
    match (lang, change.old.as_str(), change.new.as_str()) {
        (Lang::En, "", new) => format!("- Added: “{new}”\n"),
        (Lang::En, old, "") => format!("- Withdrawn: “{old}”\n"),
        (Lang::En, old, new) => format!("- “{old}” should read: “{new}”\n"),
        (Lang::Ru, "", new) => format!("- Добавлено: «{new}»\n"),
        (Lang::Ru, old, "") => format!("- Снято: «{old}»\n"),
        (Lang::Ru, old, new) => format!("- Вместо «{old}» следует читать «{new}»\n"),
        (Lang::Fa, "", new) => format!("- افزوده شد: «{new}»\n"),
        (Lang::Fa, old, "") => format!("- حذف شد: «{old}»\n"),
        (Lang::Fa, old, new) => format!("- به جای «{old}» بخوانید: «{new}»\n"),
    }
}

/// "Figure “flour-imports”, flour, 2024: almost $90M instead of almost $80M."
fn number(desk: &Desk, change: &NumberChange, numbers: Numbers) -> String {
    let lang = numbers.lang;
    let nothing = ["nothing", "ничего", "هیچ"][lang as usize];
    let or_nothing =
        |text: &str| if text.is_empty() { nothing.to_owned() } else { text.to_owned() };
    let told = change.told.get(&lang);
    let (old, new) = told.map_or((&change.old, &change.new), |(old, new)| (old, new));
    let (old, new) = (or_nothing(old), or_nothing(new));
    let chart = desk.charts.iter().find(|chart| chart.id == change.chart);
    let label = chart.and_then(|chart| label(chart, &change.series, lang));
    let label = label.unwrap_or(&change.series);
    let period = numbers.period(change.period);
    let mut line = String::new();
    let _ = match lang {
        Lang::En => writeln!(
            line,
            "- Figure “{}”, {label}, {period}: {new} instead of {old}.",
            change.chart
        ),
        Lang::Ru => {
            writeln!(line, "- Рисунок «{}», {label}, {period}: {new} вместо {old}.", change.chart)
        }
        Lang::Fa => {
            writeln!(line, "- نمودار «{}»، {label}، {period}: {new} به جای {old}.", change.chart)
        }
    };
    line
}

/// The label of a series, its own or that of the series it is printed beside.
fn label<'c>(chart: &'c ChartSource, id: &str, lang: Lang) -> Option<&'c str> {
    let of = |id: &str| chart.spec.series.iter().find(|series| series.id == id);
    let series = of(id)?;
    let own = series.label.get(&lang).filter(|label| !label.is_empty());
    own.or_else(|| of(series.beside.as_deref()?)?.label.get(&lang)).map(String::as_str)
}
