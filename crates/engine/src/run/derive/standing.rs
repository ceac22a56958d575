//! Explains place, grade and criteria of one subject. Never a second arithmetic.

use model::pack::{Code, VetoEffect};
use model::{Derivation, SubjectOutcome};

use super::{Explainer, Found, is_share, shown};
use crate::formula::explain;
use crate::run::words::cut_in_words;

impl Explainer<'_> {
    pub(super) fn rank(&self, found: &Found<'_>) -> Derivation {
        let subject = found.subject;
        let mut derivation = Derivation::leaf(
            format!("{}在{}中的位次", found.name, found.pool.name),
            format!("{}", subject.rank.normalize()),
        );
        let ahead = found.pool.subjects.iter().filter(|one| one.rank < subject.rank).count();
        derivation.formula = Some(format!("参评 {} 个，排在前面的 {ahead} 个", found.pool.subjects.len()));
        let equal = found.pool.subjects.iter().filter(|one| one.rank == subject.rank).count();
        if found.pool.subjects.len() == 1 {
            derivation.notes.push("评价池参评的只有 1 个对象，名次不说明高低".to_string());
        }
        if equal > 1 {
            derivation.notes.push(format!("{equal} 个对象并列"));
        }
        derivation.inputs.push(self.neighbour(found, subject));
        let place = found.pool.subjects.iter().position(|one| one.key == subject.key).unwrap_or_default();
        let above = found.pool.subjects[..place].iter().rev().find(|one| one.rank < subject.rank);
        let below = found.pool.subjects[place..].iter().find(|one| one.rank > subject.rank);
        if let Some(above) = above {
            let mut input = self.neighbour(found, above);
            input.notes.push(format!("前一名，高 {}", shown(above.total - subject.total)));
            derivation.inputs.push(input);
        }
        if let Some(below) = below {
            let mut input = self.neighbour(found, below);
            input.notes.push(format!("后一名，低 {}", shown(subject.total - below.total)));
            derivation.inputs.push(input);
        }
        derivation
    }

    pub(super) fn neighbour(&self, found: &Found<'_>, one: &SubjectOutcome) -> Derivation {
        let name = if one.key == found.subject.key { found.name.clone() } else { (self.names)(&one.key) };
        let mut leaf = Derivation::leaf(format!("{name}总分"), shown(one.total));
        leaf.unit = Some("分".to_string());
        leaf.notes.push(format!("第 {} 名", one.rank.normalize()));
        leaf
    }

    pub(super) fn rank_in_group(&self, found: &Found<'_>) -> Option<Derivation> {
        let rank = found.subject.rank_in_group?;
        let group = found.subject.group.as_ref()?;
        let members: Vec<&SubjectOutcome> =
            found.pool.subjects.iter().filter(|one| one.group.as_ref() == Some(group)).collect();
        let ahead = members.iter().filter(|one| one.rank_in_group < Some(rank)).count();
        let title = format!("{}在{}中的位次", found.name, self.group_name(group));
        let mut derivation = Derivation::leaf(title, rank.normalize().to_string());
        derivation.formula = Some(format!("同组 {} 个，排在前面的 {ahead} 个", members.len()));
        derivation.inputs = members.iter().take(12).map(|one| self.neighbour(found, one)).collect();
        Some(derivation)
    }

    pub(super) fn rank_before(&self, found: &Found<'_>) -> Option<Derivation> {
        let rank = found.subject.rank_before?;
        let before = self.run.year_before()?;
        let title = format!("{}{}的位次", found.name, before.in_words());
        let mut derivation = Derivation::leaf(title, rank.normalize().to_string());
        derivation.notes.push(format!("取自{}已定稿或已冻结的评价结果", before.in_words()));
        Some(derivation)
    }

    /// The name of a group as the pack writes it.
    pub fn group_name(&self, group: &Code) -> String {
        let lists = &self.run.world.pack.choices;
        let found = lists.iter().flat_map(|list| &list.choices).find(|choice| choice.code == *group);
        found.map_or_else(|| group.to_string(), |choice| choice.name.clone())
    }

    pub(super) fn grade(&self, found: &Found<'_>) -> Option<Derivation> {
        let code = found.subject.grade.as_ref()?;
        let rules = &self.run.evaluation.grades;
        let rule = rules.iter().find(|rule| rule.code == *code)?;
        let mut derivation = Derivation::leaf(format!("{}的档次", found.name), rule.name.clone());
        derivation.formula = Some(cut_in_words(&rule.cut, |constant| self.constant_shown(constant)));
        derivation.source = self.basis(&self.run.evaluation.basis);
        let vetoes = &self.run.evaluation.vetoes;
        for veto in vetoes.iter().filter(|veto| found.subject.vetoes.contains(&veto.code)) {
            derivation.notes.push(match &veto.effect {
                VetoEffect::Grade(_) => format!("{}，直接定档", veto.name),
                VetoEffect::AtBest(_) => format!("{}，最高只能定此档", veto.name),
                VetoEffect::NoHonour => format!("{}，不得列入先进名单", veto.name),
            });
        }
        let direct = self.run.evaluation.direct.iter();
        for entry in direct.filter(|entry| found.subject.direct.contains(&entry.code)) {
            derivation.notes.push(format!("符合直通条件“{}”", entry.name));
        }
        if !self.run.evaluation.criteria.is_empty() {
            derivation.inputs.extend(self.criteria(found));
        }
        if !found.pool.share_bases.is_empty() && rules.iter().any(|rule| is_share(&rule.cut)) {
            let bases: Vec<String> = found.pool.share_bases.iter().map(ToString::to_string).collect();
            derivation.notes.push(format!("比例的基数 {} 个", bases.join("、")));
        }
        for grade in &found.pool.grades {
            let rule = rules.iter().find(|rule| rule.code == grade.code);
            let cut = rule.map(|rule| cut_in_words(&rule.cut, |constant| self.constant_shown(constant)));
            let mut leaf = Derivation::leaf(format!("{} 档", grade.name), grade.count.to_string());
            leaf.unit = Some("个".to_string());
            leaf.formula = cut;
            leaf.notes.extend(grade.lowest.map(|lowest| format!("最低总分 {}", shown(lowest))));
            derivation.inputs.push(leaf);
        }
        derivation.inputs.push(self.neighbour(found, found.subject));
        Some(derivation)
    }

    /// Each criterion with its number, its threshold and whether it is met.
    pub(super) fn criteria(&self, found: &Found<'_>) -> Vec<Derivation> {
        let rules = self.run.evaluation.criteria.iter();
        let results = found.subject.criteria.iter();
        let one = |(rule, result): (&model::pack::Criterion, &model::CriterionResult)| {
            let state = match result.state {
                model::CriterionState::Met => "达到",
                model::CriterionState::Unmet => "没有达到",
                model::CriterionState::Unknown => "缺数据，不能认定",
            };
            let mut derivation = Derivation::leaf(rule.name.clone(), state);
            if let (Some(value), Some(threshold)) = (result.value, result.threshold) {
                derivation.notes.push(format!("数值 {}，门槛 {}", shown(value), shown(threshold)));
            }
            derivation.notes.extend(result.gap.map(|gap| format!("还差 {}", shown(gap))));
            if !rule.basis.is_empty() {
                derivation.source = self.basis(&rule.basis);
            }
            let subjects = &self.subjects;
            derivation.inputs = rule
                .test
                .expressions()
                .into_iter()
                .take(1)
                .map(|expression| explain("实际", expression, found.row, subjects, self.run.period, self.run.world))
                .collect();
            derivation
        };
        rules.zip(results).map(one).collect()
    }
}
