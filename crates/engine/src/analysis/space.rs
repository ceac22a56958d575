//! Moran's I over real borders, global and local → figures and rows in words.

use std::collections::HashMap;

use model::pack::{ChanceRule, NeighbourRule, VariableRole};
use model::{AnalysisCell, AnalysisRow};

use super::{AnalysisError, Found, Run, column, exact, figure};
use crate::evaluation::matrix::Column;
use crate::evaluation::moran::{Alternative, NeighbourWeights, Neighbours, Quadrant, local_moran, moran};

impl Run<'_> {
    pub(super) fn moran(
        &self,
        neighbours: NeighbourRule,
        alternative: ChanceRule,
        permutations: u32,
        seed: u64,
    ) -> Result<Found, AnalysisError> {
        if self.borders.is_empty() {
            return Err(AnalysisError::NoBorders);
        }
        // Permutations run over places sorted by code, so that the order of rows changes no chance.
        let mut order: Vec<usize> = (0..self.count()).collect();
        order.sort_by(|one, other| self.subjects.keys[*one].cmp(&self.subjects.keys[*other]));
        let place_of: HashMap<&str, usize> =
            order.iter().enumerate().map(|(place, row)| (&*self.subjects.keys[*row], place)).collect();
        let others = |row: &usize| -> Vec<usize> {
            self.borders.of(&self.subjects.keys[*row]).filter_map(|place| place_of.get(place).copied()).collect()
        };
        let lists: Vec<Vec<usize>> = order.iter().map(others).collect();
        let weights = match neighbours {
            NeighbourRule::RowStandardised => NeighbourWeights::RowStandardised,
            NeighbourRule::Binary => NeighbourWeights::Binary,
        };
        let graph = Neighbours::new(&lists, weights)?;
        let tail = match alternative {
            ChanceRule::Greater => Alternative::Greater,
            ChanceRule::Less => Alternative::Less,
            ChanceRule::TwoSided => Alternative::TwoSided,
            ChanceRule::Folded => Alternative::Folded,
        };
        let permutations = permutations as usize;
        let given = self.single(VariableRole::Value, 0)?;
        let values = Column::of(order.iter().map(|row| given.raw()[*row]).collect());
        let global = moran(&values, &graph, permutations, tail, seed)?;
        let local = local_moran(&values, &graph, permutations, tail, seed)?;
        let mut found = Found {
            columns: ["局部莫兰指数", "类型", "p 值", "邻居"].map(|name| column(name, "")).to_vec(),
            ..Found::default()
        };
        let reading = if global.moran > global.expected {
            "高于期望值：相近的数较多相邻，是否偶然看 p 值"
        } else {
            "不高于期望值：相近的数没有较多相邻"
        };
        found.figures = vec![
            figure("莫兰指数", global.moran, reading),
            figure("期望值", global.expected, "没有空间关联时的值，−1 ÷ (n − 1)"),
            figure("p 值", global.probability, "随机置换得到的概率"),
            figure("z 值（随机假定）", global.z_random, "（指数 − 期望值）÷ 随机假定下的标准差"),
            figure("z 值（正态假定）", global.z_normal, "（指数 − 期望值）÷ 正态假定下的标准差"),
        ];
        let islands: Vec<String> = graph.islands().into_iter().map(|place| self.name(order[place])).collect();
        if !islands.is_empty() {
            found.conventions.push(format!("没有邻居的对象：{}；它们的滞后值按 0 计", islands.join("、")));
        }
        if !self.left_out.is_empty() {
            found.conventions.push("缺数据的对象不在邻接关系里，与它相邻的对象少一个邻居".to_string());
        }
        for row in 0..self.count() {
            let place = place_of.get(&*self.subjects.keys[row]).copied().unwrap_or(row);
            let one = &local[place];
            let (kind, told) = match one.quadrant {
                Quadrant::HighHigh => ("高—高", "自己高于均值，邻居也高"),
                Quadrant::LowHigh => ("低—高", "自己低于均值，邻居高"),
                Quadrant::LowLow => ("低—低", "自己低于均值，邻居也低"),
                Quadrant::HighLow => ("高—低", "自己高于均值，邻居低"),
            };
            let names: Vec<String> = lists[place].iter().map(|other| self.name(order[*other])).collect();
            let reasons = match names.is_empty() {
                true => vec!["没有邻居，不判断类型".to_string()],
                false => vec![format!("{told}（邻居：{}）", names.join("、"))],
            };
            let kind = if names.is_empty() { AnalysisCell::Missing } else { AnalysisCell::Text(kind.to_string()) };
            found.rows.push(AnalysisRow {
                key: self.subjects.keys[row].to_string(),
                cells: vec![
                    AnalysisCell::of(exact(one.moran)),
                    kind,
                    AnalysisCell::of(one.probability.and_then(exact)),
                    AnalysisCell::Text(names.join("、")),
                ],
                reasons,
            });
        }
        Ok(found)
    }
}
