//! Small programs built by hand, for tests.

use crate::program::{
    Bounds, Column, Comparison, Condition, ConditionId, Fact, FactId, Kind, Label, Node, NodeId, Notes, Policy,
    PolicyId, Program, Region, RegionRank, RegionTies, Window,
};
use crate::value::{Date, Number, Range, Value};

/// A program under construction.
pub(crate) struct Builder {
    pub(crate) program: Program,
}

impl Builder {
    pub(crate) fn new() -> Builder {
        let country = Region {
            name: "全国".to_owned(),
            title: None,
            code: None,
            coding: None,
            rank: RegionRank::Country,
            parent: None,
            ties: RegionTies::default(),
            doubts: Vec::new(),
        };
        Builder { program: Program { regions: vec![country], ..Program::default() } }
    }

    pub(crate) fn node(&mut self, node: Node, kind: Kind) -> NodeId {
        let id = NodeId(u32::try_from(self.program.nodes.len()).expect("few nodes"));
        self.program.nodes.push(node);
        self.program.kinds.push(kind);
        id
    }

    pub(crate) fn truth(&mut self, node: Node) -> NodeId {
        self.node(node, Kind::Truth)
    }

    pub(crate) fn number(&mut self, text: &str, kind: Kind) -> NodeId {
        self.node(Node::Number(number(text)), kind)
    }

    /// A fact with its declared range, and the node that reads it.
    pub(crate) fn fact(&mut self, name: &str, kind: Kind, low: Option<&str>, high: Option<&str>) -> (FactId, NodeId) {
        let mut end = |end: Option<&str>| end.map(|end| self.number(end, kind.clone()));
        let bounds = Bounds { low: end(low), high: end(high) };
        let id = FactId(u32::try_from(self.program.facts.len()).expect("few facts"));
        self.program.facts.push(fact(name, kind.clone(), bounds));
        (id, self.node(Node::Fact(id), kind))
    }

    pub(crate) fn flag(&mut self, name: &str) -> (FactId, NodeId) {
        self.fact(name, Kind::Truth, None, None)
    }

    pub(crate) fn people(&mut self, name: &str, low: &str, high: Option<&str>) -> (FactId, NodeId) {
        let (id, node) = self.fact(name, Kind::Number("人".to_owned()), Some(low), high);
        self.of(id).whole = true;
        (id, node)
    }

    pub(crate) fn of(&mut self, fact: FactId) -> &mut Fact {
        self.program.facts.get_mut(fact.index()).expect("a fact of this program")
    }

    pub(crate) fn compare(&mut self, left: NodeId, sign: Comparison, right: NodeId) -> NodeId {
        self.truth(Node::Compare(sign, left, right))
    }

    /// A comparison with a figure of the same kind.
    pub(crate) fn test(&mut self, left: NodeId, sign: Comparison, right: &str) -> NodeId {
        let kind = self.program.kinds.get(left.index()).expect("a node of this program").clone();
        let right = self.number(right, kind);
        self.compare(left, sign, right)
    }

    pub(crate) fn policy(&mut self, name: &str, conditions: &[(&str, NodeId)]) -> PolicyId {
        let id = PolicyId(u32::try_from(self.program.policies.len()).expect("few policies"));
        let mut ids = Vec::new();
        let mut roots = Vec::new();
        for (name, root) in conditions {
            let condition = ConditionId(u32::try_from(self.program.conditions.len()).expect("few conditions"));
            self.program.conditions.push(Condition {
                name: (*name).to_owned(),
                policy: id,
                parent: None,
                children: Vec::new(),
                exclude: false,
                body: *root,
                unless: None,
                root: *root,
                judged: Vec::new(),
                notes: Notes::default(),
            });
            ids.push(condition);
            roots.push(self.truth(Node::Condition(condition)));
        }
        let root = self.truth(Node::All(roots));
        self.program.policies.push(policy(name, ids, root));
        id
    }

    pub(crate) fn window(&mut self, policy: PolicyId, window: Window) {
        self.program.policies.get_mut(policy.index()).expect("a policy of this program").windows = vec![window];
    }
}

pub(crate) fn number(text: &str) -> Number {
    Number::parse(text).expect("a number")
}

pub(crate) fn column(name: &str, kind: Kind) -> Column {
    Column { name: name.to_owned(), kind, options: u128::MAX, ..Column::default() }
}

fn fact(name: &str, kind: Kind, bounds: Bounds) -> Fact {
    Fact {
        name: name.to_owned(),
        kind,
        options: u128::MAX,
        bounds,
        ask: Some(Label { zh: format!("{name}?"), en: None }),
        max_records: 1_000,
        ..Fact::default()
    }
}

fn policy(name: &str, conditions: Vec<ConditionId>, root: NodeId) -> Policy {
    Policy { name: name.to_owned(), file: "试.gj".to_owned(), conditions, root, ..Policy::default() }
}

/// As asked on a day, with no law day or place set.
pub(crate) fn asked(today: &str) -> crate::eval::Asked {
    crate::eval::Asked { today: Date::parse(today).expect("a day"), law_day: None, region: None }
}

pub(crate) fn known(number: &str) -> Value {
    Value::Number(Range::point(self::number(number)))
}
