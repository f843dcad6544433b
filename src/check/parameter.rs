//! Parameters: figures by period and place.

use super::checker::{Built, Checker, Scope};
use super::declaration::{DeclarationId, Space};
use super::period::{self, Stretch};
use super::read::{Name, all, bare, has, one, show, type_of, value, value_of, word, words_of};
use super::types::Type;
use super::units::YUAN;
use crate::diagnostic::Code;
use crate::program::{
    Bounds, Comparison, DocumentId, Node, NodeId, Notes, Openness, Parameter, ParameterId, ParameterRow, RegionId,
};
use crate::schema::{Head, Item};
use crate::span::Span;
use crate::syntax::tree::{Expression, ExpressionKind, Infix};
use crate::value::{Date, DurationUnit};

/// Where a row stands, for the check of overlaps.
struct Placed {
    stretch: Stretch,
    region: RegionId,
    span: Span,
    documents: Vec<DocumentId>,
    supersedes: Vec<DocumentId>,
}

impl Checker<'_> {
    /// A parameter with its rows.
    pub(super) fn build_parameter(&mut self, id: DeclarationId) -> Built {
        let Some(declaration) = self.found.get(id).cloned() else { return Built::Failed };
        let scope = self.scope_of(id);
        let item = declaration.item;
        let Some(mut ty) = self.parameter_type(item, &declaration.name, declaration.span) else { return Built::Failed };
        let bounds = self.bounds(&item.body, &ty, &scope, false);
        let set_locally = words_of(&item.body, "set_locally");
        let mut rows = Vec::new();
        let mut placed = Vec::new();
        let root = RegionId(0);
        if let Some(figure) = &item.equals {
            let citations = self.citations(&item.body, &scope);
            if let Some(value) = self.figure(figure, &scope, &mut ty, bounds) {
                let published = self.row_published(&item.body, &citations);
                rows.push(ParameterRow {
                    from: None,
                    to: None,
                    region: root,
                    value,
                    published,
                    supersedes: Vec::new(),
                    citations,
                    doubts: Vec::new(),
                });
            }
        }
        self.rows(&item.body, &scope, root, &mut ty, bounds, &mut rows, &mut placed);
        for area in all(&item.body, "region") {
            let Some(region) = self.region_named(area) else { continue };
            self.rows(&area.body, &scope, region, &mut ty, bounds, &mut rows, &mut placed);
        }
        self.overlaps(&declaration.name, &placed);
        self.gaps(&declaration.name, &placed);
        if rows.is_empty() && set_locally.is_none() && self.report.errors() == 0 {
            self.report
                .error(
                    Code::Empty,
                    declaration.span,
                    format!("参数 `{}` 没有值", declaration.name),
                    format!("parameter `{}` has no value", declaration.name),
                )
                .help(
                    "写成：参数 名：类型 = 值，或在块里一段时间一行",
                    "write `param name: type = value`, or a row for each period in a block",
                );
        }
        let notes = Notes { layer: self.layer(item.span, &scope), ..self.notes(&item.body, &scope) };
        let policy = self.policy_of(id);
        let parameter = ParameterId(u32::try_from(self.program.parameters.len()).unwrap_or(u32::MAX));
        self.program.parameters.push(Parameter {
            name: declaration.name,
            policy,
            kind: ty.kind(),
            rows,
            set_locally,
            bounds,
            notes,
        });
        self.spans.parameters.push(declaration.span);
        Built::Parameter(parameter, ty)
    }

    /// The type behind the colon; without one, the first figure tells.
    fn parameter_type(&mut self, item: &Item, name: &str, span: Span) -> Option<Type> {
        let written = one(&item.body, "unit").and_then(value).map(|unit| (show(unit).replace(' ', ""), unit.span));
        let glued = match &written {
            Some((text, at)) => Some(self.unit(text, *at)?),
            None => None,
        };
        let quantity = |glued: Option<super::units::Glued>| {
            glued.map_or(Type::plain(), |glued| Type::Quantity(glued.unit, glued.percent))
        };
        let Some(word) = type_of(item).and_then(bare) else {
            // Without a type the figure tells it.
            if glued.is_some() {
                return Some(quantity(glued));
            }
            let Some(first) = first_figure(item) else {
                let problem = self.report.error(
                    Code::TypeMissing,
                    span,
                    format!("`{name}` 没有写类型"),
                    format!("`{name}` has no type"),
                );
                problem.help("写成：参数 名：类型 = 值", "write `param name: type = value`");
                return None;
            };
            let scope = Scope::default();
            let length = self.program.nodes.len();
            let errors = self.report.errors();
            let ty = self.resolve_figure(first, &scope, None, Openness::Law).map(|typed| typed.ty);
            self.forget_nodes(length);
            if ty.is_none() && self.report.errors() == errors {
                self.report.error(
                    Code::TypeMissing,
                    span,
                    format!("`{name}` 没有写类型"),
                    format!("`{name}` has no type"),
                );
            }
            return ty;
        };
        Some(match word {
            "金额" | "money" => match glued {
                Some(glued) => Type::Quantity(glued.unit, false),
                None => Type::count(YUAN),
            },
            "百分比" | "percent" => Type::percent(),
            "日期" | "date" => Type::Date,
            "年度" | "year" => Type::Year,
            "是否" | "yes_no" => Type::Truth,
            "时长" | "duration" => {
                let unit = glued.and_then(|glued| Type::Quantity(glued.unit, false).duration_unit());
                match unit.or_else(|| self.figure_duration(item)) {
                    Some(unit) => Type::duration(unit),
                    None => Type::duration(DurationUnit::Months),
                }
            }
            "整数" | "whole" | "数值" | "number" => match glued {
                Some(glued) => quantity(Some(glued)),
                None => self.figure_unit(item),
            },
            other => {
                self.report
                    .error(
                        Code::TypeUnknown,
                        span,
                        format!("参数不能是类型 `{other}`"),
                        format!("a parameter cannot be of type `{other}`"),
                    )
                    .help(
                        "可以是：数值 整数 金额 百分比 时长 日期 年度 是否",
                        "it can be number, whole, money, percent, duration, date, year, yes_no",
                    );
                return None;
            }
        })
    }

    fn figure_duration(&self, item: &Item) -> Option<DurationUnit> {
        match &literal_in(first_figure(item)?)?.kind {
            ExpressionKind::Number { unit, .. } => {
                let glued = super::units::read(unit, &self.found.units)?;
                Type::Quantity(glued.unit, false).duration_unit()
            }
            _ => None,
        }
    }

    fn figure_unit(&self, item: &Item) -> Type {
        let unit = first_figure(item).and_then(literal_in).and_then(|literal| match &literal.kind {
            ExpressionKind::Number { unit, .. } => super::units::read(unit, &self.found.units),
            _ => None,
        });
        unit.map_or(Type::plain(), |glued| Type::Quantity(glued.unit, glued.percent))
    }

    #[expect(clippy::too_many_arguments, reason = "rows are read into two lists, for one place, of one type and bound")]
    fn rows(
        &mut self,
        body: &[Item],
        scope: &Scope,
        region: RegionId,
        ty: &mut Type,
        bounds: Bounds,
        rows: &mut Vec<ParameterRow>,
        placed: &mut Vec<Placed>,
    ) {
        for item in body {
            let Head::Line(line) = &item.head else { continue };
            // The figure stands behind the colon: as a value of its own, or still inside the line.
            let (when, figure) = match (&item.equals, &line.kind) {
                (Some(figure), _) => (line, figure),
                (None, ExpressionKind::Infix(Infix::Colon, _, when, figure)) => (when.as_ref(), figure.as_ref()),
                _ => {
                    self.report
                        .error(
                            Code::PeriodUnreadable,
                            line.span,
                            "这一行应写成 `时段：值`",
                            "a row is written `period: value`",
                        )
                        .help("如 2024年度 至 2025年度： 50%", "as in `2024年度 至 2025年度： 50%`");
                    continue;
                }
            };
            let onwards = has(&item.body, "onwards");
            let Some(stretch) = period::stretch(when, &item.values, onwards) else {
                self.report.error(Code::PeriodUnreadable, when.span, "时段写得不对", "this is no period").help(
                    "写成：2026-01-01 至 2026-06-30、2026-01-01 起、2024年度、2024年度 至 2025年度",
                    "write `2026-01-01 至 2026-06-30`, `2026-01-01 起`, `2024年度` or `2024年度 至 2025年度`",
                );
                continue;
            };
            let span = period::place(when, &item.values);
            self.more_than_a_day(when, &stretch);
            self.stretch_in_order(&stretch, span);
            let citations = self.citations(&item.body, scope);
            let supersedes = self.documents_named(&item.body, "supersedes", scope);
            let Some(value) = self.figure(figure, scope, ty, bounds) else { continue };
            let published = self.row_published(&item.body, &citations);
            placed.push(Placed {
                stretch,
                region,
                span,
                documents: citations.iter().filter_map(|citation| citation.document).collect(),
                supersedes: supersedes.clone(),
            });
            rows.push(ParameterRow {
                from: stretch.from,
                to: stretch.to,
                region,
                value,
                published,
                supersedes,
                citations,
                doubts: super::read::texts(&item.body, "doubt"),
            });
        }
    }

    /// A day alone holds for that day only, and whoever writes it mostly means from that day on.
    pub(super) fn more_than_a_day(&mut self, written: &Expression, stretch: &Stretch) {
        if matches!(written.kind, ExpressionKind::Date(_)) && stretch.to.is_some() {
            let day = show(written);
            self.report
                .error(
                    Code::PeriodUnreadable,
                    written.span,
                    "只写了一天，看不出是从这一天起，还是只有这一天",
                    "a day alone does not say whether it is from that day on, or that day only",
                )
                .help(
                    format!("写成：{day} 起；只有这一天的，写：{day} 至 {day}"),
                    format!("write `{day} 起`, or for that day only `{day} 至 {day}`"),
                );
        }
    }

    /// Reports a period that ends before it begins.
    pub(super) fn stretch_in_order(&mut self, stretch: &Stretch, span: Span) {
        if stretch.is_empty() {
            self.report
                .error(Code::PeriodBackwards, span, "结束的日子早于开始的日子", "the period ends before it begins")
                .help("把两个日子对调", "exchange the two days");
        }
    }

    /// A figure, cut to the range that it may be filled with.
    fn figure(&mut self, figure: &Expression, scope: &Scope, ty: &mut Type, bounds: Bounds) -> Option<NodeId> {
        let typed = self.resolve_figure(figure, scope, Some(ty), Openness::Law)?;
        let open = matches!(self.node(typed.node), Some(Node::Between(..)));
        if !open {
            self.within_bounds(typed.node, bounds, figure.span);
            return Some(typed.node);
        }
        let mut node = typed.node;
        if let Some(high) = bounds.high {
            node = self.push(Node::Least(vec![high, node]), ty.clone(), figure.span).node;
        }
        if let Some(low) = bounds.low {
            node = self.push(Node::Greatest(vec![low, node]), ty.clone(), figure.span).node;
        }
        Some(node)
    }

    fn within_bounds(&mut self, node: NodeId, bounds: Bounds, span: Span) {
        let Some(number) = self.constant(node) else { return };
        let low = bounds.low.and_then(|low| self.constant(low));
        let high = bounds.high.and_then(|high| self.constant(high));
        let fits = low.is_none_or(|low| Comparison::AtLeast.holds(number.cmp(&low)))
            && high.is_none_or(|high| Comparison::AtMost.holds(number.cmp(&high)));
        if !fits {
            self.report.error(Code::OutOfRange, span, "这个数不在 `范围` 之内", "the figure lies outside its `范围`");
        }
    }

    /// 公布 of the row, else of the first document that it cites.
    fn row_published(&self, body: &[Item], citations: &[crate::program::Citation]) -> Option<Date> {
        let own = value_of(body, "published").and_then(|expression| match &expression.kind {
            ExpressionKind::Date(date) => Some(*date),
            _ => None,
        });
        own.or_else(|| self.published(citations))
    }

    /// The place that an item names.
    pub(super) fn region_named(&mut self, item: &Item) -> Option<RegionId> {
        let name = super::fact::name_of(item)?;
        self.region(&name)
    }

    /// The place of a name.
    pub(super) fn region(&mut self, name: &Name) -> Option<RegionId> {
        if let Some(region) = self.regions.get(&name.text) {
            return Some(*region);
        }
        self.unknown_name(name, Space::Region, &Scope::default());
        None
    }

    /// Two rows of one place that hold on one day, where neither says that it goes before the other.
    fn overlaps(&mut self, name: &str, placed: &[Placed]) {
        for (at, later) in placed.iter().enumerate() {
            for earlier in placed.get(..at).into_iter().flatten() {
                if earlier.region != later.region || !earlier.stretch.meets(&later.stretch) {
                    continue;
                }
                let wins = |one: &Placed, other: &Placed| {
                    one.supersedes.iter().any(|document| other.documents.contains(document))
                };
                if wins(later, earlier) || wins(earlier, later) {
                    continue;
                }
                self.report
                    .error(
                        Code::PeriodOverlap,
                        later.span,
                        format!("参数 `{name}` 有两行在同一天都有效"),
                        format!("two rows of parameter `{name}` hold on the same day"),
                    )
                    .label(earlier.span, "与这一行重叠", "it overlaps this row")
                    .help(
                        "改正日期；后文取代前文的，在后一行写：取代 文件名",
                        "mend the days; where the later document replaces the earlier, write `supersedes document` on its row",
                    );
            }
        }
    }

    /// Days between two rows of one place that no row holds on.
    fn gaps(&mut self, name: &str, placed: &[Placed]) {
        let mut rows: Vec<&Placed> = placed.iter().filter(|row| row.region == RegionId(0)).collect();
        rows.sort_by_key(|row| row.stretch.from);
        let mut covered: Option<Option<Date>> = None;
        let mut found = Vec::new();
        for row in rows {
            if let (Some(Some(end)), Some(from)) = (covered, row.stretch.from)
                && let Some(next) = end.add_days(1)
                && from > next
                && let Some(last) = from.add_days(-1)
            {
                found.push((row.span, next, last));
            }
            covered = Some(match (covered, row.stretch.to) {
                (Some(None), _) | (_, None) => None,
                (Some(Some(end)), Some(to)) => Some(end.max(to)),
                (None, to) => to,
            });
        }
        for (span, from, to) in found {
            self.report
                .warning(
                    Code::PeriodGap,
                    span,
                    format!("参数 `{name}` 从 {from} 到 {to} 没有值"),
                    format!("parameter `{name}` has no value from {from} to {to}"),
                )
                .help("补上这一段，或改正日期", "add a row for these days, or mend the days");
        }
    }
}

/// The first figure of a parameter: behind `=`, or of its first row.
fn first_figure(item: &Item) -> Option<&Expression> {
    if let Some(figure) = &item.equals {
        return Some(figure);
    }
    item.body.iter().find_map(|row| match &row.head {
        Head::Line(line) => row.equals.as_ref().or(match &line.kind {
            ExpressionKind::Infix(Infix::Colon, _, _, figure) => Some(figure.as_ref()),
            _ => None,
        }),
        Head::Word(..) if word(row) == "region" => first_figure(row),
        _ => None,
    })
}

/// The first literal of a figure.
fn literal_in(figure: &Expression) -> Option<&Expression> {
    let mut at = figure;
    loop {
        match &at.kind {
            ExpressionKind::Number { .. } => return Some(at),
            ExpressionKind::Group(inner) | ExpressionKind::Prefix(_, inner) => at = inner,
            ExpressionKind::Infix(_, _, left, _) => at = left,
            _ => return None,
        }
    }
}
