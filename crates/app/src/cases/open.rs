//! Lists a row of a register (挂牌): terms from the pack as it is in force, lot from the row.

use engine::exchange::{Case, Listing, Rules, is_same_party};
use engine::formula::{Value, in_names};
use engine::ledger::Book;
use engine::register::{Row, stored};
use jiff::Timestamp;
use model::Dataset;
use model::ledger::AccountName;
use model::pack::{Code, Exchange, LotFields, Method, Pack};
use model::people::Capability;
use rust_decimal::Decimal;
use store::{NewAudit, NewCase, RowFilter};

use super::desk::phase_word;
use super::words::{method_in_words, number_in_words, row_of};
use crate::registers::Opened;
use crate::registers::certainty_in_words;
use crate::view::{CaseOpenRequest, CaseShelf, ExchangeRow, LotRow, LotShelf, RegisterBookQuery};
use crate::{Actor, App, AppError, Result, day_in_china};

/// More rows than anybody chooses from.
const LOTS_MAX: usize = 500;

impl App {
    /// Kinds of trades, and the cases of a dataset that somebody sees.
    pub async fn case_shelf(&self, actor: &Actor, dataset: Dataset, now: Timestamp) -> Result<CaseShelf> {
        let mut exchanges = Vec::new();
        for (_, pack) in self.packs.newest_of_each() {
            for exchange in &pack.exchanges {
                let register = pack.register(&exchange.register);
                let role = pack.roles.iter().find(|role| role.code == exchange.role);
                exchanges.push(ExchangeRow {
                    pack: pack.code.to_string(),
                    pack_name: pack.name.clone(),
                    code: exchange.code.to_string(),
                    name: exchange.name.clone(),
                    register: exchange.register.to_string(),
                    register_name: register.map(|register| register.name.clone()).unwrap_or_default(),
                    method_in_words: method_in_words(&exchange.method).to_string(),
                    unit: exchange.unit.to_string(),
                    certainty_in_words: certainty_in_words(pack.certainty).to_string(),
                    role: role.map_or_else(|| exchange.role.to_string(), |role| role.name.clone()),
                });
            }
        }
        let mut cases = Vec::new();
        for stored in self.store.cases(dataset).await? {
            if !self.sees_case(actor, &stored, now).await? {
                continue;
            }
            cases.push(self.look_at_case(&stored.case.number, |held| Ok(row_of(held, self))).await?);
        }
        Ok(CaseShelf { dataset, exchanges, cases })
    }

    /// Rows of the register of an exchange as listings, for those who may list one: of the rows on which they take steps.
    pub async fn lots(
        &self,
        actor: &Actor,
        (pack, exchange): (&str, &str),
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<LotShelf> {
        self.admit(actor, Capability::TakeStep, "交易标的", now).await?;
        let (opened, exchange) = self.lots_of(pack, exchange, dataset, now).await?;
        let reach = self.reach(actor, &opened).await?;
        let filter = RowFilter { reach: reach.steps().clone(), limit: LOTS_MAX, ..RowFilter::default() };
        let rows = self.store.page_of_rows(&opened.book, &filter).await?;
        let read = rows.iter().map(|row| opened.row(row)).collect::<Result<Vec<Row>>>()?;
        let refusals = self.unlisted(&opened, &exchange, &read, now).await?;
        let mut lots = Vec::new();
        for ((row, read), refusal) in rows.iter().zip(read).zip(refusals) {
            let values = read.values;
            let field = |code: &Option<Code>| text_of(&opened, code.as_ref(), &values).unwrap_or_default();
            let lot = &exchange.lot;
            let title = match &lot.title {
                Some(_) => field(&lot.title),
                None => opened.name_of(&row.key, &values),
            };
            lots.push(LotRow {
                row: row.key.clone(),
                title,
                seller: field(&lot.seller),
                seller_code: field(&lot.seller_code),
                floor: field(&lot.floor),
                quantity: field(&lot.quantity),
                refusal,
            });
        }
        Ok(LotShelf { lots, number: self.next_case_number(now).await? })
    }

    async fn lots_of(
        &self,
        pack: &str,
        exchange: &str,
        dataset: Dataset,
        now: Timestamp,
    ) -> Result<(Opened, Exchange)> {
        let checked = self.packs.newest(pack)?.usable()?.clone();
        let missing = || AppError::not_found(format!("机制包“{}”中的交易“{exchange}”", checked.name));
        let found = checked.exchanges.iter().find(|known| known.code.as_str() == exchange || known.name == exchange);
        let found = found.cloned().ok_or_else(missing)?;
        let book = RegisterBookQuery { dataset: Some(dataset), period: None };
        Ok((self.opened(pack, found.register.as_str(), &book, now).await?, found))
    }

    async fn next_case_number(&self, now: Timestamp) -> Result<String> {
        let held = self.store.cases(Dataset::Real).await?.len() + self.store.cases(Dataset::Demo).await?.len();
        let year = day_in_china(now).year();
        for place in held + 1.. {
            let number = format!("JY{year}-{place:04}");
            if self.store.case(&number).await?.is_none() {
                return Ok(number);
            }
        }
        Err(AppError::Internal { message: "项目编号已经用完".to_string() })
    }

    /// Opens a case (受理挂牌). Returns its number.
    pub async fn open_case(&self, actor: &Actor, request: &CaseOpenRequest, now: Timestamp) -> Result<String> {
        let dataset = request.dataset.unwrap_or(Dataset::Real);
        let (opened, exchange) = self.lots_of(&request.pack, &request.exchange, dataset, now).await?;
        let object = format!("{}/{}", opened.object(), request.row);
        let conducts = (&*opened.pack, &exchange.role);
        self.demand_pack_role(actor, conducts, (&format!("{}”的“挂牌", exchange.name), &object), now).await?;
        let reach = self.reach(actor, &opened).await?;
        self.demand_row(actor, &opened, (request.row.as_str(), reach.steps(), Capability::TakeStep), now).await?;
        let lot = self.lot(request, now).await?;
        let audit = lot.audit(actor, now);
        self.store.open_case((&lot.new, lot.seen), &phase_word(lot.case.state().phase)?, &audit).await?;
        Ok(lot.new.number)
    }

    /// A row as a case that could be opened; nothing is stored.
    pub(super) async fn lot(&self, request: &CaseOpenRequest, now: Timestamp) -> Result<Lot> {
        let dataset = request.dataset.unwrap_or(Dataset::Real);
        let (opened, exchange) = self.lots_of(&request.pack, &request.exchange, dataset, now).await?;
        let stored = self.store.row(&opened.book, &request.row).await?;
        let stored = stored.ok_or_else(|| AppError::not_found(format!("“{}”中的“{}”", opened.title(), request.row)))?;
        let row = opened.row(&stored)?;
        if let Some(Some(refusal)) = self.unlisted(&opened, &exchange, std::slice::from_ref(&row), now).await?.pop() {
            return Err(AppError::Conflict { message: format!("“{}”不能挂牌：{refusal}", request.row) });
        }
        let values = row.values;
        let number = match request.number.as_deref().map(str::trim).filter(|number| !number.is_empty()) {
            Some(number) => checked_number(number)?,
            None => self.next_case_number(now).await?,
        };
        let said = |what: &str, field: Option<&Code>, typed: Option<&String>| {
            let from_row = text_of(&opened, field, &values);
            let typed = typed.map(|text| text.trim().to_string()).filter(|text| !text.is_empty());
            let found = if field.is_some() { from_row } else { typed };
            found.ok_or_else(|| {
                let place = if field.is_some() { "名录该行没有填" } else { "没有填" };
                AppError::bad_input(format!("{place}{what}，不能挂牌；请补填后再办"))
            })
        };
        let LotFields { title, seller, seller_code, floor, quantity, vintage, .. } = &exchange.lot;
        let name = request.title.clone().or_else(|| Some(opened.name_of(&stored.key, &values)));
        let listing = Listing {
            case: number.clone(),
            row: stored.key.clone(),
            title: said("项目名称", title.as_ref(), name.as_ref())?,
            seller: said("转出方", seller.as_ref(), request.seller.as_ref())?,
            seller_code: match seller_code {
                Some(field) => text_of(&opened, Some(field), &values).unwrap_or_default(),
                None => request.seller_code.as_deref().map(str::trim).unwrap_or_default().to_string(),
            },
            floor: number_in_words(&said("底价", floor.as_ref(), request.floor.as_ref())?, "底价")?,
            quantity: number_in_words(&said("数量", quantity.as_ref(), request.quantity.as_ref())?, "数量")?,
            vintage: match vintage {
                Some(_) => said("年度或批次", vintage.as_ref(), None)?,
                None => String::new(),
            },
        };
        self.demand_seller(&opened, &exchange, &listing, now).await?;
        let rules = Rules::of(&exchange, &opened.pack, day_in_china(now))
            .map_err(|error| AppError::bad_input(error.to_string()))?;
        let case = Case::open(rules, listing)?;
        let new = new_case(&case, &opened, &exchange)?;
        let note = format!("{}：{}", exchange.name, case.listing.title);
        Ok(Lot { new, seen: stored.pulse, case, note })
    }

    /// Refuses a notice of a lot whose row does not keep what the rules ask for before it, such as what was published
    /// elsewhere.
    pub(super) async fn demand_announceable(
        &self,
        number: &str,
        (pack, exchange): (&Pack, &Exchange),
        now: Timestamp,
    ) -> Result<()> {
        let Some(condition) = &exchange.announce_condition else { return Ok(()) };
        let case = self.look_at_case(number, |held| Ok(held.stored.case.clone())).await?;
        let book = RegisterBookQuery { dataset: Some(case.dataset), period: None };
        let opened = self.opened(&case.pack, &case.register, &book, now).await?;
        let stored = self.store.row(&opened.book, &case.row).await?;
        let stored = stored.ok_or_else(|| AppError::not_found(format!("“{}”中的“{}”", opened.title(), case.row)))?;
        let row = opened.row(&stored)?;
        let holds = self.holds_for(&opened, std::slice::from_ref(&row), condition, now).await?;
        if holds.first().copied().flatten() == Some(true) {
            return Ok(());
        }
        Err(AppError::Conflict {
            message: format!(
                "还不能发布公告：“{}”应符合“{}”；请先办妥；名录“{}”中该行还没有填的，先撤回挂牌、补填，再挂牌公告",
                case.row,
                in_names(condition, pack),
                opened.register.name
            ),
        })
    }

    /// Where a trade is settled in a ledger, its seller is who holds an account there, known by code as bidders are: money
    /// goes to nobody because of how a name is spelt. In a call auction those who order are the sellers.
    async fn demand_seller(
        &self,
        opened: &Opened,
        exchange: &Exchange,
        listing: &Listing,
        now: Timestamp,
    ) -> Result<()> {
        let Some(settlement) = exchange.settlement.as_ref().filter(|_| !matches!(exchange.method, Method::Call { .. }))
        else {
            return Ok(());
        };
        let (seller, code) = (listing.seller.as_str(), listing.seller_code.as_str());
        if code.is_empty() {
            return Err(AppError::bad_input(format!(
                "本交易在账本中结算，转出方“{seller}”要填统一社会信用代码（账本账户的持有人代码），以代码认定；请补填后再办"
            )));
        }
        let dataset = Some(opened.book.dataset);
        let ledger = self.ledger_of(opened.pack.clone(), settlement.ledger.as_str(), dataset, now).await?;
        let kind = ledger.rules().account(&settlement.account).map(|kind| kind.name.clone()).unwrap_or_default();
        let named = AccountName { kind: settlement.account.clone(), holder: code.to_string() };
        let look = move |book: &Book| {
            let id = book.account_named(&named)?;
            Some(book.account(id)?.label.clone())
        };
        let label = ledger.desk.look(look).await?.ok_or_else(|| {
            AppError::bad_input(format!(
                "账本“{}”中没有代码为“{code}”的{kind}；请先为转出方“{seller}”开户，或者改正代码",
                ledger.rules().name
            ))
        })?;
        let holder = label.strip_suffix(&format!(" · {kind}")).unwrap_or(&label);
        if !is_same_party((seller, ""), (holder, "")) {
            return Err(AppError::bad_input(format!(
                "代码“{code}”在账本“{}”中是“{holder}”的账户，不是“{seller}”的；请核对转出方和代码",
                ledger.rules().name
            )));
        }
        Ok(())
    }

    /// Why each of these rows may not be listed now; nothing where it may.
    async fn unlisted(
        &self,
        opened: &Opened,
        exchange: &Exchange,
        rows: &[Row],
        now: Timestamp,
    ) -> Result<Vec<Option<String>>> {
        let live = self.store.traded(&opened.book).await?;
        let settled = self.store.settled_rows(&opened.book).await?;
        let fits = match &exchange.condition {
            Some(condition) => self.holds_for(opened, rows, condition, now).await?,
            None => vec![Some(true); rows.len()],
        };
        let one = |(row, fits): (&Row, Option<bool>)| {
            if let Some(case) = live.get(&*row.key) {
                return Some(format!("正在另一个项目中交易（{case}）"));
            }
            if let Some(case) = settled.get(&*row.key) {
                return Some(format!("该行已在项目“{case}”成交；再次交易请另建一行"));
            }
            if let Some(refusal) = wrong_state(opened, exchange, row.state.as_ref()) {
                return Some(refusal);
            }
            let condition = exchange.condition.as_ref().filter(|_| fits != Some(true))?;
            let words = in_names(condition, &opened.pack);
            Some(match fits {
                Some(_) => format!("不是“{}”的标的，应符合：{words}", exchange.name),
                None => format!("是不是“{}”的标的无法判断（{words}）；请先补全该行数据", exchange.name),
            })
        };
        Ok(rows.iter().zip(fits).map(one).collect())
    }
}

/// A case that is about to be opened.
pub(super) struct Lot {
    pub new: NewCase,
    /// Pulse of the row that was read.
    pub seen: i64,
    pub case: Case,
    note: String,
}

impl Lot {
    pub fn audit(&self, actor: &Actor, now: Timestamp) -> NewAudit {
        actor.audit("受理交易项目", format!("case/{}", self.new.number), Some(&self.note), now)
    }
}

fn new_case(case: &Case, opened: &Opened, exchange: &Exchange) -> Result<NewCase> {
    Ok(NewCase {
        number: case.listing.case.clone(),
        dataset: opened.book.dataset,
        pack: opened.book.pack.clone(),
        pack_version: opened.pack.version.clone(),
        exchange: exchange.code.to_string(),
        register: opened.book.register.clone(),
        row: case.listing.row.clone(),
        rules: serde_json::to_string(&case.rules)?,
        listing: serde_json::to_string(&case.listing)?,
    })
}

/// A field of the row as text; numbers without trailing zeros.
fn text_of(opened: &Opened, field: Option<&Code>, values: &[Option<Value>]) -> Option<String> {
    let place = opened.register.fields.iter().position(|known| Some(&known.code) == field)?;
    match values.get(place)?.as_ref()? {
        Value::Number(number) => Some(Decimal::normalize(number).to_string()),
        other => Some(stored(other)),
    }
}

/// Why a row in its state is not listed.
fn wrong_state(opened: &Opened, exchange: &Exchange, state: Option<&Code>) -> Option<String> {
    let states = &opened.register.life.states;
    let held = states.iter().find(|known| Some(&known.code) == state)?;
    if held.is_final {
        return Some(format!("该行已“{}”，不再交易；再次交易请另建一行", held.name));
    }
    if exchange.from.is_empty() || exchange.from.contains(&held.code) {
        return None;
    }
    let from = states.iter().filter(|state| exchange.from.contains(&state.code));
    let from: Vec<&str> = from.map(|state| state.name.as_str()).collect();
    Some(format!("该行处于“{}”，到“{}”才可挂牌；请先在名录办理", held.name, from.join("”或“")))
}

fn checked_number(number: &str) -> Result<String> {
    let fits = |character: char| character.is_alphanumeric() || "-_〔〕（）.".contains(character);
    if number.chars().count() <= 40 && number.chars().all(fits) {
        Ok(number.to_string())
    } else {
        Err(AppError::bad_input(format!("项目编号“{number}”不合规，应为不超过 40 个汉字、字母、数字、短横、括号")))
    }
}
