//! Checks that every state of a register can be reached and left, by its own steps as they are written or by what moves
//! its rows from outside: a fault elsewhere in a step hides nothing here. A state that a step names wrongly is read as the
//! one that is probably meant.

use model::pack::{Code, State};

use crate::diagnostic::{Diagnostics, nearest};
use crate::fault::Fault;
use crate::names::Move;
use crate::shape::Block;
use crate::value::Mention;

/// A step between states, by place; nothing stands for a state that cannot be read.
struct Arrow {
    from: Vec<Option<usize>>,
    to: Option<usize>,
}

pub(crate) fn check<'moves>(
    register: &Block,
    states: &[State],
    moves: impl Iterator<Item = &'moves Move>,
    out: &mut Diagnostics,
) {
    let Some(first) = states.first() else { return };
    let steps = register.children("step").map(|step| arrow(step, states));
    let arrows: Vec<Arrow> = steps.chain(moves.map(|known| moved(known, states))).collect();
    let mut is_reached = vec![false; states.len()];
    is_reached[0] = true;
    // A way that leads nobody knows where may lead to any state.
    let mut leads_anywhere = false;
    let mut waiting = vec![0];
    while waiting.pop().is_some() {
        for arrow in &arrows {
            if !arrow.from.iter().any(|from| from.is_none_or(|from| is_reached[from])) {
                continue;
            }
            match arrow.to {
                Some(to) if !is_reached[to] => {
                    is_reached[to] = true;
                    waiting.push(to);
                }
                Some(_) => {}
                None => leads_anywhere = true,
            }
        }
    }
    let comes_from_anywhere = arrows.iter().any(|arrow| arrow.from.contains(&None));
    for (place, state) in states.iter().enumerate() {
        if !is_reached[place] && !leads_anywhere {
            out.report(Fault::Unreachable, state.span, format!("没有环节能从“{}”到达“{}”", first.name, state.name))
                .hint("加一个到达它的环节，或删去这个状态");
        }
        let has_exit = arrows.iter().any(|arrow| arrow.from.contains(&Some(place)));
        if !has_exit && !comes_from_anywhere && !state.is_final {
            out.report(Fault::NoExit, state.span, format!("状态“{}”没有出口", state.name))
                .hint("终态写 final = true，否则加一个离开它的环节");
        }
    }
}

fn moved(known: &Move, states: &[State]) -> Arrow {
    let place = |code: &Code| states.iter().position(|state| state.code == *code);
    Arrow { from: known.from.iter().map(place).collect(), to: place(&known.to) }
}

/// What is wrong with the attributes was told where the step was read.
fn arrow(step: &Block, states: &[State]) -> Arrow {
    let quiet = &mut Diagnostics::default();
    let place = |mention: &Mention| {
        let meant = nearest(&mention.name, states.iter().map(|state| state.name.as_str()))?;
        states.iter().position(|state| state.name == meant)
    };
    let from: Vec<Option<usize>> = step.names("from", quiet).iter().map(place).collect();
    Arrow { from: if from.is_empty() { vec![None] } else { from }, to: step.name("to", quiet).as_ref().and_then(place) }
}
