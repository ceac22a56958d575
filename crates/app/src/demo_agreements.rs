//! Agreements of the 演示 dataset on projects that pass from one county to another: one of which the first
//! year is shared, one that first gives back what was put in, one that waits for signatures. Never touches the real dataset.

use jiff::{Timestamp, ToSpan};
use model::Dataset;
use model::people::Role;

use crate::collection::demo::somebody;
use crate::demo_mechanisms::{DemoCast, SHARING};
use crate::view::{AgreementAct, AgreementDraftRequest, AgreementRequest, AgreementTerms};
use crate::{Actor, App, Result, day_in_china};

/// Under which rule a project passes, and who of the three (giver, taker, city) has signed.
struct Draft {
    row: &'static str,
    rule: &'static str,
    signed: usize,
}

impl App {
    pub(crate) async fn demo_agreements(&self, actor: &Actor, cast: &DemoCast<'_>, now: Timestamp) -> Result<()> {
        let year = day_in_china(now).year();
        let recently = day_in_china(now).saturating_sub(20.days()).to_string();
        for (number, title, county, investment) in [
            ("YS-ZS-1", "演示：海港新能源装备项目", cast.giver.1, "12"),
            ("YS-ZS-2", "演示：生物基材料项目", cast.giver.1, "8"),
            ("YS-ZS-3", "演示：预制菜加工项目", cast.taker.1, "3"),
            ("YS-ZS-4", "演示：智能农机项目", cast.giver.1, "6.5"),
        ] {
            let reported = format!("{}-03-01", year - 1);
            let values = [
                ("number", number),
                ("title", title),
                ("investor_name", title),
                ("investment", investment),
                ("is_foreign", "否"),
                ("first_county", county),
                ("county", county),
                ("reported_on", &reported),
                ("moved_on", &recently),
            ];
            self.demo_row(actor, (SHARING, "project"), None, &values, now).await?;
        }
        // One that stands still, and one from abroad that was signed last year and feeds the yearly target.
        let old = format!("{}-02-01", year - 1);
        let signed = format!("{}-09-01", year - 1);
        for (number, title, is_foreign, moved, signed) in [
            ("YS-ZS-5", "演示：停滞的冷链项目", "否", old.as_str(), ""),
            ("YS-ZS-6", "演示：外资精密部件项目", "是", signed.as_str(), signed.as_str()),
        ] {
            let values = [
                ("number", number),
                ("title", title),
                ("investor_name", title),
                ("investment", "2"),
                ("is_foreign", is_foreign),
                ("first_county", cast.taker.1),
                ("county", cast.taker.1),
                ("reported_on", old.as_str()),
                ("moved_on", moved),
                ("signed_on", signed),
            ];
            self.demo_row(actor, (SHARING, "project"), None, &values, now).await?;
        }
        for step in ["sign", "start"] {
            self.demo_step(cast.taker.0, (SHARING, "project"), ("YS-ZS-6", step), now).await?;
        }
        let first = Draft { row: "YS-ZS-1", rule: "ningde", signed: 3 };
        let first = self.demo_signed(cast, &first, now).await?;
        let names = (SHARING, "project");
        for step in ["sign", "start"] {
            self.demo_step(cast.taker.0, names, ("YS-ZS-1", step), now).await?;
        }
        let second = Draft { row: "YS-ZS-4", rule: "zibo_capital", signed: 3 };
        let second = self.demo_signed(cast, &second, now).await?;
        self.demo_shared(cast, (&first, now), (year, "860", None)).await?;
        self.demo_shared(cast, (&second, now), (year, "620", Some("450"))).await?;
        let third = Draft { row: "YS-ZS-2", rule: "ningde", signed: 1 };
        self.demo_signed(cast, &third, now).await?;
        Ok(())
    }

    /// Drafted by the giver and signed by the first so many. Returns its number.
    async fn demo_signed(&self, cast: &DemoCast<'_>, draft: &Draft, at: Timestamp) -> Result<String> {
        let giver = somebody(cast.giver.0, Role::CountyLiaison, (None, Some(cast.giver.1)), at);
        let taker = somebody(cast.taker.0, Role::CountyLiaison, (None, Some(cast.taker.1)), at);
        let city = city(cast, at);
        let request = AgreementDraftRequest {
            dataset: Some(Dataset::Demo),
            pack: SHARING.to_string(),
            rule: draft.rule.to_string(),
            row: draft.row.to_string(),
            number: None,
            terms: AgreementTerms { taker: cast.taker.1.to_string(), phases: None, note: None },
            key: format!("demo-agreement-{}", draft.row),
        };
        let number = self.draft_agreement(&giver, &request, at).await?;
        let terms = self.agreement_view(&city, &number, at).await?.terms;
        for (place, who) in [&giver, &taker, &city].into_iter().enumerate().take(draft.signed) {
            let act = AgreementAct::Sign { place, terms: terms.clone() };
            let request = AgreementRequest { key: format!("demo-agreement-{place}"), act };
            self.act_on_agreement(who, &number, &request, at).await?;
        }
        Ok(number)
    }

    /// What a year brought (and what the giver had put in) is told and posted to the ledger.
    async fn demo_shared(
        &self,
        cast: &DemoCast<'_>,
        (number, at): (&str, Timestamp),
        (year, income, input): (i16, &str, Option<&str>),
    ) -> Result<()> {
        let basis = "演示：完税凭证".to_string();
        let (income, input) = (income.to_string(), input.map(str::to_string));
        let told = AgreementAct::TellYear { year, income, input, basis, reason: None };
        for (step, act) in [("told", told), ("posted", AgreementAct::PostYear { year })] {
            let request = AgreementRequest { key: format!("demo-agreement-{year}-{step}"), act };
            self.act_on_agreement(&city(cast, at), number, &request, at).await?;
        }
        Ok(())
    }
}

fn city(cast: &DemoCast<'_>, at: Timestamp) -> Actor {
    somebody(cast.planner, Role::Planner, (None, None), at)
}
