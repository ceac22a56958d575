//! Packs (机制包) that this installation knows: those inside the binary and those of its own folder, all versions side
//! by side, each checked once. A pack with a fault is listed with its faults and never runs.

mod account;
mod allocate;
mod analyse;
pub(crate) mod answer;
pub mod cases;
mod cell;
mod command;
mod compare;
mod doc;
mod facts;
mod folder;
pub(crate) mod intake;
mod over;
pub(crate) mod rules;
mod shipped;
mod skeleton;
mod spread;
pub mod table;
mod version;

use std::path::Path;
use std::sync::Arc;

pub use engine::formula::in_sentences;
use model::Period;
use model::pack::Pack;
use pack::{Diagnostic, Source};

pub use account::Accounted;
pub use allocate::Allocated;
pub use analyse::Analysed;
pub use compare::VersionChange;
pub use doc::document;
pub use facts::LineFault;
pub use over::{ConcludedOf, Files, Input, Over, RowsOf};
pub use skeleton::skeleton;
pub use version::compare_versions;

use crate::{AppError, Result};

/// Every known version of every pack, sorted by code and then from the oldest version to the newest.
#[derive(Debug, Default)]
pub struct Packs {
    versions: Vec<Arc<PackVersion>>,
}

/// One version of one pack as it was found.
#[derive(Debug)]
pub struct PackVersion {
    /// As its folders are called.
    pub code: String,
    pub version: String,
    pub origin: PackOrigin,
    /// The files of rules, by name; paths are `code/version/file.hcl`.
    pub sources: Vec<Source>,
    /// The files of tests beside them (Markdown), by name.
    pub pages: Vec<Source>,
    /// Nothing when it has a fault.
    pub pack: Option<Arc<Pack>>,
    /// What the checker found, errors and warnings, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong with the folder rather than with a text in it.
    pub problems: Vec<String>,
}

/// Where a version comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackOrigin {
    /// 随程序发布.
    Shipped,
    /// 本单位.
    Own,
}

impl Packs {
    /// The packs inside the binary, and those of `own` where a site has some.
    ///
    /// # Errors
    /// The folder cannot be read. A pack in it that is wrong is no error: it is listed with what is wrong.
    pub fn load(own: Option<&Path>) -> Result<Packs> {
        let mut versions = shipped::versions().to_vec();
        if let Some(own) = own {
            for version in folder::read(own)? {
                let twin = versions.iter().position(|known| known.is_named(&version.code, &version.version));
                match twin {
                    None => versions.push(Arc::new(version)),
                    Some(place) if versions[place].has_same_text(&version) => {}
                    Some(_) => {
                        versions.push(Arc::new(version.refused(
                            "随程序发布的机制包已有这个代码和版本，内容不同；请另取版本号，已发布的版本不修改",
                        )))
                    }
                }
            }
        }
        versions.sort_by(|left, right| left.order(right));
        Ok(Packs { versions })
    }

    /// The packs of a folder alone: `packs/`, the folder of one pack, or that of one version.
    pub fn of_folder(folder: &Path) -> Result<Packs> {
        let mut versions: Vec<Arc<PackVersion>> = folder::read(folder)?.into_iter().map(Arc::new).collect();
        versions.sort_by(|left, right| left.order(right));
        Ok(Packs { versions })
    }

    pub fn all(&self) -> &[Arc<PackVersion>] {
        &self.versions
    }

    /// All versions of one pack, from the oldest to the newest.
    pub fn versions<'packs>(&'packs self, code: &str) -> impl Iterator<Item = &'packs Arc<PackVersion>> {
        self.versions.iter().filter(move |version| version.code == code)
    }

    /// One version, also when it is wrong.
    pub fn find(&self, code: &str, version: &str) -> Result<&Arc<PackVersion>> {
        let found = self.versions(code).find(|known| known.version == version);
        found.ok_or_else(|| AppError::not_found(format!("机制包“{code}”的版本“{version}”")))
    }

    /// One version that runs.
    pub fn usable(&self, code: &str, version: &str) -> Result<&Arc<PackVersion>> {
        let found = self.find(code, version)?;
        found.usable().map(|_| found)
    }

    /// The version in force on the last day of a period. Where several are, the one that began last.
    pub fn in_force(&self, code: &str, period: Period) -> Result<&Arc<PackVersion>> {
        let day = period.last_day();
        if self.versions(code).next().is_none() {
            return Err(AppError::not_found(format!("机制包“{code}”")));
        }
        let in_force =
            self.versions(code).filter(|known| known.pack.as_ref().is_some_and(|pack| pack.is_in_force(day)));
        let began = |known: &&Arc<PackVersion>| known.pack.as_ref().map(|pack| pack.validity.from);
        in_force.max_by(|left, right| began(left).cmp(&began(right)).then(left.order(right))).ok_or_else(|| {
            let held: Vec<&str> = self.versions(code).map(|known| known.version.as_str()).collect();
            AppError::bad_input(format!(
                "机制包“{code}”在{day}没有生效且无错误的版本（现有版本：{}）；请指定版本，或补充该期的版本",
                held.join("、")
            ))
        })
    }

    /// The newest usable version of every pack, in the order of the codes.
    pub fn newest_usable(&self) -> Vec<Arc<Pack>> {
        let mut codes: Vec<&str> = self.all().iter().map(|version| version.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.into_iter().filter_map(|code| self.newest(code).ok()?.usable().ok().cloned()).collect()
    }

    /// The newest version that runs.
    pub fn newest(&self, code: &str) -> Result<&Arc<PackVersion>> {
        let last = self.versions(code).last().ok_or_else(|| AppError::not_found(format!("机制包“{code}”")))?;
        self.versions(code).filter(|known| known.pack.is_some()).last().ok_or_else(|| last.faulty())
    }

    /// The pack that results are taken from: among these, or shipped.
    pub(crate) fn giving(&self, code: &str) -> Option<Arc<Pack>> {
        let usable = |version: &Arc<PackVersion>| version.pack.clone();
        let own = self.versions(code).filter_map(usable).last();
        let shipped = || shipped::versions().iter().filter(|version| version.code == code);
        own.or_else(|| shipped().max_by(|left, right| left.order(right)).and_then(usable))
    }

    /// The newest version that runs of every pack, by code. A pack whose versions all have faults is not among them: it
    /// is shown, with its faults, on the page of packs.
    pub fn newest_of_each(&self) -> impl Iterator<Item = (&PackVersion, &Arc<Pack>)> {
        let versions_of_one = self.versions.chunk_by(|one, next| one.code == next.code);
        versions_of_one.filter_map(|of_one| of_one.iter().rev().find_map(|held| Some((&**held, held.pack.as_ref()?))))
    }
}

impl PackVersion {
    /// Checks the files of one version.
    fn checked(
        (code, version): (String, String),
        origin: PackOrigin,
        sources: Vec<Source>,
        pages: Vec<Source>,
        problems: Vec<String>,
    ) -> PackVersion {
        let checked = pack::check(&sources);
        let pack = checked.pack.filter(|_| problems.is_empty()).map(Arc::new);
        PackVersion { code, version, origin, sources, pages, pack, diagnostics: checked.diagnostics, problems }
    }

    fn is_named(&self, code: &str, version: &str) -> bool {
        self.code == code && self.version == version
    }

    fn has_same_text(&self, other: &PackVersion) -> bool {
        let texts = |version: &PackVersion| -> Vec<(String, String)> {
            version.sources.iter().map(|source| (source.path.clone(), source.text.replace("\r\n", "\n"))).collect()
        };
        texts(self) == texts(other)
    }

    fn refused(mut self, problem: &str) -> PackVersion {
        self.problems.push(problem.to_string());
        self.pack = None;
        self
    }

    fn order(&self, other: &PackVersion) -> std::cmp::Ordering {
        self.code.cmp(&other.code).then_with(|| compare_versions(&self.version, &other.version))
    }

    /// The checked pack, or why there is none.
    pub fn usable(&self) -> Result<&Arc<Pack>> {
        self.pack.as_ref().ok_or_else(|| self.faulty())
    }

    /// How many errors keep it from running.
    pub fn errors(&self) -> usize {
        let is_error = |found: &&Diagnostic| found.fault.severity() == pack::Severity::Error;
        self.problems.len() + self.diagnostics.iter().filter(is_error).count()
    }

    fn faulty(&self) -> AppError {
        AppError::bad_input(format!(
            "机制包“{}”版本“{}”有 {} 处错误，不能使用；请在机制包页面或用 junxian pack check 查看并改正",
            self.code,
            self.version,
            self.errors()
        ))
    }

    /// Everything that is wrong, as the author reads it: problems of the folder, then each fault with its place.
    pub fn complaints(&self) -> Vec<String> {
        let problems = self.problems.iter().map(|problem| format!("错误: {}/{}: {problem}\n", self.code, self.version));
        problems.chain(self.diagnostics.iter().map(|found| pack::render(found, &self.sources))).collect()
    }
}

#[cfg(test)]
mod tests;
