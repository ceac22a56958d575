//! Hands out a file under its Chinese name.

use app::Download;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// The file as attachment. Old clients read the plain name, all others the encoded one (RFC 6266).
pub(crate) fn attachment(download: Download) -> Response {
    let kind = mime_guess::from_path(&download.file_name).first_or_octet_stream();
    let extension = download.file_name.rsplit_once('.').map(|(_, extension)| extension).unwrap_or("bin");
    let plain: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    let disposition =
        format!("attachment; filename=\"junxian.{plain}\"; filename*=UTF-8''{}", encoded(&download.file_name));
    let kind = match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition)], download.bytes).into_response()
}

/// Percent-encoded as RFC 5987 asks for.
fn encoded(name: &str) -> String {
    let mut text = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_survives_the_header() {
        assert_eq!(encoded("通报 1.pdf"), "%E9%80%9A%E6%8A%A5%201.pdf");
    }
}
