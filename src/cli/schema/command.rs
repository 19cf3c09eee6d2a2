//! A schema is printed.

use crate::cli::session::Session;
use crate::cli::{Outcome, session, texts};

/// The published schemas (JSON Schema, draft 2020-12) by name.
const SCHEMAS: &[(&str, &str)] = &[("report", include_str!("report.json"))];

/// Prints a schema, or the names of all.
pub fn schema(session: &Session, name: Option<&str>) -> Outcome {
    let names: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
    let Some(name) = name else { return session::to_stdout(&(names.join("\n") + "\n")) };
    match SCHEMAS.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => session::to_stdout(text),
        None => {
            session.complain(texts::NO_SCHEMA, &[name, &names.join(", ")]);
            Outcome::Usage
        }
    }
}
