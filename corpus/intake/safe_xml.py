"""XML out of files that nobody vouches for: no entities, no network, bounded depth and size."""

from __future__ import annotations

from lxml import etree

from corpus.errors import IntakeError


def parse_xml(data: bytes) -> etree._Element:
    """The root of data without comments and processing instructions.

    Raises IntakeError: unreadable where it has a DOCTYPE (an Office or OFD part never has one: a place for entity
    bombs and for reading other files), truncated_file where it is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise _doctype() from fault
        message = "文件内部的 XML 不完整或已损坏。请重新下载，或用 Word、WPS 打开后另存，再导入。"
        raise IntakeError(message, reason="truncated_file") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype()
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace (the strict and transitional forms of Office differ in it)."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute of that local name, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rsplit("}", 1)[-1] == name), None)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element below by a path of local names; None where a step is missing."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property of Office stands and is not switched off by its value."""
    return element is not None and (attribute(element, "val") or "true").lower() not in {"0", "false", "off"}


def _doctype() -> IntakeError:
    message = "文件内部含有 DOCTYPE 或实体定义，为安全起见没有读取。请用 Word、WPS 打开后另存为 DOCX，再导入。"
    return IntakeError(message, reason="unreadable")
