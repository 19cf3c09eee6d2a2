use super::codes::read_address;
use super::reader::{Field, Reader, Section};
use super::{Accessibility, Certifier, WcagLevel};
use crate::diagnostics::rules::epub as rules;

/// The longest name, credential or address, in characters.
const LINE: usize = 2_000;
/// The longest summary.
const PASSAGE: usize = 20_000;

/// Reads `accessibility:`.
pub(super) fn accessibility(reader: &mut Reader, field: &Field) -> Accessibility {
    let Some(section) = reader.section(field, "accessibility") else { return Accessibility::default() };
    let summary = section.get("summary").and_then(|field| reader.text(&field, PASSAGE));
    Accessibility { certifier: certifier(reader, &section), summary }
}

/// Whoever answers for the conformance has a name; the other keys say nothing without it.
fn certifier(reader: &mut Reader, section: &Section) -> Option<Certifier> {
    let get = |key: &str| section.get(key);
    let credential = get("credential").and_then(|field| reader.line(&field, LINE));
    let report = get("report").and_then(|field| reader.code(&field, &rules::E620, read_address));
    let levels = [("a", WcagLevel::A), ("aa", WcagLevel::Aa), ("aaa", WcagLevel::Aaa)];
    let level = get("level").and_then(|field| reader.choice(&field, &levels));
    let name = if credential.is_some() || report.is_some() || level.is_some() {
        reader.required(section, "certified-by", "certified-by: 张三")
    } else {
        get("certified-by")
    };
    let name = reader.line(&name?, LINE)?;
    Some(Certifier { name, credential, report, level: level.unwrap_or_default() })
}
