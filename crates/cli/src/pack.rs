//! `junxian pack …`: packs as their authors handle them. Reads and writes files; the rules are in `app::packs`.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use app::packs::{Accounted, Allocated, Analysed, ConcludedOf, Files, Input, Over, RowsOf, VersionChange};
use app::{App, PackOrigin, PackVersion, Packs};
use jiff::Timestamp;
use jiff::tz::Offset;
use model::{Derivation, Period, SourceRef};
use pack::Source;

use crate::Site;
use crate::args::pack::{Pack, PackCheck, PackComplete, PackExplain, PackNew, PackOver, PackRun, PackTest};
use crate::files;
use crate::terminal::{Side, note, show, table};

pub fn run(site: &Site, command: &Pack) -> Result<()> {
    match command {
        Pack::List => list(site),
        Pack::New(command) => new(site, command),
        Pack::Check(command) => check(site, command),
        Pack::Test(command) => test(site, command),
        Pack::Run(command) => rank(site, command),
        Pack::Explain(command) => explain(site, command),
        Pack::Doc(command) => {
            let packs = site.packs()?;
            let version = match &command.version {
                Some(version) => packs.usable(&command.code, version)?,
                None => packs.newest(&command.code)?,
            };
            files::hand_out(command.output.output.as_deref(), app::packs::document(version)?.as_bytes())
        }
        Pack::Complete(command) => complete(command),
        Pack::Compare(command) => {
            let packs = site.packs()?;
            let run = |version: &str| over(site, packs.usable(&command.over.code, version)?, &command.over);
            let change = VersionChange::between(&run(&command.old)?, &run(&command.new)?);
            show(&change.text())
        }
    }
}

fn list(site: &Site) -> Result<()> {
    let packs = site.packs()?;
    let row = |version: &Arc<PackVersion>| {
        let pack = version.pack.as_ref();
        let origin = match version.origin {
            PackOrigin::Shipped => "内置",
            PackOrigin::Own => "本单位",
        };
        let held = pack.map(|pack| match pack.validity.to {
            Some(to) => format!("{}至{to}", pack.validity.from),
            None => format!("{}起", pack.validity.from),
        });
        vec![
            version.code.clone(),
            version.version.clone(),
            pack.map_or_else(|| format!("有 {} 处错误，不能使用", version.errors()), |pack| pack.name.clone()),
            held.unwrap_or_else(|| "—".to_string()),
            pack.map_or("—", |pack| pack.certainty.in_words()).to_string(),
            origin.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = packs.all().iter().map(row).collect();
    let columns = ["代码", "版本", "名称", "有效期", "确定程度", "来源"].map(|title| (title, Side::Left, 40));
    show(&table(&columns, &rows))
}

fn new(site: &Site, command: &PackNew) -> Result<()> {
    let year = Offset::constant(8).to_datetime(Timestamp::now()).year();
    let version = command.version.clone().unwrap_or_else(|| format!("{year}.1"));
    let folder = site.packs_folder();
    let written = app::packs::skeleton(&command.code, &version)?;
    let place = folder.join(&command.code).join(&version);
    anyhow::ensure!(!place.exists(), "{} 已存在；请换一个代码或版本号", place.display());
    std::fs::create_dir_all(&place).with_context(|| format!("{} 无法建立", place.display()))?;
    for (path, text) in &written {
        files::hand_out(Some(&folder.join(path)), text.as_bytes())?;
    }
    show(&format!(
        "已建立 {}\n改好后执行：junxian --packs {} pack check，再执行 pack test {}",
        place.display(),
        folder.display(),
        command.code
    ))
}

fn check(site: &Site, command: &PackCheck) -> Result<()> {
    let mut checked = Vec::new();
    if command.folders.is_empty() {
        checked.push(site.packs()?);
    }
    for folder in &command.folders {
        let packs = Packs::of_folder(folder)?;
        anyhow::ensure!(!packs.all().is_empty(), "{} 之下没有机制包；应为 代码/版本/文件.hcl", folder.display());
        checked.push(packs);
    }
    let versions: Vec<&Arc<PackVersion>> = checked.iter().flat_map(Packs::all).collect();
    for complaint in versions.iter().flat_map(|version| version.complaints()) {
        show(&complaint)?;
    }
    let errors: usize = versions.iter().map(|version| version.errors()).sum();
    if errors > 0 {
        bail!("{} 个机制包版本中有 {errors} 处错误", versions.len());
    }
    show(&format!("{} 个机制包版本，没有错误", versions.len()))
}

/// A line for each word: the word, a tab, what it means.
fn complete(command: &PackComplete) -> Result<()> {
    let folder = match command.file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    };
    let read = |path: &Path| -> Result<Source> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} 无法读取", path.display()))?;
        Ok(Source { path: path.display().to_string(), text })
    };
    let mut sources = vec![read(&command.file)?];
    for entry in std::fs::read_dir(folder).with_context(|| format!("{} 无法读取", folder.display()))? {
        let path = entry?.path();
        let is_other = path.file_name() != command.file.file_name();
        if is_other && path.extension().is_some_and(|extension| extension == "hcl") {
            sources.push(read(&path)?);
        }
    }
    let text = &sources[0].text;
    let before: usize = text.split_inclusive('\n').take(command.line.saturating_sub(1)).map(str::len).sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let column = command.column.unwrap_or(usize::MAX);
    let byte = line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(place, _)| place);
    let found = pack::complete(&sources, 0, before + byte);
    if found.is_empty() {
        return show("此处没有可以补全的词");
    }
    show(&found.iter().map(|one| format!("{}\t{}", one.word, one.about)).collect::<Vec<_>>().join("\n"))
}

fn test(site: &Site, command: &PackTest) -> Result<()> {
    let own = site.packs_folder();
    // Files that can be edited are read as they are now, also where the binary holds an older text of them.
    let edited = if own.is_dir() { Some(Packs::of_folder(&own)?) } else { None };
    let shipped = Packs::load(None)?;
    let is_edited = |version: &Arc<PackVersion>| {
        edited.as_ref().is_some_and(|edited| edited.find(&version.code, &version.version).is_ok())
    };
    let all = edited.iter().flat_map(Packs::all).chain(shipped.all().iter().filter(|version| !is_edited(version)));
    let chosen: Vec<&Arc<PackVersion>> =
        all.filter(|version| command.code.as_ref().is_none_or(|code| version.code == *code)).collect();
    if let Some(code) = command.code.as_ref().filter(|_| chosen.is_empty()) {
        bail!("没有机制包“{code}”；见 junxian pack list");
    }
    let (calendar, others) = (app::built_in_calendar()?, edited.as_ref().unwrap_or(&shipped));
    let (mut cases, mut failed, mut worked, mut rewritten) = (0, 0, 0, 0);
    for version in chosen {
        let reports = match version.test(command.heading.as_deref(), others, &calendar) {
            Ok(reports) => reports,
            Err(error) => {
                show(&error.to_string())?;
                failed += 1;
                continue;
            }
        };
        for report in reports {
            cases += report.cases.len();
            worked += report.cases.iter().map(|case| case.worked.len()).sum::<usize>();
            if let Some(text) = report.rewritten.as_ref().filter(|_| command.update) {
                if version.origin == PackOrigin::Shipped {
                    note(&format!("{} 在程序内，不能改写；请用 --packs 指定机制包目录", report.path));
                } else {
                    files::hand_out(Some(&page_of(&own, &report.path)), text.as_bytes())?;
                    rewritten += 1;
                }
            }
            let is_settled = command.update && report.rewritten.is_some() && version.origin == PackOrigin::Own;
            let complaints = report.complaints();
            let left = complaints.into_iter().filter(|told| !(is_settled && told.contains("与 expect 不符")));
            for complaint in left {
                show(&complaint)?;
                failed += 1;
            }
        }
    }
    if rewritten > 0 {
        show(&format!("改写了 {rewritten} 页的 expect 块；请核对差异后再保存"))?;
    }
    if failed > 0 {
        bail!("{cases} 项测试中有 {failed} 处不符");
    }
    show(&format!("{cases} 项测试全部相符，其中 {worked} 处结果有来源"))
}

/// The folder may be `packs/` itself, one pack or one version.
fn page_of(own: &Path, path: &str) -> std::path::PathBuf {
    let parts: Vec<&str> = path.split('/').collect();
    let below = (0..parts.len()).map(|skipped| own.join(parts[skipped..].join("/")));
    below.into_iter().find(|path| path.is_file()).unwrap_or_else(|| own.join(path))
}

fn over(site: &Site, version: &PackVersion, command: &PackOver) -> Result<Over> {
    let calendar = App::calendar_of(site.content_dir())?;
    with_files(version, command, |files| version.run_over(&command.evaluation, command.period, files, &calendar))
}

fn allocated(site: &Site, version: &PackVersion, command: &PackOver) -> Result<Allocated> {
    let calendar = App::calendar_of(site.content_dir())?;
    with_files(version, command, |files| version.allocate_over(&command.evaluation, command.period, files, &calendar))
}

fn accounted(site: &Site, version: &PackVersion, command: &PackOver) -> Result<Accounted> {
    let calendar = App::calendar_of(site.content_dir())?;
    with_files(version, command, |files| version.account_over(&command.evaluation, command.period, files, &calendar))
}

fn analysed(site: &Site, version: &PackVersion, command: &PackOver) -> Result<Analysed> {
    let calendar = App::calendar_of(site.content_dir())?;
    with_files(version, command, |files| version.analyse_over(&command.evaluation, command.period, files, &calendar))
}

fn with_files<T>(
    version: &PackVersion,
    command: &PackOver,
    run: impl FnOnce(&Files<'_>) -> app::Result<T>,
) -> Result<T> {
    let pack = version.usable()?;
    let registers: Vec<&str> = pack.registers.iter().map(|known| known.name.as_str()).collect();
    let evaluations: Vec<&str> = pack.evaluations.iter().map(|known| known.name.as_str()).collect();
    let mut files_of_rows = Vec::new();
    for written in &command.rows {
        let (about, path) = headed(written, &registers);
        files_of_rows.push((about, files::read(Path::new(path))?));
    }
    let mut files_concluded = Vec::new();
    for written in &command.concluded {
        let (about, path) = headed(written, &evaluations);
        let period = about.period.with_context(|| format!("“{written}”前面要写时期，如 --concluded 2023=上年.csv"))?;
        files_concluded.push((about.name, period, files::read(Path::new(path))?));
    }
    let observed = command.observed.as_deref().map(files::read).transpose()?;
    anyhow::ensure!(
        !files_of_rows.is_empty() || observed.is_some(),
        "没有数据；请用 --rows 给出名录，或用 --observed 给出统计数据"
    );
    let rows: Vec<RowsOf<'_>> = files_of_rows
        .iter()
        .map(|(about, file)| RowsOf { register: about.name, period: about.period, file: input(file) })
        .collect();
    let concluded: Vec<ConcludedOf<'_>> = files_concluded
        .iter()
        .map(|(evaluation, period, file)| ConcludedOf { evaluation: *evaluation, period: *period, file: input(file) })
        .collect();
    let given = Files { rows: &rows, observed: observed.as_ref().map(input), concluded: &concluded };
    Ok(run(&given)?)
}

/// What a file is about, as the words after ``csv in a test say it.
#[derive(Default, Clone, Copy)]
struct About<'a> {
    name: Option<&'a str>,
    period: Option<Period>,
}

/// `名称 时期=文件` with either or none. A path may hold an equals sign as well, so that only known names and periods
/// count as such.
fn headed<'a>(written: &'a str, known: &[&str]) -> (About<'a>, &'a str) {
    let Some((head, path)) = written.split_once('=') else { return (About::default(), written) };
    let mut about = About::default();
    let head = head.trim();
    let (name, last) = head.rsplit_once(char::is_whitespace).map_or(("", head), |(name, last)| (name.trim(), last));
    match last.parse::<Period>() {
        Ok(period) => {
            about.period = Some(period);
            about.name = Some(name).filter(|name| !name.is_empty());
        }
        Err(_) => about.name = Some(head),
    }
    match about.name {
        Some(name) if !known.contains(&name) => (About::default(), written),
        Some(_) | None => (about, path),
    }
}

fn input(file: &files::Input) -> Input<'_> {
    Input { name: &file.name, bytes: &file.bytes }
}

fn chosen<'packs>(packs: &'packs Packs, command: &PackOver, version: Option<&str>) -> Result<&'packs Arc<PackVersion>> {
    Ok(match version {
        Some(version) => packs.usable(&command.code, version)?,
        None => packs.in_force(&command.code, command.period)?,
    })
}

fn rank(site: &Site, command: &PackRun) -> Result<()> {
    let packs = site.packs()?;
    let version = chosen(&packs, &command.over, command.version.as_deref())?;
    if version.has_allocation(&command.over.evaluation) {
        return allocate(site, version, command);
    }
    if version.has_analysis(&command.over.evaluation) {
        return analyse(site, version, command);
    }
    if version.has_formula(&command.over.evaluation) {
        anyhow::ensure!(command.output.is_none(), "核算项的结果只在屏幕上显示，不写入文件；请去掉 --output");
        return show(&accounted(site, version, &command.over)?.text()?);
    }
    anyhow::ensure!(command.suppose.is_empty(), "--suppose 只用于分配；“{}”不是分配", command.over.evaluation);
    let ranked = over(site, version, &command.over)?;
    let Some(path) = command.output.as_deref() else { return show(&ranked.text()?) };
    let day = Offset::constant(8).to_datetime(Timestamp::now()).date();
    let bytes = match path.extension().and_then(|extension| extension.to_str()) {
        Some("xlsx") => ranked.xlsx(day)?,
        Some("csv") => ranked.csv()?,
        Some("json") => ranked.json()?.into_bytes(),
        Some(_) | None => bail!("{} 的后缀应为 xlsx、csv 或 json", path.display()),
    };
    files::hand_out(Some(path), &bytes)
}

fn allocate(site: &Site, version: &PackVersion, command: &PackRun) -> Result<()> {
    let found = allocated(site, version, &command.over)?;
    let Some(path) = command.output.as_deref() else { return show(&found.text(&command.suppose)?) };
    anyhow::ensure!(path.extension().is_some_and(|known| known == "json"), "分配只能写成 json：{}", path.display());
    anyhow::ensure!(command.suppose.is_empty(), "假设的结果只在屏幕上显示，不写入文件");
    files::hand_out(Some(path), found.json()?.as_bytes())
}

fn analyse(site: &Site, version: &PackVersion, command: &PackRun) -> Result<()> {
    anyhow::ensure!(command.suppose.is_empty(), "--suppose 只用于分配；“{}”是分析", command.over.evaluation);
    let found = analysed(site, version, &command.over)?;
    let Some(path) = command.output.as_deref() else { return show(&found.text()?) };
    let day = Offset::constant(8).to_datetime(Timestamp::now()).date();
    let bytes = match path.extension().and_then(|extension| extension.to_str()) {
        Some("xlsx") => found.xlsx(day)?,
        Some("json") => found.json()?.into_bytes(),
        Some(_) | None => bail!("分析只能写成 xlsx 或 json：{}", path.display()),
    };
    files::hand_out(Some(path), &bytes)
}

fn explain(site: &Site, command: &PackExplain) -> Result<()> {
    let packs = site.packs()?;
    let version = chosen(&packs, &command.over, command.version.as_deref())?;
    let derivations = if version.has_allocation(&command.over.evaluation) {
        allocated(site, version, &command.over)?.explain(&command.key)?
    } else if version.has_analysis(&command.over.evaluation) {
        analysed(site, version, &command.over)?.explain(&command.key)?
    } else if version.has_formula(&command.over.evaluation) {
        accounted(site, version, &command.over)?.explain(&command.key)?
    } else {
        over(site, version, &command.over)?.explain(&command.key, command.indicator.as_deref())?
    };
    show(&format!("机制包：{}，版本 {}", command.over.code, version.version))?;
    for derivation in &derivations {
        show("")?;
        for sentence in app::packs::in_sentences(derivation) {
            show(&sentence)?;
        }
    }
    show("\n推导：")?;
    let mut lines = Vec::new();
    derivations.iter().for_each(|derivation| tree(derivation, 0, &mut lines));
    lines.iter().try_for_each(|line| show(line))
}

/// One line a step, indented below what it is part of.
fn tree(derivation: &Derivation, depth: usize, lines: &mut Vec<String>) {
    let unit = derivation.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let mut line = format!("{}{}：{}{unit}", "  ".repeat(depth), derivation.title, derivation.value);
    if let Some(SourceRef::Rule { basis, .. }) = &derivation.source {
        line.push_str(&format!("〔{basis}〕"));
    }
    lines.push(line);
    derivation.inputs.iter().for_each(|input| tree(input, depth + 1, lines));
}
