//! The table in `docs/scenarios.md` stays true: every sentence names tests that exist, or says what is lacking.

use crate::security::Tests;

pub const PAGE: &str = "docs/scenarios.md";

/// What the column of proof begins with where there is none.
const LACKING: &str = "lacking: ";

/// Line of the page and what is wrong there.
pub fn faults(page: &str, tests: &Tests) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let mut sentences = 0;
    for (number, line) in page.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, scenario, sentence, proof, _] = cells[..] else { continue };
        if !is_scenario(scenario) {
            continue;
        }
        sentences += 1;
        let (named, missing) = tests.missing(proof);
        faults.extend(missing.into_iter().map(|message| (number + 1, message)));
        if named == 0 && !proof.starts_with(LACKING) {
            faults.push((number + 1, format!("“{sentence}” names a test, or begins with “{LACKING}”")));
        }
    }
    if sentences == 0 {
        faults.push((1, "no sentence of a scenario was found".to_string()));
    }
    faults
}

/// A1 … A12.
fn is_scenario(cell: &str) -> bool {
    let number = cell.strip_prefix('A').and_then(|rest| rest.parse::<u8>().ok());
    number.is_some_and(|number| (1..=12).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &str) -> Vec<String> {
        let mut tests = Tests::default();
        tests.add_rust("#[test]\nfn a_door_is_shut() {}\n");
        tests.add_browser("test(\"A5: a number\", async () => {\n");
        let page = format!("| scenario | sentence | by |\n|---|---|---|\n{rows}");
        faults(&page, &tests).into_iter().map(|(_, message)| message).collect()
    }

    #[test]
    fn a_sentence_is_covered_by_tests_that_exist_or_says_what_is_lacking() {
        let rows =
            "| A5 | typed | e2e “A5: a number” and `a_door_is_shut` |\n| A9 | firms | lacking: no leased land |\n";
        assert_eq!(check(rows), [""; 0]);
        let wrong =
            check("| A5 | typed | e2e “A5: another” |\n| A6 | shut | `a_door_is_drawn` |\n| A7 | nothing | |\n");
        for part in ["no browser test “A5: another”", "no test a_door_is_drawn", "“nothing” names a test"] {
            assert!(wrong.iter().any(|message| message.contains(part)), "{part}: {wrong:?}");
        }
        assert_eq!(check("| B1 | typed | |\n"), ["no sentence of a scenario was found"]);
    }
}
