//! What stands between two clusters: how wide, how elastic, and whether a line may end there.
//!
//! Rows: PW-1 … PW-9 (marks), SP-1 … SP-5 (Han and Latin), LB-1 … LB-12 (breaks), BT-5 … BT-7 (elasticity).

use super::cluster::{Cluster, Clusters};
use super::edges::{never_first, never_last};
use super::flow::Setting;
use super::gap::{Gap, Kind, LineEnd, NO_TIER, Tier, shrink, stretch};
use crate::base::Len;
use crate::choices::{ParagraphStart, Prohibitions, PunctuationStyle, TypographyConfig};
use crate::unicode::{Class, Dropped, Script, adjacent};

/// The gap after each cluster, as the classes of its neighbours have it. The last one is a forced line end.
pub(super) fn gaps(clusters: &Clusters, setting: &Setting) -> Vec<Gap> {
    let list = &clusters.list;
    let mut gaps: Vec<Gap> = Vec::with_capacity(list.len());
    let mut exclaims = 0usize;
    // The cluster whose class decides: a note call and a space stand for what is before them.
    let mut outer = 0;
    // The last cluster on the line's own baseline.
    let mut level = None;
    let mut alike = 0usize;
    // What the spaces since the last other cluster are wide, and whether anything but spaces stands before them.
    let (mut blank, mut begun) = (Blank::default(), false);
    for (at, left) in list.iter().enumerate() {
        if !matches!(left.class, Class::Note | Class::Space | Class::EmSpace) {
            outer = at;
        }
        blank.take(clusters, left);
        begun |= !left.class.is_space();
        if !left.raised {
            level = Some(left);
        }
        alike = if at > 0 && list[at - 1].class == left.class { alike + 1 } else { 1 };
        exclaims = if left.class == Class::Exclaim { exclaims + 1 } else { 0 };
        let Some(right) = list.get(at + 1) else {
            gaps.push(Gap { line_end: LineEnd::Forced, ..edge_blanks(left, None, &setting.typography, exclaims) });
            break;
        };
        if left.break_after {
            gaps.push(Gap { line_end: LineEnd::Forced, ..edge_blanks(left, None, &setting.typography, exclaims) });
            (blank, begun) = (Blank::default(), false);
            continue;
        }
        let code = left.verbatim && right.verbatim;
        let mut gap = if right.class.is_space() && !code {
            // A space is as wide as what it parts asks for; the gap stands after the last of them.
            Gap::default()
        } else if left.class.is_space() && !code {
            // An em of space typed at the beginning of a line is there; other spaces are not.
            let before = if begun { &list[outer] } else { left };
            after_space(before, right, blank, &setting.typography)
        } else {
            space_between(&list[outer], left, right, level, &setting.typography, exclaims)
        };
        // A straight quotation mark opens or closes; the one cannot be told from the other, and neither stands apart.
        let straight = [left, right].into_iter().any(|one| clusters.text_of(one) == "\"");
        if straight && gap.kind == Kind::Latin && left.class != Class::Space {
            gap = Gap::default();
        }
        if left.base != 0 && left.base == right.base {
            gap.stretch_tier = NO_TIER;
            gaps.push(gap);
            continue;
        }
        gap.line_end = line_end(&list[outer], left, right, alike, setting.typography.prohibitions);
        if !begun {
            gap.line_end = LineEnd::Never;
        }
        if right.raised && !left.raised {
            gap.line_end = LineEnd::Never;
        }
        if gap.line_end == LineEnd::Never && left.hyphen_after {
            gap.line_end = LineEnd::Hyphen;
        }
        gaps.push(gap);
    }
    gaps
}

/// Blank before and after a mark, by style (row PW-7). On a grid an interpunct fills a cell too.
pub(super) fn blanks(cluster: &Cluster, typography: &TypographyConfig) -> (Len, Len) {
    let style = typography.punctuation;
    // Marks of Korean are as wide as their ink asks for; its words are parted by spaces (klreq 3.4).
    if cluster.verbatim || cluster.western || cluster.script == Script::Korean {
        return (Len::ZERO, Len::ZERO);
    }
    let half = cluster.em - cluster.em / 2;
    let quarters = (half / 2, half - half / 2);
    if cluster.class == Class::Interpunct {
        let narrow = !cluster.centred && !typography.grid || style == PunctuationStyle::Banjiao;
        return if narrow { (Len::ZERO, Len::ZERO) } else { quarters };
    }
    let full = match style {
        PunctuationStyle::Quanjiao | PunctuationStyle::LineEndHalf | PunctuationStyle::Plain => cluster.class.is_mark(),
        PunctuationStyle::Kaiming => matches!(cluster.class, Class::Stop | Class::Exclaim),
        PunctuationStyle::Banjiao => false,
    };
    match cluster.class {
        Class::Open if full => (half, Len::ZERO),
        Class::Comma | Class::Stop | Class::Exclaim if full && cluster.centred => quarters,
        Class::Close | Class::Comma | Class::Stop | Class::Exclaim if full => (Len::ZERO, half),
        _ => (Len::ZERO, Len::ZERO),
    }
}

fn space_between(
    outer: &Cluster,
    left: &Cluster,
    right: &Cluster,
    level: Option<&Cluster>,
    typography: &TypographyConfig,
    exclaims: usize,
) -> Gap {
    if left.verbatim && right.verbatim {
        return Gap::default();
    }
    // A raised note call uses the blank of the mark before it.
    if right.class == Class::Note {
        return Gap::default();
    }
    if left.class == Class::FixedSpace || right.class == Class::FixedSpace || left.class == Class::Note {
        return if left.class == Class::Note { elastic(outer, right, Gap::default()) } else { Gap::default() };
    }
    let mark = edge_blanks(left, Some(right), typography, exclaims);
    if mark.natural > Len::ZERO {
        return mark;
    }
    // A superscript keeps close to what it belongs to; after it, that decides (row SP-5).
    let parted = match (left.raised, right.raised, level) {
        (true, false, Some(level)) => latin_gap(level, right),
        (false, false, _) => latin_gap(left, right),
        _ => false,
    };
    if parted {
        return latin(left, right, typography);
    }
    if right.raised {
        return mark;
    }
    elastic(left, right, mark)
}

/// In which order the blank of a mark gives (row BT-5).
fn blank_tier(class: Class) -> Tier {
    match class {
        Class::Interpunct => shrink::INTERPUNCT,
        Class::Comma => shrink::COMMA,
        Class::Stop | Class::Exclaim => shrink::STOP,
        _ => shrink::BRACKET,
    }
}

/// The blank that an opening mark at the start of a paragraph keeps before it (row PW-6).
pub(super) fn leading_blank(first: &Cluster, typography: &TypographyConfig) -> Len {
    let kept = typography.paragraph_start == ParagraphStart::Full || typography.punctuation == PunctuationStyle::Plain;
    if kept { blanks(first, typography).0 } else { Len::ZERO }
}

/// The blank between two clusters, one of which is a mark.
fn edge_blanks(left: &Cluster, right: Option<&Cluster>, typography: &TypographyConfig, exclaims: usize) -> Gap {
    let style = typography.punctuation;
    // Centred marks have no blank to spare on either side: their pairs stay as they are (clreq 3.1.6.2).
    let centred = left.centred || right.is_some_and(|right| right.centred);
    let collapse = matches!(style, PunctuationStyle::Quanjiao | PunctuationStyle::Kaiming) && !centred;
    let mut after = blanks(left, typography).1;
    let mut before = right.map_or(Len::ZERO, |right| blanks(right, typography).0);
    // PW-9: ？！ is one em in all, ？！？ two: an even run of them has no blank left.
    if collapse && left.class == Class::Exclaim && exclaims.is_multiple_of(2) && exclaims > 0 {
        after = Len::ZERO;
    }
    let kept = style == PunctuationStyle::Plain;
    let (kept_at_end, kept_at_start) = if kept { (after, before) } else { (Len::ZERO, Len::ZERO) };
    if let Some(right) = right
        && collapse
    {
        match adjacent(left.class, right.class) {
            Dropped::First => after = Len::ZERO,
            Dropped::Second => before = Len::ZERO,
            Dropped::Neither => {}
        }
    }
    let natural = after + before;
    let tier = if kept || natural == Len::ZERO {
        NO_TIER
    } else {
        // The blank belongs to the mark on its left, unless only the one on its right has any.
        blank_tier(if after > Len::ZERO { left.class } else { right.map_or(left.class, |right| right.class) })
    };
    // Beside a dash the blank stays: the dash must not touch 。》.
    let fixed = right.is_some_and(|right| right.class == Class::Dash) || left.class == Class::Dash;
    let tier = if fixed { NO_TIER } else { tier };
    let shrink = if tier == NO_TIER { Len::ZERO } else { natural };
    // An interpunct stays where it is between the two parts of a name (row BT-7).
    let interpunct = left.class == Class::Interpunct || right.is_some_and(|right| right.class == Class::Interpunct);
    let stretch_tier = if natural > Len::ZERO && !fixed && !interpunct { stretch::ALL } else { NO_TIER };
    let kind = Kind::Mark;
    Gap { natural, shrink, shrink_tier: tier, stretch_tier, kept_at_end, kept_at_start, kind, ..Gap::default() }
}

/// Whether a gap parts Han from Latin (rows SP-1, SP-3, SP-5). A Western mark keeps to the Han that it closes or opens,
/// and in Korean nothing but a typed space parts anything.
fn latin_gap(left: &Cluster, right: &Cluster) -> bool {
    if left.script == Script::Korean || right.script == Script::Korean {
        return false;
    }
    let closes = right.class == Class::LatinClose && !right.verbatim;
    let opens = left.class == Class::LatinOpen && !left.verbatim;
    if closes || opens {
        return false;
    }
    let latin = |cluster: &Cluster| cluster.western && cluster.class.is_latin() || cluster.verbatim;
    (latin(left) && right.class.takes_latin_gap() && !right.western && !right.verbatim)
        || (left.class.takes_latin_gap() && !left.western && !left.verbatim && latin(right))
}

/// The Han–Latin gap: 1/8 em at least, 1/3 em at most in its own tier (row SP-2).
pub(super) fn latin(left: &Cluster, right: &Cluster, typography: &TypographyConfig) -> Gap {
    let em = if left.western || left.verbatim { right.em } else { left.em };
    let natural = em.scale(i64::from(typography.han_latin_gap.0), 1000);
    Gap {
        natural,
        shrink: (natural - em / 8).max(Len::ZERO),
        shrink_tier: shrink::LATIN,
        stretch: (em / 3 - natural).max(Len::ZERO),
        stretch_tier: stretch::LATIN,
        kind: Kind::Latin,
        ..Gap::default()
    }
}

/// What a run of typed spaces is wide.
#[derive(Clone, Copy, Default)]
struct Blank {
    /// Width of its ideographic spaces.
    full: Len,
    /// Width of a word space by the font, where the language is set with it.
    word: Option<Len>,
}

impl Blank {
    /// Takes the next cluster in: a space adds to the run, anything else ends it.
    fn take(&mut self, clusters: &Clusters, cluster: &Cluster) {
        match cluster.class {
            Class::EmSpace => self.full += cluster.em,
            Class::Space if !cluster.script.is_full_width() => {
                self.word = clusters.glyphs_of(cluster).first().map(|glyph| glyph.advance);
            }
            Class::Space => self.word = None,
            _ => *self = Blank::default(),
        }
    }
}

/// The gap that typed spaces stand for: between Latin a word space, between Han and Latin their gap and no more
/// (row SP-4), beside a mark nothing more than its blank. An ideographic space is an em wide beside whatever it stands.
/// Where words are parted by spaces, in Korean and in the alphabets, the space is that of the font.
fn after_space(outer: &Cluster, right: &Cluster, blank: Blank, typography: &TypographyConfig) -> Gap {
    if blank.full > Len::ZERO {
        let mark = edge_blanks(outer, Some(right), typography, 0);
        let natural = blanks(outer, typography).1 + blank.full + blanks(right, typography).0;
        // What presses gives the blank of a mark first; the em itself gives nothing.
        let shrink = mark.shrink.min(natural - blank.full);
        return Gap { natural, shrink, stretch_tier: stretch::ALL, kind: Kind::Mark, ..mark };
    }
    if outer.class.is_space() || right.class == Class::Note {
        return Gap::default();
    }
    if let Some(word) = blank.word {
        return word_space(word, word - word / 4, word + word / 2);
    }
    let mark = edge_blanks(outer, Some(right), typography, 0);
    if mark.natural > Len::ZERO {
        return mark;
    }
    if latin_gap(outer, right) {
        return latin(outer, right, typography);
    }
    let em = right.em;
    // jlreq 3.2.6: a word space is 1/3 em, 1/4 to 1/2.
    word_space(em / 3, em / 4, em / 2)
}

/// A word space: its width, the least and, in its own tier, the most.
fn word_space(natural: Len, least: Len, most: Len) -> Gap {
    Gap {
        natural,
        shrink: natural - least,
        shrink_tier: shrink::WORD,
        stretch: most - natural,
        stretch_tier: stretch::WORD,
        kind: Kind::Latin,
        ..Gap::default()
    }
}

/// Whether the last tier may open a gap that is naturally nothing (rows BT-6, BT-7).
fn elastic(left: &Cluster, right: &Cluster, gap: Gap) -> Gap {
    let rigid_left =
        |class| matches!(class, Class::Open | Class::Connector | Class::Solidus | Class::Interpunct | Class::Prefix);
    let rigid_right = |class| {
        matches!(
            class,
            Class::Close
                | Class::Comma
                | Class::Stop
                | Class::Exclaim
                | Class::Dividing
                | Class::Connector
                | Class::Solidus
                | Class::Interpunct
                | Class::Suffix
                | Class::LatinClose
                | Class::Note
        )
    };
    let inside = matches!((left.class, right.class), (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis));
    let latin = left.western && right.western || left.verbatim || right.verbatim || inside_number(left, right);
    // Korean lines are filled by their spaces.
    let korean = left.script == Script::Korean || right.script == Script::Korean;
    // Marks that are set solid by style keep to their neighbours.
    let solid = left.class.is_mark() && right.class.is_mark();
    if rigid_left(left.class) || rigid_right(right.class) || inside || latin || korean || solid {
        return gap;
    }
    Gap { stretch_tier: stretch::ALL, kind: Kind::Han, ..gap }
}

/// Whether a numeral as wide as a Han and what stands beside it are one number: Ⅱ-1, ⅩⅡ.
fn inside_number(left: &Cluster, right: &Cluster) -> bool {
    let part = |one: &Cluster| one.class == Class::Numeral || one.western && one.class != Class::Space;
    part(left) && part(right) && (left.class == Class::Numeral || right.class == Class::Numeral)
}

/// Whether a line may end between two clusters, Western text apart. The left one is the last of `alike` neighbours of
/// one class.
pub(super) fn line_end(outer: &Cluster, left: &Cluster, right: &Cluster, alike: usize, level: Prohibitions) -> LineEnd {
    // A Korean line ends at a space; elsewhere only where nothing else fills it.
    let inside_word = (left.script == Script::Korean || right.script == Script::Korean) && !left.class.is_space();
    let end = if inside_word { LineEnd::Syllable } else { LineEnd::Allowed };
    let allowed = |yes: bool| if yes { end } else { LineEnd::Never };
    if right.class == Class::Note || right.class.is_space() || right.class == Class::FixedSpace {
        return LineEnd::Never;
    }
    if left.class == Class::FixedSpace {
        return LineEnd::Never;
    }
    if left.verbatim && right.verbatim {
        let ends = left.class == Class::Space || !left.western || left.class == Class::Solidus;
        return if ends { LineEnd::Allowed } else { LineEnd::Never };
    }
    if outer.western && right.western {
        // UAX #14 decides; see `western`.
        return allowed(
            left.class == Class::Space && !(outer.class == Class::LatinOpen || right.class == Class::LatinClose),
        );
    }
    if outer.class == Class::Dash && right.class == Class::Dash {
        return LineEnd::Never;
    }
    if outer.class == Class::Ellipsis && right.class == Class::Ellipsis {
        // LB-7, LB-8: a pair is one mark; between two pairs a line may end.
        return allowed(alike.is_multiple_of(2) && left.text_end - left.text == 3 && level < Prohibitions::Strict);
    }
    if matches!(outer.class, Class::Digit | Class::LatinClose) && right.class == Class::Suffix
        || outer.class == Class::Prefix && right.class == Class::Digit
        || inside_number(left, right)
    {
        return LineEnd::Never;
    }
    if level == Prohibitions::None {
        return end;
    }
    allowed(!never_first(right.class, level) && !never_last(outer.class, level))
}
