//! What a finished EPUB says: its content documents in the order of the spine.

use super::bare;
use super::told::Told;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::HashMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The most bytes that one document is unpacked to.
const MOST: u64 = 1 << 28;

/// Namespace of `epub:type`.
const OPS: &str = "http://www.idpf.org/2007/ops";

/// Reads the text of a container.
pub(super) fn told(bytes: &[u8]) -> Result<Told, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let container = file(&mut archive, "META-INF/container.xml")?;
    let package_path = parse(&container, |document| {
        let root = document.descendants().find(|node| node.has_tag_name_local("rootfile"));
        root.and_then(|node| node.attribute("full-path")).map(str::to_owned)
    })?
    .ok_or("the container names no package")?;
    let package = file(&mut archive, &package_path)?;
    let folder = package_path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut told = Told::default();
    for href in parse(&package, spine)? {
        let text = file(&mut archive, &format!("{folder}{href}"))?;
        parse(&text, |document| {
            let body = document.descendants().find(|node| node.has_tag_name_local("body"));
            body.into_iter().for_each(|body| said(body, &mut told));
        })?;
    }
    Ok(told)
}

fn file(archive: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Result<String, String> {
    let file = archive.by_name(path).map_err(|error| format!("{path}: {error}"))?;
    let mut text = String::new();
    file.take(MOST).read_to_string(&mut text).map_err(|error| format!("{path}: {error}"))?;
    Ok(text)
}

fn parse<T>(text: &str, read: impl FnOnce(&Document) -> T) -> Result<T, String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map(|document| read(&document)).map_err(|error| error.to_string())
}

/// The documents of the reading order but the navigation document.
fn spine(package: &Document) -> Vec<String> {
    let all = || package.descendants();
    let items: HashMap<&str, Node> = all()
        .filter(|node| node.has_tag_name_local("item"))
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .collect();
    let is_nav = |node: &Node| node.attribute("properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
    all()
        .filter(|node| node.has_tag_name_local("itemref"))
        .filter_map(|node| items.get(node.attribute("idref")?))
        .filter(|node| !is_nav(node))
        .filter_map(|node| node.attribute("href").map(str::to_owned))
        .collect()
}

/// The text of an element; notes go to the notes.
fn said(element: Node, told: &mut Told) {
    for node in element.children() {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            bare::add(text, &mut told.main);
        }
        if !node.is_element() || is_made(node) {
            continue;
        }
        match node.tag_name().name() {
            "img" => bare::add(node.attribute("alt").unwrap_or_default(), &mut told.main),
            // Brackets for readers that cannot set a reading above its base.
            "rp" => {}
            "dt" => {
                let mut term = Told::default();
                said(node, &mut term);
                if !bare::is_made(&term.main) {
                    told.main.push_str(&term.main);
                }
                told.notes.push_str(&term.notes);
            }
            "a" if !node.attribute("href").is_some_and(|href| href.contains(':')) => {
                let mut link = Told::default();
                said(node, &mut link);
                if !bare::is_call(&link.main) {
                    told.main.push_str(&link.main);
                }
                told.notes.push_str(&link.notes);
            }
            _ if has_type(node, "footnote") => {
                let mut note = Told::default();
                said(node, &mut note);
                told.notes.push_str(&note.main);
            }
            _ => said(node, told),
        }
    }
}

/// Whether the tool made it: calls of notes and the ways back from them, boxes of tasks, the cover.
fn is_made(node: Node) -> bool {
    let class = |name: &str| node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == name));
    has_type(node, "noteref")
        || has_type(node, "cover")
        || node.attribute("role") == Some("doc-backlink")
        || class("task")
}

fn has_type(node: Node, name: &str) -> bool {
    node.attribute((OPS, "type")).is_some_and(|all| all.split(' ').any(|one| one == name))
}

/// Names without their namespace: the documents are our own.
trait Local {
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl Local for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}
