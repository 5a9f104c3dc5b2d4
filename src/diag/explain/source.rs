//! Pages of the codes `S`: columns, units, numbers, codes, names, periods.

use super::Pages;

pub(super) static PAGES: Pages = &[
    ("S101", "A column that is needed is not in the file, or the first line holds no column names.
Titles and units above a table are common in hand-made sheets; the unit written there must not be lost.
Map the column under `[columns]`, or set `header_line` to the line of the names."),
    ("S102", "Two columns have the same name, also when they differ by case only.
Which of them is meant cannot be told, and readers differ: some take the first, some the last.
Rename one of them in the file."),
    ("S103", "A column name held characters without ink, or is empty. The name was cleaned, an unnamed column is not
read. A byte-order mark inside the first name is the usual cause: `year` would not be found.
There is nothing to do unless the cleaned name is wrong."),
    ("S104", "No source, or more than one, recognizes the column names; or the table is none of trade.
A file is never recognized by its file name. Reading it as the wrong format would give plausible wrong numbers.
Set `format`, or map the columns under `[columns]`; `bilat list` shows the formats."),
    ("S105", "Nothing says in what unit the values are.
Dollars, thousands and millions look alike in a cell; a wrong guess is wrong by a factor of 1,000, and a growth of
109,000 % has been published this way.
Set `unit = \"USD\"`, `\"USD thousand\"` or `\"USD million\"`. Looking at a file without a desk, this is a warning."),
    ("S106", "The file does not say who reports, who the partner is, or which way the goods went.
Some downloads name the reporter in the page's title only; a list headed Importers may hold exports.
Declare `reporter`, `partner` or `flow`. As a warning: a choice of the producer (such as mirror data) is not marked."),
    ("S109", "The file holds an error message of the service, or exactly as many rows as the service allows in one
answer. A cut answer is a smaller total, and looks like any other.
Ask again for less at a time, and compare the number of rows with the count that the service gives."),
    ("S110", "A line is a total, a note, or the header again, and no observation.
A row of sums would be counted with its parts; a second header means that two files were joined and may overlap.
Remove the line. As a note: rows of shares and indices stand beside money and were left out."),
    ("S201", "A cell such as `1.234` can be 1234 or 1.234, and no other cell of its column decides.
The two readings differ by a factor of 1,000. The record is not used, and sums over it are missing.
Set `number_format` by example: `1,234.56` or `1.234,56`."),
    ("S202", "Two cells of a column contradict one another about the decimal mark, or a single cell decided for all.
In the first case nothing of the column is used. In the second the style was taken and the deciding line is named.
Set `number_format` by example to settle it."),
    ("S203", "A cell of a value column is no number in the style of its column.
Scales (`5k`), bounds (`<5`), shares (`50%`), dates and fractions are not turned into numbers.
The record is not used. Correct the cell, or declare `number_format`, `missing`, `suppressed` or `below_threshold`."),
    ("S204", "Thousands marks do not stand at groups of three digits (`1,23`, `12,34`).
A digit may be lost, or the mark may be a decimal mark after all.
Correct the cell, or declare the style: `1,23,456.78` is the grouping used in India."),
    ("S205", "A letter or sign stands beside a number and nobody has said what it means (`123.4p`).
It may say provisional, estimated or see note 2; dropped, `45\u{b2}` would become 452.
Add the mark to `flags`."),
    ("S208", "A number is beyond what money can be counted in (9.2e15 dollars), or has more than three decimals of a
dollar. Money is counted in exact thousandths, so that sums do not depend on their order.
As a warning: it was rounded half to even, and the count of such cells is given."),
    ("S210", "A commodity code lost its leading zero or was turned into a date or a power of ten by a spreadsheet.
`10121` is not 010121: read as it stands it belongs to Chapter 10, not to Chapter 1.
Format the column as text before opening the file in a spreadsheet, or download it again."),
    ("S211", "A name or code is in no list: an area, a commodity, a flow, a classification.
Areas are matched by code or whole name, never by likeness: Niger is not Nigeria. The nearest name is offered.
Correct the cell, or map it under `[areas]`. As a note: a single letter is taken as a code of your own."),
    ("S212", "A name holds characters that only look like those of a known name: a Cyrillic letter, a direction mark,
a blank without width. It would become an area of its own, beside the one it looks like.
The code points are shown. Type the name again."),
    ("S213", "The period cannot be told: `2021-22` may be a fiscal year, 1403 a solar one, 13 is no month.
A solar or fiscal year is never equal to the calendar year that it overlaps.
Declare `calendar`. As a warning: a mark beside the year (`2020*`) was read as one."),
    ("S216", "The unit of a row is not known.
Kilograms read as tonnes are wrong by a factor of 1,000.
Write `USD`, `USD thousand` or `USD million`, or convert the row."),
    ("S217", "A column of percentages holds 7, 0.07 and `7%` side by side.
They may be the same number or differ by a hundred, and their mean is worth nothing.
Write the column in one scale."),
];
