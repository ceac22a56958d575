//! The numbers of GB/T 9704-2012 that Word and PDF share, and the few placements that must be computed.
//!
//! Nothing here draws. Clause numbers in comments are those of the standard.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::document::{Block, Document, Revised, Run, Table};
use crate::typography::official_punctuation;

/// 5.2.1: 版心 156 mm × 225 mm.
pub(crate) const CORE_WIDTH_MM: u32 = 156;
pub(crate) const CORE_HEIGHT_MM: u32 = 225;
/// 5.2.1: 天头 37 mm, 订口 28 mm; the other two follow from A4.
pub(crate) const TOP_MM: u32 = 37;
pub(crate) const LEFT_MM: u32 = 28;
pub(crate) const RIGHT_MM: u32 = 210 - LEFT_MM - CORE_WIDTH_MM;
pub(crate) const BOTTOM_MM: u32 = 297 - TOP_MM - CORE_HEIGHT_MM;

/// 5.2.3: 22 lines of 28 characters fill the type area.
pub(crate) const CHARACTERS_IN_LINE: u32 = 28;
pub(crate) const LINES_ON_PAGE: u32 = 22;

/// Said in the header of every page made from demonstration data.
pub(crate) const DEMO_MARK: &str = "演示数据 非正式公文";
/// Put before the issuer mark of such a document.
pub(crate) const DEMO_ISSUER: &str = "（演示）";

/// A length in twentieths of a point, the unit of Word, rounded to the nearest.
pub(crate) const fn twips(millimetres: u32) -> u32 {
    (millimetres * 14_400 + 127) / 254
}

/// 3号 of the type area's grid: a character is 156 mm ÷ 28 wide, a little less than its 16 pt.
pub(crate) const fn characters_to_twips(hundredths: u32) -> u32 {
    hundredths * twips(CORE_WIDTH_MM) / (CHARACTERS_IN_LINE * 100)
}

/// Issuer mark as printed.
pub(crate) fn issuer_mark(document: &Document) -> Option<String> {
    let head = document.header.as_ref()?;
    Some(match document.is_demo {
        true => format!("{DEMO_ISSUER}{}", head.issuer_mark),
        false => head.issuer_mark.clone(),
    })
}

/// Size of the issuer mark in points: as large as the width allows, never above 62 (22 mm, 7.2.4 of the older
/// editions and still the custom).
pub(crate) fn issuer_mark_points(mark: &str) -> u32 {
    let width_points = CORE_WIDTH_MM * 7_200 / 2_540;
    let halves = half_widths(mark).max(1);
    (width_points * 2 / halves).clamp(16, 62)
}

/// Arabic digits without padding (7.3.5.1).
pub(crate) fn official_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 7.3.5.1: the date ends four characters from the right, the signature is centred over it. A signature so long
/// that it would leave the type area pushes both to the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub(crate) struct SignatureIndents {
    /// Hundredths of a character from the right edge.
    pub signatory: u32,
    pub date: u32,
}

pub(crate) fn signature_indents(signatory: &str, date: Date) -> SignatureIndents {
    let signatory_width = half_widths(signatory) * 50;
    let date_width = half_widths(&official_date(date)) * 50;
    let centred = (400 + date_width / 2) as i64 - i64::from(signatory_width / 2);
    let shift = u32::try_from(-centred).unwrap_or(0);
    SignatureIndents { signatory: u32::try_from(centred).unwrap_or(0), date: 400 + shift }
}

/// Width in half characters: Latin letters and digits take one, all others two.
pub(crate) fn half_widths(text: &str) -> u32 {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

/// 7.3.1 wants long titles broken into lines of like length, never with one character left over. Line breaks that the
/// author set stay; a longer line is broken where the halves (thirds …) come out most alike. Words are not known here,
/// so an author who minds sets the breaks.
fn title_lines(title: &str) -> String {
    let lines: Vec<String> = title.split('\n').flat_map(balanced_lines).collect();
    lines.join("\n")
}

/// Half characters of 2号 type in a line.
const TITLE_LINE: u32 = 40;

fn balanced_lines(line: &str) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    let count = half_widths(line).div_ceil(TITLE_LINE).max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    for left in (2..=count).rev() {
        let rest: String = characters[start..].iter().collect();
        let target = half_widths(&rest) / left;
        let width_to = |end: usize| half_widths(&characters[start..end].iter().collect::<String>());
        let best = (start + 1..characters.len())
            .filter(|end| may_break(characters[*end - 1], characters[*end]))
            .min_by_key(|end| width_to(*end).abs_diff(target));
        let Some(end) = best else { break };
        lines.push(characters[start..end].iter().collect());
        start = end;
    }
    lines.push(characters[start..].iter().collect());
    lines
}

/// Numbers and Latin words stay whole; closing marks stay with what they close, opening marks with what they open.
pub(crate) fn may_break(before: char, after: char) -> bool {
    let inside_word = before.is_ascii_graphic() && after.is_ascii_graphic();
    !inside_word && !"（《〈“‘〔【(".contains(before) && !"）》〉”’〕】，、；：。！？)年月日%％—".contains(after)
}

/// 附件 when there is one, 附件1, 附件2 … when there are more.
pub(crate) fn attachment_label(index: usize, count: usize) -> String {
    match count {
        1 => "附件".to_string(),
        _ => format!("附件{}", index + 1),
    }
}

/// Half points: 小四 while the columns are few, 五号 above.
pub(crate) fn table_half_points(table: &Table) -> u32 {
    if table.columns.len() <= 6 { 24 } else { 21 }
}

/// The same document made ready for any writer: Chinese punctuation, titles broken into lines, and the id of each
/// figured run made unique. Bookmarks and PDF destinations may not repeat, but a figure may be told twice: the second
/// `S001` becomes `S001_2`.
pub(crate) fn prepared(document: &Document) -> Document {
    let mut document = document.clone();
    punctuate(&mut document);
    document.title = title_lines(&document.title);
    for attachment in &mut document.attachments {
        attachment.title = title_lines(&attachment.title);
    }
    let mut taken: BTreeSet<String> = document.figures.iter().map(|figure| figure.id.clone()).collect();
    let mut seen = BTreeSet::new();
    for runs in all_runs_mut(&mut document) {
        name_anchors(runs.iter_mut(), &mut seen, &mut taken);
    }
    for revised in document.blocks.iter_mut().filter_map(revised_mut) {
        // What is struck out has no anchor, so that the figure keeps its own where it was moved to.
        let live = revised.runs.iter_mut().filter(|(_, revision)| revision.deleted.is_none());
        name_anchors(live.map(|(run, _)| run), &mut seen, &mut taken);
    }
    document
}

fn punctuate(document: &mut Document) {
    let correct = |text: &mut String| *text = official_punctuation(text);
    let attachments = document.attachments.iter_mut().map(|attachment| &mut attachment.title);
    let imprint =
        document.imprint.iter_mut().flat_map(|imprint| imprint.copies_to.iter_mut().chain([&mut imprint.issued_by]));
    let head = document.header.iter_mut().flat_map(|head| head.number.iter_mut().chain([&mut head.issuer_mark]));
    [&mut document.title, &mut document.signatory]
        .into_iter()
        .chain(&mut document.addressee)
        .chain(attachments)
        .chain(imprint)
        .chain(head)
        .for_each(correct);
    let blocks =
        document.blocks.iter_mut().chain(document.attachments.iter_mut().flat_map(|attachment| &mut attachment.blocks));
    for block in blocks {
        match block {
            Block::Table(table) => {
                table.caption.iter_mut().for_each(correct);
                table.columns.iter_mut().for_each(|column| correct(&mut column.title));
            }
            Block::Figure(figure) => correct(&mut figure.caption),
            // What was written and struck out stands as it was typed.
            Block::Heading { .. } | Block::Paragraph { .. } | Block::Note { .. } | Block::Revised(_) => {}
        }
    }
    for runs in all_runs_mut(document) {
        // A figure is printed as its derivation gives it.
        runs.iter_mut().filter(|run| run.figure.is_none()).for_each(|run| correct(&mut run.text));
    }
}

/// Each piece of running text, in reading order.
fn all_runs_mut(document: &mut Document) -> impl Iterator<Item = &mut Vec<Run>> {
    let blocks =
        document.blocks.iter_mut().chain(document.attachments.iter_mut().flat_map(|attachment| &mut attachment.blocks));
    blocks.flat_map(|block| match block {
        Block::Heading { runs, .. } | Block::Paragraph { runs } | Block::Note { runs } => vec![runs],
        Block::Table(table) => table.rows.iter_mut().flatten().map(|cell| &mut cell.runs).collect(),
        Block::Figure(_) | Block::Revised(_) => Vec::new(),
    })
}

fn revised_mut(block: &mut Block) -> Option<&mut Revised> {
    match block {
        Block::Revised(revised) => Some(revised),
        _ => None,
    }
}

fn name_anchors<'run>(
    runs: impl Iterator<Item = &'run mut Run>,
    seen: &mut BTreeSet<String>,
    taken: &mut BTreeSet<String>,
) {
    for id in runs.filter_map(|run| run.figure.as_mut()) {
        if seen.insert(id.clone()) {
            continue;
        }
        let fresh = (2..).map(|count| format!("{id}_{count}")).find(|name| !taken.contains(name));
        *id = fresh.expect("numbers do not run out");
        taken.insert(id.clone());
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lengths_are_those_of_the_standard() {
        assert_eq!([twips(37), twips(28), twips(26), twips(35)], [2098, 1587, 1474, 1984]);
        assert_eq!((RIGHT_MM, BOTTOM_MM), (26, 35));
    }

    #[test]
    fn a_signature_is_centred_over_its_date() {
        // 2026年1月2日 is 6 digits and 3 characters: 6 characters wide, so its middle is 7 from the right.
        assert_eq!(
            signature_indents("示例市政府办公室", date(2026, 1, 2)),
            SignatureIndents { signatory: 300, date: 400 }
        );
    }

    #[test]
    fn a_long_signature_stays_in_the_type_area() {
        let long = "示例市人民政府推进县域经济发展工作领导小组办公室";
        assert_eq!(signature_indents(long, date(2026, 1, 2)), SignatureIndents { signatory: 0, date: 900 });
    }

    #[test]
    fn long_titles_break_evenly_and_keep_numbers_and_marks_whole() {
        assert_eq!(
            title_lines("关于前三季度县域经济发展目标完成情况的通报"),
            "关于前三季度县域经济\n发展目标完成情况的通报"
        );
        assert_eq!(title_lines("示例市政府\n关于示例的通报"), "示例市政府\n关于示例的通报");
        assert_eq!(
            title_lines("关于印发《示例市县域经济高质量发展实施方案（2024—2026年）》的通知"),
            "关于印发《示例市县域经济高质量发\n展实施方案（2024—2026年）》的通知"
        );
    }

    #[test]
    fn the_issuer_mark_fills_the_width_but_not_more() {
        assert_eq!(issuer_mark_points("示例市人民政府文件"), 49);
        assert_eq!(issuer_mark_points("通报"), 62);
    }
}
