// Plays a release: how many participants have had which first, frame by frame, in the picture that stands there.
'use strict';
{
  const figure = document.querySelector('[data-frames]');
  const pause = 700;
  const label = ([from, to]) => (to === null ? `${from} –` : from === to ? `${from}` : `${from} – ${to}`);
  const prepare = async () => {
    const [button, when] = [figure.querySelector('[data-play]'), figure.querySelector('[data-when]')];
    const { frames } = await (await fetch(figure.dataset.frames)).json();
    const boxes = [...figure.querySelectorAll('svg rect')];
    const places = [...new Set(boxes.map((box) => Math.round(box.getAttribute('x'))))].sort((a, b) => a - b);
    // Numbers only grow, so the last place is the last frame.
    const frameOf = (box) => frames.length - places.length + places.indexOf(Math.round(box.getAttribute('x')));
    const show = (frame) => {
      for (const box of boxes) box.style.opacity = frameOf(box) <= frame ? '' : '0';
      when.textContent = label(frames[frame]);
    };
    const play = (frame) => {
      show(frame);
      if (frame + 1 < frames.length) setTimeout(play, pause, frame + 1);
      else button.disabled = false;
    };
    button.hidden = false;
    button.addEventListener('click', () => {
      button.disabled = true;
      play(0);
    });
  };
  if (figure) prepare();
}
