//! The text as the reader sees it: code points, each normalised to one code point, cut into lines, sentences
//! and clauses. Offsets are those of the text as received; nothing is inserted or dropped.

use model::Span;

pub(crate) struct Document {
    /// As received.
    pub original: Vec<char>,
    /// For matching: full-width forms to ASCII, all dashes to `-`, all round and square brackets to `()`.
    pub chars: Vec<char>,
    /// Lines without their line ends.
    pub lines: Vec<Span>,
    /// Ends at 。！？ or a line end.
    sentences: Vec<Span>,
    /// Ends at the same and at ，；：.
    clauses: Vec<Span>,
}

/// What is read around a number is bounded, so that a text without any mark is read in linear time too. No sentence
/// or clause of an official text comes near these lengths.
const SENTENCE_MAX: usize = 4000;
const CLAUSE_MAX: usize = 600;

impl Document {
    pub fn new(text: &str) -> Document {
        let original: Vec<char> = text.chars().collect();
        let mut chars: Vec<char> = original.iter().map(|&c| normalise(c)).collect();
        pair_straight_quotes(&mut chars);
        let lines = cut(&chars, usize::MAX, |_, c| c == '\n');
        let sentences = cut(&chars, SENTENCE_MAX, |_, c| matches!(c, '\n' | '。' | '!' | '?'));
        let clauses = cut(&chars, CLAUSE_MAX, |at, c| match c {
            '\n' | '。' | '!' | '?' | ';' => true,
            ',' | ':' => !(between_digits(&chars, at)),
            _ => false,
        });
        Document { original, chars, lines, sentences, clauses }
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// The words as received.
    pub fn text(&self, span: Span) -> String {
        self.original[span.start..span.end].iter().collect()
    }

    /// The words as matched.
    pub fn matched(&self, span: Span) -> String {
        self.chars[span.start..span.end].iter().collect()
    }

    pub fn at(&self, position: usize) -> char {
        self.chars.get(position).copied().unwrap_or('\n')
    }

    pub fn before(&self, position: usize) -> char {
        if position == 0 { '\n' } else { self.at(position - 1) }
    }

    pub fn sentence(&self, position: usize) -> Span {
        containing(&self.sentences, position)
    }

    pub fn clause(&self, position: usize) -> Span {
        containing(&self.clauses, position)
    }

    /// The clauses that touch a span, which is not empty.
    pub fn clauses_in(&self, span: Span) -> &[Span] {
        let first = self.clauses.partition_point(|clause| clause.end <= span.start);
        let last = self.clauses.partition_point(|clause| clause.start < span.end);
        &self.clauses[first..last.max(first)]
    }

    pub fn line(&self, position: usize) -> Span {
        containing(&self.lines, position)
    }

    /// The lines that touch a span.
    pub fn lines_in(&self, span: Span) -> &[Span] {
        let first = self.lines.partition_point(|line| line.end < span.start);
        let last = self.lines.partition_point(|line| line.start < span.end);
        &self.lines[first..last.max(first)]
    }

    pub fn starts_with(&self, position: usize, words: &str) -> bool {
        (position..).zip(words.chars()).all(|(at, c)| self.chars.get(at) == Some(&c))
    }

    /// Cuts white space from both ends.
    pub fn trim(&self, span: Span) -> Span {
        let (mut start, mut end) = (span.start, span.end);
        while start < end && self.chars[start].is_whitespace() {
            start += 1;
        }
        while end > start && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        Span::new(start, end)
    }

    /// First place of the words in the span.
    pub fn find(&self, span: Span, words: &str) -> Option<usize> {
        let first = words.chars().next()?;
        (span.start..span.end).find(|&at| {
            self.chars[at] == first && self.starts_with(at, words) && at + words.chars().count() <= span.end
        })
    }
}

/// One code point to one code point; used for matching only.
pub(crate) fn normalise(c: char) -> char {
    match c {
        '\r' | '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '(' | '（' | '〔' | '[' | '［' | '〈' | '{' | '｛' => '(',
        ')' | '）' | '〕' | ']' | '］' | '〉' | '}' | '｝' => ')',
        '—' | '–' | '―' | '‐' | '‑' | '－' | '～' | '~' | '−' | '﹣' => '-',
        '．' => '.',
        '○' | '〇' => '〇',
        '『' | '「' => '“',
        '』' | '」' => '”',
        '｡' => '。',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xff01 + 0x21).unwrap_or(c),
        '\u{4e00}'..='\u{9fff}' => {
            TRADITIONAL.binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| TRADITIONAL[at].1)
        }
        _ => c,
    }
}

/// Traditional characters of the words that the tables know, in the order of their code points.
#[rustfmt::skip]
const TRADITIONAL: [(char, char); 127] = [
    ('個', '个'),
    ('備', '备'),
    ('僅', '仅'),
    ('億', '亿'),
    ('內', '内'),
    ('創', '创'),
    ('劃', '划'),
    ('動', '动'),
    ('務', '务'),
    ('勞', '劳'),
    ('區', '区'),
    ('協', '协'),
    ('參', '参'),
    ('員', '员'),
    ('單', '单'),
    ('噸', '吨'),
    ('國', '国'),
    ('團', '团'),
    ('報', '报'),
    ('場', '场'),
    ('實', '实'),
    ('專', '专'),
    ('導', '导'),
    ('廠', '厂'),
    ('廳', '厅'),
    ('張', '张'),
    ('從', '从'),
    ('態', '态'),
    ('應', '应'),
    ('戶', '户'),
    ('據', '据'),
    ('數', '数'),
    ('時', '时'),
    ('書', '书'),
    ('會', '会'),
    ('條', '条'),
    ('業', '业'),
    ('極', '极'),
    ('構', '构'),
    ('標', '标'),
    ('機', '机'),
    ('氣', '气'),
    ('濟', '济'),
    ('爭', '争'),
    ('牽', '牵'),
    ('現', '现'),
    ('環', '环'),
    ('產', '产'),
    ('畝', '亩'),
    ('當', '当'),
    ('療', '疗'),
    ('發', '发'),
    ('眾', '众'),
    ('礎', '础'),
    ('稅', '税'),
    ('種', '种'),
    ('積', '积'),
    ('約', '约'),
    ('級', '级'),
    ('經', '经'),
    ('線', '线'),
    ('縣', '县'),
    ('總', '总'),
    ('習', '习'),
    ('聯', '联'),
    ('與', '与'),
    ('萬', '万'),
    ('處', '处'),
    ('號', '号'),
    ('衆', '众'),
    ('術', '术'),
    ('衛', '卫'),
    ('規', '规'),
    ('計', '计'),
    ('設', '设'),
    ('該', '该'),
    ('認', '认'),
    ('課', '课'),
    ('調', '调'),
    ('證', '证'),
    ('負', '负'),
    ('財', '财'),
    ('責', '责'),
    ('資', '资'),
    ('質', '质'),
    ('輸', '输'),
    ('辦', '办'),
    ('農', '农'),
    ('進', '进'),
    ('運', '运'),
    ('過', '过'),
    ('達', '达'),
    ('遷', '迁'),
    ('選', '选'),
    ('還', '还'),
    ('鄉', '乡'),
    ('鄰', '邻'),
    ('醫', '医'),
    ('針', '针'),
    ('錢', '钱'),
    ('鎮', '镇'),
    ('鐵', '铁'),
    ('長', '长'),
    ('門', '门'),
    ('開', '开'),
    ('間', '间'),
    ('關', '关'),
    ('階', '阶'),
    ('險', '险'),
    ('離', '离'),
    ('電', '电'),
    ('韌', '韧'),
    ('項', '项'),
    ('順', '顺'),
    ('領', '领'),
    ('頭', '头'),
    ('題', '题'),
    ('願', '愿'),
    ('類', '类'),
    ('顯', '显'),
    ('飛', '飞'),
    ('驗', '验'),
    ('體', '体'),
    ('點', '点'),
    ('黨', '党'),
    ('齊', '齐'),
    ('齡', '龄'),
];

/// Straight quotes come without direction: the first of a line opens, the second closes.
fn pair_straight_quotes(chars: &mut [char]) {
    let mut is_open = false;
    for c in chars {
        match *c {
            '\n' => is_open = false,
            '"' => {
                *c = if is_open { '”' } else { '“' };
                is_open = !is_open;
            }
            _ => {}
        }
    }
}

fn between_digits(chars: &[char], at: usize) -> bool {
    let is_digit = |position: usize| chars.get(position).is_some_and(|c| c.is_ascii_digit());
    at > 0 && is_digit(at - 1) && is_digit(at + 1) && is_digit(at + 2) && is_digit(at + 3) && !is_digit(at + 4)
}

/// Stretches that end with (and include) a mark, or at the longest length; lines, whose mark is the line end, exclude it.
fn cut(chars: &[char], longest: usize, is_mark: impl Fn(usize, char) -> bool) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, &c) in chars.iter().enumerate() {
        if is_mark(at, c) || at - start >= longest {
            let end = if c == '\n' { at } else { at + 1 };
            spans.push(Span::new(start, end));
            start = at + 1;
        }
    }
    spans.push(Span::new(start, chars.len()));
    spans
}

fn containing(spans: &[Span], position: usize) -> Span {
    let next = spans.partition_point(|span| span.start <= position);
    spans.get(next.saturating_sub(1)).copied().unwrap_or(Span::new(0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matching_never_moves_an_offset() {
        let text = "到２０２６年，（甲）〔乙〕～—“丙”\u{1f600}\"丁\"";
        let document = Document::new(text);
        assert_eq!(document.chars.len(), text.chars().count());
        assert_eq!(document.matched(Span::new(0, document.len())), "到2026年,(甲)(乙)--“丙”\u{1f600}“丁”");
    }

    #[test]
    fn clauses_end_at_commas_but_not_inside_numbers() {
        let document = Document::new("甲1,200个,乙。");
        assert_eq!(document.text(document.clause(2)), "甲1,200个,");
    }
}
