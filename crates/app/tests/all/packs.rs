//! The tests beside all shipped packs, run as their authors run them.
//!
//! `UPDATE_EXPECT=1` rewrites `expect` blocks; `worked` blocks are never touched.

use std::path::Path;

use app::Packs;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

#[test]
fn every_test_of_every_pack_gives_what_its_page_says() {
    let packs = Packs::of_folder(&folder()).unwrap();
    let mut complaints = Vec::new();
    let mut cases = 0;
    for version in packs.all() {
        for report in version.test(None, &packs, &app::built_in_calendar().unwrap()).unwrap() {
            cases += report.cases.len();
            if let Some(text) = report.rewritten.as_ref().filter(|_| std::env::var_os("UPDATE_EXPECT").is_some()) {
                std::fs::write(folder().join(&report.path), text).unwrap();
            }
            complaints.extend(report.complaints());
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    assert!(cases > 0);
}

#[test]
fn every_pack_has_a_worked_example_with_its_source() {
    let packs = Packs::of_folder(&folder()).unwrap();
    let mut absent = Vec::new();
    for version in packs.all() {
        let reports = version.test(None, &packs, &app::built_in_calendar().unwrap()).unwrap();
        let worked = reports.iter().flat_map(|report| &report.cases).map(|case| case.worked.len()).sum::<usize>();
        if worked == 0 {
            absent.push(format!("{}/{}", version.code, version.version));
        }
    }
    assert!(absent.is_empty(), "no worked block beside: {}", absent.join(", "));
}

#[tokio::test]
async fn the_page_of_a_pack_tells_every_rule_that_it_declares() {
    let site = crate::support::site().await;
    let mut told = std::collections::BTreeSet::new();
    for row in site.app.pack_list(crate::support::now()) {
        let page = site.app.pack_page(&row.code, &row.version, crate::support::now()).unwrap();
        let pack = site.app.packs().find(&row.code, &row.version).unwrap().pack.clone().unwrap();
        let declared = pack.registers.len()
            + pack.formulas.len()
            + pack.evaluations.len()
            + pack.allocations.len()
            + pack.exchanges.len()
            + pack.agreements.len()
            + pack.matchings.len()
            + pack.networks.len()
            + pack.analyses.len()
            + pack.ledgers.len()
            + pack.placements.len();
        assert_eq!(page.sections.len(), declared, "{}", row.code);
        assert!(page.sections.iter().all(|section| !section.lines.is_empty()), "{}", row.code);
        told.extend(page.sections.into_iter().map(|section| section.kind));
    }
    for kind in ["分配", "交易", "利益分享", "对接", "供应链"] {
        assert!(told.contains(kind), "{kind}: {told:?}");
    }
}

/// A pack is checked alone, so what it takes from others (取数) is looked for here: in every version that may be in force.
#[test]
fn what_a_pack_takes_from_another_one_is_there() {
    let packs = Packs::of_folder(&folder()).unwrap();
    let mut taken = 0;
    for pack in packs.newest_usable() {
        for register in &pack.registers {
            for intake in &register.intakes {
                let given = packs.newest(intake.pack.as_str()).unwrap().usable().unwrap();
                let there = given.register(&intake.register).unwrap_or_else(|| panic!("{}", intake.name));
                assert!(there.class <= register.class, "{}", intake.name);
                for (_, code) in &intake.fields {
                    assert!(there.field(code).is_some(), "{}: {code}", intake.name);
                }
                if let Some(amount) = &intake.amount {
                    let is_formula = given.formula(&amount.value).is_some();
                    assert!(is_formula || there.field(&amount.value).is_some(), "{}: {}", intake.name, amount.value);
                }
                taken += 1;
            }
        }
    }
    assert_eq!(taken, 10);
}
