//! Help, faults of usage, the manual and the scripts for shells.

use expect_test::expect_file;

use crate::support::bare;

#[test]
fn help_is_chinese_and_as_reviewed() {
    let site = bare();
    let manual = site.run(&["docs"]).succeeds().out;
    expect_file!["manual.md"].assert_eq(&manual);
    for english in ["Usage", "Options", "Commands", "Arguments", "OPTIONS", "possible values", "default:", "env:"] {
        assert!(!manual.contains(english), "{english}");
    }
    let help = site.run(&["--help"]).succeeds().out;
    assert!(help.contains("用法：junxian [选项] <命令>"), "{help}");
    assert_eq!(help, site.run(&["-h"]).succeeds().out);
    assert!(site.run(&["plan", "read", "--help"]).succeeds().out.contains("用法：junxian plan read"));
    assert!(site.run(&["--version"]).succeeds().out.starts_with("junxian 0."));
}

#[test]
fn faults_of_usage_are_explained_in_chinese_with_code_2() {
    let site = bare();
    for (arguments, words) in [
        (&["plna"][..], &["plna", "plan"][..]),
        (&[], &["缺少命令"]),
        (&["plan"], &["缺少命令"]),
        (&["plan", "read"], &["缺少", "<文件>"]),
        (&["plan", "read", "a", "--format", "word"], &["--format", "word", "table"]),
        (&["plan", "read", "a", "--out"], &["--out"]),
        (&["plan", "read", "a", "-o"], &["缺少内容"]),
        (&["status", "p", "--as-of", "2025-13-01"], &["--as-of", "2025-12-31"]),
        (&["serve", "--listen", "here"], &["--listen", "127.0.0.1:8787"]),
        (&["data", "import", "a", "--dataset", "other"], &["other", "演示"]),
        (&["init", "--code", "a"], &["--plan"]),
        (&["verify", "--demo", "--demo"], &["--demo"]),
    ] {
        site.run(arguments).fails_with(2, words).err.lines().for_each(|line| {
            assert!(!line.contains("error:") && !line.contains("Usage"), "{line}");
        });
    }
}

#[test]
fn shells_get_their_scripts() {
    let site = bare();
    for (shell, words) in [("bash", "_junxian"), ("zsh", "#compdef junxian"), ("fish", "complete -c junxian")] {
        assert!(site.run(&["completions", shell]).succeeds().out.contains(words), "{shell}");
    }
    let document = site.run(&["openapi"]).succeeds().out;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&document).unwrap()["openapi"], "3.1.0");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let site = bare();
    let script = "set -o pipefail; \"$0\" docs | head -n 1";
    let mut shell = std::process::Command::new("bash");
    let output = shell.args(["-c", script, env!("CARGO_BIN_EXE_junxian")]).current_dir(site.folder.path()).output();
    let answer = crate::support::Answer::from(output.unwrap()).succeeds();
    assert_eq!(answer.err, "");
}
