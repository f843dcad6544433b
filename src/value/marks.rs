use serde::{Deserialize, Serialize};
use std::ops::BitOr;

/// Why a value is wider than one point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Marks {
    /// Facts are missing.
    pub missing: bool,
    /// A person has still to decide.
    pub judged: bool,
    /// The law sets only a limit.
    pub law: bool,
}

impl Marks {
    /// Nothing is open.
    pub const NONE: Marks = Marks { missing: false, judged: false, law: false };
    /// Open by missing facts.
    pub const MISSING: Marks = Marks { missing: true, ..Marks::NONE };
    /// Open by judgement.
    pub const JUDGED: Marks = Marks { judged: true, ..Marks::NONE };
    /// Open by law.
    pub const LAW: Marks = Marks { law: true, ..Marks::NONE };

    /// Whether nothing is open.
    pub fn is_none(self) -> bool {
        self == Marks::NONE
    }
}

impl BitOr for Marks {
    type Output = Marks;

    fn bitor(self, other: Marks) -> Marks {
        Marks {
            missing: self.missing || other.missing,
            judged: self.judged || other.judged,
            law: self.law || other.law,
        }
    }
}
