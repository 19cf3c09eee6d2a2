use super::tree::{Entry, Node, Value};
use crate::diagnostics::{Bilingual, Diagnostic, rules::manuscript as rules};
use crate::source::{FileId, Span};
use serde_yaml::granit_parser::{self, ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};

/// Levels of nesting; the deepest key of a book stands in the fifth.
const DEPTH: usize = 32;

/// Reads YAML into a tree. `file` is none for a value of the command line, whose nodes then have no place.
///
/// The events of the YAML parser are taken as they come, because only they carry the place of every key and the
/// spelling of every scalar.
pub(super) fn parse(text: &str, file: Option<FileId>) -> Result<Node, Diagnostic> {
    let mut options = granit_parser::Options::default();
    options.set_emit_comments(false);
    options.block_nesting_limit = DEPTH;
    options.flow_nesting_limit = DEPTH;
    let mut builder = Builder { file, stack: Vec::new(), root: None };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                return Err(builder.unclosed(text, &error).unwrap_or_else(|| syntax_error(text, file, &error)));
            }
        }
    }
    Ok(builder.root.unwrap_or(Node { value: Value::Null, span: None }))
}

/// A list or map that is still open, and for a map the key that waits for its value.
struct Open {
    node: Node,
    key: Option<(String, Option<Span>)>,
    /// Whether it began with a bracket.
    bracket: bool,
}

struct Builder {
    file: Option<FileId>,
    stack: Vec<Open>,
    root: Option<Node>,
}

impl Builder {
    fn take(&mut self, event: Event, span: granit_parser::Span) -> Result<(), Diagnostic> {
        let place = self.file.and_then(|file| {
            let range = span.byte_range()?;
            Some(Span::new(file, range.start, range.end))
        });
        let refuse = |what| match place {
            Some(place) => Err(Diagnostic::new(&rules::E015).at(place).with_term("what", what)),
            None => Err(Diagnostic::new(&rules::E015).with_term("what", what)),
        };
        let anchored = event.anchor_id().is_some();
        match event {
            _ if anchored => refuse(Bilingual::new("an anchor (&name)", "锚点（&名称）")),
            Event::Alias(_) => refuse(Bilingual::new("an alias (*name)", "别名（*名称）")),
            Event::DocumentStart(..) if self.root.is_some() => {
                refuse(Bilingual::new("a second document (---)", "第二个文档（---）"))
            }
            Event::Scalar(text, style, ..) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let value = if null { Value::Null } else { Value::Scalar(text.into_owned()) };
                self.place(Node { value, span: place })
            }
            Event::SequenceStart(style, ..) => self.open(Value::List(Vec::new()), place, style),
            Event::MappingStart(style, ..) => self.open(Value::Map(Vec::new()), place, style),
            Event::SequenceEnd | Event::MappingEnd => match self.stack.pop() {
                Some(open) => self.place(open.node),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn open(&mut self, value: Value, span: Option<Span>, style: StructureStyle) -> Result<(), Diagnostic> {
        self.stack.push(Open { node: Node { value, span }, key: None, bracket: style == StructureStyle::Flow });
        Ok(())
    }

    /// When a bracket of an earlier line is still open at an error, the bracket is the fault: the parser takes the
    /// lines after it for its content, and stumbles somewhere there.
    fn unclosed(&self, text: &str, error: &ScanError) -> Option<Diagnostic> {
        if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            return None;
        }
        let place = self.stack.iter().rev().find(|open| open.bracket)?.node.span?;
        let until = error.marker().byte_offset().unwrap_or(text.len());
        let between = text.get(place.start as usize..until)?;
        between.contains('\n').then(|| Diagnostic::new(&rules::E011).at(place))
    }

    /// Puts a finished node where it belongs: into the list or map that is open, or at the root.
    fn place(&mut self, node: Node) -> Result<(), Diagnostic> {
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut open.node.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match open.key.take() {
                Some((key, key_span)) => entries.push(Entry { key, key_span, value: node }),
                None => open.key = Some((key_text(&node)?, node.span)),
            },
            Value::Null | Value::Scalar(_) => {}
        }
        Ok(())
    }
}

fn key_text(node: &Node) -> Result<String, Diagnostic> {
    match &node.value {
        Value::Scalar(text) => Ok(text.clone()),
        Value::Null => Ok(String::new()),
        Value::List(_) | Value::Map(_) => {
            let refused = Diagnostic::new(&rules::E015)
                .with_term("what", Bilingual::new("a list or group of keys as a key", "以列表或一组键作键"));
            Err(match node.span {
                Some(span) => refused.at(span),
                None => refused,
            })
        }
    }
}

/// The parser's error in the author's words. The rare ones keep the parser's description.
fn syntax_error(text: &str, file: Option<FileId>, error: &ScanError) -> Diagnostic {
    use ErrorKind as K;
    let diagnostic = match error.kind() {
        K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::MisplacedFlowCollectionEnd
        | K::MismatchedFlowCollectionEnd { .. }
        | K::UnclosedFlowCollection { .. }
        | K::UnclosedQuotedScalar
        | K::InvalidTrailingSingleQuotedScalar
        | K::InvalidTrailingDoubleQuotedScalar => Diagnostic::new(&rules::E011),
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => Diagnostic::new(&rules::E012),
        K::MappingValueNotAllowed
        | K::MappingKeyNotAllowed
        | K::ExpectedBlockMappingKey
        | K::SimpleKeyExpected
        | K::InvalidSimpleKey
        | K::InvalidIndentation
        | K::InvalidColonPlacement
        | K::InvalidMappingValueWhitespace => Diagnostic::new(&rules::E013),
        K::RecursionLimitExceeded => Diagnostic::new(&rules::E016),
        K::UnknownAnchor => {
            Diagnostic::new(&rules::E015).with_term("what", Bilingual::new("an alias (*name)", "别名（*名称）"))
        }
        _ => Diagnostic::new(&rules::E010).with("detail", error.info()),
    };
    let Some(file) = file else { return diagnostic };
    let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    // The parser notices a tab when it is past it.
    let tabs = text.get(..start).map_or(0, |before| before.len() - before.trim_end_matches('\t').len());
    let start = start - if std::ptr::eq(diagnostic.rule, &rules::E012) { tabs } else { 0 };
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    diagnostic.at(Span::new(file, start, start + length))
}
