//! What settles a line of each rule, read off the tables.

use super::{Line, Night, Year};

/// A contact that reached somebody.
const REAL: &str = "f.reached = 'yes' AND f.method NOT IN ('material-push', 'written-illustrated')";

/// What settles each rule, as a condition on a contact `f`.
fn contact(rule: &str) -> Option<String> {
    let sent = |what: &str| format!("instr(',' || f.sent || ',', ',{what},') > 0");
    let purpose = |what: &str| format!("instr(',' || f.purpose || ',', ',{what},') > 0");
    Some(match rule {
        "touch-a" | "touch-b" | "touch-c" | "touch-own" | "touch-high-value"
        | "touch-interested" | "long-term" | "first-talk" | "next-contact" => REAL.to_owned(),
        "touch-a-deep" => format!(
            "{REAL} AND coalesce(f.deep = 'yes',
                f.method IN ('visit', 'online-meeting', 'demo', 'formal-meeting'))"
        ),
        "visit-high-value" => format!("{REAL} AND f.method = 'visit'"),
        "push-interested" => "f.sent <> ''".to_owned(),
        "push-b" => format!("({} OR {})", sent("case"), sent("industry-news")),
        "push-pool" => sent("promotion"),
        "suggest-b" => purpose("suggestion"),
        "revisit-cooperating" => purpose("satisfaction"),
        "care" => purpose("care"),
        "delivery-revisit" => format!("{REAL} AND {}", purpose("revisit")),
        "key-stage" => "1".to_owned(),
        "first-material" => sent("material"),
        "first-questionnaire" => sent("questionnaire"),
        _ => return None,
    })
}

/// The steps of a ticket that settle a rule.
fn steps(rule: &str) -> Option<&'static str> {
    Some(match rule {
        "ticket-respond" => "'responded', 'answered', 'solved'",
        "ticket-solution" | "logistics-plan" => "'answered', 'solved'",
        "ticket-feedback" => "'confirmed', 'revisited', 'reopened'",
        "ticket-revisit" | "complaint-revisit" => "'revisited', 'reopened'",
        "ticket-task-force" => "'escalated'",
        "ticket-resume" => "'resumed'",
        "ticket-visit" => "'worked', 'answered', 'solved'",
        "ai-review" => "'ai-reviewed'",
        "quality-replace" => "'replaced'",
        _ => return None,
    })
}

impl Year<'_> {
    /// Whether somebody did what the line asks for.
    pub(super) fn settled(&self, line: &Line, night: Night) -> bool {
        let any = |sql: &str| self.any(line, night, sql);
        let within = |column: &str| format!("{column} > ?4 AND {column} <= ?5");
        let dropped = format!(
            "SELECT 1 FROM screening WHERE customer = ?2 AND result = 'drop' AND {}",
            within("at")
        );
        if let Some(condition) = contact(line.rule.id) {
            let since = if line.rule.early {
                ""
            } else {
                " AND f.at >= ?3"
            };
            let logged = format!(
                "SELECT 1 FROM followup f WHERE f.customer = ?2 AND f.removed_at IS NULL
                   AND {}{since} AND {condition}",
                within("f.recorded_at")
            );
            return any(&logged) || (line.rule.id.starts_with("first-") && any(&dropped));
        }
        if let Some(kinds) = steps(line.rule.id) {
            return any(&format!(
                "SELECT 1 FROM ticket_event WHERE ticket = ?1 AND kind IN ({kinds})
                   AND at >= ?3 AND {}",
                within("recorded_at")
            )) || any(&format!(
                "SELECT 1 FROM ticket WHERE id = ?1 AND {}",
                within("closed_at")
            ));
        }
        match line.rule.id {
            "customer-enter" => {
                any(&dropped)
                    || any(&format!(
                        "SELECT 1 FROM customer WHERE id = ?1 AND {}",
                        within("submitted_at")
                    ))
            }
            "customer-review" => {
                any(&dropped)
                    || any(&format!(
                        "SELECT 1 FROM review WHERE noun = 'customer' AND record = ?1 AND {}",
                        within("at")
                    ))
            }
            "customer-file" => any(&format!(
                "SELECT 1 FROM customer WHERE id = ?1 AND {}",
                within("filed_at")
            )),
            "regrade" => any(&format!(
                "SELECT 1 FROM grade WHERE customer = ?1 AND {}",
                within("at")
            )),
            "regrade-approve" => any(&format!(
                "SELECT 1 FROM review WHERE noun = 'grade' AND record = ?1 AND {}",
                within("at")
            )),
            "intent-high" | "intent-medium" => any(&format!(
                "SELECT 1 FROM turn WHERE noun = 'customer' AND record = ?1 AND {}
                   AND (attribute = 'intent' OR attribute = 'stage' AND new IN ('won', 'lost'))",
                within("at")
            )),
            "action-due" | "plan-due" => any(&format!(
                "SELECT 1 FROM \"{}\" WHERE id = ?1 AND ({} OR {})",
                line.noun.table(),
                within("done_at"),
                within("cancelled_at")
            )),
            "promise-due" => any(&format!(
                "SELECT 1 FROM promise WHERE id = ?1 AND {}",
                within("kept_at")
            )),
            "promise-confirm" => any(&format!(
                "SELECT 1 FROM promise WHERE id = ?1 AND {}",
                within("confirmed_at")
            )),
            "proposal-review" => any(&format!(
                "SELECT 1 FROM proposal p WHERE p.id = ?1 AND (
                   EXISTS (SELECT 1 FROM review v WHERE v.noun = 'proposal' AND v.record = p.id
                     AND {0}) OR {1} OR EXISTS (SELECT 1 FROM deal d WHERE d.id = p.deal AND {2}))",
                within("at"),
                within("superseded_at"),
                within("closed_at")
            )),
            "proposal-ask" => any(&format!(
                "SELECT 1 FROM proposal p WHERE p.id = ?1 AND (
                   EXISTS (SELECT 1 FROM remark m WHERE m.proposal = p.id AND {0})
                   OR EXISTS (SELECT 1 FROM objection o WHERE o.deal = p.deal AND {1})
                   OR EXISTS (SELECT 1 FROM followup f WHERE f.customer = p.customer
                     AND instr(f.purpose, 'proposal-feedback') AND {0})
                   OR {2} OR {3} OR EXISTS (SELECT 1 FROM deal d WHERE d.id = p.deal AND {4}))",
                within("at"),
                within("raised"),
                within("confirmed_at"),
                within("superseded_at"),
                within("closed_at")
            )),
            "objection-answer" => any(&format!(
                "SELECT 1 FROM objection WHERE id = ?1 AND ({} OR {})",
                within("answered_at"),
                within("settled_at")
            )),
            "remark-due" => any(&format!(
                "SELECT 1 FROM remark WHERE id = ?1 AND {}",
                within("answered_at")
            )),
            "request-answer" => any(&format!(
                "SELECT 1 FROM request WHERE id = ?1 AND {}",
                within("answered_at")
            )),
            "survey-delivery" | "survey-expiry" => any(&format!(
                "SELECT 1 FROM survey WHERE customer = ?2 AND removed_at IS NULL AND {}",
                within("at")
            )),
            "feedback-respond" => any(&format!(
                "SELECT 1 FROM feedback WHERE id = ?1 AND ({} OR {})",
                within("responded_at"),
                within("closed_at")
            )),
            "feedback-resolve" => any(&format!(
                "SELECT 1 FROM feedback WHERE id = ?1 AND ({} OR {})",
                within("resolved_at"),
                within("closed_at")
            )),
            "feedback-close" => any(&format!(
                "SELECT 1 FROM feedback WHERE id = ?1 AND {}",
                within("closed_at")
            )),
            "recall-inform" => any(&format!(
                "SELECT 1 FROM recall_customer WHERE id = ?1 AND ({} OR {})",
                within("informed_at"),
                within("settled_at")
            )),
            "recall-settle" => any(&format!(
                "SELECT 1 FROM recall_customer WHERE id = ?1 AND {}",
                within("settled_at")
            )),
            "improvement-due" => any(&format!(
                "SELECT 1 FROM improvement WHERE id = ?1 AND {}",
                within("closed_at")
            )),
            "improvement-told" => any(&format!(
                "SELECT 1 FROM notice n JOIN notice f ON f.improvement = n.improvement
                 WHERE f.id = ?1 AND n.customer = ?2 AND n.removed_at IS NULL AND {}",
                within("n.at")
            )),
            "deal-expected" => any(&format!(
                "SELECT 1 FROM deal WHERE id = ?1 AND {}",
                within("closed_at")
            )),
            "payment" => any(&format!(
                "SELECT 1 FROM instalment i JOIN payment p ON p.contract = i.contract
                 WHERE i.id = ?1 AND p.removed_at IS NULL AND {}",
                within("p.at")
            )),
            "contract-renewal" => any(&format!(
                "SELECT 1 FROM deal WHERE customer = ?2 AND kind = 'renewal' AND {}",
                within("opened")
            )),
            "contract-scan" => any(&format!(
                "SELECT 1 FROM attachment WHERE customer = ?2 AND kind = 'contract-scan' AND {}",
                within("at")
            )),
            "delivery-plan" => any(&format!(
                "SELECT 1 FROM delivery WHERE customer = ?2 AND {}",
                within("planned_at")
            )),
            "handover-pack" => any(&format!(
                "SELECT 1 FROM pack WHERE customer = ?2 AND {}",
                within("accepted_at")
            )),
            "milestone" => any(&format!(
                "SELECT 1 FROM milestone WHERE id = ?1 AND {}",
                within("done_at")
            )),
            "progress-told" => any(&format!(
                "SELECT 1 FROM progress WHERE customer = ?2 AND {}",
                within("told_at")
            )),
            "deviation" => any(&format!(
                "SELECT 1 FROM deviation WHERE id = ?1 AND {}",
                within("closed_at")
            )),
            "acceptance" => any(&format!(
                "SELECT 1 FROM delivery WHERE id = ?1 AND {}",
                within("accepted_at")
            )),
            "training" => any(&format!(
                "SELECT 1 FROM entry WHERE customer = ?2 AND form = 'customer-training' AND {}",
                within("at")
            )),
            "deal-review" => any(&format!(
                "SELECT 1 FROM deal_review WHERE deal = ?1 AND removed_at IS NULL AND {}",
                within("at")
            )),
            "verify-high-value" | "verify-other" => any(&format!(
                "SELECT 1 FROM verification WHERE customer = ?2 AND removed_at IS NULL AND {}",
                within("recorded_at")
            )),
            "handover" => any(&format!(
                "SELECT 1 FROM handover WHERE id = ?1 AND {}",
                within("accepted_at")
            )),
            "pause-resume" => any(&format!(
                "SELECT 1 FROM pause WHERE id = ?1 AND {}",
                within("ended_at")
            )),
            "entry-due" => any(&format!(
                "SELECT 1 FROM entry WHERE id = ?1 AND {}",
                within("closed_at")
            )),
            "review-cooperating" => any(&format!(
                "SELECT 1 FROM entry WHERE customer = ?2 AND form = 'cooperation-review'
                   AND removed_at IS NULL AND {}",
                within("at")
            )),
            duty if duty.starts_with("duty-") => any(&format!(
                "SELECT 1 FROM duty WHERE rule = '{duty}' AND removed_at IS NULL AND {}",
                within("at")
            )),
            other => panic!("what settles {other}?"),
        }
    }
}
