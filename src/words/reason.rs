//! Why a value does not exist, in each language. Every reason and every absence has its words here.

use super::{Lang, Numbers};
use crate::series::{Absence, Missing, Reason};
use crate::trade::Period;

impl Numbers {
    /// A reason as a label: `from zero`, `с нуля`, `از صفر`.
    #[must_use]
    pub fn reason(self, reason: &Reason) -> String {
        if let Some(words) = fixed_words(reason) {
            return words[self.lang as usize].to_owned();
        }
        match reason {
            Reason::BasisMismatch { left, right } => self.mismatch(left, right),
            Reason::Break(period) => self.filled(
                ["series broken in {}", "ряд прерван: {}", "گسست سری در {}"],
                &self.period(*period),
            ),
            Reason::PartialPeriod(period) => self.partial(*period),
            Reason::Gap(period) => self.filled(
                ["no figure for {}", "нет данных за {}", "بدون رقم برای {}"],
                &self.period(*period),
            ),
            Reason::TooFewPoints { needed, found } => self.too_few(*needed, *found),
            // All others have fixed words.
            _ => reason.id().to_owned(),
        }
    }

    /// A missing input as a label: `no import for 2023`.
    #[must_use]
    pub fn missing(self, missing: &Missing) -> String {
        let input =
            input_words(&missing.input).map_or(missing.input.as_str(), |w| w[self.lang as usize]);
        let mut text = self.filled(["no {}", "нет: {}", "بدون {}"], input);
        if let Some(period) = missing.period {
            let when = self.filled([" for {}", " за {}", " برای {}"], &self.period(period));
            text.push_str(&when);
        }
        if missing.absence != Absence::NotReported {
            text = format!("{text} ({})", self.absence(missing.absence));
        }
        text
    }

    /// A kind of absence: `not reported`, `suppressed`.
    #[must_use]
    pub fn absence(self, absence: Absence) -> &'static str {
        let words = match absence {
            Absence::NotReported => ["not reported", "не сообщено", "گزارش نشده"],
            Absence::Suppressed => ["suppressed", "скрыто", "محرمانه"],
            Absence::BelowThreshold => ["below the threshold", "ниже порога", "زیر آستانه"],
            Absence::NotYetReported => ["not yet reported", "ещё не сообщено", "هنوز گزارش نشده"],
            Absence::SetAside => {
                ["a record was set aside", "запись отложена", "یک ردیف کنار گذاشته شد"]
            }
        };
        words[self.lang as usize]
    }

    fn mismatch(self, left: &str, right: &str) -> String {
        match self.lang {
            Lang::En => format!("not comparable: {left} and {right}"),
            Lang::Ru => format!("несопоставимо: {left} и {right}"),
            Lang::Fa => format!("غیرقابل مقایسه: {} و {}", self.latin(left), self.latin(right)),
        }
    }

    fn partial(self, period: Period) -> String {
        let Some(months) = period.whole_months() else {
            return self.filled(
                ["{} is not a whole year", "неполный год: {}", "{} سال کامل نیست"],
                &self.period(period),
            );
        };
        let count = self.months(months);
        let year = self.year(chrono::Datelike::year(&period.start()));
        match self.lang {
            Lang::En => format!("{year} has {months} of 12 months"),
            Lang::Ru => format!("{year}: {count} из 12"),
            Lang::Fa => format!("{year}: {count} از {}", self.full(12)),
        }
    }

    fn too_few(self, needed: usize, found: usize) -> String {
        let number = |count: usize| self.full(i64::try_from(count).unwrap_or(i64::MAX));
        let (needed, found) = (number(needed), number(found));
        match self.lang {
            Lang::En => format!("needs {needed} points, has {found}"),
            Lang::Ru => format!("нужно точек: {needed}, есть: {found}"),
            Lang::Fa => format!("نیاز به {needed} نقطه، موجود {found}"),
        }
    }

    fn filled(self, templates: [&str; 3], what: &str) -> String {
        templates[self.lang as usize].replace("{}", what)
    }

    /// A word that stays in Latin letters, isolated where the line runs the other way.
    fn latin(self, word: &str) -> String {
        if word.is_ascii() { self.token(word.to_owned()) } else { word.to_owned() }
    }
}

/// The words of reasons that carry nothing to fill in.
fn fixed_words(reason: &Reason) -> Option<[&'static str; 3]> {
    Some(match reason {
        Reason::BasisMismatch { .. }
        | Reason::Break(_)
        | Reason::PartialPeriod(_)
        | Reason::Gap(_)
        | Reason::TooFewPoints { .. } => return None,
        Reason::ZeroBase => ["from zero", "с нуля", "از صفر"],
        Reason::ZeroToZero => {
            ["no trade in either period", "торговли не было", "بدون تجارت در هر دو دوره"]
        }
        Reason::NegativeBase => ["base is negative", "база отрицательна", "پایه منفی است"],
        Reason::ZeroDenominator => ["divisor is zero", "делитель равен нулю", "مخرج صفر است"],
        Reason::DenominatorSpansZero | Reason::LogOfZero => {
            ["too imprecise", "слишком неточно", "بیش از حد نادقیق"]
        }
        Reason::SamePeriod => [
            "base and end are the same period",
            "база и конец совпадают",
            "پایه و پایان یک دوره‌اند",
        ],
        Reason::TargetMet => ["already met", "уже достигнуто", "محقق شده"],
        Reason::NoMatch => ["no common commodities", "нет общих товаров", "بدون کالای مشترک"],
        Reason::UnitMismatch => {
            ["quantities in different units", "разные единицы количества", "واحدهای مقدار متفاوت"]
        }
        Reason::Gate => {
            ["implausible unit value", "неправдоподобная цена единицы", "ارزش واحد نامعقول"]
        }
    })
}

/// Inputs of formulas by their role.
fn input_words(input: &str) -> Option<[&'static str; 3]> {
    Some(match input {
        "base" => ["base", "база", "پایه"],
        "end" => ["end", "конец периода", "پایان دوره"],
        "value" => ["value", "значение", "مقدار"],
        "export" => ["exports", "экспорт", "صادرات"],
        "import" => ["imports", "импорт", "واردات"],
        "turnover" => ["turnover", "товарооборот", "حجم تجارت"],
        "flow" => ["flow", "поток", "جریان"],
        "mirror_flow" | "mirror-flow" => ["mirror flow", "зеркальный поток", "جریان آینه‌ای"],
        "part" => ["part", "часть", "جزء"],
        "total" => ["total", "итог", "جمع کل"],
        "month" => ["month", "месяц", "ماه"],
        "record" => ["record", "запись", "ردیف"],
        "reporter" => ["report of the area", "отчёт страны", "گزارش کشور"],
        "net_weight_kg" | "weight" => ["net weight", "вес нетто", "وزن خالص"],
        "target" => ["target", "цель", "هدف"],
        "deflator" => ["deflator", "дефлятор", "شاخص تعدیل قیمت"],
        "zeros" => ["reported zeros", "нулевые значения", "صفرهای گزارش‌شده"],
        "exports to the partner" => {
            ["exports to the partner", "экспорт партнёру", "صادرات به شریک"]
        }
        "all exports" => ["all exports", "весь экспорт", "کل صادرات"],
        "imports of the partner" => ["imports of the partner", "импорт партнёра", "واردات شریک"],
        "world imports" => ["world imports", "мировой импорт", "واردات جهان"],
        "own imports" => ["own imports", "собственный импорт", "واردات خود"],
        "seasonal pattern" => ["seasonal pattern", "сезонная структура", "الگوی فصلی"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{bare_tokens, strip_controls};

    fn reasons() -> Vec<Reason> {
        let period = "2025-01-01/2025-07-31".parse().unwrap();
        vec![
            Reason::BasisMismatch { left: "FOB".into(), right: "CIF".into() },
            Reason::Break(Period::year(2022)),
            Reason::PartialPeriod(period),
            Reason::PartialPeriod("2024-03-20/2024-11-20".parse().unwrap()),
            Reason::Gap(Period::year(2020)),
            Reason::ZeroBase,
            Reason::ZeroToZero,
            Reason::NegativeBase,
            Reason::ZeroDenominator,
            Reason::DenominatorSpansZero,
            Reason::LogOfZero,
            Reason::SamePeriod,
            Reason::TargetMet,
            Reason::TooFewPoints { needed: 4, found: 3 },
            Reason::NoMatch,
            Reason::UnitMismatch,
            Reason::Gate,
        ]
    }

    #[test]
    fn every_reason_speaks_every_language() {
        for reason in reasons() {
            let texts = Lang::ALL.map(|lang| Numbers::of(lang).reason(&reason));
            assert!(texts.iter().all(|text| !text.is_empty() && !text.contains('{')), "{texts:?}");
            assert!(texts[0] != texts[1] && texts[1] != texts[2], "{texts:?}");
            assert_eq!(bare_tokens(&texts[2]), [], "{}", texts[2]);
        }
    }

    #[test]
    fn english_words_are_those_of_the_series() {
        for reason in reasons().iter().filter(|r| !matches!(r, Reason::PartialPeriod(_))) {
            assert_eq!(Numbers::of(Lang::En).reason(reason), reason.to_string());
        }
        let partial = Reason::PartialPeriod("2025-01-01/2025-07-31".parse().unwrap());
        assert_eq!(Numbers::of(Lang::En).reason(&partial), "2025 has 7 of 12 months");
    }

    #[test]
    fn a_missing_input_is_named_with_its_period() {
        let missing = Missing {
            absence: Absence::Suppressed,
            ..Missing::not_reported("import", Period::year(2023))
        };
        let texts = Lang::ALL.map(|lang| strip_controls(&Numbers::of(lang).missing(&missing)));
        assert_eq!(
            texts,
            [
                "no imports for 2023 (suppressed)",
                "нет: импорт за 2023 (скрыто)",
                "بدون واردات برای ۲۰۲۳ (محرمانه)"
            ]
        );
    }
}
