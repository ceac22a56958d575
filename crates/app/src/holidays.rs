//! The calendar of working days from `presets/holidays.toml`: built in, or replaced by the site's own file.

use std::path::Path;

use model::{HolidayYear, WorkingCalendar};
use serde::Deserialize;

use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../presets/holidays.toml");

#[derive(Deserialize)]
struct File {
    year: Vec<HolidayYear>,
}

/// The working days that come with the program: tests of packs are about these.
pub fn built_in_calendar() -> Result<WorkingCalendar> {
    load(None)
}

pub(crate) fn load(content_dir: Option<&Path>) -> Result<WorkingCalendar> {
    let own = content_dir.map(|folder| folder.join("presets").join("holidays.toml")).filter(|path| path.exists());
    let (text, place) = match own {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| AppError::Internal {
                message: format!("节假日文件 {} 无法读取：{error}", path.display()),
            })?;
            (text, path.display().to_string())
        }
        None => (BUILT_IN.to_string(), "内置的 presets/holidays.toml".to_string()),
    };
    parse(&text)
        .map_err(|reason| AppError::Internal { message: format!("节假日文件（{place}）有误：{reason}") })
}

fn parse(text: &str) -> std::result::Result<WorkingCalendar, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    WorkingCalendar::new(file.year).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_built_in_calendar_knows_announced_years() {
        let calendar = parse(BUILT_IN).unwrap();
        assert_eq!(calendar.is_working_day(date(2026, 10, 1)), Ok(false));
        assert_eq!(calendar.is_working_day(date(2025, 9, 28)), Ok(true));
    }
}
