//! Fixed phrases of charts and pages in each language. A missing translation does not compile.

use super::Lang;
use crate::series::Coverage;
use crate::trade::{Evidence, Hedge, Measure, ObsStatus, Valuation};

/// A phrase that charts and pages print by themselves. Those with `{}` are filled by [`phrase_with`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// "Source".
    Source,
    /// "Note".
    Note,
    /// "no data".
    NoData,
    /// "n/a".
    NotAvailable,
    /// "target".
    Target,
    /// "target of {2025}".
    TargetOf,
    /// "needs {27.2%} a year".
    Needs,
    /// "from {$239M}", a baseline.
    FromBaseline,
    /// "baseline".
    Baseline,
    /// "required growth a year".
    RequiredGrowth,
    /// "gap to the target".
    GapToTarget,
    /// "{17%} of target".
    OfTarget,
    /// "part of the target that was reached".
    PartReached,
    /// "by {2025}".
    By,
    /// "since {2020}".
    Since,
    /// "actual", beside a target.
    Actual,
    /// "derived from {double}".
    DerivedFrom,
    /// "derived".
    Derived,
    /// "provisional".
    Provisional,
    /// "partial year".
    PartialYear,
    /// "only {Jan–Nov 2025}".
    Only,
    /// "gap in the data".
    Gap,
    /// "no figure for {2021}".
    NoFigureFor,
    /// "index, {2020} = 100".
    Index,
    /// "growth on the previous year".
    YearOnYear,
    /// "a year".
    PerYear,
    /// "share".
    Share,
    /// "total".
    Total,
    /// "other".
    Other,
    /// "and {28} more".
    More,
    /// "hatched: not all parts have data".
    PartlyMissing,
    /// "imports with freight (CIF), exports without (FOB): part of the gap".
    CifFob,
    /// "both valued {FOB}".
    BothValued,
    /// "met".
    Met,
    /// "missed".
    Missed,
    /// "open", of a target.
    Open,
    /// "undefined".
    Undefined,
    /// "evidence".
    EvidenceWord,
    /// A class of testimony.
    Evidence(Evidence),
    /// State of a period of a series.
    Coverage(Coverage),
    /// What is measured.
    Measure(Measure),
    /// A valuation.
    Valuation(Valuation),
    /// State of an observation.
    Status(ObsStatus),
    /// A hedge before a number.
    Hedge(Hedge),
}

/// The phrase in a language.
#[must_use]
pub fn phrase(phrase: Phrase, lang: Lang) -> &'static str {
    words(phrase)[lang as usize]
}

/// The phrase with `what` in the place of its `{}`; `what` is formatted for the language already.
#[must_use]
pub fn phrase_with(what: Phrase, lang: Lang, filling: &str) -> String {
    phrase(what, lang).replace("{}", filling)
}

fn words(phrase: Phrase) -> [&'static str; 3] {
    match phrase {
        Phrase::Source => ["Source", "Источник", "منبع"],
        Phrase::Note => ["Note", "Примечание", "یادداشت"],
        Phrase::NoData => ["no data", "нет данных", "بدون داده"],
        Phrase::NotAvailable => ["n/a", "н/д", "بدون داده"],
        Phrase::Target => ["target", "цель", "هدف"],
        Phrase::TargetOf => ["target of {}", "цель {}", "هدف {}"],
        Phrase::Needs => ["needs {} a year", "нужно {} в год", "نیازمند {} در سال"],
        Phrase::FromBaseline => ["from {}", "от {}", "از {}"],
        Phrase::Baseline => ["baseline", "база", "پایه"],
        Phrase::RequiredGrowth => {
            ["required growth a year", "требуемый рост в год", "رشد لازم در سال"]
        }
        Phrase::GapToTarget => ["gap to the target", "разрыв до цели", "فاصله تا هدف"],
        Phrase::OfTarget => ["{} of target", "{} от цели", "{} از هدف"],
        Phrase::PartReached => ["reached, of the target", "достигнуто от цели", "محقق‌شده از هدف"],
        Phrase::By => ["by {}", "к {}", "تا {}"],
        Phrase::Since => ["since {}", "с {}", "از {}"],
        Phrase::Actual => ["actual", "факт", "واقعی"],
        Phrase::DerivedFrom => ["derived from {}", "выведено из {}", "برگرفته از {}"],
        Phrase::Derived => ["derived", "расчёт", "محاسبه‌شده"],
        Phrase::Provisional => ["provisional", "предварительно", "مقدماتی"],
        Phrase::PartialYear => ["partial year", "неполный год", "سال ناقص"],
        Phrase::Only => ["{} only", "только {}", "فقط {}"],
        Phrase::Gap => ["gap in the data", "пропуск в данных", "شکاف در داده‌ها"],
        Phrase::NoFigureFor => ["no figure for {}", "нет данных за {}", "بدون رقم برای {}"],
        Phrase::Index => ["index, {} = 100", "индекс, {} = 100", "شاخص، {} = ۱۰۰"],
        Phrase::YearOnYear => {
            ["growth on the previous year", "рост к предыдущему году", "رشد نسبت به سال پیش"]
        }
        Phrase::PerYear => ["a year", "в год", "در سال"],
        Phrase::Share => ["share", "доля", "سهم"],
        Phrase::Total => ["total", "всего", "جمع"],
        Phrase::Other => ["other", "прочее", "سایر"],
        Phrase::More => ["and {} more", "и ещё {}", "و {} مورد دیگر"],
        Phrase::PartlyMissing => {
            ["not all parts have data", "данные не по всем частям", "بخشی بدون داده"]
        }
        Phrase::CifFob => [
            "Imports count freight and insurance (CIF), exports do not (FOB)",
            "Импорт — с фрахтом и страховкой (СИФ), экспорт — без них (ФОБ)",
            "واردات با کرایه و بیمه (سیف) و صادرات بدون آن (فوب) است",
        ],
        Phrase::BothValued => {
            ["Both are valued {}", "Оценка обеих записей: {}", "ارزش‌گذاری هر دو: {}"]
        }
        Phrase::Met => ["met", "достигнута", "محقق شد"],
        Phrase::Missed => ["missed", "не достигнута", "محقق نشد"],
        Phrase::Open => ["open", "срок не истёк", "باز"],
        Phrase::Undefined => ["undefined", "не определено", "تعریف‌نشده"],
        Phrase::EvidenceWord => ["evidence", "источник сведений", "نوع گواهی"],
        Phrase::Evidence(evidence) => evidence_words(evidence),
        Phrase::Coverage(state) => coverage_words(state),
        Phrase::Measure(measure) => measure_words(measure),
        Phrase::Valuation(valuation) => valuation_words(valuation),
        Phrase::Status(status) => status_words(status),
        Phrase::Hedge(hedge) => hedge_words(hedge),
    }
}

fn evidence_words(evidence: Evidence) -> [&'static str; 3] {
    match evidence {
        Evidence::Reported => ["reported", "по отчётности", "گزارش‌شده"],
        Evidence::Mirrored => ["mirrored", "зеркальные данные", "آینه‌ای"],
        Evidence::Reconciled => ["reconciled", "согласованные данные", "تطبیق‌یافته"],
        Evidence::Statement => ["statement", "заявление", "اظهارات"],
    }
}

fn coverage_words(state: Coverage) -> [&'static str; 3] {
    match state {
        Coverage::Reported => evidence_words(Evidence::Reported),
        Coverage::Mirrored => evidence_words(Evidence::Mirrored),
        Coverage::Reconciled => evidence_words(Evidence::Reconciled),
        Coverage::Stated => evidence_words(Evidence::Statement),
        Coverage::Provisional => status_words(ObsStatus::Provisional),
        Coverage::Partial => ["partial period", "неполный период", "دورهٔ ناقص"],
        Coverage::Suppressed => status_words(ObsStatus::Suppressed),
        Coverage::BelowThreshold => status_words(ObsStatus::BelowThreshold),
        Coverage::NotYet => ["not yet reported", "ещё не опубликовано", "هنوز گزارش نشده"],
        Coverage::SetAside => ["no valid value", "нет пригодного значения", "بدون مقدار معتبر"],
        Coverage::Missing => ["no data", "нет данных", "بدون داده"],
    }
}

fn measure_words(measure: Measure) -> [&'static str; 3] {
    match measure {
        Measure::Export => ["exports", "экспорт", "صادرات"],
        Measure::Import => ["imports", "импорт", "واردات"],
        Measure::Turnover => ["turnover", "товарооборот", "حجم تجارت"],
        Measure::TradeBalance => ["trade balance", "торговый баланс", "تراز تجاری"],
    }
}

fn valuation_words(valuation: Valuation) -> [&'static str; 3] {
    match valuation {
        Valuation::Fob => ["FOB", "ФОБ", "فوب"],
        Valuation::Cif => ["CIF", "СИФ", "سیف"],
        Valuation::Fas => ["FAS", "ФАС", "فاس"],
        Valuation::Customs => ["customs value", "таможенная стоимость", "ارزش گمرکی"],
        Valuation::Unknown => ["valuation not stated", "оценка не указана", "ارزش‌گذاری نامشخص"],
    }
}

fn status_words(status: ObsStatus) -> [&'static str; 3] {
    match status {
        ObsStatus::Normal => ["final", "окончательно", "نهایی"],
        ObsStatus::Estimated => ["estimated", "оценка", "برآورد"],
        ObsStatus::Provisional => ["provisional", "предварительно", "مقدماتی"],
        ObsStatus::Break => ["break in series", "разрыв ряда", "گسست سری"],
        ObsStatus::Suppressed => ["suppressed", "скрыто", "محرمانه"],
        ObsStatus::BelowThreshold => ["below the threshold", "ниже порога", "زیر آستانه"],
        ObsStatus::Missing => ["not available", "нет данных", "بدون داده"],
    }
}

pub(super) fn hedge_words(hedge: Hedge) -> [&'static str; 3] {
    match hedge {
        Hedge::Printed | Hedge::Exact => ["", "", ""],
        Hedge::Almost => ["almost", "почти", "نزدیک به"],
        Hedge::Over => ["over", "более", "بیش از"],
        Hedge::About => ["about", "около", "حدود"],
        Hedge::AtLeast => ["at least", "не менее", "دست‌کم"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Numbers;

    #[test]
    fn phrases_are_filled_in_each_language() {
        let needs = |lang| phrase_with(Phrase::Needs, lang, &Numbers::of(lang).growth(0.272_26));
        assert_eq!(needs(Lang::En), "needs +27.2% a year");
        assert_eq!(needs(Lang::Ru), "нужно +27,2\u{a0}% в год");
        assert_eq!(needs(Lang::Fa), "نیازمند \u{2066}+۲۷٫۲٪\u{2069} در سال");
    }
}
