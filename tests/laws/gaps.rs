//! 7. A gap is what a plain search over the grid of steps finds.

use crate::generate::{DAY, FIRST_DAY, Generated, LAST_DAY, RATIO, WHOLE_A, WHOLE_B};
use crate::know::Knowledge;
use crate::show::shown;
use crate::world::{InWorld, Plain, World};
use crate::{for_each_program, is_left_by_law, programs, run, tell};
use guiju::eval::Slot;
use guiju::eval::graph::{Target, reachable};
use guiju::explain::gap::gaps;
use guiju::program::{Exception, Node, NodeId, Program};
use guiju::value::Number;

/// Puts a value where a fact stands in a world.
type Setter = Box<dyn Fn(&mut World, &Number)>;

/// A number of a world that a gap may change: what it is, its values on the grid, and how to set it.
struct Handle {
    slot: Slot,
    now: Number,
    grid: Vec<Number>,
    set: Setter,
}

/// What a gap says: the slot, the value needed, and whether it is enough.
type Told = (Slot, Number, bool);

#[test]
fn gaps_are_those_of_a_plain_search() {
    let (mut unmet, mut found) = (0, 0);
    for_each_program(10, |generated, random, number| {
        for _ in 0..2 {
            let knowledge = Knowledge::complete(random);
            let world = knowledge.world(random);
            let facts = knowledge.facts(true);
            let mut run = run(&generated.program, &facts);
            for root in conditions(generated) {
                let in_world = InWorld { program: &generated.program, world: &world };
                if in_world.value(root) != Ok(Plain::Truth(false)) {
                    continue;
                }
                let told: Vec<Told> =
                    gaps(&mut run, root).into_iter().map(|gap| (gap.slot, gap.need, gap.enough)).collect();
                let expected = searched(&generated.program, &world, root);
                assert!(
                    told.len() == expected.len() && told.iter().all(|gap| expected.contains(gap)),
                    "program {number}, {root:?}: {told:?} against {expected:?} in {world:?}{}",
                    shown(&generated.program, root)
                );
                unmet += 1;
                found += told.len();
            }
        }
    });
    tell(&format!("gaps: {} programs, {unmet} unmet conditions, {found} gaps, 0 differences", programs()));
    assert!(found > 0);
}

fn conditions(generated: &Generated) -> Vec<NodeId> {
    let own = generated.program.policies[0].conditions.iter();
    let roots = own.map(|id| generated.program.conditions[id.index()].root);
    // What is open by law is not unmet in any way that a number could mend.
    roots.filter(|root| !is_left_by_law(&generated.program, *root)).collect()
}

/// For each comparison that is not as wanted and each number: the nearest value that makes it so, all else unchanged.
fn searched(program: &Program, world: &World, root: NodeId) -> Vec<Told> {
    let mut comparisons = vec![];
    failing(program, world, root, true, &mut comparisons);
    let mut all: Vec<Told> = vec![];
    for (comparison, wanted) in comparisons {
        for mut handle in handles(world) {
            if !names(program, comparison, handle.slot) {
                continue;
            }
            let with = |value: &Number, node: NodeId| {
                let mut world = world.clone();
                (handle.set)(&mut world, value);
                InWorld { program, world: &world }.value(node)
            };
            let as_wanted = |value: &&Number| with(value, comparison) == Ok(Plain::Truth(wanted));
            // The nearest first; equally far: the greater.
            handle.grid.sort_by_cached_key(|value| ((value - &handle.now).abs(), -value));
            let Some(need) = handle.grid.iter().find(as_wanted) else { continue };
            let told = (handle.slot, need.clone(), with(need, root) == Ok(Plain::Truth(true)));
            if !all.contains(&told) {
                all.push(told);
            }
        }
    }
    all
}

fn handles(world: &World) -> Vec<Handle> {
    let wholes = || (0..=3).map(Number::from).collect();
    let mut handles = vec![Handle {
        slot: Slot::Fact(RATIO),
        now: world.ratio.clone(),
        grid: (0..=200).map(|step| Number::ratio(step, 100).expect("a number")).collect(),
        set: Box::new(|world, value| world.ratio = value.clone()),
    }];
    for (index, fact) in [WHOLE_A, WHOLE_B].into_iter().enumerate() {
        handles.push(Handle {
            slot: Slot::Fact(fact),
            now: Number::from(world.whole[index]),
            grid: wholes(),
            set: Box::new(move |world, value| world.whole[index] = value.to_i64().expect("a whole number")),
        });
    }
    handles.push(Handle {
        slot: Slot::Fact(DAY),
        now: Number::from(world.day),
        grid: (FIRST_DAY..=LAST_DAY).map(Number::from).collect(),
        set: Box::new(|world, value| world.day = value.to_i64().expect("a day") as i32),
    });
    // Waiting helps, for ten years at most.
    handles.push(Handle {
        slot: Slot::Today,
        now: Number::from(world.today),
        grid: (world.today + 1..=world.today + 3_660).map(Number::from).collect(),
        set: Box::new(|world, value| world.today = value.to_i64().expect("a day") as i32),
    });
    handles
}

/// Whether a comparison names a fact, or 今天; a fact on which only the law day stands is not in it.
fn names(program: &Program, comparison: NodeId, slot: Slot) -> bool {
    reachable(program, [Target::Node(comparison)]).into_iter().any(|target| match (target, slot) {
        (Target::Node(node), Slot::Fact(fact)) => program.nodes[node.index()] == Node::Fact(fact),
        (Target::Node(node), Slot::Today) => program.nodes[node.index()] == Node::Today,
        _ => false,
    })
}

/// The comparisons that are not as wanted, `not` pushed inwards, through groups, definitions and what is chosen.
/// What is as wanted is passed over with all that is inside.
fn failing(program: &Program, world: &World, node: NodeId, wanted: bool, found: &mut Vec<(NodeId, bool)>) {
    let in_world = InWorld { program, world };
    let holds = |node: NodeId| in_world.value(node).ok().map(|value| value == Plain::Truth(true));
    if holds(node) == Some(wanted) {
        return;
    }
    match &program.nodes[node.index()] {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
            parts.iter().for_each(|part| failing(program, world, *part, wanted, found));
        }
        Node::Not(part) => failing(program, world, *part, !wanted, found),
        Node::Definition(id) => failing(program, world, program.definitions[id.index()].root, wanted, found),
        Node::Condition(id) => failing(program, world, program.conditions[id.index()].root, wanted, found),
        Node::If(guard, then, otherwise) => match holds(*guard) {
            Some(true) => failing(program, world, *then, wanted, found),
            Some(false) => failing(program, world, *otherwise, wanted, found),
            None => {}
        },
        Node::Exceptions(base, exceptions) => {
            if let Some(chosen) = chosen(&in_world, *base, exceptions) {
                failing(program, world, chosen, wanted, found);
            }
        }
        Node::Compare(..) | Node::OneOf(..) | Node::Passes(_) => found.push((node, wanted)),
        _ => {}
    }
}

/// The one value that guards choose.
fn chosen(in_world: &InWorld<'_>, base: NodeId, exceptions: &[Exception]) -> Option<NodeId> {
    let mut hold = vec![];
    for (index, exception) in exceptions.iter().enumerate() {
        if in_world.value(exception.guard).ok()? == Plain::Truth(true) {
            hold.push(index);
        }
    }
    let beaten = |index: &usize| hold.iter().any(|other| exceptions[*other].over.contains(&(*index as u32)));
    match hold.iter().filter(|index| !beaten(index)).collect::<Vec<_>>().as_slice() {
        [] => Some(base),
        [one] => chosen(in_world, exceptions[**one].value, &exceptions[**one].nested),
        _ => None,
    }
}
