//! How pages and text look.

use crate::unicode::Script;

/// How emphasis is shown (typography row EM-7): Han are never slanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum EmphasisStyle {
    /// In 楷, Latin in italics.
    #[default]
    Kai,
    /// With emphasis dots below the Han; a passage without Han in italics.
    Dots,
}

/// How strong text is shown (typography row EM-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StrongStyle {
    /// In bold 黑.
    #[default]
    Hei,
    /// In bold 宋.
    Song,
}

impl StrongStyle {
    /// What books in a script take for strong text when nothing is asked for: another hand in East Asia, the bold of
    /// the text's own where there is one.
    pub fn of(script: Script) -> StrongStyle {
        if script == Script::Other { StrongStyle::Song } else { StrongStyle::Hei }
    }
}

/// Where a chapter begins (typography row HD-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ChapterOpening {
    /// On the next page.
    #[default]
    NewPage,
    /// On the next right-hand page.
    Recto,
}

/// Where note numbers start anew (typography row FN-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NoteNumbering {
    /// On every page.
    #[default]
    Page,
    /// In every chapter.
    Chapter,
}

impl NoteNumbering {
    /// Where books in a script begin anew when nothing is asked for: on every page in East Asia (typography row FN-2),
    /// in every chapter where notes are numbered in figures, which grow too wide to be counted by the page.
    pub fn of(script: Script) -> NoteNumbering {
        if script.is_full_width() { NoteNumbering::Page } else { NoteNumbering::Chapter }
    }
}
