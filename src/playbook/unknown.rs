//! What is said of a name that the playbook does not know, with the nearest that
//! it does.

use super::Playbook;
use super::nearest::or_nearest;
use crate::problem::{Exit, Problem};
use crate::say;

impl Playbook {
    /// What is said where no periodic duty is called `id`; `known` are the ids of
    /// those there are.
    pub fn no_such_duty(&self, id: &str, known: &[&str]) -> Problem {
        let what = say!("there is no duty “{id}”", "没有例行工作“{id}”");
        let what = or_nearest(what, id, known.iter().copied());
        Problem::new(Exit::NoSuchRecord, what).hint(say!(
            "see them all with: kehu duty list --all",
            "查看全部：kehu duty list --all"
        ))
    }

    /// What is said where no rule in force is called `id`.
    pub fn no_such_rule(&self, id: &str) -> Problem {
        let known = self.rules.known();
        if known.iter().any(|known| known == id) {
            let what = say!(
                "the rule “{id}” is not in force in this playbook",
                "规则“{id}”未在当前规则手册中启用"
            );
            return Problem::new(Exit::NoSuchRecord, what).hint(say!(
                "take it in with: kehu playbook edit rule {id} off=false",
                "启用：kehu playbook edit rule {id} off=false"
            ));
        }
        let what = say!("there is no rule “{id}”", "没有规则“{id}”");
        let what = or_nearest(what, id, known.iter().map(String::as_str));
        Problem::new(Exit::NoSuchRecord, what).hint(say!(
            "see them all with: kehu playbook show rules",
            "查看全部：kehu playbook show rules"
        ))
    }
}
