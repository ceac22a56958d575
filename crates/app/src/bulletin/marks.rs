//! Remarks under a table (①依据初步数……), each told once and marked wherever it applies.

/// Remarks in the order in which they were first needed, each with the sources of the values it is about.
#[derive(Debug, Default)]
pub(super) struct Marks {
    held: Vec<(String, Vec<String>)>,
}

impl Marks {
    /// The mark of a remark; a new remark gets the next one.
    pub fn mark(&mut self, remark: &str, sources: &[String]) -> String {
        let position = match self.held.iter().position(|(held, _)| held == remark) {
            Some(position) => position,
            None => {
                self.held.push((remark.to_string(), Vec::new()));
                self.held.len() - 1
            }
        };
        if let Some((_, held)) = self.held.get_mut(position) {
            for source in sources.iter().filter(|source| !source.is_empty()) {
                if !held.contains(source) {
                    held.push(source.clone());
                }
            }
        }
        sign(position)
    }

    /// ①依据初步数（来源：……）；②…… and nothing when there are none.
    pub fn notes(&self) -> Option<String> {
        let notes: Vec<String> = self
            .held
            .iter()
            .enumerate()
            .map(|(position, (remark, sources))| {
                let sources = match sources.is_empty() {
                    true => String::new(),
                    false => format!("（来源：{}）", sources.join("、")),
                };
                format!("{}{remark}{sources}", sign(position))
            })
            .collect();
        if notes.is_empty() { None } else { Some(format!("{}。", notes.join("；"))) }
    }
}

/// ① to ⑩, the ones that every Chinese font has, then 〔11〕.
fn sign(position: usize) -> String {
    let number = position + 1;
    match u32::try_from(position).ok().filter(|_| number <= 10).and_then(|offset| char::from_u32('①' as u32 + offset))
    {
        Some(sign) => sign.to_string(),
        None => format!("〔{number}〕"),
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn a_remark_is_told_once_with_all_its_sources() {
        let mut marks = Marks::default();
        assert_eq!(marks.notes(), None);
        assert_eq!(marks.mark("依据初步数", &["甲报".into()]), "①");
        assert_eq!(marks.mark("来源未注明口径", &[]), "②");
        assert_eq!(marks.mark("依据初步数", &["乙报".into(), "甲报".into()]), "①");
        assert_eq!(marks.notes().as_deref(), Some("①依据初步数（来源：甲报、乙报）；②来源未注明口径。"));
        let last = (3..=12).map(|number| marks.mark(&format!("备注{number}"), &[])).last();
        assert_eq!(last.as_deref(), Some("〔12〕"));
    }
}
