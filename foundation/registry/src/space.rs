//! Address space that a body can claim: networks, autonomous systems, domains.
//!
//! Spaces of one kind are either nested or disjoint, so overlap is a question of an interval of keys.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::RegistryError;

/// Widest networks that a claim may name, as prefix lengths: nobody in a province holds more.
const WIDEST_V4: u8 = 8;
const WIDEST_V6: u8 = 16;

/// Longest domain name, in characters (RFC 1035, section 2.3.4, in its written form).
const MOST_NAME: usize = 253;

/// What is claimed.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Space {
    /// A network, host bits zero.
    Cidr(IpNet),
    /// An autonomous system. No address leads to it: which addresses it announces is not known
    /// here, so an ASN claim is found only where a list names the ASN.
    Asn(u32),
    /// A domain and everything below it, lower case, without the last dot.
    Domain(String),
}

/// The kinds of space.
#[derive(
    Clone,
    Copy,
    Debug,
    Eq,
    Hash,
    Ord,
    PartialEq,
    PartialOrd,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SpaceKind {
    /// A network.
    Cidr,
    /// An autonomous system.
    Asn,
    /// A domain.
    Domain,
}

impl SpaceKind {
    /// The name as stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cidr => "cidr",
            Self::Asn => "asn",
            Self::Domain => "domain",
        }
    }
}

impl Space {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> SpaceKind {
        match self {
            Self::Cidr(_) => SpaceKind::Cidr,
            Self::Asn(_) => SpaceKind::Asn,
            Self::Domain(_) => SpaceKind::Domain,
        }
    }

    /// First and last key, ordered as bytes: of two spaces of one kind, the one that contains the
    /// other has the wider interval, and disjoint spaces have disjoint intervals.
    #[must_use]
    pub fn keys(&self) -> (Vec<u8>, Vec<u8>) {
        match self {
            Self::Cidr(net) => (wide(net.network()).to_vec(), wide(net.broadcast()).to_vec()),
            Self::Asn(number) => (number.to_be_bytes().to_vec(), number.to_be_bytes().to_vec()),
            Self::Domain(name) => {
                // `a.b.vn` as `vn.b.a.`: what lies below begins with it.
                let mut first = Vec::with_capacity(name.len() + 1);
                for label in name.rsplit('.') {
                    first.extend_from_slice(label.as_bytes());
                    first.push(b'.');
                }
                let mut last = first.clone();
                last.push(0xff);
                (first, last)
            }
        }
    }

    /// Whether every part of `other` lies in this space.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let ((first, last), (other_first, other_last)) = (self.keys(), other.keys());
        self.kind() == other.kind() && first <= other_first && other_last <= last
    }
}

/// An address as 16 bytes, IPv4 mapped (RFC 4291, section 2.5.5.2).
fn wide(address: IpAddr) -> [u8; 16] {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    }
}

impl FromStr for Space {
    type Err = RegistryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(number) = asn(text) {
            return number.map(Self::Asn);
        }
        let looks_like_address = text.contains(['/', ':'])
            || text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
        if looks_like_address { cidr(text).map(Self::Cidr) } else { domain(text).map(Self::Domain) }
    }
}

fn asn(text: &str) -> Option<Result<u32, RegistryError>> {
    let digits = text.get(..2).filter(|head| head.eq_ignore_ascii_case("as"))?;
    let number = text.get(digits.len()..)?.trim_start();
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(match number.parse() {
        // 0, 23456 and the last number are reserved (RFC 7607, RFC 6793, RFC 7300).
        Ok(0 | 23_456 | u32::MAX) | Err(_) => {
            Err(RegistryError::AsnInvalid { text: text.to_owned() })
        }
        Ok(number) => Ok(number),
    })
}

fn cidr(text: &str) -> Result<IpNet, RegistryError> {
    let invalid = || RegistryError::CidrInvalid { text: text.to_owned() };
    if let Some((first, last)) = text.split_once('-') {
        return Err(range(text, first.trim(), last.trim()));
    }
    let net = match text.parse::<IpNet>() {
        Ok(net) => net,
        Err(_) => IpNet::from(text.parse::<IpAddr>().map_err(|_| invalid())?),
    };
    let net = narrow(net).ok_or_else(invalid)?;
    if net.addr() != net.network() {
        return Err(RegistryError::CidrHostBits {
            text: text.to_owned(),
            network: net.trunc().to_string(),
        });
    }
    let widest = if net.addr().is_ipv4() { WIDEST_V4 } else { WIDEST_V6 };
    if net.prefix_len() < widest {
        return Err(RegistryError::CidrTooWide { text: text.to_owned(), widest });
    }
    Ok(net.trunc())
}

/// IPv4 written as IPv6 (`::ffff:192.0.2.0/120`) as the IPv4 network that it is.
fn narrow(net: IpNet) -> Option<IpNet> {
    if let IpNet::V6(v6) = net
        && let Some(v4) = v6.addr().to_ipv4_mapped()
    {
        let prefix = v6.prefix_len().checked_sub(96)?;
        return Ipv4Net::new(v4, prefix).ok().map(IpNet::V4);
    }
    Some(net)
}

/// The networks that make up a range, as the advice that an error gives.
fn range(text: &str, first: &str, last: &str) -> RegistryError {
    const SHOWN: usize = 8;
    let networks = match (first.parse(), last.parse()) {
        (Ok(IpAddr::V4(first)), Ok(IpAddr::V4(last))) => v4_range(first, last, SHOWN),
        (Ok(IpAddr::V6(first)), Ok(IpAddr::V6(last))) => v6_range(first, last, SHOWN),
        _ => Vec::new(),
    };
    if networks.is_empty() {
        return RegistryError::CidrInvalid { text: text.to_owned() };
    }
    RegistryError::CidrRange { text: text.to_owned(), networks: networks.join(", ") }
}

fn v4_range(first: Ipv4Addr, last: Ipv4Addr, shown: usize) -> Vec<String> {
    if first > last {
        return Vec::new();
    }
    ipnet::Ipv4Subnets::new(first, last, 0).take(shown).map(|net| net.to_string()).collect()
}

fn v6_range(first: Ipv6Addr, last: Ipv6Addr, shown: usize) -> Vec<String> {
    if first > last {
        return Vec::new();
    }
    ipnet::Ipv6Subnets::new(first, last, 0)
        .take(shown)
        .map(|net: Ipv6Net| net.to_string())
        .collect()
}

/// A domain name in the form that names are compared in; `None` when it is none.
#[must_use]
pub fn normal_domain(text: &str) -> Option<String> {
    let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    (name.len() <= MOST_NAME && name.split('.').all(is_label)).then_some(name)
}

fn domain(text: &str) -> Result<String, RegistryError> {
    let invalid = || RegistryError::DomainInvalid { text: text.to_owned() };
    // A domain stands for everything below it, so the star says nothing more.
    let name = normal_domain(text.strip_prefix("*.").unwrap_or(text)).ok_or_else(invalid)?;
    let top_is_number =
        name.rsplit('.').next().is_some_and(|top| top.bytes().all(|byte| byte.is_ascii_digit()));
    if !name.contains('.') || top_is_number {
        return Err(invalid());
    }
    Ok(name)
}

impl fmt::Display for Space {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cidr(net) => net.fmt(formatter),
            Self::Asn(number) => write!(formatter, "AS{number}"),
            Self::Domain(name) => formatter.write_str(name),
        }
    }
}

impl Serialize for Space {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Space {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn space(text: &str) -> Space {
        text.parse().unwrap()
    }

    #[test]
    fn spaces_are_read_and_written_in_one_form() {
        for (text, written) in [
            ("192.0.2.0/24", "192.0.2.0/24"),
            (" 192.0.2.7 ", "192.0.2.7/32"),
            ("2001:DB8::/48", "2001:db8::/48"),
            ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
            ("as64500", "AS64500"),
            ("*.Example.GOV.vn.", "example.gov.vn"),
        ] {
            assert_eq!(space(text).to_string(), written);
        }
    }

    #[test]
    fn an_error_says_what_would_be_right() {
        let host = "192.0.2.77/26".parse::<Space>().unwrap_err();
        assert!(
            matches!(host, RegistryError::CidrHostBits { network, .. } if network == "192.0.2.64/26")
        );
        let range = "192.0.2.0-192.0.2.95".parse::<Space>().unwrap_err();
        assert!(matches!(range, RegistryError::CidrRange { networks, .. }
            if networks == "192.0.2.0/26, 192.0.2.64/27"));
        for text in ["1.2.3.999", "192.0.2.0/33", "0.0.0.0/0", "vn", "a..vn", "-a.vn", "AS0", ""] {
            assert!(text.parse::<Space>().is_err(), "{text}");
        }
    }

    #[test]
    fn containment_follows_networks_and_labels() {
        assert!(space("192.0.2.0/24").contains(&space("192.0.2.128/25")));
        assert!(!space("192.0.2.0/25").contains(&space("192.0.2.0/24")));
        assert!(space("a.gov.vn").contains(&space("mail.a.gov.vn")));
        assert!(!space("a.gov.vn").contains(&space("xa.gov.vn")));
        assert!(!space("a.gov.vn").contains(&space("a-b.gov.vn")));
    }
}
