//! Where a reader is in a list that grows: `cursor` and `limit` in, `next` out, the same for every such list. A cursor says
//! behind which row to go on and never how many rows to skip, so that what is added meanwhile moves nothing. It is no
//! secret and gives no right: whatever it says, the rows are asked for with the rights of the reader.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::digest;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{AppError, Result};

/// Rows of a page when nothing is said.
pub(crate) const PAGE_SIZE: usize = 20;
const PAGE_SIZE_MAX: usize = 500;
/// Longer than any row's place; what is longer was not made here.
const CURSOR_MAX: usize = 4000;

/// How many rows are wanted.
pub(crate) fn limit(asked: Option<usize>, usual: usize) -> usize {
    asked.unwrap_or(usual).clamp(1, PAGE_SIZE_MAX)
}

/// A list under its conditions. A cursor of one is refused by every other.
pub(crate) struct List {
    mark: String,
}

impl List {
    /// `conditions` is everything that chooses and orders the rows.
    pub fn new(name: &str, conditions: &impl Serialize) -> Result<List> {
        let conditions = serde_json::to_string(conditions).map_err(|error| AppError::Internal {
            message: format!("列表“{name}”的条件写不成：{error}"),
        })?;
        let whole = digest(format!("{name}\n{conditions}").as_bytes());
        Ok(List { mark: whole.chars().take(16).collect() })
    }

    /// Where to go on; nothing at the beginning.
    pub fn place<T: DeserializeOwned>(&self, cursor: Option<&str>) -> Result<Option<T>> {
        let Some(cursor) = cursor.map(str::trim).filter(|cursor| !cursor.is_empty()) else { return Ok(None) };
        let refused = |why: &str| {
            AppError::bad_input(format!(
                "翻页标记（cursor）{why}；请原样使用上一页答复中的 next，查询条件变了就不带 cursor 从第一页开始"
            ))
        };
        if cursor.len() > CURSOR_MAX {
            return Err(refused("过长，无法识别"));
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refused("无法识别"))?;
        let text = String::from_utf8(bytes).map_err(|_| refused("无法识别"))?;
        let (mark, place) = text.split_once(' ').ok_or_else(|| refused("无法识别"))?;
        if mark != self.mark {
            return Err(refused("属于另一个列表或另一组查询条件"));
        }
        // PostgreSQL has no text with this character in it.
        if place.contains("\\u0000") {
            return Err(refused("无法识别"));
        }
        serde_json::from_str(place).map(Some).map_err(|_| refused("无法识别"))
    }

    pub fn cursor<T: Serialize>(&self, place: &T) -> Result<String> {
        let place = serde_json::to_string(place)
            .map_err(|error| AppError::Internal { message: format!("翻页标记写不成：{error}") })?;
        Ok(URL_SAFE_NO_PAD.encode(format!("{} {place}", self.mark)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_place_in_its_own_list_only() {
        let list = List::new("数据", &("gdp", 1)).unwrap();
        let cursor = list.cursor(&("寿光市", 7)).unwrap();
        assert!(cursor.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{cursor}");
        assert_eq!(list.place::<(String, i64)>(Some(&cursor)).unwrap(), Some(("寿光市".to_string(), 7)));
        assert_eq!(list.place::<(String, i64)>(None).unwrap(), None);
        assert_eq!(list.place::<(String, i64)>(Some(" ")).unwrap(), None);
        let other = List::new("数据", &("gdp", 2)).unwrap();
        let refused = other.place::<(String, i64)>(Some(&cursor)).unwrap_err().to_string();
        assert!(refused.contains("另一组查询条件"), "{refused}");
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        let list = List::new("数据", &()).unwrap();
        let own = |place: &str| URL_SAFE_NO_PAD.encode(format!("{} {place}", list.mark));
        for cursor in [
            "1".to_string(),
            "%%%".to_string(),
            "寿光".to_string(),
            "a".repeat(CURSOR_MAX + 1),
            URL_SAFE_NO_PAD.encode([0xff, 0xfe]),
            own("{}"),
            own("[\"a\\u0000\", 1]"),
            own("[1, 1]"),
        ] {
            let refused = list.place::<(String, i64)>(Some(&cursor)).unwrap_err();
            assert!(matches!(refused, AppError::BadInput { .. }), "{cursor}: {refused}");
        }
    }

    #[test]
    fn a_page_has_one_row_at_least_and_not_more_than_are_bearable() {
        assert_eq!([None, Some(0), Some(7), Some(100_000)].map(|asked| limit(asked, PAGE_SIZE)), [20, 1, 7, 500]);
    }
}
