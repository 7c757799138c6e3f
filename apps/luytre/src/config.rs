//! Configuration: flags, then environment (`LUYTRE_…`), then the file `luytre.toml` in the data
//! directory, then defaults that work with nothing set.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use ipnet::IpNet;
use serde::Deserialize;
use web::{ForwardedHeader, Proxies};

/// Name of the file in the data directory.
pub const FILE: &str = "luytre.toml";

/// What `luytre.toml` may set. Unknown keys are refused.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Address to listen on; default `127.0.0.1:8080`.
    listen: Option<String>,
    /// Address by which people reach the server, for links; default the listening address.
    public_url: Option<String>,
    /// PostgreSQL address (`postgres://…`); default: SQLite in the data directory.
    database: Option<String>,
    /// Largest upload in mebibytes; default 256.
    upload_mib: Option<usize>,
    /// Names on the server's certificate, where it listens beyond this machine.
    tls_names: Option<Vec<String>>,
    /// Proxies (address or CIDR) whose word on a caller's address is believed; default none.
    trusted_proxies: Option<Vec<String>>,
    /// Header that they write: `x-forwarded-for` (default) or `forwarded` (RFC 7239).
    proxy_header: Option<String>,
}

/// What the server runs with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where everything is kept.
    pub data: PathBuf,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address by which people reach the server.
    pub public_url: String,
    /// PostgreSQL address; none: SQLite.
    pub database: Option<String>,
    /// Largest upload in bytes.
    pub upload_bytes: usize,
    /// Whether HTTPS is spoken: always but on the loopback address.
    pub tls: bool,
    /// Names on the server's certificate.
    pub tls_names: Vec<String>,
    /// Proxies whose word on a caller's address is believed.
    pub proxies: Proxies,
}

impl Config {
    /// Reads the configuration of a data directory.
    ///
    /// # Errors
    ///
    /// When the file cannot be understood, or a value is not what its key asks for; the message
    /// names the key.
    pub fn read(data: &Path, listen: Option<&str>) -> Result<Self> {
        let path = data.join(FILE);
        let file: File = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text)
                .with_context(|| format!("{} cannot be understood", path.display()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => File::default(),
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", path.display()));
            }
        };
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let text = listen
            .map(str::to_owned)
            .or_else(|| set("LUYTRE_LISTEN"))
            .or(file.listen)
            .unwrap_or_else(|| "127.0.0.1:8080".to_owned());
        let listen: SocketAddr = text
            .parse()
            .with_context(|| format!("listen: `{text}` is no address such as 0.0.0.0:8443"))?;
        let tls = !listen.ip().is_loopback();
        let scheme = if tls { "https" } else { "http" };
        let public_url = set("LUYTRE_PUBLIC_URL")
            .or(file.public_url)
            .unwrap_or_else(|| format!("{scheme}://{listen}"));
        if !public_url.starts_with("http://") && !public_url.starts_with("https://") {
            bail!("public_url: `{public_url}` must begin with http:// or https://");
        }
        let upload_mib = file.upload_mib.unwrap_or(256);
        if !(1..=4_096).contains(&upload_mib) {
            bail!("upload_mib: {upload_mib} is outside 1 to 4096");
        }
        let networks = set("LUYTRE_TRUSTED_PROXIES")
            .map(|text| text.split(',').map(|one| one.trim().to_owned()).collect())
            .or(file.trusted_proxies);
        let header = set("LUYTRE_PROXY_HEADER").or(file.proxy_header);
        Ok(Self {
            data: data.to_owned(),
            listen,
            public_url: public_url.trim_end_matches('/').to_owned(),
            database: set("LUYTRE_DATABASE").or(file.database),
            upload_bytes: upload_mib << 20,
            tls,
            tls_names: file.tls_names.unwrap_or_default(),
            proxies: proxies(&networks.unwrap_or_default(), header.as_deref())?,
        })
    }
}

fn proxies(networks: &[String], header: Option<&str>) -> Result<Proxies> {
    let network = |text: &String| {
        let address = || text.parse::<IpAddr>().ok().map(IpNet::from);
        text.parse().ok().or_else(address).with_context(|| {
            format!("trusted_proxies: `{text}` is no network such as 192.0.2.10/32")
        })
    };
    let header = header.map_or(Ok(ForwardedHeader::default()), |text| {
        let refused = || format!("proxy_header: `{text}` is neither x-forwarded-for nor forwarded");
        text.parse().map_err(|()| anyhow::anyhow!(refused()))
    })?;
    Ok(Proxies { networks: networks.iter().map(network).collect::<Result<_>>()?, header })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_networks_or_addresses() {
        let of = |text: &str| proxies(&[text.to_owned()], None);
        assert_eq!(of("192.0.2.10").unwrap().networks, ["192.0.2.10/32".parse().unwrap()]);
        assert_eq!(of("2001:db8::/32").unwrap().networks, ["2001:db8::/32".parse().unwrap()]);
        assert!(of("proxy.example").unwrap_err().to_string().contains("trusted_proxies"));
        assert_eq!(proxies(&[], Some("Forwarded")).unwrap().header, ForwardedHeader::Forwarded);
        assert!(proxies(&[], Some("via")).unwrap_err().to_string().contains("proxy_header"));
    }
}
