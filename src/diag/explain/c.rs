//! Pages on specifications: `bilat.toml`, `dataset.toml`, `chart.toml`. Nothing but words.

/// Code and page.
pub(super) static PAGES: &[(&str, &str)] = &[
    (
        "C101",
        r#"The file has a key that means nothing here.
Why: a misspelled key would be ignored, and the reader guesses what you had settled.
Example: `valuaton = "cif"`. The nearest known key is offered.
What to do: correct the key. `bilat schema` prints all keys with their meaning."#,
    ),
    (
        "C102",
        r"A path points outside the desk.
Why: a desk may come from somebody else; building it must not read or write the rest of the disk.
Example: `../../secret.csv`, an absolute path, or a link that leads away.
What to do: put the file under the desk, and write its path from there.",
    ),
    (
        "C103",
        r"The file cannot be understood: it is not TOML, a key is missing, or a value has the wrong form.
Why: nothing is built from half a specification.
Example: `years = [2010]` where two years are needed, or a quote that is not closed.
What to do: correct the place in the message. `bilat schema` prints the form of each value.",
    ),
    (
        "C104",
        r#"Something is named that the desk does not have, or named twice.
Why: a chart is drawn in full or not at all; leaving a series out would change what it says.
Example: `of = ["export"]` where the series is called `exports`; an event id with a slip in it.
What to do: take the name that is offered, or add what is missing. Series are computed in their order."#,
    ),
    (
        "C105",
        r#"The series do not fit what is asked of them.
Why: an indicator over the wrong series is a number with no meaning.
Example: `indicator = "share"` with one series in `of`; figures of flour and of all trade in one line.
What to do: give the indicator the series that it needs: `bilat list indicators` shows them."#,
    ),
    (
        "C106",
        r"The words do not fit the size of the chart.
Why: text is never cut, overlapped or shrunk until nobody can read it.
Example: a title that needs 3 lines where 2 have room.
What to do: say it in fewer words, or choose a larger `preset`.",
    ),
    (
        "C107",
        r#"Words are lacking in a language that the desk publishes in, or no language is named at all.
Why: a chart in half of the languages would be missed by the readers of the other half.
Example: `languages = ["en", "ru", "fa"]` and no `[words.fa]` in a chart.
What to do: add the words, or take the language out of `languages` in bilat.toml."#,
    ),
    (
        "C108",
        r"This folder has no `bilat.toml`, so it is no desk.
Why: without one there is nothing that says what to build.
Example: `bilat build` in your home folder.
What to do: go to the desk's folder, name it with `--desk`, or make a desk with `bilat new DIR`.",
    ),
    (
        "C109",
        r"The data are not the bytes that their `dataset.toml` was written for.
Why: data are kept as received. An edit in place would change figures and leave no trace.
Example: `data.csv` was opened in a spreadsheet program and saved.
What to do: bring the old bytes back. If the new ones are right, set `sha256` to the digest in the message.",
    ),
    (
        "C110",
        r"The picture of a chart cannot be made in one language.
Why: a character without a shape would print as an empty box. Nothing is drawn with holes in it.
Example: a Chinese name in a label, where no face of the desk has its characters.
What to do: follow the reason in the title: write the word in a script of the desk's languages.",
    ),
    (
        "C111",
        r"A new desk is asked for in a folder that has one.
Why: its files would be overwritten.
Example: `bilat new .` where a `bilat.toml` stands.
What to do: choose another folder, or run `bilat build` in this one.",
    ),
    (
        "C112",
        r"A picture has a defect that an editor would send back: labels that overlap, a line through a label, text that
leaves the canvas or is too small.
Why: a picture is refused rather than published with a fault; the last good one stays.
Example: two targets whose labels meet in the narrow size of a phone. The message names the words and the check.
What to do: use shorter labels, `[words.LANG.short]`, fewer series, or a larger preset.",
    ),
    (
        "C120",
        r#"An expression in the words of a chart names a value that does not exist.
Why: a title with "None" in it, or a number of another year, is worse than no figure.
Example: `{growth.2021}` where 2020 has no figure: growth across a gap is undefined.
What to do: choose a period that has a value; `{growth.2021 | or_na}` prints "n/a" on purpose."#,
    ),
    (
        "C121",
        r#"The words of a chart claim what its data deny, by a comparison of `holds` in chart.toml.
Why: a title is a finding, and when the data change it may not be one any more; no number would show it.
Example: `holds = ["from-are.2019 = max(from-*.2019)"]` for "The UAE was the largest buyer in 2019".
What to do: write the title anew, then the comparison; `bilat explain words` prints what it may use."#,
    ),
    (
        "C122",
        r"A color of `[house.colors]` is too pale for its background, or too near another one.
Why: a figure is printed in gray, read on phones in the sun, and by people with other kinds of color vision.
Example: a house yellow for series 1 has a contrast of 1.4 on white where 4.5 is needed.
What to do: choose a darker color, or one farther from the other that is named, or leave it to the theme.",
    ),
    (
        "C123",
        r#"A font file or the mark of `[house]` cannot be used.
Why: figures are the same in SVG, PNG and PDF, so a mark is outlines in flat colors and a face is a static one.
Example: `logo = "logo.svg"` with a gradient, an image or live text in it; a variable font.
What to do: save the mark as outlines in flat colors; name the static files of a face."#,
    ),
    (
        "C203",
        r#"A share of freight and insurance is given without saying of what it is a share.
Why: 10 % of the FOB value and 10 % of the CIF value are different amounts.
Example: `conversion = "10 %"`: CIF 110 is FOB 100 by `cif-factor` and 99 by `freight-margin`.
What to do: write `cif-factor` (CIF is FOB times 1.10) or `freight-margin` (FOB is CIF less 10 %)."#,
    ),
];
