// One project at a time, for a small screen, or the whole list: a choice the voter makes. Without script it is the list.
// Back and Next stand in the bar that stays at the foot, so that neither needs a scroll past the project that is read.
const LIKED = "op-one-at-a-time";

export function stepThrough(form, foot) {
  const grid = form.querySelector("[data-picks-grid]");
  const cards = grid ? [...grid.querySelectorAll("[data-pick]")] : [];
  if (cards.length < 3) return;
  let at = 0;
  let single = false;
  const { bar, nav, swap, where, back, on } = tools();
  grid.before(bar);
  foot.prepend(nav);
  const show = (focus) => {
    cards.forEach((card, number) => card.toggleAttribute("hidden", single && number !== at));
    swap.textContent = single ? "Show the whole list" : "One project at a time";
    nav.toggleAttribute("hidden", !single);
    where.textContent = single ? `Project ${at + 1} of ${cards.length}` : "";
    back.disabled = at === 0;
    on.disabled = at === cards.length - 1;
    if (!focus) return;
    cards[at].scrollIntoView({ block: "start" });
    cards[at].querySelector("[data-pick-cost]")?.focus({ preventScroll: true });
  };
  swap.addEventListener("click", () => {
    single = !single;
    remember(single);
    show(false);
    if (single) cards[at].scrollIntoView({ block: "start" });
  });
  back.addEventListener("click", () => (at = Math.max(at - 1, 0), show(true)));
  on.addEventListener("click", () => (at = Math.min(at + 1, cards.length - 1), show(true)));
  single = liked() && !document.querySelector(".govuk-error-summary");
  show(false);
}

function tools() {
  const [bar, nav] = ["op-picks-step", "op-picks-step op-picks-step--foot"].map((name) => {
    const made = document.createElement("div");
    made.className = name;
    return made;
  });
  const swap = press("");
  const back = press("Back", " one");
  const on = press("Next", " project");
  const where = document.createElement("p");
  where.className = "op-picks-step__where";
  where.setAttribute("role", "status");
  bar.append(swap);
  nav.append(back, where, on);
  return { bar, nav, swap, where, back, on };
}

// `more`: the end of its name, for whoever hears it and does not see where it stands.
function press(words, more = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "op-picks-step__button";
  const unseen = document.createElement("span");
  unseen.className = "govuk-visually-hidden";
  unseen.textContent = more;
  made.append(words, ...(more ? [unseen] : []));
  return made;
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
