//! What a split promises: by hand, and for any claims.

use proptest::prelude::*;

use super::super::proof::proof;
use super::*;

fn whole(value: i64) -> Decimal {
    Decimal::from(value)
}

fn claim(value: i64, floor: Option<i64>, cap: Option<i64>) -> Claim {
    Claim { values: vec![whole(value)], floor: floor.map(whole), cap: cap.map(whole), ..Claim::default() }
}

fn terms(budget: i64) -> Terms {
    Terms { budget: whole(budget), step: whole(1), weights: vec![whole(1)], keeps_surplus: false }
}

fn amounts(found: &Split) -> Vec<Decimal> {
    found.parts.iter().map(|part| found.scaled.amount_of_steps(&part.steps).unwrap()).collect()
}

#[track_caller]
fn check(claims: &[Claim], terms: &Terms, wanted: &[i64]) {
    let found = split(claims, terms).unwrap();
    let wanted: Vec<Decimal> = wanted.iter().map(|amount| whole(*amount)).collect();
    assert_eq!(amounts(&found), wanted);
}

#[test]
fn the_largest_remainder_takes_the_last_unit() {
    check(&[claim(1, None, None), claim(1, None, None), claim(1, None, None)], &terms(100), &[34, 33, 33]);
    check(&[claim(47, None, None), claim(16, None, None), claim(37, None, None)], &terms(10), &[5, 1, 4]);
}

#[test]
fn what_a_cap_cuts_off_goes_to_the_others_until_it_is_exhausted() {
    // 100 in proportion 50:30:20; the first is cut to 20, the rest of 80 in proportion 30:20 is 48:32, the second is
    // then cut to 40 as well, and the third takes what is left.
    let claims = [claim(50, None, Some(20)), claim(30, None, Some(40)), claim(20, None, None)];
    check(&claims, &terms(100), &[20, 40, 40]);
}

#[test]
fn a_floor_is_paid_by_those_above_theirs() {
    check(&[claim(90, None, None), claim(9, None, None), claim(1, Some(10), None)], &terms(100), &[82, 8, 10]);
}

#[test]
fn the_base_comes_first_and_the_rest_is_split() {
    let mut claims = [claim(3, None, None), claim(1, None, None)];
    claims[0].base = whole(10);
    claims[1].base = whole(50);
    check(&claims, &terms(100), &[40, 60]);
}

#[test]
fn components_count_by_their_weight_whatever_their_size() {
    let values = |first: i64, second: i64| Claim { values: vec![whole(first), whole(second)], ..Claim::default() };
    let terms = Terms { weights: vec![whole(80), whole(20)], ..terms(1000) };
    // 80 % by 1:3, 20 % by 9000:1000.
    check(&[values(1, 9000), values(3, 1000)], &terms, &[380, 620]);
}

#[test]
fn rules_that_contradict_each_other_are_named() {
    let told = |claims: &[Claim], terms: &Terms| split(claims, terms).unwrap_err().to_string();
    let claims = [claim(1, Some(60), None), claim(1, Some(50), None)];
    assert!(told(&claims, &terms(100)).starts_with("“下限”与“总额”冲突：下限合计 110，超过总额 100，差 10"));
    let claims = [claim(1, None, Some(30)), claim(1, None, Some(40))];
    assert!(told(&claims, &terms(100)).starts_with("“上限”与“总额”冲突：全部给到上限也只能分出 70，总额 100，剩 30"));
    let claims = [claim(1, Some(9), Some(8)), claim(1, None, None)];
    assert!(told(&claims, &terms(100)).contains("下限 9 高于上限 8"));
    let claims = [Claim { base: whole(101), ..claim(1, None, None) }];
    assert!(told(&claims, &terms(100)).starts_with("“基数”与“总额”冲突"));
    assert!(told(&[claim(0, None, None)], &terms(100)).contains("合计为零"));
    assert!(told(&[claim(-1, None, None)], &terms(100)).contains("负数 -1"));
    assert_eq!(told(&[], &terms(100)), "没有分配对象");
    let odd = Terms { step: "0.3".parse().unwrap(), ..terms(100) };
    assert!(told(&[claim(1, None, None)], &odd).contains("整数倍"));
}

#[test]
fn a_surplus_is_kept_only_where_the_rule_says_so() {
    let claims = [claim(1, None, Some(30)), claim(1, None, Some(40))];
    let kept = Terms { keeps_surplus: true, ..terms(100) };
    check(&claims, &kept, &[30, 40]);
    assert_eq!(split(&claims, &kept).unwrap().surplus, BigInt::from(30));
}

fn any_claim() -> impl Strategy<Value = Claim> {
    let number = |most: i64| (0..most, 0..4u32).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale));
    (
        number(5_000_000),
        number(9_000),
        number(3_000),
        proptest::option::of(number(2_000)),
        proptest::option::of(number(900_000)),
    )
        .prop_map(|(one, other, base, floor, cap)| Claim { values: vec![one, other], base, floor, cap })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_result_passes_the_proof(
        claims in proptest::collection::vec(any_claim(), 1..30),
        budget in 0..3_000_000i64,
        scale in 0..3u32,
        weight in 0..100i64,
        keeps_surplus: bool,
    ) {
        let step = Decimal::new(1, scale);
        let terms = Terms { budget: whole(budget), step, weights: vec![whole(100 - weight), whole(weight)], keeps_surplus };
        if let Ok(found) = split(&claims, &terms) {
            let surplus = found.scaled.amount_of_steps(&found.surplus).unwrap();
            for line in proof(&claims, &terms, &amounts(&found), surplus) {
                prop_assert!(line.holds, "{}：{}", line.claim, line.figures);
            }
        }
    }

    #[test]
    fn the_order_of_subjects_and_the_unit_of_values_change_nothing(
        claims in proptest::collection::vec(any_claim(), 2..20),
        budget in 0..3_000_000i64,
    ) {
        let terms = Terms { budget: whole(budget), step: whole(1), weights: vec![whole(70), whole(30)], keeps_surplus: true };
        let sorted = |claims: &[Claim]| split(claims, &terms).map(|found| {
            let mut all: Vec<(String, Decimal)> = claims.iter().zip(amounts(&found))
                .map(|(claim, amount)| (format!("{:?}{:?}{:?}", claim.base, claim.floor, claim.cap), amount)).collect();
            all.sort();
            all
        });
        let mut turned = claims.clone();
        turned.reverse();
        let mut scaled = claims.clone();
        scaled.iter_mut().for_each(|claim| claim.values[0] *= whole(10_000));
        let sums = |found: &Result<Vec<(String, Decimal)>, SplitError>| found.as_ref().ok().map(|all| all.iter().map(|(_, amount)| *amount).sum::<Decimal>());
        prop_assert_eq!(sums(&sorted(&claims)), sums(&sorted(&turned)));
        prop_assert_eq!(sorted(&claims).ok(), sorted(&scaled).ok());
    }
}
