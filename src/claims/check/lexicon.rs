//! The words of measures and of numbers' names, in English, Russian and Persian. Lists only, no grammar.

/// Whether a list of words, set apart by spaces, holds this one.
pub(super) fn one_of(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}

/// Whether the word begins like one of these.
pub(super) fn like_one_of(stems: &str, word: &str) -> bool {
    stems.split(' ').any(|stem| word.starts_with(stem))
}

/// Multiples of a thousand as words and abbreviations.
pub(super) fn scale(word: &str) -> Option<f64> {
    const THOUSAND: &str = "thousand k тыс هزار";
    const MILLION: &str = "million mln mn m млн میلیون";
    const BILLION: &str = "billion bln bn b млрд میلیارد";
    const TRILLION: &str = "trillion trn tn трлн تریلیون";
    match () {
        () if one_of(THOUSAND, word) || word.starts_with("тысяч") => Some(1e3),
        () if one_of(MILLION, word) || word.starts_with("миллион") => Some(1e6),
        () if one_of(BILLION, word) || word.starts_with("миллиард") => Some(1e9),
        () if one_of(TRILLION, word) || word.starts_with("триллион") => Some(1e12),
        () => None,
    }
}

/// Letters that are a scale only right behind a number or a currency.
pub(super) fn is_short_scale(word: &str) -> bool {
    one_of("k m b", word)
}

/// A currency by its sign or word.
pub(super) fn currency(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 11] = [
        ("$ usd dollar dollars долл دلار دالر", "USD"),
        ("€ eur euro euros евро یورو", "EUR"),
        ("₽ rub ruble rubles rouble roubles руб روبل", "RUB"),
        ("£ gbp", "GBP"),
        ("afghani afghanis афгани افغانی", "AFN"),
        ("rupee rupees روپیه", "INR"),
        ("yuan یوان", "CNY"),
        ("dirham dirhams", "AED"),
        ("tenge тенге", "KZT"),
        ("ریال", "IRR"),
        ("تومان", "IRT"),
    ];
    const STEMS: [(&str, &str); 5] =
        [("доллар", "USD"), ("рубл", "RUB"), ("рупи", "INR"), ("юан", "CNY"), ("дирхам", "AED")];
    let whole = WORDS.iter().find(|(words, _)| one_of(words, word));
    whole.or_else(|| STEMS.iter().find(|(stem, _)| word.starts_with(stem))).map(|(_, code)| *code)
}

/// A unit of goods.
pub(super) fn goods(word: &str) -> Option<&'static str> {
    match () {
        () if one_of("tons ton tonnes tonne mt т تن", word) || word.starts_with("тонн") => {
            Some("t")
        }
        () if one_of("kg kilograms кг کیلوگرم", word) => Some("kg"),
        () if one_of("barrels barrel баррелей بشکه", word) => Some("bbl"),
        () => None,
    }
}

/// A small number written out, for multiples and round amounts.
pub(super) fn small_number(word: &str) -> Option<u32> {
    const ENGLISH: &str = "one two three four five six seven eight nine ten eleven twelve thirteen \
                           fourteen fifteen sixteen seventeen eighteen nineteen twenty";
    const RUSSIAN: &str = "один два три четыре пять шесть семь восемь девять десять одиннадцать \
                           двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать \
                           восемнадцать девятнадцать двадцать";
    const PERSIAN: &str = "یک دو سه چهار پنج شش هفت هشت نه ده";
    let place = |list: &str| list.split(' ').position(|known| known == word);
    let index = place(ENGLISH).or_else(|| place(RUSSIAN)).or_else(|| place(PERSIAN))?;
    u32::try_from(index + 1).ok()
}

/// A multiple in one word ("doubled", "впятеро", "tenfold"), in tenths.
pub(super) fn multiple_word(word: &str) -> Option<i128> {
    const WORDS: [(&str, i128); 6] = [
        ("twice вдвое", 20),
        ("втрое", 30),
        ("вчетверо", 40),
        ("впятеро", 50),
        ("вшестеро", 60),
        ("halved halving", 5),
    ];
    const STEMS: [(&str, i128); 6] = [
        ("doubl удво двукратн", 20),
        ("tripl trebl утрои трехкратн", 30),
        ("quadrupl учетвери", 40),
        ("quintupl пятикратн", 50),
        ("sextupl", 60),
        ("десятикратн", 100),
    ];
    if let Some(number) = word.strip_suffix("fold").and_then(small_number) {
        return Some(i128::from(number) * 10);
    }
    let whole = WORDS.iter().find(|(words, _)| one_of(words, word));
    whole.or_else(|| STEMS.iter().find(|(stems, _)| like_one_of(stems, word))).map(|(_, n)| *n)
}

/// Months, whose numbers are days.
pub(super) fn is_month(word: &str) -> bool {
    const STEMS: &str = "januar februar march april june july august septem octob novem decem январ \
                         феврал март апрел июн июл август сентябр октябр ноябр декабр مارس";
    const WORDS: &str = "may jan feb mar apr jun jul aug sep sept oct nov dec май мае мая hamal \
                         sawr jawza saratan asad sunbula mizan aqrab qaws jadi dalw hut ژانویه \
                         فوریه آوریل ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر";
    one_of(WORDS, word) || like_one_of(STEMS, word)
}

/// Words whose number is a name: codes, pages, articles, telephones.
pub(super) fn names_a_number(word: &str) -> bool {
    const WORDS: &str = "hs code codes no nos number article chapter page pages phone tel fax item \
                         paragraph section heading subheading rev revision version resolution \
                         flight room table figure chart route highway rank ranked place order act \
                         law decree isin iso код кода коду статья статьи пункт пункта глава стр тел \
                         тнвэд вэд указ указа закон место рейс کد شماره صفحه";
    one_of(WORDS, word)
}

/// A length of time in years, for one of it.
pub(super) fn time_unit(word: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 5] = [
        ("year years лет год года годов سال", 1.0),
        ("month months месяц месяца месяцев ماه", 1.0 / 12.0),
        ("quarter quarters квартал квартала кварталов", 0.25),
        ("week weeks недель недели", 7.0 / 365.2425),
        ("day days дней дня день روز", 1.0 / 365.2425),
    ];
    UNITS.iter().find(|(words, _)| one_of(words, word)).map(|(_, years)| *years)
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
