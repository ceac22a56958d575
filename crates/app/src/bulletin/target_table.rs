//! The table of all targets of a 通报, with the remarks that its values need.

use model::{Dataset, Scope};
use report::{Align, Block, Cell, Column, HeadingLevel, Run, Table};

use super::document::Writer;
use super::marks::Marks;
use crate::data::words::dataset_in_words;
use crate::sheet::{measured_by, rhythm, source_titles};
use crate::view::TargetRowView;

impl Writer<'_> {
    pub fn all_rows(&mut self) {
        self.heading(HeadingLevel::One, "二、目标完成情况");
        self.paragraph(vec![Run::text("各项目标完成情况见表2，判断依据和数据来源见附件。")]);
        let mut marks = Marks::default();
        let rows = std::mem::take(&mut self.rows);
        let cells = (1..).zip(&rows).map(|(number, row)| self.row_cells(number, row, &mut marks)).collect();
        self.rows = rows;
        self.blocks.push(Block::Table(Table {
            caption: Some("表2　目标完成情况".to_string()),
            columns: vec![
                // Millimetres of the 156 that the type area has; the narrow ones just hold their words.
                Column::new("序号", 10, Align::Center),
                Column::new("条款", 19, Align::Center),
                Column::new("指标", 34, Align::Left),
                Column::new("地区", 14, Align::Center),
                Column::new("目标", 21, Align::Left),
                Column::new("期限", 17, Align::Center),
                Column::new("最新数据\n（报告期）", 27, Align::Right),
                Column::new("状态", 14, Align::Center),
            ],
            rows: cells,
        }));
        self.note(format!(
            "注：“—”表示考核期内没有可用于判断的同口径{}，不等于零；数据为{}前已知。",
            dataset_in_words(self.frame.dataset),
            self.known_by()
        ));
        self.mark_notes(&marks);
        let measured = self.measured();
        if !measured.is_empty() {
            self.note(format!("指标按方案用语列出，其中：{}。", measured.join("；")));
        }
        let sources = self.sources();
        if !sources.is_empty() {
            self.note(format!("数据来源：{}。", sources.join("；")));
        }
    }

    pub fn mark_notes(&mut self, marks: &Marks) {
        if let Some(notes) = marks.notes() {
            self.note(notes);
        }
    }

    /// “粮食综合生产能力”以“粮食总产量”衡量, for each judged target that we measure under another name; the annex has all.
    fn measured(&self) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for row in self.rows.iter().filter(|row| row.outcome.actual.is_some()) {
            let Some(name) = measured_by(row) else { continue };
            let words = format!("{}以“{name}”衡量", quoted(&row.subject));
            if !told.contains(&words) {
                told.push(words);
            }
        }
        told
    }

    /// Titles of the sources of all judged figures, in the order of the rows.
    fn sources(&self) -> Vec<String> {
        let mut titles: Vec<String> = Vec::new();
        for title in self.rows.iter().flat_map(|row| source_titles(self.frame, row)) {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    fn row_cells(&mut self, number: usize, row: &TargetRowView, marks: &mut Marks) -> Vec<Cell> {
        vec![
            Cell::text(number.to_string()),
            Cell::text(row.clause.clone()),
            Cell::text(row.subject.clone()),
            Cell::text(row.place.clone()),
            Cell { runs: self.demand(row) },
            Cell::text(years(row)),
            Cell { runs: self.marked_actual(row, marks) },
            Cell { runs: vec![self.registry.run(&row.status_figure)] },
        ]
    }

    /// 年均不低于480亿元; the rhythm stands before the figure.
    pub fn demand(&mut self, row: &TargetRowView) -> Vec<Run> {
        let run = self.registry.run(&row.demand_figure);
        match rhythm(row) {
            "" => vec![run],
            rhythm => vec![Run::text(rhythm), run],
        }
    }

    /// 1028.7亿元（2023年）, or 「—」.
    pub fn actual(&mut self, row: &TargetRowView) -> Vec<Run> {
        let mut runs = self.with_unit(&row.actual);
        if let Some(period) = &row.actual_period {
            runs.push(Run::text(format!("（{period}）")));
        }
        runs
    }

    /// With the marks of what a reader must know: 517亿元（2024年）①②.
    pub fn marked_actual(&mut self, row: &TargetRowView, marks: &mut Marks) -> Vec<Run> {
        let mut runs = self.actual(row);
        let sources = source_titles(self.frame, row);
        let signs: String = remarks(row).iter().map(|remark| marks.mark(remark, &sources)).collect();
        if !signs.is_empty() {
            runs.push(Run::text(signs));
        }
        runs
    }
}

/// 2024—2025年, where the demand beside it says 每年 already.
fn years(row: &TargetRowView) -> String {
    let years = row.due.strip_prefix(rhythm(row)).and_then(|rest| rest.strip_prefix('（')?.strip_suffix('）'));
    years.unwrap_or(&row.due).to_string()
}

/// Scope and caveats of the value that was judged.
fn remarks(row: &TargetRowView) -> Vec<String> {
    let Some(actual) = &row.outcome.actual else { return Vec::new() };
    let scope = match actual.scope {
        Scope::Managed | Scope::Administrative => Some(format!("{}口径", actual.scope.in_words())),
        Scope::Unstated if !row.outcome.notes.iter().any(|note| note.contains("口径")) => {
            Some("来源未注明统计口径".to_string())
        }
        Scope::City | Scope::Unstated => None,
    };
    // A document of demonstration data says so on every page.
    let own = row.outcome.notes.iter().filter(|note| actual.dataset != Dataset::Demo || !note.starts_with("演示"));
    scope.into_iter().chain(own.cloned()).collect()
}

/// In quotation marks, single ones inside.
fn quoted(words: &str) -> String {
    format!("“{}”", words.replace('“', "‘").replace('”', "’"))
}
