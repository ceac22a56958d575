//! A request that is in force may ask for less, never for more: fields or respondents are taken out of it.

use engine::collection::{Phase, Review};

use super::loaded::{LoadedAnswer, LoadedRequest};
use crate::{AppError, Result};

/// Something is left to ask, and nobody's work is lost: whom a table was handed in by is not let go, and a field that is
/// being reviewed is settled first.
pub(super) fn may_be_narrowed(
    held: &LoadedRequest,
    answers: &[LoadedAnswer],
    (fields, respondents): (&[String], &[String]),
) -> Result<()> {
    if fields.is_empty() && respondents.is_empty() {
        return Err(AppError::bad_input("没有选定要精简的字段或填报对象；请至少选一项"));
    }
    if let Some(unknown) = fields.iter().find(|code| held.request.field(code).is_none()) {
        return Err(AppError::bad_input(format!("本表没有字段“{unknown}”；请刷新后重新选择")));
    }
    let of = |code: &String| answers.iter().find(|one| one.response.respondent.party.code == *code);
    for code in respondents {
        let answer =
            of(code).ok_or_else(|| AppError::bad_input(format!("“{code}”不是本表的填报对象；请刷新后重新选择")))?;
        if matches!(answer.response.phase, Phase::Submitted | Phase::Agreed) {
            let name = &answer.response.respondent.party.name;
            return Err(AppError::Conflict {
                message: format!("“{name}”已经提交，不再移出；可改为精简字段")
            });
        }
    }
    let asked = held.request.fields.iter().filter(|field| !fields.contains(&field.code)).count();
    if asked == 0 || held.request.respondents.iter().all(|one| respondents.contains(&one.party.code)) {
        return Err(AppError::bad_input("精简后没有要填的字段或填报对象；请改为撤销"));
    }
    let in_review = answers.iter().find(|one| {
        let is_begun = one.response.cells.values().any(|cell| cell.review != Review::Pending);
        one.response.phase == Phase::Submitted && is_begun && !fields.is_empty()
    });
    match in_review {
        None => Ok(()),
        Some(one) => Err(AppError::Conflict {
            message: format!("“{}”的表正在审核；请先审完或退回，再精简字段", one.response.respondent.party.name),
        }),
    }
}
