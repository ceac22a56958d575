//! A placement as an Excel workbook: projects with reasons, places, limits with prices, proof, parameters.

use jiff::Timestamp;
use jiff::civil::Date;
use report::{Align, Sheet, SheetCell, SheetColumn};

use crate::allocations::{Workbook, number};
use crate::view::{PlacementQuestion, PlacementView};
use crate::{Actor, App, AppError, Download, Result, day_in_china};

impl App {
    pub async fn placement_xlsx(
        &self,
        actor: &Actor,
        question: &PlacementQuestion,
        now: Timestamp,
    ) -> Result<Download> {
        let view = self.placement_view(actor, question, now).await?;
        if let Some(refused) = &view.found.refused {
            return Err(AppError::bad_input(format!("不能安排：{refused}")));
        }
        let book = workbook(&view, day_in_china(now));
        book.file(&[
            projects(&view, &book),
            places(&view, &book),
            limits(&view, &book),
            book.proof(&view.found.proof, "由落地的项目逐项核对，不依赖安排时的计算过程。"),
            book.parameters(&view.parameters),
        ])
    }
}

fn workbook(view: &PlacementView, date: Date) -> Workbook<'_> {
    Workbook {
        name: &view.placement.name,
        period: &view.period_in_words,
        dataset: view.dataset,
        version: &view.version,
        certainty: &view.certainty,
        unit: &view.unit,
        run: view.run.as_ref(),
        date,
    }
}

/// Of a figure, for 从哪来.
fn id(view: &PlacementView, kind: &str, about: &str) -> String {
    format!("{}{kind}/{about}", view.figures)
}

fn projects(view: &PlacementView, book: &Workbook<'_>) -> Sheet {
    let columns = vec![
        SheetColumn::new("项目", 30, Align::Left),
        SheetColumn::new("落地", 14, Align::Left),
        SheetColumn::new("价值", 14, Align::Right),
        SheetColumn::new("理由", 90, Align::Left),
    ];
    let mut made = book.sheet("安排表", columns);
    for project in &view.found.projects {
        made.rows.push(vec![
            SheetCell::text(project.project.clone()),
            SheetCell::text(project.place.clone().unwrap_or_else(|| "未安排".to_string())),
            project
                .value
                .as_deref()
                .map_or(SheetCell::Missing, |value| number(value, Some(id(view, "project", &project.project)))),
            SheetCell::printed(&project.reasons.join("；")),
        ]);
    }
    made.notes.push(format!(
        "申请 {} 个，落地 {} 个，总值 {} {unit}；任何安排都不超过 {} {unit}。",
        view.found.projects.len(),
        view.found.placed,
        view.found.value,
        view.found.bound,
        unit = view.unit
    ));
    if !view.note.is_empty() {
        made.notes.push(view.note.clone());
    }
    made
}

fn places(view: &PlacementView, book: &Workbook<'_>) -> Sheet {
    let columns = vec![
        SheetColumn::new("地方", 18, Align::Left),
        SheetColumn::new("代码", 12, Align::Left),
        SheetColumn::new("落地项目（个）", 16, Align::Right),
        SheetColumn::new("价值", 16, Align::Right),
    ];
    let mut made = book.sheet("分地方", columns);
    for place in &view.found.places {
        made.rows.push(vec![
            SheetCell::text(place.name.clone()),
            SheetCell::text(place.code.clone()),
            number(&place.placed.to_string(), Some(id(view, "place_count", &place.code))),
            number(&place.value, Some(id(view, "place_value", &place.code))),
        ]);
    }
    made
}

fn limits(view: &PlacementView, book: &Workbook<'_>) -> Sheet {
    let columns = vec![
        SheetColumn::new("指标", 24, Align::Left),
        SheetColumn::new("计量单位", 14, Align::Left),
        SheetColumn::new("已用", 14, Align::Right),
        SheetColumn::new("要求", 12, Align::Center),
        SheetColumn::new("限额", 14, Align::Right),
        SheetColumn::new("放宽会怎样", 60, Align::Left),
    ];
    let mut made = book.sheet("指标", columns);
    for limit in &view.found.limits {
        made.rows.push(vec![
            SheetCell::text(limit.name.clone()),
            SheetCell::text(limit.unit.clone()),
            number(&limit.taken, Some(id(view, "taken", &limit.name))),
            SheetCell::text(if limit.is_floor { "不少于" } else { "不超过" }),
            number(&limit.bound, Some(id(view, "limit", &limit.name))),
            SheetCell::printed(&limit.words),
        ]);
    }
    made.notes.push(
        "项目不多、能逐一试算时，写明放宽多少总值才会增加；项目太多时，按项目可以拆分估计多一单位值多少（影子价格），不是承诺，空白表示不增加总值。".to_string(),
    );
    made
}
