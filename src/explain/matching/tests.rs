use super::*;
use crate::explain::testing::{Builder, asked, known};
use crate::program::{Arithmetic, Comparison, FactId, Kind, Node, NodeId, Window};
use crate::value::{Date, Truth};

/// A firm with a headcount, technical staff and a bad record, each for several policies to test.
struct Firm {
    builder: Builder,
    all: FactId,
    technical: FactId,
    listed: FactId,
}

impl Firm {
    fn new() -> Firm {
        let mut builder = Builder::new();
        let (all, _) = builder.people("职工总数", "0", None);
        let (technical, _) = builder.people("科技人员", "0", None);
        let (listed, _) = builder.flag("列入异常名录");
        Firm { builder, all, technical, listed }
    }

    fn read(&mut self, fact: FactId) -> NodeId {
        let kind = self.builder.of(fact).kind.clone();
        self.builder.node(Node::Fact(fact), kind)
    }

    fn at_least(&mut self, fact: FactId, figure: &str) -> NodeId {
        let read = self.read(fact);
        self.builder.test(read, Comparison::AtLeast, figure)
    }

    fn share(&mut self, figure: &str) -> NodeId {
        let (part, all) = (self.read(self.technical), self.read(self.all));
        let share = self.builder.node(Node::Arithmetic(Arithmetic::Divide, part, all), Kind::Percent);
        self.builder.test(share, Comparison::AtLeast, figure)
    }

    fn clean(&mut self) -> NodeId {
        let listed = self.read(self.listed);
        self.builder.truth(Node::Not(listed))
    }

    fn matched(&self, all: Option<&str>, technical: Option<&str>, listed: Option<bool>) -> Matching {
        let mut facts = Facts::default();
        for (fact, value) in [(self.all, all), (self.technical, technical)] {
            if let Some(value) = value {
                facts.put(Slot::Fact(fact), known(value));
            }
        }
        if let Some(listed) = listed {
            facts.put(Slot::Fact(self.listed), Value::Truth(Truth::from(listed)));
        }
        match_policies(&self.builder.program, &facts, asked("2026-11-22"))
    }

    fn once(&mut self, policy: PolicyId, opens: &str, closes: &str) {
        let window = Window::Once { opens: Date::parse(opens), closes: Date::parse(closes), closes_at: None };
        self.builder.window(policy, window);
    }
}

fn groups(matching: &Matching) -> Vec<Group> {
    matching.policies.iter().map(|policy| policy.group).collect()
}

#[test]
fn each_outcome_has_its_group() {
    let mut firm = Firm::new();
    let (share, clean) = (firm.share("0.1"), firm.clean());
    let never = firm.builder.truth(Node::Truth(false));
    firm.builder.policy("比例", &[("比例", share)]);
    firm.builder.policy("干净", &[("干净", clean)]);
    let elsewhere = firm.builder.policy("不适用", &[("干净", clean)]);
    firm.builder.program.policies.get_mut(elsewhere.index()).expect("a policy").applies = Some(never);
    use Group::{Eligible, Ineligible, Near, NotApplicable, Undetermined};
    let matching = firm.matched(Some("146"), Some("15"), Some(true));
    assert_eq!(groups(&matching), [Eligible, Ineligible, NotApplicable], "a yes or no has no gap");
    let matching = firm.matched(Some("146"), Some("12"), None);
    assert_eq!(groups(&matching), [Near, Undetermined, NotApplicable]);
    assert_eq!(matching.lacking().len(), 1);
}

#[test]
fn a_window_hides_what_could_be_applied_for_and_keeps_the_gap() {
    let mut firm = Firm::new();
    let (share, clean) = (firm.share("0.1"), firm.clean());
    let coming = firm.builder.policy("将开", &[("比例", share)]);
    firm.once(coming, "2027-01-01", "2027-01-31");
    let over = firm.builder.policy("已过", &[("比例", share)]);
    firm.once(over, "2026-01-01", "2026-01-31");
    let hopeless = firm.builder.policy("将开而不符合", &[("干净", clean)]);
    firm.once(hopeless, "2027-01-01", "2027-01-31");
    let open = firm.builder.policy("开放", &[("比例", share)]);
    firm.once(open, "2026-11-22", "2026-11-22");

    let matching = firm.matched(Some("146"), Some("12"), Some(true));
    assert_eq!(groups(&matching), [Group::NotOpen, Group::Ineligible, Group::Ineligible, Group::Near]);
    let coming = matching.policies.first().expect("the first policy");
    assert_eq!(coming.would, Some(Group::Near));
    assert_eq!(coming.near.first().map(|change| change.need.to_plain()).as_deref(), Some("15"));
    // What is met stands as not open once its window is over, what is only near does not.
    let matching = firm.matched(Some("146"), Some("15"), Some(false));
    assert_eq!(groups(&matching), [Group::NotOpen, Group::NotOpen, Group::NotOpen, Group::Eligible]);
}

#[test]
fn one_change_tells_all_the_policies_that_it_moves() {
    let mut firm = Firm::new();
    let (share, ten, twenty) =
        (firm.share("0.1"), firm.at_least(firm.technical, "14"), firm.at_least(firm.technical, "20"));
    let clean = firm.clean();
    let one = firm.builder.policy("一", &[("比例", share)]);
    let two = firm.builder.policy("二", &[("人数", ten)]);
    let three = firm.builder.policy("三", &[("人数", twenty)]);
    firm.builder.policy("四", &[("干净", clean)]);
    let matching = firm.matched(Some("146"), Some("12"), Some(true));
    let moving: Vec<(String, Vec<PolicyId>)> =
        matching.moving.iter().map(|moving| (moving.change.need.to_plain(), moving.policies.clone())).collect();
    let expected = [("14", vec![two]), ("15", vec![one, two]), ("20", vec![one, two, three])];
    assert_eq!(moving, expected.map(|(need, policies)| (need.to_owned(), policies)));
}

#[test]
fn a_policy_that_grants_nothing_is_no_match_and_versions_are_one_policy() {
    let mut firm = Firm::new();
    let clean = firm.clean();
    let standard = firm.builder.policy("标准", &[("干净", clean)]);
    firm.builder.program.policies.get_mut(standard.index()).expect("a policy").standard = true;
    firm.builder.policy("甲", &[("干净", clean)]);
    firm.builder.policy("甲", &[("干净", clean)]);
    assert_eq!(groups(&firm.matched(None, None, Some(false))), [Group::Eligible]);
}
