//! Pages of the codes `R`: bytes, encodings, delimiters, quotes, JSON, workbooks.

use super::Pages;

pub(super) static PAGES: Pages = &[
    ("R101", "The file is empty, or holds nothing but blank lines or a byte-order mark.
An empty download is not a year without trade: reading it as one would turn a failed request into zeros.
Example: a service under load answers with 0 bytes, and the script saves them.
Download the file again."),
    ("R102", "The file has column names and not a single row.
This is what an export looks like when its filter matched nothing; it is no statement that there was no trade.
Widen the filter and export again, or remove the dataset."),
    ("R103", "The system would not let the file be read; its own reason is quoted.
Only regular files are opened, so that a pipe or a device cannot make a build hang.
Check the path and the permissions."),
    ("R104", "The content is of another kind than the name says: a web page saved as `.csv`, a workbook, gzip,
a pointer left by large-file storage. A lenient reader would find some cells in it all the same.
Example: `data.csv` holds the page `429 Too Many Requests`.
Download the file again, unpack it, or give it the extension it deserves."),
    ("R105", "A byte does not exist in the encoding that the text is read with.
Reading on with another encoding gives wrong names (`C\u{c3}\u{b4}te`) or question marks, and names decide which
area a row belongs to. Nothing is ever replaced by a stand-in character.
Declare the encoding, for instance `encoding = \"windows-1252\"`. As a warning, the code says that the format is
known to be written in the encoding named, and was read so."),
    ("R106", "A NUL byte stands in the text.
Text has none; a block of them at the end is what a crash or a full disk leaves behind.
Get the file again from where it came."),
    ("R107", "Something is larger than the limit set for it: the file, a row's columns, one cell.
Small files can claim gigabytes; a quote that is never closed makes one cell of a whole file.
The message names the size, the limit and the setting under `[limits]` that raises it."),
    ("R108", "A workbook or document cannot be opened: it is damaged, protected by a password, or built to exhaust memory.
It is parsed in a process of its own under limits, so other datasets are read all the same.
Open it in a spreadsheet program and save it again, or export the sheet as CSV."),
    ("R109", "The last line has no newline and ends in a number.
A file cut in mid-number looks just like this: 123456 may have become 12. The value is used and quoted.
Compare it with the source, then end the file with a newline."),
    ("R110", "The lines end with CR alone, in more than one way, or are followed by Ctrl-Z.
Such files come from old systems and from joined parts. They are read as they are meant; lines are counted as an
editor counts them. There is nothing to do."),
    ("R111", "The file holds the marks of an unsettled merge (`<<<<<<<`, `>>>>>>>`).
Two versions of some rows stand in it, and both would be counted.
Settle the merge and remove the marks."),
    ("R201", "A line has more or fewer cells than there are column names.
From the odd cell on, every value would sit under the wrong name; no line is padded or cut.
Example: `2024,RUS,AFG,1,234` where a number holds an unquoted thousands mark.
Quote the number, or declare the right `delimiter`."),
    ("R202", "A quote is opened and never closed in its cell.
All that follows would become one cell, and its rows would vanish. The line where the quote opened is named, not
the end of the file.
Close the quote, or double it if it belongs to the text."),
    ("R203", "Text follows a closing quote (`\"A\"x`), which no rule of CSV gives a meaning.
As a warning: a quote stands inside an unquoted cell and was taken as text.
Write a quote inside a quoted cell as two quotes."),
    ("R204", "The declared delimiter splits nothing, while another mark would split every line alike.
The file would be read as one column, and no role would be found.
Set `delimiter` to the mark named, or leave it out."),
    ("R205", "The first line says which mark stands between cells (`sep=;`), as one spreadsheet program writes it.
The line was taken as that and not as column names.
There is nothing to do."),
    ("R206", "Every row ends with a mark, so that each has an empty cell more than there are names.
Several producers write files in this way. The empty cell was dropped; had one row broken the pattern, the file
would have been refused (R201).
There is nothing to do."),
    ("R207", "The text is not valid JSON, or holds what JSON leaves open and readers treat differently: equal keys in
one object, nesting beyond 128, values such as NaN.
A lenient reader would keep the last of two equal keys without a word.
The place is named; a text that ends in mid-value was cut and must be downloaded again."),
    ("R208", "A workbook has several sheets, merged cells or two rows of names, so that which cells are meant is open.
As a warning: hidden rows or columns were read like the others.
Name the `sheet` and the `header_line`."),
    ("R209", "The cell holds an error of the spreadsheet that wrote it (`#REF!`, `######`), or a formula without a
stored value. It is neither missing nor 0: a number stood there once.
Repair the formula or widen the column, and save the file again."),
];
