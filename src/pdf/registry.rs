//! What the industry has published about print files.

/// The namespace of the identification of PDF/X-4.
pub(super) const NAMESPACE: &str = "http://www.npes.org/pdfx/ns/id/";

/// The families of names in the ICC's registry of characterisation data for CMYK.
const REGISTERED: &[&str] = &["FOGRA", "CGATS", "JC", "PSO", "IFRA", "EUROSB", "WAN-IFRA"];

/// Whether the registry's names begin like this one.
pub(super) fn is_registered(condition: &str) -> bool {
    REGISTERED.iter().any(|family| condition.starts_with(family))
}
