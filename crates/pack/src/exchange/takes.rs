//! The states from which a row is listed and the steps that it takes with its case (名录环节): whether the row can take
//! each of them from wherever the case may have brought it.

use model::pack::{Code, ExpressionKind, Register, RowSteps, Step};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::unknown;
use crate::shape::Block;

pub(super) fn takes(block: &Block, register: &Register, out: &mut Diagnostics) -> (Vec<Code>, RowSteps) {
    let states = &register.life.states;
    let mut from = Vec::new();
    for mention in if block.has("from") { block.names("from", out) } else { Vec::new() } {
        match states.iter().find(|state| state.name == mention.name) {
            Some(state) => from.push(state.code.clone()),
            None => unknown("状态", &mention, states.iter().map(|state| state.name.as_str()), out),
        }
    }
    let blocks: Vec<&Block> = block.children("takes").collect();
    if let [_, second, ..] = blocks[..] {
        out.report(Fault::MisplacedBlock, second.span, "`takes` 只写一次");
    }
    let Some(takes) = blocks.first() else { return (from, RowSteps::default()) };
    if !block.has("from") {
        out.report(Fault::MissingAttribute, block.span, "写了 `takes` 的交易要写 `from`：该行从哪些状态挂牌");
        return (from, RowSteps::default());
    }
    // Where the row may be before each of them; a fault of a step is told once, by the step.
    let mut walk = Walk { register, takes, out };
    let announced = walk.step("announced", &from);
    let after_notice = walk.after(announced, &from);
    let registered = walk.step("registered", &after_notice);
    let after_registration = walk.after(registered, &after_notice);
    let bidding = walk.step("bidding", &after_registration);
    let after_bidding = walk.after(bidding, &after_registration);
    let settled = walk.step("settled", &after_bidding);
    let on_its_way: Vec<Code> = [after_notice, after_registration, after_bidding].concat();
    let failed = walk.step("failed", &on_its_way);
    let withdrawn = walk.step("withdrawn", &on_its_way);
    let code = |step: Option<&Step>| step.map(|step| step.code.clone());
    let steps = RowSteps {
        announced: code(announced),
        registered: code(registered),
        bidding: code(bidding),
        settled: code(settled),
        failed: code(failed),
        withdrawn: code(withdrawn),
    };
    (from, steps)
}

struct Walk<'a, 'tree, 'out> {
    register: &'a Register,
    takes: &'a Block<'tree>,
    out: &'out mut Diagnostics,
}

impl<'a> Walk<'a, '_, '_> {
    fn step(&mut self, word: &str, states: &[Code]) -> Option<&'a Step> {
        if !self.takes.has(word) {
            return None;
        }
        let mention = self.takes.name(word, self.out)?;
        let steps = &self.register.life.steps;
        let Some(step) = steps.iter().find(|step| step.name == mention.name) else {
            unknown("环节", &mention, steps.iter().map(|step| step.name.as_str()), self.out);
            return None;
        };
        if step.condition.kind != ExpressionKind::Flag(true) {
            // What a case has decided cannot be refused by the register afterwards.
            self.out
                .report(Fault::ExcludedAttribute, mention.span, format!("环节“{}”有条件，不能随交易办理", step.name))
                .hint("条件写在交易的 where");
        }
        let mut told: Vec<&Code> = Vec::new();
        for state in states.iter().filter(|state| !step.from.contains(state)) {
            if told.contains(&state) {
                continue;
            }
            told.push(state);
            let known = self.register.life.states.iter().find(|known| known.code == *state);
            let name = known.map_or_else(|| state.to_string(), |known| known.name.clone());
            self.out
                .report(
                    Fault::NoExit,
                    mention.span,
                    format!("交易到这一步时该行可能处于“{name}”，环节“{}”不能办理", step.name),
                )
                .hint(format!("在环节“{}”的 from 中加上“{name}”", step.name));
        }
        Some(step)
    }

    fn after(&self, step: Option<&Step>, before: &[Code]) -> Vec<Code> {
        step.map_or_else(|| before.to_vec(), |step| vec![step.to.clone()])
    }
}
