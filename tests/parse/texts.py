"""Fictional judgments of the parse tests, written for them, and the ways in which copies spoil a text."""

from __future__ import annotations

from corpus.model import Metadata, RawDocument

FIRST = """江苏省苏州市中级人民法院
民 事 判 决 书
（2021）苏05民初9911001号

原告：苏州禾禾贸易有限公司，住所地江苏省苏州市。
法定代表人：甲一，总经理。
委托诉讼代理人：乙一、乙二，江苏青青律师事务所律师。
被告：丙一，男，1980年1月1日出生，汉族，住江苏省昆山市。
被告：昆山市丁丁商行，经营场所江苏省昆山市。
经营者：丁一，女，1985年5月5日出生。
上述两被告共同委托诉讼代理人：戊一，女，该商行员工。
原告苏州禾禾贸易有限公司（以下简称禾禾公司）与被告丙一、昆山市丁丁商行侵害商业秘密纠纷一案，本院于2021年3月1日立案后，依法公开开庭进行了审理。审理中，本院作出（2021）苏05行保9911002号民事裁定。本案现已审理终结。
禾禾公司向本院提出诉讼请求：1.停止侵害；2.赔偿10万元。
丙一辩称，客户名单并非秘密。
昆山市丁丁商行未作答辩。
经审理查明：丙一原系禾禾公司业务员。2019年，某法院刑事判决书载明：被告人己一犯侵犯商业秘密罪，判决如下：一、判处罚金。
本院认为，涉案客户信息构成商业秘密。依照《中华人民共和国反不正当竞争法》第九条之规定，判决如下：
一、被告丙一立即停止侵害；
二、被告丙一赔偿原告10万元。
案件受理费2300元，由丙一负担。
如不服本判决，可在判决书送达之日起十五日内上诉于江苏省高级人民法院。
审　判　长　　庚　一
审　判　员　　庚　二
二〇二一年十二月廿一日
书　记　员　　庚　三
"""

APPEAL = """浙江省高级人民法院
民事判决书
(2012)浙知终字第9911003号
上诉人（原审被告）：丙一，男，1980年1月1日出生。
被上诉人（原审原告）：杭州禾禾贸易有限公司，住所地浙江省杭州市。
委托代理人：乙一，浙江青青律师事务所律师。
上诉人丙一因与被上诉人杭州禾禾贸易有限公司（以下简称禾禾公司）侵犯商业秘密纠纷一案，不服浙江省杭州市中级人民法院（2011）浙杭知初字第9911004号民事判决，向本院提起上诉。本院依法组成合议庭进行了审理。本案现已审理终结。
禾禾公司向一审法院起诉请求：1.停止侵害；2.赔偿10万元。
一审法院认定事实：丙一原系禾禾公司业务员。杭州市某区人民法院（2010）杭刑初字第9911005号刑事判决已经生效。
一审法院认为，名单构成商业秘密。据此判决：一、丙一停止侵害；二、赔偿8万元。
丙一上诉请求：撤销原判。
禾禾公司辩称，原判正确。
二审期间，丙一提交下列证据：1.名片。
本院二审查明：一审法院认定的事实属实。
本院认为，原判并无不当。判决如下：
驳回上诉，维持原判。
二审案件受理费1800元，由丙一负担。
本判决为终审判决。
审判长　庚一
审判员　庚二
二○一二年十月八日
书记员　庚三
"""

ADVERT = "微信公众号“某某文书网”，更多案例请扫码"


def raw(text: str, metadata: Metadata | None = None) -> RawDocument:
    """The text as a document taken in."""
    data = text.encode()
    return RawDocument("fixture.txt", data, "0" * 64, "text", text, metadata=metadata or Metadata())


def one_line(text: str) -> str:
    """The whole text on one line, without blanks between."""
    return "".join(text.split())


def spaced(text: str) -> str:
    """A blank in every word of four characters or so."""
    return "".join(char + (" " if at % 4 == 3 and char != "\n" else "") for at, char in enumerate(text))


def full_width(text: str) -> str:
    """Figures in full width."""
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
