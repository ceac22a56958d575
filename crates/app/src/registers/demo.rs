//! 演示 rows of registers, made from the ranges in `demo/register_fields.csv`. Never touches the real dataset.

use engine::register::{DemoField, DemoRows, Row, credit_code, demo_rows};
use jiff::Timestamp;
use model::pack::{FieldType, PlaceLevel, Register};
use model::{Dataset, Period};
use store::{NewRow, Saving};

use super::save::new_row;
use crate::view::RegisterBookQuery;
use crate::{Actor, App, AppError, Result};

/// Another number makes other firms.
const SEED: u64 = 20_260_102;
const ROWS: usize = 300;
/// Where a plan demands a number of rows, so many are made that it is nearly met.
const ROWS_OF: [(&str, usize); 1] = [("tech_sme", 2600)];
/// So many rows are made to look like another one, so that 疑似重复 has something to show.
const TWINS: usize = 4;
const YEARS: [i16; 2] = [2024, 2025];

impl App {
    /// Loads 演示 rows once for each register that `ranges` names; what is there is left alone.
    pub(crate) async fn load_demo_registers(
        &self,
        actor: &Actor,
        ranges: &[DemoField],
        now: Timestamp,
        progress: impl Fn(&str),
    ) -> Result<()> {
        let mut registers: Vec<(&str, &str)> =
            ranges.iter().map(|range| (range.pack.as_str(), range.register.as_str())).collect();
        registers.dedup();
        for names in registers {
            if !self.store.register_periods(names.0, names.1, Dataset::Demo).await?.is_empty() {
                continue;
            }
            progress("生成演示名录（虚构数据，标明“演示”）");
            for year in YEARS {
                self.load_demo_book(actor, names, ranges, year, now).await?;
            }
        }
        Ok(())
    }

    /// All roles of the packs that have 演示 rows, so that one person can try every step. What rules keep apart stays
    /// apart.
    pub async fn grant_demo_roles(&self, actor: &Actor, user: &str, now: Timestamp) -> Result<()> {
        let mut packs: Vec<String> = crate::demo::register_fields()?.into_iter().map(|range| range.pack).collect();
        packs.dedup();
        for pack in packs {
            let checked = self.packs.newest(&pack)?.usable()?.clone();
            for role in &checked.roles {
                self.set_pack_role(actor, (&pack, role.code.as_str()), user, true, now).await?;
            }
        }
        Ok(())
    }

    async fn load_demo_book(
        &self,
        actor: &Actor,
        names: (&str, &str),
        ranges: &[DemoField],
        year: i16,
        now: Timestamp,
    ) -> Result<()> {
        let query = RegisterBookQuery { dataset: Some(Dataset::Demo), period: Some(year.to_string()) };
        let opened = self.opened(names.0, names.1, &query, now).await?;
        let of_level = opened.places.iter().filter(|place| place.level == PlaceLevel::County && place.code.len() == 6);
        let places: Vec<(String, String)> = of_level
            .filter(|place| !place.name.contains("开发区"))
            .map(|place| (place.code.clone(), place.name.trim_end_matches(['县', '市', '区']).to_string()))
            .collect();
        let fields: Vec<DemoField> =
            ranges.iter().filter(|range| (range.pack.as_str(), range.register.as_str()) == names).cloned().collect();
        let input = DemoRows {
            register: &opened.register,
            places: &places,
            fields: &fields,
            choices: &opened.pack.choices,
            count: rows_wanted(&opened.register, names.0, places.len()),
            seed: SEED,
        };
        let twins = if opened.register.duplicates.is_empty() { 0 } else { TWINS };
        let mut rows = demo_rows(&input, Some(Period::Year(year)));
        let twins: Vec<Row> =
            (0..twins).filter_map(|number| twin(&opened, rows.get(number * 37 + 5)?, number)).collect();
        rows.extend(twins);
        let states = &opened.register.life.states;
        let last = states.len().saturating_sub(1);
        let is_newest = Some(&year) == YEARS.last();
        let mut batch: Vec<NewRow> = Vec::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            let mut new = new_row(&opened, row, None)?;
            // A year that is over is confirmed; the present one is under way.
            let at = if is_newest && number % 10 < 3 { number % states.len().max(1) } else { last };
            new.first_state = states.get(at).map(|state| state.code.to_string());
            batch.push(new);
        }
        let note = format!("演示数据，种子 {SEED}，虚构 {} 行", batch.len());
        let audit = actor.audit("生成演示名录", opened.object(), Some(&note), now);
        let saving = Saving {
            book: &opened.book,
            pack_version: &opened.pack.version,
            rows: &batch,
            known_since: now,
            note: Some(&note),
        };
        self.store.save_rows(saving, &audit).await?.map_err(|clashes| AppError::Internal {
            message: format!("演示名录“{}”有 {} 行不能保存：{:?}", opened.title(), clashes.len(), clashes.first()),
        })?;
        Ok(())
    }
}

/// One row a county where the register is kept by county.
fn rows_wanted(register: &Register, pack: &str, counties: usize) -> usize {
    let of_key = register.fields.iter().filter(|field| register.key.contains(&field.code));
    match of_key.into_iter().all(|field| matches!(field.field_type, FieldType::Place { .. })) {
        true => counties,
        false => ROWS_OF.iter().find(|(known, _)| *known == pack).map_or(ROWS, |(_, rows)| *rows),
    }
}

/// The same row under another key and with another word in its name.
fn twin(opened: &super::book::Opened, row: &Row, number: usize) -> Option<Row> {
    let mut twin = row.clone();
    for (field, value) in opened.register.fields.iter().zip(&mut twin.values) {
        match (&field.field_type, value) {
            (FieldType::Text { .. }, Some(engine::formula::Value::Text(text))) => {
                // 演示寿光云杉… and 演示寿光市云杉….
                let at = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
                *text = format!("{}市{}", &text[..at], &text[at..]).into();
            }
            (FieldType::Enterprise, Some(engine::formula::Value::Text(text))) => {
                *text = credit_code(text.get(2..8)?, 90_000 + number)?.into();
            }
            _ => {}
        }
    }
    twin.key = engine::register::key_of(&opened.register, &twin.values).ok()??;
    Some(twin)
}
