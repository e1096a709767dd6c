//! `import`: records from a file. All good rows or none, unless the bad ones
//! may be set aside; one command, one journal entry, one `undo`.

mod merge;
mod reasons;
mod refs;
mod rows;
mod tell;
#[cfg(test)]
mod tests;
mod write;

use std::path::Path;

use anyhow::Context as _;
use clap::{Arg, ArgAction};

use super::{Call, Noun, Verb, What, option, switch, word};
use crate::app::{App, stopped};
use crate::exchange::columns::Columns;
use crate::exchange::values::Values;
use crate::exchange::{Sheet, csv, forms, text};
use crate::flags::Takes;
use crate::out::Out;
use crate::problem::{Exit, Failure, Problem};
use crate::render::Format;
use crate::say;
use crate::store::Kind;
use crate::value::{Noun as Record, Reading};
use crate::words::{Lang, Say, t};
use refs::RowRefs;
use rows::{Judge, Judged};
use tell::Counts;
use write::Writer;

pub const IMPORT: Noun = Noun {
    name: "import",
    about: t("Take records in from a file", "从文件导入记录"),
    what: What::Verbs(&[Verb::new(
        "customers",
        t(
            "Customers from a CSV file, each with its first contact",
            "从 CSV 文件导入客户及其联系人",
        ),
        args,
        customers,
    )
    .writing()
    .aliases(&["customer"])]),
};

fn args(lang: Lang) -> Vec<Arg> {
    let many = |name, value, help| option(name, value, help, lang).action(ArgAction::Append);
    vec![
        word(
            "file",
            t("FILE", "文件"),
            t("The file; - is standard input", "文件；- 为标准输入"),
            lang,
        )
        .add(Takes::File)
        .required(true),
        many(
            "map",
            t("COLUMN=FIELD,…", "列=字段,…"),
            t(
                "Which field a column is for, by heading or #3; COLUMN= leaves it out; several columns may share a long text",
                "列（标题或 #3）对应的字段；“列=”表示略去；多列可并入同一长文本字段",
            ),
        ),
        many(
            "map-value",
            t("FIELD:OLD=NEW,…", "字段:原值=新值,…"),
            t("What a value means here", "值的对应关系"),
        ),
        many(
            "scale",
            t("FIELD=FACTOR", "字段=倍数"),
            t(
                "Multiply plain numbers, by 1000, 1e6, 万, 百万…",
                "纯数字乘以倍数，如 1000、1e6、万、百万",
            ),
        ),
        many(
            "set",
            t("FIELD=VALUE", "字段=值"),
            t("The answer of rows that have none", "未填写的行取此值"),
        )
        .allow_hyphen_values(true),
        option(
            "reject-to",
            t("FILE", "文件"),
            t(
                "Take the good rows, and write the bad ones here with their reasons",
                "导入合格的行，不合格的行连同原因写入此文件",
            ),
            lang,
        )
        .add(Takes::File),
        switch(
            "update",
            t(
                "Overwrite answers on file that differ",
                "以文件内容覆盖已有的不同内容",
            ),
            lang,
        ),
        option(
            "delimiter",
            t("SIGN", "符号"),
            t(
                "What separates the columns; found out unless given",
                "列分隔符；默认自动识别",
            ),
            lang,
        ),
    ]
}

fn customers(app: &mut App<'_>, call: &Call<'_>, out: &mut Out<'_>) -> Result<Exit, Failure> {
    let me = app.me()?;
    let name = call.text("file").unwrap_or_default();
    let sheet = sheet(name, call, out)?;
    let fields = forms::of(Record::Customer).map_or(&[][..], |layout| layout.fields);
    let columns = Columns::of(&sheet, fields, &call.texts("map"));
    let values = Values::of(
        fields,
        &call.texts("map-value"),
        &call.texts("scale"),
        &call.texts("set"),
    );
    let (columns, values) = match (columns, values) {
        (Ok(columns), Ok(values)) => (columns, values),
        (columns, values) => {
            let all = columns.err().into_iter().chain(values.err()).flatten();
            return Err(all.collect::<Vec<_>>().into());
        }
    };
    let rows = judged(app, me, &sheet, &columns, &values, call.has("update"))?;
    let counts = Counts::of(&rows);
    let reject_to = call.text("reject-to");
    let faults = tell::faults(&rows);
    if !faults.is_empty() && reject_to.is_none() {
        if call.dry_run {
            say_counts(&counts, true, None, out)?;
        }
        return Err(refused(faults).into());
    }
    for problem in faults.iter().chain(&tell::conflicts(&rows)) {
        out.warn(&Say {
            en: problem.say(Lang::En),
            zh: problem.say(Lang::Zh),
        });
    }
    let exit = match counts.bad + counts.conflicts {
        0 => Exit::Done,
        _ => Exit::Attention,
    };
    if call.dry_run {
        say_counts(&counts, true, reject_to, out)?;
        return Ok(exit);
    }
    go_ahead(app, &counts, call)?;
    if let (Some(file), 1..) = (reject_to, counts.bad) {
        apart(name, file)?;
        tell::reject(Path::new(file), &sheet, &rows, out.lang())?;
    }
    store(app, me, rows, &counts, reject_to, out)?;
    Ok(exit)
}

/// The sheet in the file, or on standard input.
fn sheet(name: &str, call: &Call<'_>, out: &mut Out<'_>) -> Result<Sheet, Failure> {
    let separator = match call.text("delimiter") {
        None => None,
        Some("\\t" | "tab") => Some(b'\t'),
        Some(sign) => match sign.as_bytes() {
            [sign] if sign.is_ascii() => Some(*sign),
            _ => {
                return Err(Problem::usage(say!(
                    "“{sign}” is no single sign, such as ; or tab",
                    "“{sign}”不是单个符号，如 ; 或 tab"
                ))
                .about(Say::same("--delimiter"))
                .into());
            }
        },
    };
    let bytes = match name {
        "-" => {
            let mut bytes = Vec::new();
            call.stdin.borrow_mut().read_to_end(&mut bytes)?;
            bytes
        }
        name => match std::fs::read(name) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(
                    Problem::usage(say!("there is no file “{name}”", "没有文件“{name}”")).into(),
                );
            }
            read => read.with_context(|| name.to_owned())?,
        },
    };
    let (text, encoding) =
        text::decode(&bytes).map_err(|problem| problem.about(Say::same(name)))?;
    if encoding != text::Encoding::Utf8 {
        let encoding = encoding.name();
        out.note(&say!("read as {encoding}", "按 {encoding} 编码读取"));
    }
    csv::read(&text, separator).map_err(|problem| problem.about(Say::same(name)).into())
}

fn judged(
    app: &mut App<'_>,
    me: i64,
    sheet: &Sheet,
    columns: &Columns,
    values: &Values,
    update: bool,
) -> Result<Vec<Judged>, Failure> {
    let playbook = app.policy.get()?;
    let store = app.store.read()?;
    let refs = RowRefs::new(store, me, sheet, columns, values);
    let reading = Reading {
        now: app.now,
        zone: playbook.calendar.zone(),
        opening: playbook.calendar.opening(),
        closing: playbook.calendar.closing(),
        codes: &playbook.codes,
        refs: &refs,
        workdays: &playbook.calendar,
    };
    Judge::new(reading, playbook, store, columns, values, update).all(sheet)
}

/// Everything that is wrong, and what to do about it.
fn refused(mut faults: Vec<Problem>) -> Vec<Problem> {
    if let Some(last) = faults.last_mut() {
        let advice = say!(
            "nothing was stored; put these rows right, or set them aside with: --reject-to FILE",
            "没有存入任何内容；请更正这些行，或用 --reject-to 文件 将其另存"
        );
        last.hint = Some(match last.hint.take() {
            None => advice,
            Some(hint) => Say {
                en: format!("{}\n  {}", hint.en, advice.en),
                zh: format!("{}\n  {}", hint.zh, advice.zh),
            },
        });
    }
    faults
}

/// Asks before many rows are written, where somebody can answer.
fn go_ahead(app: &mut App<'_>, counts: &Counts, call: &Call<'_>) -> Result<(), Failure> {
    let rows = counts.new + counts.changed;
    if call.yes || rows == 0 {
        return Ok(());
    }
    let question = say!("Write {rows} customers?", "写入 {rows} 条客户？");
    let question = question.to(app.lang).to_owned();
    match app.confirm(&question, true)? {
        true => Ok(()),
        false => Err(stopped(std::io::ErrorKind::Interrupted.into())),
    }
}

/// The rejected rows must not replace the file that they come from.
fn apart(from: &str, to: &str) -> Result<(), Failure> {
    match (std::fs::canonicalize(from), std::fs::canonicalize(to)) {
        (Ok(from), Ok(to)) if from == to => Err(Problem::usage(say!(
            "is the file that is being imported",
            "正是要导入的文件"
        ))
        .about(Say::same("--reject-to"))
        .into()),
        _ => Ok(()),
    }
}

fn store(
    app: &mut App<'_>,
    me: i64,
    rows: Vec<Judged>,
    counts: &Counts,
    reject_to: Option<&str>,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let mut numbers = Vec::new();
    if counts.new + counts.changed > 0 {
        let playbook = app.policy.get()?;
        let writing =
            app.store
                .write()?
                .begin("import customers", Kind::Work, Some(me), app.now)?;
        let writer = Writer {
            writing: &writing,
            playbook,
            me,
            now: app.now,
        };
        numbers = writer.all(rows)?.numbers;
        let changes = writing.changed()?;
        // Conflicts alone change nothing, and leave no entry behind.
        if changes {
            writing.commit("", &counts.line(false, None))?;
        }
    }
    if out.quiet {
        for number in numbers {
            writeln!(out.out, "{number}")?;
        }
        return Ok(());
    }
    say_counts(counts, false, reject_to, out)
}

fn say_counts(
    counts: &Counts,
    dry: bool,
    reject_to: Option<&str>,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    if matches!(out.style.format, Format::Json | Format::Jsonl) {
        writeln!(out.out, "{}", counts.json(dry))?;
        return Ok(());
    }
    out.line(&counts.line(dry, reject_to))?;
    if let Some(line) = counts.incomplete_line() {
        out.line(&line)?;
    }
    Ok(())
}
