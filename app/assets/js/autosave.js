// Drafts that save themselves. A form with data-autosave="URL" is posted there shortly after each change; what was typed is
// also kept in this tab until the server has it, so that a lost connection loses nothing.
const WAIT = 1200;
const SENT = "draft-sent";
const NEVER_KEPT = new Set(["csrf_token", "idempotency_key", "seen"]);
const NOT_SAVED = "Not saved yet. What you typed is kept on this page; we will try again when you type more.";

export function autosave() {
  settle();
  for (const form of document.querySelectorAll("form[data-autosave]")) start(form);
}

function start(form) {
  const key = `draft:${location.pathname}`;
  const status = statusOf(form);
  let timer = 0;
  let sending = Promise.resolve();
  giveBack(form, key, status);
  const changed = () => {
    keep(form, key);
    clearTimeout(timer);
    timer = setTimeout(() => {
      sending = sending.then(() => send(form, key, status));
    }, WAIT);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.addEventListener("online", () => sessionStorage.getItem(key) && changed());
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(form, key);
    remember(SENT, key);
  });
}

/** Forget what was sent, unless the answer was to sign in again or that the page was too old: then it was not saved. */
function settle() {
  let key = null;
  try {
    key = sessionStorage.getItem(SENT);
  } catch {
    return;
  }
  if (!key) return;
  forget(SENT);
  const tooOld = key === `draft:${location.pathname}` && !document.querySelector("form[data-autosave]");
  if (location.pathname !== "/sign-in" && !tooOld) forget(key);
}

async function send(form, key, status) {
  status.textContent = "Saving…";
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-CSRFToken": form.elements.csrf_token?.value ?? "", "X-Requested-With": "autosave", Accept: "application/json" },
    });
    if (answer.status === 422) {
      const json = await answer.json().catch(() => ({}));
      status.textContent = json.problem ? `Not saved. ${json.problem}` : NOT_SAVED;
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json().catch(() => ({})) : {};
    const said = savedAt(json);
    if (json.seen !== undefined && form.elements.seen) form.elements.seen.value = json.seen;
    forget(key);
    status.textContent = `Saved at ${said}`;
  } catch {
    status.textContent = NOT_SAVED;
  }
}

function savedAt(json) {
  if (json.saved_at) return json.saved_at;
  const now = new Date();
  const minutes = now.getMinutes() ? `:${String(now.getMinutes()).padStart(2, "0")}` : "";
  return `${now.getHours() % 12 || 12}${minutes}${now.getHours() < 12 ? "am" : "pm"}`;
}

function statusOf(form) {
  const status = document.createElement("p");
  status.className = "op-saved";
  status.setAttribute("role", "status");
  const buttons = form.querySelector(".govuk-button-group");
  if (buttons) buttons.before(status);
  else form.append(status);
  return status;
}

function keep(form, key) {
  const typed = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NEVER_KEPT.has(name));
  remember(key, JSON.stringify(typed));
}

function remember(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // no room or not allowed: the server still gets it
  }
}

/** Put back text the server never received, only into boxes that are empty or unchanged since the page came. */
function giveBack(form, key, status) {
  let typed = [];
  try {
    typed = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  } catch {
    return;
  }
  let given = 0;
  for (const [name, value] of typed) {
    const box = form.elements[name];
    if (!box?.matches?.("textarea, input[type=text]") || box.value === value || !value) continue;
    if (box.value && box.value !== box.defaultValue) continue;
    box.value = value;
    given += 1;
  }
  if (given) status.textContent = "We put back what you had typed before.";
}

function forget(key) {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
