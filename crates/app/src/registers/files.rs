//! Files of rows: what comes in with a form becomes part of the row that is saved, and goes out through a row only.

use engine::formula::Value;
use engine::register::{Attachment, from_stored, shown};
use jiff::Timestamp;
use model::digest;
use model::pack::{Field, FieldType, Presence};
use model::people::Capability;
use store::{HeldFile, NewFile, RowFile};

use super::book::Opened;
use super::file_check::{clean_name, kind_of};
use crate::reach::Seen;
use crate::view::{FieldFault, RegisterBookQuery, RegisterFileView};
use crate::{Actor, App, AppError, Download, Result, blocking};

/// A file as a form sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowUpload {
    /// Code of the field that it is for.
    pub field: String,
    /// As the user's machine calls it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What was made of the files of a form.
#[derive(Debug, Default)]
pub(super) struct ReadFiles {
    pub new: Vec<NewFile>,
    pub faults: Vec<FieldFault>,
    pub notes: Vec<FieldFault>,
    /// Place of a field, and what stands there.
    values: Vec<(usize, Value)>,
}

impl ReadFiles {
    pub fn put_into(&mut self, values: &mut [Option<Value>]) {
        for (place, value) in self.values.drain(..) {
            if let Some(cell) = values.get_mut(place) {
                *cell = Some(value);
            }
        }
    }
}

pub(super) fn file_fields(opened: &Opened) -> impl Iterator<Item = (usize, &Field)> {
    opened.register.fields.iter().enumerate().filter(|(_, field)| field.field_type == FieldType::File)
}

/// Checks the files that came. One that is not fit is a fault of its field, like a number that is none.
pub(super) async fn read_uploads(opened: &Opened, uploads: Vec<RowUpload>) -> Result<ReadFiles> {
    let known: Vec<(usize, String)> =
        file_fields(opened).map(|(place, field)| (place, field.code.to_string())).collect();
    for (number, upload) in uploads.iter().enumerate() {
        if !known.iter().any(|(_, code)| *code == upload.field) {
            let message = format!("名录“{}”没有附件字段“{}”；请刷新页面后重试", opened.register.name, upload.field);
            return Err(AppError::bad_input(message));
        }
        if uploads[..number].iter().any(|earlier| earlier.field == upload.field) {
            return Err(AppError::bad_input(format!("字段“{}”收到了两个文件；每个附件字段只放一个文件", upload.field)));
        }
    }
    let max = opened.attachment_max;
    blocking(move || {
        let mut read = ReadFiles::default();
        for upload in uploads {
            let Some((place, field)) = known.iter().find(|(_, code)| *code == upload.field) else { continue };
            let fault = |message: String| FieldFault { field: Some(field.clone()), message };
            match kind_of(&upload.bytes, max) {
                Err(error) => read.faults.push(fault(format!("“{}”：{error}", upload.name))),
                Ok(kind) => {
                    let (name, note) = clean_name(&upload.name, kind);
                    read.notes.extend(note.map(fault));
                    let size = upload.bytes.len() as u64;
                    let file = Attachment { digest: digest(&upload.bytes), size, name };
                    read.values.push((*place, Value::Text(file.stored().into())));
                    read.new.push(NewFile { media_type: kind.media_type().to_string(), content: upload.bytes });
                }
            }
        }
        Ok(read)
    })
    .await
}

/// What a file field keeps without a new file: what stands there when its text came back as it was shown, nothing when
/// the text came back blank.
///
/// # Errors
/// Any other text: a name does not make a file.
pub(super) fn kept(
    opened: &Opened,
    field: &Field,
    text: &str,
    held: Option<&Value>,
) -> std::result::Result<Option<Value>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match held {
        Some(value) if shown(field, value, opened.directory()) == text => Ok(Some(value.clone())),
        Some(_) | None => Err(engine::register::CellFault::FileInCell.to_string()),
    }
}

/// Required files that are missing where nothing later would ask for them: in a register without a life cycle.
pub(super) fn never_asked_for(opened: &Opened, values: &[Option<Value>]) -> Vec<FieldFault> {
    if !opened.register.life.states.is_empty() {
        return Vec::new();
    }
    let is_missing = |(place, field): &(usize, &Field)| {
        field.presence == Presence::Required && values.get(*place).is_none_or(Option::is_none)
    };
    let fault = |(_, field): (usize, &Field)| FieldFault {
        field: Some(field.code.to_string()),
        message: format!("缺少必需的附件“{}”；请在网页的表单中上传", field.name),
    };
    file_fields(opened).filter(is_missing).map(fault).collect()
}

/// The files that a row names, as the store keeps them.
pub(super) fn files_of(opened: &Opened, values: &[Option<Value>]) -> Vec<RowFile> {
    let file = |(place, field): (usize, &Field)| {
        let Some(Some(Value::Text(text))) = values.get(place) else { return None };
        let file = Attachment::of(text)?;
        Some(RowFile { field: field.code.to_string(), name: file.name, digest: file.digest })
    };
    file_fields(opened).filter_map(file).collect()
}

impl App {
    /// All files that a row holds or held, those that it holds first.
    pub(super) async fn row_files(
        &self,
        opened: &Opened,
        key: &str,
        (values, seen): (&[Option<Value>], &Seen),
    ) -> Result<Vec<RegisterFileView>> {
        if file_fields(opened).next().is_none() {
            return Ok(Vec::new());
        }
        let standing = files_of(opened, values);
        let view = |held: HeldFile| {
            let is_current = standing
                .iter()
                .any(|file| file.field == held.field && file.digest == held.digest && file.name == held.name);
            let file = Attachment { digest: held.digest, size: held.size, name: held.name };
            let name_of = |(_, field): (usize, &Field)| (field.code.as_str() == held.field).then(|| field.name.clone());
            RegisterFileView {
                field_name: file_fields(opened).find_map(name_of).unwrap_or_else(|| held.field.clone()),
                field: held.field,
                size: file.size_in_words(),
                short_digest: file.short_digest().to_string(),
                name: file.name,
                digest: file.digest,
                media_type: held.media_type,
                actor: held.actor,
                at: held.at,
                is_current,
            }
        };
        let is_seen = |held: &HeldFile| {
            seen.is_all() || seen.fields(&opened.register).any(|(_, field)| field.code.as_str() == held.field)
        };
        let mut files: Vec<RegisterFileView> =
            self.store.files_of_row(&opened.book, key).await?.into_iter().filter(is_seen).map(view).collect();
        files.sort_by_key(|file| (!file.is_current, std::cmp::Reverse(file.at)));
        Ok(files)
    }

    /// The same for somebody: those outside are told of what stands, and not by whom it was put there.
    pub(super) async fn files_for(
        &self,
        actor: &Actor,
        opened: &Opened,
        key: &str,
        row: (&[Option<Value>], &Seen),
    ) -> Result<Vec<RegisterFileView>> {
        let mut files = self.row_files(opened, key, row).await?;
        if actor.holds(Capability::ReadInternal).is_err() {
            files.retain(|file| file.is_current);
            files.iter_mut().for_each(|file| file.actor.clear());
        }
        Ok(files)
    }

    /// A file that a row holds or held, to whoever may see the row.
    pub async fn register_row_file(
        &self,
        actor: &Actor,
        names: (&str, &str),
        book: &RegisterBookQuery,
        key: &str,
        (field, digest): (&str, &str),
        now: Timestamp,
    ) -> Result<Download> {
        let opened = self.opened_for(actor, names, book, now).await?;
        let reach = self.reach(actor, &opened).await?;
        self.demand_row(actor, &opened, (key, reach.rows(), Capability::ReadInternal), now).await?;
        let seen = self.seen_in(&reach, &opened, key).await?;
        if !seen.is_all() && !seen.fields(&opened.register).any(|(_, known)| known.code.as_str() == field) {
            return Err(self.refused_row(actor, &opened, key, Capability::ReadInternal, now).await);
        }
        let missing = || AppError::not_found(format!("“{}”中“{key}”的这个附件", opened.title()));
        if actor.holds(Capability::ReadInternal).is_err() {
            let stored = self.store.row(&opened.book, key).await?.ok_or_else(missing)?;
            let row = opened.row(&stored)?;
            let told = self.files_for(actor, &opened, key, (&row.values, &seen)).await?;
            if !told.iter().any(|file| file.field == field && file.digest == digest) {
                return Err(missing());
            }
        }
        let found = self.store.file_of_row(&opened.book, key, field, digest).await?;
        let found = found.ok_or_else(missing)?;
        Ok(Download { file_name: found.name, bytes: found.content })
    }
}

/// The value of a cell that was stored, of a field that still holds files.
pub(super) fn held_file(opened: &Opened, body: Option<&str>, place: usize) -> Result<Option<Value>> {
    let Some(body) = body else { return Ok(None) };
    let texts: std::collections::BTreeMap<String, String> = serde_json::from_str(body)?;
    let Some(field) = opened.register.fields.get(place) else { return Ok(None) };
    Ok(texts.get(field.code.as_str()).and_then(|text| from_stored(&field.field_type, text)))
}
