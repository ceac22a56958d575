//! The list in `docs/security.md` stays true: every test that it names exists, every file too, and its totals are counted.
//! Never says that an item is met; people do.

use std::collections::{BTreeMap, BTreeSet};

pub const PAGE: &str = "docs/security.md";

/// What may stand in the column of states, and how the line of totals calls it.
const STATES: [(&str, &str); 4] =
    [("met", "met"), ("n/a", "does not apply"), ("not met", "not met"), ("site", "with the site")];

/// Tests by name: functions of Rust, titles of browser tests.
#[derive(Debug, Default)]
pub struct Tests {
    functions: BTreeSet<String>,
    titles: BTreeSet<String>,
}

impl Tests {
    pub fn add_rust(&mut self, text: &str) {
        let mut is_test = false;
        for line in text.lines().map(str::trim_start) {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            let Some(rest) = line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn ")) else { continue };
            if std::mem::take(&mut is_test) {
                let name = rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
                self.functions.insert(name);
            }
        }
    }

    pub fn add_browser(&mut self, text: &str) {
        let titles = text.lines().filter_map(|line| line.strip_prefix("test(\"")?.split_once('"'));
        self.titles.extend(titles.map(|(title, _)| title.to_string()));
    }

    /// How many tests a text names (functions in ticks, browser tests as e2e “title”), and which of them there are not.
    pub fn missing(&self, proof: &str) -> (usize, Vec<String>) {
        let named: Vec<&str> = ticked(proof).filter(|word| is_function(word)).collect();
        let titles: Vec<&str> = proof.split("e2e “").skip(1).filter_map(|rest| Some(rest.split_once('”')?.0)).collect();
        let functions = named.iter().filter(|name| !self.functions.contains(**name));
        let functions = functions.map(|name| format!("there is no test {name}"));
        let browser = titles.iter().filter(|title| !self.titles.contains(**title));
        let browser = browser.map(|title| format!("there is no browser test “{title}”"));
        (named.len() + titles.len(), functions.chain(browser).collect())
    }
}

/// Line of the page and what is wrong there.
pub fn faults(page: &str, tests: &Tests, exists: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last: Vec<u32> = Vec::new();
    for (number, line) in page.lines().enumerate() {
        let mut fault = |message: String| faults.push((number + 1, message));
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, item, _, state, place, proof, _] = cells[..] else { continue };
        let Some(item) = numbers(item) else { continue };
        if item <= last {
            fault("items stand in the order of their numbers, each once".to_string());
        }
        last = item;
        match STATES.iter().find(|(known, _)| *known == state) {
            Some((state, _)) => *counts.entry(state).or_default() += 1,
            None => fault(format!("{state} is no state")),
        }
        let (named, missing) = tests.missing(proof);
        missing.into_iter().for_each(&mut fault);
        if state == "met" && named == 0 && !proof.starts_with("review: ") {
            fault("what is met names a test, or says by what review".to_string());
        }
        if state != "met" && place.is_empty() {
            fault("what is not met says why".to_string());
        }
        for path in ticked(place).chain(ticked(proof)).filter(|word| word.contains('/') && !word.contains([' ', '<'])) {
            if !exists(path) {
                fault(format!("{path} does not exist"));
            }
        }
    }
    let count = |state: &str| counts.get(state).copied().unwrap_or_default();
    let totals: Vec<String> = STATES.iter().map(|(state, words)| format!("{words} {}", count(state))).collect();
    let totals = format!("**{}**", totals.join(" · "));
    if !page.contains(&totals) {
        faults.push((1, format!("the totals are {totals}")));
    }
    faults
}

/// `4.1.5` as numbers.
fn numbers(item: &str) -> Option<Vec<u32>> {
    let parts: Option<Vec<u32>> = item.split('.').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() == 3)
}

fn ticked(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

fn is_function(word: &str) -> bool {
    word.matches('_').count() >= 2 && word.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tests() -> Tests {
        let mut tests = Tests::default();
        tests.add_rust("#[tokio::test]\nasync fn a_door_is_shut() {}\nfn a_door_is_drawn() {}\n");
        tests.add_browser("test(\"the way back shows nothing\", async () => {\n");
        tests
    }

    fn check(rows: &str, totals: &str) -> Vec<String> {
        let page = format!("{totals}\n\n| item | asked | state | where | by |\n|---|---|---|---|---|\n{rows}");
        faults(&page, &tests(), |path| path == "crates/a.rs").into_iter().map(|(_, message)| message).collect()
    }

    #[test]
    fn a_list_whose_tests_and_files_exist_and_whose_totals_are_counted_is_right() {
        let rows = "| 1.1.9 | doors | met | `crates/a.rs` | `a_door_is_shut` |\n\
                    | 1.1.10 | way back | met | | e2e “the way back shows nothing” |\n\
                    | 1.2.1 | review | met | | review: read |\n\
                    | 2.1.1 | vault | not met | none | |\n";
        let totals = "**met 3 · does not apply 0 · not met 1 · with the site 0**";
        assert_eq!(check(rows, totals), [""; 0]);
    }

    #[test]
    fn what_has_become_untrue_is_named() {
        let rows = "| 1.1.2 | doors | met | `crates/b.rs` | `a_door_is_drawn` e2e “another” |\n\
                    | 1.1.1 | doors | met | | |\n\
                    | 1.1.3 | doors | nearly | | |\n";
        let found = check(rows, "**met 9**");
        for part in [
            "no test a_door_is_drawn",
            "no browser test “another”",
            "crates/b.rs does not exist",
            "in the order",
            "names a test",
            "nearly is no state",
            "says why",
            "the totals are **met 2 ·",
        ] {
            assert!(found.iter().any(|message| message.contains(part)), "{part}: {found:?}");
        }
    }
}
