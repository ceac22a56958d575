//! `cargo xtask bench reader`: how fast the reader is, beside two libraries that find numbers and times in Chinese
//! text. Never measures how well they find them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use super::{ask, example, machine};
use crate::need::python_with;
use crate::root;

/// Megabytes of one text, for the growth of time and memory.
const SIZES: [usize; 5] = [1, 5, 10, 25, 50];

/// Released versions, so that a later run is about the same programs. emoji 2 removed what recognizers-text calls.
const PACKAGES: [&str; 3] = ["recognizers-text-suite==1.0.2a2", "emoji<2", "jionlp==1.5.31"];

/// Name of the row in `bench/baselines.py`, and what it is asked for.
const BASELINES: [(&str, &str); 4] = [
    ("recognizers", "recognizers-text 1.0.2a2: numbers, percentages, dimensions, currencies"),
    ("recognizers-time", "the same, and points in time"),
    ("jionlp-money", "jionlp 1.5.31: amounts of money"),
    ("jionlp-money-time", "the same, and points in time"),
];

pub fn bench() -> Result<String> {
    let reader = example("reader", "bench")?;
    let texts = Texts::found()?;
    let beside = beside_baselines(&reader, &texts.labelled)?;
    Ok(format!("{}{beside}{}{}", head(&texts)?, forms(&reader, &texts.all)?, growth(&reader, &texts.all)?))
}

/// The texts that are read.
struct Texts {
    origin: &'static str,
    /// Those with labels, few enough for a library that takes seconds for each.
    labelled: Vec<PathBuf>,
    all: Vec<PathBuf>,
}

impl Texts {
    /// The corpus beside the checkout, or our own texts where there is none.
    fn found() -> Result<Texts> {
        let corpus = root().join("../shared/corpus");
        let own = root().join("crates/reader/tests/labelled");
        let is_there = corpus.join("texts").is_dir();
        let (folder, origin) =
            if is_there { (corpus, "the corpus") } else { (own, "our own labelled texts (no corpus here)") };
        let labels = with_ending(&folder.join("gold"), "json")?;
        let name = |label: &PathBuf| format!("{}.txt", label.file_stem().unwrap_or_default().to_string_lossy());
        let labelled = labels.iter().map(|label| folder.join("texts").join(name(label))).collect();
        Ok(Texts { origin, labelled, all: with_ending(&folder.join("texts"), "txt")? })
    }
}

fn with_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == ending));
    paths.sort();
    Ok(paths)
}

fn head(texts: &Texts) -> Result<String> {
    Ok(format!(
        "# How fast the reader is\n\nWritten by `cargo xtask bench reader --record` {}.\nTexts: {}.\n\n\
         Times are processor time of one thread, without loading and after a warm-up sentence, from bytes in UTF-8 to \
         the answer.\nEach row ran in a process of its own, one after the other, over all texts as often as one second \
         of processor time allows\n(at least once), averaged. Peak memory is that of the whole process, with its \
         program, models and texts.\n",
        machine()?,
        texts.origin,
    ))
}

/// What one process measured.
struct Row {
    name: String,
    passes: u64,
    cpu: f64,
    wall: f64,
    peak: f64,
    found: u64,
    remark: String,
}

fn beside_baselines(reader: &Path, texts: &[PathBuf]) -> Result<String> {
    let bytes: u64 = texts.iter().map(|path| std::fs::metadata(path).map_or(0, |metadata| metadata.len())).sum();
    let megabytes = bytes as f64 / 1e6;
    let fields = ask(Command::new(reader).args(texts))?;
    let ours = row("the reader: outline, tasks, agencies, targets with unit and period, every number", &fields[1..7])?;
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    match python_with("bench-baselines", &PACKAGES) {
        Ok(python) => {
            for (name, asked) in BASELINES {
                let script = root().join("xtask/bench/baselines.py");
                println!("… {asked}");
                let measured =
                    ask(Command::new(&python).arg(script).arg(name).args(texts)).and_then(|fields| row(asked, &fields));
                match measured {
                    Ok(row) => rows.push(row),
                    Err(error) => lines.push(format!("Not measured: {asked} ({error:#}).")),
                }
            }
        }
        Err(error) => lines.push(format!("The baselines could not be installed: {error:#}.")),
    }
    let mut table = format!(
        "\n## Beside the baselines\n\nThe {} labelled texts, {megabytes:.3} MB.\n\n\
         | program | CPU s a pass | wall s | passes | MB/s | CPU time over ours | found | peak MiB |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n",
        texts.len()
    );
    for row in std::iter::once(&ours).chain(&rows) {
        writeln!(
            table,
            "| {} | {:.3} | {:.3} | {} | {:.4} | {:.1} | {} | {:.0} |",
            row.name,
            row.cpu,
            row.wall,
            row.passes,
            megabytes / row.cpu,
            row.cpu / ours.cpu,
            row.found,
            row.peak,
        )?;
        if !row.remark.is_empty() {
            lines.push(format!("{}: {}.", row.name, row.remark));
        }
    }
    lines.push(
        "“Found” counts what each program returns; ours counts every number as a target, a soft target or set \
                aside, so the column says how much was looked at, not how well."
            .to_string(),
    );
    Ok(format!("{table}\n{}\n", lines.join("\n")))
}

/// The same texts as files of other forms, and PDFs of our own.
fn forms(reader: &Path, texts: &[PathBuf]) -> Result<String> {
    let mut table = format!(
        "\n## From files of other forms\n\nThe {} texts, each put into a file of that form; PDF: two files of our own, \
         with fonts. MB are those of the text that came out.\n\n\
         | file | MB of text | CPU s a pass | MB/s |\n|---|---:|---:|---:|\n",
        texts.len()
    );
    let pdfs = with_ending(&root().join("crates/reader/tests/pdf"), "pdf")?;
    for (form, files) in [("txt", texts), ("html", texts), ("docx", texts), ("PDF", &pdfs[..])] {
        println!("… {form}");
        let mut command = Command::new(reader);
        if matches!(form, "html" | "docx") {
            command.args(["--as", form]);
        }
        let fields = ask(command.args(files))?;
        let (megabytes, row) = (fields[0].parse::<f64>()? / 1e6, row("", &fields[1..7])?);
        writeln!(table, "| {form} | {megabytes:.3} | {:.3} | {:.2} |", row.cpu, megabytes / row.cpu)?;
        if !row.remark.is_empty() {
            bail!("{form}: {}", row.remark);
        }
    }
    Ok(table)
}

fn growth(reader: &Path, texts: &[PathBuf]) -> Result<String> {
    let mut table = format!(
        "\n## Growth with the length of one text\n\nAll {} texts behind each other as one document, again and again \
         until it is so long, read once.\n\n\
         | MB | CPU s | MB/s | CPU time a MB over that of the first | peak MiB | peak MiB a MB | tasks and targets a MB |\n\
         |---:|---:|---:|---:|---:|---:|---:|\n",
        texts.len()
    );
    let mut first = None;
    for size in SIZES {
        println!("… {size} MB");
        let fields = ask(Command::new(reader).args(["--size", &size.to_string()]).args(texts))?;
        let row = row("", &fields[1..7])?;
        let content: f64 = fields[7].parse()?;
        let per_megabyte = row.cpu / size as f64;
        let first = *first.get_or_insert(per_megabyte);
        writeln!(
            table,
            "| {size} | {:.2} | {:.2} | {:.2} | {:.0} | {:.1} | {:.0} |",
            row.cpu,
            1.0 / per_megabyte,
            per_megabyte / first,
            row.peak,
            row.peak / size as f64,
            content / size as f64,
        )?;
        if !row.remark.is_empty() {
            bail!("{size} MB: {}", row.remark);
        }
    }
    Ok(table)
}

/// Fields: passes, CPU, wall, peak KiB, found, missed or refused.
fn row(name: &str, fields: &[String]) -> Result<Row> {
    let [passes, cpu, wall, peak, found, missed] = fields else { bail!("printed {} fields", fields.len()) };
    let missed: u64 = missed.parse()?;
    Ok(Row {
        name: name.to_string(),
        passes: passes.parse()?,
        cpu: cpu.parse()?,
        wall: wall.parse()?,
        peak: peak.parse::<f64>()? / 1024.0,
        found: found.parse()?,
        remark: if missed == 0 { String::new() } else { format!("{missed} numbers or texts were not dealt with") },
    })
}
