//! What speaks for a number being an amount to be reached: verbs, names of indicators, the place in its clause.

use model::{Approach, ResidueReason, Span, Task, TaskType};

use super::conditions::is_duration;
use super::period::Periods;
use super::{Candidate, Context};
use crate::wording::UnitKind;

/// Something must say that the amount is to be reached.
pub(super) fn has_evidence(
    context: &Context,
    periods: &Periods,
    candidate: &Candidate,
    head: &[char],
    continues_list: bool,
) -> bool {
    let quantity = candidate.quantity;
    let sentence = context.document.sentence(candidate.token.span.start);
    let lexicon = context.lexicon;
    // 1100多种: a vague count alone tells how things stand.
    let is_vague = quantity.approach == Some(Approach::Above);
    (quantity.is_compared && !is_vague)
        || quantity.growth.is_some()
        || continues_list
        || follows_number(context, candidate.token.core.start)
        || matches!(context.document.at(candidate.token.span.start), '达')
        || lexicon.carry.is_in(head)
        || lexicon.flow.is_in(head)
        || lexicon.beside.before(head, head.len()).is_some()
        || lexicon.reach.before(head, head.len()).is_some()
        || lexicon.maintain.before(head, head.len()).is_some()
        || opens_with_service(context, head)
        || share_of_class(context, candidate)
        || periods.has_cue_before(sentence.start, candidate.token.span.start)
}

/// A report on government work, a goal, or a line of a list that its heading calls 主要指标.
fn states_goals(context: &Context, task: &Task) -> bool {
    context.frame.is_work_report || task.task_type == TaskType::Goal || context.is_below_goals(task.span.start)
}

/// 力争整车产量200万辆; in a report also 货邮吞吐量100万吨: a name of an indicator with its amount.
pub(super) fn names_amount(context: &Context, task: &Task, head: &[char]) -> bool {
    let is_goal = states_goals(context, task);
    let ends_with_indicator = context.lexicon.tails.before(head, head.len()).is_some_and(|(length, ())| length >= 2);
    let is_listed = head.last() == Some(&'等');
    !is_listed && context.lexicon.strive.is_in(head) || (is_goal && ends_with_indicator)
}

/// 森林抚育100万亩, 开行班列4000班次: in a report or a goal a name with its amount behind it and nothing more.
pub(super) fn closes_words(context: &Context, task: &Task, candidate: &Candidate, head: &[char]) -> bool {
    const SHORTEST: usize = 2;
    let document = context.document;
    let is_goal = states_goals(context, task);
    let is_figure = document.at(candidate.token.core.start).is_ascii_digit();
    let closes = matches!(document.at(candidate.token.span.end), ',' | '、' | '。' | ';' | '\n');
    let own = head.rsplit(|c| matches!(c, '、' | '和' | '及')).next().unwrap_or_default();
    let is_name =
        own.len() >= SHORTEST && own.last().is_some_and(|&c| crate::metadata::is_cjk(c) || c == '”' || c == ')');
    let is_aside = context.lexicon.works_set_aside.is_in(head) || head.last() == Some(&'等');
    let is_counted = matches!(candidate.quantity.unit_kind, UnitKind::Count | UnitKind::Physical | UnitKind::Share)
        || candidate.quantity.unit_kind == UnitKind::Time && is_duration(&own.iter().collect::<String>());
    is_goal && is_figure && closes && is_name && !is_aside && is_counted
}

pub(super) fn names_money(context: &Context, candidate: &Candidate, head: &[char], whole: &[char]) -> bool {
    // 诸如「甲市达到80亿元」: the name stood in the clause before.
    let is_list =
        candidate.quantity.unit.contains('亿') && (head.len() < 40 && context.lexicon.place_suffix.is_in(head));
    context.lexicon.money.is_in(whole) || is_list
}

/// 服务残疾人就业2.5万人次: such a verb may also stand at the head of the clause; 支持 and the like promise no amount.
fn opens_with_service(context: &Context, head: &[char]) -> bool {
    const WEAK: [&str; 6] = ["支持", "保持", "参与", "发展", "推介", "谋划"];
    let is_weak = WEAK.iter().any(|word| word.chars().zip(head).all(|(a, b)| a == *b));
    !is_weak && context.lexicon.beside.at(head, 0).is_some_and(|(length, ())| head.len() > length)
}

/// 60%的污水处理厂完成提标改造: a finite verb says what the share does.
fn share_of_class(context: &Context, candidate: &Candidate) -> bool {
    let end = candidate.token.span.end.min(candidate.clause.end);
    let behind = &context.document.chars[end..candidate.clause.end];
    candidate.quantity.unit_kind == UnitKind::Share
        && (0..behind.len()).any(|at| {
            // 县级医院100%达到国家标准: the verb may follow at once when the class stands in front.
            let names_class = candidate.token.core.start > candidate.clause.start + 2;
            context.lexicon.relate.at(behind, at).is_some() && (at >= 2 || (at == 0 && names_class))
        })
}

/// 分别达到65%、55%: nothing but a separator since the number before.
fn follows_number(context: &Context, start: usize) -> bool {
    let next = context.tokens.partition_point(|token| token.core.start < start);
    let Some(before) = next.checked_sub(1).map(|at| context.tokens[at].span.end) else { return false };
    let between = context.document.matched(Span::new(before.min(start), start));
    matches!(between.trim(), "、" | "和" | "及" | "与")
}

/// 完善6个示范区, 开展好5个试点: what is there already is kept up or improved.
pub(super) fn keeps_up(context: &Context, candidate: &Candidate, head: &[char]) -> bool {
    let quantity = candidate.quantity;
    quantity.unit_kind == UnitKind::Count
        && !quantity.is_compared
        && context.lexicon.keeps.before(head, head.len()).is_some()
}

/// 甲路、乙桥等20个项目: a target with 建成, 开工; not with 加快, 抓好. The last such verb decides.
pub(super) fn counted_works(context: &Context, head: &[char], behind: &[char]) -> Option<ResidueReason> {
    let counts_works =
        [['项', '目'], ['工', '程']].iter().any(|work| behind.windows(2).take(14).any(|two| two == work));
    let is_listed = head.last() == Some(&'等');
    // 推进12项改革, 推进6个试点: what is pushed on is no amount either.
    let counts_tasks = behind.windows(2).take(14).any(|two| {
        [['任', '务'], ['事', '项'], ['改', '革'], ['举', '措'], ['试', '点']].iter().any(|word| two == word)
    });
    if !counts_works && !is_listed && !counts_tasks {
        return None;
    }
    let lexicon = context.lexicon;
    let last = (0..head.len())
        .rev()
        .find(|&at| lexicon.works_set_aside.at(head, at).is_some() || lexicon.works_target.at(head, at).is_some());
    // 实施58条改革举措: measures are counted, not what comes of them; only 完成 makes them an amount.
    let counts_measures = ["改革", "举措"].iter().any(|word| super::head::starts_with(behind, word));
    if counts_measures && !last.is_some_and(|at| super::head::starts_with(&head[at..], "完成")) {
        return Some(ResidueReason::Mention);
    }
    // 加快建设: the first verb of the two says that it is under way.
    let is_aside = last.is_some_and(|at| {
        lexicon.works_set_aside.at(head, at).is_some()
            || (is_listed && lexicon.works_set_aside.before(head, at).is_some())
    });
    (is_aside || (counts_works && is_listed && last.is_none())).then_some(ResidueReason::Mention)
}

/// 建成甲、乙等四个社区, 新建两座桥: a small number in words counts works only behind a verb of completion.
pub(super) fn completes_works(context: &Context, head: &[char]) -> bool {
    const COMPLETION: [&str; 9] = ["建成", "新建", "新增", "开工", "竣工", "投产", "建成投用", "新开工", "落地"];
    let verb_at = |at: usize| COMPLETION.iter().any(|verb| super::head::starts_with(&head[at..], verb));
    let closes = COMPLETION.iter().any(|verb| {
        let length = verb.chars().count();
        head.len() >= length && super::head::starts_with(&head[head.len() - length..], verb)
    });
    let lists =
        head.last() == Some(&'等') && (0..head.len()).any(verb_at) && !context.lexicon.works_set_aside.is_in(head);
    closes || lists
}
