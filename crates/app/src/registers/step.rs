//! Takes a step of the life cycle: only when the row, the person and the rules allow it at that moment.

use std::sync::Arc;

use jiff::Timestamp;
use model::pack::{Pack, Role};
use model::people::Capability;
use store::{ClashKind, NewStep};

use super::save::traded_in_words;
use crate::view::{RegisterBookQuery, RowStepRequest};
use crate::{Actor, App, AppError, Result, time_in_words};

const NOTE_MAX: usize = 1000;

impl App {
    pub async fn take_step(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        request: &RowStepRequest,
        now: Timestamp,
    ) -> Result<()> {
        let opened = self.opened(names.0, names.1, book, now).await?;
        let stored = self.store.row(&opened.book, &request.key).await?;
        let stored = stored.ok_or_else(|| AppError::not_found(format!("“{}”中的“{}”", opened.title(), request.key)))?;
        // A step is taken where the row is seen with everything in it.
        let reach = self.reach(actor, &opened).await?;
        self.demand_row(actor, &opened, (&request.key, reach.steps(), Capability::TakeStep), now).await?;
        let history = self.store.row_history(&opened.book, &request.key).await?;
        let steps = self.steps(&opened, actor, &stored, &history, now).await?;
        let state = opened.state_name(stored.state.as_deref()).unwrap_or_default();
        let offered = steps.into_iter().find(|step| step.code == request.step).ok_or_else(|| AppError::Conflict {
            message: format!("该行处于“{state}”，不能办理这个环节；请刷新后重新选择"),
        })?;
        if !offered.refusals.is_empty() {
            let message = format!("不能办理“{}”：{}", offered.name, offered.refusals.join("；"));
            return Err(AppError::Conflict { message });
        }
        let note = request.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        if offered.is_note_required && note.is_none() {
            return Err(AppError::bad_input(format!("办理“{}”必须写意见；请填写后重试", offered.name)));
        }
        if note.is_some_and(|note| note.chars().count() > NOTE_MAX) {
            return Err(AppError::bad_input(format!("意见超过 {NOTE_MAX} 字；请删减")));
        }
        let step = opened.register.life.steps.iter().find(|step| step.code.as_str() == request.step);
        let step = step.ok_or_else(|| AppError::not_found(format!("环节“{}”", request.step)))?;
        let audit = actor.audit(step.name.clone(), format!("{}/{}", opened.object(), request.key), note, now);
        let new = NewStep {
            book: &opened.book,
            key: &request.key,
            pack_version: &opened.pack.version,
            step: step.code.as_str(),
            to: step.to.as_str(),
            note,
            seen: request.seen,
        };
        match self.store.take_step(new, &audit).await? {
            Ok(_) => Ok(()),
            Err(ClashKind::Changed { by, at }) => Err(AppError::Stale {
                message: format!("“{by}”于 {} 改动了这一行，本次没有办理；请看过最新内容后再办", time_in_words(at)),
            }),
            Err(ClashKind::Traded { case }) => Err(AppError::Conflict { message: traded_in_words(&case) }),
            Err(_) => Err(AppError::not_found(format!("“{}”中的“{}”", opened.title(), request.key))),
        }
    }

    /// Gives a user a role of a pack, or takes it back. False when that is so already.
    pub async fn set_pack_role(
        &self,
        actor: &Actor,
        (pack, role): (&str, &str),
        user: &str,
        is_granted: bool,
        now: Timestamp,
    ) -> Result<bool> {
        let (checked, found) = self.pack_role(pack, role)?;
        let action = if is_granted { "授予办理角色" } else { "收回办理角色" };
        let note = format!("{}：{}", checked.name, found.name);
        let audit = actor.audit(action, format!("user/{user}"), Some(&note), now);
        Ok(self.store.set_role(pack, found.code.as_str(), user, is_granted, &audit).await?)
    }

    /// A pack and its 办理角色 of that code or name.
    pub(crate) fn pack_role(&self, pack: &str, role: &str) -> Result<(Arc<Pack>, Role)> {
        let checked = self.packs.newest(pack)?.usable()?.clone();
        let found = checked.roles.iter().find(|known| known.code.as_str() == role || known.name == role).cloned();
        let Some(found) = found else {
            let known: Vec<String> =
                checked.roles.iter().map(|role| format!("{}（{}）", role.name, role.code)).collect();
            return Err(AppError::bad_input(format!(
                "机制包“{}”没有办理角色“{role}”；可用：{}",
                checked.name,
                known.join("、")
            )));
        };
        Ok((checked, found))
    }
}
