//! Drafts an agreement from a row of a register: the county that reported first gives it away, nobody else.

use std::sync::Arc;

use engine::exchange::{Asked, Signing, SigningCommand, TermPhase, Terms};
use engine::formula::Value;
use engine::register::{Row, stored};
use jiff::Timestamp;
use model::Dataset;
use model::pack::{Agreement, Code, Pack, PlaceLevel, Transfer};
use model::people::Capability;
use store::{NewStream, RowFilter, StreamChange, StreamEvents, StreamKind};

use super::desk::{Head, Held, hold, lines};
use super::sides::Sides;
use super::words::{plain, stage_word};
use crate::registers::Opened;
use crate::view::{
    AgreementDraftRequest, AgreementPlace, AgreementTerms, RegisterBookQuery, TransferableRow, TransferableRows,
};
use crate::{Actor, App, AppError, Result, day_in_china};

/// More rows than anybody chooses from.
const ROWS_MAX: usize = 500;
const TEXT_MAX: usize = 1000;

/// A rule of the newest version of a pack with the register that it is about.
pub(super) struct Kind {
    pub opened: Opened,
    pub rule: Agreement,
    pub transfer: Transfer,
}

impl Kind {
    pub fn pack(&self) -> &Arc<Pack> {
        &self.opened.pack
    }

    pub fn text(&self, field: Option<&Code>, values: &[Option<Value>]) -> String {
        let place = self.opened.register.fields.iter().position(|known| Some(&known.code) == field);
        place.and_then(|place| values.get(place)?.as_ref()).map(stored).unwrap_or_default()
    }

    fn sides(&self, giver: &str) -> Sides<'_> {
        let places = vec![(giver.to_string(), self.opened.place_name(giver))];
        Sides { pack: &self.opened.pack, rule: &self.rule, transfer: &self.transfer, places }
    }

    /// Why a row as it stands cannot be transferred.
    pub fn refusal(&self, row: &Row) -> Option<String> {
        let Transfer { from, place, first, .. } = &self.transfer;
        let state = |code: &Code| self.opened.state_name(Some(code.as_str())).unwrap_or_default();
        if !row.state.as_ref().is_some_and(|held| from.contains(held)) {
            let held = row.state.as_ref().map(state).unwrap_or_default();
            let wanted: Vec<String> = from.iter().map(|code| format!("“{}”", state(code))).collect();
            return Some(format!("处于“{held}”，不能流转；{}的才可以", wanted.join("、")));
        }
        let giver = self.text(Some(place), &row.values);
        if giver.is_empty() {
            return Some("没有填所在县；请在名录中补填".to_string());
        }
        let reporter = self.text(first.as_ref(), &row.values);
        (first.is_some() && reporter != giver).then(|| {
            let (giver, reporter) = (self.opened.place_name(&giver), self.opened.place_name(&reporter));
            format!("由{reporter}首报，首报受保护，{giver}不能流转出去；请由{reporter}办理")
        })
    }
}

impl App {
    pub(super) async fn kind(&self, pack: &str, rule: &str, dataset: Dataset, now: Timestamp) -> Result<Kind> {
        let checked = self.packs.newest(pack)?.usable()?.clone();
        let found = checked.agreements.iter().find(|known| known.code.as_str() == rule || known.name == rule);
        let found = found.ok_or_else(|| AppError::not_found(format!("机制包“{}”中的协议“{rule}”", checked.name)))?;
        let transfer = found.transfer.clone().ok_or_else(|| {
            AppError::bad_input(format!("机制包“{}”的协议“{}”没有声明流转，只能推算", checked.name, found.name))
        })?;
        let book = RegisterBookQuery { dataset: Some(dataset), period: None };
        let opened = self.opened(pack, transfer.register.as_str(), &book, now).await?;
        Ok(Kind { opened, rule: found.clone(), transfer })
    }

    /// Rows that somebody may transfer, as far as they see them.
    pub async fn transferable_rows(
        &self,
        actor: &Actor,
        (pack, rule): (&str, &str),
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<TransferableRows> {
        let kind = self.kind(pack, rule, dataset, now).await?;
        let reach = self.reach(actor, &kind.opened).await?;
        let filter = RowFilter { reach: reach.steps().clone(), limit: ROWS_MAX, ..RowFilter::default() };
        let standing = self.held_agreements(dataset).await?.into_iter().filter(|held| !held.signing.stage().is_over());
        let here = |head: &Head| head.pack == pack && head.register == kind.transfer.register.as_str();
        let live: Vec<String> = standing.map(|held| held.head).filter(here).map(|head| head.row).collect();
        let mut rows = Vec::new();
        for held in &self.store.page_of_rows(&kind.opened.book, &filter).await? {
            let row = kind.opened.row(held)?;
            let place = kind.text(Some(&kind.transfer.place), &row.values);
            let refusal = match live.contains(&held.key) {
                true => Some("已有一份没有终止的流转协议".to_string()),
                false => kind.refusal(&row),
            };
            rows.push(TransferableRow {
                row: held.key.clone(),
                title: kind.opened.title_of(&held.key, &row.values),
                place_name: kind.opened.place_name(&place),
                place,
                refusal,
            });
        }
        // What can be transferred comes first.
        rows.sort_by_key(|row| row.refusal.is_some());
        let counties = kind.opened.places.iter().filter(|place| place.level == PlaceLevel::County);
        let places = counties.map(|place| AgreementPlace { code: place.code.clone(), name: place.name.clone() });
        Ok(TransferableRows { rows, places: places.collect(), number: self.next_agreement_number(now).await? })
    }

    async fn next_agreement_number(&self, now: Timestamp) -> Result<String> {
        let year = day_in_china(now).year();
        let mut held = 0;
        for dataset in [Dataset::Real, Dataset::Demo] {
            held += self.store.streams(StreamKind::Agreement, dataset, None).await?.len();
        }
        for place in held + 1.. {
            let number = format!("XY{year}-{place:04}");
            if self.store.stream(StreamKind::Agreement, &number).await?.is_none() {
                return Ok(number);
            }
        }
        Err(AppError::Internal { message: "协议编号已经用完".to_string() })
    }

    /// Why somebody cannot draft under a rule at all, whatever the row.
    pub(super) async fn draft_refusal(&self, actor: &Actor, kind: &Kind) -> Result<Option<String>> {
        if let Err(refusal) = actor.holds(Capability::TakeStep) {
            return Ok(Some(refusal.to_string()));
        }
        for role in [&kind.transfer.signers.first(), &Some(&kind.transfer.confirms)].into_iter().flatten() {
            if self.has_pack_role(actor, kind.pack(), role).await? {
                return Ok(None);
            }
        }
        let sides = kind.sides("");
        Ok(Some(format!("草拟需要办理角色“{}”或“{}”，您没有", sides.role_name(0), sides.role_name(sides.city()))))
    }

    /// Drafts an agreement. Returns its number.
    pub async fn draft_agreement(
        &self,
        actor: &Actor,
        request: &AgreementDraftRequest,
        now: Timestamp,
    ) -> Result<String> {
        check_key(&request.key)?;
        let dataset = request.dataset.unwrap_or(Dataset::Real);
        let kind = self.kind(&request.pack, &request.rule, dataset, now).await?;
        let held = self.store.row(&kind.opened.book, &request.row).await?;
        let missing = || AppError::not_found(format!("“{}”中的“{}”", kind.opened.title(), request.row));
        let held = held.ok_or_else(missing)?;
        let row = kind.opened.row(&held)?;
        let giver = kind.text(Some(&kind.transfer.place), &row.values);
        let object = format!("{}/{}", kind.opened.object(), held.key);
        let sides = kind.sides(&giver);
        self.demand_side(actor, &sides, (&[0, sides.city()], &object), now).await?;
        if let Some(refusal) = kind.refusal(&row) {
            return Err(AppError::Conflict { message: format!("“{}”{refusal}", held.key) });
        }
        self.demand_first(&kind, &row).await?;
        let number = match request.number.as_deref().map(str::trim).filter(|number| !number.is_empty()) {
            Some(number) => checked_number(number)?,
            None => self.next_agreement_number(now).await?,
        };
        let terms = terms(&kind.rule, &giver, &request.terms)?;
        self.demand_county(&kind.opened, &request.terms.taker)?;
        let key = format!("{}/{}", actor.user, request.key);
        let mut signing = Signing::new(kind.rule.clone());
        let command = SigningCommand::Draft { terms };
        let records = signing.decide(Asked { at: now, by: &actor.user, key: &key }, &command)?;
        records.iter().cloned().for_each(|record| signing.record(record));
        let title = kind.opened.title_of(&held.key, &row.values);
        let head = Head {
            pack: kind.opened.book.pack.clone(),
            pack_version: kind.opened.pack.version.clone(),
            register: kind.opened.book.register.clone(),
            row: held.key.clone(),
            title: title.clone(),
            rule: kind.rule.clone(),
        };
        let state = stage_word(signing.stage())?;
        let stream = NewStream {
            kind: StreamKind::Agreement,
            code: number.clone(),
            parent: None,
            dataset,
            head: serde_json::to_string(&head)?,
            state: state.clone(),
        };
        let events = StreamEvents {
            kind: StreamKind::Agreement,
            code: number.clone(),
            after: 0,
            events: lines(&records)?,
            state,
        };
        let new = StreamChange {
            opened: vec![stream],
            events: vec![events],
            holds: vec![hold(&number, dataset, &head, false)?],
            ..StreamChange::default()
        };
        let note = format!("{}：{title}", kind.rule.name);
        let audit = actor.audit("流转协议：草拟", format!("agreement/{number}"), Some(&note), now);
        // Sent again after a lost answer: the draft that was made stands.
        if let Some(done) = self.drafted_under(&key, (dataset, &head), &records[0].command).await? {
            return Ok(done);
        }
        self.store.change_streams(&new, &audit).await?;
        Ok(number)
    }

    /// The agreement that was drafted under a key already.
    async fn drafted_under(
        &self,
        key: &str,
        (dataset, head): (Dataset, &Head),
        command: &str,
    ) -> Result<Option<String>> {
        let is_this = |held: &Held| {
            let (one, first) = (&held.head, held.signing.log().first());
            (&one.pack, &one.row, &one.rule.code) == (&head.pack, &head.row, &head.rule.code)
                && first.is_some_and(|first| first.key == key && first.command == command)
        };
        Ok(self.held_agreements(dataset).await?.into_iter().find(is_this).map(|held| held.number))
    }

    /// Refuses a row that somebody else reported earlier.
    async fn demand_first(&self, kind: &Kind, row: &Row) -> Result<()> {
        if kind.transfer.reported.is_none() {
            return Ok(());
        }
        let earlier = self.earlier_alike(&kind.opened, row, &kind.transfer.place).await?;
        if let Some((place, day)) = earlier.first() {
            return Err(AppError::Conflict {
                message: format!(
                    "“{}”与{}于 {day} 先登记的一行疑似重复，先登记的受保护，不能流转；确非同一项目的，请先在名录的“疑似重复”中认定",
                    row.key,
                    kind.opened.place_name(place)
                ),
            });
        }
        Ok(())
    }

    pub(super) fn demand_county(&self, opened: &Opened, code: &str) -> Result<()> {
        let is_county = |place: &engine::register::PlaceName| place.code == code && place.level == PlaceLevel::County;
        match opened.places.iter().any(is_county) {
            true => Ok(()),
            false => Err(AppError::bad_input(format!("没有代码为“{code}”的县市区；请重新选择承接的县"))),
        }
    }
}

/// What was typed as terms; phases of the rule where none were.
pub(super) fn terms(rule: &Agreement, giver: &str, typed: &AgreementTerms) -> Result<Terms> {
    let places = vec![giver.to_string(), typed.taker.trim().to_string()];
    let note = typed.note.as_deref().map(str::trim).unwrap_or_default();
    if note.chars().count() > TEXT_MAX {
        return Err(AppError::bad_input(format!("说明超过 {TEXT_MAX} 字；请删减")));
    }
    let Some(phases) = &typed.phases else {
        return Ok(Terms { note: note.to_string(), ..Terms::of(rule, places) });
    };
    let mut found = Vec::new();
    for phase in phases {
        let mut shares = Vec::new();
        for share in &phase.shares {
            shares.push(super::act::amount(share, &format!("阶段“{}”的比例", phase.name))?.normalize());
        }
        found.push(TermPhase { name: phase.name.trim().to_string(), years: phase.years, shares });
    }
    let own = Terms::of(rule, Vec::new());
    // The rule as it stands is the rule, however its numbers were typed.
    let same = |one: &TermPhase, other: &TermPhase| {
        let plain_shares = |phase: &TermPhase| phase.shares.iter().map(|share| plain(*share)).collect::<Vec<_>>();
        (&one.name, one.years, plain_shares(one)) == (&other.name, other.years, plain_shares(other))
    };
    let is_rule = found.len() == own.phases.len() && found.iter().zip(&own.phases).all(|(one, other)| same(one, other));
    Ok(Terms { places, phases: if is_rule { own.phases } else { found }, note: note.to_string() })
}

pub(super) fn check_key(key: &str) -> Result<()> {
    let fits = (8..=64).contains(&key.len()) && key.chars().all(|one| one.is_ascii_alphanumeric() || one == '-');
    match fits {
        true => Ok(()),
        false => Err(AppError::bad_input("办理编号应为 8 至 64 个字母、数字、短横；请刷新页面后重试")),
    }
}

fn checked_number(number: &str) -> Result<String> {
    let fits = |one: char| one.is_alphanumeric() || "-_〔〕（）".contains(one);
    if number.chars().count() <= 40 && number.chars().all(fits) {
        Ok(number.to_string())
    } else {
        Err(AppError::bad_input(format!("协议编号“{number}”不合规，应为不超过 40 个汉字、字母、数字、短横、括号")))
    }
}
