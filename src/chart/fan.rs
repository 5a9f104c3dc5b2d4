//! Fan: values with their intervals as bands over time, the widest in the lightest color.

use super::Kind;
use crate::layout::{Frame, Obstacles, no_data};
use crate::picture::{Chart, Role, Timeline};
use crate::scene::{Group, Node, Stroke};
use crate::series::{Point, Series};

/// Intervals over time.
pub struct Fan;

impl Kind for Fan {
    fn id(&self) -> &'static str {
        "fan"
    }
    fn when(&self) -> &'static str {
        "how uncertain a course is: intervals of estimates, quantiles of a base rate"
    }
    fn when_not(&self) -> &'static str {
        "exact values: use line"
    }
    fn draw(&self, chart: &Chart, frame: &mut Frame) {
        let Some(timeline) = Timeline::new(chart, frame.body, 0.0) else {
            frame.nodes.extend(no_data(&chart.style, &frame.body));
            return;
        };
        let mut obstacles = Obstacles::default();
        let marks = lines(chart, &timeline, &mut obstacles);
        let names = timeline.names(chart, &mut obstacles);
        frame.nodes.extend(bands(chart, &timeline));
        frame.nodes.extend(timeline.ground(chart));
        frame.nodes.push(timeline.events(chart, &mut obstacles));
        frame.nodes.extend(marks);
        frame.nodes.push(Node::Group(Group { name: "labels".to_owned(), children: names }));
        frame.nodes.push(timeline.regions(chart));
    }
}

/// The middle of each series, whatever it rests on; the last stands out by its weight.
fn lines(chart: &Chart, timeline: &Timeline, obstacles: &mut Obstacles) -> Vec<Node> {
    let style = &chart.style;
    let mut nodes = vec![];
    for (index, (shown, series)) in chart.of_role(Role::Main).enumerate() {
        let color = style.theme.series.get(index).copied().unwrap_or(style.theme.context);
        let mut children = vec![];
        for run in runs(series, timeline) {
            let data: Vec<(f64, f64)> = run
                .iter()
                .filter_map(|p| Some((p.period.middle(), p.value.known()?.mid())))
                .collect();
            let width = style.preset.strokes.series;
            children.extend(
                timeline.plot.line(&data, &Stroke { color, width, dash: vec![], round: true }),
            );
            if let [only] = data[..] {
                children.extend(timeline.plot.marker(only, 1.6 * width, color, None));
            }
            let placed: Vec<_> = run.iter().filter_map(|point| timeline.place(point)).collect();
            obstacles.add_line(&placed);
        }
        nodes.push(Node::Group(Group { name: format!("series-{}", shown.id), children }));
    }
    nodes
}

/// One band for each series with intervals, from the widest to the narrowest.
fn bands(chart: &Chart, timeline: &Timeline) -> Vec<Node> {
    let theme = chart.style.theme;
    let mut wide: Vec<(&Series, f64)> = chart
        .of_role(Role::Main)
        .map(|(_, series)| {
            (series, series.known().map(|(_, e)| e.high() - e.low()).fold(0.0, f64::max))
        })
        .filter(|(_, width)| *width > 0.0)
        .collect();
    wide.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut group = Group { name: "bands".to_owned(), children: vec![] };
    for (index, (series, _)) in wide.into_iter().enumerate() {
        let fill = theme.sequential[index.min(2)];
        for run in runs(series, timeline) {
            let edge = |end: fn(crate::trade::Estimate) -> f64| -> Vec<(f64, f64)> {
                run.iter()
                    .filter_map(|p| Some((p.period.middle(), end(p.value.known()?))))
                    .collect()
            };
            let (upper, lower) =
                (edge(crate::trade::Estimate::high), edge(crate::trade::Estimate::low));
            group.children.extend(timeline.plot.area(&upper, &lower, fill));
            let width = 0.5 * chart.style.preset.strokes.grid;
            let ink = Stroke { color: theme.sequential[2], width, dash: vec![], round: false };
            group.children.extend(timeline.plot.line(&upper, &ink));
            group.children.extend(timeline.plot.line(&lower, &ink));
        }
    }
    vec![Node::Group(group)]
}

/// Stretches of points that follow one another within the years shown.
fn runs<'a>(series: &'a Series, timeline: &Timeline) -> Vec<Vec<&'a Point>> {
    let points: Vec<&Point> =
        series.points.iter().filter(|p| timeline.place(p).is_some()).collect();
    points.chunk_by(|a, b| b.period.follows(a.period)).map(<[&Point]>::to_vec).collect()
}
