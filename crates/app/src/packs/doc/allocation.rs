//! The section of a pack's document about an allocation. Never computes anything.

use engine::formula::in_names;
use model::pack::{Allocation, Surplus};

use super::{Page, cycle};

impl Page<'_> {
    pub(super) fn allocation(&mut self, rule: &Allocation) {
        self.heading(2, &format!("分配：{}", rule.name));
        self.say(&format!("分给：{}；{}一次。依据：{}。", self.subject(&rule.subject), cycle(rule.cycle), rule.basis));
        if !rule.definition.is_empty() {
            self.say(&rule.definition.clone());
        }
        self.say(&format!(
            "总额：{} {unit}；分到的数是 {} {unit}的整数倍，合计恰好等于总额，余数大的先进一个单位。",
            self.constant(&rule.budget),
            rule.step.normalize(),
            unit = rule.unit
        ));
        let bounds = [("基数（先于按因素分的）", &rule.base), ("下限", &rule.floor), ("上限", &rule.cap)];
        for (title, formula) in bounds {
            if let Some(formula) = formula {
                self.say(&format!("- {title}：{}", in_names(formula, self.pack)));
            }
        }
        self.say(match rule.surplus {
            Surplus::Refuse => "- 都到上限后还有结余的，不予分配，须先调整总额或上限",
            Surplus::Keep => "- 都到上限后还有结余的，留存",
        });
        self.say("\n超出上限的部分在未到上限的对象间按份额再分，直到分完；不受上下限约束的，每份所得相同。\n");
        let rows: Vec<Vec<String>> = rule
            .factors
            .iter()
            .map(|factor| {
                vec![
                    factor.name.clone(),
                    factor.unit.to_string(),
                    self.constant(&factor.weight),
                    in_names(&factor.value, self.pack),
                ]
            })
            .collect();
        self.table(&["分配因素", "计量单位", "权重", "公式"], &rows);
    }
}
