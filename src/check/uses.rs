//! Which files see each other, by 引用.

use super::File;
use super::read::all;
use super::report::Report;
use crate::diagnostic::Code;
use std::collections::BTreeSet;

/// Which files each file sees, by 引用, also through the files that it uses.
pub(super) fn uses(files: &[&File], report: &mut Report) -> Vec<BTreeSet<usize>> {
    let direct: Vec<BTreeSet<usize>> = files
        .iter()
        .enumerate()
        .map(|(at, source)| {
            let mut seen = BTreeSet::new();
            for item in all(&source.items, "use") {
                let Some(name) = super::read::first_words(item) else { continue };
                match find(files, &name) {
                    Found::One(file) if file != at => {
                        seen.insert(file);
                    }
                    Found::One(_) => {}
                    Found::None => {
                        let names: Vec<&str> = files.iter().map(|file| stem(&file.path)).collect();
                        let problem = report.error(
                            Code::FileUnknown,
                            item.span,
                            format!("没有名为 `{name}` 的文件"),
                            format!("there is no file `{name}`"),
                        );
                        match crate::diagnostic::suggest(&name, names.iter().copied()) {
                            Some(near) => problem.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
                            None => problem.help(
                                "检查时要把被引用的文件一起交来",
                                "hand in the files that are used together with this one",
                            ),
                        };
                    }
                    Found::Many => {
                        report
                            .error(
                                Code::FileAmbiguous,
                                item.span,
                                format!("有几个文件都叫 `{name}`"),
                                format!("several files are called `{name}`"),
                            )
                            .help("在名字前写上文件夹，如 `省/企业`", "write the folder too, as in `省/企业`");
                    }
                }
            }
            seen
        })
        .collect();
    let mut closed = direct.clone();
    for _ in 0..files.len() {
        let mut grown = false;
        for at in 0..closed.len() {
            let more: BTreeSet<usize> = closed
                .get(at)
                .into_iter()
                .flatten()
                .filter_map(|used| direct.get(*used))
                .flatten()
                .copied()
                .filter(|used| *used != at)
                .collect();
            if let Some(own) = closed.get_mut(at) {
                let before = own.len();
                own.extend(more);
                grown |= own.len() > before;
            }
        }
        if !grown {
            break;
        }
    }
    closed
}

enum Found {
    One(usize),
    None,
    Many,
}

/// The file whose path without `.gj` ends with the name.
fn find(files: &[&File], name: &str) -> Found {
    let name = name.trim_end_matches(".gj");
    let mut hits = files.iter().enumerate().filter(|(_, file)| {
        let path = file.path.trim_end_matches(".gj");
        path.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with(['/', '\\']))
    });
    match (hits.next(), hits.next()) {
        (None, _) => Found::None,
        (Some((at, _)), None) => Found::One(at),
        (Some((at, file)), Some(_)) if file.path.trim_end_matches(".gj") == name => Found::One(at),
        (Some(_), Some(_)) => Found::Many,
    }
}

/// A file's name without folders and ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".gj").unwrap_or(name)
}
