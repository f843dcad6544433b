//! Periods: stretches of days.

use super::read::plain_word;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Prefix, Value};
use crate::value::Date;

/// A stretch of days, both ends in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The first day; from ever if absent.
    pub(super) from: Option<Date>,
    /// The last day; for ever if absent.
    pub(super) to: Option<Date>,
    /// 不详.
    pub(super) unspecified: bool,
}

impl Stretch {
    /// True if a day lies in both.
    pub(super) fn meets(&self, other: &Stretch) -> bool {
        let before =
            |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.to, other.from) && !before(other.to, self.from)
    }

    /// The days in both, if there are any.
    pub(super) fn common(&self, other: &Stretch) -> Option<Stretch> {
        let to = [self.to, other.to].into_iter().flatten().min();
        let unspecified = self.unspecified || other.unspecified;
        self.meets(other).then(|| Stretch { from: self.from.max(other.from), to, unspecified })
    }

    /// True if it ends before it begins.
    pub(super) fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }
}

/// Reads `D 至 D`, `D 起`, `至 D`, `2019年度 至 2020年度`, `不详`. `onwards` says that 起 stands behind it as an attribute.
pub(super) fn stretch(first: &Expression, rest: &[Value], onwards: bool) -> Option<Stretch> {
    let onwards = onwards || rest.first().and_then(|value| plain_word(&value.expression)).is_some_and(is_onwards);
    if matches!(plain_word(first), Some("不详" | "unspecified")) {
        return Some(Stretch { unspecified: true, ..Stretch::default() });
    }
    match &first.kind {
        ExpressionKind::Group(inner) => stretch(inner, rest, onwards),
        ExpressionKind::Infix(Infix::To, _, low, high) => {
            Some(Stretch { from: Some(ends(low)?.0), to: Some(ends(high)?.1), unspecified: false })
        }
        ExpressionKind::Prefix(Prefix::To, high) => {
            Some(Stretch { from: None, to: Some(ends(high)?.1), unspecified: false })
        }
        _ => {
            let (from, to) = ends(first)?;
            Some(Stretch { from: Some(from), to: if onwards { None } else { Some(to) }, unspecified: false })
        }
    }
}

/// The onwards word.
pub(super) fn is_onwards(word: &str) -> bool {
    matches!(word, "起" | "onwards")
}

/// The first and the last day of a day or a year.
fn ends(expression: &Expression) -> Option<(Date, Date)> {
    match &expression.kind {
        ExpressionKind::Date(date) => Some((*date, *date)),
        ExpressionKind::Number { value, unit } if matches!(unit.as_str(), "年度") => {
            let year = i32::try_from(value.to_i64()?).ok()?;
            Some((Date::year_start(year)?, Date::year_end(year)?))
        }
        ExpressionKind::Group(inner) => ends(inner),
        _ => None,
    }
}

/// The place of a period.
pub(super) fn place(first: &Expression, rest: &[Value]) -> Span {
    let end = rest.last().map_or(first.span.end, |last| last.expression.span.end.max(first.span.end));
    Span { end, ..first.span }
}
