//! Lets a few computations of password hashes through at a time, each of which takes 19 MiB, and turns away who would have to
//! wait for long. Without it as many logins as anybody likes to send would fill the memory.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{AppError, Result};

/// About ten seconds on two cores.
const WAITING_MAX: usize = 512;

pub(crate) struct Turnstile {
    places: Semaphore,
    waiting: AtomicUsize,
    waiting_max: usize,
}

impl Turnstile {
    /// As many places as the machine has processors.
    pub fn for_this_machine() -> Turnstile {
        let places = std::thread::available_parallelism().map_or(2, usize::from);
        Turnstile::new(places, WAITING_MAX)
    }

    fn new(places: usize, waiting_max: usize) -> Turnstile {
        Turnstile { places: Semaphore::new(places), waiting: AtomicUsize::new(0), waiting_max }
    }

    /// A place until what is returned is dropped.
    pub async fn enter(&self) -> Result<SemaphorePermit<'_>> {
        let before = self.waiting.fetch_add(1, Ordering::SeqCst);
        let _waits = Waits(&self.waiting);
        if before >= self.waiting_max {
            return Err(AppError::Unavailable {
                message: "同时登录的人太多，请稍等几秒再试".to_string()
            });
        }
        self.places.acquire().await.map_err(|_| AppError::Internal { message: "密码运算已停止".to_string() })
    }
}

/// Counts somebody who waits, also one who goes away.
struct Waits<'a>(&'a AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn beyond_the_queue_a_login_is_asked_to_wait() {
        let turnstile = Turnstile::new(1, 1);
        let inside = turnstile.enter().await.unwrap();
        let mut waits = std::pin::pin!(turnstile.enter());
        assert!(at_once(waits.as_mut()).await.is_none(), "the second waits");
        let refused = turnstile.enter().await.unwrap_err();
        assert!(matches!(refused, AppError::Unavailable { .. }), "{refused}");
        drop(inside);
        drop(waits.await.unwrap());
        drop(turnstile.enter().await.unwrap());
    }

    /// What is there without waiting.
    async fn at_once<T>(future: std::pin::Pin<&mut impl Future<Output = T>>) -> Option<T> {
        let mut future = future;
        std::future::poll_fn(|context| {
            std::task::Poll::Ready(match future.as_mut().poll(context) {
                std::task::Poll::Ready(value) => Some(value),
                std::task::Poll::Pending => None,
            })
        })
        .await
    }
}
