//! What can go wrong with a backup.

use std::path::{Path, PathBuf};

use kernel::{Arguments, Classified, ErrorKind};

use crate::DbError;

/// Why a backup could not be made or restored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The disk refused.
    #[error("{}: {source}", path.display())]
    Disk {
        /// File or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// What would be written is there already.
    #[error("{} is there already", path.display())]
    Exists {
        /// File or folder.
        path: PathBuf,
    },
    /// The database to restore into holds something.
    #[error("the database is not empty: table {table} has rows")]
    NotEmpty {
        /// A table that has rows.
        table: String,
    },
    /// The file is none of our archives.
    #[error("not a backup: {reason}")]
    NotABackup {
        /// What does not fit.
        reason: String,
    },
    /// A file of the archive is missing, cut, or not what its sum says.
    #[error("the backup is damaged at {path}: {reason}")]
    Damaged {
        /// Path within the archive.
        path: String,
        /// What does not fit.
        reason: &'static str,
    },
    /// A path of the archive leads elsewhere.
    #[error("the backup holds the unsafe path {path}")]
    UnsafePath {
        /// The path.
        path: String,
    },
    /// The archive is larger than is allowed when unpacked.
    #[error("the backup is larger than {limit}")]
    TooLarge {
        /// What is allowed.
        limit: String,
    },
    /// A table of the copy is not what the program's steps make.
    #[error("table {table}: {reason}")]
    Shape {
        /// The table.
        table: String,
        /// What does not fit.
        reason: String,
    },
    /// The work was ended from outside.
    #[error("the work was stopped")]
    Stopped,
}

impl BackupError {
    pub(super) fn disk(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { path, source }
    }
}

impl Classified for BackupError {
    fn kind(&self) -> ErrorKind {
        match self {
            Self::Db(error) => error.kind(),
            Self::Disk { .. } | Self::Stopped => ErrorKind::Unavailable,
            Self::Exists { .. } | Self::NotEmpty { .. } => ErrorKind::Conflict,
            Self::NotABackup { .. }
            | Self::Damaged { .. }
            | Self::UnsafePath { .. }
            | Self::Shape { .. } => ErrorKind::InvalidInput,
            Self::TooLarge { .. } => ErrorKind::TooLarge,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Db(error) => error.code(),
            Self::Disk { .. } => "backup.disk",
            Self::Exists { .. } => "backup.exists",
            Self::NotEmpty { .. } => "backup.not_empty",
            Self::NotABackup { .. } => "backup.not_a_backup",
            Self::Damaged { .. } => "backup.damaged",
            Self::UnsafePath { .. } => "backup.unsafe_path",
            Self::TooLarge { .. } => "backup.too_large",
            Self::Shape { .. } => "backup.shape",
            Self::Stopped => "jobs.cancelled",
        }
    }

    fn arguments(&self) -> Arguments {
        let pairs: Vec<(&str, String)> = match self {
            Self::Db(error) => return error.arguments(),
            Self::Disk { path, .. } | Self::Exists { path } => {
                vec![("path", path.display().to_string())]
            }
            Self::NotEmpty { table } => vec![("table", table.clone())],
            Self::NotABackup { reason } => vec![("reason", reason.clone())],
            Self::Damaged { path, reason } => {
                vec![("path", path.clone()), ("reason", (*reason).to_owned())]
            }
            Self::UnsafePath { path } => vec![("path", path.clone())],
            Self::TooLarge { limit } => vec![("limit", limit.clone())],
            Self::Shape { table, reason } => {
                vec![("table", table.clone()), ("reason", reason.clone())]
            }
            Self::Stopped => Vec::new(),
        };
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}
