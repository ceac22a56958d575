//! An invented bulletin (示例) with everything a document can hold; no figure in it is about a real place.

use jiff::civil::date;
use report::{
    Align, Attachment, Bar, BarChart, BarGroup, Block, Cell, ChoroplethMap, Column, Document, Figure, FigureSource,
    HeadingLevel, Imprint, ImprintPlace, MapClass, MapPlace, Paper, RedHead, Reference, Run, Sheet, SheetCell,
    SheetColumn, Table,
};
use rust_decimal::Decimal;

const PLACES: [&str; 12] =
    ["甲城区", "乙城区", "丙区", "丁区", "戊市", "己市", "庚市", "辛市", "壬市", "癸市", "子县", "丑县"];
const AGENCIES: [&str; 4] = ["示例发改委", "示例工信局", "示例农业农村局", "示例商务局"];

/// 222 items, the published example of the first rounding convention.
pub fn bulletin(is_demo: bool) -> Document {
    let mut figures = Vec::new();
    let mut figure = |text: &str, path: &str| {
        let id = format!("S{:03}", figures.len() + 1);
        let source = format!("shili_2026~2026-09-30~2026-10-09T00:00:00Z~real~time_share~{path}");
        figures.push(FigureSource { id: id.clone(), source });
        Run::figure(text, id)
    };
    let overall = paragraph(vec![
        Run::text("截至9月底，方案确定的"),
        figure("222", "count/all"),
        Run::text("项目标中，已完成"),
        figure("24", "count/done"),
        Run::text("项，占"),
        figure("10.8%", "share/done"),
        Run::text("；超进度"),
        figure("17", "count/ahead"),
        Run::text("项，占"),
        figure("7.7%", "share/ahead"),
        Run::text("；达进度"),
        figure("162", "count/on_time"),
        Run::text("项，占"),
        figure("72.9%", "share/on_time"),
        Run::text("；欠进度"),
        figure("10", "count/behind"),
        Run::text("项，占"),
        figure("4.5%", "share/behind"),
        Run::text("；其他"),
        figure("9", "count/other"),
        Run::text("项，占"),
        figure("4.1%", "share/other"),
        Run::text("。全年时间已过四分之三，多数目标符合序时要求。"),
    ]);
    let rows = (1..=61)
        .map(|number| {
            let share = figure(&format!("{}", 40 + number), &format!("row/T{number:02}/share"));
            let state = if number % 7 == 0 { "欠进度" } else { "达进度" };
            vec![
                Cell::text(number.to_string()),
                Cell::text(format!("示例目标{number}：规模以上企业营业收入达到{number}00亿元以上")),
                Cell::text(PLACES[number % 12]),
                Cell::text(AGENCIES[number % 4]),
                Cell { runs: vec![share] },
                Cell::text(if number % 11 == 0 { "—" } else { state }),
            ]
        })
        .collect();
    let blocks = vec![
        paragraph(vec![Run::text(
            "为推动《示例市县域经济高质量发展实施方案（2024—2026年）》落实，市发改委会同有关部门对前三季度推进情况\
             进行了调度。现将有关情况通报如下。",
        )]),
        heading(HeadingLevel::One, "一、总体情况"),
        overall,
        Block::Figure(Figure::bar_chart(&chart(), "图1　各县（市、区）目标完成率")),
        heading(HeadingLevel::One, "二、主要特点"),
        heading(HeadingLevel::Two, "（一）县域经济总量稳步扩大"),
        paragraph(vec![Run::text(
            "十二个县（市、区）地区生产总值合计保持增长，其中戊市、己市总量居前。联系人镕喆堃同志负责数据核对；\
             文中出现的符号 #、$、*、_、[、]、<、> 与 \\ 只是符号，不具有其他含义。",
        )]),
        Block::Figure(Figure::map(&map(), "图2　各县（市、区）地区生产总值分布")),
        note("注：本图边界为示例，不代表任何实际行政区划。"),
        heading(HeadingLevel::Two, "（二）重点任务有序推进"),
        heading(HeadingLevel::Three, "1. 产业集群建设。"),
        paragraph(vec![Run::text("列入年度计划的示例集群均已明确牵头单位和配合单位，按月调度。")]),
        heading(HeadingLevel::Four, "（1）技术改造。"),
        paragraph(vec![Run::text("完成情况见表1，具体项目台账随文附送。")]),
        Block::Table(Table {
            caption: Some("表1　目标完成情况".into()),
            columns: vec![
                Column::new("序号", 6, Align::Center),
                Column::new("目标", 30, Align::Left),
                Column::new("县（市、区）", 12, Align::Center),
                Column::new("牵头单位", 16, Align::Left),
                Column::new("完成率（%）", 11, Align::Right),
                Column::new("状态", 9, Align::Center),
            ],
            rows,
        }),
        note("注：各项占比合计为100%，尾差计入最大项。数据来源：示例数据。"),
        heading(HeadingLevel::One, "三、下步要求"),
        paragraph(vec![Run::text(
            "各级各有关部门要对照目标逐项梳理，对欠进度事项列明原因、明确措施和完成时限，于10月底前报市发改委。",
        )]),
    ];
    Document {
        header: Some(RedHead {
            issuer_mark: "示例市人民政府办公室文件".into(),
            number: Some("示政办字〔2026〕1号".into()),
        }),
        title: "示例市人民政府办公室\n关于前三季度县域经济发展目标完成情况的通报".into(),
        addressee: Some("各县（市、区）人民政府，市政府各部门、各直属机构".into()),
        blocks,
        signatory: "示例市人民政府办公室".into(),
        date: date(2026, 10, 9),
        attachments: vec![
            Attachment { title: "目标完成情况台账（电子表格）".into(), blocks: vec![] },
            Attachment {
                title: "口径说明".into(),
                blocks: vec![
                    heading(HeadingLevel::One, "一、状态判定"),
                    paragraph(vec![Run::text("完成率不低于序时进度的为达进度，低于序时进度的为欠进度。")]),
                ],
            },
        ],
        imprint: Some(Imprint {
            copies_to: Some(
                "市委办公室，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院，示例军分区".into(),
            ),
            issued_by: "示例市人民政府办公室".into(),
            issued_on: date(2026, 10, 9),
            place: ImprintPlace::default(),
        }),
        figures,
        is_demo,
    }
}

pub fn ledger(is_demo: bool) -> Vec<Sheet> {
    let rows = (1..=61)
        .map(|number: i64| {
            vec![
                SheetCell::number(Decimal::from(number)),
                SheetCell::text(format!("示例目标{number}")),
                SheetCell::number(Decimal::new(number * 1000 + 5, 1)),
                if number % 11 == 0 { SheetCell::Missing } else { SheetCell::number(Decimal::new(400 + number, 1)) },
                SheetCell::Date(date(2026, 12, 31)),
                SheetCell::text(if number % 11 == 0 { "无数据" } else { "达进度" }),
            ]
        })
        .collect();
    vec![Sheet {
        name: "目标台账".into(),
        title: "示例市县域经济目标台账".into(),
        subtitle: Some("截至2026年9月30日　单位：亿元".into()),
        columns: vec![
            SheetColumn::new("序号", 6, Align::Center),
            SheetColumn::new("任务", 40, Align::Left),
            SheetColumn::new("年度目标", 14, Align::Right),
            SheetColumn::new("完成率（%）", 14, Align::Right),
            SheetColumn::new("完成时限", 14, Align::Center),
            SheetColumn::new("是否达序时", 14, Align::Center),
        ],
        frozen_columns: 2,
        paper: Paper::A4,
        rows,
        notes: vec!["注：示例数据。".into()],
        date: date(2026, 10, 9),
        is_demo,
    }]
}

fn chart() -> BarChart {
    let groups = PLACES
        .iter()
        .enumerate()
        .map(|(index, place)| {
            let value = (index != 7).then(|| Decimal::new(980 - 37 * index as i64, 1));
            let text = value.map_or("—".to_string(), |value| value.to_string());
            BarGroup { label: place.to_string(), bars: vec![Bar { value, text }] }
        })
        .collect();
    BarChart {
        title: "各县（市、区）目标完成率".into(),
        unit: "%".into(),
        series: vec!["完成率".into()],
        groups,
        reference: Some(Reference { value: Decimal::from(75), text: "序时进度75%".into() }),
    }
}

/// Twelve slanted fields in four columns.
fn map() -> ChoroplethMap {
    let places = PLACES
        .iter()
        .enumerate()
        .map(|(index, place)| {
            let (column, row) = ((index % 4) as f64, (index / 4) as f64);
            let corner = |x: f64, y: f64| [118.0 + x * 0.5 + y * 0.12, 37.4 - y * 0.55 + x * 0.04];
            let ring = vec![
                corner(column, row),
                corner(column + 0.5, row - 0.08),
                corner(column + 1.0, row),
                corner(column + 1.0, row + 1.0),
                corner(column + 0.5, row + 0.92),
                corner(column, row + 1.0),
            ];
            let value = (index != 10).then(|| Decimal::new(2800 + 790 * index as i64, 1));
            let text = value.map_or("—".to_string(), |value| value.to_string());
            MapPlace { name: place.to_string(), rings: vec![ring], value, text }
        })
        .collect();
    let class = |from: Option<i64>, label: &str| MapClass { from: from.map(Decimal::from), label: label.into() };
    ChoroplethMap {
        title: "地区生产总值".into(),
        unit: "亿元".into(),
        places,
        classes: vec![
            class(None, "不足300"),
            class(Some(300), "300—500"),
            class(Some(500), "500—800"),
            class(Some(800), "800—1000"),
            class(Some(1000), "1000以上"),
        ],
        approval: None,
        note: Some("边界和数值均为示例".into()),
    }
}

fn heading(level: HeadingLevel, text: &str) -> Block {
    Block::Heading { level, runs: vec![Run::text(text)] }
}

fn paragraph(runs: Vec<Run>) -> Block {
    Block::Paragraph { runs }
}

fn note(text: &str) -> Block {
    Block::Note { runs: vec![Run::text(text)] }
}
