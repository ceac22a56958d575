//! `junxian explain`: the derivation of one figure as a tree.

use anyhow::Result;
use model::{Derivation, SourceRef};

use crate::Site;
use crate::terminal::show;

pub async fn run(site: &Site, id: &str) -> Result<()> {
    let explanation = site.open().await?.explain(&site.actor, id, jiff::Timestamp::now()).await?;
    let mut text = tree(&explanation.derivation);
    if !explanation.sources.is_empty() {
        text.push_str("\n来源：\n");
    }
    for source in &explanation.sources {
        let address = source.url.as_deref().map(|url| format!("，{url}")).unwrap_or_default();
        text.push_str(&format!("  {}：{}（{}{address}）\n", source.id, source.title, source.publisher));
    }
    show(&text)
}

/// The derivation with its inputs below it.
pub fn tree(derivation: &Derivation) -> String {
    let mut text = String::new();
    branch(derivation, "", "", &mut text);
    text
}

fn branch(derivation: &Derivation, lead: &str, below: &str, text: &mut String) {
    let unit = derivation.unit.as_deref().unwrap_or_default();
    text.push_str(&format!("{lead}{} = {}{unit}\n", derivation.title, derivation.value));
    let bar = if derivation.inputs.is_empty() { "  " } else { "│ " };
    if let Some(formula) = &derivation.formula {
        text.push_str(&format!("{below}{bar}算法：{formula}\n"));
    }
    if let Some(source) = &derivation.source {
        text.push_str(&format!("{below}{bar}出处：{}\n", words(source)));
    }
    for note in &derivation.notes {
        text.push_str(&format!("{below}{bar}说明：{note}\n"));
    }
    for (index, input) in derivation.inputs.iter().enumerate() {
        let is_last = index + 1 == derivation.inputs.len();
        let (fork, stem) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        branch(input, &format!("{below}{fork}"), &format!("{below}{stem}"), text);
    }
}

fn words(source: &SourceRef) -> String {
    match source {
        SourceRef::Observation { id, source, grade, known_since } => {
            format!("数据 {id}，来源 {source}，可信等级 {grade}，{known_since} 起已知")
        }
        SourceRef::Clause { task, label, text, span } => {
            let label = if label.is_empty() { task } else { label };
            format!("条款 {label}“{text}”（第 {}—{} 字）", span.start + 1, span.end)
        }
        SourceRef::Publication { id, title } => format!("来源 {id} {title}"),
        SourceRef::Rule { name, basis, code } => format!("规则 {name}（{code}），依据：{basis}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_hang_below_their_result() {
        let mut share = Derivation::leaf("完成比例", "50");
        share.unit = Some("%".to_string());
        share.formula = Some("实际 ÷ 目标".to_string());
        share.inputs = vec![Derivation::leaf("实际", "5"), Derivation::leaf("目标", "10")];
        let expected = "完成比例 = 50%\n│ 算法：实际 ÷ 目标\n├─ 实际 = 5\n└─ 目标 = 10\n";
        assert_eq!(tree(&share), expected);
    }
}
