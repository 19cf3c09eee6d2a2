use super::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// How many places of a code people are shown before the others are only counted.
pub const SHOWN_OF_EACH: usize = 3;

/// How often each code was found, in the order of the codes.
pub fn tally<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for found in diagnostics {
        *counts.entry(found.rule.code).or_default() += 1;
    }
    counts
}

/// The first few findings of each kind and the others, each in their order.
pub fn first_of_each<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
) -> (Vec<&'a Diagnostic>, Vec<&'a Diagnostic>) {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    diagnostics.into_iter().partition(|found| {
        let count = counts.entry(found.kind()).or_default();
        *count += 1;
        *count <= SHOWN_OF_EACH
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules::syntax::{E101, W106};

    #[test]
    fn of_each_code_the_first_three_come_first() {
        let of = |rule, number: usize| Diagnostic::new(rule).with("number", number);
        let found: Vec<Diagnostic> =
            (0..10).map(|number| of(if number % 2 == 0 { &E101 } else { &W106 }, number)).collect();
        let (shown, others) = first_of_each(&found);
        let expected: Vec<&Diagnostic> = found.iter().take(6).collect();
        assert_eq!(shown, expected);
        assert_eq!(others, found.iter().skip(6).collect::<Vec<_>>());
        assert_eq!(tally(others), BTreeMap::from([("E101", 2), ("W106", 2)]));
    }
}
