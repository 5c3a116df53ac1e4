"""Find links of Chinese pages whose brackets are no longer around the words that they had.

Machine translation orders the words of a sentence anew, and sometimes leaves the brackets behind.
What shows it is a word of the link that is outside of the brackets in the translation, and not
within them: in English, or as one of the Chinese words for it below.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from docreplay.drift.function_words import has_only_function_words
from docreplay.model.markup.markup import Span

_WORDS = """
access 访问; account 帐户 账户 账号; action 操作 动作; activity 活动; administrator 管理员;
agreement 协议; alert 警报; answer 答案; app 应用; application 应用; assignment 分配 作业;
attachment 附件; authentication 身份验证; authorization 授权; bot 机器人;
business 企业 业务; calendar 日历; call 调用 呼叫 通话; category 类别; certificate 证书;
change 更改 变更 更新 变化; channel 频道 通道; chart 图表; chat 聊天; class 班级 课程 类;
client 客户端; code 代码; collection 集合; column 列; condition 条件; conditional 条件;
connection 连接; connector 连接器 连接线; consent 同意; contact 联系人 联系; content 内容;
contract 合同 协定; conversation 对话 会话; country 国家; credential 凭据 凭证;
custom 自定义; data 数据; date 日期; default 默认; definition 定义; delegated 委派 委托;
details 详细 详情; device 设备; directory 目录; document 文档; documentation 文档;
domain 域; drive 驱动器 硬盘 云盘; email 电子邮件 邮件; encoding 编码; encryption 加密;
error 错误; event 事件 活动; example 示例 例; existing 现有;
extending 扩展; extension 扩展; feature 功能; field 字段;
file 文件; filter 筛选 过滤; flow 流; folder 文件夹; format 格式; function 函数; group 组;
header 标头 头; icon 图标; identity 标识 身份; image 图像; information 信息;
installation 安装; instance 实例; invitation 邀请; issue 问题; item 项; job 作业; known 已知;
language 语言;
later 稍后; library 库; license 许可证;
licensing 许可; limitations 限制; link 链接; list 列表 列出; location 位置; mail 邮件;
mailbox 邮箱; management 管理; manager 经理 管理; meeting 会议; member 成员;
message 邮件 消息; method 方法; module 模块; notebook 笔记本; notification 通知;
number 号 数; object 对象; office 办公; operation 操作; operator 运算符 操作员;
option 选项; organization 组织; outbox 发件箱; overview 概述; page 页; parameter 参数;
participant 参与者; password 密码; permission 权限; person 人; phone 电话; photo 照片;
picture 图片; place 位置 地点; plan 计划; policy 策略; post 帖子 发布; presence 状态 在线;
preview 预览; print 打印; printer 打印机; printing 打印; profile 配置文件 个人资料;
property 属性; protection 保护; provider 提供 程序; publish 发布; query 查询; queue 队列;
range 范围 区域; reference 引用 参考; region 区域 地区; registration 注册;
relationship 关系; reminder 提醒; report 报告 报表; representation 表示 表现形式;
request 请求; resource 资源; response 响应 答复; review 评审 审阅; role 角色;
room 会议室 房间 聊天室; row 行;
rule 规则; schedule 日程 计划 时间表 排班; schema 架构 模式; scope 范围; search 搜索;
section 部分 分区 节; security 安全; sender 发件人 发送; server 服务器; service 服务;
session 会话; setting 设置; shift 班次 轮班; site 网站 站点; software 软件; stage 阶段;
state 状态; status 状态; structure 结构; submission 提交; subscription 订阅; tab 选项卡; table 表;
tag 标记 标签; task 任务; team 团队; template 模板; tenant 租户; term 条款; text 文本;
thread 线程 会话; time 时间; token 令牌 标记; trigger 触发器; type 类型; update 更新; upload 上传;
usage 使用; user 用户; value 值; version 版本; video 视频; webhook 挂钩; website 网站;
workbook 工作簿; worksheet 工作表
"""
"""Words of API documentation, each with its usual translations."""
_CHINESE = {
    word: frozenset((word, *translations))
    for word, *translations in (entry.split() for entry in _WORDS.split(";"))
}
_TRANSLATIONS = frozenset(each for entry in _WORDS.split(";") for each in entry.split()[1:])
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"(?<![\w@$/.-])[A-Za-z][a-z]+(?![\w@/-])")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CODE = re.compile(r"\]\([^()\n]*\)|\[(?=\0)|\]\[[^\]\n]*\]|`[^`\n]*`|<[^<>\n]*>")
_GAP = "\0"
"""The mark in place of the text of a link."""


def left_outside(source: Span, link: Span, target: Span, translated: Span) -> str | None:
    """Return a word of a link that its translation has outside of the link only.

    `link` and `translated` are the texts of the link in `source` and in `target`. A word that the
    source has outside of the link as well, or whose translation another word may have, counts only
    if its translation is directly beside the link.
    """
    words = list(_known(link.text)) if _HAN.search(translated.text) else []
    within = translated.text.casefold()
    lacking = [word for word in words if not any(each in within for each in _CHINESE[word])]
    if not lacking:
        return None
    there, rest = without_link(target, translated).casefold(), without_link(source, link)
    others = frozenset(_known(rest))
    for word in lacking:
        outside = [each for each in _CHINESE[word] if each in there]
        if outside and not _explained(outside, others, there):
            return word
    return _beside(words, lacking, there, rest)


def other_word(source: Span, link: Span, translated: Span) -> str | None:
    """Return a word of the source outside of a link that the translated link consists of.

    The link itself has no word with such a translation.
    """
    text = translated.text.strip(" 的。，.")
    if text not in _TRANSLATIONS:
        return None
    own = {each for word in _known(_apart(link.text)) for each in _CHINESE[word]}
    if any(_overlap(each, text) for each in own):
        return None
    rest = _known(without_link(source, link))
    shown = link.text.lower()
    words = (word for word in rest if text in _CHINESE[word])
    return next((word for word in words if not word.startswith(shown)), None)


def has_every_word(source: str, translated: str) -> bool:
    """Return True if a text has a translation of each word of a link that is known here."""
    words = list(_known(_apart(source)))
    within = translated.casefold()
    return bool(words) and all(any(each in within for each in _CHINESE[word]) for word in words)


def is_word_for_word(source: str, translated: str) -> bool:
    """Return True if a text has each word of a link, and beside them only function words."""
    words = list(_known(_apart(source)))
    return has_every_word(source, translated) and _are_alone(words, translated.casefold())


def is_end_of_compound(source: str, target: Span, translated: Span) -> bool:
    """Return True if a link has lost its first words only, which are directly before it.

    `打印机 [管理员]` for `[Printer Administrator]` reads as one term, whose head is linked.
    """
    words = list(_known(source))
    text = translated.text.casefold()
    rest = [word for word in words if any(each in text for each in _CHINESE[word])]
    lost = words[: len(words) - len(rest)]
    if not (lost and rest) or words[len(lost) :] != rest or not _are_alone(rest, text):
        return False
    before = without_link(target, translated).partition(_GAP)[0].casefold().rstrip()
    return before.endswith(tuple(_CHINESE[lost[-1]]))


def _are_alone(words: Iterable[str], text: str) -> bool:
    """Return True if a text has nothing but translations of these words, and function words."""
    own = {each for word in words for each in _CHINESE[word]}
    any_own = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    first, *between, last = re.split(any_own, text)
    is_list = all(has_only_function_words(part, "") for part in between)
    return is_list and has_only_function_words(first, last)


def _apart(name: str) -> str:
    """Return the words of a name such as `accessReview`."""
    return _CAPITAL.sub(" ", name)


def _beside(words: list[str], lacking: list[str], there: str, rest: str) -> str | None:
    """Return the first or last of several words if its translation is directly beside the link."""
    before, _, behind = (part.strip() for part in there.partition(_GAP))
    own_before, _, own_behind = rest.partition(_GAP)
    first, last = words[0], words[-1]
    if len(words) == 1:
        return None
    if first in lacking and before.endswith(tuple(_CHINESE[first])):
        return first if first not in [*_known(own_before)][-1:] else None
    if last in lacking and behind.startswith(tuple(_CHINESE[last])):
        return last if last not in [*_known(own_behind)][:1] else None
    return None


def _known(text: str) -> Iterator[str]:
    """Yield the words of an English text that have translations here, in the singular."""
    for match in _WORD.finditer(text):
        word = match[0].lower()
        forms = (word, word.removesuffix("s"), f"{word.removesuffix('ies')}y")
        found = next((form for form in forms if form in _CHINESE), None)
        if found:
            yield found


def _explained(outside: list[str], others: frozenset[str], there: str) -> bool:
    """Return True if words of the source outside of the link may be what is outside of it.

    A word is not if the sentence has another translation of it.
    """
    for word in others:
        alike = {each for each in _CHINESE[word] if any(map(partial(_overlap, each), outside))}
        if alike and not any(each in there for each in _CHINESE[word] - alike):
            return True
    return False


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def without_link(part: Span, link: Span) -> str:
    """Return a text without code, and with a mark in place of the text of the link."""
    start, end = link.start - part.start, link.end - part.start
    return _CODE.sub(" ", f"{part.text[:start]}{_GAP}{part.text[end:]}")
