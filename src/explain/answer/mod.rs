//! The answers: what every face of the engine is handed, as JSON with its keys in a fixed order.
//!
//! Exact numbers are decimal strings, our own counts are JSON numbers, and what is empty is absent.
//! The JSON Schema in `schema/answer.schema.json` is derived from these types.

mod benefit;
mod catalogue;
mod condition;
mod error;
mod item;
mod matching;
mod material;
mod policy;
mod procedure;
mod quantity;
mod question;
mod records;
mod score;
mod sentences;
mod session;
mod stack;
mod standard;
mod text;

pub use benefit::{BenefitAnswer, ComputationStep, OpenAnswer};
pub use catalogue::{
    BoundsEntry, CatalogueAnswer, CodingEntry, ColumnEntry, DocumentEntry, EffectiveEntry, FactEntry, GroupEntry,
    JudgedEntry, KindEntry, OptionEntry, PeriodEntry, PolicyEntry, RankEntry, RegionEntry, WindowEntry,
};
pub use condition::{
    ComparisonAnswer, ConditionAnswer, ConditionKind, ConditionOutcome, GapAnswer, TierAnswer, TraceAnswer, TurnAnswer,
};
pub use error::{ErrorAnswer, ErrorCode, ProblemAnswer};
pub use item::{
    CaseAnswer, CommonQuestionAnswer, DeciderAnswer, DecisionAnswer, ElementAnswer, HandedOn, ItemAnswer, ResultAnswer,
};
pub use matching::{ChangeAnswer, Group, MatchAnswer, MatchRow, SettledChange};
pub use material::{How, MaterialAnswer, Needed};
pub use policy::{
    BecauseAnswer, BlockedAnswer, Coverage, DutyAnswer, HintAnswer, PackStamp, PolicyAnswer, PolicyOutcome,
    SentenceAnswer, SentenceStateAnswer, WindowAnswer, WindowState, WordsAnswer,
};
pub use procedure::{ByCaseAnswer, LimitAnswer, LimitState, ProcedureAnswer, SpecialAnswer};
pub use quantity::{Ends, Quantity};
pub use question::{Hanging, QuestionAnswer, QuestionsLeft};
pub use records::{AddedValue, RecordAnswer, RecordsAnswer};
pub use score::ScoreAnswer;
pub use sentences::SentenceCount;
pub use session::SessionAnswer;
pub use stack::{StackAnswer, StackChoice, StackLine, StackTaken};
pub use standard::{DefinitionAnswer, StandardAnswer};
pub use text::{Cite, Text, Title};

use serde::Serialize;

/// An answer as JSON text: UTF-8, no spaces, keys in contract order.
pub fn to_json<T: Serialize>(answer: &T) -> String {
    // Every answer is a struct of strings, numbers, flags and lists, so writing it cannot fail.
    serde_json::to_string(answer).unwrap_or_default()
}

/// True where a flag says nothing; such a flag is left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands every field over by reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
