// What is shown of lines that were written here.

const rows = new Map();
function told() {
  if (!$('told')) form().before(make('ul', '', { id: 'told', ariaLive: 'polite' }));
  return $('told');
}

function show(entry, item, how, answer) {
  if (!form()) return;
  const row = rows.get(entry.n) || make('li');
  rows.set(entry.n, row);
  row.replaceChildren(make('span', answer?.masked ? answer.line || '' : item.line), make('span', item.error || say(how), { className: item.error ? 'state refused' : 'state' }));
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
