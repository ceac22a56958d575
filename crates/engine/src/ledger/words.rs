//! How accounts, assets, amounts and times are named in sentences.

use jiff::Timestamp;
use model::ledger::{AccountId, Amount, AssetId};

use super::book::{Book, EntryState};

impl Book {
    pub(super) fn account_label(&self, id: AccountId) -> String {
        self.account(id).map_or_else(|| format!("编号 {}", id.0), |account| account.label.clone())
    }

    pub(super) fn asset_label(&self, id: AssetId) -> String {
        self.asset(id).map_or_else(|| format!("编号 {}", id.0), |asset| asset.label.clone())
    }

    pub(super) fn amount_text(&self, asset: AssetId, units: i128) -> String {
        match self.asset(asset) {
            Some(asset) if asset.unit.is_dimensionless() => Amount { units, decimals: asset.decimals }.to_string(),
            Some(asset) => format!("{} {}", Amount { units, decimals: asset.decimals }, asset.unit),
            None => units.to_string(),
        }
    }
}

/// To the second, in the time of Beijing, which has no summer time since 1991.
pub(super) fn time(time: Timestamp) -> String {
    jiff::tz::offset(8).to_datetime(time).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

pub(super) fn state(state: EntryState) -> &'static str {
    match state {
        EntryState::Posted | EntryState::Completed => "入账",
        EntryState::Proposed => "提交待复核",
        EntryState::Approved { .. } => "复核",
        EntryState::Rejected => "退回",
        EntryState::Remark => "办结",
    }
}
