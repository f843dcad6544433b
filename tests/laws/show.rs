//! A root of a program as a rule would put it, for whoever reads a failure.

use guiju::program::*;
use guiju::value::Date;

/// A root, and all that it names.
pub fn shown(program: &Program, root: NodeId) -> String {
    let mut show = Show { program, named: vec![] };
    let mut text = format!("\n  {}", show.node(root));
    if let Some(law_day) = program.policies.first().and_then(|policy| policy.law_day) {
        text += &format!("\n  适用日: {}", show.node(law_day));
    }
    // What is named may name more.
    let mut next = 0;
    while let Some((name, lines)) = show.named.get(next).cloned() {
        let lines = match lines {
            Named::Definition(id) => show.node(program.definitions[id.index()].root),
            Named::Condition(id) => show.node(program.conditions[id.index()].root),
            Named::Table(id) => show.table(&program.tables[id.index()]),
            Named::Score(id) => show.score(&program.scores[id.index()]),
        };
        text += &format!("\n  {name}: {lines}");
        next += 1;
    }
    text
}

#[derive(Clone, Copy, PartialEq)]
enum Named {
    Definition(DefinitionId),
    Condition(ConditionId),
    Table(TableId),
    Score(ScoreId),
}

struct Show<'a> {
    program: &'a Program,
    named: Vec<(String, Named)>,
}

impl Show<'_> {
    fn name(&mut self, name: &str, named: Named) -> String {
        if self.named.iter().all(|(_, other)| *other != named) {
            self.named.push((name.to_owned(), named));
        }
        name.to_owned()
    }

    fn list(&mut self, nodes: &[NodeId], between: &str) -> String {
        nodes.iter().map(|node| self.node(*node)).collect::<Vec<_>>().join(between)
    }

    fn node(&mut self, node: NodeId) -> String {
        let program = self.program;
        match &program.nodes[node.index()] {
            Node::Number(number) => number.to_string(),
            Node::Date(date) => date.to_string(),
            Node::Truth(truth) => if *truth { "是" } else { "否" }.to_owned(),
            Node::Choice(id, option) => program.choice_types[id.index()].options[*option as usize].0.clone(),
            Node::Fact(fact) => program.facts[fact.index()].name.clone(),
            Node::Column(list, column) => program.facts[list.index()].columns[*column as usize].name.clone(),
            Node::Judged(id) => program.judged[id.index()].name.clone(),
            Node::Definition(id) => self.name(&program.definitions[id.index()].name, Named::Definition(*id)),
            Node::Condition(id) => self.name(&program.conditions[id.index()].name, Named::Condition(*id)),
            Node::Table(id) => self.name(&program.tables[id.index()].name, Named::Table(*id)),
            Node::Score(id) => self.name(&program.scores[id.index()].name, Named::Score(*id)),
            Node::Passes(id) => format!("{} 合格", self.name(&program.scores[id.index()].name, Named::Score(*id))),
            Node::All(parts) => format!("({})", self.list(parts, " 且 ")),
            Node::Any(parts) => format!("({})", self.list(parts, " 或 ")),
            Node::AtLeast(count, parts) => format!("至少 {count} ({})", self.list(parts, ", ")),
            Node::Not(part) => format!("非 {}", self.node(*part)),
            Node::Compare(comparison, left, right) => {
                format!("({} {comparison:?} {})", self.node(*left), self.node(*right))
            }
            Node::OneOf(value, members) => format!("({} 属于 {})", self.node(*value), self.members(members)),
            Node::If(guard, then, otherwise) => {
                format!("(如果 {} 则 {} 否则 {})", self.node(*guard), self.node(*then), self.node(*otherwise))
            }
            Node::Exceptions(base, exceptions) => {
                format!("{{一般 {}{}}}", self.node(*base), self.exceptions(exceptions))
            }
            Node::Arithmetic(operator, left, right) => {
                let sign = match operator {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "-",
                    Arithmetic::Multiply => "*",
                    Arithmetic::Divide => "/",
                };
                format!("({} {sign} {})", self.node(*left), self.node(*right))
            }
            Node::Negate(value) => format!("-{}", self.node(*value)),
            Node::Least(parts) => format!("最小({})", self.list(parts, ", ")),
            Node::Greatest(parts) => format!("最大({})", self.list(parts, ", ")),
            Node::Round(mode, value, step) => format!("{mode:?}({}, {})", self.node(*value), self.node(*step)),
            Node::OverRecords(fold, _, filter, value) => {
                let value = value.map(|value| self.node(value)).unwrap_or_default();
                let filter = filter.map(|filter| format!(" 其中 {}", self.node(filter))).unwrap_or_default();
                format!("{fold:?}({value}{filter})")
            }
            Node::Today => "今天".to_owned(),
            Node::LawDay => "适用日".to_owned(),
            Node::Parameter(id) => {
                let parameter = &program.parameters[id.index()];
                let rows = parameter.rows.iter().map(|row| {
                    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
                    let published = row.published.map(|_| " 明天公布").unwrap_or_default();
                    format!("{} 至 {}: {}{published}", day(row.from), day(row.to), self.node(row.value))
                });
                format!("{}[{}]", parameter.name, rows.collect::<Vec<_>>().join("; "))
            }
            Node::Between(low, high, _) => {
                let mut end = |end: &Option<NodeId>| end.map(|end| self.node(end)).unwrap_or_default();
                format!("[{}, {}]", end(low), end(high))
            }
            Node::Shift(day, by, unit) => format!("({} + {} {unit:?})", self.node(*day), self.node(*by)),
            Node::DaysBetween(day, from) => format!("天数({} - {})", self.node(*day), self.node(*from)),
            Node::FullYears(from, to) => format!("整年数({}, {})", self.node(*from), self.node(*to)),
            other => format!("{other:?}"),
        }
    }

    fn members(&mut self, members: &[Member]) -> String {
        let members = members.iter().map(|member| match member {
            Member::Value(figure) => self.node(*figure),
            Member::Span(low, high) => format!("{} 至 {}", self.node(*low), self.node(*high)),
        });
        members.collect::<Vec<_>>().join("、")
    }

    fn exceptions(&mut self, exceptions: &[Exception]) -> String {
        let exceptions = exceptions.iter().map(|exception| {
            let Exception { name, guard, value, over, nested } = exception;
            let over = if over.is_empty() { String::new() } else { format!(" 优先于 {over:?}") };
            let (guard, value) = (self.node(*guard), self.node(*value));
            let nested = if nested.is_empty() { String::new() } else { format!(" {{{}}}", self.exceptions(nested)) };
            format!("; {name}{over} 当 {guard} 则 {value}{nested}")
        });
        exceptions.collect()
    }

    fn table(&mut self, table: &Table) -> String {
        let heads = table.inputs.iter().map(|input| self.node(input.value)).collect::<Vec<_>>().join(" | ");
        let mut text = format!("{:?} | {heads} |", table.hit);
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| match cell {
                Cell::Anything => "-".to_owned(),
                Cell::Compare(comparison, figure) => format!("{comparison:?} {}", self.node(*figure)),
                Cell::OneOf(members) => self.members(members),
            });
            let cells = cells.collect::<Vec<_>>().join(" | ");
            let output = row.output.map_or("不适用".to_owned(), |output| self.node(output));
            text += &format!("\n      | {cells} | {output} |");
        }
        text
    }

    fn score(&mut self, score: &Score) -> String {
        let points = match &score.points {
            Points::Parts(parts) => {
                let scores = &self.program.scores;
                let names = parts.iter().map(|part| self.name(&scores[part.index()].name, Named::Score(*part)));
                names.collect::<Vec<_>>().join(" + ")
            }
            Points::Free => "由人".to_owned(),
            Points::Value(value) => self.node(*value),
            Points::Bands(bands) => format!("{bands:?}"),
            Points::BestOf(ways) => {
                let ways = ways.iter().map(|way| format!("选 {}", self.node(way.value)));
                ways.collect::<Vec<_>>().join(" ")
            }
        };
        let Score { role, max, pass, whole_points, .. } = score;
        let max = max.as_ref().map(|max| format!(" 满分 {max}")).unwrap_or_default();
        let pass = pass.as_ref().map(|pass| format!(" 合格 {:?} {}", pass.comparison, pass.points)).unwrap_or_default();
        let whole = if *whole_points { " 整数计分" } else { "" };
        format!("{role:?}{max}{pass}{whole} = {points}")
    }
}
