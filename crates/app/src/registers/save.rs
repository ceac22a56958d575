//! Fills in and removes rows. Cells, rules, references and likeness are judged first; what must hold between rows and
//! between people is judged by the store, inside the transaction.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::formula::{PackFacts, Value, World};
use engine::register::{Attachment, Row, breaches, key_of, read, stored, unique_values};
use jiff::Timestamp;
use model::pack::{Code, Field, FieldType, RuleStrength, ValidationRule};
use model::people::Capability;
use store::{Book, Clash, ClashKind, NewRow, Saving};

use super::book::{Opened, body};
use super::facts::{add, looks_around};
use super::files::{RowUpload, file_fields, files_of, held_file, kept, never_asked_for, read_uploads};
use super::intake::{hand_refusal, keep_taken};
use crate::reach::{Reach, Seen};
use crate::view::{FieldFault, RegisterBookQuery, RowRemoveRequest, RowSaveAnswer, RowSaveRequest};
use crate::{Actor, App, AppError, Result};

/// Cells of one row after reading.
#[derive(Debug, Default)]
pub(super) struct ReadRow {
    pub values: Vec<Option<Value>>,
    pub key: Option<Arc<str>>,
    pub faults: Vec<FieldFault>,
    pub notes: Vec<FieldFault>,
}

impl App {
    /// Saves one row as a person filled it in. With any fault nothing is saved; with warnings only when they are
    /// accepted.
    pub async fn save_row(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        request: &RowSaveRequest,
        now: Timestamp,
    ) -> Result<RowSaveAnswer> {
        self.save_row_with_files(actor, names, book, (request, Vec::new()), now).await
    }

    /// The same with new files in its file fields. They are kept with the row or not at all.
    pub async fn save_row_with_files(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        (request, uploads): (&RowSaveRequest, Vec<RowUpload>),
        now: Timestamp,
    ) -> Result<RowSaveAnswer> {
        let opened = self.opened(names.0, names.1, book, now).await?;
        let text_of = |field: &Field| request.values.get(field.code.as_str()).map(String::as_str);
        let reach = self.reach(actor, &opened).await?;
        let held = match &request.key {
            Some(key) => self.store.row(&opened.book, key).await?,
            None => None,
        };
        if let (None, Some(refusal)) = (&held, hand_refusal(&opened)) {
            return Err(AppError::Conflict { message: refusal });
        }
        if let Some(row) = &held {
            self.demand_row(actor, &opened, (&row.key, reach.edits(), Capability::EditRegister), now).await?;
        }
        // Whoever may change a row sees all of it.
        let mut found = read_row(&opened, &Seen::all(&opened.register), text_of);
        if let Some(row) = &held
            && let Some(refusal) = edit_refusal(&opened, row.state.as_deref())
        {
            return Err(AppError::Conflict { message: refusal });
        }
        if let Some(row) = &held {
            let is_typed = |field: &Field| text_of(field).is_some();
            keep_taken(&opened, &opened.row(row)?, &mut found, is_typed);
        }
        let mut files = read_uploads(&opened, uploads).await?;
        found.faults.append(&mut files.faults);
        found.notes.append(&mut files.notes);
        for (place, field) in file_fields(&opened) {
            let standing = held_file(&opened, held.as_ref().map(|held| held.body.as_str()), place)?;
            match kept(&opened, field, text_of(field).unwrap_or_default(), standing.as_ref()) {
                Ok(value) => found.values[place] = value,
                Err(message) => found.faults.push(FieldFault { field: Some(field.code.to_string()), message }),
            }
        }
        files.put_into(&mut found.values);
        found.faults.extend(never_asked_for(&opened, &found.values));
        if let (Some(wanted), Some(key)) = (&request.key, &found.key)
            && **key != **wanted
        {
            let field = opened.register.key.first().map(Code::to_string);
            let message = format!("主键不能修改（原为 {wanted}）；确实填错请删除本行后另建一行");
            found.faults.push(FieldFault { field, message });
        }
        let is_own = self.covers(&opened, reach.edits(), &found.values).await?;
        if let (Some(key), false) = (&found.key, is_own) {
            return Err(self.refused_row(actor, &opened, key, Capability::EditRegister, now).await);
        }
        found.faults.extend(self.unknown_references(&opened, &found.values).await?);
        let mut answer = RowSaveAnswer { notes: found.notes, ..RowSaveAnswer::default() };
        let (Some(key), true) = (found.key, found.faults.is_empty()) else {
            answer.faults = found.faults;
            return Ok(answer);
        };
        let state = held.as_ref().map_or_else(|| first_state(&opened), |row| row.state.clone());
        let row = Row {
            key: key.clone(),
            state: state.as_deref().and_then(|state| Code::new(state).ok()),
            values: found.values,
        };
        for (_, fault, strength) in self.rule_faults(&opened, std::slice::from_ref(&row), now).await? {
            match strength {
                RuleStrength::Refuse => answer.faults.push(fault),
                RuleStrength::Warn => answer.warnings.push(fault),
            }
        }
        if answer.faults.is_empty() && !request.accept_warnings {
            answer.duplicates = self.duplicates_of(&opened, &reach, &row).await?;
        }
        let has_warnings = !answer.warnings.is_empty() || !answer.duplicates.is_empty();
        if !answer.faults.is_empty() || has_warnings && !request.accept_warnings {
            return Ok(answer);
        }
        let note = request.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let new = new_row(&opened, &row, request.seen)?;
        let action = if request.seen.is_some() { "修改名录行" } else { "新增名录行" };
        let audit = actor.audit(action, format!("{}/{key}", opened.object()), note, now);
        let saving = Saving {
            book: &opened.book,
            pack_version: &opened.pack.version,
            rows: std::slice::from_ref(&new),
            files: &files.new,
            known_since: now,
            note,
        };
        match self.store.save_rows(saving, &audit).await? {
            Ok(_) => {
                answer.accepted = true;
                answer.key = Some(key.to_string());
                Ok(answer)
            }
            Err(clashes) => {
                for clash in clashes {
                    let foreign = self.foreign_clash(&opened, &reach, &clash, &key).await?;
                    answer.faults.push(foreign.map_or_else(|| between(&opened, &clash.kind), Ok)?);
                }
                Ok(answer)
            }
        }
    }

    /// Takes a row out of the register; it stays in the history.
    pub async fn remove_row(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        request: &RowRemoveRequest,
        now: Timestamp,
    ) -> Result<()> {
        let opened = self.opened(names.0, names.1, book, now).await?;
        let note = request.note.trim();
        if note.is_empty() {
            return Err(AppError::bad_input("删除一行必须写明理由；请填写后重试"));
        }
        let row = self.store.row(&opened.book, &request.key).await?;
        let row = row.ok_or_else(|| AppError::not_found(format!("名录中的“{}”", request.key)))?;
        let reach = self.reach(actor, &opened).await?;
        self.demand_row(actor, &opened, (&row.key, reach.edits(), Capability::EditRegister), now).await?;
        if let Some(refusal) = hand_refusal(&opened).or_else(|| edit_refusal(&opened, row.state.as_deref())) {
            return Err(AppError::Conflict { message: refusal });
        }
        let new = NewRow {
            key: request.key.clone(),
            place: String::new(),
            words: String::new(),
            body: None,
            first_state: None,
            unique: Vec::new(),
            seen: Some(request.seen),
            files: Vec::new(),
        };
        let audit = actor.audit("删除名录行", format!("{}/{}", opened.object(), request.key), Some(note), now);
        let saving = Saving {
            book: &opened.book,
            pack_version: &opened.pack.version,
            rows: std::slice::from_ref(&new),
            files: &[],
            known_since: now,
            note: Some(note),
        };
        match self.store.save_rows(saving, &audit).await? {
            Ok(_) => Ok(()),
            Err(clashes) => match clashes.first() {
                Some(clash) => Err(AppError::Conflict { message: between(&opened, &clash.kind)?.message }),
                None => Ok(()),
            },
        }
    }

    /// The fault of a row that meets one out of reach: that there is one is told, and nothing of it.
    pub(super) async fn foreign_clash(
        &self,
        opened: &Opened,
        reach: &Reach,
        clash: &Clash,
        key: &str,
    ) -> Result<Option<FieldFault>> {
        let other = match &clash.kind {
            ClashKind::Taken { other, .. } => other.as_str(),
            ClashKind::Exists { .. } => key,
            ClashKind::Changed { .. } | ClashKind::Removed { .. } | ClashKind::Traded { .. } | ClashKind::Absent => {
                return Ok(None);
            }
        };
        if self.store.reaches(&opened.book, other, reach.rows()).await? {
            return Ok(None);
        }
        let field = match &clash.kind {
            ClashKind::Taken { rule, .. } => opened.register.unique.get(*rule).and_then(|rule| rule.fields.first()),
            _ => opened.register.key.first(),
        };
        let message = "与其他地区或单位已登记的一行重复，您无权查看该行；请核对，确需登记请联系县域科".to_string();
        Ok(Some(FieldFault { field: field.map(Code::to_string), message }))
    }

    /// Rules that rows break, by place of the row. The rows stand in for those under the same keys.
    pub(super) async fn rule_faults(
        &self,
        opened: &Opened,
        rows: &[Row],
        now: Timestamp,
    ) -> Result<Vec<(usize, FieldFault, RuleStrength)>> {
        let fault = |rule: &ValidationRule| FieldFault { field: None, message: rule.message.clone() };
        let broken = self.broken_rules(opened, rows, now).await?;
        Ok(broken.into_iter().map(|(place, rule)| (place, fault(rule), rule.strength)).collect())
    }

    /// The same with the rules themselves.
    pub(super) async fn broken_rules<'opened>(
        &self,
        opened: &'opened Opened,
        rows: &[Row],
        now: Timestamp,
    ) -> Result<Vec<(usize, &'opened ValidationRule)>> {
        if opened.register.rules.is_empty() || rows.is_empty() {
            return Ok(Vec::new());
        }
        let facts = if opened.register.rules.iter().any(|rule| looks_around(&rule.condition)) {
            self.facts_with(opened, rows, now).await?
        } else {
            let mut facts = PackFacts::default();
            add(&mut facts, &opened.register, opened.book.period, rows)?;
            facts
        };
        let world = World { pack: &opened.pack, facts: &facts, calendar: &self.calendar };
        let keys: Vec<Arc<str>> = rows.iter().map(|row| row.key.clone()).collect();
        let broken = breaches(&opened.register, &keys, opened.period, world);
        Ok(broken.into_iter().map(|breach| (breach.row, breach.rule)).collect())
    }

    /// Everything that a formula over these rows may look at, the rows themselves in their place.
    pub(super) async fn facts_with(&self, opened: &Opened, rows: &[Row], now: Timestamp) -> Result<PackFacts> {
        // Rules may look back: every period on record is there.
        let mut periods = vec![opened.period];
        for register in &opened.pack.registers {
            let held =
                self.store.register_periods(&opened.book.pack, register.code.as_str(), opened.book.dataset).await?;
            periods.extend(held.iter().filter_map(|(period, _)| period.parse::<model::Period>().ok()));
        }
        periods.sort_unstable();
        periods.dedup();
        let mut facts = self.register_facts(&opened.pack, opened.book.dataset, &periods, now).await?;
        let (dataset, period) = (opened.book.dataset, opened.book.period);
        let held = self.register_rows(&opened.pack, &opened.register, dataset, period, now).await?;
        let mut by_key: BTreeMap<Arc<str>, Row> = held.into_iter().map(|row| (row.key.clone(), row)).collect();
        by_key.extend(rows.iter().map(|row| (row.key.clone(), row.clone())));
        let together: Vec<Row> = by_key.into_values().collect();
        add(&mut facts, &opened.register, period, &together)?;
        Ok(facts)
    }

    /// References that lead to no row.
    async fn unknown_references(&self, opened: &Opened, values: &[Option<Value>]) -> Result<Vec<FieldFault>> {
        let mut faults = Vec::new();
        for (field, value) in opened.register.fields.iter().zip(values) {
            let Some(value) = value else { continue };
            if let Some(message) = self.unknown_reference(opened, field, value).await? {
                faults.push(FieldFault { field: Some(field.code.to_string()), message });
            }
        }
        Ok(faults)
    }

    pub(super) async fn unknown_reference(
        &self,
        opened: &Opened,
        field: &Field,
        value: &Value,
    ) -> Result<Option<String>> {
        let FieldType::Reference { register } = &field.field_type else { return Ok(None) };
        let Some(target) = opened.pack.register(register) else { return Ok(None) };
        let period = match target.cycle {
            model::pack::Cycle::Standing => None,
            _ => Some(opened.period),
        };
        let book = Book { register: register.to_string(), period, ..opened.book.clone() };
        let key = stored(value);
        let is_known = self.store.row(&book, &key).await?.is_some();
        let message = format!("名录“{}”中没有“{key}”；请先在该名录登记，或改正引用", target.name);
        Ok((!is_known).then_some(message))
    }
}

/// The cells of a row, all of them read before anything is given up; what is not seen is left blank.
pub(super) fn read_row<'text>(opened: &Opened, seen: &Seen, text: impl Fn(&Field) -> Option<&'text str>) -> ReadRow {
    let mut found = ReadRow::default();
    for (place, field) in opened.register.fields.iter().enumerate() {
        let fault = |message: String| FieldFault { field: Some(field.code.to_string()), message };
        if field.field_type == FieldType::File || !seen.has(place) {
            // Files are no text; the caller puts them in their places.
            found.values.push(None);
            continue;
        }
        match read(field, text(field).unwrap_or_default(), opened.directory()) {
            Ok(cell) => {
                found.notes.extend(cell.note.map(fault));
                found.values.push(cell.value);
            }
            Err(error) => {
                found.faults.push(fault(error.to_string()));
                found.values.push(None);
            }
        }
    }
    match key_of(&opened.register, &found.values) {
        Ok(Some(key)) => found.key = Some(key),
        // A key field that is missing has its own fault when it is required.
        Ok(None) if found.faults.is_empty() => {
            let field = opened.register.key.first().map(Code::to_string);
            found.faults.push(FieldFault { field, message: "主键不能为空".to_string() });
        }
        Ok(None) => {}
        Err(error) => {
            let field = opened.register.key.first().map(Code::to_string);
            found.faults.push(FieldFault { field, message: error.to_string() });
        }
    }
    found
}

pub(super) fn first_state(opened: &Opened) -> Option<String> {
    opened.register.life.states.first().map(|state| state.code.to_string())
}

/// Why the fields of a row in this state cannot be changed.
pub(super) fn edit_refusal(opened: &Opened, state: Option<&str>) -> Option<String> {
    if let (Some(refusal), None) = (hand_refusal(opened), opened.register.own_fields().next()) {
        return Some(refusal);
    }
    let states = &opened.register.life.states;
    let held = states.iter().find(|known| Some(known.code.as_str()) == state)?;
    if held.is_editable {
        return None;
    }
    let back = opened.register.life.steps.iter().find(|step| {
        let leads_back = states.iter().any(|known| known.code == step.to && known.is_editable);
        step.from.contains(&held.code) && leads_back
    });
    let how =
        back.map_or_else(|| "本机制没有退回修改的环节".to_string(), |step| format!("需要修改请先办理“{}”", step.name));
    Some(format!("该行处于“{}”，数据不能修改；{how}", held.name))
}

/// Why a row of a live case stays as it was listed.
pub(super) fn traded_in_words(case: &str) -> String {
    format!("该行正在交易项目“{case}”中，项目结束以前不能修改、删除或办理环节；确需更正请先在项目中撤回或终结")
}

/// The key and all texts of a row, for searching.
pub(super) fn words(opened: &Opened, key: &str, values: &[Option<Value>]) -> String {
    let mut words = vec![key.to_string()];
    for (field, value) in opened.register.fields.iter().zip(values) {
        match (&field.field_type, value) {
            (FieldType::Text { .. } | FieldType::Agency, Some(Value::Text(text))) => words.push(text.to_string()),
            (FieldType::File, Some(Value::Text(text))) => words.extend(Attachment::of(text).map(|file| file.name)),
            _ => {}
        }
    }
    words.join(" ")
}

pub(super) fn new_row(opened: &Opened, row: &Row, seen: Option<i64>) -> Result<NewRow> {
    Ok(NewRow {
        key: row.key.to_string(),
        place: opened.place_of(&row.values),
        words: words(opened, &row.key, &row.values),
        body: Some(body(&opened.register, &row.values)?),
        first_state: first_state(opened),
        unique: unique_values(&opened.register, &row.values),
        seen,
        files: files_of(opened, &row.values),
    })
}

/// What stands between a row and the others: another person is an error of its own, a value that is taken is a fault.
pub(super) fn between(opened: &Opened, kind: &ClashKind) -> Result<FieldFault> {
    let time = |at: &Timestamp| crate::time_in_words(*at);
    match kind {
        ClashKind::Taken { rule, other } => {
            let fields = opened.register.unique.get(*rule).map(|rule| rule.fields.as_slice()).unwrap_or_default();
            let name =
                |code: &Code| opened.register.field(code).map_or_else(|| code.to_string(), |field| field.name.clone());
            let names: Vec<String> = fields.iter().map(name).collect();
            let message = format!("“{}”与“{other}”一行相同，不能重复；请核对", names.join("、"));
            Ok(FieldFault { field: fields.first().map(Code::to_string), message })
        }
        ClashKind::Exists { by, at } => {
            let field = opened.register.key.first().map(Code::to_string);
            let message = format!("已有这一行（{by} 于 {} 保存）；要修改请打开原有的一行", time(at));
            Ok(FieldFault { field, message })
        }
        ClashKind::Changed { by, at } => Err(AppError::Stale {
            message: format!(
                "“{by}”于 {} 改动了这一行，您的内容还没有保存，也没有覆盖对方的改动；请对照最新内容后再保存",
                time(at)
            ),
        }),
        ClashKind::Removed { by, at } => Err(AppError::Stale {
            message: format!("“{by}”于 {} 删除了这一行；确需保留请另建一行", time(at)),
        }),
        ClashKind::Traded { case } => Err(AppError::Conflict { message: traded_in_words(case) }),
        ClashKind::Absent => Err(AppError::not_found("这一行")),
    }
}

/// For imports: what stands against a line.
pub(super) fn clash_in_words(opened: &Opened, clash: &Clash) -> (Option<String>, String) {
    match between(opened, &clash.kind) {
        Ok(fault) => {
            let name = |code: &String| {
                let found = opened.register.fields.iter().find(|field| field.code.as_str() == code);
                found.map_or_else(|| code.clone(), |field| field.name.clone())
            };
            (fault.field.as_ref().map(name), fault.message)
        }
        Err(error) => (None, error.to_string()),
    }
}
