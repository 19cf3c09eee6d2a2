//! Why a file cannot be read or written, in the words of authors.

use super::lang::Bilingual;
use crate::source::{is_outside, is_special, is_too_large};
use std::io;

/// What a system error, or the refusal of a [`World`](crate::source::World), means to an author; none for one that only
/// the system can word.
pub fn why(error: &io::Error) -> Option<Bilingual> {
    let (en, zh) = match error.kind() {
        _ if is_outside(error) => ("it lies outside the manuscript directory", "它在书稿目录之外"),
        _ if is_special(error) => {
            ("it is a pipe, a device or a socket, not a file", "它是管道、设备或套接字，不是文件")
        }
        _ if is_too_large(error).is_some() => ("it is too large", "它太大"),
        io::ErrorKind::NotFound => ("it does not exist", "它不存在"),
        io::ErrorKind::PermissionDenied => ("permission denied", "没有权限"),
        io::ErrorKind::NotADirectory => ("it is not a directory", "它不是目录"),
        io::ErrorKind::IsADirectory => ("it is a directory", "它是目录"),
        io::ErrorKind::AlreadyExists => ("a file stands in the way", "有同名文件挡住"),
        io::ErrorKind::StorageFull => ("the disk is full", "磁盘已满"),
        io::ErrorKind::ReadOnlyFilesystem => ("the file system is read-only", "文件系统只读"),
        _ => return None,
    };
    Some(Bilingual::new(en, zh))
}
