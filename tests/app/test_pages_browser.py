"""What a lawyer sees in the browser."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from corpus.store import Store
from tests.app.browsing import FACTS, PAGES, open_page, search, settle, visible_texts
from tests.app.conftest import new_context
from tests.app.documents import HOSTILE_COMPANY, HOSTILE_NUMBER, PLAIN_NUMBER, SIGNS, plain

pytestmark = pytest.mark.browser

# Names of file forms and of the other language; what stands in data is left out by browsing.QUIET.
ALLOWED = {
    "CSV",
    "XLSX",
    "PNG",
    "JSON",
    "Word",
    "RTF",
    "PDF",
    "English",
    "CRM",
    "SCRM",
    "ERP",
    "U",
    "logs",
    "app",
    "log",
}


def hostile_key(home: Path) -> str:
    """The key of the hostile judgment."""
    return Store(home).find_number(HOSTILE_NUMBER)[0]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_drawn_without_an_error(page: Page, app: str, name: str) -> None:
    open_page(page, app, name)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("[data-testid=stAlertContentError], [data-testid=stException]")).to_have_count(0)


def test_facts_find_real_cases_with_badge_number_findings_and_the_passage(page: Page, app: str) -> None:
    search(page, app, FACTS)
    first = page.locator("[class*='st-key-hit-']").first
    expect(first.locator(".micha-badge").first).to_have_text(re.compile("裁判文书|摘要|权威"))
    expect(first.locator(".micha-head")).to_contain_text(re.compile("号|案号未见"))
    expect(first.locator("blockquote").first).to_be_visible()
    expect(page.locator("[class*='st-key-hit-'] mark").first).to_be_visible()
    expect(page.locator(".micha-kind-digest").first).to_have_text("摘要")
    expect(page.get_by_text(re.compile("结果依据：(明载|推定|方向明载)")).first).to_be_visible()
    expect(page.locator(".micha-chip").first).to_be_visible()


def test_samples_stay_out_until_they_are_asked_for(page: Page, app: str) -> None:
    search(page, app, FACTS, k="50")
    expect(page.locator(".micha-kind-sample")).to_have_count(0)
    page.get_by_text("包含示例", exact=True).click()
    expect(page.locator(".micha-note.sample")).to_contain_text("不得引用")


def test_html_in_a_judgment_is_shown_as_text(page: Page, app: str, home: Path) -> None:
    search(page, app, HOSTILE_NUMBER)
    hit = page.locator("[class*='st-key-hit-']").first
    expect(hit.locator("[data-testid=stPageLink]")).to_contain_text(HOSTILE_COMPANY)
    expect(hit).to_contain_text(SIGNS)
    rendered = ".katex, h1 em, [data-testid=stPageLink] em, a[href*='x.test']"
    assert page.locator(rendered).count() == 0
    open_page(page, app, "case", key=hostile_key(home))
    expect(page.locator(".micha-text")).to_contain_text(SIGNS)
    expect(page.locator(".micha-text")).to_contain_text("<script>window.pwned = true</script>")
    expect(page.locator("h1")).to_contain_text(HOSTILE_COMPANY)
    assert page.locator(rendered).count() == 0
    open_page(page, app, "holdings", issue="secrecy", kind="judgment")
    expect(page.locator(".micha-holding").first).to_contain_text(HOSTILE_COMPANY)
    assert page.evaluate("window.pwned") is None


def test_a_page_asks_nothing_of_another_host(page: Page, app: str, home: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        open_page(page, app, name)
    search(page, app, FACTS)
    open_page(page, app, "case", key=hostile_key(home))
    outside = [url for url in asked if not url.startswith((app, "data:", "blob:", app.replace("http", "ws")))]
    assert len(asked) > len(PAGES)
    assert outside == []


def test_no_english_is_left_on_the_chinese_pages(page: Page, app: str, home: Path) -> None:
    seen: dict[str, set[str]] = {}
    for name in PAGES:
        open_page(page, app, name)
        seen[name] = english_words(page)
    search(page, app, FACTS)
    page.locator("[data-testid=stMultiSelect] input").first.fill("查无此项")
    page.wait_for_timeout(300)
    seen["results"] = english_words(page)
    open_page(page, app, "case", key=hostile_key(home))
    seen["a case"] = english_words(page)
    page.get_by_role("tab").nth(1).click()
    seen["its facts"] = english_words(page)
    open_page(page, app, "statistics", part="digests")
    page.locator("[data-testid=stVegaLiteChart] path[aria-roledescription=bar]").first.hover()
    expect(page.locator("#vg-tooltip-element")).to_be_visible()
    seen["a bar"] = english_words(page)
    open_page(page, app, "data")
    page.get_by_role("textbox", name="按案号移除一件").fill("无此案")
    page.get_by_role("button", name="移除", exact=True).click()
    expect(page.get_by_text("本机语料中没有“无此案”")).to_be_visible()
    seen["an unknown case to remove"] = english_words(page)
    assert {name: words for name, words in seen.items() if words} == {}


def english_words(page: Page) -> set[str]:
    """Words in Latin letters that a person sees, without the allowed ones."""
    return {word for text in visible_texts(page) for word in re.findall(r"[A-Za-z]{2,}", text)} - ALLOWED


def test_an_uploaded_judgment_is_found_by_the_same_search(page: Page, app: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "判决.txt", tmp_path / "空文件.txt"
    good.write_text(plain(), encoding="gb18030")
    bad.write_bytes(b"")
    open_page(page, app, "data")
    page.locator("input[type=file]").set_input_files([str(good), str(bad)])
    page.get_by_role("button", name="导入所选文件").click()
    table = page.locator(".micha-imports")
    expect(table).to_contain_text("新增")
    expect(table).to_contain_text("文件为空")
    search(page, app, PLAIN_NUMBER)
    expect(page.locator("[class*='st-key-hit-']").first).to_contain_text("宁波鹿鸣桥进出口有限公司")
    expect(page.locator("[class*='st-key-hit-'] .micha-badge").first).to_have_text("裁判文书")


def test_the_language_switch_keeps_the_page_and_its_address(page: Page, app: str) -> None:
    search(page, app, FACTS)
    page.get_by_text("English", exact=True).click()
    expect(page.locator("h1")).to_have_text("Search by facts")
    expect(page.locator("[class*='st-key-hit-']").first).to_be_visible()
    expect(page).to_have_url(re.compile("lang=en"))
    assert "q=" in page.url
    page.get_by_text("中文", exact=True).click()
    expect(page.locator("h1")).to_have_text("按案情检索")


def test_the_address_holds_query_and_filters(page: Page, browser: Browser, app: str) -> None:
    search(page, app, FACTS, court_level="intermediate")
    expect(page.locator("[class*='st-key-active-filters']")).to_contain_text("法院层级：中级人民法院")
    titles = page.locator("[class*='st-key-hit-'] [data-testid=stPageLink]").all_inner_texts()
    other = new_context(browser).new_page()
    other.goto(page.url)
    expect(other.locator("[class*='st-key-hit-']").first).to_be_visible()
    settle(other)
    assert other.locator("textarea").input_value() == FACTS
    assert other.locator("[class*='st-key-hit-'] [data-testid=stPageLink]").all_inner_texts() == titles
    other.context.close()


def test_a_long_query_gets_a_local_id_in_the_address(page: Page, app: str) -> None:
    open_page(page, app)
    page.locator("textarea").fill(FACTS * 1000)
    page.get_by_role("button", name="检索", exact=True).click()
    expect(page.locator("[class*='st-key-hit-']").first).to_be_visible()
    expect(page).to_have_url(re.compile("qid=[0-9a-f]{16}"))
    assert len(page.url) < 400
    page.reload()
    expect(page.locator("[class*='st-key-hit-']").first).to_be_visible()
    expect(page.locator("textarea")).to_have_value(FACTS * 1000)


def test_nothing_found_says_what_to_loosen(page: Page, app: str) -> None:
    open_page(page, app, q='"龘靐齉爩"', court_level="supreme", claimed="..10")
    expect(page.get_by_text("没有找到符合条件的案件")).to_be_visible()
    page.get_by_role("button", name="清除全部筛选条件").click()
    expect(page.locator("[class*='st-key-active-filters']")).to_have_count(0)
    open_page(page, app, q="。。，，！！")
    expect(page.get_by_text("检索内容只有符号")).to_be_visible()


def test_filters_narrow_the_results_and_can_be_dropped(page: Page, app: str) -> None:
    search(page, app, FACTS, court_level="supreme")
    narrow = int(re.findall(r"\d+", page.locator(".micha-total").inner_text())[0])
    page.get_by_role("button", name="法院层级：最高人民法院").click()
    expect(page.locator("[class*='st-key-active-filters']")).to_have_count(0)
    wide = int(re.findall(r"\d+", page.locator(".micha-total").inner_text())[0])
    assert narrow < wide


def test_a_range_is_typed_kept_in_the_address_and_a_wrong_one_named(page: Page, app: str) -> None:
    search(page, app, HOSTILE_NUMBER, statute="反不正当竞争法:2019:9", court_level="nonsense")
    expect(page.locator(".micha-note.warning")).to_contain_text("court_level=nonsense")
    active = page.locator("[class*='st-key-active-filters']")
    expect(active).to_contain_text("法条：反不正当竞争法（2019年版本）第9条")
    page.locator(".st-key-filters-ranges summary").click()
    page.locator(".st-key-range-claimed-low input").fill("40")
    page.locator(".st-key-range-claimed-low input").press("Enter")
    expect(active).to_contain_text("诉请赔偿：40万元 起")
    expect(page).to_have_url(re.compile(r"claimed=400000\.\."))
    page.locator(".st-key-range-date-low input").fill("去年")
    page.locator(".st-key-range-date-low input").press("Enter")
    expect(page.locator(".st-key-filters-ranges .micha-trouble")).to_contain_text("请按 2021")
    page.locator(".st-key-range-date-low input").fill("2024年1月")
    page.locator(".st-key-range-date-low input").press("Enter")
    expect(page.get_by_text("没有找到符合条件的案件")).to_be_visible()
    page.get_by_role("button", name="去掉筛选“裁判日期”").click()
    expect(page.locator("[class*='st-key-hit-']").first).to_contain_text(HOSTILE_NUMBER)


def test_a_citation_is_copied_and_a_sample_never(browser: Browser, app: str, home: Path) -> None:
    context = new_context(browser)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app)
    page = context.new_page()
    open_page(page, app, "case", key=hostile_key(home))
    page.get_by_role("button", name="复制引注").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert HOSTILE_NUMBER + "民事判决书。" in page.evaluate("navigator.clipboard.readText()")
    sample = next(Store(home).records(("sample",)))
    open_page(page, app, "case", key=sample.key)
    expect(page.locator(".micha-note.sample")).to_contain_text("虚构示例")
    expect(page.locator(".micha-cite.refused")).to_contain_text("不得引用")
    expect(page.get_by_role("button", name="复制引注")).to_have_count(0)
    context.close()


def test_a_note_in_the_margin_leads_to_its_sentence(page: Page, app: str, home: Path) -> None:
    open_page(page, app, "case", key=hostile_key(home))
    note = page.locator(".micha-note-link").first
    number = note.locator("b").inner_text()
    note.click()
    expect(page.locator(f"#finding-{number}")).to_be_attached()
    assert page.url.endswith(f"#finding-{number}")
    expect(page.locator(".micha-found").first).to_be_in_viewport()


def test_a_digest_shows_its_sources_as_text_and_the_warning(page: Page, app: str, home: Path) -> None:
    digest = next(r for r in Store(home).records(("digest",)) if r.digest and r.digest.references)
    open_page(page, app, "case", key=digest.key)
    expect(page.locator(".micha-note.warning")).to_contain_text("本条为公开资料摘要，引用前须核对裁判文书原文")
    page.get_by_role("tab").nth(1).click()
    assert digest.digest is not None
    address = digest.digest.references[0].address
    expect(page.get_by_text(address).first).to_be_visible()
    assert page.locator("a", has_text=address).count() == 0


def test_the_demonstration_says_sample_data_in_every_chart(page: Page, app: str) -> None:
    open_page(page, app, "statistics")
    page.get_by_role("radio", name="要件漏斗").click()
    page.get_by_text("演示：使用示例数据").click()
    expect(page.locator("[data-testid=stVegaLiteChart]").first).to_be_visible()
    settle(page)
    charts = page.locator("[data-testid=stVegaLiteChart]").count()
    titles = page.locator("[data-testid=stVegaLiteChart] [aria-label*='示例数据']")
    expect(titles.first).to_be_attached()
    assert titles.count() >= charts
    with page.expect_download() as table:
        page.get_by_role("button", name="下载 CSV").first.click()
    assert table.value.suggested_filename.startswith("【示例数据】")
    head, *rows = table.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert head.endswith(",数据")
    assert all(row.endswith("示例数据（虚构）") for row in rows)


@pytest.mark.parametrize("width", [1000, 1800])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(browser: Browser, app: str, name: str, width: int) -> None:
    context = new_context(browser, width)
    page = context.new_page()
    open_page(page, app, name)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 1
    context.close()


def test_a_result_list_and_a_chart_can_be_taken_away(page: Page, app: str) -> None:
    search(page, app, FACTS)
    with page.expect_download() as table:
        page.get_by_role("button", name="CSV").click()
    rows = table.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("序号,类别,案号,法院")
    assert table.value.suggested_filename == "密察检索结果.csv"
    with page.expect_download() as workbook:
        page.get_by_role("button", name="XLSX").click()
    assert load_workbook(BytesIO(workbook.value.path().read_bytes())).active["A2"].value == 1
    open_page(page, app, "statistics")
    page.get_by_role("radio", name="已发表的统计").click()
    with page.expect_download() as picture:
        page.get_by_role("button", name="下载 PNG").first.click()
    width, height = Image.open(picture.value.path()).size
    assert width > 1000
    assert height > 200
