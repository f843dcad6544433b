//! Every place of a program that names a node.
//!
//! The lists are taken apart field by field, without `..`: a field that is added later and names nodes is then
//! forgotten by nobody, as this file does not compile before somebody has looked at it.

use crate::program::{
    AddedColumn, Benefit, Bounds, ByCase, Cell, Chain, ChainPlace, Column, Condition, DeferralRule, Definition, Each,
    Empowerment, Exception, Fact, Grant, Hint, Input, ItemElements, Member, Mode, Need, NeededPaper, Node, NodeId,
    Parameter, ParameterRow, Points, Policy, Power, Procedure, Program, PromiseRule, Row, Score, Sharing,
    SpecialProcedure, StackRule, Step, Table, Transition, Way,
};

/// Calls `see` for every node that the lists of a program name; nodes themselves are left out.
pub(super) fn roots(program: &mut Program, see: &mut impl FnMut(&mut NodeId)) {
    let Program {
        choice_types: _,
        regions: _,
        calendars: _,
        documents: _,
        groups: _,
        facts,
        parameters,
        definitions,
        tables,
        scores,
        judged: _,
        conditions,
        each,
        transitions,
        papers: _,
        departments: _,
        organs: _,
        empowerments,
        sharings,
        deferral_rules,
        promise_rules,
        policies,
        chains,
        stacks,
        nodes: _,
        kinds: _,
    } = program;
    facts.iter_mut().for_each(|fact| of_fact(fact, see));
    parameters.iter_mut().for_each(|parameter| of_parameter(parameter, see));
    for definition in definitions {
        let Definition { name: _, year: _, policy: _, root, notes: _ } = definition;
        see(root);
    }
    tables.iter_mut().for_each(|table| of_table(table, see));
    scores.iter_mut().for_each(|score| of_score(score, see));
    for condition in conditions {
        let Condition {
            name: _,
            policy: _,
            parent: _,
            children: _,
            exclude: _,
            body,
            unless,
            root,
            judged: _,
            notes: _,
        } = condition;
        see(body);
        optional(unless, see);
        see(root);
    }
    for each in each {
        let Each { name: _, policy: _, list: _, belongs: _, conditions: _, columns, notes: _ } = each;
        for column in columns {
            let AddedColumn { name: _, value } = column;
            see(value);
        }
    }
    for transition in transitions {
        let Transition { name: _, policy: _, applies, until, notes: _ } = transition;
        see(applies);
        see(until);
    }
    for empowerment in empowerments {
        let Empowerment { name: _, from: _, to: _, effective: _, grants, notes: _ } = empowerment;
        for grant in grants {
            let Grant { item: _, in_name_of: _, when, notes: _ } = grant;
            optional(when, see);
        }
    }
    for sharing in sharings {
        let Sharing { paper: _, source: _, region: _, effective: _, when, notes: _ } = sharing;
        optional(when, see);
    }
    for rule in deferral_rules {
        let DeferralRule {
            name: _,
            region: _,
            effective: _,
            ceiling: _,
            earlier_by: _,
            provided,
            main_papers_never: _,
            overdue: _,
            recorded: _,
            notes: _,
        } = rule;
        optional(provided, see);
    }
    for rule in promise_rules {
        let PromiseRule {
            name: _,
            region: _,
            effective: _,
            provided,
            verified: _,
            verified_within: _,
            if_false: _,
            recorded: _,
            notes: _,
        } = rule;
        optional(provided, see);
    }
    policies.iter_mut().for_each(|policy| of_policy(policy, see));
    chains.iter_mut().for_each(|chain| of_chain(chain, see));
    for stack in stacks {
        for clause in &mut stack.clauses {
            if let StackRule::Cap { amount, of: _, cut: _ } = &mut clause.rule {
                see(amount);
            }
        }
    }
}

/// Calls `see` for every operand of a node.
pub(super) fn operands(node: &mut Node, see: &mut impl FnMut(&mut NodeId)) {
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
        | Node::Passes(_) => {}
        Node::All(members)
        | Node::Any(members)
        | Node::AtLeast(_, members)
        | Node::Least(members)
        | Node::Greatest(members) => members.iter_mut().for_each(see),
        Node::Not(operand)
        | Node::Contains(operand, _)
        | Node::Negate(operand)
        | Node::YearOf(operand)
        | Node::YearStart(operand)
        | Node::YearEnd(operand)
        | Node::MonthStart(operand)
        | Node::MonthEnd(operand)
        | Node::Ancestor(operand, _) => see(operand),
        Node::Compare(_, left, right)
        | Node::Within(left, right)
        | Node::Arithmetic(_, left, right)
        | Node::Round(_, left, right)
        | Node::Shift(left, right, _)
        | Node::DaysBetween(left, right)
        | Node::FullYears(left, right)
        | Node::Under(left, right) => {
            see(left);
            see(right);
        }
        Node::OneOf(operand, members) => {
            see(operand);
            of_members(members, see);
        }
        Node::If(guard, then, otherwise) => {
            see(guard);
            see(then);
            see(otherwise);
        }
        Node::Exceptions(base, exceptions) => {
            see(base);
            of_exceptions(exceptions, see);
        }
        Node::Between(low, high, _) => {
            optional(low, see);
            optional(high, see);
        }
        Node::OverRecords(_, _, which, value) => {
            optional(which, see);
            optional(value, see);
        }
        Node::OverYears(_, _, years) => years.iter_mut().for_each(|(_, value)| see(value)),
    }
}

fn optional(node: &mut Option<NodeId>, see: &mut impl FnMut(&mut NodeId)) {
    if let Some(node) = node {
        see(node);
    }
}

fn of_members(members: &mut [Member], see: &mut impl FnMut(&mut NodeId)) {
    for member in members {
        match member {
            Member::Value(value) => see(value),
            Member::Span(low, high) => {
                see(low);
                see(high);
            }
        }
    }
}

fn of_exceptions(exceptions: &mut [Exception], see: &mut impl FnMut(&mut NodeId)) {
    for exception in exceptions {
        let Exception { name: _, guard, value, over: _, nested } = exception;
        see(guard);
        see(value);
        of_exceptions(nested, see);
    }
}

fn of_bounds(bounds: &mut Bounds, see: &mut impl FnMut(&mut NodeId)) {
    let Bounds { low, high } = bounds;
    optional(low, see);
    optional(high, see);
}

fn of_fact(fact: &mut Fact, see: &mut impl FnMut(&mut NodeId)) {
    let Fact {
        name: _,
        group: _,
        kind: _,
        whole: _,
        unit: _,
        options: _,
        bounds,
        yearly: _,
        anchor: _,
        period: _,
        given: _,
        asked_if,
        good_for: _,
        ask: _,
        title: _,
        help: _,
        counted_as: _,
        shared: _,
        doubts: _,
        columns,
        max_records: _,
        key: _,
    } = fact;
    of_bounds(bounds, see);
    optional(asked_if, see);
    for column in columns {
        let Column { name: _, title: _, kind: _, whole: _, unit: _, options: _, bounds, asked_if, ask: _, help: _ } =
            column;
        of_bounds(bounds, see);
        optional(asked_if, see);
    }
}

fn of_parameter(parameter: &mut Parameter, see: &mut impl FnMut(&mut NodeId)) {
    let Parameter { name: _, policy: _, kind: _, rows, set_locally: _, bounds, notes: _ } = parameter;
    for row in rows {
        let ParameterRow { from: _, to: _, region: _, value, published: _, supersedes: _, citations: _, doubts: _ } =
            row;
        see(value);
    }
    of_bounds(bounds, see);
}

fn of_table(table: &mut Table, see: &mut impl FnMut(&mut NodeId)) {
    let Table { name: _, policy: _, inputs, output: _, rows, hit: _, notes: _ } = table;
    for input in inputs {
        let Input { name: _, value } = input;
        see(value);
    }
    for row in rows {
        let Row { cells, output, note: _, citations: _, doubts: _ } = row;
        for cell in cells {
            match cell {
                Cell::Anything => {}
                Cell::Compare(_, figure) => see(figure),
                Cell::OneOf(members) => of_members(members, see),
            }
        }
        optional(output, see);
    }
}

fn of_score(score: &mut Score, see: &mut impl FnMut(&mut NodeId)) {
    let Score {
        name: _,
        policy: _,
        role: _,
        parent: _,
        max: _,
        pass: _,
        whole_points: _,
        by: _,
        judged: _,
        set_locally: _,
        points,
        notes: _,
    } = score;
    match points {
        Points::Parts(_) | Points::Free | Points::Bands(_) => {}
        Points::Value(value) => see(value),
        Points::BestOf(ways) => {
            for way in ways {
                let Way { name: _, value } = way;
                see(value);
            }
        }
    }
}

fn of_policy(policy: &mut Policy, see: &mut impl FnMut(&mut NodeId)) {
    let Policy {
        name: _,
        standard: _,
        adapts: _,
        item,
        chain: _,
        file: _,
        authority: _,
        handler: _,
        level: _,
        delegated: _,
        region: _,
        documents: _,
        version: _,
        effective: _,
        applies,
        law_day,
        windows: _,
        conditions: _,
        root,
        scores: _,
        needs,
        benefits,
        procedure,
        hints,
        duties: _,
        sentences: _,
        notes: _,
    } = policy;
    optional(applies, see);
    optional(law_day, see);
    see(root);
    of_needs(needs, see);
    benefits.iter_mut().for_each(|benefit| of_benefit(benefit, see));
    if let Some(procedure) = procedure {
        of_procedure(procedure, see);
    }
    if let Some(item) = item {
        of_item(item, see);
    }
    for hint in hints {
        let Hint { name: _, when, content: _ } = hint;
        optional(when, see);
    }
}

fn of_needs(needs: &mut [Need], see: &mut impl FnMut(&mut NodeId)) {
    for need in needs {
        match need {
            Need::Paper(paper) => of_needed_paper(paper, see),
            Need::AnyOf { name: _, when, papers, notes: _ } => {
                optional(when, see);
                papers.iter_mut().for_each(|paper| of_needed_paper(paper, see));
            }
        }
    }
}

fn of_chain(chain: &mut Chain, see: &mut impl FnMut(&mut NodeId)) {
    let Chain {
        policy: _,
        lead: _,
        entry: _,
        time_ceiling: _,
        visit_ceiling: _,
        places,
        modes,
        jointly: _,
        steps,
        finish: _,
    } = chain;
    for place in places {
        let ChainPlace { name: _, place, notes: _ } = place;
        see(place);
    }
    for mode in modes {
        let Mode { name: _, when, visits: _, collected_in, collector_does: _, post: _, adds: _, notes: _ } = mode;
        optional(when, see);
        optional(collected_in, see);
    }
    for step in steps {
        let Step {
            name: _,
            departments: _,
            handler: _,
            after: _,
            when,
            promised_limit: _,
            statutory_limit: _,
            visits: _,
            same_visit: _,
            fills: _,
            needs,
            makes_papers: _,
            makes_facts: _,
            blocks: _,
            internal: _,
            every: _,
            received_in: _,
            decided_in: _,
            decided_level: _,
            post: _,
            special,
            notes: _,
        } = step;
        optional(when, see);
        of_needs(needs, see);
        special.iter_mut().for_each(|special| of_special(special, see));
    }
}

fn of_needed_paper(paper: &mut NeededPaper, see: &mut impl FnMut(&mut NodeId)) {
    let NeededPaper {
        paper: _,
        when,
        forms: _,
        copies,
        per: _,
        deferrable: _,
        by_promise: _,
        shared: _,
        role: _,
        keep: _,
        elements: _,
        notes: _,
    } = paper;
    optional(when, see);
    optional(copies, see);
}

fn of_benefit(benefit: &mut Benefit, see: &mut impl FnMut(&mut NodeId)) {
    let Benefit {
        name: _,
        when,
        formula,
        amount,
        rounding: _,
        cap,
        right: _,
        term: _,
        budget: _,
        obtained: _,
        paid_by: _,
        purpose: _,
        notes: _,
    } = benefit;
    optional(when, see);
    optional(formula, see);
    optional(amount, see);
    optional(cap, see);
}

fn of_procedure(procedure: &mut Procedure, see: &mut impl FnMut(&mut NodeId)) {
    let Procedure {
        apply,
        accepts,
        decides,
        statutory_limits,
        promised_limits,
        visits,
        modes,
        special,
        fees,
        hotlines,
        notes: _,
    } = procedure;
    for words in [apply, accepts, decides, modes] {
        by_case(words, see);
    }
    by_case(statutory_limits, see);
    by_case(promised_limits, see);
    by_case(hotlines, see);
    by_case(visits, see);
    by_case(fees, see);
    special.iter_mut().for_each(|special| of_special(special, see));
}

fn of_special(special: &mut SpecialProcedure, see: &mut impl FnMut(&mut NodeId)) {
    let SpecialProcedure { name: _, takes: _, uncounted: _, when, remarks: _ } = special;
    optional(when, see);
}

fn by_case<T>(lines: &mut [ByCase<T>], see: &mut impl FnMut(&mut NodeId)) {
    for line in lines {
        let ByCase { said: _, when } = line;
        optional(when, see);
    }
}

fn of_item(item: &mut ItemElements, see: &mut impl FnMut(&mut NodeId)) {
    let ItemElements {
        plain: _,
        departments: _,
        powers,
        cases: _,
        results: _,
        questions: _,
        deferral_rules: _,
        promise_rules: _,
    } = item;
    for power in powers {
        let Power { rank: _, when, notes: _ } = power;
        optional(when, see);
    }
}
