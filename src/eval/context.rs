use super::graph::Target;
use crate::program::{FactId, NodeId};

/// Under what a target is evaluated. A target may have another value in another context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Context {
    /// Whose law day holds.
    pub(super) law: Law,
    /// How ranges left to judges, or by law, are taken.
    pub(super) judges: Judges,
    /// 按: the node that says which place 属地 is here; else it is as asked.
    pub(super) place: Option<NodeId>,
    /// That a year exists: the date fact that anchors it lies in or before that year.
    pub(super) exists: Option<(FactId, i32)>,
}

/// Where the law day comes from. The caller's, if set, goes before all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Law {
    /// The day of asking.
    Today,
    /// A policy's own expression.
    Stated(NodeId),
    /// Inside such an expression: the day of asking, held even where 今天 is assumed to be another.
    Stating,
}

/// How ranges left to judges, or by law, are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Judges {
    /// As ranges.
    Open,
    /// At their least end.
    Least,
    /// At their greatest end.
    Greatest,
}

impl Context {
    pub(super) const PLAIN: Context = Context { law: Law::Today, judges: Judges::Open, place: None, exists: None };
}

/// A target in a context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Unit {
    pub(super) context: Context,
    pub(super) target: Target,
}

impl Unit {
    pub(super) fn is_plain(self) -> bool {
        self.context == Context::PLAIN
    }
}
