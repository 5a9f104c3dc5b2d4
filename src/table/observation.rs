//! One observation: who traded what with whom, when, and what it was worth.

use crate::trade::{
    Area, Classification, Commodity, Evidence, Flow, Frequency, Money, ObsStatus, Period, Valuation,
};

/// An amount in its own unit, in exact thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Thousandths of the unit.
    pub thousandths: i64,
    /// Unit as the producer writes it.
    pub unit: Box<str>,
}

/// One row of a Table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Index of its dataset.
    pub dataset: u16,
    /// Physical line in the file.
    pub line: u32,
    /// Who reports.
    pub reporter: Area,
    /// The other side.
    pub partner: Area,
    /// Area that the goods passed, where the row breaks a total down by it.
    pub second_partner: Option<Area>,
    /// Direction.
    pub flow: Flow,
    /// When.
    pub period: Period,
    /// Meaning of the code.
    pub classification: Classification,
    /// What.
    pub commodity: Commodity,
    /// Mode of transport where the row breaks a total down by it; 0 for all.
    pub mode_of_transport: u16,
    /// Customs procedure where the row breaks a total down by it; `None` for all.
    pub customs_procedure: Option<Box<str>>,
    /// Value; `None` where there is none, for the reason in `status`.
    pub primary_value: Option<Money>,
    /// Ends of the value's interval, where it is not exact.
    pub interval: Option<(Money, Money)>,
    /// Value with freight and insurance.
    pub cif_value: Option<Money>,
    /// Value without.
    pub fob_value: Option<Money>,
    /// Border value of `primary_value`.
    pub valuation: Valuation,
    /// Net weight in grams.
    pub net_weight_g: Option<i64>,
    /// Amount in its own unit.
    pub quantity: Option<Quantity>,
    /// Class of testimony.
    pub evidence: Evidence,
    /// State of the observation.
    pub status: ObsStatus,
}

/// What makes two rows the same observation.
pub(super) type Key<'a> =
    (Area, Area, Flow, Frequency, Period, Classification, &'a Commodity, Breakdown<'a>);

/// The parts of a row that break a total down.
pub(super) type Breakdown<'a> = (Option<Area>, u16, Option<&'a str>);

impl Observation {
    /// An observation of all commodities without a value, to be completed.
    #[must_use]
    pub fn new(line: u32, reporter: Area, partner: Area, flow: Flow, period: Period) -> Self {
        Self {
            dataset: 0,
            line,
            reporter,
            partner,
            second_partner: None,
            flow,
            period,
            classification: Classification::Unknown,
            commodity: Commodity::total(),
            mode_of_transport: 0,
            customs_procedure: None,
            primary_value: None,
            interval: None,
            cif_value: None,
            fob_value: None,
            valuation: Valuation::Unknown,
            net_weight_g: None,
            quantity: None,
            evidence: Evidence::Reported,
            status: ObsStatus::Normal,
        }
    }

    /// The value as a count of thousandths; 0 where there is none.
    #[must_use]
    pub fn thousandths(&self) -> i128 {
        self.primary_value.map_or(0, |money| i128::from(money.thousandths()))
    }

    /// Whether the row is a part of a total by transport, customs procedure or second partner.
    #[must_use]
    pub fn is_breakdown(&self) -> bool {
        self.breakdown() != (None, 0, None)
    }

    pub(super) fn breakdown(&self) -> Breakdown<'_> {
        (self.second_partner, self.mode_of_transport, self.customs_procedure.as_deref())
    }

    pub(super) fn key(&self) -> Key<'_> {
        (
            self.reporter,
            self.partner,
            self.flow,
            self.period.frequency(),
            self.period,
            self.classification,
            &self.commodity,
            self.breakdown(),
        )
    }
}
