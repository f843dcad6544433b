//! The one list of codes. To add a code, add an entry: what it means (in English, for readers of this list), its name,
//! its identifier, then in each language a title and the long form that `guiju explain CODE` prints.

use super::Words;

macro_rules! codes {
    ($(
        $(#[doc = $meaning:literal])+
        $name:ident = $id:literal
            zh $title_zh:literal $long_zh:literal
            en $title_en:literal $long_en:literal
    )*) => {
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

            /// What the problem is, in a few words.
            pub fn title(self) -> Words {
                match self {
                    $(Code::$name => Words::new($title_zh, $title_en),)*
                }
            }

            /// The long form: why it is a problem, and how to go on.
            pub fn explanation(self) -> Words {
                match self {
                    $(Code::$name => Words::new($long_zh, $long_en),)*
                }
            }
        }
    };
}

impl Code {
    /// The code with this identifier, in any case.
    pub fn find(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}

codes! {
    // ── Reading the text ──

    /// The text cannot be read at this place.
    Syntax = "G-SYNTAX"
        zh "这里读不懂" "这里的写法不合语法。每一句是并排的几个值，后面可以带一个 { } 块；请对照提示中的写法修改。"
        en "cannot be read" "The text at this place fits no statement. A statement is values side by side, then an optional block in { }."
}
