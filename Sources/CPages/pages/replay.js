// Plays a release: how many participants have had which first, frame by frame, in the picture that stands there.
'use strict';
const figure = document.querySelector('[data-frames]');
const button = figure?.querySelector('[data-play]');
const when = figure?.querySelector('[data-when]');
const pause = 700;
const prepare = async () => {
  const told = await (await fetch(figure.dataset.frames)).json();
  const boxes = [...figure.querySelectorAll('svg rect')];
  const columns = [...new Set(boxes.map((box) => Math.round(box.getAttribute('x'))))].sort((a, b) => a - b);
  const frameOf = (box) => columns.indexOf(Math.round(box.getAttribute('x')));
  const label = ([from, to]) => (to === null ? `${from} –` : `${from} – ${to}`);
  const show = (frame) => {
    for (const box of boxes) box.style.opacity = frameOf(box) <= frame ? '' : '0';
    when.textContent = label(told.frames[Math.min(frame, told.frames.length - 1)]);
  };
  const play = (frame) => {
    show(frame);
    if (frame + 1 < columns.length) setTimeout(play, pause, frame + 1);
    else button.disabled = false;
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    play(0);
  });
};
if (figure) prepare();
