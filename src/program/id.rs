//! Indexes into the lists of a program, one type for each list.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a number; `usize` is at least 32 bits on every platform that we build for.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A place in the graph.
    NodeId
    /// A type of choices.
    ChoiceTypeId
    /// A place of the region tree.
    RegionId
    /// A document.
    DocumentId
    /// A group of questions.
    GroupId
    /// A fact.
    FactId
    /// A parameter.
    ParameterId
    /// A definition.
    DefinitionId
    /// A table.
    TableId
    /// A score, part, item or bonus.
    ScoreId
    /// Something that only a person decides.
    JudgedId
    /// A condition.
    ConditionId
    /// Conditions for each record of a list.
    EachId
    /// A paper.
    PaperId
    /// A policy.
    PolicyId
    /// A department.
    DepartmentId
    /// An organ.
    OrganId
    /// A rule for papers that may follow.
    DeferralRuleId
    /// A rule for promises instead of proof.
    PromiseRuleId
    /// A 叠加.
    StackId
}
