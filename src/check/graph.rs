//! The nodes that a node is made of.

use crate::program::{Exception, Member, Node, NodeId};

/// The operands of a node, in order. What has a name leads on through its own list, not here.
pub(super) fn operands(node: &Node) -> Vec<NodeId> {
    match node {
        Node::Number(_)
        | Node::Date(_)
        | Node::Truth(_)
        | Node::Text(_)
        | Node::Choice(..)
        | Node::Region(_)
        | Node::Today
        | Node::LawDay
        | Node::AskedRegion
        | Node::Fact(_)
        | Node::FactInYear(..)
        | Node::Column(..)
        | Node::Judged(_)
        | Node::Parameter(_)
        | Node::Definition(_)
        | Node::Condition(_)
        | Node::Policy(_)
        | Node::Table(_)
        | Node::Score(_)
        | Node::Passes(_) => Vec::new(),
        Node::All(all) | Node::Any(all) | Node::AtLeast(_, all) | Node::Least(all) | Node::Greatest(all) => all.clone(),
        Node::Not(a)
        | Node::Negate(a)
        | Node::YearOf(a)
        | Node::YearStart(a)
        | Node::YearEnd(a)
        | Node::MonthStart(a)
        | Node::MonthEnd(a)
        | Node::Ancestor(a, _) => {
            vec![*a]
        }
        Node::Contains(a, _) => vec![*a],
        Node::Compare(_, a, b)
        | Node::Within(a, b)
        | Node::Arithmetic(_, a, b)
        | Node::Round(_, a, b)
        | Node::Shift(a, b, _)
        | Node::DaysBetween(a, b)
        | Node::FullYears(a, b)
        | Node::Under(a, b) => vec![*a, *b],
        Node::OneOf(a, members) => {
            let mut all = vec![*a];
            all.extend(member_nodes(members));
            all
        }
        Node::If(a, b, c) => vec![*a, *b, *c],
        Node::Exceptions(base, exceptions) => {
            let mut all = vec![*base];
            exception_nodes(exceptions, &mut all);
            all
        }
        Node::Between(a, b, _) => a.iter().chain(b).copied().collect(),
        Node::OverRecords(_, _, a, b) => a.iter().chain(b).copied().collect(),
        Node::OverYears(_, _, years) => years.iter().map(|(_, node)| *node).collect(),
    }
}

/// The nodes of members.
pub(super) fn member_nodes(members: &[Member]) -> Vec<NodeId> {
    members
        .iter()
        .flat_map(|member| match member {
            Member::Value(a) => vec![*a],
            Member::Span(a, b) => vec![*a, *b],
        })
        .collect()
}

fn exception_nodes(exceptions: &[Exception], all: &mut Vec<NodeId>) {
    for exception in exceptions {
        all.extend([exception.guard, exception.value]);
        exception_nodes(&exception.nested, all);
    }
}
