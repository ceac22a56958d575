//! Compares an answer with what a page expects, cell by cell, and shows where they part. Blanks and empty lines do not
//! count; a margin is used only where the page states one.

use rust_decimal::Decimal;

use super::page::Margin;
use crate::packs::table::aligned;

/// Two texts that are not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// Lines with `-` for what the page says and `+` for the answer, in columns.
    pub(super) lines: Vec<String>,
    /// The first line of the answer that differs, and the column in it.
    pub(super) first: Option<(usize, usize)>,
}

pub(super) fn difference(expected: &str, answer: &str, margin: Margin) -> Option<Difference> {
    let cells = |text: &str| -> Vec<(usize, Vec<String>)> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(place, line)| (place, line.split_whitespace().map(str::to_string).collect())).collect()
    };
    let (expected, answer) = (cells(expected), cells(answer));
    let same = |left: &Vec<String>, right: &Vec<String>| {
        left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right, margin))
    };
    let steps = steps(expected.len(), answer.len(), |left, right| same(&expected[left].1, &answer[right].1));
    if steps.iter().all(|step| matches!(step, Step::Both(_))) {
        return None;
    }
    let mut rows = Vec::new();
    let mut signs = Vec::new();
    let mut first = None;
    for step in &steps {
        let (sign, row) = match *step {
            Step::Both(right) => (' ', answer[right].1.clone()),
            Step::Expected(left) => ('-', expected[left].1.clone()),
            Step::Answered(right) => {
                first = first.or(Some(right));
                ('+', answer[right].1.clone())
            }
        };
        signs.push(sign);
        rows.push(row);
    }
    let first = first.map(|right| (answer[right].0, column_of(&expected, &answer[right].1, margin)));
    let shown = in_columns(&rows);
    let near = |place: usize| {
        (place.saturating_sub(2)..=place + 2).any(|near| signs.get(near).is_some_and(|sign| *sign != ' '))
    };
    let mut lines = Vec::new();
    let mut is_cut = false;
    for (place, line) in shown.iter().enumerate() {
        if place == 0 || near(place) {
            lines.push(format!("{} {line}", signs[place]).trim_end().to_string());
            is_cut = false;
        } else if !is_cut {
            lines.push("  …".to_string());
            is_cut = true;
        }
    }
    Some(Difference { lines, first })
}

/// Neighbouring lines with as many cells are set as a table, sentences as they are.
fn in_columns(rows: &[Vec<String>]) -> Vec<String> {
    rows.chunk_by(|above, below| above.len() == below.len()).flat_map(aligned).collect()
}

/// The first column in which an answered line differs from the line that begins alike.
fn column_of(expected: &[(usize, Vec<String>)], answered: &[String], margin: Margin) -> usize {
    let twin = expected.iter().find(|(_, cells)| cells.first() == answered.first());
    twin.and_then(|(_, cells)| {
        (0..answered.len())
            .find(|column| cells.get(*column).is_none_or(|cell| !is_same(cell, &answered[*column], margin)))
    })
    .unwrap_or(0)
}

fn is_same(expected: &str, answer: &str, margin: Margin) -> bool {
    let Margin::Percent(percent) = margin else { return expected == answer };
    let number = |text: &str| text.parse::<Decimal>().ok();
    match (number(expected), number(answer)) {
        (Some(expected), Some(answer)) => {
            let room = expected.abs().checked_mul(percent).map(|room| room / Decimal::ONE_HUNDRED);
            room.is_some_and(|room| (answer - expected).abs() <= room)
        }
        (Some(_), None) | (None, Some(_)) | (None, None) => expected == answer,
    }
}

enum Step {
    Both(usize),
    Expected(usize),
    Answered(usize),
}

/// The shortest way from one list to the other, by the longest common part.
fn steps(left: usize, right: usize, same: impl Fn(usize, usize) -> bool) -> Vec<Step> {
    let mut longest = vec![vec![0_u32; right + 1]; left + 1];
    for row in (0..left).rev() {
        for column in (0..right).rev() {
            longest[row][column] = if same(row, column) {
                longest[row + 1][column + 1] + 1
            } else {
                longest[row + 1][column].max(longest[row][column + 1])
            };
        }
    }
    let (mut row, mut column, mut steps) = (0, 0, Vec::new());
    while row < left || column < right {
        if row < left && column < right && same(row, column) {
            steps.push(Step::Both(column));
            (row, column) = (row + 1, column + 1);
        } else if row < left && (column == right || longest[row + 1][column] >= longest[row][column + 1]) {
            steps.push(Step::Expected(row));
            row += 1;
        } else {
            steps.push(Step::Answered(column));
            column += 1;
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn blanks_do_not_count_and_numbers_do() {
        assert_eq!(difference("甲  1.50\n\n", "甲    1.50", Margin::Exact), None);
        let found = difference("企业 得分\n甲公司 1.5\n乙 200\n", "企业  得分\n甲公司  1.50\n乙  200\n", Margin::Exact)
            .unwrap();
        expect![[r#"
              企业    得分
            - 甲公司   1.5
            + 甲公司  1.50
              乙       200"#]]
        .assert_eq(&found.lines.join("\n"));
        assert_eq!(found.first, Some((1, 1)));
    }

    #[test]
    fn a_margin_counts_for_numbers_only() {
        let margin = Margin::Percent("0.4".parse().unwrap());
        assert_eq!(difference("甘孜 1000", "甘孜 1004", margin), None);
        assert!(difference("甘孜 1000", "甘孜 1005", margin).is_some());
        assert!(difference("甘孜 1000", "阿坝 1000", margin).is_some());
    }
}
