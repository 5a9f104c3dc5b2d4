//! Pages on ledgers: figures, targets, claims. Nothing but words.

/// Code and page.
pub(super) static PAGES: &[(&str, &str)] = &[
    (
        "L101",
        r#"The word before a number is not one whose reach is known.
Why: "almost 80" is an interval. A word without a reach has none, and a guess would enter every result.
Example: `roughly` in the column `hedge`.
What to do: use one of the words that the message lists. How far each reaches is set in bilat.toml."#,
    ),
    (
        "L102",
        r#"A claim or figure leaves out something that it rests on: base, scope, period, or what it is derived from.
Why: without it nobody can recompute the claim. Its verdict is `undetermined`.
Example: "doubled", and no figure for the year before.
What to do: add what the speaker said, or leave the claim open."#,
    ),
    (
        "L103",
        r#"The multiple has two readings.
Why: "five times more" is five times as much to some and six times to others.
Example: from 10, five times more: 50 or 60.
A verdict is given only where both readings agree.
What to do: quote the numbers, or ask what was meant."#,
    ),
    (
        "L104",
        r#"A fall of more than 100 % does not exist, for a flow that cannot be negative.
Why: whoever says "fell by 500 %" means something else, mostly a fall to a fifth.
Example: "imports fell by 500 %".
What to do: find the two numbers and state the fall between them."#,
    ),
    (
        "L105",
        r#"The words say more and the numbers say less, or the other way round.
Why: the sign is what readers remember of a sentence. The verdict is `sign_error`.
Example: "134.1, which is 42.6 more than 176.7".
What to do: correct the word, or ask which of the numbers is wrong."#,
    ),
    (
        "L106",
        r#"A statement is repeated with a wider or narrower scope than it was made with.
Why: a target for all trade is not a target for farm goods, and cannot be met by them.
Example: "$10 billion by 2030" said of turnover, retold as exports of food.
Both rows are kept; attainment is measured on the scope of the original.
What to do: cite the original, or give its scope."#,
    ),
    (
        "L107",
        r#"Two statements about one thing in one period cannot both be true.
Why: their intervals, hedges included, do not meet. Choosing one in silence would hide the dispute.
Example: 560 and "over 1,000" million for the same year.
What to do: show both. If one must stand for a period, declare it with `precedence` in the ledger."#,
    ),
    (
        "L109",
        r"A statement has no address or no date.
Why: a reader cannot look it up. It stands in the chart as uncited.
Example: a row of figures.csv with an empty `source_url`.
What to do: add where and when it was said.",
    ),
    (
        "L110",
        r#"A sentence and its translation give different numbers.
Why: readers of one language are told another thing than readers of the other.
Example: "3 billion" in English, "3 млн" in Russian.
What to do: correct the wrong one: the numbers are listed with their places."#,
    ),
    (
        "L111",
        r#"A number of a sentence does not follow from the other numbers of the same sentence.
Why: a reader who computes after the author finds the slip. From 875 to 863 is a fall of 1.3 to 1.5 %,
whatever was rounded.
Example: a printed "fell by 1.7 %, from 875 to 863". The computation and a wording with the right number are
given.
What to do: correct the number, or the numbers that it is made of."#,
    ),
    (
        "L112",
        r#"A sentence says something that could be computed, but an input is missing or the words have two readings.
Why: what cannot be recomputed cannot be held true or false; nothing is called wrong.
Example: "80 million, double the year before" names no base.
What to do: name the base or the period, or leave the sentence as it is."#,
    ),
    (
        "L113",
        r#"A sentence was recomputed and agrees with its own numbers within their rounding.
Why: it is told so that one sees what was checked. It says nothing of whether the numbers themselves are true.
Example: "753.8 against 495.2, up 52 %".
What to do: nothing."#,
    ),
    (
        "L114",
        r"The ledger of claims expects one verdict and the check reaches another.
Why: either the row was typed with a slip, or the check reads the sentence otherwise than its keeper.
Example: `expected_verdict` is `consistent`, the check says `sign_error`.
What to do: compare `numbers` with the sentence, then correct the row or its expected verdict.",
    ),
    (
        "L115",
        r"The desk holds a number for the pair, measure and year that a sentence names, or a target of that amount and
year.
Why: both are shown side by side; a source that differs is no proof that the sentence is wrong.
Example: a sentence says 1 billion for 2024, the ledger has 239 million too.
What to do: name the source beside the number.",
    ),
    (
        "L204",
        r"The target ends before its baseline does.
Why: no growth leads back in time; one of the dates is wrong.
Example: baseline 2024, deadline 2023. The record is not used.
What to do: correct the dates, after the source.",
    ),
    (
        "L205",
        r"A growth or share is written as a bare number that can be a percentage or a multiple.
Why: 7 as a fraction is 700 %. The two differ by a factor of 100.
Example: `7` in the column `growth`. The record is not used.
What to do: write `7%` or `0.07`.",
    ),
];
