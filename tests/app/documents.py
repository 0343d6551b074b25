"""Fictional documents for the tests of the pages; every number has a serial that begins with 99 and cannot exist."""

from __future__ import annotations

SIGNS = r"$\frac{1}{2}$ :smile: :material/home: **粗** [链](http://x.test/) `码` # 题"
INJECTION = SIGNS + ' <script>window.pwned = true</script><img src=x onerror="window.pwned = true">'

HOSTILE_COMPANY = "苏州砾石滩<b>贸易</b>$x$*y*有限公司"
HOSTILE_NUMBER = "（2023）苏05民初9955001号"
PLAIN_NUMBER = "（2022）浙02民初9955002号"


def judgment(number: str, court: str, company: str, aside: str = "", day: str = "二〇二三年五月十日") -> str:
    """A first-instance judgment in today's layout; aside: words put into the reasoning."""
    return f"""{court}
民事判决书
{number}
原告：{company}，住所地江苏省某市。
法定代表人：言某，该公司总经理。
被告：云某，男，汉族，住江苏省某市。
原告{company}与被告云某侵害经营秘密纠纷一案，本院于2022年11月3日立案受理后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。
原告{company}向本院提出诉讼请求：1.判令被告立即停止侵害商业秘密的行为；2.判令被告赔偿经济损失500,000元。事实和理由：被告原为原告业务员，离职后把客户微信和报价带到新公司。
被告云某辩称，客户系基于个人信赖自愿与其交易，请求驳回原告的诉讼请求。
本院经审理查明：被告云某于2018年入职原告处担任业务员，双方签订保密协议。2021年6月被告离职，其后以新公司名义与原告的十二家客户交易。
本院认为，{aside}原告主张的客户名单除名称、联系方式外，还包含客户的交易习惯、价格承受能力等深度信息，不为所属领域的相关人员普遍知悉和容易获得，具有秘密性。原告与被告签订保密协议，采取了相应的保密措施。上述信息能为原告带来竞争优势，具有商业价值。因此，原告主张的客户信息构成商业秘密。被告离职后使用上述客户信息，侵害了原告的商业秘密，应当承担停止侵害、赔偿损失的民事责任。被告关于个人信赖的抗辩缺乏证据，本院不予采信。依照《中华人民共和国反不正当竞争法》第九条、第十七条之规定，判决如下：
一、被告云某于本判决生效之日起立即停止侵害原告{company}商业秘密的行为；
二、被告云某于本判决生效之日起十日内赔偿原告{company}经济损失200,000元；
三、驳回原告{company}的其他诉讼请求。
案件受理费8,800元，由被告负担。
如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于上级人民法院。
审判长　言某
审判员　云某
审判员　白某
{day}
书记员　严某
"""


def hostile() -> str:
    """A judgment with script, HTML, Markdown, formulas and icon names in its party's name and its reasoning."""
    return judgment(HOSTILE_NUMBER, "江苏省苏州市中级人民法院", HOSTILE_COMPANY, INJECTION)


def plain() -> str:
    """A judgment with nothing odd in it."""
    return judgment(PLAIN_NUMBER, "浙江省宁波市中级人民法院", "宁波鹿鸣桥进出口有限公司")
