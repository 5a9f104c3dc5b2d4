//! The words that carry meaning around numbers, in English, Russian and Persian. Lists only, no grammar.

use super::relation::Sign;
use crate::trade::Hedge;

/// A hedge in one or more words, the longest first.
const HEDGES: [(&[&str], Hedge); 62] = [
    (&["more", "than"], Hedge::Over),
    (&["in", "excess", "of"], Hedge::Over),
    (&["a", "little", "over"], Hedge::Over),
    (&["just", "over"], Hedge::Over),
    (&["slightly", "over"], Hedge::Over),
    (&["over"], Hedge::Over),
    (&["above"], Hedge::Over),
    (&["exceeding"], Hedge::Over),
    (&["at", "least"], Hedge::AtLeast),
    (&["no", "less", "than"], Hedge::AtLeast),
    (&["just", "under"], Hedge::Almost),
    (&["just", "below"], Hedge::Almost),
    (&["a", "little", "under"], Hedge::Almost),
    (&["close", "to"], Hedge::Almost),
    (&["almost"], Hedge::Almost),
    (&["nearly"], Hedge::Almost),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["some"], Hedge::About),
    (&["circa"], Hedge::About),
    (&["an", "estimated"], Hedge::About),
    (&["чуть", "более", "чем"], Hedge::Over),
    (&["чуть", "более"], Hedge::Over),
    (&["чуть", "больше"], Hedge::Over),
    (&["более", "чем"], Hedge::Over),
    (&["больше", "чем"], Hedge::Over),
    (&["более"], Hedge::Over),
    (&["больше"], Hedge::Over),
    (&["свыше"], Hedge::Over),
    (&["не", "менее", "чем"], Hedge::AtLeast),
    (&["не", "менее"], Hedge::AtLeast),
    (&["не", "меньше"], Hedge::AtLeast),
    (&["почти"], Hedge::Almost),
    (&["чуть", "менее"], Hedge::Almost),
    (&["чуть", "меньше"], Hedge::Almost),
    (&["без", "малого"], Hedge::Almost),
    (&["около"], Hedge::About),
    (&["примерно"], Hedge::About),
    (&["приблизительно"], Hedge::About),
    (&["порядка"], Hedge::About),
    (&["ориентировочно"], Hedge::About),
    (&["بیش", "از"], Hedge::Over),
    (&["بیشتر", "از"], Hedge::Over),
    (&["دست‌کم"], Hedge::AtLeast),
    (&["حداقل"], Hedge::AtLeast),
    (&["نزدیک", "به"], Hedge::Almost),
    (&["قریب", "به"], Hedge::Almost),
    (&["حدود"], Hedge::About),
    (&["تقریبا"], Hedge::About),
    (&["تقریباً"], Hedge::About),
    (&["somewhat", "more", "than"], Hedge::Over),
    (&["slightly", "more", "than"], Hedge::Over),
    (&["just", "shy", "of"], Hedge::Almost),
    (&["well", "over"], Hedge::Over),
    (&["well", "above"], Hedge::Over),
    (&["upwards", "of"], Hedge::Over),
    (&["not", "less", "than"], Hedge::AtLeast),
    (&["slightly", "less", "than"], Hedge::Almost),
    (&["slightly", "under"], Hedge::Almost),
    (&["virtually"], Hedge::Almost),
];

/// The hedge that ends these words, and how many of them it takes.
pub(super) fn hedge_at_end(words: &[&str]) -> Option<(Hedge, usize)> {
    HEDGES
        .iter()
        .filter(|(hedge, _)| words.ends_with(hedge))
        .max_by_key(|(hedge, _)| hedge.len())
        .map(|(words, hedge)| (*hedge, words.len()))
}

/// Multiples of a thousand as words and abbreviations.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "thousand" | "k" | "тыс" | "هزار" => 1e3,
        "million" | "mln" | "mn" | "m" | "млн" | "میلیون" => 1e6,
        "billion" | "bln" | "bn" | "b" | "млрд" | "میلیارد" => 1e9,
        "trillion" | "trn" | "tn" | "трлн" | "تریلیون" => 1e12,
        _ if word.starts_with("тысяч") => 1e3,
        _ if word.starts_with("миллион") => 1e6,
        _ if word.starts_with("миллиард") => 1e9,
        _ if word.starts_with("триллион") => 1e12,
        _ => return None,
    })
}

/// Letters that are a scale only right behind a number or a currency.
pub(super) fn is_short_scale(word: &str) -> bool {
    matches!(word, "k" | "m" | "b")
}

/// A currency by its sign or word.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    const STEMS: [(&str, &str); 5] =
        [("доллар", "USD"), ("рубл", "RUB"), ("рупи", "INR"), ("юан", "CNY"), ("дирхам", "AED")];
    Some(match word {
        "$" | "usd" | "dollar" | "dollars" | "долл" | "دلار" | "دالر" => "USD",
        "€" | "eur" | "euro" | "euros" | "евро" | "یورو" => "EUR",
        "₽" | "rub" | "ruble" | "rubles" | "rouble" | "roubles" | "руб" | "روبل" => "RUB",
        "£" | "gbp" => "GBP",
        "afghani" | "afghanis" | "афгани" | "افغانی" => "AFN",
        "rupee" | "rupees" | "روپیه" => "INR",
        "yuan" | "یوان" => "CNY",
        "dirham" | "dirhams" => "AED",
        "tenge" | "тенге" => "KZT",
        "ریال" => "IRR",
        "تومان" => "IRT",
        _ => return STEMS.iter().find(|(stem, _)| word.starts_with(stem)).map(|(_, code)| *code),
    })
}

/// A unit of goods.
pub(super) fn goods(word: &str) -> Option<&'static str> {
    Some(match word {
        "tons" | "ton" | "tonnes" | "tonne" | "mt" | "т" | "تن" => "t",
        "kg" | "kilograms" | "кг" | "کیلوگرم" => "kg",
        "barrels" | "barrel" | "баррелей" | "بشکه" => "bbl",
        _ if word.starts_with("тонн") => "t",
        _ => return None,
    })
}

/// A small number written out, for multiples and round amounts.
pub(super) fn small_number(word: &str) -> Option<u32> {
    const ENGLISH: [&str; 20] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];
    const RUSSIAN: [&str; 20] = [
        "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
        "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
        "девятнадцать", "двадцать",
    ];
    const PERSIAN: [&str; 10] = ["یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"];
    let place = |list: &[&str]| list.iter().position(|known| *known == word);
    let index = place(&ENGLISH).or_else(|| place(&RUSSIAN)).or_else(|| place(&PERSIAN))?;
    u32::try_from(index + 1).ok()
}

/// A multiple in one word ("doubled", "впятеро", "tenfold"), as tenths.
pub(super) fn multiple_word(word: &str) -> Option<i128> {
    const STEMS: [(&str, i128); 12] = [
        ("doubl", 20),
        ("tripl", 30),
        ("trebl", 30),
        ("quadrupl", 40),
        ("quintupl", 50),
        ("удво", 20),
        ("утрои", 30),
        ("учетвери", 40),
        ("двукратн", 20),
        ("трехкратн", 30),
        ("пятикратн", 50),
        ("десятикратн", 100),
    ];
    Some(match word {
        "twice" | "вдвое" => 20,
        "втрое" => 30,
        "вчетверо" => 40,
        "впятеро" => 50,
        "вшестеро" => 60,
        "halved" | "halving" => 5,
        _ => match word.strip_suffix("fold").and_then(small_number) {
            Some(number) => i128::from(number) * 10,
            None => return STEMS.iter().find(|(stem, _)| word.starts_with(stem)).map(|(_, tenths)| *tenths),
        },
    })
}

/// Verbs that say that something rose or fell, finite forms only.
pub(super) fn verb_direction(word: &str) -> Option<Sign> {
    const UP: [&str; 22] = [
        "rose", "rise", "rises", "risen", "rising", "grew", "grow", "grows", "grown", "increased", "increases",
        "climbed", "jumped", "surged", "soared", "expanded", "вырос", "выросла", "выросло", "выросли", "увеличился",
        "возрос",
    ];
    const UP_STEMS: [&str; 7] =
        ["увеличил", "возрос", "повысил", "поднял", "подскоч", "прибав", "выраст"];
    const DOWN: [&str; 16] = [
        "fell", "fall", "falls", "fallen", "falling", "declined", "declines", "decreased", "decreases", "dropped",
        "drops", "shrank", "contracted", "slid", "plunged", "slumped",
    ];
    const DOWN_STEMS: [&str; 6] = ["снизил", "упал", "сократил", "уменьшил", "просел", "рухнул"];
    let starts = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    match () {
        () if UP.contains(&word) || starts(&UP_STEMS) => Some(Sign::Up),
        () if DOWN.contains(&word) || starts(&DOWN_STEMS) => Some(Sign::Down),
        () => None,
    }
}

/// Any word of direction: verbs, nouns and comparatives.
pub(super) fn direction(word: &str) -> Option<Sign> {
    const UP: [&str; 34] = [
        "increase", "increasing", "up", "growth", "growing", "gain", "gained", "gains", "jump", "surge", "climb",
        "expand", "expansion", "higher", "more", "above", "greater", "larger", "rising", "boosted", "upward",
        "advance", "advanced", "больше", "выше", "рост", "роста", "ростом", "прирост", "подъем", "плюс",
        "افزایش", "رشد", "بیشتر",
    ];
    const UP_STEMS: [&str; 4] = ["увелич", "повы", "растет", "росл"];
    const DOWN: [&str; 28] = [
        "decrease", "decline", "declining", "down", "drop", "dropping", "shrunk", "contraction", "slump", "plunge",
        "lower", "less", "below", "fewer", "smaller", "loss", "reduction", "reduced", "lost", "меньше", "ниже",
        "падение", "падением", "спад", "минус", "کاهش", "کمتر", "افت",
    ];
    const DOWN_STEMS: [&str; 7] = ["сниж", "снизи", "сокращ", "сократи", "уменьш", "падает", "потеря"];
    let starts = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    match () {
        () if verb_direction(word).is_some() => verb_direction(word),
        () if UP.contains(&word) || starts(&UP_STEMS) => Some(Sign::Up),
        () if DOWN.contains(&word) || starts(&DOWN_STEMS) => Some(Sign::Down),
        () => None,
    }
}

/// Comparatives that need a "than", a base or nothing: "11 percent below", "на 12 % больше".
pub(super) fn comparative(word: &str) -> Option<Sign> {
    Some(match word {
        "more" | "higher" | "above" | "greater" | "larger" | "over" | "больше" | "выше" | "более" | "بیشتر"
        | "بالاتر" => Sign::Up,
        "less" | "lower" | "below" | "fewer" | "smaller" | "under" | "меньше" | "ниже" | "менее" | "کمتر"
        | "پایین‌تر" => Sign::Down,
        _ => return None,
    })
}

/// Goods that leave.
pub(super) fn is_export(word: &str) -> bool {
    const STEMS: [&str; 5] = ["export", "экспорт", "صادر", "продал", "вывез"];
    word == "sold" || word == "sales" || word == "فروخت" || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Goods that enter.
pub(super) fn is_import(word: &str) -> bool {
    const STEMS: [&str; 5] = ["import", "импорт", "وارد", "купил", "ввез"];
    matches!(word, "bought" | "purchases" | "خرید") || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Both directions together.
pub(super) fn is_turnover(word: &str) -> bool {
    const STEMS: [&str; 5] = ["turnover", "товарооборот", "оборот", "trade", "торговл"];
    matches!(word, "total" | "totaled" | "totalled" | "تجارت" | "مبادلات" | "всего" | "commerce")
        || STEMS.iter().any(|stem| word == *stem || word.starts_with("товарооборот") || word.starts_with("оборот"))
        || word.starts_with("торговл")
}

/// A stated balance, and its sign if the word has one.
pub(super) fn balance(word: &str) -> Option<Option<Sign>> {
    Some(match word {
        "surplus" | "مازاد" => Some(Sign::Up),
        "deficit" | "gap" | "shortfall" | "کسری" => Some(Sign::Down),
        "balance" | "تراز" => None,
        _ if word.starts_with("профицит") => Some(Sign::Up),
        _ if word.starts_with("дефицит") => Some(Sign::Down),
        _ if word.starts_with("сальдо") => None,
        _ => return None,
    })
}

/// Words of plans: the level is a goal, not a measurement.
pub(super) fn is_goal(word: &str) -> bool {
    const STEMS: [&str; 15] = [
        "plan", "target", "goal", "aim", "intend", "hope", "ambition", "forecast", "expect", "планир", "намер",
        "цел", "прогноз", "ожида", "довести",
    ];
    matches!(word, "план" | "плана" | "плану" | "هدف" | "برنامه" | "predicted" | "projected" | "budget")
        || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Months, whose numbers are days.
pub(super) fn is_month(word: &str) -> bool {
    const STEMS: [&str; 24] = [
        "januar", "februar", "march", "april", "june", "july", "august", "septem", "octob", "novem", "decem",
        "январ", "феврал", "март", "апрел", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр", "мая",
        "مارس",
    ];
    const WHOLE: [&str; 34] = [
        "may", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "май", "мае",
        "hamal", "sawr", "jawza", "saratan", "asad", "sunbula", "mizan", "aqrab", "qaws", "jadi", "dalw", "hut",
        "ژانویه", "فوریه", "آوریل", "ژوئن", "ژوئیه", "اوت", "دسامبر",
    ];
    WHOLE.contains(&word) || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Words whose number is a name: codes, pages, articles, telephones.
pub(super) fn names_a_number(word: &str) -> bool {
    const WHOLE: [&str; 48] = [
        "hs", "code", "codes", "no", "nos", "number", "article", "chapter", "page", "pages", "phone", "tel", "fax",
        "item", "paragraph", "section", "heading", "subheading", "rev", "revision", "version", "resolution", "flight",
        "room", "table", "figure", "chart", "route", "highway", "rank", "ranked", "place", "order", "act", "law",
        "decree", "isin", "iso", "код", "кода", "статья", "статьи", "пункт", "пункта", "глава", "стр", "тел", "тнвэд",
    ];
    WHOLE.contains(&word) || matches!(word, "article's" | "вэд" | "указ" | "указа" | "закон" | "место" | "рейс" | "کد" | "شماره" | "صفحه")
}

/// A length of time in years, for one of it.
pub(super) fn time_unit(word: &str) -> Option<f64> {
    Some(match word {
        "year" | "years" | "лет" | "год" | "года" | "годов" | "سال" => 1.0,
        "month" | "months" | "месяц" | "месяца" | "месяцев" | "ماه" => 1.0 / 12.0,
        "quarter" | "quarters" | "квартал" | "квартала" | "кварталов" => 0.25,
        "week" | "weeks" | "недель" | "недели" => 7.0 / 365.2425,
        "day" | "days" | "дней" | "дня" | "день" | "روز" => 1.0 / 365.2425,
        _ => return None,
    })
}
