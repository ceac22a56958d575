//! Keeps numbers whole while two texts are compared letter by letter. Never changes a text: what is packed unpacks.

/// Numbers of several digits, each stood in for by one character while texts are compared, so that 120 becomes 150 and
/// not 1, 2 → 5, 0.
#[derive(Default)]
pub(super) struct Numbers {
    known: Vec<String>,
}

/// First character of the second private use plane; official texts have none of it.
const STAND_IN: u32 = 0x10_0000;

impl Numbers {
    pub(super) fn packed(&mut self, text: &str) -> String {
        let mut packed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let number = rest.find(|letter: char| !(letter.is_ascii_digit() || letter == '.')).unwrap_or(rest.len());
            if number > 1 && letter.is_ascii_digit() {
                packed.push(self.stand_in(&rest[..number]));
                rest = &rest[number..];
            } else {
                packed.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
        packed
    }

    fn stand_in(&mut self, number: &str) -> char {
        let place = self.known.iter().position(|known| known == number).unwrap_or_else(|| {
            self.known.push(number.to_string());
            self.known.len() - 1
        });
        // Texts that are compared hold far fewer numbers than the plane has characters.
        u32::try_from(place)
            .ok()
            .and_then(|place| char::from_u32(STAND_IN + place))
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    pub(super) fn unpacked(&self, packed: &str) -> String {
        let mut text = String::with_capacity(packed.len());
        for letter in packed.chars() {
            let number = u32::from(letter).checked_sub(STAND_IN).and_then(|place| usize::try_from(place).ok());
            match number.and_then(|place| self.known.get(place)) {
                Some(number) => text.push_str(number),
                None => text.push(letter),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks() {
        let mut numbers = Numbers::default();
        for text in ["新建公路120公里以上", "到2027年，覆盖率43.5%", "", "9座", "1.", "GDP 3.14.15"] {
            let packed = numbers.packed(text);
            assert_eq!(numbers.unpacked(&packed), text);
        }
        assert_eq!(numbers.packed("120公里").chars().count(), 3);
    }
}
