//! Answers of `place`: which project goes where and why, what the limits are worth, and the proof.

use engine::placement::placement;
use model::{Period, PlacementOutcome};
use rust_decimal::Decimal;

use super::{Answer, Bench, Told, is_called};
use crate::packs::command::PlaceSection;
use crate::packs::facts::unknown;

impl Bench<'_> {
    pub(super) fn place(&self, name: &str, period: Period, sections: &[PlaceSection]) -> Told<Answer> {
        let known = &self.pack.placements;
        let found = known.iter().find(|known| is_called(name, &known.name, known.code.as_str()));
        let rule = found.ok_or_else(|| unknown("落地安排", name, known.iter().map(|known| known.name.as_str())))?;
        let names = |code: &str| self.given.places.name(code).to_string();
        Ok(match placement(rule, period, self.world(), &names, &[]) {
            Ok(outcome) => answer(&outcome, sections),
            Err(error) => {
                let mut answer = Answer::default();
                answer.say(format!("不能安排：{error}"));
                answer
            }
        })
    }
}

fn in_words(value: Decimal) -> String {
    value.normalize().to_string()
}

fn answer(outcome: &PlacementOutcome, sections: &[PlaceSection]) -> Answer {
    let mut answer = Answer::default();
    let mut rows = vec![vec!["项目".to_string(), "落地".to_string(), "价值".to_string()]];
    for project in &outcome.projects {
        let place = project.place.clone().unwrap_or_else(|| "未安排".to_string());
        rows.push(vec![project.project.clone(), place, project.value.map_or("—".to_string(), in_words)]);
    }
    answer.table(&rows, &[]);
    answer.say(format!("总值 {} {}", in_words(outcome.value), outcome.unit));
    for section in sections {
        match section {
            PlaceSection::Reasons => {
                for project in &outcome.projects {
                    answer.say(format!("{}：{}", project.project, project.reasons.join("；")));
                }
            }
            PlaceSection::Prices => {
                for limit in outcome.limits.iter().filter(|limit| !limit.words.is_empty()) {
                    answer.say(limit.words.clone());
                }
            }
            PlaceSection::Proof => {
                for line in &outcome.proof {
                    let word = if line.holds { "成立" } else { "不成立" };
                    answer.say(format!("复核{word}：{}（{}）", line.claim, line.figures));
                }
            }
        }
    }
    answer
}
