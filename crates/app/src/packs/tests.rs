//! Packs are found, checked once, and chosen by period; what is wrong is listed and never runs.

use super::*;

const HEAD: &str = r#"pack "试点" {
  code       = "pilot"
  version    = "VERSION"
  basis      = "示例"
  valid_from = "FROM"
  certainty  = example
}
"#;

fn write(folder: &Path, version: &str, from: &str, rest: &str) {
    let place = folder.join("pilot").join(version);
    std::fs::create_dir_all(&place).unwrap();
    let text = HEAD.replace("VERSION", version).replace("FROM", from) + rest;
    std::fs::write(place.join("pack.hcl"), text).unwrap();
}

#[test]
fn versions_stand_side_by_side_and_the_one_in_force_is_found_by_period() {
    let folder = tempfile::tempdir().unwrap();
    for (version, from) in [("2024.2", "2024-03-01"), ("2024.10", "2024-12-01"), ("2026.1", "2026-01-01")] {
        write(folder.path(), version, from, "");
    }
    let packs = Packs::load(Some(folder.path())).unwrap();
    let versions: Vec<&str> = packs.versions("pilot").map(|known| known.version.as_str()).collect();
    assert_eq!(versions, ["2024.2", "2024.10", "2026.1"]);
    let in_force = |period: &str| packs.in_force("pilot", period.parse().unwrap()).map(|found| found.version.clone());
    assert_eq!(in_force("2024-06").unwrap(), "2024.2");
    assert_eq!(in_force("2024").unwrap(), "2024.10");
    assert_eq!(in_force("2026-Q1").unwrap(), "2026.1");
    assert!(
        in_force("2023")
            .unwrap_err()
            .to_string()
            .contains("没有生效且无错误的版本（现有版本：2024.2、2024.10、2026.1）")
    );
    assert_eq!(packs.newest("pilot").unwrap().version, "2026.1");
}

#[test]
fn a_pack_with_a_fault_is_listed_and_does_not_run() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "1", "2024-01-01", "");
    write(folder.path(), "2", "2025-01-01", "nonsense \"甲\" {\n}\n");
    let packs = Packs::load(Some(folder.path())).unwrap();
    let wrong = packs.find("pilot", "2").unwrap();
    assert_eq!((wrong.errors(), wrong.pack.is_some()), (1, false));
    assert!(wrong.complaints()[0].contains("pilot/2/pack.hcl:8:1"), "{}", wrong.complaints()[0]);
    let refused = packs.usable("pilot", "2").unwrap_err().to_string();
    assert!(refused.starts_with("机制包“pilot”版本“2”有 1 处错误，不能使用"), "{refused}");
    // What is wrong is never in force; the older version stays.
    assert_eq!(packs.in_force("pilot", Period::Year(2025)).unwrap().version, "1");
}

#[test]
fn an_own_pack_may_not_change_a_shipped_version() {
    let shipped = Packs::load(None).unwrap();
    let known = &shipped.all()[0];
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join(&known.code).join(&known.version);
    std::fs::create_dir_all(&place).unwrap();
    for source in &known.sources {
        std::fs::write(place.join(source.path.rsplit('/').next().unwrap()), &source.text).unwrap();
    }
    let same = Packs::load(Some(folder.path())).unwrap();
    assert_eq!(same.all().len(), shipped.all().len());
    std::fs::write(place.join("more.hcl"), "# 改动\n").unwrap();
    let changed = Packs::load(Some(folder.path())).unwrap();
    let own: Vec<_> = changed.all().iter().filter(|known| known.origin == PackOrigin::Own).collect();
    assert_eq!(own.len(), 1);
    assert!(own[0].pack.is_none() && own[0].problems[0].contains("已有这个代码和版本"));
    assert!(changed.usable(&known.code, &known.version).is_ok());
}

#[test]
fn files_that_are_no_text_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("pilot").join("1");
    std::fs::create_dir_all(&place).unwrap();
    std::fs::write(place.join("pack.hcl"), [0xff, 0xfe, 0x00]).unwrap();
    std::fs::create_dir_all(folder.path().join("pilot").join("2")).unwrap();
    let packs = Packs::of_folder(folder.path()).unwrap();
    let problems: Vec<&str> = packs.all().iter().map(|known| known.problems[0].as_str()).collect();
    assert!(problems[0].contains("pack.hcl 不是 UTF-8"), "{problems:?}");
    assert!(problems[1].contains("没有 .hcl 文件"), "{problems:?}");
    let absent = Packs::of_folder(&folder.path().join("nowhere")).unwrap_err().to_string();
    assert!(absent.contains("不存在"), "{absent}");
}

#[test]
fn shipped_packs_are_those_of_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let names = |packs: &Packs| -> Vec<(String, String)> {
        packs.all().iter().map(|known| (known.code.clone(), known.version.clone())).collect()
    };
    let (shipped, folder) = (Packs::load(None).unwrap(), Packs::of_folder(&folder).unwrap());
    assert_eq!(names(&shipped), names(&folder));
    for known in shipped.all() {
        assert!(known.pack.is_some() && known.diagnostics.is_empty(), "{}", known.complaints().join("\n"));
    }
}
