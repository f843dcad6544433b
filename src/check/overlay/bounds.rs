//! Bounds of what is changed, over all facts and the whole period of the layer.

use super::Overlay;
use super::permit::Change;
use crate::check::checker::{Built, Checker};
use crate::check::declaration::{DeclarationId, Space, What};
use crate::check::read::{all, has, one, show, value_of, word};
use crate::diagnostic::Code;
use crate::eval::{Asked, Facts, Run};
use crate::program::{Kind, Node, NodeId, PolicyId, places_up};
use crate::schema::Item;
use crate::span::Span;
use crate::value::{Date, DurationUnit, End, Marks, Number, Range, Truth, Value};
use std::collections::BTreeSet;

/// Days on which some figure may change. Far more than the documents of a policy's life.
const MOST_DAYS: usize = 1_000;

/// The values that one change sets side by side.
struct Compared {
    change: Change,
    policy: PolicyId,
    own: Option<NodeId>,
    before: Option<NodeId>,
    low: Option<NodeId>,
    high: Option<NodeId>,
    when: Option<NodeId>,
}

/// What is wrong, and on which day.
struct Broken {
    code: Code,
    day: Date,
    found: String,
    allowed: String,
}

impl Checker<'_> {
    /// Looks at every change that is bounded, once all values are built.
    pub(in crate::check) fn check_overlay_bounds(&mut self) {
        // Where something could not be built there are no values to look at.
        let sound = self.report.errors() == 0;
        for overlay in self.overlays.clone() {
            let Some(own) = self.policy_at(overlay.span) else { continue };
            let Some(base) = self.policy_at(overlay.base) else { continue };
            self.overlay_region(&overlay, own, base);
            if !sound {
                continue;
            }
            self.contradictions(own);
            let errors = self.report.errors();
            let compared: Vec<Compared> =
                overlay.changes.iter().filter_map(|change| self.compared(change, own, base)).collect();
            if self.report.errors() > errors {
                continue;
            }
            let found: Vec<(Compared, Broken)> = compared
                .into_iter()
                .filter_map(|compared| {
                    let broken = self.broken(&compared)?;
                    Some((compared, broken))
                })
                .collect();
            for (compared, broken) in found {
                self.report_broken(&compared, &broken);
            }
        }
    }

    /// Notes what each local version adapts.
    pub(in crate::check) fn note_adapted(&mut self) {
        for overlay in self.overlays.clone() {
            let of = |span| self.policy_at(span).and_then(|id| self.policies.get(&id).copied());
            let (Some(own), base) = (of(overlay.span), of(overlay.base)) else { continue };
            if let Some(policy) = self.program.policies.get_mut(own.index()) {
                policy.adapts = base;
            }
        }
    }

    /// The policy that is written at a place.
    pub(in crate::check) fn policy_at(&self, span: Span) -> Option<DeclarationId> {
        self.found.of(What::Policy).into_iter().find(|id| self.found.get(*id).is_some_and(|d| d.item.span == span))
    }

    /// A local version holds within the place of what it adapts.
    fn overlay_region(&mut self, overlay: &Overlay, own: DeclarationId, base: DeclarationId) {
        let region = |id: DeclarationId| {
            let policy = self.policies.get(&id)?;
            self.program.policies.get(policy.index()).map(|policy| policy.region)
        };
        let (Some(own_region), Some(base_region)) = (region(own), region(base)) else { return };
        if places_up(&self.program.regions, own_region).any(|at| at == base_region) {
            return;
        }
        let name = |id: crate::program::RegionId| {
            self.program.regions.get(id.index()).map(|region| region.name.clone()).unwrap_or_default()
        };
        let (inner, outer) = (name(own_region), name(base_region));
        let place = |id: DeclarationId| {
            let item = self.found.get(id).map(|d| d.item);
            item.and_then(|item| one(&item.body, "region")).map(|item| item.span)
        };
        let (here, there) = (place(own).unwrap_or(overlay.named), place(base));
        let problem = self
            .report
            .error(
                Code::OverlayRegion,
                here,
                format!("`{inner}` 不在 `{outer}` 之内"),
                format!("`{inner}` does not lie in `{outer}`"),
            )
            .help("地方版本只能管它所沿用的政策管得到的地方", "a local version holds only where what it adapts holds");
        if let Some(there) = there {
            problem.label(there, "沿用的政策管这里", "what it adapts holds here");
        }
    }

    /// Conditions that were tightened until nobody can meet them.
    fn contradictions(&mut self, own: DeclarationId) {
        let Some(declaration) = self.found.get(own) else { return };
        let Some(policy) = self.policies.get(&own).copied() else { return };
        let layer = declaration.item.span;
        let conditions: Vec<(NodeId, Span, String)> = self
            .program
            .conditions
            .iter()
            .zip(&self.spans.conditions)
            .filter(|(condition, span)| condition.policy == policy && within(**span, layer))
            .map(|(condition, span)| (condition.root, *span, condition.name.clone()))
            .collect();
        let never: Vec<(Span, String)> = {
            let facts = Facts::default();
            let mut run = Run::new(&self.program, &facts, asked(Date::LAST, None, None));
            run.enter(policy);
            conditions
                .into_iter()
                .filter(|(root, _, _)| self.never_together(*root) || run.truth(*root) == Truth::UNMET)
                .map(|(_, span, name)| (span, name))
                .collect()
        };
        for (span, name) in never {
            self.report
                .error(
                    Code::OverlayContradiction,
                    span,
                    format!("`{name}` 收紧以后谁也不能符合"),
                    format!("as tightened, nobody can meet `{name}`"),
                )
                .help("原来的和新的条件互相排斥，请核对", "the old and the new exclude each other: check both");
        }
    }

    /// Whether one place would have to lie in two that share no ground.
    fn never_together(&self, root: NodeId) -> bool {
        let mut open = vec![root];
        let mut within: Vec<(&Node, crate::program::RegionId)> = Vec::new();
        while let Some(id) = open.pop() {
            match self.node(id) {
                Some(Node::All(all)) => open.extend(all),
                Some(Node::Condition(id)) => open.extend(self.program.conditions.get(id.index()).map(|it| it.root)),
                Some(Node::Within(place, outer)) => {
                    if let (Some(place), Some(Node::Region(outer))) = (self.node(*place), self.node(*outer)) {
                        within.push((place, *outer));
                    }
                }
                _ => {}
            }
        }
        let lies = |inner: crate::program::RegionId, outer: crate::program::RegionId| {
            places_up(&self.program.regions, inner).any(|at| at == outer)
        };
        within.iter().enumerate().any(|(at, (place, outer))| {
            within
                .iter()
                .take(at)
                .any(|(other, another)| place == other && !lies(*outer, *another) && !lies(*another, *outer))
        })
    }

    fn compared(&mut self, change: &Change, own: DeclarationId, base: DeclarationId) -> Option<Compared> {
        let policy = self.policies.get(&own).copied()?;
        let scope = self.scope_of(own);
        let figure = |checker: &mut Self, id: DeclarationId| checker.figure_of(id, &change.name, change.span);
        let ends = |checker: &mut Self, item: &Item| -> (Option<NodeId>, Option<NodeId>) {
            let Some(ty) = figure(checker, own).and_then(|node| checker.types.get(node.index()).cloned()) else {
                return (None, None);
            };
            if !has(&item.body, "range") {
                return (None, None);
            }
            let bounds = checker.bounds(&item.body, &ty, &scope, false);
            (bounds.low, bounds.high)
        };
        let (low, high) = ends(self, &change.bound);
        if let Some(narrower) = &change.narrower {
            // The layer's own bounds must lie within those that it was given.
            let (own_low, own_high) = ends(self, narrower);
            return Some(Compared {
                change: change.clone(),
                policy,
                own: own_high.or(own_low),
                before: own_low,
                low,
                high,
                when: None,
            });
        }
        let directed =
            all(&change.bound.body, "only_less").chain(all(&change.bound.body, "only_more")).next().is_some();
        let before = if directed { figure(self, base) } else { None };
        let when = match value_of(&change.bound.body, "when") {
            Some(when) if word(&change.bound) != "param" => Some(self.resolve_truth(when, &scope)?.node),
            _ => None,
        };
        Some(Compared { change: change.clone(), policy, own: figure(self, own), before, low, high, when })
    }

    /// The node of a parameter, definition or benefit of a policy.
    fn figure_of(&mut self, policy: DeclarationId, name: &str, span: Span) -> Option<NodeId> {
        let scope = self.scope_of(policy);
        if let Some(id) = self.found.inside(policy, Space::Value, name).first().copied()
            && matches!(self.built.get(id), Some(Built::Parameter(..) | Built::Definition(..)))
        {
            return self.use_value(id, span, &scope).map(|typed| typed.node);
        }
        let policy = self.policies.get(&policy)?;
        let policy = self.program.policies.get(policy.index())?;
        policy.benefits.iter().find(|benefit| benefit.name == name)?.amount
    }

    /// The first day on which a change breaks what bounds it.
    fn broken(&self, compared: &Compared) -> Option<Broken> {
        let facts = Facts::default();
        let policy = self.program.policies.get(compared.policy.index())?;
        for day in self.days_of(compared.policy) {
            let today = asked(Date::LAST, Some(day), Some(policy.region));
            let mut run = Run::new(&self.program, &facts, today);
            run.enter(compared.policy);
            let kind = compared.own.and_then(|own| self.program.kinds.get(own.index()));
            let mut range = |node: Option<NodeId>| match node.map(|node| run.value(node)) {
                Some(Value::Number(range)) if !range.is_nothing() => Some(range),
                _ => None,
            };
            let written = |range: &Range| figure(range, kind);
            let (own, before) = (range(compared.own), range(compared.before));
            let (low, high) = (range(compared.low), range(compared.high));
            let broken =
                |code: Code, found: &Range, allowed: String| Broken { code, day, found: written(found), allowed };
            if compared.change.narrower.is_some() {
                // `before` is the lower end of the layer's own bounds, `own` the upper.
                if let (Some(own), Some(high)) = (&own, &high)
                    && surely_above(own, high)
                {
                    return Some(broken(Code::OverlayWidens, own, format!("<= {}", written(high))));
                }
                if let (Some(before), Some(low)) = (&before, &low)
                    && surely_above(low, before)
                {
                    return Some(broken(Code::OverlayWidens, before, format!(">= {}", written(low))));
                }
                continue;
            }
            if let Some(own) = &own {
                if let Some(high) = &high
                    && may_exceed(own, high)
                {
                    return Some(broken(Code::OverlayRange, own, format!("<= {}", written(high))));
                }
                if let Some(low) = &low
                    && may_exceed(low, own)
                {
                    return Some(broken(Code::OverlayRange, own, format!(">= {}", written(low))));
                }
                if let Some(before) = &before {
                    let less = has(&compared.change.bound.body, "only_less");
                    let wrong = if less { may_exceed(own, before) } else { may_exceed(before, own) };
                    if wrong {
                        let sign = if less { "<=" } else { ">=" };
                        return Some(broken(Code::OverlayDirection, own, format!("{sign} {}", written(before))));
                    }
                }
            }
            if let Some(when) = compared.when
                && run.truth(when) != Truth::MET
            {
                return Some(Broken {
                    code: Code::OverlayForbidden,
                    day,
                    found: String::new(),
                    allowed: value_of(&compared.change.bound.body, "when").map(show).unwrap_or_default(),
                });
            }
        }
        None
    }

    /// Days of a policy's life on which figures may be others than on the day before.
    fn days_of(&self, policy: PolicyId) -> BTreeSet<Date> {
        let Some(policy) = self.program.policies.get(policy.index()) else { return BTreeSet::new() };
        let in_force = |day: Date| {
            policy.effective.is_empty()
                || policy
                    .effective
                    .iter()
                    .any(|line| line.from.is_none_or(|from| from <= day) && line.to.is_none_or(|to| day <= to))
        };
        let rows = self.program.parameters.iter().flat_map(|parameter| &parameter.rows).map(|row| (row.from, row.to));
        let lines = policy.effective.iter().map(|line| (line.from, line.to));
        let ends = lines.chain(rows).flat_map(|(from, to)| {
            [from, to, to.and_then(|to| to.add_days(1)), from.and_then(|from| from.add_days(-1))]
        });
        let mut days: BTreeSet<Date> = ends.flatten().filter(|day| in_force(*day)).take(MOST_DAYS).collect();
        if days.is_empty() {
            days.extend(Date::from_ymd(2000, 1, 1));
        }
        days
    }

    fn report_broken(&mut self, compared: &Compared, broken: &Broken) {
        let Broken { code, day, found, allowed } = broken;
        let name = &compared.change.name;
        let (zh, en) = match code {
            Code::OverlayForbidden => (
                format!("`{name}` 只有在 {allowed} 时可以动，{day} 这天不一定如此"),
                format!("`{name}` may be touched only while {allowed}, which is not sure on {day}"),
            ),
            Code::OverlayDirection => (
                format!("`{name}` 只能往一个方向改：{day} 这天是 {found}，应 {allowed}"),
                format!("`{name}` may be changed one way only: on {day} it is {found}, and must be {allowed}"),
            ),
            Code::OverlayWidens => (
                format!("`{name}` 放开得比得到的宽：{day} 这天是 {found}，应 {allowed}"),
                format!("`{name}` is passed on wider than it was given: on {day} {found}, and must be {allowed}"),
            ),
            _ => (
                format!("`{name}` 超出了可以定的范围：{day} 这天是 {found}，应 {allowed}"),
                format!("`{name}` lies outside what it may be: on {day} it is {found}, and must be {allowed}"),
            ),
        };
        self.report
            .error(*code, compared.change.span, zh, en)
            .label(compared.change.bound.span, "在这里写明", "it is laid down here")
            .help("改在允许的范围之内", "keep within what is allowed");
    }
}

fn asked(today: Date, law_day: Option<Date>, region: Option<crate::program::RegionId>) -> Asked {
    Asked { today, law_day, region }
}

fn within(inner: Span, outer: Span) -> bool {
    inner.source == outer.source && outer.start <= inner.start && inner.end <= outer.end
}

/// Whether some value of the one may be above some value that the other may be at the same time. What the law itself
/// leaves open (`不超过`) is compared by its end: a ceiling under a ceiling.
fn may_exceed(one: &Range, other: &Range) -> bool {
    let open = Marks { missing: false, judged: false, law: true };
    if other.marks() == open {
        return surely_above(one, other);
    }
    match (one.high(), other.low()) {
        (End::Infinite, _) | (_, End::Infinite) => true,
        (one, other) => one.number() > other.number(),
    }
}

/// Whether the greatest of the one is above the greatest of the other.
fn surely_above(one: &Range, other: &Range) -> bool {
    match (one.high(), other.high()) {
        (_, End::Infinite) => false,
        (End::Infinite, _) => true,
        (one, other) => one.number() > other.number(),
    }
}

/// A value as an author would write it.
fn figure(range: &Range, kind: Option<&Kind>) -> String {
    let end = |end: &End| end.number().map(|number| figure_of(number, kind));
    match (end(range.low()), end(range.high())) {
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => format!("{low} 至 {high}"),
        (Some(low), None) => format!(">= {low}"),
        (None, Some(high)) => format!("<= {high}"),
        (None, None) => "-".to_owned(),
    }
}

fn figure_of(number: &Number, kind: Option<&Kind>) -> String {
    match kind {
        Some(Kind::Money) => {
            let much = number.div(&Number::from(10_000)).filter(Number::is_whole).filter(|much| !much.is_zero());
            much.map_or_else(|| format!("{number}元"), |much| format!("{much}万元"))
        }
        Some(Kind::Percent) => format!("{}%", number * &Number::from(100)),
        Some(Kind::Duration(DurationUnit::Months)) => format!("{number}个月"),
        Some(Kind::Duration(DurationUnit::WorkingDays)) => format!("{number}个工作日"),
        Some(Kind::Duration(_)) => format!("{number}天"),
        Some(Kind::Number(unit)) => format!("{number}{unit}"),
        _ => number.to_string(),
    }
}
