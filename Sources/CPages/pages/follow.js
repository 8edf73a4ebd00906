// Follows long works: how far they are, until one has ended; then the page is fetched anew, unless somebody writes.
'use strict';
const followed = document.querySelector('[data-follow]');
const isWriting = () => document.activeElement?.matches('textarea, input');
const show = (card, work) => {
  const line = card.querySelector('[data-line]');
  const bar = card.querySelector('progress');
  if (line) line.textContent = work.line;
  if (bar && work.percent !== undefined) bar.value = work.percent;
};
const look = async () => {
  let pause = 1000;
  try {
    const { works } = await (await fetch(followed.dataset.follow)).json();
    for (const card of document.querySelectorAll('[data-work]')) {
      const work = works.find((work) => work.work === card.dataset.work);
      if (work?.state === card.dataset.state) show(card, work);
      else if (!isWriting()) return location.reload();
    }
  } catch {
    pause = 5000;
  }
  setTimeout(look, pause);
};
if (followed) look();
