//! The parts of a pack's document about exchanges, agreements on sharing, matchings and supply networks.

use engine::formula::{in_names, name_of};
use model::pack::{
    Agreement, AgreementClock, Deposit, Exchange, Margin, Matching, MatchingMethod, Method, Network, Priority,
    WhenAllDefault, WhenFew,
};

use super::Page;

impl Page<'_> {
    pub(super) fn exchange(&mut self, exchange: &Exchange) {
        self.heading(2, &format!("交易：{}", exchange.name));
        let mut lines = vec![
            format!("依据：{}", exchange.basis),
            format!("标的名录：{}；价格单位：{}", name_of(self.pack, &exchange.register), exchange.unit),
        ];
        let notice = &exchange.notice;
        let mut text = format!("公告：自次日起至少 {} 个工作日", self.constant(&notice.days));
        if let Some(months) = &notice.months_max {
            text += &format!("，最长 {} 个月", self.constant(months));
        }
        text += &format!("；合格竞买人至少 {} 人", self.constant(&notice.bidders_min));
        if let Some(days) = &notice.second_days {
            text += &format!("，不足时第二次公告至少 {} 个工作日", self.constant(days));
        }
        let few = match notice.when_few {
            WhenFew::Negotiate => "与合格的人协商，没有人的流标",
            WhenFew::Fail => "流标",
        };
        lines.push(format!("{text}；仍不足的{few}"));
        lines.push(match &exchange.method {
            Method::Ascending { step, extension } => {
                let late = extension.as_ref().map(|extension| {
                    let (window, minutes) = (self.constant(&extension.window), self.constant(&extension.minutes));
                    format!("；截止前 {window} 分钟内出价的，截止顺延到出价后 {minutes} 分钟")
                });
                format!("方式：网络竞价，每次至少加 {}{}", self.constant(step), late.unwrap_or_default())
            }
            Method::Sealed { opening_minutes } => {
                format!("方式：密封报价，截止后 {} 分钟内开标，价格相同的先投递者成交", self.constant(opening_minutes))
            }
            Method::Call { margin } => {
                let margin = match margin {
                    Margin::ProRata => "按申报数量分",
                    Margin::Time => "先申报先成交",
                };
                format!(
                    "方式：集合竞价，取成交量最大的价格，依次比差额、离参考价远近、价格低者；成交价上数量不够时{margin}"
                )
            }
        });
        match &exchange.deposit {
            Deposit::None => {}
            Deposit::Share(share) => lines.push(format!("保证金：底价总额的 {}%", self.constant(share))),
            Deposit::Amount(amount) => lines.push(format!("保证金：{} 元", self.constant(amount))),
        }
        if let Priority::Match { hours, when_all_default } = &exchange.priority {
            let rest = match when_all_default {
                WhenAllDefault::Fail => "流标",
                WhenAllDefault::HighestBidder => "归最高报价的人",
            };
            let hours = self.constant(hours);
            lines.push(format!(
                "优先权：可按最高报价受让，多人抽签排序，每人 {hours} 小时内答复，违约的轮到下一名，全部违约时{rest}"
            ));
        }
        lines.push(format!("成交公示：{} 个工作日，异议未答复不结算", self.constant(&exchange.objection_days)));
        lines.iter().for_each(|line| self.say(&format!("- {line}")));
    }

    pub(super) fn agreement(&mut self, agreement: &Agreement) {
        self.heading(2, &format!("利益分享：{}", agreement.name));
        self.say(&format!("- 依据：{}", agreement.basis));
        if let Some(party) = agreement.recovery.and_then(|place| agreement.parties.get(place)) {
            self.say(&format!("- 先行收回：{party}的投入收回以后才分享"));
        }
        let clock = match agreement.clock {
            AgreementClock::FirstIncome => "第一个有收益的年度",
            AgreementClock::Recovered => "收回投入后第一个有剩余的年度",
        };
        self.say(&format!("- 起算：{clock}\n"));
        let mut header = vec!["阶段", "年数"];
        header.extend(agreement.parties.iter().map(String::as_str));
        let rows = agreement.phases.iter().map(|phase| {
            let years = phase.years.map_or("以后一直".to_string(), |years| years.to_string());
            let shares = phase.shares.iter().map(|share| format!("{}%", share.normalize()));
            [phase.name.clone(), years].into_iter().chain(shares).collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        self.table(&header, &rows);
    }

    pub(super) fn matching(&mut self, matching: &Matching) {
        self.heading(2, &format!("对接：{}", matching.name));
        self.say(&format!("- 依据：{}", matching.basis));
        let method = match matching.method {
            MatchingMethod::Stable => "稳定匹配（需求依次提出，供给择优暂定）；没有一对双方都更愿意彼此",
            MatchingMethod::Optimal => "总得分最大；以需求所得和名额价格证明没有更好的配法",
        };
        self.say(&format!("- 机制：{method}"));
        for item in &matching.requirements {
            self.say(&format!("- 资格“{}”：{}", item.name, in_names(&item.condition, self.pack)));
        }
        self.say("");
        let rows = matching
            .parts
            .iter()
            .map(|part| vec![part.name.clone(), self.constant(&part.weight), in_names(&part.value, self.pack)]);
        let rows: Vec<Vec<String>> = rows.collect();
        self.table(&["得分项", "权重", "公式（0 至 100）"], &rows);
    }

    pub(super) fn network(&mut self, network: &Network) {
        self.heading(2, &format!("供应链：{}", network.name));
        let (red, amber) = (self.constant(&network.red), self.constant(&network.amber));
        let impact = in_names(&network.impact, self.pack);
        for line in [
            format!("依据：{}", network.basis),
            format!("供货关系：{}", name_of(self.pack, &network.register)),
            format!("风险：同一需方、同一产品的供方集中度（赫芬达尔指数）× 断供影响；断供影响 = {impact}"),
            format!("清单：风险达到 {red} 列红色，达到 {amber} 列黄色"),
            format!("断供影响范围：向下游看 {} 步", network.steps),
        ] {
            self.say(&format!("- {line}"));
        }
    }
}
