//! Arguments, commands, exit codes, progress, atomic writes.
