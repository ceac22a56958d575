//! Runs the compiled binary on a temporary folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Own words, no real place.
pub const SAMPLE: &str = include_str!("../../../../demo/sample_plan.txt");

pub struct Site {
    pub folder: TempDir,
}

pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Answer {
    #[track_caller]
    pub fn succeeds(self) -> Answer {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self
    }

    /// One message in Chinese that has all the words, and nothing of a panic.
    #[track_caller]
    pub fn fails_with(self, code: i32, words: &[&str]) -> Answer {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        assert!(self.err.lines().any(|line| line.starts_with("错误：")), "{}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "“{word}” is not in: {}", self.err);
        }
        self
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Answer {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Answer { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A folder without a database.
pub fn bare() -> Site {
    Site { folder: tempfile::tempdir().unwrap() }
}

/// A folder with a database and its first user.
pub fn site() -> Site {
    let site = bare();
    site.run(&["init"]).succeeds();
    site
}

impl Site {
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Puts a file into the folder, where the commands run.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Site {
        std::fs::write(self.path(name), bytes).unwrap();
        self
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_junxian"));
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
        command.current_dir(self.folder.path()).args(arguments).stdin(Stdio::null());
        command.env("JUNXIAN_DATA", self.data()).env("JUNXIAN_FONTS", fonts).env("COLUMNS", "100");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Answer {
        self.command(arguments).output().unwrap().into()
    }

    pub fn plan_codes(&self) -> Vec<String> {
        let listed = self.run(&["plan", "list"]).succeeds().out;
        listed.lines().skip(2).filter_map(|line| line.split_whitespace().next()).map(str::to_string).collect()
    }
}
