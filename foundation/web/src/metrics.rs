//! Counters for Prometheus (text format 0.0.4). No labels that name a person or a body.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Default)]
struct Counted {
    requests: BTreeMap<(String, u16), u64>,
    total_ms: u64,
}

/// What the server counts about itself.
#[derive(Clone, Debug, Default)]
pub struct Metrics(Arc<Mutex<Counted>>);

impl Metrics {
    pub(crate) fn count(&self, method: &str, status: u16, duration_ms: i64) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Methods are free text in HTTP; only the usual ones get a row of their own.
        let method = match method {
            "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" => method,
            _ => "other",
        };
        *counted.requests.entry((method.to_owned(), status)).or_default() += 1;
        counted.total_ms = counted.total_ms.saturating_add(u64::try_from(duration_ms).unwrap_or(0));
    }

    /// The counters as text.
    #[must_use]
    pub fn text(&self, version: &str) -> String {
        let counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "# TYPE luytre_info gauge\nluytre_info{{version=\"{version}\"}} 1");
        let _ = writeln!(text, "# TYPE luytre_http_requests_total counter");
        for ((method, status), count) in &counted.requests {
            let _ = writeln!(
                text,
                "luytre_http_requests_total{{method=\"{method}\",status=\"{status}\"}} {count}"
            );
        }
        let _ = writeln!(
            text,
            "# TYPE luytre_http_request_milliseconds_total counter\n\
             luytre_http_request_milliseconds_total {}",
            counted.total_ms
        );
        text
    }
}
