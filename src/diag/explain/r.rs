//! Pages on reading: bytes, text, quotes, delimiters. Nothing but words.

/// Code and page.
pub(super) static PAGES: &[(&str, &str)] = &[
    (
        "R101",
        r#"The file holds nothing: no bytes, only a byte-order mark, or only blank lines.
Why: an empty file is mostly a failed download; taking it for "no trade" would turn a fault into zeros.
Example: a `data.csv` of 0 bytes after a full disk.
What to do: fetch the file again, or remove the dataset."#,
    ),
    (
        "R102",
        r"The file has a line of column names and nothing under it.
Why: a query that matched nothing and a download that was cut look alike; neither says that trade was zero.
Example: `year,reporter,partner,value_usd` and the end of the file.
What to do: check the query at the source. If there truly was no trade, write a row with a 0.",
    ),
    (
        "R103",
        r"The system does not let the file be read, or it is no regular file.
Why: pipes and devices may never end, so only regular files are opened.
Example: `datasets/flour/` has a `dataset.toml` and no `data.csv` beside it.
What to do: follow the system's reason in the title: put the file in place, or allow reading.",
    ),
    (
        "R104",
        r#"The first bytes show another kind of file than the name says.
Why: read as CSV, a web page or a workbook gives columns of rubbish, sometimes with numbers in them.
Example: a `data.csv` that begins with `<!doctype html>` and has the title "429 Too Many Requests".
What to do: download it again, unpack it, or give it the ending of what it is."#,
    ),
    (
        "R105",
        r#"The bytes are not text in the declared encoding, or not in UTF-8 where none is declared.
Why: decoded wrongly, names turn into other names or into none, and their rows leave the sums.
Example: byte 0xF4 for the letter ô of Côte d'Ivoire, written as ISO-8859-1.
A format that is known to use another encoding is read in it, with a warning that names the first such line.
What to do: set `encoding = "windows-1252"`, or save the file as UTF-8."#,
    ),
    (
        "R106",
        r"A byte of value 0 stands in the text.
Why: text files have none; a block of them at the end is what a crash during writing leaves behind.
Example: 4,096 zero bytes after the last full line.
What to do: download or export the file again; rows may be missing from it.",
    ),
    (
        "R107",
        r"The file, a line or a cell is larger than the limit.
Why: small files can unfold to more memory than there is; a cut file would be silently incomplete.
Example: a workbook of 2 MB that unpacks to 512 GiB; an open quote that swallows 20 MB.
A workbook is read in a process of its own, with `workbook_memory` bytes and `workbook_seconds` at most.
What to do: if the size is right, raise the limit that the message names, under `[limits]` in dataset.toml.",
    ),
    (
        "R108",
        r"The workbook has a password, is damaged, or cannot be understood.
Why: nothing of it can be trusted; other datasets of the desk are read all the same.
Example: an .xlsx whose inner directory points past its end.
What to do: open it in a spreadsheet program and save it again without a password, or save it as CSV.",
    ),
    (
        "R109",
        r"The file ends inside a number, without a line end.
Why: `1650` may be the start of `1650275`: nothing in the file tells the difference.
Example: the last line is `2024,RUS,AFG,1650` and nothing follows.
The value is used, and the warning stays with it.
What to do: compare the last line with the source, then end it with a newline.",
    ),
    (
        "R110",
        r"Lines end in an unusual way: with CR alone, in several ways, or with Ctrl-Z after the last.
Why: it does no harm here. It is told because other programs count such lines differently.
Example: lines 1 to 40 end with CR LF, the others with LF: two files were joined.
What to do: nothing, unless the file should have been of one piece.",
    ),
    (
        "R111",
        r"The marks of an unfinished merge stand in the file.
Why: two versions of some rows are in it, and both would be counted.
Example: a line `<<<<<<< HEAD` above one value of 2024 and `>>>>>>>` below another.
What to do: decide which rows hold, and remove the marks.",
    ),
    (
        "R112",
        r"A service that `bilat fetch` asked did not answer, or its answer breaks off.
Why: half an answer reads like a whole one. It was asked again several times, and nothing of it was kept.
Example: the connection ends after 40,000 of the 90,000 bytes that were announced.
What to do: look at the network, raise `--timeout` for large answers, and run the command again.",
    ),
    (
        "R113",
        r"A service that `bilat fetch` asked answers, and says no.
Why: the text of a refusal is no data, however much it looks like it. Nothing was written.
Example: 401 without a key, 404 for what it does not have, 429 for too many requests, 503 when it rests.
Statuses that may pass are tried again, with growing waits or after the time that the service names.
What to do: follow the help of the message. What came before it is kept: the next run goes on from there.",
    ),
    (
        "R114",
        r"A question does not fit the service, or an option of `bilat fetch` has no meaning.
Why: a service that is asked for what it does not have answers with an error, or with something else.
Example: commodity codes from the IMF, months from WITS, Taiwan from UN Comtrade.
What to do: ask the service that the help names, or leave the option out.",
    ),
    (
        "R201",
        r"A line has more or fewer fields than there are column names.
Why: padded or cut, every value after the fault would stand in the wrong column. Nothing is padded or cut.
Example: `2024,RUS,AFG,1,234` under four names: the comma of 1,234 splits the number.
What to do: put the number in quotes, set `delimiter`, or complete the line. Notes below a table must go.",
    ),
    (
        "R202",
        r#"A quoted cell is opened and not closed before the file ends.
Why: all that follows would be one cell, and its rows would be gone without a word.
Example: `2024,"Russia,AFG,80` on line 3. The message points to where the quote was opened.
What to do: close the quote; inside a quoted cell a quote is written twice."#,
    ),
    (
        "R203",
        r#"A quote stands where CSV has no place for it.
As an error: text follows a closing quote. As a warning: a quote stands inside a bare cell, taken as text.
Why: programs disagree on such cells, so the file may mean another thing to the one that wrote it.
Example: `"Flour"x,80` is refused; `5" pipe,80` is read as it stands.
What to do: quote the whole cell, and write the quote inside it twice."#,
    ),
    (
        "R204",
        r#"With the declared delimiter the table has one column; with another it has several.
Why: the declaration does not fit the file, and no column would be found in it.
Example: `delimiter = ","` for lines such as `2024;RUS;AFG;80`.
What to do: set `delimiter` to the mark in the message, or leave it out: it is found from the text."#,
    ),
    (
        "R205",
        r"The first line says which mark stands between cells. It is obeyed and is not a row.
Why: spreadsheet programs write such a line; elsewhere it would be taken for a column name.
Example: `sep=;` above the column names.
What to do: nothing.",
    ),
    (
        "R206",
        r"Every row ends with one empty field more than there are names. That field is left out.
Why: some producers end each line with the delimiter. It is told because a single such line would be a fault.
Example: the web download of UN Comtrade+: 47 names, 48 fields.
What to do: nothing.",
    ),
    (
        "R207",
        r#"The text is not JSON as the standard has it, or is nested too deeply.
Why: half an answer parses up to the cut; equal keys and NaN mean different things to different programs.
Example: a body that ends in `"primaryValue": 165`.
What to do: fetch the answer again. If it is a list of objects, one a line, join them into an array."#,
    ),
    (
        "R208",
        r"The workbook has several sheets or header lines and none is named, or merged cells among its rows.
As a warning: rows, columns or sheets of it are hidden.
Why: the wrong sheet gives the wrong year; of merged cells only the first holds a text, and the others would
read as missing; a hidden row may be one that its owner took out.
Example: sheets `2023`, `2024` and `Notes` in one file; one cell `Russia` merged over five rows.
What to do: set `sheet` and `header_line` in dataset.toml, unmerge the cells, look at what is hidden.",
    ),
    (
        "R209",
        r"The cell holds an error of the spreadsheet that wrote the file, or a formula without its result.
Why: the number is not in the file. The record is not used, and sums over it are missing.
Example: `#REF!`, `#N/A`, or `######` where the column was too narrow.
What to do: repair the formula or widen the column, and save the file again.",
    ),
    (
        "R210",
        r"The workbook counts its dates from 1904, as old versions of Excel for the Macintosh did.
Why: read from 1900, every date would be four years and a day too early. They are read as they are meant.
Example: 40,000 is 7 July 2013 in such a workbook, and 6 July 2009 in others.
What to do: nothing, unless cells were pasted in from another workbook.",
    ),
];
