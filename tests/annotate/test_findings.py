"""What counts as a finding, whose it is, and which way it goes: claims about how courts write."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from corpus.annotate.findings import read_findings
from corpus.codes import SectionKind
from corpus.model import Document, Finding, Judgment, Party, RawDocument, Section
from corpus.parse import parse

PARTIES = (
    Party("原告", "plaintiff", "甲公司", "company"),
    Party("被告", "defendant", "乙公司", "company"),
    Party("被告", "defendant", "李某", "person"),
    Party("被告", "defendant", "王某", "person"),
)
APPEAL = (
    Party("上诉人（原审被告）", "defendant", "乙公司", "company"),
    Party("被上诉人（原审原告）", "plaintiff", "甲公司", "company"),
)


def judgment(*parts: tuple[SectionKind, str], document: Document | None = None) -> Judgment:
    """A judgment made of sections in order."""
    sections, text = [], ""
    for kind, words in parts:
        sections.append(Section(kind, len(text), len(text) + len(words)))
        text += words
    return Judgment(text, document or Document(doc_type="judgment", parties=PARTIES), tuple(sections), (), {})


def found(*parts: tuple[SectionKind, str], document: Document | None = None) -> list[tuple[str, str, str]]:
    return [(f.issue, f.finding, f.holder) for f in read_findings(judgment(*parts, document=document))]


def reasoned(words: str) -> set[tuple[str, str]]:
    return {(issue, result) for issue, result, _ in found(("reasoning", words))}


@pytest.mark.parametrize(
    ("words", "issue", "result"),
    [
        ("难谓所属领域的相关人员普遍知悉。", "secrecy", "upheld"),
        ("很难说不为公众所知悉。", "secrecy", "rejected"),
        ("不能说毫无商业价值。", "value", "upheld"),
        ("被告称原告未采取保密措施，与事实不符。", "confidentiality", "upheld"),
        ("一审法院未认定其具有秘密性，并无不当。", "secrecy", "rejected"),
        ("一审判决认定该信息构成商业秘密，有失妥当，本院予以纠正。", "trade_secret", "rejected"),
        ("乙公司的时效抗辩，原审法院不予采纳，并无不当。", "limitation", "rejected"),
        ("对信息的来路难谓不知，仍予使用，乙公司应与李某承担连带责任。", "joint_liability", "upheld"),
    ],
)
def test_negations_and_verdicts_are_counted(words: str, issue: str, result: str) -> None:
    assert (issue, result) in reasoned(words)


@pytest.mark.parametrize(
    "words",
    [
        "原告主张涉案名单构成商业秘密，李某使用了该名单。",
        "本案争议焦点为涉案信息是否构成商业秘密。",
        "商业秘密是指不为公众所知悉、具有商业价值并经权利人采取相应保密措施的商业信息。",
    ],
)
def test_what_a_party_argues_a_question_and_the_law_are_no_finding(words: str) -> None:
    assert reasoned(words) == set()


def test_the_answer_to_an_argument_may_stand_in_a_later_sentence() -> None:
    words = "李某称客户系基于对其个人的信赖而与乙公司交易。客户均由甲公司开发。李某的该项抗辩不能成立。"
    assert reasoned(words) == {("personal_trust", "rejected")}


def test_not_reached_is_said_in_words() -> None:
    assert ("value", "not_reached") in reasoned("秘密性既不具备，其有无商业价值，本院不再审查。")
    assert not any(result == "not_reached" for _, result in reasoned("涉案信息不具有秘密性。"))


def test_customers_without_a_secret_get_findings_of_their_own() -> None:
    words = "5家客户的信息不为公众所知悉，构成商业秘密。至于另3家客户，其信息不具有秘密性，不能认定为商业秘密。"
    assert {("trade_secret", "upheld"), ("trade_secret", "rejected"), ("secrecy", "rejected")} <= reasoned(words)


def test_a_defendant_who_is_let_off_gets_infringement_rejected() -> None:
    words = "李某、乙公司侵害了甲公司的商业秘密。没有证据表明王某知情，甲公司要求王某承担连带责任，不予支持。"
    findings = read_findings(judgment(("reasoning", words)))
    freed = [f for f in findings if (f.issue, f.finding) == ("infringement", "rejected")]
    assert [f.scope for f in freed] == ["王某"]


def test_technical_information_gets_no_right_stage_findings() -> None:
    assert reasoned("关于技术信息。涉案图纸已为公众所知悉，不具有秘密性。") == set()


CLAIMS = "请求判令：一、两被告停止侵权；二、两被告赔偿经济损失20万元；三、两被告赔礼道歉。"


def test_an_order_that_dismisses_all_claims_rejects_each() -> None:
    held = found(("claims", CLAIMS), ("order", "驳回甲公司的全部诉讼请求。"))
    assert {issue for issue, result, _ in held if result == "rejected"} == {"injunction", "damages", "apology"}


def test_what_is_not_granted_falls_under_the_rest() -> None:
    order = "一、两被告立即停止使用涉案信息；二、乙公司赔偿甲公司经济损失5万元；三、驳回甲公司的其他诉讼请求。"
    held = found(("claims", CLAIMS), ("order", order))
    assert ("apology", "rejected", "this_court") in held
    assert ("damages", "upheld", "this_court") in held


def test_affirming_decides_what_was_appealed_as_the_court_below_did() -> None:
    told: list[tuple[SectionKind, str]] = [
        ("earlier_claims", CLAIMS),
        (
            "earlier_order",
            "一、乙公司停止使用涉案信息；二、乙公司赔偿甲公司经济损失5万元；三、驳回甲公司的其他诉讼请求。",
        ),
        ("order", "驳回上诉，维持原判。"),
    ]
    held = found(*told, document=Document(doc_type="judgment", parties=APPEAL))
    assert [h for h in held if h[2] == "this_court"] == [
        ("injunction", "upheld", "this_court"),
        ("damages", "upheld", "this_court"),
    ]


def test_dismissing_a_retrial_application_decides_no_remedy() -> None:
    assert found(("earlier_claims", CLAIMS), ("order", "驳回乙公司的再审申请。")) == []


def test_dismissing_the_suit_decides_no_remedy() -> None:
    assert found(("claims", CLAIMS), ("order", "驳回甲公司的起诉。")) == []


def test_a_ruling_on_an_interim_injunction_decides_preservation_only_as_likely() -> None:
    document = Document(doc_type="ruling", parties=PARTIES)
    parts: list[tuple[SectionKind, str]] = [
        ("procedure", "甲公司申请行为保全。"),
        ("reasoning", "初步认定甲公司采取了相应的保密措施。"),
        ("order", "一、李某立即停止使用涉案信息；二、驳回甲公司的其他申请。"),
    ]
    findings = read_findings(judgment(*parts, document=document))
    assert {(f.issue, f.finding) for f in findings} == {
        ("confidentiality", "upheld"),
        ("preservation", "upheld"),
        ("preservation", "rejected"),
    }
    assert all(f.scope and f.scope.startswith("初步") for f in findings)


def test_findings_point_into_the_raw_text_with_its_blanks() -> None:
    words = "涉案客户信息不为公众所　知 悉，构成商 业秘密。"
    case = judgment(("reasoning", words))
    for finding in read_findings(case):
        assert finding.start is not None
        assert finding.end is not None
        assert 0 <= finding.start < finding.end <= len(case.text)
        assert finding.end - finding.start <= 200


def test_reading_twice_gives_the_same() -> None:
    case = judgment(("reasoning", "李某使用了涉案客户信息，构成侵权。"))
    first: tuple[Finding, ...] = read_findings(case)
    assert msgspec.json.encode(first) == msgspec.json.encode(read_findings(case))


def test_a_right_is_found_for_information_and_not_for_persons() -> None:
    text = (Path(__file__).parents[1] / "data" / "gold" / "C1.txt").read_bytes().decode()
    data = text.encode()
    raw = RawDocument("C1.txt", data, hashlib.sha256(data).hexdigest(), "plain_text", text)
    found = read_findings(parse(raw))
    secrecy = next(one for one in found if one.issue == "secrecy")
    access = next(one for one in found if one.issue == "access")
    assert "陆柏川" not in (secrecy.scope or "")
    assert access.scope == "陆柏川"
