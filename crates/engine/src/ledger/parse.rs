//! Reads a log back, line by line, and checks everything that can be checked without the rules of a pack.

use jiff::Timestamp;
use jiff::civil::Date;
use model::UnitOfMeasure;
use model::ledger::{
    Account, AccountId, AccountName, Act, Asset, AssetId, AssetName, Bounds, Line, LineId, Move, Refusal, Voucher,
};
use model::pack::Code;

use super::book::Book;
use super::log::Verb;
use super::repeat::{Form, Repeats};
use super::text::{TextId, plain_text};

/// The first line of a log that cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("账本第 {seq} 行记录{what}")]
pub struct LogFault {
    pub seq: u64,
    pub what: String,
}

impl Book {
    /// Continues the book with lines of its log, as they were stored; stops at the first fault.
    ///
    /// Rules of packs are not asked again: what was admitted under the rules of its day stays.
    pub fn read(&mut self, log: &str) -> Result<(), LogFault> {
        for line in log.lines() {
            let seq = self.seq() + 1;
            let fault = |what: &str| LogFault { seq, what: what.to_string() };
            let parsed = self.parse(line).ok_or_else(|| fault("格式无法识别"))?;
            if parsed.seq != seq {
                return Err(fault(&format!("的编号是 {}，有缺行、重行或者调换", parsed.seq)));
            }
            let refused = |refusal: Refusal| LogFault { seq, what: format!("不能成立：{refusal}") };
            self.check_clock(parsed.time).map_err(refused)?;
            self.seen = parsed.time;
            self.release_due(parsed.time);
            let mark = self.written.len();
            match parsed.body {
                Body::Asset(id, asset) => {
                    if self.asset_named(&asset.name).is_some() {
                        return Err(fault("重复登记标的"));
                    }
                    let given = self.enter_asset(asset, &parsed.actor, parsed.time).map_err(refused)?;
                    if given != id {
                        return Err(fault("的标的编号不连续"));
                    }
                }
                Body::Account(id, account) => {
                    if self.account_named(&account.name).is_some() {
                        return Err(fault("重复开户"));
                    }
                    let given = self.enter_account(account, &parsed.actor, parsed.time).map_err(refused)?;
                    if given != id {
                        return Err(fault("的账户编号不连续"));
                    }
                }
                Body::Voucher(voucher, verb) => {
                    let key = self.keys.look(voucher.key.as_str());
                    if key.seq.is_some() {
                        return Err(fault("重复使用了幂等编号"));
                    }
                    self.enter_voucher(&voucher, key, (verb, parsed.form), parsed.time).map_err(refused)?;
                }
            }
            let is_same = self.written[mark..].trim_end_matches('\n') == line;
            self.written.truncate(mark);
            if !is_same {
                return Err(fault("与按规则重写的内容不一致"));
            }
        }
        Ok(())
    }

    fn parse(&self, line: &str) -> Option<Parsed> {
        let mut fields = line.split('\t');
        let seq = fields.next()?.parse().ok()?;
        let second = fields.next()?;
        if let Some(digits) = second.strip_prefix('=') {
            return self.parse_short(seq, Repeats::read(digits)?, &mut fields);
        }
        let time = second.parse().ok()?;
        let actor = plain_text(fields.next()?)?;
        let word = fields.next()?;
        let body = match word {
            "asset" => asset(&mut fields)?,
            "account" => account(&mut fields)?,
            _ => voucher(word, &actor, &mut fields)?,
        };
        fields.next().is_none().then_some(Parsed { seq, time, actor, form: Form::Whole, body })
    }

    /// A posting that leaves out what the one before it says.
    fn parse_short<'a>(&self, seq: u64, repeats: Repeats, fields: &mut dyn Iterator<Item = &'a str>) -> Option<Parsed> {
        let before = self.heads.get(self.last_head?);
        let time = if repeats.has(Repeats::TIME) { before.time } else { fields.next()?.parse().ok()? };
        let text = |fields: &mut dyn Iterator<Item = &'a str>, field: u8, before: TextId| {
            if repeats.has(field) { Some(self.texts.get(before).to_string()) } else { plain_text(fields.next()?) }
        };
        let actor = text(fields, Repeats::ACTOR, before.actor)?;
        let effective = if repeats.has(Repeats::DAY) { before.day } else { fields.next()?.parse().ok()? };
        let basis = text(fields, Repeats::BASIS, before.basis)?;
        let document = text(fields, Repeats::DOCUMENT, before.document)?;
        let note = text(fields, Repeats::NOTE, before.note)?;
        let corrects = if repeats.has(Repeats::CORRECTS) { before.corrects } else { optional(fields.next()?)? };
        let key = plain_text(fields.next()?)?;
        let act = Act::Post(parse_lines(fields.next()?)?);
        if fields.next().is_some() {
            return None;
        }
        let voucher = Voucher { key, actor: actor.clone(), effective, basis, document, note, corrects, act };
        Some(Parsed { seq, time, actor, form: Form::Short, body: Body::Voucher(voucher, Verb::Post) })
    }
}

struct Parsed {
    seq: u64,
    time: Timestamp,
    actor: String,
    form: Form,
    body: Body,
}

enum Body {
    Asset(AssetId, Asset),
    Account(AccountId, Account),
    Voucher(Voucher, Verb),
}

fn asset<'a>(fields: &mut impl Iterator<Item = &'a str>) -> Option<Body> {
    let id = AssetId(fields.next()?.parse().ok()?);
    let mut text = || plain_text(fields.next()?);
    let name = AssetName { kind: Code::new(&text()?).ok()?, vintage: text()?, jurisdiction: text()? };
    let label = text()?;
    let unit = UnitOfMeasure::try_from(text()?).ok()?;
    let decimals = text()?.parse().ok()?;
    let last_day = optional(&text()?)?;
    Some(Body::Asset(id, Asset { name, label, unit, decimals, last_day }))
}

fn account<'a>(fields: &mut impl Iterator<Item = &'a str>) -> Option<Body> {
    let id = AccountId(fields.next()?.parse().ok()?);
    let mut text = || plain_text(fields.next()?);
    let name = AccountName { kind: Code::new(&text()?).ok()?, holder: text()? };
    let label = text()?;
    let bounds = Bounds { min: optional(&text()?)?, max: optional(&text()?)? };
    Some(Body::Account(id, Account { name, label, bounds }))
}

fn voucher<'a>(word: &str, actor: &str, fields: &mut impl Iterator<Item = &'a str>) -> Option<Body> {
    let key = plain_text(fields.next()?)?;
    let effective: Date = fields.next()?.parse().ok()?;
    let basis = plain_text(fields.next()?)?;
    let document = plain_text(fields.next()?)?;
    let note = plain_text(fields.next()?)?;
    let corrects = optional(fields.next()?)?;
    let extra = fields.next()?;
    let lines = fields.next()?;
    let (act, verb) = match word {
        "post" if extra.is_empty() => (Act::Post(parse_lines(lines)?), Verb::Post),
        "propose" => (Act::Post(parse_lines(lines)?), Verb::Propose { wait_days: extra.parse().ok()? }),
        "approve" => {
            let (proposal, due) = extra.split_once(' ')?;
            let proposal = proposal.parse().ok()?;
            let due = if due == "-" { None } else { Some(due.parse().ok()?) };
            (Act::Approve { proposal }, Verb::Approve { proposal, due })
        }
        "reject" => {
            let proposal = extra.parse().ok()?;
            (Act::Reject { proposal }, Verb::Reject { proposal })
        }
        "complete" => {
            let proposal = extra.parse().ok()?;
            (Act::Complete { proposal }, Verb::Complete { proposal })
        }
        "close" => {
            let through = extra.parse().ok()?;
            (Act::Close { through }, Verb::Close { through })
        }
        _ => return None,
    };
    if !matches!(act, Act::Post(_)) && !lines.is_empty() {
        return None;
    }
    let actor = actor.to_string();
    Some(Body::Voucher(Voucher { key, actor, effective, basis, document, note, corrects, act }, verb))
}

fn parse_lines(field: &str) -> Option<Vec<Line>> {
    field.split(';').map(parse_line).collect()
}

fn parse_line(text: &str) -> Option<Line> {
    let mut words = text.split(' ');
    let kind = Code::new(words.next()?).ok()?;
    let movement = match words.next()? {
        word @ ("t" | "h") => {
            let from = AccountId(words.next()?.parse().ok()?);
            let to = AccountId(words.next()?.parse().ok()?);
            let asset = AssetId(words.next()?.parse().ok()?);
            let amount = words.next()?.parse().ok()?;
            if word == "t" {
                Move::Transfer { from, to, asset, amount }
            } else {
                Move::Hold { from, to, asset, amount, until: words.next()?.parse().ok()? }
            }
        }
        "p" => Move::PostHold { hold: line_id(words.next()?)?, amount: words.next()?.parse().ok()? },
        "v" => Move::VoidHold { hold: line_id(words.next()?)? },
        "r" => Move::Reverse { of: line_id(words.next()?)?, amount: words.next()?.parse().ok()? },
        _ => return None,
    };
    words.next().is_none().then_some(Line { kind, movement })
}

fn line_id(text: &str) -> Option<LineId> {
    let (seq, line) = text.split_once('.')?;
    Some(LineId { seq: seq.parse().ok()?, line: line.parse().ok()? })
}

/// An empty field is nothing.
fn optional<T: std::str::FromStr>(field: &str) -> Option<Option<T>> {
    if field.is_empty() { Some(None) } else { field.parse().ok().map(Some) }
}
