//! Working days of the cycle. Requests and reminders do not stand still because the days off of next year are not announced
//! yet: until then its Monday to Friday count, and whoever looks is told so.

use std::collections::BTreeSet;

use model::WorkingCalendar;

use crate::App;

impl App {
    pub(crate) fn working_days(&self) -> WorkingCalendar {
        self.calendar().with_weekdays()
    }

    /// What to tell of the years whose days off are not known.
    pub(super) fn unknown_days_off(&self, years: impl IntoIterator<Item = i16>) -> Vec<String> {
        let unknown: BTreeSet<i16> = years.into_iter().filter(|year| !self.calendar().knows(*year)).collect();
        let told = |year: i16| {
            format!("{year}年的节假日安排没有登记，工作日暂按周一至周五计算；请在节假日表中补充该年的放假通知")
        };
        unknown.into_iter().map(told).collect()
    }
}
