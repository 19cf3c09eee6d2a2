use crate::diagnostics::Bilingual;
use crate::source::Span;

/// A value of `book.yaml` with its place. Scalars keep their spelling, so that `date: 2021` and `isbn: 978…` stay
/// what the author wrote; what a scalar means is decided by the key it stands under.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub value: Value,
    /// None for a value from the command line.
    pub span: Option<Span>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub key: String,
    pub key_span: Option<Span>,
    pub value: Node,
}

impl Node {
    /// What it is, for messages.
    pub fn kind(&self) -> Bilingual {
        match self.value {
            Value::Null => Bilingual::new("nothing", "空值"),
            Value::Scalar(_) => Bilingual::new("a text", "文字"),
            Value::List(_) => Bilingual::new("a list", "列表"),
            Value::Map(_) => Bilingual::new("a group of keys", "一组键"),
        }
    }

    /// Puts `value` under a dotted key. The error says why it cannot stand there.
    pub fn set(&mut self, path: &str, value: Node) -> Result<(), Bilingual> {
        let mut node = self;
        for key in path.split('.') {
            if key.is_empty() {
                return Err(Bilingual::new("a part of the key is empty", "键名有空缺"));
            }
            if node.value == Value::Null {
                node.value = Value::Map(Vec::new());
            }
            let Value::Map(entries) = &mut node.value else {
                return Err(Bilingual::new("its upper part is not a group of keys", "它的上层不是一组键"));
            };
            let index = entries.iter().position(|entry| entry.key == key).unwrap_or(entries.len());
            if index == entries.len() {
                let nothing = Node { value: Value::Null, span: None };
                entries.push(Entry { key: key.to_owned(), key_span: None, value: nothing });
            }
            node = &mut entries[index].value;
        }
        *node = value;
        Ok(())
    }
}
