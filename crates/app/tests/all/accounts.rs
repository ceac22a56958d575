//! Accounting tables: each row, and what the rows of a place come to together.

use app::view::{AccountQuestion, AccountView};
use model::Dataset;
use serde_json::json;

use crate::evaluations::{firm, freeze, noon, save};
use crate::support::{Site, actor, demo, now, site};

const PACK: &str = "mu_benefit";

fn by_place() -> AccountQuestion {
    AccountQuestion { pack: PACK.into(), by_place: Some(true), period: Some("2025".into()), ..Default::default() }
}

/// Four firms of 2025 with taxable land: two in 寿光, one in 诸城, one that says no county; the second has no rate.
async fn with_taxed_firms() -> Site {
    let site = site().await;
    let mut rows = vec![
        firm("A", "甲公司", "100", "1500"),
        firm("B", "乙公司", "100", "1200"),
        firm("C", "丙公司", "100", "1100"),
        firm("D", "丁公司", "200", "1000"),
    ];
    for (place, row) in rows.iter_mut().enumerate() {
        let body = row["body"].as_object_mut().unwrap();
        body.insert("taxable_area".into(), json!("10000"));
        if place != 1 {
            body.insert("land_rate".into(), json!("8"));
        }
    }
    rows[2]["body"]["county"] = json!("370782");
    rows[3]["body"].as_object_mut().unwrap().remove("county");
    save(&site, PACK, "industrial_enterprise", 2025, Dataset::Real, &rows, "2026-11-25T01:00:00Z").await;
    site
}

#[tokio::test]
async fn rows_are_added_up_by_place_and_what_is_left_out_is_named() {
    let site = with_taxed_firms().await;
    let view = site.app.account_view(&actor(), &by_place(), noon()).await.unwrap();
    assert!(view.is_by_place && view.has_place_totals);
    let columns: Vec<&str> = view.columns.iter().map(|column| column.code.as_str()).collect();
    assert_eq!(columns, ["land_tax_standard", "land_tax", "land_tax_change", "gas_surcharge"]);
    let standard: Vec<_> = view.rows.iter().map(|row| (row.key.as_str(), row.values[0].as_deref())).collect();
    assert_eq!(standard, [("place:370782", Some("80000")), ("place:370783", Some("80000"))]);
    let told = view.notes.iter().filter(|note| note.contains("标准城镇土地使用税")).collect::<Vec<_>>();
    assert!(told.iter().any(|note| note.ends_with("未计入合计：乙公司")), "{told:?}");
    assert!(told.iter().any(|note| note.ends_with("不计入任何地区：丁公司")), "{told:?}");
    // No evaluation of the year is frozen yet, so nobody has a grade and nobody a graded tax.
    assert!(view.rows.iter().all(|row| row.values[1].is_none() && row.missing[1].is_some()));

    let id = format!("{}land_tax_standard/place:370783", view.columns[0].figures);
    let explained = site.app.explain(&actor(), &id, noon()).await.unwrap().derivation;
    assert_eq!((explained.value.as_str(), explained.unit.as_deref()), ("80000", Some("元")));
    assert_eq!(explained.inputs.len(), 2, "both firms of the place are shown, also the one without a result");
    assert!(explained.notes.iter().any(|note| note.contains("未计入合计，不按 0 计")), "{:?}", explained.notes);
}

#[tokio::test]
async fn a_formula_reads_the_grades_that_the_frozen_evaluation_of_the_year_gave() {
    let site = with_taxed_firms().await;
    freeze(&site, "2025").await;
    let view = site
        .app
        .account_view(&actor(), &by_place(), noon().checked_add(jiff::Span::new().minutes(1)).unwrap())
        .await
        .unwrap();
    let of = |key: &str, column: usize| {
        let row = view.rows.iter().find(|row| row.key == key).unwrap();
        row.values[column].as_deref().map(|text| text.parse::<f64>().unwrap())
    };
    let (standard, graded, change) = (of("place:370783", 0), of("place:370783", 1), of("place:370783", 2));
    assert_eq!(graded.zip(standard).map(|(graded, standard)| graded - standard), change);
    assert!(graded.is_some());
}

#[tokio::test]
async fn a_formula_that_is_not_added_up_says_so() {
    let site = site().await;
    let question = AccountQuestion { pack: "fiscal".into(), by_place: Some(true), ..Default::default() };
    let error = site.app.account_view(&actor(), &question, noon()).await.unwrap_err().to_string();
    assert!(error.contains("按地区合计的核算项"), "{error}");
}

/// A table of 演示 rows.
fn question(pack: &str, subject: Option<&str>, formula: Option<&str>) -> AccountQuestion {
    AccountQuestion {
        pack: pack.into(),
        subject: subject.map(str::to_string),
        formula: formula.map(str::to_string),
        dataset: Some(Dataset::Demo),
        ..AccountQuestion::default()
    }
}

async fn table(site: &Site, question: &AccountQuestion) -> AccountView {
    site.app.account_view(&actor(), question, now()).await.unwrap()
}

fn number(view: &AccountView, row: usize, column: &str) -> f64 {
    let place = view.columns.iter().position(|held| held.code == column).unwrap();
    view.rows[row].values[place].as_ref().unwrap().parse().unwrap()
}

#[tokio::test]
async fn carbon_accounts_of_six_sectors_add_up_by_county_and_year_and_open_down_to_the_factors() {
    let site = demo().await;
    // Counties come first, because that is what people ask for.
    let view = table(&site, &question("carbon_account", None, None)).await;
    assert_eq!((view.subject.as_str(), view.period_in_words.as_str()), ("县（市、区）", "2023年"));
    let subjects: Vec<&str> = view.subjects.iter().map(|subject| subject.name.as_str()).collect();
    assert_eq!(subjects, ["燃料消耗", "蒸汽热水", "工业过程排放源", "碳账户企业", "县（市、区）", "市"]);
    let sectors = ["power", "steel", "nonferrous", "petrochemical", "chemical", "building"];
    let mut sums = [0.0; 6];
    for row in 0..view.rows.len() {
        let parts = sectors.map(|sector| number(&view, row, &format!("county_{sector}")));
        let whole = number(&view, row, "county_emission");
        assert!((parts.iter().sum::<f64>() - whole).abs() < 0.001, "{}", view.rows[row].name);
        sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        assert_eq!(number(&view, row, "county_open"), 0.0, "{} has firms without a result", view.rows[row].name);
    }
    assert_eq!(view.rows.len(), 12);
    assert!(sums.iter().all(|sum| *sum > 0.0), "{sums:?}");

    let firms = table(&site, &question("carbon_account", Some("account"), None)).await;
    assert_eq!(firms.rows.len(), 72);
    assert!(firms.rows.iter().all(|row| row.name.starts_with("演示")));
    let colours: std::collections::BTreeSet<&str> = firms
        .rows
        .iter()
        .filter_map(|row| row.values[firms.columns.iter().position(|column| column.code == "colour")?].as_deref())
        .collect();
    assert!(colours.len() >= 3, "{colours:?}");

    let years = table(&site, &question("carbon_account", None, Some("county_emission"))).await;
    let heads: Vec<&str> = years.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(heads, ["2021年", "2022年", "2023年"]);
    assert!(years.rows.iter().all(|row| row.values.iter().all(Option::is_some)));
    let id = format!("{}county_emission/{}", years.columns[2].figures, years.rows[0].key);
    let told = site.app.explain(&actor(), &id, now()).await.unwrap();
    assert_eq!(Some(&told.derivation.value), years.rows[0].values[2].as_ref());
    let text = serde_json::to_string(&told.derivation).unwrap();
    assert!(text.contains("低位发热量") && text.contains("演示"), "{text}");

    let file = site.app.account_xlsx(&actor(), &question("carbon_account", None, None), now()).await.unwrap();
    assert_eq!(file.file_name, "【演示】企业碳账户核算表（2023年，县（市、区））.xlsx");
    assert!(file.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn the_county_form_of_gep_is_whole_for_three_years() {
    let site = demo().await;
    let view = table(&site, &question("gep", None, None)).await;
    assert_eq!(view.subject, "核算单元");
    let names: Vec<&str> = view.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["临朐县"]);
    let whole = number(&view, 0, "gep");
    let parts = ["regulating", "supply", "culture_value"].map(|code| number(&view, 0, code));
    assert!(parts.iter().all(|part| *part > 0.0) && whole > 0.0, "{parts:?} {whole}");
    assert_eq!(view.periods, ["2023", "2022", "2021"]);
    // 演示 rows never stand among real ones.
    let real = AccountQuestion { dataset: Some(Dataset::Real), ..question("gep", None, None) };
    assert!(
        site.app.account_view(&actor(), &real, now()).await.unwrap_err().to_string().contains("还没有任何一期的数据")
    );
}
