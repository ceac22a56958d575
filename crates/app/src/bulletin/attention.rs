//! The last part of a 通报: what is behind, what is undecided, what data are missing.

use model::FindingKind;
use report::{HeadingLevel, Run};

use super::document::Writer;
use crate::explain::{OPEN_KINDS, kind_code};
use crate::status::counted;
use crate::status::overview::behind;

impl Writer<'_> {
    pub fn attention(&mut self) {
        self.heading(HeadingLevel::One, "四、需关注事项");
        self.heading(HeadingLevel::Two, "（一）欠进度目标");
        let behind = behind(&self.rows, usize::MAX);
        if behind.is_empty() {
            self.paragraph(vec![Run::text("截至目前，有数据的目标中没有欠进度的。")]);
        }
        for (number, row) in (1..).zip(&behind) {
            let mut runs = vec![Run::text(format!("{number}. {}{}：目标", row.place, row.subject))];
            runs.extend(self.demand(row));
            runs.push(Run::text("，实际"));
            runs.extend(self.actual(row));
            if row.achieved_share.id.is_some() {
                runs.push(Run::text("，完成目标的"));
                runs.extend(self.with_unit(&row.achieved_share));
            }
            if row.gap.id.is_some() {
                runs.push(Run::text("，"));
                runs.extend(self.with_unit(&row.gap));
            }
            let lead: Vec<&str> = row.lead.iter().map(|agency| agency.name.as_str()).collect();
            let lead = if lead.is_empty() { String::new() } else { format!("；牵头单位：{}", lead.join("、")) };
            runs.push(Run::text(format!("{lead}。")));
            self.paragraph(runs);
        }
        self.heading(HeadingLevel::Two, "（二）待明确事项");
        let mut runs = Vec::new();
        for kind in OPEN_KINDS {
            if counted::open_count(self.frame, kind) == 0 {
                continue;
            }
            runs.push(Run::text(if runs.is_empty() { "方案中" } else { "；" }));
            runs.push(Run::text(format!("{}的有", kind_in_words(kind))));
            let path = format!("open_points/{}", kind_code(kind));
            runs.extend(self.with_unit(&counted::figure(self.frame, &path)));
        }
        match runs.is_empty() {
            true => self.paragraph(vec![Run::text("没有待明确的事项。")]),
            false => {
                runs.push(Run::text("。请编制单位会同有关单位予以明确。"));
                self.paragraph(runs);
            }
        }
        self.heading(HeadingLevel::Two, "（三）数据缺口");
        self.paragraph(vec![Run::text(
            "没有公布数据、只有考核期以前的数据、或者已公布数据口径与目标不同的，均列为没有数据，不作估计、不作推算，\
             原因逐项列于附件。请责任单位按职责提供有依据、有出处的数据。",
        )]);
        let last = [("同名数据不一致", &self.cut.conflicts), ("会签没有完成的任务", &self.cut.countersigns)];
        let told = last.into_iter().filter(|(_, sentences)| !sentences.is_empty());
        for (number, (title, sentences)) in ["四", "五"].into_iter().zip(told) {
            self.heading(HeadingLevel::Two, &format!("（{number}）{title}"));
            for sentence in sentences {
                self.paragraph(vec![Run::text(sentence.clone())]);
            }
        }
    }
}

fn kind_in_words(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Sum => "分项与合计不衔接",
        FindingKind::YearlyFlow => "年度量与累计量需区分",
        FindingKind::SameIndicator => "同一指标在不同条款中重复",
        FindingKind::OpenGroup => "责任单位未具体到单位",
        FindingKind::ManyLeads => "有多个牵头单位而未明确主牵头",
        FindingKind::Tolerance => "“左右”“近”未设定容差",
        FindingKind::NoIndicator => "目标未指定衡量指标",
        FindingKind::NoDuty => "任务没有责任单位",
        FindingKind::Text => "文字疑有差错",
    }
}
