//! The key file: the one secret of an installation that is not in the database.
//!
//! It holds the key that signs the log, and the public halves of keys that signed it before. It is
//! made at the first start, readable by its owner only, and backed up apart from the data
//! (`docs/keys-and-secrets.md`).

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use access::{Sealer, SealingKey};
use anyhow::{Context as _, Result, bail};
use data_encoding::HEXLOWER;
use ledger::NodeKey;
use ledger::journal::TrustedKeys;
use serde::{Deserialize, Serialize};

/// Name of the file in the data directory.
pub const FILE: &str = "keys.toml";

/// What the file holds.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// Version of the file's form.
    version: u32,
    /// Secret half of the key that signs the log, in hex.
    node_key: String,
    /// Public halves of keys that signed the log before, in hex, oldest first.
    #[serde(default)]
    retired: Vec<String>,
    /// Keys, in hex, that were derived from earlier signing keys and sealed secrets of accounts:
    /// they open what an older backup holds. Oldest first.
    #[serde(default)]
    retired_seals: Vec<String>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Keys({} retired)", self.retired.len())
    }
}

fn bytes(hex: &str) -> Result<[u8; 32]> {
    let bytes = HEXLOWER.decode(hex.as_bytes()).context("a key is 64 hexadecimal digits")?;
    bytes.try_into().map_err(|_| anyhow::anyhow!("a key is 64 hexadecimal digits"))
}

impl Keys {
    /// Reads the key file of a data directory, or makes it at the first start.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, written or understood, or when others may read it.
    pub fn open(data: &Path, has_state: bool) -> Result<Self> {
        let path = data.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let keys: Self = toml::from_str(&text)
                    .with_context(|| format!("{} cannot be understood", path.display()))?;
                keys.node_key()?;
                check_mode(&path)?;
                Ok(keys)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && has_state => bail!(
                "{} is missing, but there is a database: put the key file back from its backup; \
                 without it the log can be read and checked, but not written",
                path.display()
            ),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let keys = Self {
                    version: 1,
                    node_key: new_key()?,
                    retired: Vec::new(),
                    retired_seals: Vec::new(),
                };
                keys.write(&path)?;
                Ok(keys)
            }
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }

    /// The key that signs the log.
    ///
    /// # Errors
    ///
    /// When the file holds no key.
    pub fn node_key(&self) -> Result<NodeKey> {
        Ok(NodeKey::from_secret(&bytes(&self.node_key)?))
    }

    /// Public halves of the keys that signed the log before, oldest first.
    ///
    /// # Errors
    ///
    /// When the file holds something else.
    pub fn earlier(&self) -> Result<Vec<[u8; 32]>> {
        self.retired.iter().map(|public| bytes(public)).collect()
    }

    /// What seals the secrets of accounts: the key derived from this file, and the earlier ones.
    ///
    /// # Errors
    ///
    /// When the file holds no key.
    pub fn sealer(&self) -> Result<Sealer> {
        let earlier = self.retired_seals.iter().rev();
        let earlier = earlier.map(|key| Ok(SealingKey::from_bytes(bytes(key)?)));
        Ok(Sealer::new(self.sealing_key()?, earlier.collect::<Result<Vec<_>>>()?))
    }

    fn sealing_key(&self) -> Result<SealingKey> {
        Ok(SealingKey::derive(&bytes(&self.node_key)?)?)
    }

    /// The keys whose signatures are accepted: this one and those before it.
    ///
    /// # Errors
    ///
    /// When the file holds no key.
    pub fn trusted(&self) -> Result<TrustedKeys> {
        let mut trusted = TrustedKeys::default().with(&self.node_key()?.public())?;
        for public in &self.retired {
            trusted = trusted.with(&bytes(public)?)?;
        }
        Ok(trusted)
    }

    /// Puts a new signing key in the place of this one, whose public half stays trusted. What the
    /// old one sealed still opens until it is sealed anew. Returns the short name of the new key.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn rotate(data: &Path) -> Result<String> {
        let mut keys = Self::open(data, true)?;
        keys.retired.push(HEXLOWER.encode(&keys.node_key()?.public()));
        keys.retired_seals.push(HEXLOWER.encode(keys.sealing_key()?.expose()));
        keys.node_key = new_key()?;
        keys.write(&data.join(FILE))?;
        Ok(keys.node_key()?.id())
    }

    fn write(&self, path: &Path) -> Result<()> {
        let temporary: PathBuf = path.with_extension("tmp");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let mut file = options
            .open(&temporary)
            .with_context(|| format!("{} cannot be written", temporary.display()))?;
        file.write_all(toml::to_string(self)?.as_bytes())?;
        file.sync_all()?;
        fs::rename(&temporary, path)?;
        Ok(())
    }
}

fn new_key() -> Result<String> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| anyhow::anyhow!("no entropy: {error}"))?;
    Ok(HEXLOWER.encode(&secret))
}

#[cfg(unix)]
fn check_mode(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        bail!("{} can be read by others (mode {mode:o}): run chmod 600 on it", path.display());
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_mode(_path: &Path) -> Result<()> {
    Ok(())
}
