// What begins with a page, and what listens while it is open.

async function follow(element) {
  const answer = await fetch(location.href).catch(() => null);
  const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(element.id);
  const isTouched = element.contains(document.activeElement);
  if (fresh && !isTouched && !fresh.isEqualNode(element)) { element.replaceWith(fresh); element = fresh; }
  if ('follow' in element.dataset) setTimeout(follow, 2000, element);
}

async function ready() {
  for (const entry of await read('out', out => out.getAll()))
    if (entry.kid === kept.kid) { const item = await unseal(entry.sealed); show(entry, item, 'here'); }
  if (shell) await list();
  if (form()) await restore();
  send();
  count();
}

document.addEventListener('submit', event => {
  const { target } = event, action = new URL(target.getAttribute('action') || '', location).pathname;
  if (db && action === '/sign-out') leave(event);
  else if (action === '/lock') tell({ forget: true });
  else if (db && target.elements.pin && !target.elements.kept && /^\/(sign-in\/|unlock|me\/pin)/.test(action)) enter(event, action);
  else if (action === '/lines' && kept) { event.preventDefault(); save(); }
});
document.addEventListener('input', event => {
  if (event.target.name === 'line') typed();
});
// A file that is chosen goes into the field that would be sent; a text that is shown is saved as a file.
document.addEventListener('change', async event => {
  const into = document.getElementById(event.target.dataset.into);
  if (into && event.target.files[0]) into.value = await event.target.files[0].text();
});
document.addEventListener('click', event => {
  const link = event.target.closest('[data-save]');
  if (link) link.href = URL.createObjectURL(new Blob([document.getElementById(link.dataset.save).value]));
});
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.name === 'line') event.target.form.requestSubmit();
});

async function begin() {
  if (!shell) localStorage.theme = page.dataset.theme || '';
  else if (localStorage.theme) page.dataset.theme = localStorage.theme;
  document.querySelectorAll('[data-follow]').forEach(follow);
  if ('serviceWorker' in navigator) {
    navigator.serviceWorker.register('/sw.js');
    navigator.serviceWorker.ready.then(ready => shell || ready.active.postMessage({ chosen: page.lang }));
  }
  db = await opened();
  db.onversionchange = () => db.close();
  for (const keys of await read('meta', meta => meta.getAll(starting('keys:'))))
    if (Date.now() - keys.contact > lasts) await wipe(keys.kid, true);
  const now = await read('meta', meta => meta.get('now'));
  kept = now && await read('meta', meta => meta.get('keys:' + now));
  watch();
  if (kept) count();
  const held = kept && await heldByWorker();
  if (held?.of === kept?.kid) own = held?.key;
  if (own) await ready();
  else if (shell && kept?.pin) $('pin').hidden = false;
  if (!shell && !('in' in document.body.dataset)) return;
  const wasOpen = own;
  if (await meet()) {
    if (!wasOpen) await ready();
    if (shell) $('state').replaceChildren(make('a', say('signal'), { href: (at === '/offline' ? '/tonight' : at) + '?wait=1' }));
    send();
    // What could not be carried along is tried again on the next page.
    if ('helper' in document.body.dataset) setTimeout(() => carry().catch(() => {}), 1000);
  }
}
addEventListener('online', send);
document.addEventListener('visibilitychange', () => document.hidden || send());
addEventListener('DOMContentLoaded', begin);
