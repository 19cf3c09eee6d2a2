//! `init`: a small manuscript that builds.

mod command;

pub(super) use command::init;
