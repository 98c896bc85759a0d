// One message as a bubble. Words from the wire only ever become text nodes.

import { state } from "./store.js";

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child != null && child !== false));
  return made;
}

const hues = [172, 28, 262, 344, 212, 88, 312, 48];
export function face(into, name, id) {
  into.textContent = [...(name || "?").trim()][0];
  into.style.setProperty("--hue", hues[Math.abs(id) % hues.length]);
  return into;
}

const WRAP = {
  bold: () => el("strong"), italic: () => el("em"), underline: () => el("u"), strikethrough: () => el("s"),
  code: () => el("code"), pre: () => el("pre"), blockquote: () => el("blockquote"),
  expandable_blockquote: () => el("blockquote"),
  spoiler: () => el("span", { class: "spoiler", tabindex: 0, onclick: (click) => { click.stopPropagation(); click.currentTarget.classList.add("shown"); } }),
};

// Entity offsets count UTF-16 units, and so do JavaScript strings.
export function rich(text, entities, say) {
  const root = document.createDocumentFragment();
  place(root, text, 0, text.length, (entities || []).slice(), say);
  return root;
}

function place(into, text, from, to, entities, say) {
  let at = from;
  while (entities.length) {
    const mark = entities.shift();
    const end = Math.min(mark.offset + mark.length, to);
    if (mark.offset < at || mark.offset >= to) continue;
    into.append(text.slice(at, mark.offset));
    const inner = [];
    while (entities.length && entities[0].offset < end) inner.push(entities.shift());
    const wrapper = wrap(mark, text.slice(mark.offset, end), say);
    place(wrapper, text, mark.offset, end, inner, say);
    into.append(wrapper);
    at = end;
  }
  into.append(text.slice(at, to));
}

function wrap(mark, words, say) {
  if (WRAP[mark.type]) return WRAP[mark.type]();
  const address = mark.type === "text_link" ? mark.url : mark.type === "url" ? words : null;
  if (address && /^https?:\/\//i.test(address)) {
    return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
  }
  if (mark.type === "bot_command") {
    return el("a", { class: "command", role: "button", tabindex: 0, onclick: (click) => { click.stopPropagation(); say(words); } });
  }
  return el("span", { class: mark.type === "mention" || address ? "mention" : null });
}

export function clockOf(seconds) {
  return new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: state.zone }).format(seconds * 1000);
}
export function dayOf(seconds) {
  return new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", weekday: "short", timeZone: state.zone }).format(seconds * 1000);
}

export function preview(message) {
  if (!message) return "";
  const words = message.text || message.caption || "";
  if (message.photo) return `［图片］${words}`;
  if (message.document) return `［文件］${words || message.document.file_name}`;
  return words || service(message);
}

export function service(message) {
  const who = message.from?.first_name || "";
  if (message.new_chat_members) return `${message.new_chat_members.map((each) => each.first_name).join("、")} 加入了群`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} 离开了群`;
  if (message.migrate_to_chat_id) return "本群已升级为超级群";
  if (message.migrate_from_chat_id) return "由普通群升级而来";
  return who ? `${who} 的一条消息` : "一条消息";
}

const source = (id) => `/sandbox/file/${encodeURIComponent(id)}`;

export function picture(message, enlarge) {
  const size = message.photo.at(-1);
  return el("img", {
    src: source(size.file_id), width: size.width, height: size.height, loading: "lazy",
    alt: message.caption || "图片", onclick: (click) => { click.stopPropagation(); enlarge(source(size.file_id)); },
    style: `aspect-ratio:${size.width}/${size.height}`,
  });
}

function attached(message) {
  const { file_id, file_name, file_size } = message.document;
  return el("a", { class: "file", href: source(file_id), download: file_name, onclick: (click) => click.stopPropagation() },
    el("span", { class: "file-kind" }, (file_name.split(".").at(-1) || "").slice(0, 4)),
    el("span", {}, el("b", {}, file_name), el("small", {}, sized(file_size))));
}
const sized = (bytes) => bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

// `doing`: { say, enlarge, act, press, jump } ; `mine`: whether the person at this phone wrote it.
export function bubble(message, { mine, named, doing, album = null }) {
  const words = message.text ?? message.caption;
  const marks = message.text != null ? message.entities : message.caption_entities;
  if (words == null && !message.photo && !message.document) {
    return el("div", { class: "service", "data-id": message.message_id }, el("span", {}, service(message)));
  }
  const pictures = album || (message.photo ? [message] : []);
  const captioned = album ? album.find((each) => each.caption) || message : message;
  const body = el("div", { class: `bubble${pictures.length ? " with-picture" : ""}`, onclick: (click) => doing.act(message, click) },
    named && el("b", { class: "name", style: `--hue:${hues[Math.abs(message.from.id) % hues.length]}` }, message.from.first_name),
    message.via_bot && el("small", { class: "via" }, `经由 @${message.via_bot.username}`),
    message.reply_to_message && quoted(message.reply_to_message, doing));
  if (pictures.length) {
    body.append(el("div", { class: "pictures", "data-count": pictures.length }, ...pictures.map((each) => picture(each, doing.enlarge))));
  }
  if (message.document) body.append(attached(message));
  const text = el("div", { class: "words" });
  if (captioned !== message) text.append(rich(captioned.caption, captioned.caption_entities, doing.say));
  else if (words) text.append(rich(words, marks, doing.say));
  text.append(el("span", { class: "stamp" }, message.edit_date ? "已编辑 " : "", clockOf(message.date)));
  body.append(text);
  const row = el("div", { class: `message ${mine ? "mine" : "theirs"}`, "data-id": message.message_id }, body);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) row.append(keyboard(message, rows, doing));
  return row;
}

function quoted(message, doing) {
  return el("button", { class: "quote", onclick: (click) => { click.stopPropagation(); doing.jump(message.message_id); } },
    el("b", {}, message.from?.first_name || ""), el("span", {}, preview(message)));
}

function keyboard(message, rows, doing) {
  let index = 0;
  return el("div", { class: "keyboard" }, ...rows.map((row) => el("div", { class: "keys" }, ...row.map((button) => {
    const number = index++;
    return el("button", {
      class: `key ${["danger", "success", "primary"].includes(button.style) ? button.style : ""}`,
      onclick: (click) => doing.press(message, button, number, click.currentTarget),
    }, button.text, button.url || button.web_app ? el("i", { class: "out" }, "↗") : null);
  }))));
}
