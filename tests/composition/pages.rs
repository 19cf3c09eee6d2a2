//! Pages as pictures: what a reader would see, rendered by mupdf and compared with pictures that were looked at.
//!
//! The pictures are small and grey. Two versions of mupdf smooth the edges of glyphs differently, so pixels are not
//! compared one by one, but the ink of blocks of 4 × 4 pixels: smoothing moves ink within a pixel or to its neighbour and
//! changes a block by a few levels of 255, while a glyph that is missing, another one, or moved by a quarter of an em changes
//! several by dozens (which a test below shows). `HUOBAN_BLESS=1` writes the pictures.

use crate::built;
use crate::common::Judge;
use huoban::config::Output;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

const YAML: &str = "title: 灯下集
subtitle: 一个读书人的四十年
authors: [沈灯, {name: 李砚, role: illustrator}]
publisher: 活版书局
isbn: 978-7-302-51159-5
rights: 版权所有，侵权必究。
series: 夜读丛书
cip: |
  灯下集：一个读书人的四十年 / 沈灯著；李砚绘. — 2版. — 北京：活版书局, 2024.1
  （夜读丛书）
  ISBN 978-7-302-51159-5
  Ⅰ. ①灯… Ⅱ. ①沈…②李… Ⅲ. ①散文集－中国－当代 ②回忆录－中国－当代 Ⅳ. ①I267
  中国国家版本馆CIP数据核字（2024）第000001号
imprint: {address: 北京市灯市口大街1号, printer: 夜读印刷厂, format: 880mm×1230mm 1/32, price: 39.00元}
page: {size: 32开, font-size: 10.5pt, chars-per-line: 24, lines-per-page: 24}
theme: {numbering-depth: 1}
chapters:
  - part: 上篇　灯
    chapters: [text.md, marks.md]
  - part: 下篇　书
    chapters: [blocks.md, tables.md]
";

const TEXT: &str = "# 灯下

夜里读书，最要紧的是一盏灯。四十年前我住在乡下，灯是煤油的[^1]，灯芯要剪，灯罩要擦。父亲常说：“灯不亮，字就认错；字认错，事就做错。”

后来有了电灯，一拉就亮，我反而读得少了——不是没有时间，是没有了剪灯芯的那一点耐心。

## 剪灯芯

剪灯芯要用小剪子，先捻上来一分，再平平地剪去焦头。剪得不齐，火苗就偏；火苗一偏，满墙的影子也跟着晃……晃到半夜，书页就成了水面[^2]。

[^1]: 当时每月供应半斤。
[^2]: 这是母亲的话。
";

const MARKS: &str = "# 记号

着重的话下面加点：[灯要擦亮]{.dots}，别的用*楷体*，再重就用**黑体**。

人名下面画线：[沈灯]{.name}[李砚]{.name}到过[北京]{.name}；书名可以画浪线：[灯下集]{.title}。

生字注音：[煤油]{ruby=\"méi yóu\"}、[灯芯]{ruby=\"dēng xīn\"}。

外文如Typography、Rust 1.9与“it’s fine”夹在中间；列夫·托尔斯泰（1828—1910）说：“……”没人记得了。
";

const BLOCKS: &str = "# 书页

> 灯下读书，不知更深。更深了，才知道灯下还有别的人。

- 一盏灯
- 一本书，翻到折角的那一页，页边写满了字，字又被人划去
  1. 正文
  2. 批注

```verse
一灯如豆
四壁皆书

不知更鼓
已过三更
```

![灯与书](lamp.svg){width=50%}

```
灯 = 1
书 = 2
```
";

const TABLES: &str = "# 账目

表：四十年灯油账 {#tab-x}

| 年份 | 灯 | 油（斤） |
|------|:--:|---------:|
| 1984 | 煤油灯 | 6.0 |
| 1990 | 电灯 | 0.5 |
| 2024 | 台灯 | 0 |

见[](#tab-x)之外，余下的都记在心里。

灯芯
: 浸在油里的那一截棉线。

---

写完了。 {.right}
";

const LAMP: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 60 30'><rect width='60' height='30' fill='#ddd'/>\
    <circle cx='20' cy='15' r='8' fill='#333'/><path d='M34 24 L46 6 L56 24 Z' fill='#888'/></svg>";

/// A grey picture.
#[derive(Clone, PartialEq)]
struct Grey {
    width: usize,
    height: usize,
    ink: Vec<u8>,
}

impl Grey {
    fn read(path: &Path) -> Grey {
        let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut reader = png::Decoder::new(BufReader::new(file)).read_info().expect("a PNG");
        let mut ink = vec![0; reader.output_buffer_size().expect("a small picture")];
        let info = reader.next_frame(&mut ink).expect("its pixels");
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Grayscale, png::BitDepth::Eight));
        ink.truncate(info.buffer_size());
        Grey { width: info.width as usize, height: info.height as usize, ink }
    }

    fn write(&self, path: &Path) {
        let file = BufWriter::new(File::create(path).expect("the picture can be written"));
        let mut encoder = png::Encoder::new(file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().and_then(|mut writer| writer.write_image_data(&self.ink)).expect("the picture");
    }

    /// The mean of every block, in rows.
    fn blocks(&self) -> Vec<i32> {
        let mut blocks = Vec::new();
        for top in (0..self.height).step_by(BLOCK) {
            for left in (0..self.width).step_by(BLOCK) {
                let rows = top..(top + BLOCK).min(self.height);
                let columns = left..(left + BLOCK).min(self.width);
                let count = (rows.len() * columns.len()) as i32;
                let sum: i32 = rows
                    .flat_map(|row| &self.ink[row * self.width + columns.start..row * self.width + columns.end])
                    .map(|ink| i32::from(*ink))
                    .sum();
                blocks.push(sum / count);
            }
        }
        blocks
    }

    /// How far the block that differs most differs; none for another size.
    fn differs(&self, other: &Grey) -> Option<i32> {
        let same = (self.width, self.height) == (other.width, other.height);
        same.then(|| self.blocks().iter().zip(other.blocks()).map(|(a, b)| (a - b).abs()).max().unwrap_or(0))
    }
}

/// Side of a block in pixels.
const BLOCK: usize = 4;
/// The most that a block may differ, in levels of 255.
const TOLERANCE: i32 = 16;
const PAGES: usize = 12;

fn render(pdf: &Path, out: &Path) -> Option<Vec<Grey>> {
    let mutool = Judge::program("mutool")?;
    let pattern = out.join("page%d.png");
    let (code, text) = mutool.says([
        "draw".as_ref(),
        "-q".as_ref(),
        "-r".as_ref(),
        "60".as_ref(),
        "-c".as_ref(),
        "gray".as_ref(),
        "-o".as_ref(),
        pattern.as_os_str(),
        pdf.as_os_str(),
    ]);
    assert_eq!(code, 0, "{text}");
    let paths = (1..).map(|page| out.join(format!("page{page}.png"))).take_while(|path| path.exists());
    let blank = |page: &Grey| page.ink.iter().all(|ink| *ink == 255);
    Some(paths.map(|path| Grey::read(&path)).filter(|page| !blank(page)).collect())
}

#[test]
fn pages_look_as_they_were_looked_at() {
    let files = [
        ("book.yaml", YAML),
        ("text.md", TEXT),
        ("marks.md", MARKS),
        ("blocks.md", BLOCKS),
        ("tables.md", TABLES),
        ("lamp.svg", LAMP),
    ];
    let report = built(&files, &[Output::Pdf]);
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    let out = tempfile::TempDir::new().expect("a directory");
    let pdf = out.path().join("pages.pdf");
    fs::write(&pdf, &report.artifacts[0].bytes).expect("the PDF");
    let Some(pages) = render(&pdf, out.path()) else { return };
    assert_eq!(pages.len(), PAGES, "pages that bear anything");
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/composition/pages");
    for (page, number) in pages.iter().zip(1..) {
        let path = dir.join(format!("{number:02}.png"));
        if std::env::var_os("HUOBAN_BLESS").is_some() {
            page.write(&path);
        }
        let golden = Grey::read(&path);
        let differs = golden.differs(page).unwrap_or_else(|| panic!("page {number} has another size"));
        assert!(differs <= TOLERANCE, "page {number} has changed ({differs}): HUOBAN_BLESS=1 accepts it");
        // What a glyph out of its place is to this comparison: the page, moved by a quarter of an em.
        let mut moved = page.clone();
        moved.ink.rotate_right(2);
        let differs = golden.differs(&moved).unwrap_or_default();
        assert!(differs > TOLERANCE * 2, "page {number}, moved, differs by {differs} only");
    }
}
