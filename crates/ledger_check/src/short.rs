//! Gives shortened records back what they leave out. Knows nothing of what the fields mean.

/// Where one is in the log.
#[derive(Default)]
pub(crate) struct Whole {
    text: String,
    any_short: bool,
}

/// Fields of a whole record that a shortened one may leave out, from 0, in the order of their bits in the mark: time,
/// actor, day, clause, number of the decision, note, number of the record that is corrected.
const MAY_BE_LEFT_OUT: [usize; 7] = [1, 2, 5, 6, 7, 8, 9];
const WORD: usize = 3;
const KEY: usize = 4;
const LINES: usize = 11;
const FIELDS: usize = 12;

impl Whole {
    /// Goes on to the next record.
    pub fn next(&mut self, record: &str) -> Result<(), String> {
        let mut fields = record.split('\t');
        let (seq, second) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        self.text = match second.strip_prefix('=') {
            None => record.to_string(),
            Some(mark) => {
                self.any_short = true;
                restored(&self.text, seq, mark, &fields.collect::<Vec<_>>())?
            }
        };
        Ok(())
    }

    /// It, with all its fields.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether any record so far was shortened.
    pub fn any_short(&self) -> bool {
        self.any_short
    }
}

fn restored(before: &str, seq: &str, mark: &str, given: &[&str]) -> Result<String, String> {
    let before: Vec<&str> = before.split('\t').collect();
    if before.len() != FIELDS || before[WORD] != "post" {
        return Err("简写记录之前的一条不是 post".into());
    }
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let bits = u8::from_str_radix(mark, 16).ok().filter(|_| mark.len() == 2 && mark.bytes().all(is_digit));
    let Some(bits) = bits.filter(|bits| (1..128).contains(bits)) else {
        return Err(format!("简写标记“={mark}”不对"));
    };
    let mut fields = [""; FIELDS];
    fields[0] = seq;
    fields[WORD] = "post";
    let mut given = given.iter();
    let mut next = || given.next().copied().ok_or("简写记录的字段不全");
    for (bit, place) in MAY_BE_LEFT_OUT.into_iter().enumerate() {
        fields[place] = if bits & (1 << bit) != 0 { before[place] } else { next()? };
        // A record has one form only: what is said again is left out.
        if bits & (1 << bit) == 0 && fields[place] == before[place] {
            return Err("简写记录写出了与上一条相同的字段".into());
        }
    }
    fields[KEY] = next()?;
    fields[LINES] = next()?;
    match given.next() {
        None => Ok(fields.join("\t")),
        Some(_) => Err("简写记录的字段过多".into()),
    }
}
