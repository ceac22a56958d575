//! 演示 rows of registers, made as the tables `demo/registers.csv`, `demo/register_fields.csv` and
//! `demo/register_details.csv` say. Never touches the real dataset.

use engine::register::{DemoDetail, DemoDetails, DemoField, DemoRows, Row, credit_code, demo_details, demo_rows};
use jiff::Timestamp;
use model::pack::{FieldType, PlaceLevel};
use model::{Dataset, Period};
use serde::Deserialize;
use store::{NewRow, Saving};

use super::book::Opened;
use super::save::new_row;
use crate::view::RegisterBookQuery;
use crate::{Actor, App, AppError, Result};

/// Another number makes other firms.
const SEED: u64 = 20_260_102;
/// So many rows are made to look like another one, so that 疑似重复 has something to show.
const TWINS: usize = 4;

/// A register that gets 演示 rows (`demo/registers.csv`).
#[derive(Debug, Clone, Deserialize)]
struct DemoBook {
    pack: String,
    register: String,
    rows: usize,
    first_year: i16,
    last_year: i16,
    /// Division codes separated by a bar; all counties where it is empty.
    places: String,
}

impl App {
    /// Loads 演示 rows once for each register that is listed, then those under them; what is there is left alone.
    pub(crate) async fn load_demo_registers(
        &self,
        actor: &Actor,
        now: Timestamp,
        progress: impl Fn(&str),
    ) -> Result<()> {
        let books: Vec<DemoBook> = crate::demo::table("registers.csv")?;
        let (fields, details) = (crate::demo::register_fields()?, crate::demo::register_details()?);
        for book in books {
            let of_pack = |detail: &&DemoDetail| detail.pack == book.pack;
            let mut below: Vec<&str> = details.iter().filter(of_pack).map(|detail| detail.register.as_str()).collect();
            below.dedup();
            let held = async |register: &str| -> Result<bool> {
                Ok(!self.store.register_periods(&book.pack, register, Dataset::Demo).await?.is_empty())
            };
            let is_there = held(&book.register).await?;
            let mut wanted = Vec::new();
            for register in below {
                if !held(register).await? {
                    wanted.push(register);
                }
            }
            if is_there && wanted.is_empty() {
                continue;
            }
            for year in book.first_year..=book.last_year {
                let above = self.opened_demo((&book.pack, &book.register), year, now).await?;
                if year == book.first_year {
                    progress(&format!("生成演示名录“{}”（虚构，标明“演示”）", above.register.name));
                }
                let rows = made(&above, &book, &fields, year);
                if !is_there {
                    self.save_demo(actor, &above, &rows, year == book.last_year, now).await?;
                }
                for register in &wanted {
                    let opened = self.opened_demo((&book.pack, register), year, now).await?;
                    let rules: Vec<DemoDetail> = details
                        .iter()
                        .filter(|rule| rule.pack == book.pack && rule.register == *register)
                        .cloned()
                        .collect();
                    let input = DemoDetails {
                        register: &opened.register,
                        above: &above.register,
                        parents: &rows,
                        rules: &rules,
                        directory: opened.directory(),
                        seed: SEED,
                    };
                    let rows = demo_details(&input, opened.book.period);
                    self.save_demo(actor, &opened, &rows, false, now).await?;
                }
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

    async fn opened_demo(&self, names: (&str, &str), year: i16, now: Timestamp) -> Result<Opened> {
        let query = RegisterBookQuery { dataset: Some(Dataset::Demo), period: Some(year.to_string()) };
        self.opened(names.0, names.1, &query, now).await
    }

    async fn save_demo(
        &self,
        actor: &Actor,
        opened: &Opened,
        rows: &[Row],
        is_newest: bool,
        now: Timestamp,
    ) -> Result<()> {
        let states = &opened.register.life.states;
        let last = states.len().saturating_sub(1);
        let mut batch: Vec<NewRow> = Vec::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            let mut new = new_row(opened, row, None)?;
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
            files: &[],
            known_since: now,
            note: Some(&note),
        };
        self.store.save_rows(saving, &audit).await?.map_err(|clashes| AppError::Internal {
            message: format!("演示名录“{}”有 {} 行不能保存：{:?}", opened.title(), clashes.len(), clashes.first()),
        })?;
        Ok(())
    }
}

/// The rows of one year, some of them made to look alike.
fn made(opened: &Opened, book: &DemoBook, ranges: &[DemoField], year: i16) -> Vec<Row> {
    let of_level = opened.places.iter().filter(|place| place.level == PlaceLevel::County && place.code.len() == 6);
    let places: Vec<(String, String)> = of_level
        .filter(|place| !place.name.contains("开发区"))
        .filter(|place| book.places.is_empty() || book.places.split('|').any(|code| code == place.code))
        .map(|place| (place.code.clone(), place.name.trim_end_matches(['县', '市', '区']).to_string()))
        .collect();
    let is_own = |range: &&DemoField| range.pack == book.pack && range.register == book.register;
    let fields: Vec<DemoField> = ranges.iter().filter(is_own).cloned().collect();
    let input = DemoRows {
        register: &opened.register,
        places: &places,
        fields: &fields,
        choices: &opened.pack.choices,
        count: book.rows,
        seed: SEED,
    };
    let twins = if opened.register.duplicates.is_empty() { 0 } else { TWINS };
    let mut rows = demo_rows(&input, Some(Period::Year(year)));
    let twins: Vec<Row> = (0..twins).filter_map(|number| twin(opened, rows.get(number * 37 + 5)?, number)).collect();
    rows.extend(twins);
    rows
}

/// The same row under another key and with another word in its name.
fn twin(opened: &Opened, row: &Row, number: usize) -> Option<Row> {
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
