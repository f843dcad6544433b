use serde::{Deserialize, Serialize};

/// A non-empty set of the four truths: met, unmet, judged (only a person decides), undefined.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Truth(u8);
