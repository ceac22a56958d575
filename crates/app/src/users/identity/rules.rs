//! By which issuer people may log in: from `presets/oidc.toml`, built in (none) or the site's own. Whoever writes that file has
//! the machine. The secret of the client lies in a file of its own that the service alone reads, and is never printed.

use std::path::Path;

use serde::Deserialize;

use crate::webhooks::rules::{Address, certificates};
use crate::webhooks::{Authorities, Target};
use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../../../presets/oidc.toml");
/// The page of the web app that people come back to.
const RETURN_PATH: &str = "/oidc";
const NAME: &str = "统一身份认证";
const NAME_MAX: usize = 20;
const SECRET_MAX: usize = 1000;
/// Of an address that is refused.
const SHOWN_MAX: usize = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issuer: Option<String>,
    client_id: Option<String>,
    client_secret_file: Option<String>,
    redirect_url: Option<String>,
    authorities: Option<String>,
    name: Option<String>,
}

/// The secret that the issuer knows this program by.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientSecret(String);

impl ClientSecret {
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ClientSecret")
    }
}

/// An issuer of log-ins, as the site has declared it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredIssuer {
    /// Exactly as the issuer calls itself.
    pub issuer: String,
    pub client_id: String,
    /// Nothing for a public client.
    pub secret: Option<ClientSecret>,
    pub redirect_url: String,
    /// On the button of the log-in.
    pub name: String,
    host: Target,
}

impl DeclaredIssuer {
    /// An address at the host of the issuer; any other is refused in Chinese.
    pub fn reach(&self, address: &str) -> std::result::Result<Target, String> {
        let shown: String = address.chars().take(SHOWN_MAX).collect();
        let parts = Address::of(address).map_err(|why| format!("平台给出的地址“{shown}”{why}"))?;
        let is_own = parts.host.eq_ignore_ascii_case(&self.host.host)
            && (parts.port, parts.is_tls) == (self.host.port, self.host.tls.is_some());
        if !is_own {
            return Err(format!("平台给出的地址“{shown}”不在 {} 所在的主机上，不连接", self.issuer));
        }
        Ok(Target { path: parts.path, ..self.host.clone() })
    }

    /// Whether browsers are sent to it over TLS.
    pub fn is_tls(&self) -> bool {
        self.host.tls.is_some()
    }
}

fn is_this_machine(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1")
}

pub(crate) fn load(content_dir: Option<&Path>) -> Result<Option<DeclaredIssuer>> {
    let own = content_dir.map(|folder| folder.join("presets").join("oidc.toml")).filter(|path| path.exists());
    let (text, folder, place) = match &own {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| AppError::Internal {
                message: format!("统一身份认证设置文件 {} 无法读取：{error}", path.display()),
            })?;
            (text, path.parent(), path.display().to_string())
        }
        None => (BUILT_IN.to_string(), None, "内置的 presets/oidc.toml".to_string()),
    };
    parse(&text, folder.unwrap_or(Path::new(""))).map_err(|reason| AppError::Internal {
        message: format!("统一身份认证设置文件（{place}）有误：{reason}"),
    })
}

fn parse(text: &str, folder: &Path) -> std::result::Result<Option<DeclaredIssuer>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let File { issuer, client_id, client_secret_file, redirect_url, authorities, name } = file;
    let (issuer, client_id, redirect_url) = match (issuer, client_id, redirect_url) {
        (Some(issuer), Some(client_id), Some(redirect_url)) => (issuer, client_id, redirect_url),
        (None, None, None) if client_secret_file.is_none() && authorities.is_none() && name.is_none() => {
            return Ok(None);
        }
        _ => return Err("issuer、client_id 和 redirect_url 三项都要填写".to_string()),
    };
    let parts = Address::of(&issuer).map_err(|why| format!("issuer“{issuer}”{why}"))?;
    if !parts.is_tls && !is_this_machine(parts.host) {
        return Err(format!("issuer“{issuer}”应为 https"));
    }
    if issuer.contains('?') {
        return Err(format!("issuer“{issuer}”不能带 ?"));
    }
    let tls = match (parts.is_tls, authorities) {
        (true, None) => Some(Authorities::System),
        (true, Some(file)) => Some(Authorities::Own(certificates(&folder.join(file))?)),
        (false, None) => None,
        (false, Some(_)) => return Err("写了 authorities，而 issuer 不是 https".to_string()),
    };
    let host =
        Target { host: parts.host.to_string(), port: parts.port, path: parts.path, is_private_allowed: true, tls };
    let back = Address::of(&redirect_url).map_err(|why| format!("redirect_url“{redirect_url}”{why}"))?;
    if !back.is_tls && !is_this_machine(back.host) {
        return Err(format!("redirect_url“{redirect_url}”应为 https"));
    }
    if back.path != RETURN_PATH {
        return Err(format!("redirect_url“{redirect_url}”的路径应为 {RETURN_PATH}"));
    }
    if client_id.trim().is_empty() {
        return Err("client_id 是空的".to_string());
    }
    let name = name.unwrap_or_else(|| NAME.to_string());
    if name.trim().is_empty() || name.chars().count() > NAME_MAX {
        return Err(format!("name 应为 1—{NAME_MAX} 个字"));
    }
    let secret = client_secret_file.map(|file| secret_of(&folder.join(file))).transpose()?;
    Ok(Some(DeclaredIssuer { issuer, client_id, secret, redirect_url, name, host }))
}

/// The secret in a file that nobody but its owner reads.
fn secret_of(path: &Path) -> std::result::Result<ClientSecret, String> {
    let place = path.display();
    let unreadable = |error: std::io::Error| format!("应用密钥文件 {place} 无法读取：{error}");
    #[cfg(unix)]
    {
        let held = std::fs::metadata(path).map_err(unreadable)?;
        let mode = std::os::unix::fs::PermissionsExt::mode(&held.permissions());
        if mode & 0o077 != 0 {
            return Err(format!("应用密钥文件 {place} 其他用户也能读取；请改为只有服务账户能读（chmod 600）"));
        }
    }
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let text = text.trim();
    if text.is_empty() || text.len() > SECRET_MAX || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(format!("应用密钥文件 {place} 应只有一行半角字符，不超过 {SECRET_MAX} 个"));
    }
    Ok(ClientSecret(text.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "issuer = \"https://sso.gov.cn/city\"\nclient_id = \"junxian\"\n\
                         redirect_url = \"https://junxian.gov.cn/oidc\"\n";

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn refused(text: &str, folder: &Path) -> String {
        parse(text, folder).unwrap_err()
    }

    #[test]
    fn no_issuer_is_declared_at_first() {
        assert_eq!(load(None).unwrap(), None);
    }

    #[test]
    fn what_is_half_declared_or_not_over_tls_is_refused() {
        let folder = folder();
        let folder = folder.path();
        assert!(parse(WHOLE, folder).unwrap().is_some());
        assert!(refused("issuer = \"https://sso.gov.cn\"", folder).contains("三项"));
        assert!(refused("name = \"门户\"", folder).contains("三项"));
        assert!(refused("isuer = \"https://sso.gov.cn\"", folder).contains("isuer"));
        assert!(refused(&WHOLE.replace("https://sso", "http://sso"), folder).contains("https"));
        assert!(refused(&WHOLE.replace("https://junxian", "http://junxian"), folder).contains("https"));
        assert!(refused(&WHOLE.replace("/oidc", "/login"), folder).contains("/oidc"));
        let local = WHOLE.replace("https://sso.gov.cn", "http://127.0.0.1:8080");
        assert!(!parse(&local, folder).unwrap().unwrap().is_tls());
        assert!(refused(&format!("{local}authorities = \"ca.pem\""), folder).contains("不是 https"));
        assert!(refused(&format!("{WHOLE}authorities = \"ca.pem\""), folder).contains("无法读取"));
    }

    #[test]
    fn the_secret_is_in_a_file_of_the_service_alone_and_never_printed() {
        let folder = folder();
        let path = folder.path().join("oidc.secret");
        let text = format!("{WHOLE}client_secret_file = \"oidc.secret\"\n");
        assert!(refused(&text, folder.path()).contains("无法读取"));
        std::fs::write(&path, "s3cret-of-the-client\n").unwrap();
        #[cfg(unix)]
        {
            let mode = |mode| std::os::unix::fs::PermissionsExt::from_mode(mode);
            std::fs::set_permissions(&path, mode(0o640)).unwrap();
            assert!(refused(&text, folder.path()).contains("chmod 600"));
            std::fs::set_permissions(&path, mode(0o600)).unwrap();
        }
        let declared = parse(&text, folder.path()).unwrap().unwrap();
        assert_eq!(declared.secret.as_ref().unwrap().reveal(), "s3cret-of-the-client");
        assert!(!format!("{declared:?}").contains("s3cret"), "{declared:?}");
        std::fs::write(&path, " \n").unwrap();
        assert!(refused(&text, folder.path()).contains("一行"));
    }

    #[test]
    fn nothing_but_the_host_of_the_issuer_is_reached() {
        let folder = folder();
        let declared = parse(WHOLE, folder.path()).unwrap().unwrap();
        assert_eq!(declared.reach("https://SSO.gov.cn/keys?x=1").unwrap().path, "/keys?x=1");
        for address in [
            "http://sso.gov.cn/keys",
            "https://sso.gov.cn:8443/keys",
            "https://sso.gov.cn.evil.cn/keys",
            "https://sso.gov.cn@10.0.0.1/keys",
            "https://10.0.0.1/keys",
        ] {
            assert!(declared.reach(address).is_err(), "{address}");
        }
    }
}
