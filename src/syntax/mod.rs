//! Text to statements: the grammar, bound to one generic tree, and the formatter.

pub mod tree;
