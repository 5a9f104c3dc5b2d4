//! The words of measures and of numbers' names, in English, Russian and Persian. Lists only, no grammar.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A list of words, set apart by spaces, that is split once.
pub(super) struct Words {
    text: &'static str,
    set: OnceLock<BTreeSet<&'static str>>,
}

impl Words {
    pub const fn new(text: &'static str) -> Self {
        Self { text, set: OnceLock::new() }
    }

    pub fn holds(&self, word: &str) -> bool {
        let set = || self.text.split_whitespace().collect();
        !word.is_empty() && self.set.get_or_init(set).contains(word)
    }
}

/// Beginnings of words by their first letter.
pub(super) struct Stems {
    text: &'static str,
    by_letter: OnceLock<BTreeMap<char, Vec<&'static str>>>,
}

impl Stems {
    pub const fn new(text: &'static str) -> Self {
        Self { text, by_letter: OnceLock::new() }
    }

    pub fn begin(&self, word: &str) -> bool {
        let by_letter = self.by_letter.get_or_init(|| {
            let mut found: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
            for stem in self.text.split_whitespace() {
                found.entry(stem.chars().next().unwrap_or_default()).or_default().push(stem);
            }
            found
        });
        let stems = word.chars().next().and_then(|letter| by_letter.get(&letter));
        stems.is_some_and(|stems| stems.iter().any(|stem| word.starts_with(stem)))
    }
}

/// What words stand for, by lists of words with one meaning.
struct Meanings<T: 'static> {
    lists: &'static [(&'static str, T)],
    by_word: OnceLock<BTreeMap<&'static str, T>>,
}

impl<T: Copy> Meanings<T> {
    const fn new(lists: &'static [(&'static str, T)]) -> Self {
        Self { lists, by_word: OnceLock::new() }
    }

    fn of(&self, word: &str) -> Option<T> {
        let split = || {
            let pairs = |(words, meaning): &(&'static str, T)| {
                let meaning = *meaning;
                words.split_whitespace().map(move |word| (word, meaning))
            };
            self.lists.iter().flat_map(pairs).collect()
        };
        self.by_word.get_or_init(split).get(word).copied()
    }
}

/// Whether a constant list of words, set apart by spaces, holds a word.
macro_rules! one_of {
    ($list:expr, $word:expr $(,)?) => {{
        static LIST: $crate::claims::check::lexicon::Words =
            $crate::claims::check::lexicon::Words::new($list);
        LIST.holds($word)
    }};
}

/// Whether a word begins like one of a constant list.
macro_rules! like_one_of {
    ($list:expr, $word:expr $(,)?) => {{
        static LIST: $crate::claims::check::lexicon::Stems =
            $crate::claims::check::lexicon::Stems::new($list);
        LIST.begin($word)
    }};
}

pub(super) use {like_one_of, one_of};

/// Whether a list of words, set apart by spaces, holds this one.
pub(super) fn is_listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}

/// Whether the word begins like one of these.
pub(super) fn begins_like(stems: &str, word: &str) -> bool {
    stems.split(' ').any(|stem| word.starts_with(stem))
}

/// Multiples of a thousand as words and abbreviations.
pub(super) fn scale(word: &str) -> Option<f64> {
    static SCALES: Meanings<f64> = Meanings::new(&[
        ("thousand k тыс هزار", 1e3),
        ("million mln mn m млн میلیون", 1e6),
        ("billion bln bn b млрд میلیارد", 1e9),
        ("trillion trn tn трлн تریلیون", 1e12),
        ("lakh lakhs", 1e5),
        ("crore crores", 1e7),
    ]);
    const STEMS: [(&str, f64); 4] =
        [("тысяч", 1e3), ("миллион", 1e6), ("миллиард", 1e9), ("триллион", 1e12)];
    let begins = |(stem, _): &&(&str, f64)| word.starts_with(stem);
    SCALES.of(word).or_else(|| STEMS.iter().find(begins).map(|(_, factor)| *factor))
}

/// Letters that are a scale only right behind a number or a currency.
pub(super) fn is_short_scale(word: &str) -> bool {
    one_of!("k m b", word)
}

/// A currency by its sign or word.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    static WORDS: Meanings<&str> = Meanings::new(&[
        ("$ usd dollar dollars долл دلار دالر", "USD"),
        ("€ eur euro euros евро یورو", "EUR"),
        ("₽ rub ruble rubles rouble roubles руб روبل", "RUB"),
        ("£ gbp", "GBP"),
        ("afghani afghanis афгани افغانی", "AFN"),
        ("rupee rupees rs inr ₹ روپیه", "INR"),
        ("yuan rmb cny ¥ یوان", "CNY"),
        ("lira liras лир лиры", "TRY"),
        ("сумов сума", "UZS"),
        ("dirham dirhams aed", "AED"),
        ("tenge тенге", "KZT"),
        ("ریال", "IRR"),
        ("تومان", "IRT"),
    ]);
    const STEMS: [(&str, &str); 5] =
        [("доллар", "USD"), ("рубл", "RUB"), ("рупи", "INR"), ("юан", "CNY"), ("дирхам", "AED")];
    let begins = |(stem, _): &&(&str, &'static str)| word.starts_with(stem);
    WORDS.of(word).or_else(|| STEMS.iter().find(begins).map(|(_, code)| *code))
}

/// A unit of goods, and how many of it the word says: a kilotonne is a thousand tonnes.
pub(super) fn goods(word: &str) -> Option<(&'static str, f64)> {
    static GOODS: Meanings<(&str, f64)> = Meanings::new(&[
        ("tons ton tonnes tonne mt t т تن", ("t", 1.0)),
        ("kt кт", ("t", 1e3)),
        ("mmt", ("t", 1e6)),
        ("kg kilograms кг کیلوگرم", ("kg", 1.0)),
        ("barrels barrel bpd bbl bbls баррелей بشکه", ("bbl", 1.0)),
        ("bcm", ("m3", 1e9)),
        ("mcm", ("m3", 1e6)),
        ("kwh квтч", ("kWh", 1.0)),
        ("mwh мвтч", ("kWh", 1e3)),
        ("gwh гвтч", ("kWh", 1e6)),
        ("twh твтч", ("kWh", 1e9)),
        ("cents cent цент центов цента", ("cent", 1.0)),
    ]);
    GOODS.of(word).or_else(|| match () {
        () if word.starts_with("тонн") => Some(("t", 1.0)),
        () if word.starts_with("кубометр") => Some(("m3", 1.0)),
        () => None,
    })
}

/// A small number written out, for multiples and round amounts.
pub(super) fn small_number(word: &str) -> Option<u32> {
    const ENGLISH: &str = "one two three four five six seven eight nine ten eleven twelve thirteen \
                           fourteen fifteen sixteen seventeen eighteen nineteen twenty";
    const RUSSIAN: &str = "один два три четыре пять шесть семь восемь девять десять одиннадцать \
                           двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать \
                           восемнадцать девятнадцать двадцать";
    const PERSIAN: &str = "یک دو سه چهار پنج شش هفت هشت نه ده";
    static NUMBERS: OnceLock<BTreeMap<&'static str, u32>> = OnceLock::new();
    let count = || {
        let lists = [ENGLISH, RUSSIAN, PERSIAN].into_iter();
        lists.flat_map(|list| list.split_whitespace().zip(1..)).collect()
    };
    NUMBERS.get_or_init(count).get(word).copied()
}

/// A multiple in one word ("doubled", "впятеро", "tenfold"), in tenths.
pub(super) fn multiple_word(word: &str) -> Option<i128> {
    static WORDS: Meanings<i128> = Meanings::new(&[
        ("twice вдвое", 20),
        ("втрое", 30),
        ("вчетверо", 40),
        ("впятеро", 50),
        ("вшестеро", 60),
        ("halved halving halve halves", 5),
    ]);
    const STEMS: [(&str, i128); 6] = [
        ("doubl удво двукратн", 20),
        ("tripl trebl утрои трехкратн", 30),
        ("quadrupl учетвери", 40),
        ("quintupl пятикратн", 50),
        ("sextupl", 60),
        ("десятикратн удесятер", 100),
    ];
    if let Some(number) = word.strip_suffix("fold").and_then(small_number) {
        return Some(i128::from(number) * 10);
    }
    let begins = |(stems, _): &&(&str, i128)| begins_like(stems, word);
    WORDS.of(word).or_else(|| STEMS.iter().find(begins).map(|(_, tenths)| *tenths))
}

/// Months, whose numbers are days.
pub(super) fn is_month(word: &str) -> bool {
    const STEMS: &str = "januar februar march april june july august septem octob novem decem январ \
                         феврал март апрел июн июл август сентябр октябр ноябр декабр مارس";
    const WORDS: &str = "may jan feb mar apr jun jul aug sep sept oct nov dec май мае мая hamal \
                         sawr jawza saratan asad sunbula mizan aqrab qaws jadi dalw hut ژانویه \
                         فوریه آوریل ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر";
    one_of!(WORDS, word) || like_one_of!(STEMS, word)
}

/// Words whose number is a name: codes, pages, articles, telephones.
pub(super) fn names_a_number(word: &str) -> bool {
    const WORDS: &str = "hs code codes no nos number article chapter page pages phone tel fax item \
                         paragraph section heading subheading rev revision version resolution \
                         flight room table figure chart route highway rank ranked place order act \
                         law decree isin iso код кода коду статья статьи пункт пункта глава стр тел \
                         тнвэд вэд указ указа закон место рейс کد شماره صفحه";
    one_of!(WORDS, word)
}

/// A length of time in years, for one of it.
pub(super) fn time_unit(word: &str) -> Option<f64> {
    static UNITS: Meanings<f64> = Meanings::new(&[
        ("year years лет год года годов سال", 1.0),
        ("month months месяц месяца месяцев ماه", 1.0 / 12.0),
        ("quarter quarters квартал квартала кварталов", 0.25),
        ("week weeks недель недели", 7.0 / 365.2425),
        ("day days дней дня день روز", 1.0 / 365.2425),
    ]);
    UNITS.of(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_look_alike_are_not_taken() {
        assert_eq!(currency("afghanistan"), None);
        assert_eq!(currency("european"), None);
        assert_eq!(multiple_word("утром"), None);
        assert_eq!(multiple_word("twelvefold"), Some(120));
        assert_eq!(currency("долларов"), Some("USD"));
    }
}
