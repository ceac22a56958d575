//! Numbers in a text: Arabic and Chinese, with unit of measure and the comparator words beside them.
//! Says what is printed; whether it is a target is decided elsewhere.

mod arabic;
mod beside;
mod chinese;

use model::{Approach, Bound, Comparator, Span};
use rust_decimal::Decimal;

use crate::document::Document;
use crate::wording::{Comparison, Lexicon, UnitKind};

pub(crate) use beside::bound_of;
use beside::{before, combine, growth_before, is_baseline};
pub(crate) use chinese::integer as chinese_integer;

/// One number (or range) of the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// The numerals alone, of a range both.
    pub core: Span,
    /// With unit and comparator words.
    pub span: Span,
    pub kind: TokenKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TokenKind {
    /// 2025年, 2024-2025年: first and last year.
    Year(i16, i16),
    /// Month, day, a date in figures.
    Date,
    Quantity(Quantity),
    /// A number without a unit of measure.
    Plain,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    pub values: Vec<Decimal>,
    pub unit: String,
    pub unit_kind: UnitKind,
    pub comparator: Comparator,
    pub strict: bool,
    pub bound: Option<Bound>,
    pub approach: Option<Approach>,
    /// A comparator word, not 达到, stands beside it.
    pub is_compared: bool,
    /// A Chinese numeral below ten: 三个, more often words than figures.
    pub is_small_word: bool,
    /// 由A提高到B: this is A.
    pub is_baseline: bool,
    /// The word of growth in front: 增长, 下降.
    pub growth: Option<String>,
}

/// A number as printed, before its unit.
struct Core {
    values: Vec<Decimal>,
    end: usize,
    /// 万, 亿 behind the figures; part of the unit.
    magnitude: Span,
    is_chinese: bool,
}

pub(crate) fn tokens(document: &Document, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < document.len() {
        let c = document.at(at);
        let found = if c.is_ascii_digit() {
            arabic::token(document, lexicon, at)
        } else if chinese::is_numeral(c) {
            chinese::token(document, lexicon, at)
        } else if c == '翻' {
            chinese::doubling(document, lexicon, at)
        } else if ('\u{2460}'..='\u{249b}').contains(&c) {
            let span = Span::new(at, at + 1);
            Some(Token { core: span, span, kind: TokenKind::Plain })
        } else {
            None
        };
        match found {
            Some(token) => {
                // A comparator word already taken by the number before stays there.
                let mut token = token;
                let free = tokens.last().map_or(0, |last| last.span.end);
                token.span.start = token.span.start.max(free.min(token.core.start));
                at = token.core.end.max(token.span.end).max(at + 1);
                tokens.push(token);
            }
            None if chinese::is_numeral(c) => at = chinese::run_end(document, at),
            None => at += 1,
        }
    }
    tokens
}

/// Puts unit and comparator words around a number.
fn quantity(document: &Document, lexicon: &Lexicon, start: usize, core: Core) -> Option<Token> {
    let chars = &document.chars;
    let mut at = core.magnitude.end;
    let mut magnitude_span = core.magnitude;
    let middle = lexicon.comparator_middle.at(chars, at).map(|(length, comparison)| (length, *comparison));
    if let Some((length, _)) = middle {
        at += length;
    }
    // 100余万人: the magnitude may stand behind.
    if middle.is_none() {
        magnitude_span = magnitude_before_unit(document, lexicon, core.magnitude);
        at = magnitude_span.end;
    }
    let mut magnitude = document.text(magnitude_span);
    if middle.is_some() {
        let end = magnitude_end(document, at);
        magnitude.push_str(&document.text(Span::new(at, end)));
        at = end;
    }
    if document.at(at) == ' ' {
        at += 1;
    }
    let found = lexicon.units.at(chars, at).map(|(length, &kind)| (length, kind));
    let found = found.filter(|(length, _)| !is_other_word(document, at, *length));
    let mut unit = magnitude;
    let (length, unit_kind) = match found {
        Some(found) => found,
        // 营业收入超1000万: the 元 goes without saying.
        None if !core.magnitude.is_empty() && names_money(document, lexicon, start) && ends_words(document, at) => {
            unit.push('元');
            (0, UnitKind::Money)
        }
        None => return None,
    };
    unit.push_str(&printed_unit(document, Span::new(at, at + length)));
    at += length;
    if let Some((suffix, end)) = unit_tail(document, lexicon, at) {
        unit.push_str(&suffix);
        at = end;
    }
    let printed = Printed {
        start,
        core_end: core.end,
        end: at,
        values: core.values,
        is_chinese: core.is_chinese,
        unit,
        unit_kind,
        middle: middle.map(|(_, comparison)| comparison),
    };
    Some(compared(document, lexicon, printed))
}

/// A number with its unit, as it stands in the text.
struct Printed {
    start: usize,
    core_end: usize,
    /// Behind the unit.
    end: usize,
    values: Vec<Decimal>,
    is_chinese: bool,
    unit: String,
    unit_kind: UnitKind,
    /// 余, 多 between number and unit.
    middle: Option<Comparison>,
}

/// Puts the words of comparison and growth around a number with its unit.
fn compared(document: &Document, lexicon: &Lexicon, printed: Printed) -> Token {
    let Printed { start, core_end, end: mut at, values, is_chinese, unit, unit_kind, middle } = printed;
    let after = lexicon.comparator_after.at(&document.chars, at).map(|(length, comparison)| (length, *comparison));
    if let Some((length, _)) = after {
        at += length;
    }
    if document.starts_with(at, "规模") {
        at += 2;
    }
    let (before, mut span_start) = before(document, lexicon, start);
    let growth = growth_before(document, span_start)
        .filter(|_| matches!(unit_kind, UnitKind::Share | UnitKind::Money | UnitKind::Physical));
    if let Some((growth_start, _)) = growth {
        span_start = growth_start;
    }
    let comparison = combine(before, middle, after.map(|(_, comparison)| comparison));
    let is_range = values.len() == 2;
    let is_compared = is_range || comparison.is_some_and(|comparison| comparison.comparator != Comparator::Equal);
    let comparison = comparison.unwrap_or(Comparison { comparator: Comparator::Equal, strict: false, approach: None });
    let (comparator, bound) = match growth {
        Some(_) => (Comparator::IncreaseBy, Some(bound_of(comparison.comparator))),
        None if is_range => (Comparator::Between, None),
        None => (comparison.comparator, None),
    };
    let is_small_word = is_chinese && values.iter().all(|value| *value < Decimal::TEN);
    let quantity = Quantity {
        is_small_word,
        values,
        unit,
        unit_kind,
        comparator,
        strict: comparison.strict && !is_range,
        bound,
        approach: comparison.approach,
        is_compared,
        is_baseline: is_baseline(document, span_start, at),
        growth: growth.map(|(_, word)| word.to_string()),
    };
    Token { core: Span::new(start, core_end), span: Span::new(span_start, at), kind: TokenKind::Quantity(quantity) }
}

/// A name of money stands right before: 收入, 产值.
fn names_money(document: &Document, lexicon: &Lexicon, start: usize) -> bool {
    const REACH: usize = 8;
    let head = &document.chars[start.saturating_sub(REACH)..start];
    let own =
        head.iter().rposition(|c| matches!(c, ',' | '。' | '、' | ':' | '\n')).map_or(head, |mark| &head[mark + 1..]);
    lexicon.money.is_in(own)
}

fn ends_words(document: &Document, at: usize) -> bool {
    matches!(document.at(at), ',' | '。' | ';' | '、' | '\n' | '以' | '左')
}

/// 亿千瓦 is 亿 and 千瓦, 千克 a unit of its own: the longest unit decides how much is magnitude.
fn magnitude_before_unit(document: &Document, lexicon: &Lexicon, magnitude: Span) -> Span {
    let unit_length = |end: usize| lexicon.units.at(&document.chars, end).map_or(0, |(length, _)| length);
    let ends = magnitude.start..=magnitude.end;
    let end = ends.max_by_key(|&end| (unit_length(end), end)).unwrap_or(magnitude.end);
    Span::new(magnitude.start, if unit_length(end) == 0 { magnitude.end } else { end })
}

/// 万, 亿, 千万 behind figures.
fn magnitude_end(document: &Document, start: usize) -> usize {
    let mut end = start;
    while end < start + 3 && matches!(document.at(end), '百' | '千' | '万' | '亿') {
        end += 1;
    }
    end
}

/// Full-width percent signs are printed as %.
fn printed_unit(document: &Document, span: Span) -> String {
    document.text(span).replace('％', "%").replace('／', "/")
}

/// /千人, /万人次, (次) behind a unit.
fn unit_tail(document: &Document, lexicon: &Lexicon, at: usize) -> Option<(String, usize)> {
    match document.at(at) {
        '/' => {
            let start = magnitude_end(document, at + 1);
            // 740元/月, 万元/生·年: a month or a pupil measures by, but is no amount of its own.
            let length = match lexicon.units.at(&document.chars, start) {
                Some((length, _)) => length,
                None => usize::from(matches!(document.at(start), '月' | '生' | '季' | '床')),
            };
            (length > 0).then(|| (document.text(Span::new(at, start + length)), start + length))
        }
        '(' => {
            let (length, _) = lexicon.units.at(&document.chars, at + 1)?;
            let end = at + 1 + length;
            (document.at(end) == ')').then(|| (document.text(Span::new(at, end + 1)), end + 1))
        }
        _ => None,
    }
}

/// 部 of 部门, 次 of 次中心: characters that begin another word.
fn is_other_word(document: &Document, at: usize, length: usize) -> bool {
    if length != 1 {
        return false;
    }
    let next = document.at(at + 1);
    matches!(
        (document.at(at), next),
        ('人', '民' | '工' | '才' | '口' | '均' | '社' | '大' | '类' | '机')
            | ('家', '庭' | '具' | '电' | '居' | '政')
            | ('部', '分' | '委' | '署')
            | ('次', '性' | '序')
            | ('场', '景' | '所' | '馆')
            | ('条', '件' | '例')
            | ('方', '案' | '式' | '向')
            | ('克', '服')
            | ('度', '假')
            | ('位', '置' | '一')
            | ('项', '目')
            | ('对', '接' | '外')
            | ('节', '约' | '能')
            | ('期', '间')
            | ('组', '织')
            | ('年', '轻')
            | ('点', '多')
            | ('元', '宇')
            | ('升', '级')
            | ('头', '部')
            | ('首', '位')
            | ('省', '外' | '内' | '级' | '直')
            | ('市', '场' | '民' | '级' | '直')
            | ('县', '级' | '域')
            | ('企', '业')
            | ('重', '点' | '大' | '要')
            | ('村', '民')
            | ('园', '区')
            | ('版', '权' | '本' | '面')
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expect: Expect) {
        let document = Document::new(text);
        let shown: Vec<String> = tokens(&document, Lexicon::builtin())
            .iter()
            .map(|token| {
                let what = match &token.kind {
                    TokenKind::Year(first, last) => format!("year {first}-{last}"),
                    TokenKind::Date => "date".into(),
                    TokenKind::Plain => "plain".into(),
                    TokenKind::Quantity(q) => {
                        let values: Vec<String> = q.values.iter().map(Decimal::to_string).collect();
                        let bound = q.bound.map(|bound| format!(" {bound:?}")).unwrap_or_default();
                        let strict = if q.strict { " strict" } else { "" };
                        format!("{:?}{bound}{strict} {} {}", q.comparator, values.join("-"), q.unit)
                    }
                };
                format!("{}: {what}", document.text(token.span))
            })
            .collect();
        expect.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn figures_with_units_and_comparators() {
        check(
            "到2025年，收入突破7000亿元",
            expect![[r#"
            2025年: year 2025-2025
            突破7000亿元: AtLeast strict 7000 亿元"#]],
        );
        check("近千亿元规模", expect!["近千亿元规模: About 1000 亿元"]);
        check(
            "建成百个、培育千家、集聚万名",
            expect![[r#"
            百个: Equal 100 个
            千家: Equal 1000 家
            万名: Equal 10000 名"#]],
        );
        check(
            "每年创建1-2家，1到3个，50%—60%",
            expect![[r#"
            1-2家: Between 1-2 家
            1到3个: Between 1-3 个
            50%—60%: Between 50-60 %"#]],
        );
        check("不少于1000套（次）", expect!["不少于1000套（次）: AtLeast 1000 套（次）"]);
        check(
            "达到50%左右；2000余家；9.4万人以上",
            expect![[r#"
            达到50%左右: About 50 %
            2000余家: About 2000 家
            9.4万人以上: AtLeast 9.4 万人"#]],
        );
        check(
            "增长5%以上，下降3%，提高到55%",
            expect![[r#"
            增长5%以上: IncreaseBy AtLeast 5 %
            下降3%: IncreaseBy Equal 3 %
            55%: Equal 55 %"#]],
        );
    }

    #[test]
    fn what_is_no_quantity() {
        check(
            "5G、PM2.5和010-88111629",
            expect![[r#"
            5: plain
            2.5: plain
            010: plain
            88111629: plain"#]],
        );
        check(
            "2026-05-25，6月底，2024-2025年",
            expect![[r#"
            2026-05-25: date
            6月: date
            2024-2025年: year 2024-2025"#]],
        );
        check("统一进一步一批一体化", expect![""]);
    }
}
