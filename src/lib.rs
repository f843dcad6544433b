//! Guiju (规矩): a rule language and engine for public policy.
//!
//! Data flows one way. Each arrow is one pure function:
//!
//! ```text
//!  AUTHORING                                                CHECKING (the enterprise's browser)
//!  text ─syntax▶ statements ─schema▶ items ─check▶ Program ─compile▶ PACK ─eval(Facts, Asked)▶ Evaluation ─explain▶ Answer
//! ```
//!
//! [`program`] is the narrow waist: what is left of it never runs in a visitor's browser, what is right of it never sees text.
//!
//! In reading order: [`value`] what is known of a quantity; [`program`] the rules as data; [`pack`] their bytes;
//! [`eval`] what they say of an enterprise; [`explain`] why, and in words; [`service`] what is told beside one answer;
//! [`api`] the front door.
//! For authors: [`span`], [`source`], [`diagnostic`], [`syntax`], [`schema`], [`check`], [`example`], [`compile`].

// What the derived parser names: its library is built without the standard one.
#[cfg(feature = "authoring")]
extern crate alloc;

pub mod api;
pub mod eval;
pub mod explain;
pub mod pack;
pub mod program;
pub mod service;
pub mod value;

#[cfg(feature = "authoring")]
pub mod check;
#[cfg(feature = "authoring")]
pub mod compile;
#[cfg(feature = "authoring")]
pub mod diagnostic;
#[cfg(feature = "authoring")]
pub mod example;
#[cfg(feature = "authoring")]
pub mod schema;
#[cfg(feature = "authoring")]
pub mod source;
#[cfg(feature = "authoring")]
pub mod span;
#[cfg(feature = "authoring")]
pub mod syntax;

#[cfg(feature = "wasm")]
pub mod wasm;
