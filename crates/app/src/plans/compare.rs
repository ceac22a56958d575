//! Two versions of a plan side by side: draft and checked, old and amended, or a file at hand. Tasks and targets are
//! matched by the engine; here the wording of the clauses is laid side by side and everything put into words.

use std::collections::BTreeSet;

use engine::compare::{ChangeKind, ItemChange, PlanComparison, compare};
use jiff::Timestamp;
use jiff::civil::Date;
use model::{Plan, Task, TextIndex};
use report::{Align, Sheet, SheetCell, SheetColumn, ledger_xlsx};
use rust_decimal::Decimal;

use super::numbers::Numbers;
use super::view::{ComparedItem, ComparisonView, VersionView, WordingKind, WordingPiece};
use super::words::{target_in_words, task_in_words};
use crate::{App, AppError, Download, Result, blocking, day_in_china};

/// Clauses longer than this are not compared word by word; they are shown as changed.
const WORDING_MAX: usize = 20_000;

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// Code of a plan, as it stands after review.
    Reviewed(String),
    /// Code of a plan, as the machine read it.
    Draft(String),
    File {
        name: String,
        bytes: Vec<u8>,
    },
}

impl Version {
    /// `code`, or `code@draft` for the reading before any decision.
    pub fn parse(words: &str) -> Version {
        match words.strip_suffix("@draft") {
            Some(code) => Version::Draft(code.to_string()),
            None => Version::Reviewed(words.to_string()),
        }
    }
}

/// A side once it is at hand.
struct Side {
    label: String,
    plan: Plan,
    text: Option<String>,
}

impl App {
    pub async fn comparison(&self, old: Version, new: Version) -> Result<ComparisonView> {
        if old == new {
            return Err(AppError::bad_input("两边选了同一个版本，没有可比的；请改选其中一边"));
        }
        let old = self.side(old).await?;
        let new = self.side(new).await?;
        blocking(move || Ok(side_by_side(&old, &new))).await
    }

    pub async fn comparison_xlsx(&self, old: Version, new: Version, now: Timestamp) -> Result<Download> {
        let view = self.comparison(old, new).await?;
        let bytes = ledger_xlsx(&[sheet(&view, day_in_china(now))])?;
        Ok(Download { file_name: "方案比较.xlsx".to_string(), bytes })
    }

    async fn side(&self, version: Version) -> Result<Side> {
        match version {
            Version::Reviewed(code) => {
                let plan = self.reviewed_plan(&code).await?;
                let text = self.store.plan_text(&code).await?.map(|held| held.text);
                Ok(Side { label: "校对后".to_string(), plan, text })
            }
            Version::Draft(code) => {
                let plan = self.store.plan(&code, Timestamp::MAX).await?.draft;
                let text = self.store.plan_text(&code).await?.map(|held| held.text);
                Ok(Side { label: "机器读取稿".to_string(), plan, text })
            }
            Version::File { name, bytes } => {
                let text = reader::decode(&bytes, Some(&name))?.text;
                let lexicon = self.lexicon.clone();
                let (plan, text) = blocking(move || Ok((reader::read_with(&text, &lexicon), text))).await?;
                if plan.tasks.is_empty() && plan.targets.is_empty() {
                    return Err(AppError::BadFile {
                        message: format!("文件“{name}”中没有读到任务或目标，可能不是方案正文；请确认文件内容后重试"),
                    });
                }
                Ok(Side { label: format!("文件“{name}”"), plan, text: Some(text) })
            }
        }
    }
}

/// What became different from the old to the new version.
pub fn compare_plans(old: &Plan, new: &Plan) -> PlanComparison {
    compare(old, new)
}

fn side_by_side(old: &Side, new: &Side) -> ComparisonView {
    let comparison = compare(&old.plan, &new.plan);
    let texts = [old, new].map(|side| side.text.as_deref().map(TextIndex::new));
    let wording = |old_task: Option<&Task>, new_task: Option<&Task>| -> Vec<WordingPiece> {
        let words = |task: Option<&Task>, text: &Option<TextIndex<'_>>| {
            Some(text.as_ref()?.get(task?.span)?.split_whitespace().collect::<Vec<_>>().concat())
        };
        match (words(old_task, &texts[0]), words(new_task, &texts[1])) {
            (Some(old), Some(new)) => pieces(&old, &new),
            (Some(_) | None, None) | (None, Some(_)) => Vec::new(),
        }
    };
    let mut tasks: Vec<ComparedItem> = comparison
        .tasks
        .into_iter()
        .map(|change| {
            let old_task = task_of(&old.plan, change.old_id.as_deref());
            let new_task = task_of(&new.plan, change.new_id.as_deref());
            ComparedItem {
                clause: clause(old, new, old_task, new_task),
                old: old_task.map(task_in_words),
                new: new_task.map(task_in_words),
                wording: wording(old_task, new_task),
                change,
            }
        })
        .collect();
    tasks.extend(only_reworded(old, new, &tasks, &wording));
    let place = |item: &ComparedItem| {
        let of = |plan: &Plan, id: Option<&str>| task_of(plan, id).map(|task| task.span.start);
        of(&new.plan, item.change.new_id.as_deref()).or_else(|| of(&old.plan, item.change.old_id.as_deref()))
    };
    tasks.sort_by_key(place);
    let targets = comparison.targets.into_iter().map(|change| {
        let find = |plan: &Plan, id: &Option<String>| {
            plan.targets.iter().find(|target| Some(&target.id) == id.as_ref()).cloned()
        };
        let (before, after) = (find(&old.plan, &change.old_id), find(&new.plan, &change.new_id));
        let clause = match (&after, &before) {
            (Some(target), _) => new.plan.clause_label(&target.task),
            (None, Some(target)) => old.plan.clause_label(&target.task),
            (None, None) => String::new(),
        };
        ComparedItem {
            clause,
            old: before.as_ref().map(target_in_words),
            new: after.as_ref().map(target_in_words),
            wording: Vec::new(),
            change,
        }
    });
    ComparisonView {
        targets: targets.collect(),
        old: version(old),
        new: version(new),
        metadata: comparison.metadata,
        tasks,
    }
}

/// What changed in the words of a task, given both sides.
type Wording<'a> = dyn Fn(Option<&Task>, Option<&Task>) -> Vec<WordingPiece> + 'a;

/// Tasks with the same number, title, duties and targets whose text is not the same.
fn only_reworded(old: &Side, new: &Side, listed: &[ComparedItem], wording: &Wording<'_>) -> Vec<ComparedItem> {
    let seen: BTreeSet<&String> = listed.iter().filter_map(|item| item.change.new_id.as_ref()).collect();
    let fresh = new.plan.tasks.iter().filter(|task| !seen.contains(&task.id));
    let reworded = fresh.filter_map(|task| {
        let number = new.plan.clause_label(&task.id);
        let same = |held: &&Task| held.title == task.title && old.plan.clause_label(&held.id) == number;
        let before = old.plan.tasks.iter().find(same)?;
        let wording = wording(Some(before), Some(task));
        if wording.iter().all(|piece| piece.kind == WordingKind::Same) {
            return None;
        }
        let change = ItemChange {
            kind: ChangeKind::Changed,
            old_id: Some(before.id.clone()),
            new_id: Some(task.id.clone()),
            name: task.title.clone(),
            fields: Vec::new(),
            sentence: format!("任务{number}“{}”：责任和目标未变，文字有改动。", task.title),
        };
        let (old, new) = (Some(task_in_words(before)), Some(task_in_words(task)));
        Some(ComparedItem { change, clause: number, old, new, wording })
    });
    reworded.collect()
}

fn task_of<'plan>(plan: &'plan Plan, id: Option<&str>) -> Option<&'plan Task> {
    plan.tasks.iter().find(|task| Some(task.id.as_str()) == id)
}

fn clause(old: &Side, new: &Side, old_task: Option<&Task>, new_task: Option<&Task>) -> String {
    match (new_task, old_task) {
        (Some(task), _) => new.plan.clause_label(&task.id),
        (None, Some(task)) => old.plan.clause_label(&task.id),
        (None, None) => String::new(),
    }
}

fn version(side: &Side) -> VersionView {
    VersionView {
        title: side.plan.metadata.title.clone(),
        label: side.label.clone(),
        tasks: side.plan.tasks.len(),
        targets: side.plan.targets.len(),
        has_text: side.text.is_some(),
    }
}

/// The words of both texts in one row; nothing when they are the same.
fn pieces(old: &str, new: &str) -> Vec<WordingPiece> {
    if old == new {
        return Vec::new();
    }
    let piece = |kind, text: &str| WordingPiece { kind, text: text.to_string() };
    if old.len().max(new.len()) > WORDING_MAX {
        return vec![piece(WordingKind::Removed, old), piece(WordingKind::Added, new)];
    }
    let mut numbers = Numbers::default();
    let (old, new) = (numbers.packed(old), numbers.packed(new));
    let chunks = dissimilar::diff(&old, &new);
    let row = chunks.into_iter().map(|chunk| match chunk {
        dissimilar::Chunk::Equal(text) => piece(WordingKind::Same, &numbers.unpacked(text)),
        dissimilar::Chunk::Delete(text) => piece(WordingKind::Removed, &numbers.unpacked(text)),
        dissimilar::Chunk::Insert(text) => piece(WordingKind::Added, &numbers.unpacked(text)),
    });
    row.collect()
}

fn kind_in_words(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "新增",
        ChangeKind::Removed => "删去",
        ChangeKind::Moved => "移动",
        ChangeKind::Changed => "修改",
        ChangeKind::Renumbered => "顺延编号",
    }
}

fn sheet(view: &ComparisonView, date: Date) -> Sheet {
    let columns =
        [("序号", 6), ("类别", 8), ("变化", 10), ("条款", 10), ("名称", 34), ("旧", 50), ("新", 50), ("说明", 60)];
    let words = |words: &Option<String>| words.clone().map_or(SheetCell::Missing, SheetCell::Text);
    let row = |class: &str, item: &ComparedItem| {
        let mut said = item.change.sentence.clone();
        let changed = item.wording.iter().filter(|piece| piece.kind != WordingKind::Same).map(|piece| {
            let mark = if piece.kind == WordingKind::Added { "增" } else { "删" };
            format!("{mark}“{}”", piece.text)
        });
        let changed: Vec<String> = changed.collect();
        if item.change.kind == ChangeKind::Changed && !changed.is_empty() {
            said.push_str(&format!("文字：{}", changed.join("，")));
        }
        vec![
            SheetCell::text(class),
            SheetCell::text(kind_in_words(item.change.kind)),
            SheetCell::text(&item.clause),
            SheetCell::text(&item.change.name),
            words(&item.old),
            words(&item.new),
            SheetCell::Text(said),
        ]
    };
    let metadata = view.metadata.iter().map(|change| {
        vec![
            SheetCell::text("基本信息"),
            SheetCell::text("修改"),
            SheetCell::text(""),
            SheetCell::text(""),
            words(&change.old),
            words(&change.new),
            SheetCell::text(&change.sentence),
        ]
    });
    let tasks = view.tasks.iter().map(|item| row("任务", item));
    let targets = view.targets.iter().map(|item| row("目标", item));
    let numbered = (1_i64..).zip(metadata.chain(tasks).chain(targets));
    Sheet {
        name: "方案比较".to_string(),
        title: format!("《{}》与《{}》比较", view.old.title, view.new.title),
        subtitle: Some(format!("旧：{}　新：{}", view.old.label, view.new.label)),
        columns: columns.into_iter().map(|(title, width)| SheetColumn::new(title, width, Align::Left)).collect(),
        frozen_columns: 2,
        paper: report::Paper::A4,
        rows: numbered
            .map(|(number, cells)| std::iter::once(SheetCell::number(Decimal::from(number))).chain(cells).collect())
            .collect(),
        notes: vec!["注：条款按编号、名称和内容对应；移动了位置的不算删去和新增。".to_string()],
        date,
        is_demo: false,
    }
}
