//! The timer of the server: what falls due in cases of exchanges is taken up, vouchers of ledgers whose waiting period is
//! over take effect, reminders are sent; also those that fell due while it was off.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use jiff::Timestamp;

/// How often it looks. Nothing hangs on it: whoever acts in a case takes up what is due first.
const EVERY: Duration = Duration::from_millis(500);
/// Reminders are good for a day; nobody waits for the second.
const REMIND_EVERY: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);

/// Runs for ever; a case that cannot move is told once a minute and keeps no other from moving.
pub(crate) async fn run(app: Arc<App>) {
    let mut silent_until = Timestamp::MIN;
    let mut remind_at = Timestamp::MIN;
    let prepared = app.clone();
    tokio::spawn(async move {
        if let Err(error) = prepared.prepare_boards(Timestamp::now()).await {
            tracing::warn!("工作台没有预先准备：{error}");
        }
        if let Err(error) = prepared.prepare_lists(Timestamp::now()).await {
            tracing::warn!("数据列表没有预先统计：{error}");
        }
    });
    loop {
        let now = Timestamp::now();
        let mut troubles = match app.advance_cases(now).await {
            Ok((_, troubles)) => troubles,
            Err(error) => vec![error.to_string()],
        };
        if now >= remind_at {
            remind_at = now.checked_add(REMIND_EVERY).unwrap_or(now);
            troubles.extend(app.send_due_notices(now).await.err().map(|error| error.to_string()));
            troubles.extend(app.send_milestone_notices(now).await.err().map(|error| error.to_string()));
            match app.complete_due_ledgers(now).await {
                Ok((_, refused)) => troubles.extend(refused),
                Err(error) => troubles.push(error.to_string()),
            }
        }
        if !troubles.is_empty() && now >= silent_until {
            troubles.iter().for_each(|trouble| tracing::error!("到时事项没有办成：{trouble}"));
            silent_until = now.checked_add(jiff::SignedDuration::from_secs(60)).unwrap_or(now);
        }
        tokio::time::sleep(EVERY).await;
    }
}
