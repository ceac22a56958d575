//! The order of versions: 2024.2 before 2024.10. Never says which one is in force.

use std::cmp::Ordering;

/// Compares numbers as numbers and the rest as text.
pub fn compare_versions(left: &str, right: &str) -> Ordering {
    let (mut left_parts, mut right_parts) = (parts(left).into_iter(), parts(right).into_iter());
    loop {
        let order = match (left_parts.next(), right_parts.next()) {
            (None, None) => return left.cmp(right),
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(Part::Number(left)), Some(Part::Number(right))) => {
                let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
                left.len().cmp(&right.len()).then(left.cmp(right))
            }
            (Some(Part::Number(_)), Some(Part::Text(_))) => Ordering::Less,
            (Some(Part::Text(_)), Some(Part::Number(_))) => Ordering::Greater,
            (Some(Part::Text(left)), Some(Part::Text(right))) => left.cmp(right),
        };
        if order.is_ne() {
            return order;
        }
    }
}

enum Part<'a> {
    Number(&'a str),
    Text(&'a str),
}

fn parts(version: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = version;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|letter: char| letter.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(if is_digit { Part::Number(part) } else { Part::Text(part) });
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_versions_count_as_numbers() {
        let mut versions = ["2024.10", "2025.1", "2024.2", "2024", "2024.2-b", "2024.02"];
        versions.sort_by(|left, right| compare_versions(left, right));
        assert_eq!(versions, ["2024", "2024.02", "2024.2", "2024.2-b", "2024.10", "2025.1"]);
    }
}
