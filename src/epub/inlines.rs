//! Inlines as XHTML.

use super::blocks::holds_link;
use super::chars::{Flavour, latin_marks};
use super::page::{NOTE_MARK, Page};
use super::xml;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::epub::W602;
use crate::font::FontRole;
use crate::model::{Inline, InlineKind, NodeId, Style, Target};
use crate::unicode::{is_ambiguous_mark, is_blank, is_zhuyin};
use std::collections::BTreeMap;
use std::ops::Range;

impl<'a> Page<'a> {
    /// Writes inlines in order: a paragraph, or what is inside one.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        let is_inside = std::mem::replace(&mut self.is_in_paragraph, true);
        if !is_inside {
            self.latin_marks = marks_of(inlines, self.flavour);
        }
        for inline in inlines {
            self.inline(inline);
        }
        self.is_in_paragraph = is_inside;
    }

    fn inline(&mut self, inline: &'a Inline) {
        self.breaks_at(inline);
        // A call writes its own id; any other inline that something leads to gets a mark before it.
        if !matches!(inline.kind, InlineKind::NoteCall(_)) && self.context.plan.id(inline.id).is_some() {
            self.push("<span");
            self.id(inline.id);
            self.push("></span>");
        }
        match &inline.kind {
            InlineKind::Text(text) => self.text_of(inline.id, text, char::len_utf8),
            InlineKind::Code(text) => {
                self.push("<code>");
                self.with_role(FontRole::Mono, |page| page.text_of(inline.id, text, char::len_utf8));
                self.push("</code>");
            }
            InlineKind::Math(source) => {
                self.done.traits.math = true;
                self.push("<code class=\"math\">");
                self.with_role(FontRole::Mono, |page| page.text(source));
                self.push("</code>");
            }
            InlineKind::Styled(style, children) => self.styled(*style, children),
            InlineKind::Lang(lang, children) => {
                self.push("<span");
                xml::attribute("lang", lang.as_str(), &mut self.done.text);
                xml::attribute("xml:lang", lang.as_str(), &mut self.done.text);
                self.push(">");
                self.done.used.speak(lang);
                let before = std::mem::replace(&mut self.flavour, Flavour::of(lang));
                self.inlines(children);
                self.flavour = before;
                self.push("</span>");
            }
            InlineKind::Link(target, children) => self.link(inline.id, target, children),
            InlineKind::NoteCall(note) => self.call(inline.id, *note),
            InlineKind::Image { image, alt, asked, decorative } => {
                self.done.traits.telling_picture |= !decorative;
                self.done.traits.mute_picture |= !decorative && is_blank(alt);
                let size = self.inline_size(image, *asked);
                let role = if *decorative { " role=\"presentation\"" } else { "" };
                self.picture(image, alt, &format!(" class=\"inline\"{role}{size}"));
            }
            InlineKind::Ruby(base, reading) => {
                self.done.traits.ruby = true;
                self.push(if is_zhuyin(reading) { "<ruby class=\"zhuyin\">" } else { "<ruby>" });
                self.inlines(base);
                // No brackets for readers without ruby (EPUB row 37): EPUB 3 has no such readers, and EPUBCheck remarks on them.
                self.push("<rt>");
                self.text(reading);
                self.push("</rt></ruby>");
            }
            InlineKind::HardBreak => self.push("<br/>"),
        }
    }

    fn styled(&mut self, style: Style, children: &'a [Inline]) {
        let (open, close, role) = match style {
            Style::Emphasis if self.context.theme.emphasis_is_dotted(children) => {
                ("<em class=\"dots\">", "</em>", None)
            }
            // Emphasis in a quotation is a change of hand as well.
            Style::Emphasis if matches!(self.role, FontRole::Quotation | FontRole::Contrast) => {
                ("<em class=\"contrast\">", "</em>", Some(FontRole::Contrast))
            }
            Style::Emphasis => match self.context.theme.emphasized(self.role) {
                role @ FontRole::HeadingItalic => ("<em class=\"heading\">", "</em>", Some(role)),
                role @ FontRole::BoldItalic => ("<em class=\"bold\">", "</em>", Some(role)),
                _ => ("<em>", "</em>", Some(FontRole::Emphasis)),
            },
            Style::Strong => match self.context.theme.strengthened(self.role) {
                role @ FontRole::BoldItalic => ("<strong class=\"italic\">", "</strong>", Some(role)),
                _ => ("<strong>", "</strong>", Some(self.context.theme.strong)),
            },
            Style::Strike => ("<s>", "</s>", None),
            Style::Dots => ("<em class=\"dots\">", "</em>", None),
            Style::ProperName => ("<u class=\"name\">", "</u>", None),
            Style::WavyTitle => ("<cite class=\"wavy\">", "</cite>", None),
            Style::Superscript => ("<sup>", "</sup>", None),
            Style::Subscript => ("<sub>", "</sub>", None),
        };
        self.push(open);
        self.with_role(role.unwrap_or(self.role), |page| page.inlines(children));
        self.push(close);
    }

    fn link(&mut self, node: NodeId, target: &Target, children: &'a [Inline]) {
        let href = match target {
            Target::Node(to) => Some(self.context.plan.href(self.context.book, &self.file.name, *to)),
            // An anchor that leads nowhere was reported when references were resolved.
            Target::Anchor(name) => self
                .context
                .book
                .anchors
                .get(name)
                .map(|to| self.context.plan.href(self.context.book, &self.file.name, *to)),
            Target::Url(url) => {
                let address = address(url);
                if address.is_none() {
                    self.done.diagnostics.push(Diagnostic::new(&W602).at(node).with("url", url));
                }
                address
            }
        };
        match href.filter(|_| !holds_link(children)) {
            Some(href) => {
                self.push("<a");
                xml::attribute("href", &href, &mut self.done.text);
                self.push(">");
                self.address = is_address(target, children);
                self.inlines(children);
                self.address = false;
                self.push("</a>");
            }
            None => self.inlines(children),
        }
    }

    fn call(&mut self, node: NodeId, note: u32) {
        let Some(note) = self.chapter.notes.get(note as usize) else { return };
        let href = self.context.plan.href(self.context.book, &self.file.name, note.id);
        let pictured = self.context.habits.has_note_classes();
        self.push("<a epub:type=\"noteref\" role=\"doc-noteref\" class=\"call");
        self.push(if pictured { " duokan-footnote\"" } else { "\"" });
        self.id(node);
        xml::attribute("href", &href, &mut self.done.text);
        self.push(">");
        let label = self.context.theme.note_label(note.number);
        if pictured {
            super::images::element(NOTE_MARK, &label, "", &mut self.done.text);
        } else {
            self.push("<sup>");
            self.text(&label);
            self.push("</sup>");
        }
        self.push("</a>");
    }
}

/// The Latin ones among the marks of a paragraph that Chinese shares, by the text that holds them.
fn marks_of(inlines: &[Inline], flavour: Flavour) -> BTreeMap<NodeId, Vec<Range<usize>>> {
    let mut pieces = Vec::new();
    collect(inlines, flavour, &mut pieces);
    let has_marks =
        pieces.iter().any(|(_, (text, flavour))| *flavour != Flavour::Latin && text.contains(is_ambiguous_mark));
    if !has_marks {
        return BTreeMap::new();
    }
    let (nodes, texts): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
    nodes.into_iter().zip(latin_marks(&texts)).filter(|(_, ranges)| !ranges.is_empty()).collect()
}

/// What is set of a paragraph, in the order in which it is set; readings stand aside.
fn collect<'t>(inlines: &'t [Inline], flavour: Flavour, pieces: &mut Vec<(NodeId, (&'t str, Flavour))>) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => {
                pieces.push((inline.id, (text, flavour)));
            }
            InlineKind::Lang(lang, children) => collect(children, Flavour::of(lang), pieces),
            InlineKind::Styled(_, children) | InlineKind::Link(_, children) | InlineKind::Ruby(children, _) => {
                collect(children, flavour, pieces);
            }
            InlineKind::NoteCall(_) | InlineKind::Image { .. } | InlineKind::HardBreak => {}
        }
    }
}

/// Whether a link shows where it leads.
fn is_address(target: &Target, children: &[Inline]) -> bool {
    match (target, children) {
        (Target::Url(url), [Inline { kind: InlineKind::Text(text), .. }]) => text == url || text.contains("://"),
        _ => false,
    }
}

/// The address of a link out of the book, made well-formed; none when it cannot be.
fn address(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => {
            let host = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
            let plain = |one: char| one.is_alphanumeric() || matches!(one, '.' | '-' | '_' | ':' | '@' | '[' | ']');
            (host.contains(char::is_alphanumeric) && host.chars().all(plain)).then_some(())?;
        }
        "mailto" | "tel" => (!rest.is_empty()).then_some(())?,
        _ => return None,
    }
    let mut address = scheme + ":";
    let bytes = rest.as_bytes();
    for (at, one) in rest.char_indices() {
        let hex = |offset: usize| bytes.get(at + offset).is_some_and(u8::is_ascii_hexdigit);
        match one {
            '%' if !(hex(1) && hex(2)) => address.push_str("%25"),
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\0'..='\u{1F}' | '\u{7F}' => {
                address.push_str(&format!("%{:02X}", u32::from(one)));
            }
            _ => address.push(one),
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_is_well_formed_or_no_link() {
        for (url, expected) in [
            ("https://example.org/a b?c=100%", Some("https://example.org/a%20b?c=100%25")),
            ("HTTP://例子.cn/路%E4", Some("http://例子.cn/路%E4")),
            ("mailto:a@b.cn", Some("mailto:a@b.cn")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("https:///x", None),
            ("http://a b/", None),
            ("chapter.md", None),
            ("http:x", None),
        ] {
            assert_eq!(address(url).as_deref(), expected, "{url}");
        }
    }
}
