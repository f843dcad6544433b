//! 日历: the holidays of each year, and the weekends worked in their place.

use super::checker::{Checker, Scope};
use super::period;
use super::read::{all, word};
use crate::diagnostic::Code;
use crate::program::CalendarYear;
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::ExpressionKind;
use crate::value::Date;
use std::collections::BTreeMap;

impl Checker<'_> {
    /// The years whose holidays are known.
    pub(super) fn build_calendars(&mut self) {
        let files = self.files.clone();
        let mut years: BTreeMap<i32, (Span, CalendarYear)> = BTreeMap::new();
        for (file, source) in files.iter().enumerate() {
            for item in source.items.iter().filter(|item| word(item) == "calendar") {
                let scope = Scope { file, ..Scope::default() };
                let Some(calendar) = self.calendar(item, &scope) else { continue };
                match years.get(&calendar.year) {
                    Some((other, _)) => {
                        self.report
                            .error(
                                Code::Calendar,
                                item.span.at_start(),
                                format!("{} 年的日历写了两次", calendar.year),
                                format!("the calendar of {} stands twice", calendar.year),
                            )
                            .label(other.at_start(), "在这里", "here");
                    }
                    None => {
                        years.insert(calendar.year, (item.span, calendar));
                    }
                }
            }
        }
        self.program.calendars = years.into_values().map(|(_, calendar)| calendar).collect();
    }

    fn calendar(&mut self, item: &Item, scope: &Scope) -> Option<CalendarYear> {
        let value = &item.values.first()?.expression;
        let year = match &value.kind {
            ExpressionKind::Number { value, unit } if unit == "年度" => value.to_i64(),
            _ => None,
        };
        let year = year.and_then(|year| i32::try_from(year).ok()).filter(|year| Date::year_start(*year).is_some());
        let Some(year) = year else {
            self.report
                .error(Code::Calendar, value.span, "这里应是哪一年", "this should be a year")
                .help("如：日历 2026年度", "as in `calendar 2026年度`");
            return None;
        };
        let mut days: BTreeMap<Date, (&'static str, Span)> = BTreeMap::new();
        for inner in &item.body {
            let kind = word(inner);
            if !matches!(kind, "holiday" | "workday") {
                continue;
            }
            let Some((first, rest)) = inner.values.split_first() else { continue };
            let place = period::place(&first.expression, rest);
            let stretch = period::stretch(&first.expression, rest, false);
            let Some((Some(from), Some(to))) = stretch.map(|stretch| (stretch.from, stretch.to)) else {
                self.report
                    .error(Code::Calendar, place, "这里应是哪几天", "this should be days")
                    .help("如：放假 2026-05-01 至 2026-05-05", "as in `holiday 2026-05-01 to 2026-05-05`");
                continue;
            };
            if to < from || from.year() != year || to.year() != year {
                self.report.error(
                    Code::Calendar,
                    place,
                    format!("这几天不在 {year} 年里，或者先后写反了"),
                    format!("these days are not in {year}, or the last comes before the first"),
                );
                continue;
            }
            let mut day = from;
            while day <= to {
                if let Some((_, other)) = days.insert(day, (kind, place)) {
                    self.report
                        .error(Code::Calendar, place, format!("{day} 写了两次"), format!("{day} stands twice"))
                        .label(other, "在这里", "here");
                    break;
                }
                match day.add_days(1) {
                    Some(next) => day = next,
                    None => break,
                }
            }
        }
        let of = |kind: &str| days.iter().filter(|(_, (of, _))| *of == kind).map(|(day, _)| *day).collect();
        let (holidays, workdays) = (of("holiday"), of("workday"));
        if all(&item.body, "holiday").next().is_none() {
            self.report.error(
                Code::Calendar,
                item.span.at_start(),
                "日历里没有写放假的日子",
                "the calendar has no holidays",
            );
        }
        Some(CalendarYear { year, holidays, workdays, notes: self.notes(&item.body, scope) })
    }
}
