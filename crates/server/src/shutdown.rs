//! Waits for the signals that end the server. Ends nothing itself.

use std::time::Duration;

/// Requests under way get this long after the signal.
const PATIENCE: Duration = Duration::from_secs(20);

/// Returns once SIGINT or SIGTERM arrived. A signal that cannot be listened to is never reported.
pub(crate) async fn requested() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminate() => {}
    }
}

/// Returns some time after the same signal.
pub(crate) async fn overdue() {
    requested().await;
    tokio::time::sleep(PATIENCE).await;
}

#[cfg(unix)]
async fn terminate() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminate() {
    std::future::pending().await
}
