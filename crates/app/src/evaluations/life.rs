//! From a dry run to a final result: freeze, publish for objection (公示), final (定稿). Each step says why it cannot be
//! taken yet. Nothing is ever changed in a frozen run.

use jiff::Timestamp;
use jiff::civil::Date;
use model::pack::{Evaluation, Pack};
use model::people::Capability;
use model::{CalendarError, Dataset, Period};
use store::{EvaluationKey, NewEvaluation, RunState, StoredEvaluation};

use super::cut::Cut;
use crate::figure_root::FigureRoot;
use crate::view::{FreezeRequest, RunEventView, RunStepRequest, RunView};
use crate::{Actor, App, AppError, Result, day_in_china};

pub(crate) fn state_in_words(state: RunState) -> &'static str {
    match state {
        RunState::Frozen => "已冻结",
        RunState::Published => "公示中",
        RunState::Final => "已定稿",
        RunState::Replaced => "已被替换",
    }
}

fn state_code(state: RunState) -> &'static str {
    match state {
        RunState::Frozen => "frozen",
        RunState::Published => "published",
        RunState::Final => "final",
        RunState::Replaced => "replaced",
    }
}

fn state_of_code(code: &str) -> Result<RunState> {
    [RunState::Frozen, RunState::Published, RunState::Final, RunState::Replaced]
        .into_iter()
        .find(|state| state_code(*state) == code)
        .ok_or_else(|| AppError::bad_input(format!("状态“{code}”无法识别；请刷新页面后重试")))
}

impl App {
    /// Stores a dry run with its cut and outcome, exactly as it was known at the instant that was looked at.
    pub async fn freeze_evaluation(&self, actor: &Actor, request: &FreezeRequest, now: Timestamp) -> Result<RunView> {
        self.admit(actor, Capability::Evaluate, "冻结评价结果", now).await?;
        if request.known_by > now {
            return Err(AppError::bad_input("试算的时点晚于现在；请刷新页面重新试算"));
        }
        let code =
            model::pack::Code::new(&request.evaluation).map_err(|error| AppError::bad_input(error.to_string()))?;
        let root = FigureRoot::Dry {
            pack: request.pack.clone(),
            version: request.version.clone(),
            rule: code,
            period: request.period,
            dataset: request.dataset,
            known_by: request.known_by,
        };
        let reason = request.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let replaces = match (request.replaces, reason) {
            (None, _) => None,
            (Some(run), Some(reason)) => Some((run, reason.to_string())),
            (Some(run), None) => {
                return Err(AppError::bad_input(format!("替换第 {run} 号结果须写明原因；请填写后重试")));
            }
        };
        if let Some((run, _)) = &replaces {
            self.may_be_replaced(&self.stored_run(*run).await?).await?;
        }
        let ran = self.ran_at(root).await?;
        if let Some((run, _)) = &replaces {
            self.demand_held(*run, &ran.cut).await?;
        }
        let key = EvaluationKey {
            pack: request.pack.clone(),
            evaluation: request.evaluation.clone(),
            period: request.period,
            dataset: request.dataset,
        };
        let new = NewEvaluation {
            key,
            version: request.version.clone(),
            cut: serde_json::to_string(&ran.cut)?,
            outcome: serde_json::to_string(&ran.outcome)?,
            replaces,
        };
        let note = format!("{}（{}）{}", ran.outcome.name, request.version, request.period.in_words());
        let audit = actor.audit("冻结评价结果", format!("evaluation/{}", request.pack), Some(&note), now);
        let id = self.store.add_evaluation(&new, &audit).await?;
        self.run_view(id, now).await
    }

    /// Opens the time in which anyone may object.
    pub async fn publish_evaluation(
        &self,
        actor: &Actor,
        run: i64,
        request: &RunStepRequest,
        now: Timestamp,
    ) -> Result<RunView> {
        self.admit(actor, Capability::Evaluate, "公示评价结果", now).await?;
        let stored = self.stored_run(run).await?;
        let cut = self.cut_of(run).await?;
        if let Some(why) = publish_fault(&stored, &cut)? {
            return Err(AppError::Conflict { message: why });
        }
        let first = day_in_china(now);
        let last = self.last_day(first, days(&cut)?)?;
        self.step(actor, &stored, request, RunState::Published, Some((first, last)), "公示评价结果", now).await
    }

    /// Makes a run the final result; with `except_disputed` all of it but the indicators that open objections hold.
    pub async fn finish_evaluation(
        &self,
        actor: &Actor,
        run: i64,
        request: &RunStepRequest,
        now: Timestamp,
    ) -> Result<RunView> {
        self.admit(actor, Capability::Evaluate, "评价结果定稿", now).await?;
        let stored = self.stored_run(run).await?;
        let cut = self.cut_of(run).await?;
        let open = if request.except_disputed { 0 } else { self.open_objections(run).await? };
        if let Some(why) = finish_fault(&stored, &cut, open, day_in_china(now))? {
            return Err(AppError::Conflict { message: why });
        }
        self.step(actor, &stored, request, RunState::Final, None, "评价结果定稿", now).await
    }

    #[expect(clippy::too_many_arguments, reason = "one step of a run, told once")]
    async fn step(
        &self,
        actor: &Actor,
        stored: &StoredEvaluation,
        request: &RunStepRequest,
        state: RunState,
        window: Option<(Date, Date)>,
        action: &str,
        now: Timestamp,
    ) -> Result<RunView> {
        let seen = state_of_code(&request.seen)?;
        let note = request.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let audit = actor.audit(action, format!("evaluation/{}/{}", stored.key.pack, stored.id), note, now);
        self.store.add_evaluation_event(stored.id, seen, state, window, &audit).await?;
        self.run_view(stored.id, now).await
    }

    /// So many working days after the day of publication, which is not counted.
    fn last_day(&self, first: Date, days: i64) -> Result<Date> {
        let last = self.calendar().shifted(first, days);
        last.map_err(|error: CalendarError| AppError::bad_input(format!("公示期的截止日无法计算：{error}")))
    }

    pub(crate) async fn cut_of(&self, run: i64) -> Result<Cut> {
        let (cut, _) = self.store.evaluation_content(run).await?;
        Ok(serde_json::from_str(&cut)?)
    }

    /// A final result stays, unless an objection was accepted before.
    pub(super) async fn may_be_replaced(&self, stored: &StoredEvaluation) -> Result<()> {
        match stored.state() {
            RunState::Frozen | RunState::Published => Ok(()),
            RunState::Final => Err(AppError::Conflict {
                message: format!("第 {} 号结果已定稿，不能再替换；确有错误的，请另行发文更正", stored.id),
            }),
            RunState::Replaced => Err(AppError::Conflict {
                message: format!("第 {} 号结果已被替换；请从现行结果更正", stored.id),
            }),
        }
    }

    /// The run and those that it replaced, newest first.
    pub(crate) async fn chain(&self, run: i64) -> Result<Vec<i64>> {
        let mut chain = vec![run];
        let mut next = self.stored_run(run).await?.replaces;
        while let Some(older) = next {
            chain.push(older);
            next = self.stored_run(older).await?.replaces;
        }
        Ok(chain)
    }

    /// Objections to the run or to those that it replaced that nobody has answered.
    pub(crate) async fn open_objections(&self, run: i64) -> Result<usize> {
        let mut open = 0;
        for held in self.chain(run).await? {
            open += self.store.objections(held).await?.iter().filter(|one| one.answer.is_none()).count();
        }
        Ok(open)
    }

    /// A frozen run and what can be done with it.
    pub async fn run_view(&self, run: i64, now: Timestamp) -> Result<RunView> {
        let stored = self.stored_run(run).await?;
        self.run_view_of(&stored, now).await
    }

    pub(crate) async fn run_view_of(&self, stored: &StoredEvaluation, now: Timestamp) -> Result<RunView> {
        let cut = self.cut_of(stored.id).await?;
        let open = self.open_objections(stored.id).await?;
        let today = day_in_china(now);
        let in_words = match (stored.state(), open) {
            (RunState::Final, 1..) => "已定稿（申诉所涉指标除外）".to_string(),
            (state, _) => state_in_words(state).to_string(),
        };
        let event = |event: &store::EvaluationEvent| RunEventView {
            state_in_words: state_in_words(event.state).to_string(),
            at: event.at,
            actor: event.actor.clone(),
            note: event.note.clone(),
            first_day: event.window.map(|(first, _)| first),
            last_day: event.window.map(|(_, last)| last),
        };
        Ok(RunView {
            id: stored.id,
            pack: stored.key.pack.clone(),
            version: stored.version.clone(),
            evaluation: stored.key.evaluation.clone(),
            period: stored.key.period,
            dataset: stored.key.dataset,
            state: state_code(stored.state()).to_string(),
            state_in_words: in_words,
            created_at: stored.created_at,
            created_by: stored.created_by.clone(),
            cut: stored.cut_digest.clone(),
            outcome: stored.outcome_digest.clone(),
            replaces: stored.replaces,
            reason: stored.reason.clone(),
            events: stored.events.iter().map(event).collect(),
            objections_until: window(stored).map(|(_, last)| last),
            open_objections: open,
            publish: publish_fault(stored, &cut)?,
            finish: finish_fault(stored, &cut, open, today)?,
            finish_rest: finish_fault(stored, &cut, 0, today)?,
            object: object_fault(stored, today),
        })
    }
}

fn days(cut: &Cut) -> Result<i64> {
    let pack = cut.checked_pack()?;
    pack.evaluation(&cut.evaluation).map_or(Ok(0), |rules| publicity_days(rules, &pack, cut.period))
}

/// As in force at the end of the period, like every other number of the outcome.
pub(crate) fn publicity_days(rules: &Evaluation, pack: &Pack, period: Period) -> Result<i64> {
    let told = |why: String| AppError::Conflict {
        message: format!("公示天数无法确定：{why}；请在机制包中补上")
    };
    engine::register::days_on(&rules.publicity_days, pack, period.last_day()).map_err(told)
}

pub(crate) fn window(stored: &StoredEvaluation) -> Option<(Date, Date)> {
    stored.events.iter().rev().find_map(|event| event.window)
}

fn publish_fault(stored: &StoredEvaluation, cut: &Cut) -> Result<Option<String>> {
    Ok(match stored.state() {
        RunState::Frozen if days(cut)? == 0 => Some("该评价的规则没有规定公示，冻结后可直接定稿".to_string()),
        RunState::Frozen => None,
        RunState::Published => Some("正在公示，不必再次公示".to_string()),
        RunState::Final => Some("已定稿的结果不再公示".to_string()),
        RunState::Replaced => Some("已被更正结果替换；请公示现行结果".to_string()),
    })
}

fn finish_fault(stored: &StoredEvaluation, cut: &Cut, open: usize, today: Date) -> Result<Option<String>> {
    if open > 0 && matches!(stored.state(), RunState::Frozen | RunState::Published) {
        return Ok(Some(format!("还有 {open} 件申诉没有答复；请先答复，或在公示期满后把其余指标定稿")));
    }
    Ok(match (stored.state(), window(stored)) {
        (RunState::Frozen, _) if days(cut)? == 0 => None,
        (RunState::Frozen, _) => Some("规则规定定稿前须公示；请先公示".to_string()),
        (RunState::Published, Some((_, last))) if today <= last => Some(format!("公示至 {last}，期满次日起可定稿")),
        (RunState::Published, _) => None,
        (RunState::Final, _) => Some("已经定稿".to_string()),
        (RunState::Replaced, _) => Some("已被更正结果替换；请将现行结果定稿".to_string()),
    })
}

pub(crate) fn object_fault(stored: &StoredEvaluation, today: Date) -> Option<String> {
    match (stored.state(), window(stored)) {
        (RunState::Published, Some((_, last))) if today <= last => None,
        (RunState::Published, Some((_, last))) => Some(format!("公示已于 {last} 期满，不再受理申诉")),
        (RunState::Published, None) => None,
        (RunState::Frozen, _) => Some("尚未公示；公示期间可提出申诉".to_string()),
        (RunState::Final, _) => Some("已定稿，不再受理申诉".to_string()),
        (RunState::Replaced, _) => Some("已被更正结果替换；请对现行结果申诉".to_string()),
    }
}

/// 演示 or 真实, for a file or a message.
pub(crate) fn dataset_in_words(dataset: Dataset) -> &'static str {
    match dataset {
        Dataset::Real => "真实数据",
        Dataset::Demo => "演示数据",
    }
}
