//! From where a caller comes when proxies stand before the server.
//!
//! A header that names an address is believed only where the connection itself comes from a
//! configured proxy, and only so far back as the proxies are ours: the first address, counted from
//! the right, that is none of them. One header is read, the one that the proxies are known to
//! write: the other one passes them untouched, as the caller wrote it.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use axum::extract::ConnectInfo;
use axum::http::header::FORWARDED;
use axum::http::{Extensions, HeaderMap, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Addresses of a header that are looked at.
const MOST_HOPS: usize = 32;

/// Which header the proxies write.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ForwardedHeader {
    /// `X-Forwarded-For: client, proxy`, as most do.
    #[default]
    XForwardedFor,
    /// `Forwarded: for=client` (RFC 7239).
    Forwarded,
}

impl FromStr for ForwardedHeader {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.to_ascii_lowercase().as_str() {
            "x-forwarded-for" => Ok(Self::XForwardedFor),
            "forwarded" => Ok(Self::Forwarded),
            _ => Err(()),
        }
    }
}

/// The proxies whose word on a caller's address is believed; by default none.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    /// Where they are.
    pub networks: Vec<IpNet>,
    /// What they write.
    pub header: ForwardedHeader,
}

impl Proxies {
    fn are_at(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }

    /// The address that a request comes from; none where it came by no network.
    pub(crate) fn client_address(
        &self,
        headers: &HeaderMap,
        extensions: &Extensions,
    ) -> Option<IpAddr> {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip().to_canonical();
        Some(self.behind(peer, headers))
    }

    fn behind(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut address = peer;
        let hops = match self.header {
            ForwardedHeader::XForwardedFor => hops(headers, &X_FORWARDED_FOR, address_of),
            ForwardedHeader::Forwarded => hops(headers, &FORWARDED, forwarded_for),
        };
        for hop in hops {
            if !self.are_at(address) {
                break;
            }
            // What is no address, such as `unknown`, ends what is known.
            let Some(hop) = hop else { break };
            address = hop;
        }
        address
    }
}

/// The addresses of all lines of a header, the last first: the order in which they are believed.
fn hops(
    headers: &HeaderMap,
    name: &HeaderName,
    read: fn(&str) -> Option<IpAddr>,
) -> Vec<Option<IpAddr>> {
    let lines: Vec<&str> =
        headers.get_all(name).iter().map(|value| value.to_str().unwrap_or("unknown")).collect();
    let parts = lines.iter().rev().flat_map(|line| line.rsplit(','));
    parts.take(MOST_HOPS).map(|part| read(part.trim())).collect()
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.
fn address_of(text: &str) -> Option<IpAddr> {
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    text.parse::<IpAddr>()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
        .or_else(bracketed)
        .map(|address| address.to_canonical())
}

/// The parameter `for` of one element (RFC 7239, section 4). A comma within quotes is no address.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let value = element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim())
    })?;
    let unquoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    address_of(unquoted.unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(header: ForwardedHeader, peer: &str, lines: &[&str]) -> String {
        let networks = ["192.0.2.0/28", "2001:db8:1::/48"].map(|net| net.parse().unwrap());
        let name = match header {
            ForwardedHeader::XForwardedFor => X_FORWARDED_FOR,
            ForwardedHeader::Forwarded => FORWARDED,
        };
        let headers = lines.iter().map(|line| (name.clone(), line.parse().unwrap()));
        let headers = headers.collect::<HeaderMap>();
        let proxies = Proxies { networks: networks.to_vec(), header };
        proxies.behind(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_the_word_of_our_own_proxies_is_believed() {
        let of = |peer, lines: &[&str]| address(ForwardedHeader::XForwardedFor, peer, lines);
        assert_eq!(of("198.51.100.7", &["203.0.113.9"]), "198.51.100.7", "an untrusted peer");
        assert_eq!(of("192.0.2.1", &[]), "192.0.2.1");
        assert_eq!(of("192.0.2.1", &["203.0.113.9"]), "203.0.113.9");
        // What the caller wrote stands left of what the proxy saw.
        assert_eq!(of("192.0.2.1", &["10.0.0.1, 203.0.113.9"]), "203.0.113.9");
        assert_eq!(of("192.0.2.1", &["10.0.0.1", "203.0.113.9"]), "203.0.113.9", "two lines");
        assert_eq!(of("192.0.2.1", &["203.0.113.9, 192.0.2.2"]), "203.0.113.9", "two proxies");
        assert_eq!(of("192.0.2.1", &["203.0.113.9, unknown"]), "192.0.2.1");
        assert_eq!(of("192.0.2.1", &["203.0.113.9:5000"]), "203.0.113.9");
        assert_eq!(of("192.0.2.1", &["[2001:db8::5]:443"]), "2001:db8::5");
        assert_eq!(of("2001:db8:1::9", &["2001:db8::5"]), "2001:db8::5");
        assert_eq!(of("192.0.2.1", &["192.0.2.2"]), "192.0.2.2", "our own machine calls");
    }

    #[test]
    fn the_standard_header_is_read_where_it_is_the_one() {
        let of = |peer, lines: &[&str]| address(ForwardedHeader::Forwarded, peer, lines);
        assert_eq!(of("198.51.100.7", &["for=203.0.113.9"]), "198.51.100.7");
        assert_eq!(of("192.0.2.1", &["for=10.0.0.1, For=203.0.113.9;proto=https"]), "203.0.113.9");
        assert_eq!(of("192.0.2.1", &["proto=https;for=\"[2001:db8::5]:47\""]), "2001:db8::5");
        assert_eq!(of("192.0.2.1", &["for=_hidden"]), "192.0.2.1");
        assert_eq!(of("192.0.2.1", &["by=203.0.113.9"]), "192.0.2.1");
    }
}
