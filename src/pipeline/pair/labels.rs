//! Words of a pair report in each language. Sentences name areas after a colon or in parentheses, so that no name
//! has to be inflected.

use super::{Scope, View};
use crate::trade::Area;
use crate::words::{Lang, Numbers, area_name};

/// A word or heading of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Files,
    Period,
    Exports,
    Imports,
    Turnover,
    Balance,
    ExportGrowth,
    ImportGrowth,
    Cover,
    Compound,
    Commodities,
    Commodity,
    Value,
    Share,
    Contribution,
    Rest,
    Mirror,
    Exporter,
    Importer,
    Ratio,
    AfterFreight,
    Agree,
    Yes,
    No,
    CannotTell,
    Coverage,
    Record,
    Known,
    Absent,
    Notes,
    Figures,
    Signs,
    Nothing,
    Caveat,
    File,
    Format,
    OfPair,
    Unit,
    NotRead,
}

pub(super) fn label(label: Label, lang: Lang) -> &'static str {
    let words = match label {
        Label::Files => ["Files", "Файлы", "پرونده‌ها"],
        Label::File => ["file", "файл", "پرونده"],
        Label::Format => ["taken for", "принят за", "قالب"],
        Label::OfPair => ["rows of the pair", "строк о паре", "سطرهای جفت"],
        Label::Unit => ["unit, valuation", "единица, оценка", "واحد، ارزش‌گذاری"],
        Label::NotRead => ["not read", "не прочитан", "خوانده نشد"],
        Label::Period => ["period", "период", "دوره"],
        Label::Exports => ["exports", "экспорт", "صادرات"],
        Label::Imports => ["imports", "импорт", "واردات"],
        Label::Turnover => ["turnover", "оборот", "حجم تجارت"],
        Label::Balance => ["balance", "сальдо", "تراز"],
        Label::ExportGrowth => ["exports growth", "рост экспорта", "رشد صادرات"],
        Label::ImportGrowth => ["imports growth", "рост импорта", "رشد واردات"],
        Label::Cover => ["exports/imports", "экспорт/импорт", "صادرات/واردات"],
        Label::Compound => ["Growth a year", "Рост в год", "رشد سالانه"],
        Label::Commodities => ["Largest commodities", "Крупнейшие товары", "بزرگ‌ترین کالاها"],
        Label::Commodity => ["commodity", "товар", "کالا"],
        Label::Value => ["value, $", "сумма, долл.", "ارزش، دلار"],
        Label::Share => ["share", "доля", "سهم"],
        Label::Contribution => ["contribution to growth", "вклад в прирост", "سهم در رشد"],
        Label::Rest => ["all others", "все прочие", "همهٔ دیگر"],
        Label::Mirror => ["Two sides of one flow", "Две стороны одного потока", "دو سوی یک جریان"],
        Label::Exporter => ["exporter reports", "данные экспортёра", "گزارش صادرکننده"],
        Label::Importer => ["importer reports", "данные импортёра", "گزارش واردکننده"],
        Label::Ratio => ["ratio", "отношение", "نسبت"],
        Label::AfterFreight => ["without freight", "без фрахта", "بدون کرایه"],
        Label::Agree => ["agree", "сходятся", "همخوان"],
        Label::Yes => ["yes", "да", "بله"],
        Label::No => ["no", "нет", "نه"],
        Label::CannotTell => ["cannot be told", "не определить", "نامشخص"],
        Label::Coverage => ["Coverage", "Полнота данных", "پوشش داده‌ها"],
        Label::Record => ["record", "запись", "ثبت"],
        Label::Known => ["with a value", "есть значение", "با مقدار"],
        Label::Absent => ["without", "нет значения", "بدون مقدار"],
        Label::Notes => [
            "Set aside, refused or doubtful",
            "Отложено, отклонено, сомнительно",
            "کنار گذاشته، رد شده یا مشکوک",
        ],
        Label::Figures => ["Figures", "Графики", "نمودارها"],
        Label::Signs => ["signs", "знаки", "نشانه‌ها"],
        Label::Nothing => ["nothing on the pair", "ничего о паре", "چیزی دربارهٔ این جفت نیست"],
        Label::Caveat => [
            "Each record stands for itself: figures of two sides are never added, and a missing one is no zero. Amounts are in US dollars; ~ marks a figure that is rounded at its source. Numbers in brackets name the files.",
            "Каждая запись стоит сама по себе: данные двух сторон не складываются, пропуск — не ноль. Суммы — в долларах США; знак ~ отмечает число, округлённое в источнике. Номера в скобках — файлы.",
            "هر ثبت جداگانه است: ارقام دو طرف جمع نمی‌شوند و نبودِ رقم صفر نیست. مبلغ‌ها به دلار آمریکاست؛ نشان ~ یعنی رقم در منبع گرد شده است. شماره‌های درون کروشه نام پرونده‌هاست.",
        ],
    };
    words[lang as usize]
}

/// The title of the report.
pub(super) fn title(a: Area, b: Area, years: Option<(i32, i32)>, numbers: Numbers) -> String {
    let lang = numbers.lang;
    let (a, b) = (area_name(a, lang), area_name(b, lang));
    let names = match lang {
        Lang::En => format!("{a} and {b}"),
        Lang::Ru => format!("{a} и {b}"),
        Lang::Fa => format!("{a} و {b}"),
    };
    match years {
        Some((first, last)) if first == last => format!("{names}, {}", numbers.year(first)),
        Some((first, last)) => format!("{names}, {}", numbers.years_between(first, last)),
        None => names,
    }
}

/// Whose record a view is, of what, and with `marked` from which files.
pub(super) fn view_title(view: &View, numbers: Numbers, marked: bool) -> String {
    let lang = numbers.lang;
    let who = match view.told_by.as_deref().and_then(|code| Area::from_code(code).ok()) {
        Some(side) => {
            let name = area_name(side, lang);
            match lang {
                Lang::En => format!("As {name} reports"),
                Lang::Ru => format!("По данным: {name}"),
                Lang::Fa => format!("به گزارش {name}"),
            }
        }
        None => [
            "Reconciled from both sides",
            "Согласовано из данных двух сторон",
            "تطبیق‌یافته از دو طرف",
        ][lang as usize]
            .to_owned(),
    };
    let comma = if lang.is_rtl() { "، " } else { ", " };
    let mut title = format!("{who}{comma}{}", view.source);
    if marked {
        title = format!("{title} {}", marks(&view.files));
    }
    if let Some(scope) = scope(&view.scope, numbers) {
        title = format!("{title}{comma}{scope}");
    }
    title
}

/// What a view covers, where that is not simply all trade.
pub(super) fn scope(scope: &Scope, numbers: Numbers) -> Option<String> {
    let lang = numbers.lang;
    Some(match scope {
        Scope::Total => return None,
        Scope::SumOfCommodities => {
            ["sum of all commodities", "сумма всех товаров", "جمع همهٔ کالاها"][lang as usize]
                .to_owned()
        }
        Scope::Commodity(code) => match lang {
            Lang::En => format!("commodity {code} alone"),
            Lang::Ru => format!("только товар {code}"),
            Lang::Fa => format!("تنها کالای {code}"),
        },
        Scope::SomeCodes(count) => {
            let count = numbers.full(i64::try_from(*count).unwrap_or(i64::MAX));
            match lang {
                Lang::En => format!("sum of the {count} codes in the file, no total of all trade"),
                Lang::Ru => format!("сумма {count} кодов файла, не вся торговля"),
                Lang::Fa => format!("جمع {count} کد پرونده، نه همهٔ تجارت"),
            }
        }
    })
}

/// `[1]`, `[1, 3]`.
pub(super) fn marks(files: &[usize]) -> String {
    let numbers: Vec<String> = files.iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(", "))
}

/// "Russia to Afghanistan" without inflection.
pub(super) fn direction(from: Area, to: Area, lang: Lang) -> String {
    let (from, to) = (area_name(from, lang), area_name(to, lang));
    match lang {
        Lang::En => format!("{from} to {to}"),
        Lang::Ru => format!("{from} → {to}"),
        Lang::Fa => format!("از {from} به {to}"),
    }
}
