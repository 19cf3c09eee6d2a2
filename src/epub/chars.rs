//! Which characters a book shows in which fonts, so that fonts can be cut to them.

use crate::font::FontRole;
use std::collections::{BTreeMap, BTreeSet};

/// A set of characters: a bit for each of the basic plane, a tree for the rest.
#[derive(Clone, Debug)]
pub(super) struct CharSet {
    basic: Box<[u64]>,
    rest: BTreeSet<char>,
}

impl Default for CharSet {
    fn default() -> CharSet {
        CharSet { basic: vec![0; 1 << 10].into_boxed_slice(), rest: BTreeSet::new() }
    }
}

impl CharSet {
    /// Takes every character of `text` in.
    pub(super) fn add(&mut self, text: &str) {
        for one in text.chars() {
            let code = u32::from(one) as usize;
            match self.basic.get_mut(code >> 6) {
                Some(word) => *word |= 1 << (code & 63),
                None => {
                    self.rest.insert(one);
                }
            }
        }
    }

    /// Takes every character of `other` in.
    pub(super) fn merge(&mut self, other: &CharSet) {
        self.basic.iter_mut().zip(&other.basic).for_each(|(word, more)| *word |= more);
        self.rest.extend(&other.rest);
    }

    /// The characters in order of their codes.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = char> {
        let basic = self.basic.iter().enumerate().flat_map(|(at, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .filter_map(move |bit| char::from_u32((at as u32) << 6 | bit))
        });
        basic.chain(self.rest.iter().copied())
    }
}

/// The characters of each font role and language.
#[derive(Clone, Debug, Default)]
pub(super) struct Used {
    sets: BTreeMap<(FontRole, String), CharSet>,
}

impl Used {
    /// Says that `text` in `lang` is shown in the fonts of `role`.
    pub(super) fn add(&mut self, role: FontRole, lang: &str, text: &str) {
        // The language changes rarely: look before allocating a key.
        if let Some((_, set)) = self.sets.iter_mut().find(|((one, tag), _)| *one == role && tag == lang) {
            set.add(text);
        } else {
            self.sets.entry((role, lang.to_owned())).or_default().add(text);
        }
    }

    /// Takes everything of `other` in.
    pub(super) fn merge(&mut self, other: &Used) {
        for (key, set) in &other.sets {
            self.sets.entry(key.clone()).or_default().merge(set);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_come_back_once_and_in_order() {
        let mut one = CharSet::default();
        one.add("中文中A𠀀");
        let mut two = CharSet::default();
        two.add("文B𠀁");
        one.merge(&two);
        assert_eq!(one.iter().collect::<String>(), "AB中文𠀀𠀁");
    }
}
