//! Line-break and punctuation classes of characters, as data tables.
