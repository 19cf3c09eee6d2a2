//! What an edition says against what it must say.

use super::expected::Unit;

/// What is wrong, and with which unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// It is not there.
    Dropped(usize),
    /// It is there twice.
    Doubled(usize),
    /// Others stand before it that belong behind it.
    Moved(usize),
    /// Something else stands in its place; where in the edition's text.
    Changed(usize, usize),
}

/// How far behind the first difference an explanation is followed, in bytes: enough to tell one from another.
const FAR: usize = 6_000;
/// How many units before the first difference a fault may lie: units that begin alike hide where it begins.
const BACK: usize = 4;
/// How many units in a row may be missing or repeated under one explanation: a table of that many cells.
const MOST: usize = 64;
/// How many units in a row may have changed places under one explanation.
const SWAPPED: usize = 4;

/// Compares the units, one behind the other, with what was said.
pub(super) fn compare(units: &[Unit], said: &str) -> Result<(), Fault> {
    let mut at = 0;
    let mut starts = Vec::with_capacity(units.len() + 1);
    for unit in units {
        starts.push(at);
        if !said[at..].starts_with(&unit.text) {
            return Err(Difference { units, said, starts }.explained());
        }
        at += unit.text.len();
    }
    starts.push(at);
    if at == said.len() { Ok(()) } else { Err(Difference { units, said, starts }.explained()) }
}

struct Difference<'a> {
    units: &'a [Unit],
    said: &'a str,
    /// Where the units up to the one that differs begin in what was said.
    starts: Vec<usize>,
}

impl Difference<'_> {
    /// The simplest explanation under which most of what follows is as it must be.
    fn explained(&self) -> Fault {
        let index = self.starts.len() - 1;
        let last = self.units.len();
        // Without an explanation what was said agrees up to here.
        let own = self.units.get(index).map_or(0, |unit| common(&unit.text, &self.said[self.starts[index]..]));
        let mut best = (self.starts[index] + own, Fault::Changed(index, self.starts[index]));
        let mut attempt = |fault: Fault, from: usize, order: &mut dyn Iterator<Item = usize>| {
            let reach = self.reach(from, order);
            if reach > best.0 {
                best = (reach, fault);
            }
        };
        for first in (index.saturating_sub(BACK)..=index).rev() {
            for end in first + 1..=last.min(first + MOST) {
                attempt(Fault::Dropped(first), first, &mut (end..last));
            }
            for start in (first.saturating_sub(MOST)..first).rev() {
                attempt(Fault::Doubled(start), first, &mut (start..first).chain(first..last));
            }
            for middle in first + 1..last.min(first + 1 + SWAPPED) {
                for end in middle + 1..=last.min(middle + SWAPPED) {
                    attempt(Fault::Moved(first), first, &mut (middle..end).chain(first..middle).chain(end..last));
                }
            }
        }
        best.1
    }

    /// To which byte of what was said the units say it in that order, from where the unit `from` begins. One more byte
    /// when they say all of it and nothing else.
    fn reach(&self, from: usize, order: &mut dyn Iterator<Item = usize>) -> usize {
        let limit = self.starts[self.starts.len() - 1] + FAR;
        let mut at = self.starts[from];
        for index in order {
            let text = &self.units[index].text;
            let same = common(text, &self.said[at..]);
            at += same;
            if at >= limit {
                return limit;
            }
            if same < text.len() {
                return at;
            }
        }
        at + usize::from(at == self.said.len())
    }
}

/// The length in bytes of what two texts begin with.
pub(super) fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::NodeId;
    use crate::parity::kind::Kind;

    fn units(texts: &[&str]) -> Vec<Unit> {
        let unit = |text: &&str| Unit { node: NodeId::default(), kind: Kind::Paragraph, text: (*text).to_owned() };
        texts.iter().map(unit).collect()
    }

    #[test]
    fn every_fault_at_every_unit_is_named() {
        let texts = ["第一章", "第一段话。", "第二段话。", "1", "1四", "2", "尾声"];
        let all = units(&texts);
        let said = |order: &[usize]| order.iter().map(|index| texts[*index]).collect::<String>();
        let whole: Vec<usize> = (0..texts.len()).collect();
        assert_eq!(compare(&all, &said(&whole)), Ok(()));
        for index in 0..texts.len() {
            let mut dropped = whole.clone();
            dropped.remove(index);
            assert_eq!(compare(&all, &said(&dropped)), Err(Fault::Dropped(index)), "{}", said(&dropped));
            let mut doubled = whole.clone();
            doubled.insert(index, index);
            assert_eq!(compare(&all, &said(&doubled)), Err(Fault::Doubled(index)), "{}", said(&doubled));
            if index + 1 < texts.len() {
                let mut moved = whole.clone();
                moved.swap(index, index + 1);
                assert_eq!(compare(&all, &said(&moved)), Err(Fault::Moved(index)), "{}", said(&moved));
            }
        }
    }

    #[test]
    fn blocks_of_many_units_are_one_fault() {
        let texts = ["甲", "表", "一", "二", "三", "四", "五", "乙", "丙"];
        let all = units(&texts);
        assert_eq!(compare(&all, "甲乙丙"), Err(Fault::Dropped(1)));
        assert_eq!(compare(&all, "甲表一二三四五表一二三四五乙丙"), Err(Fault::Doubled(1)));
        assert_eq!(compare(&all, "甲表一二三四乙五丙"), Err(Fault::Moved(6)));
    }

    #[test]
    fn another_text_is_no_missing_one() {
        let all = units(&["甲乙丙", "丁戊己", "庚"]);
        assert_eq!(compare(&all, "甲乙丙丁X己庚"), Err(Fault::Changed(1, 9)));
        assert_eq!(compare(&all, "甲乙丙丁戊己庚！"), Err(Fault::Changed(3, 21)));
        assert_eq!(compare(&all, ""), Err(Fault::Dropped(0)));
    }
}
