//! Which hosts may be told of events: from `presets/webhooks.toml`, built in (none) or the site's own. Whoever writes that
//! file has the machine; an administrator of the page chooses among these hosts and no others.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

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
    port: Option<u16>,
    #[serde(default)]
    private: bool,
    /// Whether it is spoken to over TLS.
    #[serde(default)]
    tls: bool,
    /// Name of a file beside the declaration with the authorities that may vouch for it.
    authorities: Option<String>,
    /// Its content.
    #[serde(skip)]
    pem: Option<Arc<[u8]>>,
}

impl Allowed {
    fn port(&self) -> u16 {
        self.port.unwrap_or(usual_port(self.tls))
    }
}

fn usual_port(is_tls: bool) -> u16 {
    if is_tls { 443 } else { 80 }
}

/// Who may vouch for a host that is spoken to over TLS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authorities {
    /// Those that the operating system trusts.
    System,
    /// Certificates in PEM, and no others.
    Own(Arc<[u8]>),
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
    /// Nothing for HTTP as it is.
    pub tls: Option<Authorities>,
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

/// An address in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    pub is_tls: bool,
    pub host: &'a str,
    pub port: u16,
    /// With the query.
    pub path: String,
}

impl Address<'_> {
    /// What is wrong with it otherwise, in Chinese.
    pub fn of(address: &str) -> std::result::Result<Address<'_>, &'static str> {
        if address.len() > ADDRESS_MAX || !address.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("不是网址：只能有半角字符，不超过 500 个");
        }
        let (is_tls, rest) = match address.split_once("://") {
            Some(("https", rest)) => (true, rest),
            Some(("http", rest)) => (false, rest),
            _ => return Err("应以 https:// 或 http:// 开头"),
        };
        let (place, path) = match rest.find(['/', '?']) {
            Some(at) if rest[at..].starts_with('/') => (&rest[..at], rest[at..].to_string()),
            Some(at) => (&rest[..at], format!("/{}", &rest[at..])),
            None => (rest, "/".to_string()),
        };
        if place.contains('@') || path.contains('#') {
            return Err("不能含用户名、密码或 #");
        }
        let (host, port) = match place.split_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| "的端口不是数")?),
            None => (place, usual_port(is_tls)),
        };
        Ok(Address { is_tls, host, port, path })
    }
}

/// The certificates of a file beside the declaration that names it. What is wrong with it otherwise, in Chinese.
pub(crate) fn certificates(path: &Path) -> std::result::Result<Arc<[u8]>, String> {
    let pem = std::fs::read(path).map_err(|error| format!("证书文件 {} 无法读取：{error}", path.display()))?;
    if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
        return Err(format!("证书文件 {} 中没有 PEM 格式的证书", path.display()));
    }
    Ok(pem.into())
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
    let wrong = |why: String| AppError::Internal { message: format!("推送设置文件（{place}）有误：{why}") };
    let mut rules: Outbound = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    for host in &mut rules.host {
        let Some(file) = &host.authorities else { continue };
        if !host.tls {
            return Err(wrong(format!("主机 {} 写了 authorities，没有写 tls = true", host.name)));
        }
        let path = content_dir.map(|folder| folder.join("presets").join(file)).unwrap_or_default();
        let pem = certificates(&path).map_err(|why| wrong(format!("主机 {} 的{why}", host.name)))?;
        host.pem = Some(pem);
    }
    Ok(rules)
}

impl Outbound {
    /// `https://host:port` of all that are declared.
    pub fn hosts(&self) -> Vec<String> {
        let address = |one: &Allowed| {
            let scheme = if one.tls { "https" } else { "http" };
            format!("{scheme}://{}:{}", one.name, one.port())
        };
        self.host.iter().map(address).collect()
    }

    /// An address in its parts, when it may be told at all.
    pub fn target(&self, address: &str) -> Result<Target> {
        let refused = |why: &str| AppError::bad_input(format!("推送地址“{address}”{why}"));
        let Address { is_tls, host, port, path } = Address::of(address).map_err(refused)?;
        let is_it = |one: &&Allowed| one.name.eq_ignore_ascii_case(host) && one.port() == port && one.tls == is_tls;
        let declared = self.host.iter().find(is_it);
        let declared = declared.ok_or_else(|| {
            let hosts = self.hosts();
            let known = if hosts.is_empty() {
                "目前一个也没有".to_string()
            } else {
                format!("目前有 {}", hosts.join("、"))
            };
            refused(&format!("的主机没有在 presets/webhooks.toml 中声明（{known}）；请由服务器管理员写入后重启"))
        })?;
        let tls = declared.tls.then(|| declared.pem.clone().map_or(Authorities::System, Authorities::Own));
        Ok(Target { host: host.to_string(), port, path, is_private_allowed: declared.private, tls })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Outbound {
        toml::from_str(
            "host = [{ name = \"hooks.gov.cn\" }, { name = \"10.1.2.3\", port = 8080, private = true },
                     { name = \"safe.gov.cn\", tls = true }]",
        )
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
        let safe = rules().target("https://safe.gov.cn/in").unwrap();
        assert_eq!((safe.port, safe.tls), (443, Some(Authorities::System)));
        for address in [
            // What was declared with TLS is never spoken to without, and the other way round.
            "http://safe.gov.cn/in",
            "http://safe.gov.cn:443/in",
            "https://hooks.gov.cn/",
            "https://hooks.gov.cn:80/",
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
    fn a_file_of_authorities_is_there_and_holds_certificates_or_the_declaration_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let presets = folder.path().join("presets");
        std::fs::create_dir(&presets).unwrap();
        let declare = |text: &str| {
            std::fs::write(presets.join("webhooks.toml"), text).unwrap();
            load(Some(folder.path()))
        };
        let with_file = "host = [{ name = \"a.cn\", tls = true, authorities = \"ca.pem\" }]";
        let refused = declare(with_file).unwrap_err().to_string();
        assert!(refused.contains("ca.pem") && refused.contains("无法读取"), "{refused}");
        std::fs::write(presets.join("ca.pem"), "不是证书").unwrap();
        let refused = declare(with_file).unwrap_err().to_string();
        assert!(refused.contains("没有 PEM"), "{refused}");
        std::fs::write(presets.join("ca.pem"), "-----BEGIN CERTIFICATE-----\n").unwrap();
        let target = declare(with_file).unwrap().target("https://a.cn/").unwrap();
        assert!(matches!(target.tls, Some(Authorities::Own(_))));
        let refused = declare("host = [{ name = \"a.cn\", authorities = \"ca.pem\" }]").unwrap_err().to_string();
        assert!(refused.contains("tls = true"), "{refused}");
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
