// What the page knows: people, groups, chats; kept fresh by the event stream.

export const state = {
  bot: { first_name: "…" }, people: new Map(), groups: new Map(), chats: new Map(),
  words: "", hasNext: false, offset: 0, zone: "Asia/Shanghai", online: true,
};
const watchers = new Set();

export const watch = (watcher) => (watchers.add(watcher), () => watchers.delete(watcher));
const tell = (kind, chatId, body) => watchers.forEach((watcher) => watcher(kind, chatId, body));

export function chat(id) {
  if (!state.chats.has(id)) {
    state.chats.set(id, { id, messages: new Map(), loaded: false, heard: null, last: null, unread: 0, pinned: [], keyboard: null, seenAt: 0 });
  }
  return state.chats.get(id);
}

export const now = () => new Date(Date.now() + state.offset);

export async function ask(path, body) {
  const answer = await fetch(`/sandbox${path}`, body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.error || answer.statusText);
  return content;
}

async function load() {
  const told = await ask("/state");
  state.bot = told.bot;
  state.words = told.description;
  state.hasNext = told.has_next;
  state.zone = told.zone;
  state.offset = told.now * 1000 - Date.now();
  state.people = new Map(told.people.map((person) => [person.id, person]));
  state.groups = new Map(told.groups.filter((group) => !group.moved_to).map((group) => [group.id, group]));
  for (const [id, message] of Object.entries(told.last)) chat(Number(id)).last = message;
  tell("loaded");
}

// What is heard while the answer is on its way may not be in it, and is told once more.
export async function open(id) {
  const opened = chat(id);
  const meanwhile = opened.heard = [];
  const told = await ask(`/chats/${id}/messages?last=300`);
  opened.messages = new Map(told.messages.map((message) => [message.message_id, message]));
  opened.keyboard = told.keyboard;
  opened.pinned = told.pinned;
  opened.loaded = true;
  if (opened.heard === meanwhile) opened.heard = null;
  for (const { seq, kind, body } of meanwhile) if (seq > told.seq) HEARD[kind]?.(id, body);
  return opened;
}

// Listens first and loads then, so that nothing falls between the two; again after a break.
export function listen() {
  const stream = new EventSource("/sandbox/stream");
  stream.onopen = async () => {
    for (const each of state.chats.values()) each.loaded = false;
    await load();
    setOnline(true);
  };
  stream.onerror = () => setOnline(false);
  stream.onmessage = ({ data }) => {
    const { seq, kind, chat_id: id, body } = JSON.parse(data);
    if (state.chats.get(id)?.heard && LATER.has(kind)) chat(id).heard.push({ seq, kind, body });
    HEARD[kind]?.(id, body);
    tell(kind, id, body);
  };
}

function setOnline(online) { state.online = online; tell("online"); }

const LATER = new Set(["message", "edited", "deleted", "keyboard", "pinned"]);
const HEARD = {
  message(id, message) {
    const heard = chat(id);
    heard.last = message;
    if (heard.loaded) heard.messages.set(message.message_id, message);
    if (message.from.is_bot || id < 0) heard.unread += 1;
  },
  edited(id, message) {
    const heard = chat(id);
    if (heard.messages.has(message.message_id)) heard.messages.set(message.message_id, message);
    if (heard.last?.message_id === message.message_id) heard.last = message;
  },
  deleted(id, { message_id }) {
    const heard = chat(id);
    heard.messages.delete(message_id);
    if (heard.last?.message_id === message_id) heard.last = [...heard.messages.values()].at(-1) || null;
  },
  keyboard(id, keyboard) { chat(id).keyboard = keyboard.keyboard ? keyboard : null; },
  pinned(id, { pinned }) { chat(id).pinned = pinned; },
  person(id, person) { state.people.set(id, person); },
  group(id, group) { group.moved_to ? state.groups.delete(id) : state.groups.set(id, group); },
  clock(_, { now }) { state.offset = now * 1000 - Date.now(); },
};

export function standing(group, personId) { return group.members[String(personId)] || "left"; }
export function present(group) {
  return Object.entries(group.members)
    .filter(([, how]) => how !== "left" && how !== "kicked")
    .map(([id]) => state.people.get(Number(id))).filter(Boolean);
}
