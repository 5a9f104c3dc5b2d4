//! Pages on the Table: what may not be added or compared. Nothing but words.

/// Code and page.
pub(super) static PAGES: &[(&str, &str)] = &[
    (
        "T101",
        r#"Some rows split a total by transport, customs procedure or second partner, and the total is there too.
Why: adding all rows counts the trade two or more times.
Example: `motCode` 0 with 100 and `motCode` 2100 with 60: the answer is 100, not 160.
The total is kept and the parts stand aside. Without a total, the parts of one dimension are added up.
What to do: nothing. To use the parts, set `keep = "motCode"` in dataset.toml."#,
    ),
    (
        "T102",
        r"The file has a row for World and rows for single partners.
Why: World is their sum. Adding both doubles the trade.
Example: World 100 with partners that sum to 90: the answer is 100, and 10 is not specified.
A total takes the World row; shares take the partners, with World as their whole.
What to do: nothing.",
    ),
    (
        "T103",
        r"The file has a row for a group of areas and rows for its members.
Why: the members are inside the group. Which areas those are depends on the year.
Example: European Union 60, Germany 40, France 20, China 15: the sum of partners is 75, not 135.
What to do: nothing. The group is used only where it is asked for by name.",
    ),
    (
        "T104",
        r"The file has commodity codes of several levels.
Why: each level holds the whole trade again. Every sum takes one level.
Example: TOTAL 100, chapters that sum to 100 and headings that sum to 100: the answer is 100, not 300.
What to do: nothing. Ask for a code to choose its level.",
    ),
    (
        "T105",
        r"The file has years and their months or quarters.
Why: they are the same trade. Where all months are there they must add up to the year.
Example: 70 for 2024 beside twelve months that sum to 60.
Up to 5 % apart is a warning: one of them was revised. Further apart, as here, nothing is used;
nor where years and months stand in one column and nothing tells them apart.
What to do: split the file, or correct the side that is out of date.",
    ),
    (
        "T106",
        r"The exporter and the importer both report this flow.
Why: it is one flow told twice, at different border values. The two are never added.
Example: Russia tells exports of 100, Afghanistan imports of 110: shown side by side, ratio 1.1.
One side never fills the gaps of the other unless that is declared and shown.
What to do: name the reporter whose record a series takes.",
    ),
    (
        "T107",
        r"Re-exports stand beside the exports that contain them, or re-imports beside imports.
Why: they are a part of the gross flow. Adding them counts goods twice.
Example: exports 100, re-exports 95: exports are 100, of which 95 were only passing through.
What to do: nothing. To see the part, ask for the flow `re-export`.",
    ),
    (
        "T108",
        r"Two rows, or two entries of a ledger, are the same observation.
Why: counted twice, the value doubles. Neither is used, so no sum can be too large.
Example: lines 2 and 3 both say Russia, exports, Afghanistan, 2024, 100.
What to do: remove one of the lines; in a ledger, give each entry an id of its own.",
    ),
    (
        "T109",
        r"Two rows give different values for one observation.
Why: at most one of them is right, and the file does not say which. Neither is used.
Example: 100 in line 2 and 101 in line 3 for the same reporter, partner, flow, period and code.
What to do: look the value up at its source and remove the other line. Revisions belong in a new vintage.",
    ),
    (
        "T110",
        r"Two datasets hold the same period of one series.
Why: adding them doubles the period, and which one holds is a decision of the desk.
Example: a download for 2018 to 2020 beside one for 2020 to 2022.
What to do: set `precedence` in the dataset.toml of both (the larger number counts), or name one dataset.",
    ),
    (
        "T111",
        r"Within a year the months never fall, and they end far above where they began.
Why: such months often hold the sum since January. Added up, most of the year counts many times.
Example: 10, 20, ... 120: the year is 120, not 780.
What to do: set `cumulative = true`. If they are plain months, add the code and line to `confirmed`.",
    ),
    (
        "T112",
        r"The partners sum to about two, three or more times the World row.
Why: a ratio of 2.00 means that something is in the file twice, such as a breakdown or a group.
Example: World 100, partners 200.
The World row is used, the partners of this cell are not.
What to do: find what is there twice. Shares by partner need the file without it.",
    ),
    (
        "T113",
        r"The partners sum to more than the World row, or the World row is 0.
Why: parts cannot exceed their whole: a group stands among its members, or the World row is out of date.
Example: World 100, partners 135.
The World row is used, the partners of this cell are not. If World is 0, the whole cell stays out.
What to do: remove the groups, or take the file from its source again.",
    ),
    (
        "T114",
        r#"The partners sum to less than the World row, or there is no World row to check against.
Why: some trade is not specified by partner, or the file holds a choice of partners.
Example: World 100, partners 90: 10 is "not specified", and shares stay shares of 100.
What to do: nothing for a total. Say "of the partners listed" where there is no World row."#,
    ),
    (
        "T115",
        r"The codes under a commodity code sum to more than it, or to a multiple of it.
Why: a level is in the file twice, or the parent is out of date.
Example: 01 with 60, headings under 01 that sum to 120.
The parent is used, the codes under it are not.
What to do: take the file again; do not rank the codes under this parent until then.",
    ),
    (
        "T116",
        r"The codes under a commodity code sum to less than it.
Why: the rest is confidential, or the file holds a choice of codes.
Example: 01 with 60 and 0101 with 50: 10 is not specified, and shares stay shares of 60.
What to do: nothing. A series of a hidden code is missing, not small.",
    ),
    (
        "T201",
        r"An area stands as its own partner.
Why: these are mostly goods that left and came back, or trade with an enclave. It is not a fault.
Example: China is among the larger origins of China's own imports.
The rows stay in totals.
What to do: say so where such a partner appears in a ranking.",
    ),
    (
        "T202",
        r"Values at different borders (FOB, CIF, FAS, customs) stand in one series.
Why: freight and insurance make up several percent, which would look like growth.
Example: exports FOB until 2018 and CIF from 2019 on. Nothing of the dataset is used.
What to do: keep one of the two, or put them in two datasets.",
    ),
    (
        "T203",
        r"The points of one series come from different reporters or different evidence.
Why: a change of who tells is not a change of trade. Growth across it is undefined.
Example: Russia's own record until 2021, its partner's mirror record from 2022 on.
The point has its own mark in the chart.
What to do: show the two as two series, or allow it with `allow_mixed_evidence` and say so.",
    ),
    (
        "T204",
        r"The classification of the commodities changes within a series.
As an error: HS and SITC codes would meet in one sum.
Why: codes split and merge between editions; one that is absent in an edition ends there.
Example: telephones are 851712 until 2021 and 851713 with 851714 from HS2022 on.
What to do: compare at a level that did not change, or use a declared concordance.",
    ),
    (
        "T205",
        r"An area that ended stands beside those that followed it, or one code covers other ground than before:
new borders, or other members of a group.
Why: their territories differ, so that a drop between them is no drop of trade.
Example: Sudan before and after July 2011 would show a fall of 55.6 % that did not happen.
The rows are kept; no growth is computed across the change.
What to do: compare within one territory, or add up the successors by name and say so.",
    ),
    (
        "T206",
        r"Fewer reporters have sent figures for the newest year than for others, or a 0 comes from a silent one.
Why: a total over reporters falls when some are late. Growth of such a total is withheld.
Example: 6 of 10 reporters in 2024: 37 % less in all, but 5 % more for the same six.
What to do: compare the same reporters, or wait.",
    ),
    (
        "T207",
        r"The newest year is not complete.
Why: a part of a year against a whole one looks like a collapse. It never enters annual growth.
Example: 7 of 12 months of 2025: 35.8 % less than all of 2024, 10 % more than its first seven months.
What to do: compare the same months of both years.",
    ),
    (
        "T208",
        r"There is no figure for a year inside the series.
Why: no row is no zero. The line stays open there, and no growth is computed across the gap.
Example: 2019 and 2021 with no 2020: 21 % over two years are 10 % a year.
What to do: find the year; where it truly was zero, write a row with a 0.",
    ),
    (
        "T209",
        r#"A value is about 1,000 or 1,000,000 times its neighbor in the series.
Why: a unit has probably changed from thousands to dollars. Growth across the jump is withheld.
Example: 1,250 in 2018 and 1,300,000 in 2019.
What to do: correct the unit, or add the code and line to `confirmed`: `confirmed = ["T209:4"]`."#,
    ),
    (
        "T210",
        r"A value is about ten times both its neighbors, or a tenth of both.
Why: a digit may be one too many or too few. Nothing is repaired.
Example: 118, 1,215, 124.
What to do: compare with the source. If it is right, add the code and line to `confirmed`.",
    ),
    (
        "T211",
        r"The value of a kilogram changes more than a thousandfold from one period to the next.
Why: value and weight may have changed places, or one of them its unit. Growth across it is withheld.
Example: 2,037 $/kg, then 0.0005 $/kg.
What to do: look at the row. If both are right, add the code and line to `confirmed`.",
    ),
    (
        "T212",
        r"Amounts that cannot be added stand in one series: two currencies, price bases, or goods and services.
Why: their sum has no unit. Nothing of the dataset is used.
Example: dollars until 2019 and euros from 2020 on.
What to do: split the file, or convert it at a dated rate and name the rate.",
    ),
    (
        "T213",
        r"A gross flow, or a quantity, is negative.
Why: exports and imports cannot be less than nothing. A balance can, and is computed.
Example: exports of -80. The record is not used, and sums over it are missing.
A row that cancels another of its cell to the cent is a reversal: kept, with a warning.
What to do: check the sign; take balances out of the file.",
    ),
    (
        "T214",
        r"The figure is provisional, or comes from a vintage that others have replaced.
Why: late figures are revised, often by several percent. The point is drawn hollow.
Example: the last year of each BACI release.
What to do: name the vintage with the figure, and build again when the next release is out.",
    ),
    (
        "T215",
        r"The value is positive and the weight is 0.
Why: goods weigh something. Taken as 0, the value of a kilogram would be infinite.
Example: 383 rows of a customs extract with `netWgt` 0.
The weight of these rows is taken as missing; their value is used.
What to do: nothing, unless you need unit values of these rows.",
    ),
    (
        "T216",
        r#"Partners that are not specified hold more than a quarter of the trade.
Why: rankings and concentration of partners say little where so much has no name.
Example: "Areas, nes" with 30 % of World.
They stay in totals and are never ranked.
What to do: say the share beside any ranking of partners."#,
    ),
    (
        "T217",
        r"Codes that hide confidential trade hold a part worth telling.
Why: this trade is in the total and in no commodity. A ranking of commodities leaves it out.
Example: 999999 with 12 % of the exports.
What to do: say the share beside any ranking of commodities.",
    ),
    (
        "T218",
        r#"This source leaves out flows under its threshold.
Why: a commodity that is absent may have been traded in small amounts. Counts of entrants depend on it.
Example: flows under $1,000 are not in BACI. Declare another source's as `threshold = 1000` in dataset.toml.
What to do: do not write "never traded"; write "less than $1,000"."#,
    ),
];
