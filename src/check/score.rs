//! Scores: parts, items, bands, bonus, pass marks.

use super::checker::{Built, Checker, Scope};
use super::declaration::DeclarationId;
use super::expression::strip;
use super::read::{all, declared, has, one, phrase_of, show, value, value_of, word, words_of};
use super::table::has_rows;
use super::types::Type;
use super::units::POINT;
use crate::diagnostic::Code;
use crate::program::{Band, Comparison, Node, Openness, PassMark, Points, Score, ScoreId, ScoreRole, Way};
use crate::schema::Item;
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix, Prefix};
use crate::value::Number;

impl Checker<'_> {
    /// A score entry with all that is inside.
    pub(super) fn build_score(&mut self, id: DeclarationId) -> Built {
        let Some(declaration) = self.found.get(id).cloned() else { return Built::Failed };
        let scope = self.scope_of(id);
        let item = declaration.item;
        let role = match word(item) {
            "score" => ScoreRole::Whole,
            "part" => ScoreRole::Part,
            "bonus" => ScoreRole::Bonus,
            _ => ScoreRole::Item,
        };
        let by = phrase_of(&item.body, "by");
        let set_locally = words_of(&item.body, "set_locally");
        let max = value_of(&item.body, "full_marks").and_then(|expression| self.points(expression, &scope));
        let pass = self.pass_mark(&item.body, &scope);
        let parts: Vec<&Item> =
            item.body.iter().filter(|inner| matches!(word(inner), "part" | "item" | "bonus" | "score")).collect();
        let points = if parts.is_empty() {
            self.item_points(&declaration.name, item, declaration.span, &scope, by.is_some() || set_locally.is_some())
        } else {
            self.part_points(declaration.policy, &parts)
        };
        let Some(points) = points else { return Built::Failed };
        let free = matches!(points, Points::Free);
        if free && by.is_none() && set_locally.is_none() && item.equals.is_none() {
            self.report
                .error(
                    Code::Empty,
                    declaration.span,
                    format!("`{}` 没有写怎样得分", declaration.name),
                    format!("`{}` does not say how points are given", declaration.name),
                )
                .help(
                    "写 `= 算式`、一张表，或写由谁评：由 \"专家\"",
                    "write `= …`, a table, or who judges: by \"experts\"",
                );
        }
        if free && max.is_none() {
            self.report.error(
                Code::MaximumMissing,
                declaration.span,
                format!("`{}` 由人评分，要写满分", declaration.name),
                format!("`{}` is judged and needs its full marks", declaration.name),
            );
        }
        self.check_maximum(&declaration.name, declaration.span, max.as_ref(), &points);
        let score = ScoreId(u32::try_from(self.program.scores.len()).unwrap_or(u32::MAX));
        let policy = self.policy_of(id);
        if let Points::Parts(parts) = &points {
            let whole_points = has(&item.body, "whole_points");
            for part in parts {
                if let Some(part) = self.program.scores.get_mut(part.index()) {
                    part.parent = Some(score);
                }
            }
            if whole_points {
                self.whole_points(parts.clone());
            }
        }
        let judged = match (&by, policy, &points) {
            (Some(by), Some(policy), points) if !matches!(points, Points::Parts(_)) => Some(self.judged_item(
                declaration.name.clone(),
                policy,
                Some(by.clone()),
                Some(score),
                declaration.span,
            )),
            _ => None,
        };
        let notes = self.notes(&item.body, &scope);
        self.program.scores.push(Score {
            name: declaration.name,
            policy,
            role,
            parent: None,
            max,
            pass,
            whole_points: has(&item.body, "whole_points"),
            by,
            judged,
            set_locally,
            points,
            notes,
        });
        self.spans.scores.push(declaration.span);
        Built::Score(score)
    }

    fn whole_points(&mut self, parts: Vec<ScoreId>) {
        let mut rest = parts;
        while let Some(id) = rest.pop() {
            if let Some(score) = self.program.scores.get_mut(id.index()) {
                score.whole_points = true;
                if let Points::Parts(parts) = &score.points {
                    rest.extend(parts);
                }
            }
        }
    }

    fn part_points(&mut self, policy: Option<DeclarationId>, parts: &[&Item]) -> Option<Points> {
        let mut ids = Vec::new();
        let mut whole = true;
        for part in parts {
            match self.found.at(policy, part).map(|id| self.ensure(id, part.span)) {
                Some(Built::Score(score)) => ids.push(score),
                _ => whole = false,
            }
        }
        whole.then_some(Points::Parts(ids))
    }

    /// Points of an item: a value, a table, bands, ways, or whatever the judge sees fit.
    fn item_points(&mut self, name: &str, item: &Item, span: Span, scope: &Scope, open: bool) -> Option<Points> {
        if has(&item.body, "band") {
            return self.bands(item, scope, open);
        }
        if has(&item.body, "best_of") || has(&item.body, "way") {
            let mut ways = Vec::new();
            let mut whole = true;
            for way in all_deep(&item.body, "way") {
                let name = declared(way).map(|name| name.text).unwrap_or_default();
                match self.way(&name, way, scope) {
                    Some(node) => {
                        self.ranges_need_a_judge(node, way.span, open);
                        ways.push(Way { name, value: node });
                    }
                    None => whole = false,
                }
            }
            if whole && ways.is_empty() {
                self.report
                    .error(
                        Code::Empty,
                        span,
                        format!("任选 `{name}` 里没有一种算法"),
                        format!("`{name}` has no way to score"),
                    )
                    .help("写成：选 名 = 算式", "write `way name = …`");
                return None;
            }
            return whole.then_some(Points::BestOf(ways));
        }
        let points = Type::count(POINT);
        let value = if let Some(expression) = &item.equals {
            self.resolve_figure(expression, scope, Some(&points), Openness::Judged)?
        } else if has_rows(&item.body) {
            let (table, ty) = self.table(name, item, span, scope, Some(&points), Openness::Judged)?;
            self.push(Node::Table(table), ty, span)
        } else {
            return Some(Points::Free);
        };
        self.ranges_need_a_judge(value.node, span, open);
        Some(Points::Value(value.node))
    }

    fn way(&mut self, name: &str, way: &Item, scope: &Scope) -> Option<crate::program::NodeId> {
        let points = Type::count(POINT);
        if let Some(expression) = way.equals.as_ref() {
            return self.resolve_figure(expression, scope, Some(&points), Openness::Judged).map(|typed| typed.node);
        }
        if has_rows(&way.body) {
            let (table, ty) = self.table(name, way, way.span, scope, Some(&points), Openness::Judged)?;
            return Some(self.push(Node::Table(table), ty, way.span).node);
        }
        self.report
            .error(
                Code::Empty,
                way.span,
                format!("`{name}` 没有写怎样得分"),
                format!("`{name}` does not say how points are given"),
            )
            .help("写成：选 名 = 算式", "write `way name = …`");
        None
    }

    fn ranges_need_a_judge(&mut self, node: crate::program::NodeId, span: Span, open: bool) {
        if !open && self.is_ranged(node) {
            self.report
                .error(
                    Code::RangeWithoutJudge,
                    span,
                    "分数是一个区间，却没有写由谁在区间里评",
                    "the points are a range, but it is not said who judges inside it",
                )
                .help("写：由 \"专家\"，或改成确定的分数", "write `by \"experts\"`, or give a definite figure");
        }
    }

    fn bands(&mut self, item: &Item, scope: &Scope, open: bool) -> Option<Points> {
        let mut bands: Vec<Band> = Vec::new();
        let mut whole = true;
        for band in all(&item.body, "band") {
            let Some((name, range)) = band_parts(band) else {
                self.report.error(
                    Code::AttributeValue,
                    band.span,
                    "档应写成 `档 名 7分 至 8分`",
                    "a band is written `band name 7分 to 8分`",
                );
                whole = false;
                continue;
            };
            let (low, high) = match &strip(&range).kind {
                ExpressionKind::Infix(Infix::To, _, low, high) => (self.points(low, scope), self.points(high, scope)),
                _ => {
                    let points = self.points(&range, scope);
                    (points.clone(), points)
                }
            };
            let (Some(low), Some(high)) = (low, high) else {
                whole = false;
                continue;
            };
            if low > high {
                self.report
                    .error(
                        Code::RangeEmpty,
                        range.span,
                        "前面的数比后面的大，中间什么也没有",
                        "the first value is greater than the last: nothing lies between",
                    )
                    .help("把两个数对调", "exchange the two");
                whole = false;
                continue;
            }
            if low != high && !open {
                self.report
                    .error(
                        Code::RangeWithoutJudge,
                        range.span,
                        "分数是一个区间，却没有写由谁在区间里评",
                        "the points are a range, but it is not said who judges inside it",
                    )
                    .help("写：由 \"专家\"，或改成确定的分数", "write `by \"experts\"`, or give a definite figure");
            }
            if bands.iter().any(|known| known.name == name) {
                self.report.error(
                    Code::NameDoubled,
                    band.span,
                    format!("档 `{name}` 写了两次"),
                    format!("band `{name}` stands twice"),
                );
            }
            bands.push(Band { name, low, high });
        }
        whole.then_some(Points::Bands(bands))
    }

    /// 合格: `> 70分`.
    fn pass_mark(&mut self, body: &[Item], scope: &Scope) -> Option<PassMark> {
        let item = one(body, "pass")?;
        let expression = value(item)?;
        match &strip(expression).kind {
            ExpressionKind::Prefix(Prefix::Compare(comparison), points)
                if !matches!(comparison, Comparison::Equal | Comparison::NotEqual) =>
            {
                let points = self.points(points, scope)?;
                Some(PassMark { comparison: *comparison, points })
            }
            _ => {
                self.report.error(
                    Code::AttributeValue,
                    expression.span,
                    "`合格` 后面应是比较，如 >= 60分",
                    "`pass` takes a test, as in `>= 60分`",
                );
                None
            }
        }
    }

    /// What is inside must add up to the full marks; an item must not give more than its own.
    fn check_maximum(&mut self, name: &str, span: Span, max: Option<&Number>, points: &Points) {
        let Some(max) = max else { return };
        match points {
            Points::Parts(parts) => {
                let mut sum = Number::ZERO;
                for part in parts {
                    let Some(part) = self.program.scores.get(part.index()) else { return };
                    if part.role == ScoreRole::Bonus {
                        continue;
                    }
                    let Some(own) = &part.max else { return };
                    sum = &sum + own;
                }
                if sum != *max {
                    self.report
                        .error(
                            Code::MaximaDiffer,
                            span,
                            format!("`{name}` 满分 {max}分，各项满分加起来却是 {sum}分"),
                            format!("`{name}` has full marks {max}, but those inside add up to {sum}"),
                        )
                        .help("核对各项的满分", "check the full marks of each part");
                }
            }
            Points::Bands(bands) => {
                for band in bands {
                    if band.high > *max {
                        self.report.warning(
                            Code::PointsOverMaximum,
                            span,
                            format!("`{name}` 的档 `{}` 最多 {}分，超过满分 {max}分", band.name, band.high),
                            format!(
                                "band `{}` of `{name}` gives up to {}, above its full marks {max}",
                                band.name, band.high
                            ),
                        );
                    }
                }
            }
            Points::Value(node) => {
                let highest = self.highest(*node);
                if let Some(highest) = highest
                    && highest > *max
                {
                    self.report.warning(
                        Code::PointsOverMaximum,
                        span,
                        format!("`{name}` 最多可得 {highest}分，超过满分 {max}分"),
                        format!("`{name}` may give up to {highest}, above its full marks {max}"),
                    );
                }
            }
            Points::Free | Points::BestOf(_) => {}
        }
    }

    /// The greatest constant that a value may give.
    fn highest(&self, node: crate::program::NodeId) -> Option<Number> {
        match self.node(node)? {
            Node::Between(_, Some(high), _) => self.constant(*high),
            Node::If(_, a, b) => Some(self.highest(*a)?.max(self.highest(*b)?)),
            Node::Table(table) => {
                let table = self.program.tables.get(table.index())?;
                let mut highest: Option<Number> = None;
                for output in table.rows.iter().filter_map(|row| row.output) {
                    let own = self.highest(output)?;
                    highest = Some(match highest {
                        Some(known) => known.max(own),
                        None => own,
                    });
                }
                highest
            }
            _ => self.constant(node),
        }
    }
}

/// The name and the points of a band. A name that is one of the fixed words stands in 「」.
fn band_parts(band: &Item) -> Option<(String, Expression)> {
    if let Some(range) = &band.equals {
        return Some((declared(band)?.text, range.clone()));
    }
    match band.values.as_slice() {
        [name, range] => Some((show(&name.expression), range.expression.clone())),
        _ => None,
    }
}

/// Items with this keyword, also inside the block of 任选.
fn all_deep<'a>(body: &'a [Item], en: &'static str) -> Vec<&'a Item> {
    let mut found: Vec<&Item> = all(body, en).collect();
    for block in all(body, "best_of") {
        found.extend(all(&block.body, en));
    }
    found
}
