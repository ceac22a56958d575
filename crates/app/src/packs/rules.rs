//! Allocations, exchanges, agreements on sharing, matchings and supply networks in words. The page and the document of a
//! pack show the same lines. Never computes anything.

use engine::formula::{in_names, name_of};
use engine::run::words::constant_in_words;
use model::Period;
use model::pack::{
    Agreement, AgreementClock, Allocation, Analysis, Budget, Code, Constant, Deposit, Exchange, ExpressionKind,
    Grouping, Ledger, Margin, Matching, MatchingMethod, Method, Network, Pack, Placement, Priority, Register, Surplus,
    Transfer, Unopened, Vintage, WhenAllDefault, WhenFew,
};

use super::doc::cycle;
use crate::evaluations::subject_in_words;
use crate::ledgers::{bounds_in_words, rules_in_words};
use crate::view::{RuleLine, RuleSection};

/// In the order of the document.
pub(crate) fn sections(pack: &Pack, period: Period) -> Vec<RuleSection> {
    let words = Words { pack, period };
    let mut sections: Vec<RuleSection> = pack.allocations.iter().map(|rule| words.allocation(rule)).collect();
    sections.extend(pack.exchanges.iter().map(|rule| words.exchange(rule)));
    sections.extend(pack.agreements.iter().map(|rule| words.agreement(rule)));
    sections.extend(pack.matchings.iter().map(|rule| words.matching(rule)));
    sections.extend(pack.ledgers.iter().map(|rule| words.ledger(rule)));
    sections.extend(pack.placements.iter().map(|rule| words.placement(rule)));
    sections.extend(pack.networks.iter().map(|rule| words.network(rule)));
    sections.extend(pack.analyses.iter().map(|rule| words.analysis(rule)));
    sections
}

/// The lines of one allocation.
pub(crate) fn allocation_rules(rule: &Allocation, pack: &Pack, period: Period) -> Vec<RuleLine> {
    Words { pack, period }.allocation(rule).lines
}

/// The lines of one placement.
pub(crate) fn placement_rules(rule: &Placement, pack: &Pack, period: Period) -> Vec<RuleLine> {
    Words { pack, period }.placement(rule).lines
}

/// The rules of an agreement, for the page of one.
pub(crate) fn agreement_rules(pack: &Pack, agreement: &Agreement, period: Period) -> Vec<RuleLine> {
    Words { pack, period }.agreement(agreement).lines
}

/// The rules of one exchange, for the pages of its cases.
pub(crate) fn trade_rules(pack: &Pack, exchange: &Exchange, period: Period) -> Vec<RuleLine> {
    Words { pack, period }.exchange(exchange).lines
}

fn section(kind: &str, (code, title): (&str, &str), basis: &str, lines: Vec<RuleLine>) -> RuleSection {
    let text = str::to_string;
    RuleSection { kind: text(kind), code: text(code), title: text(title), basis: text(basis), lines }
}

fn line(label: &str, text: impl Into<String>) -> RuleLine {
    RuleLine { label: label.to_string(), text: text.into() }
}

struct Words<'a> {
    pack: &'a Pack,
    /// Parameters are told with the value of then.
    period: Period,
}

impl Words<'_> {
    fn constant(&self, constant: &Constant) -> String {
        constant_in_words(constant, self.pack, self.period)
    }

    /// With its unit, which stands beside the number also where a name stands before it: 省级资金总额（100000 万元）.
    fn measured(&self, constant: &Constant, unit: &str) -> String {
        let text = self.constant(constant);
        let gap = if unit == "%" { "" } else { " " };
        match text.strip_suffix('）') {
            Some(head) if head.ends_with(|last: char| last.is_ascii_digit()) => format!("{head}{gap}{unit}）"),
            Some(_) => text,
            None => format!("{text}{gap}{unit}"),
        }
    }

    fn allocation(&self, rule: &Allocation) -> RuleSection {
        let subject = subject_in_words(&rule.subject, self.pack);
        let mut lines = vec![line("对象", format!("{subject}，{}一次", cycle(rule.cycle)))];
        if !rule.definition.is_empty() {
            lines.push(line("口径", rule.definition.clone()));
        }
        let (unit, step) = (&rule.unit, rule.step.normalize());
        lines.push(line(
            "总额",
            match &rule.budget {
                Budget::Constant(constant) => self.measured(constant, &unit.to_string()),
                Budget::Formula(formula) => format!("{} {unit}", in_names(formula, self.pack)),
            },
        ));
        for (title, formula) in [("基数", &rule.base), ("下限", &rule.floor), ("上限", &rule.cap)] {
            lines.extend(formula.as_ref().map(|formula| line(title, in_names(formula, self.pack))));
        }
        for factor in &rule.factors {
            let (weight, value) = (self.constant(&factor.weight), in_names(&factor.value, self.pack));
            lines.push(line("因素", format!("{}（{}，权重 {weight}）：{value}", factor.name, factor.unit)));
        }
        lines.push(line(
            "再分",
            "基数先于按因素分的；超出上限的部分在未到上限的对象间按份额再分，直到分完；不受上下限约束的，每份所得相同",
        ));
        lines.push(line(
            "结余",
            match rule.surplus {
                Surplus::Refuse => "都到上限后还有结余的，不予分配，须先调整总额或上限",
                Surplus::Keep => "都到上限后还有结余的，留存",
            },
        ));
        lines.push(line("取整", format!("分到的数是 {step} {unit}的整数倍，合计恰好等于总额，余数大的先进一个单位")));
        section("分配", (rule.code.as_str(), &rule.name), &rule.basis, lines)
    }

    fn analysis(&self, rule: &Analysis) -> RuleSection {
        let subject = subject_in_words(&rule.subject, self.pack);
        let mut lines = vec![
            line("方法", engine::analysis::words::method_in_words(&rule.method)),
            line("对象", format!("{subject}，{}一次", cycle(rule.cycle))),
        ];
        if !matches!(rule.condition.kind, ExpressionKind::Flag(true)) {
            lines.push(line("范围", in_names(&rule.condition, self.pack)));
        }
        if !rule.definition.is_empty() {
            lines.push(line("口径", rule.definition.clone()));
        }
        for variable in &rule.variables {
            let weight = variable.weight.as_ref().map(|weight| format!("，权重 {}", self.constant(weight)));
            let value = in_names(&variable.value, self.pack);
            let head = format!("{}（{}{}）", variable.name, variable.unit, weight.unwrap_or_default());
            lines.push(line(variable.role.in_words(), format!("{head}：{value}")));
        }
        if let Grouping::By { value, .. } = &rule.grouping {
            lines.push(line("分组", in_names(value, self.pack)));
        }
        let conventions = engine::analysis::words::conventions_in_words(rule, self.pack, self.period);
        lines.extend(conventions.into_iter().map(|convention| line("约定", convention)));
        section("分析", (rule.code.as_str(), &rule.name), &rule.basis, lines)
    }

    fn exchange(&self, exchange: &Exchange) -> RuleSection {
        let mut lines =
            vec![line("标的", name_of(self.pack, &exchange.register)), line("价格单位", exchange.unit.to_string())];
        if let Some(role) = self.pack.roles.iter().find(|role| role.code == exchange.role) {
            lines.push(line("经办", format!("{}；竞买人不能经办", role.name)));
        }
        let register = self.pack.register(&exchange.register);
        let state = |code: &Code| {
            let held = register.and_then(|register| register.life.states.iter().find(|state| state.code == *code));
            held.map_or_else(|| code.to_string(), |state| state.name.clone())
        };
        if !exchange.from.is_empty() {
            let states: Vec<String> = exchange.from.iter().map(state).collect();
            lines.push(line(
                "挂牌",
                format!("处于“{}”的行才可挂牌；挂牌以后到结束以前，该行不能修改", states.join("”“")),
            ));
        }
        if let Some(condition) = &exchange.condition {
            lines.push(line("标的条件", engine::formula::in_names(condition, self.pack)));
        }
        let taken = taken_steps(exchange, register);
        if !taken.is_empty() {
            lines.push(line("名录环节", format!("{}；随交易办理，不能手工办理", taken.join("，"))));
        }
        let notice = &exchange.notice;
        let mut text = format!("自次日起至少 {}", self.measured(&notice.days, "个工作日"));
        if let Some(months) = &notice.months_max {
            text += &format!("，最长 {}", self.measured(months, "个月"));
        }
        text += &format!("；合格竞买人至少 {}", self.measured(&notice.bidders_min, "人"));
        if let Some(days) = &notice.second_days {
            text += &format!("，不足时第二次公告至少 {}", self.measured(days, "个工作日"));
        }
        let few = match notice.when_few {
            WhenFew::Negotiate => "与合格的人协商，没有人的流标",
            WhenFew::Fail => "流标",
        };
        lines.push(line("公告", format!("{text}；仍不足的{few}")));
        let method = match &exchange.method {
            Method::Ascending { step, extension } => {
                let late = extension.as_ref().map(|extension| {
                    let (window, minutes) =
                        (self.measured(&extension.window, "分钟"), self.measured(&extension.minutes, "分钟"));
                    format!("；截止前 {window}内出价的，截止顺延到出价后 {minutes}")
                });
                format!("网络竞价，每次至少加 {}{}", self.constant(step), late.unwrap_or_default())
            }
            Method::Sealed { opening_minutes, unopened } => {
                let minutes = self.measured(opening_minutes, "分钟");
                let void = match unopened {
                    Unopened::Void => "没有按时开标的报价作废",
                    Unopened::Forfeit => "没有按时开标的报价作废，保证金归转出方",
                };
                format!("密封报价，截止后 {minutes}内开标，开标结束前互不公开；{void}；价格相同的先投递者成交")
            }
            Method::Call { margin } => {
                let margin = match margin {
                    Margin::ProRata => "按申报数量分",
                    Margin::Time => "先申报先成交",
                };
                format!("集合竞价，取成交量最大的价格，依次比差额、离参考价远近、价格低者；成交价上数量不够时{margin}")
            }
        };
        lines.push(line("方式", method));
        match &exchange.deposit {
            Deposit::None => {}
            Deposit::Share(share) => lines.push(line("保证金", format!("底价总额的 {}", self.measured(share, "%")))),
            Deposit::Amount(amount) => lines.push(line("保证金", self.measured(amount, "元"))),
        }
        if let Priority::Match { hours, when_all_default } = &exchange.priority {
            let rest = match when_all_default {
                WhenAllDefault::Fail => "流标",
                WhenAllDefault::HighestBidder => "归最高报价的人",
            };
            let hours = self.measured(hours, "小时");
            let told =
                format!("可按最高报价受让，多人抽签排序，每人 {hours}内答复，违约的轮到下一名，全部违约时{rest}");
            lines.push(line("优先权", told));
        }
        let days = self.measured(&exchange.objection_days, "个工作日");
        lines.push(line("公示", format!("成交公示 {days}，异议未答复不结算")));
        if let Some(settlement) = &exchange.settlement {
            let ledger = self.pack.ledger(&settlement.ledger).map_or("—", |ledger| ledger.name.as_str());
            let months = self.measured(&settlement.hold_months, "个月");
            let dropped = match &exchange.method {
                Method::Call { .. } => "；结算前冻结已到期的申报退出，其余重新撮合、重新公示",
                Method::Ascending { .. } | Method::Sealed { .. } => "",
            };
            let told = format!("在账本“{ledger}”中冻结和交收，冻结最长 {months}，到期自动解冻{dropped}");
            lines.push(line("结算", told));
        }
        section("交易", (exchange.code.as_str(), &exchange.name), &exchange.basis, lines)
    }

    fn ledger(&self, rule: &Ledger) -> RuleSection {
        let mut lines = Vec::new();
        if !rule.definition.is_empty() {
            lines.push(line("口径", rule.definition.clone()));
        }
        for asset in &rule.assets {
            let vintage = match &asset.vintage {
                Vintage::None => String::new(),
                Vintage::Year { usable_years_after: None } => "，一年一种".to_string(),
                Vintage::Year { usable_years_after: Some(years) } => {
                    format!("，一年一种，其后还可用 {}", self.measured(years, "年"))
                }
                Vintage::Lot { usable_months: None } => "，一批一种".to_string(),
                Vintage::Lot { usable_months: Some(months) } => {
                    format!("，一批一种，自登记之日起可用 {}", self.measured(months, "个月"))
                }
            };
            let place = if asset.is_by_place { "，分发放地" } else { "" };
            let decimals = asset.decimals;
            lines.push(line(
                "标的",
                format!("{}（{}，记到 {decimals} 位小数{vintage}{place}）", asset.name, asset.unit),
            ));
        }
        for account in &rule.accounts {
            let bounds = bounds_in_words(account);
            let bounds = if bounds.is_empty() { "不限余额".to_string() } else { bounds };
            lines.push(line("账户", format!("{}（{}，{bounds}）", account.name, account.holder.in_words())));
        }
        let names = |codes: &[Code]| {
            let name = |code: &Code| rule.account(code).map_or_else(|| code.to_string(), |kind| kind.name.clone());
            codes.iter().map(name).collect::<Vec<_>>().join("、")
        };
        for entry in &rule.entries {
            let role = self.pack.roles.iter().find(|role| role.code == entry.role);
            let role = role.map_or_else(|| entry.role.to_string(), |role| role.name.clone());
            let mut text = format!("{}：{} → {}，{role}办理", entry.name, names(&entry.from), names(&entry.to));
            if let Some(by) = &entry.by_result {
                text += &format!("，数量取自{}“{}”", by.of.in_words(), self.pack.name_of_result(&by.of));
            }
            let told = rules_in_words(entry, rule, self.pack, self.period.last_day());
            if !told.is_empty() {
                text += &format!("；{told}");
            }
            lines.push(line("业务", text));
        }
        section("账本", (rule.code.as_str(), &rule.name), &rule.basis, lines)
    }

    fn agreement(&self, agreement: &Agreement) -> RuleSection {
        let mut lines = Vec::new();
        if let Some(party) = agreement.recovery.and_then(|place| agreement.parties.get(place)) {
            lines.push(line("先行收回", format!("{party}的投入收回以后才分享")));
        }
        let clock = match agreement.clock {
            AgreementClock::FirstIncome => "第一个有收益的年度",
            AgreementClock::Recovered => "收回投入后第一个有剩余的年度",
        };
        lines.push(line("起算", clock));
        for phase in &agreement.phases {
            let years = phase.years.map_or("以后一直".to_string(), |years| format!("{years} 年"));
            let shares = agreement.parties.iter().zip(&phase.shares);
            let shares: Vec<String> = shares.map(|(party, share)| format!("{party} {}%", share.normalize())).collect();
            lines.push(line("阶段", format!("{}（{years}）：{}", phase.name, shares.join("，"))));
        }
        lines.extend(agreement.transfer.iter().flat_map(|transfer| self.transfer(transfer, &agreement.parties)));
        if let Some(posting) = &agreement.posting {
            let ledger = self.pack.ledgers.iter().find(|ledger| ledger.code == posting.ledger);
            let name = ledger.map_or(posting.ledger.as_str(), |ledger| ledger.name.as_str());
            let entry = ledger.and_then(|ledger| ledger.entry(&posting.entry));
            let entry = entry.map_or(posting.entry.as_str(), |entry| entry.name.as_str());
            lines.push(line("入账", format!("各年分享按“{entry}”记入账本“{name}”，一年一次，改正后另作更正")));
        }
        section("利益分享", (agreement.code.as_str(), &agreement.name), &agreement.basis, lines)
    }

    fn transfer(&self, transfer: &Transfer, parties: &[String]) -> Vec<RuleLine> {
        let role = |code: &Code| {
            let found = self.pack.roles.iter().find(|role| role.code == *code);
            found.map_or_else(|| code.to_string(), |role| role.name.clone())
        };
        let register = self.pack.register(&transfer.register);
        let state = |code: &Code| {
            let states = register.map(|register| register.life.states.as_slice()).unwrap_or_default();
            let found = states.iter().find(|state| state.code == *code);
            format!("“{}”", found.map_or_else(|| code.to_string(), |state| state.name.clone()))
        };
        let field = |code: &Code| {
            let found = register.and_then(|register| register.field(code));
            found.map_or_else(|| code.to_string(), |field| field.name.clone())
        };
        let name = register.map_or_else(|| transfer.register.to_string(), |register| register.name.clone());
        let from: Vec<String> = transfer.from.iter().map(state).collect();
        let mut lines = vec![line(
            "流转",
            format!(
                "名录“{name}”中{}的行；三方签署后{}改为承接的县，状态改为{}，同时办成",
                from.join("、"),
                field(&transfer.place),
                state(&transfer.to)
            ),
        )];
        let signers: Vec<String> =
            parties.iter().zip(&transfer.signers).map(|(party, signer)| format!("{party}由{}", role(signer))).collect();
        lines.push(line(
            "签署",
            format!("{}；市级由{}最后签署；三个签署人各不相同", signers.join("，"), role(&transfer.confirms)),
        ));
        if let Some(first) = &transfer.first {
            lines.push(line("首报保护", format!("只有{}可以流转出去", field(first))));
        }
        if let Some(reported) = &transfer.reported {
            lines.push(line("疑似重复", format!("与{}更早的行疑似重复、又未认定为不同的，不能流转", field(reported))));
        }
        lines
    }

    fn matching(&self, matching: &Matching) -> RuleSection {
        let method = match matching.method {
            MatchingMethod::Stable => "稳定匹配（需求依次提出，供给择优暂定）；没有一对双方都更愿意彼此",
            MatchingMethod::Optimal => "总得分最大；以需求所得和名额价格证明没有更好的配法",
        };
        let mut lines = vec![line("机制", method)];
        for item in &matching.requirements {
            lines.push(line("资格", format!("{}：{}", item.name, in_names(&item.condition, self.pack))));
        }
        for part in &matching.parts {
            let (weight, value) = (self.constant(&part.weight), in_names(&part.value, self.pack));
            lines.push(line("得分项", format!("{}（权重 {weight}，0 至 100）：{value}", part.name)));
        }
        section("对接", (matching.code.as_str(), &matching.name), &matching.basis, lines)
    }

    fn placement(&self, rule: &Placement) -> RuleSection {
        let mut lines = vec![
            line("可选安排", name_of(self.pack, &rule.register)),
            line("各地指标", name_of(self.pack, &rule.limits)),
        ];
        if !rule.definition.is_empty() {
            lines.push(line("口径", rule.definition.clone()));
        }
        lines.push(line("价值", format!("{}（{}），合计求最大", in_names(&rule.value, self.pack), rule.unit)));
        if let Some(required) = &rule.required {
            lines.push(line("必须落地", in_names(required, self.pack)));
        }
        for quota in &rule.quotas {
            let mut text = format!("{}（{}）：每项用{}", quota.name, quota.unit, in_names(&quota.amount, self.pack));
            if let Some(cap) = &quota.cap {
                text += &format!("，各地不超过{}", in_names(cap, self.pack));
            }
            if let Some(total) = &quota.total {
                text += &format!("，合计不超过{}", self.constant(total));
            }
            lines.push(line("指标", text));
        }
        for floor in &rule.floors {
            let (amount, least) = (in_names(&floor.amount, self.pack), in_names(&floor.least, self.pack));
            lines.push(line("保底", format!("{}（{}）：各地{amount}合计不少于{least}", floor.name, floor.unit)));
        }
        lines.push(line("一个项目", "至多落在一个地方；结果逐项复核，并给出任何安排都不能超过的上界"));
        section("落地安排", (rule.code.as_str(), &rule.name), &rule.basis, lines)
    }

    fn network(&self, network: &Network) -> RuleSection {
        let (red, amber) = (self.constant(&network.red), self.constant(&network.amber));
        let impact = in_names(&network.impact, self.pack);
        let lines = vec![
            line("供货关系", name_of(self.pack, &network.register)),
            line("风险", format!("同一需方、同一产品的供方集中度（赫芬达尔指数）× 断供影响；断供影响 = {impact}")),
            line("清单", format!("风险达到 {red} 列红色，达到 {amber} 列黄色")),
            line("影响范围", format!("断供向下游看 {} 步", network.steps)),
        ];
        section("供应链", (network.code.as_str(), &network.name), &network.basis, lines)
    }
}

/// Which step the row takes when.
fn taken_steps(exchange: &Exchange, register: Option<&Register>) -> Vec<String> {
    let takes = &exchange.takes;
    let name = |code: &Code| {
        let step = register.and_then(|register| register.life.steps.iter().find(|step| step.code == *code));
        step.map_or_else(|| code.to_string(), |step| step.name.clone())
    };
    let moments = [
        ("首次公告时", &takes.announced),
        ("首人报名时", &takes.registered),
        ("进入竞价或协商时", &takes.bidding),
        ("结算时", &takes.settled),
        ("流标时", &takes.failed),
        ("公告后撤回或终结时", &takes.withdrawn),
    ];
    let one = |(when, code): (&str, &Option<Code>)| code.as_ref().map(|code| format!("{when}“{}”", name(code)));
    moments.into_iter().filter_map(one).collect()
}
