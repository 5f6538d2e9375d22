// Writing: the field, the command menu, inline mode, replies and edits, the keyboard under the field.
import { $, avatar, h, icon } from "./dom.js";
import { get, post } from "./api.js";
import { plain } from "./message.js";
import { toast } from "./overlay.js";

const PAUSE_MS = 250; // of typing before an inline query is asked
const MAX_HEIGHT = 160;

export class Composer {
  constructor(page) {
    this.page = page;
    this.input = $("input");
    this.list = $("suggestions");
    this.reply = null;
    this.edited = null;
    this.options = [];
    this.chosen = -1;
    $("send").append(icon("send"));
    $("form").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    $("menu-button").addEventListener("click", () => (this.list.hidden ? this.commands("") : this.close()));
    $("big-button").addEventListener("click", () => this.big());
  }

  // What the chat allows: writing, starting, unblocking.
  show(chat) {
    this.close();
    const waiting = chat.type === "private" && (chat.blocked || !chat.started);
    const silent = chat.type === "channel" && !["creator", "administrator"].includes(chat.members[this.page.me.id]);
    $("form").hidden = waiting || silent;
    $("big-button").hidden = !waiting;
    $("big-button").textContent = chat.blocked ? "رفع انسداد" : "شروع";
    $("menu-button").hidden = !chat.commands.length;
    this.keyboard(chat.keyboard);
  }

  async big() {
    const { me, chat } = this.page;
    if (chat.blocked) await post(`/people/${me.id}/block`, { blocked: false });
    else await post(`/people/${me.id}/start`, { payload: this.page.takePayload() });
    await this.page.reload();
    this.input.focus();
  }

  keyboard(markup) {
    const box = $("reply-keyboard");
    box.replaceChildren();
    box.hidden = !markup?.keyboard;
    for (const row of markup?.keyboard ?? []) {
      box.append(h("div", { class: "row" }, ...row.map(({ text }) => h("button", { type: "button", onclick: () => this.say(text) }, text))));
    }
  }

  async say(text) {
    try {
      await post(`/people/${this.page.me.id}/write`, { chat_id: this.page.chat.id, text, reply_to: this.reply?.message_id ?? 0, thread_id: this.page.thread });
      this.leaveContext();
    } catch (error) { toast(error.message); }
  }

  async send() {
    const text = this.input.value;
    if (this.edited) {
      const body = { chat_id: this.page.chat.id, message_id: this.edited.message_id, text };
      await post(`/people/${this.page.me.id}/edit`, body).catch((error) => toast(error.message));
      this.leaveContext();
    } else if (text.trim()) {
      await this.say(text);
    }
    this.set("");
  }

  set(text) {
    this.input.value = text;
    this.changed();
    this.input.focus();
  }

  changed() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, MAX_HEIGHT)}px`;
    const text = this.input.value;
    const inline = text.match(new RegExp(`^@${this.page.bot.username}\\s(.*)$`, "is"));
    clearTimeout(this.timer);
    if (inline) this.timer = setTimeout(() => this.inline(inline[1]), PAUSE_MS);
    else if (/^\/[a-z0-9_]*$/i.test(text)) this.commands(text.slice(1));
    else this.close();
  }

  key(event) {
    const open = !this.list.hidden && this.options.length > 0;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (open && this.chosen >= 0) this.options[this.chosen].act();
      else this.send();
    } else if (event.key === "Escape") {
      if (open) this.close();
      else this.leaveContext();
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.choose((this.chosen + (event.key === "ArrowDown" ? 1 : -1) + this.options.length) % this.options.length);
    }
  }

  commands(prefix) {
    const found = this.page.chat.commands.filter(({ command }) => command.startsWith(prefix.toLowerCase()));
    this.suggest(found.map(({ command, description }) => ({
      act: () => { this.set(""); this.say(`/${command}`); },
      nodes: [h("span", { class: "command" }, `/${command}`), h("span", {}, description)],
    })));
  }

  async inline(query) {
    const { me, chat } = this.page;
    const { query_id: id } = await post(`/people/${me.id}/inline`, { chat_id: chat.id, query });
    this.asked = id;
    const { answer } = await get(`/people/${me.id}/queries/${id}?wait=8`);
    if (this.asked !== id) return;
    if (!answer) return this.suggest([], "ربات پاسخ نداد");
    this.suggest(answer.results.map((result) => ({
      act: () => { this.set(""); post(`/people/${me.id}/choose`, { chat_id: chat.id, query_id: id, result_id: String(result.id) }).catch((error) => toast(error.message)); },
      nodes: [avatar(h("span", { class: "avatar" }), result.title, 2), h("span", { class: "lines" }, h("b", {}, result.title ?? ""), h("small", {}, result.description ?? ""))],
    })), "چیزی یافت نشد");
  }

  suggest(options, nothing = "") {
    this.options = options;
    this.list.replaceChildren(...options.map(({ act, nodes }, index) =>
      h("li", { class: "suggestion", role: "option", id: `option-${index}`, onclick: act }, ...nodes)));
    if (!options.length && nothing) this.list.append(h("li", { class: "suggestion note" }, nothing));
    this.list.hidden = !options.length && !nothing;
    $("menu-button").setAttribute("aria-expanded", String(!this.list.hidden));
    this.choose(options.length ? 0 : -1);
  }

  choose(index) {
    this.chosen = index;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index >= 0) {
      this.input.setAttribute("aria-activedescendant", `option-${index}`);
      this.list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  close() {
    this.asked = null;
    this.list.hidden = true;
    this.options = [];
    this.chosen = -1;
    $("menu-button").setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  replyTo(message) { this.reply = message; this.edited = null; this.context("پاسخ به", message); }

  edit(message) { this.edited = message; this.reply = null; this.context("ویرایش", message); this.set(message.text ?? ""); }

  context(verb, message) {
    const leave = h("button", { class: "icon-button", type: "button", "aria-label": "لغو", onclick: () => this.leaveContext() }, icon("close"));
    $("context").replaceChildren(h("div", { class: "what" }, `${verb}: ${plain(message).split("\n")[0]}`), leave);
    $("context").hidden = false;
    this.input.focus();
  }

  leaveContext() {
    this.reply = null;
    this.edited = null;
    $("context").hidden = true;
  }
}
