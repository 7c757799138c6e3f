//! Every error of a backup has words in both languages.

use db::backup::BackupError;
use kernel::{Classified as _, Locale};

#[test]
fn every_error_of_a_backup_is_said_in_both_languages() {
    let text = || "xyz".to_owned();
    let errors = [
        BackupError::Disk { path: "xyz".into(), source: std::io::ErrorKind::NotFound.into() },
        BackupError::Exists { path: "xyz".into() },
        BackupError::NotEmpty { table: text() },
        BackupError::NotABackup { reason: text() },
        BackupError::Damaged { path: text(), reason: "xyz" },
        BackupError::UnsafePath { path: text() },
        BackupError::TooLarge { limit: text() },
        BackupError::Shape { table: text(), reason: text() },
        BackupError::Stopped,
    ];
    for error in errors {
        let message = error.message();
        for locale in [Locale::Vi, Locale::En] {
            let said = message.text(locale);
            assert_ne!(said, message.code, "no words");
            assert!(said.contains("xyz") != error.arguments().is_empty(), "{said}");
        }
    }
}
