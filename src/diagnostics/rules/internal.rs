//! 9xx: faults of the tool itself.

use crate::diagnostics::rule::rules;

rules! {
    /// The tool met a state that its authors held to be impossible. The manuscript is not to blame.
    E901 zh "程序遇到了作者认为不可能出现的状态，不是书稿的错。" {
        message: "internal fault: {what}", "内部错误：{what}";
        help: "please report it with the manuscript that shows it", "请附上书稿报告此问题";
    }
}
