//! An allocation as an Excel workbook: amounts with reasons, proof, outside, parameters.

use jiff::Timestamp;
use jiff::civil::Date;
use report::{Align, Sheet, SheetCell, SheetColumn};

use super::workbook::{Workbook, number};
use crate::view::{AllocationQuestion, AllocationView};
use crate::{Actor, App, AppError, Download, Result, day_in_china};

impl App {
    pub async fn allocation_xlsx(
        &self,
        actor: &Actor,
        question: &AllocationQuestion,
        now: Timestamp,
    ) -> Result<Download> {
        let view = self.allocation_view(actor, question, now).await?;
        if let Some(refused) = &view.refused {
            return Err(AppError::bad_input(format!("不能分配：{refused}")));
        }
        let book = workbook(&view, day_in_china(now));
        let mut sheets =
            vec![grants(&view, &book), book.proof(&view.proof, "由分到的数逐项核对，不依赖分配时的计算过程。")];
        if !view.outside.is_empty() {
            sheets.push(outside(&view, &book));
        }
        sheets.push(book.parameters(&view.parameters));
        book.file(&sheets)
    }
}

fn workbook(view: &AllocationView, date: Date) -> Workbook<'_> {
    Workbook {
        name: &view.allocation.name,
        period: &view.period_in_words,
        dataset: view.dataset,
        version: &view.version,
        certainty: &view.certainty,
        unit: &view.unit,
        run: view.run.as_ref(),
        date,
    }
}

fn grants(view: &AllocationView, book: &Workbook<'_>) -> Sheet {
    let mut columns = vec![
        SheetColumn::new("名称", 18, Align::Left),
        SheetColumn::new("代码", 12, Align::Left),
        SheetColumn::new("分到", 14, Align::Right),
    ];
    for factor in &view.factors {
        columns.push(SheetColumn::new(format!("{}（{}）", factor.name, factor.unit), 18, Align::Right));
    }
    columns.push(SheetColumn::new("份额（%）", 12, Align::Right));
    columns.push(SheetColumn::new("单按份额应得", 16, Align::Right));
    let bounds = [("基数", "base", view.has_base), ("下限", "floor", view.has_floor), ("上限", "cap", view.has_cap)];
    let bounds: Vec<(&str, &str)> =
        bounds.into_iter().filter(|(.., has)| *has).map(|(title, kind, _)| (title, kind)).collect();
    columns.extend(bounds.iter().map(|(title, _)| SheetColumn::new(*title, 14, Align::Right)));
    columns.push(SheetColumn::new("由什么决定", 12, Align::Center));
    columns.push(SheetColumn::new("理由", 60, Align::Left));
    let mut made = book.sheet("分配表", columns);
    let id = |path: String| format!("{}{path}", view.figures);
    for grant in &view.grants {
        let key = &grant.key;
        let mut cells = vec![
            SheetCell::text(grant.name.clone()),
            SheetCell::text(key.clone()),
            number(&grant.amount, Some(id(format!("amount/-/{key}")))),
        ];
        for (factor, value) in view.factors.iter().zip(&grant.values) {
            cells.push(number(value, Some(id(format!("value/{}/{key}", factor.code)))));
        }
        cells.push(number(&grant.share, Some(id(format!("share/-/{key}")))));
        cells.push(number(&grant.by_share, Some(id(format!("by_share/-/{key}")))));
        for (_, kind) in &bounds {
            let text = match *kind {
                "base" => Some(&grant.base),
                "floor" => grant.floor.as_ref(),
                _ => grant.cap.as_ref(),
            };
            cells.push(text.map_or(SheetCell::Missing, |text| number(text, Some(id(format!("{kind}/-/{key}"))))));
        }
        cells.push(SheetCell::text(grant.binding.clone()));
        cells.push(SheetCell::printed(&grant.reasons.join("；")));
        made.rows.push(cells);
    }
    made.notes.push(format!("总额 {} {}（{}）", view.budget.amount, view.unit, view.budget.source));
    let surplus = view.surplus.as_ref().map(|surplus| format!("，留存 {surplus} {}", view.unit));
    made.notes.push(format!("分出合计 {} {}{}", view.given, view.unit, surplus.unwrap_or_default()));
    if !view.note.is_empty() {
        made.notes.push(view.note.clone());
    }
    made
}

fn outside(view: &AllocationView, book: &Workbook<'_>) -> Sheet {
    let columns = vec![SheetColumn::new("名称", 30, Align::Left), SheetColumn::new("代码", 22, Align::Left)];
    let mut made = book.sheet("不在分配范围", columns);
    for one in &view.outside {
        made.rows.push(vec![SheetCell::text(one.name.clone()), SheetCell::text(one.code.clone())]);
    }
    made
}
