//! Agreements as one person may see them: the list, and one with its signatures, phases, row and years.

use std::collections::BTreeMap;

use engine::exchange::{Signing, SigningStage, local};
use jiff::Timestamp;
use model::pack::{Code, Pack};
use model::{Dataset, Period};

use super::desk::Held;
use super::draft::Kind;
use super::figures::FigureRoot;
use super::posting::Standing;
use super::sides::Sides;
use super::words::{phases_of, plain, record_in_words, stage_word};
use crate::packs::rules::agreement_rules;
use crate::people::persons::Persons;
use crate::registers::certainty_in_words;
use crate::view::{
    AgreementLogLine, AgreementParty, AgreementRow, AgreementRule, AgreementShelf, AgreementSigner, AgreementView,
    AgreementYearView, Figure, Named, RowStanding,
};
use crate::{Actor, App, Result};

impl App {
    /// Rules of transfers that packs declare, and the agreements of a dataset that somebody sees.
    pub async fn agreement_shelf(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<AgreementShelf> {
        let names = self.place_names(now).await?;
        let name = |code: &str| {
            let found = names.iter().find(|place| place.code == code);
            found.map_or_else(|| code.to_string(), |place| place.name.clone())
        };
        let all = self.held_agreements(dataset).await?;
        let (mut rules, mut found) = (Vec::new(), Vec::new());
        for (_, pack) in self.packs.newest_of_each() {
            let code = pack.code.as_str();
            let mut has_transfer = false;
            for rule in pack.agreements.iter().filter(|rule| rule.transfer.is_some()) {
                has_transfer = true;
                let kind = self.kind(code, rule.code.as_str(), dataset, now).await?;
                let refusal = self.draft_refusal(actor, &kind).await?;
                rules.push(rule_view(pack, &kind, refusal));
            }
            if !has_transfer {
                continue;
            }
            let places = self.agreement_places(actor, pack).await?;
            for held in all.iter().filter(|held| held.head.pack == code && held.is_seen_from(places.as_deref())) {
                found.push(row_view(held, pack, name)?);
            }
        }
        found.sort_by_key(|row| std::cmp::Reverse(row.drafted_at));
        Ok(AgreementShelf { dataset, rules, agreements: found })
    }

    /// One agreement as somebody may see it.
    pub async fn agreement_view(&self, actor: &Actor, number: &str, now: Timestamp) -> Result<AgreementView> {
        let held = self.held_agreement(number).await?;
        let pack = self.pack_of(&held)?;
        self.demand_agreement(actor, (&held, &pack), now).await?;
        let sides = self.sides(&pack, &held.signing, now).await?;
        let kind = self.kind_of(&held, now).await?;
        let (head, signing) = (&held.head, &held.signing);
        let rule = &signing.rule;
        let terms = signing.terms();
        let period = Period::Year(local(held.drafted_at).year());
        let refused = signing.shared().err().map(|error| error.to_string());
        let people = self.persons(now).await?;
        let signers = self.signers(actor, (&sides, signing), &people).await?;
        let opened = self.book_of_agreement(&held, now).await?;
        let posted = match &opened {
            Some(opened) => self.posted_years(&held, opened).await?,
            None => BTreeMap::new(),
        };
        let log = signing.log().iter().rev().map(|record| AgreementLogLine {
            number: record.number,
            at: record.at,
            by: people.told(&record.by),
            text: record_in_words(record, signing, |place| sides.name(place)),
        });
        Ok(AgreementView {
            number: held.number.clone(),
            dataset: held.dataset,
            pack: head.pack.clone(),
            pack_name: pack.name.clone(),
            pack_version: head.pack_version.clone(),
            certainty_in_words: certainty_in_words(pack.certainty).to_string(),
            rule_code: rule.code.to_string(),
            rule_name: rule.name.clone(),
            basis: rule.basis.clone(),
            unit: rule.unit.to_string(),
            rules: agreement_rules(&pack, rule, period),
            register: head.register.clone(),
            register_name: kind.opened.register.name.clone(),
            row: head.row.clone(),
            title: head.title.clone(),
            stage: stage_word(signing.stage())?,
            stage_in_words: signing.stage().in_words().to_string(),
            drafted_at: held.drafted_at,
            drafted_by: people.told(&held.drafted_by),
            effective_on: signing.effective_on(),
            reason: signing.reason().to_string(),
            terms: terms.map(engine::exchange::Terms::digest).unwrap_or_default(),
            parties: parties(&sides),
            recovery: rule.recovery.and_then(|place| rule.parties.get(place)).cloned(),
            phases: phases_of(&signing.agreed().phases),
            is_of_rule: terms.is_some_and(|terms| terms.is_of_rule(rule)),
            note: terms.map(|terms| terms.note.clone()).unwrap_or_default(),
            signers,
            standing: self.row_standing(actor, &held, &kind).await?,
            ledger: opened
                .map(|opened| Named { code: opened.rules().code.to_string(), name: opened.rules().name.clone() }),
            years: years(&held, &people, &posted),
            years_refused: refused,
            log: log.collect(),
            actions: self.agreement_actions(actor, &sides, signing.stage(), rule.posting.is_some()).await?,
        })
    }

    async fn signers(
        &self,
        actor: &Actor,
        (sides, signing): (&Sides<'_>, &Signing),
        people: &Persons,
    ) -> Result<Vec<AgreementSigner>> {
        let is_open = matches!(signing.stage(), SigningStage::Drafted | SigningStage::Signing);
        let mut found = Vec::new();
        for place in 0..signing.signers() {
            let held = signing.signatures().iter().find(|held| held.place == place);
            let refusal = match (held, is_open) {
                (Some(_), _) => None,
                (None, false) => Some(format!("协议处于“{}”，不能签署", signing.stage().in_words())),
                (None, true) => match self.side_refusal(actor, sides, place).await? {
                    Some(why) => Some(why),
                    None => signing.sign_refusal(&actor.user, place).map(|refusal| refusal.to_string()),
                },
            };
            found.push(AgreementSigner {
                place,
                name: sides.name(place),
                role: sides.role_name(place),
                by: held.map(|held| held.by.clone()),
                by_name: held.map(|held| people.told(&held.by)),
                at: held.map(|held| held.at),
                refusal,
            });
        }
        Ok(found)
    }

    /// The row as it stands, and what it probably doubles for those who see the row.
    async fn row_standing(&self, actor: &Actor, held: &Held, kind: &Kind) -> Result<RowStanding> {
        let opened = &kind.opened;
        let mut standing = RowStanding {
            stands: false,
            place_name: String::new(),
            state_name: String::new(),
            first: String::new(),
            reported: String::new(),
            fields: Vec::new(),
            duplicates: Vec::new(),
        };
        let Some(stored) = self.store.row(&opened.book, &held.head.row).await? else {
            return Ok(standing);
        };
        let row = opened.row(&stored)?;
        let place = |field: Option<&Code>| match kind.text(field, &row.values) {
            code if code.is_empty() => code,
            code => opened.place_name(&code),
        };
        standing.stands = true;
        standing.place_name = place(Some(&kind.transfer.place));
        standing.state_name = opened.state_name(stored.state.as_deref()).unwrap_or_default();
        standing.first = place(kind.transfer.first.as_ref());
        standing.reported = kind.text(kind.transfer.reported.as_ref(), &row.values);
        let reach = self.reach(actor, opened).await?;
        if self.store.reaches(&opened.book, &stored.key, reach.rows()).await? {
            let seen = reach.listed(&opened.register);
            standing.fields = seen.fields(&opened.register).map(|(_, field)| field.name.clone()).collect();
            standing.duplicates = self.duplicates_of(opened, &reach, &row).await?;
        }
        Ok(standing)
    }

    async fn agreement_actions(
        &self,
        actor: &Actor,
        sides: &Sides<'_>,
        stage: SigningStage,
        is_posted: bool,
    ) -> Result<Vec<String>> {
        let mut own = Vec::new();
        for place in 0..=sides.city() {
            if self.side_refusal(actor, sides, place).await?.is_none() {
                own.push(place);
            }
        }
        let mut found = Vec::new();
        match stage {
            SigningStage::Drafted | SigningStage::Signing => {
                if !own.is_empty() {
                    found.push("redraft");
                }
                if own.contains(&0) || own.contains(&sides.city()) {
                    found.push("withdraw");
                }
            }
            SigningStage::InForce if own.contains(&sides.city()) => found.extend(["tell_year", "end"]),
            SigningStage::InForce | SigningStage::Ended | SigningStage::Withdrawn => {}
        }
        let counts = matches!(stage, SigningStage::InForce | SigningStage::Ended);
        if is_posted && counts && own.contains(&sides.city()) {
            found.push("post_year");
        }
        Ok(found.into_iter().map(str::to_string).collect())
    }
}

fn parties(sides: &Sides<'_>) -> Vec<AgreementParty> {
    let party = |(name, (place, place_name)): (&String, &(String, String))| AgreementParty {
        name: name.clone(),
        place: place.clone(),
        place_name: place_name.clone(),
    };
    sides.rule.parties.iter().zip(&sides.places).map(party).collect()
}

fn years(held: &Held, people: &Persons, posted: &BTreeMap<i16, Standing>) -> Vec<AgreementYearView> {
    let signing = &held.signing;
    let root = FigureRoot { number: held.number.clone(), after: signing.log().len() as u64 };
    let unit = signing.rule.unit.to_string();
    let agreed = signing.agreed();
    let shared = signing.shared().unwrap_or_default();
    let view = |(year, told): (&engine::exchange::YearShare, &engine::exchange::ToldYear)| {
        let figure = |value: rust_decimal::Decimal, path: &str| Figure {
            text: plain(value),
            unit: Some(unit.clone()),
            id: Some(root.id(year.year, path)),
            missing: None,
        };
        let share = |(place, share): (usize, &rust_decimal::Decimal)| figure(*share, &format!("share/{place}"));
        AgreementYearView {
            year: year.year,
            income: figure(year.income, "income"),
            input: plain(told.of.input),
            recovered: figure(year.recovered, "recovered"),
            unrecovered: figure(year.unrecovered, "unrecovered"),
            phase: year.phase.and_then(|place| agreed.phases.get(place)).map(|phase| phase.name.clone()),
            shares: year.shares.iter().enumerate().map(share).collect(),
            unshared: figure(year.unshared, "unshared"),
            basis: told.basis.clone(),
            reason: told.reason.clone(),
            posted: posted.get(&year.year).and_then(|standing| standing.seq),
            is_due: posted.get(&year.year).is_some_and(|standing| standing.is_due),
            by: people.told(&told.by),
            at: told.at,
        }
    };
    shared.iter().zip(signing.years()).map(view).collect()
}

fn rule_view(pack: &Pack, kind: &Kind, draft_refusal: Option<String>) -> AgreementRule {
    let rule = &kind.rule;
    let sides = Sides { pack, rule, transfer: &kind.transfer, places: Vec::new() };
    AgreementRule {
        pack: pack.code.to_string(),
        pack_name: pack.name.clone(),
        code: rule.code.to_string(),
        name: rule.name.clone(),
        basis: rule.basis.clone(),
        certainty_in_words: certainty_in_words(pack.certainty).to_string(),
        register: kind.transfer.register.to_string(),
        register_name: kind.opened.register.name.clone(),
        parties: rule.parties.clone(),
        phases: phases_of(&rule.phases),
        recovery: rule.recovery.and_then(|place| rule.parties.get(place)).cloned(),
        signers: (0..=sides.city()).map(|place| sides.role_name(place)).collect(),
        draft_refusal,
    }
}

fn row_view(held: &Held, pack: &Pack, name: impl Fn(&str) -> String) -> Result<AgreementRow> {
    let signing = &held.signing;
    Ok(AgreementRow {
        number: held.number.clone(),
        title: held.head.title.clone(),
        rule_name: signing.rule.name.clone(),
        pack_name: pack.name.clone(),
        giver: name(held.giver()),
        taker: name(held.taker()),
        stage: stage_word(signing.stage())?,
        stage_in_words: signing.stage().in_words().to_string(),
        signed: signing.signatures().len(),
        signers: signing.signers(),
        drafted_at: held.drafted_at,
        effective_on: signing.effective_on(),
    })
}
