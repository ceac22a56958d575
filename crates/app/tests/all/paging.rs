//! Lists that grow, page by page: the pages joined are the whole, also when something is added between them; a cursor is good
//! for its own list only.

use app::view::{AuditQuery, LedgerJournalQuery, ObservationQuery, RegisterBookQuery, RegisterRowsQuery};
use app::{App, AppError, Told};
use model::Dataset;

use crate::support::{actor, at, demo, now};

const HEADER: &str = "指标,地区,报告期,数值,单位,口径,等级,状态,来源,获知日期,备注\n";

/// A value that stands at the head of its indicator and makes an older one give way.
async fn revise(app: &App, value: usize, time: &str) {
    let file = format!(
        "{HEADER}地区生产总值,寿光市,2025,{value},亿元,管理区,A,修订,统计公报（测试）,2026-10-01,\n\
         地区生产总值,潍坊市,{},{value},亿元,全市,A,最终,统计公报（测试）,2026-10-01,\n",
        2000 + value % 20
    );
    let rows = ("表.csv", file.as_bytes());
    let report = app.import_data(&actor(), rows, &Told::default(), Dataset::Real, false, at(time)).await.unwrap();
    assert!(report.accepted, "{:?}", report.errors);
}

async fn ids(app: &App, query: &ObservationQuery) -> (Vec<i64>, Option<String>, usize) {
    let page = app.observations(&crate::support::actor(), query, at("2026-11-27T00:00:00Z")).await.unwrap();
    (page.rows.iter().map(|row| row.observation.id).collect(), page.next, page.total)
}

#[tokio::test]
async fn values_are_those_of_one_instant_from_the_first_page_to_the_last() {
    let app = &demo().await.app;
    for all_versions in [false, true] {
        for indicator in [None, Some("gdp".to_string())] {
            let all = ObservationQuery {
                indicator,
                all_versions: Some(all_versions),
                dataset: Some(Dataset::Real),
                limit: Some(7),
                ..ObservationQuery::default()
            };
            let mut whole = Vec::new();
            let mut query = ObservationQuery { limit: Some(500), ..all.clone() };
            loop {
                let (found, next, _) = ids(app, &query).await;
                whole.extend(found);
                query.cursor = next;
                if query.cursor.is_none() {
                    break;
                }
            }
            let mut joined = Vec::new();
            let mut query = all.clone();
            let mut turn = whole.len();
            loop {
                let (found, next, total) = ids(app, &query).await;
                assert_eq!(total, whole.len(), "the number is that of the list");
                joined.extend(found);
                let Some(next) = next else { break };
                query.cursor = Some(next);
                turn += 1;
                if turn % 5 == 0 {
                    revise(app, turn, "2026-11-27T00:00:01Z").await;
                }
            }
            assert_eq!(joined, whole, "{all:?}");
            let mut once = joined.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!((once.len(), joined.len() > 7), (joined.len(), true));
        }
    }
}

#[tokio::test]
async fn the_record_goes_on_where_it_was_while_it_grows() {
    let app = &demo().await.app;
    let whole: Vec<i64> = {
        let all = AuditQuery { limit: Some(500), ..AuditQuery::default() };
        let page = app.audit_for(&actor_of_host(), &all).await.unwrap();
        assert_eq!(page.next, None);
        page.entries.iter().map(|entry| entry.seq).collect()
    };
    assert!(whole.len() > 6);
    let mut joined = Vec::new();
    let mut query = AuditQuery { limit: Some(3), ..AuditQuery::default() };
    loop {
        let page = app.audit_for(&actor_of_host(), &query).await.unwrap();
        joined.extend(page.entries.iter().map(|entry| entry.seq));
        revise(app, joined.len(), "2026-11-27T00:00:01Z").await;
        let Some(next) = page.next else { break };
        query.cursor = Some(next);
    }
    assert_eq!(joined, whole);
}

/// Reads the whole record.
fn actor_of_host() -> app::Actor {
    app::Actor::new("host")
}

#[tokio::test]
async fn vouchers_of_a_ledger_are_all_there_once() {
    let app = &demo().await.app;
    let shelf = app.ledger_shelf(&actor(), Some(Dataset::Demo), now()).await.unwrap();
    let busiest = shelf.ledgers.iter().max_by_key(|one| one.records).unwrap();
    let names = (busiest.pack.code.as_str(), busiest.ledger.code.as_str());
    for search in [None, Some("系统".to_string()), Some("1".to_string())] {
        let all = LedgerJournalQuery {
            dataset: Some(Dataset::Demo),
            limit: Some(500),
            search,
            ..LedgerJournalQuery::default()
        };
        let whole = app.ledger_journal(&actor(), names, &all, now()).await.unwrap();
        assert_eq!((whole.vouchers.len(), whole.next), (whole.total, None));
        let mut query = LedgerJournalQuery { limit: Some(2), ..all };
        let mut joined = Vec::new();
        loop {
            let page = app.ledger_journal(&actor(), names, &query, now()).await.unwrap();
            assert_eq!(page.total, whole.total);
            joined.extend(page.vouchers.into_iter().map(|voucher| voucher.seq));
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
        assert_eq!(joined, whole.vouchers.iter().map(|voucher| voucher.seq).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_cursor_of_another_list_or_of_none_is_refused() {
    let app = &demo().await.app;
    let first = ObservationQuery { limit: Some(2), dataset: Some(Dataset::Real), ..ObservationQuery::default() };
    let next = app.observations(&crate::support::actor(), &first, now()).await.unwrap().next;
    assert!(next.is_some());
    let of_place = ObservationQuery { place: Some("370783".into()), cursor: next.clone(), ..first.clone() };
    let refused = app.observations(&crate::support::actor(), &of_place, now()).await.unwrap_err();
    assert!(matches!(&refused, AppError::BadInput { message, .. } if message.contains("查询条件")), "{refused}");
    let record = AuditQuery { cursor: next.clone(), limit: None };
    assert!(matches!(app.audit_for(&actor(), &record).await.unwrap_err(), AppError::BadInput { .. }));
    let book = RegisterBookQuery { dataset: Some(Dataset::Demo), ..RegisterBookQuery::default() };
    let rows = RegisterRowsQuery { cursor: next.clone(), ..RegisterRowsQuery::default() };
    let refused =
        app.register_page(&actor(), ("mu_benefit", "industrial_enterprise"), &book, &rows, now()).await.unwrap_err();
    assert!(matches!(refused, AppError::BadInput { .. }), "{refused}");
    // What was known later than now is told to nobody, whatever a cursor says.
    let early = at("2026-11-25T01:30:00Z");
    let later = ObservationQuery { cursor: next, ..first };
    let refused = app.observations(&crate::support::actor(), &later, early).await.unwrap_err();
    assert!(matches!(&refused, AppError::BadInput { message, .. } if message.contains("晚于现在")), "{refused}");
}
