//! σ- and β-convergence over years → a table of years, figures and each subject's growth in words.

use model::pack::{DeviationRule, VariableRole};
use model::{AnalysisCell, AnalysisRow, AnalysisTable, Period};
use rust_decimal::Decimal;

use super::{AnalysisError, Found, Run, column, exact, figure};
use crate::evaluation::convergence::{beta, sigma};
use crate::evaluation::matrix::Matrix;
use crate::evaluation::statistics::Divisor;

impl Run<'_> {
    /// `periods` go back from the newest.
    pub(super) fn convergence(&self, periods: &[Period], deviation: DeviationRule) -> Result<Found, AnalysisError> {
        self.within(VariableRole::Value, |value| value > Decimal::ZERO, "大于 0")?;
        let mut columns = Vec::with_capacity(periods.len());
        for period in (0..periods.len()).rev() {
            columns.push(self.single(VariableRole::Value, period)?);
        }
        let (Some(first), Some(last)) = (columns.first().cloned(), columns.last().cloned()) else {
            return Err(AnalysisError::Refused("没有年份可以比较".to_string()));
        };
        let divisor = match deviation {
            DeviationRule::Population => Divisor::Population,
            DeviationRule::Sample => Divisor::Sample,
        };
        let years = (periods.len() - 1) as f64;
        let spreads = sigma(&Matrix::new(columns)?, divisor)?;
        let line = beta(&first, &last, years)?;
        let mut found = Found {
            columns: vec![column("年均增长率", "%"), column("期初与均值之比", "")],
            ..Found::default()
        };
        let sinks =
            spreads.last().zip(spreads.first()).is_some_and(|(last, first)| last.log_deviation < first.log_deviation);
        let told = if sinks {
            "期末小于期初：差距在缩小（σ 收敛）"
        } else {
            "期末不小于期初：差距没有缩小"
        };
        if let (Some(start), Some(end)) = (spreads.first(), spreads.last()) {
            found.figures.push(figure("期初对数标准差", start.log_deviation, ""));
            found.figures.push(figure("期末对数标准差", end.log_deviation, told));
        }
        let told = match (line.beta.abs() < 2.0 * line.standard_error, line.beta < 0.0) {
            (true, _) => "不到标准误的两倍，与 0 没有显著差别",
            (false, true) => "小于 0：期初低的增长快（β 收敛）",
            (false, false) => "大于 0：期初高的增长快（发散）",
        };
        found.figures.push(figure("β", line.beta, told));
        found.figures.push(figure("β 的标准误", line.standard_error, "普通最小二乘"));
        found.figures.push(figure("R²", line.r_squared, ""));
        if let Some(speed) = line.speed {
            found.figures.push(figure("收敛速度", speed, "每年缩小的差距比例；负数为发散"));
        }
        let names = ["年份", "对数标准差", "变异系数"].map(str::to_string).to_vec();
        let row = |(period, spread): (&Period, &crate::evaluation::convergence::Spread)| {
            vec![
                AnalysisCell::Text(period.in_words()),
                AnalysisCell::of(exact(spread.log_deviation)),
                AnalysisCell::of(exact(spread.variation)),
            ]
        };
        let rows = periods.iter().rev().zip(&spreads).map(row).collect();
        found.tables.push(AnalysisTable { name: "逐年差距".to_string(), columns: names, rows });
        let mean = first.raw().iter().sum::<f64>() / first.len() as f64;
        for (row, (start, end)) in first.raw().iter().zip(last.raw()).enumerate() {
            let growth = (libm::pow(end / start, 1.0 / years) - 1.0) * 100.0;
            let ratio = start / mean;
            let word = if ratio < 1.0 { "低于" } else { "不低于" };
            let told = exact(growth).map(|growth| growth.round_dp(2).normalize().to_string()).unwrap_or_default();
            found.rows.push(AnalysisRow {
                key: self.subjects.keys[row].to_string(),
                cells: vec![AnalysisCell::of(exact(growth)), AnalysisCell::of(exact(ratio))],
                reasons: vec![format!("期初{word}均值，{years} 年间年均增长 {told}%")],
            });
        }
        Ok(found)
    }
}
