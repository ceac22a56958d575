//! What makes a number a condition, a limit or a description of others, rather than an amount to be reached.

use model::{Comparator, ResidueReason, Span};

use super::period::Periods;
use super::{Candidate, Context};
use crate::document::Document;
use crate::numbers::TokenKind;
use crate::wording::{Cue, UnitKind};

/// 且销售额不低于…, 被3家企业购买, 未超过10万元, 面积原则上不少于…: a condition on others.
pub(super) fn states_condition(document: &Document, clause: Span, span: Span) -> bool {
    let head = document.matched(Span::new(clause.start, span.start.max(clause.start)));
    head.starts_with('且') || ["被", "未", "原则上", "每"].iter().any(|word| head.ends_with(word))
}

/// 规模达3000P,较2025年初增长86%,今年以来已成功…: the sentence tells how things stand.
pub(super) fn states_present(document: &Document, periods: &Periods, position: usize) -> bool {
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

/// 固定资产投资达到500万元以上,…的,给予奖励: who fulfils it is supported. A date or a verb of building up in front
/// makes it a goal of the government.
pub(super) fn qualifies_for_support(context: &Context, periods: &Periods, clause: Span, span: Span) -> bool {
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

/// 对产值达到5000万元的,…: the clause is a condition; 产值过50亿元的园区: the number qualifies a noun.
pub(super) fn is_conditional(context: &Context, clause: Span, span: Span, is_share: bool) -> bool {
    let document = context.document;
    let mut end = clause.end;
    while end > span.end && matches!(document.before(end), ',' | ';' | '。' | ':' | ' ') {
        end -= 1;
    }
    let is_condition = end > span.end && document.before(end) == '的';
    let qualifies = document.at(span.end) == '的' && !is_share;
    let follows_if = matches!(document.at(clause.start), '对' | '凡') && document.matched(clause).contains("的");
    is_condition || qualifies || (follows_if && !is_share)
}

/// 不超过 is a goal only for what should be small; otherwise it caps an award.
pub(super) fn over_the_top(context: &Context, candidate: &Candidate, head: &[char]) -> Option<ResidueReason> {
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

/// ×100%, 238.0-10%3二氧化硫: a formula, or cells of a table that lost their borders.
pub(super) fn is_formula_or_table(document: &Document, candidate: &Candidate) -> bool {
    let core = candidate.token.core;
    let before = document.before(core.start);
    let two_before = document.before(core.start.saturating_sub(1));
    matches!(before, '×' | '*' | '<' | '>')
        || (before == '-' && (two_before.is_ascii_digit() || two_before == '.'))
        || (candidate.quantity.unit_kind == UnitKind::Share && document.at(candidate.token.span.end).is_ascii_digit())
}

/// 每5年修订1次目录: something that recurs, counted by its interval rather than by an amount; 每年修订1次 is one.
pub(super) fn recurs_once(context: &Context, candidate: &Candidate) -> bool {
    let quantity = candidate.quantity;
    let head = Span::new(candidate.clause.start, candidate.token.span.start.max(candidate.clause.start));
    quantity.unit == "次"
        && !quantity.is_compared
        && quantity.values == [rust_decimal::Decimal::ONE]
        && context.document.matched(head).contains('每')
        && !context.document.matched(head).contains("每年")
}

/// A limit of time (办理时限…5个工作日以内) can be a target, a span of time cannot.
pub(super) fn is_duration(head: &str) -> bool {
    ["时间", "时限", "时长", "天数", "寿命", "教育年限", "周期", "压缩至", "压缩到", "缩短至", "缩短到"]
        .iter()
        .any(|word| head.contains(word))
}

/// 一批产值超500亿元的集群, 2个万卡集群: the number says which of them, not how many.
pub(super) fn is_class_of_several(context: &Context, candidate: &Candidate, head: &[char]) -> bool {
    const REACH: usize = 10;
    let document = context.document;
    let span = candidate.token.span;
    let near = &head[head.len().saturating_sub(REACH)..];
    let is_followed = !matches!(document.at(span.end), ',' | '。' | ';' | '\n');
    let several = near.windows(2).any(|two| two == ['一', '批']) && !near.contains(&',');
    let next = context.tokens.partition_point(|token| token.core.start < candidate.token.core.start);
    let counts_before = next.checked_sub(1).map(|at| &context.tokens[at]).is_some_and(|before| {
        let is_count = matches!(&before.kind, TokenKind::Quantity(quantity) if quantity.unit_kind == UnitKind::Count);
        is_count && before.span.end == span.start && document.before(before.core.start) != '第'
    });
    is_followed && (several || counts_before)
}

/// 开工建设甲120万吨乙烯项目: the capacity is part of the name of a project.
pub(super) fn is_capacity_of_project(context: &Context, candidate: &Candidate, head: &[char]) -> bool {
    const PROJECTS: [&str; 11] =
        ["项目", "工程", "装置", "机组", "电站", "生产线", "基地", "码头", "航道", "电厂", "泊位"];
    const REACH: usize = 24;
    let document = context.document;
    let span = candidate.token.span;
    if candidate.quantity.unit_kind != UnitKind::Physical || candidate.quantity.is_compared {
        return false;
    }
    let behind = document.matched(Span::new(span.end, candidate.clause.end.min(span.end + REACH).max(span.end)));
    let name = behind.split(['、', ',', '。', ';', '和', '(', '\n']).next().unwrap_or_default();
    let is_project = PROJECTS.iter().any(|word| name.contains(word));
    let lexicon = context.lexicon;
    let is_counted = [&lexicon.carry, &lexicon.flow].iter().any(|verbs| verbs.before(head, head.len()).is_some());
    is_project && !is_counted
}

/// 可放宽到20人, 允许…不低于70%: what is allowed, not what must be reached.
pub(super) fn is_permitted(document: &Document, clause: Span, span: Span) -> bool {
    const VERBS: [&str; 10] =
        ["可放宽", "可缩短", "可延长", "可享受", "可申请", "可提高", "可按", "可不", "可适当", "可根据"];
    let head = document.matched(Span::new(clause.start, span.start.max(clause.start)));
    head.starts_with("允许") || VERBS.iter().any(|verb| head.contains(verb))
}
