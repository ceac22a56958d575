//! Lines → text with one paragraph a line. A line that begins at the left margin below a full line goes on; a line
//! with an indent, below a short line, or of another size begins anew. The lines of a large centred title are one.

use super::lines::Line;

/// An indent that begins a paragraph, in sizes: official documents use two characters.
const INDENT: f64 = 1.2;
/// How much a full line may lack at its right end, in sizes.
const SHORT: f64 = 2.4;
/// Lines farther apart than this many usual steps belong to two paragraphs.
const FAR: f64 = 1.35;
/// Sizes that differ more than this belong to a heading and a text.
const OTHER_SIZE: f64 = 1.12;
/// Share of the lines that must begin or end at a margin, as a divisor.
const MARGIN_SHARE: usize = 20;

/// Left and right edge of the text of a page.
#[derive(Debug, Clone, Copy)]
struct Margins {
    left: f64,
    right: f64,
}

pub(super) fn text(lines: &[Line]) -> String {
    let body_size = body_size(lines);
    let whole = margins(lines);
    let mut text = String::new();
    let mut before: Option<(&Line, Margins)> = None;
    for page in lines.chunk_by(|one, other| one.page == other.page) {
        let margins = page_margins(page, whole);
        let step = line_step(page);
        for line in page {
            match before {
                None => {}
                Some((last, edges)) if goes_on(last, edges, line, margins, step) => join(&mut text, last, line),
                Some((last, _)) if is_one_title(last, line, margins, body_size) => join(&mut text, last, line),
                Some(_) => text.push('\n'),
            }
            if text.is_empty() || text.ends_with('\n') {
                text.push_str(&line.text);
            }
            before = Some((line, margins));
        }
    }
    text
}

fn goes_on(last: &Line, edges: Margins, line: &Line, margins: Margins, step: Option<f64>) -> bool {
    if last.is_row || line.is_row {
        return false;
    }
    let ratio = last.size / line.size;
    if !(1.0 / OTHER_SIZE..=OTHER_SIZE).contains(&ratio) {
        return false;
    }
    if line.left - margins.left > INDENT * line.size {
        return false;
    }
    let is_far = |step: f64| line.page == last.page && line.foot - last.foot > step * FAR;
    if step.is_some_and(is_far) {
        return false;
    }
    if last.text.ends_with(['。', '；', '：', '）', ';', ':', ')']) && is_labelled(&line.text) {
        return false;
    }
    let lacking = edges.right - last.right;
    // A long word in Latin letters goes to the next line whole.
    let word = line.text.chars().take_while(char::is_ascii_alphanumeric).count();
    lacking <= (SHORT + word as f64 * 0.55) * line.size
}

/// Both are centred, of one size, larger than the text, and the second is no heading of its own.
fn is_one_title(last: &Line, line: &Line, margins: Margins, body_size: f64) -> bool {
    let is_centred = |line: &Line| {
        let (before, behind) = (line.left - margins.left, margins.right - line.right);
        !line.is_row && (before - behind).abs() <= 1.5 * line.size
    };
    last.page == line.page
        && line.size > body_size * OTHER_SIZE
        && (last.size - line.size).abs() <= 0.03 * line.size
        && line.foot - last.foot <= 2.5 * line.size
        && is_centred(last)
        && is_centred(line)
        && !is_labelled(&line.text)
}

/// `一、`, `（一）`, `1.`, `第一条`: such a line below the end of a sentence begins anew even where nothing else tells.
fn is_labelled(text: &str) -> bool {
    let text = text.trim_start_matches(['第', '（', '(']);
    let label: String =
        text.chars().take_while(|c| c.is_ascii_digit() || "一二三四五六七八九十百".contains(*c)).collect();
    let rest = &text[label.len()..];
    let ends = ['、', '.', '．', '）', ')', '章', '节', '条', '篇'];
    let is_number = rest.starts_with(['.', '．']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    !label.is_empty() && label.len() <= 12 && rest.starts_with(ends) && !is_number
}

/// Between Chinese characters a line end stands for nothing; between words it was a space.
fn join(text: &mut String, last: &Line, line: &Line) {
    let is_word = |c: char| c.is_ascii_alphabetic();
    let ends = text.chars().next_back().is_some_and(|c| is_word(c) || matches!(c, ',' | '.' | ';'));
    if last.ends_blank || ends && line.text.chars().next().is_some_and(is_word) {
        text.push(' ');
    }
    text.push_str(&line.text);
}

/// The size in which most characters are set.
fn body_size(lines: &[Line]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = lines.iter().map(|line| (line.size, line.text.chars().count())).collect();
    sizes.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = sizes.iter().find(|(_, count)| {
        seen += count;
        seen > half
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// The usual distance of two lines of a page.
fn line_step(page: &[Line]) -> Option<f64> {
    let mut steps: Vec<f64> = page.windows(2).map(|two| two[1].foot - two[0].foot).filter(|step| *step > 1.0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 2).copied()
}

/// Pages for two-sided printing have margins of their own; a page of indented lines alone has not.
fn page_margins(page: &[Line], whole: Margins) -> Margins {
    if page.len() < 6 {
        return whole;
    }
    let own = margins(page);
    let size = page.iter().map(|line| line.size).fold(0.0, f64::max);
    let shift = own.left - whole.left;
    let is_indent = shift > INDENT * size * 0.5 && own.right - whole.right < shift * 0.5;
    if is_indent { whole } else { own }
}

/// The leftmost place where several lines begin, and the rightmost where several end. When that is nowhere near the
/// edge that the left margin promises, and not where many end, no line is full.
fn margins(lines: &[Line]) -> Margins {
    let long: Vec<&Line> = lines.iter().filter(|line| !line.is_row && line.text.chars().count() >= 4).collect();
    let least = (long.len() / MARGIN_SHARE).max(2).min(long.len());
    let edge = |mut places: Vec<f64>| {
        places.sort_by(f64::total_cmp);
        let near = |at: f64| places.iter().filter(|place| (**place - at).abs() <= 2.0).count();
        let found = places.iter().copied().find(|place| near(*place) >= least);
        found.map(|place| (place, near(place))).unwrap_or_default()
    };
    let (left, _) = edge(long.iter().map(|line| line.left).collect());
    let (right, count) = edge(long.iter().map(|line| -line.right).collect());
    let size = long.iter().map(|line| line.size).fold(0.0, f64::max);
    let promised = long.iter().map(|line| line.page_width).fold(0.0, f64::max) - left;
    let is_near = -right > promised - 4.0 * size || count >= 5 && count * 4 >= long.len();
    Margins { left, right: if is_near { -right } else { promised } }
}
