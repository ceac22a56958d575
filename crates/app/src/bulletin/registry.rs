//! Numbers the figures of a document, S001 onwards, so that each printed one can be asked 从哪来.

use report::{FigureSource, Run};

use crate::view::{BulletinFigure, Figure};

#[derive(Debug, Default)]
pub(super) struct Registry {
    figures: Vec<BulletinFigure>,
}

impl Registry {
    /// A run that shows the figure; one figure printed twice keeps its number. 「—」 explains itself in the notes.
    pub fn run(&mut self, figure: &Figure) -> Run {
        let Some(id) = &figure.id else { return Run::text(figure.text.clone()) };
        let short = match self.figures.iter().find(|held| held.id == *id) {
            Some(held) => held.short.clone(),
            None => {
                let short = format!("S{:03}", self.figures.len() + 1);
                self.figures.push(BulletinFigure { short: short.clone(), text: figure.text.clone(), id: id.clone() });
                short
            }
        };
        Run::figure(figure.text.clone(), short)
    }

    pub fn sources(&self) -> Vec<FigureSource> {
        self.figures.iter().map(|held| FigureSource { id: held.short.clone(), source: held.id.clone() }).collect()
    }

    pub fn into_figures(self) -> Vec<BulletinFigure> {
        self.figures
    }
}
