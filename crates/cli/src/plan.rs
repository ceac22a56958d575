//! `junxian plan …`: reading, importing, listing and exporting plans.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use app::view::PlanSummary;
use jiff::Timestamp;

use crate::args::plan::{ExportFormat, Plan, PlanCompare, PlanExport, PlanImport, PlanRead, PlanText, ReadFormat};
use crate::progress::Progress;
use crate::terminal::{Side, show, table};
use crate::{Site, files, plan_table, wording};

pub async fn run(site: &Site, command: Plan) -> Result<()> {
    match command {
        Plan::Read(command) => read(site, &command),
        Plan::Import(command) => import(site, &command).await,
        Plan::List => list(site).await,
        Plan::Text(command) => attach(site, &command).await,
        Plan::Export(command) => export(site, &command).await,
        Plan::Compare(command) => compare(site, &command).await,
    }
}

fn read(site: &Site, command: &PlanRead) -> Result<()> {
    let output = command.output.output.as_deref();
    let input = files::read(&command.file)?;
    let source = reader::decode(&input.bytes, Some(&input.name)).map_err(|error| anyhow!("{}：{error}", input.name))?;
    let plan = reader::read_with(&source.text, &wording::lexicon(site, command.wording.as_deref())?);
    let bytes = match command.format {
        ReadFormat::Table => plan_table::render(&plan, &source).into_bytes(),
        ReadFormat::Json => lines(serde_json::to_string_pretty(&plan))?,
        ReadFormat::Gold => {
            let name = Path::new(&input.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
            lines(serde_json::to_string_pretty(&reader::gold::to_gold(&plan, &source.text, &name.unwrap_or_default())))?
        }
        ReadFormat::Xlsx => {
            need_file(output)?;
            let today = jiff::tz::Offset::constant(8).to_datetime(Timestamp::now()).date();
            app::draft_xlsx(&plan, plan.metadata.date.unwrap_or(today))?
        }
    };
    files::hand_out(output, &bytes)
}

async fn import(site: &Site, command: &PlanImport) -> Result<()> {
    let input = files::read(&command.file)?;
    let app = site.open().await?;
    let progress = Progress::start(&format!("读取 {}", input.name));
    let code = command.code.as_deref();
    let outcome = app.import_plan(&site.actor, &input.name, &input.bytes, code, false, Timestamp::now()).await;
    drop(progress);
    let plan = outcome.map_err(|error| files::about(&input, error))?;
    show(&format!(
        "已导入《{}》，方案代码 {}\n{}\n请在网页“方案导入与校对”中核对",
        plan.metadata.title,
        plan.code,
        counts(&plan)
    ))
}

pub fn counts(plan: &PlanSummary) -> String {
    format!(
        "任务 {} 条（其中 {} 条有责任单位），目标 {} 个（{} 行），待核对 {} 条",
        plan.clause_count,
        plan.task_count,
        plan.target_count,
        plan.row_count,
        plan.total - plan.checked.min(plan.total)
    )
}

async fn list(site: &Site) -> Result<()> {
    let plans = site.open().await?.plans().await?;
    if plans.is_empty() {
        return show("还没有方案；用 junxian plan import 文件 导入");
    }
    let columns = [
        ("代码", Side::Left, 28),
        ("标题", Side::Left, 50),
        ("文号", Side::Left, 24),
        ("阶段", Side::Left, 8),
        ("任务", Side::Right, 6),
        ("目标", Side::Right, 6),
        ("已核对", Side::Right, 10),
        ("原文", Side::Left, 4),
    ];
    let row = |plan: &PlanSummary| {
        let title = &plan.metadata.title;
        vec![
            plan.code.clone(),
            if plan.is_sample { format!("【示例】{title}") } else { title.clone() },
            plan.metadata.document_number.clone().unwrap_or_else(|| "—".to_string()),
            plan.stage_in_words.clone(),
            plan.task_count.to_string(),
            plan.target_count.to_string(),
            format!("{}/{}", plan.checked, plan.total),
            if plan.has_text { "有" } else { "无" }.to_string(),
        ]
    };
    show(&table(&columns, &plans.iter().map(row).collect::<Vec<_>>()))
}

async fn attach(site: &Site, command: &PlanText) -> Result<()> {
    let input = files::read(&command.file)?;
    let app = site.open().await?;
    let held = app.review(&command.plan).await?;
    let source = reader::decode(&input.bytes, Some(&input.name)).map_err(|error| anyhow!("{}：{error}", input.name))?;
    if held.text.as_deref() == Some(source.text.as_str()) {
        return show(&format!("《{}》的原文已在库中，与 {} 一致", held.state.summary.metadata.title, input.name));
    }
    let now = Timestamp::now();
    let plan = app.attach_text(&site.actor, &command.plan, &input.name, &input.bytes, now).await;
    let plan = plan.map_err(|error| files::about(&input, error))?;
    show(&format!("已为《{}》补上原文", plan.metadata.title))
}

async fn export(site: &Site, command: &PlanExport) -> Result<()> {
    let output = command.output.output.as_deref();
    let app = site.open().await?;
    let export = match command.format {
        ExportFormat::Json => app::PlanExport::Json,
        ExportFormat::Xlsx => {
            need_file(output)?;
            app::PlanExport::Xlsx
        }
        ExportFormat::Akn => app::PlanExport::AkomaNtoso,
        ExportFormat::Stratml => app::PlanExport::StratMl,
    };
    files::hand_out(output, &app.export(&command.plan, export, Timestamp::now()).await?.bytes)
}

async fn compare(site: &Site, command: &PlanCompare) -> Result<()> {
    let old = version(site, &command.old).await?;
    let new = version(site, &command.new).await?;
    let comparison = app::compare_plans(&old, &new);
    if command.json {
        return files::hand_out(None, &lines(serde_json::to_string_pretty(&comparison))?);
    }
    if comparison.is_empty() {
        return show("两个版本的基本信息、任务、责任单位和目标没有变化");
    }
    let metadata = comparison.metadata.iter().map(|change| &change.sentence);
    let tasks = comparison.tasks.iter().map(|change| &change.sentence);
    let targets = comparison.targets.iter().map(|change| &change.sentence);
    let chapters: [(&str, Vec<&String>); 3] =
        [("基本信息", metadata.collect()), ("任务", tasks.collect()), ("目标", targets.collect())];
    for (title, sentences) in chapters.iter().filter(|(_, sentences)| !sentences.is_empty()) {
        show(&format!("【{title}】{}处", sentences.len()))?;
        for sentence in sentences {
            show(&format!("  {sentence}"))?;
        }
    }
    Ok(())
}

/// A file is read; anything else is the code of an imported plan.
async fn version(site: &Site, name: &str) -> Result<model::Plan> {
    let path = Path::new(name);
    if path.is_file() {
        let input = files::read(path)?;
        let source =
            reader::decode(&input.bytes, Some(&input.name)).map_err(|error| anyhow!("{}：{error}", input.name))?;
        return Ok(reader::read_with(&source.text, &wording::lexicon(site, None)?));
    }
    Ok(site.open().await?.reviewed_plan(name).await?)
}

fn need_file(output: Option<&Path>) -> Result<()> {
    match output {
        Some(_) => Ok(()),
        None => bail!("xlsx 不能输出到屏幕；请加 -o 文件名.xlsx"),
    }
}

/// JSON with a line end.
pub fn lines(json: serde_json::Result<String>) -> Result<Vec<u8>> {
    let mut text = json.context("结果无法写成 JSON")?;
    text.push('\n');
    Ok(text.into_bytes())
}
