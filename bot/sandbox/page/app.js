// The page: which person, which chat, what is shown; everything else in the files beside this one.
import { $, avatar, day, digits, h, icon, time } from "./dom.js";
import { get, listen, post } from "./api.js";
import { Composer } from "./composer.js";
import { messageItem, plain } from "./message.js";
import { Newsroom } from "./newsroom.js";
import { ask, popup, toast } from "./overlay.js";
import { People } from "./people.js";

const NEAR_END = 120; // pixels
const ANSWER_S = 12;
const KINDS = { group: "گروه", supergroup: "ابرگروه", channel: "کانال" };

class Page {
  async begin() {
    const query = new URLSearchParams(location.search);
    const { bot, people } = await get("/people");
    this.bot = bot;
    this.me = people.find(({ id }) => id === Number(query.get("person"))) ?? people[0];
    this.payload = query.get("start") ?? "";
    this.messages = new Map();
    this.unread = new Map();
    this.thread = 0;
    this.missed = [];
    this.loading = null;
    this.composer = new Composer(this);
    this.people = new People(this);
    this.newsroom = new Newsroom();
    this.people.show();
    this.decorate();
    await listen(this.me.id, (event) => this.hear(event));
    await this.open(Number(query.get("chat")) || this.me.id);
  }

  decorate() {
    const saved = localStorage.getItem("theme");
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const put = (theme) => { document.documentElement.dataset.theme = theme; };
    put(saved ?? (dark.matches ? "dark" : "light"));
    dark.addEventListener("change", () => { if (!localStorage.getItem("theme")) put(dark.matches ? "dark" : "light"); });
    $("theme").append(icon("theme"));
    $("theme").addEventListener("click", () => {
      const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
      localStorage.setItem("theme", theme);
      put(theme);
    });
    $("back").append(icon("back"));
    $("back").addEventListener("click", () => { $("app").dataset.view = "list"; this.chatButton(this.chat.id)?.focus(); });
    $("to-end").append(icon("down"));
    $("to-end").addEventListener("click", () => this.toEnd());
    $("scroll").addEventListener("scroll", () => { $("to-end").hidden = this.nearEnd(); });
  }

  takePayload() {
    const payload = this.payload;
    this.payload = "";
    return payload;
  }

  async open(chatId) {
    this.chatId = chatId;
    this.thread = 0;
    this.unread.delete(chatId);
    $("app").dataset.view = "chat";
    this.composer.leaveContext();
    await this.reload();
    this.toEnd();
  }

  // One loading at a time. What is heard meanwhile may be missing in what was loaded: it is applied afterwards.
  reload() {
    this.stale = true;
    this.loading ??= this.loadAll().finally(() => { this.loading = null; });
    return this.loading;
  }

  async loadAll() {
    while (this.stale) {
      this.stale = false;
      this.missed = [];
      await this.load();
      for (const event of this.missed.splice(0)) this.apply(event);
    }
  }

  async load() {
    this.chats = await get(`/people/${this.me.id}/chats`);
    if (!this.chats.some(({ id }) => id === this.chatId)) this.chatId = this.me.id;
    const { chat, messages } = await get(`/people/${this.me.id}/chats/${this.chatId}`);
    this.chat = chat;
    this.messages = new Map(messages.map((message) => [message.message_id, message]));
    this.drawChats();
    this.drawHead();
    this.composer.show(chat);
    const stay = this.nearEnd();
    $("messages").replaceChildren();
    let last = "";
    for (const message of messages) {
      if (day(message.date) !== last) $("messages").append(h("li", { class: "day" }, (last = day(message.date))));
      $("messages").append(messageItem(message, this.me.id, this));
    }
    this.group();
    if (stay) this.toEnd();
  }

  hear(event) {
    if (this.loading) return void this.missed.push(event);
    return this.chat ? this.apply(event) : undefined; // what happens before the first loading is loaded with it
  }

  apply(event) {
    if (event.event === "newsroom") return this.newsroom.changed();
    if (["again", "commands", "members", "topics"].includes(event.event)) return this.reload();
    if (event.event === "message") this.noteLast(event.chat_id, event.message);
    if (event.event === "edited") this.noteEdit(event.chat_id, event.message);
    if (event.chat_id !== this.chatId) return undefined;
    const stay = this.nearEnd();
    if (event.event === "message") this.add(event.message);
    if (event.event === "edited") this.replace(event.message);
    if (event.event === "deleted") this.remove(event.message_id);
    if (event.event === "action") this.typing(event.action);
    if (event.event === "keyboard") this.composer.keyboard(event.keyboard);
    if (stay) this.toEnd();
    return undefined;
  }

  add(message) {
    const list = $("messages");
    if (this.messages.has(message.message_id)) return;
    const before = [...this.messages.values()].at(-1);
    if (!before || day(before.date) !== day(message.date)) list.append(h("li", { class: "day" }, day(message.date)));
    this.messages.set(message.message_id, message);
    const item = messageItem(message, this.me.id, this);
    item.classList.add("fade-in");
    list.append(item);
    this.group();
    clearTimeout(this.typingEnd);
    this.drawHead();
    if (!this.chat.started && message.from?.id === this.me.id) this.reload();
  }

  replace(message) {
    this.messages.set(message.message_id, message);
    this.item(message.message_id)?.replaceWith(messageItem(message, this.me.id, this));
    this.group();
  }

  remove(id) {
    this.messages.delete(id);
    this.item(id)?.remove();
    this.group();
  }

  // Neighbouring messages of one sender stand together.
  group() {
    const items = [...$("messages").children];
    items.forEach((item, at) => {
      if (!item.classList.contains("message")) return;
      const side = item.classList.contains("out") ? "out" : "in";
      const same = (other) => other?.classList.contains("message") && other.classList.contains(side);
      item.classList.toggle("first", !same(items[at - 1]));
      item.classList.toggle("last", !same(items[at + 1]) || Boolean(item.querySelector(".keyboard")));
    });
  }

  drawHead() {
    const { chat } = this;
    const title = chat.type === "private" ? this.bot.first_name : chat.title;
    $("chat-title").textContent = title;
    avatar($("chat-avatar"), title, chat.type === "private" ? 0 : chat.id);
    const count = Object.values(chat.members).filter((status) => !["left", "kicked"].includes(status)).length;
    $("chat-status").textContent = chat.type === "private" ? "ربات؛ این تلگرام نیست" : `${KINDS[chat.type]}، ${digits(count)} عضو`;
  }

  typing(action) {
    $("chat-status").textContent = action === "typing" ? "در حال نوشتن…" : "در حال فرستادن…";
    clearTimeout(this.typingEnd);
    this.typingEnd = setTimeout(() => this.drawHead(), 5000);
  }

  noteLast(chatId, message) {
    const chat = this.chats.find(({ id }) => id === chatId);
    if (!chat) return void this.reload();
    chat.last = message;
    if (chatId !== this.chatId && message.from?.id !== this.me.id) this.unread.set(chatId, (this.unread.get(chatId) ?? 0) + 1);
    this.drawChats();
  }

  noteEdit(chatId, message) {
    const chat = this.chats.find(({ id }) => id === chatId);
    if (chat?.last?.message_id !== message.message_id) return;
    chat.last = message;
    this.drawChats();
  }

  drawChats() {
    const newest = [...this.chats].sort((a, b) => (b.last?.date ?? 0) - (a.last?.date ?? 0));
    $("chat-list").replaceChildren(...newest.map((chat) => {
      const title = chat.type === "private" ? this.bot.first_name : chat.title;
      const unread = this.unread.get(chat.id);
      return h("li", {}, h("button", { class: "chat-item", type: "button", "data-chat": chat.id, "aria-current": String(chat.id === this.chatId), onclick: () => this.open(chat.id) },
        avatar(h("span", { class: "avatar" }), title, chat.type === "private" ? 0 : chat.id),
        h("span", { class: "lines" },
          h("span", { class: "top" }, h("bdi", { class: "name" }, title), chat.last ? h("time", {}, time(chat.last.date)) : null),
          h("span", { class: "bottom" }, h("span", { class: "last" }, chat.last ? plain(chat.last).split("\n")[0] : "بدون پیام"), unread ? h("span", { class: "badge" }, digits(unread)) : null))));
    }));
  }

  chatButton(id) { return document.querySelector(`[data-chat="${id}"]`); }

  item(id) { return $("messages").querySelector(`[data-id="${id}"]`); }

  nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = $("scroll");
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  toEnd() { $("scroll").scrollTop = $("scroll").scrollHeight; }

  // What messages ask the page to do.
  show(id) {
    const item = this.item(id);
    item?.scrollIntoView({ block: "center" });
    item?.classList.add("flash");
    setTimeout(() => item?.classList.remove("flash"), 1200);
  }

  command(text) { this.composer.say(text); }

  deepLink(url) {
    const found = url.match(new RegExp(`^(?:https?://t\\.me/|tg://resolve\\?domain=)${this.bot.username}(?:[?&](.*))?$`, "i"));
    return found ? new URLSearchParams(found[1] ?? "").get("start") ?? "" : null;
  }

  async start(payload) {
    await post(`/people/${this.me.id}/start`, { payload });
    await this.open(this.me.id);
  }

  inline(query) { this.composer.set(`@${this.bot.username} ${query}`); }

  async copy(text) {
    await navigator.clipboard.writeText(text).then(() => toast("رونوشت شد"), () => ask("رونوشت", text));
  }

  async tap(message, button, element) {
    element.classList.add("busy");
    try {
      const { query_id: id } = await post(`/people/${this.me.id}/tap`, { chat_id: message.chat.id, message_id: message.message_id, data: button.callback_data });
      const { answer } = await get(`/people/${this.me.id}/queries/${id}?wait=${ANSWER_S}`);
      if (answer?.url && this.deepLink(answer.url) !== null) await this.start(this.deepLink(answer.url));
      if (answer?.text) answer.show_alert ? await ask(this.bot.first_name, answer.text) : toast(answer.text);
    } catch (error) {
      toast(error.message);
    } finally {
      element.classList.remove("busy");
    }
  }

  messageMenu(message, anchor) {
    const entries = [{ label: "پاسخ", act: () => this.composer.replyTo(message) }];
    entries.push({ label: "رونوشت متن", act: () => this.copy(plain(message)) });
    entries.push({ label: "هدایت به ربات", act: () => this.forward(message) });
    if (message.from?.id === this.me.id && message.text) entries.push({ label: "ویرایش", act: () => this.composer.edit(message) });
    popup(anchor, entries);
  }

  async forward(message) {
    await post(`/people/${this.me.id}/forward`, { from_chat_id: message.chat.id, message_id: message.message_id, chat_id: this.me.id });
    if (this.chatId !== this.me.id) await this.open(this.me.id);
  }
}

new Page().begin();
