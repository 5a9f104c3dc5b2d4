//! Pages of the codes `T`: what may not be added, and what is odd in a series.

use super::Pages;

pub(super) static PAGES: Pages = &[
    ("T101", "Rows by mode of transport, customs procedure or second partner stand beside the total that they make up.
One real total came as 32 rows; adding them counts the trade several times.
The total row is kept and the parts stand aside. Set `keep = \"motCode\"` to use the parts of one dimension."),
    ("T102", "The row of all partners (World) stands beside the partners.
Adding all rows counts the trade twice. A total takes the World row, shares take the partners with World below.
There is nothing to do."),
    ("T103", "A group such as the European Union stands beside its members.
A sum over partners would count the members twice; the group is used only where it is asked for by name.
There is nothing to do."),
    ("T104", "Codes of several levels stand in one file, with TOTAL perhaps.
Each level holds the whole trade again. Every sum takes one level, the total row where there is one.
There is nothing to do."),
    ("T105", "Years and their months or quarters stand in one file.
They are the same trade told twice; each series takes one frequency. Where twelve months differ from their year by
up to 5 % it is taken for a revision, beyond that nothing is used.
Split the file, or mark each row with its dates."),
    ("T106", "Exporter and importer both report this flow.
They differ by freight, timing and errors; the two are shown side by side and never added, and one never fills the
gaps of the other (a mirror flow).
There is nothing to do."),
    ("T107", "Re-exports are already inside exports, re-imports inside imports.
Adding them counts the goods twice: of 100 exported, 95 may be goods that had come in before.
They are shown as a part. There is nothing to do."),
    ("T108", "Two lines are the same observation with the same value: a duplicate.
Adding them doubles the value; dropping one would hide that the file was joined or pasted wrongly.
Neither is used. Remove one of the lines."),
    ("T109", "Two lines give different values for the same reporter, partner, flow, period and code.
Which of them holds cannot be told from the file.
Neither is used. Compare with the source and remove one."),
    ("T110", "Two datasets both hold this period of the series.
They may be two versions, or overlapping downloads; adding both doubles the value.
Set `precedence` in both, or ask for one dataset."),
    ("T111", "Months never fall within their year and end far above where they began: they look cumulative.
Added up, such months count January twelve times.
Set `cumulative = true` if each holds the sum from January, or confirm that they do not."),
    ("T112", "The partners of a cell sum to a whole multiple of its World row.
A ratio near 2 is duplication, such as groups among their members.
The World row is used, the partners of this cell are not."),
    ("T113", "The partners of a cell sum to more than its World row.
Something is counted twice, or the World row is wrong.
The World row is used, the partners of this cell are not."),
    ("T114", "The partners of a cell fall short of its World row, or there is no World row to compare with.
The rest is trade whose partner is not told; it is shown as not specified, and shares stay shares of World.
There is nothing to do."),
    ("T115", "Codes under a parent sum to more than the parent.
Something is counted twice, or codes of another edition are among them.
The parent is used, the codes under it are not."),
    ("T116", "Codes under a parent fall short of it.
Confidential trade is in the parent only, or the file holds a choice of codes.
Shares stay shares of the parent. There is nothing to do."),
    ("T201", "An area is its own partner.
These are mostly goods that come back, or trade with enclaves: China imports from China.
They stay in totals. There is nothing to do."),
    ("T202", "Values at different borders (FOB, CIF) stand in one series.
Freight and insurance are 5 to 10 % of a value: a change of border looks like growth.
Keep one of the two, or put them in two datasets."),
    ("T203", "The reporter or the kind of evidence switches within a series.
Growth across the switch compares two tellers, not two years; it is withheld and the point is marked.
Ask for one reporter."),
    ("T204", "The reporter changes to another edition of its classification.
Codes split and merge between editions: 851712 became 851713 and 851714 in 2022, and its fall to zero is none.
Compare at a level that did not change, or declare a concordance."),
    ("T205", "An area that ended stands beside those that followed it.
Sudan before and after 2011 is not the same ground; growth across the split says nothing.
There is nothing to do: the areas stay apart."),
    ("T206", "Fewer reporters have told the newest year than earlier ones.
A total over reporters falls when some are late: by 37 % in one case in which trade had grown by 5 %.
Compare reporters that told both years."),
    ("T207", "The newest year has some of its months only.
A part of a year is never compared with a whole one; the same months of the year before may be.
Wait for the rest, or ask for like-for-like months."),
    ("T208", "A period inside a series has no row.
No row is no zero: it is trade that was not told. The line breaks there and no growth runs across it.
There is nothing to do unless the source does have the figure."),
    ("T209", "A value is about 1,000 or 1,000,000 times its neighbor, and the values around it follow.
A unit has changed within the series. Growth across it is withheld.
Correct the unit, or add the code and line to `confirmed`."),
    ("T210", "A value is about ten times both its neighbors, which agree with one another, or a tenth of them.
A digit too many or too few is the usual cause.
Nothing is changed. Compare with the source; confirm it if it is right."),
    ("T211", "The value of a kilogram moves more than a thousandfold between neighbors.
Value and weight may be exchanged, or one of them is in another unit.
Growth across it is withheld until the code and line are in `confirmed`."),
    ("T212", "Amounts that cannot be compared stand in one series: two currencies, two price bases, goods and services.
Euros and dollars added, or constant beside current prices, give a number that means nothing.
Split the file, or convert it with a stated rate."),
    ("T213", "A gross flow is negative.
Exports and imports are amounts of goods; balances may be negative and are computed.
The record is not used. As a warning: it cancels another row of its cell and was kept as a reversal."),
    ("T214", "The newest year of the release is provisional, or its vintage is named.
Later releases change it. The point is drawn hollow and the vintage stands in the caption.
There is nothing to do."),
    ("T215", "The weight is 0 beside a positive value.
Goods weigh something: the weight was not told. It is taken as missing, so that no unit value is infinite.
There is nothing to do."),
    ("T216", "Partners that are no single area hold more than a quarter of the total.
Rankings and concentration of partners then say little about areas.
There is nothing to do; the charts are marked."),
    ("T217", "Codes that hide what was traded hold a part of the total.
They belong to the total and are never ranked; a series of the hidden commodity is missing, not zero.
There is nothing to do."),
    ("T218", "Flows under this amount are not in the source.
Counts of partners and of commodities, entries and exits depend on it.
There is nothing to do."),
];
