//! The cells of a line of a table in one text: a workbook of millions of cells costs little more than its texts. Gives
//! the cells no meaning.

/// Texts by position. A line has at most some hundred cells of bounded length, so that the ends fit in 32 bits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cells {
    text: Box<str>,
    ends: Box<[u32]>,
}

impl Cells {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Nothing beyond the last cell.
    pub fn get(&self, position: usize) -> Option<&str> {
        let end = *self.ends.get(position)? as usize;
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some(&self.text[start..end])
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|position| self.get(position))
    }

    /// Whether nobody would see anything in the line.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl<Text: AsRef<str>> FromIterator<Text> for Cells {
    fn from_iter<Texts: IntoIterator<Item = Text>>(texts: Texts) -> Cells {
        let mut text = String::new();
        let mut ends = Vec::new();
        for cell in texts {
            text.push_str(cell.as_ref());
            ends.push(text.len() as u32);
        }
        Cells { text: text.into(), ends: ends.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_went_in() {
        let texts = ["", "诸城市", "", "12.5", ""];
        let cells: Cells = texts.iter().collect();
        assert_eq!(cells.iter().collect::<Vec<_>>(), texts);
        assert_eq!((cells.len(), cells.get(3), cells.get(5)), (5, Some("12.5"), None));
        assert!(!cells.is_blank());
        let none: Cells = std::iter::empty::<&str>().collect();
        assert_eq!((none.get(0), none.is_blank()), (None, true));
    }
}
