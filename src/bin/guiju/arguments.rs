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
    /// 一项政策，一户企业 · one policy for one enterprise
    Eval(EvalArguments),
    /// 所有政策，一户企业 · all policies for one enterprise
    Match(MatchArguments),
    /// 一件事：办哪几步、什么次序、填什么、交什么 · a chain: its steps, their order, one form, one set of papers
    Chain(ChainArguments),
    /// 几项待遇合起来有多少 · what several benefits come to together
    Stack(StackArguments),
    /// 一问一答，直到有结论 · ask until it is decided
    Ask(AskArguments),
    /// 同一事项，几个地方并排比 · one item over places, element by element
    Compare(CompareArguments),
    /// 两个时候的规则有什么不同 · what changed between two states of the rules
    Diff(DiffArguments),
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
    /// 事项逐项对照国家要素标准：缺哪些，错哪些 · service items against the element standard: missing, wrong
    #[arg(long)]
    pub(crate) standard: bool,
    /// 逐项政策数原文：写进规则的、留给人的、没写的各多少句 · count the sentences of the law, policy by policy
    #[arg(long)]
    pub(crate) sentences: bool,
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

/// Who asks, when and where.
#[derive(Debug, Args)]
pub(crate) struct Asking {
    /// 企业的事实：JSON 文件、`-`（标准输入），或以 `{` 开头的 JSON · facts: a JSON file, `-`, or JSON that begins with `{`
    #[arg(long, value_name = "FACTS")]
    pub(crate) facts: Option<String>,
    /// 今天：提问的那一天 · the day of asking
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<String>,
    /// 适用日：不给则由政策决定 · the day whose law holds; else the policy says
    #[arg(long, value_name = "DAY")]
    pub(crate) law_day: Option<String>,
    /// 属地：按哪里的规则，代码或名称；不给则是注册地区 · the place whose rules are asked for, by code or name
    #[arg(long, value_name = "PLACE")]
    pub(crate) region: Option<String>,
    /// 没有规则认识的事实：报错，还是不理 · facts that no rule knows
    #[arg(long, value_enum, default_value = "refuse")]
    pub(crate) extra_facts: Extra,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArguments {
    /// 规则文件、文件夹或规则包；`-` 是标准输入 · rule files, folders or a pack; `-` is the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 哪项政策 · which policy
    #[arg(long, value_name = "NAME")]
    pub(crate) policy: String,
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "json")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct ChainArguments {
    /// 规则文件、文件夹或规则包；`-` 是标准输入 · rule files, folders or a pack; `-` is the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 哪件事 · which chain
    #[arg(long, value_name = "NAME")]
    pub(crate) chain: String,
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "json")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct StackArguments {
    /// 规则文件、文件夹或规则包；`-` 是标准输入 · rule files, folders or a pack; `-` is the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 叠加的名字 · the stack
    #[arg(long, value_name = "NAME")]
    pub(crate) stack: String,
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct MatchArguments {
    /// 规则文件、文件夹或规则包；`-` 是标准输入 · rule files, folders or a pack; `-` is the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// 也列出不适用的政策 · list policies that do not apply as well
    #[arg(long)]
    pub(crate) not_applicable: bool,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "json")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArguments {
    /// 规则文件、文件夹或规则包；`-` 是标准输入 · rule files, folders or a pack; `-` is the standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 哪个事项、政策或标准 · which item, policy or standard
    #[arg(long, value_name = "NAME")]
    pub(crate) item: String,
    /// 哪些地方，代码或名称，用逗号隔开 · the places, by code or name, parted by commas
    #[arg(long, value_name = "PLACES", required = true, value_delimiter = ',')]
    pub(crate) regions: Vec<String>,
    /// 按哪一天的规则 · the day whose rules are compared
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<String>,
    /// 也列出处处相同的要素 · list what is the same everywhere as well
    #[arg(long)]
    pub(crate) all: bool,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// 原来的规则：文件、文件夹或规则包 · the earlier rules: a file, a folder or a pack
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// 现在的规则 · the later rules
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// 只看这项政策 · only this policy
    #[arg(long, value_name = "NAME")]
    pub(crate) policy: Option<String>,
    /// 原来的规则按哪一天看；不给则与后一天相同 · the day of the earlier rules; else the same as of the later
    #[arg(long, value_name = "DAY")]
    pub(crate) old_as_of: Option<String>,
    /// 现在的规则按哪一天看 · the day of the later rules
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<String>,
    /// 属地：按哪里的规则，代码或名称 · the place whose rules are asked for, by code or name
    #[arg(long, value_name = "PLACE")]
    pub(crate) region: Option<String>,
    /// 也说对这户企业有什么变化：JSON 文件、`-`，或以 `{` 开头的 JSON · tell also what changes for this enterprise
    #[arg(long, value_name = "FACTS")]
    pub(crate) facts: Option<String>,
    /// 没有规则认识的事实：报错，还是不理 · facts that no rule knows
    #[arg(long, value_enum, default_value = "refuse")]
    pub(crate) extra_facts: Extra,
    /// 输出的形式 · form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
#[group(id = "what", required = true, multiple = false, args = ["policy", "all"])]
pub(crate) struct AskArguments {
    /// 规则文件、文件夹或规则包 · rule files, folders or a pack
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// 哪项政策 · which policy
    #[arg(long, value_name = "NAME")]
    pub(crate) policy: Option<String>,
    /// 所有政策 · all policies
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// 最后结果的形式 · form of the result at the end
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Extra {
    /// 报错 · an error
    Refuse,
    /// 不理 · passed over
    Ignore,
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
