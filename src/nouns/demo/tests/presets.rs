//! What each preset asks of the demo's people: on the morning after the story,
//! and over its second month.

use std::collections::BTreeMap;

use super::{at, place, set};
use crate::nouns::demo::{NOW, perform};
use crate::playbook::Playbook;
use crate::rules::State;
use crate::store::Only;

/// What is told of each rule, in a column for each preset.
type Table = BTreeMap<&'static str, Vec<String>>;

/// What stands where a preset has not the rule.
const NONE: &str = "-";

/// A line for each rule of which some preset has something to tell.
fn told(table: &Table, nothing: &str) -> String {
    let mut text = format!("{:20}", "");
    for preset in Playbook::presets() {
        let short: String = preset.chars().take(9).collect();
        text.push_str(&format!("{short:>10}"));
    }
    for (rule, cells) in table {
        if cells.iter().all(|cell| cell == NONE || cell == nothing) {
            continue;
        }
        text.push_str(&format!("\n{rule:<20}"));
        text.extend(cells.iter().map(|cell| format!("{cell:>10}")));
    }
    text
}

#[test]
fn each_preset_asks_so_much_of_the_demo() {
    let (_folder, scratch) = place();
    let mut stage = set(&scratch, "standard");
    perform(&mut stage, super::ZONE).expect("the story");
    stage.store.close();
    let (mut morning, mut march) = (Table::new(), Table::new());
    for (column, preset) in Playbook::presets().enumerate() {
        let mut stage = set(&scratch, preset);
        let counted = stage.owing_at(at(NOW), &[], Only::All, |owing| {
            let (engine, calendar) = (&owing.engine, owing.engine.calendar);
            let tonight = calendar.end_of(calendar.day_of(engine.now));
            let to = calendar.end_of(at("2026-03-31 12:00").day(super::ZONE));
            let from = at("2026-03-01 00:00");
            let mut counted = Vec::new();
            for rule in owing.rules {
                let open = engine.open([rule], tonight)?.len();
                let due = engine.due([rule], from, to)?;
                let state = |one: &_| crate::rules::Obligation::state(one, engine.now, calendar);
                let met = due.iter().filter(|one| state(one) == State::Met).count();
                counted.push((rule.id, open, format!("{met}/{}", due.len())));
            }
            Ok(counted)
        });
        for (rule, open, kept) in counted.expect("counts") {
            for (table, cell) in [(&mut morning, open.to_string()), (&mut march, kept)] {
                let row = table.entry(rule).or_default();
                row.resize(column, NONE.to_owned());
                row.push(cell);
            }
        }
    }
    let columns = Playbook::presets().count();
    for row in morning.values_mut().chain(march.values_mut()) {
        row.resize(columns, NONE.to_owned());
    }
    // Open on the morning after the story.
    insta::assert_snapshot!(told(&morning, "0"), @r"
                          standard service-p customer- crm-after relations reception
    action-due                   1         1         1         1         1         1
    ai-review                    1         -         -         -         -         1
    care                         4         4         4         4         4         -
    contract-scan                3         -         3         -         -         -
    deal-review                  2         -         2         -         -         -
    duty-feedback-summary         1         1         -         -         -         -
    entry-due                    1         1         1         1         1         1
    feedback-close               1         1         -         -         -         -
    feedback-resolve             2         2         -         -         -         -
    feedback-respond             1         1         -         -         -         -
    handover-pack                4         -         -         -         -         4
    intent-high                  1         1         -         -         -         -
    key-stage                    3         -         3         -         -         -
    next-contact                 1         1         -         -         1         -
    objection-answer             1         -         1         -         -         -
    payment                      1         -         1         -         -         -
    plan-due                     2         2         2         2         2         2
    progress-told                1         1         -         -         -         1
    promise-confirm              1         -         -         -         -         1
    recall-inform                2         -         -         -         -         2
    regrade-approve              1         -         1         -         -         -
    ticket-feedback              1         -         -         1         -         -
    ticket-respond               1         -         -         1         -         1
    ticket-revisit               1         -         -         -         -         1
    ticket-solution              1         -         -         1         -         -
    ticket-visit                 1         -         -         1         -         -
    touch-b                      1         -         1         0         -         -
    touch-c                      1         -         1         0         -         -
    touch-high-value             0         -         -         -         1         -
    touch-interested             0         -         -         -         2         -
    training                     1         -         -         -         -         1
    ");
    // Met in time of what was due in March.
    insta::assert_snapshot!(told(&march, "0/0"), @r"
                          standard service-p customer- crm-after relations reception
    acceptance                 1/1       1/1       1/1         -         -         -
    action-due               12/17     12/17     12/17     12/17     12/17     12/17
    care                      5/10      5/10      5/10      5/10      5/10         -
    complaint-revisit          2/2         -         -       2/2         -         -
    contract-scan              0/1         -       0/1         -         -         -
    customer-enter             7/7         -       7/7         -         -         -
    customer-file              6/6         -       6/6         -         -         -
    customer-review            6/7         -       6/7         -         -         -
    deal-review                2/4         -       2/4         -         -         -
    delivery-revisit           1/1       1/1       1/1         -         -         -
    duty-feedback-summary       0/1       0/1         -         -         -         -
    duty-weekly-check          4/4         -       4/4         -         -         -
    feedback-resolve           1/3       1/3         -         -         -         -
    feedback-respond           2/3       2/3         -         -         -         -
    first-material             7/7         -         -         -       7/7         -
    first-questionnaire        7/7         -         -         -       7/7         -
    first-talk                 7/7         -       7/7         -         -         -
    handover-pack              0/3         -         -         -         -       0/3
    improvement-due            1/1       1/1         -         -         -         -
    intent-high                0/1       0/1         -         -         -         -
    key-stage                11/45         -     11/45         -         -         -
    log-late               134/134         -         -         -   134/134         -
    logistics-plan             1/1         -         -         -         -       1/1
    milestone                  2/2         -         -         -         -         -
    next-contact             10/11     10/11         -         -     10/11         -
    objection-answer           3/3         -       3/3         -         -         -
    overcontact-d              0/1         -       0/1         -         -         -
    payment                    2/2         -       2/2         -         -         -
    plan-due                   5/6       5/6       5/6       5/6       5/6       5/6
    progress-told              5/8       5/8         -         -         -       5/8
    promise-confirm            1/1         -         -         -         -       1/1
    promise-due                2/2         -         -       2/2         -       2/2
    proposal-ask               2/3         -         -         -       2/3         -
    proposal-review            3/3         -       3/3         -         -         -
    push-b                     1/5         -       1/5         -         -         -
    push-interested           4/14         -         -         -      4/14         -
    quality-replace            1/1         -         -         -         -       1/1
    regrade-approve            4/5         -       4/5         -         -         -
    request-answer             1/1         -       1/1         -         -         -
    revisit-cooperating        7/8         -         -         -       7/8         -
    survey-low                 1/1         -         -         -         -       1/1
    ticket-feedback           8/17         -         -      8/17         -         -
    ticket-respond           14/19         -         -     14/19         -     14/20
    ticket-revisit           13/17         -         -         -         -     13/17
    ticket-solution          16/19         -         -     16/19         -         -
    ticket-task-force          1/1         -         -         -         -       1/1
    touch-a                  19/19         -     19/19         -         -         -
    touch-a-deep               4/6         -       4/6       3/3         -         -
    touch-b                  28/36         -     28/36       0/0         -         -
    touch-c                  25/29         -     25/29       0/0         -         -
    touch-high-value           0/0         -         -         -     24/27         -
    touch-interested         10/20         -         -         -     17/42         -
    training                   0/1         -         -         -         -       0/1
    verify-high-value          0/2         -         -         -       0/2         -
    visit-high-value           1/2         -         -         -       1/2         -
    ");
}
