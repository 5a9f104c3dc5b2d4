//! The freight rate out of distance, unit value and geography, by the equation of CEPII working paper 2010-23
//! (Table 1, Model II). The year effects are not in that table: a rate from here is an illustration, and is labeled so.
//!
//! ln f = 0.32 − 0.11 ln D + 0.01 (ln D)² − 0.032 ln UV − 0.044 contiguous + 0.049 landlocked importer
//! − 0.009 landlocked exporter. Some transcriptions have the signs of the last two reversed.

/// What the equation asks of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Freight {
    /// Distance in kilometers.
    pub distance_km: f64,
    /// Unit value in thousand dollars a tonne, the units of the paper's data.
    pub unit_value: f64,
    /// Whether the two share a border.
    pub contiguous: bool,
    /// Whether the importer has no coast.
    pub importer_landlocked: bool,
    /// Whether the exporter has no coast.
    pub exporter_landlocked: bool,
}

impl Freight {
    /// CIF over FOB; `None` where distance or unit value is not above 0.
    #[must_use]
    pub fn factor(self) -> Option<f64> {
        if !(self.distance_km > 0.0 && self.unit_value > 0.0) {
            return None;
        }
        let distance = libm::log(self.distance_km);
        let term = |is: bool, coefficient: f64| if is { coefficient } else { 0.0 };
        let log = 0.32 - 0.11 * distance + 0.01 * distance * distance
            - 0.032 * libm::log(self.unit_value)
            + term(self.contiguous, -0.044)
            + term(self.importer_landlocked, 0.049)
            + term(self.exporter_landlocked, -0.009);
        Some(libm::exp(log))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Freight = Freight {
        distance_km: 3_360.0,
        unit_value: 1.0,
        contiguous: false,
        importer_landlocked: false,
        exporter_landlocked: false,
    };

    #[test]
    fn a_landlocked_importer_pays_more() {
        let inland = Freight { importer_landlocked: true, ..PLAIN };
        let ratio = inland.factor().unwrap() / PLAIN.factor().unwrap();
        assert!((ratio - 1.050_220_35).abs() < 1e-8, "{ratio}");
    }

    #[test]
    fn cheap_goods_pay_a_higher_rate_and_neighbors_a_lower_one() {
        // ln 3360 = 8.119696; 0.32 - 0.893167 + 0.659295 = 0.086128.
        let plain = PLAIN.factor().unwrap();
        assert!((plain - 1.089_946).abs() < 1e-5, "{plain}");
        assert!(Freight { unit_value: 0.1, ..PLAIN }.factor().unwrap() > plain);
        assert!(Freight { contiguous: true, ..PLAIN }.factor().unwrap() < plain);
        assert_eq!(Freight { distance_km: 0.0, ..PLAIN }.factor(), None);
    }
}
