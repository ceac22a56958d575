//! Which joint leads confirm the report of a main lead (会签), as the duties of the task say on the day of the request.

use engine::collection::{Phase, Response, Stand};
use jiff::Timestamp;
use model::collection::{Countersign, Party, Request};

use super::loaded::{LoadedRequest, RequestState};
use super::parties::Acting;
use crate::frame::Frame;
use crate::people::persons::Persons;
use crate::view::{SignatureState, SignatureView};
use crate::{App, AppError, Result, day_in_china};

/// What a draft brings about: who confirms whose report, and which of the plan's joint leads cannot be asked.
#[derive(Debug, Default)]
pub(super) struct Signers {
    pub countersign: Option<Countersign>,
    pub warnings: Vec<String>,
}

impl App {
    /// What keeps the joint reports of a plan from being accepted, as it was known at the instant of a cut: one sentence
    /// a report, for documents.
    pub(crate) async fn countersign_sentences(&self, frame: &Frame) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for held in self.loaded_requests(frame.dataset).await? {
            let request = &held.request;
            let task = frame.plan.tasks.iter().find(|task| Some(&task.id) == request.task.as_ref());
            let (Some(task), Some(countersign), RequestState::InForce) = (task, &request.countersign, held.state)
            else {
                continue;
            };
            let lead = request.respondents.iter().find(|one| one.party.code == countersign.lead.code);
            let Some(lead) = lead else { continue };
            let mut log = self.loaded_answer(&held, &lead.party.code).await?.response.log;
            log.retain(|one| one.at <= frame.known_by);
            let response = Response::replayed(lead.clone(), log);
            let owed = response.signatures_owed(request);
            if response.phase != Phase::Submitted || owed.is_empty() {
                continue;
            }
            let said = |signer: &&Party| match response.signatures.get(&signer.code).map(|one| &one.stand) {
                Some(Stand::Objected { reason }) => format!("{}会签不同意（{reason}）", signer.name),
                Some(Stand::Signed | Stand::Overruled { .. }) | None => format!("{}尚未会签", signer.name),
            };
            let said: Vec<String> = owed.iter().map(said).collect();
            found.push(format!(
                "“{}”由{}报送的“{}”（{}）还不能审定：{}。",
                task.title,
                lead.party.name,
                request.title,
                request.period.in_words(),
                said.join("，")
            ));
        }
        Ok(found)
    }

    /// `wish` is what the draft says; without a word it is asked wherever the plan makes it possible.
    pub(super) async fn joint_signers(&self, request: &Request, wish: Option<bool>, now: Timestamp) -> Result<Signers> {
        if wish == Some(false) {
            return Ok(Signers::default());
        }
        let found = match &request.task {
            Some(task) => self.joint_leads(request, task, now).await?,
            None => Err("会签要先选择对应任务"),
        };
        match found {
            Ok(signers) => Ok(signers),
            Err(why) if wish == Some(true) => Err(AppError::bad_input(why)),
            Err(_) => Ok(Signers::default()),
        }
    }

    async fn joint_leads(
        &self,
        request: &Request,
        task: &str,
        now: Timestamp,
    ) -> Result<std::result::Result<Signers, &'static str>> {
        let mut duties = None;
        for stored in self.store.plans(now).await? {
            let plan = self.reviewed_plan(&stored.code).await?;
            duties = duties.or_else(|| plan.tasks.iter().find(|one| one.id == task).map(|one| one.duties.clone()));
        }
        let Some(duties) = duties else { return Ok(Err("没有找到对应任务，不能会签")) };
        let Some(main) = &duties.main_lead else {
            return Ok(Err("这项任务还没有明确主牵头单位，不能会签；请先在方案审核中明确"));
        };
        let main_bodies = self.bodies_named(vec![main], now).await?;
        let is_main = |code: &str| main_bodies.iter().any(|(main, _)| main == code);
        let Some(lead) = request.respondents.iter().find(|one| is_main(&one.party.code)) else {
            return Ok(Err("会签的是主牵头单位的填报表；填报对象中没有这项任务的主牵头单位"));
        };
        let mut signers: Vec<Party> = Vec::new();
        let mut warnings = Vec::new();
        for joint in duties.lead.iter().filter(|joint| joint.name != *main) {
            let bodies = self.bodies_named(vec![&joint.name], now).await?;
            if bodies.is_empty() {
                warnings.push(format!("联合牵头单位“{}”不在机构名录中，不能请它会签", joint.name));
            }
            for (code, name) in bodies {
                let asked = code != request.reviewer.code && !is_main(&code);
                if asked && !signers.iter().any(|one| one.code == code) {
                    signers.push(Party { code, name });
                }
            }
        }
        if signers.is_empty() && warnings.is_empty() {
            return Ok(Err("这项任务没有其他联合牵头单位，不用会签"));
        }
        let countersign = Countersign { lead: lead.party.clone(), signers };
        Ok(Ok(Signers { countersign: Some(countersign).filter(|one| !one.signers.is_empty()), warnings }))
    }
}

/// The joint leads with what each of them said, in the order of the plan.
pub(super) fn signature_views(
    held: &LoadedRequest,
    response: &Response,
    persons: &Persons,
    now: Timestamp,
) -> Vec<SignatureView> {
    let signers = held.request.signers_of(&response.respondent.party.code);
    let view = |signer: &Party| {
        let signature = response.signatures.get(&signer.code);
        let (state, reason) = match signature.map(|one| &one.stand) {
            None => (SignatureState::Owed, None),
            Some(Stand::Signed) => (SignatureState::Signed, None),
            Some(Stand::Objected { reason }) => (SignatureState::Objected, Some(reason.clone())),
            Some(Stand::Overruled { objection: Some(objection), reason }) => {
                (SignatureState::Overruled, Some(format!("{objection}；裁定：{reason}")))
            }
            Some(Stand::Overruled { objection: None, reason }) => {
                (SignatureState::Overruled, Some(format!("逾期未会签；裁定：{reason}")))
            }
        };
        SignatureView {
            signer: signer.clone(),
            state,
            state_in_words: state.in_words().to_string(),
            by: signature.map(|one| persons.name(&one.by)),
            at: signature.map(|one| one.at),
            reason,
            may_overrule: is_for_ruling(held, response, signer, now),
        }
    };
    signers.iter().map(view).collect()
}

/// As which of the joint leads somebody speaks: one that has not agreed yet comes first.
pub(super) fn signing_party(held: &LoadedRequest, response: &Response, acting: &Acting) -> Party {
    let signers = held.request.signers_of(&response.respondent.party.code);
    let mine = || signers.iter().filter(|signer| acting.is(&signer.code));
    let owed = response.signatures_owed(&held.request);
    let first = mine().find(|signer| owed.contains(signer)).or_else(|| mine().next());
    acting.party_for(first.map_or("", |signer| &signer.code))
}

/// Whether this person may still say a word for a joint lead, and whether any of theirs has not agreed.
pub(super) fn may_sign(held: &LoadedRequest, response: &Response, acting: &Acting) -> (bool, bool) {
    if response.phase != Phase::Submitted {
        return (false, false);
    }
    let signers = held.request.signers_of(&response.respondent.party.code);
    let owed = response.signatures_owed(&held.request);
    let is_mine = |signer: &Party| acting.is(&signer.code);
    (signers.iter().any(is_mine), owed.into_iter().any(is_mine))
}

/// Whether every joint lead of this person that has not agreed has said why not: the word is with the others then.
pub(super) fn has_objected(held: &LoadedRequest, response: &Response, acting: &Acting) -> bool {
    let owed = response.signatures_owed(&held.request);
    owed.into_iter()
        .filter(|signer| acting.is(&signer.code))
        .all(|signer| response.signatures.contains_key(&signer.code))
}

/// Whether some joint lead objected, or kept silent beyond its last day.
pub(super) fn may_overrule(held: &LoadedRequest, response: &Response, now: Timestamp) -> bool {
    let owed = response.signatures_owed(&held.request);
    owed.into_iter().any(|signer| is_for_ruling(held, response, signer, now))
}

fn is_for_ruling(held: &LoadedRequest, response: &Response, signer: &Party, now: Timestamp) -> bool {
    let has_objected = match response.signatures.get(&signer.code).map(|signature| &signature.stand) {
        Some(Stand::Objected { .. }) => true,
        Some(Stand::Signed | Stand::Overruled { .. }) => return false,
        None => false,
    };
    let is_late = day_in_china(now) > response.sign_day(&held.request);
    response.phase == Phase::Submitted && (has_objected || is_late)
}
