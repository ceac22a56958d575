//! `cargo xtask bench evaluation`: the evaluation kernel beside the best program for each kind of work, on inputs that
//! both make by the same published rule. Never counts a time whose result differs from the other's: that is an error.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::works::Agreement::{self, Chance, Same, Within};
use super::works::{Reach, WHOLE_RUNS, WORKS, Work};
use super::{ask, example, machine};
use crate::need::python_with;
use crate::root;
use crate::run::target;

/// Released versions, so that a later run is about the same programs.
const PACKAGES: [&str; 10] = [
    "numpy==2.4.6",
    "scipy==1.17.1",
    "pandas==3.1.1",
    "polars==2.1.0",
    "highspy==1.16.0",
    "SALib==1.6.0",
    "pymcdm==1.4.0",
    "esda==2.9.0",
    "libpysal==4.14.1",
    "numba==0.68.1",
];

/// The line about the checker, which has no peer.
const PACKS: &str = "packs";
pub(super) const PACKS_LINE: &str = "Reading and checking all ";

/// All rows, or those that are named. Gives the part of the page.
pub fn bench(rows: &[&str]) -> Result<String> {
    let wanted: Vec<&Work> =
        WORKS.iter().filter(|work| rows.is_empty() || rows.contains(&work.row) || rows.contains(&work.id)).collect();
    let with_packs = rows.is_empty() || rows.contains(&PACKS);
    if wanted.is_empty() && !with_packs {
        let known: Vec<&str> = WORKS.iter().map(|work| work.row).chain([PACKS]).collect();
        bail!("no such row; there are {}", known.join(", "));
    }
    let head = head()?;
    let ours = example("engine", "evaluation_bench")?;
    if wanted.is_empty() {
        return packs_line(&ours);
    }
    let python = python_with("bench-evaluation", &PACKAGES)?;
    let mut page = head + TABLE;
    let mut differing = Vec::new();
    for work in wanted {
        println!("… {} {}, beside {}", work.id, work.what, work.peer);
        let (row, is_same) = measured(work, &ours, &python).with_context(|| work.row)?;
        println!("{row}");
        writeln!(page, "{row}")?;
        if !is_same {
            differing.push(work.row);
        }
    }
    page += NOTES;
    if rows.is_empty() {
        page += &whole_runs(&ours)?;
    }
    if with_packs {
        page += &packs_line(&ours)?;
    }
    if !differing.is_empty() {
        bail!("{page}\nthe results differ by more than is allowed: {}", differing.join(", "));
    }
    Ok(page)
}

fn head() -> Result<String> {
    Ok(format!(
        "# How fast evaluations are\n\nWritten by `cargo xtask bench evaluation --record` {}.\n\n\
         Both programs make the same input by the same rule (`xtask/bench/generate.py`,\n\
         `crates/engine/examples/evaluation_bench/generate.rs`) and hold it in memory as suits them; making it and loading a\n\
         library are not timed. Each runs in a process of its own with one thread, one after the other, several rounds;\n\
         the smallest processor time of one computation counts. Wall time is what it took on a machine that others\n\
         were using, and peak memory is that of the whole process with its input. The results of both are compared;\n\
         “furthest” is the largest difference met, in the part that allows least. A row whose results differ fails.\n\
         Peers: {}.\n\n",
        machine()?,
        PACKAGES.join(", ").replace("==", " "),
    ))
}

const TABLE: &str = "\
| | work | ours CPU s | peer | peer CPU s | ratio | to reach | ours wall s | peer wall s | ours MiB | peer MiB | furthest |
|---|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|
";

const NOTES: &str = "
What stands beside what:

- W1: R and COINr are not installed by this command. The scores and ranks are also held against those that COINr 1.1.14
  gave (`crates/engine/tests/peers`); there it took 0.099 s of processor time on a machine of the same kind.
- W2: COINr itself took 1 346 s for 10 000 draws there. Building the 1 000 weight trees is part of our time.
- W2b: resamples are drawn by each program's own random numbers, so the widths of intervals agree only as chance allows.
- W5: both start from columns in memory. What is timed is what the kernel of a pack run does with numbers: ratios, groups,
  ranks, weighted means, classes by share. A run of a pack also keeps exact columns and a reason for every subject,
  which this row does not do. Totals and classes are the same bits for every enterprise.
- W6: both draw 9 999 permutations of their own; the moments are compared exactly, the probability as chance allows.
";

fn whole_runs(ours: &Path) -> Result<String> {
    let mut table =
        "\n## A whole run of a pack\n\nThe shipped pack `packs/mu_benefit/2024.1`: conditions, exact ratios, \
                     benchmarks of the pool, scores, classes, and the record of every subject, from columns in memory. \
                     No other program does this.\n\n\
                     | work | CPU s | CPU µs a subject | wall s | MiB |\n|---|---:|---:|---:|---:|\n"
            .to_string();
    for (row, what, count) in WHOLE_RUNS {
        println!("… {what}");
        let folder = results("ours", row)?;
        let mut taken = None;
        for _ in 0..3 {
            taken = Some(smaller(taken, &ask(Command::new(ours).arg(row).arg(&folder).arg("2"))?)?);
        }
        let Some(taken) = taken else { bail!("no round") };
        let (cpu, wall) = (seconds(taken.cpu), seconds(taken.wall));
        writeln!(table, "| {what} | {cpu} | {:.1} | {wall} | {:.0} |", taken.cpu / count * 1e6, taken.peak)?;
    }
    Ok(table)
}

fn packs_line(ours: &Path) -> Result<String> {
    let folder = results("ours", "check-packs")?;
    let taken = smaller(None, &ask(Command::new(ours).arg("check-packs").arg(&folder).arg("10"))?)?;
    let packs: f64 = numbers(&folder.join("counts.f64"))?.iter().sum();
    let took = seconds(taken.cpu);
    let machine = machine()?;
    Ok(format!(
        "\n{PACKS_LINE}{packs} versions of shipped packs takes {took} s of processor time (to reach: < 0.05 s; \
         {machine}).\n"
    ))
}

/// The folder into which one side writes its numbers.
fn results(side: &str, row: &str) -> Result<PathBuf> {
    let folder = target().join("bench-evaluation-results").join(side).join(row);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// What one program took: the smallest over its rounds.
#[derive(Clone)]
struct Taken {
    cpu: f64,
    wall: f64,
    peak: f64,
    digest: String,
}

fn measured(work: &Work, ours: &Path, python: &Path) -> Result<(String, bool)> {
    let (own_folder, peer_folder) = (results("ours", work.row)?, results("peer", work.peer_row)?);
    let (mut own, mut peer): (Option<Taken>, Option<Taken>) = (None, None);
    for _ in 0..work.rounds {
        let repeats = work.repeats.to_string();
        let fields = ask(Command::new(ours).arg(work.row).arg(&own_folder).arg(&repeats))?;
        own = Some(smaller(own, &fields)?);
        let script = root().join("xtask/bench/peers.py");
        let mut command = Command::new(python);
        command.arg(script).arg(work.peer_row).arg(&peer_folder).arg(&repeats);
        for variable in ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "POLARS_MAX_THREADS", "NUMBA_NUM_THREADS"] {
            command.env(variable, "1");
        }
        // Set on some machines for old libraries; they keep a current one from its best.
        command.env_remove("OPENBLAS_CORETYPE").env_remove("OPENBLAS_L2_SIZE");
        peer = Some(smaller(peer, &ask(&mut command).context(work.peer)?)?);
    }
    let (Some(own), Some(peer)) = (own, peer) else { bail!("no round") };
    if own.digest != peer.digest {
        bail!("the inputs differ: {} and {}", own.digest, peer.digest);
    }
    let mut furthest: Option<f64> = None;
    let mut is_same = true;
    for (part, agreement) in work.parts {
        let file = format!("{part}.f64");
        let (far, agrees) =
            compare(&numbers(&own_folder.join(&file))?, &numbers(&peer_folder.join(&file))?, *agreement)
                .with_context(|| format!("part {part}"))?;
        if !agrees {
            println!("  {part}: {far:e}");
        }
        is_same &= agrees;
        if !matches!(agreement, Chance(_)) {
            furthest = Some(furthest.map_or(far, |known| known.max(far)));
        }
    }
    let reach = match work.reach {
        Reach::Ratio(least) => format!("≥ {least}"),
        Reach::Seconds(most) => format!("< {most} s"),
        Reach::Open => "–".to_string(),
    };
    let row = format!(
        "| {} | {} | {} | {} | {} | **{:.1}** | {reach} | {} | {} | {:.0} | {:.0} | {} |",
        work.id,
        work.what,
        seconds(own.cpu),
        work.peer,
        seconds(peer.cpu),
        peer.cpu / own.cpu,
        seconds(own.wall),
        seconds(peer.wall),
        own.peak,
        peer.peak,
        furthest.map_or_else(
            || "–".to_string(),
            |far| if far == 0.0 { "same bits".to_string() } else { format!("{far:.0e}") }
        ),
    );
    Ok((row, is_same))
}

/// Three digits that count.
fn seconds(value: f64) -> String {
    let decimals = (2 - value.log10().floor() as i32).clamp(0, 7) as usize;
    format!("{value:.decimals$}")
}

fn smaller(known: Option<Taken>, fields: &[String]) -> Result<Taken> {
    let [cpu, wall, peak, digest] = fields else { bail!("printed {} fields", fields.len()) };
    let taken =
        Taken { cpu: cpu.parse()?, wall: wall.parse()?, peak: peak.parse::<f64>()? / 1024.0, digest: digest.clone() };
    Ok(match known {
        Some(known) => Taken {
            cpu: known.cpu.min(taken.cpu),
            wall: known.wall.min(taken.wall),
            peak: known.peak.max(taken.peak),
            digest: taken.digest,
        },
        None => taken,
    })
}

fn numbers(path: &Path) -> Result<Vec<f64>> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(bytes.as_chunks::<8>().0.iter().map(|eight| f64::from_le_bytes(*eight)).collect())
}

/// The largest difference, and whether it is allowed.
fn compare(ours: &[f64], peers: &[f64], agreement: Agreement) -> Result<(f64, bool)> {
    if ours.len() != peers.len() || ours.is_empty() {
        bail!("{} numbers beside {}", ours.len(), peers.len());
    }
    let mut furthest: f64 = 0.0;
    let mut agrees = true;
    for (one, other) in ours.iter().zip(peers) {
        let far = match agreement {
            Same => (one - other).abs(),
            Within(_) => (one - other).abs() / other.abs().max(1.0),
            Chance(_) => (one - other).abs() / other.abs(),
        };
        agrees &= match agreement {
            Same => one.to_bits() == other.to_bits(),
            Within(most) | Chance(most) => far <= most,
        };
        furthest = furthest.max(far);
    }
    Ok((furthest, agrees))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_or_a_missing_number_is_not_agreement() {
        assert!(compare(&[1.0, 2.0], &[1.0, 2.0], Same).unwrap().1);
        assert!(!compare(&[1.0], &[1.0 + f64::EPSILON], Same).unwrap().1);
        assert!(compare(&[1.0], &[1.0 + 1e-10], Within(1e-9)).unwrap().1);
        assert!(!compare(&[f64::NAN], &[1.0], Within(1e-9)).unwrap().1);
        assert!(!compare(&[1.0], &[1.3], Chance(0.2)).unwrap().1);
        assert!(compare(&[1.0], &[], Same).is_err());
    }
}
