"""Steps that the browser tests share."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Page, expect

PAGES = ("", "holdings", "statistics", "case", "data")
FACTS = "业务员离职后把客户微信和报价带到新公司"

# Text nodes that a person sees: not the glyph names of icons, not what stands in judgments and files.
VISIBLE_WORDS = r"""(quiet) => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let node;
  while ((node = walker.nextNode())) {
    const held = node.parentElement;
    if (!held || held.closest(quiet)) continue;
    const box = held.getBoundingClientRect(), style = getComputedStyle(held);
    if (box.width && box.height && style.visibility !== "hidden" && style.opacity !== "0") found.push(node.nodeValue);
  }
  return found;
}"""
QUIET = (
    "script, style, textarea, [data-testid=stIconMaterial], [data-testid=stSkipToContent], .micha-text, "
    "blockquote, .micha-path, q"
)


def open_page(page: Page, address: str, name: str = "", **params: str) -> None:
    """Goes to a page and waits until it is drawn."""
    query = f"?{urlencode(params, doseq=True)}" if params else ""
    page.goto(f"{address}/{name}{query}")
    settle(page)


def settle(page: Page) -> None:
    """Waits until the running script is done."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator(".micha-brand")).to_be_visible()
    expect(page.locator("html[data-micha]")).to_have_count(1)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)


def search(page: Page, address: str, text: str, **params: str) -> None:
    """Opens the search page with a query and waits for its results."""
    open_page(page, address, q=text, **params)
    expect(page.locator("[class*='st-key-hit-']").first).to_be_visible()


def visible_texts(page: Page) -> list[str]:
    """What a person reads on the page, outside judgments and file names."""
    texts: list[str] = page.evaluate(VISIBLE_WORDS, QUIET)
    return texts
