//! A record of operations that was changed in any way is not proved, and the first fault is named.

use ledger_check::record::Chain;
use sha2::{Digest, Sha256};

const ENTRIES: [&str; 3] = [
    r#"["1","2026-03-01T00:00:00.000000Z","命令行","建立数据库","",null,"00"]"#,
    r#"["2","2026-03-01T01:00:00.000000Z","张三","导入数据","data","文件“表.csv”","a1"]"#,
    r#"["3","2026-03-02T01:00:00.000000Z","李四","核定口径冲突","conflict/x","以名录为准","b2"]"#,
];

/// As the program hands it out.
fn exported(entries: &[&str]) -> Vec<String> {
    let mut head = "0".repeat(64);
    let line = |entry: &&str| {
        let digest = Sha256::digest(format!("{head}\n{entry}").as_bytes());
        head = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{head}\t{entry}")
    };
    entries.iter().map(line).collect()
}

/// How many lines stand, and why the next one does not.
fn proved(lines: &[String]) -> (u64, Option<String>) {
    let mut chain = Chain::default();
    let fault = lines.iter().find_map(|line| chain.add(line).err());
    (chain.count(), fault)
}

#[test]
fn a_whole_record_is_proved_to_its_end() {
    let lines = exported(&ENTRIES);
    let mut chain = Chain::default();
    assert!(lines.iter().all(|line| chain.add(line).is_ok()));
    assert_eq!((chain.count(), Some(chain.head())), (3, lines[2].split('\t').next()));
}

#[test]
fn a_changed_entry_is_named_also_where_its_own_digest_was_made_to_fit() {
    let mut lines = exported(&ENTRIES);
    lines[1] = lines[1].replace("张三", "王五");
    assert_eq!(proved(&lines), (1, Some("摘要与内容不符，本条或它前面的记录被改动".to_string())));
    // Whoever knows the form computes the digest again; the entry after it then does not fit.
    let mut forged = ENTRIES;
    let changed = forged[1].replace("张三", "王五");
    forged[1] = &changed;
    let again = exported(&forged);
    let mixed = vec![again[0].clone(), again[1].clone(), exported(&ENTRIES)[2].clone()];
    assert_eq!(proved(&mixed).0, 2);
}

#[test]
fn missing_and_exchanged_entries_are_named() {
    let lines = exported(&ENTRIES);
    let missing = vec![lines[0].clone(), lines[2].clone()];
    let why = proved(&missing).1.unwrap_or_default();
    assert_eq!(why, "编号是“3”，应为 2，有记录缺失、重复或次序颠倒");
    assert_eq!(proved(&["没有制表符".to_string()]).1.as_deref(), Some("不是“摘要、制表符、记录”的格式"));
}
