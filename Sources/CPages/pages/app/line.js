// The line: every keystroke is kept, one write after the other.

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
