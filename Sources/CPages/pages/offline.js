// The page without a connection: whom was carried along, their briefs, and the PIN that opens them.
'use strict';
const tries = 5;

let people = [];
async function list() {
  const all = await carried();
  people = [...new Map(all.flatMap(one => one.told.people).map(each => [each.person, each])).values()];
  const when = all.length && new Date(Math.max(...all.map(one => one.at))).toLocaleString(page.lang, { weekday: 'long', hour: '2-digit', minute: '2-digit' });
  $('asof').textContent = all.length ? say('asof', when) : say('none');
  // Where the evening is, as far as the phone knows.
  const today = all.filter(one => one.told.stop && Date.now() - one.at < 864e5);
  if (today.length === 1) form().append(make('input', '', { type: 'hidden', name: 'at', value: today[0].told.stop }));
  $('pin').hidden = true;
  $('list').hidden = false;
  look();
}

function look() {
  const asked = location.hash.slice(1) || /^\/people\/(\w+)\//.exec(at)?.[1], one = people.find(each => each.person === asked);
  const like = $('find').value.toLocaleLowerCase(page.lang);
  shell.replaceChildren(...people.filter(each => each.name.toLocaleLowerCase(page.lang).includes(like)).map(each => {
    const row = make('li');
    row.append(make('a', each.name, { href: '#' + each.person }));
    if (each.lastSeen) row.append(' ', make('span', say('last', spoken(each.lastSeen)), { className: 'soft' }));
    return row;
  }));
  $('list').hidden = !!one;
  $('brief').hidden = !one;
  form().querySelector('[name=person]')?.remove();
  $('title').textContent = one ? one.name : words.title;
  if (!one) return;
  form().append(make('input', '', { type: 'hidden', name: 'person', value: one.person }));
  $('brief').replaceChildren(...one.brief.parts.map(part), make('a', words.back, { href: '#', className: 'back' }));
}

const spoken = day => /^\d{4}-\d\d-\d\d$/.test(day)
  ? new Date(day).toLocaleDateString(page.lang, { day: 'numeric', month: 'long' }) : day;

function part({ heading, row, remark, alternative }) {
  if (!row) return make(heading ? 'h2' : 'p', heading || remark || alternative, { className: heading ? '' : 'remark' });
  const line = make('p', '', { className: 'row' });
  line.append(make('b', row.label), ' ', row.text);
  return line;
}

async function tryPin(event) {
  event.preventDefault();
  const pin = $('code').value;
  $('code').value = '';
  // A try is counted before it is made.
  kept = await change(kept.kid, keys => { if (keys.pin) keys.pin.wrong++; });
  try {
    const { salt, iv, data } = kept.pin;
    const raw = await subtle.decrypt({ name: 'AES-GCM', iv }, await pinKey(pin, salt), data);
    await change(kept.kid, keys => { keys.pin.wrong = 0; });
    await unlock(new Uint8Array(raw));
    await ready();
  } catch {
    const left = tries - (kept.pin?.wrong ?? tries);
    if (left < 1) kept = await change(kept.kid, keys => { delete keys.pin; });
    $('wrong').textContent = left < 1 ? say('gone') : say('wrong', left);
  }
}

$('main').before(document.querySelector('.bar'));
$('pin').addEventListener('submit', tryPin);
$('find').addEventListener('input', look);
addEventListener('hashchange', look);
