//! One row of `cargo xtask bench reader`: decodes and reads texts, prints what it took.
//!
//! `bench FILE...` reads each file, in passes until one second of processor time is used.
//! `bench --size MB FILE...` puts the files behind each other until there are so many megabytes, and reads that as
//! one text, once.
//! Prints: bytes, passes, processor seconds a pass, wall seconds a pass, peak memory in KiB, numbers accounted for,
//! numbers not accounted for, tasks and targets. Processor time and memory are what Linux counts for this process; elsewhere the wall
//! clock stands in and memory is 0. Writes no file.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints its result")]

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
    // The wording tables are loaded once, before the clock starts; so are the models of the baselines.
    read(WARM_UP);
    let (mut passes, mut plans) = (0u32, Vec::new());
    let (wall, cpu) = (Instant::now(), Cpu::now());
    while passes == 0 || (size.is_none() && cpu.seconds() < 1.0) {
        plans.clear();
        for text in &texts {
            let source = decode(text, None).map_err(|error| error.to_string())?;
            plans.push(read(&source.text));
        }
        passes += 1;
    }
    let (cpu, wall) = (cpu.seconds() / f64::from(passes), wall.elapsed().as_secs_f64() / f64::from(passes));
    let peak = peak();
    let bytes: usize = texts.iter().map(Vec::len).sum();
    let found: usize = plans.iter().map(numbers).sum();
    let content: usize = plans.iter().map(|plan| plan.tasks.len() + plan.targets.len()).sum();
    let missed: usize = texts
        .iter()
        .zip(&plans)
        .map(|(text, plan)| uncovered_numbers(plan, &String::from_utf8_lossy(text)).len())
        .sum();
    Ok(format!("{bytes}\t{passes}\t{cpu:.9}\t{wall:.9}\t{peak}\t{found}\t{missed}\t{content}"))
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
