//! How sure the places are, as the page shows it. The seed is fixed, so that everybody sees the same intervals.

use engine::run::{CertaintySettings, Doubts};
use jiff::Timestamp;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::run::Ran;
use crate::view::{CertaintyView, DoubtView, EvaluationQuestion, InfluenceView, IntervalView, PoolCertaintyView};
use crate::{Actor, App, AppError, Result};

/// How far published values may be wrong: deviation of the relative error.
const DATA_ERROR: f64 = 0.01;

/// Weights go up or down by at most a fifth; nine tenths of the runs decide.
const SETTINGS: CertaintySettings = CertaintySettings {
    share: 0.2,
    runs: 500,
    seed: 20_240_101,
    confidence: 0.9,
    doubts: Some(Doubts { data_error: DATA_ERROR }),
};

impl App {
    pub async fn certainty_of(
        &self,
        actor: &Actor,
        question: &EvaluationQuestion,
        now: Timestamp,
    ) -> Result<CertaintyView> {
        let ran = self.ran(question, now).await?;
        let within = self.within_run(actor, &ran).await?;
        let mut found = crate::blocking(move || certainty(&ran)).await?;
        for pool in &mut found.pools {
            pool.intervals.retain(|one| within.has(&one.key));
            pool.bands.iter_mut().for_each(|band| band.retain(|key| within.has(key)));
            pool.bands.retain(|band| !band.is_empty());
        }
        Ok(found)
    }
}

fn certainty(ran: &Ran) -> Result<CertaintyView> {
    let rules = ran.rules()?;
    let found = engine::run::certainty(rules, &ran.cut.keys(), ran.cut.period, ran.world(), &ran.outcome, SETTINGS)
        .map_err(|error| AppError::bad_input(format!("位次的把握程度无法计算：{error}")))?;
    let text = |value: f64, decimals: u32| {
        Decimal::from_f64(value)
            .map_or_else(|| "—".to_string(), |value| value.round_dp(decimals).normalize().to_string())
    };
    let pools = found.into_iter().map(|pool| PoolCertaintyView {
        pool: pool.pool.to_string(),
        intervals: pool
            .intervals
            .into_iter()
            .map(|(key, one)| IntervalView {
                key,
                low: one.low,
                high: one.high,
                median: one.median,
                best: one.best,
                worst: one.worst,
            })
            .collect(),
        bands: pool.bands,
        doubts: pool
            .doubts
            .iter()
            .map(|one| DoubtView {
                name: one.doubt.in_words().to_string(),
                first: text(one.first * 100.0, 1),
                first_low: text(one.first_low * 100.0, 1),
                first_high: text(one.first_high * 100.0, 1),
                total: text(one.total * 100.0, 1),
            })
            .collect(),
        indicators: pool
            .indicators
            .into_iter()
            .map(|one| InfluenceView {
                name: engine::formula::name_of(&ran.pack, &one.code),
                code: one.code.to_string(),
                effective_weight: text(one.effective_weight * 100.0, 1),
                correlation: one.correlation.map(|value| text(value, 3)),
                mean_move: one.mean_move.map(|value| text(value, 1)),
                most_move: one.most_move.map(|value| text(value, 0)),
            })
            .collect(),
    });
    Ok(CertaintyView {
        seed: SETTINGS.seed,
        runs: SETTINGS.runs,
        share: SETTINGS.share,
        data_error: DATA_ERROR,
        confidence: SETTINGS.confidence,
        pools: pools.collect(),
    })
}
