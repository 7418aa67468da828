// Makes app/static/built/ from the files beside this script, and manifest.json there to find them by:
//
//   scss/NAME.scss   -> "NAME.css"          (files starting with _ are parts of others)
//   js/PATH          -> "js/PATH"           (one folder named for the content of all, so relative imports keep working)
//   fonts/, images/  -> "fonts/FILE", "images/FILE"
//
// package.json "copied" names the files taken as they are from npm packages into fonts/ and js/.
// Styles and scripts are packed once more as FILE.gz, which app/packed.py sends to browsers that take it.
// Each file made has a hash of its content in its address, so browsers may keep it for ever. In Sass write url("fonts/FILE")
// or url("images/FILE"); a name that is not there stops the build. The old folder stays until the new one is whole.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const built = path.join(here, "..", "static", "built");
const { copied } = JSON.parse(fs.readFileSync(path.join(here, "package.json"), "utf8"));

const short = (hash) => hash.digest("hex").slice(0, 12);
const hashOf = (content) => short(createHash("sha256").update(content));
const stamped = (name, content) => name.replace(/(\.[^./]+)$/, `-${hashOf(content)}$1`);

/** Every file under a source folder, as {name: content}, names with forward slashes. */
function filesIn(folder) {
  const root = path.join(here, folder);
  if (!fs.existsSync(root)) return {};
  const names = fs.readdirSync(root, { recursive: true }).filter((name) => fs.statSync(path.join(root, name)).isFile());
  return Object.fromEntries(
    names.sort().map((name) => [name.split(path.sep).join("/"), fs.readFileSync(path.join(root, name))]),
  );
}

/** Files named in package.json, as {base name: content}. */
function filesFromPackages(names = []) {
  return Object.fromEntries(names.map((name) => [path.basename(name), fs.readFileSync(path.join(modules, name))]));
}

/** Says what is wrong in a source file, and stops. */
function refuse(problem) {
  console.error(`The styles cannot be built. ${problem}`);
  process.exit(1);
}

/** The CSS of one Sass file, with the addresses in it turned into the stamped ones. */
function compile(name, addresses) {
  const options = { loadPaths: [modules, path.join(here, "scss")], quietDeps: true, style: "compressed" };
  let css = "";
  try {
    ({ css } = sass.compile(path.join(here, "scss", name), options));
  } catch (error) {
    refuse(error.message);
  }
  return css.replace(/url\((["']?)(?!data:|#)([^)"']+)\1\)/g, (_, __, target) => {
    if (!addresses[target]) refuse(`${name}: url("${target}") is neither in fonts/ nor in images/`);
    return `url(${addresses[target]})`;
  });
}

const addresses = {}; // what the app asks for -> where it is under static/built/
const outputs = {}; // where -> content

for (const [folder, files] of [
  ["fonts", { ...filesIn("fonts"), ...filesFromPackages(copied.fonts) }],
  ["images", filesIn("images")],
]) {
  for (const [name, content] of Object.entries(files)) {
    addresses[`${folder}/${name}`] = stamped(`${folder}/${name}`, content);
    outputs[addresses[`${folder}/${name}`]] = content;
  }
}

const scripts = { ...filesIn("js"), ...filesFromPackages(copied.js) };
const together = createHash("sha256");
for (const [name, content] of Object.entries(scripts)) together.update(`${name}\0`).update(content);
const scriptFolder = `js-${short(together)}`;
for (const [name, content] of Object.entries(scripts)) {
  addresses[`js/${name}`] = `${scriptFolder}/${name}`;
  outputs[`${scriptFolder}/${name}`] = content;
}

for (const name of Object.keys(filesIn("scss")).filter((name) => /^[^_/][^/]*\.scss$/.test(name))) {
  const css = compile(name, addresses);
  const sheet = name.replace(/\.scss$/, ".css");
  addresses[sheet] = stamped(sheet, css);
  outputs[addresses[sheet]] = css;
}

const fresh = `${built}.new`;
fs.rmSync(fresh, { recursive: true, force: true });
outputs["manifest.json"] = `${JSON.stringify(addresses, null, 2)}\n`;
for (const [name, content] of Object.entries(outputs)) {
  fs.mkdirSync(path.dirname(path.join(fresh, name)), { recursive: true });
  fs.writeFileSync(path.join(fresh, name), content);
  if (/\.(css|js|svg)$/.test(name)) fs.writeFileSync(path.join(fresh, `${name}.gz`), gzipSync(content, { level: 9 }));
}
fs.rmSync(built, { recursive: true, force: true });
fs.renameSync(fresh, built);
console.log(`app/static/built: ${Object.keys(addresses).length} files`);
