//! Lengths as data.

use crate::base::Len;
use serde::{Serialize, Serializer};

/// Points with five decimals at most; a unit of length is about 0.000015 pt.
pub(super) fn points(length: Len) -> f64 {
    (length.to_pt() * 1e5).round() / 1e5 + 0.0
}

/// Amounts by the names of their tiers.
pub(super) struct Tiers(pub(super) &'static [&'static str], pub(super) Vec<Len>);

impl Serialize for Tiers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1.iter().map(|amount| points(*amount))))
    }
}
