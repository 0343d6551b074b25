"""The fictional judgments that the generated fixtures hold (courts, parties and numbers that cannot exist)."""

from __future__ import annotations

COURT = "江海市临江区人民法院"
NUMBER = "（2021）虚0199民初9900456号"
TABLE = (("客户", "联系人", "成交笔数"), ("云帆行", "甲某", "12"), ("海岳社", "乙某", "7"))
NOTE = "名单见证据卷第三册，共二百零三家。"
ORDERS = (
    "被告丙某某于本判决生效之日起十日内赔偿原告江海青帆贸易有限公司经济损失60000元；",
    "驳回原告江海青帆贸易有限公司的其他诉讼请求。",
)
HEAD = (
    COURT,
    "民 事 判 决 书",
    NUMBER,
    "原告：江海青帆贸易有限公司，住所地江海市临江区听潮路9902号。",
    "法定代表人：甲某某，执行董事。",
    "被告：丙某某，男，1988年6月出生，汉族，住江海市临江区。",
    "原告江海青帆贸易有限公司与被告丙某某侵害经营秘密纠纷一案，本院于2021年5月6日立案后，依法适用普通程序，"
    "公开开庭进行了审理。本案现已审理终结。",
    "江海青帆贸易有限公司向本院提出诉讼请求：判令被告赔偿经济损失200000元。",
    "丙某某辩称，名单上的客户均可从展会名录中查得，不构成商业秘密。",
)
FACTS = "经审理查明，原告从事外贸代理，被告原系其业务经理，离职前导出客户名单一份，其中主要客户如下："
REASONING = (
    "本院认为，该名单记有客户的联系人、交易习惯与价格底线，系原告长期经营所积累，不为公众所知悉；原告与被告签有保密协议，"
    "采取了相应保密措施，构成经营秘密。被告离职后与名单内客户交易，侵害了原告的经营秘密。",
    "综上，依照《中华人民共和国反不正当竞争法》第九条之规定，判决如下：",
)
TAIL = (
    "案件受理费4300元，由被告丙某某负担。",
    "如不服本判决，可在判决书送达之日起十五日内，向本院递交上诉状，上诉于江海市中级人民法院。",
    "审　判　长　　丁某某",
    "审　判　员　　戊　某",
    "二〇二一年九月十日",
    "书　记　员　　庚　某",
)
NUMBERED_ORDERS = tuple(f"{sign}、{order}" for sign, order in zip("一二", ORDERS, strict=True))
LINES = (*HEAD, FACTS, *REASONING, *NUMBERED_ORDERS, *TAIL)


def another(serial: int) -> tuple[str, ...]:
    """The same judgment under another number and with another defendant."""
    name = "辛壬癸"[serial % 3] + "某某"
    return tuple(line.replace("9900456", f"99004{60 + serial}").replace("丙某某", name) for line in LINES)
