//! The hash chain over the lines of a log: each digest covers the one before it and the line as it is written.

use std::fmt;

use sha2::{Digest, Sha256};

/// Name and version of the format of the log; part of the first digest.
pub const LOG_FORMAT: &str = "junxian-ledger/1";
/// What a log is handed out as that has shortened records: programs which do not know them refuse it. The first digest
/// stays that of [`LOG_FORMAT`], because such records may follow whole ones of years ago.
const LOG_FORMAT_SHORT: &str = "junxian-ledger/2";

/// The head of a chain: SHA-256; written, and covered by the next, in hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain([u8; 32]);

impl Chain {
    /// The head before the first line: SHA-256 over the format, a tab and the code of the ledger.
    pub fn begin(ledger: &str) -> Chain {
        let mut hash = Sha256::new();
        hash.update(LOG_FORMAT.as_bytes());
        hash.update(b"\t");
        hash.update(ledger.as_bytes());
        Chain(hash.finalize().into())
    }

    /// SHA-256 over the previous head, a line feed and the line without its own line feed.
    pub fn extended(self, line: &str) -> Chain {
        let mut hash = Sha256::new();
        hash.update(self.digits());
        hash.update(b"\n");
        hash.update(line.as_bytes());
        Chain(hash.finalize().into())
    }

    fn digits(self) -> [u8; 64] {
        // Arithmetic rather than a table: the compiler does sixteen bytes at once.
        let digit = |four: u8| four + b'0' + u8::from(four > 9) * (b'a' - b'0' - 10);
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = digit(byte >> 4);
            pair[1] = digit(byte & 15);
        }
        text
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(std::str::from_utf8(&self.digits()).map_err(|_| fmt::Error)?)
    }
}

/// A whole log as it is handed out: a head line with its format, each line after its digest, and a line that says where it ends.
pub fn exported(ledger: &str, log: &str) -> String {
    let is_short = |line: &str| line.split('\t').nth(1).is_some_and(|field| field.starts_with('='));
    let format = if log.lines().any(is_short) { LOG_FORMAT_SHORT } else { LOG_FORMAT };
    let mut text = format!("{format}\t{ledger}\n");
    let mut chain = Chain::begin(ledger);
    let mut count = 0_u64;
    for line in log.lines() {
        chain = chain.extended(line);
        count += 1;
        text.push_str(&chain.to_string());
        text.push('\t');
        text.push_str(line);
        text.push('\n');
    }
    text + &format!("end\t{count}\t{}\n", chain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_sha256_over_the_head_before_and_the_line() {
        let begin = Chain::begin("land_quota");
        assert_eq!(begin.to_string(), model::digest(b"junxian-ledger/1\tland_quota"));
        let next = begin.extended("1\tx");
        assert_eq!(next.to_string(), model::digest(format!("{}\n1\tx", begin).as_bytes()));
    }
}
