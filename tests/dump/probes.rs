//! Seventy-two probe paragraphs: four texts rich in marks, numbers, names and dashes, at measures of 7 to 24 em.

use crate::{NEVER_FIRST, NEVER_LAST, common, dump, is_lone, shown};
use std::collections::BTreeMap;
use tempfile::TempDir;

const TEXTS: [&str; 4] = [
    // Marks beside marks.
    "“你说的‘老地方’，是指（旧）车站，还是《渡口》里写的那个码头？”她把信折好，又展开：“第一页写着‘见字如面’；第二页（背面）却只有三个字——‘别等我’！”\
     屋里静了一会儿。“那么，”他慢慢地说，“我们就按〔附记〕里的办法：先去‘北岸’，再看《潮汐表》（一九六二年本）、《水文志》和【注】……对吗？”她点点头，什么也没有说。",
    // Numbers, units, Latin.
    "这座桥1957年动工，1961年5月通车，全长1,670.4 m，用钢约31,500吨；桥面每天过车86,000多辆，最忙的1小时里有5,300辆，占全天的6.2%。\
     维修时把限速从60 km/h降到40 km/h，载重限在￥0收费的小车和30 t以下的货车。2019年换过一次灯，用的是LED，功率由250 W降到90 W，一年省电41%，约合￥1,200,000。",
    // Names with interpuncts.
    "加布里埃尔·加西亚·马尔克斯、豪尔赫·路易斯·博尔赫斯和胡安·鲁尔福，常常被人放在一起说；伊塔洛·卡尔维诺、翁贝托·埃科却要另算。\
     安娜·安德烈耶夫娜·阿赫玛托娃（1889—1966）的译本有三种，其中戴骢、王守仁两位的最早；玛丽娜·伊万诺夫娜·茨维塔耶娃的就少得多了。让·雅克·卢梭写过《忏悔录》，人人都知道。",
    // Dashes and ellipses.
    "他走了很久——久到忘了为什么要走……路两边全是树，树后面——也许是山，也许只是更多的树——什么也看不清。“等一等，”有人喊，“等一等……我和你——”话没有说完。\
     风从东边来，带着水气；再走十里——不，也许二十里——就该到江边了。可是天已经黑了，灯一盏一盏地亮起来，远远近近，像是谁把星星撒了一地……他坐下来，歇了一歇。",
];

/// The lines of each probe at one measure, in the order of the texts, and what the run warned of.
fn set(dir: &TempDir, measure: u32) -> Vec<Vec<String>> {
    let entries = dump(dir.path(), &["--set", &format!("page.chars-per-line={measure}")]);
    let mut paragraphs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for shown in shown(&entries).into_iter().filter(|shown| shown.line["role"] == "paragraph") {
        paragraphs.entry(shown.line["node"].to_string()).or_default().push(shown.text);
    }
    let probes = paragraphs.into_values().filter(|lines| TEXTS.contains(&lines.concat().as_str()));
    probes.collect()
}

/// Typography rows WO-1, LB-1 to LB-6.
#[test]
fn wo1_no_probe_paragraph_ends_with_a_lone_character() {
    let dir = TempDir::new().expect("a directory");
    let yaml = "title: 探针\nauthors: [甲]\nslug: probes\npage: {size: A5, lines-per-page: 24}\n";
    let chapter = format!("# 探针\n\n{}\n", TEXTS.join("\n\n"));
    common::write(dir.path(), &[("book.yaml", yaml), ("a.md", &chapter)]);
    let mut probes = 0;
    for measure in 7..=24 {
        for lines in set(&dir, measure) {
            let told = format!("{measure} em: {lines:?}");
            assert!(!is_lone(lines.last().expect("lines").trim()), "{told}");
            for (index, line) in lines.iter().enumerate() {
                let line = line.trim();
                let starts = line.chars().next().is_some_and(|c| NEVER_FIRST.contains(c));
                let ends = line.chars().next_back().is_some_and(|c| NEVER_LAST.contains(c));
                assert!(index == 0 || !starts, "{told}");
                assert!(!ends, "{told}");
            }
            probes += 1;
        }
    }
    assert_eq!(probes, 72, "every probe is found at every measure, without a lost character");
}
