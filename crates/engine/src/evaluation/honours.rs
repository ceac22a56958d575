//! Lists of the best (先进) and of those who rose most (进步). Never drops a tie at the cut without saying so.

use super::error::{EvaluationError, same_length};
use super::matrix::Column;

/// How many a list takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quota {
    /// One list over everyone.
    Overall(usize),
    /// A list within each group, group numbers by row.
    ByGroup { groups: Vec<usize>, counts: Vec<usize> },
}

/// Equal subjects at the cut of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum AtCut {
    /// All come onto the list, which grows.
    All,
    /// None of them does, and the list is shorter.
    None,
    /// The one with the larger value of another figure (for example growth of GDP); those still equal all come.
    ByFigure(Column),
}

/// Rows on the list, best first; rows that tied across the cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Honours {
    pub rows: Vec<usize>,
    pub tied_at_cut: Vec<usize>,
}

/// 先进: the best places. Subjects without a place are not considered.
pub fn leaders(places: &Column, quota: &Quota, at_cut: &AtCut) -> Result<Honours, EvaluationError> {
    let merits: Vec<f64> = places.raw().iter().map(|place| -place).collect();
    choose(&merits, quota, at_cut)
}

/// 进步: the largest rises, place before minus place now. Needs both places; nobody who fell or stayed is on the list.
/// `excluded` are rows that may not be on it, for example the leaders.
pub fn improvers(
    before: &Column,
    now: &Column,
    excluded: &[usize],
    quota: &Quota,
    at_cut: &AtCut,
) -> Result<Honours, EvaluationError> {
    same_length("上年位次", now.len(), before.len())?;
    let rise = |row: usize| {
        let rise = before.raw()[row] - now.raw()[row];
        if rise > 0.0 && !excluded.contains(&row) { rise } else { f64::NAN }
    };
    let merits: Vec<f64> = (0..now.len()).map(rise).collect();
    choose(&merits, quota, at_cut)
}

fn choose(merits: &[f64], quota: &Quota, at_cut: &AtCut) -> Result<Honours, EvaluationError> {
    let mut honours = Honours { rows: Vec::new(), tied_at_cut: Vec::new() };
    match quota {
        Quota::Overall(count) => take(merits, (0..merits.len()).collect(), *count, at_cut, &mut honours)?,
        Quota::ByGroup { groups, counts } => {
            same_length("评价对象的分组", merits.len(), groups.len())?;
            for (group, count) in counts.iter().enumerate() {
                let rows = (0..merits.len()).filter(|row| groups[*row] == group).collect();
                take(merits, rows, *count, at_cut, &mut honours)?;
            }
        }
    }
    Ok(honours)
}

fn take(
    merits: &[f64],
    mut rows: Vec<usize>,
    count: usize,
    at_cut: &AtCut,
    honours: &mut Honours,
) -> Result<(), EvaluationError> {
    rows.retain(|row| !merits[*row].is_nan());
    let second = |row: usize| match at_cut {
        AtCut::ByFigure(figure) => figure.get(row).unwrap_or(f64::NEG_INFINITY),
        AtCut::All | AtCut::None => 0.0,
    };
    if let AtCut::ByFigure(figure) = at_cut {
        same_length("并列时比较的数值", merits.len(), figure.len())?;
    }
    // Rows are in order, and the sort is stable, so equal ones keep it; they are never parted by it.
    rows.sort_by(|one, other| merits[*other].total_cmp(&merits[*one]).then(second(*other).total_cmp(&second(*one))));
    let is_equal = |one: usize, other: usize| merits[one] == merits[other] && second(one) == second(other);
    let mut end = count.min(rows.len());
    if end > 0 && end < rows.len() && is_equal(rows[end - 1], rows[end]) {
        let edge = rows[end];
        let first = rows.iter().position(|row| is_equal(*row, edge)).unwrap_or(end);
        let past = first + rows[first..].iter().take_while(|row| is_equal(**row, edge)).count();
        honours.tied_at_cut.extend(&rows[first..past]);
        end = if *at_cut == AtCut::None { first } else { past };
    }
    honours.rows.extend(&rows[..end]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[Option<f64>]) -> Column {
        Column::new(values).unwrap()
    }

    #[test]
    fn leaders_by_group_have_their_own_quota() {
        let places = column(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), None]);
        let quota = Quota::ByGroup { groups: vec![0, 0, 1, 1, 1], counts: vec![1, 1] };
        assert_eq!(leaders(&places, &quota, &AtCut::All).unwrap().rows, [0, 2]);
    }

    #[test]
    fn improvers_need_both_years_and_ties_are_named() {
        let before = column(&[Some(9.0), Some(8.0), None, Some(2.0), Some(7.0)]);
        let now = column(&[Some(4.0), Some(3.0), Some(1.0), Some(5.0), Some(6.0)]);
        let of = |at_cut| improvers(&before, &now, &[], &Quota::Overall(1), &at_cut).unwrap();
        assert_eq!(of(AtCut::All), Honours { rows: vec![0, 1], tied_at_cut: vec![0, 1] });
        assert_eq!(of(AtCut::None).rows, [0_usize; 0]);
        let growth = column(&[Some(5.0), Some(6.0), None, None, None]);
        assert_eq!(of(AtCut::ByFigure(growth)), Honours { rows: vec![1], tied_at_cut: vec![] });
        let without = improvers(&before, &now, &[0, 1], &Quota::Overall(3), &AtCut::All).unwrap();
        assert_eq!(without.rows, [4]);
    }
}
