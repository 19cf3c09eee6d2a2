//! A rule is explained, or all are listed.

use crate::cli::session::Session;
use crate::cli::{Outcome, session, texts};
use crate::diagnostics;
use crate::diagnostics::rules;
use std::fmt::Write as _;

/// Prints the documentation of a code, or the list of all codes.
pub fn explain(session: &Session, code: Option<&str>) -> Outcome {
    let Some(code) = code else { return session::to_stdout(&list(session)) };
    match diagnostics::explain(code, session.lang) {
        Some(text) => session::to_stdout(&text),
        None => {
            session.complain(texts::NO_RULE, &[code]);
            let near = nearest(code);
            if !near.is_empty() {
                session.say(texts::DID_YOU_MEAN, &[&near.join("`, `")]);
            }
            Outcome::Usage
        }
    }
}

fn list(session: &Session) -> String {
    let mut text = String::new();
    for rule in rules::all() {
        let _ = writeln!(text, "{}  {}", rule.code, rule.message.get(session.lang));
    }
    text
}

/// The codes that are most like a code that does not exist.
fn nearest(code: &str) -> Vec<&'static str> {
    // The letter O is what a hand makes of a zero; no code holds one.
    let wanted = code.trim().to_ascii_uppercase().replace('O', "0");
    let mut ranked: Vec<(usize, &str)> =
        rules::all().map(|rule| (strsim::damerau_levenshtein(&wanted, rule.code), rule.code)).collect();
    ranked.sort();
    let best = ranked.first().map_or(0, |(distance, _)| *distance);
    // Two letters of four wrong is no likeness any more.
    ranked.into_iter().take_while(|(distance, _)| *distance == best && best < 3).take(3).map(|(_, code)| code).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_mistyped_code_has_a_nearest() {
        assert_eq!(nearest("e0O1"), ["E001"]);
        assert_eq!(nearest("nonsense"), [""; 0]);
    }
}
