//! The comparisons of a condition: value beside threshold, as wanted for the condition to hold.

use std::collections::{BTreeSet, HashSet};

use super::answer::{ComparisonAnswer, ConditionOutcome, Quantity, Text};
use super::known::{labelled, number_text, option_name, quantity, shown, unit};
use super::sentence::{Among, Compared, Precision, Sentence, Shown, distance, figure, say};
use super::tier::tier;
use super::used::{chosen_exceptions, possible, slot_names, slot_text, slots_read, truth_of};
use crate::eval::graph::{Target, with_inner_scores};
use crate::eval::{Run, Slot};
use crate::program::{Comparison, ConditionId, Each, Fold, Kind, Member, Node, NodeId, PassMark, Program, ScoreId};
use crate::value::{End, Number, Range, Truth, Value};

/// A condition with more comparisons than this is read in its trace.
const MOST_COMPARISONS: usize = 24;

/// No more years lie between two days of which something is known.
const MOST_YEARS: i64 = 1000;

/// What is tested inside a condition.
#[derive(Default)]
pub(crate) struct Tested {
    /// Comparisons in the order written.
    pub(crate) comparisons: Vec<ComparisonAnswer>,
    /// Those of them, by their places, that decide nothing: of several ways of which another holds.
    pub(crate) aside: HashSet<usize>,
    /// Plain facts that are asked for as yes or no, with what was filled in, and whether that is as wanted.
    pub(crate) given: Vec<(Text, Shown, ConditionOutcome)>,
    /// Lines that people have decided, how, and whether that is as wanted.
    pub(crate) decided: Vec<(String, bool, ConditionOutcome)>,
    /// Other conditions and policies that it reads, what became of them, and whether that is as wanted.
    pub(crate) verdicts: Vec<(Text, ConditionOutcome, ConditionOutcome)>,
}

/// The comparisons inside a condition. Conditions that stand in it or elsewhere have their own.
pub(crate) fn tested(run: &mut Run<'_>, root: NodeId, own: Option<ConditionId>) -> Tested {
    let program = run.program();
    let mut tested = Tested::default();
    let mut seen = HashSet::new();
    let mut stack = vec![(root, true, true)];
    while let Some((id, wanted, decides)) = stack.pop() {
        if !seen.insert((id, wanted)) || tested.comparisons.len() >= MOST_COMPARISONS {
            continue;
        }
        if !decides && is_test(program.nodes.get(id.index())) {
            tested.aside.insert(tested.comparisons.len());
        }
        match program.nodes.get(id.index()) {
            Some(Node::All(nodes) | Node::Any(nodes) | Node::AtLeast(_, nodes)) => {
                // Where one way is enough and is taken, the others decide nothing.
                let one_is_enough = match program.nodes.get(id.index()) {
                    Some(Node::Any(_)) => wanted,
                    Some(Node::All(_)) => !wanted,
                    _ => false,
                };
                let taken = one_is_enough && outcome(run, id, wanted) == ConditionOutcome::Met;
                for node in nodes.iter().rev() {
                    let decides = decides && (!taken || outcome(run, *node, wanted) == ConditionOutcome::Met);
                    stack.push((*node, wanted, decides));
                }
            }
            Some(Node::Not(node)) => stack.push((*node, !wanted, decides)),
            Some(Node::Definition(definition)) => {
                stack.extend(program.definitions.get(definition.index()).map(|it| (it.root, wanted, decides)));
            }
            Some(Node::Condition(condition)) if Some(*condition) == own => {
                stack.extend(program.conditions.get(condition.index()).map(|it| (it.root, wanted, decides)));
            }
            Some(Node::If(guard, then, otherwise)) => {
                let (may_hold, may_fail) = possible(run, *guard);
                stack.extend(may_fail.then_some((*otherwise, wanted, decides)));
                stack.extend(may_hold.then_some((*then, wanted, decides)));
            }
            Some(Node::Exceptions(base, exceptions)) => {
                let values = chosen_exceptions(run, *base, exceptions).values;
                stack.extend(values.into_iter().rev().map(|value| (value, wanted, decides)));
            }
            Some(Node::Compare(sign, left, right)) => {
                let compared = compare(run, id, *sign, *left, *right, wanted);
                tested.comparisons.push(compared);
            }
            Some(Node::OneOf(value, members)) => {
                let compared = among(run, id, *value, members, wanted);
                tested.comparisons.push(compared);
            }
            Some(Node::Within(place, region)) => {
                let members = [Member::Value(*region)];
                let compared = among(run, id, *place, &members, wanted);
                tested.comparisons.push(compared);
            }
            Some(Node::Contains(choices, option)) => {
                let compared = contains(run, id, *choices, *option, wanted);
                tested.comparisons.push(compared);
            }
            Some(Node::Passes(score)) => {
                // Each pass mark by itself: the whole may have points enough while a part has not.
                for part in with_inner_scores(program, *score) {
                    if let Some(mark) = pass(run, part, wanted) {
                        tested.aside.extend((!decides).then_some(tested.comparisons.len()));
                        tested.comparisons.push(mark);
                    }
                }
            }
            // What decides nothing is told nowhere; only what can be drawn stands in the answer all the same.
            _ if !decides => {}
            Some(Node::Fact(_) | Node::FactInYear(..) | Node::Column(..)) => {
                if let (Some(slot), value) = (run.slot(id), run.value(id))
                    && let Some(shown) = shown(program, &Kind::Truth, &value, Precision::Nearest)
                {
                    tested.given.push((slot_text(program, slot), shown, outcome(run, id, wanted)));
                }
            }
            Some(Node::Judged(judged)) => {
                let holds = match run.known(Slot::Judged(*judged)) {
                    Some(Value::Truth(truth)) if truth.is_settled() => Some(*truth == Truth::MET),
                    _ => None,
                };
                if let (Some(holds), Some(line)) = (holds, program.judged.get(judged.index())) {
                    tested.decided.push((line.name.clone(), holds, outcome(run, id, wanted)));
                }
            }
            Some(Node::Condition(_) | Node::Policy(_)) => {
                if let Some(name) = name_of(run, id) {
                    let found = outcome_of(truth_of(run, id));
                    tested.verdicts.push((name, found, outcome(run, id, wanted)));
                }
            }
            _ => {}
        }
    }
    tested
}

/// Whether a node is a single comparison.
fn is_test(node: Option<&Node>) -> bool {
    matches!(node, Some(Node::Compare(..) | Node::OneOf(..) | Node::Within(..) | Node::Contains(..)))
}

/// Whether one of several ways would be enough for a condition.
pub(crate) fn is_choice_of_ways(program: &Program, root: NodeId, own: Option<ConditionId>) -> bool {
    let mut at = through_names(program, root);
    if let Some(Node::Condition(condition)) = program.nodes.get(at.index())
        && Some(*condition) == own
        && let Some(condition) = program.conditions.get(condition.index())
    {
        at = through_names(program, condition.root);
    }
    while let Some(Node::All(nodes)) = program.nodes.get(at.index())
        && let [only] = nodes.as_slice()
    {
        // A node refers only to nodes before it, so this ends.
        at = through_names(program, *only);
    }
    matches!(program.nodes.get(at.index()), Some(Node::Any(ways)) if ways.len() > 1)
}

/// Whether a truth is as wanted.
fn outcome(run: &mut Run<'_>, node: NodeId, wanted: bool) -> ConditionOutcome {
    let truth = truth_of(run, node);
    outcome_of(if wanted { truth } else { truth.not() })
}

/// What became of a condition with this truth.
pub(crate) fn outcome_of(truth: Truth) -> ConditionOutcome {
    match truth {
        Truth::MET => ConditionOutcome::Met,
        Truth::UNMET => ConditionOutcome::Unmet,
        Truth::JUDGED => ConditionOutcome::Judged,
        _ => ConditionOutcome::Unknown,
    }
}

fn compare(
    run: &mut Run<'_>,
    id: NodeId,
    sign: Comparison,
    left: NodeId,
    right: NodeId,
    wanted: bool,
) -> ComparisonAnswer {
    let program = run.program();
    let sign = if wanted { sign } else { sign.negated() };
    let (facts_left, facts_right) = (facts_of(run, left), facts_of(run, right));
    let is_figure =
        |run: &mut Run<'_>, node: NodeId, facts: &BTreeSet<Slot>| facts.is_empty() || is_chosen_figure(run, node);
    let left_is_figure = is_figure(run, left, &facts_left) && !is_figure(run, right, &facts_right);
    let (value, threshold, sign, facts, others) = if left_is_figure {
        (right, left, sign.exchanged(), facts_right, facts_left)
    } else {
        (left, right, sign, facts_left, facts_right)
    };
    let figure_is_chosen = is_chosen_figure(run, threshold);
    let from: BTreeSet<Slot> =
        if figure_is_chosen || left_is_figure { facts } else { facts.into_iter().chain(others).collect() };
    let kind = kind_of_both(program, value, threshold);
    let (known, figure) = (told(run, value), run.value(threshold));
    let outcome = outcome(run, id, wanted);
    let name = name_of(run, value);
    let compared = compared(program, name.clone(), &known, sign, &figure, &kind, outcome);
    ComparisonAnswer {
        name: name.map(|name| name.zh),
        value: quantity(program, &kind, &known),
        op: sign_text(sign).to_owned(),
        threshold: quantity(program, &kind, &figure),
        unit: unit(&kind),
        scale: full_mark(program, value).map(|full| number_text(&full, &kind)),
        from: slot_names(program, &from),
        outcome,
        tier: tier(run, threshold, &kind),
        text: say(&Sentence::Compared(compared)),
    }
}

/// The value of a node as it is told: years counted from the ends of the calendar only say that a day is unknown.
fn told(run: &mut Run<'_>, node: NodeId) -> Value {
    let program = run.program();
    let value = run.value(node);
    let (Value::Number(range), Some(Node::FullYears(..))) =
        (&value, program.nodes.get(through_names(program, node).index()))
    else {
        return value;
    };
    let most = Number::from(MOST_YEARS);
    let tells = |end: &End| if end.number().is_some_and(|end| end.abs() >= most) { End::Infinite } else { end.clone() };
    Range::between(tells(range.low()), tells(range.high()), range.is_whole(), range.marks())
        .map_or(value, Value::Number)
}

/// The sentence of a comparison; the value never rounded onto the threshold.
fn compared(
    program: &Program,
    name: Option<Text>,
    value: &Value,
    sign: Comparison,
    threshold: &Value,
    kind: &Kind,
    outcome: ConditionOutcome,
) -> Compared {
    let figure = number_of(threshold);
    let number = number_of(value);
    let precision = figure.map_or(Precision::Nearest, Precision::Beside);
    Compared {
        name,
        value: shown(program, kind, value, precision).filter(|_| !is_open_choice(value, outcome)),
        sign,
        threshold: shown(program, kind, threshold, number.map_or(Precision::Nearest, Precision::Beside)),
        distance: match (number, figure, outcome) {
            (Some(number), Some(figure), ConditionOutcome::Unmet) if number != figure => {
                Some(distance(number, figure, kind))
            }
            _ => None,
        },
        unknown: !value.is_undefined(),
        above: number.zip(figure).is_some_and(|(number, figure)| number > figure),
        by_people: matches!(value, Value::Number(range) if !range.marks().missing),
        outcome,
    }
}

/// Which of several choices it is decides, and is not known yet.
fn is_open_choice(value: &Value, outcome: ConditionOutcome) -> bool {
    let open = matches!(value, Value::Choice(choice) if !choice.is_settled());
    open && !matches!(outcome, ConditionOutcome::Met | ConditionOutcome::Unmet)
}

fn number_of(value: &Value) -> Option<&Number> {
    match value {
        Value::Number(range) => range.only_number(),
        _ => None,
    }
}

fn among(run: &mut Run<'_>, id: NodeId, value: NodeId, members: &[Member], wanted: bool) -> ComparisonAnswer {
    let program = run.program();
    let kind = program.kinds.get(value.index()).cloned().unwrap_or(Kind::Text);
    let known = run.value(value);
    let mut names = Vec::new();
    let mut shown_members = Vec::new();
    for member in members {
        match member {
            Member::Value(node) => {
                let member = run.value(*node);
                let kind = program.kinds.get(node.index()).unwrap_or(&kind);
                names.extend(quantity(program, kind, &member).map(|it| quantity_text(&it)));
                shown_members.extend(shown(program, kind, &member, Precision::Nearest));
            }
            Member::Span(low, high) => {
                if let (Value::Number(low), Value::Number(high)) = (run.value(*low), run.value(*high)) {
                    let span = Value::Number(low.hull(&high));
                    names.extend(quantity(program, &kind, &span).map(|it| quantity_text(&it)));
                    shown_members.extend(shown(program, &kind, &span, Precision::Nearest));
                }
            }
        }
    }
    let outcome = outcome(run, id, wanted);
    let name = name_of(run, value);
    let sentence = Among {
        name: name.clone(),
        value: shown(program, &kind, &known, Precision::Nearest).filter(|_| !is_open_choice(&known, outcome)),
        not: !wanted,
        members: shown_members,
        places: kind == Kind::Region,
        outcome,
    };
    // A single range can be drawn, names cannot.
    let threshold = match members {
        [Member::Span(low, high)] => match (run.value(*low), run.value(*high)) {
            (Value::Number(low), Value::Number(high)) => quantity(program, &kind, &Value::Number(low.hull(&high))),
            _ => None,
        },
        _ => Some(Quantity::Names(names)),
    };
    let from = facts_of(run, value);
    ComparisonAnswer {
        name: name.map(|name| name.zh),
        value: quantity(program, &kind, &known),
        op: if wanted { "in" } else { "not_in" }.to_owned(),
        threshold,
        unit: unit(&kind),
        scale: None,
        from: slot_names(program, &from),
        outcome,
        tier: None,
        text: say(&Sentence::Among(sentence)),
    }
}

fn contains(run: &mut Run<'_>, id: NodeId, choices: NodeId, option: u32, wanted: bool) -> ComparisonAnswer {
    let program = run.program();
    let kind = program.kinds.get(choices.index()).cloned().unwrap_or(Kind::Text);
    let known = run.value(choices);
    let member = super::known::option_label(program, &kind, option).unwrap_or_default();
    let outcome = outcome(run, id, wanted);
    let name = name_of(run, choices);
    let sentence = Sentence::Includes { name: name.clone(), not: !wanted, member, outcome };
    let from = facts_of(run, choices);
    ComparisonAnswer {
        name: name.map(|name| name.zh),
        value: quantity(program, &kind, &known),
        op: if wanted { "contains" } else { "not_contains" }.to_owned(),
        threshold: option_name(program, &kind, option).map(Quantity::Value),
        unit: None,
        scale: None,
        from: slot_names(program, &from),
        outcome,
        tier: None,
        text: say(&sentence),
    }
}

/// A score's own pass mark.
fn pass(run: &mut Run<'_>, score: ScoreId, wanted: bool) -> Option<ComparisonAnswer> {
    let program = run.program();
    let declared = program.scores.get(score.index())?;
    let PassMark { comparison, points } = declared.pass.as_ref()?;
    let kind = Kind::Number("分".to_owned());
    let sign = if wanted { *comparison } else { comparison.negated() };
    let (known, figure) = (Value::Number(run.points(score)), Value::Number(Range::point(points.clone())));
    let truth = run.mark_reached(score)?;
    let outcome = outcome_of(if wanted { truth } else { truth.not() });
    let name = labelled(&declared.name, declared.notes.title.as_ref());
    let sentence = compared(program, Some(name.clone()), &known, sign, &figure, &kind, outcome);
    let from = facts_of(run, Target::Score(score));
    Some(ComparisonAnswer {
        name: Some(name.zh),
        value: quantity(program, &kind, &known),
        op: sign_text(sign).to_owned(),
        threshold: quantity(program, &kind, &figure),
        unit: unit(&kind),
        scale: declared.max.as_ref().map(|max| number_text(max, &kind)),
        from: slot_names(program, &from),
        outcome,
        tier: None,
        text: say(&Sentence::Compared(sentence)),
    })
}

/// The facts that a node reads; neither 今天 nor what people decide.
fn facts_of(run: &mut Run<'_>, target: impl Into<Target>) -> BTreeSet<Slot> {
    slots_read(run, [target]).into_iter().filter(|slot| slot.fact().is_some()).collect()
}

/// Whether a node is a figure that the law chooses by facts: a table or parameter, by itself or under a name.
fn is_chosen_figure(run: &mut Run<'_>, node: NodeId) -> bool {
    matches!(
        run.program().nodes.get(through_names(run.program(), node).index()),
        Some(Node::Table(_) | Node::Parameter(_))
    )
}

/// What stands behind definitions that only give a name.
pub(crate) fn through_names(program: &Program, mut node: NodeId) -> NodeId {
    while let Some(Node::Definition(definition)) = program.nodes.get(node.index()) {
        match program.definitions.get(definition.index()) {
            // A definition refers only to nodes before it, so this ends.
            Some(definition) if definition.root < node => node = definition.root,
            _ => break,
        }
    }
    node
}

/// What a node is called, if it has a name of its own.
pub(crate) fn name_of(run: &mut Run<'_>, node: NodeId) -> Option<Text> {
    let program = run.program();
    match program.nodes.get(node.index())? {
        Node::Definition(id) => {
            let definition = program.definitions.get(id.index())?;
            let name = labelled(&definition.name, definition.notes.title.as_ref());
            Some(match definition.year {
                Some(years) => of_year(run, name, years),
                None => name,
            })
        }
        Node::Parameter(id) => {
            let parameter = program.parameters.get(id.index())?;
            Some(labelled(&parameter.name, parameter.notes.title.as_ref()))
        }
        Node::Table(id) => {
            let table = program.tables.get(id.index())?;
            Some(labelled(&table.name, table.notes.title.as_ref()))
        }
        Node::Score(id) | Node::Passes(id) => {
            let score = program.scores.get(id.index())?;
            Some(labelled(&score.name, score.notes.title.as_ref()))
        }
        Node::Condition(id) => {
            let condition = program.conditions.get(id.index())?;
            Some(labelled(&condition.name, condition.notes.title.as_ref()))
        }
        Node::Policy(id) => {
            let policy = program.policies.get(id.index())?;
            Some(labelled(&policy.name, policy.notes.title.as_ref()))
        }
        Node::Column(list, column) => {
            let list = program.facts.get(list.index())?;
            let column = list.columns.get(usize::try_from(*column).ok()?)?;
            Some(labelled(&column.name, column.title.as_ref()))
        }
        Node::OverRecords(fold, list, filter, value) => {
            let fact = program.facts.get(list.index())?;
            let of = value.filter(|value| {
                matches!(
                    program.nodes.get(value.index()),
                    Some(Node::Column(..) | Node::Definition(_) | Node::Table(_))
                )
            });
            let of = of.and_then(|of| column_name(program, of));
            // Those that 逐项 lets in are known by its name.
            let each = filter.and_then(|filter| each_named(program, filter));
            let (list, filter) = match each {
                Some(each) => (labelled(&each.name, each.notes.title.as_ref()), None),
                None => (labelled(&fact.name, fact.title.as_ref()), *filter),
            };
            // How many a list holds is what a list is asked for.
            if *fold == Fold::Count && filter.is_none() {
                return Some(list);
            }
            Some(say(&Sentence::Folded { fold: *fold, list, of, some: filter.is_some() }))
        }
        Node::Shift(day, by, unit) => {
            let (than, by) = (name_of(run, *day)?, run.value(*by));
            let by = figure(number_of(&by)?, &Kind::Duration(*unit), Precision::Nearest);
            Some(say(&Sentence::Later { than, by }))
        }
        Node::LawDay => Some(Text { zh: "适用日".to_owned(), en: "law day".to_owned() }),
        _ => run.slot(node).map(|slot| slot_text(program, slot)),
    }
}

/// A yearly definition with the year that it is read for.
fn of_year(run: &mut Run<'_>, name: Text, years: u8) -> Text {
    match run.law_day().is_day() {
        Some(day) => say(&Sentence::OfYear { what: name, year: day.year().saturating_sub(i32::from(years)) }),
        None => say(&Sentence::YearsBefore { fact: name, years }),
    }
}

/// The name of what is taken of each record.
fn column_name(program: &Program, value: NodeId) -> Option<Text> {
    match program.nodes.get(value.index())? {
        Node::Column(list, column) => {
            let column = program.facts.get(list.index())?.columns.get(usize::try_from(*column).ok()?)?;
            Some(labelled(&column.name, column.title.as_ref()))
        }
        Node::Definition(id) => {
            let definition = program.definitions.get(id.index())?;
            Some(labelled(&definition.name, definition.notes.title.as_ref()))
        }
        Node::Table(id) => {
            let table = program.tables.get(id.index())?;
            Some(labelled(&table.name, table.notes.title.as_ref()))
        }
        _ => None,
    }
}

/// The 逐项 whose records a filter lets in, and no others.
fn each_named(program: &Program, filter: NodeId) -> Option<&Each> {
    match program.nodes.get(filter.index())? {
        Node::Definition(belongs) => program.each.iter().find(|each| each.belongs == *belongs),
        _ => None,
    }
}

fn kind_of_both(program: &Program, value: NodeId, threshold: NodeId) -> Kind {
    let kinds = [value, threshold].map(|node| program.kinds.get(node.index()).cloned());
    match kinds {
        // A ratio that is compared with a percentage is read as one.
        [_, Some(Kind::Percent)] => Kind::Percent,
        [Some(Kind::Number(unit)), Some(other)] if unit.is_empty() => other,
        [Some(kind), _] | [None, Some(kind)] => kind,
        [None, None] => Kind::Number(String::new()),
    }
}

fn full_mark(program: &Program, value: NodeId) -> Option<Number> {
    match program.nodes.get(through_names(program, value).index())? {
        Node::Score(score) => program.scores.get(score.index())?.max.clone(),
        _ => None,
    }
}

/// A sign as answers write it.
pub(crate) fn sign_text(sign: Comparison) -> &'static str {
    match sign {
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
    }
}

fn quantity_text(quantity: &Quantity) -> String {
    match quantity {
        Quantity::Value(value) => value.clone(),
        Quantity::Truth(truth) => truth.to_string(),
        Quantity::Names(names) | Quantity::OneOf { one_of: names } => names.join("、"),
        Quantity::Within { within } => within.clone(),
        Quantity::Bounds(ends) => {
            let low = ends.from.as_deref().or(ends.above.as_deref()).unwrap_or("");
            let high = ends.to.as_deref().or(ends.below.as_deref()).unwrap_or("");
            format!("{low} 至 {high}")
        }
        Quantity::Several { surely, .. } => surely.join("、"),
    }
}
