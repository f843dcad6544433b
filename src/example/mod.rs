//! Examples run: what comes of them against what must come, and what no example decides.

mod chain;
mod compare;
mod coverage;
mod expected;
mod handling;
mod lacking;
mod records;
mod setting;
mod value;
mod words;

pub use coverage::{Coverage, Hindrance, Part, PartKind, PolicyCoverage, coverage};

use crate::check::{Checked, Example};
use crate::diagnostic::{Code, Diagnostic, Words};
use crate::program::{Kind, Node, NodeId, ParameterId, Program, ScoreId, TableId};
use setting::Setting;

/// What came of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleReport {
    /// Its place in the list of examples.
    pub example: usize,
    /// Every expectation that was not met, at its place; none if the example passes.
    pub failures: Vec<Diagnostic>,
}

/// Runs every example. The program must be one without errors.
pub fn run_examples(checked: &Checked) -> Vec<ExampleReport> {
    let probed = Probed::new(&checked.program);
    let reports = checked.examples.iter().enumerate();
    reports.map(|(index, example)| ExampleReport { example: index, failures: failures(&probed, example) }).collect()
}

fn failures(probed: &Probed, example: &Example) -> Vec<Diagnostic> {
    let setting = match Setting::new(&probed.program, example) {
        Ok(setting) => setting,
        Err(words) => {
            let message = Words::new(
                format!("示例“{}”的给定不能用：{}", example.name, words.zh),
                format!("what the example “{}” gives cannot be taken: {}", example.name, words.en),
            );
            return vec![Diagnostic::error(Code::ExampleGiven, example.span, message)];
        }
    };
    let mut look = expected::Look::new(probed, &setting);
    let failed = example.expectations.iter().filter_map(|expectation| {
        let expected::Mismatch { of, wanted, found } = look.mismatch(&expectation.expected)?;
        let message = Words::new(
            format!("示例“{}”：{} 期望 {}，算出来是 {}", example.name, of.zh, wanted.zh, found.zh),
            format!("example “{}”: {} is expected {} and found {}", example.name, of.en, wanted.en, found.en),
        );
        Some(Diagnostic::error(Code::ExampleFailed, expectation.span, message))
    });
    failed.collect()
}

/// A program with a node for every parameter, table and pass mark, so that examples can ask for those that nothing reads.
struct Probed {
    program: Program,
    parameters: usize,
    tables: usize,
    passes: usize,
}

impl Probed {
    fn new(program: &Program) -> Probed {
        let mut program = program.clone();
        let parameters = program.nodes.len();
        for (index, parameter) in (0..).zip(&program.parameters) {
            program.nodes.push(Node::Parameter(ParameterId(index)));
            program.kinds.push(parameter.kind.clone());
        }
        let tables = program.nodes.len();
        for (index, table) in (0..).zip(&program.tables) {
            let output = table.rows.iter().find_map(|row| row.output);
            let kind = output.and_then(|output| program.kinds.get(output.index())).cloned();
            program.nodes.push(Node::Table(TableId(index)));
            program.kinds.push(kind.unwrap_or(Kind::Number(String::new())));
        }
        let passes = program.nodes.len();
        for (index, _) in (0..).zip(&program.scores) {
            program.nodes.push(Node::Passes(ScoreId(index)));
            program.kinds.push(Kind::Truth);
        }
        Probed { program, parameters, tables, passes }
    }

    fn parameter(&self, index: usize) -> Option<NodeId> {
        node_at(self.parameters, index)
    }

    fn passes(&self, index: usize) -> Option<NodeId> {
        node_at(self.passes, index)
    }

    fn table(&self, index: usize) -> Option<NodeId> {
        node_at(self.tables, index)
    }
}

fn node_at(start: usize, index: usize) -> Option<NodeId> {
    start.checked_add(index).and_then(|place| u32::try_from(place).ok()).map(NodeId)
}
