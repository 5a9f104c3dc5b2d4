//! Claims with their verdicts and targets with how far they are, as tables of the page.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::Told;
use crate::claims::{Attained, ClaimCheck, FromBaseline, Outcome, Prospect, Verdict};
use crate::trade::{Estimate, Unit};
use crate::words::{Lang, Numbers, strip_controls};

/// Column names in the order of [`Lang::ALL`].
fn column(what: &str, lang: Lang) -> &'static str {
    let all = match what {
        "sentence" => ["Sentence", "Предложение", "جمله"],
        "who" => ["Who said it", "Кто сказал", "گوینده"],
        "verdict" => ["Verdict", "Вывод", "نتیجه"],
        "computed" => ["Computation", "Расчёт", "محاسبه"],
        "pair" => ["Pair", "Пара", "دو طرف"],
        "target" => ["Target", "Цель", "هدف"],
        "by" => ["By", "Срок", "تا"],
        "needs" => [
            "Growth a year that it needs, by baseline",
            "Нужный рост в год, по базам",
            "رشد سالانهٔ لازم، بر پایهٔ هر مبنا",
        ],
        "reached" => ["Reached", "Достигнуто", "محقق‌شده"],
        _ => ["Outcome", "Исход", "سرانجام"],
    };
    all[lang as usize]
}

fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    let all = match verdict {
        Verdict::Consistent => ["consistent", "сходится", "سازگار"],
        Verdict::Inconsistent => ["inconsistent", "не сходится", "ناسازگار"],
        Verdict::SignError => ["wrong sign", "неверный знак", "علامت نادرست"],
        Verdict::Undetermined | Verdict::Loose => ["undetermined", "не определить", "نامعلوم"],
    };
    all[lang as usize]
}

fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    let all = match outcome {
        Outcome::Met => ["met", "достигнута", "محقق شد"],
        Outcome::MetEarly => ["met early", "достигнута досрочно", "زودتر محقق شد"],
        Outcome::Missed => ["missed", "не достигнута", "محقق نشد"],
        Outcome::Open => ["open", "открыта", "باز"],
        Outcome::Restated => ["restated", "пересмотрена", "بازنگری شد"],
        Outcome::DependsOnReporter => {
            ["depends on the reporter", "зависит от источника", "بسته به منبع"]
        }
    };
    all[lang as usize]
}

/// "10 consistent, 2 inconsistent".
pub fn tally(checks: &[ClaimCheck], numbers: Numbers) -> Markup {
    let mut counts: BTreeMap<Verdict, i64> = BTreeMap::new();
    for check in checks {
        *counts.entry(check.verdict).or_default() += 1;
    }
    let comma = if numbers.lang.is_rtl() { "، " } else { ", " };
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(found, count)| format!("{} {}", numbers.full(count), verdict(found, numbers.lang)))
        .collect();
    html! { p { (parts.join(comma)) } }
}

fn head(columns: &[&str], lang: Lang) -> Markup {
    html! { thead { tr { @for name in columns { th scope="col" { (column(name, lang)) } } } } }
}

/// All claims of the ledger.
pub fn claims(told: Told, numbers: Numbers) -> Markup {
    let lang = numbers.lang;
    html! {
        div.scroll { table {
            (head(&["sentence", "who", "verdict", "computed"], lang))
            tbody {
                @for (claim, check) in told.claims.iter().zip(told.checks) {
                    tr {
                        td { bdi lang=(claim.language) { (claim.sentence) } }
                        td { bdi { (claim.speaker) } }
                        td { (verdict(check.verdict, lang)) }
                        td lang="en" dir="ltr" { (check.computed) }
                    }
                }
            }
        } }
    }
}

/// All targets of the ledger.
pub fn targets(prospects: &[Prospect], numbers: Numbers) -> Markup {
    let columns = ["pair", "target", "by", "needs", "reached", "outcome"];
    html! {
        div.scroll { table {
            (head(&columns, numbers.lang))
            tbody { @for prospect in prospects { (target(prospect, numbers)) } }
        } }
    }
}

fn target(prospect: &Prospect, numbers: Numbers) -> Markup {
    let target = &prospect.target;
    let deadline = target.deadline.map(|deadline| numbers.period(deadline)).unwrap_or_default();
    html! {
        tr {
            th scope="row" { bdi { (target.a.code()) " – " (target.b.code()) } }
            td.number { bdi { (money(Estimate::exact(target.dollars), numbers)) } }
            td { bdi { (deadline) } }
            td { @for from in &prospect.baselines { (needs(from, numbers)) } }
            td { @for attained in &prospect.latest { (reached(attained, numbers)) } }
            td { (outcome(target.outcome, numbers.lang)) }
        }
    }
}

/// "$560M (2023): +131% a year"; a baseline that needs nothing or allows no growth is left out.
fn needs(from: &FromBaseline, numbers: Numbers) -> Markup {
    let Some(required) = from.required_growth.known() else { return html! {} };
    html! {
        div {
            bdi { (money(from.baseline.value, numbers)) } " (" bdi { (numbers.period(from.baseline.period)) } "): "
            bdi { (numbers.growth(required.mid())) }
        }
    }
}

fn reached(attained: &Attained, numbers: Numbers) -> Markup {
    let share = attained.attainment.known().map(|share| numbers.share(share.mid()));
    html! {
        div {
            bdi { (share.unwrap_or_default()) } " (" bdi { (money(attained.level.value, numbers)) } ", "
            bdi { (numbers.period(attained.level.period)) } ")"
        }
    }
}

fn money(value: Estimate, numbers: Numbers) -> String {
    let format = numbers.money_for(&[value.mid()]);
    strip_controls(&numbers.quantity(value.mid(), Unit::Dollar, format))
}
