//! Statements about agreements on their way.

use jiff::Timestamp;
use model::pack::{Agreement, AgreementClock, AgreementPhase, Code, FileId, SourceSpan};
use rust_decimal::Decimal;

use super::*;
use crate::exchange::Asked;

fn rule() -> Agreement {
    let span = SourceSpan { file: FileId(0), start: 0, end: 0 };
    Agreement {
        code: Code::new("a").unwrap(),
        name: "五五分成".to_string(),
        basis: "示例".to_string(),
        unit: "万元".parse().unwrap(),
        parties: vec!["流出地".to_string(), "承接地".to_string()],
        recovery: None,
        clock: AgreementClock::FirstIncome,
        phases: vec![AgreementPhase {
            name: "前五年".to_string(),
            years: Some(5),
            shares: vec![Decimal::from(50), Decimal::from(50)],
            span,
        }],
        transfer: None,
        posting: None,
        span,
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

struct Case(Signing, usize);

impl Case {
    fn ask(&mut self, by: &str, when: &str, command: &SigningCommand) -> Result<usize, String> {
        self.1 += 1;
        let key = format!("key-{:05}", self.1);
        self.keyed(by, when, &key, command)
    }

    fn keyed(&mut self, by: &str, when: &str, key: &str, command: &SigningCommand) -> Result<usize, String> {
        let records = self.0.decide(Asked { at: at(when), by, key }, command).map_err(|error| error.to_string())?;
        let count = records.len();
        records.into_iter().for_each(|record| self.0.record(record));
        Ok(count)
    }

    fn sign(&mut self, by: &str, when: &str, place: usize) -> Result<usize, String> {
        let terms_digest = self.0.terms().map(Terms::digest).unwrap_or_default();
        self.ask(by, when, &SigningCommand::Sign { place, terms_digest })
    }
}

fn places() -> Vec<String> {
    vec!["370784".to_string(), "370782".to_string()]
}

fn drafted() -> Case {
    let mut case = Case(Signing::new(rule()), 0);
    let terms = Terms::of(&rule(), places());
    case.ask("甲", "2025-03-03T01:00:00Z", &SigningCommand::Draft { terms }).unwrap();
    case
}

fn in_force() -> Case {
    let mut case = drafted();
    case.sign("甲", "2025-03-03T02:00:00Z", 0).unwrap();
    case.sign("乙", "2025-03-04T02:00:00Z", 1).unwrap();
    assert_eq!(case.sign("丙", "2025-03-05T02:00:00Z", 2), Ok(2));
    case
}

fn year(year: i16, income: i64, reason: &str) -> SigningCommand {
    SigningCommand::TellYear {
        year,
        income: Decimal::from(income),
        input: Decimal::ZERO,
        basis: "完税凭证".to_string(),
        reason: reason.to_string(),
    }
}

#[test]
fn three_persons_sign_and_the_city_is_last() {
    let mut case = drafted();
    assert_eq!(case.sign("丙", "2025-03-03T02:00:00Z", 2), Err("市级最后签署，还缺流出地、承接地签署".to_string()));
    case.sign("乙", "2025-03-03T03:00:00Z", 1).unwrap();
    let twice = case.sign("乙", "2025-03-03T04:00:00Z", 0);
    assert_eq!(twice, Err("“乙”已经签署承接地，同一个人不能再签署流出地；请由另一人签署".to_string()));
    let again = case.sign("丁", "2025-03-03T04:00:00Z", 1);
    assert_eq!(again, Err("承接地已由“乙”于 2025-03-03 11:00:00 签署，不用再签".to_string()));
    assert_eq!(case.sign("丙", "2025-03-03T05:00:00Z", 2), Err("市级最后签署，还缺流出地签署".to_string()));
    case.sign("甲", "2025-03-03T06:00:00Z", 0).unwrap();
    assert_eq!(case.0.stage(), SigningStage::Signing);
    assert!(case.sign("甲", "2025-03-03T07:00:00Z", 2).is_err());
    // Signed and in force, both in one answer; after 16:00 UTC it is the next day.
    assert_eq!(case.sign("丙", "2025-03-03T17:00:00Z", 2), Ok(2));
    assert_eq!((case.0.stage(), case.0.effective_on()), (SigningStage::InForce, Some(jiff::civil::date(2025, 3, 4))));
    assert_eq!(case.sign("戊", "2025-03-05T17:00:00Z", 2), Err("协议处于“生效”，不能签署".to_string()));
    let replayed = Signing::replay(rule(), case.0.log()).unwrap();
    assert_eq!(replayed, case.0);
}

#[test]
fn shares_that_sum_to_99_are_refused_with_their_sum() {
    let mut case = drafted();
    let mut terms = Terms::of(&rule(), places());
    terms.phases[0].shares = vec![Decimal::from(60), Decimal::from(39)];
    terms.note = "两地商定".to_string();
    let told = case.ask("甲", "2025-03-03T02:00:00Z", &SigningCommand::Draft { terms: terms.clone() });
    assert_eq!(told, Err("阶段“前五年”的比例合计 99，应为 100，少 1；请改正".to_string()));
    terms.phases[0].shares[1] = Decimal::from(40);
    let without = Terms { note: String::new(), ..terms.clone() };
    let told = case.ask("甲", "2025-03-03T02:00:00Z", &SigningCommand::Draft { terms: without });
    assert!(told.unwrap_err().contains("应写明依据"));
    let same = Terms { places: vec!["370784".to_string(); 2], ..terms.clone() };
    let told = case.ask("甲", "2025-03-03T02:00:00Z", &SigningCommand::Draft { terms: same });
    assert!(told.unwrap_err().contains("不能是同一个县"));
    let endless = Terms {
        phases: vec![TermPhase { years: None, ..terms.phases[0].clone() }, terms.phases[0].clone()],
        ..terms.clone()
    };
    let told = case.ask("甲", "2025-03-03T02:00:00Z", &SigningCommand::Draft { terms: endless });
    assert!(told.unwrap_err().contains("后面的阶段轮不到"));
    case.ask("甲", "2025-03-03T02:00:00Z", &SigningCommand::Draft { terms }).unwrap();
}

#[test]
fn another_text_voids_signatures_and_nobody_signs_what_they_did_not_read() {
    let mut case = drafted();
    let read = case.0.terms().unwrap().digest();
    case.sign("甲", "2025-03-03T02:00:00Z", 0).unwrap();
    let mut terms = Terms::of(&rule(), places());
    terms.phases[0].years = Some(8);
    terms.note = "两地商定".to_string();
    case.ask("乙", "2025-03-03T03:00:00Z", &SigningCommand::Draft { terms }).unwrap();
    assert_eq!((case.0.stage(), case.0.signatures().len()), (SigningStage::Drafted, 0));
    let old = case.ask("乙", "2025-03-03T04:00:00Z", &SigningCommand::Sign { place: 1, terms_digest: read });
    assert!(old.unwrap_err().contains("条款已经修改"));
}

#[test]
fn years_are_told_once_and_corrected_with_a_reason() {
    let mut case = in_force();
    let early = case.ask("丙", "2026-02-01T01:00:00Z", &year(2024, 10, ""));
    assert_eq!(early, Err("协议 2025-03-05 生效，不分享 2024 年的收益".to_string()));
    assert_eq!(
        case.ask("丙", "2026-02-01T01:00:00Z", &year(2027, 10, "")),
        Err("2027 年还没有到，不能登记收益".to_string())
    );
    case.ask("丙", "2026-02-01T01:00:00Z", &year(2025, 1000, "")).unwrap();
    let again = case.ask("丙", "2026-02-02T01:00:00Z", &year(2025, 1001, ""));
    assert_eq!(again, Err("2025 年已经登记过，改正应写明理由".to_string()));
    case.ask("丙", "2026-02-02T01:00:00Z", &year(2025, 1001, "税务更正")).unwrap();
    let shared = case.0.shared().unwrap();
    assert_eq!(shared[0].shares, vec![Decimal::new(5005, 1), Decimal::new(5005, 1)]);
    let negative = case.ask("丙", "2026-02-03T01:00:00Z", &year(2026, -1, ""));
    assert!(negative.unwrap_err().contains("为负"));
}

#[test]
fn the_same_key_does_nothing_twice_and_a_clock_set_back_is_refused() {
    let mut case = drafted();
    let terms_digest = case.0.terms().unwrap().digest();
    let sign = SigningCommand::Sign { place: 0, terms_digest: terms_digest.clone() };
    assert_eq!(case.keyed("甲", "2025-03-03T02:00:00Z", "once-0001", &sign), Ok(1));
    assert_eq!(case.keyed("甲", "2025-03-03T02:00:01Z", "once-0001", &sign), Ok(0));
    let other = SigningCommand::Sign { place: 1, terms_digest };
    assert!(case.keyed("甲", "2025-03-03T02:00:02Z", "once-0001", &other).unwrap_err().contains("内容不同"));
    assert!(case.sign("乙", "2025-03-03T01:59:00Z", 1).unwrap_err().contains("时钟被拨回"));
}

#[test]
fn what_is_in_force_ends_and_what_is_not_is_withdrawn() {
    let mut open = drafted();
    let end = SigningCommand::End { reason: "两地协商".to_string() };
    assert!(open.ask("丙", "2025-03-06T01:00:00Z", &end).unwrap_err().contains("没有生效的可以撤回"));
    let silent = SigningCommand::Withdraw { reason: " ".to_string() };
    assert!(open.ask("甲", "2025-03-06T01:00:00Z", &silent).is_err());
    let withdraw = SigningCommand::Withdraw { reason: "投资方退出".to_string() };
    open.ask("甲", "2025-03-06T01:00:00Z", &withdraw).unwrap();
    assert!(open.0.stage().is_over());
    let mut case = in_force();
    assert!(case.ask("甲", "2025-03-06T01:00:00Z", &withdraw).is_err());
    case.ask("丙", "2025-03-06T01:00:00Z", &end).unwrap();
    assert_eq!((case.0.stage(), case.0.reason()), (SigningStage::Ended, "两地协商"));
}
