//! What the records add up to, and the laws that each of them keeps.

use std::collections::{BTreeMap, BTreeSet};

use crate::Row;

type Told = Result<(), String>;
/// Number of a record and place of a line in it.
type LineId = (u64, u64);

#[derive(Default)]
pub(crate) struct State {
    pub records: u64,
    last_time: String,
    assets: Vec<(String, u32)>,
    accounts: Vec<Holder>,
    keys: BTreeSet<String>,
    proposals: BTreeMap<u64, Proposal>,
    holds: BTreeMap<LineId, Hold>,
    /// Transfers and what is left of them to be taken back.
    transfers: BTreeMap<LineId, Transfer>,
    /// Of an account and an asset: changes by day, and what is held out and in.
    changes: BTreeMap<(usize, usize), BTreeMap<String, i128>>,
    held: BTreeMap<(usize, usize), (i128, i128)>,
    closed: String,
}

struct Holder {
    label: String,
    min: Option<i128>,
    max: Option<i128>,
}

struct Proposal {
    actor: String,
    day: String,
    lines: String,
    corrects: String,
    wait_days: u64,
    due: Option<String>,
}

struct Hold {
    from: usize,
    to: usize,
    asset: usize,
    left: i128,
    until: String,
}

struct Transfer {
    from: usize,
    to: usize,
    asset: usize,
    left: i128,
}

impl State {
    pub fn record(&mut self, record: &str) -> Told {
        let fields: Vec<&str> = record.split('\t').collect();
        let [seq, time, actor, word, rest @ ..] = fields.as_slice() else { return Err("字段不全".into()) };
        self.records += 1;
        if number(seq)? != i128::from(self.records) {
            return Err(format!("编号应为 {}，实为 {seq}", self.records));
        }
        if time.len() != 27 || *time < self.last_time.as_str() {
            return Err(format!("时间 {time} 早于上一条或者格式不对"));
        }
        if actor.is_empty() {
            return Err("没有办理人".into());
        }
        self.last_time = (*time).to_string();
        self.release(time);
        match (*word, rest) {
            ("asset", [id, _, _, _, label, _, decimals, _]) => {
                if number(id)? != self.assets.len() as i128 {
                    return Err("标的编号不连续".into());
                }
                let decimals = number(decimals)?;
                self.assets.push(((*label).to_string(), u32::try_from(decimals).map_err(|_| "小数位数不对")?));
                Ok(())
            }
            ("account", [id, _, _, label, min, max]) => {
                if number(id)? != self.accounts.len() as i128 {
                    return Err("账户编号不连续".into());
                }
                let (min, max) = (optional(min)?, optional(max)?);
                self.accounts.push(Holder { label: (*label).to_string(), min, max });
                Ok(())
            }
            (word, [key, day, _, _, _, corrects, extra, lines]) => {
                if key.is_empty() || !self.keys.insert((*key).to_string()) {
                    return Err(format!("幂等编号“{key}”为空或者重复"));
                }
                self.voucher(word, actor, day, corrects, extra, lines)
            }
            _ => Err(format!("业务“{word}”或者字段数无法识别")),
        }
    }

    fn voucher(&mut self, word: &str, actor: &str, day: &str, corrects: &str, extra: &str, lines: &str) -> Told {
        match word {
            "post" => self.count(day, lines, corrects),
            "propose" => {
                let wait_days = u64::try_from(number(extra)?).map_err(|_| "等待时间不对")?;
                self.open(day)?;
                let proposal = Proposal {
                    actor: actor.into(),
                    day: day.into(),
                    lines: lines.into(),
                    corrects: corrects.into(),
                    wait_days,
                    due: None,
                };
                self.proposals.insert(self.records, proposal);
                Ok(())
            }
            "approve" => {
                let (seq, due) = extra.split_once(' ').ok_or("复核的内容不全")?;
                let seq = u64::try_from(number(seq)?).map_err(|_| "编号不对")?;
                let proposal = self.proposals.get_mut(&seq).ok_or("复核的不是待批凭证")?;
                if proposal.actor == actor {
                    return Err(format!("提交与复核同为“{actor}”"));
                }
                if proposal.due.is_some() {
                    return Err("重复复核".into());
                }
                if (proposal.wait_days == 0) != (due == "-") {
                    return Err("等待期与提交时不符".into());
                }
                if due != "-" {
                    // Working days are never fewer than days.
                    let wait = i128::from(proposal.wait_days) * 86_400_000_000;
                    if microseconds(due)? - microseconds(&self.last_time)? < wait {
                        return Err(format!("等待期不足提交时所写的 {} 个工作日", proposal.wait_days));
                    }
                    proposal.due = Some(due.to_string());
                    return Ok(());
                }
                self.take_effect(seq)
            }
            "reject" => {
                let seq = u64::try_from(number(extra)?).map_err(|_| "编号不对")?;
                self.proposals.remove(&seq).map(|_| ()).ok_or_else(|| "退回的不是待批凭证".into())
            }
            "complete" => {
                let seq = u64::try_from(number(extra)?).map_err(|_| "编号不对")?;
                let due = self.proposals.get(&seq).and_then(|proposal| proposal.due.clone());
                match due {
                    Some(due) if due <= self.last_time => self.take_effect(seq),
                    Some(_) => Err("等待期未满就已生效".into()),
                    None => Err("生效的不是已复核的凭证".into()),
                }
            }
            "close" => {
                if extra <= self.closed.as_str() {
                    return Err("账期倒退".into());
                }
                self.closed = extra.into();
                Ok(())
            }
            _ => Err(format!("业务“{word}”无法识别")),
        }
    }

    fn take_effect(&mut self, seq: u64) -> Told {
        let proposal = self.proposals.remove(&seq).ok_or("生效的不是待批凭证")?;
        self.count(&proposal.day, &proposal.lines, &proposal.corrects)
    }

    fn open(&self, day: &str) -> Told {
        if day <= self.closed.as_str() { Err(format!("生效日期 {day} 在已结的账期内")) } else { Ok(()) }
    }

    /// Holds whose time is over stand back at the disposal of their accounts.
    fn release(&mut self, now: &str) {
        for hold in self.holds.values().filter(|hold| hold.until.as_str() <= now) {
            self.held.entry((hold.from, hold.asset)).or_default().0 -= hold.left;
            self.held.entry((hold.to, hold.asset)).or_default().1 -= hold.left;
        }
        self.holds.retain(|_, hold| hold.until.as_str() > now && hold.left > 0);
    }

    fn count(&mut self, day: &str, lines: &str, corrects: &str) -> Told {
        self.open(day)?;
        let mut touched = BTreeSet::new();
        for (line, place) in lines.split(';').zip(0_u64..) {
            let words: Vec<&str> = line.split(' ').collect();
            let id = (self.records, place);
            let (from, to, asset) = match words.as_slice() {
                [_, "t", from, to, asset, amount] => {
                    let (from, to, asset, amount) = self.sides(from, to, asset, amount)?;
                    self.transfer(id, from, to, asset, amount, day);
                    (from, to, asset)
                }
                [_, "h", from, to, asset, amount, until] => {
                    let (from, to, asset, amount) = self.sides(from, to, asset, amount)?;
                    self.held.entry((from, asset)).or_default().0 += amount;
                    self.held.entry((to, asset)).or_default().1 += amount;
                    self.holds.insert(id, Hold { from, to, asset, left: amount, until: (*until).to_string() });
                    (from, to, asset)
                }
                [_, "p", hold, amount] => {
                    let amount = positive(amount)?;
                    let (from, to, asset) = self.end_hold(hold, Some(amount))?;
                    self.transfer(id, from, to, asset, amount, day);
                    (from, to, asset)
                }
                [_, "v", hold] => self.end_hold(hold, None)?,
                [_, "r", of, amount] => {
                    let amount = positive(amount)?;
                    if of.split('.').next() != Some(corrects) {
                        return Err("冲销的不是所写明更正的凭证".into());
                    }
                    let of = self.transfers.get_mut(&line_id(of)?).ok_or("冲销的不是转账")?;
                    if of.left < amount {
                        return Err("冲销超过原数".into());
                    }
                    of.left -= amount;
                    let (from, to, asset) = (of.to, of.from, of.asset);
                    self.change(from, to, asset, amount, day);
                    (from, to, asset)
                }
                _ => return Err(format!("分录“{line}”无法识别")),
            };
            touched.insert((from, asset));
            touched.insert((to, asset));
        }
        touched.into_iter().try_for_each(|position| self.bounds(position, day))
    }

    fn sides(&self, from: &str, to: &str, asset: &str, amount: &str) -> Result<(usize, usize, usize, i128), String> {
        let place = |text: &str, below: usize| {
            usize::try_from(number(text)?).ok().filter(|place| *place < below).ok_or(format!("编号 {text} 不存在"))
        };
        let (from, to) = (place(from, self.accounts.len())?, place(to, self.accounts.len())?);
        if from == to {
            return Err("转出与转入是同一账户".into());
        }
        Ok((from, to, place(asset, self.assets.len())?, positive(amount)?))
    }

    fn transfer(&mut self, id: LineId, from: usize, to: usize, asset: usize, amount: i128, day: &str) {
        self.transfers.insert(id, Transfer { from, to, asset, left: amount });
        self.change(from, to, asset, amount, day);
    }

    fn change(&mut self, from: usize, to: usize, asset: usize, amount: i128, day: &str) {
        for (account, change) in [(from, -amount), (to, amount)] {
            *self.changes.entry((account, asset)).or_default().entry(day.to_string()).or_default() += change;
        }
    }

    fn end_hold(&mut self, id: &str, amount: Option<i128>) -> Result<(usize, usize, usize), String> {
        let hold = self.holds.get_mut(&line_id(id)?).ok_or("冻结不存在")?;
        let amount = amount.unwrap_or(hold.left);
        if hold.left < amount || hold.left == 0 {
            return Err("冻结已办结或者不足".into());
        }
        hold.left -= amount;
        let (from, to, asset) = (hold.from, hold.to, hold.asset);
        self.held.entry((from, asset)).or_default().0 -= amount;
        self.held.entry((to, asset)).or_default().1 -= amount;
        Ok((from, to, asset))
    }

    /// Today with what is held, and at the end of each day since.
    fn bounds(&self, (account, asset): (usize, usize), since: &str) -> Told {
        let holder = &self.accounts[account];
        let none = BTreeMap::new();
        let changes = self.changes.get(&(account, asset)).unwrap_or(&none);
        let (held_out, held_in) = self.held.get(&(account, asset)).copied().unwrap_or_default();
        let mut balance: i128 = changes.values().sum();
        let below = |balance: i128| holder.min.is_some_and(|min| balance < min);
        let above = |balance: i128| holder.max.is_some_and(|max| balance > max);
        if below(balance - held_out) || above(balance + held_in) {
            return Err(format!("“{}”超出余额上下限", holder.label));
        }
        for (day, change) in changes.iter().rev().take_while(|(day, _)| day.as_str() >= since) {
            if below(balance) || above(balance) {
                return Err(format!("“{}”在 {day} 超出余额上下限", holder.label));
            }
            balance -= change;
        }
        Ok(())
    }

    /// Every balance; each asset sums to zero over all accounts.
    pub fn finish(&self) -> Result<Vec<Row>, String> {
        let mut rows = Vec::new();
        let mut sums = vec![0_i128; self.assets.len()];
        for ((account, asset), changes) in &self.changes {
            let balance: i128 = changes.values().sum();
            sums[*asset] += balance;
            let (label, decimals) = self.assets[*asset].clone();
            rows.push(Row {
                account: self.accounts[*account].label.clone(),
                asset: label,
                decimals,
                balance,
                held: self.held.get(&(*account, *asset)).copied().unwrap_or_default().0,
            });
        }
        match sums.iter().position(|sum| *sum != 0) {
            Some(asset) => Err(format!("“{}”各账户合计不为零", self.assets[asset].0)),
            None => Ok(rows),
        }
    }
}

fn number(text: &str) -> Result<i128, String> {
    text.parse().map_err(|_| format!("“{text}”不是整数"))
}

fn positive(text: &str) -> Result<i128, String> {
    number(text).and_then(|amount| if amount > 0 { Ok(amount) } else { Err(format!("数量 {text} 不是正数")) })
}

fn optional(text: &str) -> Result<Option<i128>, String> {
    if text.is_empty() { Ok(None) } else { number(text).map(Some) }
}

/// Since 1970, of a time in UTC with six digits after the second.
fn microseconds(time: &str) -> Result<i128, String> {
    let wrong = || format!("时间 {time} 格式不对");
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (26, b'Z')];
    let bytes = time.as_bytes();
    if bytes.len() != 27 || marks.iter().any(|(place, mark)| bytes[*place] != *mark) {
        return Err(wrong());
    }
    let part = |from: usize, to: usize| -> Result<i128, String> {
        let digits = time.get(from..to).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        digits.and_then(|text| text.parse().ok()).ok_or_else(wrong)
    };
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return Err(wrong());
    }
    // Years begin in March, so that a leap day is the last one of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days =
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (month * 153 + 2) / 5 + day
            - 719_469;
    let seconds = ((days * 24 + part(11, 13)?) * 60 + part(14, 16)?) * 60 + part(17, 19)?;
    Ok(seconds * 1_000_000 + part(20, 26)?)
}

fn line_id(text: &str) -> Result<LineId, String> {
    let (seq, line) = text.split_once('.').ok_or("分录编号不对")?;
    let place = |text: &str| text.parse::<u64>().map_err(|_| "分录编号不对".to_string());
    Ok((place(seq)?, place(line)?))
}

#[cfg(test)]
mod tests {
    use super::microseconds;

    #[test]
    fn times_are_counted_over_leap_days_and_turns_of_the_year() {
        let of = |time: &str| microseconds(&format!("{time}.000000Z"));
        assert_eq!(of("1970-01-01T00:00:00"), Ok(0));
        assert_eq!(microseconds("2000-03-01T00:00:01.000002Z"), Ok(951_868_801_000_002));
        for (early, late, days) in [
            ("2028-02-28", "2028-03-01", 2),
            ("2026-02-28", "2026-03-01", 1),
            ("2026-12-31", "2027-01-01", 1),
            ("2100-02-28", "2100-03-01", 1),
        ] {
            let at = |day: &str| of(&format!("{day}T12:00:00")).unwrap();
            assert_eq!(at(late) - at(early), days * 86_400_000_000, "{early} {late}");
        }
        for wrong in ["2026-13-01T00:00:00.000000Z", "2026-03-01 00:00:00.000000Z", "2026-03-0一T00:00:00.00000Z", ""]
        {
            assert!(microseconds(wrong).is_err(), "{wrong}");
        }
    }
}
