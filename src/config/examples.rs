/// What a group of keys may look like, for who wrote something else under its name. The keys are the names in
/// [`super::keys::KEYS`].
const EXAMPLES: &[(&str, &str)] = &[
    ("isbn", "isbn: {print: 978-7-000-00000-1, epub: 978-7-000-00001-8}"),
    ("authors", "{name: 张三, role: translator}"),
    ("contributors", "{name: 张三, role: translator}"),
    ("series", "series: {title: 丛书名, number: 1}"),
    ("imprint", "imprint: {edition: 2021年1月第1版, price: 48.00元}"),
    ("epub", "epub: {profile: kindle}"),
    ("accessibility", "accessibility: {summary: 图片都有文字说明}"),
    ("chapters", "{part: 上篇, chapters: [one.md]}"),
    ("back", "{appendix: one.md}"),
    ("page", "page: {size: A5}"),
    ("page.margins", "page: {margins: {inner: 18mm}}"),
    ("typography", "typography: {hanging: true}"),
    ("quality", "quality: {report: error}"),
    ("print", "print: {bleed: 3mm}"),
    ("print.paper", "print: {paper: {caliper-mm: 0.1}}"),
    ("fonts", "fonts: {latin: Source Serif 4}"),
    ("theme", "theme: {chapter-opening: recto}"),
    ("lints", "lints: {heading-stops: off}"),
];

/// What a group of keys may look like.
pub(super) fn example(section: &str) -> Option<&'static str> {
    EXAMPLES.iter().find(|(name, _)| *name == section).map(|(_, example)| *example)
}
