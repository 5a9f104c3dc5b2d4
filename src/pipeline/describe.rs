//! Alternative text from the data: kind, measure, period, message, then each series with first, last, peak and gaps.
//!
//! The short one stands where a single sentence is read, the long one where the figure itself is.

use crate::layout::Header;
use crate::picture::{Role, Shown};
use crate::series::{Point, Series, SeriesSet};
use crate::trade::Estimate;
use crate::words::{Lang, Numbers, Phrase, phrase_with, strip_controls};

/// Most characters of a long alternative text; what does not fit is counted.
const MOST: usize = 600;
/// Most characters of a short one.
const MOST_SHORT: usize = 150;

/// What stands for a picture where it is not seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alt {
    /// Kind and message, at most 150 characters.
    pub short: String,
    /// Kind, message, measure and the course of the series, at most 600 characters.
    pub long: String,
}

/// The alternative text of a picture.
#[must_use]
pub fn describe(
    kind: &str,
    header: &Header,
    shown: &[Shown],
    set: &SeriesSet,
    numbers: Numbers,
) -> Alt {
    let name = kind_name(kind, numbers.lang);
    let title = strip_controls(&header.title);
    let short = cut(format!("{name}: {title}."), MOST_SHORT);
    let head = format!("{name}. {title}. {}.", strip_controls(&header.subtitle));
    Alt { short, long: strip_controls(&course(&cut(head, MOST), shown, set, numbers)) }
}

/// The text with a sentence for each series, those in focus first; series for which there is no room are counted.
fn course(head: &str, shown: &[Shown], set: &SeriesSet, numbers: Numbers) -> String {
    let mut told: Vec<(&Shown, &Series)> =
        shown.iter().filter_map(|s| Some((s, set.get(&s.id)?))).collect();
    told.sort_by_key(|(shown, _)| (!shown.focus, shown.role == Role::Growth));
    let sentences: Vec<String> = told
        .iter()
        .map(|(shown, series)| strip_controls(&sentence(&shown.label, series, numbers)))
        .collect();
    let length = |text: &str| text.chars().count();
    let rest = |left: usize| {
        let count = numbers.full(i64::try_from(left).unwrap_or(i64::MAX));
        strip_controls(&phrase_with(Phrase::More, numbers.lang, &count))
    };
    let mut text = head.to_owned();
    for (index, sentence) in sentences.iter().enumerate() {
        let left = sentences.len() - index;
        let more = format!(" {}.", capital(&rest(left)));
        let needed = if left > 1 { length(&more) } else { 0 };
        if length(&text) + 1 + length(sentence) + needed > MOST {
            if length(&text) + length(&more) <= MOST {
                text.push_str(&more);
            }
            break;
        }
        text.push(' ');
        text.push_str(sentence);
    }
    text
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text, or as many of its words as fit, with an ellipsis.
fn cut(text: String, most: usize) -> String {
    if text.chars().count() <= most {
        return text;
    }
    let beginning: String = text.chars().take(most - 1).collect();
    let words = beginning.rsplit_once(' ').map_or(beginning.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '،', '؛', ' ']))
}

fn kind_name(kind: &str, lang: Lang) -> &str {
    let names = match kind {
        "line" | "target-path" => ["Line chart", "Линейный график", "نمودار خطی"],
        "columns" => ["Column chart", "Столбчатая диаграмма", "نمودار ستونی"],
        "bullet" => [
            "Bar chart of shares of targets",
            "Полосы: доля достигнутой цели",
            "نمودار میله‌ای سهم هدف",
        ],
        "stacked-columns" => ["Stacked columns", "Столбцы с накоплением", "نمودار ستونی انباشته"],
        "stacked-area" => ["Stacked area chart", "Области с накоплением", "نمودار سطحی انباشته"],
        "slope" => {
            ["Slope chart of two dates", "График наклонов: две даты", "نمودار شیب میان دو تاریخ"]
        }
        "bump" => ["Chart of ranks over time", "График мест по годам", "نمودار رتبه‌ها در زمان"],
        "dumbbell" => [
            "Dumbbell chart of two records",
            "Гантели: две записи одного потока",
            "نمودار دمبلی دو ثبت",
        ],
        "waterfall" => {
            ["Waterfall of contributions", "Каскад вкладов в прирост", "نمودار آبشاری سهم‌ها در رشد"]
        }
        "heatmap" => ["Heatmap", "Тепловая карта", "نقشهٔ گرما"],
        "small-multiples" => [
            "Small line charts on one axis",
            "Малые графики с общей осью",
            "نمودارهای کوچک با محور مشترک",
        ],
        "butterfly" => [
            "Columns of two flows from a common zero",
            "Встречные столбцы двух потоков",
            "ستون‌های دو جریان از یک صفر",
        ],
        "connected-scatter" => [
            "Path of two flows against each other",
            "Траектория двух потоков",
            "مسیر دو جریان در برابر هم",
        ],
        "scatter" => ["Scatter plot", "Точечная диаграмма", "نمودار پراکنش"],
        "treemap" => ["Treemap", "Древовидная карта", "نقشهٔ درختی"],
        "fan" => ["Fan chart of intervals", "Веерный график интервалов", "نمودار بادبزنی بازه‌ها"],
        "flow" => ["Flow diagram", "Диаграмма потоков", "نمودار جریان"],
        "table" => ["Table with sparklines", "Таблица с мини-графиками", "جدول با نمودار خطی کوچک"],
        "coverage" => {
            ["Chart of the coverage of data", "Схема полноты данных", "نمودار پوشش داده‌ها"]
        }
        "tile-map" => ["Tile map of partners", "Плиточная карта партнёров", "نقشهٔ کاشی شریکان"],
        other => return other,
    };
    names[lang as usize]
}

/// "Exports: $11.2M in 2000, $151M in 2020; highest $804M in 2011; no data for 3 periods."
fn sentence(label: &str, series: &Series, numbers: Numbers) -> String {
    let known: Vec<(&Point, Estimate)> = series.known().collect();
    let absent = series.points.len() - known.len();
    let at = |(point, estimate): &(&Point, Estimate)| {
        let money = numbers.money_for(&[estimate.mid()]);
        let value = numbers.quantity(estimate.mid(), series.unit, money);
        let value = numbers.hedged(point.hedge, &value);
        let period = numbers.period(point.period);
        match numbers.lang {
            Lang::En => format!("{value} in {period}"),
            Lang::Ru => format!("{value} ({period})"),
            Lang::Fa => format!("{value} در {period}"),
        }
    };
    let mut parts: Vec<String> = vec![];
    match &known[..] {
        [] => {}
        [only] => parts.push(at(only)),
        [first, .., last] => {
            parts.push(format!("{}{} {}", at(first), comma(numbers.lang), at(last)));
            let peak = known.iter().max_by(|a, b| a.1.mid().total_cmp(&b.1.mid()));
            if let Some(peak) = peak.filter(|p| p.0 != first.0 && p.0 != last.0) {
                let word = ["highest", "максимум", "بیشترین"][numbers.lang as usize];
                parts.push(format!("{word} {}", at(peak)));
            }
        }
    }
    if absent > 0 {
        parts.push(absences(absent, numbers));
    }
    let separator = if numbers.lang == Lang::Fa { "؛ " } else { "; " };
    let label = if label.is_empty() { &series.id } else { label };
    format!("{label}: {}.", parts.join(separator))
}

fn comma(lang: Lang) -> char {
    if lang == Lang::Fa { '،' } else { ',' }
}

fn absences(count: usize, numbers: Numbers) -> String {
    let periods = numbers.counted(
        count as u32,
        ["period", "periods"],
        ["период", "периода", "периодов"],
        "دوره",
    );
    match numbers.lang {
        Lang::En => format!("without a value: {periods}"),
        Lang::Ru => format!("без значения: {periods}"),
        Lang::Fa => format!("بدون مقدار: {periods}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::testing::yearly;

    fn described(count: usize, title: &str) -> Alt {
        let series = |index: usize| Series {
            id: format!("s{index}"),
            ..yearly(2019, &[1e6, 3e6, 2e6], false)
        };
        let set = SeriesSet { series: (0..count).map(series).collect(), ..SeriesSet::default() };
        let shown: Vec<Shown> = (0..count)
            .map(|index| Shown {
                id: format!("s{index}"),
                role: Role::Main,
                label: format!("Partner {index}"),
                beside: None,
                focus: index + 1 == count,
            })
            .collect();
        let header = Header {
            title: title.to_owned(),
            subtitle: "Exports, 2019–2021".to_owned(),
            footer: vec![],
        };
        describe("line", &header, &shown, &set, Numbers::of(Lang::En))
    }

    #[test]
    fn kind_message_and_course_are_told() {
        let alt = described(1, "Trade fell");
        assert_eq!(alt.short, "Line chart: Trade fell.");
        assert_eq!(
            alt.long,
            "Line chart. Trade fell. Exports, 2019–2021. Partner 0: $1.0M in 2019, $2.0M in 2021; highest $3.0M in 2020."
        );
    }

    #[test]
    fn long_ones_are_kept_short_and_say_how_much_is_left_out() {
        let alt = described(40, &"word ".repeat(40));
        assert!(alt.short.chars().count() <= 150 && alt.short.ends_with('…'));
        assert!((40..=600).contains(&alt.long.chars().count()), "{}", alt.long);
        assert!(alt.long.contains("Partner 39:"), "what stands out comes first");
        assert!(alt.long.ends_with(" more."), "{}", alt.long);
    }
}
