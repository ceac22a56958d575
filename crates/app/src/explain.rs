//! Explains figures.
use crate::error::later;
use crate::view::Explanation;
use crate::{App, Result};

impl App {
    /// `id` is a `model::FigureId`, or `B<bulletin>-S001`.
    pub async fn explain(&self, id: &str) -> Result<Explanation> {
        let _ = id;
        later()
    }
}
