//! TLS to other systems. The certificate of the other side is always checked: its name, its time, who vouches for it. There is
//! no way around that.

use std::sync::Arc;

use app::Authorities;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// A connection to a host that proved to be the one of that name. The reason in Chinese otherwise.
pub(crate) async fn connect(
    stream: TcpStream,
    host: &str,
    authorities: &Authorities,
) -> Result<TlsStream<TcpStream>, String> {
    let name = ServerName::try_from(host.to_string()).map_err(|_| format!("“{host}”不能作为证书上的主机名"))?;
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("TLS 无法启用：{error}"))?
        .with_root_certificates(roots(authorities)?)
        .with_no_client_auth();
    let connected = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
    connected.map_err(|error| format!("对方证书没有通过核验，或 TLS 连接中断：{error}"))
}

fn roots(authorities: &Authorities) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    match authorities {
        Authorities::Own(pem) => {
            for certificate in CertificateDer::pem_slice_iter(pem) {
                let certificate = certificate.map_err(|error| format!("所信任的证书文件无法识别：{error}"))?;
                roots.add(certificate).map_err(|error| format!("所信任的证书不能用：{error}"))?;
            }
        }
        Authorities::System => {
            // What cannot be read there vouches for nobody; the rest does.
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if roots.is_empty() {
        return Err("没有可信任的证书签发机构；请在声明该主机的设置文件中写明 authorities".to_string());
    }
    Ok(roots)
}
