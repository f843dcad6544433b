//! What is read: rule files, folders, packs, facts.

use crate::failure::Failure;
use guiju::pack::is_pack;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// What stands behind the paths of a call.
#[derive(Debug)]
pub(crate) enum Given {
    /// Rule files in bytewise order of their paths.
    Files(Vec<RuleFile>),
    /// The bytes of a pack.
    Pack(Vec<u8>),
}

/// A rule file.
#[derive(Debug)]
pub(crate) struct RuleFile {
    /// Where it is; absent for the standard input.
    pub(crate) path: Option<PathBuf>,
    /// The path that people read, with `/` between its parts.
    pub(crate) name: String,
    /// Its path below the folder that was named, or its file name: what a pack says of it.
    pub(crate) below: String,
    /// What stands in it.
    pub(crate) text: String,
}

/// Rule files or a pack.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Given, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if let Some(pack) = read_one(path, &mut files)? {
            if paths.len() > 1 {
                return Err(Failure::new(
                    format!("`{}` 不是 .gj 规则文件；规则包只能单独给", path.display()),
                    format!("`{}` is no .gj file, and a pack can only stand alone", path.display()),
                ));
            }
            return Ok(Given::Pack(pack));
        }
    }
    files.sort_by(|left, right| left.name.as_bytes().cmp(right.name.as_bytes()));
    files.dedup_by(|left, right| left.name == right.name);
    Ok(Given::Files(files))
}

/// Rule files; a pack has no text to work on.
pub(crate) fn read_files(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Failure> {
    match read(paths)? {
        Given::Files(files) => Ok(files),
        Given::Pack(bytes) if is_pack(&bytes) => {
            Err(Failure::new("这里要的是规则文件，给的是规则包", "rule files are wanted here, and this is a pack")
                .with_help(
                    "请给出写规则的 .gj 文件或文件夹",
                    "give the .gj files or the folder that it was built from",
                ))
        }
        Given::Pack(_) => {
            let name = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
            Err(Failure::new(format!("`{name}` 不是规则文件"), format!("`{name}` is no rule file"))
                .with_help("规则文件的名字以 .gj 结尾", "the names of rule files end in .gj"))
        }
    }
}

/// Adds the rule files behind a path; or gives back the pack that it is.
fn read_one(path: &Path, files: &mut Vec<RuleFile>) -> Result<Option<Vec<u8>>, Failure> {
    if path == Path::new("-") {
        let text = utf8(standard_input()?, "-")?;
        let name = "-".to_string();
        files.push(RuleFile { path: None, below: name.clone(), name, text });
        return Ok(None);
    }
    let about = std::fs::metadata(path).map_err(|error| Failure::of_file(path, &error))?;
    if about.is_dir() {
        let before = files.len();
        let mut found = Vec::new();
        gather(path, &mut found)?;
        for file in found {
            let below = file.strip_prefix(path).map_or_else(|_| slashed(&file), slashed);
            files.push(rule_file(&file, below)?);
        }
        if files.len() == before {
            return Err(Failure::new(
                format!("文件夹 `{}` 里没有 .gj 文件", path.display()),
                format!("there is no .gj file in the folder `{}`", path.display()),
            ));
        }
        return Ok(None);
    }
    if path.extension().is_some_and(|extension| extension == "gj") {
        let below = path.file_name().map_or_else(|| slashed(path), |name| slashed(Path::new(name)));
        files.push(rule_file(path, below)?);
        return Ok(None);
    }
    // Whether the bytes are a pack, and a sound one, is for whoever reads packs to say.
    bytes(path).map(Some)
}

fn rule_file(path: &Path, below: String) -> Result<RuleFile, Failure> {
    let name = slashed(path);
    let text = utf8(bytes(path)?, &name)?;
    Ok(RuleFile { path: Some(path.to_path_buf()), name, below, text })
}

/// Every rule file in a folder and the folders in it; hidden ones and links to folders are passed over.
fn gather(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failure = |error: std::io::Error| Failure::of_file(folder, &error);
    for entry in std::fs::read_dir(folder).map_err(failure)? {
        let entry = entry.map_err(failure)?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type().map_err(failure)?.is_dir() {
            if !hidden {
                gather(&path, found)?;
            }
        } else if !hidden && path.extension().is_some_and(|extension| extension == "gj") {
            found.push(path);
        }
    }
    Ok(())
}

/// The facts of a call as JSON text in NFC: a file, `-`, or the JSON itself. None given: nothing is known.
pub(crate) fn facts(given: Option<&str>, paths: &[PathBuf]) -> Result<String, Failure> {
    let Some(given) = given else { return Ok("{}".to_string()) };
    let text = if given.trim_start().starts_with('{') {
        given.to_string()
    } else if given == "-" {
        if paths.iter().any(|path| path == Path::new("-")) {
            return Err(Failure::new(
                "规则和事实不能都从标准输入读",
                "rules and facts cannot both come from the standard input",
            ));
        }
        utf8(standard_input()?, "-")?
    } else {
        utf8(bytes(Path::new(given))?, given)?
    };
    Ok(composed(&unescaped(text.trim_start_matches('\u{feff}'))))
}

/// Text as the rules have it: some systems part a letter from its mark, names in rules never do.
pub(crate) fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// JSON with its characters beyond ASCII written out, where it has them as `\u0301`, so that they too can be composed.
fn unescaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        rest = match escaped_character(after) {
            Some((character, behind)) => {
                out.push(character);
                behind
            }
            None => {
                // What stands behind a backslash belongs to it, be it another one.
                let next = after.chars().next();
                out.push('\\');
                out.extend(next);
                after.get(next.map_or(0, char::len_utf8)..).unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    out
}

/// The character of an escape behind its backslash, and what follows; none of ASCII, which may not stand for itself.
fn escaped_character(after: &str) -> Option<(char, &str)> {
    let unit = |text: &str| {
        let digits = text.strip_prefix('u')?.get(..4)?;
        digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let first = unit(after)?;
    let behind = after.get(5..)?;
    let second = behind.strip_prefix('\\').and_then(unit);
    let pair = char::decode_utf16([first].into_iter().chain(second)).next()?.ok().filter(|it| !it.is_ascii())?;
    let length = if pair.len_utf16() == 2 { 6 } else { 0 };
    Some((pair, behind.get(length..)?))
}

#[expect(clippy::disallowed_methods, reason = "only the command line reads files")]
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::IsADirectory => Failure::new(
            format!("`{}` 是文件夹，这里要一个文件", path.display()),
            format!("`{}` is a folder, and a file is wanted here", path.display()),
        ),
        _ => Failure::of_file(path, &error),
    })
}

fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|error| Failure::of_file(Path::new("-"), &error))?;
    Ok(bytes)
}

fn utf8(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        Failure::new(
            format!("`{name}` 不是 UTF-8 编码（第 {byte} 个字节起读不懂）"),
            format!("`{name}` is not UTF-8 (from byte {byte} on)"),
        )
        .with_help("多半是 GBK：请用编辑器另存为 UTF-8", "save it as UTF-8; it may be GBK")
    })
}

/// A path with `/` between its parts on every system, without `./` before it.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .filter(|part| !matches!(part, std::path::Component::CurDir))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    match parts.split_first() {
        // The root is written `/` itself.
        Some((first, rest)) if first == "/" => format!("/{}", rest.join("/")),
        _ => parts.join("/"),
    }
}
