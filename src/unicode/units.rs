/// Symbols of units that stay on the line of their number (typography row LB-9): SI (the brochure's tables 2 to 8) and
/// what is used beside it, in order of bytes.
const UNITS: &[&str] = &[
    "A", "B", "C", "F", "G", "GB", "GHz", "GW", "GWh", "GiB", "Hz", "J", "K", "KB", "KiB", "L", "MB", "MHz", "MPa",
    "MW", "MWh", "MiB", "N", "Pa", "TB", "TWh", "TiB", "V", "W", "Wh", "bit", "cd", "cm", "d", "dB", "dm", "eV", "fps",
    "g", "h", "hPa", "ha", "kB", "kHz", "kJ", "kN", "kPa", "kV", "kW", "kWh", "kg", "km", "kt", "lm", "lx", "m", "mA",
    "mAh", "mL", "mV", "mW", "mg", "min", "ml", "mm", "mol", "ms", "nm", "ns", "pt", "px", "rad", "rpm", "s", "t",
    "µg", "µm", "µs", "Ω", "μg", "μm", "μs",
];

/// Whether a word is the symbol of a unit, with an exponent or a denominator: `km`, `m²`, `km/h`, `°C`.
pub fn is_unit(word: &str) -> bool {
    let word = word.trim_start_matches('°');
    let mut parts = word.split(['/', '·']);
    parts.all(|part| {
        let bare = part.trim_end_matches(['²', '³', '⁻', '¹', '2', '3']);
        UNITS.binary_search(&bare).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_sorted_and_found() {
        assert!(UNITS.windows(2).all(|pair| pair[0] < pair[1]), "binary search needs order");
        assert!(["km", "kg", "m²", "km/h", "°C", "GB", "W/m²"].into_iter().all(is_unit));
        assert!(!["Rust", "and", "kilo", ""].into_iter().any(is_unit));
    }
}
