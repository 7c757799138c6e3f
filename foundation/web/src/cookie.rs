//! The session cookie: not readable by scripts, never sent along by other sites.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};

use crate::state::Options;

/// With TLS the browser itself guards the cookie's origin by its prefix (RFC 6265bis, 4.1.3).
const fn name(options: &Options) -> &'static str {
    if options.tls { "__Host-luytre_session" } else { "luytre_session" }
}

/// The secret that comes with a request.
pub(crate) fn read<'a>(headers: &'a HeaderMap, options: &Options) -> Option<&'a str> {
    let name = name(options);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name && !value.is_empty()).then_some(value))
}

/// The header that hands a secret to the browser; an empty one takes it away.
pub(crate) fn write(
    secret: &str,
    options: &Options,
) -> Option<(axum::http::HeaderName, HeaderValue)> {
    let seconds = if secret.is_empty() { 0 } else { options.sessions.most_hours * 3_600 };
    let secure = if options.tls { "; Secure" } else { "" };
    let text = format!(
        "{}={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}",
        name(options)
    );
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some((SET_COOKIE, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_found_among_others() {
        let headers = HeaderMap::from_iter([(
            COOKIE,
            HeaderValue::from_static("theme=dark; luytre_session=abc; x=luytre_session=no"),
        )]);
        assert_eq!(read(&headers, &Options::default()), Some("abc"));
        let tls = Options { tls: true, ..Options::default() };
        assert_eq!(read(&headers, &tls), None, "under TLS only the guarded cookie counts");
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_and_other_sites() {
        let tls = Options { tls: true, ..Options::default() };
        let (_, value) = write("abc", &tls).unwrap();
        let text = value.to_str().unwrap();
        for part in ["__Host-", "HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
            assert!(text.contains(part), "{text}");
        }
        let (_, gone) = write("", &Options::default()).unwrap();
        assert!(gone.to_str().unwrap().contains("Max-Age=0"));
    }
}
