// Coming in and leaving.

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
  // The form itself comes back, with the reason beside it; a page of refusal has the reason alone.
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const refused = page.querySelector('main [role=alert]') || page.querySelector('main p');
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
