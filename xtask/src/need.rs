//! Programs beside Rust: found, installed where that is possible, or named in one line.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::root;
use crate::run::{newest, run};

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

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn version_of(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

fn path_of(program: &str) -> Option<String> {
    let paths = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&paths).map(|folder| folder.join(program)).find(|path| Path::new(path).is_file());
    found.map(|path| path.display().to_string())
}
