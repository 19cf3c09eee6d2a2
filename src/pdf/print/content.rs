//! The colours of a content stream.

use crate::color::{Inks, luminance};
use crate::pdf::object::{Lexer, Object, Token, append, write_number};

/// The name of the graphics state in which black text prints over what lies below.
pub(super) const OVER: &str = "HbOver";
/// The name of the graphics state in which everything knocks out what lies below.
pub(super) const OUT: &str = "HbOut";

/// What the colours of a stream become.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    pub inks: &'a Inks,
    /// Text is black ink alone, whatever its colour.
    pub black_text: bool,
    /// The stream is a mask whose lightness counts: its colours stay light.
    pub mask: bool,
}

/// A colour as the stream said it.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    /// Nothing so far: whoever shows the stream decides.
    Nothing,
    Rgb([u8; 3]),
    Cmyk([u8; 4]),
    /// A pattern, already set.
    Pattern,
}

/// A colour as it is written.
#[derive(Clone, Copy, PartialEq)]
enum Written {
    Light(u8),
    Inks([u8; 4]),
}

#[derive(Clone, Copy)]
struct State {
    said: [Said; 2],
    written: [Option<Written>; 2],
    over: bool,
    /// The text rendering mode.
    rendering: u8,
}

/// Fill or stroke, as an index of [`State`].
const FILL: usize = 0;
const STROKE: usize = 1;

/// The stream with every colour in inks, and whether it names the two graphics states. None when it cannot be read.
///
/// A colour is written where something is drawn with it, not where it was set: only there it is known whether text or
/// a shape takes it.
pub(super) fn convert(content: &[u8], manner: Manner) -> Option<(Vec<u8>, bool)> {
    let first = State { said: [Said::Nothing; 2], written: [None; 2], over: false, rendering: 0 };
    let mut walk = Walk {
        manner,
        out: Vec::with_capacity(content.len() + content.len() / 8),
        state: first,
        saved: Vec::new(),
        overprints: false,
    };
    let mut lexer = Lexer::new(content);
    let mut operands: Vec<Object> = Vec::new();
    let mut start = None;
    let mut in_path = false;
    while let Some((token, range)) = lexer.token() {
        let begin = *start.get_or_insert(range.start);
        match token {
            Token::Operand(operand) => {
                operands.push(operand);
                continue;
            }
            Token::InlineImage => return None,
            Token::Operator(operator) => {
                let path = matches!(operator, b"m" | b"re");
                if path && !in_path {
                    walk.shape();
                }
                in_path = (in_path || path) && !is_painting(operator);
                if !walk.operator(operator, &operands)? {
                    walk.out.extend_from_slice(&content[begin..range.end]);
                    walk.out.push(b'\n');
                }
            }
        }
        operands.clear();
        start = None;
    }
    let whole = content[lexer.at()..].iter().all(u8::is_ascii_whitespace) && operands.is_empty();
    whole.then_some((walk.out, walk.overprints))
}

fn is_painting(operator: &[u8]) -> bool {
    matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" | b"n")
}

struct Walk<'a> {
    manner: Manner<'a>,
    out: Vec<u8>,
    state: State,
    saved: Vec<State>,
    overprints: bool,
}

impl Walk<'_> {
    /// Whether the operator was dealt with; if not, it stays as it is. None when its operands make no sense.
    fn operator(&mut self, operator: &[u8], operands: &[Object]) -> Option<bool> {
        match operator {
            b"q" => self.saved.push(self.state),
            b"Q" => self.state = self.saved.pop()?,
            b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K" => {
                let side = if operator[0].is_ascii_lowercase() { FILL } else { STROKE };
                self.state.said[side] = said(operands)?;
                return Some(true);
            }
            b"cs" | b"CS" => {
                // The back end names a space for patterns only.
                let side = if operator == b"cs" { FILL } else { STROKE };
                if !operands.first()?.is_name("Pattern") {
                    return None;
                }
                self.state.said[side] = Said::Pattern;
                self.state.written[side] = None;
            }
            b"Tr" => self.state.rendering = operands.first()?.as_number()? as u8,
            b"Tj" | b"TJ" | b"'" | b"\"" => self.text(),
            b"Do" | b"sh" => self.shape(),
            _ => {}
        }
        Some(false)
    }

    /// Before text is shown.
    fn text(&mut self) {
        let (fills, strokes) = match self.state.rendering % 4 {
            0 => (true, false),
            1 => (false, true),
            2 => (true, true),
            _ => return,
        };
        let mut black = true;
        for (side, used) in [(FILL, fills), (STROKE, strokes)] {
            if used {
                let color = self.color(side, self.manner.black_text);
                black &= color == Some(Written::Inks([0, 0, 0, 255]));
                self.write(side, color);
            }
        }
        self.overprint(black);
    }

    /// Before a shape, a picture or a shading.
    fn shape(&mut self) {
        for side in [FILL, STROKE] {
            let color = self.color(side, false);
            self.write(side, color);
        }
        self.overprint(false);
    }

    fn color(&self, side: usize, black: bool) -> Option<Written> {
        let inks = self.manner.inks;
        let light = |rgb| Written::Light(luminance(rgb));
        match self.state.said[side] {
            Said::Nothing | Said::Pattern => None,
            Said::Rgb(rgb) if self.manner.mask => Some(light(rgb)),
            Said::Rgb(rgb) if black => Some(Written::Inks([0, 0, 0, 255 - luminance(rgb)])),
            Said::Rgb(rgb) => Some(Written::Inks(inks.color(rgb))),
            Said::Cmyk(own) => Some(Written::Inks(own)),
        }
    }

    fn write(&mut self, side: usize, color: Option<Written>) {
        let Some(color) = color.filter(|color| self.state.written[side] != Some(*color)) else { return };
        let (components, operator): (&[u8], &str) = match &color {
            Written::Light(light) => (std::slice::from_ref(light), ["g", "G"][side]),
            Written::Inks(inks) => (inks, ["k", "K"][side]),
        };
        for component in components {
            write_number(f64::from(*component) / 255.0, &mut self.out);
            self.out.push(b' ');
        }
        append(&mut self.out, format_args!("{operator}\n"));
        self.state.written[side] = Some(color);
    }

    /// Text of full black prints over what lies below, so that no white shows where sheets shift; white text would
    /// vanish if it did the same (PDF 1.6, 4.5.6: overprint mode 1).
    fn overprint(&mut self, over: bool) {
        if self.state.over != over && !self.manner.mask {
            append(&mut self.out, format_args!("/{} gs\n", if over { OVER } else { OUT }));
            self.state.over = over;
            self.overprints = true;
        }
    }
}

fn said(operands: &[Object]) -> Option<Said> {
    let byte = |object: &Object| object.as_number().map(|number| (number.clamp(0.0, 1.0) * 255.0).round() as u8);
    match operands {
        [light] => byte(light).map(|light| Said::Rgb([light; 3])),
        [r, g, b] => Some(Said::Rgb([byte(r)?, byte(g)?, byte(b)?])),
        [c, m, y, k] => Some(Said::Cmyk([byte(c)?, byte(m)?, byte(y)?, byte(k)?])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Profile;

    fn converted(content: &str, black_text: bool, mask: bool) -> String {
        let inks = Inks::new(&Profile::coated().expect("sound"), 300, false).expect("usable");
        let (out, _) = convert(content.as_bytes(), Manner { inks: &inks, black_text, mask }).expect("readable");
        String::from_utf8(out).expect("ASCII").replace('\n', " ")
    }

    #[test]
    fn black_text_overprints_and_white_text_knocks_out() {
        assert_eq!(
            converted("q 0 g BT (a)Tj ET Q 1 g BT (b)Tj ET", true, false),
            "q BT 0 0 0 1 k /HbOver gs (a)Tj ET Q BT 0 0 0 0 k (b)Tj ET "
        );
        assert_eq!(
            converted("0 g BT (a)Tj ET 0 0 1 1 re f", true, false),
            "BT 0 0 0 1 k /HbOver gs (a)Tj ET /HbOut gs 0 0 1 1 re f "
        );
    }

    #[test]
    fn colored_text_becomes_black_where_asked() {
        let text = "1 0 0 rg BT (a)Tj ET 0 0 1 1 re f";
        let inks = "0.78824 k";
        assert!(converted(text, true, false).starts_with(&format!("BT 0 0 0 {inks} (a)Tj")));
        let in_color = converted(text, false, false);
        assert_eq!(in_color.matches(" k ").count(), 1, "one colour for both: {in_color}");
    }

    #[test]
    fn no_color_stands_within_a_path() {
        let path = converted("1 0 0 RG 0 1 0 rg 1 w 0 0 m 1 1 l B", true, false);
        let (before, after) = path.split_once("0 0 m").expect("the path");
        assert!(before.contains(" k ") && before.contains(" K ") && !after.contains('k'), "{path}");
    }

    #[test]
    fn masks_keep_their_lightness() {
        assert_eq!(
            converted("1 1 1 rg 0 0 1 1 re f 0 g 0 0 1 1 re f", true, true),
            "1 g 0 0 1 1 re f 0 g 0 0 1 1 re f "
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_passed_on() {
        let inks = Inks::new(&Profile::coated().expect("sound"), 300, false).expect("usable");
        let manner = Manner { inks: &inks, black_text: true, mask: false };
        for broken in ["Q", "/Cs1 cs", "1 2 rg", "(open Tj", "1 0 0 rg ]"] {
            assert!(convert(broken.as_bytes(), manner).is_none(), "{broken}");
        }
    }
}
