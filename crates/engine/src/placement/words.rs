//! Placements in sentences: limits, prices of limits, and why a project went where it went or nowhere.
//!
//! Looks only at the problem and the solution; decides nothing.

use super::run::{Gathered, Limit};
use super::steps::Step;
use super::{RowKind, Solution};

/// So many of those who took a quota are named.
const NAMED_MAX: usize = 3;

pub(super) struct Told<'a> {
    pub gathered: &'a Gathered<'a>,
}

impl Told<'_> {
    /// 寿光市用地.
    pub fn name(&self, row: usize) -> String {
        let gathered = self.gathered;
        match &gathered.limits[row] {
            Limit::Cap { quota, place } => {
                format!("{}{}", gathered.place_names[*place], gathered.rule.quotas[*quota].name)
            }
            Limit::Total { quota } => format!("全部{}", gathered.rule.quotas[*quota].name),
            Limit::Floor { floor, place } => {
                format!("{}{}", gathered.place_names[*place], gathered.rule.floors[*floor].name)
            }
            Limit::Required { project } => format!("“{}”必须落地", gathered.projects[*project]),
        }
    }

    pub fn unit(&self, row: usize) -> String {
        let rule = self.gathered.rule;
        match &self.gathered.limits[row] {
            Limit::Cap { quota, .. } | Limit::Total { quota } => rule.quotas[*quota].unit.to_string(),
            Limit::Floor { floor, .. } => rule.floors[*floor].unit.to_string(),
            Limit::Required { .. } => String::new(),
        }
    }

    /// 寿光市用地不超过 900 亩.
    pub fn limit(&self, row: usize) -> String {
        let bound = self.gathered.amount(row, i128::from(self.gathered.problem.rows[row].bound));
        match (&self.gathered.limits[row], self.gathered.problem.rows[row].kind) {
            (Limit::Required { .. }, _) => self.name(row),
            (_, RowKind::Cap) => format!("{}不超过 {bound} {}", self.name(row), self.unit(row)),
            (_, RowKind::Floor) => format!("{}不少于 {bound} {}", self.name(row), self.unit(row)),
        }
    }

    /// What was found by trying: how much wider the limit must be before more can be had.
    pub fn step(&self, row: usize, step: Option<Step>) -> String {
        let Some(step) = step else { return "单独放宽这一项，总值不会增加".to_string() };
        let (name, unit, worth) = (self.name(row), self.unit(row), &self.gathered.rule.unit);
        let by = self.gathered.amount(row, i128::from(step.by));
        let gain = self.gathered.value(step.gain);
        let way = match self.gathered.problem.rows[row].kind {
            RowKind::Cap => format!("{name}再多 {by} {unit}"),
            RowKind::Floor => format!("{name}的保底降低 {by} {unit}"),
        };
        format!("{way}，总值可多 {gain} {worth}；不到这么多，总值不变")
    }

    /// What one unit more would bring if projects could be split; nothing where it would bring nothing.
    pub fn price(&self, row: usize, solution: &Solution) -> String {
        let price = self.gathered.price(row, solution);
        if price.is_zero() {
            return String::new();
        }
        let (name, unit, worth) = (self.name(row), self.unit(row), &self.gathered.rule.unit);
        match self.gathered.problem.rows[row].kind {
            RowKind::Cap => format!("按项目可拆分估计，{name}多 1 {unit}，总值约可多 {price} {worth}"),
            RowKind::Floor => format!("按项目可拆分估计，{name}的保底少 1 {unit}，总值约可多 {price} {worth}"),
        }
    }

    /// Why the project is where it is, or nowhere.
    pub fn reasons(&self, project: usize, solution: &Solution, taken: &[i128]) -> Vec<String> {
        let choices = &self.gathered.problem.choices;
        let mut own: Vec<usize> = (0..choices.len()).filter(|choice| choices[*choice].project == project).collect();
        own.sort_by_key(|choice| (-choices[*choice].value, *choice));
        match solution.chosen[project] {
            Some(chosen) => {
                let better: Vec<usize> =
                    own.iter().copied().filter(|choice| choices[*choice].value > choices[chosen].value).collect();
                let mut lines = vec![match (own.len(), better.is_empty()) {
                    (1, _) => format!("只申请了{}", self.place(chosen)),
                    (count, true) => format!("{}是可选的 {count} 个地方中价值最高的", self.place(chosen)),
                    (_, false) => format!("落在{}，价值更高的地方安排不下或不合算", self.place(chosen)),
                }];
                lines.extend(better.into_iter().map(|choice| self.why_not(choice, solution, taken)));
                lines
            }
            None => own.into_iter().map(|choice| self.why_not(choice, solution, taken)).collect(),
        }
    }

    fn place(&self, choice: usize) -> &str {
        &self.gathered.place_names[self.gathered.problem.choices[choice].place]
    }

    /// Why a choice was not taken: which limit is short and who took it.
    fn why_not(&self, choice: usize, solution: &Solution, taken: &[i128]) -> String {
        let gathered = self.gathered;
        let problem = &gathered.problem;
        let wanted = &problem.choices[choice];
        let place = self.place(choice);
        if wanted.value <= 0 {
            return format!("{place}：价值不高于 0");
        }
        let leaving = solution.chosen[wanted.project].map(|own| &problem.choices[own]);
        let freed = |row: usize| {
            let uses = leaving.iter().flat_map(|own| &own.uses);
            uses.filter(|used| used.row == row).map(|used| i128::from(used.amount)).sum::<i128>()
        };
        let mut short: Vec<String> = Vec::new();
        for used in &wanted.uses {
            let row = problem.rows[used.row];
            let left = i128::from(row.bound) - taken[used.row] + freed(used.row);
            if row.kind == RowKind::Cap && left < i128::from(used.amount) {
                let (unit, name) = (self.unit(used.row), self.name(used.row));
                let amount = |whole: i128| gathered.amount(used.row, whole);
                short.push(format!(
                    "{name}还剩 {} {unit}，要用 {} {unit}；{}",
                    amount(left),
                    amount(i128::from(used.amount)),
                    self.takers(used.row, solution)
                ));
            }
        }
        match short.is_empty() {
            false => format!("{place}（价值 {}）：{}", gathered.value(i128::from(wanted.value)), short.join("；")),
            true => format!(
                "{place}（价值 {}）：指标够用，但保底要求它留在原处或留出余地",
                gathered.value(i128::from(wanted.value))
            ),
        }
    }

    /// 用得最多的是“甲”60 亩、“乙”50 亩，共 7 个项目.
    fn takers(&self, row: usize, solution: &Solution) -> String {
        let gathered = self.gathered;
        let mut takers: Vec<(i64, usize)> = Vec::new();
        for (project, choice) in solution.chosen.iter().enumerate() {
            let uses = choice.iter().flat_map(|choice| &gathered.problem.choices[*choice].uses);
            takers.extend(uses.filter(|used| used.row == row && used.amount > 0).map(|used| (used.amount, project)));
        }
        if takers.is_empty() {
            return "没有项目占用".to_string();
        }
        takers.sort_by_key(|(amount, project)| (-*amount, *project));
        let named: Vec<String> = takers
            .iter()
            .take(NAMED_MAX)
            .map(|(amount, project)| {
                let amount = gathered.amount(row, i128::from(*amount));
                format!("“{}”{amount} {}", gathered.projects[*project], self.unit(row))
            })
            .collect();
        let all = if takers.len() > NAMED_MAX { format!("，共 {} 个项目", takers.len()) } else { String::new() };
        format!("占用{}{}{all}", if takers.len() > NAMED_MAX { "最多的是" } else { "的是" }, named.join("、"))
    }
}
