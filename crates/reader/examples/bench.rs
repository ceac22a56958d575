//! One row of `cargo xtask bench reader`: decodes and reads texts, prints what it took.
//!
//! `bench FILE...` reads each file, in passes until one second of processor time is used.
//! `bench --size MB FILE...` puts the files behind each other until there are so many megabytes, and reads that as
//! one text, once.
//! `bench --as docx FILE...` and `--as html` put each text into a file of that form before the clock starts; PDFs are
//! named as they are.
//! Prints: bytes of text, passes, processor seconds a pass, wall seconds a pass, peak memory in KiB, numbers accounted for,
//! numbers not accounted for, tasks and targets. Processor time and memory are what Linux counts for this process; elsewhere the wall
//! clock stands in and memory is 0. Writes no file.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints its result")]

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use model::Plan;
use reader::{decode, read, uncovered_numbers};

const WARM_UP: &str = "到2026年，全县新建口袋公园12个以上，完成投资30亿元，覆盖率达到45%。";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<String, String> {
    let size = match arguments.first().map(String::as_str) {
        Some("--size") => {
            let megabytes: usize =
                arguments.get(1).and_then(|word| word.parse().ok()).ok_or("--size needs a number")?;
            arguments.drain(..2);
            Some(megabytes * 1_000_000)
        }
        _ => None,
    };
    let form = match arguments.first().map(String::as_str) {
        Some("--as") => {
            let form = arguments.get(1).cloned().ok_or("--as needs docx or html")?;
            arguments.drain(..2);
            Some(form)
        }
        _ => None,
    };
    let mut texts = Vec::new();
    for name in &arguments {
        texts.push(std::fs::read(name).map_err(|error| format!("{name}: {error}"))?);
    }
    if texts.iter().all(Vec::is_empty) {
        return Err("no text to read".to_string());
    }
    if let Some(size) = size {
        texts = vec![of_size(&texts, size)];
    }
    if let Some(form) = &form {
        texts = texts.iter().map(|text| in_form(&String::from_utf8_lossy(text), form)).collect::<Result<_, _>>()?;
    }
    // The wording tables are loaded once, before the clock starts; so are the models of the baselines.
    read(WARM_UP);
    let (mut passes, mut plans) = (0u32, Vec::new());
    let (wall, cpu) = (Instant::now(), Cpu::now());
    while passes == 0 || (size.is_none() && cpu.seconds() < 1.0) {
        plans.clear();
        for text in &texts {
            let source = decode(text, None).map_err(|error| error.to_string())?;
            plans.push((read(&source.text), source.text));
        }
        passes += 1;
    }
    let (cpu, wall) = (cpu.seconds() / f64::from(passes), wall.elapsed().as_secs_f64() / f64::from(passes));
    let peak = peak();
    let bytes: usize = plans.iter().map(|(_, text)| text.len()).sum();
    let found: usize = plans.iter().map(|(plan, _)| numbers(plan)).sum();
    let content: usize = plans.iter().map(|(plan, _)| plan.tasks.len() + plan.targets.len()).sum();
    let missed: usize = plans.iter().map(|(plan, text)| uncovered_numbers(plan, text).len()).sum();
    Ok(format!("{bytes}\t{passes}\t{cpu:.9}\t{wall:.9}\t{peak}\t{found}\t{missed}\t{content}"))
}

/// The lines of a text as the paragraphs of a Word document or of a page.
fn in_form(text: &str, form: &str) -> Result<Vec<u8>, String> {
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let between = |open: &str, close: &str| -> String {
        text.lines().map(|line| format!("{open}{}{close}", escaped(line))).collect()
    };
    match form {
        "html" => Ok(format!("<!doctype html><html><body>{}</body></html>", between("<p>", "</p>")).into_bytes()),
        "docx" => {
            let body = between("<w:p><w:r><w:rPr><w:sz w:val=\"32\"/></w:rPr><w:t>", "</w:t></w:r></w:p>");
            let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
            let xml = format!("<w:document xmlns:w=\"{name}\"><w:body>{body}</w:body></w:document>");
            let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default())
                .map_err(|error| error.to_string())?;
            zip.write_all(xml.as_bytes()).map_err(|error| error.to_string())?;
            Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
        }
        other => Err(format!("{other} is not docx or html")),
    }
}

/// The texts behind each other until the size is reached, cut at the end of a character.
fn of_size(texts: &[Vec<u8>], size: usize) -> Vec<u8> {
    let mut whole = Vec::with_capacity(size + 1_000_000);
    for text in texts.iter().cycle() {
        if whole.len() >= size {
            break;
        }
        whole.extend(text);
        whole.push(b'\n');
    }
    let mut end = size;
    while whole.get(end).is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000) {
        end -= 1;
    }
    whole.truncate(end);
    whole
}

fn numbers(plan: &Plan) -> usize {
    plan.targets.len() + plan.soft_targets.len() + plan.residue.len()
}

/// Processor time of this thread, which does all the work.
struct Cpu {
    start: Option<u64>,
    wall: Instant,
}

impl Cpu {
    fn now() -> Cpu {
        Cpu { start: nanoseconds(), wall: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        match (self.start, nanoseconds()) {
            (Some(start), Some(now)) => (now - start) as f64 / 1e9,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

fn nanoseconds() -> Option<u64> {
    std::fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kibibytes| kibibytes.parse().ok()).unwrap_or(0)
}
