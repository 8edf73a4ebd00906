// Lines are kept before they are sent, and tonight's people are carried along. Every page works without this script.
'use strict';
const day = 864e5, lasts = 14 * day, idle = 9e5;
const words = document.getElementById('words').dataset;
const say = (key, value) => words[key].replace(/{\w+}/, value);
const $ = id => document.getElementById(id);
const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text ?? '' }, more);
const shell = $('carried'), page = document.documentElement, at = location.pathname;
const form = () => document.querySelector('form[action="/lines"]');

// -- The line: every keystroke is kept, one write after the other.

let chain = Promise.resolve();
const inTurn = work => chain = chain.then(work, work);
const field = () => form().elements.line;
const about = () => new FormData(form()).getAll('person').filter(Boolean);
const slot = async () => 'draft:' + await digest(kept.kid, about()) + ':';
const drafts = new Set();
let draft, dirty = false;

async function ownDraft() {
  if (draft) return;
  draft = await slot() + hex(random(8));
  hold(draft);
}
// A draft belongs to one page at a time, for as long as that is open.
const hold = key => new Promise(yes => {
  navigator.locks.request(key, { ifAvailable: true }, lock => {
    if (lock) drafts.add(key);
    yes(!!lock);
    return lock && new Promise(() => {});
  });
});

function typed() {
  if (dirty || !kept) return;
  dirty = true;
  inTurn(async () => {
    await ownDraft();
    dirty = false;
    const text = field().value, sealed = text && await seal({ text, about: about() });
    await write(meta => {
      drafts.forEach(key => meta.delete(key));
      if (text) meta.put({ kid: kept.kid, sealed }, draft);
    });
  });
}

// What was begun here stands in the field again; what was begun elsewhere is shown with the way there.
async function restore() {
  const all = starting('draft:'), mine = await slot(), texts = [];
  const keys = await read('meta', meta => meta.getAllKeys(all)), found = await read('meta', meta => meta.getAll(all));
  for (const [index, key] of keys.entries()) {
    if (found[index].kid !== kept.kid || drafts.has(key)) continue;
    const { text, about } = await unseal(found[index].sealed);
    if (!key.startsWith(mine)) elsewhere(text, about);
    else if (await hold(key)) texts.push(text);
  }
  if (!texts.length) return;
  field().value = [...texts, field().value].filter(Boolean).join('\n');
  typed();
}

let saving = false;
async function save() {
  const text = field().value, line = text.trim();
  if (!line || saving) return field().focus();
  saving = true;
  const sent = new FormData(form()), item = { line, person: about(), said: here() };
  for (const key of ['at', 'when']) if (sent.get(key)) item[key] = sent.get(key);
  try {
    const entry = await inTurn(() => put(item));
    if (field().value.startsWith(text)) field().value = field().value.slice(text.length);
    typed();
    show(entry, item, own ? 'sending' : 'here');
    navigator.storage?.persist?.();
    send();
  } catch (failure) {
    state(say('full'));
    HTMLFormElement.prototype.submit.call(form());
  } finally { saving = false; count(); }
}
// Into the outbox and out of the drafts at once: at no moment in both, at no moment in none.
async function put(item) {
  const sealed = await seal(item), entry = { kid: kept.kid, at: Date.now(), sealed };
  kept = await change(kept.kid, (keys, meta, out) => {
    out.put(Object.assign(entry, numbered(keys)), entry.n);
    drafts.forEach(key => meta.delete(key));
  });
  return entry;
}
// Seconds since 2026, or one more than the last: a store that a browser has cleared repeats no number.
function numbered(keys) {
  keys.next = Math.max(keys.next + 1, Math.floor(Date.now() / 1000) - 1767225600);
  return { n: keys.next, id: `${keys.origin}-${keys.next * 16}` };
}
const here = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 16);
};

// -- The outbox: in order, one at a time, by one page at a time.

let asked = false, failures = 0, again;
function send() {
  clearTimeout(again);
  if (asked || !own) return;
  asked = true;
  navigator.locks.request('outbox', async () => {
    asked = false;
    for (let entry; own && (entry = (await read('out', out => out.getAll())).find(one => one.kid === kept.kid && !one.refused));) {
      if (await sent(entry)) { failures = 0; count(); continue; }
      rows.get(entry.n)?.querySelector('.state')?.replaceChildren(say('here'));
      const pause = Math.min(300, 2 ** ++failures) * (750 + Math.random() * 500);
      if (!blocked) again = setTimeout(send, pause);
      break;
    }
    count();
  });
}

const renumber = async entry => {
  kept = await change(kept.kid, (keys, meta, out) => out.put({ ...entry, id: numbered(keys).id }, entry.n));
};
const gone = async entry => {
  await write((meta, out) => out.delete(entry.n));
  kept = await change(kept.kid, keys => { keys.contact = Date.now(); });
};

async function sent(entry, isSecond) {
  const { said, error, who, ...item } = await unseal(entry.sealed);
  if (!me && !await meet()) return false;
  // A new seat has a new origin. What the log has under the old one was sent; all else takes a new id.
  if (!entry.id.startsWith(kept.origin)) {
    const answer = await fetch('/api/sync/seen?id=' + entry.id).catch(() => ({}));
    if (!answer.ok) return false;
    await ((await answer.json()).seen ? gone(entry) : renumber(entry));
    return true;
  }
  if (!item.when && Date.now() - entry.at > 6e5) item.when = said;
  let answer, told;
  try {
    answer = await fetch('/api/lines', {
      method: 'POST', signal: AbortSignal.timeout(20000), body: JSON.stringify({ ...item, id: entry.id }),
      headers: { 'Content-Type': 'application/json', 'Tillid-Token': me.token } });
    told = await answer.json();
  } catch { return false; }
  if (answer.ok) {
    await gone(entry);
    show(entry, item, 'sent', told);
    return true;
  }
  if (answer.status === 401 || answer.status === 403 && !isSecond) {
    me = undefined;
    return answer.status === 403 ? await meet() && sent(entry, true) : (await meet(), false);
  }
  if (answer.status === 409) {
    await renumber(entry);
    return true;
  }
  if (![400, 403, 413, 422].includes(answer.status)) return false;
  const refused = { ...item, said, error: told.error, who: told.who };
  const sealed = await seal(refused);
  await write((meta, out) => out.put({ ...entry, sealed, refused: true }, entry.n));
  show({ ...entry, refused: true }, refused);
  return true;
}

// -- What is shown of it.

const rows = new Map();
function told() {
  if (!$('told')) form().before(make('ul', '', { id: 'told', ariaLive: 'polite' }));
  return $('told');
}

function show(entry, item, how, answer) {
  if (!form()) return;
  const row = rows.get(entry.n) || make('li');
  rows.set(entry.n, row);
  row.replaceChildren(make('span', item.line), make('span', item.error || say(how), { className: item.error ? 'state refused' : 'state' }));
  if (entry.refused) row.append(mending(entry, item, row));
  if (answer) row.append(...outcome(answer, row));
  if (!row.isConnected) told().append(row);
}

function elsewhere(text, about) {
  const row = make('li', text);
  row.append(make('span', say('begun'), { className: 'state' }), make('a', say('goon'), { href: about.length ? `/people/${about[0]}/brief` : '/tonight', className: 'back' }));
  told().append(row);
}

function mending(entry, item, row) {
  const acts = make('div', '', { className: 'actions' });
  const leave = () => { row.remove(); return write((meta, out) => out.delete(entry.n)).then(count); };
  const mend = make('button', say('mend'), { className: 'quiet', onclick: async () => {
    field().value = [item.line, field().value].filter(Boolean).join('\n');
    await ownDraft();
    const sealed = await seal({ text: field().value, about: about() });
    await write((meta, out) => { meta.put({ kid: kept.kid, sealed }, draft); out.delete(entry.n); });
    row.remove();
    field().focus();
    count();
  } });
  // Several bear the name: the helper says who is meant, and the line goes again.
  for (const one of item.who || []) acts.append(make('button', [one.shown, one.others].filter(Boolean).join(', '), { onclick: async () => {
    const sealed = await seal({ ...item, meant: [...item.meant || [], one.person], error: undefined, who: undefined });
    await write((meta, out) => out.put({ ...entry, sealed, refused: undefined }, entry.n));
    send();
  } }));
  acts.append(mend, make('button', say('drop'), { className: 'quiet', onclick: () => confirm(say('sure')) && leave() }));
  return acts;
}

function outcome(told, row) {
  const chips = make('ul', '', { className: 'chips' }), acts = make('div', '', { className: 'actions' });
  for (const chip of told.chips || []) chips.append(make('li', chip.name, { className: 'chip', title: chip.words || '' }));
  const undo = make('button', say('undo'), { className: 'quiet', onclick: async () => {
    const answer = await fetch('/api' + told.undo, { method: 'POST', headers: { 'Tillid-Token': me.token } }).catch(() => ({}));
    if (!answer.ok) return location.assign('/lines/' + told.event);
    row.querySelector('.state').textContent = say('undone');
    chips.remove();
    undo.remove();
  } });
  acts.append(make('a', say('mend'), { href: '/lines/' + told.event }), undo);
  const said = [told.masked && say('masked'), told.presenceOnly?.length && say('unknown', told.presenceOnly.join(', '))];
  return [chips, ...said.filter(Boolean).map(text => make('span', text, { className: 'state' })), acts];
}

async function count() {
  const all = await read('out', out => out.getAll()), bar = $('waiting'), number = all.length;
  const text = number === 1 ? say('waits') : say('wait', number), parts = [];
  if (number && (Date.now() - all[0].at > 1500 || !navigator.onLine || blocked || all[0].refused)) {
    parts.push(text + ' ');
    const to = blocked === 'unlock' ? ['/unlock?to=' + encodeURIComponent(at), 'unlock'] : blocked ? ['/', 'signin'] : shell ? null : ['/offline', 'see'];
    if (to) parts.push(make('a', say(to[1]), { href: to[0] }));
    const age = Date.now() - all[0].at, left = Math.ceil((kept.contact + lasts - Date.now()) / day);
    const isKept = await navigator.storage?.persisted?.();
    const risk = navigator.standalone === false ? say('install') : age > 5 * day && !isKept ? say('clears') : left < 5 ? say('expires', left) : '';
    if (risk) parts.push(make('small', risk, { className: 'risk' }));
  } else if (number) setTimeout(count, 1600);
  if (bar.textContent !== parts.map(part => part.textContent ?? part).join('')) bar.replaceChildren(...parts);
}
const state = text => { const line = $('state') || $('waiting'); if (line) line.textContent = text; };

// -- What is carried along: read as carried, sealed, and dropped as soon as it may no longer be held.

async function carry() {
  const stop = form()?.elements.at?.value ?? '', key = 'carry:' + await digest(kept.kid, stop);
  const last = await read('meta', meta => meta.get(key));
  if (at === '/tonight' && !(last && Date.now() - last.at < 3 * 36e5)) {
    const answer = await fetch('/api/sync/tonight?' + new URLSearchParams(stop ? { stop } : {}));
    if (!answer.ok) return;
    const sealed = await seal(await answer.json());
    await write(meta => meta.put({ kid: kept.kid, at: Date.now(), sealed }, key));
  } else await dropStrangers();
}

async function carried() {
  const all = starting('carry:'), found = [];
  const keys = await read('meta', meta => meta.getAllKeys(all)), values = await read('meta', meta => meta.getAll(all));
  for (const [index, value] of values.entries())
    if (value.kid === kept.kid) found.push({ key: keys[index], at: value.at, told: await unseal(value.sealed) });
  return found;
}

async function dropStrangers() {
  const all = await carried(), body = new URLSearchParams();
  all.forEach(one => one.told.people.forEach(each => body.append('person', each.person)));
  if (!body.size || sessionStorage.held > Date.now() - 6e4) return;
  const answer = await fetch('/api/sync/held', { method: 'POST', body, headers: { 'Tillid-Token': me.token } });
  if (!answer.ok) return;
  sessionStorage.held = Date.now();
  const { keep } = await answer.json();
  for (const { key, at, told } of all) {
    const people = told.people.filter(each => keep.includes(each.person));
    if (people.length === told.people.length) continue;
    const sealed = await seal({ ...told, people });
    await write(meta => meta.put({ kid: kept.kid, at, sealed }, key));
  }
}

// -- Coming in and leaving.

// The PIN also shuts the store key, so that the app opens with it where there is no connection.
async function enter(event, action) {
  const entering = event.target, pin = entering.elements.pin.value;
  event.preventDefault();
  let answer;
  try {
    answer = await fetch(action, { method: 'POST', redirect: 'manual', body: new URLSearchParams(new FormData(entering)) });
  } catch { return HTMLFormElement.prototype.submit.call(entering); }
  if (answer.type === 'opaqueredirect' || answer.ok) {
    // Without a store (a private window, a full disk) the pages work as plain pages.
    await meet(pin).catch(() => {});
    return location.assign(entering.elements.to?.value || (action === '/me/pin' ? '/me' : '/'));
  }
  const refused = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main p');
  const alert = entering.querySelector('[role=alert]') || entering.appendChild(make('p', '', { className: 'warning', role: 'alert' }));
  alert.textContent = refused?.textContent || '';
  entering.elements.pin.select();
}

async function leave(event) {
  event.preventDefault();
  const number = await read('out', out => out.count());
  if (number && !confirm(say('leave', number))) return;
  if (kept) await wipe(kept.kid, true);
  tell({ forget: true });
  HTMLFormElement.prototype.submit.call(event.target);
}

let seen = Date.now();
function watch() {
  ['input', 'pointerdown', 'keydown', 'scroll'].forEach(kind => addEventListener(kind, () => { seen = Date.now(); }, { passive: true }));
  setInterval(() => {
    if (own && Date.now() - seen > idle) { tell({ forget: true }); location.reload(); }
    else if (own && !document.hidden) tell({ hold: own, of: kept.kid });
  }, 1e4);
}

async function follow(element) {
  const answer = await fetch(location.href).catch(() => null);
  const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(element.id);
  if (fresh) { element.replaceWith(fresh); element = fresh; }
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
