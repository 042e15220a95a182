//! The command line: arguments, clock and terminal in, an exit code out.

fn main() {}
