//! Places of subjects over many runs: intervals, chances, and bands in which a difference is not significant.

use super::error::{EvaluationError, same_length};
use super::matrix::Column;
use super::rank::{Better, Ties, places};
use super::wide::wide;

/// Scores and places of every run. A place of 0 is a subject without a score in that run.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    rows: usize,
    runs: usize,
    scores: Vec<f64>,
    places: Vec<u16>,
}

/// Where a subject stood over all runs in which it had a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankInterval {
    pub runs: usize,
    pub mean: f64,
    pub median: f64,
    pub low: f64,
    pub high: f64,
    pub best: u16,
    pub worst: u16,
}

impl Simulation {
    pub(crate) fn new(rows: usize, runs: usize) -> Result<Simulation, EvaluationError> {
        const MOST: usize = 20_000;
        if rows > MOST {
            let value = rows as f64;
            return Err(EvaluationError::Choice {
                what: "模拟的评价对象个数", value, wanted: "不多于 20000"
            });
        }
        Ok(Simulation { rows, runs, scores: vec![f64::NAN; rows * runs], places: vec![0; rows * runs] })
    }

    /// Keeps the scores of one run and gives places: 1 and the number of those with a higher score.
    pub(crate) fn put(&mut self, run: usize, scores: &[f64]) {
        let range = run * self.rows..(run + 1) * self.rows;
        self.scores[range.clone()].copy_from_slice(scores);
        let found = &mut self.places[range];
        if self.rows <= COUNTED {
            wide!(count_higher(scores, found));
        } else {
            let sorted = places(&Column::of(scores.to_vec()), Better::High, Ties::Competition);
            for (place, sorted) in found.iter_mut().zip(sorted.raw()) {
                *place = if sorted.is_nan() { 0 } else { *sorted as u16 };
            }
        }
    }

    pub fn runs(&self) -> usize {
        self.runs
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn scores_of(&self, run: usize) -> &[f64] {
        &self.scores[run * self.rows..(run + 1) * self.rows]
    }

    pub fn places_of(&self, run: usize) -> &[u16] {
        &self.places[run * self.rows..(run + 1) * self.rows]
    }

    /// The middle `confidence` (0.9: from the 5th to the 95th of a hundred) of places, quantiles of type 7. A subject
    /// that never had a place has none.
    pub fn intervals(&self, confidence: f64) -> Result<Vec<Option<RankInterval>>, EvaluationError> {
        if !(0.0..1.0).contains(&confidence) {
            let wanted = "在 0 与 1 之间";
            return Err(EvaluationError::Choice { what: "置信水平", value: confidence, wanted });
        }
        let width = self.rows + 1;
        let mut counts = vec![0_u32; self.rows * width];
        for run in self.places.chunks_exact(self.rows.max(1)) {
            for (row, place) in run.iter().enumerate() {
                counts[row * width + usize::from(*place)] += 1;
            }
        }
        let tail = (1.0 - confidence) / 2.0;
        let interval = |counts: &[u32]| {
            let runs: usize = counts[1..].iter().map(|count| *count as usize).sum();
            let sum: f64 = counts.iter().enumerate().map(|(place, count)| place as f64 * f64::from(*count)).sum();
            let best = 1 + counts[1..].iter().position(|count| *count > 0)?;
            let worst = counts.iter().rposition(|count| *count > 0)?;
            Some(RankInterval {
                runs,
                mean: sum / runs as f64,
                median: of_counts(counts, runs, 0.5),
                low: of_counts(counts, runs, tail),
                high: of_counts(counts, runs, 1.0 - tail),
                best: best as u16,
                worst: worst as u16,
            })
        };
        Ok(counts.chunks_exact(width).map(interval).collect())
    }

    /// The share of runs in which one subject has a better place than another; runs in which either has none do not count.
    pub fn ahead(&self, one: usize, other: usize) -> f64 {
        let (mut ahead, mut both) = (0_u32, 0_u32);
        for run in self.places.chunks_exact(self.rows.max(1)) {
            if run[one] > 0 && run[other] > 0 {
                both += 1;
                ahead += u32::from(run[one] < run[other]);
            }
        }
        if both == 0 { 0.0 } else { f64::from(ahead) / f64::from(both) }
    }

    /// Bands from the top of the published ranking: a band goes on as long as its first subject is ahead of the next in
    /// less than `confidence` of the runs. Within a band a difference in place is not significant.
    pub fn bands(&self, published: &Column, confidence: f64) -> Result<Vec<Vec<usize>>, EvaluationError> {
        same_length("公布的位次", self.rows, published.len())?;
        let mut order: Vec<usize> = (0..self.rows).filter(|row| published.get(*row).is_some()).collect();
        order.sort_by(|one, other| published.raw()[*one].total_cmp(&published.raw()[*other]));
        let mut bands: Vec<Vec<usize>> = Vec::new();
        for row in order {
            match bands.last_mut() {
                Some(band) if self.ahead(band[0], row) < confidence => band.push(row),
                Some(_) | None => bands.push(vec![row]),
            }
        }
        Ok(bands)
    }

    /// The mean over subjects of how far each run moved places from the published ones: one number for each run.
    pub fn place_changes(&self, published: &Column) -> Result<Vec<f64>, EvaluationError> {
        same_length("公布的位次", self.rows, published.len())?;
        let change = |run: &[u16]| {
            let (mut sum, mut count) = (0.0, 0.0);
            for (place, published) in run.iter().zip(published.raw()) {
                if *place > 0 && !published.is_nan() {
                    sum += (f64::from(*place) - published).abs();
                    count += 1.0;
                }
            }
            if count > 0.0 { sum / count } else { 0.0 }
        };
        Ok(self.places.chunks_exact(self.rows.max(1)).map(change).collect())
    }
}

/// Up to so many subjects, counting who is higher is quicker than sorting.
const COUNTED: usize = 400;

#[inline(always)]
fn count_higher(scores: &[f64], places: &mut [u16]) {
    for (own, place) in scores.iter().zip(places) {
        // Counted in the width of a score, so that one comparison feeds one lane.
        let higher: u64 = scores.iter().map(|other| u64::from(*other > *own)).sum();
        *place = if own.is_nan() { 0 } else { higher as u16 + 1 };
    }
}

/// Type 7 quantile of places given by their counts.
fn of_counts(counts: &[u32], runs: usize, share: f64) -> f64 {
    let position = (runs as f64 - 1.0) * share;
    let below = position.floor();
    let value_at = |wanted: usize| {
        let mut seen = 0;
        counts.iter().skip(1).position(|count| {
            seen += *count as usize;
            seen > wanted
        })
    };
    let low = value_at(below as usize).map_or(0.0, |place| place as f64 + 1.0);
    let high = value_at((below as usize + 1).min(runs - 1)).map_or(0.0, |place| place as f64 + 1.0);
    low + (position - below) * (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simulation(runs: &[[f64; 3]]) -> Simulation {
        let mut simulation = Simulation::new(3, runs.len()).unwrap();
        for (place, scores) in runs.iter().enumerate() {
            simulation.put(place, scores);
        }
        simulation
    }

    #[test]
    fn places_and_intervals_of_four_runs_by_hand() {
        let nan = f64::NAN;
        let found = simulation(&[[3.0, 2.0, 1.0], [3.0, 2.0, 2.0], [1.0, 2.0, 3.0], [3.0, 2.0, nan]]);
        assert_eq!(found.places_of(1), [1, 2, 2]);
        assert_eq!(found.places_of(3), [1, 2, 0]);
        let intervals = found.intervals(0.9).unwrap();
        let first = intervals[0].unwrap();
        assert_eq!((first.mean, first.median, first.best, first.worst), (1.5, 1.0, 1, 3));
        // Sorted places 1 1 1 3: type 7 at .95 is 1 + .85·2.
        assert!((first.high - 2.7).abs() < 1e-12);
        assert_eq!(intervals[2].unwrap().runs, 3);
    }

    #[test]
    fn a_band_ends_where_its_first_is_clearly_ahead() {
        let found = simulation(&[[3.0, 2.0, 1.0], [2.0, 3.0, 1.0], [3.0, 2.0, 1.0], [3.0, 2.0, 1.0]]);
        let published = Column::complete(vec![1.0, 2.0, 3.0]).unwrap();
        assert_eq!(found.bands(&published, 0.9).unwrap(), [vec![0, 1], vec![2]]);
        assert_eq!(found.ahead(0, 1), 0.75);
        assert_eq!(found.place_changes(&published).unwrap(), [0.0, 2.0 / 3.0, 0.0, 0.0]);
    }
}
