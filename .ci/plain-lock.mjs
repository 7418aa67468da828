// Takes the donation links out of npm's lock, so that it names no host at all. Used by "make lock".
import fs from "node:fs";

const file = "app/assets/package-lock.json";
const lock = JSON.parse(fs.readFileSync(file, "utf8"));
for (const entry of Object.values(lock.packages)) delete entry.funding;
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
