//! Ratios, parts and ranks as words: "sixfold", "вшестеро", «یک‌ششم». A ratio that no word says within a twentieth
//! gets "more than" before the next lower one; what has no word at all stays a number and is refused here.

use super::{Lang, Numbers};

/// How far a ratio may lie from its word, as a share of the word; the reach of "double" in the desk's hedges.
const REACH: f64 = 0.05;
/// Ratios above this are counted, not spelled.
const SPELLED: u32 = 10;

const EN_FOLD: [&str; 9] = [
    "twofold",
    "threefold",
    "fourfold",
    "fivefold",
    "sixfold",
    "sevenfold",
    "eightfold",
    "ninefold",
    "tenfold",
];
const EN_TIMES: [&str; 9] = [
    "twice",
    "three times",
    "four times",
    "five times",
    "six times",
    "seven times",
    "eight times",
    "nine times",
    "ten times",
];
const RU_FOLD: [&str; 9] = [
    "вдвое",
    "втрое",
    "вчетверо",
    "впятеро",
    "вшестеро",
    "всемеро",
    "ввосьмеро",
    "вдевятеро",
    "вдесятеро",
];
const FA_COUNT: [&str; 9] = ["دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"];

const EN_PART: [&str; 9] = [
    "half",
    "a third",
    "a quarter",
    "a fifth",
    "a sixth",
    "a seventh",
    "an eighth",
    "a ninth",
    "a tenth",
];
/// Nominative, accusative, genitive.
const RU_PART: [[&str; 3]; 9] = [
    ["половина", "половину", "половины"],
    ["треть", "треть", "трети"],
    ["четверть", "четверть", "четверти"],
    ["пятая часть", "пятую часть", "пятой части"],
    ["шестая часть", "шестую часть", "шестой части"],
    ["седьмая часть", "седьмую часть", "седьмой части"],
    ["восьмая часть", "восьмую часть", "восьмой части"],
    ["девятая часть", "девятую часть", "девятой части"],
    ["десятая часть", "десятую часть", "десятой части"],
];
const FA_PART: [&str; 9] =
    ["نیمی", "یک‌سوم", "یک‌چهارم", "یک‌پنجم", "یک‌ششم", "یک‌هفتم", "یک‌هشتم", "یک‌نهم", "یک‌دهم"];

const EN_RANK: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const FA_RANK: [&str; 10] =
    ["نخست", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم"];

/// A count that a ratio or a part is said with, and whether the number lies beyond it.
struct Said {
    count: u32,
    more: bool,
}

/// The whole number that says a ratio of at least almost two.
fn said(ratio: f64) -> Option<Said> {
    let near = ratio.round();
    if (2.0..1e6).contains(&near) && (ratio / near - 1.0).abs() <= REACH {
        return Some(Said { count: near as u32, more: false });
    }
    let under = ratio.floor();
    (2.0..1e6).contains(&under).then_some(Said { count: under as u32, more: true })
}

impl Numbers {
    /// A ratio as an adverb: "sixfold", "вшестеро", «شش برابر»; `None` for what is not said so.
    #[must_use]
    pub fn fold_word(self, ratio: f64) -> Option<String> {
        let Said { count, more } = said(ratio)?;
        let word = match self.lang {
            Lang::En => spelled(&EN_FOLD, count).unwrap_or_else(|| format!("{count}-fold")),
            Lang::Ru | Lang::Fa => self.counted_times(count),
        };
        Some(self.beyond(more, word))
    }

    /// A ratio before "as much": "three times", "втрое", «سه برابر»; `None` for what is not said so.
    #[must_use]
    pub fn times_word(self, ratio: f64) -> Option<String> {
        let Said { count, more } = said(ratio)?;
        let word = match self.lang {
            Lang::En => spelled(&EN_TIMES, count).unwrap_or_else(|| format!("{count} times")),
            Lang::Ru | Lang::Fa => self.counted_times(count),
        };
        Some(self.beyond(more, word))
    }

    /// A share as a part: "a sixth", "шестая часть", «یک‌ششم»; `accusative` matters in Russian alone.
    #[must_use]
    pub fn part_word(self, share: f64, accusative: bool) -> Option<String> {
        if !(0.09..=0.55).contains(&share) {
            return None;
        }
        let near = (1.0 / share).round();
        let exact = (share * near - 1.0).abs() <= REACH;
        let count = if exact { near } else { (1.0 / share).ceil() };
        let index = (count as usize).checked_sub(2)?;
        let russian = RU_PART.get(index)?;
        let word = match self.lang {
            Lang::En => EN_PART[index],
            Lang::Ru if exact => russian[usize::from(accusative)],
            Lang::Ru => russian[2],
            Lang::Fa => FA_PART[index],
        };
        Some(self.beyond(!exact, word.to_owned()))
    }

    /// A place in an order: "fourth", "4-е", «چهارم».
    #[must_use]
    pub fn rank_word(self, rank: u32) -> Option<String> {
        let index = (rank as usize).checked_sub(1)?;
        let digits = self.full(i64::from(rank));
        Some(match self.lang {
            Lang::En => EN_RANK
                .get(index)
                .map_or_else(|| format!("{rank}{}", english_ending(rank)), |w| (*w).to_owned()),
            Lang::Ru => format!("{digits}-е"),
            Lang::Fa => {
                FA_RANK.get(index).map_or_else(|| format!("{digits}م"), |w| (*w).to_owned())
            }
        })
    }

    fn counted_times(self, count: u32) -> String {
        if self.lang != Lang::Ru {
            let number = spelled(&FA_COUNT, count).unwrap_or_else(|| self.full(i64::from(count)));
            return format!("{number} برابر");
        }
        spelled(&RU_FOLD, count).unwrap_or_else(|| {
            let times = match (count % 10, count % 100) {
                (_, 11..=14) => "раз",
                (2..=4, _) => "раза",
                _ => "раз",
            };
            format!("в\u{a0}{count}\u{a0}{times}")
        })
    }

    fn beyond(self, more: bool, word: String) -> String {
        let hedge = ["more than", "более чем", "بیش از"][self.lang as usize];
        match (more, self.lang) {
            (false, _) => word,
            // "более половины" takes the genitive, "более чем вдвое" an adverb.
            (true, Lang::Ru) if RU_PART.iter().any(|forms| forms[2] == word) => {
                format!("более {word}")
            }
            (true, _) => format!("{hedge} {word}"),
        }
    }
}

fn spelled(words: &[&str], count: u32) -> Option<String> {
    (2..=SPELLED).contains(&count).then(|| words[count as usize - 2].to_owned())
}

fn english_ending(rank: u32) -> &'static str {
    match (rank % 10, rank % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::strip_controls;

    fn each(say: impl Fn(Numbers) -> Option<String>) -> [String; 3] {
        Lang::ALL.map(|lang| strip_controls(&say(Numbers::of(lang)).unwrap_or_default()))
    }

    #[test]
    fn ratios_are_said_by_the_nearest_word_or_as_more_than_the_one_below() {
        assert_eq!(each(|n| n.fold_word(6.25)), ["sixfold", "вшестеро", "شش برابر"]);
        assert_eq!(
            each(|n| n.fold_word(3.5)),
            ["more than threefold", "более чем втрое", "بیش از سه برابر"]
        );
        assert_eq!(each(|n| n.fold_word(12.1)), ["12-fold", "в\u{a0}12\u{a0}раз", "۱۲ برابر"]);
        assert_eq!(each(|n| n.fold_word(22.0))[1], "в\u{a0}22\u{a0}раза");
        assert_eq!(each(|n| n.times_word(1.97)), ["twice", "вдвое", "دو برابر"]);
        assert_eq!(each(|n| n.fold_word(1.4)), [""; 3]);
    }

    #[test]
    fn parts_and_ranks_have_their_words() {
        assert_eq!(each(|n| n.part_word(0.168, false)), ["a sixth", "шестая часть", "یک‌ششم"]);
        assert_eq!(each(|n| n.part_word(0.5, true)), ["half", "половину", "نیمی"]);
        assert_eq!(
            each(|n| n.part_word(0.37, false)),
            ["more than a third", "более трети", "بیش از یک‌سوم"]
        );
        assert_eq!(each(|n| n.part_word(0.02, false)), [""; 3]);
        assert_eq!(each(|n| n.rank_word(4)), ["fourth", "4-е", "چهارم"]);
        assert_eq!(each(|n| n.rank_word(12)), ["12th", "12-е", "۱۲م"]);
    }
}
