//! Addresses that are told of events, and what is on its way to them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WebhookDesk {
    /// `host:port` that the machine's administrator has declared; no others may be told.
    pub hosts: Vec<String>,
    pub events: Vec<WebhookEvent>,
    pub webhooks: Vec<WebhookView>,
    /// The newest first.
    pub deliveries: Vec<DeliveryView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WebhookEvent {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WebhookDraft {
    /// `http://` with a declared host.
    pub address: String,
    /// Codes of events.
    pub events: Vec<String>,
}

/// Told once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WebhookSecret {
    pub id: i64,
    /// Key of the signature.
    pub secret: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WebhookView {
    pub id: i64,
    pub address: String,
    pub event_names: Vec<String>,
    pub made_by: String,
    #[schema(value_type = String, format = DateTime)]
    pub made_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeliveryView {
    pub id: i64,
    pub address: String,
    pub event_name: String,
    pub object: String,
    pub is_demo: bool,
    #[schema(value_type = String, format = DateTime)]
    pub happened_at: Timestamp,
    /// 待发送, 未送达，将重试, 已送达, 已放弃.
    pub state_in_words: String,
    pub has_arrived: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_try: Option<Timestamp>,
    pub tries: i64,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_try_at: Option<Timestamp>,
    /// Of the other side, or why it was not reached.
    pub last_answer: Option<String>,
    pub may_repeat: bool,
}
