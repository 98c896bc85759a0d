// What slides up from the bottom of a phone: what can be done with a message or a chat.

import { ask } from "./store.js";
import { el } from "./message.js";

function rise(phone, choices) {
  const sheet = phone.find(".sheet");
  const close = () => { sheet.hidden = true; };
  sheet.replaceChildren(el("div", { class: "sheet-body", role: "menu" },
    ...choices.map(([words, act, kind]) => el("button", { role: "menuitem", class: kind, onclick: () => { close(); act(); } }, words)),
    el("button", { class: "cancel", onclick: close }, "取消")));
  sheet.onclick = (click) => { if (click.target === sheet) close(); };
  sheet.hidden = false;
  sheet.querySelector("button").focus();
}

export function sheetFor(phone, message, click) {
  if (getSelection()?.toString() || click.target.closest("a, button, img")) return;
  if (phone.find(".write").hidden) return;
  const choices = [["回复", () => phone.setAbout({ kind: "reply", message })]];
  if (message.from?.id === phone.person?.id) choices.push(["编辑", () => phone.setAbout({ kind: "edit", message })]);
  const words = message.text || message.caption;
  if (words && navigator.clipboard) choices.push(["复制文字", () => navigator.clipboard.writeText(words)]);
  rise(phone, choices);
}

export function offer(phone) {
  const group = phone.group;
  if (group) {
    const inside = ["member", "administrator"].includes(group.bot);
    const set = (standing) => phone.attempt(() => ask(`/groups/${group.id}/bot`, { standing, by: phone.person?.id }));
    return rise(phone, inside ? [
      ...(group.bot === "member" ? [["设机器人为管理员", () => set("administrator")]] : []),
      ...(group.type === "group" ? [["升级为超级群", () => phone.attempt(() => ask(`/groups/${group.id}/migrate`, {}))]] : []),
      ["移出机器人", () => set("kicked"), "danger"],
    ] : [["把机器人加入本群", () => set("member")]]);
  }
  if (!phone.person || phone.person.deactivated) return null;
  return rise(phone, phone.person.blocked ? [["重新启用机器人", () => phone.act("unblock", {})]] : [
    ["重新发送 /start", () => phone.act("start", {})],
    ["停用机器人", () => phone.act("block", {}), "danger"],
  ]);
}
