//! Backup, restore and the drill from the command line.

use crate::support::{SAMPLE, site};

#[test]
fn backup_wipe_restore() {
    let site = site();
    site.file("方案.txt", SAMPLE);
    site.run(&["plan", "import", "方案.txt", "--code", "sample"]).succeeds();
    let made = site.run(&["backup", "备份.zip"]).succeeds().out;
    let head = made.lines().find(|line| line.contains("末条记录摘要")).unwrap().to_string();
    let drilled = site.run(&["verify", "--backup", "备份.zip"]).succeeds().out;
    assert!(drilled.contains("备份可以恢复") && drilled.contains(&head), "{drilled}");
    site.run(&["backup", "备份.zip"]).fails_with(1, &["备份.zip", "未覆盖"]);
    site.run(&["restore", "备份.zip"]).fails_with(1, &["已有数据库"]);
    std::fs::remove_dir_all(site.data()).unwrap();
    let restored = site.run(&["restore", "备份.zip"]).succeeds().out;
    assert!(restored.contains("全部相符") && restored.contains(&head), "{restored}");
    assert_eq!(site.plan_codes(), ["sample"]);
    site.run(&["verify"]).succeeds();
    site.file("短.zip", b"PK\x03\x04");
    site.run(&["verify", "--backup", "短.zip"]).fails_with(1, &["短.zip", "截断"]);
    site.run(&["backup", "没有/备份.zip"]).fails_with(1, &["没有"]);
}
