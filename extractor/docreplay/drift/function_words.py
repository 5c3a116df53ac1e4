"""Particles, prepositions, articles and conjunctions, of which none has a meaning of its own.

Where only such words are in the brackets of a link or in bold text beside a name, no reader is
misled: `**将 sendResponse**` marks the same name as `**sendResponse**`.
"""

import re

_WITHOUT_BLANKS = """
的 地 之 和 与 或 或者 及 以及 并 并且 且 而 但 但是 则 如果 若 当 时 将 把 被 对 对于 向 从 自
到 至 由 在 于 为 以 用 中 上 下 内 里 后 前 是 此 该 这 这些 那 那些 其 每 每个 各 各个 某 某个
一个 一 个 多个 两个 几个 所有 全部 任何 其他 另 另一个 只 仅 也 还 都 作为 通过 根据 关于 之间
與 並 則 當 時 將 對 從 於 為 裡 後 該 這 這些 每個 各個 某個 一個 個 多個 兩個 幾個 還 作為 通過
根據 關於
の を に は が と で も や へ から まで より または および 及び この その 各 すべての として
은 는 이 가 을 를 의 에 와 과 로 으로 에서 및 또는 그 각 모든
"""
"""Words of Chinese, Japanese and Korean, which may follow each other directly."""
_BETWEEN_BLANKS = """
и или в во на из для к от до с о об по при за а но этот эта это эти все каждый
der die das des dem den ein eine einer eines einem einen und oder von vom im in am an auf aus bei
beim mit nach zu zum zur für als aber wenn dann jede jeder jedes alle diese dieser dieses
el la los las lo un una unos unas y e o u de del al en con para por como si cada este esta estos
le les l' un une des et ou du d' au aux à dans avec pour par sur ce cet cette ces chaque tous
o a os as um uma uns umas ou do da dos das ao com em este esse cada todos
il i gli uno ed di dello della dei degli delle nel nella con per su questo ogni
"""
"""Words of Russian, German, Spanish, French, Portuguese and Italian."""
_NOUNS = """
对象 集合 资源 属性 导航 实体 类型 枚举 参数 方法 操作 列表 实例 权限 策略 物件 資源 屬性
オブジェクト コレクション リソース プロパティ メソッド 개체 컬렉션 리소스 속성
"""
_INFLECTED = (
    r"объект\w*|коллекци\w*|ресурс\w*|свойств\w*|Objekt\w*|Ressource|Sammlung|objet|objeto|recurso"
)


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


_NAMED = rf"(?:(?:{_any(_NOUNS)})++|(?<!\w)(?:{_INFLECTED})(?!\w))"
_WORD = rf"{_any(_WITHOUT_BLANKS)}|(?<!\w)(?i:{_any(_BETWEEN_BLANKS)})(?!\w)|[\s.,:;。，、：；]"
# 将对象 is 将 and 对象: the first sign of a noun is not a word of its own
_FUNCTION = rf"(?:(?!{_NAMED})(?:{_WORD}))*+"
_BEFORE = re.compile(rf"{_FUNCTION}(?:{_NAMED})?+\s*")
_BEHIND = re.compile(rf"\s*+(?:{_NAMED})?+{_FUNCTION}")


def has_only_function_words(before: str, behind: str) -> bool:
    """Return True if nothing is beside a name but function words, and the noun for what it names.

    The noun is next to the name: `callRecord 对象的` is the name, `callRecord 的属性` a property.
    """
    return _BEFORE.fullmatch(before) is not None and _BEHIND.fullmatch(behind) is not None
