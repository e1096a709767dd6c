#!/bin/sh
# A rep's first day with kehu, in a folder that is thrown away afterwards.
#
#   cargo build --release && sh examples/first-day.sh
#   KEHU_LANG=en sh examples/first-day.sh
#
# Runs $KEHU; without it, the release build beside this script, or `kehu` from
# the path.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
built=${CARGO_TARGET_DIR:-$here/../target}/release/kehu
if [ -z "${KEHU:-}" ]; then
    KEHU=kehu
    if [ -x "$built" ]; then KEHU=$built; fi
fi

day=$(mktemp -d)
trap 'rm -rf "$day"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export KEHU_DB="$day/kehu.db" KEHU_CONFIG="$day/config.toml" KEHU_LANG="${KEHU_LANG:-zh}"

# Shows a command, runs it as of $clock, and stops the day if it fails.
kehu() {
    printf '\n$ kehu'
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./,=+@:-]*) case $word in
            *[\ \"]*) printf ' "%s"' "$word" ;;
            *) printf ' %s' "$word" ;;
            esac ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$KEHU" --now "2026-03-05 $clock" --no-input "$@"
}

# The same, for a command that is expected to end with another status.
kehu_ends_with() {
    wanted=$1
    shift
    status=0
    kehu "$@" || status=$?
    if [ "$status" -ne "$wanted" ]; then
        echo "first-day.sh: exit status $status, expected $wanted" >&2
        exit 1
    fi
    echo "[exit $status]"
}

clock=09:00
kehu init --name 李雷 --role rep --region HZ --supervisor 韩梅

clock=09:10
kehu customer add 杭州云帆科技有限公司 --uscc 91330106MA2CFL1X7C --industry IT --region HZ \
    --employees 120 --main-business 企业软件 --contact 张三 --title 采购经理 --phone 13912345678 \
    --need 采购设备 --source exhibition --intent high --licence yes --tag 重点客户
kehu customer add 南京晨光机械厂 --region 南京 --industry 制造业 --contact 王芳 --phone 025-83456789 \
    --need 技术咨询 --source customer-referral --incomplete

# Two of these three rows are sound; the third one's phone is too short.
kehu_ends_with 7 import customers "$here/customers.csv" --reject-to "$day/rejects.csv"

clock=10:00
kehu grade 云帆 --purchase 60万 --potential 4 --basis 行业标杆
kehu grade review 云帆 --approve --by 韩梅
kehu log 云帆 报价已发 --by phone --sent quotation --next "+3wd 确认报价"
kehu log 晨光 要一份产品资料 --by wechat --sent material --action "明天 寄样本"
kehu followup plan 云帆 --at "2026-03-09 10:00" --by visit --focus explain-proposal \
    --goal advance-proposal-review

clock=11:00
kehu ticket open 云帆 --type product-fault --priority urgent --symptom 设备开机后无显示 \
    --occurred "2026-03-05 10:30" --tried 重启电源无效 --core-note 客户核心业务中断 \
    --contact 张三 --channel phone
clock=11:20
kehu ticket respond 云帆 --text 已远程查看
clock=13:30
kehu ticket work 云帆 --answer 更换电源模块
clock=14:30
kehu ticket solve 云帆 --cause hardware-fault --steps 更换电源模块并测试
# Nobody has asked the customer yet: the gate holds.
kehu_ends_with 5 ticket close 云帆
clock=16:00
kehu ticket revisit 云帆 --result solved --satisfaction 5
kehu ticket close 云帆

clock=17:30
kehu find yf
kehu customer list
kehu followup list --actions
kehu ticket list
kehu undo
kehu redo
kehu history --limit 5
kehu backup
kehu doctor
kehu report monthly --month this
