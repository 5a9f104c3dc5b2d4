//! Pages on sources: columns, units, numbers, codes, names. Nothing but words.

/// Code and page.
pub(super) static PAGES: &[(&str, &str)] = &[
    (
        "S101",
        r"A column that is needed is not in the header, or the header is not where it should be.
Why: without it the rows have no reporter, no period or no value. Columns are never guessed by position.
Example: the title `Exports of flour, thousand USD` in line 1 and the names in line 4.
What to do: set `header_line = 4`, name the column under `[columns]`, or rename it. The nearest name is offered.",
    ),
    (
        "S102",
        r"Two columns have the same name; capitals make no difference.
Why: which of the two holds the values cannot be told.
Example: `year,value,Value`, or a table with years across that has 2019 twice.
What to do: rename one of them, after the source says which one holds.",
    ),
    (
        "S103",
        r"A column name holds characters without ink, or no character at all.
Why: `value` with a zero-width space is another name than `value`, and looks the same.
Example: U+FEFF inside the first name, after two files were joined.
Names are cleaned and used; a column without a name is not read.
What to do: nothing, if the cleaned name is the right one.",
    ),
    (
        "S104",
        r"No source knows this set of column names, two know it, or the named source does not exist.
Why: formats are told by their exact names, never by likeness; a wrong format gives wrong units and flows.
Example: an extract whose columns were renamed by hand.
What to do: set `format` in dataset.toml, or map the columns under `[columns]`.",
    ),
    (
        "S105",
        r#"Nothing says whether the values are dollars, thousands or millions.
Why: all three look alike. A wrong guess is wrong by a factor of 1,000, and growth hides it.
Example: `1650` in a column `value`: 1,650 dollars, 1.65 million or 1.65 billion.
Outside a desk, where nothing can be declared, this is a warning.
What to do: set `unit = "USD"`, `"USD thousand"` or `"USD million"`, as the publication says."#,
    ),
    (
        "S106",
        r"The file does not say who reports, who the partner is, which way goods went, or which values are mirror data.
Why: the same table is exports to one reader and imports to the next.
As a warning: values that partners told may stand among the reporter's own, without a mark.
Example: a partner list downloaded for one reporter, with no column that names it.
What to do: set `reporter`, `partner`, `flow` or `evidence` in dataset.toml.",
    ),
    (
        "S109",
        r"The file is the answer of a service that refused or cut the request.
As a warning: the number of rows is exactly a known limit of that service.
Why: rows beyond the limit are missing, and every total over the file is too small.
Example: a body with `count` 12,345 and 500 rows.
What to do: ask again in smaller parts (one reporter or one year each), or with a key.",
    ),
    (
        "S110",
        r"A line is a total, a note or the header once more, and not an observation.
Why: a total is counted together with its parts; a second header means that two files were joined.
Example: `Total,,,1234` as the last row.
As a note: rows of shares, indices or product groups stand beside money, and were left out.
What to do: remove the line. Totals are computed. After a second header, check for rows that came twice.",
    ),
    (
        "S201",
        r#"The number can be read in two ways, and no other cell of its column decides.
Why: the readings differ by a factor of 1,000. The record is not used; nothing is guessed.
Example: `1.234` alone: one thousand two hundred and thirty-four, or one and a quarter.
What to do: set `number_format = "1,234.56"` or `"1.234,56"`, by example, in dataset.toml."#,
    ),
    (
        "S202",
        r"The cells of a column contradict one another, or a single one of them decides for all.
As a warning: the style was taken from one line, which is named. As an error: nothing is used.
Why: read in the wrong style, some numbers would be 1,000 times too large.
Example: `1,234.50` in line 7 and `1.357,5` in line 12.
What to do: write the column in one style, or settle it with `number_format`.",
    ),
    (
        "S203",
        r"The cell is not a number, and is no mark of a missing or withheld one either.
Why: the record is not used, and a sum over it is missing rather than smaller.
Example: `5k`, `~5`, `1/2`, or `38.921,56` in a column of the other style.
What to do: correct the cell, set `number_format`, or list its mark under `missing` or `suppressed`.",
    ),
    (
        "S204",
        r#"A thousands mark stands where no thousands end.
Why: a digit may be lost, or the mark may be a decimal one.
Example: `1,23` or `12,34,567`.
What to do: correct the cell. Grouping as in India is read with `number_format = "12,34,567.89"`."#,
    ),
    (
        "S205",
        r"Letters or signs stand beside the number, and nothing says what they mean.
Why: a mark can mean provisional, estimated or confidential; joined to the digits it makes another number.
Example: `110p`, `45²`, `1,234*`. The second is never read as 452.
What to do: list the mark under `flags` in dataset.toml, after reading the producer's notes.",
    ),
    (
        "S208",
        r"As an error: the number is beyond what money can be counted in, 9.2e15 dollars.
As a warning: it has more than three decimals of a dollar and was rounded, half to even.
Why: money is counted in whole thousandths of a dollar, so that every sum is exact.
Example: `38921.123456` becomes 38921.123.
What to do: for the error, check unit and digits. For the warning, nothing.",
    ),
    (
        "S210",
        r"A commodity code does not have the form or length of its level.
Why: codes are text. Without its leading zero `010121` is another code, or a chapter.
Example: `10121`, `1.01E+05`, `1-Jan`: what spreadsheets make of codes.
What to do: take the file from its source again, and open it with that column as text.",
    ),
    (
        "S211",
        r#"An area, flow, classification, commodity or other name is not in its list.
Why: names are matched whole, never by likeness: Niger is not Nigeria, Guinea is not Guinea-Bissau.
Example: `Rusia`. The nearest known name is offered, and the record is not used.
As a note: a letter or word that looks like no area is taken as a code of your own.
What to do: write the ISO code, or name it under `[areas]` in dataset.toml: `"Россия" = "RUS"`."#,
    ),
    (
        "S212",
        r"A name holds characters that only look like its letters, or that have no ink.
Why: it would be an area of its own beside the one it looks like, with a part of that one's trade.
Example: `Frаnce` with the Cyrillic letter U+0430.
What to do: type the name again, or write its ISO code.",
    ),
    (
        "S213",
        r"The cell does not say which days the period covers, or says days that do not exist.
Why: `1403` is a solar year that begins in March 2024; `2021-22` begins in July or in April.
Example: month 13, `20`, `2021/22`. As a warning: `2020*` is read as 2020.
What to do: set `calendar` to `solar-hijri`, `fiscal-july` or `fiscal-april`, or write 2024, 2024-05, 2024-Q2.",
    ),
    (
        "S216",
        r"The unit in the cell is not known, or a ledger's value is in a unit that it cannot have.
Why: an amount without its unit is no amount.
Example: `$ mn.` where `USD million` is meant; a target in tonnes.
What to do: write one of the units that the message lists.",
    ),
    (
        "S217",
        r"One column of percentages holds 5, 0.05 and 5%.
Why: 0.07 may be 7 percent or 0.07 percent, which differ by a factor of 100. Nothing is used.
Example: line 4 holds `7`, line 9 holds `0.07`.
What to do: write the column in one scale.",
    ),
];
