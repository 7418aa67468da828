// A hall with no signal. Each turn is locked with a key that only this browser holds and cannot give away, kept on this device, and sent
// when there is a network; then it is wiped. Sent twice it is one: its token tells. "Leave now" wipes what is being
// typed, and never what somebody has sent: that is locked, and nobody at this device can read it.
const NAME = "our-part-hall";

export async function hall() {
  const room = document.querySelector("[data-hall]");
  const said = room.querySelector("[data-hall-said]");
  if (!window.crypto?.subtle || !window.indexedDB || !("serviceWorker" in navigator)) return;
  const address = room.dataset.hall;
  const held = hold(room);
  const tell = async () => {
    const waits = (await all((await held).shelf, "waits")).length;
    said.textContent = waits ? `${waits} ${waits === 1 ? "turn waits" : "turns wait"} on this tablet to be sent.` : "";
  };
  const send = async () => {
    const { shelf, key } = await held;
    await tell();
    for (const { id, locked } of await all(shelf, "waits")) if (await sendOne(address, key, locked)) await drop(shelf, "waits", id);
    await tell();
  };
  const later = () => send().catch(() => {}); // no network: it waits
  const form = room.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (room.dataset.busy) return; // a double tap is one turn
    room.dataset.busy = "yes";
    held.then(({ shelf, key }) => keep(form, room, shelf, key)).then(later, (fault) => {
      delete room.dataset.busy;
      said.textContent = fault.message;
    });
  });
  document.querySelector("[data-hall-next]").addEventListener("click", () => window.location.reload());
  window.addEventListener("online", later);
  await ready(room, address).catch(() => {}); // no network: it was made ready before
  await later();
}

/** This device's own shelf and key, with the turns this page brought. A turn used once never comes back with a kept page. */
async function hold(room) {
  const shelf = await open();
  const key = await keyOf(shelf);
  const used = new Set((await all(shelf, "used")).map(({ token }) => token));
  for (const [token, words] of JSON.parse(room.dataset.turns)) if (!used.has(token)) await put(shelf, "turns", { token, words });
  return { shelf, key };
}

/** Lock this turn away, wipe the page of it, and show the words it was given. */
async function keep(form, room, shelf, key) {
  const [turn] = await all(shelf, "turns");
  if (!turn) throw new Error("This tablet has no more turns. Open this page once where there is signal.");
  const parts = [];
  for (const [name, value] of new FormData(form)) {
    if (["csrf_token", "token", "later", "idempotency_key"].includes(name)) continue;
    if (typeof value === "string") parts.push([name, value]);
    else if (value.size) parts.push([name, await base64(value), value.type]);
  }
  if (!parts.some(([name, value]) => value && name !== "age")) throw new Error("You have not told us anything yet.");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify({ token: turn.token, parts }));
  await put(shelf, "used", { token: turn.token });
  await put(shelf, "waits", { id: turn.token, locked: { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain) } });
  await drop(shelf, "turns", turn.token);
  form.reset();
  sessionStorage.clear();
  const card = document.querySelector("[data-hall-card]");
  turn.words.split(" ").forEach((word, n) => { card.querySelectorAll(".op-words__word")[n].textContent = word; });
  room.hidden = true;
  card.hidden = false;
  card.querySelector("h2").tabIndex = -1;
  card.querySelector("h2").focus();
}

/** True when the server has it. A page fetched anew gives the token that shows the form is ours. */
async function sendOne(address, key, { iv, sealed }) {
  const { token, parts } = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed)));
  const fresh = new DOMParser().parseFromString(await (await fetch(address, { cache: "no-store" })).text(), "text/html");
  const form = new FormData();
  form.set("csrf_token", fresh.querySelector("[name=csrf_token]").value);
  form.set("token", token);
  form.set("later", "yes");
  for (const [name, value, type] of parts) form.append(name, type ? fileFrom(value, type) : value);
  const answer = await fetch(address, { method: "POST", body: form, credentials: "same-origin" });
  return answer.ok && (await answer.json()).kept === true;
}

const fileFrom = (text, type) => new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], "made", { type });

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}

/** The page, its styles and scripts, kept by the worker for when there is no network. */
async function ready(room, address) {
  const scope = await navigator.serviceWorker.register(room.dataset.worker);
  const worker = scope.active ?? scope.waiting ?? scope.installing;
  const made = performance.getEntriesByType("resource").map((one) => one.name).filter((url) => url.startsWith(location.origin) && url.includes("/static/"));
  worker.postMessage({ keep: [address, ...new Set(made)] });
}

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("turns", { keyPath: "token" });
      asked.result.createObjectStore("waits", { keyPath: "id" });
      asked.result.createObjectStore("used", { keyPath: "token" });
      asked.result.createObjectStore("keys");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

const ask = (shelf, name, how, act) =>
  new Promise((done, failed) => {
    const asked = act(shelf.transaction(name, how).objectStore(name));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
const all = (shelf, name) => ask(shelf, name, "readonly", (store) => store.getAll());
const put = (shelf, name, value) => ask(shelf, name, "readwrite", (store) => store.put(value));
const drop = (shelf, name, id) => ask(shelf, name, "readwrite", (store) => store.delete(id));

async function keyOf(shelf) {
  const had = await ask(shelf, "keys", "readonly", (store) => store.get("key"));
  if (had) return had;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await ask(shelf, "keys", "readwrite", (store) => store.put(made, "key"));
  return made;
}
