//! Whether a body may have a name. Rows are told by the names of bodies: who gets a name gets the rows that stand under it.

use jiff::civil::Date;

use super::agency::Agency;
use super::change::ChangeFault;

/// All bodies as they would stand after a change, and every description that any of them ever had.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    pub agencies: &'a [Agency],
    pub ever: &'a [Agency],
}

impl Names<'_> {
    /// A body takes no word that another one is or ever was called by, unless it goes on for that one; and no two bodies
    /// are called alike at the same time. A word that the body had before is left to it as long as it does not exist for longer.
    pub fn check(self, asked: &Agency, before: Option<&Agency>, today: Date) -> Result<(), ChangeFault> {
        let words = asked.names.iter().map(|name| &name.name).chain(&asked.aliases).chain([&asked.code]);
        for word in words {
            let is_kept = before.is_some_and(|before| before.is_called(word) && lies_within(asked, before));
            for other in self.ever.iter().filter(|other| other.code != asked.code && other.is_called(word)) {
                let Some(present) = self.agencies.iter().find(|one| one.code == other.code) else { continue };
                let is_shared = present.is_called(word) && meet(present, asked, today);
                let goes_on = self.goes_on(&other.code, &asked.code) || self.goes_on(&asked.code, &other.code);
                if !is_kept && (is_shared || !goes_on) {
                    return Err(ChangeFault::NameTaken {
                        word: word.clone(),
                        other: present.name_on(today).to_string(),
                        asked: asked.name_on(today).to_string(),
                    });
                }
            }
        }
        Ok(())
    }

    /// Whether `heir` followed a body, or followed one that did.
    fn goes_on(self, code: &str, heir: &str) -> bool {
        let mut seen = vec![code];
        let mut place = 0;
        while let Some(code) = seen.get(place).copied() {
            place += 1;
            for agency in self.agencies.iter().filter(|agency| agency.code == code) {
                for next in &agency.successors {
                    if next.agency == heir {
                        return true;
                    }
                    if !seen.contains(&next.agency.as_str()) {
                        seen.push(&next.agency);
                    }
                }
            }
        }
        false
    }
}

/// Whether two bodies exist on the same day, today or later.
fn meet(one: &Agency, other: &Agency, today: Date) -> bool {
    let from = [one.valid_from, other.valid_from].into_iter().flatten().fold(today, Date::max);
    [one.valid_to, other.valid_to].into_iter().flatten().all(|to| from <= to)
}

fn lies_within(one: &Agency, other: &Agency) -> bool {
    let begins = other.valid_from.is_none_or(|from| one.valid_from.is_some_and(|own| own >= from));
    begins && other.valid_to.is_none_or(|to| one.valid_to.is_some_and(|own| own <= to))
}

#[cfg(test)]
mod tests {
    use super::super::agency::{AgencyKind, DatedName, Succession, SuccessionKind};
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn agency(code: &str, names: &[&str]) -> Agency {
        let dated = |(place, name): (usize, &&str)| DatedName {
            name: name.to_string(),
            since: (place > 0).then(|| day("2024-01-01")),
        };
        Agency {
            code: code.into(),
            names: names.iter().enumerate().map(dated).collect(),
            aliases: Vec::new(),
            kind: AgencyKind::CityDepartment,
            parent: None,
            place: None,
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
        }
    }

    fn followed_by(mut agency: Agency, heir: &str) -> Agency {
        agency.valid_to = Some(day("2020-12-31"));
        let on = day("2021-01-01");
        agency.successors = vec![Succession { agency: heir.into(), kind: SuccessionKind::Merged, on }];
        agency
    }

    /// What a body that asks may have beside others as they stand, each of which had `past` descriptions too.
    fn check(asked: &Agency, before: Option<&Agency>, others: &[Agency], past: &[Agency]) -> Result<(), ChangeFault> {
        let agencies = [others, std::slice::from_ref(asked)].concat();
        let ever = [past, &agencies].concat();
        Names { agencies: &agencies, ever: &ever }.check(asked, before, day("2026-06-01"))
    }

    #[test]
    fn a_word_that_another_body_has_or_had_is_not_taken() {
        let asked = agency("yi", &["甲局"]);
        let taken = |others: &[Agency], past: &[Agency]| {
            matches!(check(&asked, None, others, past), Err(ChangeFault::NameTaken { .. }))
        };
        assert!(taken(&[agency("jia", &["甲局"])], &[]));
        // Under an earlier name, as an alias of long ago, and of a body that is gone.
        assert!(taken(&[agency("jia", &["甲局", "丙局"])], &[]));
        assert!(taken(&[agency("jia", &["丙局"])], &[agency("jia", &["甲局"])]));
        let mut gone = agency("jia", &["甲局"]);
        gone.valid_to = Some(day("2020-12-31"));
        assert!(taken(&[gone], &[]));
        // A code is a word like another.
        assert!(taken(&[agency("甲局", &["丙局"])], &[]));
        assert!(!taken(&[agency("jia", &["丙局"])], &[]));
    }

    #[test]
    fn an_heir_has_the_words_of_the_body_that_it_follows_also_by_way_of_another() {
        let asked = agency("bing", &["丙局", "甲局"]);
        let (first, second) =
            (followed_by(agency("jia", &["甲局"]), "yi"), followed_by(agency("yi", &["乙局"]), "bing"));
        assert_eq!(check(&asked, None, &[first.clone(), second], &[]), Ok(()));
        assert!(check(&asked, None, std::slice::from_ref(&first), &[]).is_err());
        // Not while the other one exists still.
        let mut alive = followed_by(agency("jia", &["甲局"]), "bing");
        alive.valid_to = None;
        assert!(check(&asked, None, &[alive], &[]).is_err());
    }

    #[test]
    fn what_a_body_had_is_left_to_it_and_its_time_is_not_made_longer() {
        let mut before = agency("jia", &["甲局"]);
        before.valid_to = Some(day("2020-12-31"));
        let others = [agency("yi", &["甲局"])];
        let mut asked = before.clone();
        asked.place = Some("370700".into());
        assert_eq!(check(&asked, Some(&before), &others, &[]), Ok(()));
        asked.valid_to = None;
        assert!(check(&asked, Some(&before), &others, &[]).is_err());
    }
}
