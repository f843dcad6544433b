//! Packs: what goes in comes out, and whatever is damaged or hostile is refused.

#[cfg(feature = "authoring")]
#[path = "../common/checked.rs"]
mod checked;
#[cfg(feature = "authoring")]
mod fields;
mod small;

use guiju::pack::{FORMAT, Fault, PackError, Problem, Provenance, SourceDigest, decode, encode, verify};
use guiju::program::{
    Case, ConditionId, DeferralRule, DeferralRuleId, DefinitionId, DepartmentId, Empowerment, Exception, FactId, Grant,
    ItemElements, Kind, Limit, Node, NodeId, Notes, Organ, OrganId, PaperId, ParameterId, PolicyId, Program,
    PromiseRuleId, RegionId, Sharing, TableId,
};
use guiju::value::{DurationUnit, Number};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use small::small;

/// Where the digest stands, and where the content that it covers begins.
const DIGEST: std::ops::Range<usize> = 10..42;

fn provenance() -> Provenance {
    Provenance {
        id: "例".into(),
        compiler: "0.1.0".into(),
        sources: vec![SourceDigest::new("甲.gj", "政策 甲 {}".as_bytes())],
    }
}

fn bytes() -> Vec<u8> {
    encode(&small(), &provenance()).unwrap()
}

/// The bytes with a digest that fits their content.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let digest = Sha256::digest(&bytes[DIGEST.end..]);
    bytes[DIGEST].copy_from_slice(&digest);
    bytes
}

#[test]
fn what_goes_in_comes_out() {
    let pack = decode(&bytes()).unwrap();
    assert_eq!(pack.program, small());
    assert_eq!(pack.provenance, provenance());
    assert!(pack.digest_text().starts_with("sha256:"));
    assert_eq!(pack.digest_text().len(), 71);
}

#[test]
fn the_same_rules_give_the_same_bytes() {
    assert_eq!(bytes(), bytes());
    let decoded = decode(&bytes()).unwrap();
    assert_eq!(encode(&decoded.program, &decoded.provenance).unwrap(), bytes());
}

#[test]
fn a_flip_of_any_bit_is_refused() {
    let sound = bytes();
    for index in 0..sound.len() {
        for bit in 0..8 {
            let mut damaged = sound.clone();
            damaged[index] ^= 1 << bit;
            let error = decode(&damaged).unwrap_err();
            let expected = match index {
                0..8 => PackError::NotAPack,
                8..10 => PackError::Format { found: u16::from_le_bytes([damaged[8], damaged[9]]), known: FORMAT },
                _ => PackError::Damaged,
            };
            assert_eq!(error, expected, "bit {bit} of byte {index}");
        }
    }
}

#[test]
fn every_shorter_or_longer_file_is_refused() {
    let sound = bytes();
    for length in 0..sound.len() {
        assert!(decode(&sound[..length]).is_err(), "the first {length} bytes");
    }
    let longer = [sound.as_slice(), b"\0"].concat();
    assert_eq!(decode(&longer), Err(PackError::Damaged));
    assert_eq!(decode(&resealed(longer)), Err(PackError::Unreadable));
}

#[test]
fn a_newer_format_is_named_before_anything_else_is_looked_at() {
    let mut newer = bytes()[..10].to_vec();
    newer[8..10].copy_from_slice(&(FORMAT + 1).to_le_bytes());
    let error = decode(&newer).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the pack has format 2 and this version reads format 1; update this program, or reload the page"
    );
    assert_eq!(error.zh(), "规则包的格式是第 2 版，本程序只认第 1 版；请升级本程序，或刷新页面");
}

#[test]
fn lengths_that_promise_more_than_there_is_take_no_memory() {
    // An empty provenance, then as the number of choice types the largest that fits 32 bits.
    let provenance = [0_u8, 0, 0];
    let hostile = [3_u32.to_le_bytes().as_slice(), &provenance, &[0xff, 0xff, 0xff, 0xff, 0x0f]].concat();
    let pack = resealed([&bytes()[..DIGEST.end], &hostile].concat());
    assert_eq!(decode(&pack), Err(PackError::Unreadable));
}

#[test]
fn exceptions_deeper_than_the_limit_are_refused_while_reading() {
    let exceptions = |depth: usize| {
        let leaf =
            |nested| vec![Exception { name: "例".into(), guard: NodeId(0), value: NodeId(0), over: vec![], nested }];
        (0..depth).fold(Vec::new(), |nested, _| leaf(nested))
    };
    let read = |depth| {
        let node = Node::Exceptions(NodeId(0), exceptions(depth));
        let read: Result<Node, _> = postcard::from_bytes(&postcard::to_allocvec(&node).unwrap());
        read.map(|read| read == node)
    };
    assert_eq!(read(64), Ok(true));
    assert!(read(65).is_err());
}

/// What is said of the small program when something has been changed in it.
fn fault(change: impl FnOnce(&mut Program)) -> Fault {
    let mut program = small();
    change(&mut program);
    verify(&program).unwrap_err()
}

fn at(list: &'static str, index: usize, problem: Problem) -> Fault {
    Fault { list, index, problem }
}

fn add(program: &mut Program, node: Node, kind: Kind) -> NodeId {
    program.nodes.push(node);
    program.kinds.push(kind);
    NodeId(u32::try_from(program.nodes.len()).unwrap() - 1)
}

fn extend(program: &mut Program, node: Node, kind: Kind) {
    add(program, node, kind);
}

#[test]
fn references_to_nothing_are_refused() {
    let last = small().nodes.len();
    let missing = |node: Node, kind: Kind| {
        assert_eq!(fault(|program| extend(program, node, kind)), at("nodes", last, Problem::Missing));
    };
    missing(Node::Fact(FactId(99)), Kind::Truth);
    missing(Node::Parameter(ParameterId(99)), Kind::Percent);
    missing(Node::Definition(DefinitionId(99)), Kind::Percent);
    missing(Node::Table(TableId(99)), Kind::Percent);
    missing(Node::Condition(ConditionId(99)), Kind::Truth);
    missing(Node::Policy(PolicyId(99)), Kind::Truth);
    missing(Node::Region(RegionId(99)), Kind::Region);
    missing(Node::Not(NodeId(999)), Kind::Truth);
    assert_eq!(fault(|program| program.policies[0].region = RegionId(9)), at("policies", 0, Problem::Missing));
    assert_eq!(fault(|program| program.facts[0].options = u128::MAX), at("facts", 0, Problem::Missing));
}

/// What stands around service items, each naming something that is not there, or of another kind.
#[test]
fn items_and_what_stands_around_them_are_held_to_what_there_is() {
    let number = NodeId(0);
    let organ = |region| Organ {
        name: "局".into(),
        departments: vec![],
        region,
        nature: vec![],
        phone: None,
        notes: Notes::default(),
    };
    let empowerment = |to, when| Empowerment {
        name: "文".into(),
        from: RegionId(0),
        to,
        effective: vec![],
        grants: vec![Grant { item: "政策".into(), in_name_of: None, when, notes: Notes::default() }],
        notes: Notes::default(),
    };
    let sharing = |paper, source| Sharing {
        paper,
        source,
        region: RegionId(0),
        effective: vec![],
        when: None,
        notes: Notes::default(),
    };
    let rule = |provided| DeferralRule {
        name: "办法".into(),
        region: RegionId(0),
        effective: vec![],
        ceiling: None,
        earlier_by: None,
        provided,
        main_papers_never: true,
        overdue: None,
        recorded: None,
        notes: Notes::default(),
    };
    assert_eq!(fault(|program| program.organs.push(organ(RegionId(9)))), at("organs", 0, Problem::Missing));
    let nobody = fault(|program| program.empowerments.push(empowerment(OrganId(0), None)));
    assert_eq!(nobody, at("empowerments", 0, Problem::Missing));
    let no_premise = fault(|program| {
        program.organs.push(organ(RegionId(0)));
        program.empowerments.push(empowerment(OrganId(0), Some(number)));
    });
    assert_eq!(no_premise, at("empowerments", 0, Problem::Kind));
    let no_paper = fault(|program| program.sharings.push(sharing(PaperId(9), None)));
    assert_eq!(no_paper, at("sharings", 0, Problem::Missing));
    let no_source = fault(|program| program.sharings.push(sharing(PaperId(0), Some(DepartmentId(0)))));
    assert_eq!(no_source, at("sharings", 0, Problem::Missing));
    assert_eq!(
        fault(|program| program.deferral_rules.push(rule(Some(number)))),
        at("deferral_rules", 0, Problem::Kind)
    );
    let item = |change: fn(&mut ItemElements)| {
        fault(|program| {
            let mut item = ItemElements::default();
            change(&mut item);
            program.policies[0].item = Some(item);
        })
    };
    assert_eq!(item(|item| item.departments.push(DepartmentId(0))), at("policies", 0, Problem::Missing));
    assert_eq!(item(|item| item.deferral_rules.push(DeferralRuleId(0))), at("policies", 0, Problem::Missing));
    assert_eq!(item(|item| item.promise_rules.push(PromiseRuleId(0))), at("policies", 0, Problem::Missing));
    let case = |item: &mut ItemElements| item.cases.push(Case { definition: DefinitionId(99) });
    assert_eq!(item(case), at("policies", 0, Problem::Missing));
    // The date of a paper is a day.
    assert_eq!(fault(|program| program.papers[0].issued_on = Some(FactId(1))), at("papers", 0, Problem::Kind));
    assert_eq!(fault(|program| program.papers[0].issued_on = Some(FactId(99))), at("papers", 0, Problem::Missing));
}

#[test]
fn a_node_that_refers_to_itself_or_forwards_is_refused() {
    let index = small().nodes.len();
    let own = NodeId(u32::try_from(index).unwrap());
    assert_eq!(fault(|program| extend(program, Node::Not(own), Kind::Truth)), at("nodes", index, Problem::Order));
}

#[test]
fn a_definition_that_stands_for_itself_is_refused() {
    let circle = fault(|program| {
        let node = add(program, Node::Definition(DefinitionId(0)), Kind::Percent);
        program.definitions[0].root = node;
    });
    // The small program uses the definition before its new root.
    assert_eq!((circle.list, circle.problem), ("nodes", Problem::Order));
}

#[test]
fn operands_of_the_wrong_kind_are_refused() {
    let index = small().nodes.len();
    let wrong = fault(|program| {
        let day = add(program, Node::Today, Kind::Date);
        add(program, Node::Not(day), Kind::Truth);
    });
    assert_eq!(wrong, at("nodes", index + 1, Problem::Kind));
    let claimed = fault(|program| extend(program, Node::Today, Kind::Truth));
    assert_eq!(claimed, at("nodes", index, Problem::Kind));
}

#[test]
fn a_chain_that_is_too_deep_is_refused() {
    let too_deep = fault(|program| {
        let mut node = add(program, Node::Truth(true), Kind::Truth);
        for _ in 0..600 {
            node = add(program, Node::Not(node), Kind::Truth);
        }
    });
    assert_eq!(too_deep.problem, Problem::Limit);
}

#[test]
fn a_short_graph_that_stands_for_endless_work_is_refused() {
    let doubled = fault(|program| {
        let mut node = add(program, Node::Truth(true), Kind::Truth);
        for _ in 0..64 {
            node = add(program, Node::All(vec![node, node]), Kind::Truth);
        }
    });
    assert_eq!(doubled.problem, Problem::Limit);
}

#[test]
fn conditions_that_stand_in_each_other_are_refused() {
    let circle = fault(|program| {
        program.conditions[0].parent = Some(ConditionId(0));
        program.conditions[0].children = vec![ConditionId(0)];
    });
    assert_eq!(circle, at("conditions", 0, Problem::Limit));
}

#[test]
fn a_column_read_outside_its_list_is_refused() {
    let outside = fault(|program| {
        let list = program.facts.iter().position(|fact| matches!(fact.kind, Kind::List(_))).unwrap();
        let list = FactId(u32::try_from(list).unwrap());
        let column = add(program, Node::Column(list, 0), Kind::Truth);
        program.policies[0].applies = Some(column);
    });
    assert_eq!(outside, at("policies", 0, Problem::Kind));
}

#[test]
fn steps_that_wait_for_each_other_are_refused() {
    let circle = fault(|program| program.chains[0].steps[0].after = vec![1]);
    assert_eq!(circle, at("chains", 0, Problem::Order));
    let itself = fault(|program| program.chains[0].steps[0].after = vec![0]);
    assert_eq!(itself, at("chains", 0, Problem::Order));
}

#[test]
fn a_chain_that_refers_to_nothing_is_refused() {
    let refused = |change: fn(&mut Program), problem: Problem| {
        assert_eq!(fault(change), at("chains", 0, problem));
    };
    refused(|program| program.chains[0].steps[1].after = vec![2], Problem::Missing);
    refused(|program| program.chains[0].finish = Some(2), Problem::Missing);
    refused(|program| program.chains[0].jointly = vec![1], Problem::Missing);
    refused(|program| program.chains[0].steps[0].decided_in = vec![1], Problem::Missing);
    refused(|program| program.chains[0].steps[0].fills = vec![FactId(99)], Problem::Missing);
    refused(|program| program.chains[0].steps[0].blocks = vec![ConditionId(0)], Problem::Contradiction);
    refused(|program| program.chains[0].policy = PolicyId(0), Problem::Contradiction);
    refused(|program| program.chains[0].policy = PolicyId(9), Problem::Missing);
    refused(|program| program.chains[0].steps[0].when = Some(program.chains[0].places[0].place), Problem::Kind);
}

#[test]
fn a_chain_beyond_all_measure_is_refused() {
    let many = fault(|program| program.chains[0].steps = vec![program.chains[0].steps[0].clone(); 10_000]);
    assert_eq!(many, at("chains", 0, Problem::Limit));
    let long = fault(|program| {
        program.chains[0].steps[0].promised_limit =
            Some(Limit::Within(Number::whole(1_001), DurationUnit::WorkingDays));
    });
    assert_eq!(long, at("chains", 0, Problem::Limit));
    let waits = fault(|program| program.chains[0].steps[1].after = vec![0; 101]);
    assert_eq!(waits, at("chains", 0, Problem::Limit));
}

#[test]
fn a_law_day_that_the_law_of_the_day_decides_is_refused() {
    let circle = fault(|program| {
        let day = add(program, Node::LawDay, Kind::Date);
        program.policies[0].law_day = Some(day);
    });
    assert_eq!(circle, at("policies", 0, Problem::Order));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    /// Whoever can compute a digest can write any content: it is refused, or it keeps every promise.
    #[test]
    fn content_changed_with_a_digest_that_fits_is_refused_or_sound(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::of(any::<prop::sample::Index>()),
        insert in prop::option::of((any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 1..6))),
    ) {
        let mut bytes = bytes();
        let start = DIGEST.end;
        for (place, byte) in changes {
            let place = start + place.index(bytes.len() - start);
            bytes[place] = byte;
        }
        if let Some((place, inserted)) = insert {
            let place = start + place.index(bytes.len() - start);
            bytes.splice(place..place, inserted);
        }
        if let Some(cut) = cut {
            bytes.truncate(start + cut.index(bytes.len() - start));
        }
        if let Ok(pack) = decode(&resealed(bytes)) {
            prop_assert_eq!(verify(&pack.program), Ok(()));
            let again = encode(&pack.program, &pack.provenance).unwrap();
            prop_assert_eq!(decode(&again).unwrap().program, pack.program);
        }
    }

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(decode(&bytes).is_err());
    }
}
