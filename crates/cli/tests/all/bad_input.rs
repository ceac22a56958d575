//! Files that are not what they should be: one clear message each, nothing half done.

use crate::support::{SAMPLE, bare, site};

#[test]
fn files_that_cannot_be_read_are_named_with_the_reason() {
    let site = bare();
    site.file("空.txt", "");
    site.file("图片.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0");
    site.file("假.docx", SAMPLE);
    site.file("旧.pdf", "%PDF-1.4\n%\u{e2}\u{e3}");
    let read = |name: &str| site.run(&["plan", "read", name]);
    read("空.txt").fails_with(1, &["空.txt", "空的"]);
    read("图片.txt").fails_with(1, &["图片.txt", "不是文本"]);
    read("假.docx").fails_with(1, &["假.docx", "不是 Word 文档"]);
    read("旧.pdf").fails_with(1, &["旧.pdf", "PDF"]);
    read("没有.txt").fails_with(1, &["没有文件 没有.txt"]);
    read(".").fails_with(1, &["是目录"]);
}

#[test]
fn a_file_above_50_mb_is_refused_without_reading_it_all() {
    let site = bare();
    let file = std::fs::File::create(site.path("大.txt")).unwrap();
    file.set_len(40 * 1024 * 1024 * 1024).unwrap(); // sparse: takes no room on the disk
    site.run(&["plan", "read", "大.txt"]).fails_with(1, &["大.txt", "50 MB"]);
    site.run(&["init"]).succeeds();
    site.run(&["plan", "import", "大.txt"]).fails_with(1, &["大.txt", "50 MB"]);
    site.run(&["data", "import", "大.txt"]).fails_with(1, &["大.txt"]);
}

#[test]
fn every_encoding_reads_the_same() {
    let site = bare();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(SAMPLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    site.file("8.txt", SAMPLE).file("16.txt", utf16).file("标.txt", format!("\u{feff}{SAMPLE}"));
    let tables = ["8.txt", "16.txt"].map(|name| {
        let json = site.run(&["plan", "read", name, "--format", "json"]).succeeds().out;
        serde_json::from_str::<serde_json::Value>(&json).unwrap()
    });
    assert!(tables[0]["targets"].as_array().unwrap().len() > 1);
    assert_eq!(tables[0]["targets"], tables[1]["targets"]);
    site.run(&["plan", "read", "标.txt"]).succeeds();
}

#[test]
fn gb18030_is_recognised() {
    let site = bare();
    // 一、总体目标 / 到2025年,新建充电桩100个。(牵头单位:市能源局)
    let text: &[u8] = b"\xd2\xbb\xa1\xa2\xd7\xdc\xcc\xe5\xc4\xbf\xb1\xea\n\xb5\xbd2025\xc4\xea\xa3\xac\xd0\xc2\xbd\xa8\
        \xb3\xe4\xb5\xe7\xd7\xae100\xb8\xf6\xa1\xa3\n";
    site.file("国标.txt", text);
    let table = site.run(&["plan", "read", "国标.txt"]).succeeds().out;
    assert!(table.contains("充电桩"), "{table}");
    site.file("残.txt", [text, b"\xff\xff\x80"].concat());
    site.run(&["plan", "read", "残.txt"]).fails_with(1, &["残.txt", "编码"]);
}

#[test]
fn a_text_without_duties_is_read_and_says_so_but_does_not_become_a_plan() {
    let site = site();
    site.file("通知.txt", "关于放假的通知\n\n请各单位做好值班工作。\n");
    let table = site.run(&["plan", "read", "通知.txt"]).succeeds().out;
    assert!(table.contains("【责任分工】\n（无）"), "{table}");
    assert!(table.contains("【目标】\n（无）"), "{table}");
    site.run(&["plan", "import", "通知.txt"]).fails_with(1, &["通知.txt", "没有读到任务"]);
    assert!(site.plan_codes().is_empty());
}

#[test]
fn standard_input_is_a_file_too() {
    let site = bare();
    site.file("方案.txt", SAMPLE);
    let stdin = std::fs::File::open(site.path("方案.txt")).unwrap();
    let output = site.command(&["plan", "read", "-"]).stdin(stdin).output().unwrap();
    let from_stdin = crate::support::Answer::from(output).succeeds().out;
    assert_eq!(from_stdin, site.run(&["plan", "read", "方案.txt"]).succeeds().out);
    site.run(&["plan", "read", "-"]).fails_with(1, &["标准输入", "空的"]);
}

#[test]
fn xlsx_needs_a_file_to_go_to() {
    let site = bare();
    site.file("方案.txt", SAMPLE);
    site.run(&["plan", "read", "方案.txt", "--format", "xlsx"]).fails_with(1, &["-o"]);
    site.run(&["plan", "read", "方案.txt", "--format", "xlsx", "-o", "无/表.xlsx"]).fails_with(1, &["目录不存在"]);
    site.run(&["plan", "read", "方案.txt", "--format", "xlsx", "-o", "表.xlsx"]).succeeds();
    assert!(std::fs::read(site.path("表.xlsx")).unwrap().starts_with(b"PK"));
}

#[test]
fn data_with_faults_are_listed_line_by_line_and_nothing_is_imported() {
    let site = site();
    site.run(&["data", "template", "-o", "表.csv"]).succeeds();
    let template = std::fs::read_to_string(site.path("表.csv")).unwrap();
    let columns = template.lines().next().unwrap();
    let row = format!("没有的指标{}", ",".repeat(columns.matches(',').count()));
    site.file("缺列.csv", format!("{}\n", columns.replace("数值,", "")));
    site.run(&["data", "import", "缺列.csv"]).fails_with(1, &["缺列.csv", "第1行", "数值", "一条也没有导入"]);
    site.file("无头.csv", "甲,乙\n1,2\n");
    site.run(&["data", "import", "无头.csv"]).fails_with(1, &["无头.csv", "表头"]);
    site.file("错行.csv", format!("{columns}\n{row}\n"));
    site.run(&["data", "import", "错行.csv"]).fails_with(1, &["错行.csv", "第2行"]);
    let exported = site.run(&["data", "export"]).succeeds().out;
    assert_eq!(exported.lines().count(), 1, "{exported}");
    site.run(&["data", "export", "-o", "表.pdf"]).fails_with(1, &[".csv 或 .xlsx"]);
}

#[test]
fn the_same_text_is_imported_once() {
    let site = site();
    site.file("方案.txt", SAMPLE);
    site.run(&["plan", "import", "方案.txt", "--code", "sample"]).succeeds();
    site.run(&["plan", "import", "方案.txt", "--code", "other"]).fails_with(1, &["方案.txt"]);
    assert_eq!(site.plan_codes(), ["sample"]);
}

#[test]
fn unknown_things_are_named() {
    let site = site();
    site.run(&["status", "无此方案"]).fails_with(1, &["无此方案"]);
    site.run(&["explain", "B9-S001"]).fails_with(1, &["9"]);
    site.run(&["explain", "x"]).fails_with(1, &["x"]);
    site.run(&["user", "reset", "nobody"]).fails_with(1, &["nobody"]);
    site.run(&["user", "add", "jihua"]).fails_with(1, &["jihua"]);
    let other = bare();
    other.run(&["plan", "list"]).fails_with(1, &["junxian init"]);
    assert!(!other.data().exists(), "a mistyped folder must not become a database");
}
