//! Whatever people try in whatever order: nobody wins below a higher bid, money is conserved, a replay is the same.

use proptest::prelude::*;

use super::*;

fn commands() -> impl Strategy<Value = Vec<(u32, Command)>> {
    let name = || prop::sample::select(vec!["甲", "乙", "丙", "丁"]).prop_map(str::to_string);
    let one = prop_oneof![
        1 => (name(), any::<bool>()).prop_map(|(bidder, holds)| Command::Register {
            bidder,
            priority: holds.then(|| "本集体成员".to_string()),
            code: String::new(),
        }),
        1 => (name(), any::<bool>()).prop_map(|(bidder, is_accepted)| Command::Qualify {
            bidder,
            is_accepted,
            reason: "材料".to_string()
        }),
        6 => (name(), 480..900i64).prop_map(|(bidder, price)| Command::Bid { bidder, price: Decimal::from(price) }),
        1 => any::<u64>().prop_map(|seed| Command::Draw { seed }),
        2 => (name(), any::<bool>())
            .prop_map(|(bidder, is_exercised)| Command::AnswerPriority { bidder, is_exercised }),
        1 => Just(Command::Settle),
        1 => Just(Command::Default { reason: "未付款".to_string() }),
        1 => Just(Command::Suspend { reason: "争议".to_string() }),
        1 => Just(Command::Resume),
        1 => Just(Command::Advance),
        1 => Just(Command::Withdraw { reason: "撤回".to_string() }),
        1 => Just(Command::Terminate { reason: "发现串通".to_string() }),
    ];
    // Minutes until the next one: mostly short, now and then days.
    let wait = prop_oneof![6 => 0..20u32, 1 => 0..6_000u32];
    prop::collection::vec((wait, one), 0..50)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_history_keeps_the_laws(commands in commands(), is_ready: bool) {
        let mut desk = Desk::new(ascending(), listing());
        for name in ["甲", "乙", "丙", "丁"] {
            desk.give(name, Asset::Money, 70_000);
        }
        desk.announced();
        let mut when = at("03-04 09:00");
        if is_ready {
            for name in ["甲", "乙", "丙"] {
                desk.try_when(when, register(name, (name == "丙").then_some("原承租人"))).unwrap();
                desk.try_when(when, accept(name)).unwrap();
            }
            when = at("03-13 09:00");
        }
        let money = desk.ledger.sum(Asset::Money);
        for (minutes, command) in commands {
            when += jiff::SignedDuration::from_mins(i64::from(minutes));
            let _ = desk.try_when(when, Command::Advance);
            let before = (desk.case.clone(), desk.ledger.clone());
            if desk.try_when(when, command).is_err() {
                prop_assert_eq!(&before.0, &desk.case);
                prop_assert_eq!(&before.1, &desk.ledger);
            }
            prop_assert_eq!(desk.ledger.sum(Asset::Money), money);
            let state = desk.case.state();
            for pair in state.bids.windows(2) {
                prop_assert!(pair[1].price >= pair[0].price + Decimal::from(10));
            }
            if let Some(winner) = &state.winner {
                let most = state.bids.iter().map(|bid| bid.price).max();
                prop_assert!(most.is_none_or(|most| winner.price >= most), "{winner:?} {most:?}");
            }
            // Whoever sleeps until then misses nothing and is never woken for nothing.
            let last = desk.case.log().last().map_or(when, |last| last.at);
            let due = |at: Timestamp| desk.case.due(at, &desk.calendar).map(|due| due.len());
            match desk.case.wakes_after() {
                Some(wake) => {
                    if wake >= last {
                        prop_assert_eq!(due(wake), Ok(0));
                    }
                    let woken = wake.max(last) + jiff::SignedDuration::from_nanos(1);
                    prop_assert!(due(woken).is_ok_and(|events| events > 0), "{:?}", state.phase);
                }
                None => prop_assert_eq!(due(last + jiff::SignedDuration::from_hours(24 * 90)), Ok(0)),
            }
            if state.phase.is_final() {
                prop_assert!(desk.ledger.holds.is_empty(), "{:?}", desk.ledger.holds);
            }
        }
        let again = Case::replay(desk.case.rules.clone(), desk.case.listing.clone(), desk.case.log());
        prop_assert_eq!(again.as_ref(), Ok(&desk.case));
        // Events survive storage as JSON.
        let text = serde_json::to_string(desk.case.log()).unwrap();
        let log: Vec<Recorded> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(log.as_slice(), desk.case.log());
        if let [first, .., last] = desk.case.log() {
            let gap = [first.clone(), last.clone()];
            let told = Case::replay(desk.case.rules.clone(), desk.case.listing.clone(), &gap);
            prop_assert!(last.number == 2 || told.is_err());
        }
    }
}
