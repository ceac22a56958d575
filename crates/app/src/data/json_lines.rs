//! On which line of a JSON text the members of certain lists begin, so that a fault can be found in an editor. Gives the
//! text no meaning; it must have been parsed before.

use std::collections::BTreeMap;

struct Level {
    is_list: bool,
    /// Of the next member.
    name: String,
    count: usize,
}

/// Lines, from 1, by path (`data/dataSets/0/observations/0:1:2`), of the members of everything that is called one of
/// `names`.
pub(super) fn member_lines(text: &str, names: &[&str]) -> BTreeMap<String, usize> {
    let bytes = text.as_bytes();
    let mut found = BTreeMap::new();
    let mut levels: Vec<Level> = Vec::new();
    let (mut at, mut line) = (0, 1);
    let mut is_value_next = true;
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            b'\n' => line += 1,
            b' ' | b'\t' | b'\r' => {}
            b',' => {
                if let Some(level) = levels.last_mut() {
                    level.count += 1;
                    is_value_next = level.is_list;
                }
            }
            b':' => is_value_next = true,
            b'}' | b']' => {
                levels.pop();
                is_value_next = false;
            }
            _ => {
                let start = at;
                let string = (byte == b'"').then(|| {
                    at += 1;
                    while at < bytes.len() && bytes[at] != b'"' {
                        at += if bytes[at] == b'\\' { 2 } else { 1 };
                    }
                    text.get(start + 1..at).unwrap_or_default()
                });
                if is_value_next {
                    note(&mut levels, names, line, &mut found);
                    is_value_next = false;
                } else if let (Some(key), Some(level)) = (string, levels.last_mut()) {
                    level.name = key.to_string();
                }
                if matches!(byte, b'{' | b'[') {
                    let is_list = byte == b'[';
                    levels.push(Level { is_list, name: String::new(), count: 0 });
                    is_value_next = is_list;
                } else if string.is_none() {
                    while at + 1 < bytes.len() && !b" \t\r\n,:]}".contains(&bytes[at + 1]) {
                        at += 1;
                    }
                }
            }
        }
        at += 1;
    }
    found
}

fn note(levels: &mut [Level], names: &[&str], line: usize, found: &mut BTreeMap<String, usize>) {
    if let Some(level) = levels.last_mut().filter(|level| level.is_list) {
        level.name = level.count.to_string();
    }
    let above = levels.len().checked_sub(2).and_then(|place| levels.get(place));
    if above.is_some_and(|above| names.contains(&above.name.as_str())) {
        let path: Vec<&str> = levels.iter().map(|level| level.name.as_str()).collect();
        found.insert(path.join("/"), line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_on_their_lines() {
        let text = "{\n \"x\": [1, {\"observations\": \"no\\\"t: this\"}],\n \"data\": {\"sets\": [\n  {\"observations\": {\n\
                    \"0:0\": [1,\n2],\n\"0:1\": [{}, []] }}] },\n \"dataValues\": [\n{\"a\": true},\n\n{}]}";
        serde_json::from_str::<serde_json::Value>(text).unwrap();
        let found = member_lines(text, &["observations", "dataValues"]);
        let found: Vec<(&str, usize)> = found.iter().map(|(path, line)| (path.as_str(), *line)).collect();
        assert_eq!(
            found,
            [
                ("data/sets/0/observations/0:0", 5),
                ("data/sets/0/observations/0:1", 7),
                ("dataValues/0", 9),
                ("dataValues/1", 11)
            ]
        );
    }
}
