// All that the page itself says; whatever is said of a number comes ready from the server.

const all = JSON.parse(document.getElementById("words").textContent);
let own = all.zh;

export function speak(language) {
  own = all[language] || all.zh;
  document.documentElement.lang = own === all.en ? "en" : "zh-Hans";
}

// The sentence under a key, its {blanks} filled in.
export function say(key, facts = {}) {
  return own[key].replace(/\{(\w+)\}/g, (blank, name) => (name in facts ? String(facts[name]) : blank));
}
