//! What a simulated site answered to its people and must keep: looked up each evening and after every start.

use std::collections::BTreeMap;

use app::view::{FilingView, LedgerJournalQuery, ObservationQuery, RegisterBookQuery};
use app::{Actor, App};
use jiff::Timestamp;
use model::Dataset;

use super::city::City;

type Place = (String, String, String);

#[derive(Default)]
pub struct Promises {
    /// The last value that a county was told is saved, by request, county and field.
    saved: BTreeMap<Place, String>,
    /// Values of agreed answers, by request and county.
    agreed: BTreeMap<(String, String), Vec<Option<String>>>,
    /// Figures by indicator, place and period, where no other source tells one.
    figures: BTreeMap<Place, String>,
    /// Figures that come from agreed answers, by request and place.
    of_answers: BTreeMap<Place, String>,
    waiting: Vec<(Place, String, Timestamp)>,
    cuts: BTreeMap<String, String>,
    documents: Vec<i64>,
    instructions: BTreeMap<String, String>,
    vouchers: BTreeMap<u64, String>,
    rows: BTreeMap<String, i64>,
    pub case: Option<String>,
    pub highest: i64,
    leader: String,
    pub reminded: usize,
}

fn place((one, two, three): (&str, &str, &str)) -> Place {
    (one.to_string(), two.to_string(), three.to_string())
}

impl Promises {
    pub fn saved(&mut self, cell: (&str, &str, &str), value: &str) {
        self.saved.insert(place(cell), value.to_string());
    }

    pub fn agreed(&mut self, (request, party): (&str, &str), view: &FilingView, indicator: &str) {
        let values = view.fields.iter().map(|field| field.value.clone()).collect();
        self.agreed.entry((request.to_string(), party.to_string())).or_insert(values);
        let figure = view.fields.iter().find(|field| field.code == indicator && field.known_why.is_none());
        if let Some(value) = figure.and_then(|field| field.value.clone()) {
            self.of_answers.insert(place((request, party, indicator)), value);
        }
    }

    pub fn imported(&mut self, figure: (&str, &str, &str), value: &str) {
        self.figures.insert(place(figure), value.to_string());
    }

    pub fn waiting(&mut self, figure: (&str, &str, &str), (value, release): (&str, Timestamp)) {
        self.waiting.retain(|(known, ..)| *known != place(figure));
        self.waiting.push((place(figure), value.to_string(), release));
    }

    pub fn frozen(&mut self, code: &str, digest: &str) {
        self.cuts.insert(code.to_string(), digest.to_string());
    }

    pub fn laid_out(&mut self, document: i64) {
        self.documents.push(document);
    }

    pub fn instructed(&mut self, code: &str, text: &str) {
        self.instructions.insert(code.to_string(), text.to_string());
    }

    pub fn posted(&mut self, seq: u64, digest: &str) {
        self.vouchers.insert(seq, digest.to_string());
    }

    pub fn written(&mut self, key: &str, area: i64) {
        self.rows.insert(key.to_string(), area);
    }

    pub fn bid(&mut self, price: i64, who: &str) {
        if price > self.highest {
            self.highest = price;
            self.leader = who.to_string();
        }
    }
}

impl City {
    pub async fn promises_are_kept(&mut self) {
        let (app, now, at) = (self.app.clone(), self.latest, self.at());
        let host = Actor::new("init");
        let report = app.verify().await.unwrap();
        assert!(report.faults.is_empty(), "{at}: {:?}", report.faults);
        let Some(planner) = self.enter("planner1").await else { panic!("{at}: the planner cannot enter") };
        for ((request, party), values) in &self.promises.agreed {
            let view = app.filing_view(&planner, request, party, now).await.unwrap();
            let held: Vec<_> = view.fields.iter().map(|field| field.value.clone()).collect();
            assert_eq!((&held, view.summary.phase.as_str()), (values, "agreed"), "{at}: {request}/{party}");
        }
        for ((request, party, field), value) in &self.promises.saved {
            if self.promises.agreed.contains_key(&(request.clone(), party.clone())) {
                continue;
            }
            let view = app.filing_view(&planner, request, party, now).await.unwrap();
            let held = view.fields.iter().find(|one| one.code == *field).unwrap();
            let is_decided =
                view.log.iter().any(|line| line.text.contains(&held.name) && !line.text.starts_with("填写"));
            let number = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
            let is_held = held.value.as_deref().map(number) == Some(number(value));
            assert!(is_held || is_decided, "{at}: {request}/{party}/{field} was {value}: {:?}", view.log);
        }
        for ((request, party, indicator), value) in &self.promises.of_answers {
            let query = ObservationQuery {
                indicator: Some(indicator.clone()),
                place: Some(party.clone()),
                limit: Some(500),
                ..ObservationQuery::default()
            };
            let page = app.observations(&crate::support::actor(), &query, now).await.unwrap();
            let source = format!("collection_{request}");
            let held = page.rows.iter().find(|row| row.observation.source == source);
            let held = held.map(|row| row.observation.value.normalize().to_string());
            assert_eq!(held.as_ref(), Some(value), "{at}: {request}/{party}/{indicator} was agreed");
        }
        for ((indicator, place, period), value) in &self.promises.figures {
            assert_eq!(figure(&app, (indicator, place, period), now).await.as_ref(), Some(value), "{at}: {period}");
        }
        for ((indicator, place, period), value, release) in &self.promises.waiting {
            let before = figure(&app, (indicator, place, period), *release - jiff::SignedDuration::from_secs(1)).await;
            assert_ne!(before.as_ref(), Some(value), "{at}: {period} is told before its release");
            let after = figure(&app, (indicator, place, period), *release).await;
            assert_eq!(after.as_ref(), Some(value), "{at}: {period} is not told at its release");
        }
        let cuts = app.period_cuts(&planner, Dataset::Real, now).await.unwrap();
        for (code, digest) in &self.promises.cuts {
            let cut = cuts.iter().find(|cut| cut.code == *code).unwrap();
            assert!(cut.is_intact && cut.digest == *digest, "{at}: {cut:?}");
        }
        let held = app.instructions(&planner, Dataset::Real, now).await.unwrap();
        for (code, text) in &self.promises.instructions {
            assert!(held.iter().any(|one| one.code == *code && one.text == *text), "{at}: {code}");
        }
        for (seq, digest) in &self.promises.vouchers {
            let journal = LedgerJournalQuery { dataset: Some(Dataset::Real), ..LedgerJournalQuery::default() };
            let found = app.ledger_journal(&host, ("land_quota", "quota"), &journal, now).await.unwrap();
            let is_held = found.vouchers.iter().any(|one| one.seq == *seq) || found.next.is_some();
            assert!(is_held, "{at}: voucher {seq} ({digest}) is lost");
        }
        let book = RegisterBookQuery { dataset: Some(Dataset::Real), period: None };
        for (key, area) in &self.promises.rows {
            let row = app.register_row(&host, ("rural_property", "rural_lot"), &book, key, now).await.unwrap();
            assert_eq!(row.values.get("area"), Some(&area.to_string()), "{at}: {key}");
        }
        for now in [self.latest, self.clock] {
            self.numbers_agree(now).await;
        }
        self.lists_agree().await;
    }

    /// Laid out again from their cuts, documents have the bytes that were handed out.
    pub async fn documents_are_the_same(&mut self) {
        for document in self.promises.documents.clone() {
            let rebuilt = self.app.rebuild_bulletin(document).await.unwrap();
            assert!(rebuilt.files.iter().all(|file| file.is_same), "{}: {rebuilt:?}", self.at());
            self.count("documents rebuilt");
        }
    }
}

async fn figure(app: &App, (indicator, place, period): (&str, &str, &str), by: Timestamp) -> Option<String> {
    let query = ObservationQuery {
        indicator: Some(indicator.to_string()),
        place: Some(place.to_string()),
        period: Some(period.to_string()),
        limit: Some(500),
        ..ObservationQuery::default()
    };
    let page = app.observations(&crate::support::actor(), &query, by).await.unwrap();
    let told = page
        .rows
        .iter()
        .find(|row| row.source_title.contains("演练来源") || row.observation.source.contains("演练来源"));
    told.map(|row| row.observation.value.normalize().to_string())
}
