//! Data, frozen periods, bulletins, milestones and releases in a simulated site.

use app::view::{
    AsOf, BulletinRequest, FreezePeriod, IssueAct, MilestoneAct, MilestoneDraft, ReleaseDraft, SetMilestones,
};
use jiff::{SignedDuration, Timestamp};
use model::Dataset;
use model::people::DataClass;

use super::city::{COUNTIES, City};
use crate::support::PLAN;

const TARGET: &str = "T22";
const MONTHS: [&str; 4] = ["2026-07", "2026-08", "2026-09", "2026-10"];

impl City {
    /// Figures come as a file; the same file again changes nothing.
    pub async fn import(&mut self) {
        let (month, place) = (self.pick(&MONTHS).unwrap(), self.pick(&COUNTIES).unwrap());
        let (who, indicator) = match self.chance(50) {
            true => ("statistician", "retail_sales"),
            false => ("planner1", "new_public_charging_pile"),
        };
        let Some(actor) = self.enter(who).await else { return };
        let dictionary = self.app.dictionary().await.unwrap();
        let one = dictionary.indicators.iter().find(|one| one.code == indicator).unwrap();
        let value = self.between(100, 90_000);
        // Some say since when they know it.
        let known = if self.chance(25) { "2026-11-20" } else { "" };
        let text = format!(
            "指标,地区,报告期,数值,单位,口径,等级,状态,来源,获知日期\n\
             {},{place},{month},{value},{},管理区,P,初步,演练来源,{known}\n",
            one.name, one.unit
        );
        let report = self
            .act_as(&actor, "files imported", async |app, who, now| {
                app.import_observations(who, "表.csv", text.as_bytes(), Dataset::Real, now).await
            })
            .await;
        let Some(report) = report else { return };
        if !report.accepted {
            return self.count("files not accepted");
        }
        if known.is_empty() {
            self.promises.imported((indicator, place, month), &value.to_string());
        }
    }

    pub async fn freeze(&mut self) {
        let (who, other) = if self.chance(50) { ("planner1", "planner2") } else { ("planner2", "planner1") };
        let Some(actor) = self.enter(who).await else { return };
        let cuts = self.app.period_cuts(&actor, Dataset::Real, self.clock).await.unwrap();
        let standing: Vec<_> = cuts.iter().filter(|cut| cut.reopened_at.is_none()).cloned().collect();
        if let Some(cut) = self.pick(&standing).filter(|_| standing.len() > 2) {
            let who = if cut.may_reopen { who } else { other };
            self.act(who, "periods reopened", async |app, actor, now| {
                app.reopen_period(actor, &cut.code, "口径调整", now).await
            })
            .await;
            return;
        }
        let request = FreezePeriod { dataset: None, period: self.pick(&MONTHS).unwrap().to_string() };
        let cut = self
            .act_as(&actor, "periods frozen", async |app, who, now| app.freeze_period(who, &request, now).await)
            .await;
        if let Some(cut) = cut {
            self.promises.frozen(&cut.code, &cut.digest);
        }
    }

    /// A document takes one step on its way; few are begun, for each is laid out twice.
    pub async fn paper(&mut self) {
        let Some(actor) = self.enter("planner1").await else { return };
        let issues = self.app.issues(&actor, Dataset::Real, self.clock).await.unwrap();
        let open: Vec<_> = issues
            .iter()
            .filter(|one| one.published_at.is_none() && one.state_in_words != "已撤回")
            .map(|one| one.code.clone())
            .collect();
        let Some(code) = self.pick(&open) else {
            if issues.len() > 1 + usize::try_from(self.step).unwrap() / 400 {
                return;
            }
            let request = BulletinRequest {
                dataset: Some(Dataset::Real),
                issuer: Some("示例办公室".into()),
                as_of: Some("2025-12-31".parse().unwrap()),
                ..BulletinRequest::default()
            };
            let made = self
                .act_as(&actor, "drafts made", async |app, who, now| {
                    app.create_bulletin(who, PLAN, &request, now).await
                })
                .await;
            if let Some(draft) = made {
                let id = draft.id;
                self.promises.laid_out(id);
                self.act_as(&actor, "documents begun", async |app, who, now| app.begin_issue(who, id, now).await).await;
            }
            return;
        };
        let view = self.app.issue_view(&actor, &code, self.clock).await.unwrap();
        let may = |what: &str| view.may.iter().any(|may| may == what);
        let class = if self.chance(50) { DataClass::Public } else { DataClass::Internal };
        let (who, act) = match self.between(0, 5) {
            0 if may("edit") => {
                let paragraph = view.paragraphs.iter().position(|one| one.current.contains("{S001 ")).unwrap();
                let before = view.paragraphs[paragraph].current.clone();
                let after = format!("经会商，{before}");
                ("planner1", IssueAct::Edit { paragraph, before, after })
            }
            1 if !may("edit") && !may("publish") => ("planner2", IssueAct::Return { reason: "请核对附表".to_string() }),
            _ if may("submit") => ("planner1", IssueAct::Submit { class }),
            _ if may("publish") => ("planner1", IssueAct::Publish),
            _ if may("number") => ("planner1", IssueAct::Number),
            _ => ("leader", IssueAct::Approve),
        };
        let is_publishing = act == IssueAct::Publish;
        let done = self
            .act(who, "documents moved on", async |app, who, now| app.act_on_issue(who, &code, &act, now).await)
            .await;
        if let Some(document) = done.filter(|_| is_publishing).and_then(|view| view.summary.document) {
            self.promises.laid_out(document);
            self.count("documents published");
        }
    }

    pub async fn milestone(&mut self) {
        let act = match self.between(0, 3) {
            0 => {
                let last = self.between(1138, 1200);
                let steps = [("2025-09", "970".to_string()), ("2025-12", last.to_string())];
                let steps = steps.map(|(period, value)| MilestoneDraft { period: period.to_string(), value });
                let set = SetMilestones {
                    dataset: None,
                    basis: "任务分解表（演练）".into(),
                    reason: "按实际进度调整".into(),
                    steps: steps.to_vec(),
                };
                self.act("planner1", "milestones set", async |app, who, now| {
                    let seen = app.milestones(who, (PLAN, TARGET), &AsOf::default(), now).await?.version;
                    app.set_milestones(who, (PLAN, TARGET, seen), &set, now).await
                })
                .await;
                return;
            }
            1 | 2 => MilestoneAct::AskExtension {
                dataset: None,
                period: "2025-09".to_string(),
                until: "2025-11".to_string(),
                reason: "电网接入工程滞后".to_string(),
            },
            _ => MilestoneAct::AnswerExtension {
                dataset: None,
                period: "2025-09".to_string(),
                is_granted: self.chance(60),
                reason: "请抓紧".to_string(),
            },
        };
        let who = if matches!(act, MilestoneAct::AskExtension { .. }) { "b-fagai" } else { "planner2" };
        self.act(who, "milestones moved", async |app, who, now| {
            app.act_on_milestone(who, (PLAN, TARGET), &act, now).await
        })
        .await;
    }

    pub async fn release(&mut self) {
        let draft = ReleaseDraft {
            dataset: None,
            indicator: "gdp".to_string(),
            period: self.pick(&["2026-Q1", "2026-Q2", "2026-Q3"]).unwrap().to_string(),
            release: self.clock + SignedDuration::from_hours(self.between(2, 90)),
            reason: Some("按季度安排".to_string()),
        };
        let set = self
            .act("statistician", "releases set", async |app, who, now| app.set_release(who, &draft, now).await)
            .await;
        let Some(release) = set.map(|view| view.release) else { return };
        let value = self.between(500, 900);
        let text = format!(
            "指标,地区,报告期,数值,单位,口径,等级,状态,来源\n地区生产总值,寿光市,{},{value},亿元,管理区,P,初步,演练来源\n",
            draft.period
        );
        let report = self
            .act("statistician", "embargoed figures", async |app, who, now| {
                app.import_observations(who, "表.csv", text.as_bytes(), Dataset::Real, now).await
            })
            .await;
        if report.is_some_and(|report| report.accepted && report.embargoed > 0) {
            self.promises.waiting(("gdp", "370783", &draft.period), (&value.to_string(), release));
        }
    }

    /// What the screens count is what they list and hand out.
    pub async fn numbers_agree(&mut self, now: Timestamp) {
        let app = self.app.clone();
        let question = AsOf { as_of: Some("2025-12-31".parse().unwrap()), ..AsOf::default() };
        let overview = app.overview(PLAN, &question, now).await.unwrap();
        let mut rows = Vec::new();
        let mut part = app::view::ListPart::default();
        loop {
            let list = app.targets_in_part(PLAN, &question, &part, now).await.unwrap();
            rows.extend(list.rows);
            match list.next {
                Some(next) => part.cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(overview.rows.text, rows.len().to_string(), "{}", self.at());
        for count in &overview.counts {
            let listed = rows.iter().filter(|row| row.outcome.status == count.status).count();
            assert_eq!(count.count.text, listed.to_string(), "{}: {}", self.at(), count.label);
        }
        let query = app::view::ObservationQuery {
            indicator: Some("retail_sales".to_string()),
            ..app::view::ObservationQuery::default()
        };
        let page = app.observations(&crate::support::actor(), &query, now).await.unwrap();
        let file = app.export_observations(&crate::support::actor(), &query, app::DataFormat::Csv, now).await.unwrap();
        let lines = String::from_utf8(file.bytes).unwrap().lines().count() - 1;
        assert_eq!((page.total, page.count.text.clone()), (lines, lines.to_string()), "{}", self.at());
    }
}
