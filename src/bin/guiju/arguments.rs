//! The words of the command line, and what is said when they are wrong.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};
use guiju::diagnostic::Language;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// 规矩：把政策写成规则，算出谁符合、为什么、还缺什么 · Guiju: policy as rules
#[derive(Debug, Parser)]
#[command(name = "guiju", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// 消息的语言 · language of messages
    #[arg(long, global = true, value_enum, default_value = "zh")]
    lang: Lang,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 检查规则 · check rules
    Check(CheckArguments),
    /// 排版规则文件，或把关键字换成另一种语言 · lay out rule files, or translate their keywords
    Fmt(FmtArguments),
    /// 运行示例 · run the examples
    Test(TestArguments),
    /// 生成规则包 · build a pack
    Build(BuildArguments),
    /// 解释一个诊断代码 · explain the code of a diagnostic
    Explain(ExplainArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// 规则文件或文件夹；`-` 是标准输入 · rule files or folders; `-` is the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: CheckFormat,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArguments {
    /// 规则文件或文件夹；`-` 从标准输入读、写到标准输出 · rule files or folders; `-` reads and writes the standard streams
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 只检查，不改文件 · change nothing, only check
    #[arg(long)]
    pub(crate) check: bool,
    /// 关键字的语言 · language of the keywords
    #[arg(long, value_enum)]
    pub(crate) keywords: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// 规则文件或文件夹；`-` 是标准输入 · rule files or folders; `-` is the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 列出没有示例定过两边的条件、表行、分支 · list what no example decides both ways
    #[arg(long)]
    pub(crate) coverage: bool,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArguments {
    /// 规则文件或文件夹；`-` 是标准输入 · rule files or folders; `-` is the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 写到哪个文件；`-` 是标准输出 · the file to write; `-` is the standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// 规则包的名字 · the name of the pack
    #[arg(long, value_name = "NAME", default_value = "rules")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// 诊断代码，如 G-SYNTAX；不给则全部列出 · a code such as G-SYNTAX; without it, all codes
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// 给人看 · for people
    Text,
    /// 给程序看 · for programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// 给人看 · for people
    Text,
    /// 给程序看 · for programs
    Json,
    /// GitHub 的批注 · GitHub annotations
    Github,
    /// SARIF 2.1.0
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// 中文 · Chinese
    Zh,
    /// 英文 · English
    En,
}

/// What is printed instead of doing anything.
pub(crate) struct Refusal {
    error: clap::Error,
    language: Language,
}

impl Cli {
    /// The call as it was made.
    pub(crate) fn read() -> Result<Cli, Refusal> {
        Cli::try_parse().map_err(|error| Refusal { error, language: wanted_language(std::env::args_os()) })
    }

    pub(crate) fn language(&self) -> Language {
        match self.lang {
            Lang::Zh => Language::Zh,
            Lang::En => Language::En,
        }
    }
}

/// The language of a call that cannot be read as a whole.
fn wanted_language(arguments: impl Iterator<Item = OsString>) -> Language {
    let words: Vec<OsString> = arguments.collect();
    let apart = words.windows(2).any(|pair| matches!(pair, [name, value] if name == "--lang" && value == "en"));
    if apart || words.iter().any(|word| word == "--lang=en") { Language::En } else { Language::Zh }
}

impl Refusal {
    /// Prints it: help and version are answers, all else is a complaint.
    pub(crate) fn tell(&self) -> ExitCode {
        if !self.error.use_stderr() {
            // Nobody can be told that the standard output is closed.
            let _ = self.error.print();
            return ExitCode::SUCCESS;
        }
        let mut stderr = anstream::stderr();
        let wrong = crate::output::WRONG;
        let _ = match self.language {
            Language::Zh => writeln!(stderr, "{wrong}错误：{wrong:#}{}", self.zh()),
            Language::En => writeln!(stderr, "{wrong}error: {wrong:#}{}", self.en()),
        };
        let (advice, style) = (self.advice(), crate::output::ADVICE);
        let _ = match self.language {
            Language::Zh => writeln!(stderr, "{style}提示：{style:#}{advice}"),
            Language::En => writeln!(stderr, "{style}help: {style:#}{advice}"),
        };
        ExitCode::from(2)
    }

    fn zh(&self) -> String {
        let about = self.about();
        match self.error.kind() {
            ErrorKind::UnknownArgument => format!("没有 {about} 这个参数"),
            ErrorKind::InvalidSubcommand => format!("没有 {about} 这个命令"),
            ErrorKind::InvalidValue => format!("{about} 的值不对"),
            ErrorKind::MissingRequiredArgument => format!("缺少 {about}"),
            ErrorKind::ArgumentConflict => format!("{about} 不能同时给"),
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                "没有说要做什么".to_string()
            }
            _ => "命令写得不对".to_string(),
        }
    }

    fn en(&self) -> String {
        let about = self.about();
        match self.error.kind() {
            ErrorKind::UnknownArgument => format!("there is no argument {about}"),
            ErrorKind::InvalidSubcommand => format!("there is no command {about}"),
            ErrorKind::InvalidValue => format!("the value of {about} is none that it takes"),
            ErrorKind::MissingRequiredArgument => format!("{about} is missing"),
            ErrorKind::ArgumentConflict => format!("{about} cannot stand together"),
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                "no command is given".to_string()
            }
            _ => "the call cannot be read".to_string(),
        }
    }

    /// The words of the call that it is about.
    fn about(&self) -> String {
        let kinds = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand, ContextKind::PriorArg];
        let mut words = Vec::new();
        for kind in kinds {
            match self.error.get(kind) {
                Some(ContextValue::String(word)) => words.push(format!("`{word}`")),
                Some(ContextValue::Strings(list)) => words.extend(list.iter().map(|word| format!("`{word}`"))),
                _ => {}
            }
        }
        words.join(match self.language {
            Language::Zh => "、",
            Language::En => ", ",
        })
    }

    fn advice(&self) -> String {
        let list = |kind| match self.error.get(kind) {
            Some(ContextValue::String(word)) => Some(word.clone()),
            Some(ContextValue::Strings(words)) if !words.is_empty() => Some(words.join(", ")),
            _ => None,
        };
        let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
        let near = near.into_iter().find_map(list);
        match (near, list(ContextKind::ValidValue), self.language) {
            (Some(near), _, Language::Zh) => format!("是不是 `{near}`？"),
            (Some(near), _, Language::En) => format!("did you mean `{near}`?"),
            (None, Some(values), Language::Zh) => format!("可以是：{values}"),
            (None, Some(values), Language::En) => format!("it may be: {values}"),
            (None, None, Language::Zh) => "`guiju --help` 列出所有命令和参数".to_string(),
            (None, None, Language::En) => "`guiju --help` lists all commands and arguments".to_string(),
        }
    }
}
