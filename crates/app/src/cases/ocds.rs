//! Cases as Open Contracting Data Standard 1.1: one release a case, in a release package. Only what everybody may know.
//!
//! Before the result is published bidders stay unnamed, and nothing that is sealed is told. Amounts are JSON numbers, as
//! the schema asks; the exact ones are in the record of the case.

use engine::exchange::{Case, Event, MethodRule, Moment, Phase};
use jiff::Timestamp;
use model::Dataset;
use model::pack::Exchange;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::see::keeps_bidders_secret;
use super::words::{method_in_words, plain};
use crate::{Actor, App, AppError, Download, Result};

const VERSION: &str = "1.1";

impl App {
    /// A release package of the cases that somebody sees: those that are named, or all of a dataset. `told` is the prefix of the ocid and the
    /// publisher where somebody says them; else the settings of the site do.
    ///
    /// # Errors
    /// Real data without a publisher and the prefix that it was given; an amount that JSON cannot hold exactly.
    pub async fn cases_ocds(
        &self,
        actor: &Actor,
        dataset: Dataset,
        numbers: &[String],
        told: (Option<&str>, Option<&str>),
        now: Timestamp,
    ) -> Result<Download> {
        let (prefix, publisher) = self.publication.resolve(told, dataset)?;
        let mut all = Vec::new();
        for stored in self.store.cases(dataset).await? {
            if self.sees_case(actor, &stored, now).await? {
                all.push(stored);
            }
        }
        if let Some(unknown) = numbers.iter().find(|number| !all.iter().any(|held| held.case.number == **number)) {
            return Err(AppError::not_found(format!("交易项目“{unknown}”")));
        }
        let mut releases = Vec::new();
        for stored in all.iter().rev().filter(|held| numbers.is_empty() || numbers.contains(&held.case.number)) {
            let (_, exchange) = self.rules_of_case(&stored.case.number).await?;
            releases.push(
                self.look_at_case(&stored.case.number, |held| {
                    release(&held.case, &exchange, &prefix, held.stored.opened_at)
                })
                .await?,
            );
        }
        let package = json!({
            "uri": format!("urn:ocds:{prefix}:{}", now.as_second()),
            "version": VERSION,
            "publishedDate": time(now),
            "publisher": { "name": publisher },
            "releases": releases,
        });
        let text = serde_json::to_string_pretty(&package)?;
        Ok(Download { file_name: "交易项目.ocds.json".to_string(), bytes: format!("{text}\n").into_bytes() })
    }
}

/// RFC 3339 in Chinese time, whole seconds.
fn time(at: Timestamp) -> String {
    let local = engine::exchange::local(at).strftime("%Y-%m-%dT%H:%M:%S").to_string();
    format!("{local}+08:00")
}

fn yuan(amount: Decimal) -> Result<Value> {
    Ok(json!({ "amount": number_of(amount)?, "currency": "CNY" }))
}

fn release(case: &Case, exchange: &Exchange, prefix: &str, opened: Timestamp) -> Result<Value> {
    let state = case.state();
    let number = &case.listing.case;
    let last = case.log().last().map_or(opened, |recorded| recorded.at);
    let is_public = !keeps_bidders_secret(case);
    let mut tags = vec![if state.round == 0 { "planning" } else { "tender" }];
    let mut parties = vec![json!({ "id": "seller", "name": case.listing.seller, "roles": ["procuringEntity"] })];
    let mut bidders = Vec::new();
    for (place, bidder) in state.bidders.iter().enumerate() {
        let id = format!("bidder-{}", place + 1);
        let name = if is_public { bidder.name.clone() } else { format!("{}号竞买人", place + 1) };
        let is_winner = winners(case).contains(&bidder.name);
        let roles = if is_winner && is_public { vec!["tenderer", "supplier"] } else { vec!["tenderer"] };
        parties.push(json!({ "id": id, "name": name, "roles": roles }));
        bidders.push((bidder.name.as_str(), json!({ "id": id, "name": name })));
    }
    let reference = |name: &str| bidders.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let mut tender = Map::new();
    tender.insert("id".to_string(), json!(number));
    tender.insert("title".to_string(), json!(case.listing.title));
    tender.insert("status".to_string(), json!(tender_status(case)));
    tender.insert("procuringEntity".to_string(), json!({ "id": "seller", "name": case.listing.seller }));
    tender.insert(
        "items".to_string(),
        json!([{ "id": "1", "description": case.listing.title, "quantity": number_of(case.listing.quantity)?,
                 "unit": { "name": exchange.unit.to_string() } }]),
    );
    if let Some(total) = case.total(case.listing.floor) {
        tender.insert("minValue".to_string(), yuan(total)?);
    }
    tender.insert("procurementMethod".to_string(), json!("open"));
    tender.insert(
        "procurementMethodDetails".to_string(),
        json!(format!("{}：{}", exchange.name, method_in_words(&exchange.method))),
    );
    tender.insert("awardCriteria".to_string(), json!("priceOnly"));
    tender.insert("submissionMethod".to_string(), json!([submission_method(case)]));
    let announced = case.log().iter().rev().find(|recorded| matches!(recorded.event, Event::Announced { .. }));
    if let (Some(announced), Some(opens), Some(closes)) = (announced, state.deadlines.opens, state.deadlines.closes) {
        tender.insert("enquiryPeriod".to_string(), json!({ "startDate": time(announced.at), "endDate": time(opens) }));
        tender.insert("tenderPeriod".to_string(), json!({ "startDate": time(opens), "endDate": time(closes) }));
    }
    if let Some((since, reason)) = &state.suspended {
        tender.insert("description".to_string(), json!(format!("{} 中止：{reason}", Moment(*since))));
    }
    let ended = case.log().iter().rev().find_map(|recorded| match &recorded.event {
        Event::Terminated { reason, .. } => Some(format!("{} 终结：{reason}", Moment(recorded.at))),
        Event::Withdrawn { reason, .. } => Some(format!("{} 撤回：{reason}", Moment(recorded.at))),
        _ => None,
    });
    if let Some(ended) = ended {
        tender.insert("description".to_string(), json!(ended));
    }
    tender.insert("numberOfTenderers".to_string(), json!(bidders.len()));
    let tenderers: Vec<Value> = bidders.iter().map(|(_, value)| value.clone()).collect();
    if !tenderers.is_empty() {
        tender.insert("tenderers".to_string(), json!(tenderers));
    }
    let (mut awards, mut contracts) = (Vec::new(), Vec::new());
    for (place, (name, amount)) in sold(case).into_iter().enumerate() {
        let id = format!("{number}-award-{}", place + 1);
        let mut award = json!({
            "id": id,
            "title": case.listing.title,
            "status": if state.phase == Phase::Settled { "active" } else { "pending" },
            "value": yuan(amount)?,
        });
        if let (Some(award), Some(supplier)) = (award.as_object_mut(), reference(&name)) {
            award.insert("suppliers".to_string(), json!([supplier]));
            award.extend(published(case).map(|at| ("date".to_string(), json!(time(at)))));
        }
        awards.push(award);
        if state.phase == Phase::Settled {
            contracts.push(json!({
                "id": format!("{number}-contract-{}", place + 1),
                "awardID": id,
                "title": case.listing.title,
                "status": "active",
                "value": yuan(amount)?,
                "dateSigned": time(last),
            }));
        }
    }
    let mut release = Map::new();
    release.insert("ocid".to_string(), json!(format!("{prefix}-{number}")));
    release.insert("id".to_string(), json!(format!("{number}-{}", case.log().len())));
    release.insert("date".to_string(), json!(time(last)));
    if !awards.is_empty() {
        tags.push("award");
    }
    if !contracts.is_empty() {
        tags.push("contract");
    }
    release.insert("tag".to_string(), json!(tags));
    release.insert("initiationType".to_string(), json!("tender"));
    release.insert("language".to_string(), json!("zh"));
    release.insert("parties".to_string(), json!(parties));
    release.insert("planning".to_string(), json!({ "rationale": exchange.basis }));
    release.insert("tender".to_string(), Value::Object(tender));
    if !awards.is_empty() {
        release.insert("awards".to_string(), json!(awards));
    }
    if !contracts.is_empty() {
        release.insert("contracts".to_string(), json!(contracts));
    }
    Ok(Value::Object(release))
}

/// How bids come in, in the words of the standard: sealed ones are handed in, and nobody outbids anybody.
fn submission_method(case: &Case) -> &'static str {
    match case.rules.method {
        MethodRule::Ascending { .. } | MethodRule::Call { .. } => "electronicAuction",
        MethodRule::Sealed { .. } => "electronicSubmission",
    }
}

/// A JSON number that reads back as the same amount; anything else is refused rather than rounded.
fn number_of(value: Decimal) -> Result<Value> {
    let text = plain(value);
    let number: Option<serde_json::Number> = text.parse().ok();
    let is_same = |number: &serde_json::Number| number.to_string().parse().is_ok_and(|read: Decimal| read == value);
    number.filter(is_same).map(Value::Number).ok_or_else(|| {
        AppError::bad_input(format!("数额 {text} 不能在 JSON 中准确表示，没有导出；请在交易记录中查看准确数额"))
    })
}

fn tender_status(case: &Case) -> &'static str {
    match case.state().phase {
        Phase::Opened => "planning",
        Phase::Notice | Phase::AwaitingSecondNotice | Phase::Bidding | Phase::Negotiation => "active",
        Phase::Drawing | Phase::Priority | Phase::Objection | Phase::Settling | Phase::Settled => "complete",
        Phase::Failed => "unsuccessful",
        Phase::Withdrawn => "withdrawn",
        Phase::Terminated => "cancelled",
    }
}

fn published(case: &Case) -> Option<Timestamp> {
    let is_result = |event: &Event| matches!(event, Event::Published { .. } | Event::Cleared { .. });
    case.log().iter().rev().find(|recorded| is_result(&recorded.event)).map(|recorded| recorded.at)
}

/// Who got what for how much in yuan.
fn sold(case: &Case) -> Vec<(String, Decimal)> {
    let state = case.state();
    if let Some(winner) = &state.winner {
        return case.total(winner.price).map(|total| (winner.bidder.clone(), total)).into_iter().collect();
    }
    let Some((cleared, (price, _))) = state.cleared.as_ref().and_then(|cleared| Some((cleared, cleared.price?))) else {
        return Vec::new();
    };
    let bought = cleared
        .fills
        .iter()
        .filter(|fill| fill.order.side == engine::exchange::Side::Buy && fill.filled > 0 && state.failed.is_none());
    bought
        .filter_map(|fill| {
            let units = Decimal::from(fill.filled).checked_mul(case.listing.quantity)?;
            Some((fill.order.bidder.clone(), units.checked_mul(price)?.round_dp(2)))
        })
        .collect()
}

fn winners(case: &Case) -> Vec<String> {
    sold(case).into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_goes_out_exactly_or_not_at_all() {
        let amount = |text: &str| yuan(text.parse().unwrap());
        assert_eq!(amount("52000.10").unwrap()["amount"].to_string(), "52000.1");
        let told = amount("1234567890123456.78").unwrap_err().to_string();
        assert!(told.contains("1234567890123456.78"), "{told}");
    }
}
