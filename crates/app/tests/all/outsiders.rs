//! Research bodies, enterprises and banks are told of the registers that are public, row by row and field by field, and of no
//! other; a test walks all registers of the demo.

use app::view::{RegisterBookQuery, RegisterRowsQuery, RowSaveRequest};
use app::{Actor, App, AppError, DataFormat};
use model::Dataset;
use model::people::Role;

use crate::support::{Site, demo, now};
use crate::year::person;

fn outsiders() -> [Actor; 3] {
    [
        person("研究", Role::Researcher, None, None),
        person("企业", Role::Enterprise, Some("qiye"), None),
        person("银行", Role::Bank, Some("yinhang"), None),
    ]
}

/// What the shipped packs mark as public: yearbooks, public accounts, divisions, published lists, conditions and examples.
const PUBLIC: [(&str, &str); 7] = [
    ("county_benchmark", "county"),
    ("county_incentive", "evaluation_list"),
    ("fiscal", "county_budget"),
    ("industry_efficiency", "checked_unit"),
    ("regional_balance", "county_classes"),
    ("strong_county", "criteria_version"),
    ("strong_county", "title_criterion"),
];

fn refused<T: std::fmt::Debug>(answer: Result<T, AppError>) {
    assert!(matches!(&answer, Err(AppError::Forbidden { message }) if !message.is_empty()), "{answer:?}");
}

/// Public accounts of a county, with what is not published.
async fn accounts(app: &App, year: &str) {
    let values =
        [("county", "寿光市"), ("budget_revenue", "100"), ("budget_expenditure", "120"), ("platform_debt", "98765")];
    let values = values.iter().map(|(field, value)| ((*field).to_string(), (*value).to_string())).collect();
    let row = RowSaveRequest { values, accept_warnings: true, ..RowSaveRequest::default() };
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: Some(year.to_string()) };
    let saved = app.save_row(&Actor::new("host"), ("fiscal", "county_budget"), &book, &row, now()).await.unwrap();
    assert!(saved.accepted, "{saved:?}");
}

#[tokio::test]
async fn those_outside_see_public_registers_whole_and_no_other() {
    let Site { app, folder: _folder } = demo().await;
    let host = Actor::new("host");
    let query = RegisterRowsQuery { limit: Some(500), ..RegisterRowsQuery::default() };
    accounts(&app, "2025").await;
    let (mut public, mut closed, mut rows) = (0, 0, 0);
    for dataset in [Dataset::Demo, Dataset::Real] {
        let whole = app.registers(&host, dataset, now()).await.unwrap();
        for pack in &whole.packs {
            for register in &pack.registers {
                let names = (pack.code.as_str(), register.code.as_str());
                let is_public = PUBLIC.contains(&names);
                let period = register.periods.first().and_then(|held| held.period.clone());
                let book = RegisterBookQuery { dataset: Some(dataset), period };
                let all = match app.register_page(&host, names, &book, &query, now()).await {
                    Ok(page) => page,
                    // A register of periods without any.
                    Err(_) => continue,
                };
                for who in outsiders() {
                    let shelf = app.registers(&who, dataset, now()).await.unwrap();
                    let told = shelf.packs.iter().filter(|one| one.code == pack.code).flat_map(|one| &one.registers);
                    assert_eq!(
                        told.filter(|one| one.code == register.code).count(),
                        usize::from(is_public),
                        "{names:?}"
                    );
                    let page = app.register_page(&who, names, &book, &query, now()).await;
                    let counts = app.register_counts(&who, names, &book, now()).await;
                    let csv = DataFormat::Csv;
                    let file = app.register_file(&who, names, &book, Some(&query), csv, now()).await;
                    if !is_public {
                        closed += 1;
                        refused(page);
                        refused(counts);
                        refused(file);
                        refused(app.explain(&who, all.count.id.as_ref().unwrap(), now()).await);
                        if let Some(row) = all.rows.first() {
                            refused(app.register_row(&who, names, &book, &row.key, now()).await);
                            refused(app.register_row_file(&who, names, &book, &row.key, ("x", "y"), now()).await);
                        }
                        continue;
                    }
                    public += 1;
                    let page = page.unwrap();
                    counts.unwrap();
                    assert_eq!((page.total, page.count.text.clone()), (all.total, all.count.text.clone()), "{names:?}");
                    let why = app.explain(&who, page.count.id.as_ref().unwrap(), now()).await.unwrap();
                    assert_eq!(why.derivation.value, all.count.text, "{names:?}");
                    assert!(!page.form.may_edit && page.form.scope_in_words.is_none(), "{names:?}");
                    let head = String::from_utf8(file.unwrap().bytes).unwrap();
                    let head = head.lines().next().unwrap().to_string();
                    for field in &page.form.hidden_fields {
                        assert!(!head.contains(field.as_str()), "{names:?}: {field}");
                    }
                    for row in page.rows.iter().take(3) {
                        rows += 1;
                        let told = app.register_row(&who, names, &book, &row.key, now()).await.unwrap();
                        assert!(told.history.is_empty() && told.steps.is_empty() && told.edit_refusal.is_some());
                        for field in &told.form.hidden_fields {
                            assert!(!told.form.fields.iter().any(|one| one.name == *field), "{names:?}: {field}");
                        }
                    }
                }
            }
        }
    }
    assert!(public >= 12 && closed >= 40 && rows > 0, "{public} {closed} {rows}");
}

#[tokio::test]
async fn of_public_accounts_what_is_not_published_stays_inside() {
    let Site { app, folder: _folder } = demo().await;
    let [researcher, ..] = outsiders();
    accounts(&app, "2025").await;
    let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: Some("2025".to_string()) };
    let names = ("fiscal", "county_budget");
    let page = app.register_page(&researcher, names, &book, &RegisterRowsQuery::default(), now()).await.unwrap();
    assert_eq!(page.form.hidden_fields, ["城投有息债务", "偿债资金", "到期债务本息"]);
    let sorted = RegisterRowsQuery { sort: Some("-platform_debt".into()), ..RegisterRowsQuery::default() };
    refused(app.register_page(&researcher, names, &book, &sorted, now()).await);
    let row = app.register_row(&researcher, names, &book, "370783", now()).await.unwrap();
    assert!(row.values.contains_key("budget_revenue") && !row.values.contains_key("platform_debt"), "{row:?}");
    assert!(!serde_json::to_string(&(&page, &row)).unwrap().contains("98765"));
    let planner = person("甲", Role::Planner, None, None);
    let inside = app.register_page(&planner, names, &book, &RegisterRowsQuery::default(), now()).await.unwrap();
    assert_eq!((inside.form.hidden_fields.len(), inside.total), (0, page.total));
}
