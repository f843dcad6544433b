//! Who may name whom. Imports go down only; when this test complains, the usual cure is to move a type down.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules of the library, each with all that it may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("value", &[]),
    ("program", &["value"]),
    ("pack", &["program", "value"]),
    ("eval", &["program", "value"]),
    ("explain", &["eval", "program", "value"]),
    ("service", &["eval", "explain", "program", "value"]),
    ("span", &[]),
    ("source", &["span"]),
    ("diagnostic", &["source", "span"]),
    ("syntax", &["diagnostic", "program", "source", "span", "value"]),
    ("schema", &["diagnostic", "program", "source", "span", "syntax", "value"]),
    ("check", &["diagnostic", "eval", "program", "schema", "source", "span", "syntax", "value"]),
    ("compile", &["program", "value"]),
    ("example", &["check", "diagnostic", "eval", "explain", "program", "service", "source", "span", "value"]),
    (
        "api",
        &[
            "check",
            "compile",
            "diagnostic",
            "eval",
            "example",
            "explain",
            "pack",
            "program",
            "schema",
            "service",
            "source",
            "span",
            "syntax",
            "value",
        ],
    ),
    ("wasm", &["api"]),
];

#[test]
fn imports_go_down() {
    let mut wrong = vec![];
    for file in files(Path::new("src")) {
        let Some(module) = module_of(&file) else { continue };
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: module `{module}` is not in the table", file.display()));
            continue;
        };
        for (number, line) in read(&file).lines().enumerate() {
            for named in named_modules(line) {
                if named != module && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{}:{}: `{module}` names `{named}`", file.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_syntax_names_pest() {
    let naming: Vec<PathBuf> = files(Path::new("src"))
        .into_iter()
        .filter(|file| read(file).lines().any(|line| line.contains("pest::") || line.contains("pest_derive")))
        .collect();
    assert!(!naming.is_empty(), "somebody must bind the grammar");
    assert!(naming.iter().all(|file| file.starts_with("src/syntax")), "{naming:?}");
    assert!(naming.len() <= 2, "the parser library is kept in two files: {naming:?}");
}

#[test]
fn the_table_is_complete() {
    let declared: Vec<String> = read(Path::new("src/lib.rs"))
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ").or_else(|| line.trim().strip_prefix("mod ")))
        .map(|name| name.trim_end_matches(';').to_owned())
        .collect();
    for name in &declared {
        assert!(MAY_NAME.iter().any(|(known, _)| known == name), "module `{name}` is not in the table");
    }
    for (name, _) in MAY_NAME {
        assert!(declared.iter().any(|known| known == name), "module `{name}` is in the table but not in src/lib.rs");
    }
}

/// The library module that a file belongs to; none for `lib.rs` and the command line.
fn module_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix("src").ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    (first != "lib" && first != "bin").then_some(first)
}

fn named_modules(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let mut names = vec![];
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group.split([',', '}']).map(leading_name)),
            None => names.push(leading_name(rest)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn leading_name(text: &str) -> String {
    text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}
