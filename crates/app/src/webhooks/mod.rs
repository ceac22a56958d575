//! Telling other systems of events: the addresses, what is on its way to them, and what is to be sent now. The outbox is
//! filled by the store with each event; the shell sends. Without a declared host nothing leaves.

pub(crate) mod rules;

use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use model::Dataset;
use model::people::Capability;
use sha2::Sha256;
use store::{Delivery, DeliveryState, Tried, Webhook};

pub use self::rules::{Authorities, Target};
use crate::users::new_token;
use crate::view::{DeliveryView, WebhookDesk, WebhookDraft, WebhookEvent, WebhookSecret, WebhookView};
use crate::{Actor, App, AppError, Result};

/// Events and what they are called.
const EVENTS: [(&str, &str); 8] = [
    ("request.opened", "数据需求下发"),
    ("filing.returned", "填报表退回"),
    ("period.frozen", "数据冻结"),
    ("period.reopened", "数据解冻"),
    ("bulletin.published", "通报公布"),
    ("release.scheduled", "编排发布时间"),
    ("release.moved", "调整发布时间"),
    ("release.due", "到发布时间"),
];
/// Minutes until the next try; after the last one the delivery is given up.
const WAIT_MINUTES: [i64; 7] = [1, 5, 30, 120, 360, 720, 1440];
/// For how long a process has a delivery to itself.
const LEASE: SignedDuration = SignedDuration::from_secs(120);
const AT_ONCE: usize = 20;
const SHOWN: usize = 200;
/// Answers are kept so far.
const ANSWER_MAX: usize = 200;

/// One thing to be sent now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    pub delivery: i64,
    /// How often it was tried, with this time.
    pub tries: i64,
    pub target: Target,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

/// `t=…,v1=…`: the time in seconds and HMAC-SHA256 over the time, a point and the body, in hexadecimal.
///
/// # Errors
/// None with any key; the library says it may fail.
pub fn signature(secret: &str, at: Timestamp, body: &str) -> Result<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
        .map_err(|error| AppError::Internal { message: format!("签名失败：{error}") })?;
    let seconds = at.as_second();
    mac.update(format!("{seconds}.{body}").as_bytes());
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("t={seconds},v1={hex}"))
}

/// What a key is sealed for: put beside another address it signs nothing.
pub(crate) fn purpose(address: &str) -> String {
    format!("signature of events to {address}")
}

impl App {
    /// Addresses, and the newest deliveries.
    pub async fn webhooks(&self) -> Result<WebhookDesk> {
        let hooks = self.store.webhooks().await?;
        let deliveries = self.store.deliveries(SHOWN).await?;
        Ok(WebhookDesk {
            hosts: self.outbound.hosts(),
            events: EVENTS
                .iter()
                .map(|(code, name)| WebhookEvent { code: code.to_string(), name: name.to_string() })
                .collect(),
            deliveries: deliveries.iter().map(|one| delivery_view(one, &hooks)).collect(),
            webhooks: hooks.into_iter().map(webhook_view).collect(),
        })
    }

    /// A new address; its secret is told this once.
    pub async fn add_webhook(&self, actor: &Actor, draft: &WebhookDraft, now: Timestamp) -> Result<WebhookSecret> {
        self.admit(actor, Capability::ProposeAccounts, "设置推送地址", now).await?;
        self.outbound.target(&draft.address)?;
        if draft.events.is_empty() {
            return Err(AppError::bad_input("没有选择要推送的事件"));
        }
        if let Some(unknown) = draft.events.iter().find(|event| !EVENTS.iter().any(|(code, _)| code == event)) {
            return Err(AppError::bad_input(format!("没有“{unknown}”这种事件")));
        }
        let secret = new_token()?;
        let sealed = self.sealing.seal(&purpose(&draft.address), &secret)?;
        let audit = actor.audit("设置推送地址", "webhook", Some(&draft.address), now);
        let id = self.store.add_webhook(&draft.address, &draft.events, &sealed, &audit).await?;
        Ok(WebhookSecret { id, secret })
    }

    pub async fn end_webhook(&self, actor: &Actor, id: i64, now: Timestamp) -> Result<()> {
        self.admit(actor, Capability::ProposeAccounts, "停用推送地址", now).await?;
        let audit = actor.audit("停用推送地址", format!("webhook/{id}"), None, now);
        Ok(self.store.end_webhook(id, &audit).await?)
    }

    /// Sends a delivery once more.
    pub async fn repeat_delivery(&self, actor: &Actor, id: i64, now: Timestamp) -> Result<()> {
        self.admit(actor, Capability::ProposeAccounts, "重发推送", now).await?;
        let audit = actor.audit("重发推送", format!("webhook-delivery/{id}"), None, now);
        Ok(self.store.repeat_delivery(id, &audit).await?)
    }

    /// What is to be sent now, for this process alone for a while; also releases whose moment has come.
    pub async fn parcels(&self, now: Timestamp) -> Result<Vec<Parcel>> {
        let hooks = self.store.webhooks().await?;
        if !hooks.iter().any(|hook| hook.ended_at.is_none()) {
            return Ok(Vec::new());
        }
        self.note_releases(&hooks, now).await?;
        let mut parcels = Vec::new();
        for delivery in self.store.take_deliveries(now, now + LEASE, AT_ONCE).await? {
            let Some(hook) = hooks.iter().find(|hook| hook.id == delivery.webhook) else { continue };
            // The host may have been taken from the list since.
            let target = self.outbound.target(&hook.address).map_err(|error| error.to_string());
            let secret = self.sealing.open(&purpose(&hook.address), &hook.secret).ok_or_else(|| {
                "签名密钥现在无法取出：服务器上的封存密钥缺失，或与数据库不符；请系统管理员在服务器上执行“junxian verify”查看原因"
                    .to_string()
            });
            match target.and_then(|target| Ok((target, secret?))) {
                Ok((target, secret)) => parcels.push(parcel(&delivery, &secret, target, now)?),
                Err(why) => self.record_delivery((delivery.id, delivery.tries), Err(why), now).await?,
            }
        }
        Ok(parcels)
    }

    async fn note_releases(&self, hooks: &[Webhook], now: Timestamp) -> Result<()> {
        let wants = |hook: &&Webhook| hook.ended_at.is_none() && hook.events.iter().any(|event| event == "release.due");
        let Some(first) = hooks.iter().filter(wants).map(|hook| hook.made_at).min() else { return Ok(()) };
        for dataset in [Dataset::Real, Dataset::Demo] {
            for release in self.releases(dataset, now).await? {
                if release.is_released && release.release >= first {
                    self.store.note_release(&release.code, dataset, release.release).await?;
                }
            }
        }
        Ok(())
    }

    /// What came of a try: the answer of the other side, or why it was not reached.
    pub async fn record_delivery(
        &self,
        (delivery, tries): (i64, i64),
        outcome: std::result::Result<String, String>,
        now: Timestamp,
    ) -> Result<()> {
        let cut = |text: String| text.chars().take(ANSWER_MAX).collect();
        let tried = match outcome {
            Ok(answer) => Tried { state: DeliveryState::Arrived, due_at: now, answer: cut(answer) },
            Err(answer) => {
                let next = usize::try_from(tries - 1).ok().and_then(|at| WAIT_MINUTES.get(at));
                Tried {
                    state: if next.is_some() { DeliveryState::Waiting } else { DeliveryState::GivenUp },
                    due_at: next.map_or(now, |minutes| now + SignedDuration::from_mins(*minutes)),
                    answer: cut(answer),
                }
            }
        };
        Ok(self.store.record_try(delivery, &tried).await?)
    }
}

/// Says that something happened and to what, and nothing of it: whoever is told asks for it with rights of their own.
fn parcel(delivery: &Delivery, secret: &str, target: Target, now: Timestamp) -> Result<Parcel> {
    let body = serde_json::to_string(&serde_json::json!({
        "id": delivery.id,
        "event": delivery.event,
        "object": delivery.object,
        "dataset": delivery.dataset,
        "happened_at": delivery.happened_at.to_string(),
    }))?;
    let headers = vec![
        ("content-type", "application/json".to_string()),
        ("user-agent", "junxian".to_string()),
        ("junxian-event", delivery.event.clone()),
        ("junxian-delivery", delivery.id.to_string()),
        ("junxian-signature", signature(secret, now, &body)?),
    ];
    Ok(Parcel { delivery: delivery.id, tries: delivery.tries, target, headers, body })
}

fn event_name(code: &str) -> String {
    EVENTS.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name).to_string()
}

fn webhook_view(hook: Webhook) -> WebhookView {
    WebhookView {
        id: hook.id,
        event_names: hook.events.iter().map(|code| event_name(code)).collect(),
        address: hook.address,
        made_by: hook.made_by,
        made_at: hook.made_at,
        ended_at: hook.ended_at,
    }
}

fn delivery_view(one: &Delivery, hooks: &[Webhook]) -> DeliveryView {
    let hook = hooks.iter().find(|hook| hook.id == one.webhook);
    DeliveryView {
        id: one.id,
        address: hook.map(|hook| hook.address.clone()).unwrap_or_default(),
        event_name: event_name(&one.event),
        object: one.object.clone(),
        is_demo: one.dataset == Dataset::Demo,
        happened_at: one.happened_at,
        state_in_words: match one.state {
            DeliveryState::Waiting if one.tries == 0 => "待发送",
            DeliveryState::Waiting => "未送达，将重试",
            DeliveryState::Arrived => "已送达",
            DeliveryState::GivenUp => "已放弃",
        }
        .to_string(),
        has_arrived: one.state == DeliveryState::Arrived,
        next_try: (one.state == DeliveryState::Waiting).then_some(one.due_at),
        tries: one.tries,
        last_try_at: one.last_try_at,
        last_answer: one.last_answer.clone(),
        may_repeat: one.state != DeliveryState::Waiting && hook.is_some_and(|hook| hook.ended_at.is_none()),
    }
}
