use super::face::Face;
use skrifa::MetadataProvider;
use skrifa::raw::FontRef;
use skrifa::string::StringId;
use write_fonts::OffsetMarker;
use write_fonts::dump_table;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::types::NameId;

/// Names that their licence reserves although the font's own name table does not say so.
const RESERVED: &[&str] = &["LXGW", "霞鹜"];
/// What stands in place of a reserved name.
const OURS: &str = "Huoban";
/// Windows, Unicode BMP, English of the United States.
const PLATFORM: (u16, u16, u16) = (3, 1, 0x409);

/// The name table of a subset: family, style and full name, free of reserved names (OFL 1.1, condition 3), and
/// copyright, trademark, licence and its address, word for word (condition 2).
pub(super) fn name_table(font: &FontRef, face: &Face) -> Option<Vec<u8>> {
    let string = |id: u16| {
        let strings = font.localized_strings(StringId::new(id));
        strings.english_or_first().map(|string| string.chars().collect::<String>())
    };
    let reserved = reserved_names(&[0, 13].map(string).into_iter().flatten().collect::<Vec<_>>().join("\n"));
    let style = string(2).unwrap_or_else(|| "Regular".into());
    let family = release(&string(1).unwrap_or_else(|| face.family.clone()), &reserved);
    let postscript = release(&face.postscript, &reserved);
    let version = string(5);
    let names = [
        (0, string(0)),
        (1, Some(family.clone())),
        (2, Some(style.clone())),
        (3, Some(format!("{postscript};{}", version.as_deref().unwrap_or("")))),
        (4, Some(format!("{family} {style}"))),
        (5, version),
        (6, Some(postscript)),
        (7, string(7)),
        (13, string(13)),
        (14, string(14)),
    ];
    let (platform, encoding, language) = PLATFORM;
    let records = names.into_iter().filter_map(|(id, text)| {
        Some(NameRecord::new(platform, encoding, language, NameId::new(id), OffsetMarker::new(text?)))
    });
    dump_table(&Name::new(records.collect())).ok()
}

/// The words in quotation marks after “Reserved Font Name”, and the known ones.
fn reserved_names(notice: &str) -> Vec<String> {
    let marks = ['\'', '"', '‘', '’', '“', '”'];
    let declared = notice.split("Reserved Font Name").skip(1).flat_map(|rest| {
        let line = rest.lines().next().unwrap_or("");
        line.split(marks).skip(1).step_by(2).map(str::to_owned)
    });
    let known = RESERVED.iter().map(|name| (*name).to_owned());
    declared.chain(known).filter(|name| !name.trim().is_empty()).collect()
}

fn release(name: &str, reserved: &[String]) -> String {
    reserved.iter().fold(name.to_owned(), |name, word| name.replace(word.as_str(), OURS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_names_are_read_from_the_notice_and_left_out_of_the_subset() {
        let notice = "© 2023 Adobe (http://www.adobe.com/), with Reserved Font Name ‘Source’\nAll rights";
        assert_eq!(reserved_names(notice)[0], "Source");
        assert_eq!(reserved_names("with Reserved Font Names \"A\" and 'B C'.")[..2], ["A", "B C"]);
        assert_eq!(reserved_names("Reserved Font Name, it is said").len(), RESERVED.len());
        assert_eq!(release("Source Sans 3", &["Source".into()]), "Huoban Sans 3");
        assert_eq!(release("LXGWWenKai-Regular", &reserved_names("")), "HuobanWenKai-Regular");
    }
}
