//! Location quotients, similarity of structures and coupling of subsystems → rows in words.

use model::pack::{Constant, CouplingForm, VariableRole};
use model::{AnalysisCell, AnalysisRow, AnalysisTable};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{AnalysisError, Found, Run, column, exact, figure, unit_of};
use crate::evaluation::space::{Coupling, coordinate, location_quotient, structural_similarity};
use crate::evaluation::weight::Weights;

/// Pairs are listed for so many subjects at most; of more only the nearest of each is told.
const PAIRS_SHOWN: usize = 40;

impl Run<'_> {
    pub(super) fn location_quotient(&self) -> Result<Found, AnalysisError> {
        self.within(VariableRole::Part, |value| value >= Decimal::ZERO, "不小于 0")?;
        let parts: Vec<_> = self.of_role(VariableRole::Part).collect();
        let amounts = self.amounts();
        let local: Vec<f64> = amounts.iter().map(|row| row.iter().sum()).collect();
        let wide: Vec<f64> = (0..parts.len()).map(|part| amounts.iter().map(|row| row[part]).sum()).collect();
        let wide_total: f64 = wide.iter().sum();
        if let Some(part) = wide.iter().position(|total| *total <= 0.0) {
            let name = &parts[part].1.name;
            return Err(AnalysisError::Refused(format!("全部对象的“{name}”合计为 0，没有区位商；请去掉这一项")));
        }
        if let Some(row) = local.iter().position(|total| *total <= 0.0) {
            return Err(AnalysisError::Refused(format!("“{}”各项合计为 0，没有区位商", self.name(row))));
        }
        let mut found =
            Found { columns: vec![column("最高区位商", ""), column("优势项", "")], ..Found::default() };
        found.columns.extend(parts.iter().map(|(_, part)| column(format!("{}区位商", part.name), "")));
        found.columns.extend(parts.iter().map(|(_, part)| {
            let unit = unit_of(part);
            column(format!("{}外向功能量", part.name), unit)
        }));
        for (row, own) in amounts.iter().enumerate() {
            let mut quotients = Vec::with_capacity(parts.len());
            for (part, amount) in own.iter().enumerate() {
                quotients.push(location_quotient(*amount, local[row], wide[part], wide_total)?);
            }
            let ahead: Vec<&str> = parts
                .iter()
                .zip(&quotients)
                .filter(|(_, quotient)| quotient.quotient > 1.0)
                .map(|((_, part), _)| part.name.as_str())
                .collect();
            let most = quotients.iter().map(|one| one.quotient).fold(0.0, f64::max);
            let mut cells = vec![AnalysisCell::of(exact(most)), AnalysisCell::Text(ahead.join("、"))];
            cells.extend(quotients.iter().map(|one| AnalysisCell::of(exact(one.quotient))));
            cells.extend(quotients.iter().map(|one| AnalysisCell::of(exact(one.outward))));
            let reasons = vec![match ahead.is_empty() {
                true => "没有一项的区位商大于 1：结构与全部对象相同".to_string(),
                false => format!("{}的占比高于全部对象的占比", ahead.join("、")),
            }];
            found.rows.push(AnalysisRow { key: self.subjects.keys[row].to_string(), cells, reasons });
        }
        Ok(found)
    }

    pub(super) fn similarity(&self) -> Result<Found, AnalysisError> {
        self.within(VariableRole::Part, |value| value >= Decimal::ZERO, "不小于 0")?;
        let amounts = self.amounts();
        if let Some(row) = amounts.iter().position(|own| own.iter().sum::<f64>() <= 0.0) {
            return Err(AnalysisError::Refused(format!("“{}”各项都是 0，没有结构可比", self.name(row))));
        }
        let width = amounts.first().map_or(0, Vec::len);
        let whole: Vec<f64> = (0..width).map(|part| amounts.iter().map(|row| row[part]).sum()).collect();
        let mut found = Found {
            columns: vec![column("与全部对象的相似系数", ""), column("最相似的对象", ""), column("与它的相似系数", "")],
            ..Found::default()
        };
        let mut pairs = vec![vec![1.0; amounts.len()]; amounts.len()];
        let (mut sum, mut number) = (0.0, 0usize);
        for one in 0..amounts.len() {
            for other in 0..one {
                let similarity = structural_similarity(&amounts[one], &amounts[other])?;
                (pairs[one][other], pairs[other][one]) = (similarity, similarity);
                (sum, number) = (sum + similarity, number + 1);
            }
        }
        for (row, own) in amounts.iter().enumerate() {
            let to_all = structural_similarity(own, &whole)?;
            let others = (0..amounts.len()).filter(|other| *other != row);
            let nearest =
                others.max_by(|one, other| pairs[row][*one].total_cmp(&pairs[row][*other]).then(other.cmp(one)));
            let Some(nearest) = nearest else { continue };
            let similarity = exact(pairs[row][nearest]);
            let name = self.name(nearest);
            let told = similarity.map(|value| value.round_dp(4).normalize().to_string()).unwrap_or_default();
            let reasons = vec![format!("结构与{name}最相似，系数 {told}")];
            let cells = vec![AnalysisCell::of(exact(to_all)), AnalysisCell::Text(name), AnalysisCell::of(similarity)];
            found.rows.push(AnalysisRow { key: self.subjects.keys[row].to_string(), cells, reasons });
        }
        found.figures.push(figure("平均相似系数", sum / number as f64, "每两个对象之间的算术平均"));
        if amounts.len() <= PAIRS_SHOWN {
            let name = |row: usize| self.name(row);
            let columns = ["对象".to_string()].into_iter().chain((0..amounts.len()).map(name)).collect();
            let line = |row: usize| {
                let cells = pairs[row].iter().map(|value| AnalysisCell::of(exact(*value)));
                [AnalysisCell::Text(self.name(row))].into_iter().chain(cells).collect()
            };
            let rows = (0..amounts.len()).map(line).collect();
            found.tables.push(AnalysisTable { name: "两两相似系数".to_string(), columns, rows });
        } else {
            found.conventions.push(format!("对象多于 {PAIRS_SHOWN} 个，不逐对列出"));
        }
        Ok(found)
    }

    pub(super) fn coupling(&self, form: CouplingForm, bounds: &[Constant]) -> Result<Found, AnalysisError> {
        let is_score = |value: Decimal| value > Decimal::ZERO && value <= Decimal::ONE;
        self.within(VariableRole::Part, is_score, "大于 0 且不大于 1")?;
        let mut weights = Vec::new();
        for (_, variable) in self.of_role(VariableRole::Part) {
            let weight = variable.weight.as_ref().map(|weight| self.constant(weight)).transpose()?;
            weights.push(weight.unwrap_or(Decimal::ONE).to_f64().unwrap_or(f64::NAN));
        }
        let subsystems = self.matrix(VariableRole::Part, 0)?;
        let kind = match form {
            CouplingForm::Standard => Coupling::Classic { exponent: 1.0 / subsystems.width() as f64 },
            CouplingForm::Modified => Coupling::Modified,
        };
        let bounds = bounds.iter().map(|bound| self.constant(bound)).collect::<Result<Vec<Decimal>, _>>()?;
        let borders: Vec<f64> = bounds.iter().filter_map(Decimal::to_f64).collect();
        let units = coordinate(&subsystems, &Weights::from_given(&weights)?, kind, &borders)?;
        let mut found = Found {
            columns: ["协调度 D", "耦合度 C", "协调指数 T", "等级"].map(|name| column(name, "")).to_vec(),
            ..Found::default()
        };
        for (row, unit) in units.iter().enumerate() {
            let Some(unit) = unit else { continue };
            let band = format!("第 {} 级（共 {} 级）", unit.band + 1, bounds.len() + 1);
            let parts = self.of_role(VariableRole::Part);
            let least = parts.min_by_key(|(place, _)| self.values[0][*place][row]);
            let reasons =
                least.map(|(_, variable)| format!("得分最低的子系统是{}", variable.name)).into_iter().collect();
            let numbers =
                [unit.coordination, unit.coupling, unit.development].map(|value| AnalysisCell::of(exact(value)));
            let cells = numbers.into_iter().chain([AnalysisCell::Text(band)]).collect();
            found.rows.push(AnalysisRow { key: self.subjects.keys[row].to_string(), cells, reasons });
        }
        let known: Vec<f64> = units.iter().flatten().map(|unit| unit.coordination).collect();
        found.figures.push(figure("平均协调度", known.iter().sum::<f64>() / known.len() as f64, "各对象的算术平均"));
        Ok(found)
    }

    /// The parts of each subject, in the order of the declaration.
    fn amounts(&self) -> Vec<Vec<f64>> {
        let parts: Vec<usize> = self.of_role(VariableRole::Part).map(|(place, _)| place).collect();
        let own =
            |row: usize| parts.iter().map(|part| self.values[0][*part][row].to_f64().unwrap_or(f64::NAN)).collect();
        (0..self.count()).map(own).collect()
    }
}
