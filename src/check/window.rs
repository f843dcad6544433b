//! 申报: when one may apply.

use super::checker::Checker;
use super::period::{self, Stretch};
use super::read::{all, first_words, has, one, plain_word, text};
use crate::diagnostic::Code;
use crate::program::{Label, Window, WindowDay};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Value};
use crate::value::Date;

impl Checker<'_> {
    /// 申报, one line after another.
    pub(super) fn windows_of(&mut self, body: &[Item]) -> Vec<Window> {
        let mut windows: Vec<(Window, Span)> = Vec::new();
        for item in all(body, "window") {
            let Some(window) = self.window_of(item) else { continue };
            if let Some((_, at)) = windows.iter().find(|(other, _)| meet(other, &window)) {
                self.report
                    .error(
                        Code::PeriodOverlap,
                        item.span,
                        "两行 `申报` 说的是同一天",
                        "two lines of `window` speak of the same day",
                    )
                    .label(*at, "与这一行重叠", "it overlaps this line")
                    .help("几段申报时间要一段接一段", "several windows come one after another");
            }
            windows.push((window, item.span));
        }
        windows.into_iter().map(|(window, _)| window).collect()
    }

    fn window_of(&mut self, item: &Item) -> Option<Window> {
        let values = &item.values;
        let first = values.first()?;
        let rest = values.get(1..).unwrap_or_default();
        let clock = values.iter().find_map(|value| match &value.expression.kind {
            ExpressionKind::Clock { hour, minute } => Some((*hour, *minute)),
            _ => None,
        });
        let window = match plain_word(&first.expression) {
            Some("常年" | "always") => Some(Window::Always),
            Some("另行公布" | "announced") => {
                let said = rest.first().and_then(|value| text(&value.expression)).unwrap_or_default();
                let en = one(&item.body, "en").and_then(first_words);
                Some(Window::Announced(Label { zh: said.to_owned(), en }))
            }
            Some("每年" | "every_year") => every_year(rest, clock),
            _ => {
                let stretch = period::stretch(&first.expression, rest, has(&item.body, "onwards"));
                if let Some(stretch) = &stretch {
                    self.stretch_in_order(stretch, first.expression.span);
                }
                stretch.filter(|stretch| !stretch.unspecified).map(|stretch| Window::Once {
                    opens: stretch.from,
                    closes: stretch.to,
                    closes_at: clock,
                })
            }
        };
        let Some(window) = window else {
            self.report
                .error(Code::WindowUnreadable, item.span, "申报时间写得不对", "this is no time for applications")
                .help(
                    "写成：每年 03-01 至 08-31、2026-01-01 至 2026-06-30、常年，或 另行公布 \"…\"",
                    "write `every_year 03-01 to 08-31`, two days, `always`, or `announced \"…\"`",
                );
            return None;
        };
        if let Window::EveryYear { opens, closes, .. } = &window {
            for day in [opens, closes] {
                if !possible(day) {
                    self.report.error(
                        Code::Date,
                        item.span,
                        format!("没有 {} 月 {} 日这一天", day.month, day.day),
                        format!("there is no day {:02}-{:02}", day.month, day.day),
                    );
                }
            }
        }
        if let Some((hour, minute)) = clock
            && (hour > 24 || minute > 59 || hour == 24 && minute > 0)
        {
            self.report.error(Code::Date, item.span, "没有这个钟点", "there is no such time of day");
        }
        Some(window)
    }
}

/// True if two windows leave open which of them counts on some day.
fn meet(one: &Window, other: &Window) -> bool {
    match (one, other) {
        (Window::Announced(_), Window::Announced(_)) | (Window::Always, _) | (_, Window::Always) => true,
        (Window::Announced(_), _) | (_, Window::Announced(_)) => false,
        // Any four years hold a leap year, and what begins in one year ends in the next at the latest.
        (Window::EveryYear { .. }, Window::EveryYear { .. }) => {
            rounds(one, 2000, 2004).iter().any(|one| rounds(other, 2000, 2004).iter().any(|other| one.meets(other)))
        }
        (Window::Once { opens, closes, .. }, Window::Once { opens: from, closes: to, .. }) => {
            days(*opens, *closes).meets(&days(*from, *to))
        }
        (Window::Once { opens, closes, .. }, yearly) | (yearly, Window::Once { opens, closes, .. }) => {
            match (opens, closes) {
                (Some(first), Some(last)) => {
                    let stretch = days(*opens, *closes);
                    // After so many years every day of the year was there.
                    let until = last.year().min(first.year().saturating_add(8));
                    rounds(yearly, first.year().saturating_sub(1), until).iter().any(|round| round.meets(&stretch))
                }
                _ => true,
            }
        }
    }
}

fn days(from: Option<Date>, to: Option<Date>) -> Stretch {
    Stretch { from, to, unspecified: false }
}

/// The days of a yearly window from a year to a year.
fn rounds(window: &Window, first: i32, last: i32) -> Vec<Stretch> {
    let round = |year| window.round(year).map(|(opens, closes)| days(Some(opens), Some(closes)));
    (first..=last).filter_map(round).collect()
}

fn every_year(rest: &[Value], clock: Option<(u8, u8)>) -> Option<Window> {
    let first = &rest.first()?.expression;
    let ExpressionKind::Infix(Infix::To, _, opens, closes) = &first.kind else { return None };
    let opens = year_day(opens, false)?;
    let next = rest.iter().any(|value| matches!(plain_word(&value.expression), Some("次年" | "next_year")));
    let mut closes = year_day(closes, next)?;
    if (opens.month, opens.day) > (closes.month, closes.day) {
        closes.next_year = true;
    }
    Some(Window::EveryYear { opens, closes, closes_at: clock })
}

fn year_day(expression: &Expression, next_year: bool) -> Option<WindowDay> {
    match &expression.kind {
        ExpressionKind::MonthDay { month, day } => Some(WindowDay { month: *month, day: *day, next_year }),
        _ => None,
    }
}

/// True if some year has the day.
fn possible(day: &WindowDay) -> bool {
    Date::from_ymd(2000, u32::from(day.month), u32::from(day.day)).is_some()
}
