// The outbox: in order, one at a time, by one page at a time.

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
