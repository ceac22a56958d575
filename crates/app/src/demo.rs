//! The demo: published figures with their sources, the confirmed models of `plans/`, a marked 演示 dataset and a
//! made-up plan to be checked. Loads what is missing and touches nothing that is there.

use std::sync::OnceLock;

use engine::analysis::Borders;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{Dataset, DecisionAction, LifeCycleStage, Plan, Source};
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::{Entry, EntryKind};

use crate::content::{Folder, is_content};
use crate::registers::ImportMode;
use crate::view::RegisterBookQuery;
use crate::{Actor, App, AppError, ModelOrigin, Result};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../demo"]
struct DemoFiles;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../plans"]
struct PlanFiles;

/// Any number will do; another one makes other demo data.
const SEED: u64 = 20_260_101;
const SAMPLE_FILE: &str = "sample_plan.txt";
pub(crate) const SAMPLE_CODE: &str = "sample_2026";
/// What the province published, as files of the register that keeps it, one a year.
const LISTS: (&str, &str, &str) = ("county_incentive", "evaluation_list", "evaluation_list_");

#[derive(Deserialize)]
struct PlanCard {
    code: String,
    name: String,
    stage: LifeCycleStage,
    source_note: String,
    /// Who checked the model item by item, when and against what; nothing when nobody has.
    confirmed: Option<Confirmed>,
}

#[derive(Deserialize)]
struct Confirmed {
    by: String,
    on: Date,
    basis: String,
}

/// Who borders whom by the shipped boundaries. They were read once and are the same for ever.
pub(crate) fn borders() -> Borders {
    static BORDERS: OnceLock<Borders> = OnceLock::new();
    let read = || {
        let name = DemoFiles::iter().find(|name| name.ends_with("adjacency.json"))?;
        crate::analyses::borders_of(&text::<DemoFiles>(&name).ok()?).ok()
    };
    BORDERS.get_or_init(|| read().unwrap_or_default()).clone()
}

impl App {
    /// Loads the demo once; a second call changes nothing.
    pub async fn load_demo(&self, actor: &Actor, now: Timestamp, progress: impl Fn(&str)) -> Result<()> {
        progress("载入公布数据、指标、地区和边界");
        let mut files = Folder::new();
        for name in DemoFiles::iter().filter(|name| is_content(name)) {
            files.insert(name.to_string(), text::<DemoFiles>(&name)?);
        }
        self.load_folder(actor, &files, now).await?;
        self.load_people(actor, now).await?;

        let known: Vec<String> = self.plans().await?.into_iter().map(|plan| plan.code).collect();
        for name in PlanFiles::iter().filter(|name| name.ends_with("/plan.toml")) {
            let card: PlanCard = toml::from_str(&text::<PlanFiles>(&name)?)
                .map_err(|error| AppError::Internal { message: format!("内置的 {name} 有误：{error}") })?;
            let json = text::<PlanFiles>(&name.replace("plan.toml", "plan.json"))?;
            if !known.contains(&card.code) {
                progress(&format!("载入方案：{}", card.name));
                let note = format!("演示载入的确认稿，未经分解签发程序。{}", card.source_note);
                let origin = ModelOrigin { code: card.code.clone(), stage: card.stage, note, is_sample: false };
                self.load_model(actor, &json, origin, now).await?;
            }
            if let Some(confirmed) = &card.confirmed {
                self.adopt_confirmation(actor, &card.code, confirmed, now).await?;
            }
            self.load_demo_data(actor, &json, now, &progress).await?;
        }
        if !known.iter().any(|code| code == SAMPLE_CODE) {
            progress("载入示例方案（虚构），供校对演示");
            let sample = text::<DemoFiles>(SAMPLE_FILE)?;
            self.import_plan(actor, SAMPLE_FILE, sample.as_bytes(), Some(SAMPLE_CODE), true, now).await?;
        }
        self.load_published_lists(actor, now).await?;
        self.load_demo_registers(actor, now, &progress).await?;
        progress("演示已就绪");
        Ok(())
    }

    /// Published lists of real counties, through the import that people use; a year that has rows is left alone.
    async fn load_published_lists(&self, actor: &Actor, now: Timestamp) -> Result<()> {
        let (pack, register, start) = LISTS;
        let held = self.store.register_periods(pack, register, Dataset::Real).await?;
        let year = |name: &str| Some(name.strip_prefix(start)?.strip_suffix(".csv")?.to_string());
        for (name, year) in DemoFiles::iter().filter_map(|name| Some((name.to_string(), year(&name)?))) {
            if held.iter().any(|(period, _)| *period == year) {
                continue;
            }
            let bytes = text::<DemoFiles>(&name)?.into_bytes();
            let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: Some(year) };
            let mode = ImportMode::Import { basis: i64::MAX };
            let report = self.import_rows(actor, (pack, register), &book, (&name, bytes), mode, now).await?;
            if let Some(error) = report.errors.first() {
                let message = format!("内置的 {name} 第 {} 行：{}", error.line, error.message);
                return Err(AppError::Internal { message });
            }
        }
        Ok(())
    }

    /// Records the confirmation that a model came with: one decision an item, each of which can be taken back. Where
    /// somebody has decided anything already, nothing is added.
    async fn adopt_confirmation(&self, actor: &Actor, plan: &str, confirmed: &Confirmed, now: Timestamp) -> Result<()> {
        let stored = self.store.plan(plan, now).await?;
        if !stored.decisions.is_empty() {
            return Ok(());
        }
        let items = model::review(&stored.draft, &[])?.items;
        let confirm = |item: model::ReviewedItem| DecisionAction::Confirm { kind: item.kind, id: item.id };
        let actions: Vec<DecisionAction> = items.into_iter().map(confirm).collect();
        let note = format!("随软件提供的已确认模型：{}，{}；{}", confirmed.by, confirmed.on, confirmed.basis);
        let title = format!("确认随附模型的 {} 条读取结果", actions.len());
        let audit = actor.audit(&title, plan, Some(&note), now);
        let check =
            |draft: &Plan, _: Option<&str>, decisions: &[model::Decision]| model::review(draft, decisions).map(|_| ());
        self.store.add_decisions(plan, &actions, Some(&note), &audit, check).await??;
        Ok(())
    }

    /// 演示 observations for the rows of a plan, once.
    async fn load_demo_data(&self, actor: &Actor, json: &str, now: Timestamp, progress: impl Fn(&str)) -> Result<()> {
        if self.store.has_observations(Dataset::Demo).await? {
            return Ok(());
        }
        progress("生成演示数据（非真实，可一键隐藏）");
        let plan: Plan = serde_json::from_str(json)?;
        let held = self.store.dictionaries(now).await?;
        let series = county_series()?;
        let input = engine::demo::DemoInput {
            plan: &plan,
            indicators: &held.indicators,
            places: &held.places,
            county_series: &series,
            seed: SEED,
        };
        let observations = engine::demo::observations(&input);
        let source = Source {
            id: engine::demo::SOURCE.to_string(),
            title: "演示数据（由程序按固定种子生成，非真实）".to_string(),
            publisher: "本系统".to_string(),
            kind: "演示".to_string(),
            url: None,
        };
        let entry = Entry {
            kind: EntryKind::Source,
            code: source.id.clone(),
            position: held.sources.len() as i64,
            body: serde_json::to_string(&source)?,
        };
        let note = format!("种子 {SEED}，{} 条", observations.len());
        let audit = actor.audit("生成演示数据", "data", Some(&note), now);
        self.store.load(&[entry], &observations, &audit).await?;
        Ok(())
    }
}

/// Name and text of the files of the shipped plans whose name ends so.
pub(crate) fn plan_files(suffix: &str) -> Result<Vec<(String, String)>> {
    let names = PlanFiles::iter().filter(|name| name.ends_with(suffix));
    names.map(|name| Ok((name.to_string(), text::<PlanFiles>(&name)?))).collect()
}

fn county_series() -> Result<Vec<engine::demo::CountySeries>> {
    table("demo_series.csv")
}

/// How the fields of 演示 rows are made.
pub(crate) fn register_fields() -> Result<Vec<engine::register::DemoField>> {
    table("register_fields.csv")
}

/// How the fields of 演示 detail rows are made.
pub(crate) fn register_details() -> Result<Vec<engine::register::DemoDetail>> {
    table("register_details.csv")
}

/// A table of the demo that is built in.
pub(crate) fn table<Line: DeserializeOwned>(name: &str) -> Result<Vec<Line>> {
    let text = text::<DemoFiles>(name)?;
    let lines: std::result::Result<Vec<_>, csv::Error> =
        csv::Reader::from_reader(text.as_bytes()).deserialize().collect();
    lines.map_err(|error| AppError::Internal { message: format!("内置的 {name} 有误：{error}") })
}

fn text<Files: RustEmbed>(name: &str) -> Result<String> {
    let wrong = |reason: &str| AppError::Internal { message: format!("内置文件 {name} {reason}") };
    let file = Files::get(name).ok_or_else(|| wrong("缺失"))?;
    String::from_utf8(file.data.into_owned()).map_err(|_| wrong("不是 UTF-8 文字"))
}
