//! Agreements on sharing (利益分享协议): blocks → model. Every phase names every party, and its shares sum to 100.

use model::pack::{Agreement, AgreementClock, AgreementPhase, Code, FieldType, Ledger, PlaceLevel, Register, Transfer};
use rust_decimal::Decimal;

use crate::diagnostic::Diagnostics;
use crate::exchange::field_code;
use crate::fault::Fault;
use crate::names::{Move, Names, unknown};
use crate::posting::{self, Posted};
use crate::shape::Block;
use crate::value::Mention;

pub(crate) fn agreement(block: &Block, names: &Names, ledgers: &[Ledger], out: &mut Diagnostics) -> Option<Agreement> {
    let mentions = block.names("parties", out);
    let mut parties: Vec<String> = Vec::new();
    for mention in &mentions {
        if parties.contains(&mention.name) {
            out.report(Fault::DuplicateName, mention.span, format!("“{}”写了两次", mention.name));
        } else {
            parties.push(mention.name.clone());
        }
    }
    if let [only] = mentions.as_slice() {
        out.report(Fault::Empty, only.span, "分享至少有两方");
    }
    let recovery = block.name("recovery", out).and_then(|mention| {
        let place = parties.iter().position(|party| *party == mention.name);
        if place.is_none() {
            unknown("分享方", &mention, parties.iter().map(String::as_str), out);
        }
        place
    });
    let clock = match block.keyword("clock", out) {
        Some("recovered") => AgreementClock::Recovered,
        Some(_) | None => AgreementClock::FirstIncome,
    };
    if let Some(attribute) =
        block.attribute("clock").filter(|_| clock == AgreementClock::Recovered && !block.has("recovery"))
    {
        out.report(Fault::ExcludedAttribute, attribute.span, "没有先行收回，不能从收回之后起算")
            .hint("clock = first_income，或写 recovery");
    }
    let children: Vec<&Block> = block.children("phase").collect();
    if children.is_empty() {
        out.report(Fault::Empty, block.span, format!("协议“{}”没有阶段", block.name)).hint("phase \"前五年\" {");
    }
    let phases = children.iter().enumerate().map(|(place, child)| {
        let is_last = place + 1 == children.len();
        phase(child, &parties, is_last, out)
    });
    let phases: Vec<AgreementPhase> = phases.collect();
    let transfers: Vec<&Block> = block.children("transfer").collect();
    if let [_, second, ..] = transfers[..] {
        out.report(Fault::MisplacedBlock, second.span, "`transfer` 只写一次");
    }
    let transfer = transfers.first().and_then(|child| transfer(child, &parties, names, out));
    let unit = block.unit("unit", out);
    if let Some(first) = block.children("posting").next().filter(|_| transfers.is_empty()) {
        out.report(Fault::MisplacedBlock, first.span, "没有 `transfer`，不知道各方是哪些县，不能入账")
            .hint("补 `transfer`，或删去 `posting`");
    }
    let posting = posting::of_one_asset(block, Posted::Shares, &unit, ledgers, out).map(|(posting, ..)| posting);
    Some(Agreement {
        code: block.code(out),
        name: block.name.clone(),
        basis: block.text("basis", out),
        unit,
        parties,
        recovery,
        clock,
        phases,
        transfer,
        posting,
        span: block.span,
    })
}

fn transfer(block: &Block, parties: &[String], names: &Names, out: &mut Diagnostics) -> Option<Transfer> {
    if parties.len() > 2 {
        out.report(Fault::MisplacedBlock, block.span, "流转只在两方之间：第一方流出，第二方承接")
            .hint("parties 写两方，或删去 `transfer`");
    }
    let mention = block.name("register", out)?;
    let register = names.register_named(&mention, out)?;
    let county: (&str, fn(&FieldType) -> bool) =
        ("县级地区", |kind| matches!(kind, FieldType::Place { level: PlaceLevel::County }));
    let day: (&str, fn(&FieldType) -> bool) = ("日期", |kind| matches!(kind, FieldType::Date));
    let place = field_code(block, "place", register, county, out);
    let first = field_code(block, "first", register, county, out);
    let reported = field_code(block, "reported", register, day, out);
    let (from, to) = states(block, register, out);
    let role = |mention: &Mention, out: &mut Diagnostics| {
        let found = names.roles.iter().find(|role| role.name == mention.name);
        if found.is_none() {
            unknown("办理角色", mention, names.roles.iter().map(|role| role.name.as_str()), out);
        }
        found.map(|role| role.code.clone())
    };
    let written = block.names("signers", out);
    let signers: Vec<Code> = written.iter().filter_map(|mention| role(mention, out)).collect();
    if !written.is_empty() && written.len() != parties.len() {
        let span = block.attribute("signers").map_or(block.span, |attribute| attribute.value_span());
        out.report(
            Fault::MissingAttribute,
            span,
            format!("分享有 {} 方，签署写了 {} 个角色", parties.len(), written.len()),
        )
        .hint("次序同 parties，每方一个");
    }
    let confirms = block.name("confirms", out).and_then(|mention| role(&mention, out));
    Some(Transfer {
        register: register.code.clone(),
        place: place?,
        first,
        reported,
        from,
        to: to?,
        signers,
        confirms: confirms?,
        span: block.span,
    })
}

fn states(block: &Block, register: &Register, out: &mut Diagnostics) -> (Vec<Code>, Option<Code>) {
    let states = &register.life.states;
    let state = |mention: &Mention, out: &mut Diagnostics| {
        let found = states.iter().find(|state| state.name == mention.name);
        if found.is_none() {
            unknown("状态", mention, states.iter().map(|state| state.name.as_str()), out);
        }
        found.map(|state| state.code.clone())
    };
    let from = block.names("from", out).iter().filter_map(|mention| state(mention, out)).collect();
    let to = block.name("to", out).and_then(|mention| state(&mention, out));
    (from, to)
}

/// The ways that transfers open from state to state, before anything else is read; faults are told when it is.
pub(crate) fn moves(block: &Block, names: &Names) -> Vec<Move> {
    let mut silent = Diagnostics::default();
    let one = |child: &Block| {
        let mention = child.name("register", &mut silent)?;
        let register = names.register_named(&mention, &mut silent)?;
        let (from, to) = states(child, register, &mut silent);
        Some(Move { register: register.code.clone(), from, to: to? })
    };
    block.children("transfer").filter_map(one).collect()
}

fn phase(block: &Block, parties: &[String], is_last: bool, out: &mut Diagnostics) -> AgreementPhase {
    let years = block.whole("years", 200, out);
    if years == Some(0) {
        let place = block.attribute("years").map_or(block.span, |attribute| attribute.value_span());
        out.report(Fault::NumberRange, place, "阶段至少一年");
    }
    if !block.has("years") && !is_last {
        out.report(Fault::PhaseOrder, block.span, format!("阶段“{}”没有写年数，后面的阶段轮不到", block.name));
    }
    let written = block.amounts("shares", out);
    let place = block.attribute("shares").map_or(block.span, |attribute| attribute.value_span());
    for (mention, share) in &written {
        if !parties.contains(&mention.name) {
            unknown("分享方", mention, parties.iter().map(String::as_str), out);
        }
        if *share < Decimal::ZERO {
            out.report(Fault::NumberRange, mention.span, format!("“{}”的比例 {share} 小于 0", mention.name));
        }
        if written.iter().filter(|(other, _)| other.name == mention.name).count() > 1 {
            out.report(Fault::DuplicateName, mention.span, format!("“{}”写了两次", mention.name));
        }
    }
    let of = |party: &String| written.iter().find(|(mention, _)| mention.name == *party).map(|(_, share)| *share);
    let absent: Vec<&str> = parties.iter().filter(|party| of(party).is_none()).map(String::as_str).collect();
    let sum: Decimal = written.iter().map(|(_, share)| share).sum();
    if !written.is_empty() && !absent.is_empty() {
        out.report(Fault::AgreementShares, place, format!("阶段“{}”没有写{}的比例", block.name, absent.join("、")))
            .hint("不分享的一方写 0");
    } else if !written.is_empty() && sum != Decimal::ONE_HUNDRED {
        let gap = Decimal::ONE_HUNDRED - sum;
        let word = if gap > Decimal::ZERO { "少" } else { "多" };
        out.report(
            Fault::AgreementShares,
            place,
            format!("阶段“{}”的比例合计 {}，应为 100，{word} {}", block.name, sum.normalize(), gap.abs().normalize()),
        );
    }
    AgreementPhase {
        name: block.name.clone(),
        years: years.and_then(|years| u16::try_from(years).ok()),
        shares: parties.iter().map(|party| of(party).unwrap_or_default()).collect(),
        span: block.span,
    }
}
