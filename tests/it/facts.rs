//! The ledgers and the panel of the shared facts, where they are at hand. Without them each test says so and passes.

use bilat::claims::{
    Grid, Panel, Question, Variant, base_rate, check_claim, read_claims, read_events, read_figures,
    read_targets,
};
use bilat::diag::has_errors;
use bilat::trade::{Area, Decimal, HedgeSettings, Money};

use crate::shared::text;

const FACTS: &str = "facts";
const BACI: &str = "data/baci/cepii_baci_bilateral_totals_2000-2020.csv";
const MILLION: i64 = 1_000_000_000;

#[test]
fn every_claim_gets_its_verdict_from_its_numbers_and_from_its_sentence() {
    let Some(text) = text(&format!("{FACTS}/claims.csv")) else { return };
    let (claims, diagnostics) = read_claims(&text, "claims.csv");
    assert!(!has_errors(&diagnostics), "{diagnostics:?}");
    assert_eq!(claims.len(), 13);
    for claim in claims {
        let check = check_claim(&claim);
        assert_eq!(Some(check.verdict), claim.expected, "{}: {}", claim.id, check.computed);
        let sentence = check.sentence.map(|sentence| sentence.verdict);
        assert_eq!(sentence, claim.expected, "{}: {}", claim.id, claim.sentence);
    }
}

#[test]
fn the_shared_ledgers_are_read_without_a_fault() {
    if let Some(text) = text(&format!("{FACTS}/rus_afg_figures.csv")) {
        let (figures, diagnostics) = read_figures(&text, "figures.csv", &HedgeSettings::default());
        assert!(!has_errors(&diagnostics), "{diagnostics:?}");
        assert_eq!(figures.len(), 121);
        let factor = diagnostics.iter().find(|d| d.title.contains("for 2024")).unwrap();
        assert_eq!(factor.title, "statements for 2024 differ by a factor 4.18");
    }
    if let Some(text) = text(&format!("{FACTS}/targets.csv")) {
        let (targets, diagnostics) = read_targets(&text, "targets.csv");
        assert_eq!((targets.len(), diagnostics.len()), (51, 0));
    }
    if let Some(text) = text(&format!("{FACTS}/events.csv")) {
        let (events, diagnostics) = read_events(&text, "events.csv");
        assert_eq!((events.len(), diagnostics.len()), (5, 0));
    }
}

fn panel(text: &str) -> Panel {
    Panel::from_flows(text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let area = |code| Area::from_code(code).unwrap();
        let thousands = Decimal::parse_plain(cells[3]).unwrap();
        let value = Money::from_decimal(thousands, 1_000).unwrap().0.thousandths();
        (cells[0].parse().unwrap(), area(cells[1]), area(cells[2]), value)
    }))
}

/// Question in millions and years, hits, windows, pairs with a hit, pairs, 99th percentile.
type Reference = (i64, i64, i32, usize, usize, usize, usize, f64);

const REFERENCES: [Reference; 7] = [
    (560, 3_000, 2, 29, 20_636, 25, 2_913, 3.248),
    (1_000, 3_000, 1, 52, 17_904, 49, 2_305, 2.241),
    (560, 10_000, 7, 22, 14_326, 16, 2_590, 8.580),
    (3_000, 10_000, 5, 263, 8_658, 137, 1_258, 4.390),
    (1_000, 10_000, 6, 31, 12_705, 23, 2_090, 6.338),
    (170, 1_000, 1, 50, 29_202, 50, 4_359, 3.246),
    (261, 3_000, 1, 5, 26_795, 5, 3_835, 2.958),
];

#[test]
fn base_rates_agree_with_the_reference_counts_exactly() {
    let Some(text) = text(BACI) else { return };
    let panel = panel(&text);
    for (from, to, years, hits, windows, pairs_with_hit, pairs, p99) in REFERENCES {
        let question = Question { from: from * MILLION, to: to * MILLION, years };
        let answer = base_rate(&panel, question).unwrap();
        let core = answer.core;
        let found = (core.hits, core.windows, core.pairs_with_hit, core.pairs);
        assert_eq!(found, (hits, windows, pairs_with_hit, pairs), "{question:?}");
        assert!((answer.p99 - p99).abs() < 5e-4, "{}", answer.p99);
        assert_eq!(answer.precedents.len(), hits);
        assert!(answer.wilson.0 < core.share().unwrap() && core.share().unwrap() < answer.wilson.1);
    }
}

#[test]
fn robust_variants_agree_with_the_reference_shares() {
    let Some(text) = text(BACI) else { return };
    let panel = panel(&text);
    let question = Question { from: 560 * MILLION, to: 3_000 * MILLION, years: 2 };
    let answer = base_rate(&panel, question).unwrap();
    for (variant, percent) in [
        (Variant::Held, 0.078),
        (Variant::NotADip, 0.102),
        (Variant::HeldNotADip, 0.052),
        (Variant::NonOverlapping, 0.143),
        (Variant::FirstWindow, 0.206),
        (Variant::Narrow, 0.142),
    ] {
        let count = answer.variants.iter().find(|(known, _)| *known == variant).unwrap().1;
        assert!((count.share().unwrap() * 100.0 - percent).abs() < 5e-4, "{variant:?} {count:?}");
    }
}

#[test]
fn the_grid_encloses_the_share_of_each_reference() {
    let Some(text) = text(BACI) else { return };
    let grid = Grid::of(&panel(&text));
    assert_eq!(Grid::from_csv(&grid.to_csv()).unwrap().to_csv(), grid.to_csv());
    for (from, to, years, hits, windows, ..) in REFERENCES {
        let answer =
            grid.answer(Question { from: from * MILLION, to: to * MILLION, years }).unwrap();
        let share = hits as f64 / windows as f64;
        assert!(answer.low <= share && share <= answer.high, "{answer:?} does not hold {share}");
    }
}
