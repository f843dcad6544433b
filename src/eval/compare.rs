//! Tests of values against values.

use super::context::{Context, Judges};
use super::graph::Target;
use super::pieces;
use super::run::{Need, Run};
use super::shape;
use crate::program::{Comparison, Member, Node, NodeId, ScoreId};
use crate::value::{Choice, Choices, Range, Text, Truth, Value};

impl Run<'_> {
    pub(super) fn comparison(&mut self, comparison: Comparison, a: NodeId, b: NodeId) -> Need<Truth> {
        let (left, right) = (self.get(a), self.get(b));
        let (left, right) = (left?, right?);
        let plain = self.compare(comparison, &left, &right);
        let (Value::Number(left), Value::Number(right)) = (&left, &right) else { return Ok(plain) };
        if let Some(score) = self.score_of(a) {
            self.score_test(plain, score, left, comparison, right)
        } else if let Some(score) = self.score_of(b) {
            self.score_test(plain, score, right, comparison.exchanged(), left)
        } else {
            Ok(plain)
        }
    }

    /// How two values of one shape stand to each other.
    pub(super) fn compare(&self, comparison: Comparison, left: &Value, right: &Value) -> Truth {
        let equal = |equal: Truth| match comparison {
            Comparison::Equal => equal,
            Comparison::NotEqual => equal.not(),
            _ => Truth::UNDEFINED,
        };
        match (left, right) {
            (Value::Number(left), Value::Number(right)) => Range::compare(comparison, left, right),
            (Value::Choice(left), Value::Choice(right)) => Choice::compare(comparison, *left, *right),
            (Value::Choices(left), Value::Choices(right)) => equal(left.equal(*right)),
            (Value::Text(left), Value::Text(right)) => equal(left.equal(right)),
            (Value::Place(left), Value::Place(right)) => equal(self.same_place(*left, *right)),
            (Value::Truth(left), Value::Truth(right)) => equal(same_truth(*left, *right)),
            _ => Truth::UNDEFINED,
        }
    }

    /// A test by order of a score that is open by facts and by judgement, worked out twice: with every range left
    /// to judges or by law at its least end, and at its greatest. So no fact is asked for while every value of it
    /// leaves the verdict to the judges.
    pub(super) fn score_test(
        &mut self,
        plain: Truth,
        score: ScoreId,
        points: &Range,
        comparison: Comparison,
        figure: &Range,
    ) -> Need<Truth> {
        let marks = points.marks();
        let by_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let figure_is_plain = !figure.marks().judged && !figure.marks().law;
        let open_both_ways = marks.missing && (marks.judged || marks.law);
        if !by_order || !open_both_ways || !figure_is_plain || self.context.judges != Judges::Open {
            return Ok(plain);
        }
        let ends = [Judges::Least, Judges::Greatest]
            .map(|judges| self.get_in(Context { judges, ..self.context }, Target::Score(score)));
        let [least, greatest] = ends;
        let (least, greatest) = (shape::range(&least?), shape::range(&greatest?));
        // Points that fall when a judge gives more have no such ends; then only the interval as a whole is sure.
        let by_facts = |range: &Range| !range.is_nothing() && !range.marks().judged && !range.marks().law;
        let spans = least.low() == points.low() && greatest.high() == points.high();
        if !by_facts(&least) || !by_facts(&greatest) || !spans {
            return Ok(plain);
        }
        let (strictest, mildest) = match comparison {
            Comparison::Greater | Comparison::AtLeast => (least, greatest),
            _ => (greatest, least),
        };
        let strict = Range::compare(comparison, &strictest, figure);
        let mild = Range::compare(comparison, &mildest, figure);
        let judged = strict.contains(Truth::UNMET) && mild.contains(Truth::MET);
        let members = [
            (Truth::MET, strict.contains(Truth::MET)),
            (Truth::UNMET, mild.contains(Truth::UNMET)),
            (Truth::JUDGED, judged),
            (Truth::UNDEFINED, plain.may_be_undefined()),
        ];
        let possible = members.into_iter().filter(|(_, possible)| *possible).map(|(member, _)| member);
        Ok(possible.reduce(Truth::union).unwrap_or(plain))
    }

    /// The score that a node is, definitions seen through.
    fn score_of(&self, node: NodeId) -> Option<ScoreId> {
        match self.program.nodes.get(self.see_through(node).index())? {
            Node::Score(score) => Some(*score),
            _ => None,
        }
    }

    /// What a node stands for when it is only a name.
    pub(super) fn see_through(&self, node: NodeId) -> NodeId {
        let mut node = node;
        while let Some(Node::Definition(definition)) = self.program.nodes.get(node.index()) {
            match self.program.definitions.get(definition.index()) {
                // INVARIANT: what a node refers to stands before it, so this ends.
                Some(definition) if definition.root < node => node = definition.root,
                _ => break,
            }
        }
        node
    }

    /// 属于 a list. The value is read once: it is cut at all figures, so that no test overlaps or leaves a gap.
    pub(super) fn one_of(&mut self, value: NodeId, members: &[Member]) -> Need<Truth> {
        let figures = self.member_figures(members)?;
        let value = self.get(value)?;
        let mut answer: Option<Truth> = None;
        for piece in pieces::cut(self, &value, &figures) {
            let truth = self.is_member(&piece, members)?;
            answer = Some(answer.map_or(truth, |answer| answer.union(truth)));
        }
        let marks = figures.iter().fold(shape::openness(&value), |marks, figure| marks | shape::openness(figure));
        let answer = answer.unwrap_or(Truth::UNDEFINED);
        Ok(if answer.contains(Truth::OPEN) {
            Truth::of_test(true, true, marks, answer.may_be_undefined())
        } else {
            answer
        })
    }

    /// Whether a piece is one of some values, or lies in one of some spans; for a place, in one of some places.
    pub(super) fn is_member(&mut self, piece: &Value, members: &[Member]) -> Need<Truth> {
        let mut any = Truth::UNMET;
        for member in members {
            let truth = match member {
                Member::Value(figure) => {
                    let figure = self.get(*figure)?;
                    self.matches(piece, &figure)
                }
                Member::Span(low, high) => {
                    let (low, high) = (self.get(*low)?, self.get(*high)?);
                    self.compare(Comparison::AtLeast, piece, &low).and(self.compare(Comparison::AtMost, piece, &high))
                }
            };
            any = any.or(truth);
        }
        Ok(any)
    }

    /// A value against a bare figure: equal; a place lies in the place named.
    pub(super) fn matches(&self, piece: &Value, figure: &Value) -> Truth {
        match (piece, figure) {
            (Value::Place(inner), Value::Place(outer)) => self.lies_within(*inner, *outer),
            (Value::Choices(choices), Value::Choice(choice)) => match choice.is_single() {
                Some(option) if !choices.is_nothing() => choices.contains(option),
                _ => Truth::UNDEFINED,
            },
            _ => self.compare(Comparison::Equal, piece, figure),
        }
    }

    pub(super) fn member_figures(&mut self, members: &[Member]) -> Need<Vec<Value>> {
        self.get_all(members.iter().flat_map(|member| {
            match member {
                Member::Value(figure) => [Some(*figure), None],
                Member::Span(low, high) => [Some(*low), Some(*high)],
            }
            .into_iter()
            .flatten()
        }))
    }
}

/// Whether two truths are the same, over all pairs of members.
fn same_truth(left: Truth, right: Truth) -> Truth {
    // Both met or both unmet.
    let same = |one: Truth, other: Truth| one.and(other).or(one.not().and(other.not()));
    let mut answer: Option<Truth> = None;
    for one in left.iter() {
        for other in right.iter() {
            let truth = if one == Truth::UNDEFINED || other == Truth::UNDEFINED {
                Truth::UNDEFINED
            } else if one == Truth::JUDGED || other == Truth::JUDGED {
                Truth::JUDGED
            } else {
                same(one, other)
            };
            answer = Some(answer.map_or(truth, |answer| answer.union(truth)));
        }
    }
    answer.unwrap_or(Truth::UNDEFINED)
}

/// What two values both allow; none if nothing.
pub(super) fn intersect(run: &Run<'_>, one: &Value, other: &Value) -> Option<Value> {
    match (one, other) {
        (Value::Truth(one), Value::Truth(other)) => {
            // Two judged values may agree or not: that is for the judges.
            let judged = one.union(*other).contains(Truth::JUDGED).then_some(Truth::JUDGED);
            match (one.intersect(*other), judged) {
                (Some(both), Some(judged)) => Some(both.union(judged)),
                (both, judged) => both.or(judged),
            }
            .map(Value::Truth)
        }
        (Value::Number(one), Value::Number(other)) => {
            one.clone().defined()?.intersect(&other.clone().defined()?).map(Value::Number)
        }
        (Value::Choice(one), Value::Choice(other)) => {
            let both = one.possible & other.possible;
            (both != 0).then(|| Value::Choice(Choice::of(both, one.marks | other.marks)))
        }
        (Value::Choices(one), Value::Choices(other)) => {
            let (sure, possible) = (one.sure | other.sure, one.possible & other.possible);
            let marks = one.marks | other.marks;
            (sure & !possible == 0).then_some(Value::Choices(Choices { sure, possible, undefined: false, marks }))
        }
        (Value::Place(one), Value::Place(other)) => run.common_inner_place(*one, *other).map(Value::Place),
        (Value::Text(one), Value::Text(other)) => match (&one.known, &other.known) {
            (Some(a), Some(b)) if a != b => None,
            (Some(known), _) | (None, Some(known)) => Some(Value::Text(Text::known(known.clone()))),
            (None, None) => Some(Value::Text(Text::anything(one.marks | other.marks))),
        },
        _ => None,
    }
}
