//! Answers about totals by place: what the rows of a register come to in each place. Never adds anything itself.

use std::sync::Arc;

use engine::formula::{OfPlace, PlaceTotals, Subjects, explain_place_total, place_totals};
use model::pack::{Formula, PlaceTotal};
use model::{Derivation, Period};
use rust_decimal::Decimal;

use super::{Answer, Bench, Told, number, titled};
use crate::packs::command::Asked;
use crate::packs::facts::unknown;

impl Bench<'_> {
    /// One column a formula, one line a place; what is left out is told below.
    pub(super) fn by_place(
        &self,
        formulas: &[(&Asked, &Formula)],
        subjects: &Subjects,
        period: Period,
        only: &[String],
    ) -> Told<Answer> {
        let mut all = Vec::with_capacity(formulas.len());
        for (_, formula) in formulas {
            all.push(self.totals(formula, subjects, period)?);
        }
        let mut places: Vec<Arc<str>> =
            all.iter().flat_map(|found| &found.places).map(|held| held.place.clone()).collect();
        places.sort_unstable();
        places.dedup();
        if !only.is_empty() {
            let mut chosen = Vec::new();
            for name in only {
                let known = places.iter().map(|place| self.given.places.name(place));
                let code = self.given.places.find(name).filter(|code| places.contains(code));
                chosen.push(code.ok_or_else(|| unknown("地区", name, known))?);
            }
            places.retain(|place| chosen.contains(place));
        }
        let of = |found: &'_ PlaceTotals, place: &Arc<str>| -> Option<Decimal> {
            found.places.iter().find(|held| held.place == *place)?.total
        };
        let heads = formulas.iter().map(|(_, formula)| titled(&formula.name, &formula.unit));
        let mut rows = vec![["地区".to_string()].into_iter().chain(heads).collect::<Vec<String>>()];
        for place in &places {
            let cells = formulas.iter().zip(&all).map(|((asked, _), found)| number(of(found, place), asked.decimals));
            rows.push([self.given.places.name(place).to_string()].into_iter().chain(cells).collect());
        }
        if only.is_empty() && places.len() > 1 {
            let sum = |found: &PlaceTotals| {
                let totals = found.places.iter().filter_map(|held| held.total);
                totals.reduce(|sum, total| sum + total)
            };
            let cells = formulas.iter().zip(&all).map(|((asked, _), found)| number(sum(found), asked.decimals));
            rows.push(["合计".to_string()].into_iter().chain(cells).collect());
        }
        let mut answer = Answer::default();
        answer.table(&rows, &[]);
        for ((_, formula), found) in formulas.iter().zip(&all) {
            for held in found.places.iter().filter(|held| places.contains(&held.place) && !held.missing.is_empty()) {
                let name = self.given.places.name(&held.place);
                let keys = keys_of(&held.missing, subjects);
                answer.say(format!("{name}有 {} 行没有{}，未计入：{keys}", held.missing.len(), formula.name));
            }
            if !found.nowhere.is_empty() && only.is_empty() {
                let keys = keys_of(&found.nowhere, subjects);
                answer.say(format!("{} 行没有填地区，{}不计入任何地区：{keys}", found.nowhere.len(), formula.name));
            }
        }
        Ok(answer)
    }

    fn totals(&self, formula: &Formula, subjects: &Subjects, period: Period) -> Told<PlaceTotals> {
        place_totals(formula, subjects, period, self.world()).ok_or_else(|| {
            let known = self.pack.formulas.iter().filter(|known| known.place_total != PlaceTotal::None);
            let known: Vec<&str> = known.map(|known| known.name.as_str()).collect();
            let known = if known.is_empty() { "本机制包没有".to_string() } else { known.join("、") };
            format!("核算项“{}”没有声明 place，不按地区合计；有声明的：{known}", formula.name)
        })
    }

    /// How the total of a place came about; nothing when the formula is not added up or has nothing there.
    pub(super) fn place_derivation(
        &self,
        formula: &Formula,
        subjects: &Subjects,
        period: Period,
        name: &str,
    ) -> Option<Derivation> {
        let code = self.given.places.find(name)?;
        let found = place_totals(formula, subjects, period, self.world())?;
        let held: &OfPlace = found.places.iter().find(|held| held.place == code)?;
        Some(explain_place_total(formula, held, self.given.places.name(&code), subjects, period, self.world()))
    }
}

/// So many rows are named; of more it is said how many there are.
const NAMED: usize = 5;

fn keys_of(rows: &[usize], subjects: &Subjects) -> String {
    let keys = rows.iter().take(NAMED).filter_map(|row| subjects.keys.get(*row)).map(ToString::to_string);
    let keys: Vec<String> = keys.collect();
    let more = if rows.len() > NAMED { " 等" } else { "" };
    format!("{}{more}", keys.join(" "))
}
