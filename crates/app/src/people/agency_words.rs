//! A change of a body in words: what is different, or all of it where the body is new.

use model::people::{Agency, SuccessionKind};

use super::words::Lookup;

/// Titles with what stands under them; an empty text where nothing does.
fn parts(agency: &Agency, lookup: &Lookup) -> [(&'static str, String); 8] {
    let names = agency.names.iter().map(|one| match one.since {
        Some(since) => format!("{since} 起“{}”", one.name),
        None => format!("“{}”", one.name),
    });
    let heirs = agency.successors.iter().map(|heir| {
        let kind = match heir.kind {
            SuccessionKind::Split => "分设",
            SuccessionKind::Merged => "合并",
            SuccessionKind::Transferred => "职责划转",
        };
        format!("{} {kind}至“{}”", heir.on, lookup.agency(&heir.agency))
    });
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        ("名称", names.collect::<Vec<_>>().join("，")),
        ("别名", agency.aliases.join("、")),
        ("类别", agency.kind.in_words().to_string()),
        ("隶属", agency.parent.as_deref().map(|code| lookup.agency(code)).unwrap_or_default()),
        ("地区", agency.place.as_deref().map(|code| lookup.place(code)).unwrap_or_default()),
        ("设立日期", day(agency.valid_from)),
        ("撤销日期", day(agency.valid_to)),
        ("去向", heirs.collect::<Vec<_>>().join("、")),
    ]
}

/// Words of one list that are not in the other, in quotes.
fn beyond(words: &[String], other: &[String]) -> Option<String> {
    let new: Vec<String> = words.iter().filter(|word| !other.contains(word)).map(|word| format!("“{word}”")).collect();
    (!new.is_empty()).then(|| new.join("、"))
}

pub(super) fn agency_change(agency: &Agency, before: Option<&Agency>, lookup: &Lookup) -> String {
    let now = parts(agency, lookup);
    let Some(before) = before else {
        let told = now.iter().filter(|(_, text)| !text.is_empty()).map(|(title, text)| format!("{title}：{text}"));
        return format!("登记单位（代码 {}）：{}", agency.code, told.collect::<Vec<_>>().join("；"));
    };
    let or_none = |text: &str| if text.is_empty() { "无".to_string() } else { text.to_string() };
    let mut lines: Vec<String> = Vec::new();
    for ((title, new), (_, old)) in now.iter().zip(&parts(before, lookup)) {
        match *title {
            "别名" => {
                lines.extend(beyond(&agency.aliases, &before.aliases).map(|words| format!("增加别名{words}")));
                lines.extend(beyond(&before.aliases, &agency.aliases).map(|words| format!("去掉别名{words}")));
            }
            _ if new != old => lines.push(format!("{title}由{}改为{}", or_none(old), or_none(new))),
            _ => {}
        }
    }
    let what = if lines.is_empty() { "登记内容不变".to_string() } else { lines.join("；") };
    format!("变更单位“{}”（代码 {}）：{what}", before.name_on(lookup.today), agency.code)
}
