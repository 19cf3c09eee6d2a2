//! The text alternatives of pictures: whether one says anything.

use std::path::Path;

/// Words that name a kind of picture and not what is seen in it (WCAG 2.2, failure F30: placeholders are no text
/// alternatives).
const KINDS: &[&str] = &[
    "alt",
    "alt text",
    "fig",
    "figure",
    "graphic",
    "illustration",
    "image",
    "img",
    "photo",
    "photograph",
    "pic",
    "picture",
    "placeholder",
    "screenshot",
    "untitled",
    "图像",
    "图形",
    "图片",
    "圖像",
    "圖片",
    "屏幕截图",
    "截图",
    "插图",
    "插圖",
    "插画",
    "无标题",
    "替代文字",
    "未命名",
    "照片",
    "相片",
    "示意图",
    "配图",
    "画像",
    "写真",
    "그림",
    "사진",
    "이미지",
];

/// Endings of file names of pictures.
const ENDINGS: &[&str] =
    &[".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".avif", ".pdf"];

/// Whether a text alternative is only the name of a file or of a kind of picture, numbered or not: `IMG_2034.jpg`,
/// `fig-3`, `图片`, `image 2`.
pub(super) fn says_nothing(alt: &str, image: &Path) -> bool {
    let alt = alt.trim().to_lowercase();
    let name = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    // A file may well be called after what it shows; a stem with digits or joints is a camera's or a program's.
    let is_coined = |stem: &str| stem.contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-'));
    let one_word = !alt.contains(char::is_whitespace);
    let bare = alt.trim_matches(|c: char| c.is_numeric() || !c.is_alphanumeric());
    alt == name(image.file_name())
        || (alt == name(image.file_stem()) && is_coined(&alt))
        || (one_word && ENDINGS.iter().any(|ending| alt.ends_with(ending)))
        || KINDS.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_and_of_kinds_say_nothing() {
        let image = Path::new("images/IMG_2034.jpg");
        for alt in
            ["IMG_2034.jpg", "img_2034", "other.png", "image", "Image 2", "图片", " 图片 3：", "(照片)", "Figure 1-2"]
        {
            assert!(says_nothing(alt, image), "{alt}");
        }
        for alt in ["桌上的灯", "图片里有一盏灯", "a photo of a lamp", "the file a.png in an editor", "2034", "灯"]
        {
            assert!(!says_nothing(alt, image), "{alt}");
        }
        assert!(!says_nothing("灯", Path::new("灯.png")), "a file may be called after what it shows");
        assert!(!says_nothing("lamp", Path::new("lamp.png")));
        assert!(says_nothing("fig-3", Path::new("fig-3.svg")));
    }
}
