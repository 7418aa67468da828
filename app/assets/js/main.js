// Everything here only improves pages that already work. Each part finds its own hooks by data-attribute.
import { initAll } from "./govuk-frontend.min.js";
import { leaveNow } from "./leave_now.js";
import { readAloud } from "./read_aloud.js";
import { autosave } from "./autosave.js";
import { picks } from "./picks.js";
import { turn } from "./turn.js";
import { back } from "./back.js";
import { reading } from "./reading.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const part of [leaveNow, initAll, readAloud, picks, turn, back, reading, autosave]) {
  try {
    part();
  } catch (fault) {
    console.error(fault); // one part failing must not stop the next
  }
}
