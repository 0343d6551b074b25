// Two services for every page: [data-copy] buttons, and Streamlit's fixed English words replaced by data.words.
// One function expression, called by app/components/page_script.py with the page's data.
function (data) {
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  const READ_ONLY = ".micha-text, .micha-passage, textarea, input, script, style";

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  function onClick(event) {
    const button = event.target.closest ? event.target.closest("[data-copy]") : null;
    if (!button) return;
    copy(button.dataset.copy).then(() => {
      const label = button.dataset.label || button.textContent;
      button.dataset.label = label;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 1600);
    });
  }

  function translator(words) {
    const exact = new Map();
    const patterns = [];
    for (const [english, own] of Object.entries(words)) {
      if (english.startsWith("/")) patterns.push([new RegExp(english.slice(1, -1)), own]);
      else exact.set(english, own);
    }
    return (text) => {
      const bare = text.trim();
      if (!bare || !/[A-Za-z]/.test(bare)) return null;
      if (exact.has(bare)) return exact.get(bare);
      for (const [pattern, own] of patterns) if (pattern.test(bare)) return bare.replace(pattern, own);
      return null;
    };
  }

  function translateNode(node, translate) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.parentElement && node.parentElement.closest(READ_ONLY)) return;
      const own = translate(node.nodeValue);
      if (own !== null && own !== node.nodeValue) node.nodeValue = own;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of ATTRIBUTES) {
      const held = node.getAttribute(name);
      const own = held ? translate(held) : null;
      if (own !== null && own !== held) node.setAttribute(name, own);
    }
    if (!node.matches(READ_ONLY)) node.childNodes.forEach((child) => translateNode(child, translate));
  }

  if (window.michaCleanup) window.michaCleanup();
  document.documentElement.dataset.micha = "ready";  // the style sheet hides Streamlit's own words until now
  document.documentElement.lang = data.lang;  // picks the Chinese forms of shared characters
  const translate = translator(data.words || {});
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach((node) => translateNode(node, translate));
      else translateNode(change.target, translate);
    }
  });
  document.addEventListener("click", onClick);
  if (Object.keys(data.words || {}).length) {
    translateNode(document.body, translate);
    observer.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
  }
  window.michaCleanup = () => { observer.disconnect(); document.removeEventListener("click", onClick); };
}
