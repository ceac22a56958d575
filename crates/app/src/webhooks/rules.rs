//! Which hosts may be told of events: from `presets/webhooks.toml`, built in (none) or the site's own. Whoever writes that
//! file has the machine; an administrator of the page chooses among these hosts and no others.

use std::net::IpAddr;
use std::path::Path;

use serde::Deserialize;

use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../../presets/webhooks.toml");
const ADDRESS_MAX: usize = 500;

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outbound {
    host: Vec<Allowed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Allowed {
    name: String,
    #[serde(default = "usual_port")]
    port: u16,
    #[serde(default)]
    private: bool,
}

fn usual_port() -> u16 {
    80
}

/// Where something is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub host: String,
    pub port: u16,
    /// With the query.
    pub path: String,
    /// Whether the host may be one of an inner network, or this machine.
    pub is_private_allowed: bool,
}

impl Target {
    /// Whether the host may be reached at an address that its name stands for now. Names are asked each time, so that a name
    /// that is turned to an inner address later reaches nobody.
    pub fn may_reach(&self, address: IpAddr) -> bool {
        self.is_private_allowed || is_public(address)
    }
}

/// Neither of this machine nor of an inner network, nor one that means something else than a machine.
fn is_public(address: IpAddr) -> bool {
    let address = address.to_canonical();
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            let is_benchmark = first == 198 && (18..20).contains(&second);
            let is_reserved = first == 0 || first >= 240;
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
                || v4.is_unspecified()
                || is_shared
                || is_benchmark
                || is_reserved)
        }
        IpAddr::V6(v6) => {
            // Global unicast only; what carries an IPv4 address inside (6to4, Teredo) may lead anywhere.
            let first = v6.segments()[0];
            (first & 0xe000) == 0x2000 && first != 0x2002 && !(first == 0x2001 && v6.segments()[1] < 0x0200)
        }
    }
}

pub(crate) fn load(content_dir: Option<&Path>) -> Result<Outbound> {
    let own = content_dir.map(|folder| folder.join("presets").join("webhooks.toml")).filter(|path| path.exists());
    let (text, place) = match own {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| AppError::Internal {
                message: format!("推送设置文件 {} 无法读取：{error}", path.display()),
            })?;
            (text, path.display().to_string())
        }
        None => (BUILT_IN.to_string(), "内置的 presets/webhooks.toml".to_string()),
    };
    toml::from_str(&text)
        .map_err(|error| AppError::Internal { message: format!("推送设置文件（{place}）有误：{error}") })
}

impl Outbound {
    /// `host:port` of all that are declared.
    pub fn hosts(&self) -> Vec<String> {
        self.host.iter().map(|one| format!("{}:{}", one.name, one.port)).collect()
    }

    /// An address in its parts, when it may be told at all.
    pub fn target(&self, address: &str) -> Result<Target> {
        let refused = |why: &str| AppError::bad_input(format!("推送地址“{address}”{why}"));
        if address.len() > ADDRESS_MAX || !address.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(refused("不是网址：只能有半角字符，不超过 500 个"));
        }
        if address.starts_with("https://") {
            return Err(refused("是 https；程序本身不含 TLS，请填本机或内网代理的 http 地址，由代理转为 https"));
        }
        let rest = address.strip_prefix("http://").ok_or_else(|| refused("应以 http:// 开头"))?;
        let (place, path) = match rest.find(['/', '?']) {
            Some(at) if rest[at..].starts_with('/') => (&rest[..at], rest[at..].to_string()),
            Some(at) => (&rest[..at], format!("/{}", &rest[at..])),
            None => (rest, "/".to_string()),
        };
        if place.contains('@') || path.contains('#') {
            return Err(refused("不能含用户名、密码或 #"));
        }
        let (host, port) = match place.split_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| refused("的端口不是数"))?),
            None => (place, usual_port()),
        };
        let declared = self.host.iter().find(|one| one.name.eq_ignore_ascii_case(host) && one.port == port);
        let declared = declared.ok_or_else(|| {
            let hosts = self.hosts();
            let known = if hosts.is_empty() {
                "目前一个也没有".to_string()
            } else {
                format!("目前有 {}", hosts.join("、"))
            };
            refused(&format!("的主机没有在 presets/webhooks.toml 中声明（{known}）；请由服务器管理员写入后重启"))
        })?;
        Ok(Target { host: host.to_string(), port, path, is_private_allowed: declared.private })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Outbound {
        toml::from_str("host = [{ name = \"hooks.gov.cn\" }, { name = \"10.1.2.3\", port = 8080, private = true }]")
            .unwrap()
    }

    #[test]
    fn nothing_is_declared_at_first() {
        let built_in = load(None).unwrap();
        assert_eq!(built_in, Outbound::default());
        let refused = built_in.target("http://hooks.gov.cn/x").unwrap_err().to_string();
        assert!(refused.contains("一个也没有"), "{refused}");
    }

    #[test]
    fn only_declared_hosts_are_targets() {
        let target = rules().target("http://Hooks.gov.cn/in?x=1").unwrap();
        assert_eq!((target.port, target.path.as_str(), target.is_private_allowed), (80, "/in?x=1", false));
        assert_eq!(rules().target("http://10.1.2.3:8080?a").unwrap().path, "/?a");
        for address in [
            "https://hooks.gov.cn/",
            "ftp://hooks.gov.cn/",
            "http://hooks.gov.cn:8080/",
            "http://10.1.2.3/",
            "http://hooks.gov.cn@10.0.0.1/",
            "http://hooks.gov.cn.evil.cn/",
            "http://hooks.gov.cn/ x",
            "http://hooks.gov.cn/\r\nX: y",
            "http://127.0.0.1/",
        ] {
            assert!(rules().target(address).is_err(), "{address}");
        }
    }

    #[test]
    fn inner_addresses_are_reached_only_where_that_was_declared() {
        let outer = rules().target("http://hooks.gov.cn/").unwrap();
        let inner = rules().target("http://10.1.2.3:8080/").unwrap();
        for address in [
            "10.1.2.3",
            "127.0.0.1",
            "169.254.169.254",
            "192.168.0.1",
            "172.16.0.1",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
        ] {
            let address: IpAddr = address.parse().unwrap();
            assert!(!outer.may_reach(address) && inner.may_reach(address), "{address}");
        }
        assert!(outer.may_reach("8.8.8.8".parse().unwrap()) && outer.may_reach("2400:3200::1".parse().unwrap()));
    }
}
