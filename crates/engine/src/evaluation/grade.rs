//! Grades (分档) by score or by share, and what follows from them over years. Never splits equal totals by row order.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::error::{EvaluationError, same_length};
use super::matrix::Column;

/// How many subjects one grade takes. Grades are listed from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Take {
    /// At most this percentage (不超过): rounded down. Percentages of grades counted from the same end add up first.
    AtMost(Decimal),
    /// At least this percentage (不低于): rounded up.
    AtLeast(Decimal),
    /// This percentage: the boundary is rounded half up.
    Share(Decimal),
    /// Everyone who reaches the total, of those whom better grades left.
    Score(f64),
    /// Those whom the others left. Grades before it count from the top, grades after it from the bottom.
    Rest,
}

/// Whom a percentage is a percentage of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareBase {
    /// Everyone on the list, with those not graded (暂不评价).
    Listed,
    /// Only those who have a total.
    Graded,
}

/// Equal totals across a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcrossCut {
    /// All get the better grade, even when that makes more than "at most".
    Better,
    /// All get the worse grade.
    Worse,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// Place of the grade in the list, by subject; none for those not graded.
    pub grades: Vec<Option<usize>>,
    pub counts: Vec<usize>,
    pub not_graded: usize,
    /// What the percentages were taken of.
    pub base: usize,
    /// The lowest total in each grade that has anyone.
    pub lowest: Vec<Option<f64>>,
}

/// Cuts totals into grades. `across` says for each grade which way equal totals at its own boundary go.
pub fn grade(
    totals: &Column,
    takes: &[Take],
    base: ShareBase,
    across: &[AcrossCut],
) -> Result<Graded, EvaluationError> {
    same_length("档次的并列规则", takes.len(), across.len())?;
    let rest_count = takes.iter().filter(|take| matches!(take, Take::Rest)).count();
    if rest_count != 1 {
        return Err(EvaluationError::Shape { what: "兜底的档次", expected: 1, found: rest_count });
    }
    let mut order: Vec<usize> = (0..totals.len()).filter(|row| totals.get(*row).is_some()).collect();
    order.sort_by(|one, other| totals.raw()[*other].total_cmp(&totals.raw()[*one]));
    let sorted: Vec<f64> = order.iter().map(|row| totals.raw()[*row]).collect();
    let whole = match base {
        ShareBase::Listed => totals.len(),
        ShareBase::Graded => order.len(),
    };
    let rest = takes.iter().position(|take| matches!(take, Take::Rest)).unwrap_or(0);
    // ends[g] is how many stand in grade g or better.
    let mut ends = vec![0; takes.len()];
    let mut percent = Decimal::ZERO;
    let mut reached = 0;
    for place in 0..rest {
        let wanted = match takes[place] {
            Take::Score(least) => sorted.iter().filter(|total| **total >= least).count(),
            Take::AtMost(share) => {
                percent += share;
                at_cut(&sorted, share_of(whole, percent, Decimal::floor)?, across[place])
            }
            Take::AtLeast(share) => {
                percent += share;
                at_cut(&sorted, share_of(whole, percent, Decimal::ceil)?, across[place])
            }
            Take::Share(share) => {
                percent += share;
                at_cut(&sorted, share_of(whole, percent, half_up)?, across[place])
            }
            Take::Rest => reached,
        };
        reached = wanted.clamp(reached, sorted.len());
        ends[place] = reached;
    }
    let mut end = sorted.len();
    let mut percent = Decimal::ZERO;
    for place in (rest + 1..takes.len()).rev() {
        ends[place] = end;
        let from_bottom = |count: usize| sorted.len().saturating_sub(count);
        let start = match takes[place] {
            // Everyone below the grade above is in this one, so a score bound of this grade does not move its start.
            Take::Score(_) | Take::Rest => {
                let wanted = "放在兜底档次之前";
                return Err(EvaluationError::Choice { what: "按分数划定的档次", value: place as f64, wanted });
            }
            Take::Share(share) => {
                percent += share;
                at_cut(&sorted, from_bottom(share_of(whole, percent, half_up)?), across[place])
            }
            Take::AtMost(share) => {
                percent += share;
                at_cut(&sorted, from_bottom(share_of(whole, percent, Decimal::floor)?), across[place])
            }
            Take::AtLeast(share) => {
                percent += share;
                at_cut(&sorted, from_bottom(share_of(whole, percent, Decimal::ceil)?), across[place])
            }
        };
        end = start.clamp(reached, end);
    }
    ends[rest] = end;
    let mut graded = Graded {
        grades: vec![None; totals.len()],
        counts: vec![0; takes.len()],
        not_graded: totals.len() - order.len(),
        base: whole,
        lowest: vec![None; takes.len()],
    };
    for (place, row) in order.iter().enumerate() {
        let grade = ends.iter().position(|end| place < *end).unwrap_or(takes.len() - 1);
        graded.grades[*row] = Some(grade);
        graded.counts[grade] += 1;
        graded.lowest[grade] = Some(sorted[place]);
    }
    Ok(graded)
}

/// Exact: 7 % of 100 is 7 and not a hair more.
fn share_of(whole: usize, percent: Decimal, rounding: impl Fn(&Decimal) -> Decimal) -> Result<usize, EvaluationError> {
    let rounded = rounding(&(Decimal::from(whole) * percent / Decimal::ONE_HUNDRED));
    let value = percent.to_f64().unwrap_or(f64::NAN);
    rounded.to_usize().ok_or(EvaluationError::Choice { what: "档次比例", value, wanted: "不小于 0" })
}

fn half_up(part: &Decimal) -> Decimal {
    part.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
}

/// Moves a cut off the middle of equal totals.
fn at_cut(sorted: &[f64], cut: usize, across: AcrossCut) -> usize {
    let cut = cut.min(sorted.len());
    if cut == 0 || cut == sorted.len() || sorted[cut - 1] != sorted[cut] {
        return cut;
    }
    match across {
        AcrossCut::Better => cut + sorted[cut..].iter().take_while(|total| **total == sorted[cut]).count(),
        AcrossCut::Worse => sorted.iter().position(|total| *total == sorted[cut]).unwrap_or(cut),
    }
}

/// A vetoed subject gets no better grade than this place in the list.
pub fn cap_grades(
    grades: &mut [Option<usize>],
    is_vetoed: &[bool],
    best_allowed: usize,
) -> Result<(), EvaluationError> {
    same_length("一票否决", grades.len(), is_vetoed.len())?;
    for (grade, is_vetoed) in grades.iter_mut().zip(is_vetoed) {
        if *is_vetoed {
            *grade = grade.map(|grade| grade.max(best_allowed));
        }
    }
    Ok(())
}

/// What a year without a grade does to a run of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The run ends.
    Breaks,
    /// The year is passed over.
    Skipped,
}

/// For how many years in a row, up to the last one, a subject has been in the grade. Years from old to new.
pub fn years_in_grade(years: &[Option<usize>], grade: usize, gap: Gap) -> usize {
    let mut count = 0;
    for year in years.iter().rev() {
        match (year, gap) {
            (Some(found), _) if *found == grade => count += 1,
            (None, Gap::Skipped) => {}
            (Some(_), _) | (None, Gap::Breaks) => break,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn counts(totals: &[Option<f64>], takes: &[Take], base: ShareBase, across: AcrossCut) -> Vec<usize> {
        grade(&Column::new(totals).unwrap(), takes, base, &vec![across; takes.len()]).unwrap().counts
    }

    #[test]
    fn jining_has_55_97_99_14_and_10_of_275() {
        // TV-1.1: 275 firms, ten not graded. A at most 20 % and D at least 5 % of all listed; B by a total.
        let totals: Vec<Option<f64>> = (0..275).map(|row| (row < 265).then(|| 265.0 - f64::from(row))).collect();
        let takes = [Take::AtMost(percent("20")), Take::Score(114.0), Take::Rest, Take::AtLeast(percent("5"))];
        let graded = grade(&Column::new(&totals).unwrap(), &takes, ShareBase::Listed, &[AcrossCut::Worse; 4]).unwrap();
        assert_eq!(graded.counts, [55, 97, 99, 14]);
        assert_eq!((graded.not_graded, graded.base), (10, 275));
        // With the ungraded left out of the base, A would have 53.
        assert_eq!(counts(&totals, &takes, ShareBase::Graded, AcrossCut::Worse)[0], 53);
        let small: Vec<Option<f64>> = (0..100).map(|row| Some(100.0 - f64::from(row))).collect();
        let takes = [Take::AtMost(percent("20")), Take::Score(41.0), Take::Rest, Take::AtLeast(percent("5"))];
        assert_eq!(counts(&small, &takes, ShareBase::Listed, AcrossCut::Worse), [20, 40, 35, 5]);
    }

    #[test]
    fn anhui_cuts_by_percentages_that_add_up() {
        let totals: Vec<Option<f64>> = (0..40).map(|row| Some(40.0 - f64::from(row))).collect();
        let takes = [Take::AtMost(percent("25")), Take::AtMost(percent("45")), Take::Rest, Take::AtLeast(percent("5"))];
        assert_eq!(counts(&totals, &takes, ShareBase::Graded, AcrossCut::Better), [10, 18, 10, 2]);
    }

    #[test]
    fn plain_shares_are_rounded_half_up_at_each_boundary() {
        let totals: Vec<Option<f64>> = (0..10).map(|row| Some(10.0 - f64::from(row))).collect();
        let takes = [Take::Share(percent("25")), Take::Share(percent("40")), Take::Rest];
        assert_eq!(counts(&totals, &takes, ShareBase::Graded, AcrossCut::Better), [3, 4, 3]);
    }

    #[test]
    fn equal_totals_at_the_cut_go_together() {
        let totals = [90.0, 80.0, 80.0, 70.0, 60.0].map(Some);
        let takes = [Take::AtMost(percent("40")), Take::Rest];
        assert_eq!(counts(&totals, &takes, ShareBase::Graded, AcrossCut::Better), [3, 2]);
        assert_eq!(counts(&totals, &takes, ShareBase::Graded, AcrossCut::Worse), [1, 4]);
    }

    #[test]
    fn seven_percent_of_a_hundred_is_seven() {
        let totals: Vec<Option<f64>> = (0..100).map(|row| Some(f64::from(row))).collect();
        let takes = [Take::Rest, Take::AtLeast(percent("7"))];
        assert_eq!(counts(&totals, &takes, ShareBase::Graded, AcrossCut::Better), [93, 7]);
    }

    #[test]
    fn a_group_of_one_is_graded_without_trouble() {
        let takes = [Take::AtMost(percent("20")), Take::Rest, Take::AtLeast(percent("5"))];
        assert_eq!(counts(&[Some(1.0)], &takes, ShareBase::Graded, AcrossCut::Better), [0, 0, 1]);
        assert_eq!(counts(&[None], &takes, ShareBase::Graded, AcrossCut::Better), [0, 0, 0]);
    }

    #[test]
    fn years_in_a_grade_end_at_another_grade_or_a_gap() {
        let years = [Some(3), Some(1), Some(3), None, Some(3)];
        assert_eq!(years_in_grade(&years, 3, Gap::Breaks), 1);
        assert_eq!(years_in_grade(&years, 3, Gap::Skipped), 2);
        assert_eq!(years_in_grade(&years, 1, Gap::Skipped), 0);
    }

    #[test]
    fn a_veto_caps_the_grade() {
        let mut grades = [Some(0), Some(3), None];
        cap_grades(&mut grades, &[true, true, true], 2).unwrap();
        assert_eq!(grades, [Some(2), Some(3), None]);
    }
}
