//! Pages of the codes `I`, `C`, `L` and `X`: indicators, desks, ledgers, outputs.

use super::Pages;

pub(super) static PAGES: Pages = &[
    ("I101", "The base of a growth is a reported 0.
Any rise from nothing is infinite in percent; the difference in dollars is what can be told.
No number is given. There is nothing to do."),
    ("I102", "The base of a growth is missing.
Growth needs both ends; a gap is not filled.
There is nothing to do unless a source has the figure."),
    ("I103", "The base of a growth is negative, as a balance may be.
From -10 to -20 is not +100 %, and to 5 is not -150 %: the ratio has no meaning.
Look at the difference instead."),
    ("I104", "The growth that a target would need cannot be computed; the reason is named.
The base may be 0 or negative, or the target may lie in the year of its base.
Correct the target or its base."),
    ("I105", "A trend is asked of too few points.
A line through three points fits almost anything.
Use compound growth between two years, or wait for more."),
    ("I109", "Definitions of growth give different numbers for one series.
Compound growth looks at both ends, least squares at all points; a wide range says that the answer depends on the
choice.
Name the definition beside the number."),
    ("I204", "A part is larger than its total.
One of the two is wrong, or of another scope, and a share above 100 % must not be published.
Compare scope, unit and border value of both."),
    ("I205", "The world total is not larger than the area's own imports.
The formula compares an area with the rest of the world, which is then empty or negative.
Compare the sources of both numbers."),
    ("C101", "A key in a spec file is not known.
A mistyped key that is silently ignored leaves a default in force that nobody chose.
The nearest known key is named; `bilat schema` lists all."),
    ("C102", "A path in a spec file leads out of the desk.
A desk reads and writes inside its own folder only.
Write the path relative to the desk, without `..`."),
    ("C103", "A spec file cannot be read; the parser's reason and place are given.
A quote or a bracket is usually missing, or a number stands where a text belongs.
Correct the line named; `bilat schema` shows the form."),
    ("C104", "A chart names a series, dataset or ledger row that is not there.
A chart drawn without it would show less than it says.
The nearest known name is offered; correct the spec."),
    ("C105", "An indicator cannot be applied to the series that a chart gives it.
Growth needs one series, a share needs a part and a total of one unit.
The reason is named. Give it the series it needs, or choose another indicator."),
    ("C106", "A title or label needs more lines than its place has.
Nothing is cut and nothing overlaps: the chart is not drawn.
Shorten the words in this language."),
    ("C107", "A chart has no words in a language that the desk asks for.
A figure with half of its words in another language is not published.
Write them under the language in chart.toml, or leave the language out."),
    ("C108", "The folder and those above it hold no `bilat.toml`.
A desk is such a folder.
Go to the desk, name it with `--desk`, or make one with `bilat new`."),
    ("C109", "A file is not the one that its spec describes: its SHA-256 differs.
Somebody edited or replaced the data after they were declared.
Put the file back, or look at the change and write the new sum."),
    ("C110", "A picture of a chart cannot be made; the reason is named.
Other pictures are made all the same, and the last good one of this chart stays.
Follow the reason given."),
    ("C111", "A new desk was asked for in a folder that is one.
Its files are not overwritten.
Choose another folder."),
    ("C203", "A conversion is a bare percentage.
10 % of the FOB value and 10 % of the CIF value are not the same amount.
Write `cif-factor` or `freight-margin`."),
    ("L101", "The hedge of a statement is not one of the words that have an interval.
Each word reaches a stated way: almost, over, about, at least, exact.
Use the nearest of them; the speaker's own word goes into the note."),
    ("L102", "A claim lacks what it would be checked against: its base, its scope or its period.
Its verdict is undetermined; it is not called wrong.
Look the missing part up in the source, or leave the verdict as it is."),
    ("L103", "A multiple can be read in two ways: five times more is 5 or 6 times.
Both readings are carried, and the interval is wide.
Ask the speaker, or quote the numbers instead."),
    ("L104", "Nothing that is positive falls by more than 100 %.
The sentence means a fall to a fifth, or a rise.
Quote both numbers."),
    ("L105", "The sign of a claim is wrong: what is called more is less.
The size may be right all the same; the verdict says so.
Correct the sentence."),
    ("L106", "A statement is repeated with a wider or narrower scope than its source has.
A target for all trade retold as one for farm goods is another target.
Quote the source with its own scope."),
    ("L107", "Two statements of one year lie far apart.
Both are kept and shown; which of them holds is not decided here.
Name the speaker beside each number."),
    ("L108", "A base was stretched from some months to a whole year.
Trade has seasons; the result is carried as a range.
Use the whole year once it is known."),
    ("L109", "A statement has no address or date.
A reader cannot look it up, and it counts as uncited.
Add the page where it can be found."),
    ("L110", "A translation gives another number than the original.
One of the two is a slip, often a thousand for a million.
Compare both with the source."),
    ("L111", "A number of a sentence does not follow from the other numbers of the same sentence.
From 875 to 863 is a fall of 1.3 to 1.5 %, whatever was rounded; a printed 1.7 % cannot be right. The computation, the
intervals and a wording with the right number are given.
Correct the number, or the numbers that it is made of. In an article of the desk it is a warning of the build."),
    ("L112", "A sentence says something that could be computed, and an input is missing or the words have two readings.
\"80 million, double the year before\" names no base: what follows for it is told, and nothing is called wrong.
Name the base or the period, or leave the sentence as it is."),
    ("L113", "A sentence was recomputed and agrees with its own numbers within their rounding.
It says nothing of whether the numbers themselves are true.
There is nothing to do."),
    ("L114", "The ledger of claims expects one verdict and the check reaches another.
Either the row was typed with a slip, or the check reads the sentence otherwise than its keeper.
Compare the `numbers` of the row with the sentence, then correct the row or its expected verdict."),
    ("L115", "The desk holds a number for the pair, measure and year that a sentence names, or a target of that amount and year.
Both are shown side by side; a source that differs is no proof that the sentence is wrong.
Name the source beside the number."),
    ("L204", "A target ends before its baseline.
No path leads back in time; a year was mistyped.
Correct one of the dates."),
    ("L205", "A growth written as 7 can be 7 % or 700 %.
Fractions and percentages look alike in a cell.
Write `0.07` or `7%`."),
    ("X201", "A label begins with a sign that makes a spreadsheet run it as a formula.
The label is written with an apostrophe before it; numbers are never touched.
There is nothing to do."),
    ("X202", "Control characters were taken out of a label.
They have no ink and can turn a line of text around.
The full text stays in the data file."),
    ("X203", "A file could not be written; the system's reason is quoted.
The old outputs are as they were: files are written beside and moved into place at the end.
Make room, close the file elsewhere, or check the permissions."),
    ("X204", "Another run is at work on this desk.
Two runs at once could mix their outputs.
Wait for it, or end it by the number given."),
    ("X205", "Two labels give the same file name.
A short hash was added to one of them, so that neither overwrites the other.
There is nothing to do."),
    ("X206", "A committed output differs from what a build makes today from the same inputs.
It was edited by hand, or made by another version of the program or of its fonts.
Run `bilat build` and look at what changed."),
    ("X301", "The terms of this dataset do not allow its rows to be passed on.
Charts and numbers computed from them may be published; the rows beside a chart may not.
Publish the derived numbers, or ask the producer."),
    ("X302", "The terms of this dataset ask for a line of attribution, and none is given.
It stands in the caption of every chart that uses the data.
Fill in `licence.attribution`."),
    ("X303", "The dataset states no terms.
Reading is allowed; publishing needs to know under which terms the data came.
Fill in `[licence]`."),
];
