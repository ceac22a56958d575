//! The place whose plan it is.

use model::PlanMetadata;

use super::is_cjk;
use crate::wording::Lexicon;

/// The place whose plan it is: the first words of issuer or title up to 市, 省, 县, …
pub(super) fn place_of(metadata: &PlanMetadata, lexicon: &Lexicon) -> Option<String> {
    // 2026年甲乙政府工作报告: regions whose short names carry no 省 or 自治区.
    if let Some((before, _)) = metadata.title.split_once("政府工作报告") {
        let name = before.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年').trim();
        if name.contains("国务院") || name.contains("中华人民共和国") || name == "国家" {
            return Some("全国".into());
        }
        if (2..=8).contains(&name.chars().count()) && name.chars().all(is_cjk) && !name.contains("人民") {
            return Some(name.to_string());
        }
    }
    let sources = [metadata.issuer.as_deref(), Some(metadata.title.as_str()), metadata.carrier_title.as_deref()];
    for source in sources.into_iter().flatten() {
        let chars: Vec<char> =
            source.trim_start_matches(|c: char| c.is_ascii_digit() || "年关于印发《".contains(c)).chars().collect();
        let limit = chars.len().min(9);
        let end = (2..limit).find(|&at| {
            let is_suffix = matches!(chars[at], '市' | '省' | '县' | '区' | '州' | '旗' | '盟');
            is_suffix && chars[..at].iter().all(|&c| is_cjk(c)) && lexicon.place_common.before(&chars, at + 1).is_none()
        });
        if let Some(end) = end {
            // 江苏省南京市人民政府: the city, not the province it lies in.
            let rest = &chars[end + 1..];
            let inner = (2..rest.len().min(7)).find(|&at| {
                matches!(rest[at], '市' | '县' | '区' | '州')
                    && rest[..at].iter().all(|&c| is_cjk(c))
                    && lexicon.place_common.before(rest, at + 1).is_none()
            });
            return Some(match inner.filter(|_| matches!(chars[end], '省')) {
                Some(inner) => rest[..=inner].iter().collect(),
                None => chars[..=end].iter().collect(),
            });
        }
        let national = ["国务院", "国家", "全国", "中共中央", "财政部", "海关总署", "商务部"];
        if national.iter().any(|word| source.starts_with(word)) {
            return Some("全国".into());
        }
    }
    None
}
