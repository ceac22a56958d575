//! The timer of the server: what falls due in cases of exchanges is taken up, also what fell due while it was off.

use std::sync::Arc;
use std::time::Duration;

use app::App;
use jiff::Timestamp;

/// How often it looks. Nothing hangs on it: whoever acts in a case takes up what is due first.
const EVERY: Duration = Duration::from_millis(500);

/// Runs for ever; a case that cannot move is told once a minute and keeps no other from moving.
pub(crate) async fn run(app: Arc<App>) {
    let mut silent_until = Timestamp::MIN;
    loop {
        let now = Timestamp::now();
        let troubles = match app.advance_cases(now).await {
            Ok((_, troubles)) => troubles,
            Err(error) => vec![error.to_string()],
        };
        if !troubles.is_empty() && now >= silent_until {
            troubles.iter().for_each(|trouble| tracing::error!("到时事项没有办成：{trouble}"));
            silent_until = now.checked_add(jiff::SignedDuration::from_secs(60)).unwrap_or(now);
        }
        tokio::time::sleep(EVERY).await;
    }
}
