//! `schema`: the formats of what the program writes for other programs.

mod command;

pub(super) use command::schema;
