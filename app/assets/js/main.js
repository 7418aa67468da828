// Everything here only improves pages that already work. Each part finds its own hooks by data-attribute.
import { initAll } from "./govuk-frontend.min.js";
import { leaveNow } from "./leave_now.js";
import { readAloud } from "./read_aloud.js";
import { autosave } from "./autosave.js";
import { picks } from "./picks.js";
import { turn } from "./turn.js";
import { back } from "./back.js";
import { desk } from "./desk.js";
import { reading } from "./reading.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const part of [leaveNow, initAll, readAloud, picks, turn, back, desk, reading, autosave]) {
  try {
    part();
  } catch (fault) {
    console.error(fault); // one part failing must not stop the next
  }
}

// Heavier parts come only with the pages that have a place for them.
const later = {
  "[data-colour-wheel]": () => import("./colour.js").then(({ colour }) => colour()),
  "[data-draw]": () => import("./draw.js").then(({ draw }) => draw()),
  "[data-hall]": () => import("./hall.js").then(({ hall }) => hall()),
  "[data-record]": () => import("./record.js").then(({ record }) => record()),
};
for (const [place, come] of Object.entries(later)) {
  if (document.querySelector(place)) come().catch((fault) => console.error(fault));
}
