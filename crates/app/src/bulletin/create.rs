//! Freezes what is known now into a cut, makes the files from it and stores both.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::Dataset;
use report::official_punctuation;
use store::{NewBulletin, StoredBulletin};

use super::cut::{Cut, view};
use super::document;
use super::files::PROGRAM;
use crate::content::BOUNDARIES;
use crate::frame::Frame;
use crate::sheet::date_in_words;
use crate::status::map::{map_view, shown_observations};
use crate::view::{AsOf, BulletinRequest, BulletinView};
use crate::{Actor, App, AppError, Result, day_in_china};

impl App {
    pub async fn create_bulletin(
        &self,
        actor: &Actor,
        plan: &str,
        request: &BulletinRequest,
        now: Timestamp,
    ) -> Result<BulletinView> {
        let dataset = request.dataset.unwrap_or(Dataset::Real);
        let frozen = match request.period_cut.as_deref().filter(|code| !code.is_empty()) {
            Some(code) => Some(self.usable_cut(code, dataset).await?),
            None => None,
        };
        let question = AsOf {
            as_of: request.as_of.or_else(|| frozen.as_ref().map(|cut| cut.head.period.last_day())),
            known_by: frozen.as_ref().map(|cut| cut.head.at),
            dataset: request.dataset,
            preset: request.preset.clone(),
        };
        let frame = self.frame(plan, &question, now).await?;
        if frame.outcomes.is_empty() {
            return Err(AppError::bad_input("该方案没有可评价的目标，不能生成通报；请先在校对页补充目标"));
        }
        let boundaries = self.store.blob(BOUNDARIES, frame.known_by).await?.unwrap_or_default();
        let chosen = request.map_indicator.as_deref().filter(|code| !code.is_empty());
        let frame = self.map_frame(&frame, chosen).await?;
        let (map, used) = map_of(&frame, request, &boundaries)?;
        let blank = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let mut cut = Cut {
            format: 1,
            title: title(&frame),
            // A document made from demonstration data never gets an official number.
            number: blank(&request.number).filter(|_| frame.dataset == Dataset::Real),
            issuer: blank(&request.issuer),
            date: request.date.unwrap_or_else(|| day_in_china(now)),
            addressee: blank(&request.addressee),
            copy_to: blank(&request.copy_to),
            printed_by: blank(&request.printed_by),
            printed_on: request.printed_on,
            as_of: frame.as_of,
            known_by: frame.known_by,
            dataset: frame.dataset,
            rounding: request.rounding.unwrap_or_default(),
            map,
            boundaries,
            figures: Vec::new(),
            frame: frame.freeze(&used),
            counted_rows: Vec::new(),
            edits: Vec::new(),
            period_cut: frozen.as_ref().map(|cut| cut.named()),
            conflicts: self.conflict_sentences(&frame).await?,
            countersigns: self.countersign_sentences(&frame).await?,
        };
        cut.counted_rows = self.frozen_rows(&cut.frame.counted).await?;
        cut.figures = document::build(&cut)?.1;
        let (text, title) = (serde_json::to_string(&cut)?, cut.title.clone());
        let files = self.make_files(cut).await?;
        let new = NewBulletin { plan: plan.to_string(), cut: text, program: PROGRAM.to_string(), files };
        let stored = self.store.add_bulletin(&new, &actor.audit("生成通报", plan, Some(&title), now)).await?;
        view(&stored)
    }

    /// Newest first.
    pub async fn bulletins(&self, plan: &str) -> Result<Vec<BulletinView>> {
        self.store.bulletins(plan).await?.iter().map(view).collect()
    }

    pub async fn bulletin(&self, id: i64) -> Result<BulletinView> {
        view(&self.stored_bulletin(id).await?)
    }

    /// The same with the name of the person who made each, and where they are.
    pub async fn bulletins_by_name(&self, views: Vec<BulletinView>, now: Timestamp) -> Result<Vec<BulletinView>> {
        let persons = self.persons(now).await?;
        let named = |view: BulletinView| BulletinView { created_by: persons.told(&view.created_by), ..view };
        Ok(views.into_iter().map(named).collect())
    }

    pub(crate) async fn stored_bulletin(&self, id: i64) -> Result<StoredBulletin> {
        self.store.bulletin(id).await?.ok_or_else(|| AppError::not_found(format!("第 {id} 号通报")))
    }
}

fn title(frame: &Frame) -> String {
    let mark = match (frame.dataset, frame.summary.is_sample) {
        (Dataset::Demo, _) => "【演示】",
        (Dataset::Real, true) => "【示例】",
        (Dataset::Real, false) => "",
    };
    let day = date_in_words(frame.as_of);
    official_punctuation(&format!("{mark}关于《{}》（截至{day}）目标完成情况的通报", frame.summary.metadata.title))
}

type MapChoice = (Option<(String, String)>, BTreeSet<i64>);

/// Indicator and period of the map, with the observations that it shows.
fn map_of(frame: &Frame, request: &BulletinRequest, boundaries: &str) -> Result<MapChoice> {
    let wanted = request.map_indicator.as_deref().filter(|code| !code.is_empty());
    let view = match map_view(frame, wanted, None, boundaries) {
        Ok(view) => view,
        // Without county data there is no map; an indicator that was asked for must exist.
        Err(AppError::NotFound { .. }) if wanted.is_none() => return Ok((None, BTreeSet::new())),
        Err(error) => return Err(error),
    };
    if view.period.is_empty() {
        return Ok((None, BTreeSet::new()));
    }
    let ids = shown_observations(frame, &view);
    Ok((Some((view.indicator.code.clone(), view.period.clone())), ids))
}
