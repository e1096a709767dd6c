//! A rep's working day, from the first set-up to taking things back.

use insta::assert_snapshot;
use kehu::problem::Exit;

use super::office;
use crate::session::Session;

#[test]
fn a_day_in_chinese() {
    let mut s = Session::zh();
    assert_snapshot!(s.run("kehu customer list").all_chinese(&s), @r"
    --- stderr ---
    错误：kehu 还不知道您是谁
      请先初始化：kehu init --name 姓名 --role rep --region HZ
    [exit 2]
    ");
    let init = s.terminal(80, &["", "李雷", "销售代表", "杭州", "", "韩梅"]);
    assert_snapshot!(init.run("kehu init").all_chinese(&s), @r"
    kehu 已就绪，李雷；数据保存在 ~/kehu.db，仅您本人可读
    下一步：kehu customer add（登记客户）
    ");
    let answers = [
        "企业客户",
        "杭州云帆科技有限公司",
        "9133036650L2M6GWT7",
        "软件和信息技术服务业",
        "杭州",
        "120",
        "企业软件",
        "展会",
        "2026-03-05 09:00",
        "采购设备",
        "高",
        "张三",
        "采购经理",
        "13912345678",
        "否",
    ];
    let added = s
        .terminal(80, &answers)
        .run("kehu customer add")
        .all_chinese(&s);
    assert_snapshot!(added.dialog(), @r"
    ── 基本信息
    客户类型
    客户名称
    统一社会信用代码
    所属行业
    区域
    员工人数
    主营业务
    ── 来源
    来源渠道
    信息获取时间
    ── 需求
    需求描述
    意向等级
    ── 联系人
    联系人姓名
    职务
    联系电话
    还有 33 项可填（年营收、业务类型、来源说明…），现在填写吗？
    ");
    assert_snapshot!(added, @r#"
    已登记客户 HZ-IT-2026-001 杭州云帆科技有限公司
    下一步：kehu log HZ-IT-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
    s.at("2026-03-05 15:10");
    let answers = [
        "企业客户",
        "上海启明精密机械股份有限公司",
        "",
        "是",
        "制造业",
        "上海",
        "500-1000",
        "精密机床",
        "官网",
        "",
        "寻求解决方案",
        "中",
        "郭建华",
        "技术总监",
        "17759352317",
        "否",
    ];
    let added = s
        .terminal(80, &answers)
        .run("kehu customer add")
        .all_chinese(&s);
    assert_snapshot!(added.dialog(), @r"
    ── 基本信息
    客户类型
    客户名称
    统一社会信用代码
    “统一社会信用代码”标为待确认？
    统一社会信用代码: 待确认
    所属行业
    区域
    员工人数
    主营业务
    ── 来源
    来源渠道
    信息获取时间
    ── 需求
    需求描述
    意向等级
    ── 联系人
    联系人姓名
    职务
    联系电话
    还有 33 项可填（年营收、业务类型、来源说明…），现在填写吗？
    ");
    assert_snapshot!(added, @r#"
    已登记客户 SH-MFG-2026-001 上海启明精密机械股份有限公司
    完整度 90 %，缺：统一社会信用代码
    下一步：kehu log SH-MFG-2026-001 "沟通内容" --by phone
    --- stderr ---
    提醒：营业执照尚未存档（R008）；存档后：kehu customer edit … --licence 是
    "#);
    s.at("2026-03-05 15:30");
    let line = "kehu log 云帆 报价已发 --by 电话 --next \"+3wd 确认报价\"";
    assert_snapshot!(s.run(line).all_chinese(&s), @"已记录 FU20260305001：杭州云帆科技有限公司（电话）；下次 2026-03-10 18:00 确认报价");
    let line = "kehu followup plan 云帆 --at \"下周一 10:00\" --by 上门 --focus 方案讲解 --goal 推动方案评审";
    assert_snapshot!(s.run(line).all_chinese(&s), @"已计划 PL20260309001：2026-03-09 10:00 杭州云帆科技有限公司（拜访）");
    assert_snapshot!(s.run("kehu grade 云帆 --purchase 60万 --potential 4 --basis 行业标杆").all_chinese(&s), @r"
    杭州云帆科技有限公司：建议 A 级（GR20260305001）
    年采购额 600,000 元，属 A 档；潜力 4 分，不调整
    跟进策略：销售主管+销售代表联合跟进，每月至少2次深度沟通，提供定制化解决方案，邀请参与公司高端活动
    审批后生效：kehu grade review HZ-IT-2026-001 --approve --by 主管姓名
    ");
    assert_snapshot!(s.run("kehu grade review 云帆 --approve --by 韩梅").all_chinese(&s), @"HZ-IT-2026-001 杭州云帆科技有限公司 现为 A 级");
    s.at("2026-03-05 16:00");
    let line = "kehu ticket open 云帆 --type 产品故障 --priority 紧急 --symptom 设备开机后无显示 \
         --occurred \"今天 14:00\" --tried 重启电源无效 --contact 张三 --channel 电话 --told 是";
    assert_snapshot!(s.run(line).all_chinese(&s), @r"
    已受理 SN20260305001（紧急）
    2026-03-05 18:00 前响应，2026-03-05 20:00 前给出解决方案
    ");
    s.at("2026-03-05 16:20");
    assert_snapshot!(s.run("kehu ticket respond 云帆").all_chinese(&s), @r#"
    SN20260305001 杭州云帆科技有限公司：响应，2026-03-05 16:20
    下一步：kehu ticket work SN20260305001 --answer "解决方案"
    "#);
    s.at("2026-03-05 17:00");
    assert_snapshot!(s.run("kehu ticket work 云帆 --answer 更换电源模块").all_chinese(&s), @r#"
    SN20260305001 杭州云帆科技有限公司：给出方案，2026-03-05 17:00
    下一步：kehu ticket solve SN20260305001 --cause 原因 --steps "处理步骤"
    "#);
    s.at("2026-03-05 18:30");
    assert_snapshot!(s.run("kehu ticket solve 云帆 --cause 硬件故障 --steps 更换电源模块并测试").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：解决，2026-03-05 18:30
    下一步：2026-03-07 18:30 前回访：kehu ticket revisit SN20260305001 --result 解决 --satisfaction 5
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu ticket revisit 云帆 --result 彻底解决 --satisfaction 5").all_chinese(&s), @r"
    SN20260305001 杭州云帆科技有限公司：回访，2026-03-06 10:00
    下一步：kehu ticket close SN20260305001
    ");
    assert_snapshot!(s.run("kehu ticket close 云帆").all_chinese(&s), @"SN20260305001 已关闭");
    assert_snapshot!(s.terminal(80, &[]).run("kehu ticket show 1").all_chinese(&s), @r"
    编号              SN20260305001
    状态              已关闭
    联系方式          139 1234 5678
    响应截止          2026-03-05 18:00
    响应时间          2026-03-05 16:20
    解决方案截止      2026-03-05 20:00
    给出方案          2026-03-05 17:00
    解决时间          2026-03-05 18:30
    原因              硬件故障
    回访时间          2026-03-06 10:00
    关闭时间          2026-03-06 10:00
    客户              杭州云帆科技有限公司
    问题类型          产品故障
    故障现象          设备开机后无显示
    发生时间          2026-03-05 14:00
    已尝试处理方式    重启电源无效
    优先级            紧急
    核心业务中断说明  客户核心业务中断
    反馈渠道          电话
    联系人            张三
    受理时间          2026-03-05 16:00
    处理人            李雷
    受理人            李雷
    已告知时限        是

    时间              事件        经办人  转给  说明
    2026-03-05 16:00  受理        李雷
    2026-03-05 16:00  已告知时限  李雷
    2026-03-05 16:20  响应        李雷
    2026-03-05 17:00  给出方案    李雷          更换电源模块
    2026-03-05 18:30  解决        李雷          硬件故障 · 更换电源模块并测试
    2026-03-06 10:00  回访        李雷          彻底解决 · 5
    2026-03-06 10:00  关闭        李雷
    ");
    assert_snapshot!(s.run("kehu find hzyf").all_chinese(&s), @r"
    类别  编号            名称                  所属客户  内容
    客户  HZ-IT-2026-001  杭州云帆科技有限公司
    ");
    assert_snapshot!(s.terminal(100, &[]).run("kehu customer show 云帆").all_chinese(&s), @r"
    编号                HZ-IT-2026-001
    客户级别            A级
    完整度              100%
    建档时间            2026-03-05 15:00

    基本信息
      客户类型          企业客户
      客户名称          杭州云帆科技有限公司
      统一社会信用代码  9133036650L2M6GWT7
      所属行业          软件和信息技术服务业
      区域              杭州
      员工人数          120人
      主营业务          企业软件

    来源
      来源渠道          展会
      信息获取时间      2026-03-05 09:00

    需求
      需求描述          采购设备
      意向等级          高

    合作
      负责人            李雷

    联系人
    联系人姓名  职务      联系电话       电子邮箱  微信  决策角色
    张三        采购经理  139 1234 5678

    跟进计划
    编号           跟进时间          方式  沟通重点  目标          说明  责任人
    PL20260309001  2026-03-09 10:00  拜访  方案讲解  推动方案评审        李雷

    分级评估
    编号           评估时间     当前年采购额  未来潜力评估  客户级别  审批结果  审定级别  审批人  评估人
    GR20260305001  03-05 15:30    600,000.00             4  A级       通过      A级       韩梅    李雷
    宽度不够，未显示：评估依据；可用 --fields 选列

    最近跟进
    编号           跟进时间     跟进方式  沟通内容                下次沟通时间  下一步    跟进人
    FU20260306001  03-06 10:00  电话      SN20260305001 彻底解决                          李雷
    FU20260305001  03-05 15:30  电话      报价已发                03-10 18:00   确认报价  李雷
    ");
    s.put("客户.csv", "客户名称,所属行业,区域,联系人,联系电话,来源渠道\n杭州远山医疗器械有限公司,卫生,杭州,陈子涵,15945672481,官网\n");
    assert_snapshot!(s.run("kehu import customers ~/客户.csv").all_chinese(&s), @r"
    导入 1 条客户，跳过 0 条，拒收 0 条
    一并新建：联系人 1
    1 条信息不完整；缺：信息获取时间 1、统一社会信用代码 1、员工人数 1、主营业务 1、需求描述 1、职务 1
    ");
    assert_snapshot!(s.run("kehu report monthly --month 本月").all_chinese(&s), @r"
    2026年3月工作月报：全体人员
    月份      2026-03
    对比月份  2026-02
    去年同期  2025-03
    规则手册  standard

    概览
    指标                   当月    上月  增减
    新增客户                  3       0     3
    跟进次数                  2       0     2
    联系到的客户              1       0     1
    约定事项按时完成率   无数据  无数据
    我方承诺按时兑现率   无数据  无数据
    成交商机                  0       0     0
    成交金额               0.00    0.00  0.00
    到账金额               0.00    0.00  0.00
    受理工单                  1       0     1
    关闭工单                  1       0     1
    期末未关闭工单            0       0     0
    平均首次响应时长    20 分钟  无数据
    首次响应按时率         100%  无数据
    给出方案按时率         100%  无数据
    满意度均分           无数据  无数据
    净推荐值（NPS）      无数据  无数据
    收到反馈                  0       0     0
    其中投诉                  0       0     0

    新增客户：来源渠道
    来源渠道  当月  上月  增减
    展会         1     0     1
    官网留资     2     0     2
    合计         3     0     3

    新增客户：期末客户级别
    客户级别    当月  上月  增减
    A级            1     0     1
    （未分级）     2     0     2
    合计           3     0     3

    新增客户：所属行业
    所属行业              当月  上月  增减
    制造业                   1     0     1
    软件和信息技术服务业     1     0     1
    卫生                     1     0     1
    合计                     3     0     3

    跟进：方式
    跟进方式  当月  上月  增减  联系上  上期联系上
    电话         2     0     2       2           0
    合计         2     0     2       2           0

    跟进：目的（一次可有多个）
    目的        当月  上月  增减
    满意度回访     1     0     1
    （未填写）     1     0     1

    跟进：沟通内容（一次可有多类）
    沟通内容    当月  上月  增减
    （未填写）     2     0     2

    客户联系情况
    客户    当月  上月  增减
    已联系     1     0     1
    未联系     2     0     2

    到期的约定联系
    结果        当月    上月  增减
    按时完成       1       0     1
    合计           1       0     1
    按时完成率  100%  无数据

    客户级别变动
    变动      当月  上月  增减
    首次定级     1     0     1
    合计         1     0     1

    客户级别变动：由何级到何级
    变动前 → 变动后  当月  上月  增减
    未分级 → A级        1     0     1

    工单数量
    工单        当月  上月  增减
    受理           1     0     1
    关闭           1     0     1
    期末未关闭     0     0     0

    受理工单：问题类型
    问题类型  当月  上月  增减
    产品故障     1     0     1
    合计         1     0     1

    受理工单：优先级
    优先级  当月  上月  增减
    紧急       1     0     1
    合计       1     0     1

    受理工单：原因
    原因      当月  上月  增减
    硬件故障     1     0     1
    合计         1     0     1

    受理工单：处理进度
    工单          当月  上月  增减
    已响应工单       1     0     1
    已给方案工单     1     0     1
    已解决工单       1     0     1

    受理工单：自受理起的时长
    指标                          当月    上月  增减
    首次响应，平均             20 分钟  无数据
    首次响应，中位数           20 分钟  无数据
    首次响应，九成以内         20 分钟  无数据
    给出方案，平均              1 小时  无数据
    给出方案，中位数            1 小时  无数据
    给出方案，九成以内          1 小时  无数据
    解决，平均          2 小时 30 分钟  无数据
    解决，中位数        2 小时 30 分钟  无数据
    解决，九成以内      2 小时 30 分钟  无数据

    分布      0 分钟................................................3 小时
    首次响应         ┃
    给出方案                      ┃
    解决                                                       ┃
    ┃ 中位数，◆ 平均，▒ 九成以内

    工单时限执行
    时限            当月    上月  增减  件数  总数  上期件数  上期总数
    首次响应按时率  100%  无数据           1     1         0         0
    给出方案按时率  100%  无数据           1     1         0         0

    本月与上月均无：到期的约定事项；到期的我方承诺；到期的客户承诺；逾期未兑现的我方承诺；商机；期末未结束商机：销售阶段；成交因素；未成交原因；合同与回款；期末未回款：账龄；期末未关闭工单：状态；客户满意度；客户反馈
    ");
    assert_snapshot!(s.run("kehu undo").all_chinese(&s), @r"
    已撤销：导入 1 条客户，跳过 0 条，拒收 0 条
    可用 kehu redo 恢复
    ");
    assert_snapshot!(s.run("kehu redo").all_chinese(&s), @"已重做：导入 1 条客户，跳过 0 条，拒收 0 条");
    assert_snapshot!(s.run("kehu history").all_chinese(&s), @r"
    序号  时间              何人  命令              记录             内容                                       状态
      52  2026-03-06 10:00  李雷  redo                               重做：导入 1 条客户，跳过 0 条，拒收 0 条
      51  2026-03-06 10:00  李雷  undo                               撤销：导入 1 条客户，跳过 0 条，拒收 0 条  已撤销
      47  2026-03-06 10:00  李雷  import customers                   导入 1 条客户，跳过 0 条，拒收 0 条
      44  2026-03-06 10:00  李雷  ticket close      SN20260305001    关闭
      40  2026-03-06 10:00  李雷  ticket revisit    SN20260305001    回访
      37  2026-03-05 18:30  李雷  ticket solve      SN20260305001    解决
      34  2026-03-05 17:00  李雷  ticket work       SN20260305001    给出方案
      31  2026-03-05 16:20  李雷  ticket respond    SN20260305001    响应
      24  2026-03-05 16:00  李雷  ticket open       SN20260305001    受理工单
      21  2026-03-05 15:30  李雷  grade review      HZ-IT-2026-001   通过 A
      19  2026-03-05 15:30  李雷  grade assess      HZ-IT-2026-001   建议级别 A
      17  2026-03-05 15:30  李雷  followup plan     HZ-IT-2026-001   制定跟进计划
      15  2026-03-05 15:30  李雷  followup log      HZ-IT-2026-001   记录跟进
       9  2026-03-05 15:10  李雷  customer add      SH-MFG-2026-001  登记客户
       4  2026-03-05 15:00  李雷  customer add      HZ-IT-2026-001   登记客户
       1  2026-03-05 15:00  李雷  init                               初始化                                     不可撤销
    ");
}

#[test]
fn the_same_day_in_english() {
    let mut s = Session::new();
    let init = s.terminal(80, &["", "Li Lei", "Sales rep", "HZ", "", "Han Mei"]);
    assert_snapshot!(init.run("kehu init").all_english(&s), @r"
    kehu is ready, Li Lei; your data is in ~/kehu.db, readable by you
    alone
    next: kehu customer add
    ");
    let answers = [
        "enterprise",
        "Yunfan Software Ltd",
        "",
        "yes",
        "I",
        "HZ",
        "120",
        "business software",
        "exhibition",
        "2026-03-05 09:00",
        "wants to buy devices",
        "high",
        "Zhang San",
        "Buyer",
        "13912345678",
        "no",
    ];
    let added = s
        .terminal(80, &answers)
        .run("kehu customer add")
        .all_english(&s);
    assert_snapshot!(added.dialog(), @r"
    ── Who
    Kind
    Name
    Credit code
    Mark “Credit code” as to be confirmed?
    Credit code: to be confirmed
    Industry
    Region
    Employees
    Main business
    ── How we met
    Source
    Acquired
    ── What they need
    Need
    Intent
    ── Contact
    Contact's name
    Title
    Phone
    33 more fields can be filled in (Annual revenue, Line of business, Source in detail …); now?
    ");
    assert_snapshot!(added, @r#"
    registered HZ-IT-2026-001 Yunfan Software Ltd
    90 % complete, missing: Credit code
    next: kehu log HZ-IT-2026-001 "…" --by phone
    --- stderr ---
    note: no business licence on file yet (R008); with it: kehu customer edit …
    --licence yes
    "#);
    s.at("2026-03-05 15:30");
    assert_snapshot!(s.run("kehu log yunfan \"quote sent\" --by phone --next \"+3wd confirm it\"").all_english(&s), @"logged FU20260305001: Yunfan Software Ltd, phone; next 2026-03-10 18:00 confirm it");
    assert_snapshot!(s.run("kehu followup plan yunfan --at \"mon 10:00\" --by visit --focus explain-proposal").all_english(&s), @"planned PL20260309001: 2026-03-09 10:00 Yunfan Software Ltd, Visit");
    assert_snapshot!(s.run("kehu grade yunfan --purchase 600000 --potential 4 --basis benchmark").all_english(&s), @r"
    Yunfan Software Ltd: grade A proposed (GR20260305001)
    annual purchase 600,000 is band A; potential 4 leaves it there
    strategy: Supervisor and rep follow up together: at least two in-depth talks a month, tailored solutions, invitations to the company's top events
    it counts once approved: kehu grade review HZ-IT-2026-001 --approve --by NAME
    ");
    assert_snapshot!(s.run("kehu grade review yunfan --approve --by \"Han Mei\"").all_english(&s), @"HZ-IT-2026-001 Yunfan Software Ltd is now grade A");
    s.at("2026-03-05 16:00");
    let line = "kehu ticket open yunfan --type product-fault --priority urgent --symptom \"no display\" \
         --occurred \"today 14:00\" --tried \"power cycled\" --channel phone --told yes --core-note \"line is down\"";
    assert_snapshot!(s.run(line).all_english(&s), @r"
    accepted SN20260305001 (urgent)
    respond by 2026-03-05 18:00, solution by 2026-03-05 20:00
    ");
    s.at("2026-03-05 18:30");
    assert_snapshot!(s.run("kehu ticket work yunfan --answer \"replace the power module\" --at 17:00").all_english(&s), @r#"
    SN20260305001 Yunfan Software Ltd: solution given, 2026-03-05 17:00
    next: kehu ticket solve SN20260305001 --cause … --steps "…"
    "#);
    assert_snapshot!(s.run("kehu ticket solve yunfan --cause hardware-fault --steps \"replaced and tested\"").all_english(&s), @r"
    SN20260305001 Yunfan Software Ltd: solved, 2026-03-05 18:30
    next: revisit by 2026-03-07 18:30: kehu ticket revisit SN20260305001 --result solved --satisfaction 5
    ");
    s.at("2026-03-06 10:00");
    assert_snapshot!(s.run("kehu ticket revisit yunfan --result solved --satisfaction 5").all_english(&s), @r"
    SN20260305001 Yunfan Software Ltd: revisited, 2026-03-06 10:00
    next: kehu ticket close SN20260305001
    ");
    assert_snapshot!(s.run("kehu ticket close yunfan").all_english(&s), @"SN20260305001 is closed");
    assert_snapshot!(s.terminal(80, &[]).run("kehu ticket show 1").all_english(&s), @r"
    No.                 SN20260305001
    Status              Closed
    Respond by          2026-03-05 18:00
    Responded           2026-03-05 17:00
    Solution by         2026-03-05 20:00
    Solution given      2026-03-05 17:00
    Solved              2026-03-05 18:30
    Cause               Hardware fault
    Revisited           2026-03-06 10:00
    Closed              2026-03-06 10:00
    Customer            Yunfan Software Ltd
    Type                Product fault
    Symptom             no display
    Occurred            2026-03-05 14:00
    Already tried       power cycled
    Priority            Urgent
    Core business note  line is down
    Channel             Phone
    Accepted            2026-03-05 16:00
    Assignee            Li Lei
    Accepted by         Li Lei
    Time limits told    Yes

    When              What              By      Text
    2026-03-05 16:00  Opened            Li Lei
    2026-03-05 16:00  Time limits told  Li Lei
    2026-03-05 17:00  Solution given    Li Lei  replace the power module
    2026-03-05 17:00  Responded         Li Lei
    2026-03-05 18:30  Solved            Li Lei  Hardware fault · replaced and tested
    2026-03-06 10:00  Revisited         Li Lei  Solved for good · 5
    2026-03-06 10:00  Closed            Li Lei
    ");
    assert_snapshot!(s.run("kehu find yunfan").all_english(&s), @r"
    Kind      No.             Name                 Customer  Where
    customer  HZ-IT-2026-001  Yunfan Software Ltd
    ");
    assert_snapshot!(s.terminal(100, &[]).run("kehu customer show yunfan").all_english(&s), @r"
    No.              HZ-IT-2026-001
    Grade            A
    Complete         90%, missing: Credit code
    Filed            2026-03-05 15:00

    Who
      Kind           Enterprise
      Name           Yunfan Software Ltd
      Credit code    to confirm
      Industry       Information transmission, software and IT services
      Region         Hangzhou
      Employees      120
      Main business  business software

    How we met
      Source         Exhibition
      Acquired       2026-03-05 09:00

    What they need
      Need           wants to buy devices
      Intent         High

    Where we stand
      Owner          Li Lei

    Contacts
    Contact's name  Title  Phone          E-mail  WeChat  Decision roles
    Zhang San       Buyer  139 1234 5678

    Planned
    No.            When              Method  Focus             Goal  In words  Owner
    PL20260309001  2026-03-09 10:00  Visit   Explain proposal                  Li Lei

    Assessments
    No.            Assessed     Annual purchase  Potential  Grade  Decision  Decided  By       Assessed
                                                                                               by
    GR20260305001  03-05 15:30       600,000.00          4  A      Approved  A        Han Mei  Li Lei
    no room for: Basis; choose columns with --fields

    Last follow-ups
    No.            When         Method  What was said                  Next contact  Next step   By
    FU20260306001  03-06 10:00  Phone   SN20260305001 Solved for good                            Li Lei
    FU20260305001  03-05 15:30  Phone   quote sent                     03-10 18:00   confirm it  Li Lei
    ");
    assert_snapshot!(s.run("kehu report monthly --month this").all_english(&s), @r"
    Monthly report, March 2026: everybody
    Month          2026-03
    Compared with  2026-02
    Year before    2025-03
    Playbook       standard

    At a glance
    Figure                     Month  Month before  Difference
    New customers                  1             0           1
    Follow-ups                     2             0           2
    Customers contacted            1             0           1
    Actions kept             no data       no data
    Our promises kept        no data       no data
    Deals won                      0             0           0
    Amount won                  0.00          0.00        0.00
    Payments received           0.00          0.00        0.00
    Tickets accepted               1             0           1
    Tickets closed                 1             0           1
    Tickets open at the end        0             0           0
    Mean first response          1 h       no data
    First responses in time     100%       no data
    Solutions in time           100%       no data
    Satisfaction, mean       no data       no data
    Net promoter score       no data       no data
    Feedback received              0             0           0
    Complaints of it               0             0           0

    New customers by source
    Source      Month  Month before  Difference
    Exhibition      1             0           1
    Total           1             0           1

    New customers by grade at the end
    Grade  Month  Month before  Difference
    A          1             0           1
    Total      1             0           1

    New customers by industry
    Industry                                            Month  Month before  Difference
    Information transmission, software and IT services      1             0           1
    Total                                                   1             0           1

    Follow-ups by method
    Method  Month  Month before  Difference  Reached  Reached before
    Phone       2             0           2        2               0
    Total       2             0           2        2               0

    Follow-ups by purpose (one may serve several)
    Purpose       Month  Month before  Difference
    Satisfaction      1             0           1
    (not stated)      1             0           1

    Follow-ups by content (one may be about several)
    Content       Month  Month before  Difference
    (not stated)      2             0           2

    Customers contacted
    Customers      Month  Month before  Difference
    Contacted          1             0           1
    Not contacted      0             0           0

    Agreed next contacts due
    Outcome     Month  Month before  Difference
    Kept            1             0           1
    Total           1             0           1
    Share kept   100%       no data

    Grades approved
    Move                       Month  Month before  Difference
    Graded for the first time      1             0           1
    Total                          1             0           1

    Grades approved, from and to
    From → to  Month  Month before  Difference
    none → A       1             0           1

    Tickets
    Tickets          Month  Month before  Difference
    Accepted             1             0           1
    Closed               1             0           1
    Open at the end      0             0           0

    Tickets accepted, by type
    Type           Month  Month before  Difference
    Product fault      1             0           1
    Total              1             0           1

    Tickets accepted, by priority
    Priority  Month  Month before  Difference
    Urgent        1             0           1
    Total         1             0           1

    Tickets accepted, by cause
    Cause           Month  Month before  Difference
    Hardware fault      1             0           1
    Total               1             0           1

    Tickets accepted: how far they came
    Tickets                  Month  Month before  Difference
    Tickets with a response      1             0           1
    Tickets with a solution      1             0           1
    Tickets solved               1             0           1

    Tickets accepted: time since acceptance
    Figure                            Month  Month before  Difference
    First response, mean                1 h       no data
    First response, median              1 h       no data
    First response, 90 % within         1 h       no data
    Solution given, mean                1 h       no data
    Solution given, median              1 h       no data
    Solution given, 90 % within         1 h       no data
    Solved, mean                 2 h 30 min       no data
    Solved, median               2 h 30 min       no data
    Solved, 90 % within          2 h 30 min       no data

    Range           0 min....................................................3 h
    First response                      ┃
    Solution given                      ┃
    Solved                                                           ┃
    ┃ Median, ◆ Mean, ▒ 90 % within

    Tickets: clocks kept
    Clock                    Month  Month before  Difference  Cases  Of  Cases before  Of before
    First responses in time   100%       no data                  1   1             0          0
    Solutions in time         100%       no data                  1   1             0          0

    Nothing this month and the month before: Agreed actions due; Our promises due; Customers' promises due; Our promises not kept; Deals; Open deals at the end, by stage; Why deals were won; Why deals were lost; Contracts and payments; Unpaid at the end, by age; Tickets open at the end, by status; Satisfaction; Feedback
    ");
    assert_snapshot!(s.run("kehu undo").all_english(&s), @r"
    undone: SN20260305001 closed
    kehu redo brings it back
    ");
    assert_snapshot!(s.run("kehu redo").all_english(&s), @"done again: SN20260305001 closed");
    assert_snapshot!(s.run("kehu history").all_english(&s), @r"
    ID  When              Who     Command         Record          What                         State
    41  2026-03-06 10:00  Li Lei  redo            SN20260305001   redid: SN20260305001 closed
    40  2026-03-06 10:00  Li Lei  undo            SN20260305001   undid: closed                undone
    37  2026-03-06 10:00  Li Lei  ticket close    SN20260305001   closed
    33  2026-03-06 10:00  Li Lei  ticket revisit  SN20260305001   revisited
    30  2026-03-05 18:30  Li Lei  ticket solve    SN20260305001   solved
    26  2026-03-05 18:30  Li Lei  ticket work     SN20260305001   solution given
    19  2026-03-05 16:00  Li Lei  ticket open     SN20260305001   accepted a ticket
    16  2026-03-05 15:30  Li Lei  grade review    HZ-IT-2026-001  approved A
    14  2026-03-05 15:30  Li Lei  grade assess    HZ-IT-2026-001  proposed grade A
    12  2026-03-05 15:30  Li Lei  followup plan   HZ-IT-2026-001  planned a follow-up
    10  2026-03-05 15:30  Li Lei  followup log    HZ-IT-2026-001  logged a follow-up
     4  2026-03-05 15:00  Li Lei  customer add    HZ-IT-2026-001  registered a customer
     1  2026-03-05 15:00  Li Lei  init                            set up                       final
    ");
}

#[test]
fn setting_up_again_keeps_the_clocks_and_makes_no_file_ours() {
    let mut s = Session::new();
    let _ = s
        .run("kehu init --name 李雷 --role rep --since 2026-01-05")
        .done();
    s.at("2026-03-10 09:00");
    let _ = s.run("kehu init --name 李雷 --region HZ").done();
    let db = rusqlite::Connection::open(s.path("kehu.db")).expect("opens");
    let since: String = db
        .query_row("SELECT value FROM meta WHERE key = 'since'", [], |row| {
            row.get(0)
        })
        .expect("a day");
    assert_eq!(since, "2026-01-05");
    assert_snapshot!(s.run("kehu init --name 王五 --role rep"), @r"
    --- stderr ---
    error: this file is 李雷's
      change the name with: kehu staff edit me --name NAME; a file of your own: --db FILE
    [exit 2]
    ");
}

#[test]
fn nobody_is_their_own_supervisor() {
    let s = Session::new();
    let own = s.run("kehu init --name 韩梅 --role rep --supervisor 韩梅");
    assert_eq!(own.exit, Exit::Usage, "{own}");
    let _ = s
        .run("kehu init --name 李雷 --role rep --supervisor 韩梅")
        .done();
    let circle = s.run("kehu staff edit 韩梅 --supervisor 李雷");
    assert_snapshot!(circle, @r"
    --- stderr ---
    error: Supervisor: nobody is their own supervisor, not through others either
      name somebody else, or leave it empty
    [exit 2]
    ");
}

#[test]
fn a_day_just_ahead_is_not_taken_for_last_years() {
    let s = office();
    let ahead = s.run("kehu log 云帆 见面 --by visit --at \"3月6日 10:00\"");
    assert_eq!(ahead.exit, Exit::Usage, "{ahead}");
    assert!(ahead.err.contains("future"), "{ahead}");
    let back = s
        .run("kehu log 云帆 见面 --by visit --at \"12月25日 10:00\" -q")
        .done();
    assert_eq!(back.out.trim(), "FU20251225001");
}
