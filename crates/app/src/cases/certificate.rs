//! The certificate of a trade (交易鉴证书, 成交确认书) as an official document: from the record of the case alone, so that
//! the same record gives the same files.

use engine::exchange::{Case, Phase, Review};
use jiff::civil::Date;
use model::Dataset;
use model::pack::{Exchange, Pack};
use report::{Align, Attachment, Block, Cell, Column, Document, Run, Table, docx, pdf};
use rust_decimal::Decimal;

use super::words::{event_in_words, method_in_words, plain, side_in_words};
use crate::sheet::date_in_words;
use crate::{App, AppError, Download, Result, blocking, time_in_words};

/// Files of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateFile {
    Docx,
    Pdf,
}

impl App {
    /// The certificate of a settled case.
    pub async fn case_certificate(&self, number: &str, file: CertificateFile) -> Result<Download> {
        let (pack, exchange) = self.rules_of_case(number).await?;
        let (case, dataset) =
            self.look_at_case(number, |held| Ok((held.case.clone(), held.stored.case.dataset))).await?;
        let document = document(&case, &pack, &exchange, dataset)?;
        let title = format!("{}（{number}）", kind(&case));
        // Word brings its own fonts; only the PDF is laid out here.
        match file {
            CertificateFile::Docx => {
                blocking(move || Ok(Download { file_name: format!("{title}.docx"), bytes: docx(&document)? })).await
            }
            CertificateFile::Pdf => {
                let fonts = self.fonts().await?;
                let bytes = move || pdf(&document, &fonts);
                blocking(move || Ok(Download { file_name: format!("{title}.pdf"), bytes: bytes()? })).await
            }
        }
    }
}

fn kind(case: &Case) -> &'static str {
    if case.state().cleared.is_some() { "集合竞价成交确认书" } else { "交易鉴证书" }
}

fn document(case: &Case, pack: &Pack, exchange: &Exchange, dataset: Dataset) -> Result<Document> {
    let state = case.state();
    let (Phase::Settled, Some(settled_on)) = (state.phase, state.settled_on) else {
        return Err(AppError::Conflict {
            message: format!("项目处于“{}”，结算完成后才出具{}", state.phase.in_words(), kind(case)),
        });
    };
    let mut writer = Writer { case, exchange, blocks: Vec::new() };
    writer.text(format!("下列项目按“{}”（{}）公开交易，已经成交并完成结算，现予确认。", exchange.name, exchange.basis));
    writer.facts(settled_on);
    writer.fills();
    // Words end it, so that the signature is never alone on its page.
    writer.text(if state.cleared.is_some() { "特此确认。" } else { "特此鉴证。" }.to_string());
    // With the record that it is about: the page with the result stays one page with its signature.
    let proof = format!(
        "注：本件由交易记录生成，记录共 {} 条，摘要（SHA-256）为 {}。同一记录生成的文件逐字节相同，可据以核验。",
        case.log().len(),
        case.record_digest()
    );
    let role = pack.roles.iter().find(|role| role.code == exchange.role);
    let signatory = match dataset {
        Dataset::Demo => "（演示，不作签发）".to_string(),
        Dataset::Real => format!("【待填：{}】", role.map_or("交易机构", |role| role.name.as_str())),
    };
    let blocks = writer.blocks;
    Ok(Document {
        header: None,
        title: kind(case).to_string(),
        addressee: None,
        blocks,
        signatory,
        date: settled_on,
        attachments: vec![Attachment {
            title: "交易过程记录".to_string(),
            blocks: vec![Block::Table(record(case)), Block::Note { runs: vec![Run::text(proof)] }],
        }],
        imprint: None,
        figures: Vec::new(),
        is_demo: dataset == Dataset::Demo,
    })
}

struct Writer<'a> {
    case: &'a Case,
    exchange: &'a Exchange,
    blocks: Vec<Block>,
}

impl Writer<'_> {
    fn text(&mut self, text: String) {
        self.blocks.push(Block::Paragraph { runs: vec![Run::text(text)] });
    }

    fn facts(&mut self, settled_on: Date) {
        let (case, state) = (self.case, self.case.state());
        let unit = self.exchange.unit.to_string();
        let mut rows: Vec<(&str, String)> = vec![
            ("项目编号", case.listing.case.clone()),
            ("项目名称", case.listing.title.clone()),
            ("标的", case.listing.row.clone()),
            ("转出方", case.listing.seller.clone()),
            ("交易方式", method_in_words(&self.exchange.method).to_string()),
        ];
        if let Some(winner) = &state.winner {
            rows.push(("受让方", winner.bidder.clone()));
            rows.push(("成交依据", winner.ground.in_words().to_string()));
            rows.push(("底价", format!("{} {unit}", plain(case.listing.floor))));
            rows.push(("数量", plain(case.listing.quantity)));
            rows.push(("成交单价", format!("{} {unit}", plain(winner.price))));
            rows.extend(case.total(winner.price).map(|total| ("成交总价", format!("{} 元", plain(total)))));
        }
        if let Some((cleared, (price, reason))) =
            state.cleared.as_ref().and_then(|cleared| Some((cleared, cleared.price?)))
        {
            rows.push(("成交价", format!("{} {unit}", plain(price))));
            rows.push(("定价依据", reason.in_words().to_string()));
            rows.push(("成交量", format!("{} 手，每手 {}", cleared.volume, plain(case.listing.quantity))));
        }
        if !state.turns.is_empty() {
            rows.push(("优先权顺序", state.turns.join("、")));
        }
        let accepted = state.bidders.iter().filter(|bidder| bidder.review == Review::Accepted).count();
        let last = |round: u8| if round == 1 { "一次" } else { "两次" };
        rows.push(("公告", format!("{}公告，合格竞买人 {accepted} 名", last(state.round))));
        rows.extend(state.published_on.zip(state.deadlines.objections_until).map(|(from, until)| {
            (
                "成交公示",
                format!("{}至{}，异议 {} 件", date_in_words(from), date_in_words(until), state.objections.len()),
            )
        }));
        rows.push(("结算日期", date_in_words(settled_on)));
        let cells = rows.into_iter().map(|(name, value)| vec![Cell::text(name), Cell::text(value)]);
        self.blocks.push(Block::Table(Table {
            caption: None,
            columns: vec![Column::new("事项", 1, Align::Center), Column::new("内容", 3, Align::Left)],
            rows: cells.collect(),
        }));
    }

    /// Of a call auction: who bought and sold how much.
    fn fills(&mut self) {
        let (case, Some(cleared)) = (self.case, &self.case.state().cleared) else { return };
        let Some((price, _)) = cleared.price else { return };
        let row = |fill: &engine::exchange::Fill| {
            let units = Decimal::from(fill.filled).checked_mul(case.listing.quantity).unwrap_or_default();
            let money = units.checked_mul(price).unwrap_or_default().round_dp(2);
            vec![
                Cell::text(fill.order.bidder.clone()),
                Cell::text(side_in_words(fill.order.side)),
                Cell::text(plain(fill.order.price)),
                Cell::text(fill.order.quantity.to_string()),
                Cell::text(fill.filled.to_string()),
                Cell::text(plain(money)),
                Cell::text(fill.reason.in_words()),
            ]
        };
        self.blocks.push(Block::Table(Table {
            caption: Some("表1 申报与成交".to_string()),
            columns: vec![
                Column::new("当事人", 4, Align::Left),
                Column::new("方向", 2, Align::Center),
                Column::new("报价", 2, Align::Right),
                Column::new("申报（手）", 2, Align::Right),
                Column::new("成交（手）", 2, Align::Right),
                Column::new("金额（元）", 3, Align::Right),
                Column::new("说明", 5, Align::Left),
            ],
            rows: cleared.fills.iter().map(row).collect(),
        }));
    }
}

/// Every event, for the annex.
fn record(case: &Case) -> Table {
    let row = |recorded: &engine::exchange::Recorded| {
        vec![
            Cell::text(recorded.number.to_string()),
            Cell::text(time_in_words(recorded.at)),
            Cell::text(event_in_words(recorded, str::to_string, |_| true, |_| true)),
        ]
    };
    Table {
        caption: None,
        columns: vec![
            Column::new("序号", 1, Align::Center),
            Column::new("时间", 3, Align::Center),
            Column::new("事项", 9, Align::Left),
        ],
        rows: case.log().iter().map(row).collect(),
    }
}
