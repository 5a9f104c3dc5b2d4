//! What a picture is asked to show, and the parts of it that several kinds of chart share.
//!
//! Kinds of chart are members of `chart`; here stands what they are given and what they build on. Nothing is computed.

mod column_parts;
mod coverage;
mod end_labels;
mod line_ends;
mod parts;
mod ramp;
mod span;
mod stack;
mod tiles;
mod timeline;
mod unnamed;

use chrono::NaiveDate;

use crate::layout::{Header, Scale, Style};
use crate::scene::{Datum, Node, Region};
use crate::series::{Point, Series, SeriesSet, Value};
use crate::trade::{Period, Unit};
use crate::words::MoneyFormat;

pub use column_parts::{derived_column, labeled};
pub use coverage::{covered, state_swatch, strip, strip_room, strips};
pub use parts::{MOST_PARTS, Part, fit_rows, more, names_column, row_name};
pub use ramp::{Ramp, block};
pub use stack::Stack;
pub use tiles::{TILE_GRID, tiles};
pub use timeline::Timeline;
pub use unnamed::gray_unnamed;

/// Part that a series plays in its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Drawn as the kind draws series.
    #[default]
    Main,
    /// Printed beside another series.
    Growth,
    /// A path to a target.
    Path,
    /// Single points with speakers.
    Points,
    /// The rest of a whole, gray.
    Other,
}

/// How a series of the set is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Id of the series.
    pub id: String,
    /// Its part.
    pub role: Role,
    /// Its label in the language of the picture.
    pub label: String,
    /// The series that it is printed beside.
    pub beside: Option<String>,
    /// Whether it stands out among many.
    pub focus: bool,
}

/// A dated event in the language of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMark {
    /// When.
    pub date: NaiveDate,
    /// At most 24 characters.
    pub label: String,
}

/// A target in the language of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalMark {
    /// Id in the ledger.
    pub id: String,
    /// Amount in dollars.
    pub amount: f64,
    /// When it is to be reached.
    pub period: Period,
}

/// All that a picture shows, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Chart<'a> {
    /// Id of the chart.
    pub id: &'a str,
    /// Words around the plot.
    pub header: &'a Header,
    /// Alternative text.
    pub description: &'a str,
    /// The data.
    pub set: &'a SeriesSet,
    /// What of it is drawn, in order.
    pub shown: &'a [Shown],
    /// Events to mark.
    pub events: &'a [EventMark],
    /// Targets to mark.
    pub goals: &'a [GoalMark],
    /// First and last year of the time axis.
    pub years: Option<(i32, i32)>,
    /// Value axis.
    pub scale: Scale,
    /// Whether a strip of coverage stands under the plot.
    pub coverage: bool,
    /// Short names of speakers in the language of the picture.
    pub speakers: &'a dyn Speakers,
    /// How words look.
    pub style: Style<'a>,
}

/// Short names of speakers.
pub trait Speakers: std::fmt::Debug {
    /// How a speaker is called in a label; the name as given where nothing shorter is known.
    fn short<'a>(&'a self, speaker: &'a str) -> &'a str;
}

impl<'a> Chart<'a> {
    /// Series of a role, in order, with how they are shown.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = (&'a Shown, &'a Series)> {
        self.shown
            .iter()
            .filter(move |shown| shown.role == role)
            .filter_map(|shown| Some((shown, self.set.get(&shown.id)?)))
    }

    /// The series printed beside another.
    #[must_use]
    pub fn beside(&self, id: &str) -> Option<&'a Series> {
        let shown = self.shown.iter().find(|s| s.beside.as_deref() == Some(id))?;
        self.set.get(&shown.id)
    }

    /// One unit of money for all amounts in the picture.
    #[must_use]
    pub fn money(&self) -> MoneyFormat {
        let amounts: Vec<f64> = self
            .shown
            .iter()
            .filter(|shown| matches!(shown.role, Role::Main | Role::Points | Role::Other))
            .filter_map(|shown| self.set.get(&shown.id))
            .filter(|series| series.unit == Unit::Dollar)
            .flat_map(|series| series.known().map(|(_, estimate)| estimate.mid()))
            .collect();
        let largest = amounts.iter().map(|v| v.abs()).fold(0.0, f64::max);
        // Labels print the larger amounts; amounts below a hundredth of the largest get no label of their own.
        let printed: Vec<f64> = amounts.into_iter().filter(|v| v.abs() * 20.0 > largest).collect();
        self.style.numbers.money_for(&printed)
    }

    /// A point's value as a reader of the picture's language reads it, with its hedge.
    #[must_use]
    pub fn value_text(&self, series: &Series, point: &Point, money: MoneyFormat) -> String {
        let numbers = self.style.numbers;
        let text = numbers.value(&point.value, series.unit, money);
        match point.value {
            Value::Known(_) => numbers.hedged(point.hedge, &text),
            _ => text,
        }
    }

    /// The same for tight labels: the currency is left to the subtitle, the hedge is a sign.
    #[must_use]
    pub fn short_text(&self, series: &Series, point: &Point, money: MoneyFormat) -> String {
        let numbers = self.style.numbers;
        match (&point.value, series.unit) {
            (Value::Known(estimate), Unit::Dollar) => {
                numbers.hedge_signed(point.hedge, &numbers.money_short(estimate.mid(), money))
            }
            _ => self.value_text(series, point, money),
        }
    }

    /// Whether all that is drawn comes from one speaker.
    fn has_one_speaker(&self) -> bool {
        let drawn = self.shown.iter().filter_map(|shown| self.set.get(&shown.id));
        let mut speakers = drawn.flat_map(|series| &series.points).map(|point| &point.speaker);
        let first = speakers.next();
        speakers.all(|speaker| Some(speaker) == first)
    }

    /// A shape without ink that knows the datum behind it.
    #[must_use]
    pub fn region(&self, series: &Series, point: &Point, at: (f64, f64, f64, f64)) -> Node {
        let money = self.money();
        let value = self.value_text(series, point, money);
        let period = self.style.numbers.period(point.period);
        let label = self.shown.iter().find(|s| s.id == series.id).map_or("", |s| s.label.as_str());
        // A speaker that all points share stands in the footer.
        let speaker = if self.has_one_speaker() { "" } else { &point.speaker };
        let title = [label, &period, &value, self.speakers.short(speaker)];
        let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
        Node::Region(Region {
            x: at.0,
            y: at.1,
            width: at.2,
            height: at.3,
            title: title.join(" · "),
            datum: Datum { series: series.id.clone(), period: point.period.to_string(), value },
        })
    }
}
