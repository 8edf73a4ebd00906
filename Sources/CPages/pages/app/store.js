// What lies on the device is sealed: anybody may add to it, only the key that comes with signing in opens it.
'use strict';
const subtle = crypto.subtle, curve = { name: 'ECDH', namedCurve: 'P-256' };
const random = count => crypto.getRandomValues(new Uint8Array(count));
const hex = bytes => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');
const digest = async (...parts) => hex(await subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts))));
// The database; who is signed in, as the server says; the keys of the account here; its private key while it is open;
// and what has to be done before lines can be sent: `unlock` or `signin`.
let db, me, kept, own, blocked = '';

// -- The store: meta (keys, drafts, what is carried along) and out (what waits to be sent, by number).

const opened = () => new Promise((yes, no) => {
  const ask = indexedDB.open('tillid', 1);
  ask.onupgradeneeded = () => ['meta', 'out'].forEach(each => ask.result.createObjectStore(each));
  ask.onsuccess = () => yes(ask.result);
  ask.onerror = () => no(ask.error);
});
// One transaction; it is done when it lies on the disk.
const write = work => new Promise((yes, no) => {
  const all = db.transaction(['meta', 'out'], 'readwrite', { durability: 'strict' });
  const box = {};
  all.oncomplete = () => yes(box.is);
  all.onabort = () => no(all.error);
  work(all.objectStore('meta'), all.objectStore('out'), box);
});
const read = (store, ask) => new Promise((yes, no) => {
  const asked = ask(db.transaction(store).objectStore(store));
  asked.onsuccess = () => yes(asked.result);
  asked.onerror = () => no(asked.error);
});
const starting = prefix => IDBKeyRange.bound(prefix, prefix + '\uffff');
const change = (kid, edit) => write((meta, out, box) => {
  meta.get('keys:' + kid).onsuccess = event => {
    const keys = event.target.result;
    if (keys) { edit(keys, meta, out); meta.put(box.is = keys, 'keys:' + kid); }
  };
});
// All of one account; with `lines`, also those that wait.
const wipe = (kid, lines) => write((meta, out) => {
  meta.openCursor().onsuccess = event => {
    const one = event.target.result;
    if (!one) return;
    const isTheirs = one.key === 'keys:' + kid || one.value.kid === kid;
    if (one.key === 'keys:' + kid && !lines) { delete one.value.pin; one.update(one.value); }
    else if (isTheirs && (lines || one.key.startsWith('carry:'))) one.delete();
    one.continue();
  };
  if (lines) out.openCursor().onsuccess = event => {
    const one = event.target.result;
    if (one) { if (one.value.kid === kid) one.delete(); one.continue(); }
  };
});

// -- Sealing: to the account's public key, so that a line is kept also while the app is locked.

const sealing = async (secret, open, salt) => subtle.deriveKey(
  { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode('tillid store') },
  await subtle.importKey('raw', await subtle.deriveBits({ name: 'ECDH', public: open }, secret, 256), 'HKDF', false, ['deriveKey']),
  { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const publicKey = raw => subtle.importKey('raw', raw, curve, false, []);
async function seal(value) {
  const once = await subtle.generateKey(curve, false, ['deriveBits']), iv = random(12);
  const from = await subtle.exportKey('raw', once.publicKey);
  const key = await sealing(once.privateKey, await publicKey(kept.open), from);
  return { from, iv, data: await subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
}
async function unseal({ from, iv, data }) {
  const key = await sealing(own, await publicKey(from), from);
  return JSON.parse(new TextDecoder().decode(await subtle.decrypt({ name: 'AES-GCM', iv }, key, data)));
}
const pinKey = async (pin, salt) => subtle.deriveKey(
  { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600000 },
  await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']),
  { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

// The store key comes from the server or out of the PIN. It opens the private key, which no script can read out.
async function unlock(raw, { origin, pin } = {}) {
  const kid = hex(await subtle.digest('SHA-256', raw)).slice(0, 16), aes = { name: 'AES-GCM', iv: random(12) };
  const store = await subtle.importKey('raw', raw, 'AES-GCM', false, ['wrapKey', 'unwrapKey']);
  const wrapped = pin && { salt: random(16), iv: random(12), wrong: 0 };
  if (pin) wrapped.data = await subtle.encrypt({ name: 'AES-GCM', iv: wrapped.iv }, await pinKey(pin, wrapped.salt), raw);
  await navigator.locks.request('keys', async () => {
    if (!await read('meta', meta => meta.get('keys:' + kid))) {
      const pair = await subtle.generateKey(curve, true, ['deriveBits']);
      const first = {
        kid, iv: aes.iv, open: await subtle.exportKey('raw', pair.publicKey),
        shut: await subtle.wrapKey('pkcs8', pair.privateKey, store, aes), contact: Date.now(), next: 0 };
      await write(meta => meta.put(first, 'keys:' + kid));
    }
    kept = await change(kid, (keys, meta) => {
      if (origin) { keys.origin = origin; keys.contact = Date.now(); }
      if (wrapped) keys.pin = wrapped;
      meta.put(kid, 'now');
    });
  });
  own = await subtle.unwrapKey(
    'pkcs8', kept.shut, store, { name: 'AES-GCM', iv: kept.iv }, curve, false, ['deriveBits']);
  tell({ hold: own, of: kid });
}

// While the app is open its worker holds the key, so that the next page need not ask; ten seconds later it is gone.
const worker = () => navigator.serviceWorker?.controller;
const tell = message => worker()?.postMessage(message);
const heldByWorker = () => new Promise(yes => {
  if (!worker()) return yes();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = event => yes(event.data);
  worker().postMessage({ ask: true }, [port2]);
  setTimeout(yes, 1000);
});

// Asks who is signed in here; true when the server has answered so and the store is open.
async function meet(pin) {
  try {
    const answer = await fetch('/api/me', { signal: AbortSignal.timeout(20000) }), told = await answer.json();
    if (answer.ok && told.storeKey) {
      me = told;
      blocked = '';
      await unlock(Uint8Array.from(atob(told.storeKey), one => one.charCodeAt(0)), { origin: told.origin, pin });
      return true;
    }
    blocked = answer.status !== 401 ? '' : told.isLocked ? 'unlock' : 'signin';
    if (blocked === 'signin' && kept) await wipe(kept.kid, false);
  } catch { me = undefined; }
  return false;
}
