// A page that opens inside the phone: it slides up over the chat and knows who opened it.

import { ask } from "./store.js";

const theme = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

export async function openPage(phone, title, what) {
  const told = await phone.act("open", { theme: theme(), ...what });
  if (!told) return;
  const sheet = phone.find(".page");
  sheet.querySelector("strong").textContent = title;
  sheet.querySelector("iframe").src = told.url;
  sheet.querySelector("button").onclick = () => closePage(phone);
  sheet.hidden = false;
}

export function closePage(phone) {
  const sheet = phone.find(".page");
  sheet.hidden = true;
  sheet.querySelector("iframe").src = "about:blank";
}

// The button beside the typing box, where the bot has put one there.
export async function showMenuButton(phone) {
  const key = phone.find(".page-key");
  const { chatId } = phone;
  const button = chatId > 0 ? await phone.attempt(() => ask(`/people/${chatId}/menu_button`)) : null;
  if (phone.chatId !== chatId) return;
  key.hidden = button?.type !== "web_app";
  if (key.hidden) return;
  key.textContent = button.text;
  key.onclick = () => openPage(phone, button.text, {});
}

// What the page asks of Telegram: only to be closed matters here.
addEventListener("message", (heard) => {
  for (const frame of document.querySelectorAll(".page iframe")) {
    if (frame.contentWindow !== heard.source) continue;
    let asked = heard.data;
    try { asked = JSON.parse(heard.data); } catch { /* not JSON: not for us */ }
    if (asked?.eventType === "web_app_close") frame.closest(".page").querySelector("button").click();
  }
});
