//! The console's files, built by npm and carried inside the program.

use rust_embed::RustEmbed;
use web::{Asset, Console};

#[derive(RustEmbed)]
#[folder = "../../console/dist"]
struct Files;

/// The console's files.
#[must_use]
pub fn console() -> Console {
    Console::new(|path| {
        let file = Files::get(path)?;
        let hash = data_encoding::HEXLOWER.encode(&file.metadata.sha256_hash());
        Some(Asset { content: file.data, hash })
    })
}
