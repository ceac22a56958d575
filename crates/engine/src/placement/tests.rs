//! What a placement promises: against all solutions of small problems, and by hand.

use proptest::prelude::*;

use super::conflict::only;
use super::steps::steps;
use super::*;

fn choice(project: usize, place: usize, value: i64, uses: &[(usize, i64)]) -> Choice {
    Choice {
        project,
        place,
        value,
        uses: uses.iter().map(|(row, amount)| Use { row: *row, amount: *amount }).collect(),
    }
}

fn cap(bound: i64) -> Row {
    Row { kind: RowKind::Cap, bound }
}

fn floor(bound: i64) -> Row {
    Row { kind: RowKind::Floor, bound }
}

/// The best value by trying everything.
fn best(problem: &Problem) -> Option<i128> {
    fn rest(problem: &Problem, chosen: &mut Chosen, from: usize) -> Option<i128> {
        if from == problem.projects {
            let recount = problem.recount(chosen);
            return recount.broken.is_empty().then_some(recount.value);
        }
        let own = problem.choices.iter().enumerate().filter(|(_, choice)| choice.project == from);
        let options: Vec<Option<usize>> = std::iter::once(None).chain(own.map(|(number, _)| Some(number))).collect();
        let each = options.into_iter().filter_map(|option| {
            chosen[from] = option;
            rest(problem, chosen, from + 1)
        });
        each.max()
    }
    rest(problem, &mut vec![None; problem.projects], 0)
}

#[test]
fn two_projects_want_the_same_land_and_the_better_one_gets_it() {
    let problem = Problem {
        projects: 3,
        places: 2,
        choices: vec![
            choice(0, 0, 90, &[(0, 60)]),
            choice(1, 0, 80, &[(0, 60)]),
            choice(1, 1, 70, &[(1, 60)]),
            choice(2, 1, 60, &[(1, 60)]),
        ],
        rows: vec![cap(100), cap(100)],
    };
    let found = place(&problem).unwrap();
    assert_eq!(found.chosen, [Some(0), Some(2), None]);
    assert_eq!(found.value, 160);
    assert!(found.is_best && found.bound == 160 && bound(&problem, &found.prices) >= 160);
}

#[test]
fn a_floor_brings_a_poorer_project_in() {
    // Place 1 must get at least one project; the rich one is worth more at place 0 but place 0 is full without it.
    let problem = Problem {
        projects: 2,
        places: 2,
        choices: vec![choice(0, 0, 100, &[(0, 50)]), choice(1, 0, 90, &[(0, 50)]), choice(1, 1, 10, &[(1, 1)])],
        rows: vec![cap(100), floor(1)],
    };
    let found = place(&problem).unwrap();
    assert_eq!((found.value, found.chosen), (110, vec![Some(0), Some(2)]));
}

#[test]
fn limits_that_contradict_each_other_are_named_and_no_others() {
    // Investment of at least 35 at place 0 needs 350 of land where there are 300; the rows of place 1 have no part in it.
    let problem = Problem {
        projects: 4,
        places: 2,
        choices: (0..4)
            .flat_map(|project| {
                [choice(project, 0, 5, &[(0, 100), (1, 10)]), choice(project, 1, 5, &[(2, 100), (3, 10)])]
            })
            .collect(),
        rows: vec![cap(300), floor(35), cap(1000), floor(5)],
    };
    assert_eq!(place(&problem).unwrap_err(), NoSolution::Conflict(vec![0, 1]));
}

#[test]
fn a_floor_that_nobody_can_fill_is_named_alone() {
    let problem = Problem {
        projects: 1,
        places: 1,
        choices: vec![choice(0, 0, 5, &[(0, 1), (1, 10)])],
        rows: vec![cap(10), floor(50)],
    };
    assert_eq!(place(&problem).unwrap_err(), NoSolution::Conflict(vec![1]));
}

#[test]
fn a_project_that_fits_nowhere_is_named_with_the_limits_that_are_too_small() {
    // Project 0 must be placed and needs 180 where two places have 100 each; its third choice is too large for a total.
    let problem = Problem {
        projects: 2,
        places: 2,
        choices: vec![
            choice(0, 0, 90, &[(0, 180), (3, 1)]),
            choice(0, 1, 80, &[(1, 180), (3, 1)]),
            choice(1, 0, 10, &[(0, 10)]),
        ],
        rows: vec![cap(100), cap(100), cap(500), floor(1)],
    };
    assert_eq!(place(&problem).unwrap_err(), NoSolution::Conflict(vec![0, 1, 3]));
}

#[test]
fn rows_that_only_whole_projects_break_are_named() {
    // Two of three projects of 60 would have to share 100; in halves they could.
    let problem = Problem {
        projects: 3,
        places: 1,
        choices: (0..3).map(|project| choice(project, 0, 5, &[(0, 50 + project as i64), (1, 40)])).collect(),
        rows: vec![cap(100), floor(70), cap(1000)],
    };
    assert_eq!(place(&problem).unwrap_err(), NoSolution::Whole(vec![0, 1]));
}

#[test]
fn whole_projects_that_do_not_fit_are_named_among_many_that_have_no_part_in_it() {
    // Three projects that must be placed take 60 each of two caps of 100: parts would fit, whole ones do not. Forty others at
    // a third place may go or stay, with a floor of their own.
    let must = |project: usize| {
        [choice(project, 0, 5, &[(0, 60), (2 + project, 1)]), choice(project, 1, 5, &[(1, 60), (2 + project, 1)])]
    };
    let may = |number: usize| choice(3 + number, 2, 3 + number as i64, &[(5, 10 + number as i64), (6, 1)]);
    let problem = Problem {
        projects: 43,
        places: 3,
        choices: (0..3).flat_map(must).chain((0..40).map(may)).collect(),
        rows: vec![cap(100), cap(100), floor(1), floor(1), floor(1), cap(600), floor(5)],
    };
    let named = NoSolution::Whole(vec![0, 1, 2, 3, 4]);
    assert_eq!(place(&problem).unwrap_err(), named);
    assert_eq!(place(&problem).unwrap_err(), named, "the same again");
}

#[test]
fn one_unit_more_brings_nothing_and_enough_more_brings_a_whole_project() {
    let problem = Problem {
        projects: 2,
        places: 1,
        choices: vec![choice(0, 0, 90, &[(0, 60)]), choice(1, 0, 80, &[(0, 60)])],
        rows: vec![cap(100)],
    };
    let found = place(&problem).unwrap();
    let step = steps(&problem, &found).unwrap()[0].unwrap();
    assert_eq!((step.by, step.gain), (20, 80));
}

#[test]
fn wrong_numbers_are_refused() {
    let mut problem =
        Problem { projects: 1, places: 1, choices: vec![choice(0, 0, 5, &[(0, -1)])], rows: vec![cap(10)] };
    assert!(matches!(place(&problem), Err(NoSolution::Range(why)) if why.contains("负数")));
    problem.choices[0] = choice(0, 3, 5, &[]);
    assert!(matches!(place(&problem), Err(NoSolution::Range(why)) if why.contains("不存在")));
}

#[test]
fn a_recount_trusts_nothing() {
    let problem = Problem {
        projects: 1,
        places: 2,
        choices: vec![choice(0, 0, 5, &[(0, 7)]), choice(0, 1, 5, &[])],
        rows: vec![cap(6)],
    };
    assert_eq!(problem.recount(&vec![Some(0)]).broken, [0]);
    assert_eq!(problem.recount(&vec![Some(0), Some(1)]).broken, [0], "one project at two places");
}

fn any_problem() -> impl Strategy<Value = Problem> {
    let choices = proptest::collection::vec((0..6usize, 0..3usize, 0..50i64, 1..30i64, 0..20i64), 1..14);
    (choices, proptest::collection::vec(10..80i64, 6), proptest::collection::vec(0..12i64, 3)).prop_map(
        |(choices, caps, floors)| Problem {
            projects: 6,
            places: 3,
            choices: choices
                .into_iter()
                .map(|(project, place, value, land, energy)| {
                    let uses = [(2 * place, land), (2 * place + 1, energy), (6 + place, land)];
                    choice(project, place, value, &uses)
                })
                .collect(),
            rows: caps.into_iter().map(cap).chain(floors.into_iter().map(floor)).collect(),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_problems_are_solved_and_bounds_and_contradictions_are_true(problem in any_problem()) {
        let truth = best(&problem);
        match place(&problem) {
            Ok(found) => {
                prop_assert_eq!(Some(found.value), truth, "the best of a small problem");
                prop_assert!(found.is_best && found.value == found.bound);
                prop_assert!(found.value <= bound(&problem, &found.prices));
                prop_assert_eq!(problem.passed_over(&found.chosen), None);
                for (row, step) in steps(&problem, &found).unwrap().into_iter().enumerate() {
                    let worth = |by: i64| {
                        let mut wider = problem.clone();
                        let bound = &mut wider.rows[row].bound;
                        *bound = if problem.rows[row].kind == RowKind::Cap { *bound + by } else { (*bound - by).max(0) };
                        best(&wider).unwrap()
                    };
                    match step {
                        Some(step) => {
                            prop_assert_eq!(worth(step.by), found.value + step.gain);
                            prop_assert_eq!(worth(step.by - 1), found.value, "less brings nothing");
                        }
                        None => prop_assert_eq!(worth(1 << 20), found.value),
                    }
                }
                prop_assert_eq!(place(&problem).unwrap(), found, "the same again");
            }
            Err(NoSolution::Conflict(rows) | NoSolution::Whole(rows)) => {
                prop_assert_eq!(truth, None);
                prop_assert_eq!(best(&only(&problem, &rows)), None, "the named rows alone contradict each other");
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }
}
