// Text with entities → elements. Offsets are UTF-16 units, which is what a JavaScript string counts in.
import { h, icon } from "./dom.js";

const WRAP = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };
const BLOCKS = new Set(["blockquote", "expandable_blockquote"]);
const FOLDED_LINES = 3;

export function render(text, entities, act) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const nodes = [];
  build(text, sorted, 0, text.length, nodes, act);
  return nodes;
}

function build(text, entities, start, end, nodes, act) {
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = [];
    while (++index < entities.length && entities[index].offset < stop) inner.push(entities[index]);
    const block = BLOCKS.has(entity.type);
    let before = text.slice(at, entity.offset);
    if (block) before = before.replace(/\n$/, "");
    if (before) nodes.push(document.createTextNode(before));
    const children = [];
    build(text, inner, entity.offset, stop, children, act);
    nodes.push(element(entity, text.slice(entity.offset, stop), children, act));
    at = block && text[stop] === "\n" ? stop + 1 : stop;
  }
  if (at < end) nodes.push(document.createTextNode(text.slice(at, end)));
}

function element(entity, raw, children, act) {
  if (entity.type in WRAP) return h(WRAP[entity.type], {}, ...children);
  switch (entity.type) {
    case "blockquote": return h("blockquote", { class: "quote" }, h("div", { class: "inner" }, ...children));
    case "expandable_blockquote": return expandable(children);
    case "text_link": return link(entity.url, children, act);
    case "url": return link(/^[a-z]+:/i.test(raw) ? raw : `http://${raw}`, children, act);
    case "email": return h("a", { href: `mailto:${raw}` }, ...children);
    case "bot_command": return h("a", { href: "#", onclick: (event) => { event.preventDefault(); act.command(raw); } }, ...children);
    case "spoiler": return h("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("shown") }, ...children);
    case "hashtag": case "cashtag": case "mention": case "text_mention": case "phone_number":
      return h("span", { class: "tag" }, ...children);
    default: return h("span", {}, ...children);
  }
}

export function link(url, children, act, attributes = {}) {
  const start = act.deepLink(url);
  if (start !== null) {
    return h("a", { ...attributes, href: url, onclick: (event) => { event.preventDefault(); act.start(start); } }, ...children);
  }
  const safe = /^(https?|mailto|tg):/i.test(url) ? url : "#";
  return h("a", { ...attributes, href: safe, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function expandable(children) {
  const inner = h("div", { class: "inner" }, ...children);
  const fold = h("button", { class: "fold", type: "button", "aria-expanded": "false", "aria-label": "باز و بسته کردن نقل" }, icon("down"));
  const quote = h("blockquote", { class: "quote expandable folded" }, inner, fold);
  const turn = (event) => {
    if (event.target.closest("a")) return;
    const folded = quote.classList.toggle("folded");
    fold.setAttribute("aria-expanded", String(!folded));
  };
  quote.addEventListener("click", turn);
  requestAnimationFrame(() => {
    const line = parseFloat(getComputedStyle(inner).lineHeight);
    if (inner.scrollHeight <= line * FOLDED_LINES + 2) {
      quote.classList.remove("folded", "expandable");
      quote.removeEventListener("click", turn);
      fold.remove();
    }
  });
  return quote;
}
