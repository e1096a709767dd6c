//! The handbooks' numbered rules that no rule of the playbook keeps: a field, a
//! gate, a format or a command does. A line for each: what is typed, how it ends,
//! and what is answered. Those of the playbook stand in src/rules/tests/numbers.rs.

use super::office;
use crate::session::Session;

/// Numbers; the commands, the last of which counts; its status; a part of its answer.
const CASES: &str = r#"
R003      | customer edit 云帆 --intent low ;; customer list --fields intent,sign_by -o csv | 0 | low,
R004      | log 云帆 a --by phone --at 3月4日 ;; followup list --fields at | 0 | 2026-03-04
R008 R080 | customer add 杭州云帆科技 --incomplete | 5 | HZ-IT-2026-001
R018      | customer list --fields employees,revenue -o csv | 0 | 120,30000000.00
R023      | customer add 杭州新客 --region HZ --industry IT --incomplete -q | 0 | HZ-IT-2026-002
R024      | grade assess 云帆 --purchase 500000 --potential 3 | 0 | grade A proposed
R025      | grade assess 云帆 --purchase 499999 --potential 3 | 0 | grade B proposed
R026      | grade assess 云帆 --purchase 199999 --potential 3 | 0 | grade C proposed
R027      | grade assess 云帆 --purchase 49999 --potential 3 | 0 | grade D proposed
R028      | grade assess 云帆 --purchase 49999 --potential 6 | 2 | 1 to 5
R031      | grade assess 云帆 --purchase 60万 --potential 3 | 0 | at least two in-depth talks a month
R038      | log 云帆 --by phone | 2 | --said
R019      | delivery plan 云帆 终端 --milestones "到货 2026-03-12" ;; delivery done MS20260305001 | 5 | R019
R042      | contract add 云帆 终端 --amount 100 ;; staff add 赵敏 --role legal ;; contract sign 云帆 --signer 许靖 | 5 | R042
R052      | customer add 杭州新客 --uscc 91330366 --incomplete | 2 | 18
R054      | grade assess 云帆 --purchase 1万 --potential 3 ;; grade review 云帆 --approve ;; log 云帆 a --by phone ;; log 云帆 b --by phone ;; log 云帆 c --by phone | 0 | two contacts a month
R058 R115 | customer list --fields contact.phone | 0 | 139****5678
R059      | customer list --owner me -o csv --fields name | 0 | 云帆
R060      | log 云帆 发财务数据 --by wechat | 0 | R060
R061      | request open 云帆 急 --department legal --expected "2026-03-05 18:00" --counterpart 赵法务 | 0 | R061
R063      | deal open 云帆 a ;; deal propose 云帆 --scope x --line 'y @1' ;; deal propose 云帆 --scope z ;; deal submit PR20260305001 | 5 | (R063)
R151      | deal open 云帆 a ;; playbook use reception-aftersales ;; deal propose 云帆 --scope x --line 'y @1' ;; deal submit 云帆 | 0 | (R151)
R152      | deal open 云帆 a ;; deal propose 云帆 --scope x --line 'y @100' --cost-before 80 --cost-after 30 ;; proposal show 云帆 | 0 | 50%
R067 R083 R130 | customer add 杭州新客 --kind enterprise | 2 | --main-business
R068      | customer screen 云帆 --industry-fit yes --need-clear yes --budget-mentioned no --cycle-mentioned no --result drop | 2 | --drop-reason
R069      | find 5678 | 0 | 杭州云帆科技有限公司
R168      | staff add 王工 --role senior-engineer ;; ticket open 云帆 --type product-fault --nature technical --priority normal --symptom x | 0 | (R168): 王工
R153      | form fill reception-check --arrived-at 2026-03-05T09:00 --met-at 2026-03-05T09:02 ;; form list reception-check --fields met_at -o csv | 0 | 2026-03-05T09:02
R070      | log 云帆 a --by phone --action "2026-03-06 报价" ;; followup list --actions -o csv | 0 | 报价
R071      | deal open 云帆 a ;; deal lose 云帆 ;; deal review 云帆 --summary s --improvement ask | 2 | --failure-reason
R148      | customer outline 云帆 | 0 | 杭州云帆科技有限公司
R072      | customer review 云帆 --result rejected | 2 | --reason
R081      | customer add 杭州新客 --kind enterprise --incomplete | 0 | Credit code
R082      | customer list --fields need_type -o csv | 0 | purchase,technical-inquiry
R084      | customer add 杭州新客 --source 天上 --incomplete | 2 | 天上
R085      | playbook use crm-aftersales ;; grade assess 云帆 --purchase 1万 --potential 3 | 0 | grade C proposed
R091      | log 云帆 a --by phone --topic 日常沟通 | 0 | (R091)
R094      | ticket open 云帆 --type other --priority normal --symptom s --occurred today --tried t ;; ticket solve 云帆 --cause other --steps s ;; ticket revisit 云帆 --result solved --satisfaction 6 | 2 | 1 to 5
R095      | survey record 云帆 --score 4,4,4,4,4 --suggestion 无 | 0 | (R095)
R017      | improvement propose a --measure b --kind process --due 2026-03-06 ;; today --rule improvement-due --days 3 | 0 | improvement done IM20260305001
R096      | improvement propose a --measure b --kind process --customer 云帆 ;; improvement done a c ;; improvement untold | 0 | NT20260305001
R100      | ticket open 云帆 --type other --priority normal --symptom s --occurred today --tried t -q | 0 | SN20260305001
R101      | ticket open 云帆 --type 其他问题 --symptom s | 2 | product-fault
R102      | ticket open 云帆 --type other --priority 马上 --symptom s | 2 | urgent
R103      | ticket open 云帆 --type other --priority urgent --symptom s --occurred today --tried t ;; ticket show 云帆 | 0 | 客户核心业务中断
R104      | ticket open 云帆 --type other --priority normal --symptom s | 0 | (R104)
R105      | ticket open 云帆 --type other --priority normal --symptom s --occurred today --tried t ;; staff add 赵敏 --role support-engineer --region HZ ;; ticket assign 云帆 --to 赵敏 ;; ticket list --fields assignee -o csv | 0 | 赵敏
R112      | ticket open 云帆 --type other --priority normal --symptom s --occurred today --tried t ;; ticket solve 云帆 --cause other --steps s ;; ticket close 云帆 | 5 | R112
R118      | customer add 杭州云帆科技 --anyway --incomplete ;; customer duplicates | 0 | HZ-IT-2026-001
R119      | ticket open 云帆 --type other --priority normal --symptom s --occurred today --tried t | 0 | R119
R122      | kb load ;; kb search 需求 -o csv | 0 | Opening a first call
R123      | log 云帆 a --by phone --restated yes ;; followup list --fields restated -o csv | 0 | yes
R131      | customer edit 云帆 --budget 10万左右 | 2 | range
R132      | customer add 杭州新客 --uscc tbc --incomplete ;; customer show 新客 | 0 | to confirm
R133      | playbook use relationship ;; customer add 杭州新客 --incomplete -q | 0 | 客户-2026-001
R135      | grade assess 云帆 --purchase 80万 --potential 3 ;; customer segment 云帆 --suggest | 0 | High value
R150      | need add 云帆 提速 --urgency 5 --value 5 ;; need list --priority must --fields what,priority -o csv | 0 | 提速,must
R157      | ticket open 云帆 --type other --severity service-outage --scope group --symptom s --occurred today --tried t ;; ticket list --fields priority -o csv | 0 | urgent
R158      | ticket open 云帆 --type other --priority normal --nature non-technical --symptom s --occurred today --tried t ;; ticket list --fields nature -o csv | 0 | non-technical
R162      | ticket open 云帆 --type other --priority normal --symptom 黑屏 --occurred today --tried t ;; ticket solve 云帆 --cause other --steps s ;; ticket revisit 云帆 --result solved --satisfaction 5 ;; ticket close 云帆 ;; kb from SN20260305001 | 0 | KB20260305001
R164      | ticket open 云帆 --type other --priority normal --quality major --symptom s --occurred today --tried t ;; ticket list --fields quality -o csv | 0 | major
R175      | survey record 云帆 --nps 9 | 0 | NPS 9
R182      | deal open 云帆 升级 ;; ticket open 云帆 --type other --priority normal --symptom s --occurred today --tried t ;; customer trace 云帆 -o csv | 0 | ticket.opened,SN20260305001
R190      | kb add 黑屏 --kind 常见 --solution 重启 ;; find 黑屏 | 0 | KB20260305001
R187      | report monthly --month 2026-03 | 0 | Mean first response
R188      | report trend --last 3 --to-month 2026-03 | 0 | Solved of those accepted
R189      | report benchmark --by region --month 2026-03 | 0 | Whole file
"#;

struct Case {
    numbers: Vec<&'static str>,
    commands: Vec<&'static str>,
    exit: i32,
    says: &'static str,
}

fn cases() -> impl Iterator<Item = Case> {
    let lines = CASES.lines().filter(|line| !line.is_empty());
    lines.map(|line| {
        let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let [numbers, commands, exit, says] = cells[..] else {
            panic!("{line}");
        };
        Case {
            numbers: numbers.split(' ').collect(),
            commands: commands.split(" ;; ").collect(),
            exit: exit.parse().expect(line),
            says,
        }
    })
}

#[test]
fn what_no_rule_of_the_playbook_keeps_is_kept() {
    let mut wrong = Vec::new();
    for case in cases() {
        let s: Session = office();
        let (last, before) = case.commands.split_last().expect("a command");
        for line in before {
            let _ = s.run(&format!("kehu {line}")).done();
        }
        let said = s.run(&format!("kehu {last}"));
        let all = format!("{}{}", said.out, said.err);
        if said.exit as i32 != case.exit || !all.contains(case.says) {
            wrong.push(format!("{:?} kehu {last}\n{said}", case.numbers));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every number that docs/handbook.md says is kept has a case: in the table
/// above, or as a rule of the playbook.
#[test]
fn every_number_that_is_kept_has_its_case() {
    let here: Vec<&str> = cases().flat_map(|case| case.numbers).collect();
    let table = include_str!("../../docs/handbook.md");
    let mut missing = Vec::new();
    for line in table.lines().filter(|line| line.starts_with("| R")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let (number, kept, place) = (cells[0], cells[2], cells[3]);
        // What a rule keeps, every_number_that_a_rule_keeps_has_its_case sees.
        if kept == "yes" && !place.contains("`rule:") && !here.contains(&number) {
            missing.push(number);
        }
    }
    assert_eq!(missing, Vec::<&str>::new());
}
