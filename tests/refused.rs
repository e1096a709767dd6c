//! Every command with broken input: the exit status, the words in both
//! languages, and nothing stored.

use std::fs;

use kehu::problem::Exit;
use kehu::words::Lang;

use crate::session::{Session, dump};

/// A command line, its exit status, and a part of the message in Chinese and
/// in English.
type Refusal = (&'static str, Exit, &'static str, &'static str);

use Exit::{Ambiguous, NoSuchRecord, Refused, Usage};

const REFUSED: &[Refusal] = &[
    // The command line itself.
    (
        "kehu custmer list",
        Usage,
        "没有“custmer”这个命令",
        "unrecognized subcommand 'custmer'",
    ),
    (
        "kehu customer lits",
        Usage,
        "没有“lits”这个命令",
        "unrecognized subcommand 'lits'",
    ),
    (
        "kehu man nosuch",
        Usage,
        "没有命令 kehu nosuch",
        "there is no command kehu nosuch",
    ),
    (
        "kehu customer list --grad A",
        Usage,
        "无法识别的参数“--grad”",
        "unexpected argument '--grad'",
    ),
    (
        "kehu customer show",
        Usage,
        "没有指明客户",
        "no customer named",
    ),
    (
        "kehu customer list --limit",
        Usage,
        "需要一个值",
        "a value is required",
    ),
    (
        "kehu customer list --limit x",
        Usage,
        "不是数字",
        "is not a number",
    ),
    (
        "kehu customer list -o pdf",
        Usage,
        "没有输出格式“pdf”",
        "no output format “pdf”",
    ),
    (
        "kehu customer list --fields nmae",
        Usage,
        "没有字段“nmae”",
        "no field “nmae”",
    ),
    (
        "kehu customer list --sort nmae",
        Usage,
        "没有字段“nmae”",
        "no field “nmae”",
    ),
    ("kehu customer list --now 昨天天", Usage, "昨天天", "昨天天"),
    ("kehu customer list --grade E", Usage, "级别", "Grade"),
    (
        "kehu customer list --owner 无名",
        NoSuchRecord,
        "没有同事“无名”",
        "no colleague “无名”",
    ),
    ("kehu customer list --region 火星", Usage, "火星", "火星"),
    (
        "kehu customer list --acquired-from 不日",
        Usage,
        "不日",
        "不日",
    ),
    // team files and their keys
    ("kehu export team", Usage, "没有指明文件", "no file named"),
    (
        "kehu export team ~/队.kehu",
        Refused,
        "电话等敏感信息原文",
        "phones and other private fields in full",
    ),
    (
        "kehu export team ~/队.kehu --to age1abc",
        Usage,
        "不是公钥",
        "is no public key",
    ),
    (
        "kehu export team ~/队.kehu --to ~/没有.txt",
        Usage,
        "也不是公钥文件",
        "nor a file of them",
    ),
    (
        "kehu export team ~/队.kehu --to ~/坏.csv",
        Usage,
        "不是公钥",
        "is no public key",
    ),
    (
        "kehu export team ~/队.kehu --reveal -o csv",
        Usage,
        "只有一种格式",
        "one form only",
    ),
    (
        "kehu export team ~ --reveal --yes",
        Usage,
        "是文件夹",
        "is a folder",
    ),
    ("kehu import team", Usage, "缺少", "required arguments"),
    (
        "kehu import team ~/没有.kehu",
        Usage,
        "没有文件",
        "there is no file",
    ),
    (
        "kehu import team ~/坏.csv",
        Usage,
        "不是团队文件",
        "is no team file",
    ),
    (
        "kehu import team ~",
        Usage,
        "不是团队文件",
        "is no team file",
    ),
    (
        "kehu key new 甲",
        Usage,
        "无法识别的参数",
        "unexpected argument",
    ),
    (
        "kehu key show",
        Usage,
        "没有密钥文件",
        "there is no secret key",
    ),
    (
        "kehu key show --identity ~/坏.csv",
        Usage,
        "其中没有密钥",
        "holds no secret key",
    ),
    // init, config, playbook
    ("kehu init", Usage, "已经初始化", "set up already"),
    ("kehu init --name 李雷 --role 国王", Usage, "国王", "国王"),
    ("kehu init --name 李雷 --since 不日", Usage, "不日", "不日"),
    (
        "kehu init --name 李雷 --playbook 没有",
        Usage,
        "没有规则手册“没有”",
        "no playbook “没有”",
    ),
    (
        "kehu completions tcsh",
        Usage,
        "没有“tcsh”的补全脚本",
        "no completion for “tcsh”",
    ),
    (
        "kehu config lang fr",
        Usage,
        "不是可用的语言",
        "is not a language",
    ),
    (
        "kehu config color blue",
        Usage,
        "没有名为“color”的设置",
        "no setting is called “color”",
    ),
    (
        "kehu playbook show party",
        Usage,
        "没有“party”",
        "no part “party”",
    ),
    ("kehu playbook show rule", Usage, "哪条规则", "which rule"),
    (
        "kehu playbook show rules --band 无",
        Usage,
        "下列之一",
        "one of: waiting",
    ),
    (
        "kehu playbook explain tuch-b",
        NoSuchRecord,
        "是否指 touch-b",
        "did you mean touch-b",
    ),
    (
        "kehu playbook edit rule tuch-b every=3d",
        NoSuchRecord,
        "是否指 touch-b",
        "did you mean touch-b",
    ),
    (
        "kehu playbook edit rule touch-b every=soon",
        Usage,
        "不是时间跨度",
        "is not a span",
    ),
    (
        "kehu playbook edit rule touch-b",
        Usage,
        "没有要修改的内容",
        "nothing to change",
    ),
    (
        "kehu playbook edit rules touch-b",
        Usage,
        "不能修改“rules”",
        "“rules” cannot be changed",
    ),
    (
        "kehu playbook use mine",
        Usage,
        "没有规则手册“mine”",
        "no playbook “mine”",
    ),
    (
        "kehu playbook edit region",
        Usage,
        "没有要修改的内容",
        "nothing to change",
    ),
    (
        "kehu calendar show 13月",
        Usage,
        "“13月”不是月份",
        "“13月” is not a month",
    ),
    (
        "kehu calendar due 2026-02-30 3wd",
        Usage,
        "2026-02-30",
        "“2026-02-30” is not a time",
    ),
    (
        "kehu calendar due today 3x",
        Usage,
        "“3x”",
        "“3x” is not a length of time",
    ),
    ("kehu playbook edit region HZ=火星", Usage, "已被使用", "HZ"),
    (
        "kehu playbook edit region 1=火星",
        Usage,
        "不能作为区域代码",
        "is no region code",
    ),
    // customer
    (
        "kehu customer add",
        Usage,
        "客户名称：没有填写",
        "Name: no answer",
    ),
    (
        "kehu customer add 新客户",
        Usage,
        "主营业务：没有填写",
        "Main business: no answer",
    ),
    (
        "kehu customer add 待确认 --incomplete",
        Usage,
        "不能填“待确认”",
        "cannot stay to be confirmed",
    ),
    (
        "kehu customer add 新客户 --incomplete --uscc 123",
        Usage,
        "应为 18 位",
        "18 characters",
    ),
    (
        "kehu customer add 新客户 --incomplete --phone 123",
        Usage,
        "联系电话",
        "Phone",
    ),
    (
        "kehu customer add 新客户 --incomplete --email a@",
        Usage,
        "电子邮箱",
        "E-mail",
    ),
    (
        "kehu customer add 新客户 --incomplete --revenue 很多",
        Usage,
        "年营收",
        "Annual revenue",
    ),
    (
        "kehu customer add 新客户 --incomplete --budget 10万左右",
        Usage,
        "不够明确",
        "range",
    ),
    (
        "kehu customer add 新客户 --incomplete --industry 炼金",
        Usage,
        "炼金",
        "炼金",
    ),
    (
        "kehu customer add 新客户 --incomplete --region 火星",
        Usage,
        "kehu playbook edit region",
        "kehu playbook edit region",
    ),
    (
        "kehu customer add 新客户 --incomplete --source 天上",
        Usage,
        "来源渠道",
        "Source",
    ),
    (
        "kehu customer add 新客户 --incomplete --intent 极高",
        Usage,
        "意向等级",
        "Intent",
    ),
    (
        "kehu customer add 新客户 --incomplete --kind 外星",
        Usage,
        "客户类型",
        "Kind",
    ),
    (
        "kehu customer add 新客户 --incomplete --potential 9",
        Usage,
        "合作潜力",
        "Potential",
    ),
    (
        "kehu customer add 新客户 --incomplete --acquired 不日",
        Usage,
        "信息获取时间",
        "Acquired",
    ),
    (
        "kehu customer add 新客户 --incomplete --owner 无名",
        NoSuchRecord,
        "没有同事“无名”",
        "no colleague “无名”",
    ),
    (
        "kehu customer add 新客户 --incomplete --birthday 13月1日",
        Usage,
        "生日",
        "Birthday",
    ),
    (
        "kehu customer add 新客户 --incomplete --kind individual --id-number 110105194912310021",
        Usage,
        "身份证号",
        "Identity number",
    ),
    (
        "kehu customer add 杭州云帆科技公司 --incomplete",
        Refused,
        "已有公司名称相同的客户（R008）",
        "same company name",
    ),
    (
        "kehu customer show 没有",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    ("kehu customer show 云", Ambiguous, "云岭", "云岭"),
    ("kehu customer show @7", NoSuchRecord, "@7", "@7"),
    (
        "kehu customer edit 云帆",
        Usage,
        "没有要修改的内容",
        "nothing to change",
    ),
    (
        "kehu customer edit 云帆 --name \"\"",
        Usage,
        "没有填写",
        "no answer",
    ),
    (
        "kehu customer edit 云帆 --employees 很多",
        Usage,
        "员工人数",
        "Employees",
    ),
    (
        "kehu customer edit 云帆 --notes x --known-at 不日",
        Usage,
        "不日",
        "不日",
    ),
    (
        "kehu customer edit 没有 --notes x",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu demo --db ~/x.db",
        Usage,
        "示例使用自己的文件",
        "the demo makes a file of its own",
    ),
    (
        "kehu report weekly --week x",
        Usage,
        "不是哪一周",
        "is not a week",
    ),
    (
        "kehu report compliance --month x",
        Usage,
        "不是月份",
        "is not a month",
    ),
    (
        "kehu report aftersales --quarter x",
        Usage,
        "不是这样的期间",
        "is no such period",
    ),
    (
        "kehu report satisfaction --half 2099-H1",
        Usage,
        "还没有开始",
        "has not begun yet",
    ),
    (
        "kehu report feedback --year x",
        Usage,
        "不是这样的期间",
        "is no such period",
    ),
    (
        "kehu customer pause 云帆",
        Usage,
        "暂停原因：没有填写",
        "Why: no answer",
    ),
    (
        "kehu customer resume 没有的",
        NoSuchRecord,
        "没有的",
        "没有的",
    ),
    // Forms and duties.
    (
        "kehu form list root-cuase",
        NoSuchRecord,
        "没有表单“root-cuase”，是否指 root-cause？",
        "there is no form “root-cuase”; did you mean root-cause?",
    ),
    (
        "kehu form list --open",
        Usage,
        "没有指明表单",
        "no form is named",
    ),
    (
        "kehu form show EN1",
        NoSuchRecord,
        "没有表单“EN1”",
        "there is no form entry “EN1”",
    ),
    ("kehu form fill", Usage, "没有指明表单", "no form named"),
    (
        "kehu form fill joint-meeting 云帆",
        Usage,
        "不针对任何记录",
        "is about nothing on file",
    ),
    (
        "kehu form fill usage-effect 云帆 --period H1 --satisfaction 6",
        Usage,
        "“6”不是1–5 的整数",
        "“6” is not a whole number from 1 to 5",
    ),
    (
        "kehu form fill usage-effect 云帆 --perid H1",
        Usage,
        "无法识别的参数“--perid”",
        "unexpected argument '--perid'",
    ),
    (
        "kehu form fill usage-effect 云帆 --period H1 --actual 好 --suggestions 无 --at 明天",
        Usage,
        "晚于现在",
        "lies in the future",
    ),
    (
        "kehu form edit EN1 --note 甲",
        NoSuchRecord,
        "没有表单“EN1”",
        "there is no form entry “EN1”",
    ),
    (
        "kehu form close EN1",
        NoSuchRecord,
        "没有表单“EN1”",
        "there is no form entry “EN1”",
    ),
    (
        "kehu form remove EN1",
        NoSuchRecord,
        "没有表单“EN1”",
        "there is no form entry “EN1”",
    ),
    ("kehu form print", Usage, "没有指明表单", "no form named"),
    (
        "kehu form print root-cause -o csv",
        Usage,
        "表单可打印为 md、html 或 xlsx",
        "a form is printed as md, html or xlsx",
    ),
    (
        "kehu duty list --period 某月",
        Usage,
        "“某月”不是周期",
        "“某月” is no period",
    ),
    ("kehu duty done", Usage, "没有指明例行工作", "no duty named"),
    (
        "kehu duty done duty-qq",
        NoSuchRecord,
        "没有例行工作“duty-qq”，是否指 duty-qa？",
        "there is no duty “duty-qq”; did you mean duty-qa?",
    ),
    (
        "kehu duty done touch-b",
        Usage,
        "不是例行工作",
        "no periodic duty",
    ),
    (
        "kehu duty done duty-qa",
        Refused,
        "无人担任",
        "nobody holds the role",
    ),
    (
        "kehu export entries",
        Usage,
        "没有指明表单",
        "no form named",
    ),
    (
        "kehu import entries 没有.csv",
        Usage,
        "没有文件“没有.csv”",
        "there is no file “没有.csv”",
    ),
    (
        "kehu customer rhythm 云帆",
        Usage,
        "缺少间隔",
        "how often is missing",
    ),
    (
        "kehu customer screen 云帆 --result 通过",
        Usage,
        "没有填写",
        "no answer",
    ),
    (
        "kehu customer review 云帆",
        Usage,
        "审核意见：没有填写",
        "Result: no answer",
    ),
    (
        "kehu customer review 云帆 --result 不通过",
        Usage,
        "原因：没有填写",
        "Reason: no answer",
    ),
    (
        "kehu customer tag 云帆",
        Usage,
        "没有给出标签",
        "no tag given",
    ),
    (
        "kehu customer tag --where --add 甲",
        Usage,
        "须配合筛选条件",
        "by filters",
    ),
    (
        "kehu customer tag --where region=HZ --add 甲",
        Usage,
        "确认请加 --yes",
        "add --yes",
    ),
    (
        "kehu customer tag 云帆 --where region=HZ --add 甲",
        Usage,
        "云帆",
        "云帆",
    ),
    ("kehu customer stage 云帆 升天", Usage, "合作阶段", "Stage"),
    ("kehu customer segment 云帆 神仙", Usage, "分群", "Segment"),
    (
        "kehu customer remove 云帆 --yes",
        Refused,
        "仍有未完成事项",
        "still open",
    ),
    (
        "kehu customer remove 江城",
        Usage,
        "确认请加 --yes",
        "add --yes",
    ),
    ("kehu customer merge 云帆 --into 云帆 --yes", Usage, "", ""),
    (
        "kehu customer merge 云帆 --into 没有 --yes",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    (
        "kehu customer erase 没有",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    ("kehu customer erase 云岭", Usage, "--yes", "--yes"),
    // contact, occasion, staff
    (
        "kehu contact add 云帆",
        Usage,
        "联系人姓名：没有填写",
        "Contact's name: no answer",
    ),
    (
        "kehu contact add 没有 --name 甲",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    (
        "kehu contact add 云帆 --name 甲 --phone 12",
        Usage,
        "联系电话",
        "Phone",
    ),
    (
        "kehu contact edit 没有 --title 甲",
        NoSuchRecord,
        "没有联系人“没有”",
        "no contact “没有”",
    ),
    (
        "kehu contact edit 张三",
        Usage,
        "没有要修改的内容",
        "nothing to change",
    ),
    ("kehu contact remove 张三", Usage, "--yes", "--yes"),
    ("kehu contact erase 张三", Usage, "--yes", "--yes"),
    (
        "kehu contact list 没有",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    (
        "kehu occasion add 云帆 --kind 生日",
        Usage,
        "日期：没有填写",
        "Day: no answer",
    ),
    (
        "kehu occasion add 云帆 --kind 生日 --day 2月31日",
        Usage,
        "日期",
        "Day",
    ),
    ("kehu occasion remove OC1", NoSuchRecord, "OC1", "OC1"),
    (
        "kehu staff add 王工",
        Usage,
        "角色：没有填写",
        "Role: no answer",
    ),
    (
        "kehu staff add 李雷 --role 主管",
        Usage,
        "已登记",
        "on file already",
    ),
    (
        "kehu staff edit 无名 --role 主管",
        NoSuchRecord,
        "没有同事“无名”",
        "no colleague “无名”",
    ),
    // grade
    (
        "kehu grade 云帆",
        Usage,
        "当前年采购额：没有填写",
        "Annual purchase: no answer",
    ),
    (
        "kehu grade 没有 --purchase 1万 --potential 3",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    (
        "kehu grade 云帆 --purchase 1万 --potential 6",
        Usage,
        "未来潜力评估",
        "Potential",
    ),
    (
        "kehu grade 云帆 --purchase 很多 --potential 3",
        Usage,
        "当前年采购额",
        "Annual purchase",
    ),
    (
        "kehu grade review 云岭 --approve",
        NoSuchRecord,
        "没有待审批的级别",
        "no grade waiting",
    ),
    (
        "kehu grade review 云帆 --approve --reject x",
        Usage,
        "只能选其一",
        "exclude each other",
    ),
    ("kehu grade review 云帆 --change E", Usage, "级别", "Grade"),
    (
        "kehu grade review 云帆 --approve",
        Refused,
        "gates.grade",
        "gates.grade",
    ),
    (
        "kehu grade review 云帆 --reject --by 韩梅",
        Usage,
        "原因：没有填写",
        "Reason: no answer",
    ),
    // log, followup
    (
        "kehu log",
        Usage,
        "没有给出客户和沟通内容",
        "no customer and nothing said",
    ),
    (
        "kehu log 云帆",
        Usage,
        "沟通内容：没有填写",
        "What was said: no answer",
    ),
    (
        "kehu log 云帆 说了话",
        Usage,
        "跟进方式：没有填写",
        "Method: no answer",
    ),
    (
        "kehu log 没有 说了话 --by 电话",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    (
        "kehu log 云 说了话 --by 电话",
        Ambiguous,
        "请用编号指明其中一条",
        "name one by its number",
    ),
    (
        "kehu log 云帆 说了话 --by 电话 --with 没有",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    (
        "kehu log 云帆 说了话 --by 心灵感应",
        Usage,
        "跟进方式",
        "Method",
    ),
    (
        "kehu log 云帆 说了话 --by 电话 --at 明天",
        Usage,
        "“明天”晚于现在",
        "“明天” lies in the future",
    ),
    (
        "kehu log 云帆 说了话 --by 电话 --next 再说",
        Usage,
        "不是以时间开头",
        "does not begin with a time",
    ),
    (
        "kehu log 云帆 说了话 --by 电话 --next \"-1d 回访\"",
        Usage,
        "“-1d 回访”已经过去",
        "“-1d 回访” is past",
    ),
    (
        "kehu log 云帆 说了话 --by 电话 --next-at 14:00",
        Usage,
        "必须晚于本次",
        "must come after",
    ),
    (
        "kehu log 云帆 说了话 --by 电话 --action +3wd",
        Usage,
        "待办应写明内容",
        "what is to be done",
    ),
    (
        "kehu log 云帆 说了话 --by 电话 --settles AC1",
        NoSuchRecord,
        "AC1",
        "AC1",
    ),
    (
        "kehu log 云帆 说了话 --by 电话 --ticket SN1",
        NoSuchRecord,
        "SN1",
        "SN1",
    ),
    (
        "kehu followup plan 云帆 --by 电话",
        Usage,
        "跟进时间：没有填写",
        "When: no answer",
    ),
    (
        "kehu followup plan 云帆 --at 不日 --by 电话",
        Usage,
        "不日",
        "不日",
    ),
    ("kehu followup show FU1", NoSuchRecord, "FU1", "FU1"),
    ("kehu followup done PL1", NoSuchRecord, "PL1", "PL1"),
    (
        "kehu followup done 云岭",
        Ambiguous,
        "请用编号指明其中一条",
        "name one by its number",
    ),
    ("kehu followup cancel AC1", NoSuchRecord, "AC1", "AC1"),
    (
        "kehu followup list --by 心灵感应",
        Usage,
        "心灵感应",
        "心灵感应",
    ),
    // ticket
    (
        "kehu ticket open 云帆",
        Usage,
        "故障现象：没有填写",
        "Symptom: no answer",
    ),
    (
        "kehu ticket open 没有 --type 故障 --priority 一般 --symptom x",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    (
        "kehu ticket open 云帆 --type 天灾 --priority 一般 --symptom x",
        Usage,
        "问题类型",
        "Type",
    ),
    (
        "kehu ticket open 云帆 --type 故障 --priority 一般 --symptom x --occurred 明天",
        Usage,
        "“明天”晚于现在",
        "“明天” lies in the future",
    ),
    (
        "kehu ticket open 云帆 --type 故障 --priority 一般 --symptom x --occurred 15:10 --at 15:00",
        Usage,
        "发生时间晚于受理时间",
        "after it was accepted",
    ),
    (
        "kehu ticket open 云帆 --type 故障 --priority 一般 --symptom x --contact 没有",
        NoSuchRecord,
        "没有联系人“没有”",
        "no contact “没有”",
    ),
    (
        "kehu ticket show SN1",
        NoSuchRecord,
        "没有工单“SN1”",
        "no ticket “SN1”",
    ),
    (
        "kehu ticket show 云帆",
        Ambiguous,
        "请用编号指明其中一条",
        "name one by its number",
    ),
    ("kehu today --rule nosuch", Usage, "没有规则", "has no rule"),
    ("kehu today --days x", Usage, "天数", "number of days"),
    ("kehu do 99", NoSuchRecord, "没有第 99 项", "no line 99"),
    (
        "kehu snooze SN1 --to tomorrow --why x",
        NoSuchRecord,
        "没有未办结事项",
        "nothing is open",
    ),
    (
        "kehu ticket explain SN1",
        NoSuchRecord,
        "没有工单",
        "no ticket",
    ),
    (
        "kehu ticket history SN1",
        NoSuchRecord,
        "没有工单",
        "no ticket",
    ),
    ("kehu ticket list --status 死了", Usage, "状态", "Status"),
    (
        "kehu ticket assign SN20260305001",
        Usage,
        "转给：没有填写",
        "To: no answer",
    ),
    (
        "kehu ticket assign SN20260305001 --to 无名",
        NoSuchRecord,
        "没有同事“无名”",
        "no colleague “无名”",
    ),
    (
        "kehu ticket respond SN20260305001 --at 14:00",
        Usage,
        "早于受理时间",
        "before acceptance",
    ),
    (
        "kehu ticket respond SN20260305001 --at 明天",
        Usage,
        "“明天”晚于现在",
        "“明天” lies in the future",
    ),
    (
        "kehu ticket tell SN1",
        NoSuchRecord,
        "没有工单“SN1”",
        "no ticket “SN1”",
    ),
    (
        "kehu ticket tell SN20260305001 --at 14:00",
        Usage,
        "早于受理时间",
        "before acceptance",
    ),
    (
        "kehu ticket work SN20260305002 --answer x",
        Refused,
        "已经解决",
        "solved already",
    ),
    (
        "kehu ticket work SN1 --answer x",
        NoSuchRecord,
        "没有工单",
        "no ticket",
    ),
    (
        "kehu ticket work SN20260305001",
        Usage,
        "没有要记录的内容",
        "nothing to record",
    ),
    (
        "kehu ticket solve SN20260305001",
        Usage,
        "原因：没有填写",
        "Cause: no answer",
    ),
    (
        "kehu ticket solve SN20260305001 --cause 鬼 --steps x",
        Usage,
        "原因",
        "Cause",
    ),
    (
        "kehu ticket confirm SN20260305001",
        Refused,
        "尚未解决",
        "not solved yet",
    ),
    (
        "kehu ticket escalate SN20260305001 --to 谁也不是",
        NoSuchRecord,
        "没有同事“谁也不是”",
        "no colleague “谁也不是”",
    ),
    (
        "kehu ticket revisit SN20260305001 --result 解决",
        Refused,
        "尚未解决",
        "not solved yet",
    ),
    (
        "kehu ticket revisit SN20260305002",
        Usage,
        "是否彻底解决：没有填写",
        "Result: no answer",
    ),
    (
        "kehu ticket revisit SN20260305002 --result 解决 --satisfaction 7",
        Usage,
        "满意度",
        "Satisfaction",
    ),
    (
        "kehu ticket close SN20260305001",
        Refused,
        "gates.ticket_close",
        "gates.ticket_close",
    ),
    ("kehu ticket close SN20260305002", Refused, "R112", "R112"),
    (
        "kehu ticket close SN1 --override x",
        NoSuchRecord,
        "没有工单",
        "no ticket",
    ),
    (
        "kehu ticket board --priority 天大",
        Usage,
        "优先级",
        "Priority",
    ),
    (
        "kehu ticket list --due 快了",
        Usage,
        "“快了”不是时长",
        "is no span",
    ),
    (
        "kehu ticket edit SN20260305001 --quality 天大",
        Usage,
        "质量等级",
        "Quality level",
    ),
    (
        "kehu ticket edit SN20260305001 --earlier SN20260305002",
        Usage,
        "不是此前的工单",
        "no earlier one",
    ),
    (
        "kehu ticket link SN20260305001 --delivery DV1",
        NoSuchRecord,
        "没有交付“DV1”",
        "no delivery “DV1”",
    ),
    (
        "kehu ticket transfer SN20260305001",
        Usage,
        "处理团队：没有填写",
        "Team: no answer",
    ),
    (
        "kehu ticket promise SN1",
        NoSuchRecord,
        "没有工单",
        "no ticket",
    ),
    (
        "kehu ticket check SN20260305001 --verdict 通过",
        Refused,
        "没有待复核的 AI 回复",
        "no reply written with AI",
    ),
    (
        "kehu ticket visit SN20260305001 --when 10:00",
        Usage,
        "早于或等于记录时间",
        "over by then",
    ),
    (
        "kehu ticket visit SN20260305002 --when 明天",
        Refused,
        "已经解决",
        "solved already",
    ),
    (
        "kehu ticket wait SN20260305001 --until 明天",
        Usage,
        "说明：没有填写",
        "Text: no answer",
    ),
    (
        "kehu ticket wait SN20260305001 --text 等序列号",
        Usage,
        "约定时间：没有填写",
        "Until: no answer",
    ),
    (
        "kehu ticket resume SN20260305001",
        Refused,
        "未在等待客户",
        "does not wait",
    ),
    (
        "kehu ticket extend SN20260305001 --until 明天",
        Usage,
        "说明：没有填写",
        "Text: no answer",
    ),
    (
        "kehu ticket replace SN20260305001",
        Usage,
        "没有要记录的内容",
        "nothing to record",
    ),
    (
        "kehu ticket solve SN20260305001 --cause 其他 --steps x --mode 现场",
        Refused,
        "gates.on_site_signed",
        "gates.on_site_signed",
    ),
    (
        "kehu ticket reopen SN20260305001 --text x",
        Refused,
        "尚未解决",
        "not solved yet",
    ),
    (
        "kehu ticket merge SN20260305001 --into SN20260305001",
        Usage,
        "不能合并到自身",
        "no duplicate of itself",
    ),
    (
        "kehu ticket archive SN20260305001",
        Refused,
        "尚未关闭",
        "not closed yet",
    ),
    (
        "kehu ticket remove SN1",
        NoSuchRecord,
        "没有工单",
        "no ticket",
    ),
    // Deals
    (
        "kehu deal open",
        Usage,
        "客户：没有填写",
        "Customer: no answer",
    ),
    (
        "kehu deal open 云帆",
        Usage,
        "商机名称：没有填写",
        "What it is about: no answer",
    ),
    (
        "kehu deal open 云帆 升级 --stage 赢了",
        Usage,
        "kehu playbook show stages",
        "kehu playbook show stages",
    ),
    (
        "kehu deal open 云帆 升级 --value 很多",
        Usage,
        "预计金额",
        "Expected value",
    ),
    (
        "kehu deal open 云帆 升级 --product 没有",
        NoSuchRecord,
        "没有产品",
        "no product",
    ),
    (
        "kehu deal list --outcome x",
        Usage,
        "成交（won）、未成交（lost）",
        "won, lost",
    ),
    ("kehu deal show 没有", NoSuchRecord, "没有商机", "no deal"),
    ("kehu deal show", Usage, "没有指明商机", "no deal named"),
    (
        "kehu deal edit DL20260305001 --expected 某天",
        Usage,
        "预计成交日期",
        "Expected to close",
    ),
    (
        "kehu deal stage DL20260305001 won",
        Usage,
        "kehu deal win",
        "kehu deal win",
    ),
    (
        "kehu deal stage DL20260305001 某处",
        Usage,
        "线索、需求确认",
        "lead, discovery",
    ),
    (
        "kehu deal stage DL20260305001 discovery --at 2026-01-01",
        Usage,
        "早于商机建立时间",
        "opened later",
    ),
    ("kehu deal win DL20260305001", Usage, "--amount", "--amount"),
    (
        "kehu deal win DL20260305001 --amount x",
        Usage,
        "--amount",
        "--amount",
    ),
    (
        "kehu deal lose DL20260305001 --at 明年",
        Usage,
        "--at",
        "--at",
    ),
    (
        "kehu deal review DL20260305001",
        Refused,
        "尚未结束",
        "still open",
    ),
    (
        "kehu deal review DL20260305002 --reason 价格异议 --improvement 早报价",
        Usage,
        "--success-factor",
        "--success-factor",
    ),
    (
        "kehu deal review DL20260305002 --improvement 早报价",
        Usage,
        "--success-factor",
        "--success-factor",
    ),
    (
        "kehu deal review DL20260305002 --factor 价格优势 --improvement 早报价",
        Refused,
        "gates.deal_review",
        "gates.deal_review",
    ),
    ("kehu deal sale 云帆", Usage, "没有给出金额", "no amount"),
    ("kehu deal sale 云帆 x万", Usage, "金额", "amount"),
    (
        "kehu deal remove DL20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    ("kehu deal import ~/没有.csv", Usage, "没有.csv", "没有.csv"),
    (
        "kehu import deals ~/坏.csv --dates ymd",
        Usage,
        "--dates",
        "--dates",
    ),
    (
        "kehu deal propose 云帆",
        Usage,
        "没有任何不同",
        "says nothing that",
    ),
    (
        "kehu deal propose DL20260305002 --scope 甲",
        Refused,
        "已结束",
        "has ended",
    ),
    (
        "kehu deal propose 云帆 --scope 甲 --line '机器人 x2'",
        NoSuchRecord,
        "没有价格",
        "has no price",
    ),
    (
        "kehu deal propose 云帆 --scope 甲 --at 2020-01-01",
        Usage,
        "早于商机建立时间",
        "opened later",
    ),
    (
        "kehu deal alternative 云帆 AB",
        Usage,
        "一个字母",
        "one letter",
    ),
    (
        "kehu deal alternative 云帆 A --drop",
        Refused,
        "只有方案 A",
        "the only one",
    ),
    (
        "kehu deal alternative 云帆 C --drop",
        NoSuchRecord,
        "没有备选方案 C",
        "no alternative C",
    ),
    (
        "kehu deal approve 云帆",
        Refused,
        "gates.proposal",
        "gates.proposal",
    ),
    (
        "kehu deal approve 云帆 --by 韩梅 --result changed",
        Usage,
        "通过或退回",
        "approved or sent back",
    ),
    (
        "kehu deal submit 云帆",
        Refused,
        "gates.proposal",
        "gates.proposal",
    ),
    (
        "kehu deal remark 云帆 再降 --kind change",
        Refused,
        "尚未提交客户",
        "not gone to the customer",
    ),
    (
        "kehu deal confirm 云帆",
        Refused,
        "尚未提交客户",
        "not gone to the customer",
    ),
    (
        "kehu deal compare DL20260305002",
        NoSuchRecord,
        "还没有方案",
        "no proposal yet",
    ),
    ("kehu deal object 云帆 太贵", Usage, "异议类型", "Kind"),
    (
        "kehu deal object 没有的 太贵 --kind price",
        NoSuchRecord,
        "没有商机",
        "no deal",
    ),
    (
        "kehu deal answer 云帆 值 --agreed 是",
        Usage,
        "--agreed",
        "--agreed",
    ),
    ("kehu deal answer 云帆 值 --by 飞鸽", Usage, "方式", "By"),
    (
        "kehu deal answer OB9",
        NoSuchRecord,
        "没有异议",
        "no objection",
    ),
    ("kehu proposal list --state x", Usage, "状态", "State"),
    (
        "kehu proposal show 云帆 --nth 7",
        NoSuchRecord,
        "没有版本",
        "no version",
    ),
    (
        "kehu proposal show PR9",
        NoSuchRecord,
        "没有方案",
        "no proposal",
    ),
    (
        "kehu proposal compare DL20260305002",
        NoSuchRecord,
        "还没有方案",
        "no proposal yet",
    ),
    (
        "kehu proposal edit 云帆 --made 某天",
        Usage,
        "编制时间",
        "Made",
    ),
    ("kehu proposal remove 云帆", Usage, "未执行", "not done"),
    (
        "kehu survey ask 云帆 --node 明天",
        Usage,
        "触发节点",
        "Occasion",
    ),
    (
        "kehu survey record 云帆 --score overall=9",
        Usage,
        "不是 1–5 的整数",
        "is not a whole number from 1 to 5",
    ),
    (
        "kehu survey record 云帆 --score 价格=4",
        Usage,
        "规则手册中的评价维度",
        "no dimension of the playbook",
    ),
    (
        "kehu survey record 云帆 --nps 9 --at 2026-03-04",
        Usage,
        "调查日期早于发出时间",
        "answered before it was asked",
    ),
    (
        "kehu survey due --days 很多",
        Usage,
        "不是天数",
        "not a number of days",
    ),
    (
        "kehu survey list --low 也许",
        Usage,
        "有低分",
        "With a low score",
    ),
    (
        "kehu survey show SV9",
        NoSuchRecord,
        "没有满意度调查",
        "no survey",
    ),
    (
        "kehu survey edit SV20260305001 --nps 11",
        Usage,
        "推荐意愿",
        "Would recommend us",
    ),
    (
        "kehu survey remove SV20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    (
        "kehu import surveys ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import feedback ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    ("kehu export feedback --class x", Usage, "反馈类别", "Class"),
    (
        "kehu export surveys --node x",
        Usage,
        "触发节点",
        "Occasion",
    ),
    ("kehu feedback log 云帆", Usage, "反馈内容", "What was said"),
    (
        "kehu feedback log 云帆 慢 --class x",
        Usage,
        "反馈类别",
        "Class",
    ),
    ("kehu feedback list --class x", Usage, "反馈类别", "Class"),
    (
        "kehu feedback show FB9",
        NoSuchRecord,
        "没有客户反馈",
        "no feedback",
    ),
    (
        "kehu feedback edit FB20260305001 --class x",
        Usage,
        "反馈类别",
        "Class",
    ),
    (
        "kehu feedback respond FB20260305001 --at 2020-01-01",
        Usage,
        "早于其开始时间",
        "before it began",
    ),
    (
        "kehu feedback resolve FB20260305001",
        Usage,
        "解决方案",
        "Solution",
    ),
    (
        "kehu feedback escalate FB20260305001 --at 2020-01-01",
        Usage,
        "早于其开始时间",
        "before it began",
    ),
    (
        "kehu feedback close FB20260305001",
        Refused,
        "尚未给出解决方案",
        "complaint without a solution",
    ),
    (
        "kehu feedback remove FB20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    ("kehu objection add 云帆", Usage, "异议内容", "Objection"),
    ("kehu objection list --kind x", Usage, "异议类型", "Kind"),
    (
        "kehu objection show OB9",
        NoSuchRecord,
        "没有异议",
        "no objection",
    ),
    (
        "kehu objection edit 云帆 --kind x",
        Usage,
        "异议类型",
        "Kind",
    ),
    (
        "kehu objection answer 云帆 值 --at 2020-01-01",
        Usage,
        "早于其开始时间",
        "before it began",
    ),
    (
        "kehu objection settle 云帆 --result 也许",
        Usage,
        "结果",
        "Result",
    ),
    ("kehu objection remove 云帆", Usage, "未执行", "not done"),
    (
        "kehu import progress ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu export progress --customer 没有",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu import deviations ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu export deviations --customer 没有",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu import acceptance ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu export acceptance --customer 没有",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu import packs ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu export packs --customer 没有",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu import handovers ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import attachments ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu delivery deviations --customer 没有",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    ("kehu import grades", Usage, "不从文件导入", "not taken in"),
    ("kehu import instalments", Usage, "付款计划", "plan"),
    ("kehu import calendar", Usage, "日历不导入", "not taken in"),
    (
        "kehu export attachments --with-files",
        Usage,
        "清单",
        "need a list",
    ),
    (
        "kehu delivery print 没有",
        NoSuchRecord,
        "没有交付",
        "no delivery",
    ),
    (
        "kehu log 云帆 谈 --by 电话 --promise \"+2w\"",
        Usage,
        "承诺",
        "promise",
    ),
    (
        "kehu import proposals ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import alternatives ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import remarks ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import objections ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    ("kehu export proposals --state x", Usage, "状态", "State"),
    (
        "kehu export alternatives --customer 没有的",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu export remarks --customer 没有的",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    ("kehu export objections --kind x", Usage, "异议类型", "Kind"),
    (
        "kehu promise add 云帆",
        Usage,
        "承诺内容",
        "What was promised",
    ),
    (
        "kehu promise add 云帆 培训 --by 别人",
        Usage,
        "承诺方",
        "Promised by",
    ),
    (
        "kehu promise add 云帆 培训 --due 昨天",
        Usage,
        "早于承诺时间",
        "before it was made",
    ),
    ("kehu promise list --kind x", Usage, "类别", "Kind"),
    (
        "kehu promise show PM1",
        NoSuchRecord,
        "没有承诺",
        "no promise",
    ),
    (
        "kehu promise edit PM20260305001 --due 某天",
        Usage,
        "期限",
        "Due",
    ),
    (
        "kehu promise confirm PM20260305001 --at 明天",
        Usage,
        "晚于现在",
        "in the future",
    ),
    (
        "kehu promise keep PM20260305001 --at 2026-01-01",
        Usage,
        "早于其开始时间",
        "before it began",
    ),
    (
        "kehu promise remove PM20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    (
        "kehu import promises ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    ("kehu export promises --kind x", Usage, "类别", "Kind"),
    ("kehu need add 云帆", Usage, "需求内容", "Need"),
    (
        "kehu need add 云帆 加快 --urgency 6",
        Usage,
        "紧急程度",
        "Urgency",
    ),
    (
        "kehu need add 云帆 加快 --priority must",
        Usage,
        "指定理由",
        "Its reason",
    ),
    (
        "kehu need spin 云岭",
        Usage,
        "还没有内容",
        "says nothing yet",
    ),
    (
        "kehu need spin 云帆 --budget 很多",
        Usage,
        "预算范围",
        "Budget",
    ),
    ("kehu need list --priority x", Usage, "优先级", "Priority"),
    (
        "kehu need show ND9",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu need edit ND20260305001 --priority could",
        Usage,
        "须说明理由",
        "needs its reason",
    ),
    (
        "kehu need review 云岭 --result 通过",
        NoSuchRecord,
        "没有可评审",
        "to review",
    ),
    (
        "kehu need review 云帆 --result 通过",
        Refused,
        "gates.needs",
        "gates.needs",
    ),
    ("kehu need remove 云帆", Usage, "请用编号", "by its number"),
    (
        "kehu need remove ND20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    (
        "kehu import needs ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import analyses ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu export needs --priority x",
        Usage,
        "优先级",
        "Priority",
    ),
    (
        "kehu export analyses --customer 没有",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu customer outline 云帆 --html ~/没有/x.html",
        Usage,
        "没有目录",
        "no folder",
    ),
    (
        "kehu customer trace 云帆 --since 某天",
        Usage,
        "某天",
        "某天",
    ),
    (
        "kehu customer trace 云帆 --since 2026-03-05 --until 2026-03-04",
        Usage,
        "--until",
        "--until",
    ),
    ("kehu contract add 云帆", Usage, "标的", "Subject"),
    (
        "kehu contract add 云帆 终端 --amount 0",
        Usage,
        "应大于零",
        "not above zero",
    ),
    (
        "kehu contract add 云帆 终端 --amount 100 --plan \"30%; 60%\"",
        Usage,
        "各期合计",
        "come to",
    ),
    (
        "kehu deal contract 没有的",
        NoSuchRecord,
        "没有商机",
        "no deal",
    ),
    ("kehu contract list --status x", Usage, "合同状态", "Status"),
    (
        "kehu contract show CO1",
        NoSuchRecord,
        "没有合同",
        "no contract",
    ),
    (
        "kehu contract edit CO20260305001 --expires 某天",
        Usage,
        "合同到期日",
        "Expires",
    ),
    (
        "kehu contract review CO20260305001",
        Usage,
        "审核意见",
        "Result",
    ),
    (
        "kehu contract sign CO20260305001",
        Usage,
        "客户方签字人",
        "Signed for the customer by",
    ),
    ("kehu deal sign DL9", NoSuchRecord, "没有商机", "no deal"),
    (
        "kehu contract pay CO20260305001",
        Usage,
        "到账金额",
        "Amount",
    ),
    (
        "kehu contract pay CO20260305001 1 --instalment 7",
        Usage,
        "没有第 7 期",
        "no instalment 7",
    ),
    (
        "kehu contract pay CO20260305001 1 --at 2027-01-01",
        Usage,
        "晚于现在",
        "lies in the future",
    ),
    (
        "kehu deal pay CO20260305001 101",
        Usage,
        "尚未到账",
        "still to come",
    ),
    ("kehu contract payments --by x", Usage, "付款方式", "How"),
    (
        "kehu contract unpay PY9",
        NoSuchRecord,
        "没有到账",
        "no payment",
    ),
    ("kehu contract unpaid --age x", Usage, "账龄", "Age"),
    (
        "kehu contract end CO20260305001 --reason x",
        Usage,
        "结束原因",
        "Why",
    ),
    (
        "kehu contract remove CO20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    (
        "kehu import contracts ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import payments ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu export contracts --status x",
        Usage,
        "合同状态",
        "Status",
    ),
    ("kehu export payments --method x", Usage, "付款方式", "How"),
    (
        "kehu delivery plan 云帆",
        Usage,
        "交付内容",
        "What is delivered",
    ),
    (
        "kehu delivery plan 云帆 终端 --milestones 到货",
        Usage,
        "不是“节点 日期”",
        "no milestone with its day",
    ),
    ("kehu delivery list --status x", Usage, "交付状态", "Status"),
    (
        "kehu delivery show DV1",
        NoSuchRecord,
        "没有交付",
        "no delivery",
    ),
    (
        "kehu delivery edit DV20260305001 --planned 某天",
        Usage,
        "计划交付日期",
        "Planned for",
    ),
    (
        "kehu delivery milestone DV20260305001",
        Usage,
        "交付节点",
        "Milestone",
    ),
    (
        "kehu delivery milestones --from x",
        Usage,
        "计划日期起",
        "Planned from",
    ),
    (
        "kehu delivery done MS20260305001",
        Refused,
        "gates.milestone",
        "gates.milestone",
    ),
    (
        "kehu delivery progress DV20260305001",
        Usage,
        "本期进展",
        "Progress",
    ),
    (
        "kehu delivery deviate DV20260305001 推迟",
        Usage,
        "偏差原因",
        "Reason",
    ),
    (
        "kehu delivery settle DX9 好了",
        NoSuchRecord,
        "没有执行偏差",
        "no deviation",
    ),
    (
        "kehu delivery deliver DV1",
        NoSuchRecord,
        "没有交付",
        "no delivery",
    ),
    (
        "kehu delivery item DV20260305001",
        Usage,
        "--product",
        "--product",
    ),
    (
        "kehu delivery items --product 没有",
        NoSuchRecord,
        "没有产品",
        "no product",
    ),
    (
        "kehu delivery check DV20260305001 9 达标",
        Usage,
        "待检项",
        "no such item",
    ),
    (
        "kehu delivery accept DV20260305001 --signer 张三",
        Refused,
        "gates.acceptance",
        "gates.acceptance",
    ),
    (
        "kehu delivery evaluate DV20260305001",
        Usage,
        "评分",
        "Score",
    ),
    ("kehu delivery pack 云帆", Usage, "接收人", "Handed to"),
    (
        "kehu delivery packs --customer 没有",
        NoSuchRecord,
        "没有客户",
        "no customer",
    ),
    (
        "kehu delivery receive PK9",
        NoSuchRecord,
        "没有移交资料",
        "no handover pack",
    ),
    (
        "kehu delivery remove DV20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    (
        "kehu import deliveries ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import milestones ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import items ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu export deliveries --status x",
        Usage,
        "交付状态",
        "Status",
    ),
    (
        "kehu export milestones --owner 没有",
        NoSuchRecord,
        "没有同事",
        "no colleague",
    ),
    (
        "kehu export items --product 没有",
        NoSuchRecord,
        "没有产品",
        "no product",
    ),
    ("kehu kb add 无显示", Usage, "类别", "Kind"),
    (
        "kehu kb add 无显示 --kind x --solution 更换",
        Usage,
        "类别",
        "Kind",
    ),
    ("kehu kb from SN1", NoSuchRecord, "没有工单", "no ticket"),
    (
        "kehu kb from SN20260305001",
        Usage,
        "尚未关闭",
        "is not closed",
    ),
    ("kehu kb list --kind x", Usage, "类别", "Kind"),
    ("kehu kb search", Usage, "词", "WORDS"),
    (
        "kehu kb show KB1",
        NoSuchRecord,
        "没有知识条目",
        "no article",
    ),
    (
        "kehu kb edit KB1 --kind faq",
        NoSuchRecord,
        "没有知识条目",
        "no article",
    ),
    (
        "kehu kb use KB1",
        NoSuchRecord,
        "没有知识条目",
        "no article",
    ),
    ("kehu kb digest --month 13", Usage, "13", "13"),
    ("kehu kb load --month 3", Usage, "--month", "--month"),
    (
        "kehu kb remove KB1",
        NoSuchRecord,
        "没有知识条目",
        "no article",
    ),
    (
        "kehu import articles ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    ("kehu export articles --kind x", Usage, "类别", "Kind"),
    ("kehu request open 云帆", Usage, "需求背景", "Background"),
    (
        "kehu request open 云帆 加密 --department x --expected +2wd --counterpart 王工",
        Usage,
        "支持部门",
        "Department",
    ),
    (
        "kehu request open 云帆 加密 --department 技术 --expected 2026-03-01 --counterpart 王工",
        Usage,
        "早于提交时间",
        "before it was submitted",
    ),
    (
        "kehu request list --department x",
        Usage,
        "支持部门",
        "Department",
    ),
    (
        "kehu request show RQ1",
        NoSuchRecord,
        "没有支持申请",
        "no support request",
    ),
    (
        "kehu request edit RQ20260305001 --expected 某天",
        Usage,
        "期望完成时间",
        "Expected by",
    ),
    (
        "kehu request answer RQ20260305001",
        Usage,
        "答复内容",
        "Answer",
    ),
    (
        "kehu request answer RQ20260305001 可以 --at 2026-01-01",
        Usage,
        "早于其开始时间",
        "before it began",
    ),
    (
        "kehu request remove RQ20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    (
        "kehu import requests ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu export requests --department x",
        Usage,
        "支持部门",
        "Department",
    ),
    (
        "kehu attach add 云帆",
        Usage,
        "没有指明文件",
        "no file named",
    ),
    (
        "kehu attach add 云帆 ~/没有.pdf --kind 其他",
        Usage,
        "没有文件",
        "there is no file",
    ),
    (
        "kehu attach add 云帆 ~/坏.csv --kind 宝贝",
        Usage,
        "类别",
        "Kind",
    ),
    ("kehu attach list --kind x", Usage, "类别", "Kind"),
    (
        "kehu attach show AT1",
        NoSuchRecord,
        "没有附件",
        "no attachment",
    ),
    (
        "kehu attach edit AT20260305001 --kind x",
        Usage,
        "类别",
        "Kind",
    ),
    (
        "kehu attach open AT20260305001",
        Usage,
        "没有可打开文件的程序",
        "nothing is known here that opens files",
    ),
    (
        "kehu attach remove AT20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    ("kehu export attachments --kind x", Usage, "类别", "Kind"),
    ("kehu handover start --from 李雷", Usage, "接手人", "To"),
    (
        "kehu handover start --from 李雷 --to 李雷",
        Usage,
        "同一人",
        "themselves",
    ),
    (
        "kehu handover show HO1",
        NoSuchRecord,
        "没有客户交接",
        "no handover",
    ),
    (
        "kehu handover list --from 某人",
        NoSuchRecord,
        "没有同事",
        "no colleague",
    ),
    (
        "kehu handover review HO20260305001",
        Usage,
        "审核意见",
        "Result",
    ),
    (
        "kehu handover accept HO20260305001 --at 2026-01-01",
        Usage,
        "早于其开始时间",
        "before it began",
    ),
    (
        "kehu handover report HO20260305001 --customer 江城",
        Usage,
        "不在本次交接中",
        "not handed over here",
    ),
    (
        "kehu handover edit HO20260305001 --leaving 某天",
        Usage,
        "离职日期",
        "Leaves on",
    ),
    (
        "kehu handover remove HO20260305001",
        Usage,
        "未执行",
        "not done",
    ),
    ("kehu export handovers --to-x", Usage, "--to-x", "--to-x"),
    (
        "kehu log 云帆 问候 --by 电话 --care 拥抱",
        Usage,
        "关系维护类型",
        "Care",
    ),
    (
        "kehu grade due --owner 无人",
        NoSuchRecord,
        "没有同事",
        "no colleague",
    ),
    ("kehu customer verify 云帆", Usage, "未说明", "not said of"),
    (
        "kehu customer assign 云帆 --to 无人",
        NoSuchRecord,
        "没有同事",
        "no colleague",
    ),
    (
        "kehu customer pool --where 某=某",
        Usage,
        "不是条件",
        "is not a condition",
    ),
    ("kehu export deals --stage 某处", Usage, "阶段", "Stage"),
    (
        "kehu report pipeline --month 2026-13",
        Usage,
        "不是月份",
        "is not a month",
    ),
    // find, report, import
    ("kehu find", Usage, "缺少参数", "required arguments"),
    (
        "kehu find 云 --limit x",
        Usage,
        "不是数字",
        "is not a number",
    ),
    (
        "kehu report monthly --month 2026-13",
        Usage,
        "2026-13",
        "2026-13",
    ),
    (
        "kehu report monthly --rep 无名",
        NoSuchRecord,
        "没有同事“无名”",
        "no colleague “无名”",
    ),
    (
        "kehu report daily --day 2099-01-01",
        Usage,
        "还没有到",
        "has not come yet",
    ),
    (
        "kehu report work --week 2026-W60",
        Usage,
        "不是哪一周",
        "is not a week",
    ),
    (
        "kehu import customers",
        Usage,
        "缺少参数",
        "required arguments",
    ),
    (
        "kehu import customers ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    ("kehu import customers ~/坏.csv", Usage, "3", "3"),
    ("kehu import customers ~/坏.csv --map x=y", Usage, "", ""),
    ("kehu import customers ~/坏.csv --set region", Usage, "", ""),
    (
        "kehu import contacts ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import followups ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import tickets ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import products ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import staff ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import occasions ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import plans ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import actions ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    (
        "kehu import contacts ~/坏.csv --new-customers x",
        Usage,
        "--new-customers",
        "--new-customers",
    ),
    (
        "kehu import contacts ~/坏.csv --country US",
        Usage,
        "国家（地区）代码",
        "country's code",
    ),
    (
        "kehu import customers ~/坏.csv --sheet x",
        Usage,
        "工作表",
        "workbook",
    ),
    (
        "kehu product import ~/没有.csv",
        Usage,
        "没有.csv",
        "没有.csv",
    ),
    ("kehu product add", Usage, "产品名称", "Name"),
    ("kehu product add x --price 很多", Usage, "售价", "Price"),
    (
        "kehu product show 没有",
        NoSuchRecord,
        "没有产品“没有”",
        "no product “没有”",
    ),
    (
        "kehu product edit 没有",
        NoSuchRecord,
        "没有产品“没有”",
        "no product “没有”",
    ),
    (
        "kehu product remove 没有",
        NoSuchRecord,
        "没有产品“没有”",
        "no product “没有”",
    ),
    (
        "kehu undo --to 3 --keep-used",
        Usage,
        "--keep-used",
        "--keep-used",
    ),
    // export
    ("kehu export customers --region 火星", Usage, "火星", "火星"),
    (
        "kehu export calendar --days x",
        Usage,
        "--days 应为天数",
        "--days takes a number of days",
    ),
    (
        "kehu export contacts ~/c.vcf",
        Usage,
        "--reveal",
        "--reveal",
    ),
    (
        "kehu export contacts --customer 无名",
        NoSuchRecord,
        "无名",
        "无名",
    ),
    (
        "kehu export occasions ~/c.doc",
        Usage,
        "csv、xlsx",
        "csv, xlsx",
    ),
    (
        "kehu export grades -o table",
        Usage,
        "csv、xlsx",
        "csv, xlsx",
    ),
    ("kehu export followups --by 飞鸽", Usage, "飞鸽", "飞鸽"),
    ("kehu export plans --from 某天", Usage, "某天", "某天"),
    ("kehu export actions ~/坏.csv", Usage, "覆盖", "Replace"),
    (
        "kehu export tickets ~/t.vcf",
        Usage,
        "只有联系人",
        "only contacts",
    ),
    (
        "kehu export products ~/p.csv -o json",
        Usage,
        "扩展名",
        "ends in .csv",
    ),
    ("kehu export staff --fields nmae", Usage, "nmae", "nmae"),
    // history, undo, redo
    (
        "kehu history 没有",
        NoSuchRecord,
        "没有客户“没有”",
        "no customer “没有”",
    ),
    (
        "kehu undo 99",
        NoSuchRecord,
        "没有序号为 99 的操作",
        "no command 99",
    ),
    (
        "kehu undo x",
        Usage,
        "不是操作序号",
        "is not a command's ID",
    ),
    ("kehu undo 1", Refused, "该操作不可撤销", "cannot be undone"),
    (
        "kehu undo 4",
        Refused,
        "kehu undo --to 4",
        "kehu undo --to 4",
    ),
    ("kehu redo", Usage, "没有可重做的操作", "nothing to redo"),
    // backup, restore
    (
        "kehu restore ~/没有.db --yes",
        NoSuchRecord,
        "没有.db",
        "没有.db",
    ),
    (
        "kehu restore ~/坏.csv --yes",
        Exit::Store,
        "坏.csv",
        "坏.csv",
    ),
];

/// Two customers that begin alike, two tickets, an open grade, two agreed
/// actions, and a supervisor.
fn office(lang: Lang) -> Session {
    let mut s = match lang {
        Lang::En => Session::new(),
        Lang::Zh => Session::zh(),
    };
    for line in [
        "kehu init --name 李雷 --role rep --supervisor 韩梅",
        "kehu customer add 杭州云帆科技有限公司 --region HZ --industry IT --incomplete --contact 张三 --phone 13912345678",
        "kehu customer add 昆明云岭药业 --region KM --industry 医药 --incomplete",
        "kehu customer add 武汉江城贸易 --region WH --incomplete",
        "kehu grade 云帆 --purchase 60万 --potential 4",
        "kehu log 云岭 谈过 --by 电话 --action \"+1d 报价\" --action \"+2d 样品\" --sent 资料",
        "kehu deal open 云帆 升级",
        "kehu deal sale 云岭 3万",
        "kehu deal propose 云帆 --scope 六十台 --line '终端 x60 @5200'",
        "kehu deal object 云帆 太贵 --kind 价格",
        "kehu promise add 云帆 培训三次",
        "kehu request open 云帆 加密 --department 技术 --expected +2wd --counterpart 王工",
        "kehu survey ask 云帆",
        "kehu feedback log 云帆 响应慢 --class 投诉",
        "kehu need add 云帆 缩短交期",
        "kehu need spin 云帆 --problem 交期长",
        "kehu contract add 云帆 终端 --amount 100",
        "kehu delivery plan 云帆 终端",
        "kehu delivery milestone 云帆 到货",
        "kehu ticket open 云帆 --type 故障 --priority 一般 --symptom 甲",
        "kehu ticket open 云帆 --type 咨询 --priority 一般 --symptom 乙",
        "kehu ticket solve SN20260305002 --cause 其他 --steps 说明",
    ] {
        let _ = s.run(line).done();
    }
    s.put(
        "坏.csv",
        "客户名称,区域,联系电话\n好客户,杭州,13800138000\n坏客户,火星,12\n",
    );
    for line in [
        "kehu attach add 云帆 ~/坏.csv --kind 其他",
        "kehu staff add 王芳 --role rep",
        "kehu handover start --from 李雷 --to 王芳 --customer 云帆",
    ] {
        let _ = s.run(line).done();
    }
    s.at("2026-03-05 15:30");
    s
}

#[test]
fn broken_input_is_refused_and_stores_nothing() {
    let mut wrong = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        let mut s = office(lang);
        let mut db = s.path("kehu.db");
        let config = fs::read(s.path("config.toml")).expect("settings");
        let mut before = dump(&db);
        assert!(before.len() > 30, "the file is read");
        for (line, exit, zh, en) in REFUSED {
            let refused = s.run(line);
            let part = match lang {
                Lang::Zh => zh,
                Lang::En => en,
            };
            let said = &refused.err;
            if refused.exit != *exit || !said.contains(part) || said.is_empty() {
                wrong.push(format!("{line} ({} {part:?})\n{refused}", *exit as u8));
            }
            if dump(&db) != before {
                wrong.push(format!("{line} stored something\n{refused}"));
                s = office(lang);
                db = s.path("kehu.db");
                before = dump(&db);
            }
            assert!(!s.path("playbook.toml").exists(), "{line} wrote a playbook");
            let now = fs::read(s.path("config.toml")).expect("settings");
            assert_eq!(now, config, "{line} changed the settings");
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of them\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn every_verb_has_something_that_is_refused() {
    use kehu::nouns::{ALL, What};
    // These take nothing that could be wrong.
    let harmless = [
        "playbook list",
        "playbook check",
        "customer duplicates",
        "staff list",
        "product list",
        "occasion list",
        "grade list",
        "grade history",
        "backup",
        "doctor",
    ];
    for noun in ALL {
        let names: Vec<String> = match &noun.what {
            What::Leaf(_) => vec![noun.name.to_owned()],
            What::Verbs(verbs) => verbs
                .iter()
                .map(|verb| format!("{} {}", noun.name, verb.name))
                .collect(),
        };
        for name in names {
            let short = name
                .replace("grade assess", "grade")
                .replace("followup log", "log");
            let tried = REFUSED.iter().any(|(line, ..)| {
                let rest = line.strip_prefix(&format!("kehu {short}"));
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            });
            assert!(
                tried || harmless.contains(&name.as_str()),
                "{name} is never refused"
            );
        }
    }
}

#[test]
fn a_damaged_newer_or_busy_file_is_refused_with_its_own_status() {
    for lang in [Lang::Zh, Lang::En] {
        let s = office(lang);
        let db = s.path("kehu.db");
        // Newer than the program.
        let file = rusqlite::Connection::open(&db).expect("opens");
        file.pragma_update(None, "user_version", 9999).expect("set");
        drop(file);
        let newer = s.run("kehu customer list");
        assert_eq!(newer.exit, Exit::Store, "{newer}");
        assert!(!newer.err.is_empty());
        // Damaged.
        let s = office(lang);
        fs::write(
            s.path("kehu.db"),
            b"this is no database at all, not even a little",
        )
        .expect("writes");
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(s.path(&format!("kehu.db{end}")));
        }
        let damaged = s.run("kehu customer list");
        assert_eq!(damaged.exit, Exit::Store, "{damaged}");
        let damaged = s.run("kehu log 云帆 报价已发");
        assert_eq!(damaged.exit, Exit::Store, "{damaged}");
    }
}
