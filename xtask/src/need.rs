//! Programs beside Rust: found, installed where that is possible, or named in one line.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::root;
use crate::run::{newest, run, target};

/// Node.js in the version that the web app is built with, and the packages of the web app.
pub fn node() -> Result<()> {
    let Some(version) = version_of("node") else {
        bail!("Node.js 20 or newer is needed to build the web app; it was not found");
    };
    let major: u32 = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse().ok()).unwrap_or(0);
    if major < 20 {
        bail!("Node.js 20 or newer is needed to build the web app; found {version}");
    }
    let installed = newest(&root().join("web/node_modules/.package-lock.json"));
    let locked = newest(&root().join("web/package-lock.json"));
    if installed.is_none() || installed < locked {
        run("web", "npm", &["ci", "--no-audit", "--no-fund"])?;
    }
    Ok(())
}

/// A Chromium for the browser tests, and a Chinese font that it can draw with.
pub fn chromium() -> Result<String> {
    let candidates = ["chromium", "chromium-browser", "google-chrome"];
    let find = || {
        let named = std::env::var("CHROMIUM").ok();
        named.or_else(|| candidates.iter().find_map(|name| path_of(name)))
    };
    if find().is_none() {
        apt(&["chromium", "fonts-noto-cjk"])?;
    }
    match find() {
        Some(path) => Ok(path),
        None => bail!("Chromium is needed for the browser tests; install it or name it in the variable CHROMIUM"),
    }
}

/// The validator of the schemas that exported files must satisfy.
pub fn xmllint() -> Result<()> {
    if path_of("xmllint").is_none() {
        apt(&["libxml2-utils"])?;
    }
    Ok(())
}

/// What makes the certificates of that server.
pub fn openssl() -> Result<PathBuf> {
    if path_of("openssl").is_none() {
        apt(&["openssl"])?;
    }
    path_of("openssl").map(PathBuf::from).context("openssl is needed for the tests on PostgreSQL")
}

/// The folder with the programs of a PostgreSQL server, the newest that is installed.
pub fn postgres() -> Result<PathBuf> {
    if postgres_folder().is_none() {
        apt(&["postgresql"])?;
    }
    match postgres_folder() {
        Some(folder) => Ok(folder),
        None => bail!("PostgreSQL 15 or newer is needed for its tests; install it or name its bin folder in PGBIN"),
    }
}

/// Debian keeps them out of the path, in one folder a version.
fn postgres_folder() -> Option<PathBuf> {
    let named = std::env::var_os("PGBIN").map(PathBuf::from);
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().filter_map(|entry| {
        let entry = entry.ok()?;
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        (version >= 15).then(|| (version, entry.path().join("bin")))
    });
    let in_path = || Some(Path::new(&path_of("initdb")?).parent()?.to_path_buf());
    let newest = versions.max_by_key(|(version, _)| *version).map(|(_, folder)| folder);
    named.or(newest).or_else(in_path).filter(|folder| folder.join("initdb").is_file())
}

/// The tools of plain-text accounting that must accept exported ledgers.
pub fn accounting() -> Result<()> {
    let absent: Vec<&str> = [("hledger", "hledger"), ("bean-check", "beancount")]
        .into_iter()
        .filter(|(program, _)| path_of(program).is_none())
        .map(|(_, package)| package)
        .collect();
    if absent.is_empty() { Ok(()) } else { apt(&absent) }
}

/// A Python with these packages, in a folder below the build folder.
pub fn python_with(name: &str, packages: &[&str]) -> Result<PathBuf> {
    let folder = target().join(name);
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let mark = folder.join("installed.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let place = folder.display().to_string();
    run(".", "python3", &["-m", "venv", &place]).context("python3 with its module venv is needed")?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run(".", &python.display().to_string(), &[install.as_slice(), packages].concat())?;
    std::fs::write(mark, wanted)?;
    Ok(python)
}

/// Room for a whole build with its tests: 4.7 GB were measured, 2.1 GB more with incremental state.
const COLD_GIB: f64 = 8.0;
/// Room that a build on top of an earlier one may still take.
const WARM_GIB: f64 = 2.0;

/// Free space where cargo builds, looked at first: a disk that fills up fails late and with words about something else.
pub fn disk() -> Result<()> {
    let target = target();
    let is_warm = target.join("debug").join("deps").is_dir();
    let Some(free) = free_gib(&target) else { return Ok(()) };
    let needed = if is_warm { WARM_GIB } else { COLD_GIB };
    match too_little(free, needed, &target) {
        Some(message) => bail!(message),
        None => Ok(()),
    }
}

fn too_little(free: f64, needed: f64, target: &Path) -> Option<String> {
    (free < needed).then(|| {
        format!(
            "too little disk space: {needed:.1} GiB needed, {free:.1} GiB free where {} is; \
             free some or name another folder in CARGO_TARGET_DIR",
            target.display()
        )
    })
}

/// Of the file system of the nearest folder that exists; nothing where no `df` can be asked.
fn free_gib(folder: &Path) -> Option<f64> {
    let standing = folder.ancestors().find(|path| path.is_dir())?;
    let output = Command::new("df").arg("-Pk").arg(standing).stderr(Stdio::null()).output().ok()?;
    free_of_df(&String::from_utf8_lossy(&output.stdout))
}

/// Fourth column of the last line: free blocks of 1024 bytes.
fn free_of_df(printed: &str) -> Option<f64> {
    let line = printed.lines().nth(1)?;
    let free: f64 = line.split_whitespace().rev().nth(2)?.parse().ok()?;
    Some(free / 1024.0 / 1024.0)
}

fn apt(packages: &[&str]) -> Result<()> {
    let may_install = path_of("apt-get").is_some() && version_of("id").is_some() && is_root();
    if !may_install {
        bail!("needed and not found: {}; install them with the package manager of this system", packages.join(", "));
    }
    run(".", "apt-get", &["update", "-qq"])?;
    let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
    arguments.extend(packages);
    run(".", "apt-get", &arguments)
}

pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn version_of(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

pub fn path_of(program: &str) -> Option<String> {
    let paths = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&paths).map(|folder| folder.join(program)).find(|path| Path::new(path).is_file());
    found.map(|path| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_space_is_read_as_df_prints_it() {
        let printed = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 263174212 68157440 27262976 72% /a b\n";
        assert!(free_of_df(printed).is_none(), "a mount point with a space is not guessed at");
        let printed =
            "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 263174212 68157440 27262976 72% /\n";
        assert_eq!(free_of_df(printed), Some(26.0));
    }

    #[test]
    fn too_little_space_is_told_in_one_line_with_both_numbers() {
        let message = too_little(1.25, COLD_GIB, Path::new("/t")).unwrap_or_default();
        assert!(message.starts_with("too little disk space: 8.0 GiB needed, 1.2 GiB free where /t is;"), "{message}");
        assert_eq!(message.lines().count(), 1);
        assert_eq!(too_little(8.0, COLD_GIB, Path::new("/t")), None);
    }
}
