//! Numbers about others: peers of a subject, and rows of another register that belong to it.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use model::pack::{Code, Expression, Population, RowAggregate, Statistic};
use rust_decimal::Decimal;

use super::compute::{Computer, Frame, Outer};
use super::facts::beginning;
use super::trouble::Trouble;
use super::{Column, statistics};

impl Computer<'_> {
    pub(super) fn statistic(
        &self,
        statistic: &Statistic,
        population: &Population,
        operand: &Expression,
        frame: &Frame<'_>,
    ) -> Column {
        let length = frame.keys.len();
        let operand = self.column(operand, frame, None);
        let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let peers = self.peers(population, frame);
        for (row, peers) in peers.iter().enumerate() {
            if let Some(peers) = peers {
                members.entry(*peers).or_default().push(row);
            }
        }
        if matches!(statistic, Statistic::Count) {
            let count = |rows: &Vec<usize>| Decimal::from(rows.iter().filter(|row| operand.is_known(**row)).count());
            let counts: BTreeMap<u32, Decimal> = members.iter().map(|(peers, rows)| (*peers, count(rows))).collect();
            let of_row = |peers: &Option<u32>| peers.and_then(|peers| counts.get(&peers).copied());
            return Column::Number(peers.iter().map(of_row).collect());
        }
        let Column::Number(operand) = operand else { return Column::Number(vec![None; length]) };
        let weights = match statistic {
            Statistic::WeightedMean { weight } => self.numbers(weight, frame, None),
            _ => Vec::new(),
        };
        let mut results = vec![None; length];
        for rows in members.values() {
            let known: Vec<usize> = rows.iter().copied().filter(|row| operand[*row].is_some()).collect();
            let values: Vec<Decimal> = known.iter().filter_map(|row| operand[*row]).collect();
            let sorted = || {
                let mut sorted = values.clone();
                sorted.sort_unstable();
                sorted
            };
            let common = match statistic {
                Statistic::Count => None,
                Statistic::Sum => statistics::sum(&values),
                Statistic::Mean => statistics::mean(&values),
                Statistic::WeightedMean { .. } => {
                    let pairs: Vec<_> = known.iter().filter_map(|row| operand[*row].zip(weights[*row])).collect();
                    statistics::weighted_mean(&pairs)
                }
                Statistic::Median => statistics::median(&sorted()),
                Statistic::Quantile { share, method } => statistics::quantile(&sorted(), *share, *method),
                Statistic::Minimum => values.iter().min().copied(),
                Statistic::Maximum => values.iter().max().copied(),
                Statistic::StandardDeviation => statistics::deviation(&values, false),
                Statistic::SampleStandardDeviation => statistics::deviation(&values, true),
                Statistic::Rank { ties, is_largest_first } => {
                    let ranks = statistics::ranks(&values, *ties, *is_largest_first);
                    for (row, rank) in known.iter().zip(ranks) {
                        results[*row] = Some(rank);
                    }
                    continue;
                }
            };
            for row in rows {
                results[*row] = common;
            }
        }
        Column::Number(results)
    }

    /// The number of the group of peers that each row belongs to.
    pub(super) fn peers(&self, population: &Population, frame: &Frame<'_>) -> Vec<Option<u32>> {
        let length = frame.keys.len();
        let of_subjects = |numbers: &[Option<u32>]| {
            if numbers.len() == length { numbers.to_vec() } else { vec![None; length] }
        };
        match population {
            Population::All => vec![Some(0); length],
            Population::Pool => of_subjects(&self.subjects.pools),
            Population::Group => {
                let mut numbers: BTreeMap<(u32, u32), u32> = BTreeMap::new();
                let (pools, groups) = (of_subjects(&self.subjects.pools), of_subjects(&self.subjects.groups));
                let pairs = pools.into_iter().zip(groups);
                let number = |(pool, group): (Option<u32>, Option<u32>)| {
                    let next = numbers.len() as u32;
                    Some(*numbers.entry((pool?, group?)).or_insert(next))
                };
                pairs.map(number).collect()
            }
            Population::Same(path) => {
                let Some(column) = self.field(path, frame) else { return vec![None; length] };
                let mut numbers: HashMap<String, u32> = HashMap::new();
                let number = |row: usize| {
                    let value = column.get(row)?.in_words();
                    let next = numbers.len() as u32;
                    Some(*numbers.entry(value).or_insert(next))
                };
                (0..length).map(number).collect()
            }
        }
    }

    /// All rows of another register, each with the subject of the frame that its `link` field names.
    pub(super) fn rows_of<'f>(&'f self, register: &'f Code, link: &Code, frame: &'f Frame<'f>) -> Option<Frame<'f>> {
        let rows = self.world.facts.rows(self.world.pack, register, frame.period)?;
        let Some(Column::Text(links)) = rows.column(link) else { return None };
        let place_of_key: HashMap<&str, usize> =
            frame.keys.iter().enumerate().map(|(place, key)| (&**key, place)).collect();
        // A row of a county counts for its city: the subject whose code begins that of the row's place, the longest first.
        let holders: HashMap<&str, usize> = match frame.register {
            Some(_) => HashMap::new(),
            None => frame.keys.iter().enumerate().map(|(place, key)| (beginning(key), place)).collect(),
        };
        let holder = |key: &str| (1..=key.len()).rev().find_map(|end| holders.get(key.get(..end)?).copied());
        let subject = |key: &str| place_of_key.get(key).copied().or_else(|| holder(key));
        let subject_of_row = links.iter().map(|key| key.as_ref().and_then(|key| subject(key))).collect();
        let outer = Outer { frame, subject_of_row };
        let (period, parameters_on) = (frame.period, frame.parameters_on);
        Some(Frame { register: Some(register), keys: rows.keys(), period, parameters_on, outer: Some(outer) })
    }

    /// A number about the rows of another register that name the subject in their `link` field.
    pub(super) fn rows(
        &self,
        register: &Code,
        link: &Code,
        filter: &Expression,
        aggregate: &RowAggregate,
        frame: &Frame<'_>,
    ) -> Option<Column> {
        let inner = self.rows_of(register, link, frame)?;
        let subject_of_row = inner.outer.as_ref().map(|outer| outer.subject_of_row.clone()).unwrap_or_default();
        let before = self.troubles.borrow().len();
        let chosen: Vec<bool> = self.flags(filter, &inner, None).into_iter().map(|flag| flag == Some(true)).collect();
        let values = match aggregate {
            RowAggregate::Count => vec![Some(Decimal::ONE); inner.keys.len()],
            RowAggregate::Sum(value)
            | RowAggregate::Mean(value)
            | RowAggregate::Minimum(value)
            | RowAggregate::Maximum(value) => self.numbers(value, &inner, Some(Rc::new(chosen.clone()))),
        };
        // What went wrong in a row is told about the subject that the row belongs to.
        let inner_troubles = self.troubles.borrow_mut().split_off(before);
        let told = inner_troubles.into_iter().filter_map(|trouble| {
            subject_of_row.get(trouble.row).copied().flatten().map(|row| Trouble { row, ..trouble })
        });
        let told: Vec<Trouble> = told.collect();
        self.troubles.borrow_mut().extend(told);

        let mut of_subject: Vec<Vec<Option<Decimal>>> = vec![Vec::new(); frame.keys.len()];
        for ((subject, is_chosen), value) in subject_of_row.iter().zip(&chosen).zip(&values) {
            if let (Some(subject), true) = (subject, is_chosen) {
                of_subject[*subject].push(*value);
            }
        }
        let result = |values: &Vec<Option<Decimal>>| {
            let known: Vec<Decimal> = values.iter().copied().collect::<Option<Vec<Decimal>>>()?;
            match aggregate {
                RowAggregate::Count => Some(Decimal::from(known.len())),
                RowAggregate::Sum(_) if known.is_empty() => Some(Decimal::ZERO),
                RowAggregate::Sum(_) => statistics::sum(&known),
                RowAggregate::Mean(_) => statistics::mean(&known),
                RowAggregate::Minimum(_) => known.into_iter().min(),
                RowAggregate::Maximum(_) => known.into_iter().max(),
            }
        };
        Some(Column::Number(of_subject.iter().map(result).collect()))
    }
}
