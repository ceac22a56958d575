//! `junxian case`: lists and shows cases of exchanges, exports them, begins a rehearsal.

use anyhow::{Result, bail};
use app::view::{CaseOpenRequest, CaseView};
use app::{CertificateFile, Rehearsal, RehearsalBidder, RehearsalStage};
use jiff::Timestamp;
use model::Dataset;

use crate::Site;
use crate::args::case::{Case, CaseExport, CaseFormat, CaseRehearse, CaseStage};
use crate::files::hand_out;
use crate::terminal::{Side, note, show, table};

pub async fn run(site: &Site, command: Case) -> Result<()> {
    match command {
        Case::List(command) => list(site, command.dataset).await,
        Case::Show(command) => {
            let app = site.open().await?;
            let view = app.case_view(&site.actor, &command.number, Timestamp::now()).await?;
            show(&told(&view))
        }
        Case::Export(command) => export(site, &command).await,
        Case::Rehearse(command) => rehearse(site, &command).await,
    }
}

async fn list(site: &Site, dataset: Dataset) -> Result<()> {
    let shelf = site.open().await?.case_shelf(&site.actor, dataset, Timestamp::now()).await?;
    if shelf.cases.is_empty() {
        return show("还没有交易项目；在网页“交易”页从名录中选一行挂牌");
    }
    let columns =
        [("编号", Side::Left, 16), ("项目", Side::Left, 30), ("状态", Side::Left, 12), ("期限或结果", Side::Left, 40)];
    let rows: Vec<Vec<String>> = shelf
        .cases
        .into_iter()
        .map(|case| {
            let phase = if case.is_suspended { "中止".to_string() } else { case.phase_in_words };
            vec![case.number, case.title, phase, case.result.or(case.deadline).unwrap_or_default()]
        })
        .collect();
    show(table(&columns, &rows).trim_end())
}

fn told(view: &CaseView) -> String {
    let mut lines = vec![
        format!("{} {}", view.number, view.title),
        format!("{}（{} {}），{}", view.exchange_name, view.pack_name, view.pack_version, view.certainty_in_words),
        format!("状态：{}{}", view.phase_in_words, view.suspended.as_ref().map_or("", |_| "（中止）")),
        format!("转出方：{}；底价 {} {}；数量 {}", view.seller, view.floor, view.unit, view.quantity),
    ];
    if let Some(winner) = &view.winner {
        lines.push(format!(
            "成交：{}，{} {}，总价 {} 元，{}",
            winner.bidder, winner.price, view.unit, winner.total, winner.ground
        ));
    }
    lines.extend(view.call_result.clone());
    lines.extend(view.failure.as_ref().map(|reason| format!("流标：{reason}")));
    lines.push("记录：".to_string());
    lines.extend(
        view.log.iter().rev().map(|line| format!("  {:>3} {} {}", line.number, app::time_in_words(line.at), line.text)),
    );
    lines.join("\n")
}

async fn export(site: &Site, command: &CaseExport) -> Result<()> {
    let app = site.open().await?;
    let file = match command.format {
        CaseFormat::Ocds => {
            let who = (command.prefix.as_deref(), command.publisher.as_deref());
            app.cases_ocds(&site.actor, command.dataset, &command.numbers, who, Timestamp::now()).await?
        }
        CaseFormat::Docx | CaseFormat::Pdf => {
            let [number] = command.numbers.as_slice() else {
                bail!("鉴证书一次出一份；请写一个项目编号")
            };
            let kind = if command.format == CaseFormat::Docx { CertificateFile::Docx } else { CertificateFile::Pdf };
            app.case_certificate(number, kind).await?
        }
    };
    hand_out(command.output.output.as_deref(), &file.bytes)
}

async fn rehearse(site: &Site, command: &CaseRehearse) -> Result<()> {
    let mut bidders = Vec::new();
    for text in &command.bidder {
        let mut parts = text.splitn(4, '=').map(str::to_string);
        let (Some(account), Some(name)) = (parts.next(), parts.next()) else {
            bail!("竞买人“{text}”写法有误，应为 用户名=名称");
        };
        let priority = parts.next().filter(|ground| !ground.is_empty());
        bidders.push(RehearsalBidder { account, name, priority, code: parts.next().unwrap_or_default() });
    }
    let lot = CaseOpenRequest {
        dataset: Some(Dataset::Demo),
        pack: command.pack.clone(),
        exchange: command.exchange.clone(),
        row: command.row.clone(),
        number: None,
        title: command.title.clone(),
        seller: command.seller.clone(),
        seller_code: None,
        floor: command.floor.clone(),
        quantity: command.quantity.clone(),
    };
    let stage = match command.stage {
        CaseStage::Notice => RehearsalStage::Notice,
        CaseStage::Bidding => RehearsalStage::Bidding,
        CaseStage::Publicity => RehearsalStage::Publicity,
        CaseStage::Settled => RehearsalStage::Settled,
        CaseStage::Few => RehearsalStage::Few,
        CaseStage::Failed => RehearsalStage::Failed,
    };
    let rehearsal = Rehearsal { lot, bidders, stage, minutes: command.minutes };
    let number = site.open().await?.rehearse(&site.actor, &rehearsal, Timestamp::now()).await?;
    note("演练项目只在演示数据中，过程按规则模拟，不是真实办理");
    show(&number)
}
