//! Efficiency of subjects (DEA, FDH) and its change between years (Malmquist) → rows in words.

use model::pack::{EfficiencyOrientation, EfficiencyReturns, SlackRule, VariableRole};
use model::{AnalysisCell, AnalysisRow, Period};
use rust_decimal::Decimal;

use super::{AnalysisError, Found, Run, column, exact, figure, unit_of};
use crate::evaluation::dea::{
    DeaChoice, Efficiency, Orientation, ReturnsToScale, SelfComparison, Slacks, dea, malmquist,
};
use crate::evaluation::fdh::free_disposal;
use crate::evaluation::matrix::Matrix;

impl Run<'_> {
    pub(super) fn dea(
        &self,
        orientation: EfficiencyOrientation,
        returns: EfficiencyReturns,
        slacks: SlackRule,
        is_self_excluded: bool,
    ) -> Result<Found, AnalysisError> {
        self.amounts_are_usable()?;
        let (inputs, outputs) = (self.matrix(VariableRole::Input, 0)?, self.matrix(VariableRole::Output, 0)?);
        let units = match scale(returns) {
            Some(returns) => {
                let choice = DeaChoice {
                    orientation: direction(orientation),
                    returns,
                    slacks: match slacks {
                        SlackRule::None => Slacks::NotAsked,
                        SlackRule::InUnits => Slacks::InUnits,
                        SlackRule::ByMean => Slacks::ByMean,
                    },
                    own: if is_self_excluded { SelfComparison::Excluded } else { SelfComparison::Included },
                };
                dea(&inputs, &outputs, &choice)?
            }
            None => free_disposal(&inputs, &outputs, direction(orientation), is_self_excluded)?,
        };
        let mut found = Found { columns: vec![column("效率值", ""), column("标杆", "")], ..Found::default() };
        let has_slacks = slacks != SlackRule::None;
        if has_slacks {
            let slack = |role, word: &str| {
                let word = word.to_string();
                self.of_role(role).map(move |(_, variable)| {
                    let unit = unit_of(variable);
                    column(format!("{}{word}", variable.name), unit)
                })
            };
            found.columns.extend(slack(VariableRole::Input, "冗余").collect::<Vec<_>>());
            found.columns.extend(slack(VariableRole::Output, "不足").collect::<Vec<_>>());
        }
        for (row, unit) in units.iter().enumerate() {
            found.rows.push(self.efficiency_row(row, unit.as_ref(), orientation, has_slacks));
        }
        let known: Vec<f64> = units.iter().flatten().map(|unit| unit.efficiency).collect();
        let on_frontier = known.iter().filter(|efficiency| **efficiency >= 1.0 - ON_FRONTIER).count();
        found.figures.push(figure("有效对象个数", on_frontier as f64, "效率值达到 1"));
        if !known.is_empty() {
            let mean = known.iter().sum::<f64>() / known.len() as f64;
            found.figures.push(figure("平均效率值", mean, "各对象的算术平均"));
        }
        Ok(found)
    }

    fn efficiency_row(
        &self,
        row: usize,
        unit: Option<&Efficiency>,
        orientation: EfficiencyOrientation,
        has_slacks: bool,
    ) -> AnalysisRow {
        let key = self.subjects.keys[row].to_string();
        let Some(unit) = unit else {
            let cells = vec![AnalysisCell::Missing; 2 + if has_slacks { self.rule.variables.len() } else { 0 }];
            let reasons = vec!["没有可比的对象：不与自己比较时，没有其他对象能达到它的水平".to_string()];
            return AnalysisRow { key, cells, reasons };
        };
        // A weight of nothing is a trace of the solution, no yardstick.
        let yardsticks: Vec<(usize, f64)> =
            unit.peers.iter().copied().filter(|(_, weight)| *weight > ON_FRONTIER).collect();
        let peers: Vec<String> =
            yardsticks.iter().map(|(peer, weight)| format!("{} {}", self.name(*peer), shown(*weight))).collect();
        let mut cells = vec![AnalysisCell::of(exact(unit.efficiency)), AnalysisCell::Text(peers.join("、"))];
        let mut reasons = Vec::new();
        let is_own = matches!(yardsticks.as_slice(), [(peer, _)] if *peer == row);
        reasons.push(match (is_own && unit.efficiency >= 1.0 - ON_FRONTIER, orientation) {
            (true, _) => "在前沿上：没有其他对象或其组合能以不多的投入得到不少的产出".to_string(),
            (false, EfficiencyOrientation::Input) => {
                format!("以{}为标杆，得到同样的产出，投入可同比例降到现在的 {}", peers.join("、"), percent(unit.factor))
            }
            (false, EfficiencyOrientation::Output) => {
                format!("以{}为标杆，用同样的投入，产出可同比例扩大到现在的 {}", peers.join("、"), percent(unit.factor))
            }
        });
        if has_slacks {
            let slacks = unit.input_slacks.iter().chain(&unit.output_slacks);
            let variables = self.of_role(VariableRole::Input).chain(self.of_role(VariableRole::Output));
            for (slack, (_, variable)) in slacks.zip(variables) {
                cells.push(AnalysisCell::of(exact(*slack)));
                let amount = exact(*slack).filter(|amount| !amount.is_zero());
                if let Some(amount) = amount.filter(|amount| *amount > Decimal::ZERO) {
                    let word = if variable.role == VariableRole::Input { "还可减少" } else { "还可增加" };
                    reasons.push(format!(
                        "同比例调整之外，{}{word} {} {}",
                        variable.name,
                        amount.normalize(),
                        variable.unit
                    ));
                }
            }
        }
        AnalysisRow { key, cells, reasons }
    }

    pub(super) fn malmquist(
        &self,
        orientation: EfficiencyOrientation,
        returns: EfficiencyReturns,
        periods: &[Period],
    ) -> Result<Found, AnalysisError> {
        self.amounts_are_usable()?;
        let of = |period: usize| -> Result<(Matrix, Matrix), AnalysisError> {
            Ok((self.matrix(VariableRole::Input, period)?, self.matrix(VariableRole::Output, period)?))
        };
        let (Some(base), Some(returns)) = (periods.get(1), scale(returns)) else {
            return Err(AnalysisError::Refused("没有基期，不能计算全要素生产率指数".to_string()));
        };
        let (now, before) = (of(0)?, of(1)?);
        let units = malmquist((&before.0, &before.1), (&now.0, &now.1), direction(orientation), returns)?;
        let mut found = Found {
            columns: ["全要素生产率指数", "效率变化", "技术变化"].map(|name| column(name, "")).to_vec(),
            conventions: vec![format!("基期：{}", base.in_words())],
            ..Found::default()
        };
        let mut product = (0.0, 0usize);
        for (row, unit) in units.iter().enumerate() {
            let key = self.subjects.keys[row].to_string();
            let Some(unit) = unit else {
                let reasons = vec!["两期之间没有可比的前沿".to_string()];
                found.rows.push(AnalysisRow { key, cells: vec![AnalysisCell::Missing; 3], reasons });
                continue;
            };
            product = (product.0 + libm::log(unit.malmquist), product.1 + 1);
            let word = |value: f64| if value > 1.0 { "提高" } else { "降低" };
            let change = |value: f64| percent((value - 1.0).abs());
            let reasons = vec![format!(
                "比{}{} {}，其中追赶前沿使它{} {}，前沿移动使它{} {}",
                base.in_words(),
                word(unit.malmquist),
                change(unit.malmquist),
                word(unit.efficiency_change),
                change(unit.efficiency_change),
                word(unit.technical_change),
                change(unit.technical_change)
            )];
            let cells = [unit.malmquist, unit.efficiency_change, unit.technical_change];
            let cells = cells.map(|value| AnalysisCell::of(exact(value))).to_vec();
            found.rows.push(AnalysisRow { key, cells, reasons });
        }
        if product.1 > 0 {
            let mean = libm::exp(product.0 / product.1 as f64);
            found.figures.push(figure("平均指数", mean, "各对象的几何平均"));
        }
        Ok(found)
    }

    fn amounts_are_usable(&self) -> Result<(), AnalysisError> {
        let is_allowed = |value: Decimal| value >= Decimal::ZERO;
        self.within(VariableRole::Input, is_allowed, "不小于 0")?;
        self.within(VariableRole::Output, is_allowed, "不小于 0")?;
        for (period, of_period) in self.values.iter().enumerate() {
            for role in [VariableRole::Input, VariableRole::Output] {
                let is_empty = |row: &usize| self.of_role(role).all(|(place, _)| of_period[place][*row].is_zero());
                if let Some(row) = (0..self.count()).find(is_empty) {
                    let when = self.periods()[period].in_words();
                    return Err(AnalysisError::Refused(format!(
                        "“{}”{when}的{}全部为 0，不能比较效率；请更正数据，或用 where 把它排除在外",
                        self.name(row),
                        role.in_words()
                    )));
                }
            }
        }
        Ok(())
    }
}

/// Nearer to 1 than this is on the frontier.
const ON_FRONTIER: f64 = 1e-9;

fn direction(orientation: EfficiencyOrientation) -> Orientation {
    match orientation {
        EfficiencyOrientation::Input => Orientation::Input,
        EfficiencyOrientation::Output => Orientation::Output,
    }
}

/// Nothing for free disposal, which is no linear programme.
fn scale(returns: EfficiencyReturns) -> Option<ReturnsToScale> {
    match returns {
        EfficiencyReturns::Constant => Some(ReturnsToScale::Constant),
        EfficiencyReturns::Variable => Some(ReturnsToScale::Variable),
        EfficiencyReturns::NonIncreasing => Some(ReturnsToScale::NonIncreasing),
        EfficiencyReturns::NonDecreasing => Some(ReturnsToScale::NonDecreasing),
        EfficiencyReturns::FreeDisposal => None,
    }
}

/// Weights of peers, to four decimals.
fn shown(value: f64) -> String {
    exact(value).map_or_else(|| "—".to_string(), |value| value.round_dp(4).normalize().to_string())
}

fn percent(value: f64) -> String {
    exact(value * 100.0).map_or_else(|| "—".to_string(), |value| format!("{}%", value.round_dp(2).normalize()))
}
