// The sample newsroom's panel: publish, edit, correct, withdraw.
import { $, h, icon } from "./dom.js";
import { get, post } from "./api.js";
import { ask, toast } from "./overlay.js";

const STATES = { waiting: "منتظر", published: "منتشرشده", changed: "ویرایش‌شده", withdrawn: "برداشته‌شده" };

export class Newsroom {
  constructor() {
    this.panel = $("newsroom");
    this.opener = $("newsroom-open");
    this.opener.append(icon("news"));
    this.opener.addEventListener("click", () => this.toggle());
    this.panel.addEventListener("keydown", (event) => { if (event.key === "Escape") this.toggle(false); });
  }

  async toggle(open = this.panel.hidden) {
    if (open) await this.draw();
    this.panel.hidden = !open;
    $("app").classList.toggle("with-newsroom", open);
    this.opener.setAttribute("aria-expanded", String(open));
    (open ? this.panel.querySelector("button") : this.opener).focus();
  }

  async changed() { if (!this.panel.hidden) await this.draw(); }

  async draw() {
    let articles;
    try { ({ articles } = await get("/newsroom")); } catch { this.opener.hidden = true; return; }
    const next = articles.find(({ state }) => state === "waiting");
    const close = h("button", { class: "icon-button", type: "button", "aria-label": "بستن اتاق خبر", onclick: () => this.toggle(false) }, icon("close"));
    const scrolled = this.panel.querySelector("ul")?.scrollTop ?? 0;
    const list = h("ul", {}, ...articles.map((article) => this.row(article)));
    this.panel.replaceChildren(
      h("header", {}, h("h2", {}, "اتاق خبر نمونه"), close),
      h("p", { class: "hint" }, "خبرها نمونه‌اند و اشخاص آن‌ها ساختگی. خبری را منتشر کنید تا ببینید به دنبال‌کنندگان چه می‌رسد."),
      h("button", { class: "next", type: "button", disabled: !next, onclick: () => this.act(next.slug, "publish") }, "انتشار خبر بعدی"),
      list,
    );
    list.scrollTop = scrolled;
  }

  row({ slug, title, publisher, state, url, body }) {
    const button = (label, act) => h("button", { type: "button", onclick: act }, label);
    const acts = [];
    if (state === "waiting") acts.push(button("انتشار", () => this.act(slug, "publish")));
    if (state === "published" || state === "changed") {
      acts.push(
        button("ویرایش", () => this.edit(slug, title, body)),
        button("اصلاح", () => this.act(slug, "correct")),
        button("برداشتن", () => this.act(slug, "withdraw")),
        h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "صفحه"),
      );
    }
    return h("li", { class: `article ${state}`, "data-slug": slug },
      h("b", {}, title), h("small", {}, publisher, h("span", { class: "state" }, STATES[state])), h("div", { class: "acts" }, ...acts));
  }

  async edit(slug, title, body) {
    const given = await ask("ویرایش خبر", "", [{ name: "title", label: "عنوان", value: title }, { name: "body", label: "متن", value: body, rows: 12 }], "ذخیره");
    if (given) await this.act(slug, "edit", given);
  }

  async act(slug, act, body = {}) {
    try { await post(`/newsroom/${slug}/${act}`, body); } catch (error) { toast(error.message); }
    await this.draw();
  }
}
