//! Every error has words in both languages.

use blobs::{BlobError, UploadId};
use kernel::{Classified as _, Id as _, Locale};

use crate::hash;

#[test]
fn every_error_is_said_in_both_languages() {
    let blob = hash(b"");
    let upload = UploadId::from_uuid(uuid::Uuid::nil());
    let cut = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let errors = [
        BlobError::Disk { path: "a".into(), source: cut() },
        BlobError::Source(cut()),
        BlobError::Missing { id: blob },
        BlobError::Damaged { id: blob },
        BlobError::NotAnId,
        BlobError::TooLarge { limit: 5 << 20 },
        BlobError::Full { limit: 5 << 20 },
        BlobError::TooManyUploads { limit: 5 },
        BlobError::OwnerFull { limit: 5 << 20 },
        BlobError::NoUpload { id: upload },
        BlobError::WrongOffset { offset: 1, received: 2 },
        BlobError::Checksum { expected: blob, found: blob },
        BlobError::Length { received: 1, total: 2 },
        BlobError::Record { id: upload },
    ];
    for error in errors {
        let message = error.message();
        for locale in [Locale::Vi, Locale::En] {
            let text = message.text(locale);
            assert_ne!(text, message.code, "no words");
            for value in error.arguments().values().filter(|value| value.len() < 10) {
                assert!(text.contains(value), "{text} names no {value}");
            }
        }
    }
}
