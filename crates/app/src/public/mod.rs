//! 公众端: what is marked 公开 and nothing else, for readers without an account. One visitor stands for all of them: it
//! holds what a research institute holds, so that the rules of rows and documents decide here as everywhere.

mod map;

use jiff::Timestamp;
use model::people::{Assignment, DataClass, Role};
use model::{Dataset, LifeCycleStage, Observation, TargetOutcome};
use store::{Dictionaries, ObservationFilter};

use crate::data::list::source;
use crate::view::{
    AsOf, PublicFigure, PublicHome, PublicPlan, PublicPlanPage, PublicRegister, PublicRegisterPage, PublicSource,
    PublicTarget, RegisterBookQuery, RegisterRowsQuery, TargetRowView,
};
use crate::{Actor, App, AppError, BulletinFile, Download, Result, day_in_china};

/// Rows of a register on one page.
const PAGE_SIZE: usize = 50;
/// What stands for a figure that there is and that is not public.
const NOT_PUBLIC: &str = "未公开";
const NOT_COMPARABLE: &str = "暂无可比数据";
const NOTHING_YET: &str = "暂无公开数据";

impl App {
    /// Plans, documents and registers that are public.
    pub async fn public_home(&self, now: Timestamp) -> Result<PublicHome> {
        let visitor = visitor(now);
        let plans = self.plans().await?.into_iter().filter(is_public_plan).map(|plan| PublicPlan {
            code: plan.code,
            title: plan.metadata.title,
            number: plan.metadata.document_number.unwrap_or_default(),
        });
        // A register that nobody has filled tells a citizen nothing.
        let filled = self.store.periods_of_registers(Dataset::Real).await?;
        let is_filled = |one: &PublicRegister| filled.contains_key(&(one.pack.clone(), one.register.clone()));
        Ok(PublicHome {
            plans: plans.collect(),
            documents: self.published(&visitor, Dataset::Real).await?,
            registers: self.public_registers().into_iter().filter(is_filled).collect(),
            has_map: self.public_approval().await?.is_some(),
        })
    }

    /// The targets of a plan: what they demand, and how they stand where all figures behind it are public.
    pub async fn public_plan(&self, code: &str, now: Timestamp) -> Result<PublicPlanPage> {
        let missing = || AppError::not_found(format!("公开的方案“{code}”"));
        let found = self.plans().await?.into_iter().find(|plan| plan.code == code && is_public_plan(plan));
        let plan = found.ok_or_else(missing)?;
        let dictionaries = self.store.dictionaries(now).await?;
        let question = AsOf { dataset: Some(Dataset::Real), ..AsOf::default() };
        let list = self.targets(code, &question, now).await?;
        Ok(PublicPlanPage {
            title: plan.metadata.title,
            number: plan.metadata.document_number.unwrap_or_default(),
            as_of: list.frame.as_of.to_string(),
            rows: list.rows.iter().map(|row| public_target(row, &dictionaries)).collect(),
        })
    }

    /// A file of a document that was published for everybody.
    pub async fn public_document(&self, code: &str, file: BulletinFile, now: Timestamp) -> Result<Download> {
        let visitor = visitor(now);
        // 演示 documents are for those who try the program out.
        if !self.published(&visitor, Dataset::Real).await?.iter().any(|one| one.code == code) {
            return Err(AppError::not_found(format!("公开的公文“{code}”")));
        }
        self.published_file(&visitor, code, file).await
    }

    fn public_registers(&self) -> Vec<PublicRegister> {
        let mut found = Vec::new();
        let all = self.packs.newest_of_each().map(|(_, pack)| pack);
        for (pack, register) in all.flat_map(|pack| pack.registers.iter().map(move |register| (pack, register))) {
            if register.class == DataClass::Public {
                found.push(PublicRegister {
                    pack: pack.code.to_string(),
                    register: register.code.to_string(),
                    name: register.name.clone(),
                    definition: register.definition.clone(),
                });
            }
        }
        found
    }

    /// One page of a public register; fields of a higher class are not there.
    pub async fn public_register(
        &self,
        pack: &str,
        register: &str,
        cursor: Option<String>,
        now: Timestamp,
    ) -> Result<PublicRegisterPage> {
        let missing = || AppError::not_found(format!("公开的名录“{register}”"));
        let known = self.public_registers();
        let about = known.iter().find(|one| one.pack == pack && one.register == register).ok_or_else(missing)?;
        let book = RegisterBookQuery { dataset: Some(Dataset::Real), ..RegisterBookQuery::default() };
        let query = RegisterRowsQuery { cursor, limit: Some(PAGE_SIZE), ..RegisterRowsQuery::default() };
        let found = self.register_page(&visitor(now), (pack, register), &book, &query, now).await?;
        Ok(PublicRegisterPage {
            name: found.form.title.clone(),
            definition: about.definition.clone(),
            columns: found.form.fields.iter().map(|field| field.name.clone()).collect(),
            rows: found.rows.into_iter().map(|row| row.cells).collect(),
            total: found.total,
            next: found.next,
        })
    }

    /// Sources that public figures come from, with how many come from each.
    pub async fn public_sources(&self, now: Timestamp) -> Result<Vec<PublicSource>> {
        let dictionaries = self.store.dictionaries(now).await?;
        let reach = self.class_reach(&visitor(now), now).await?;
        let counts = self.store.source_counts(Dataset::Real, &reach, now).await?;
        let counted = dictionaries.sources.iter().map(|source| PublicSource {
            id: source.id.clone(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            url: source.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            count: counts.get(&source.id).copied().unwrap_or_default(),
        });
        Ok(counted.filter(|source| source.count > 0).collect())
    }

    /// Published figures of one indicator that stand now.
    async fn public_observations(&self, indicator: &str, now: Timestamp) -> Result<Vec<Observation>> {
        let filter = ObservationFilter {
            indicator: Some(indicator.to_string()),
            place: None,
            period: None,
            grade: None,
            dataset: Some(Dataset::Real),
            all_versions: false,
            by: now,
            reach: self.class_reach(&visitor(now), now).await?,
            offset: 0,
            limit: i64::MAX as usize,
        };
        let (rows, _) = self.store.observations(&filter).await?;
        Ok(rows.into_iter().map(|row| row.observation).collect())
    }
}

fn visitor(now: Timestamp) -> Actor {
    let day = day_in_china(now);
    let assignment = Assignment {
        user: "公众".to_string(),
        role: Role::Researcher,
        agency: None,
        place: None,
        valid_from: day,
        valid_to: None,
        deputy_of: None,
    };
    Actor::entered("公众", vec![assignment], day)
}

/// A plan is a public document once it is issued; a made-up one is no plan.
fn is_public_plan(plan: &crate::view::PlanSummary) -> bool {
    !plan.is_sample && plan.stage != LifeCycleStage::Drafting
}

fn public_target(row: &TargetRowView, dictionaries: &Dictionaries) -> PublicTarget {
    let used = used(&row.outcome);
    let is_public = used.iter().all(|held| held.class == DataClass::Public);
    let shown = row.outcome.actual.as_ref().or(row.outcome.latest.as_ref());
    let (figure, status) = match (used.is_empty(), is_public, shown) {
        (true, ..) => (None, NOTHING_YET.to_string()),
        (false, false, _) => (None, NOT_PUBLIC.to_string()),
        // A figure of another year or definition is shown and not judged by.
        (false, true, held) if row.outcome.actual.is_none() => {
            (held.map(|held| figure(held, dictionaries)), NOT_COMPARABLE.to_string())
        }
        (false, true, held) => (held.map(|held| figure(held, dictionaries)), row.status_label.clone()),
    };
    PublicTarget {
        clause: row.clause.clone(),
        subject: row.subject.clone(),
        place: row.place.clone(),
        demand: row.demand.clone(),
        due: row.due.clone(),
        figure,
        status,
    }
}

/// Everything that the status of a target hangs on.
fn used(outcome: &TargetOutcome) -> Vec<&Observation> {
    let years = outcome.years.iter().filter_map(|year| year.actual.as_ref());
    outcome.actual.iter().chain(&outcome.latest).chain(years).collect()
}

fn figure(held: &Observation, dictionaries: &Dictionaries) -> PublicFigure {
    PublicFigure {
        text: held.value.normalize().to_string(),
        unit: held.unit.clone(),
        period: held.period.in_words(),
        status: held.status.in_words().to_string(),
        source: source(dictionaries, &held.source).title,
    }
}
