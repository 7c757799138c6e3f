//! The child process for PDF alone, for the tests of this crate; the program has it as `read-pdf`.

fn main() -> std::io::Result<()> {
    documents::pdf::child_main(std::io::stdin().lock(), std::io::stdout().lock())
}
