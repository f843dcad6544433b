//! Why a pack was refused, and what to do.

use std::fmt;

/// Why bytes are refused as a pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The bytes do not begin as a pack does.
    #[error("this is not a Guiju pack; give a file made by `guiju build`")]
    NotAPack,
    /// The format is another one than this version reads.
    #[error("{}", other_format(*found, *known))]
    Format {
        /// The number in the pack.
        found: u16,
        /// The number that this version reads.
        known: u16,
    },
    /// More bytes than a pack may have.
    #[error("the pack is larger than {} MB; split the rules into several packs", super::MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// The content is not what its digest says.
    #[error(
        "the pack is damaged: its content does not match its digest; fetch it again, and if that does not help ask whoever publishes it"
    )]
    Damaged,
    /// The digest is right and the content cannot be read.
    #[error("the content of the pack cannot be read; ask whoever publishes it to build it again")]
    Unreadable,
    /// The content can be read and is no program that is safe to run.
    #[error("the pack holds rules that cannot be run: {0}; ask whoever publishes it to build it again")]
    Invalid(#[from] Fault),
}

impl PackError {
    /// The same in Chinese.
    pub fn zh(&self) -> String {
        match self {
            PackError::NotAPack => "这不是规矩的规则包；请给出由 `guiju build` 生成的文件".to_string(),
            PackError::Format { found, known } if found > known => {
                format!("规则包的格式是第 {found} 版，本程序只认第 {known} 版；请升级本程序，或刷新页面")
            }
            PackError::Format { found, known } => {
                format!("规则包的格式是第 {found} 版，本程序只认第 {known} 版；请用当前版本的 `guiju build` 重新生成")
            }
            PackError::TooLarge => {
                format!("规则包超过 {} MB；请把规则分成几个包", super::MAX_BYTES / 1024 / 1024)
            }
            PackError::Damaged => "规则包已损坏：内容与摘要不符；请重新下载，仍不行请联系发布单位".to_string(),
            PackError::Unreadable => "规则包的内容读不出来；请联系发布单位重新生成".to_string(),
            PackError::Invalid(fault) => {
                format!("规则包里的规则不能运行：{}；请联系发布单位重新生成", fault.zh())
            }
        }
    }
}

fn other_format(found: u16, known: u16) -> String {
    let cure = if found > known {
        "update this program, or reload the page"
    } else {
        "build it again with this version's `guiju build`"
    };
    format!("the pack has format {found} and this version reads format {known}; {cure}")
}

/// What makes a program unsafe to run, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The list that the faulty entry stands in, by its name in `Program`.
    pub list: &'static str,
    /// Its place in the list.
    pub index: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What may be wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It names something that does not exist.
    Missing,
    /// It refers to itself or to something that comes later.
    Order,
    /// What it is made of is not of the kind that it needs.
    Kind,
    /// It is longer, deeper or wider than is allowed.
    Limit,
    /// It contradicts another entry, or itself.
    Contradiction,
}

impl Fault {
    fn zh(&self) -> String {
        let problem = match self.problem {
            Problem::Missing => "指向不存在的内容",
            Problem::Order => "次序不对或自己引用自己",
            Problem::Kind => "类型不合",
            Problem::Limit => "超出限度",
            Problem::Contradiction => "前后矛盾",
        };
        format!("{}[{}]{problem}", self.list, self.index)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            Problem::Missing => "names something that does not exist",
            Problem::Order => "refers to itself or to something that comes later",
            Problem::Kind => "is made of parts of the wrong kind",
            Problem::Limit => "is over a limit",
            Problem::Contradiction => "contradicts itself or another entry",
        };
        write!(f, "{}[{}] {problem}", self.list, self.index)
    }
}

impl std::error::Error for Fault {}
