// Drawing on the page: six colours, two pens, undo and start again. The picture goes into the form's own file box, so it is sent as a
// photo of a drawing would be. Until it is sent it is kept in this tab alone, and "Leave now" forgets it.
import { give } from "./give.js";

const COLOURS = [["Black", "#16211b"], ["Red", "#a1261c"], ["Blue", "#1b4f9c"], ["Green", "#1c5a3a"], ["Yellow", "#e2a12c"], ["Purple", "#6a3d9a"]];
const PENS = [["Thin pen", 5], ["Thick pen", 16]];
const [WIDE, HIGH] = [900, 640];
const MOST = 20000; // points; more than a child draws, and few enough to keep

export function draw() {
  const room = document.querySelector("[data-draw]");
  const file = room.querySelector("input[type=file]");
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDE, height: HIGH, className: "op-draw__sheet" });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Your drawing. To send one without a mouse or a finger, choose a photo below.");
  const key = `drawing:${location.pathname}`;
  const state = { strokes: kept(key), colour: COLOURS[0][1], pen: PENS[0][1], on: null };
  const tools = document.createElement("div");
  tools.className = "op-draw__tools";
  choices(tools, "Colour", COLOURS, (value) => { state.colour = value; }, true);
  choices(tools, "Pen", PENS, (value) => { state.pen = value; });
  const changed = () => {
    paint(canvas, state.strokes);
    keep(key, state.strokes);
    canvas.toBlob((blob) => give(file, state.strokes.length ? blob : null, "drawing.png"), "image/png");
  };
  act(tools, "Undo", () => { state.strokes.pop(); changed(); });
  act(tools, "Start again", () => { state.strokes = []; changed(); });
  room.prepend(canvas, tools);
  hand(canvas, state, changed);
  if (state.strokes.length) {
    room.closest("details").open = true;
    changed();
  } else paint(canvas, []);
}

function hand(canvas, state, changed) {
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [Math.round(((event.clientX - box.left) / box.width) * WIDE), Math.round(((event.clientY - box.top) / box.height) * HIGH)];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (state.strokes.reduce((sum, one) => sum + one.points.length, 0) > MOST) return;
    state.on = { colour: state.colour, pen: state.pen, points: [at(event)] };
    state.strokes.push(state.on);
    canvas.setPointerCapture(event.pointerId);
    paint(canvas, state.strokes);
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!state.on) return;
    state.on.points.push(at(event));
    paint(canvas, state.strokes);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      if (!state.on) return;
      state.on = null;
      changed();
    });
  }
}

function paint(canvas, strokes) {
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, WIDE, HIGH);
  pen.lineCap = pen.lineJoin = "round";
  for (const { colour, pen: width, points } of strokes) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    points.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    if (points.length === 1) pen.lineTo(points[0][0] + 0.1, points[0][1]);
    pen.stroke();
  }
}

function choices(tools, name, offered, choose, coloured = false) {
  const group = document.createElement("div");
  group.className = "op-draw__group";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", name);
  offered.forEach(([words, value], n) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "op-draw__tool", textContent: words });
    if (coloured) button.dataset.colour = words.toLowerCase();
    button.setAttribute("aria-pressed", String(n === 0));
    button.addEventListener("click", () => {
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === button));
      choose(value);
    });
    group.append(button);
  });
  tools.append(group);
}

function act(tools, words, done) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "op-draw__tool", textContent: words });
  button.addEventListener("click", done);
  tools.append(button);
}

function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}

function keep(key, strokes) {
  try {
    if (strokes.length) sessionStorage.setItem(key, JSON.stringify(strokes));
    else sessionStorage.removeItem(key);
  } catch {
    // no room or not allowed: the drawing is still on the page
  }
}
