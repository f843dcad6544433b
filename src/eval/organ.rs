//! Who decides an item: the organ of its level in the place asked for, unless a document hands the power on.

use super::parameter::sample_days;
use super::pieces::cut_place;
use super::run::Run;
use crate::program::{Effective, Empowerment, Grant, ItemElements, NodeId, OrganId, PolicyId, RegionId, RegionRank};
use crate::value::{Date, Truth};
use std::collections::BTreeMap;

/// With more days and places open than this lets look at, nothing is said of who decides.
const MOST_STEPS: usize = 1_000_000;

/// Who may decide an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciders {
    /// Everybody who still may; one is the one who does.
    pub possible: Vec<Decider>,
    /// The premises that leave it open.
    pub open: Vec<NodeId>,
    /// It hangs on the place asked for, or on the law day, which are open.
    pub place_or_day_open: bool,
}

/// An organ that decides, or what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decider {
    /// The level that has the power, if the item tells.
    pub rank: Option<RegionRank>,
    /// The place whose power it is.
    pub region: Option<RegionId>,
    /// The organ, where the rules name it.
    pub organ: Option<OrganId>,
    /// The document that hands the power on, and which line of it.
    pub grant: Option<(usize, usize)>,
}

impl Run<'_> {
    /// Who may decide an item. Leaves the policy entered.
    pub fn deciders(&mut self, policy: PolicyId) -> Deciders {
        self.enter(policy);
        let program = self.program;
        let mut found = Deciders { possible: Vec::new(), open: Vec::new(), place_or_day_open: false };
        let Some(entry) = program.policies.get(policy.index()) else { return found };
        let Some(item) = &entry.item else { return found };
        let (law_day, place) = (self.law_day(), self.place());
        let handed: Vec<Handed<'_>> = program
            .empowerments
            .iter()
            .enumerate()
            .flat_map(|(at, empowerment)| {
                let grants = empowerment.grants.iter().enumerate();
                grants.map(move |(line, grant)| Handed { at, line, empowerment, grant })
            })
            .filter(|handed| handed.grant.item == entry.name)
            .collect();
        let ranks = self.ranks(item, &mut found.open);
        let whens: Vec<Truth> =
            handed.iter().map(|handed| handed.grant.when.map_or(Truth::MET, |when| self.split_truth(when))).collect();
        let periods = handed.iter().flat_map(|handed| &handed.empowerment.effective).map(|line| (line.from, line.to));
        let days = sample_days(&law_day, periods);
        let places = handed.iter().filter_map(|handed| self.organ_place(handed.empowerment.to));
        let places: Vec<RegionId> = cut_place(self, place, places);
        found.place_or_day_open = days.len() > 1 || !place.is_settled();
        let worlds = days.len().saturating_mul(places.len()).saturating_mul(ranks.len());
        if worlds.saturating_mul(handed.len()) > MOST_STEPS {
            let nobody = Decider { rank: None, region: None, organ: None, grant: None };
            return Deciders { possible: vec![nobody], ..found };
        }
        for day in &days {
            for place in &places {
                for rank in &ranks {
                    self.decide(item, &handed, &whens, *day, *place, *rank, &mut found);
                }
            }
        }
        if found.possible.len() < 2 {
            found.open.clear();
        }
        found
    }

    /// The levels that may have the power; none stands for an item that does not tell.
    fn ranks(&mut self, item: &ItemElements, open: &mut Vec<NodeId>) -> Vec<Option<RegionRank>> {
        let mut ranks = Vec::new();
        for power in &item.powers {
            let truth = power.when.map_or(Truth::MET, |when| self.split_truth(when));
            if truth == Truth::UNMET {
                continue;
            }
            if truth != Truth::MET {
                open.extend(power.when);
            }
            ranks.push(Some(power.rank));
        }
        ranks.dedup();
        if ranks.is_empty() {
            ranks.push(None);
        }
        ranks
    }

    #[expect(clippy::too_many_arguments, reason = "one world: a day, a place, a level and what is handed on in it")]
    fn decide(
        &self,
        item: &ItemElements,
        handed: &[Handed<'_>],
        whens: &[Truth],
        day: Date,
        place: RegionId,
        rank: Option<RegionRank>,
        found: &mut Deciders,
    ) {
        let home = rank.and_then(|rank| self.ground_of_rank(place, rank));
        // Only who has a power hands it on, and who got it may hand on what it got.
        let reaches = |at: usize, handed: &Handed<'_>| {
            let to = self.organ_place(handed.empowerment.to);
            whens.get(at).is_some_and(|when| *when != Truth::UNMET)
                && to.is_some_and(|to| self.contains_place(to, place))
                && self.lines_in_force(&handed.empowerment.effective, day)
        };
        let mut open: BTreeMap<RegionId, Vec<usize>> = BTreeMap::new();
        for (at, one) in handed.iter().enumerate().filter(|(at, one)| reaches(*at, one)) {
            open.entry(one.empowerment.from).or_default().push(at);
        }
        let mut holders: Vec<RegionId> = match home {
            Some(home) => vec![home],
            None => open.keys().copied().filter(|from| self.contains_place(*from, place)).collect(),
        };
        let mut reaching: Vec<usize> = Vec::new();
        while let Some(holder) = holders.pop() {
            // Each place hands on once, so that documents that hand on in a circle come to an end.
            for at in open.remove(&holder).unwrap_or_default() {
                holders.extend(handed.get(at).and_then(|one| self.organ_place(one.empowerment.to)));
                reaching.push(at);
            }
        }
        reaching.sort_unstable();
        let depth = |at: &usize| {
            let to = handed.get(*at).and_then(|handed| self.organ_place(handed.empowerment.to));
            to.map_or(0, |to| self.depth(to))
        };
        // The nearest place wins.
        reaching.sort_by_key(|at| std::cmp::Reverse(depth(at)));
        let mut settled_at = None;
        for at in &reaching {
            if settled_at.is_some_and(|depth_of| depth_of > depth(at)) {
                return;
            }
            let Some(handed) = handed.get(*at) else { continue };
            let decider = Decider {
                rank,
                region: home,
                organ: Some(handed.empowerment.to),
                grant: Some((handed.at, handed.line)),
            };
            add(&mut found.possible, decider);
            if whens.get(*at) == Some(&Truth::MET) {
                settled_at = Some(depth(at));
            } else if let Some(when) = handed.grant.when
                && !found.open.contains(&when)
            {
                found.open.push(when);
            }
        }
        if settled_at.is_none() {
            let organ = home.and_then(|home| self.organ_in(item, home));
            add(&mut found.possible, Decider { rank, region: home, organ, grant: None });
        }
    }

    /// The only organ of an item's line of work in a place.
    fn organ_in(&self, item: &ItemElements, place: RegionId) -> Option<OrganId> {
        let organs = (0_u32..).zip(&self.program.organs);
        let mut here = organs
            .filter(|(_, organ)| organ.region == place)
            .filter(|(_, organ)| organ.departments.iter().any(|own| item.departments.contains(own)))
            .map(|(at, _)| OrganId(at));
        match (here.next(), here.next()) {
            (Some(organ), None) => Some(organ),
            _ => None,
        }
    }

    fn organ_place(&self, organ: OrganId) -> Option<RegionId> {
        self.program.organs.get(organ.index()).map(|organ| organ.region)
    }

    /// The place of a rank on whose ground a place lies: a zone's powers are those of the district that it lies in.
    fn ground_of_rank(&self, place: RegionId, rank: RegionRank) -> Option<RegionId> {
        let mut at = Some(place);
        for _ in 0..=self.program.regions.len() {
            let region = self.program.regions.get(at?.index())?;
            if region.rank == rank {
                return at;
            }
            at = region.ties.lies_in.or(region.parent);
        }
        None
    }

    /// Whether one of some lines is in force on a day and known today. Without a line it always is.
    pub fn lines_in_force(&self, lines: &[Effective], day: Date) -> bool {
        lines.is_empty() || lines.iter().any(|line| self.line_in_force(line, day))
    }

    /// Whether a line is in force on a day and known today.
    pub(super) fn line_in_force(&self, line: &Effective, day: Date) -> bool {
        line.published.is_none_or(|published| published <= self.asked.today)
            && line.from.is_none_or(|from| from <= day)
            && line.to.is_none_or(|to| day <= to)
    }

    /// Whether what holds in a place for a time holds for the place asked for on the law day.
    pub fn stands(&mut self, region: RegionId, effective: &[Effective]) -> Truth {
        let (law_day, place) = (self.law_day(), self.place());
        let mut stands: Option<Truth> = None;
        let mut add = |truth: Truth| stands = Some(stands.map_or(truth, |stands| stands.union(truth)));
        if law_day.may_be_undefined() || place.undefined {
            add(Truth::UNDEFINED);
        }
        let days = sample_days(&law_day, effective.iter().map(|line| (line.from, line.to)));
        let places = cut_place(self, place, std::iter::once(region));
        for day in &days {
            for place in &places {
                add(Truth::from(self.lines_in_force(effective, *day) && self.contains_place(region, *place)));
            }
        }
        stands.unwrap_or(Truth::UNDEFINED)
    }
}

/// A line of a document that hands on the power at hand.
struct Handed<'a> {
    at: usize,
    line: usize,
    empowerment: &'a Empowerment,
    grant: &'a Grant,
}

fn add(possible: &mut Vec<Decider>, decider: Decider) {
    if !possible.contains(&decider) {
        possible.push(decider);
    }
}
