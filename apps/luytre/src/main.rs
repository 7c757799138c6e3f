//! luytre
fn main() {}
