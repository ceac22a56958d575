//! The rules of accounts from `presets/accounts.toml`: built in, or replaced by the site's own file.

use std::path::Path;

use model::people::{SettingRule, SettingRules};
use serde::Deserialize;

use crate::{AppError, Result};

const BUILT_IN: &str = include_str!("../../../../presets/accounts.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<SettingRule>,
}

pub(crate) fn load(content_dir: Option<&Path>) -> Result<SettingRules> {
    let own = content_dir.map(|folder| folder.join("presets").join("accounts.toml")).filter(|path| path.exists());
    let (text, place) = match own {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|error| AppError::Internal {
                message: format!("账户规则文件 {} 无法读取：{error}", path.display()),
            })?;
            (text, path.display().to_string())
        }
        None => (BUILT_IN.to_string(), "内置的 presets/accounts.toml".to_string()),
    };
    parse(&text)
        .map_err(|reason| AppError::Internal { message: format!("账户规则文件（{place}）有误：{reason}") })
}

fn parse(text: &str) -> std::result::Result<SettingRules, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    SettingRules::new(file.rule).map_err(|fault| fault.to_string())
}

#[cfg(test)]
mod tests {
    use model::people::{RuleOrigin, Setting};

    use super::*;

    fn rules() -> SettingRules {
        parse(BUILT_IN).unwrap()
    }

    #[test]
    fn every_setting_has_a_rule_and_only_the_law_is_called_law() {
        let law: Vec<Setting> =
            rules().iter().filter(|rule| rule.origin == RuleOrigin::Law).map(|rule| rule.setting).collect();
        assert_eq!(law, [Setting::LogDays]);
        for rule in rules().iter().filter(|rule| rule.origin == RuleOrigin::Hardening) {
            assert!(rule.basis.contains("未规定"), "{:?} must not pass for a number of the standard", rule.setting);
        }
    }

    #[test]
    fn a_site_may_be_stricter_and_never_keeps_records_for_less_than_the_law_says() {
        let stricter = parse(&BUILT_IN.replace("default = 15\nmin = 5\nmax = 30", "default = 10\nmin = 5\nmax = 10"));
        let stricter = stricter.unwrap();
        assert_eq!(stricter.value(Setting::IdleMinutes, None), 10);
        assert_eq!(stricter.value(Setting::IdleMinutes, Some(30)), 10, "set before the rules became stricter");
        let looser = parse(&BUILT_IN.replace("default = 1095\nmin = 180", "default = 90\nmin = 90")).unwrap_err();
        assert!(looser.contains("180") && looser.contains("不能放宽"), "{looser}");
        let gone = parse(&BUILT_IN.replace("setting = \"notice_days\"", "setting = \"unused_days\"")).unwrap_err();
        assert!(gone.contains("两条"), "{gone}");
        let fault = rules().check(Setting::LogDays, 179).unwrap_err().to_string();
        assert!(fault.contains("180") && fault.contains("法定要求") && fault.contains("六个月"), "{fault}");
        assert!(rules().check(Setting::FailuresMax, 6).unwrap_err().to_string().contains("常见加固要求"));
    }
}
