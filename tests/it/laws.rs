//! Laws that hold for all inputs: points drawn from the inputs' box never leave the result's interval, parts sum to
//! their whole, order never matters.

use bilat::indicator::Settings;
use bilat::series::basket::Basket;
use bilat::series::{Series, Value};
use bilat::trade::{Area, Commodity, Estimate, Flow, Frequency, Period, Unit};
use proptest::prelude::*;

use crate::samples::{Good, basket, form, point, points, points_of, series, totals, yearly};

/// A positive number with an interval around it, and a point drawn from the interval.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    known: Estimate,
    truth: f64,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (1.0..1e4_f64, 0.0..0.2_f64, 0.0..0.2_f64, 0.0..=1.0_f64).prop_map(|(mid, below, above, at)| {
        let (low, high) = (mid * (1.0 - below), mid * (1.0 + above));
        Drawn { known: Estimate::new(low, mid, high), truth: low + at * (high - low) }
    })
}

fn several(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Drawn>> {
    prop::collection::vec(drawn(), count)
}

/// The same values of consecutive years, as they are known and as they are.
fn both(values: &[Drawn]) -> [Series; 2] {
    let known = values.iter().zip(2001..).map(|(v, y)| point(&y.to_string(), Some(v.known)));
    let truth: Vec<f64> = values.iter().map(|v| v.truth).collect();
    [series(known.collect()), yearly(2001, &truth)]
}

/// Commodities of one year, as they are known and as they are.
fn baskets(year: &str, values: &[Drawn]) -> [Basket; 2] {
    let codes: Vec<String> = (10..10 + values.len()).map(|code| code.to_string()).collect();
    let items = |of: fn(&Drawn) -> f64| -> Vec<Good> {
        codes.iter().zip(values).map(|(code, v)| (code.as_str(), of(v), 7.0)).collect()
    };
    let truth = basket(&[(year, &items(|v| v.truth))]);
    let mut known = basket(&[(year, &items(|v| v.known.mid()))]);
    let content = known.contents.values_mut().next().unwrap();
    for (item, value) in content.items.values_mut().zip(values) {
        item.value = Value::Known(value.known);
    }
    [known, truth]
}

fn merged(mut left: Basket, right: Basket) -> Basket {
    left.contents.extend(right.contents);
    left
}

/// Each true result lies in the interval of the known one.
fn contains(what: &str, known: &[bilat::series::Point], truth: &[bilat::series::Point]) {
    for (known, truth) in known.iter().zip(truth) {
        let (Some(interval), Some(value)) = (known.value.known(), truth.value.known()) else {
            continue;
        };
        let value = value.mid();
        let dust = 1e-9 * value.abs().max(interval.high().abs()).max(1.0);
        assert!(
            interval.low() - dust <= value && value <= interval.high() + dust,
            "{what} in {}: {value} is outside {interval:?}",
            known.period
        );
    }
}

/// An indicator of plain series contains its truth.
fn plain(id: &str, variant: &str, inputs: &[&[Drawn]]) {
    let sides: Vec<[Series; 2]> = inputs.iter().map(|values| both(values)).collect();
    let of = |index: usize| -> Vec<Series> { sides.iter().map(|s| s[index].clone()).collect() };
    let settings = form(variant);
    contains(
        &format!("{id} {variant}"),
        &points(id, &of(0), &settings),
        &points(id, &of(1), &settings),
    );
}

/// An indicator of baskets contains its truth.
fn of_parts(id: &str, settings: &Settings, inputs: &[[Basket; 2]]) {
    let of = |index: usize| -> Vec<Basket> { inputs.iter().map(|b| b[index].clone()).collect() };
    let what = format!("{id} {:?}", settings.variant);
    contains(&what, &points_of(id, &of(0), settings), &points_of(id, &of(1), settings));
}

/// An index whose prices alone are uncertain: weights stand at mid in the known basket and the true one.
fn one_good(id: &str, variant: &str, inputs: &[Basket; 2]) {
    let single = |basket: &Basket| {
        let mut basket = basket.clone();
        basket
            .contents
            .values_mut()
            .for_each(|content| content.items.retain(|code, _| code == "10"));
        basket
    };
    of_parts(id, &form(variant), &[[single(&inputs[0]), single(&inputs[1])]]);
}

fn mids(found: &[bilat::series::Point]) -> Vec<f64> {
    found.iter().filter_map(|point| Some(point.value.known()?.mid())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn intervals_of_one_series_contain_every_point_of_the_box(values in several(4..9)) {
        for (id, variant) in [
            ("growth", ""), ("log-growth", ""), ("compound-growth", ""), ("trend-growth", "rate"),
            ("trend-growth", "log"), ("mean-growth", "yearly"), ("mean-growth", "log"), ("index", ""),
        ] {
            plain(id, variant, &[&values]);
        }
    }

    #[test]
    fn intervals_of_two_sides_contain_every_point_of_the_box(x in several(3..4), m in several(3..4)) {
        for (id, variant) in [
            ("turnover", ""), ("trade-balance", ""), ("cover-ratio", ""), ("normalized-balance", ""),
            ("mirror-gap", "ratio"), ("mirror-gap", "relative"), ("mirror-gap", "log"),
            ("intra-industry", "one"), ("intra-industry", "marginal"),
        ] {
            plain(id, variant, &[&x, &m]);
        }
    }

    #[test]
    fn intervals_of_intensity_contain_every_point_of_the_box(v in several(4..5), own in drawn()) {
        // Totals that hold their parts.
        let total = |part: Drawn, more: Drawn| Drawn {
            known: part.known + more.known,
            truth: part.truth + more.truth,
        };
        let (to, imports) = (v[0], v[1]);
        let (all, world) = (total(to, v[2]), total(total(imports, own), v[3]));
        plain("trade-intensity", "wits", &[&[to], &[all], &[imports], &[world]]);
        plain("trade-intensity", "drysdale", &[&[to], &[all], &[imports], &[world], &[own]]);
        plain("share", "", &[&[to], &[all]]);
    }

    #[test]
    fn intervals_of_baskets_contain_every_point_of_the_box(
        a in several(2..7), b in several(2..7), c in several(2..7), d in several(2..7),
    ) {
        let now = || baskets("2002", &a);
        let other = || baskets("2002", &b);
        for variant in ["plain", "normalized", "root", "scaled"] {
            of_parts("concentration", &form(variant), &[now()]);
        }
        let code = Settings { commodity: Some("10".to_owned()), ..form("plain") };
        of_parts("revealed-advantage", &code, &[now(), other()]);
        of_parts("complementarity", &form(""), &[now(), other()]);
        of_parts("export-similarity", &form(""), &[now(), other()]);
        of_parts("intra-industry", &form("aggregate"), &[now(), other()]);
        let years = |old: &[Drawn], new: &[Drawn]| {
            let ([known, truth], [now, is]) = (baskets("2001", old), baskets("2002", new));
            [merged(known, now), merged(truth, is)]
        };
        of_parts("intra-industry", &form("marginal-aggregate"), &[years(&a, &b), years(&c, &d)]);
        for variant in ["survivors", "entrants", "exits"] {
            of_parts("margins", &form(variant), &[years(&a, &b)]);
        }
        let zeros = |variant: &str| Settings { absent_is_zero: true, ..form(variant) };
        for variant in ["extensive", "intensive"] {
            of_parts("margins", &zeros(variant), &[now(), other()]);
        }
    }

    #[test]
    fn intervals_of_parts_and_prices_contain_every_point_of_the_box(v in several(4..5), p in several(2..3)) {
        // A part beside the rest of its total: only the part has an interval, or only the rest.
        let exact = |of: Drawn| Drawn { known: Estimate::exact(of.truth), truth: of.truth };
        let total = |part: Drawn, rest: Drawn| Drawn {
            known: Estimate::exact(rest.truth) + part.known,
            truth: part.truth + rest.truth,
        };
        let (old, new, rest) = (v[0], v[1], exact(v[2]));
        plain("contribution", "", &[&[exact(old), new], &[total(exact(old), rest), total(new, rest)]]);
        let prices = both(&p).map(|series| Series { unit: Unit::Index, ..series });
        let levels = both(&v[..2]);
        for settings in [form("growth"), Settings { base: Some(Period::year(2002)), ..form("level") }] {
            let of = |index: usize| {
                points("real-growth", &[levels[index].clone(), prices[index].clone()], &settings)
            };
            contains("real-growth", &of(0), &of(1));
        }
        let goods = |of: [Basket; 2], then: [Basket; 2]| {
            let ([known, truth], [now, is]) = (of, then);
            [merged(known, now), merged(truth, is)]
        };
        for variant in ["laspeyres", "paasche", "fisher", "fisher-chained"] {
            let inputs = goods(baskets("2001", &v[..2]), baskets("2002", &v[2..]));
            one_good("price-index", variant, &inputs);
        }
    }

    #[test]
    fn shares_sum_to_one_and_contributions_to_growth(old in several(2..7), new in several(7..8)) {
        let (old, new) = (&old[..], &new[..old.len()]);
        let whole = |of: &[Drawn]| of.iter().map(|v| v.truth).sum::<f64>();
        let total = yearly(2001, &[whole(old), whole(new)]);
        let (mut shares, mut contributions) = (0.0, 0.0);
        for (before, after) in old.iter().zip(new) {
            let sides = [yearly(2001, &[before.truth, after.truth]), total.clone()];
            shares += mids(&points("share", &sides, &Settings::default()))[1];
            contributions += mids(&points("contribution", &sides, &Settings::default()))[0];
        }
        let growth = mids(&points("growth", &[total], &Settings::default()))[0];
        prop_assert!((shares - 1.0).abs() < 1e-9, "{shares}");
        prop_assert!((contributions - growth).abs() < 1e-9 * growth.abs().max(1.0));
    }

    #[test]
    fn survivors_entrants_and_exits_sum_to_growth(old in several(2..7), new in several(2..7)) {
        // The later basket has lost the first commodity and may have gained others.
        let mut later = baskets("2002", &new)[1].clone();
        later.contents.values_mut().next().unwrap().items.remove("10");
        let flow = merged(baskets("2001", &old)[1].clone(), later);
        let of = |variant: &str| mids(&points_of("margins", std::slice::from_ref(&flow), &form(variant)))[0];
        let sum = of("survivors") + of("entrants") + of("exits");
        let growth = mids(&points("growth", &[totals(&flow)], &Settings::default()))[0];
        prop_assert!((sum - growth).abs() < 1e-9 * growth.abs().max(1.0), "{sum} and {growth}");
    }

    #[test]
    fn an_index_is_100_at_its_base_and_keeps_growth(values in several(3..8), at in 0..3_usize) {
        let truth: Vec<f64> = values.iter().map(|v| v.truth).collect();
        let levels = yearly(2001, &truth);
        let base = Some(Period::year(2001 + at as i32));
        let settings = Settings { base, ..Settings::default() };
        let index = Series { points: points("index", std::slice::from_ref(&levels), &settings), ..levels.clone() };
        prop_assert_eq!(index.points[at].value.known(), Some(Estimate::exact(100.0)));
        let growth = |of: Series| mids(&points("growth", &[of], &Settings::default()));
        for (a, b) in growth(levels).iter().zip(growth(index)) {
            prop_assert!((a - b).abs() < 1e-9 * a.abs().max(1.0));
        }
    }

    #[test]
    fn a_mirrored_gap_is_its_inverse(x in drawn(), m in drawn()) {
        let of = |a: Drawn, b: Drawn, variant: &str| {
            mids(&points("mirror-gap", &[yearly(2001, &[a.truth]), yearly(2001, &[b.truth])], &form(variant)))[0]
        };
        prop_assert!((of(x, m, "ratio") * of(m, x, "ratio") - 1.0).abs() < 1e-9);
        prop_assert!((of(x, m, "log") + of(m, x, "log")).abs() < 1e-9);
        prop_assert!((of(x, m, "relative") + of(m, x, "relative")).abs() < 1e-9);
    }

    #[test]
    fn fisher_lies_between_and_a_chain_of_two_is_fixed(
        p0 in several(2..6), p1 in several(6..7), q0 in several(6..7), q1 in several(6..7),
    ) {
        let codes: Vec<String> = (10..10 + p0.len()).map(|code| code.to_string()).collect();
        let year = |p: &[Drawn], q: &[Drawn]| -> Vec<Good> {
            let priced = codes.iter().zip(p.iter().zip(q));
            priced.map(|(code, (p, q))| (code.as_str(), p.truth * q.truth, q.truth)).collect()
        };
        let (old, new) = (year(&p0, &q0), year(&p1, &q1));
        let goods = basket(&[("2001", &old), ("2002", &new)]);
        for id in ["price-index", "volume-index"] {
            let of = |variant: &str| mids(&points_of(id, std::slice::from_ref(&goods), &form(variant)))[1];
            let (l, p, f) = (of("laspeyres"), of("paasche"), of("fisher"));
            let dust = 1e-9 * f;
            prop_assert!(l.min(p) - dust <= f && f <= l.max(p) + dust, "{id}: {l} {f} {p}");
            for variant in ["laspeyres", "paasche", "fisher"] {
                let chained = of(&format!("{variant}-chained"));
                prop_assert!((of(variant) / chained - 1.0).abs() < 1e-9);
            }
        }
        let price = mids(&points_of("price-index", std::slice::from_ref(&goods), &form("fisher")))[1];
        let volume = mids(&points_of("volume-index", &[goods], &form("fisher")))[1];
        let sum = |of: &[Good]| of.iter().map(|item| item.1).sum::<f64>();
        prop_assert!((price * volume / 1e4 / (sum(&new) / sum(&old)) - 1.0).abs() < 1e-9);
    }
}

/// A table from short rows, in the order given.
fn read(rows: &[String]) -> bilat::table::Table {
    let text = format!("t,i,j,k,v,q\n{}\n", rows.join("\n"));
    let spec = bilat::read::DatasetSpec::default();
    let input = bilat::read::Input { dataset: "d", path: "d.csv", bytes: text.as_bytes() };
    bilat::source::read_dataset(input, &spec).0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_never_matters_and_exports_mirror_imports(
        values in prop::collection::vec(1..9_999_999_u32, 12), seed in any::<u64>(),
    ) {
        let codes = ["110100", "270900", "310210", "870323"];
        let rows: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(at, v)| {
                let importer = [4, 860, 398][at / 4];
                format!("2020,643,{importer},{},{}.{:03},5", codes[at % 4], v / 1000, v % 1000)
            })
            .collect();
        let mut mixed = rows.clone();
        mixed.sort_by_key(|row| row.bytes().fold(seed | 1, |hash, b| {
            hash.wrapping_mul(0x100_0000_01b3) ^ u64::from(b)
        }));
        let selector = bilat::table::Selector {
            dataset: None,
            reporter: Area::from_code("RUS").unwrap(),
            partner: Area::WORLD,
            flow: Flow::Export,
            commodity: Commodity::total(),
            frequency: Frequency::Annual,
        };
        let of = |rows: &[String], by| {
            let (found, _) = read(rows).basket(&selector, by);
            let h = points_of("concentration", std::slice::from_ref(&found), &Settings::default());
            mids(&h)[0].to_bits()
        };
        for by in [bilat::table::By::Partner, bilat::table::By::Commodity(None)] {
            prop_assert_eq!(of(&rows, by), of(&mixed, by));
        }
        let table = read(&rows);
        let exports = table.series("x", &selector).0;
        let mirror = bilat::table::Selector { reporter: Area::WORLD, ..selector };
        let world = table.series("w", &mirror).0;
        prop_assert_eq!(exports.points[0].value.clone(), world.points[0].value.clone());
    }
}
