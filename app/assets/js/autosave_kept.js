// What was typed and not saved yet, kept in this tab: under whose it is and where, so that it is given back to no one else.
const DRAFT = "draft:";
const NEVER_KEPT = new Set(["csrf_token", "idempotency_key", "seen"]);
const ROW = /-\d+-/; // a box of a list's row: rows move up when one is taken out, so they are put back whole
export const SENT = "draft-sent";
let over = false;

export const keyOf = (form) => `${own(form)}${location.pathname}`;
const own = (form) => `${DRAFT}${form.dataset.writer ?? ""}:`;

/** Keep what stands in the form now, and which words it was written over. */
export function keep(form, key) {
  const typed = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NEVER_KEPT.has(name));
  remember(key, JSON.stringify({ seen: form.elements.seen?.value, typed }));
}

/** Put back text the server never received, only into boxes that are empty or unchanged since the page came.
 *  If others wrote there since, the server says so before anything is written over. True when anything was put back. */
export function giveBack(form, key) {
  let kept = {};
  try {
    kept = JSON.parse(recall(key) ?? "{}");
  } catch {
    return false;
  }
  let given = false;
  for (const [name, value] of kept.typed ?? []) {
    const box = form.elements[name];
    if (!box?.matches?.("textarea, input[type=text]") || box.value === value || (!value && !ROW.test(name))) continue;
    if (box.value && box.value !== box.defaultValue) continue;
    box.value = value;
    given = true;
  }
  if (given && kept.seen && form.elements.seen) form.elements.seen.value = kept.seen;
  return given;
}

/** Whoever used this tab before has gone: what they typed is for nobody here. */
export function forgetOthers(form) {
  for (const key of keys()) if (!key.startsWith(own(form))) forget(key);
}

/** Keep nothing, from now on. */
export function forgetAll() {
  over = true;
  for (const key of [...keys(), SENT]) forget(key);
}

export function remember(key, text) {
  if (!over) quietly(() => sessionStorage.setItem(key, text)); // no room or not allowed: the server still gets it
}

export const recall = (key) => quietly(() => sessionStorage.getItem(key)) ?? null;

export const forget = (key) => quietly(() => sessionStorage.removeItem(key));

const keys = () => quietly(() => Object.keys(sessionStorage).filter((key) => key.startsWith(DRAFT))) ?? [];

function quietly(act) {
  try {
    return act();
  } catch {
    return undefined; // nothing was kept
  }
}
