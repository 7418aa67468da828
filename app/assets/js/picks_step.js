// One project at a time, for a small screen, or the whole list: a choice the voter makes. Without script it is the list.
const LIKED = "op-one-at-a-time";

export function stepThrough(form) {
  const grid = form.querySelector("[data-picks-grid]");
  const cards = grid ? [...grid.querySelectorAll("[data-pick]")] : [];
  if (cards.length < 3) return;
  let at = 0;
  let single = false;
  const { bar, swap, where, back, on } = toolbar();
  grid.before(bar);
  const show = (focus) => {
    cards.forEach((card, number) => card.toggleAttribute("hidden", single && number !== at));
    swap.textContent = single ? "Show the whole list" : "One project at a time";
    for (const part of [where, back, on]) part.toggleAttribute("hidden", !single);
    where.textContent = single ? `Project ${at + 1} of ${cards.length}` : "";
    back.disabled = at === 0;
    on.disabled = at === cards.length - 1;
    if (focus) cards[at].querySelector("[data-pick-cost]")?.focus();
  };
  swap.addEventListener("click", () => {
    single = !single;
    remember(single);
    show(false);
  });
  back.addEventListener("click", () => (at = Math.max(at - 1, 0), show(true)));
  on.addEventListener("click", () => (at = Math.min(at + 1, cards.length - 1), show(true)));
  single = liked() && !document.querySelector(".govuk-error-summary");
  show(false);
}

function toolbar() {
  const bar = document.createElement("div");
  bar.className = "op-picks-step";
  const [swap, back, on] = ["", "Back one", "Next project"].map((words) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "op-picks-step__button";
    made.textContent = words;
    return made;
  });
  const where = document.createElement("p");
  where.className = "op-picks-step__where";
  where.setAttribute("role", "status");
  bar.append(swap, where, back, on);
  return { bar, swap, where, back, on };
}

function liked() {
  try {
    return localStorage.getItem(LIKED) === "yes";
  } catch {
    return false;
  }
}

function remember(single) {
  try {
    localStorage.setItem(LIKED, single ? "yes" : "no");
  } catch {
    // only a liking
  }
}
