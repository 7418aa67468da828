// The ballot's bar: counts picks, points or places and money as they are chosen. The server counts again; this only saves a
// surprise. Choices stay on this device until the vote is cast (a flat battery loses nothing), under a name of this voter's
// own; they are never sent before. A shared tablet gives no name, so nothing is kept there.
import { stepThrough } from "./picks_step.js";
import { buttonsFor } from "./picks_points.js";
import { forgetAll, forgetOld, keep, kept, shelf } from "./picks_shelf.js";

export function picks() {
  forgetOld();
  for (const done of document.querySelectorAll("[data-picks-forget]")) keep(shelf(done.dataset.picksForget), null);
  for (const form of document.querySelectorAll("form[action$='/sign-out']")) form.addEventListener("submit", forgetAll);
  for (const bar of document.querySelectorAll("[data-picks-bar]")) {
    const form = document.getElementById(bar.dataset.picksBar);
    if (form) start(bar, form);
  }
}

function start(bar, form) {
  const boxes = [...form.querySelectorAll("[data-pick-cost]")];
  const kind = bar.dataset.picksKind ?? "checkbox";
  const key = bar.dataset.picksKeep ? shelf(bar.dataset.picksKeep) : null;
  if (key && !boxes.some((box) => numberOf(box))) restore(boxes, kept(key));
  const line = bar.querySelector("[data-picks-line]");
  const show = () => {
    const state = stateOf(bar, boxes, kind);
    line.replaceChildren(...sentence(state));
    line.classList.toggle("op-picks-bar__over", state.over);
    bar.querySelector("button")?.toggleAttribute("data-over", state.over);
    if (key) keep(key, Object.fromEntries(boxes.map((box) => [idOf(box), numberOf(box)]).filter(([, number]) => number)));
  };
  for (const box of boxes) if (kind === "points") buttonsFor(box, () => left(bar, boxes), show);
  form.addEventListener("change", show);
  form.addEventListener("input", show);
  show();
  stepThrough(form, bar);
}

function idOf(box) {
  return box.type === "checkbox" || box.type === "radio" ? box.value : box.name.slice(2);
}

function numberOf(box) {
  if (box.type === "checkbox" || box.type === "radio") return box.checked ? 1 : 0;
  return /^[0-9]{1,4}$/.test(box.value.trim()) ? Number(box.value) : 0;
}

function restore(boxes, known) {
  for (const box of boxes) {
    const number = known[idOf(box)];
    if (!number) continue;
    if (box.type === "checkbox" || box.type === "radio") box.checked = true;
    else box.value = String(number);
  }
}

function left(bar, boxes) {
  return Number(bar.dataset.picksPoints ?? 0) - boxes.reduce((sum, box) => sum + numberOf(box), 0);
}

function stateOf(bar, boxes, kind) {
  const chosen = boxes.filter((box) => numberOf(box));
  const spent = chosen.reduce((sum, box) => sum + Number(box.dataset.pickCost), 0);
  const { picksBudget, picksPot, picksPoints } = bar.dataset;
  const budget = picksBudget ? Number(picksBudget) : null;
  const allowed = Number(bar.dataset.picksAllowed);
  const points = Number(picksPoints ?? 0);
  const given = chosen.reduce((sum, box) => sum + numberOf(box), 0);
  const over = chosen.length > allowed || (budget !== null && spent > budget) || (kind === "points" && given > points);
  return { kind, chosen, spent, budget, allowed, points, given, over, pot: picksPot ? Number(picksPot) : null };
}

function sentence(state) {
  const { kind, chosen, allowed, points, given, spent, budget, pot } = state;
  const used = chosen.length;
  const strong = document.createElement("strong");
  const parts = [strong];
  if (used > allowed) {
    strong.textContent = `${used - allowed} too many`;
    parts.push(` – you may pick ${allowed}`);
  } else if (kind === "points") {
    strong.textContent = given > points ? `${given - points} too many points` : `${given} of ${points}`;
    parts.push(given > points ? ` – you have ${points}` : ` points given, ${points - given} left`);
  } else {
    strong.textContent = `${used} of ${allowed}`;
    parts.push(kind === "rank" ? " in order" : " picks used");
    if (kind === "rank" && used) parts.push(`: ${inOrder(chosen)}`);
  }
  if (budget !== null) parts.push(spent > budget ? `, ${pounds(spent - budget)} over the pot` : `, ${pounds(budget - spent)} of the pot left`);
  if (pot !== null) parts.push(`. They cost ${pounds(spent)} of ${pounds(pot)}${spent > pot ? "" : `, ${pounds(pot - spent)} left`}`);
  return parts;
}

function inOrder(chosen) {
  const sorted = [...chosen].sort((one, other) => numberOf(one) - numberOf(other));
  return sorted.map((box) => `${box.selectedOptions?.[0]?.textContent ?? numberOf(box)} ${box.dataset.pickTitle}`).join(", ");
}

function pounds(pence) {
  const whole = Math.floor(pence / 100).toLocaleString("en-GB");
  return `£${whole}.${String(pence % 100).padStart(2, "0")}`;
}
