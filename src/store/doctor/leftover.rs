//! Half-filled forms that lie about, told by the name of their form.

use super::Finding;
use super::State;
use super::finding;
use super::listed;
use crate::say;
use crate::words::{Lang, Say, Text, t};
use std::path::{Path, PathBuf};

/// Forms that can be left half-filled, by the names of their drafts.
const FORMS: &[(&str, Text)] = &[
    ("customer-add", t("customer registration", "客户信息登记表")),
    ("customer-screen", t("screening", "初步筛选")),
    ("customer-review", t("registration review", "登记审核")),
    ("contact-add", t("contact", "联系人")),
    ("occasion-add", t("occasion", "纪念日")),
    ("grade-assess", t("grade assessment", "客户分级评估表")),
    ("grade-review", t("grade review", "级别审批")),
    ("followup-plan", t("follow-up plan", "跟进计划表")),
    ("followup-log", t("follow-up record", "跟进记录表")),
    ("ticket-open", t("ticket", "售后工单")),
    ("ticket-assign", t("ticket assignment", "工单派工")),
    ("ticket-respond", t("ticket response", "工单响应")),
    ("ticket-tell", t("solution told", "给出解决方案")),
    ("ticket-work", t("ticket handling", "工单处理记录")),
    ("ticket-solve", t("ticket solution", "工单解决情况")),
    ("ticket-confirm", t("customer's confirmation", "客户确认")),
    ("ticket-revisit", t("ticket revisit", "工单回访")),
    ("ticket-transfer", t("ticket transfer", "工单转交")),
    ("ticket-check", t("check of an AI reply", "AI 回复复核")),
    ("ticket-visit", t("visit agreed", "上门预约")),
    ("ticket-wait", t("wait for the customer", "等待客户")),
    ("ticket-extend", t("new time agreed", "重新约定时间")),
    ("ticket-replace", t("goods replaced", "换货记录")),
    ("ticket-reopen", t("ticket reopened", "工单重开")),
    ("attach-add", t("attachment", "附件登记")),
    ("handover-start", t("handover", "客户交接清单")),
    ("handover-review", t("handover review", "交接审核")),
    ("init", t("setting up", "初始设置")),
    ("staff-add", t("colleague", "同事")),
];

/// The half-filled forms that lie about.
pub(in crate::store) fn draft_files(path: &Path) -> Vec<PathBuf> {
    files_in(&path.with_extension("drafts"))
}

pub(in crate::store) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.is_file())
        .collect();
    files.sort();
    files
}

pub(in crate::store) fn drafts(path: &Path) -> Finding {
    let files = draft_files(path);
    let named = |lang| {
        let stems = files.iter().filter_map(|file| file.file_stem());
        let names: Vec<_> = stems
            .map(|stem| form_name(&stem.to_string_lossy(), lang))
            .collect();
        listed(&names, lang)
    };
    let said = Say {
        en: named(Lang::En),
        zh: named(Lang::Zh),
    };
    match files.is_empty() {
        true => finding("drafts", State::Ok, say!("none", "没有")),
        false => finding("drafts", State::Attention, said).todo(say!(
            "start the same command to go on, or delete the files in {}",
            "再次执行同一命令即可继续，或删除 {} 中的文件",
            path.with_extension("drafts").display()
        )),
    }
}

/// The form that a draft belongs to, as the person knows it, and the record it
/// goes on with; the file's own name where no form is called so.
pub(in crate::store) fn form_name(stem: &str, lang: Lang) -> String {
    let known = FORMS.iter().find_map(|(code, label)| {
        let of = stem.strip_prefix(code)?;
        let is_whole = of.is_empty() || of.starts_with('-');
        is_whole.then(|| (label.to(lang), of.trim_start_matches('-')))
    });
    match known {
        None => stem.to_owned(),
        Some((label, "")) => label.to_owned(),
        Some((label, of)) => format!("{label} {of}"),
    }
}
