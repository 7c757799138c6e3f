//! Tests of the store on a real disk.
#![cfg(test)]

mod backup;
mod crash;
mod store;
mod upload;
mod words;

use blobs::BlobId;
use sha2::{Digest, Sha256};

fn hash(content: &[u8]) -> BlobId {
    BlobId::from_bytes(Sha256::digest(content).into())
}

/// Content of a length that differs in every place.
fn content(length: usize) -> Vec<u8> {
    (0..length).map(|index| u8::try_from((index * 7 + index / 251) % 256).unwrap()).collect()
}
