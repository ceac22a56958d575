//! A checked plan to take away: 任务分解表 with targets and the record of the check, everything as JSON, and the
//! exchange formats. What a person decided always stands beside what the machine read.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::{ClauseNumbers, DecisionAction, Item, ItemKind, ReviewedItem};
use report::{Align, Sheet, SheetCell, SheetColumn, ledger_xlsx};
use rust_decimal::Decimal;
use store::StoredPlan;

use super::exchange::ExchangeFormat;
use super::review::decision_views;
use super::view::{DecisionView, PlanFile};
use super::words::{item_in_words, target_in_words};
use crate::view::AsOf;
use crate::{App, Download, Result, day_in_china, sheet};

/// Name and version of the JSON file.
const PLAN_FILE: &str = "junxian-plan-v1";

/// Files that a checked plan comes as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanExport {
    /// 任务分解表, 目标, 校对记录.
    Xlsx,
    /// Reading, decisions and result.
    Json,
    /// OASIS LegalDocML: the text with its structure.
    AkomaNtoso,
    /// ISO 17469: goals, objectives, indicators.
    StratMl,
}

impl App {
    pub async fn export(&self, plan: &str, export: PlanExport, now: Timestamp) -> Result<Download> {
        match export {
            PlanExport::Xlsx => self.workbook(plan, now).await,
            PlanExport::Json => self.plan_file(plan).await,
            PlanExport::AkomaNtoso => self.exchange(plan, ExchangeFormat::AkomaNtoso).await,
            PlanExport::StratMl => self.exchange(plan, ExchangeFormat::StratMl).await,
        }
    }

    async fn workbook(&self, plan: &str, now: Timestamp) -> Result<Download> {
        let frame = self.frame(plan, &AsOf::default(), now).await?;
        let stored = self.store.plan(plan, now).await?;
        let reviewed = model::review(&stored.draft, &stored.decisions)?;
        let numbers = ClauseNumbers::of(&reviewed.plan);
        let views = decision_views(&stored, &self.people().await?, &numbers)?;
        let head = |name: &str, columns: &[(&str, u16)], rows: Vec<Vec<SheetCell>>, note: &str| Sheet {
            name: name.to_string(),
            title: format!("《{}》{name}", frame.summary.metadata.title),
            subtitle: frame.summary.metadata.document_number.clone(),
            columns: columns.iter().map(|(title, width)| SheetColumn::new(*title, *width, Align::Left)).collect(),
            frozen_columns: 2,
            paper: report::Paper::A4,
            rows,
            notes: vec![note.to_string()],
            date: frame.as_of,
            is_demo: false,
        };
        let targets = head(
            "目标",
            &[
                ("编号", 10),
                ("条款", 10),
                ("指标、要求、地区、期限", 60),
                ("原文", 24),
                ("校对", 12),
                ("机器读取（与左不同时）", 60),
                ("来自", 14),
            ],
            reviewed
                .items
                .iter()
                .filter(|item| item.kind == ItemKind::Target)
                .map(|item| target_row(item, &numbers))
                .collect(),
            "注：删去、拆分、合并的条目仍列出，便于对照；“机器读取”为程序从正文读出的原样。",
        );
        let record = head(
            "校对记录",
            &[
                ("序号", 6),
                ("时间", 18),
                ("人员", 12),
                ("事项", 26),
                ("此前", 50),
                ("人工决定", 50),
                ("说明", 30),
                ("效力", 10),
            ],
            record(&stored, &views),
            "注：决定不删除；撤销也是一条记录。“此前”最初为机器读取结果。",
        );
        let bytes = ledger_xlsx(&[sheet::tasks(&frame, frame.as_of), targets, record])?;
        Ok(Download { file_name: "任务分解表.xlsx".to_string(), bytes })
    }

    async fn plan_file(&self, plan: &str) -> Result<Download> {
        let stored = self.store.plan(plan, Timestamp::MAX).await?;
        let reviewed = model::review(&stored.draft, &stored.decisions)?;
        let decisions = decision_views(&stored, &self.people().await?, &ClauseNumbers::of(&reviewed.plan))?;
        let file = PlanFile {
            format: PLAN_FILE.to_string(),
            code: stored.code,
            plan: reviewed.plan,
            draft: stored.draft,
            items: reviewed.items,
            decisions,
        };
        let mut bytes = serde_json::to_vec_pretty(&file)?;
        bytes.push(b'\n');
        Ok(Download { file_name: format!("{plan}.json"), bytes })
    }
}

fn target_row(item: &ReviewedItem, numbers: &ClauseNumbers<'_>) -> Vec<SheetCell> {
    let shown = item.current.as_ref().or(item.draft.as_ref());
    let target = match shown {
        Some(Item::Target(target)) => Some(target),
        Some(Item::Metadata(_) | Item::Task(_) | Item::SoftTarget(_)) | None => None,
    };
    let words = |words: Option<String>| words.map_or(SheetCell::Missing, SheetCell::Text);
    let read = item.draft.as_ref().filter(|draft| item.current.as_ref() != Some(draft)).map(item_in_words);
    vec![
        SheetCell::text(&item.id),
        words(target.map(|target| numbers.label(&target.task))),
        words(target.map(target_in_words)),
        words(target.map(|target| target.text.clone())),
        SheetCell::text(item.state.in_words()),
        SheetCell::Text(read.unwrap_or_default()),
        SheetCell::text(item.origin.join("、")),
    ]
}

/// Every decision with what stood before it.
fn record(stored: &StoredPlan, views: &[DecisionView]) -> Vec<Vec<SheetCell>> {
    let draft = &stored.draft;
    let as_read = std::iter::once(Item::Metadata(draft.metadata.clone()))
        .chain(draft.tasks.iter().cloned().map(Item::Task))
        .chain(draft.targets.iter().cloned().map(Item::Target))
        .chain(draft.soft_targets.iter().cloned().map(Item::SoftTarget));
    let mut standing: BTreeMap<(ItemKind, String), String> =
        as_read.map(|item| ((item.kind(), item.id().to_string()), item_in_words(&item))).collect();
    let mut rows = Vec::new();
    for view in views {
        let decision = &view.decision;
        let (keys, sent): (Vec<(ItemKind, String)>, Vec<&Item>) = match &decision.action {
            DecisionAction::Confirm { kind, id }
            | DecisionAction::Defer { kind, id }
            | DecisionAction::Reject { kind, id } => (vec![(*kind, id.clone())], Vec::new()),
            DecisionAction::Correct { item } => (vec![(item.kind(), item.id().to_string())], vec![item]),
            DecisionAction::Add { item } => (Vec::new(), vec![item]),
            DecisionAction::Split { kind, id, items } => (vec![(*kind, id.clone())], items.iter().collect()),
            DecisionAction::Merge { kind, ids, item } => {
                (ids.iter().map(|id| (*kind, id.clone())).collect(), vec![item])
            }
            DecisionAction::Undo { .. } => (Vec::new(), Vec::new()),
        };
        let before: Vec<String> = keys.iter().filter_map(|key| standing.get(key).cloned()).collect();
        let after: Vec<String> = sent.iter().map(|item| item_in_words(item)).collect();
        if view.holds {
            let new = sent.iter().map(|item| ((item.kind(), item.id().to_string()), item_in_words(item)));
            standing.extend(new);
        }
        rows.push(vec![
            SheetCell::number(Decimal::from(decision.seq)),
            SheetCell::Text(moment(decision.at)),
            SheetCell::text(&view.by),
            SheetCell::text(&view.what),
            SheetCell::Text(before.join("\n")),
            SheetCell::Text(after.join("\n")),
            SheetCell::Text(decision.note.clone().unwrap_or_default()),
            SheetCell::text(if view.holds { "有效" } else { "已撤销" }),
        ]);
    }
    rows
}

/// 2026-11-25 10:03, in China.
fn moment(at: Timestamp) -> String {
    let day: Date = day_in_china(at);
    let time = jiff::tz::Offset::constant(8).to_datetime(at).time();
    format!("{day} {:02}:{:02}", time.hour(), time.minute())
}
