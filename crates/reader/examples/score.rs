//! Prints how well labelled documents are read: `cargo run -p reader --example score [FOLDER]`.
//! The folder holds `gold/NAME.json` and `texts/NAME.txt`; the folder of the labels itself may be named as well.
//! Without an argument the corpus beside the checkout, or our own labelled texts where there is none.
//! Ends with 1 when a measure is below its threshold, with 2 when there is nothing to score. Writes no file.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints its result")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use reader::{decode, gold, read};
use serde_json::Value;

#[path = "../tests/support/score.rs"]
mod score;

use score::{EACH, MEASURES, Score, TOGETHER, add, below};

fn main() -> ExitCode {
    let folder = std::env::args_os().nth(1).map_or_else(default_folder, PathBuf::from);
    match score_folder(&folder) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

fn default_folder() -> PathBuf {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = home.join("../../../shared/corpus");
    if beside.join("gold").is_dir() {
        return beside;
    }
    eprintln!("没有找到 {};改用自带的标注文本", beside.display());
    home.join("tests/labelled")
}

/// Prints a table for each document and for all together; whether every measure reaches its threshold.
fn score_folder(folder: &Path) -> Result<bool, String> {
    let holds_labels = !folder.join("gold").is_dir() && folder.ends_with("gold");
    let folder = if holds_labels { folder.parent().unwrap_or(folder) } else { folder };
    let labels = folder.join("gold");
    let entries = std::fs::read_dir(&labels).map_err(|error| format!("{}:{error}", labels.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{} 中没有标注文件(*.json)", labels.display()));
    }
    let mut total = Score::default();
    let mut is_good = true;
    for path in paths {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let one = score_one(folder, &path, name)?;
        is_good &= print(name, &one, &EACH);
        add(&mut total, &one);
    }
    is_good &= print("全部", &total, &TOGETHER);
    Ok(is_good)
}

fn score_one(folder: &Path, labels: &Path, name: &str) -> Result<Score, String> {
    let text_path = folder.join("texts").join(format!("{name}.txt"));
    let bytes = |path: &Path| std::fs::read(path).map_err(|error| format!("{}:{error}", path.display()));
    let gold: Value =
        serde_json::from_slice(&bytes(labels)?).map_err(|error| format!("{}:{error}", labels.display()))?;
    let text = decode(&bytes(&text_path)?, text_path.to_str())
        .map_err(|error| format!("{}:{error}", text_path.display()))?
        .text;
    let plan = gold::to_gold(&read(&text), &text, name);
    if plan["text_sha256"] != gold["text_sha256"] {
        return Err(format!("{name}:标注与文本不是同一版本(text_sha256 不同)"));
    }
    Ok(score::score(&gold, &plan))
}

fn print(name: &str, score: &Score, least: &[f64; 8]) -> bool {
    println!(
        "{name}\n  {:<12} {:>9} {:>7} {:>7} {:>7} {:>7}",
        "measure", "precision", "recall", "F1", "read", "labels"
    );
    for (measure, count) in MEASURES.iter().zip(score) {
        println!(
            "  {measure:<12} {:>9.4} {:>7.4} {:>7.4} {:>7} {:>7}",
            count.precision(),
            count.recall(),
            count.f1(),
            count.read,
            count.labelled
        );
    }
    let missing = below(score, least);
    for measure in &missing {
        println!("  低于要求:{measure}");
    }
    missing.is_empty()
}
