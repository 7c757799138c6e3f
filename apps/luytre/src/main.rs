//! The program; everything it does is in the library beside it, where tests reach it too.

use std::process::ExitCode;

fn main() -> ExitCode {
    luytre::main()
}
