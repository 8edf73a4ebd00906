// Answers when there is no connection, and holds the key while the app is open: in memory, never on the disk.
// Only files without a person in them are kept here. Pages never are.
'use strict';
const version = 'VERSION';
const shelf = 'files ' + version;
const files = ['app.css', 'app.js', 'offline.js', 'icon.svg'].map(name => `/files/${name}?v=${version}`);
// So long a page may take before what was carried along is shown instead; other pages are waited for.
const isSlow = () => /[23]g/.test(navigator.connection?.effectiveType ?? '');
const patience = path => path === '/' || path === '/tonight' ? (isSlow() ? 100 : 400) : /^\/people\/[^/]+\/brief$/.test(path) ? 2500 : 0;

self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(shelf);
  await cache.addAll(files);
  for (const lang of ['da', 'en']) await keepShell(cache, lang);
  await self.skipWaiting();
})()));

// Asked for as by a stranger: nobody's name is in it.
async function keepShell(cache, lang) {
  const answer = await fetch('/offline', {
    credentials: 'omit', cache: 'no-store', headers: { 'Accept-Language': lang } });
  if (answer.ok) await cache.put('/offline?' + lang, answer);
}

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== shelf) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/files/')) event.respondWith(file(event.request, url));
  else if (event.request.mode === 'navigate') event.respondWith(page(event.request, url));
});

async function file(request, url) {
  return await caches.match(request, { ignoreSearch: !url.search }) || fetch(request);
}

async function page(request, url) {
  const wait = url.searchParams.has('wait') ? 0 : patience(url.pathname);
  const stop = new AbortController();
  const timer = wait && setTimeout(() => stop.abort(), wait);
  try {
    const answer = await fetch(request, { signal: stop.signal });
    if (answer.status < 502 || answer.status > 504) return answer;
    return await shell() || answer;
  } catch (failure) {
    return await shell() || Response.error();
  } finally {
    clearTimeout(timer);
  }
}

let lang = (self.navigator.language || 'da').slice(0, 2) === 'en' ? 'en' : 'da';
async function shell() {
  const cache = await caches.open(shelf);
  const chosen = await (await caches.match('/lang'))?.text() || lang;
  return await cache.match('/offline?' + chosen) || await cache.match('/offline?da');
}

// The key of an app that is open: asked for by its next page, forgotten when it is idle or this worker ends.
let held = null;
self.addEventListener('message', event => {
  const { ask, hold, of, forget, chosen } = event.data;
  if (hold) held = { key: hold, of };
  if (forget) held = null;
  if (chosen) caches.open(shelf).then(cache => cache.put('/lang', new Response(chosen)));
  if (ask) event.ports[0].postMessage(held);
});
