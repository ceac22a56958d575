//! Punctuation of official documents (GB/T 15834): texts that were scraped or typed with Latin marks are printed with
//! Chinese ones. Changes marks and spaces, never a word or a number.

/// 各县市区人民政府,市直各部门(单位) → 各县市区人民政府，市直各部门（单位）; 2024-2025年 → 2024—2025年;
/// 2025-12-31 → 2025年12月31日; 共 12 个 → 共12个.
///
/// Marks between Latin characters stay: 1,200, 10:30, GS(2024)0650号.
pub fn official_punctuation(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let dated = dates_in_words(&characters);
    let mut wide = dated.clone();
    widen_brackets(&mut wide);
    for index in 0..wide.len() {
        let (before, after) = (index.checked_sub(1).map(|at| wide[at]), wide.get(index + 1).copied());
        wide[index] = mark(wide[index], before, after);
    }
    range_dashes(&mut wide);
    without_gaps(&wide)
}

/// Chinese characters and marks, and the dashes and quotation marks that both scripts share.
fn is_chinese(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
        || matches!(character, '“' | '”' | '‘' | '’')
}

fn mark(character: char, before: Option<char>, after: Option<char>) -> char {
    let wide = match character {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return character,
    };
    let beside_chinese = before.is_some_and(is_chinese) || after.is_some_and(is_chinese);
    if beside_chinese { wide } else { character }
}

/// A pair is Chinese when something Chinese stands in it or on either side of it.
fn widen_brackets(characters: &mut [char]) {
    let mut open = Vec::new();
    for index in 0..characters.len() {
        match characters[index] {
            '(' => open.push(index),
            ')' => {
                let Some(start) = open.pop() else { continue };
                let inside = characters[start + 1..index].iter().any(|character| is_chinese(*character));
                let starts_after_chinese = start > 0 && is_chinese(characters[start - 1]);
                let is_followed_by_chinese = characters.get(index + 1).is_some_and(|next| is_chinese(*next));
                if inside || starts_after_chinese || (start == 0 && is_followed_by_chinese) {
                    characters[start] = '（';
                    characters[index] = '）';
                }
            }
            _ => {}
        }
    }
}

/// A range of numbers of something Chinese: 1-2家, 2024-2025年. Document and telephone numbers have no such thing after them.
fn range_dashes(characters: &mut [char]) {
    for index in 1..characters.len().saturating_sub(1) {
        if characters[index] != '-' || !characters[index - 1].is_ascii_digit() {
            continue;
        }
        let is_number = |character: &char| character.is_ascii_digit() || *character == '.';
        let start = characters[..index].iter().rposition(|character| !is_number(character)).map_or(0, |at| at + 1);
        let end = characters[index + 1..].iter().position(|character| !is_number(character)).map(|at| index + 1 + at);
        let stands_free = start == 0 || !(characters[start - 1] == '-' || characters[start - 1].is_ascii_alphabetic());
        if stands_free
            && end.is_some_and(|end| end > index + 1 && (is_chinese(characters[end]) || characters[end] == '%'))
        {
            characters[index] = '—';
        }
    }
}

fn dates_in_words(characters: &[char]) -> Vec<char> {
    let mut dated = Vec::with_capacity(characters.len());
    let mut index = 0;
    while index < characters.len() {
        let starts_free =
            index == 0 || !(characters[index - 1].is_ascii_alphanumeric() || characters[index - 1] == '-');
        match date_at(&characters[index..]).filter(|_| starts_free) {
            Some(words) => {
                dated.extend(words.chars());
                index += 10;
            }
            None => {
                dated.push(characters[index]);
                index += 1;
            }
        }
    }
    dated
}

/// 2025-06-30 at the start, as 2025年6月30日.
fn date_at(characters: &[char]) -> Option<String> {
    let text: String = characters.get(..10)?.iter().collect();
    let goes_on = characters.get(10).is_some_and(|next| next.is_ascii_alphanumeric() || *next == '-');
    if goes_on || !text.is_ascii() {
        return None;
    }
    text.parse::<jiff::civil::Date>().ok().map(crate::layout::official_date)
}

/// No space between a number and a Chinese character.
fn without_gaps(characters: &[char]) -> String {
    let mut text = String::new();
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|at| characters.get(at));
        let after = characters.get(index + 1);
        let is_number = |character: &char| character.is_ascii_digit() || *character == '%';
        let is_gap = *character == ' '
            && matches!((before, after), (Some(before), Some(after))
                if (is_chinese(*before) && is_number(after)) || (is_number(before) && is_chinese(*after)));
        if !is_gap {
            text.push(*character);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::official_punctuation;

    #[test]
    fn chinese_texts_get_chinese_marks() {
        for (given, printed) in [
            ("各县区人民政府,市属各管委会,各部门、单位", "各县区人民政府，市属各管委会，各部门、单位"),
            ("示例方案(2024-2025年)", "示例方案（2024—2025年）"),
            ("三(一)2", "三（一）2"),
            ("环境导向的开发(EOD)项目", "环境导向的开发（EOD）项目"),
            ("(省级)先进集群", "（省级）先进集群"),
            ("面向县(市、区)", "面向县（市、区）"),
            ("每年1-2家", "每年1—2家"),
            ("增长5-8%", "增长5—8%"),
            ("截至2025-12-31", "截至2025年12月31日"),
            ("有 12 个县 没有数据", "有12个县 没有数据"),
            ("说明:见附件", "说明：见附件"),
        ] {
            assert_eq!(official_punctuation(given), printed);
        }
    }

    #[test]
    fn marks_between_latin_characters_stay() {
        for text in
            ["GS(2024)0650号", "1,200.5亿元", "10:30", "https://例", "f(x)", "2025-13-40号", "符号 #、$ 与 \\", "1. 甲"]
        {
            assert_eq!(official_punctuation(text), text);
        }
    }
}
