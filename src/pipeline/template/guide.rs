//! The page of `bilat explain words`: all that may stand between braces, from the same tables that are evaluated.

use super::call::FUNCTIONS;
use super::form::FILTERS;

/// Names, fields, functions and filters of expressions.
#[must_use]
pub fn guide() -> String {
    let mut page = String::from(
        "What stands between braces in words of charts and in articles is computed from the run.\n\n\
         Names\n  \
         series.2024            a value as it was said; in articles `chart:series.2024`\n  \
         series.2024-Q1         also 2024-05, 2024-01-01/2024-11-30, first, last, peak, trough\n  \
         series.2024.low        a field: bare, low, high, interval, period, label, growth, fold, share, times,\n  \
                                or an indicator, such as trend_growth\n  \
         target.2025            a target of the chart; target.2025.required_growth\n  \
         from-*.2024, a.*       many series, or all periods of one\n\n\
         Operators stand between blanks: + - * / < <= > >= = != and or not. A filter takes all before it.\n\n\
         Functions\n",
    );
    list(&mut page, &FUNCTIONS);
    page.push_str("\nFilters\n");
    list(&mut page, &FILTERS);
    page.push_str(
        "\nA value that does not exist is an error with its reason; `| or_na` says that it is meant.\n\
         What a title claims without a number is held by `holds` in chart.toml:\n  \
         holds = [\"from-are.2019 = max(from-*.2019)\"]\n",
    );
    page
}

/// How each is written, and what it gives.
fn list(page: &mut String, rows: &[(&str, &str, &str)]) {
    let width = rows.iter().map(|(_, written, _)| written.len()).max().unwrap_or(0);
    for (_, written, about) in rows {
        page.push_str(&format!("  {written:<width$}  {about}\n"));
    }
}
