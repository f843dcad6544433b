//! The command line as people use it: each folder under `tests/corpus/cli` holds files and a `session.txt`.
//!
//! A session is what a terminal would show. A line `$ guiju …` is a call (blanks part its words, `'…'` keeps them
//! together, `< file` is its standard input); then come its standard output, its standard error with `! ` before each
//! line, and `= n` for an exit code other than 0. Set `GUIJU_BLESS` to write down what comes out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

#[test]
fn sessions_go_as_written() {
    let mut wrong = Vec::new();
    let cases = folders(Path::new("tests/corpus/cli"));
    assert!(!cases.is_empty(), "there are sessions");
    for case in cases {
        let written = fs::read_to_string(case.join("session.txt")).unwrap();
        let went = replay(&case, &written);
        if went == written {
            continue;
        }
        if std::env::var_os("GUIJU_BLESS").is_some() {
            fs::write(case.join("session.txt"), &went).unwrap();
        } else {
            wrong.push(format!("── {} went otherwise ──\n{}", case.display(), difference(&written, &went)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_coloured_where_there_is_no_terminal() {
    let folder = Path::new("tests/corpus/cli/check_errors");
    let output = run(folder, &["check".into(), ".".into()], None, &[]);
    assert!(!String::from_utf8(output.stdout).unwrap().contains('\u{1b}'));
}

#[test]
fn colour_is_left_out_where_nobody_wants_it() {
    let folder = Path::new("tests/corpus/cli/check_errors");
    let forced = [("CLICOLOR_FORCE", "1")];
    let coloured = run(folder, &["check".into(), ".".into()], None, &forced);
    assert!(String::from_utf8(coloured.stdout).unwrap().contains('\u{1b}'), "the terminal is not asked when forced");
    let bare = run(folder, &["check".into(), ".".into()], None, &[("NO_COLOR", "1")]);
    assert!(!String::from_utf8(bare.stdout).unwrap().contains('\u{1b}'));
}

#[test]
fn every_command_has_its_help() {
    let folder = Path::new("tests/corpus/cli/check_errors");
    let commands =
        ["check", "fmt", "test", "eval", "match", "chain", "stack", "ask", "compare", "diff", "build", "explain"];
    for command in commands {
        let output = run(folder, &[command.into(), "--help".into()], None, &[]);
        assert_eq!(output.status.code(), Some(0), "{command}");
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(help.contains("Usage: guiju"), "{command}: {help}");
    }
}

/// Goes through a session in a copy of its folder, as some calls write files.
fn replay(case: &Path, written: &str) -> String {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let folder = std::env::temp_dir().join(format!("guiju-cli-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    copy(case, &folder);
    let mut went = String::new();
    for line in written.lines().filter(|line| line.starts_with("$ ")) {
        went.push_str(line);
        went.push('\n');
        let (arguments, stdin) = words(line);
        let output = run(&folder, &arguments, stdin.as_deref(), &[]);
        let out = String::from_utf8(output.stdout).expect("the standard output is text");
        went.push_str(&out);
        if !out.is_empty() && !out.ends_with('\n') {
            went.push_str("⏎\n");
        }
        for line in String::from_utf8(output.stderr).expect("the standard error is text").lines() {
            went.push_str(&format!("! {line}\n"));
        }
        match output.status.code() {
            Some(0) => {}
            Some(code) => went.push_str(&format!("= {code}\n")),
            None => went.push_str("= ended by a signal\n"),
        }
    }
    fs::remove_dir_all(&folder).unwrap();
    without_digests(&went)
}

/// Digests change with every change of the format; that packs are the same byte for byte is tested elsewhere.
fn without_digests(text: &str) -> String {
    let mut parts = text.split("sha256:");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str("sha256:…");
        bare.push_str(part.trim_start_matches(|digit: char| digit.is_ascii_hexdigit()));
    }
    bare
}

fn run(folder: &Path, arguments: &[String], stdin: Option<&str>, environment: &[(&str, &str)]) -> Output {
    let stdin = match stdin {
        Some(file) => Stdio::from(fs::File::open(folder.join(file)).unwrap()),
        None => Stdio::null(),
    };
    Command::new(env!("CARGO_BIN_EXE_guiju"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .envs(environment.iter().copied())
        .stdin(stdin)
        .output()
        .unwrap()
}

/// The arguments behind `$ guiju`, and the file behind `<`.
fn words(line: &str) -> (Vec<String>, Option<String>) {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for character in line.strip_prefix("$ guiju").expect("only guiju is called").chars() {
        match character {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    let stdin = words.iter().position(|word| word == "<").map(|place| {
        let file = words.remove(place + 1);
        words.remove(place);
        file
    });
    (words, stdin)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if entry.file_name() != "session.txt" {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn folders(under: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(under)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("session.txt").is_file())
        .collect();
    folders.sort();
    folders
}

/// The first lines that differ, with a few before them.
fn difference(written: &str, went: &str) -> String {
    let (written, went): (Vec<&str>, Vec<&str>) = (written.lines().collect(), went.lines().collect());
    let same = written.iter().zip(&went).take_while(|(left, right)| left == right).count();
    let shown = |lines: &[&str], mark: &str| {
        let lines = lines.iter().skip(same).take(12);
        lines.map(|line| format!("{mark} {line}\n")).collect::<String>()
    };
    let before: String =
        written.iter().take(same).skip(same.saturating_sub(3)).map(|line| format!("  {line}\n")).collect();
    format!("{before}{}{}", shown(&written, "-"), shown(&went, "+"))
}
