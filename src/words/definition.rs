//! Definitions of one idea that disagree, told in a line: `growth a year 14.9% to 18.0% depending on definition (...)`.

use super::{Lang, MoneyFormat, Numbers};
use crate::series::Spread;
use crate::trade::Unit;

impl Numbers {
    /// The line under a figure that tells what other definitions give; the chosen one stands first.
    #[must_use]
    pub fn spread(self, spread: &Spread) -> String {
        let of = |words: [&'static str; 3]| words[self.lang as usize];
        let Some((low, high)) = spread.range() else { return String::new() };
        let Some(chosen) = spread.members.first() else { return String::new() };
        let number = |value: f64| self.of_definition(value, chosen.unit);
        let members: Vec<String> = spread
            .known()
            .map(|(member, value)| {
                format!("{} {}", of(name(member.indicator, member.variant)), number(value))
            })
            .collect();
        let (low, high) = (number(low), number(high));
        let subject = of(subject(chosen.indicator));
        let comma = if self.lang.is_rtl() { "، " } else { ", " };
        let members = members.join(comma);
        match self.lang {
            Lang::En => format!("{subject} {low} to {high} depending on definition ({members})"),
            Lang::Ru => {
                format!("{subject} от {low} до {high} в зависимости от определения ({members})")
            }
            Lang::Fa => format!("{subject} بسته به تعریف از {low} تا {high} ({members})"),
        }
    }

    /// All in the form of the chosen one, so that they can be held against each other.
    fn of_definition(self, value: f64, unit: Unit) -> String {
        match unit {
            Unit::GrowthPerYear | Unit::LogPoint | Unit::Growth => self.percent(value, 1),
            _ => self.quantity(value, unit, MoneyFormat { exponent: 0, decimals: 0 }),
        }
    }
}

fn subject(indicator: &str) -> [&'static str; 3] {
    match indicator {
        "concentration" => ["concentration", "концентрация", "تمرکز"],
        "trade-intensity" => ["trade intensity", "интенсивность торговли", "شدت تجارت"],
        "mirror-gap" => ["mirror gap", "зеркальное расхождение", "شکاف آینه‌ای"],
        "price-index" => ["unit-value index", "индекс средних цен", "شاخص ارزش واحد"],
        "volume-index" => ["volume index", "индекс физического объёма", "شاخص مقدار"],
        _ => ["growth a year", "рост в год", "رشد سالانه"],
    }
}

fn name(indicator: &str, variant: &str) -> [&'static str; 3] {
    match (indicator, variant) {
        ("compound-growth", _) => ["compound", "сложный", "مرکب"],
        ("trend-growth", "log") => ["log trend", "логарифмический тренд", "روند لگاریتمی"],
        ("trend-growth", _) => ["trend", "тренд", "روند"],
        ("mean-growth", "log") => ["mean log", "средний логарифмический", "میانگین لگاریتمی"],
        ("mean-growth", _) => {
            ["mean of yearly growth", "среднее годовых темпов", "میانگین رشد سال‌ها"]
        }
        (_, "plain") => ["plain", "простая", "ساده"],
        (_, "normalized") => ["normalized", "нормированная", "نرمال‌شده"],
        (_, "root") => ["root", "корневая", "ریشه‌ای"],
        (_, "wits") => ["with own imports", "с собственным импортом", "با واردات خود"],
        (_, "drysdale") => ["without own imports", "без собственного импорта", "بدون واردات خود"],
        (_, "fob") => ["imports on FOB", "импорт на базе ФОБ", "واردات بر پایه فوب"],
        (_, "ratio") => ["as reported", "как сообщено", "طبق گزارش"],
        (_, "laspeyres") => ["Laspeyres", "Ласпейрес", "لاسپیرز"],
        (_, "paasche") => ["Paasche", "Пааше", "پاشه"],
        (_, "fisher") => ["Fisher", "Фишер", "فیشر"],
        (_, "laspeyres-chained") => ["Laspeyres chained", "Ласпейрес цепной", "لاسپیرز زنجیره‌ای"],
        (_, "paasche-chained") => ["Paasche chained", "Пааше цепной", "پاشه زنجیره‌ای"],
        (_, "fisher-chained") => ["Fisher chained", "Фишер цепной", "فیشر زنجیره‌ای"],
        _ => ["other", "другое", "دیگر"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::Value;
    use crate::series::spread::Definition;
    use crate::trade::{Estimate, Period};
    use crate::words::{bare_tokens, strip_controls};

    #[test]
    fn a_spread_is_a_line_in_each_language() {
        let member = |(indicator, variant, value): (&'static str, &'static str, f64)| Definition {
            indicator,
            variant,
            unit: Unit::GrowthPerYear,
            value: Value::Known(Estimate::exact(value)),
        };
        let members = [
            ("compound-growth", "", 0.170_173_660),
            ("trend-growth", "rate", 0.160_769_581),
            ("trend-growth", "log", 0.149_083_217),
            ("mean-growth", "log", 0.157_152_165),
            ("mean-growth", "yearly", 0.179_550_439),
        ];
        let members = members.into_iter().map(member).collect();
        let spread = Spread { series: "s".to_owned(), period: Period::year(2024), members };
        assert_eq!(
            strip_controls(&Numbers::of(Lang::En).spread(&spread)),
            "growth a year 14.9% to 18.0% depending on definition (compound 17.0%, trend 16.1%, \
             log trend 14.9%, mean log 15.7%, mean of yearly growth 18.0%)"
        );
        assert!(Numbers::of(Lang::Ru).spread(&spread).starts_with("рост в год от 14,9"));
        let persian = Numbers::of(Lang::Fa).spread(&spread);
        assert_eq!(bare_tokens(&persian), [], "{persian}");
    }
}
