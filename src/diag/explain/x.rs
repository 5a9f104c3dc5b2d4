//! Pages on outputs: what is written, and on which terms. Nothing but words.

/// Code and page.
pub(super) static PAGES: &[(&str, &str)] = &[
    (
        "X201",
        r"A label would be run as a formula by a spreadsheet program.
Why: opening the written CSV could start something on the reader's machine.
Example: a label that begins with `=`, `+`, `-`, `@` or a tab.
It is written with an apostrophe before it; numbers are never altered.
What to do: nothing, or choose another label.",
    ),
    (
        "X202",
        r"A label holds control characters, which were left out of the picture.
Why: they have no ink, and XML does not allow them. The data file keeps the label whole.
Example: a line break or U+0008 in the name of a series.
What to do: type the label again.",
    ),
    (
        "X203",
        r"The system does not let a file be written.
Why: everything is written beside its place first and moved there at the end; what stood there is untouched.
Example: the disk is full, the folder is read-only, or the file is open in a program that locks it.
What to do: follow the system's reason in the title, and run again.",
    ),
    (
        "X204",
        r"Another build is at work in this desk.
Why: two at once would mix their outputs.
Example: a build in another window, with the process id in the title.
What to do: wait for it to end, or stop it. The lock ends with its process, even after a crash.",
    ),
    (
        "X206",
        r"A file on the disk is not what a build makes today, or the lock records other files.
Why: the figures in it may no longer follow from the data beside it.
Example: a dataset was revised and the charts were not built again; a picture was edited by hand.
What to do: run `bilat build`, look at what changed, and commit it.",
    ),
    (
        "X207",
        r"A picture carries no record of its making, or one that this version does not read.
Why: without the record nobody can say from which rows it was drawn, so it cannot be held against a desk.
Example: a chart of another program; a PNG from which a web site has stripped all texts.
What to do: take the figure from the desk that made it; `bilat inspect FIGURE` shows what a file carries.",
    ),
    (
        "X208",
        r"The bytes of a figure are not those that were written: its seal is broken.
Why: what is seen may no longer be what the record says.
Example: a number changed in an editor; an SVG saved anew by a drawing program.
The seal is a digest and no signature: it finds changes, not forgers. The desk has the last word.
What to do: take the figure from its desk again, or keep the edited copy under another name.",
    ),
    (
        "X209",
        r"The desk would draw this figure otherwise today.
Why: data, words or settings have changed since; what is published no longer says what the desk knows.
Example: a revision of the customs table. Rows that changed are listed with file, line, old and new value;
a value whose license does not let it be published stands as the start of its digest.
What to do: look at the rows, export the figure again, and correct what was published (`bilat diff`).",
    ),
    (
        "X210",
        r"A file given to `bilat lint` is not an SVG that can be looked at.
Why: what is broken, packed or explodes shows differently in each program, and is not opened here.
Example: a truncated file, a `.svgz`, a file that declares entities, or one above 32 MB.
What to do: export the figure again as plain SVG.",
    ),
    (
        "X301",
        r#"The license of a dataset does not allow its rows to be passed on.
Why: publishing them breaks the terms under which they came. Figures derived from them may be published.
A build leaves the rows out of every file that it writes and says so; a command that would copy them stops.
Example: a download with `rows = "no"` in its `[licence]`.
What to do: publish the chart without its rows, or ask the producer."#,
    ),
    (
        "X302",
        r"The license of a dataset asks for a line of attribution, and none is given.
Why: without the line under the chart the license does not hold.
Example: a `[licence]` with an empty `attribution`, unless its name says `public domain` or `CC0`.
What to do: set `attribution` in dataset.toml; it is printed in the caption.",
    ),
    (
        "X303",
        r"The dataset does not state its license.
Why: without it nobody knows whether its rows may be published. Reading it is allowed.
Example: a dataset.toml with no `[licence]`.
What to do: add `[licence]` with `name`, `rows` and `attribution`, from the terms of the source.",
    ),
];
