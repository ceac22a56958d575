//! The part of a 通报 about the counties: the map and the table beside it.

use model::Period;
use report::{Align, Block, Cell, Column, Figure, HeadingLevel, Run, Table};

use super::document::Writer;
use super::marks::Marks;
use super::picture;
use crate::Result;
use crate::frame::MISSING;
use crate::status::map::map_view;
use crate::view::{MapView, TargetRowView};

impl Writer<'_> {
    pub fn counties(&mut self) -> Result<()> {
        let frame = self.frame;
        let counties: Vec<String> = frame.counties().map(|place| place.name.clone()).collect();
        self.heading(HeadingLevel::One, "三、分县（市、区）情况");
        if counties.is_empty() {
            self.paragraph(vec![Run::text("方案没有分县（市、区）的目标和数据。")]);
            return Ok(());
        }
        let view = match &self.cut.map {
            Some((indicator, period)) => {
                Some(map_view(frame, Some(indicator.as_str()), Some(period.as_str()), &self.cut.boundaries)?)
            }
            None => None,
        };
        let period = view.as_ref().and_then(|view| view.period.parse::<Period>().ok()).map(|period| period.in_words());
        let period = period.unwrap_or_default();
        match view.as_ref().filter(|_| !self.cut.boundaries.is_empty()) {
            Some(view) => {
                self.paragraph(vec![Run::text(format!(
                    "各县（市、区）目标完成情况见表3，{period}{}分布见图2。",
                    view.indicator.name
                ))]);
                let map = picture::map(view, &period, &self.cut.boundaries)?;
                let caption = format!("图2　{period}{}分布", view.indicator.name);
                self.blocks.push(Block::Figure(Figure::map(&map, caption)));
                self.note(format!("注：{}。", map_notes(view).join("；")));
            }
            None => self.paragraph(vec![Run::text("各县（市、区）目标完成情况见表3。")]),
        }
        self.county_table(&counties, view.as_ref(), &period);
        Ok(())
    }

    fn county_table(&mut self, counties: &[String], view: Option<&MapView>, period: &str) {
        let mut columns = vec![
            // Millimetres, as in the table of all targets.
            Column::new("县市区", 16, Align::Center),
            Column::new("指标", 43, Align::Left),
            Column::new("目标", 32, Align::Left),
            Column::new("最新数据\n（报告期）", 27, Align::Right),
            Column::new("状态", 15, Align::Center),
        ];
        if let Some(view) = view {
            columns.push(Column::new(
                format!("{period}{}（{}）", view.indicator.name, view.indicator.unit),
                23,
                Align::Right,
            ));
        }
        let mut cells = Vec::new();
        let mut marks = Marks::default();
        let rows = std::mem::take(&mut self.rows);
        for county in counties {
            let own: Vec<&TargetRowView> = rows.iter().filter(|row| row.place == *county).collect();
            let shown = view.and_then(|view| view.rows.iter().find(|row| row.place.name == *county));
            let mut line = |writer: &mut Self, middle: [Cell; 4]| {
                let mut line = vec![Cell::text(county.clone())];
                line.extend(middle);
                if view.is_some() {
                    let run = shown.map_or_else(|| Run::text(MISSING), |row| writer.registry.run(&row.value));
                    line.push(Cell { runs: vec![run] });
                }
                cells.push(line);
            };
            if own.is_empty() {
                line(self, [(); 4].map(|()| Cell::text(MISSING)));
            }
            for row in own {
                let actual = Cell { runs: self.marked_actual(row, &mut marks) };
                let status = Cell { runs: vec![self.registry.run(&row.status_figure)] };
                let demand = Cell { runs: self.demand(row) };
                let middle = [Cell::text(row.subject.clone()), demand, actual, status];
                line(self, middle);
            }
        }
        self.rows = rows;
        let caption = Some("表3　分县（市、区）目标完成情况".to_string());
        self.blocks.push(Block::Table(Table { caption, columns, rows: cells }));
        self.mark_notes(&marks);
    }
}

/// Those of the map page; how many counties have no data is seen in the table and told without a number.
fn map_notes(view: &MapView) -> Vec<String> {
    let is_count = |note: &&String| note.ends_with("不参加排位");
    let own = view.notes.iter().filter(|note| !is_count(note)).map(|note| note.trim_end_matches('。').to_string());
    let missing = view.rows.iter().any(|row| row.value.id.is_none());
    own.chain(missing.then(|| "没有公布数据的县（市、区）在图上以斜线、在表中以“—”表示".to_string())).collect()
}
