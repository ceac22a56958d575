//! A list of dates as an iCalendar file (RFC 5545): escaping, folding at 75 octets, CRLF. The crates for it bring a second
//! calendar library along; what is written here is one kind of component.

use jiff::Timestamp;
use jiff::civil::Date;

/// Octets of a line without its end (RFC 5545, 3.1).
const LINE_MAX: usize = 75;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum When {
    Day(Date),
    Instant(Timestamp),
}

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    /// The same for the same thing for ever, so that a calendar moves it instead of showing it twice.
    pub uid: String,
    pub when: When,
    pub summary: String,
    pub description: String,
    pub category: &'static str,
}

pub(super) fn calendar(name: &str, dues: &[Due], now: Timestamp) -> String {
    let mut text = String::new();
    let mut line = |content: &str| fold(&mut text, content);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Junxian//Deadlines//ZH");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("NAME:{}", escaped(name)));
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    line("X-PUBLISHED-TTL:PT1H");
    for due in dues {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&due.uid)));
        line(&format!("DTSTAMP:{}", instant(now)));
        match due.when {
            When::Day(day) => {
                line(&format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
                // The day after, which no longer belongs to it.
                line(&format!("DTEND;VALUE=DATE:{}", day.tomorrow().unwrap_or(day).strftime("%Y%m%d")));
            }
            When::Instant(time) => line(&format!("DTSTART:{}", instant(time))),
        }
        line(&format!("SUMMARY:{}", escaped(&due.summary)));
        if !due.description.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(&due.description)));
        }
        line(&format!("CATEGORIES:{}", escaped(due.category)));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

fn instant(time: Timestamp) -> String {
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// A line with its end; what is longer goes on after a blank. No character is cut.
fn fold(text: &mut String, content: &str) {
    let mut width = 0;
    for character in content.chars() {
        if width + character.len_utf8() > LINE_MAX {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(character);
        width += character.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_escaped_and_folded_between_characters() {
        let due = Due {
            uid: "fill-a-b@junxian".to_string(),
            when: When::Day("2026-12-31".parse().unwrap()),
            summary: format!("填报；甲,乙;丙\\丁\r\n{}", "工业企业".repeat(20)),
            description: String::new(),
            category: "填报",
        };
        let text = calendar("到期事项", &[due], "2026-11-25T02:00:00Z".parse().unwrap());
        assert!(text.ends_with("END:VCALENDAR\r\n") && text.contains("DTEND;VALUE=DATE:20270101\r\n"));
        for line in text.split("\r\n") {
            assert!(line.len() <= LINE_MAX && !line.contains(['\n', '\r']), "{line}");
        }
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("SUMMARY:填报；甲\\,乙\\;丙\\\\丁\\n工业企业"), "{unfolded}");
        assert!(unfolded.contains(&"工业企业".repeat(20)));
        assert!(unfolded.contains("DTSTAMP:20261125T020000Z\r\n"));
    }
}
