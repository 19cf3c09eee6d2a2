//! What cannot be seen spoils no edition, wherever it stands: each character of the table, at each place of a book.

use super::parity::built;
use huoban::config::Output;
use huoban::source::MemoryWorld;
use huoban::unicode::{Fate, fate};

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"9\" height=\"9\"/></svg>";

/// A chapter with `~` at every kind of place.
const CHAPTER: &str = "# ~题 ~目~

~段首，甲 ~乙，丙~丁，*~斜*~[链 ~接](https://example.org/)，[字~]{ruby=\"z~ì\"}[^n]。~

word ~word wo~rd ~ word~

## ~节 ~ 名

`~a ~b`码`~`

```text
~行首
 ~行
```

```verse
~诗行
又 ~一行~
```

> ~引文~

- ~项 ~目

词~条
: ~释义

![~图中 ~甲物](a.svg \"~图 ~题\")

| ~甲 | 乙~ |
|---|---|
| ~ | ~一 ~二 |

[^n]: ~注 ~文~
";

/// The first and the last character of each stretch of the table that a file may hold, and marks that lean on nothing.
fn characters() -> Vec<char> {
    let all: Vec<char> = (0..=0x10_FFFF).filter_map(char::from_u32).collect();
    let may_stand = |c: &char| matches!(fate(*c), Some(Fate::Kept | Fate::Dropped | Fate::LineEnd));
    let mut edges: Vec<char> = all
        .windows(3)
        .filter(|near| may_stand(&near[1]) && (fate(near[0]) != fate(near[1]) || fate(near[2]) != fate(near[1])))
        .map(|near| near[1])
        .collect();
    assert!(edges.len() > 40 && edges.contains(&'\u{FEFF}') && edges.contains(&'\u{7F}'), "{edges:?}");
    edges.extend(['\u{301}', '\u{3099}', '\u{200D}', '\u{FE0F}', '\u{202E}', '\u{2069}', '\u{E007F}']);
    edges
}

#[test]
fn every_character_at_every_place_is_released_in_every_edition() {
    let characters = characters();
    let title: String = characters.iter().map(|c| format!("{c}书{c} {c}")).collect();
    let escaped: String = characters.iter().map(|c| format!("\\U{:08X}", u32::from(*c))).collect();
    let yaml = format!(
        "title: \"{title}名\"\nsubtitle: \"副{escaped}题\"\nauthors: [\"{}甲\"]\nimprint: {{}}\n",
        characters[0]
    );
    let world = MemoryWorld::new().with("book.yaml", yaml).with("a.svg", SVG);
    let world = characters
        .iter()
        .enumerate()
        .fold(world, |world, (at, c)| world.with(&format!("{at:03}.md"), CHAPTER.replace('~', &c.to_string())));
    let mut report = built(&world);
    report.verify();
    assert!(!report.has_errors(), "{:?}", report.diagnostics);
    assert_eq!(report.parity.len(), [Output::Epub, Output::Pdf, Output::Print].len());
    // What does nothing is in no text of the book.
    let gone = |c: char| matches!(fate(c), Some(Fate::Dropped | Fate::LineEnd | Fate::Refused));
    let text = format!("{:?}", report.book.chapters.iter().map(|chapter| &chapter.blocks).collect::<Vec<_>>());
    assert!(!text.contains(gone) && !text.contains("\\u{feff}") && !text.contains("\\u{7f}"));
    assert!(!report.book.meta.title.contains(gone));
}

/// A book in decomposed letters is the book in composed ones, byte by byte: pages, ids, names of pictures, subsets.
#[test]
fn a_decomposed_book_is_the_composed_one() {
    let chapter = |picture: &str| {
        format!(
            "# 章\n\n## ガイド Café\n\n见[节](#ガイド-café)：hànzì、été、がぎパ、한글、Việt。\n\n![é 图](images/{picture}.svg \"が\")\n\n`é が`，[é]{{#é}}\n"
        )
    };
    let decomposed = |text: &str| -> String {
        text.chars()
            .map(|c| match c {
                'ガ' => "カ\u{3099}".to_owned(),
                'ド' => "ト\u{3099}".to_owned(),
                'が' => "か\u{3099}".to_owned(),
                'ぎ' => "き\u{3099}".to_owned(),
                'パ' => "ハ\u{309A}".to_owned(),
                'é' => "e\u{301}".to_owned(),
                'à' => "a\u{300}".to_owned(),
                'ì' => "i\u{300}".to_owned(),
                'ệ' => "e\u{302}\u{323}".to_owned(),
                '한' => "\u{1112}\u{1161}\u{11AB}".to_owned(),
                '글' => "\u{1100}\u{1173}\u{11AF}".to_owned(),
                c => c.to_string(),
            })
            .collect()
    };
    let yaml = "title: Café\nauthors: [が]\nchapters: [é.md]\n";
    let book = |name: &str, yaml: &str, text: &str, picture: &str| {
        let world = MemoryWorld::new().with("book.yaml", yaml).with(&format!("{name}.md"), text);
        built(&world.with(&format!("images/{picture}.svg"), SVG).at(0))
    };
    let composed = book("é", yaml, &chapter("café"), "café");
    let text = decomposed(&chapter("café"));
    assert_ne!(text, chapter("café"));
    let all = [
        book("e\u{301}", &decomposed(yaml), &text, "cafe\u{301}"),
        book("é", &decomposed(yaml), &text, "café"),
        book("e\u{301}", yaml, &chapter("caf%65%CC%81"), "cafe\u{301}"),
    ];
    for other in all {
        for (one, other) in composed.artifacts.iter().zip(&other.artifacts) {
            assert!(one.bytes == other.bytes, "{}", one.file_name);
        }
    }
}
