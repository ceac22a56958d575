//! Rows that stand for many: `企业{001..275}` and `{1000..1274}` in one line are 275 rows.
//!
//! Every range of a line has as many steps; steps are even and exact. Nothing is rounded.

use rust_decimal::Decimal;

/// More rows than this in one line are a mistake.
const ROWS_MAX: usize = 10_000;

/// The rows that a line stands for: itself where it has no range.
pub(super) fn spread(cells: &[String]) -> Result<Vec<Vec<String>>, String> {
    let mut parsed = Vec::with_capacity(cells.len());
    for cell in cells {
        parsed.push(Cell::parse(cell)?);
    }
    // How many rows there are is said by the first range whose ends are whole numbers.
    let Some(count) = parsed.iter().find_map(Cell::whole_count) else {
        return match parsed.iter().any(|cell| matches!(cell, Cell::Range { .. })) {
            true => Err("一行中至少有一个范围两端是整数，如 {001..275}，行数由它决定".to_string()),
            false => Ok(vec![cells.to_vec()]),
        };
    };
    if count > ROWS_MAX {
        return Err(format!("一行最多代表 {ROWS_MAX} 行"));
    }
    (0..count).map(|row| parsed.iter().map(|cell| cell.at(row, count)).collect()).collect()
}

enum Cell<'a> {
    Plain(&'a str),
    Range { before: &'a str, after: &'a str, first: Decimal, last: Decimal, digits: usize },
}

impl Cell<'_> {
    fn parse(cell: &str) -> Result<Cell<'_>, String> {
        let Some((before, rest)) = cell.split_once('{') else { return Ok(Cell::Plain(cell)) };
        let wrong = || format!("“{cell}”应如“企业{{001..275}}”");
        let (range, after) = rest.split_once('}').ok_or_else(wrong)?;
        let (first, last) = range.split_once("..").ok_or_else(wrong)?;
        let digits = if first.starts_with('0') && !first.contains('.') { first.len() } else { 0 };
        let number = |text: &str| text.parse::<Decimal>().map_err(|_| wrong());
        Ok(Cell::Range { before, after, first: number(first)?, last: number(last)?, digits })
    }

    fn whole_count(&self) -> Option<usize> {
        match self {
            Cell::Range { first, last, .. } if first.is_integer() && last.is_integer() => {
                usize::try_from((*last - *first).abs()).ok().map(|steps| steps + 1)
            }
            Cell::Range { .. } | Cell::Plain(_) => None,
        }
    }

    fn at(&self, row: usize, count: usize) -> Result<String, String> {
        let (before, after, first, last, digits) = match self {
            Cell::Plain(text) => return Ok((*text).to_string()),
            Cell::Range { before, after, first, last, digits } => (before, after, *first, *last, *digits),
        };
        let steps = Decimal::from(count.saturating_sub(1).max(1));
        let step = (last - first) / steps;
        if step * steps != last - first {
            return Err(format!("{{{first}..{last}}} 不能等分为 {count} 行，请改两端的数"));
        }
        let value = (first + step * Decimal::from(row)).normalize();
        Ok(format!("{before}{:0>digits$}{after}", value.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread_out(line: &str) -> Result<String, String> {
        let cells: Vec<String> = line.split(',').map(str::to_string).collect();
        spread(&cells).map(|rows| rows.iter().map(|row| row.join(",")).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn one_line_stands_for_many_rows_with_even_steps() {
        assert_eq!(spread_out("甲{08..10},纺织,{1..2}").unwrap(), "甲08,纺织,1 甲09,纺织,1.5 甲10,纺织,2");
        assert_eq!(spread_out("甲,{5..3}").unwrap(), "甲,5 甲,4 甲,3");
        assert_eq!(spread_out("甲,1").unwrap(), "甲,1");
    }

    #[test]
    fn steps_that_are_not_exact_are_refused() {
        assert!(spread_out("甲{1..4},{0..1}").unwrap_err().contains("不能等分为 4 行"));
        assert!(spread_out("甲{1-4}").unwrap_err().contains("应如"));
        assert!(spread_out("甲{1..20000}").unwrap_err().contains("最多"));
    }
}
