use super::compile;
use crate::program::{Arithmetic, Comparison, Definition, DefinitionId, Kind, Node, NodeId, Program};
use crate::value::{Date, DurationUnit, Number};

/// A program with one definition, whose root is the last of the nodes.
fn program(nodes: impl IntoIterator<Item = (Node, Kind)>) -> Program {
    let (nodes, kinds): (Vec<_>, Vec<_>) = nodes.into_iter().unzip();
    let root = NodeId(u32::try_from(nodes.len()).unwrap() - 1);
    let definition = Definition { name: "甲".into(), year: None, policy: None, root, notes: Default::default() };
    Program { nodes, kinds, definitions: vec![definition], ..Program::default() }
}

fn number(value: i64) -> (Node, Kind) {
    (Node::Number(Number::whole(value)), Kind::Number(String::new()))
}

fn plain(node: Node) -> (Node, Kind) {
    (node, Kind::Number(String::new()))
}

fn arithmetic(operation: Arithmetic, left: u32, right: u32) -> (Node, Kind) {
    plain(Node::Arithmetic(operation, NodeId(left), NodeId(right)))
}

fn root(program: &Program) -> &Node {
    &program.nodes[program.definitions[0].root.index()]
}

#[test]
fn equal_nodes_are_shared() {
    let today = || (Node::Today, Kind::Date);
    let compiled = compile(&program([
        today(),
        today(),
        plain(Node::YearOf(NodeId(0))),
        plain(Node::YearOf(NodeId(1))),
        arithmetic(Arithmetic::Add, 2, 3),
    ]));
    assert_eq!(
        compiled.nodes,
        [Node::Today, Node::YearOf(NodeId(0)), Node::Arithmetic(Arithmetic::Add, NodeId(1), NodeId(1))]
    );
}

#[test]
fn equal_figures_of_different_kinds_stay_apart() {
    let figure = |kind| (Node::Number(Number::ONE), kind);
    let compiled = compile(&program([
        figure(Kind::Money),
        figure(Kind::Percent),
        (Node::Compare(Comparison::Equal, NodeId(0), NodeId(1)), Kind::Truth),
    ]));
    assert_eq!(compiled.nodes.len(), 3);
}

#[test]
fn sums_of_constants_are_worked_out_and_their_parts_left_out() {
    let compiled = compile(&program([
        number(25),
        number(20),
        arithmetic(Arithmetic::Multiply, 0, 1),
        number(4),
        arithmetic(Arithmetic::Divide, 2, 3),
    ]));
    assert_eq!(compiled.nodes, [Node::Number(Number::whole(125))]);
    assert_eq!(compiled.definitions[0].root, NodeId(0));
}

#[test]
fn a_zero_divisor_stays() {
    let compiled = compile(&program([number(1), number(0), arithmetic(Arithmetic::Divide, 0, 1)]));
    assert_eq!(root(&compiled), &Node::Arithmetic(Arithmetic::Divide, NodeId(0), NodeId(1)));
}

#[test]
fn a_day_out_of_range_stays() {
    let last = Date::from_ymd(9999, 12, 31).unwrap();
    let shift = (Node::Shift(NodeId(0), NodeId(1), DurationUnit::Days), Kind::Date);
    let compiled = compile(&program([(Node::Date(last), Kind::Date), number(1), shift.clone()]));
    assert_eq!(root(&compiled), &shift.0);
}

#[test]
fn months_on_a_day_are_worked_out_and_working_days_are_not() {
    let day = Date::from_ymd(2024, 1, 31).unwrap();
    let shifted = |unit| {
        let shift = (Node::Shift(NodeId(0), NodeId(1), unit), Kind::Date);
        root(&compile(&program([(Node::Date(day), Kind::Date), number(1), shift]))).clone()
    };
    assert_eq!(shifted(DurationUnit::Months), Node::Date(Date::from_ymd(2024, 2, 29).unwrap()));
    assert_eq!(shifted(DurationUnit::WorkingDays), Node::Shift(NodeId(0), NodeId(1), DurationUnit::WorkingDays));
}

#[test]
fn what_has_a_name_stays_a_node() {
    let mut program = program([number(1), plain(Node::Definition(DefinitionId(1)))]);
    let mut figure = program.definitions[0].clone();
    figure.root = NodeId(0);
    program.definitions.push(figure);
    assert_eq!(root(&compile(&program)), &Node::Definition(DefinitionId(1)));
}

#[test]
fn what_nothing_names_is_left_out() {
    let compiled = compile(&program([number(7), (Node::Today, Kind::Date)]));
    assert_eq!(compiled.nodes, [Node::Today]);
    assert_eq!(compiled.kinds, [Kind::Date]);
}

#[test]
fn compiling_again_changes_nothing() {
    let once = compile(&program([
        number(2),
        number(3),
        (Node::Today, Kind::Date),
        plain(Node::YearOf(NodeId(2))),
        arithmetic(Arithmetic::Add, 0, 1),
        arithmetic(Arithmetic::Subtract, 3, 4),
    ]));
    assert_eq!(compile(&once), once);
}
