// What is carried along: read as carried, sealed, and dropped as soon as it may no longer be held.

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
