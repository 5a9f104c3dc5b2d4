//! Alternative text from the data: kind, message, each series with its first, last, highest and gaps.

use crate::layout::Header;
use crate::picture::Shown;
use crate::series::{Point, Series, SeriesSet};
use crate::trade::Estimate;
use crate::words::{Lang, Numbers, strip_controls};

/// Most characters of an alternative text; longer ones lose their last series.
const MOST: usize = 600;

/// The alternative text of a picture.
#[must_use]
pub fn describe(
    kind: &str,
    header: &Header,
    shown: &[Shown],
    set: &SeriesSet,
    numbers: Numbers,
) -> String {
    let lang = numbers.lang;
    let mut text = format!("{}. {}. {}.", kind_name(kind, lang), header.title, header.subtitle);
    for (shown, series) in shown.iter().filter_map(|s| Some((s, set.get(&s.id)?))) {
        let sentence = format!(" {}", sentence(&shown.label, series, numbers));
        if text.chars().count() + sentence.chars().count() > MOST {
            break;
        }
        text.push_str(&sentence);
    }
    strip_controls(&text)
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
