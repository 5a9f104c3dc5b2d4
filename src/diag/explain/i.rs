//! Pages on indicators: values that cannot be computed. Nothing but words.

/// Code and page.
pub(super) static PAGES: &[(&str, &str)] = &[
    (
        "I101",
        r#"Growth cannot be computed because the base is a reported 0.
Why: from nothing to something is no percentage. Infinity and 100 % would both be wrong.
Example: 0 in 2019 and 50 in 2020.
The chart writes "from zero"; two zeros are "no trade in either period".
What to do: give the amounts instead of a rate."#,
    ),
    (
        "I102",
        r"Growth cannot be computed because there is no figure for the base.
Why: a missing base is not 0, and an older one gives the growth of several years.
Example: 2020 is there, 2019 is not.
What to do: find the figure, or state compound growth from the last year that has one.",
    ),
    (
        "I103",
        r"Growth cannot be computed because the base is negative, as balances can be.
Why: a rise from -100 to -50 would come out as -50 %, the sign of a fall.
Example: a trade balance of -100 in 2019 and -50 in 2020.
What to do: give the change in dollars.",
    ),
    (
        "I104",
        r"The growth that a target needs cannot be computed; the title gives the reason.
Why: rates need a base above 0 and time between base and target.
`same-period`: base and target are of one year. `zero-base`, `negative-base`: nothing to grow from.
`target-met`: the base is already at the target or above it.
Example: a target for 2025 with a baseline of 2025.
What to do: choose a baseline that is earlier and above 0, or give the gap in dollars.",
    ),
    (
        "I105",
        r"A trend has too few points.
Why: a line through two or three points follows their accidents; its rate means little.
Example: a trend over 2018, 2019 and 2020 where four points are needed.
What to do: take a longer span, or state compound growth between two named years.",
    ),
    (
        "I109",
        r"Definitions of growth that are all in use disagree on this series.
Why: whoever picks one of them picks the message. They differ in sign, or by more than a tenth.
Example: 14.9 % by compound growth from end to end, 18.0 % by the trend.
What to do: name the definition, and print the others under the chart.",
    ),
    (
        "I110",
        r"A price or volume index rests on less than half of the trade.
Why: only commodities with value and amount in both periods can be compared; the others' prices are unknown.
Example: machines without a weight hold 70 % of imports; the index is that of the other 30 %.
What to do: say of which part the index speaks, or take a source with amounts for more commodities.",
    ),
    (
        "I111",
        r"The parts that a series is taken apart into do not add up to it.
Why: a concentration of the parts that are listed says nothing of those that are not.
Example: ten partners in a file with a World row; together they hold 62 % of it.
What to do: take a file with all parts, or say in the note of the figure which parts it speaks of.",
    ),
    (
        "I204",
        r"A part is larger than its total.
Why: the two are not of the same source, scope, unit or period. The share is not computed.
Example: flour 80 in a total of 8, because one of them is in tens of millions.
What to do: check unit and scope of both.",
    ),
    (
        "I205",
        r"The world total leaves nothing once the area's own imports are taken out.
Why: trade intensity compares the partner's share with the rest of the world, and there is no rest.
Example: a file of one importer used as the world.
What to do: take the world total from a source that covers all areas.",
    ),
];
