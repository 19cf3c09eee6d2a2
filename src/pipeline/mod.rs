//! One build for every command.
