//! Who may ask for what: parties act through the account that registered them, everything else is done by who conducts
//! the trade and is no party to it.

use std::collections::BTreeMap;

use engine::exchange::{Case, Command, Event, Recorded, Side, row_steps};
use engine::formula::Value;
use jiff::Timestamp;
use model::pack::{Code, Exchange, Step};
use rust_decimal::Decimal;

use super::desk::Held;
use super::words::number_in_words;
use crate::registers::{Handover, Walk};
use crate::view::{CaseAct, CaseRequest, CaseView};
use crate::{Actor, App, AppError, Result};

const TEXT_MAX: usize = 1000;
const CODE_MAX: usize = 40;

impl App {
    /// Does what is asked, and shows the case as it stands then.
    pub async fn act_in_case(
        &self,
        actor: &Actor,
        number: &str,
        request: &CaseRequest,
        now: Timestamp,
    ) -> Result<CaseView> {
        check_texts(request)?;
        self.demand_case(actor, number, now).await?;
        let (pack, exchange) = self.rules_of_case(number).await?;
        if is_staff_act(&request.act) {
            let what = (&*format!("{}”的“办理", exchange.name), &*format!("case/{number}"));
            self.demand_pack_role(actor, (&pack, &exchange.role), what, now).await?;
            self.demand_lot(actor, number, now).await?;
        }
        if matches!(request.act, CaseAct::Announce { .. }) {
            self.demand_announceable(number, (&pack, &exchange), now).await?;
        }
        let seed = match request.act {
            CaseAct::Draw => Some(random()?),
            _ => None,
        };
        let key = format!("{}/{}", actor.user, request.key);
        self.change_case(actor, (number, &key), now, |held| command(held, actor, (request, &exchange), seed)).await?;
        self.case_view(actor, number, now).await
    }

    /// What the register learns of a settlement: who got the lot, at which price, how much.
    pub(super) async fn handover(
        &self,
        settled: &Held,
        rows: &[(String, String)],
        now: Timestamp,
    ) -> Result<Option<Handover>> {
        let (case, state) = (&settled.stored.case, settled.case.state());
        let pack = self.packs.usable(&case.pack, &case.pack_version)?.usable()?.clone();
        let Some(exchange) = pack.exchanges.iter().find(|exchange| exchange.code.as_str() == case.exchange) else {
            return Ok(None);
        };
        let lot = &exchange.lot;
        let quantity = settled.case.listing.quantity;
        // A call auction has no one buyer.
        let (buyer, price, volume) = match (&state.cleared, rows) {
            (Some(cleared), _) => {
                let lots = Decimal::from(cleared.volume);
                (None, cleared.price.map(|(price, _)| price), lots.checked_mul(quantity))
            }
            (None, [(_, holder)]) => (Some(holder), state.winner.as_ref().map(|winner| winner.price), Some(quantity)),
            (None, _) => return Ok(None),
        };
        let mut told: Vec<(&Code, Value)> = Vec::new();
        told.extend(lot.buyer.as_ref().zip(buyer.map(|holder| Value::Text(holder.as_str().into()))));
        told.extend(lot.price.as_ref().zip(price.map(|price| Value::Number(price.normalize()))));
        told.extend(lot.volume.as_ref().zip(volume.map(|volume| Value::Number(volume.normalize()))));
        if told.is_empty() {
            return Ok(None);
        }
        let note = format!("交易项目 {} 结算", case.number);
        let names = (case.pack.as_str(), case.register.as_str());
        Ok(Some(self.hand_over(names, case.dataset, (&case.row, &told), note, now).await?))
    }
}

impl App {
    /// The steps that the row takes because of these events, by the rules that the case was opened under; `held` is the case
    /// before them.
    pub(super) async fn walk_of(
        &self,
        held: &Held,
        events: &[Recorded],
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Option<Walk>> {
        let case = &held.stored.case;
        let pack = self.packs.usable(&case.pack, &case.pack_version)?.usable()?.clone();
        let exchange = pack.exchanges.iter().find(|exchange| exchange.code.as_str() == case.exchange);
        let Some((exchange, register)) =
            exchange.and_then(|exchange| Some((exchange, pack.register(&exchange.register)?)))
        else {
            return Ok(None);
        };
        let mut steps: Vec<(&Step, Actor)> = Vec::new();
        for taken in row_steps(&exchange.takes, &held.case, events) {
            let step = register.life.steps.iter().find(|step| step.code == *taken.code);
            let step = step.ok_or_else(|| AppError::not_found(format!("环节“{}”", taken.code)))?;
            steps.push((step, if taken.is_by_person { actor.clone() } else { Actor::new("系统") }));
        }
        if steps.is_empty() {
            return Ok(None);
        }
        let note = format!("随交易项目 {} 办理", case.number);
        let names = (case.pack.as_str(), case.register.as_str());
        Ok(Some(self.walk(names, case.dataset, (&case.row, &steps), note, now).await?))
    }
}

/// What only those do who conduct the trade.
fn is_staff_act(act: &CaseAct) -> bool {
    match act {
        CaseAct::Announce { .. }
        | CaseAct::Qualify { .. }
        | CaseAct::Deposit { .. }
        | CaseAct::Agree { .. }
        | CaseAct::Draw
        | CaseAct::AnswerObjection { .. }
        | CaseAct::Settle
        | CaseAct::Default { .. }
        | CaseAct::Withdraw { .. }
        | CaseAct::Terminate { .. }
        | CaseAct::Suspend { .. }
        | CaseAct::Resume => true,
        CaseAct::Register { .. }
        | CaseAct::Bid { .. }
        | CaseAct::Commit { .. }
        | CaseAct::Open { .. }
        | CaseAct::Order { .. }
        | CaseAct::CancelOrder { .. }
        | CaseAct::AnswerPriority { .. }
        | CaseAct::Object { .. } => false,
    }
}

/// Bidders by the account that registered them.
pub(super) fn agents(case: &Case) -> BTreeMap<&str, &str> {
    case.log()
        .iter()
        .filter_map(|recorded| match &recorded.event {
            Event::Registered { bidder, .. } => Some((recorded.by.as_str(), bidder.as_str())),
            _ => None,
        })
        .collect()
}

fn command(
    held: &Held,
    actor: &Actor,
    (request, exchange): (&CaseRequest, &Exchange),
    seed: Option<u64>,
) -> Result<Command> {
    let case = &held.case;
    let agents = agents(case);
    let own = agents.get(actor.user.as_str()).map(|bidder| (*bidder).to_string());
    if is_staff_act(&request.act) && own.is_some() {
        let message = "您的账户在本项目中报了名，是交易一方，不能办理这一步；请由其他经办人办理".to_string();
        return Err(AppError::Conflict { message });
    }
    let bidder = || {
        own.clone().ok_or_else(|| AppError::Conflict {
            message: "您的账户没有在本项目报名，不能出价或答复；竞买人用报名时的账户办理".to_string(),
        })
    };
    let text = |text: &str| text.trim().to_string();
    let given = |said: &Option<String>| said.as_ref().map(|said| text(said)).filter(|said| !said.is_empty());
    Ok(match &request.act {
        CaseAct::Announce { notice_last, opens, closes } => {
            Command::Announce { notice_last: *notice_last, opens: *opens, closes: *closes }
        }
        CaseAct::Register { bidder, priority, code } => {
            if let Some(own) = &own
                && *own != text(bidder)
            {
                let message = format!("您的账户已为“{own}”报名；一个账户在一个项目中只代表一名竞买人");
                return Err(AppError::Conflict { message });
            }
            if text(bidder).is_empty() {
                return Err(AppError::bad_input("没有填竞买人名称；请填写后再报名"));
            }
            let code = given(code).unwrap_or_default();
            if code.is_empty() && exchange.settlement.is_some() {
                return Err(AppError::bad_input(
                    "本项目在账本中冻结保证金或申报，报名要填统一社会信用代码（账本账户的持有人代码），以代码认定是谁的账户",
                ));
            }
            if code.chars().count() > CODE_MAX {
                return Err(AppError::bad_input(format!("代码超过 {CODE_MAX} 字；请核对")));
            }
            Command::Register { bidder: text(bidder), priority: given(priority), code }
        }
        CaseAct::Qualify { bidder, is_accepted, reason } => {
            Command::Qualify { bidder: text(bidder), is_accepted: *is_accepted, reason: text(reason) }
        }
        CaseAct::Deposit { bidder, refused } => {
            let hold = case.state().bidder(&text(bidder)).and_then(|bidder| bidder.hold.clone());
            let hold = hold.ok_or_else(|| AppError::Conflict {
                message: format!("“{bidder}”没有待收的保证金；先通过资格审查"),
            })?;
            Command::HoldAnswered { hold, refused: given(refused) }
        }
        CaseAct::Bid { price } => Command::Bid { bidder: bidder()?, price: number_in_words(price, "出价")? },
        CaseAct::Commit { digest } => Command::Commit { bidder: bidder()?, digest: text(digest) },
        CaseAct::Open { price, salt } => {
            Command::Open { bidder: bidder()?, price: number_in_words(price, "报价")?, salt: salt.clone() }
        }
        CaseAct::Order { is_buying, price, quantity } => Command::Order {
            order: format!("{}/{}", actor.user, request.key),
            bidder: bidder()?,
            side: if *is_buying { Side::Buy } else { Side::Sell },
            price: number_in_words(price, "报价")?,
            quantity: *quantity,
        },
        CaseAct::CancelOrder { order } => Command::CancelOrder { order: order.clone(), bidder: bidder()? },
        CaseAct::Agree { bidder, price } => {
            Command::Agree { bidder: text(bidder), price: number_in_words(price, "成交价")? }
        }
        CaseAct::Draw => {
            // Asked once more after a lost answer: the draw that was made stands.
            let key = format!("{}/{}", actor.user, request.key);
            let drawn = case.log().iter().find_map(|recorded| match &recorded.event {
                Event::Drawn { seed, .. } if recorded.key == key => Some(*seed),
                _ => None,
            });
            let seed = drawn.or(seed);
            Command::Draw { seed: seed.ok_or_else(|| AppError::bad_input("没有抽签的随机数；请重试"))? }
        }
        CaseAct::AnswerPriority { is_exercised } => {
            Command::AnswerPriority { bidder: bidder()?, is_exercised: *is_exercised }
        }
        CaseAct::Object { by, text: words } => {
            let by = own.clone().unwrap_or_else(|| text(by));
            if by.is_empty() {
                return Err(AppError::bad_input("没有填异议人；请填写单位或姓名"));
            }
            Command::Object { by, text: text(words) }
        }
        CaseAct::AnswerObjection { number, is_upheld, text: words } => {
            Command::AnswerObjection { number: *number, is_upheld: *is_upheld, text: text(words) }
        }
        CaseAct::Settle => Command::Settle,
        CaseAct::Default { reason } => Command::Default { reason: text(reason) },
        CaseAct::Withdraw { reason } => Command::Withdraw { reason: text(reason) },
        CaseAct::Terminate { reason } => Command::Terminate { reason: text(reason) },
        CaseAct::Suspend { reason } => Command::Suspend { reason: text(reason) },
        CaseAct::Resume => Command::Resume,
    })
}

fn check_texts(request: &CaseRequest) -> Result<()> {
    let written = serde_json::to_string(&request.act)?;
    if written.chars().count() > 2 * TEXT_MAX {
        return Err(AppError::bad_input(format!("填写的内容太长，说明和理由不超过 {TEXT_MAX} 字；请删减")));
    }
    let fits = (8..=64).contains(&request.key.len())
        && request.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !fits {
        return Err(AppError::bad_input("办理编号不合规；请刷新页面后重新提交"));
    }
    Ok(())
}

/// For a draw that nobody can foresee; it is recorded, so that everybody can draw again.
fn random() -> Result<u64> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|error| AppError::Internal {
        message: format!("系统没有给出随机数：{error}；请重试"),
    })?;
    Ok(u64::from_le_bytes(bytes))
}
