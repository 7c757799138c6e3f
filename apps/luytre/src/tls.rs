//! HTTPS with an own certificate authority: made at the first start, trusted once by each machine.

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use axum_server::tls_rustls::RustlsConfig;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};

use crate::config::Config;

/// Years that the authority holds.
const AUTHORITY_YEARS: i32 = 10;
/// Years that the server's certificate holds; a new one is made at a start in its last month.
const SERVER_YEARS: i32 = 1;

/// The files of the authority and the server.
struct Paths {
    authority: PathBuf,
    authority_key: PathBuf,
    server: PathBuf,
    server_key: PathBuf,
    names: PathBuf,
}

impl Paths {
    fn of(data: &Path) -> Self {
        let folder = data.join("tls");
        Self {
            authority: folder.join("authority.pem"),
            authority_key: folder.join("authority.key"),
            server: folder.join("server.pem"),
            server_key: folder.join("server.key"),
            names: folder.join("server.names"),
        }
    }
}

/// The TLS configuration of the server; makes the authority and the certificate where missing or
/// where the names or the year have changed.
///
/// # Errors
///
/// When the files cannot be read or written.
pub async fn server(config: &Config, year: i32) -> Result<RustlsConfig> {
    let paths = Paths::of(&config.data);
    fs::create_dir_all(config.data.join("tls"))?;
    if !paths.authority.exists() {
        make_authority(&paths, year)?;
    }
    let wanted = format!("{year}\n{}", names(config).join("\n"));
    let current = fs::read_to_string(&paths.names).unwrap_or_default();
    if current != wanted || !paths.server.exists() {
        make_server(&paths, &names(config), year)?;
        fs::write(&paths.names, wanted)?;
    }
    // A provider may be installed once in a process; that it is there already is no fault.
    let _ = rustls::crypto::ring::default_provider().install_default();
    RustlsConfig::from_pem_file(&paths.server, &paths.server_key)
        .await
        .context("the server's certificate cannot be read")
}

/// Where people find the authority's certificate, to trust it.
#[must_use]
pub fn authority_file(data: &Path) -> PathBuf {
    Paths::of(data).authority
}

fn names(config: &Config) -> Vec<String> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    if !config.listen.ip().is_unspecified() {
        names.push(config.listen.ip().to_string());
    }
    let host = config.public_url.split("://").nth(1).and_then(|rest| rest.split('/').next());
    if let Some(host) =
        host.and_then(|host| host.rsplit_once(':').map_or(Some(host), |(h, _)| Some(h)))
    {
        names.push(host.trim_matches(['[', ']']).to_owned());
    }
    names.extend(config.tls_names.iter().cloned());
    names.sort();
    names.dedup();
    names.retain(|name| {
        name.parse::<IpAddr>().is_ok_and(|ip| !ip.is_unspecified())
            || name.parse::<IpAddr>().is_err()
    });
    names
}

fn secret(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

fn make_authority(paths: &Paths, year: i32) -> Result<()> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.distinguished_name.push(DnType::CommonName, "Lũy Tre");
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = rcgen::date_time_ymd(year, 1, 1);
    params.not_after = rcgen::date_time_ymd(year + AUTHORITY_YEARS, 12, 31);
    let key = KeyPair::generate()?;
    let certificate = params.self_signed(&key)?;
    secret(&paths.authority_key, &key.serialize_pem())?;
    fs::write(&paths.authority, certificate.pem())?;
    Ok(())
}

fn make_server(paths: &Paths, names: &[String], year: i32) -> Result<()> {
    let authority_key = KeyPair::from_pem(&fs::read_to_string(&paths.authority_key)?)?;
    let authority =
        Issuer::from_ca_cert_pem(&fs::read_to_string(&paths.authority)?, authority_key)?;
    let mut params = CertificateParams::new(names.to_vec())?;
    params.distinguished_name.push(DnType::CommonName, "Lũy Tre");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.not_before = rcgen::date_time_ymd(year, 1, 1);
    params.not_after = rcgen::date_time_ymd(year + SERVER_YEARS, 12, 31);
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, &authority)?;
    secret(&paths.server_key, &key.serialize_pem())?;
    fs::write(&paths.server, certificate.pem())?;
    Ok(())
}
