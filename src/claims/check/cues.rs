//! The words that tell what a number is to its neighbors: hedges, directions, comparisons, flows, goals.

use super::lexicon::{like_one_of, one_of};
use super::relation::Sign;
use crate::trade::Hedge;

/// Hedges of one or more words, set apart by bars.
const HEDGES: [(&str, Hedge); 4] = [
    (
        "more than|in excess of|a little over|just over|slightly over|well over|well above|over|above|\
         exceeding|upwards of|slightly more than|somewhat more than|чуть более чем|чуть более|\
         чуть больше|более чем|больше чем|более|больше|свыше|بیش از|بیشتر از",
        Hedge::Over,
    ),
    (
        "at least|no less than|not less than|не менее чем|не менее|не меньше|دست‌کم|حداقل",
        Hedge::AtLeast,
    ),
    (
        "just under|just below|a little under|slightly under|slightly less than|just shy of|close to|\
         almost|nearly|virtually|почти|чуть менее|чуть меньше|без малого|نزدیک به|قریب به",
        Hedge::Almost,
    ),
    (
        "about|around|roughly|approximately|some|circa|an estimated|около|примерно|приблизительно|\
         порядка|ориентировочно|حدود|تقریبا|تقریباً",
        Hedge::About,
    ),
];

/// The hedge that ends these words, and how many of them it takes; the longest counts.
pub(super) fn hedge_at_end(words: &[&str]) -> Option<(Hedge, usize)> {
    let phrases = HEDGES.iter().flat_map(|(list, hedge)| list.split('|').map(move |p| (p, *hedge)));
    let ends = |phrase: &str| {
        let count = phrase.split(' ').count();
        let start = words.len().checked_sub(count)?;
        phrase.split(' ').eq(words[start..].iter().copied()).then_some(count)
    };
    let found = phrases.filter_map(|(phrase, hedge)| Some((hedge, ends(phrase)?)));
    found.max_by_key(|(_, count)| *count)
}

/// Verbs that say that something rose or fell, finite forms only.
pub(super) fn verb_direction(word: &str) -> Option<Sign> {
    const UP: &str = "rose rise rises risen rising grew grow grows grown increased increases \
                      climbed climb climbs jumped surged soared expanded widened widens ballooned swelled rocketed \
                      skyrocketed spiked advanced rebounded вырос выросла выросло выросли возрос";
    const UP_STEMS: &str = "увеличил возрос повысил поднял подскоч прибав выраст взлетел подрос нарасти \
                            расширил подорожал окреп";
    const DOWN: &str = "fell fall falls fallen falling declined declines decreased decreases \
                        dropped drops shrank contracted slid plunged slumped narrowed narrows dipped slipped sank \
                        tumbled collapsed plummeted crashed";
    const DOWN_STEMS: &str = "снизил упал сократил уменьшил просел рухнул понизил опустил обвалил сузил \
                              подешевел ослаб";
    match () {
        () if one_of!(UP, word) || like_one_of!(UP_STEMS, word) => Some(Sign::Up),
        () if one_of!(DOWN, word) || like_one_of!(DOWN_STEMS, word) => Some(Sign::Down),
        () => None,
    }
}

/// Any word of direction: verbs, nouns and comparatives.
pub(super) fn direction(word: &str) -> Option<Sign> {
    const UP: &str = "increase increasing up growth growing gain gained gains jump surge climb expand \
                      expansion higher more above greater larger rising boosted upward advance \
                      advanced raised lifted hiked edged widening uptick rebound boost plus больше выше рост роста ростом прирост подъем плюс افزایش رشد بیشتر";
    const UP_STEMS: &str = "увелич повы растет росл нараст расшир приросл взлет ускор";
    const DOWN: &str = "decrease decline declining down drop dropping shrunk contraction slump \
                        plunge plummeting cut cuts trimmed lowered slowed eased easing narrowing dip lower less below fewer smaller loss reduction \
                        reduced lost меньше ниже падение падением спад минус کاهش کمتر افت";
    const DOWN_STEMS: &str =
        "сниж снизи сокращ сократи уменьш падает потеря пониж понизи сузи замедл";
    match verb_direction(word) {
        Some(sign) => Some(sign),
        None if exceeds(word) => Some(Sign::Up),
        None if one_of!(UP, word) || like_one_of!(UP_STEMS, word) => Some(Sign::Up),
        None if one_of!(DOWN, word) || like_one_of!(DOWN_STEMS, word) => Some(Sign::Down),
        None => None,
    }
}

/// Comparatives that need a "than", a base or nothing: "11 percent below", "на 12 % больше".
pub(super) fn comparative(word: &str) -> Option<Sign> {
    const UP: &str = "more higher above greater larger over больше выше более بیشتر بالاتر";
    const DOWN: &str = "less lower below fewer smaller under меньше ниже менее کمتر پایین‌تر";
    match () {
        () if one_of!(UP, word) => Some(Sign::Up),
        () if one_of!(DOWN, word) => Some(Sign::Down),
        () => None,
    }
}

/// Goods that leave.
pub(super) fn is_export(word: &str) -> bool {
    one_of!("sold sales فروخت", word) || like_one_of!("export экспорт صادر продал вывез", word)
}

/// Goods that enter.
pub(super) fn is_import(word: &str) -> bool {
    one_of!("bought purchases خرید", word) || like_one_of!("import импорт وارد купил ввез", word)
}

/// Both directions together.
pub(super) fn is_turnover(word: &str) -> bool {
    one_of!("turnover trade commerce total totaled totalled всего تجارت مبادلات", word)
        || like_one_of!("товарооборот оборот торговл", word)
}

/// A word for a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Balance {
    Surplus,
    Deficit,
    /// "Balance", which tells no sign.
    Unsigned,
}

impl Balance {
    pub fn sign(self) -> Option<Sign> {
        match self {
            Self::Surplus => Some(Sign::Up),
            Self::Deficit => Some(Sign::Down),
            Self::Unsigned => None,
        }
    }
}

/// A stated balance.
pub(super) fn balance(word: &str) -> Option<Balance> {
    match () {
        () if one_of!("surplus مازاد", word) || word.starts_with("профицит") => {
            Some(Balance::Surplus)
        }
        () if one_of!("deficit gap shortfall کسری", word) || word.starts_with("дефицит") => {
            Some(Balance::Deficit)
        }
        () if one_of!("balance تراز", word) || word.starts_with("сальдо") => {
            Some(Balance::Unsigned)
        }
        () => None,
    }
}

/// "Positive", "отрицательное": the sign of a balance in an adjective.
pub(super) fn balance_adjective(word: &str) -> Option<Sign> {
    match () {
        () if word == "positive" || word.starts_with("положительн") => Some(Sign::Up),
        () if word == "negative" || word.starts_with("отрицательн") => Some(Sign::Down),
        () => None,
    }
}

/// "Exceeded", "превысил": what stands before is more than what stands behind.
pub(super) fn exceeds(word: &str) -> bool {
    one_of!("exceeded exceeds exceed exceeding surpassed surpasses outstripped topped", word)
        || like_one_of!("превыси превыш превосход перевыполн", word)
}

/// Words of plans: the level is a goal, not a measurement.
pub(super) fn is_goal(word: &str) -> bool {
    const WORDS: &str = "plan plans planned planning aim aims aimed aiming hope hopes hoped план плана \
                         плану планом планы планов цель цели целью целей целям целевой هدف برنامه \
                         predicted projected budget";
    const STEMS: &str =
        "target goal intend ambition forecast expect планир намер прогноз ожида довести";
    one_of!(WORDS, word) || like_one_of!(STEMS, word)
}
