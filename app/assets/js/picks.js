// The ballot's bar: counts picks and money as boxes are ticked. The server counts again; this only saves a surprise.
// Ticks survive a reload in this tab only (sessionStorage), under a name of this voter's own, until the vote is cast.
const SHELF = "op-picks-";

export function picks() {
  for (const done of document.querySelectorAll("[data-picks-forget]")) {
    const key = SHELF + done.dataset.picksForget;
    quietly(() => sessionStorage.removeItem(key));
  }
  for (const bar of document.querySelectorAll("[data-picks-bar]")) {
    const form = document.getElementById(bar.dataset.picksBar);
    if (form) start(bar, form);
  }
}

function start(bar, form) {
  const boxes = [...form.querySelectorAll("input[data-pick-cost]")];
  const allowed = Number(bar.dataset.picksAllowed);
  const budget = bar.dataset.picksBudget ? Number(bar.dataset.picksBudget) : null;
  const line = bar.querySelector("[data-picks-line]");
  const submit = bar.querySelector("button");
  const pot = bar.dataset.picksPot ? Number(bar.dataset.picksPot) : null;
  const key = bar.dataset.picksKeep ? SHELF + bar.dataset.picksKeep : null;
  restore(key, boxes);
  const show = () => {
    const chosen = boxes.filter((box) => box.checked);
    const spent = chosen.reduce((sum, box) => sum + Number(box.dataset.pickCost), 0);
    line.innerHTML = "";
    line.append(...sentence(chosen.length, allowed, budget === null ? null : budget - spent));
    if (pot !== null) line.append(`. They cost ${pounds(spent)}; the round has ${pounds(pot)}`);
    if (key) quietly(() => sessionStorage.setItem(key, JSON.stringify(chosen.map((box) => box.value))));
    const over = chosen.length > allowed || (budget !== null && spent > budget);
    line.classList.toggle("op-picks-bar__over", over);
    if (submit) submit.toggleAttribute("data-over", over);
  };
  form.addEventListener("change", show);
  show();
}

// What the server ticked (after "change my choices") wins over what the tab remembers.
function restore(key, boxes) {
  if (!key || boxes.some((box) => box.checked)) return;
  const kept = quietly(() => JSON.parse(sessionStorage.getItem(key) ?? "[]")) ?? [];
  for (const box of boxes) box.checked = kept.includes(box.value);
}

// A browser may refuse storage; the ballot works without.
function quietly(attempt) {
  try {
    return attempt();
  } catch {
    return null;
  }
}

function sentence(used, allowed, left) {
  const strong = document.createElement("strong");
  strong.textContent = used > allowed ? `${used - allowed} too many` : `${used} of ${allowed}`;
  const parts = [strong, used > allowed ? ` – you may pick ${allowed}` : " picks used"];
  if (left !== null) parts.push(left < 0 ? `, ${pounds(-left)} over the pot` : `, ${pounds(left)} of the pot left`);
  return parts;
}

function pounds(pence) {
  const whole = Math.floor(pence / 100).toLocaleString("en-GB");
  return `£${whole}.${String(pence % 100).padStart(2, "0")}`;
}
