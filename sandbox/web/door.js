// The door of a chat: what stands in place of the typing box while nobody can write in it.

import { ask } from "./store.js";

const IN_GROUP = ["member", "administrator"];

export function isClosed({ chatId, person, group }) {
  if (chatId < 0) return !person || !IN_GROUP.includes(group?.bot);
  return !person?.started || person.blocked || person.deactivated;
}

function wordsAt({ chatId, person }) {
  if (chatId < 0) return ["机器人不在本群。", "把机器人加入本群"];
  if (person?.deactivated) return ["此账号已注销。", ""];
  if (person?.blocked) return ["已停用机器人，不会再收到消息。", "重新启用"];
  if (person?.start_payload) return ["收到一条邀请链接。", "开始"];
  return ["还没有开始与机器人对话。", "开始"];
}

export function showDoor(phone, closed) {
  const door = phone.find(".door");
  const { chatId, person } = phone;
  const [words, label] = wordsAt(phone);
  door.hidden = !closed;
  door.querySelector("p").textContent = words;
  door.querySelector("button").textContent = label;
  door.querySelector("button").hidden = !label;
  door.querySelector("input").hidden =
    chatId < 0 || person?.started || person?.blocked || person?.deactivated || Boolean(person?.start_payload);
}

// A code may be typed, or the whole link pasted.
export function start(phone) {
  const { chatId, person } = phone;
  if (chatId < 0) return phone.attempt(() => ask(`/groups/${chatId}/bot`, { standing: "member" }));
  if (person.blocked) return phone.act("unblock", {});
  const box = phone.find(".door input");
  const payload = person.start_payload || box.value.trim().split(/start=/).at(-1);
  box.value = "";
  return phone.act("start", { payload: person.started ? "" : payload });
}
