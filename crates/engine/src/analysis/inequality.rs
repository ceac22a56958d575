//! Gini and Theil with their decomposition by groups → figures, rows and groups in words.

use model::pack::{TheilForm, VariableRole};
use model::{AnalysisCell, AnalysisRow, AnalysisTable};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{AnalysisError, Found, Run, column, exact, figure, unit_of};
use crate::evaluation::inequality::{TheilKind, gini, theil};

impl Run<'_> {
    pub(super) fn gini(&self) -> Result<Found, AnalysisError> {
        self.within(VariableRole::Value, |value| value >= Decimal::ZERO, "不小于 0")?;
        let values = self.single(VariableRole::Value, 0)?;
        let (groups, names) = self.groups();
        let result = gini(&values, &groups)?;
        let mut found = self.beside_mean(&vec![1.0; values.len()])?;
        found.figures.push(figure("基尼系数", result.gini, "0 为完全相等，越接近 1 越不平衡"));
        if !names.is_empty() {
            for (name, value, note) in [
                ("组内差距", result.within, "各组内部差距的贡献"),
                ("组间净差距", result.between, "各组均值不同的贡献"),
                ("超变密度", result.transvariation, "各组之间相互交叠的贡献"),
            ] {
                found.figures.push(figure(name, value, share(value, result.gini, note)));
            }
            let columns = ["组别".to_string()].into_iter().chain(names.iter().cloned()).collect();
            let line = |(group, name): (usize, &String)| {
                let cells = result.pairs[group].iter().map(|value| AnalysisCell::of(exact(*value)));
                [AnalysisCell::Text(name.clone())].into_iter().chain(cells).collect()
            };
            let rows = names.iter().enumerate().map(line).collect();
            found
                .tables
                .push(AnalysisTable { name: "各组及两组之间的基尼系数".to_string(), columns, rows });
        }
        Ok(found)
    }

    pub(super) fn theil(&self, form: TheilForm) -> Result<Found, AnalysisError> {
        let (kind, wanted) = match form {
            TheilForm::T => (TheilKind::T, "不小于 0"),
            TheilForm::L => (TheilKind::L, "大于 0"),
        };
        let is_allowed = |value: Decimal| value > Decimal::ZERO || (form == TheilForm::T && value.is_zero());
        self.within(VariableRole::Value, is_allowed, wanted)?;
        self.within(VariableRole::People, |value| value > Decimal::ZERO, "大于 0")?;
        let values = self.single(VariableRole::Value, 0)?;
        let people = match self.of_role(VariableRole::People).next() {
            Some((place, _)) => self.values[0][place].iter().filter_map(Decimal::to_f64).collect(),
            None => vec![1.0; values.len()],
        };
        let (groups, names) = self.groups();
        let result = theil(&values, &people, &groups, kind)?;
        let mut found = self.beside_mean(&people)?;
        let weighted = match self.of_role(VariableRole::People).next() {
            Some((_, variable)) => format!("以{}为权数", variable.name),
            None => "每个对象权数相同".to_string(),
        };
        found.conventions.push(weighted);
        found.figures.push(figure("泰尔指数", result.theil, "0 为完全相等，越大越不平衡"));
        if !names.is_empty() {
            found.figures.push(figure(
                "组内差距",
                result.within,
                share(result.within, result.theil, "各组内部差距的贡献"),
            ));
            found.figures.push(figure(
                "组间差距",
                result.between,
                share(result.between, result.theil, "各组均值不同的贡献"),
            ));
            let columns = ["组别", "组内泰尔指数", "对总体的贡献"].map(str::to_string).to_vec();
            let line = |(name, (own, part)): (&String, &(f64, f64))| {
                vec![AnalysisCell::Text(name.clone()), AnalysisCell::of(exact(*own)), AnalysisCell::of(exact(*part))]
            };
            let rows = names.iter().zip(&result.groups).map(line).collect();
            found.tables.push(AnalysisTable { name: "各组的差距".to_string(), columns, rows });
        }
        Ok(found)
    }

    /// Each subject beside the mean: what inequality is about.
    fn beside_mean(&self, people: &[f64]) -> Result<Found, AnalysisError> {
        let values = self.single(VariableRole::Value, 0)?;
        let heads: f64 = people.iter().sum();
        let mean = values.raw().iter().zip(people).map(|(value, weight)| value * weight).sum::<f64>() / heads;
        let variable = self.of_role(VariableRole::Value).next().map(|(_, variable)| variable);
        let (name, unit) = variable.map_or((String::new(), String::new()), |variable| {
            let unit = unit_of(variable);
            (variable.name.clone(), unit)
        });
        let mut found = Found { columns: vec![column(name, unit), column("与均值之比", "")], ..Found::default() };
        for (row, value) in values.raw().iter().enumerate() {
            let ratio = value / mean;
            let word = if ratio < 1.0 { "低于" } else { "不低于" };
            found.rows.push(AnalysisRow {
                key: self.subjects.keys[row].to_string(),
                cells: vec![AnalysisCell::of(exact(*value)), AnalysisCell::of(exact(ratio))],
                reasons: vec![format!(
                    "{word}均值 {}",
                    exact(mean).map(|mean| mean.round_dp(4).normalize().to_string()).unwrap_or_default()
                )],
            });
        }
        Ok(found)
    }
}

/// 各组均值不同的贡献，占 12.3%.
fn share(part: f64, whole: f64, note: &str) -> String {
    match exact(part / whole * 100.0).filter(|_| whole > 0.0) {
        Some(share) => format!("{note}，占 {}%", share.round_dp(2).normalize()),
        None => note.to_string(),
    }
}
