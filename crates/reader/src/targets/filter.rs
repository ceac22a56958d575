//! What speaks against a number being a target. Section first, then the clause, then the words right beside it.

use model::{Comparator, ResidueReason, Span, Task, TaskType};

use super::period::Periods;
use super::{Candidate, Context};
use crate::document::Document;
use crate::labels::label_at;
use crate::wording::{Cue, UnitKind};

pub(super) fn objection(
    context: &Context,
    periods: &Periods,
    task: &Task,
    candidate: &Candidate,
    continues_list: bool,
) -> Option<ResidueReason> {
    let document = context.document;
    let quantity = candidate.quantity;
    let span = candidate.token.span;
    let clause = candidate.clause;
    if context.in_note(span.start) || context.quoted(candidate.token.core.start).is_some() {
        return Some(ResidueReason::PartOfName);
    }
    if matches!(task.task_type, TaskType::Definition | TaskType::Supplementary) {
        return Some(ResidueReason::Definition);
    }
    if in_bracket(context, span.start) {
        return Some(ResidueReason::Definition);
    }
    if quantity.is_baseline {
        return Some(ResidueReason::Mention);
    }
    let opening = opening(context, clause).min(span.start.max(clause.start));
    let head = &document.chars[opening..span.start.max(clause.start)];
    let whole = &document.chars[clause.start..clause.end];
    let before = &document.chars[clause.start..candidate.token.core.start.max(clause.start)];
    if let Some(reason) = cue(context, quantity.unit_kind, before, whole) {
        return Some(reason);
    }
    if qualifies_for_support(context, periods, clause, span) || document.starts_with(span.end, "的标准") {
        return Some(ResidueReason::Threshold);
    }
    // 千万千瓦级基地, 第1位: the amount is a class or a rank.
    if document.at(span.end) == '级' || document.before(span.start) == '第' {
        return Some(ResidueReason::Mention);
    }
    if is_formula_or_table(document, candidate) || recurs_once(context, candidate) {
        return Some(ResidueReason::Mention);
    }
    // 营收1亿元以上企业: the amount says which firms.
    let is_class = quantity.unit_kind == UnitKind::Money
        && quantity.is_compared
        && ["企业", "单位", "机构", "项目"].iter().any(|noun| document.starts_with(span.end, noun));
    if is_class || states_condition(document, clause, span) {
        return Some(ResidueReason::Threshold);
    }
    if states_present(document, periods, span.start) {
        return Some(ResidueReason::Achievement);
    }
    if counts_programmes(context, candidate) {
        return Some(ResidueReason::Mention);
    }
    if names_programme(context, candidate) {
        return Some(ResidueReason::ProgrammeName);
    }
    if quantity.unit_kind == UnitKind::Mention {
        return Some(ResidueReason::Mention);
    }
    if quantity.unit_kind == UnitKind::Time
        && !is_duration(document.matched(Span::new(clause.start, span.start.max(clause.start))).as_str())
    {
        return Some(ResidueReason::Validity);
    }
    if is_conditional(context, clause, span) {
        return Some(ResidueReason::Threshold);
    }
    if quantity.is_small_word && !quantity.is_compared {
        return Some(ResidueReason::Mention);
    }
    if let Some(reason) = over_the_top(context, candidate, head) {
        return Some(reason);
    }
    if quantity.unit_kind == UnitKind::Money && !names_money(context, candidate, head, whole) {
        return Some(ResidueReason::Incentive);
    }
    if let Some(reason) = counted_works(context, head, &document.chars[span.end.min(clause.end)..clause.end]) {
        return Some(reason);
    }
    if !has_evidence(context, periods, candidate, head, continues_list) && !names_amount(context, task, head) {
        return Some(ResidueReason::Mention);
    }
    None
}

/// Words in the clause that say: an incentive, a cap, what was achieved, a definition.
fn cue(context: &Context, unit_kind: UnitKind, head: &[char], whole: &[char]) -> Option<ResidueReason> {
    let counts = |cue: &Cue| *cue != Cue::Validity || unit_kind == UnitKind::Time;
    let cue_in = |words: &[char]| {
        (0..words.len()).find_map(|at| context.lexicon.cues.at(words, at).map(|(_, cue)| *cue).filter(counts))
    };
    let cue = cue_in(whole)?;
    // 已, 截至 and the like count in front of the number only.
    let cue = if cue == Cue::Achievement { cue_in(head)? } else { cue };
    Some(match cue {
        Cue::Incentive => ResidueReason::Incentive,
        Cue::Cap => ResidueReason::Cap,
        Cue::Achievement => ResidueReason::Achievement,
        Cue::Definition => ResidueReason::Definition,
        Cue::Validity => ResidueReason::Validity,
    })
}

/// ×100%, 238.0-10%3二氧化硫: a formula, or cells of a table that lost their borders.
fn is_formula_or_table(document: &Document, candidate: &Candidate) -> bool {
    let core = candidate.token.core;
    let before = document.before(core.start);
    let two_before = document.before(core.start.saturating_sub(1));
    matches!(before, '×' | '*' | '<' | '>')
        || (before == '-' && (two_before.is_ascii_digit() || two_before == '.'))
        || (candidate.quantity.unit_kind == UnitKind::Share && document.at(candidate.token.span.end).is_ascii_digit())
}

/// 每5年修订1次目录: something that recurs, counted by its interval rather than by an amount.
fn recurs_once(context: &Context, candidate: &Candidate) -> bool {
    let quantity = candidate.quantity;
    let head = Span::new(candidate.clause.start, candidate.token.span.start.max(candidate.clause.start));
    quantity.unit == "次"
        && !quantity.is_compared
        && quantity.values == [rust_decimal::Decimal::ONE]
        && context.document.matched(head).contains('每')
}

/// 且销售额不低于…, 被3家企业购买, 未超过10万元, 面积原则上不少于…: a condition on others.
fn states_condition(document: &Document, clause: Span, span: Span) -> bool {
    let head = document.matched(Span::new(clause.start, span.start.max(clause.start)));
    head.starts_with('且') || ["被", "未", "原则上", "每"].iter().any(|word| head.ends_with(word))
}

/// 规模达3000P,较2025年初增长86%,今年以来已成功…: the sentence tells how things stand.
fn states_present(document: &Document, periods: &Periods, position: usize) -> bool {
    const WORDS: [&str; 10] =
        ["今年以来", "已成功", "已建成", "已累计", "较上年", "较去年", "同比", "年初增长", "年初提高", "年来,"];
    let sentence = document.sentence(position);
    if periods.has_date_before(sentence.start, position) {
        return false;
    }
    const REACH: usize = 300;
    let near = Span::new(
        sentence.start.max(position.saturating_sub(REACH)),
        sentence.end.min(position + REACH).max(sentence.start),
    );
    let words = document.matched(near);
    WORDS.iter().any(|word| words.contains(word)) && !["力争", "确保", "努力"].iter().any(|word| words.contains(word))
}

/// 办好20件民生实事: a list of programmes, told one by one elsewhere.
fn counts_programmes(context: &Context, candidate: &Candidate) -> bool {
    let document = context.document;
    let (start, end) = (candidate.token.span.end, candidate.clause.end.max(candidate.token.span.end));
    let own = (start..end).take_while(|&at| !matches!(document.at(at), '、' | ',' | '。' | ';')).count();
    context.lexicon.set_aside_behind.is_in(&document.chars[start..start + own])
}

/// 千亿斤粮食产能提升行动: a number in words within the name of a programme.
fn names_programme(context: &Context, candidate: &Candidate) -> bool {
    let document = context.document;
    let behind =
        document.matched(Span::new(candidate.token.span.end, candidate.clause.end.max(candidate.token.span.end)));
    let name = behind.split(['、', ',', '。', ';', '和', '(']).next().unwrap_or_default();
    !document.at(candidate.token.core.start).is_ascii_digit()
        && ["行动", "工程", "计划", "战略", "行动计划"].iter().any(|word| name.ends_with(word))
}

/// 固定资产投资达到500万元以上,…的,给予奖励: who fulfils it is supported. A date or a verb of building up in front
/// makes it a goal of the government.
fn qualifies_for_support(context: &Context, periods: &Periods, clause: Span, span: Span) -> bool {
    const OPENING: usize = 14;
    const REACH: usize = 300;
    let document = context.document;
    let sentence = document.sentence(span.start);
    // Bounded, so that a text without full stops is read in linear time.
    let limit = sentence.end.min(clause.end + REACH);
    let mut end = clause.end;
    while end < limit && document.before(end) != ';' {
        end = document.clause(end).end.max(end + 1);
    }
    let end = end.min(sentence.end);
    let is_supported =
        document.clauses_in(Span::new(clause.end.min(end), end)).iter().filter(|later| later.start >= clause.end).any(
            |later| {
                let words = &document.chars[later.start..later.end.min(document.len())];
                // The support opens its clause: 给予…, 经认定按档次给予…, 最高可按…给予….
                (0..words.len().min(OPENING))
                    .any(|at| context.lexicon.cues.at(words, at).is_some_and(|(_, cue)| *cue == Cue::Incentive))
            },
        );
    if !is_supported {
        return false;
    }
    let words = &document.chars[clause.start..span.start.max(clause.start)];
    let carry = &context.lexicon.carry;
    let awards = |verb: &[char]| {
        ["遴选", "评选", "认定", "评定", "选树"].iter().any(|word| verb.iter().copied().eq(word.chars()))
    };
    let opening = carry.at(words, 0).map(|(length, ())| &words[..length]);
    let closing = carry.before(words, words.len()).map(|(length, ())| &words[words.len() - length..]);
    let builds_up =
        opening.or(closing).is_some_and(|verb| !awards(verb)) || context.lexicon.flow.at(words, 0).is_some();
    // 每引进1名博士后,给予…: what each of them earns.
    let per_piece = document.matched(clause).replace("每年", "").contains('每');
    (!builds_up || per_piece) && !periods.has_date_before(sentence.start, span.start)
}

/// A limit of time (办理时限…5个工作日以内) can be a target, a span of time cannot.
fn is_duration(head: &str) -> bool {
    ["时间", "时限", "时长", "天数", "寿命", "周期", "压缩至", "压缩到", "缩短至", "缩短到"]
        .iter()
        .any(|word| head.contains(word))
}

/// 对产值达到5000万元的,…: the clause is a condition; 产值过50亿元的园区: the number qualifies a noun.
fn is_conditional(context: &Context, clause: Span, span: Span) -> bool {
    let document = context.document;
    let mut end = clause.end;
    while end > span.end && matches!(document.before(end), ',' | ';' | '。' | ':' | ' ') {
        end -= 1;
    }
    let is_condition = end > span.end && document.before(end) == '的';
    let is_share = document.before(span.end) == '%' || document.matched(span).contains('%');
    let qualifies = document.at(span.end) == '的' && !is_share;
    let follows_if = matches!(document.at(clause.start), '对' | '凡') && document.matched(clause).contains("的");
    is_condition || qualifies || (follows_if && !is_share)
}

/// 不超过 is a goal only for what should be small; otherwise it caps an award.
fn over_the_top(context: &Context, candidate: &Candidate, head: &[char]) -> Option<ResidueReason> {
    let quantity = candidate.quantity;
    let is_at_most = quantity.comparator == Comparator::AtMost || quantity.bound == Some(model::Bound::AtMost);
    if !is_at_most {
        return None;
    }
    let is_meant = context.lexicon.ceiling.is_in(head) || context.lexicon.maintain.is_in(head);
    if is_meant && quantity.unit_kind != UnitKind::Money {
        return None;
    }
    Some(ResidueReason::Cap)
}

fn names_money(context: &Context, candidate: &Candidate, head: &[char], whole: &[char]) -> bool {
    // 诸如「甲市达到80亿元」: the name stood in the clause before.
    let is_list =
        candidate.quantity.unit.contains('亿') && (head.len() < 40 && context.lexicon.place_suffix.is_in(head));
    context.lexicon.money.is_in(whole) || is_list
}

/// 甲路、乙桥等20个项目: a target with 建成, 开工; not with 加快, 抓好. The last such verb decides.
fn counted_works(context: &Context, head: &[char], behind: &[char]) -> Option<ResidueReason> {
    let counts_works =
        [['项', '目'], ['工', '程']].iter().any(|work| behind.windows(2).take(14).any(|two| two == work));
    let is_listed = head.last() == Some(&'等');
    if !counts_works && !is_listed {
        return None;
    }
    let lexicon = context.lexicon;
    let last = (0..head.len())
        .rev()
        .find(|&at| lexicon.works_set_aside.at(head, at).is_some() || lexicon.works_target.at(head, at).is_some());
    // 加快建设: the first verb of the two says that it is under way.
    let is_aside = last.is_some_and(|at| {
        lexicon.works_set_aside.at(head, at).is_some()
            || (is_listed && lexicon.works_set_aside.before(head, at).is_some())
    });
    (is_aside || (counts_works && is_listed && last.is_none())).then_some(ResidueReason::Mention)
}

/// Something must say that the amount is to be reached.
fn has_evidence(
    context: &Context,
    periods: &Periods,
    candidate: &Candidate,
    head: &[char],
    continues_list: bool,
) -> bool {
    let quantity = candidate.quantity;
    let sentence = context.document.sentence(candidate.token.span.start);
    let lexicon = context.lexicon;
    quantity.is_compared
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

/// Where the words of a clause begin: behind ③ or 六是, behind a label or a heading in brackets.
pub(super) fn opening(context: &Context, clause: Span) -> usize {
    let document = context.document;
    if let Some(heading) = context.node_at(clause.start).map(|node| node.span).filter(|heading| {
        heading.start >= clause.start && heading.end < clause.end && document.before(heading.end) == '】'
    }) {
        return heading.end;
    }
    if let Some(label) = label_at(document, clause.start) {
        return label.end;
    }
    let first = document.at(clause.start);
    if ('\u{2460}'..='\u{2473}').contains(&first) {
        return clause.start + 1;
    }
    let is_numeral = |c: char| "一二三四五六七八九十".contains(c);
    let numerals = (clause.start..clause.start + 3).take_while(|&at| is_numeral(document.at(at))).count();
    let is_listed = numerals > 0 && document.at(clause.start + numerals) == '是';
    clause.start + if is_listed { numerals + 1 } else { 0 }
}

/// 力争整车产量200万辆; in a report also 货邮吞吐量100万吨: a name of an indicator with its amount.
fn names_amount(context: &Context, task: &Task, head: &[char]) -> bool {
    let is_goal = context.frame.is_work_report || task.task_type == TaskType::Goal;
    let ends_with_indicator = context.lexicon.tails.before(head, head.len()).is_some_and(|(length, ())| length >= 2);
    let is_listed = head.last() == Some(&'等');
    !is_listed && context.lexicon.strive.is_in(head) || (is_goal && ends_with_indicator)
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
        && (2..behind.len()).any(|at| context.lexicon.relate.at(behind, at).is_some())
}

/// 分别达到65%、55%: nothing but a separator since the number before.
fn follows_number(context: &Context, start: usize) -> bool {
    let next = context.tokens.partition_point(|token| token.core.start < start);
    let Some(before) = next.checked_sub(1).map(|at| context.tokens[at].span.end) else { return false };
    let between = context.document.matched(Span::new(before.min(start), start));
    matches!(between.trim(), "、" | "和" | "及" | "与")
}

fn in_bracket(context: &Context, position: usize) -> bool {
    const REACH: usize = 60;
    let document = context.document;
    let mut depth = 0i32;
    for at in (position.saturating_sub(REACH)..position).rev() {
        match document.at(at) {
            ')' => depth += 1,
            '(' if depth == 0 => return true,
            '(' => depth -= 1,
            '\n' | '。' => return false,
            _ => {}
        }
    }
    false
}
