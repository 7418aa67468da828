// Keeps the hall's page and what it is made of, and gives them back when there is no network. It keeps no answers: those are in hall.js.
const SHELF = "our-part-hall";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (!Array.isArray(event.data?.keep)) return;
  event.waitUntil(caches.open(SHELF).then((shelf) => Promise.all(event.data.keep.map((url) => shelf.add(new Request(url, { cache: "reload" })).catch(() => {})))));
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== self.location.origin) return;
  event.respondWith(fetch(event.request).catch(async () => (await caches.match(event.request, { ignoreVary: true })) ?? Response.error()));
});
