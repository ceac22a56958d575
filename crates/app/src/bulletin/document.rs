//! Writes the words of a 通报 around the figures of its cut. Pure: the same cut gives the same document.

use engine::rounding::{NOTE, Rounding};
use model::{Dataset, FindingKind, Period, PeriodKind};
use report::{Align, Attachment, Block, Cell, Column, Document, Figure, HeadingLevel, RedHead, Run, Table};

use super::cut::Cut;
use super::picture;
use super::registry::Registry;
use crate::Result;
use crate::data::list::source;
use crate::data::words::dataset_in_words;
use crate::explain::{OPEN_KINDS, kind_code};
use crate::frame::{Frame, MISSING};
use crate::sheet::{date_in_words, subject};
use crate::status::counted;
use crate::status::map::map_view;
use crate::status::overview::behind;
use crate::status::rows::rows;
use crate::status::tally::{counts, coverage, note_is_due, total};
use crate::view::{BulletinFigure, MapView, RoundingChoice, StatusCount, TargetRowView};

/// The document and its figures.
pub(super) fn build(cut: &Cut) -> Result<(Document, Vec<BulletinFigure>)> {
    let frame = Frame::thaw(cut.frame.clone());
    let rounding = match cut.rounding {
        RoundingChoice::Residual => Rounding::LargestTakesResidue,
        RoundingChoice::Plain => Rounding::Plain,
    };
    let mut writer =
        Writer { cut, frame: &frame, rounding, rows: rows(&frame), registry: Registry::default(), blocks: Vec::new() };
    writer.opening();
    writer.overall();
    writer.all_rows();
    writer.counties()?;
    writer.attention();
    let (registry, blocks) = (writer.registry, writer.blocks);
    // No real body signs what is made of demonstration data.
    let signatory = match cut.dataset {
        Dataset::Demo => Some("（演示，不作签发）".to_string()),
        Dataset::Real => cut.issuer.clone().or_else(|| frame.summary.metadata.issuer.clone()),
    };
    let document = Document {
        header: head(cut, frame.summary.metadata.issuer.as_deref()),
        // Where a person would break it.
        title: cut.title.replace("》（截至", "》\n（截至"),
        addressee: frame.summary.metadata.addressees.clone(),
        blocks,
        signatory: signatory.unwrap_or_else(|| "（发文机关）".to_string()),
        date: cut.date,
        attachments: vec![Attachment {
            title: "目标完成情况台账（电子表格）".to_string(), blocks: Vec::new()
        }],
        imprint: None,
        figures: registry.sources(),
        is_demo: cut.dataset == Dataset::Demo,
    };
    Ok((document, registry.into_figures()))
}

/// A red head needs a number or a named issuer; who signs the plan issues what only has a number.
fn head(cut: &Cut, issuer_of_plan: Option<&str>) -> Option<RedHead> {
    let wanted = cut.dataset == Dataset::Real && (cut.issuer.is_some() || cut.number.is_some());
    let issuer = cut.issuer.as_deref().or(issuer_of_plan).filter(|_| wanted)?;
    let number = cut.number.clone().unwrap_or_else(|| "〔　　〕　　号".to_string());
    Some(RedHead { issuer_mark: format!("{issuer}文件"), number: Some(number) })
}

/// The demand with its rhythm, so that a yearly flow is not read as a total: 年均不低于480亿元.
fn demand(row: &TargetRowView) -> String {
    let rhythm = match row.target.period.kind {
        PeriodKind::EachYear => "每年",
        PeriodKind::AnnualAverage => "年均",
        PeriodKind::Cumulative => "累计",
        PeriodKind::ByYear | PeriodKind::InYear | PeriodKind::DocumentPeriod | PeriodKind::None => "",
    };
    format!("{rhythm}{}", row.demand)
}

struct Writer<'cut> {
    cut: &'cut Cut,
    frame: &'cut Frame,
    rounding: Rounding,
    rows: Vec<TargetRowView>,
    registry: Registry,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn heading(&mut self, level: HeadingLevel, text: &str) {
        self.blocks.push(Block::Heading { level, runs: vec![Run::text(text)] });
    }

    fn paragraph(&mut self, runs: Vec<Run>) {
        self.blocks.push(Block::Paragraph { runs });
    }

    fn note(&mut self, text: String) {
        self.blocks.push(Block::Note { runs: vec![Run::text(text)] });
    }

    fn opening(&mut self) {
        let frame = self.frame;
        let number = frame.summary.metadata.document_number.as_ref().map(|number| format!("（{number}）"));
        let mut text = format!(
            "为全面掌握《{}》{}目标完成情况，对方案确定的目标逐项进行了核算。现将截至{}的完成情况通报如下。",
            frame.summary.metadata.title,
            number.unwrap_or_default(),
            date_in_words(frame.as_of)
        );
        if frame.dataset == Dataset::Demo {
            text.push_str("本通报使用演示数据生成，仅用于展示功能，不反映实际情况。");
        }
        self.paragraph(vec![Run::text(text)]);
        let cover = coverage(frame);
        let mut runs = vec![Run::text(format!(
            "本通报依据{}，采用“{}”规则判断：{}。各项目标中，有同口径数据可供判断的占",
            dataset_in_words(frame.dataset),
            frame.preset.name,
            frame.preset.description
        ))];
        runs.extend(self.with_unit(&cover));
        runs.push(Run::text("；没有数据的不作估计，以“—”表示。"));
        self.paragraph(runs);
    }

    fn overall(&mut self) {
        self.heading(HeadingLevel::One, "一、总体情况");
        let frame = self.frame;
        let counts = counts(frame, self.rounding);
        let mut runs = vec![Run::text("方案目标按地区分列共")];
        runs.push(self.registry.run(&total(frame)));
        runs.push(Run::text("项，其中"));
        for (index, count) in counts.iter().enumerate() {
            runs.push(Run::text(count.label.clone()));
            runs.push(self.registry.run(&count.count));
            runs.push(Run::text("项，占"));
            runs.extend(self.with_unit(&count.share));
            runs.push(Run::text(if index + 1 == counts.len() { "。" } else { "；" }));
        }
        self.paragraph(runs);
        let chart = picture::status_chart(&counts);
        self.blocks.push(Block::Figure(Figure::bar_chart(&chart, "图1　目标完成情况（项）")));
        self.counts_table(&counts);
        let due = note_is_due(frame, self.rounding);
        let addition = if due { format!("；{NOTE}") } else { String::new() };
        self.note(format!("注：占比取一位小数，修约方式为{}{addition}。", self.rounding.in_words()));
    }

    fn counts_table(&mut self, counts: &[StatusCount]) {
        let rows = counts
            .iter()
            .map(|count| {
                vec![
                    Cell::text(count.label.clone()),
                    Cell { runs: vec![self.registry.run(&count.count)] },
                    Cell { runs: vec![self.registry.run(&count.share)] },
                ]
            })
            .collect();
        self.blocks.push(Block::Table(Table {
            caption: Some("表1　目标完成情况汇总".to_string()),
            columns: vec![
                Column::new("状态", 12, Align::Center),
                Column::new("项数", 8, Align::Right),
                Column::new("占比（%）", 8, Align::Right),
            ],
            rows,
        }));
    }

    fn all_rows(&mut self) {
        self.heading(HeadingLevel::One, "二、目标完成情况");
        self.paragraph(vec![Run::text("各项目标完成情况见表2，判断依据和数据来源见附件。")]);
        let rows = std::mem::take(&mut self.rows);
        let cells = (1..).zip(&rows).map(|(number, row)| self.row_cells(number, row)).collect();
        self.rows = rows;
        self.blocks.push(Block::Table(Table {
            caption: Some("表2　目标完成情况".to_string()),
            columns: vec![
                Column::new("序号", 6, Align::Center),
                Column::new("条款", 11, Align::Center),
                Column::new("指标", 30, Align::Left),
                Column::new("地区", 11, Align::Center),
                Column::new("目标", 18, Align::Left),
                Column::new("最新数据（报告期）", 20, Align::Right),
                Column::new("状态", 11, Align::Center),
            ],
            rows: cells,
        }));
        self.note(format!(
            "注：“—”表示考核期内没有可用于判断的同口径{}，不等于零；数据为{}前已知。",
            dataset_in_words(self.frame.dataset),
            self.known_by()
        ));
        let sources = self.sources();
        if !sources.is_empty() {
            self.note(format!("数据来源：{}。", sources.join("；")));
        }
    }

    /// Titles of the sources of all judged figures, in the order of the rows.
    fn sources(&self) -> Vec<String> {
        let mut titles: Vec<String> = Vec::new();
        let judged = self.rows.iter().filter_map(|row| row.outcome.actual.as_ref());
        for id in judged.flat_map(|actual| actual.source.split('、')) {
            let title = source(&self.frame.dictionaries, id).title;
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    fn row_cells(&mut self, number: usize, row: &TargetRowView) -> Vec<Cell> {
        vec![
            Cell::text(number.to_string()),
            Cell::text(row.clause.clone()),
            Cell::text(subject(row)),
            Cell::text(row.place.clone()),
            Cell::text(demand(row)),
            Cell { runs: self.actual(row) },
            Cell { runs: vec![self.registry.run(&row.status_figure)] },
        ]
    }

    /// 1028.7亿元（2023年）, or 「—」.
    fn actual(&mut self, row: &TargetRowView) -> Vec<Run> {
        let mut runs = self.with_unit(&row.actual);
        if let Some(period) = &row.actual_period {
            runs.push(Run::text(format!("（{period}）")));
        }
        runs
    }

    fn with_unit(&mut self, figure: &crate::view::Figure) -> Vec<Run> {
        let mut runs = vec![self.registry.run(figure)];
        runs.extend(figure.unit.as_ref().map(|unit| Run::text(unit.clone())));
        runs
    }

    fn known_by(&self) -> String {
        date_in_words(crate::day_in_china(self.frame.known_by))
    }

    fn counties(&mut self) -> Result<()> {
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
                self.note(format!("注：{}。", view.notes.join("；").trim_end_matches('。')));
            }
            None => self.paragraph(vec![Run::text("各县（市、区）目标完成情况见表3。")]),
        }
        self.county_table(&counties, view.as_ref(), &period);
        Ok(())
    }

    fn county_table(&mut self, counties: &[String], view: Option<&MapView>, period: &str) {
        let mut columns = vec![
            Column::new("县（市、区）", 13, Align::Center),
            Column::new("指标", 22, Align::Left),
            Column::new("目标", 18, Align::Left),
            Column::new("最新数据（报告期）", 20, Align::Right),
            Column::new("状态", 11, Align::Center),
        ];
        if let Some(view) = view {
            columns.push(Column::new(
                format!("{period}{}（{}）", view.indicator.name, view.indicator.unit),
                20,
                Align::Right,
            ));
        }
        let mut cells = Vec::new();
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
                let actual = Cell { runs: self.actual(row) };
                let status = Cell { runs: vec![self.registry.run(&row.status_figure)] };
                let middle = [Cell::text(subject(row)), Cell::text(demand(row)), actual, status];
                line(self, middle);
            }
        }
        self.rows = rows;
        let caption = Some("表3　分县（市、区）目标完成情况".to_string());
        self.blocks.push(Block::Table(Table { caption, columns, rows: cells }));
    }

    fn attention(&mut self) {
        self.heading(HeadingLevel::One, "四、需关注事项");
        self.heading(HeadingLevel::Two, "（一）欠进度目标");
        let behind = behind(self.rows.clone(), usize::MAX);
        if behind.is_empty() {
            self.paragraph(vec![Run::text("截至目前，有数据的目标中没有欠进度的。")]);
        }
        for (number, row) in (1..).zip(&behind) {
            let mut runs =
                vec![Run::text(format!("{number}. {}{}：目标{}，实际", row.place, subject(row), demand(row)))];
            runs.extend(self.actual(row));
            if row.achieved_share.id.is_some() {
                runs.push(Run::text("，完成目标的"));
                runs.extend(self.with_unit(&row.achieved_share));
            }
            let lead: Vec<&str> = row.lead.iter().map(|agency| agency.name.as_str()).collect();
            let lead = if lead.is_empty() { String::new() } else { format!("；牵头单位：{}", lead.join("、")) };
            runs.push(Run::text(format!("{lead}。")));
            self.paragraph(runs);
        }
        self.heading(HeadingLevel::Two, "（二）待明确事项");
        let mut runs = Vec::new();
        for kind in OPEN_KINDS {
            if counted::open_count(self.frame, kind) == 0 {
                continue;
            }
            runs.push(Run::text(if runs.is_empty() { "方案中" } else { "；" }));
            runs.push(Run::text(format!("{}的有", kind_in_words(kind))));
            let path = format!("open_points/{}", kind_code(kind));
            runs.extend(self.with_unit(&counted::figure(self.frame, &path)));
        }
        match runs.is_empty() {
            true => self.paragraph(vec![Run::text("没有待明确的事项。")]),
            false => {
                runs.push(Run::text("。请编制单位会同有关单位予以明确。"));
                self.paragraph(runs);
            }
        }
        self.heading(HeadingLevel::Two, "（三）数据缺口");
        self.paragraph(vec![Run::text(
            "没有公布数据、只有考核期以前的数据、或者已公布数据口径与目标不同的，均列为没有数据，不作估计、不作推算，\
             原因逐项列于附件。请责任单位按职责提供有依据、有出处的数据。",
        )]);
    }
}

fn kind_in_words(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Sum => "分项与合计不衔接",
        FindingKind::YearlyFlow => "年度量与累计量需区分",
        FindingKind::SameIndicator => "同一指标在不同条款中重复",
        FindingKind::OpenGroup => "责任单位未具体到单位",
        FindingKind::ManyLeads => "有多个牵头单位而未明确主牵头",
        FindingKind::Tolerance => "“左右”“近”未设定容差",
        FindingKind::NoIndicator => "目标未指定衡量指标",
        FindingKind::NoDuty => "任务没有责任单位",
        FindingKind::Text => "文字疑有差错",
    }
}
