/// How many slips part a word from the candidate that it may have been meant for; none when they are not alike: one slip
/// in three letters, or in two characters of a script that has no letters, may be one. Upper and lower case are alike.
pub fn slips(word: &str, candidate: &str) -> Option<usize> {
    /// Longer ones are no slips of the pen.
    const LONGEST: usize = 100;
    let (word, candidate) = (word.to_lowercase(), candidate.to_lowercase());
    let longer = word.chars().count().max(candidate.chars().count());
    if longer > LONGEST {
        return None;
    }
    let limit = if candidate.is_ascii() { longer / 3 } else { longer / 2 };
    let slips = strsim::damerau_levenshtein(&word, &candidate);
    // Two words without one character in common are not alike, however short they are.
    let is_alike = slips <= limit && word.chars().any(|one| candidate.contains(one));
    is_alike.then_some(slips)
}

/// The candidate that a word is most like; the first of those that are equally like.
pub fn most_alike<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let alike = candidates.into_iter().filter_map(|candidate| Some((slips(word, candidate)?, candidate)));
    alike.min_by_key(|(slips, _)| *slips).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unlike_words_are_no_suggestions() {
        for (word, like) in [
            ("titel", "title"),
            ("biuld", "build"),
            ("Noto Serif CJX", "noto serif cjk"),
            ("插画师", "插画"),
            ("#第一章", "#第二章"),
            ("a", "a"),
        ] {
            assert!(slips(word, like).is_some(), "{word} {like}");
        }
        for (word, unlike) in [
            ("clean", "schema"),
            ("clean", "explain"),
            ("#nowhere", "#一"),
            ("a", "b"),
            ("书", "灯"),
            ("Garamond", "Source Serif 4"),
            ("马", "著者"),
        ] {
            assert_eq!(slips(word, unlike), None, "{word} {unlike}");
        }
        assert_eq!(most_alike("tilte", ["subtitle", "title"]), Some("title"));
        assert_eq!(most_alike(&"长".repeat(1000), ["长"]), None);
    }
}
