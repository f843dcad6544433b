//! The one list of codes.

macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $name:ident $id:literal)*) => {
        /// Which kind of problem. The identifier is for people to look up; it never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $meaning])+ $name,)*
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The identifier, as in `G-NAME-UNKNOWN`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Code::$name => $id,)*
                }
            }
        }
    };
}

codes! {
    /// The text cannot be read at this place.
    Syntax "G-SYNTAX"
}
