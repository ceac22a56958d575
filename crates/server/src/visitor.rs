//! Who asks, by address: the socket's, or behind a proxy what the proxy has seen.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

use crate::Options;

/// Nothing without a socket, as in tests.
pub(crate) fn address(options: Options, headers: &HeaderMap, socket: Option<SocketAddr>) -> Option<IpAddr> {
    let forwarded = forwarded_for(headers).filter(|_| options.behind_tls);
    forwarded.or(socket.map(|socket| socket.ip()))
}

/// The address that the proxy itself has seen: it puts it behind those that it was told.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_a_proxy_its_visitors_are_told_apart_and_without_one_nobody_names_himself() {
        let socket: SocketAddr = "127.0.0.1:40000".parse().unwrap();
        let said =
            |last: &'static str| HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), last.parse().unwrap())]);
        let behind = Options { behind_tls: true, ..Options::default() };
        for (headers, expected) in [
            (said("10.9.9.9, 203.0.113.7"), "203.0.113.7"),
            (said("203.0.113.8"), "203.0.113.8"),
            (said("nobody"), "127.0.0.1"),
        ] {
            assert_eq!(address(behind, &headers, Some(socket)), Some(expected.parse().unwrap()));
            assert_eq!(address(Options::default(), &headers, Some(socket)), Some(socket.ip()));
        }
        assert_eq!(address(behind, &HeaderMap::new(), None), None);
    }
}
