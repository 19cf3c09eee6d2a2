//! 3xx: language and typography.

use crate::diagnostics::rule::rules;

rules! {
    /// A piece of this paragraph is wider than the line and holds no place where a line may end, not even in an
    /// emergency: it stands out of the type area. Set a longer measure, or put a break into the text.
    W301 zh "这一段里有一处比行长还宽，又没有任何可以断行的位置，因此伸出了版心。请加大行长，或在文中加入断点。" {
        message: "text wider than the line", "文字比行长还宽";
        help: "set a longer measure, or put a break into the text", "加大行长，或在文中加入断点";
    }
    /// The last line of this paragraph holds a single character, and no legal setting of the paragraph avoids it.
    /// Add or remove a word.
    W302 zh "这一段的最后一行只有一个字，而且在现有规则内无法避免。请增删一两个字。" {
        message: "the last line holds a single character", "末行只有一个字";
        help: "add or remove a word", "增删一两个字";
    }
    /// A line of this paragraph begins or ends with a mark that should not stand there, or a word is parted where it has
    /// no hyphen, because nothing else fits: many marks stand together, or the measure is very short. Change the text,
    /// set a longer measure, or let marks hang (`typography.hanging`).
    W303 zh "这一段有一行以不该在行首或行尾的标点起止，或者拆开了不可拆的词，因为别无排法：标点连得太多，或行长太短。请改动文字、加大行长，或允许标点悬挂（typography.hanging）。" {
        message: "a rule about the edges of lines had to be broken", "不得已违反了行首行尾的禁则";
        help: "change the text, set a longer measure, or let marks hang", "改动文字、加大行长，或允许标点悬挂";
    }
}
