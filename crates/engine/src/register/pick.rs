//! Cells that name one of something known: choices and places, by name or by code. Never adds to what is known.

use model::pack::{ChoiceList, PlaceLevel};

use super::cell::{AgencyName, PlaceName};
use super::fault::CellFault;
use super::similarity::nearest;
use super::width::narrowed;

/// The code of a choice.
pub(super) fn choice(text: &str, list: &ChoiceList) -> Result<String, CellFault> {
    let narrow = narrowed(text.trim());
    let same = |name: &str| name == text.trim() || narrowed(name) == narrow;
    let found = list.choices.iter().find(|choice| same(&choice.name) || choice.code.as_str() == narrow);
    found.map(|choice| choice.code.to_string()).ok_or_else(|| CellFault::UnknownChoice {
        text: text.trim().to_string(),
        nearest: nearest(text, list.choices.iter().map(|choice| choice.name.as_str())).map(str::to_string),
        known: list.choices.iter().map(|choice| choice.name.clone()).collect(),
    })
}

pub(super) fn level_in_words(level: PlaceLevel) -> &'static str {
    match level {
        PlaceLevel::City => "设区的市",
        PlaceLevel::County => "县（市、区）或开发区",
        PlaceLevel::Township => "乡镇（街道）",
    }
}

/// The full name of an agency, from its name or one of its other names.
pub(super) fn agency(text: &str, agencies: &[AgencyName]) -> Result<String, CellFault> {
    // Brackets and digits in either width, and blanks that copies bring along, name the same agency.
    let plain = |name: &str| narrowed(name).chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let wanted = plain(text);
    let named = agencies.iter().find(|agency| plain(&agency.name) == wanted);
    let found = named.or_else(|| agencies.iter().find(|agency| agency.aliases.iter().any(|one| plain(one) == wanted)));
    found.map(|agency| agency.name.clone()).ok_or_else(|| {
        // A suggestion is always a name that is taken as it stands.
        let names = agencies.iter().flat_map(|one| std::iter::once(&one.name).chain(&one.aliases));
        let near = nearest(text, names.map(String::as_str));
        let of =
            |near: &str| agencies.iter().find(|one| one.name == near || one.aliases.iter().any(|alias| alias == near));
        CellFault::UnknownAgency {
            text: text.trim().chars().take(40).collect(),
            nearest: near.and_then(of).map(|agency| agency.name.clone()),
        }
    })
}

/// The division code of a place: by code, by full name, or by a name without 县、市、区 that only one place has.
pub(super) fn place(text: &str, level: PlaceLevel, places: &[PlaceName]) -> Result<String, CellFault> {
    let narrow = narrowed(text.trim());
    let wanted = narrow.trim();
    if let Some(place) = places.iter().find(|place| place.code == wanted) {
        return if place.level == level {
            Ok(place.code.clone())
        } else {
            Err(CellFault::OtherLevel { text: text.trim().to_string(), level: level_in_words(level) })
        };
    }
    // Townships are known by their code alone where no list of them was loaded.
    let digits = wanted.bytes().all(|byte| byte.is_ascii_digit());
    if level == PlaceLevel::Township
        && digits
        && wanted.len() == 9
        && places.iter().any(|place| place.level == PlaceLevel::County && wanted.starts_with(&place.code))
    {
        return Ok(wanted.to_string());
    }
    let of_level = || places.iter().filter(|place| place.level == level);
    let short = |name: &str| name.trim_end_matches(['县', '市', '区', '乡', '镇']).to_string();
    let mut found: Vec<&PlaceName> = of_level().filter(|place| place.name == wanted).collect();
    if found.is_empty() {
        found = of_level().filter(|place| short(&place.name) == wanted).collect();
    }
    match found[..] {
        [only] => Ok(only.code.clone()),
        [] if places.iter().any(|place| place.name == wanted) => {
            Err(CellFault::OtherLevel { text: text.trim().to_string(), level: level_in_words(level) })
        }
        [] => Err(CellFault::UnknownPlace {
            text: text.trim().to_string(),
            nearest: nearest(wanted, of_level().map(|place| place.name.as_str())).map(str::to_string),
        }),
        _ => Err(CellFault::AmbiguousPlace { text: text.trim().to_string(), count: found.len() }),
    }
}
