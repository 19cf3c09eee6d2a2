use crate::base::NodeId;
use crate::source::Span;
use std::path::{Path, PathBuf};

/// Where a diagnostic points.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum Place {
    /// The manuscript as a whole.
    #[default]
    Book,
    /// A file as a whole, relative to the manuscript directory.
    File(PathBuf),
    /// Bytes of a source file.
    Span(Span),
    /// A node of the book and a byte offset in its text; the pipeline turns it into a span.
    Node(NodeId, u32),
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place::Span(span)
    }
}
impl From<PathBuf> for Place {
    fn from(path: PathBuf) -> Place {
        Place::File(path)
    }
}
impl From<&Path> for Place {
    fn from(path: &Path) -> Place {
        Place::File(path.to_owned())
    }
}
impl From<NodeId> for Place {
    fn from(node: NodeId) -> Place {
        Place::Node(node, 0)
    }
}
