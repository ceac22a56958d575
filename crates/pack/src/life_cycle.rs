//! Checks that every state of a register can be reached and left, by its own steps or by what moves its rows from outside.

use model::pack::{Code, Register};

use crate::diagnostic::Diagnostics;
use crate::fault::Fault;
use crate::names::Move;

pub(crate) fn check(register: &Register, moves: &[Move], out: &mut Diagnostics) {
    let states = &register.life.states;
    let Some(first) = states.first() else { return };
    let steps = register.life.steps.iter().map(|step| (&step.from, &step.to));
    let moves = moves.iter().filter(|known| known.register == register.code).map(|known| (&known.from, &known.to));
    let ways: Vec<(&Vec<Code>, &Code)> = steps.chain(moves).collect();
    let mut reached: Vec<&Code> = vec![&first.code];
    let mut place = 0;
    while place < reached.len() {
        let from = reached[place];
        for (_, to) in ways.iter().filter(|(starts, _)| starts.contains(from)) {
            if !reached.contains(to) {
                reached.push(to);
            }
        }
        place += 1;
    }
    for state in states {
        if !reached.contains(&&state.code) {
            out.report(Fault::Unreachable, state.span, format!("没有环节能从“{}”到达“{}”", first.name, state.name))
                .hint("加一个到达它的环节，或删去这个状态");
        }
        let has_exit = ways.iter().any(|(starts, _)| starts.contains(&state.code));
        if !has_exit && !state.is_final {
            out.report(Fault::NoExit, state.span, format!("状态“{}”没有出口", state.name))
                .hint("终态写 final = true，否则加一个离开它的环节");
        }
    }
}
