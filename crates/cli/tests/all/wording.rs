//! Words of an organisation: checked line by line, used by every command that reads, refused as a whole when wrong.

use crate::support::{Site, bare, site};

/// The example of the reference page.
fn example(site: &Site) -> String {
    let page = site.run(&["docs", "wording"]).succeeds().out;
    let (_, rest) = page.split_once("```toml\n").expect("an example");
    rest.split_once("```").expect("its end").0.to_string()
}

const PLAN: &str = "甲乙市造林方案\n一、任务\n（一）造林。到2026年，新建示范点12方舱。（市发改委牵头，财政局配合）\n";

#[test]
fn the_example_of_the_reference_page_holds() {
    let site = bare();
    site.file("用语.toml", example(&site));
    let out = site.run(&["wording", "check", "用语.toml"]).succeeds().out;
    assert!(out.contains("2 行用语"), "{out}");
}

#[test]
fn own_words_are_read_from_a_file_or_the_data_folder() {
    let site = site();
    site.file("方案.txt", PLAN).file("用语.toml", example(&site));
    let read = |more: &[&str]| site.run(&[&["plan", "read", "方案.txt"], more].concat()).succeeds().out;
    let plain = read(&[]);
    assert!(plain.contains("市发改委") && !plain.contains("12方舱"), "{plain}");
    let own = read(&["--wording", "用语.toml"]);
    assert!(own.contains("市发展和改革委员会") && own.contains("方舱"), "{own}");
    site.file("data/wording.toml", example(&site));
    assert_eq!(read(&[]), own);
    let imported = site.run(&["plan", "import", "方案.txt", "--code", "own_words"]).succeeds().out;
    assert!(imported.contains("目标 1 个"), "{imported}");
    let json = site.run(&["plan", "export", "own_words"]).succeeds().out;
    assert!(json.contains("市发展和改革委员会"), "{json}");
}

#[test]
fn faults_are_told_with_line_and_way_out() {
    let site = site();
    site.file("方案.txt", PLAN)
        .file("错.toml", "[[entry]]\ntable = \"units\"\nwords = [\"方舱\"]\nexample = \"新建12{}。\"\n");
    site.run(&["wording", "check", "错.toml"])
        .fails_with(1, &["错.toml 有 1 处错误", "第1行", "没有写含义", "kind = \"count\""]);
    site.run(&["plan", "read", "方案.txt", "--wording", "错.toml"]).fails_with(1, &["第1行", "没有写含义"]);
    site.run(&["wording", "check", "没有.toml"]).fails_with(1, &["没有.toml", "文件不存在"]);
    site.file("data/wording.toml", "[[alias]]\nname = 甲\n");
    site.run(&["plan", "list"]).fails_with(1, &["wording.toml 有 1 处错误", "第2行", "不是有效的 TOML"]);
}
