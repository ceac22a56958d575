//! One row of `cargo xtask bench evaluation`: makes an input, computes one thing with the evaluation kernel, prints what
//! it took. Never times the making of the input.
//!
//! `evaluation_bench ROW FOLDER REPEATS` computes the row so many times and writes its numbers into the folder, one file
//! of little-endian f64 for each part, so that they can be compared with those of the peer.
//! Prints: the smallest processor seconds and wall seconds of one computation, peak memory in KiB, the digest of the
//! input. Processor time and memory are what Linux counts for this process; elsewhere the wall clock stands in and
//! memory is 0.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints its result")]

mod asem;
mod clock;
mod enterprises;
mod generate;
mod whole_run;
mod work;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clock::Best;

type Failure = Box<dyn std::error::Error>;

/// What a row computed: names of parts and their numbers.
type Parts = Vec<(&'static str, Vec<f64>)>;

/// What one row gives.
struct Row {
    best: Best,
    peak: u64,
    digest: u64,
    parts: Parts,
}

fn main() -> ExitCode {
    match run() {
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

fn run() -> Result<String, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, folder, repeats] = arguments.as_slice() else { return Err("ROW FOLDER REPEATS".into()) };
    let row = work::row(name, repeats.parse()?)?;
    for (part, values) in &row.parts {
        write(&Path::new(folder).join(format!("{part}.f64")), values)?;
    }
    Ok(format!("{:.9}\t{:.9}\t{}\t{:x}", row.best.cpu, row.best.wall, row.peak, row.digest))
}

fn write(path: &Path, values: &[f64]) -> Result<(), Failure> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for value in values {
        file.write_all(&value.to_le_bytes())?;
    }
    Ok(file.flush()?)
}
