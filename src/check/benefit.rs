//! Benefits: amounts with ceilings and rounding in the order written, and rights.

use super::checker::{Checker, Scope};
use super::policy::said;
use super::read::{all, declared, label, one, plain_word, value_of, word, words_of};
use super::service::words_or_phrase;
use super::types::{Type, Typed};
use crate::diagnostic::Code;
use crate::program::{Benefit, Node, NodeId, Notes, Openness};
use crate::schema::Item;
use crate::value::{Number, Rounding};

impl Checker<'_> {
    /// 待遇 of a policy, in source order.
    pub(super) fn benefits(&mut self, body: &[Item], scope: &Scope) -> Vec<Benefit> {
        let mut benefits = Vec::new();
        for item in all(body, "benefit") {
            let scope = self.scope_at(scope, item.span);
            benefits.push(self.benefit(item, &scope));
        }
        benefits
    }

    fn benefit(&mut self, item: &Item, scope: &Scope) -> Benefit {
        let name = declared(item).map(|name| name.text).unwrap_or_default();
        let expression = item.equals.as_ref().or_else(|| value_of(&item.body, "amount"));
        let formula = expression.and_then(|expression| self.resolve_figure(expression, scope, None, Openness::Law));
        if let (Some(formula), Some(expression)) = (&formula, expression)
            && !matches!(formula.ty, Type::Quantity(..))
        {
            let ty = formula.ty.clone();
            self.wrong_type(expression.span, &Type::count(super::units::YUAN), &ty);
        }
        let mut amount = formula.clone();
        let mut rounding = None;
        let mut cap = None;
        for step in &item.body {
            match word(step) {
                "cap" => {
                    let Some(typed) = super::read::value(step).and_then(|expression| {
                        let typed = self.resolve(expression, scope, None)?;
                        Some((typed, expression.span))
                    }) else {
                        continue;
                    };
                    let (typed, span) = typed;
                    cap = Some(typed.node);
                    if let Some(before) = amount.take()
                        && self.must_match(span, &before, &typed).is_some()
                    {
                        let ty = before.ty.clone();
                        amount = Some(self.push(Node::Least(vec![before.node, typed.node]), ty, step.span));
                    }
                }
                "round" => {
                    let Some((mode, size)) = self.rounding(step, scope) else { continue };
                    if let Some(constant) = self.constant(size.node) {
                        rounding = Some((mode, constant));
                    }
                    if let Some(before) = amount.take()
                        && self.must_match(step.span, &before, &size).is_some()
                    {
                        let ty = before.ty.clone();
                        amount = Some(self.push(Node::Round(mode, before.node, size.node), ty, step.span));
                    }
                }
                _ => {}
            }
        }
        // A rounding that cannot be read has been reported; that there is none would be said of it too.
        if let (Some(formula), false) = (&formula, super::read::has(&item.body, "round"))
            && formula.ty.kind() == crate::program::Kind::Money
            && !self.surely_whole_fen(formula.node)
        {
            self.report
                .error(
                    Code::RoundingMissing,
                    item.span,
                    format!("待遇 `{name}` 算出来可能不到一分的零头，没有写怎样舍入"),
                    format!("benefit `{name}` may come to a fraction of a fen and does not say how it is rounded"),
                )
                .help("写：舍入 四舍五入 到 0.01元", "write `round half_up to_step 0.01元`");
        }
        if formula.is_none() && expression.is_none() && !super::read::has(&item.body, "right") {
            self.report
                .error(
                    Code::Empty,
                    item.span,
                    format!("待遇 `{name}` 没有写给什么"),
                    format!("benefit `{name}` does not say what it gives"),
                )
                .help("写 `= 金额的算式`，或：权利 \"…\"", "write `= …` for an amount, or `right \"…\"`");
        }
        Benefit {
            name,
            when: self.when(&item.body, scope),
            formula: formula.map(|typed| typed.node),
            amount: amount.map(|typed| typed.node),
            rounding,
            cap,
            right: label(&item.body, "right"),
            term: one(&item.body, "term").map(said),
            budget: words_of(&item.body, "budget"),
            obtained: one(&item.body, "obtained").and_then(words_or_phrase),
            paid_by: self.payer(&item.body, scope),
            purpose: words_of(&item.body, "purpose"),
            notes: Notes { layer: self.layer(item.span, scope), ..self.notes(&item.body, scope) },
        }
    }

    /// 支付; 本地区 is the place of the policy.
    fn payer(&self, body: &[Item], scope: &Scope) -> Option<String> {
        let item = one(body, "paid_by")?;
        let [only] = item.values.as_slice() else { return words_or_phrase(item) };
        if !matches!(plain_word(&only.expression), Some("本地区" | "this_region")) {
            return words_or_phrase(item);
        }
        let policy = self.policies.get(&scope.policy?)?;
        let region = self.program.policies.get(policy.index())?.region;
        let region = self.program.regions.get(region.index())?;
        Some(region.title.as_ref().map_or_else(|| region.name.clone(), |title| title.zh.clone()))
    }

    /// `四舍五入 到 0.01元`.
    fn rounding(&mut self, item: &Item, scope: &Scope) -> Option<(Rounding, Typed)> {
        let mode = item.values.first().and_then(|value| plain_word(&value.expression)).and_then(|word| match word {
            "四舍五入" | "half_up" => Some(Rounding::HalfUp),
            "四舍六入" | "half_even" => Some(Rounding::HalfEven),
            "舍去" | "down" => Some(Rounding::Down),
            "进一" | "up" => Some(Rounding::Up),
            _ => None,
        });
        let step = item
            .values
            .last()
            .filter(|value| !matches!(plain_word(&value.expression), Some("到" | "to_step")) && item.values.len() > 1);
        let (Some(mode), Some(step)) = (mode, step) else {
            self.report
                .error(
                    Code::AttributeValue,
                    item.span,
                    "舍入应写成 `四舍五入 到 0.01元`",
                    "rounding is written `half_up to_step 0.01元`",
                )
                .help("方式有：四舍五入、四舍六入、舍去、进一", "modes are half_up, half_even, down, up");
            return None;
        };
        let size = self.resolve(&step.expression, scope, None)?;
        if self.constant(size.node).is_some_and(|size| !size.is_positive()) {
            self.report.error(
                Code::DivisionByZero,
                step.expression.span,
                "舍入的单位必须大于零",
                "the step of rounding must be above zero",
            );
            return None;
        }
        Some((mode, size))
    }

    /// True if an amount of money is a multiple of 0.01 whatever the facts are: facts of money, whole numbers of
    /// things, and constants that are such multiples.
    fn surely_whole_fen(&self, node: NodeId) -> bool {
        self.grain(node, 0).is_some_and(|grain| {
            let fen = Number::ratio(1, 100).unwrap_or(Number::ONE);
            grain.div(&fen).is_some_and(|times| times.is_whole())
        })
    }

    /// A number of which a value is surely a multiple.
    fn grain(&self, node: NodeId, depth: usize) -> Option<Number> {
        use crate::program::Arithmetic;
        if depth > 64 {
            return None;
        }
        if let Some(constant) = self.constant(node) {
            // Zero is a multiple of anything.
            return Some(if constant.is_zero() { Number::from(1_000_000) } else { constant.abs() });
        }
        let deeper = depth.saturating_add(1);
        let both = |a: NodeId, b: NodeId| {
            let (a, b) = (self.grain(a, deeper)?, self.grain(b, deeper)?);
            finer(&a, &b).or_else(|| {
                let fen = Number::ratio(1, 100)?;
                (a.div(&fen)?.is_whole() && b.div(&fen)?.is_whole()).then_some(fen)
            })
        };
        match self.node(node)? {
            Node::Fact(fact) | Node::FactInYear(fact, _) => {
                let fact = self.program.facts.get(fact.index())?;
                match fact.kind {
                    _ if fact.whole => Some(Number::ONE),
                    crate::program::Kind::Money => Number::ratio(1, 100),
                    _ => None,
                }
            }
            Node::Parameter(parameter) => {
                let parameter = self.program.parameters.get(parameter.index())?;
                let mut values = parameter.rows.iter().map(|row| self.grain(row.value, deeper));
                let first = values.next()??;
                values.try_fold(first, |grain, next| finer(&grain, &next?))
            }
            Node::Definition(definition) => self.grain(self.program.definitions.get(definition.index())?.root, deeper),
            Node::Table(table) => {
                let table = self.program.tables.get(table.index())?;
                let mut outputs = table.rows.iter().filter_map(|row| row.output);
                let first = outputs.next()?;
                outputs.try_fold(self.grain(first, deeper)?, |grain, next| finer(&grain, &self.grain(next, deeper)?))
            }
            // What a place fills in is such an amount as the ends are.
            Node::Between(Some(low), Some(high), _) => both(*low, *high),
            Node::Round(_, _, step) => self.constant(*step),
            Node::If(_, a, b) => both(*a, *b),
            Node::Least(all) | Node::Greatest(all) => {
                let mut all = all.iter();
                let first = self.grain(*all.next()?, deeper)?;
                all.try_fold(first, |grain, node| finer(&grain, &self.grain(*node, deeper)?))
            }
            Node::Negate(a) => self.grain(*a, deeper),
            Node::Arithmetic(Arithmetic::Add | Arithmetic::Subtract, a, b) => both(*a, *b),
            Node::Arithmetic(Arithmetic::Multiply, a, b) => Some(&self.grain(*a, deeper)? * &self.grain(*b, deeper)?),
            Node::OverRecords(crate::program::Fold::Count, ..) => Some(Number::ONE),
            _ => None,
        }
    }
}

/// The one of two grains of which the other is a multiple.
fn finer(one: &Number, other: &Number) -> Option<Number> {
    if one.div(other)?.is_whole() { Some(other.clone()) } else { other.div(one)?.is_whole().then(|| one.clone()) }
}
