//! Why a call could not be carried out, in words for whoever made it.

use guiju::diagnostic::{Language, Words};
use guiju::explain::answer::{ErrorAnswer, Text};
use std::path::Path;

/// A call that was wrong, or a file that could not be read or written. The process ends with 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// What is wrong, and how to go on.
    Told {
        /// What is wrong.
        message: Words,
        /// How to go on.
        help: Option<Words>,
    },
    /// Nobody reads what we write; there is nothing to say and nobody to say it to.
    Unread,
}

impl Failure {
    /// A failure without advice.
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Failure::Told { message: Words::new(zh, en), help: None }
    }

    /// The same, with words on how to go on.
    pub(crate) fn with_help(self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        match self {
            Failure::Told { message, help: _ } => Failure::Told { message, help: Some(Words::new(zh, en)) },
            Failure::Unread => Failure::Unread,
        }
    }

    /// A file that the system does not let us read or write.
    pub(crate) fn of_file(path: &Path, error: &std::io::Error) -> Self {
        let path = path.display();
        match error.kind() {
            std::io::ErrorKind::NotFound => Failure::new(format!("找不到 `{path}`"), format!("there is no `{path}`")),
            std::io::ErrorKind::PermissionDenied => {
                Failure::new(format!("没有权限读写 `{path}`"), format!("`{path}` may not be read or written"))
            }
            _ => Failure::new(format!("读写 `{path}` 时出错：{error}"), format!("`{path}`: {error}")),
        }
    }

    /// What the words are in one language, a line each.
    pub(crate) fn lines(&self, language: Language) -> (String, Option<String>) {
        match self {
            Failure::Told { message, help } => {
                (message.get(language).to_string(), help.as_ref().map(|help| help.get(language).to_string()))
            }
            Failure::Unread => (String::new(), None),
        }
    }
}

impl From<ErrorAnswer> for Failure {
    fn from(answer: ErrorAnswer) -> Self {
        let (mut zh, mut en) = told(answer.path.as_deref(), &answer.message);
        for other in &answer.others {
            let (other_zh, other_en) = told(other.path.as_deref(), &other.message);
            zh.push_str(&format!("\n      {other_zh}"));
            en.push_str(&format!("\n       {other_en}"));
        }
        if answer.left_off > 0 {
            zh.push_str(&format!("\n      还有 {} 处", answer.left_off));
            en.push_str(&format!("\n       and {} more", answer.left_off));
        }
        Failure::new(zh, en)
    }
}

/// A problem with its place; the words say already what else may have been meant.
fn told(path: Option<&str>, message: &Text) -> (String, String) {
    let place = match path {
        None | Some("" | "policy" | "standard" | "chain" | "stack" | "item") => String::new(),
        Some("as_of") => "--as-of: ".to_string(),
        Some("law_day") => "--law-day: ".to_string(),
        Some("region") => "--region: ".to_string(),
        Some(path) => format!("{path}: "),
    };
    (format!("{place}{}", message.zh), format!("{place}{}", message.en))
}
