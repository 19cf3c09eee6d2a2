use super::reader::{Field, Reader};
use super::tree::Value;
use super::{AppendixEntry, ChapterEntry};
use crate::diagnostics::{Bilingual, Diagnostic, rules::manuscript as rules};

/// The longest title of a part.
const TITLE: usize = 2_000;

/// Reads `front`, or the chapters of a part: files only.
pub(super) fn files(reader: &mut Reader, field: &Field) -> Vec<ChapterEntry> {
    let items = list(reader, field);
    items.iter().filter_map(|item| file(reader, item)).collect()
}

/// Reads `chapters`: files and parts.
pub(super) fn chapters(reader: &mut Reader, field: &Field) -> Vec<ChapterEntry> {
    let items = list(reader, field);
    let entries = items.iter().filter_map(|item| match item.node.value {
        Value::Map(_) => part(reader, item),
        _ => file(reader, item),
    });
    entries.collect()
}

/// Reads `back`: files and appendixes.
pub(super) fn back(reader: &mut Reader, field: &Field) -> Vec<ChapterEntry> {
    let items = list(reader, field);
    let entries = items.iter().flat_map(|item| match item.node.value {
        Value::Map(_) => appendix(reader, item),
        _ => file(reader, item).into_iter().collect(),
    });
    entries.collect()
}

fn list<'n>(reader: &mut Reader, field: &Field<'n>) -> Vec<Field<'n>> {
    match &field.node.value {
        Value::List(items) if items.is_empty() => {
            reader.report(field, Diagnostic::new(&rules::E042).with("key", &field.path));
            Vec::new()
        }
        Value::List(_) => reader.list(field),
        _ => {
            let expected = Bilingual::new("a list of files", "文件的列表");
            reader.wrong_type(field, expected, Some("[one.md, two.md]"));
            Vec::new()
        }
    }
}

fn file(reader: &mut Reader, field: &Field) -> Option<ChapterEntry> {
    if !matches!(field.node.value, Value::Scalar(_)) {
        reader.wrong_type(field, Bilingual::new("the name of a file", "文件名"), Some("- one.md"));
        return None;
    }
    if reader.meant_group(field, "chapters") || reader.meant_group(field, "back") {
        return None;
    }
    reader.path(field).map(|(path, span)| ChapterEntry::File(path, span))
}

fn part(reader: &mut Reader, field: &Field) -> Option<ChapterEntry> {
    let section = reader.section(field, "chapters")?;
    let title = reader.required(&section, "part", "part: 上篇");
    let title = title.and_then(|title| reader.line(&title, TITLE));
    let file = section.get("file").and_then(|file| reader.path(&file));
    let chapters = reader.required(&section, "chapters", "chapters: [one.md, two.md]");
    let chapters = chapters.map(|chapters| files(reader, &chapters));
    Some(ChapterEntry::Part { title: title?, file, chapters: chapters? })
}

fn appendix(reader: &mut Reader, field: &Field) -> Vec<ChapterEntry> {
    let Some(section) = reader.section(field, "back") else { return Vec::new() };
    let Some(files) = reader.required(&section, "appendix", "- appendix: data.md") else { return Vec::new() };
    let files = reader.list(&files);
    let entries = files.iter().filter_map(|file| reader.path(file));
    entries.map(|(path, span)| ChapterEntry::Appendix(AppendixEntry { path, span })).collect()
}
