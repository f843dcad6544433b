//! Random conditions for each record, transitions, and a quota that runs down a row of amounts.

use super::{LIST, Maker};
use guiju::program::*;
use guiju::value::Number;

impl Maker<'_> {
    /// 逐项: one or two conditions on the record at hand, the definition that they hold, and a column worked out.
    pub(super) fn each(&mut self) {
        self.in_record = true;
        let mut conditions = vec![];
        for index in 0..1 + self.random.below(2) {
            let body = self.truth(2);
            let exclude = self.random.percent(30);
            let root = if exclude { self.push(Node::Not(body), Kind::Truth) } else { body };
            conditions.push(self.condition(format!("逐项条件{index}"), exclude, body, None, root));
        }
        let value = self.number(2);
        self.in_record = false;
        let all = conditions.iter().map(|id| self.push(Node::Condition(*id), Kind::Truth)).collect();
        let root = self.push(Node::All(all), Kind::Truth);
        let belongs = self.definition("合格记录".into(), root);
        let column = self.definition("本条".into(), value);
        let value = self.push(Node::Definition(column), Kind::Number(String::new()));
        self.belongs = Some(belongs);
        self.column = Some(column);
        self.program.each.push(Each {
            name: "合格记录".into(),
            policy: PolicyId(0),
            list: LIST,
            belongs,
            conditions,
            columns: vec![AddedColumn { name: "本条".into(), value }],
            notes: Notes::default(),
        });
    }

    /// Until a day, and while a premise holds, a condition counts as met.
    pub(super) fn deemed(&mut self, root: NodeId) -> NodeId {
        let (premise, until) = (self.truth(1), self.date(0));
        let today = self.push(Node::Today, Kind::Date);
        let not_over = self.push(Node::Compare(Comparison::AtMost, today, until), Kind::Truth);
        let applies = self.push(Node::All(vec![premise, not_over]), Kind::Truth);
        let met = self.push(Node::Truth(true), Kind::Truth);
        self.program.transitions.push(Transition {
            name: format!("过渡{}", self.program.transitions.len()),
            policy: PolicyId(0),
            applies,
            until,
            notes: Notes::default(),
        });
        self.push(Node::If(applies, met, root), Kind::Truth)
    }

    /// 依次扣减: what is taken from each of three amounts, in all, and what is left, as values with a name.
    pub(super) fn deduct_in_order(&mut self) {
        let quota = self.number(1);
        let amounts = [self.number(1), self.number(1), self.number(1)];
        let mut earlier: Option<NodeId> = None;
        for (index, amount) in amounts.into_iter().enumerate() {
            let left = self.left_over(quota, earlier);
            let taken = self.push(Node::Least(vec![amount, left]), Kind::Number(String::new()));
            let name = self.definition(format!("扣减{index}"), taken);
            self.plain.push(name);
            earlier = Some(match earlier {
                Some(sum) => self.sum(sum, amount),
                None => amount,
            });
        }
        let all = earlier.expect("three amounts");
        let total = self.push(Node::Least(vec![quota, all]), Kind::Number(String::new()));
        let rest = self.left_over(quota, Some(all));
        let names = [self.definition("扣减合计".into(), total), self.definition("扣减余额".into(), rest)];
        self.plain.extend(names);
    }

    fn sum(&mut self, one: NodeId, other: NodeId) -> NodeId {
        self.push(Node::Arithmetic(Arithmetic::Add, one, other), Kind::Number(String::new()))
    }

    fn left_over(&mut self, quota: NodeId, taken: Option<NodeId>) -> NodeId {
        let rest = match taken {
            Some(taken) => self.push(Node::Arithmetic(Arithmetic::Subtract, quota, taken), Kind::Number(String::new())),
            None => quota,
        };
        let nothing = self.constant(Number::ZERO);
        self.push(Node::Greatest(vec![nothing, rest]), Kind::Number(String::new()))
    }
}
