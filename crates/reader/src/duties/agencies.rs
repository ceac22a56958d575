//! Names of agencies in a list: cut apart, prefixes and suffixes that the list leaves out put back.

use model::{AgencyRef, Span};

use super::split;
use crate::document::Document;
use crate::metadata::is_cjk;
use crate::wording::Lexicon;

/// Longest name of one agency.
const NAME_MAX: usize = 40;

/// The agencies named in this stretch, in order.
pub(super) fn names(document: &Document, lexicon: &Lexicon, part: Span) -> Vec<AgencyRef> {
    let part = without_open_end(document, part);
    let mut pieces: Vec<Span> = Vec::new();
    for piece in split(document, part, &['、', '/']) {
        pieces.extend(at_conjunctions(document, lexicon, piece));
    }
    let mut names: Vec<String> = Vec::new();
    let pieces = join_classes(document, &pieces);
    for piece in pieces {
        let name: String = document.text(piece).chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
        let name = without_pinyin(&name);
        // 各区政府〈含开发区,下同〉: what a name includes explains it.
        let name = match name.find(['(', '（', '〈', '〔']).filter(|open| *open > 0) {
            Some(open) if name[open..].chars().nth(1) == Some('含') => name[..open].to_string(),
            _ => name,
        };
        let name = name.trim_matches(['。', ';', '；', ',', '，', ':', '：']).to_string();
        let length = name.chars().count();
        if !(2..=NAME_MAX).contains(&length) {
            continue;
        }
        names.push(name);
    }
    restore_suffixes(&mut names);
    restore_prefixes(lexicon, &mut names);
    if names.first().is_none_or(|first| !looks_like_an_agency(lexicon, first)) {
        return Vec::new();
    }
    let full = |name: String| lexicon.aliases.get(&name).cloned().unwrap_or(name);
    names.into_iter().map(full).map(|name| AgencyRef { is_open: is_open(lexicon, &name), name }).collect()
}

/// 市經(jīng)信局: copies of pages carry the sound of a character in brackets.
fn without_pinyin(name: &str) -> String {
    let mut kept = String::new();
    let mut rest = name;
    while let Some((before, behind)) = rest.split_once(['(', '（']) {
        let sound = behind.split_once([')', '）']).filter(|(inner, _)| {
            !inner.is_empty() && inner.chars().all(|c| c.is_alphabetic() && !is_cjk(c) && !c.is_ascii_uppercase())
        });
        let open: String = rest[before.len()..rest.len() - behind.len()].to_string();
        kept.push_str(before);
        match sound {
            Some((_, after)) => rest = after,
            None => {
                kept.push_str(&open);
                rest = behind;
            }
        }
    }
    kept + rest
}

/// 甲部、乙部等有关部门 → 甲部、乙部: 等 marks an open list; what stands behind 及 is kept.
fn without_open_end(document: &Document, part: Span) -> Span {
    let mut end = part.end;
    for at in (part.start + 1..part.end).rev() {
        if document.at(at) != '等' || matches!(document.before(at), '高' | '中' | '初' | '同' | '平' | '相') {
            continue;
        }
        let rest = document.matched(Span::new(at + 1, part.end));
        let is_class = rest.is_empty()
            || ["有关", "相关", "部门", "单位", "国务院", "各", "市级", "省级", "区级", "县级", "市直", "县直", "地"]
                .iter()
                .any(|class| rest.starts_with(class));
        if is_class && !rest.contains(['及', '和', '、']) {
            end = at;
        }
        break;
    }
    document.trim(Span::new(part.start, end))
}

/// Cuts 甲部及各地区 and 甲局和乙局, but not 文化和旅游局.
fn at_conjunctions(document: &Document, lexicon: &Lexicon, piece: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = piece.start;
    let mut depth = 0usize;
    let mut at = piece.start;
    while at < piece.end {
        match document.at(at) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '及' | '和' | '与' | '会' if depth == 0 && at > start => {
                let length =
                    if document.starts_with(at, "以及") || document.starts_with(at, "会同") { 2 } else { 1 };
                let is_word = document.at(at) != '会' || length == 2;
                let left = Span::new(start, at - usize::from(document.before(at) == '以'));
                let right = Span::new(at + length, piece.end);
                let left_words = open_list_head(document, left);
                let left_chars = &document.chars[left_words.start..left_words.end];
                // 城市运行和政务服务办 is one name: 行 ends banks, but not every word with 行 is one.
                let is_verb = left_chars.ends_with(&['行'])
                    && !left_chars.ends_with(&['银', '行'])
                    && !left_chars.ends_with(&['分', '行']);
                let is_whole = !is_verb && lexicon.agency_suffix.before(left_chars, left_chars.len()).is_some();
                if is_word && is_whole && left_words.len() >= 2 && stands_alone(document, lexicon, right) {
                    pieces.push(left_words);
                    start = right.start;
                    at = right.start;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    pieces.push(open_list_head(document, Span::new(start, piece.end)));
    pieces
}

/// 住房部等国务院相关部门 → 住房部.
fn open_list_head(document: &Document, piece: Span) -> Span {
    let mark = (piece.start + 2..piece.end).find(|&at| {
        document.at(at) == '等'
            && (at + 1 == piece.end
                || ["国务院", "有关", "相关", "部门", "单位", "各"]
                    .iter()
                    .any(|class| document.starts_with(at + 1, class)))
    });
    document.trim(Span::new(piece.start, mark.unwrap_or(piece.end)))
}

/// The words behind a conjunction are an agency of their own.
fn stands_alone(document: &Document, lexicon: &Lexicon, right: Span) -> bool {
    let chars = &document.chars[right.start..right.end];
    let is_class = chars.starts_with(&['各']) || chars.starts_with(&['有', '关']) || chars.starts_with(&['相', '关']);
    // Up to the next conjunction, so that 「甲部和乙部及各地区」 is cut twice.
    let first = chars.iter().position(|c| matches!(c, '及')).unwrap_or(chars.len());
    let is_department = lexicon.agency_department.before(&chars[..first], first).is_some();
    let is_agency = first >= 3 && (is_department || chars[..first].ends_with(&['部']));
    is_class || is_agency
}

/// 各区、县(市)政府 is one name; so are 各镇、街道.
fn join_classes(document: &Document, pieces: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for &piece in pieces {
        let words = document.matched(piece);
        if let Some(last) = joined.last_mut() {
            let before = document.matched(*last);
            let is_bare =
                before.starts_with('各') && before.ends_with(['区', '县', '市', '州', '镇', '乡', '旗', '道']);
            let goes_on = !words.starts_with('各')
                && (words.starts_with(['县', '市', '区', '旗'])
                    && words.ends_with(['府', '会'])
                    && words.chars().count() <= 10
                    || words.chars().count() <= 3 && words.ends_with(['道', '乡', '镇'])
                    || words == "县级市");
            if is_bare && goes_on {
                last.end = piece.end;
                continue;
            }
        }
        joined.push(piece);
    }
    joined
}

/// 甲区、乙区人民政府 → 甲区人民政府、乙区人民政府; 广州、深圳市政府 likewise.
fn restore_suffixes(names: &mut [String]) {
    const BODIES: [&str; 5] = ["人民政府", "政府", "管委会", "党工委管委会", "人民政府办公室"];
    for index in (1..names.len()).rev() {
        let Some(body) = BODIES.iter().filter(|body| names[index].ends_with(**body)).max_by_key(|body| body.len())
        else {
            continue;
        };
        let place = names[index][..names[index].len() - body.len()].to_string();
        if place.starts_with('各') || place.is_empty() {
            continue;
        }
        for before in (0..index).rev() {
            let name: Vec<char> = names[before].chars().collect();
            // 凉山州 is whole, 广州 lacks its 市.
            let is_bare_place = name.len() >= 3 && matches!(name.last(), Some('区' | '县' | '市' | '州'));
            let is_class = name.starts_with(&['各']);
            if is_bare_place && !is_class && place.ends_with(['区', '县', '市', '州']) {
                names[before].push_str(body);
            } else if name.len() == 2 && name.iter().all(|&c| is_cjk(c)) {
                let level = place.chars().last().filter(|c| "市区县州".contains(*c));
                names[before].extend(level);
                names[before].push_str(body);
            } else {
                break;
            }
        }
    }
}

/// 省甲厅、乙厅 → 省甲厅、省乙厅.
fn restore_prefixes(lexicon: &Lexicon, names: &mut [String]) {
    let mut prefix: Option<char> = None;
    let carriers = names.iter().filter(|name| level_prefix(name).is_some()).count();
    for name in names.iter_mut() {
        if let Some(level) = level_prefix(name) {
            prefix = Some(level);
            continue;
        }
        let chars: Vec<char> = name.chars().collect();
        // 某省金融监管局: a long word anywhere, a short one at the start.
        let is_independent = (0..chars.len())
            .any(|at| lexicon.agency_independent.at(&chars, at).is_some_and(|(length, ())| at == 0 || length >= 3));
        let is_department = lexicon.agency_department.before(&chars, chars.len()).is_some();
        // A name with a place of its own (天河区某局) is complete.
        let has_place = chars.iter().take(5).skip(1).any(|c| matches!(c, '省' | '市' | '县' | '区' | '州'));
        if let Some(level) = prefix
            && is_department
            && !is_independent
            && !has_place
            && carriers > 0
        {
            name.insert(0, level);
        }
    }
}

fn level_prefix(name: &str) -> Option<char> {
    let mut chars = name.chars();
    let first = chars.next().filter(|c| matches!(c, '省' | '市' | '县' | '区' | '州'))?;
    chars.next().filter(|second| !matches!(second, '级' | '直' | '场' | '域' | '容')).map(|_| first)
}

fn looks_like_an_agency(lexicon: &Lexicon, name: &str) -> bool {
    let chars: Vec<char> = name.chars().map(crate::document::normalise).collect();
    // 学校内由某部门负责 is running text.
    if chars.contains(&'由') {
        return false;
    }
    // Inner brackets at the end (人才办) do not count.
    let end = match chars.iter().rposition(|&c| c == '(') {
        Some(open) if chars.ends_with(&[')']) && open >= 2 => open,
        _ => chars.len(),
    };
    lexicon.agency_suffix.before(&chars[..end], end).is_some()
        || lexicon.agency_class.is_in(&chars)
        || chars.starts_with(&['各'])
}

/// Certainly an office: a level in front (市甲局, 省乙厅) and the ending of one.
pub(super) fn is_office(lexicon: &Lexicon, name: &str) -> bool {
    let chars: Vec<char> = name.chars().map(crate::document::normalise).collect();
    let end = chars.iter().position(|&c| c == '(').unwrap_or(chars.len());
    let is_department = lexicon.agency_department.before(&chars[..end], end).is_some();
    let is_body = ["政府", "管委会", "街道", "镇", "部", "分局", "公司", "集团"]
        .iter()
        .any(|word| chars[..end].ends_with(&word.chars().collect::<Vec<_>>()));
    let has_level = level_prefix(name).is_some()
        || lexicon.agency_independent.at(&chars, 0).is_some()
        || lexicon.agency_class.at(&chars, 0).is_some();
    has_level && (is_department || is_body)
}

fn is_open(lexicon: &Lexicon, name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    lexicon.agency_class.is_in(&chars)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let document = Document::new(text);
        let found = names(&document, Lexicon::builtin(), Span::new(0, document.len()));
        let shown: Vec<String> =
            found.iter().map(|name| format!("{}{}", name.name, if name.is_open { "?" } else { "" })).collect();
        expect.assert_eq(&shown.join(" "));
    }

    #[test]
    fn lists_are_cut_outside_inner_brackets() {
        check("县委组织部（人才办）、县甲局", expect!["县委组织部（人才办） 县甲局"]);
        check("各区、县（市）政府", expect!["各区、县（市）政府"]);
        check("县文化和旅游局、县甲局和县乙局", expect!["县文化和旅游局 县甲局 县乙局"]);
        check("财政部及各地区", expect!["财政部 各地区"]);
    }

    #[test]
    fn open_lists_and_classes() {
        check("农业农村部、财政部等", expect!["农业农村部 财政部"]);
        check("住房部等国务院相关部门及各地区", expect!["住房部 各地区"]);
        check("市直有关部门", expect!["市直有关部门?"]);
    }

    #[test]
    fn what_a_list_leaves_out_is_put_back() {
        check("省甲改革委、乙厅、数据局", expect!["省甲改革委 省乙厅 省数据局"]);
        check("县甲局、人民银行某分行、团县委", expect!["县甲局 人民银行某分行 团县委"]);
        check("东山区、西山区人民政府", expect!["东山区人民政府 西山区人民政府"]);
        check("东山、西山市政府", expect!["东山市政府 西山市政府"]);
    }
}
