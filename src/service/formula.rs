//! What a rule says, written as its author would: names, signs and figures, in either language.

use crate::eval::year_before;
use crate::explain::known_text;
use crate::program::{
    Arithmetic, Cell, Comparison, Exception, Fold, HitPolicy, Kind, Member, Node, NodeId, Openness, Program, RegionRank,
};
use crate::value::{DurationUnit, Number, Range, Rounding, Value};

/// Longer texts are cut off: nobody reads them, and a hostile pack must not make us write without end.
const MOST_CHARACTERS: usize = 4_000;

/// Deeper parts are left out.
const MOST_DEEP: usize = 32;

/// A language of keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Words {
    /// The word in this language.
    pub(super) fn pick<'w>(self, zh: &'w str, en: &'w str) -> &'w str {
        match self {
            Words::Zh => zh,
            Words::En => en,
        }
    }
}

/// A node as its author would write it.
pub(super) fn formula(program: &Program, node: NodeId, words: Words) -> String {
    let mut writer = Writer { program, words, text: String::new() };
    writer.node(node, LOOSEST, MOST_DEEP);
    writer.text
}

/// The rows of a table, one a line.
pub(super) fn table(program: &Program, table: &crate::program::Table, words: Words) -> Vec<String> {
    let cell = |node: NodeId| formula(program, node, words);
    let mut lines = vec![hit(table.hit, words).to_owned()];
    let heads = table.inputs.iter().map(|input| input.name.clone()).chain([format!("=> {}", table.output)]);
    lines.push(row(heads));
    for each in &table.rows {
        let output = each.output.map_or_else(|| words.pick("不适用", "not_applicable").to_owned(), cell);
        let cells = each.cells.iter().map(|test| match test {
            Cell::Anything => "-".to_owned(),
            Cell::Compare(Comparison::Equal, figure) => cell(*figure),
            Cell::Compare(comparison, figure) => format!("{} {}", comparison.sign(), cell(*figure)),
            Cell::OneOf(members) => {
                let mut writer = Writer { program, words, text: String::new() };
                writer.members(members, MOST_DEEP);
                writer.text
            }
        });
        lines.push(row(cells.chain([output])));
    }
    lines
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn hit(hit: HitPolicy, words: Words) -> &'static str {
    match hit {
        HitPolicy::First => words.pick("首个", "first"),
        HitPolicy::Unique => words.pick("唯一", "unique"),
        HitPolicy::Any => words.pick("任一", "any"),
        HitPolicy::Sum => words.pick("合计", "sum"),
        HitPolicy::Count => words.pick("计数", "count"),
        HitPolicy::Max => words.pick("最大", "max"),
        HitPolicy::Min => words.pick("最小", "min"),
        HitPolicy::Marginal => words.pick("超额累进", "marginal"),
    }
}

/// A way to round, in Chinese and in English.
pub(super) fn rounding(mode: Rounding) -> (&'static str, &'static str) {
    match mode {
        Rounding::HalfUp => ("四舍五入", "half_up"),
        Rounding::HalfEven => ("四舍六入", "half_even"),
        Rounding::Down => ("舍去", "down"),
        Rounding::Up => ("进一", "up"),
    }
}

/// Binding strengths, loosest first.
const LOOSEST: u8 = 0;
const OR: u8 = 1;
const AND: u8 = 2;
const COMPARE: u8 = 4;
const SPAN: u8 = 5;
const ADD: u8 = 6;
const MULTIPLY: u8 = 7;
const TIGHTEST: u8 = 8;

struct Writer<'a> {
    program: &'a Program,
    words: Words,
    text: String,
}

impl Writer<'_> {
    fn say(&mut self, text: &str) {
        if self.text.len() < MOST_CHARACTERS {
            self.text.push_str(text);
        } else if !self.text.ends_with('…') {
            self.text.push('…');
        }
    }

    fn word(&mut self, zh: &str, en: &str) {
        self.say(self.words.pick(zh, en));
    }

    fn name(&mut self, name: Option<&String>) {
        self.say(name.map_or("…", String::as_str));
    }

    fn node(&mut self, id: NodeId, least: u8, deep: usize) {
        let program = self.program;
        let Some(node) = program.nodes.get(id.index()).filter(|_| deep > 0 && self.text.len() < MOST_CHARACTERS) else {
            return self.say("…");
        };
        let strength = strength(node);
        let brackets = strength < least;
        if brackets {
            self.say("(");
        }
        self.bare(id, node, strength, deep - 1);
        if brackets {
            self.say(")");
        }
    }

    fn bare(&mut self, id: NodeId, node: &Node, strength: u8, deep: usize) {
        let program = self.program;
        match node {
            Node::Number(number) => self.figure(number, id),
            Node::Date(date) => self.say(&date.to_string()),
            Node::Truth(true) => self.word("是", "yes"),
            Node::Truth(false) => self.word("否", "no"),
            Node::Text(text) => self.say(&format!("\"{text}\"")),
            Node::Choice(of, option) => {
                let choices = program.choice_types.get(of.index());
                let option = usize::try_from(*option).ok();
                self.name(choices.and_then(|it| it.options.get(option?)).map(|(name, _)| name));
            }
            Node::Region(region) => self.name(program.regions.get(region.index()).map(|it| &it.name)),
            Node::Today => self.word("今天", "today"),
            Node::LawDay => self.word("适用日", "law_day"),
            Node::AskedRegion => self.word("属地", "place"),
            Node::Fact(fact) => self.name(program.facts.get(fact.index()).map(|it| &it.name)),
            Node::FactInYear(fact, before) => {
                self.name(program.facts.get(fact.index()).map(|it| &it.name));
                self.year(*before);
            }
            Node::Column(list, column) => {
                let list = program.facts.get(list.index());
                let column = usize::try_from(*column).ok();
                self.name(list.and_then(|it| it.columns.get(column?)).map(|it| &it.name));
            }
            Node::Judged(judged) => self.name(program.judged.get(judged.index()).map(|it| &it.name)),
            Node::Parameter(it) => self.name(program.parameters.get(it.index()).map(|it| &it.name)),
            Node::Definition(it) => {
                let definition = program.definitions.get(it.index());
                self.name(definition.map(|it| &it.name));
                if let Some(before) = definition.and_then(|it| it.year) {
                    self.year(before);
                }
            }
            Node::Condition(it) => self.name(program.conditions.get(it.index()).map(|it| &it.name)),
            Node::Policy(it) => self.name(program.policies.get(it.index()).map(|it| &it.name)),
            Node::Table(it) => self.name(program.tables.get(it.index()).map(|it| &it.name)),
            Node::Score(it) => self.name(program.scores.get(it.index()).map(|it| &it.name)),
            Node::Passes(it) => {
                self.name(program.scores.get(it.index()).map(|it| &it.name));
                self.word(" 合格", " passes");
            }
            Node::All(parts) => self.joined(parts, (" 且 ", " and "), strength, deep),
            Node::Any(parts) => self.joined(parts, (" 或 ", " or "), strength, deep),
            Node::AtLeast(least, parts) => {
                self.word(&format!("至少 {least}项 ("), &format!("at_least {least} ("));
                self.joined(parts, ("、", ", "), LOOSEST, deep);
                self.say(")");
            }
            Node::Not(inner) => {
                self.word("非 ", "not ");
                self.node(*inner, TIGHTEST, deep);
            }
            Node::Compare(comparison, left, right) => self.between(*left, comparison.sign(), *right, strength, deep),
            Node::OneOf(value, members) => {
                self.node(*value, SPAN, deep);
                self.word(" 属于 ", " in ");
                self.say("[");
                self.members(members, deep);
                self.say("]");
            }
            Node::Within(place, whole) => self.between(*place, self.words.pick("属于", "in"), *whole, strength, deep),
            Node::Contains(choices, option) => {
                self.node(*choices, SPAN, deep);
                self.word(" 包含 ", " has ");
                let name = match program.kinds.get(choices.index()) {
                    Some(Kind::Choices(of)) => program
                        .choice_types
                        .get(of.index())
                        .and_then(|it| it.options.get(usize::try_from(*option).ok()?))
                        .map(|(name, _)| name),
                    _ => None,
                };
                self.name(name);
            }
            Node::If(guard, then, otherwise) => {
                self.word("如果 ", "if ");
                self.node(*guard, OR, deep);
                self.word(" 则 ", " then ");
                self.node(*then, OR, deep);
                self.word(" 否则 ", " else ");
                self.node(*otherwise, LOOSEST, deep);
            }
            Node::Exceptions(base, exceptions) => {
                self.node(*base, OR, deep);
                self.exceptions(exceptions, deep);
            }
            Node::Arithmetic(operation, left, right) => {
                let sign = match operation {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "-",
                    Arithmetic::Multiply => "*",
                    Arithmetic::Divide => "/",
                };
                self.between(*left, sign, *right, strength, deep);
            }
            Node::Negate(inner) => {
                self.say("-");
                self.node(*inner, TIGHTEST, deep);
            }
            Node::Least(parts) => self.call(("最小", "min"), parts, deep),
            Node::Greatest(parts) => self.call(("最大", "max"), parts, deep),
            Node::Round(mode, value, step) => {
                self.call(rounding(*mode), &[*value, *step], deep);
            }
            Node::Shift(day, by, _) => self.between(*day, "+", *by, strength, deep),
            Node::DaysBetween(later, earlier) => self.between(*later, "-", *earlier, strength, deep),
            Node::YearOf(day) => self.call(("年度", "year_of"), &[*day], deep),
            Node::YearStart(of) => self.call(("年初", "year_start"), &[*of], deep),
            Node::YearEnd(of) => self.call(("年末", "year_end"), &[*of], deep),
            Node::MonthStart(day) => self.call(("月初", "month_start"), &[*day], deep),
            Node::MonthEnd(day) => self.call(("月末", "month_end"), &[*day], deep),
            Node::FullYears(from, to) => self.call(("整年数", "full_years"), &[*from, *to], deep),
            Node::Ancestor(place, RegionRank::Province) => self.call(("所在省", "province_of"), &[*place], deep),
            Node::Ancestor(place, _) => self.call(("所在市", "city_of"), &[*place], deep),
            Node::Under(value, place) => {
                self.node(*value, TIGHTEST, deep);
                self.word(" 按 ", " under ");
                self.node(*place, TIGHTEST, deep);
            }
            Node::Between(low, high, openness) => self.open(*low, *high, *openness, deep),
            Node::OverRecords(fold, list, filter, value) => {
                self.fold(*fold);
                self.say("(");
                self.name(program.facts.get(list.index()).map(|it| &it.name));
                if let Some(filter) = filter {
                    self.word(" 其中 ", " where ");
                    self.node(*filter, LOOSEST, deep);
                }
                if let Some(value) = value {
                    self.word(" 取 ", " take ");
                    self.node(*value, LOOSEST, deep);
                }
                self.say(")");
            }
            Node::OverYears(fold, _, years) => {
                self.fold(*fold);
                self.say("(");
                let nodes: Vec<NodeId> = years.iter().map(|(_, node)| *node).collect();
                self.joined(&nodes, ("、", ", "), LOOSEST, deep);
                self.say(")");
            }
        }
    }

    /// A number with its unit, as people write it.
    fn figure(&mut self, number: &Number, id: NodeId) {
        let kind = self.program.kinds.get(id.index()).cloned().unwrap_or(Kind::Number(String::new()));
        let text = known_text(self.program, &kind, &Value::Number(Range::point(number.clone())));
        match text {
            Some(text) => self.say(self.words.pick(&text.zh, &text.en)),
            None => self.say(&number.to_plain()),
        }
    }

    fn year(&mut self, before: u8) {
        let en = match before {
            0 => "this_year".to_owned(),
            1 => "last_year".to_owned(),
            2 => "year_before_last".to_owned(),
            3 => "third_last_year".to_owned(),
            more => format!("{more} years before"),
        };
        self.word(&format!("({})", year_before(before)), &format!("({en})"));
    }

    fn between(&mut self, left: NodeId, sign: &str, right: NodeId, strength: u8, deep: usize) {
        self.node(left, strength, deep);
        self.say(" ");
        self.say(sign);
        self.say(" ");
        self.node(right, strength + 1, deep);
    }

    fn joined(&mut self, parts: &[NodeId], by: (&str, &str), strength: u8, deep: usize) {
        // One that stands alone is not held together by anything.
        let least = if parts.len() > 1 { strength + 1 } else { strength };
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                self.word(by.0, by.1);
            }
            self.node(*part, least, deep);
        }
    }

    fn call(&mut self, name: (&str, &str), arguments: &[NodeId], deep: usize) {
        self.word(name.0, name.1);
        self.say("(");
        self.joined(arguments, (", ", ", "), LOOSEST, deep);
        self.say(")");
    }

    fn fold(&mut self, fold: Fold) {
        match fold {
            Fold::Count => self.word("数量", "count"),
            Fold::Sum => self.word("合计", "sum"),
            Fold::Mean => self.word("平均", "mean"),
            Fold::Max => self.word("最大", "max"),
            Fold::Min => self.word("最小", "min"),
        }
    }

    fn members(&mut self, members: &[Member], deep: usize) {
        for (place, member) in members.iter().enumerate() {
            if place > 0 {
                self.say("、");
            }
            match member {
                Member::Value(value) => self.node(*value, SPAN, deep),
                Member::Span(low, high) => self.between(*low, self.words.pick("至", "to"), *high, SPAN, deep),
            }
        }
    }

    fn exceptions(&mut self, exceptions: &[Exception], deep: usize) {
        for exception in exceptions {
            self.word(&format!("；例外 {} 当 ", exception.name), &format!("; except {} when ", exception.name));
            self.node(exception.guard, LOOSEST, deep);
            self.word(" 则 ", " then ");
            self.node(exception.value, LOOSEST, deep);
            if !exception.nested.is_empty() && deep > 0 {
                self.say("（");
                self.exceptions(&exception.nested, deep - 1);
                self.say("）");
            }
        }
    }

    fn open(&mut self, low: Option<NodeId>, high: Option<NodeId>, openness: Openness, deep: usize) {
        match (low, high) {
            // 不超过 is kept as from nought.
            (low, Some(high)) if openness == Openness::Law && low.is_none_or(|low| self.is_nought(low)) => {
                self.word("不超过 ", "no_more_than ");
                self.node(high, SPAN, deep);
            }
            (Some(low), None) => {
                self.word("不低于 ", "no_less_than ");
                self.node(low, SPAN, deep);
            }
            (Some(low), Some(high)) => self.between(low, self.words.pick("至", "to"), high, SPAN, deep),
            (None, Some(high)) => {
                self.word("至 ", "to ");
                self.node(high, SPAN, deep);
            }
            (None, None) => self.word("未定", "open"),
        }
    }

    fn is_nought(&self, node: NodeId) -> bool {
        matches!(self.program.nodes.get(node.index()), Some(Node::Number(number)) if number.is_zero())
    }
}

fn strength(node: &Node) -> u8 {
    match node {
        Node::If(..) | Node::Exceptions(..) => LOOSEST,
        Node::Any(parts) if parts.len() > 1 => OR,
        Node::All(parts) if parts.len() > 1 => AND,
        Node::Compare(..) | Node::OneOf(..) | Node::Within(..) | Node::Contains(..) => COMPARE,
        Node::Between(..) => SPAN,
        Node::Arithmetic(Arithmetic::Add | Arithmetic::Subtract, ..) | Node::Shift(..) | Node::DaysBetween(..) => ADD,
        Node::Arithmetic(..) => MULTIPLY,
        _ => TIGHTEST,
    }
}

/// A duration as people write it.
pub(super) fn duration(number: &Number, unit: DurationUnit, program: &Program, words: Words) -> String {
    let value = Value::Number(Range::point(number.clone()));
    let text = known_text(program, &Kind::Duration(unit), &value);
    text.map_or_else(|| number.to_plain(), |text| words.pick(&text.zh, &text.en).to_owned())
}
