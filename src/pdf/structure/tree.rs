//! The elements of the structure, and the way from what is drawn to them.

use super::Leaf;
use crate::pdf::object::{Dict, File, Object};
use std::collections::BTreeMap;

/// The elements by their marked-content sequences and annotations (ISO 32000-1, 14.7.4.4).
pub(super) struct Tree {
    /// Of every page that has content, the element of each sequence.
    pages: BTreeMap<usize, Vec<u32>>,
    /// The elements of annotations, by the number under `StructParent`.
    annotations: BTreeMap<u32, u32>,
}

impl Tree {
    /// Reads the tree of parents; none in a file without structure.
    pub fn of(file: &File) -> Option<Tree> {
        let root = file.dict(file.root()?, "StructTreeRoot")?;
        let numbers = file.value(file.dict(root, "ParentTree")?, "Nums")?.as_array()?;
        let mut by_key: BTreeMap<u32, &Object> = BTreeMap::new();
        for pair in numbers.chunks_exact(2) {
            by_key.insert(pair[0].as_number()? as u32, &pair[1]);
        }
        let mut tree = Tree { pages: BTreeMap::new(), annotations: BTreeMap::new() };
        for (index, number) in file.pages().into_iter().enumerate() {
            let page = file.get(number)?.object.as_dict()?;
            let Some(key) = page.get("StructParents").and_then(Object::as_number) else { continue };
            let elements = file.resolve(by_key.remove(&(key as u32))?).as_array()?;
            tree.pages.insert(index, elements.iter().map(reference).collect::<Option<_>>()?);
        }
        for (key, element) in by_key {
            tree.annotations.insert(key, reference(element)?);
        }
        Some(tree)
    }

    /// The element that holds a sequence.
    pub fn element(&self, (page, number): Leaf) -> Option<u32> {
        self.pages.get(&page)?.get(number as usize).copied()
    }

    /// The element that holds an annotation.
    pub fn of_annotation(&self, annotation: &Dict) -> Option<u32> {
        self.annotations.get(&(annotation.get("StructParent")?.as_number()? as u32)).copied()
    }
}

/// The number that a reference leads to.
pub(super) fn reference(object: &Object) -> Option<u32> {
    if let Object::Ref(number) = object { Some(*number) } else { None }
}

/// The dictionary of an element.
pub(super) fn dict<'f>(file: &'f mut File, element: u32) -> Option<&'f mut Dict> {
    file.get_mut(element)?.object.as_dict_mut()
}

/// The element that an element stands in; none for the outermost one.
pub(super) fn parent(file: &File, element: u32) -> Option<u32> {
    let parent = reference(file.get(element)?.object.as_dict()?.get("P")?)?;
    file.get(parent)?.object.as_dict()?.get("S").map(|_| parent)
}

/// What an element is: `P`, `H1`.
pub(super) fn kind<'f>(file: &'f File, element: u32) -> &'f [u8] {
    let dict = file.get(element).and_then(|found| found.object.as_dict());
    dict.and_then(|dict| file.value(dict, "S")).and_then(Object::as_name).unwrap_or_default()
}

/// What an element holds.
pub(super) fn kids(file: &File, element: u32) -> Vec<Object> {
    let dict = file.get(element).and_then(|found| found.object.as_dict());
    match dict.and_then(|dict| file.value(dict, "K")) {
        Some(Object::Array(kids)) => kids.clone(),
        Some(_) => dict.and_then(|dict| dict.get("K")).cloned().into_iter().collect(),
        None => Vec::new(),
    }
}

/// The nearest of an element and those around it whose kind `wanted` takes.
pub(super) fn around(file: &File, element: u32, wanted: impl Fn(&[u8]) -> bool) -> Option<u32> {
    let mut here = Some(element);
    while let Some(element) = here {
        if wanted(kind(file, element)) {
            return Some(element);
        }
        here = parent(file, element);
    }
    None
}
