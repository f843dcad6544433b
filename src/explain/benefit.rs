//! What a policy gives: the amount as known, why it is open, and how it is worked out.

use std::collections::BTreeSet;

use super::answer::{BenefitAnswer, ComputationStep, Needed, OpenAnswer, Text};
use super::comparison::{name_of, through_names};
use super::known::{labelled, number_text, shown, unit};
use super::law::{cites, own_title};
use super::material::needed_of;
use super::open::{blocked_answers, missing_of};
use super::sentence::{Amount, Precision, Sentence, figure, say};
use super::used::{doubts_used, slot_names, slot_text, used};
use crate::eval::graph::Target;
use crate::eval::{BenefitState, Run, Slot};
use crate::program::{Arithmetic, Benefit, Kind, Node, NodeId, Policy, PolicyId, Program};
use crate::value::{Marks, Number, Range, Truth, Value};

/// A computation with more steps than this is read in its trace.
const MOST_STEPS: usize = 32;

/// A benefit of a version of a policy, which was entered. Of several versions that may be the one, `which` are the facts
/// that tell which, if the others say otherwise.
pub(crate) fn benefit(
    run: &mut Run<'_>,
    id: PolicyId,
    policy: &Policy,
    benefit: &Benefit,
    state: &BenefitState,
    which: &[Slot],
) -> BenefitAnswer {
    let program = run.program();
    let given = needed_of(state.given);
    let amount = benefit.amount.filter(|_| given != Needed::No).zip(state.amount.as_ref());
    let amount = amount.map(|(node, range)| Worth::of(program, node, range));
    let roots: Vec<NodeId> = benefit.when.into_iter().chain(benefit.amount).collect();
    let amount_is_open = amount.as_ref().is_some_and(|worth| !worth.range.is_settled());
    let open_when = benefit.when.filter(|_| given == Needed::Unknown).map(Target::Node);
    let decides = missing_of(run, id, open_when);
    let decides = decides.iter().chain(which).map(|slot| slot_text(program, *slot)).collect();
    let open = benefit.when.filter(|_| given == Needed::Unknown).into_iter();
    let open = open.chain(benefit.amount.filter(|_| amount_is_open)).map(Target::Node);
    let open_slots: BTreeSet<Slot> = missing_of(run, id, open).into_iter().chain(which.iter().copied()).collect();
    let because = amount.as_ref().map_or_else(Vec::new, |worth| because(worth.range.marks()));
    let blocked = blocked_answers(program, &state.blocked);
    let undecidable = blocked.first().filter(|_| state.given == Truth::UNDEFINED).map(|blocked| &blocked.text);
    let words = words(benefit, given, decides, undecidable, amount.as_ref());
    BenefitAnswer {
        id: benefit.name.clone(),
        title: own_title(benefit.notes.title.as_ref()),
        amount: amount.as_ref().and_then(Worth::settled),
        at_least: amount.as_ref().and_then(Worth::at_least),
        at_most: amount.as_ref().and_then(Worth::at_most),
        unit: amount.as_ref().and_then(|worth| unit(&worth.kind)),
        fixed_by: because
            .first()
            .filter(|first| **first == OpenAnswer::Law)
            .and_then(|_| fixed_by(run, policy, benefit)),
        because,
        given,
        right: own_title(benefit.right.as_ref()),
        term: benefit.term.clone(),
        budget: benefit.budget.clone(),
        obtained: benefit.obtained.clone(),
        paid_by: benefit.paid_by.clone(),
        purpose: benefit.purpose.clone(),
        computation: match &amount {
            Some(worth) if which.is_empty() => computation(run, benefit, worth),
            _ => Vec::new(),
        },
        cite: cites(program, &benefit.notes.citations),
        layer: benefit.notes.layer.clone(),
        doubt: doubts_used(run, &benefit.notes.doubts, roots),
        missing: slot_names(program, &open_slots),
        blocked,
        text: words,
    }
}

/// An amount as known, and what it is.
struct Worth {
    range: Range,
    kind: Kind,
}

impl Worth {
    fn of(program: &Program, node: NodeId, range: &Range) -> Worth {
        let kind = program.kinds.get(node.index()).cloned().unwrap_or(Kind::Money);
        Worth { range: range.clone(), kind }
    }

    fn settled(&self) -> Option<String> {
        self.range.is_point().map(|number| number_text(number, &self.kind))
    }

    fn at_least(&self) -> Option<String> {
        self.end(self.range.low().number())
    }

    fn at_most(&self) -> Option<String> {
        self.end(self.range.high().number())
    }

    fn end(&self, end: Option<&Number>) -> Option<String> {
        let open = self.range.is_point().is_none() && !self.range.is_nothing();
        end.filter(|_| open).map(|number| number_text(number, &self.kind))
    }

    fn words(&self) -> Amount {
        if let Some(number) = self.range.is_point() {
            return Amount::Exactly(figure(number, &self.kind, Precision::Nearest));
        }
        if self.range.is_nothing() {
            return Amount::NoValue;
        }
        let high = self.range.high().number().map(|high| figure(high, &self.kind, Precision::Outward));
        // The law's own ceiling is read as one: "at most", not "from nothing to". Nor does anybody receive less than nothing.
        let only_law = because(self.range.marks()) == [OpenAnswer::Law];
        let low = self.range.low().number().filter(|low| low.is_positive() || (low.is_zero() && !only_law));
        let low = low.map(|low| figure(low, &self.kind, Precision::Least));
        match (low, high) {
            // One figure, or none at all: why there may be none is told beside it.
            (Some(_), Some(high)) if self.range.low().number() == self.range.high().number() => Amount::Exactly(high),
            (Some(low), Some(high)) => Amount::Between(low, high),
            (None, Some(high)) => Amount::AtMost(high),
            (Some(low), None) if self.range.low().number().is_some_and(|low| !low.is_zero()) => Amount::AtLeast(low),
            _ => Amount::Open,
        }
    }
}

/// Why an amount is open.
pub(super) fn because(marks: Marks) -> Vec<OpenAnswer> {
    let reasons =
        [(marks.law, OpenAnswer::Law), (marks.missing, OpenAnswer::Facts), (marks.judged, OpenAnswer::Judged)];
    reasons.into_iter().filter(|(open, _)| *open).map(|(_, reason)| reason).collect()
}

/// What it gives, in a few words; `decides` are the facts on which it depends whether it is given, `undecidable` says why
/// that cannot be worked out.
fn words(
    benefit: &Benefit,
    given: Needed,
    decides: Vec<Text>,
    undecidable: Option<&Text>,
    amount: Option<&Worth>,
) -> Text {
    let what = what_is_given(benefit, amount);
    if let (Needed::Unknown, Some(why)) = (given, undecidable) {
        return Text { zh: format!("{}；{}", what.zh, why.zh), en: format!("{}; {}", what.en, why.en) };
    }
    match given {
        Needed::No => say(&Sentence::NotGiven),
        Needed::Unknown => say(&Sentence::GivenIf { what, facts: decides }),
        Needed::Yes => what,
    }
}

fn what_is_given(benefit: &Benefit, amount: Option<&Worth>) -> Text {
    let right = benefit.right.as_ref().map(|right| labelled(&right.zh, Some(right)));
    match (amount, right) {
        (Some(worth), None) => say(&Sentence::Amount(worth.words())),
        (None, Some(right)) => right,
        (Some(worth), Some(right)) => {
            let amount = say(&Sentence::Amount(worth.words()));
            Text { zh: format!("{}，{}", right.zh, amount.zh), en: format!("{}, {}", right.en, amount.en) }
        }
        (None, None) => labelled(&benefit.name, benefit.notes.title.as_ref()),
    }
}

/// Who sets the figure that the law leaves open: the place that a parameter or score is left to, else the delegate.
fn fixed_by(run: &mut Run<'_>, policy: &Policy, benefit: &Benefit) -> Option<String> {
    let program = run.program();
    let named = used(run, benefit.amount).into_iter().find_map(|target| match target {
        Target::Node(id) => match program.nodes.get(id.index())? {
            Node::Parameter(id) => program.parameters.get(id.index())?.set_locally.clone(),
            _ => None,
        },
        Target::Score(id) => program.scores.get(id.index())?.set_locally.clone(),
    });
    named.or_else(|| policy.delegated.clone())
}

/// How an amount is worked out, as a small table: what it starts from, what is done to it, what comes out.
fn computation(run: &mut Run<'_>, benefit: &Benefit, worth: &Worth) -> Vec<ComputationStep> {
    let Some(formula) = benefit.formula.or(benefit.amount) else { return Vec::new() };
    let mut steps = Vec::new();
    terms(run, formula, None, &mut steps);
    finishing(run, benefit, formula, &mut steps);
    if steps.len() < 2 {
        return Vec::new();
    }
    steps.truncate(MOST_STEPS);
    steps.push(ComputationStep {
        op: Some("=".to_owned()),
        label: labelled(&benefit.name, benefit.notes.title.as_ref()),
        value: say(&Sentence::Amount(worth.words())),
    });
    steps
}

/// Sums and products one operand a line; what is inside brackets stays one line.
fn terms(run: &mut Run<'_>, node: NodeId, op: Option<&str>, steps: &mut Vec<ComputationStep>) {
    let program = run.program();
    // The spine of `a * b / c` leans to the left: gathered from its end, then turned round.
    let mut rest = Vec::new();
    let mut first = through_names(program, node);
    while let Some(Node::Arithmetic(sign, left, right)) = program.nodes.get(first.index()) {
        let is_sum = |sign: &Arithmetic| matches!(sign, Arithmetic::Add | Arithmetic::Subtract);
        if rest.first().is_some_and(|(outer, _)| is_sum(outer) != is_sum(sign)) || rest.len() >= MOST_STEPS {
            break;
        }
        rest.push((*sign, *right));
        first = *left;
    }
    if rest.is_empty() {
        steps.push(line(run, op, node));
        return;
    }
    steps.push(line(run, op, first));
    for (sign, right) in rest.into_iter().rev() {
        let op = match sign {
            Arithmetic::Add => "+",
            Arithmetic::Subtract => "-",
            Arithmetic::Multiply => "*",
            Arithmetic::Divide => "/",
        };
        steps.push(line(run, Some(op), right));
    }
}

fn line(run: &mut Run<'_>, op: Option<&str>, node: NodeId) -> ComputationStep {
    let label = name_of(run, node).unwrap_or_else(|| expression(run, node, 3));
    ComputationStep { op: op.map(str::to_owned), label, value: value_text(run, node) }
}

fn value_text(run: &mut Run<'_>, node: NodeId) -> Text {
    let program = run.program();
    let kind = program.kinds.get(node.index()).cloned().unwrap_or(Kind::Money);
    let value = run.value(node);
    // That something is not negative is no knowledge of it.
    let unbounded =
        |range: &Range| range.high().number().is_none() && range.low().number().is_none_or(|low| !low.is_positive());
    if matches!(&value, Value::Number(range) if !range.is_nothing() && unbounded(range)) {
        return say(&Sentence::NotKnown);
    }
    let precision = match program.nodes.get(node.index()) {
        Some(Node::Number(_)) => Precision::Exact,
        _ => Precision::Nearest,
    };
    match shown(program, &kind, &value, precision) {
        Some(shown) => say(&Sentence::Value(shown)),
        None if value.is_undefined() => say(&Sentence::NoValue),
        None => say(&Sentence::NotKnown),
    }
}

/// An expression in words, for what has no name: `应税所得 × 税率`.
fn expression(run: &mut Run<'_>, node: NodeId, deep: usize) -> Text {
    if let Some(name) = name_of(run, node) {
        return name;
    }
    let program = run.program();
    match program.nodes.get(node.index()) {
        Some(Node::Number(_) | Node::Date(_)) => say(&Sentence::Constant),
        Some(node @ (Node::Greatest(ends) | Node::Least(ends))) if deep > 0 => {
            let (figures, rest): (Vec<NodeId>, Vec<NodeId>) =
                ends.iter().copied().partition(|end| is_figure(program, *end));
            let ([figure], [of]) = (figures.as_slice(), rest.as_slice()) else { return say(&Sentence::WorkedOut) };
            let than = program.kinds.get(figure.index()).zip(Some(run.value(*figure)));
            let than = than.and_then(|(kind, value)| shown(program, kind, &value, Precision::Nearest));
            let (Some(than), of) = (than, expression(run, *of, deep - 1)) else { return say(&Sentence::WorkedOut) };
            say(&if matches!(node, Node::Greatest(_)) {
                Sentence::NoLess { of, than }
            } else {
                Sentence::NoMore { of, than }
            })
        }
        Some(Node::Arithmetic(sign, left, right)) if deep > 0 => {
            let product = matches!(sign, Arithmetic::Multiply | Arithmetic::Divide);
            let tight = matches!(sign, Arithmetic::Subtract | Arithmetic::Divide);
            let (left, right) = (
                operand(run, *left, product, false, deep - 1),
                operand(run, *right, product || tight, tight, deep - 1),
            );
            let sign = match sign {
                Arithmetic::Add => "+",
                Arithmetic::Subtract => "−",
                Arithmetic::Multiply => "×",
                Arithmetic::Divide => "÷",
            };
            Text { zh: format!("{} {sign} {}", left.zh, right.zh), en: format!("{} {sign} {}", left.en, right.en) }
        }
        _ => say(&Sentence::WorkedOut),
    }
}

/// An operand, in brackets where it would be read otherwise: a sum under a product, a product under a quotient.
fn operand(run: &mut Run<'_>, node: NodeId, sums: bool, products: bool, deep: usize) -> Text {
    let text = expression(run, node, deep);
    if name_of(run, node).is_some() || deep == 0 {
        return text;
    }
    let brackets = match run.program().nodes.get(node.index()) {
        Some(Node::Arithmetic(Arithmetic::Add | Arithmetic::Subtract, ..)) => sums,
        Some(Node::Arithmetic(..)) => products,
        _ => false,
    };
    match brackets {
        true => Text { zh: format!("（{}）", text.zh), en: format!("({})", text.en) },
        false => text,
    }
}

fn is_figure(program: &Program, node: NodeId) -> bool {
    matches!(program.nodes.get(node.index()), Some(Node::Number(_) | Node::Date(_)))
}

/// Rounding and ceiling, as written around the formula.
fn finishing(run: &mut Run<'_>, benefit: &Benefit, formula: NodeId, steps: &mut Vec<ComputationStep>) {
    let program = run.program();
    let mut outer = Vec::new();
    let Some(mut node) = benefit.amount else { return };
    while node != formula {
        let inner = match program.nodes.get(node.index()) {
            Some(Node::Round(how, inner, step)) => {
                let kind = program.kinds.get(step.index()).cloned().unwrap_or(Kind::Money);
                let step = shown(program, &kind, &run.value(*step), Precision::Exact);
                outer.push(("round", Sentence::Rounded { how: *how, step }, node));
                *inner
            }
            Some(Node::Least(nodes)) => {
                outer.push(("cap", Sentence::Capped, benefit.cap.unwrap_or(node)));
                match nodes.first() {
                    Some(inner) => *inner,
                    None => break,
                }
            }
            _ => break,
        };
        node = inner;
    }
    for (op, label, node) in outer.into_iter().rev() {
        steps.push(ComputationStep { op: Some(op.to_owned()), label: say(&label), value: value_text(run, node) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::End;

    fn words(low: &str, high: Option<&str>) -> String {
        let number = |text: &str| Number::parse(text).expect("a number");
        let high = high.map_or(End::Infinite, |high| End::Closed(number(high)));
        let range = Range::between(End::Closed(number(low)), high, false, Marks::default()).expect("a range");
        say(&Sentence::Amount(Worth { range, kind: Kind::Money }.words())).zh
    }

    #[test]
    fn nobody_receives_less_than_nothing() {
        assert_eq!(words("-250000", None), "金额未定");
        assert_eq!(words("-250000", Some("600000")), "最多 60 万元");
        assert_eq!(words("0", Some("12000")), "0–1.20 万元");
        assert_eq!(words("1000", None), "至少 1,000 元");
    }
}
