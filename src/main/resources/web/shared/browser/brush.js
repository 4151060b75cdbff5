// The brush of a chart: some of its columns, next to one another, chosen by dragging over them or with the arrow keys.

import { fill, h } from './dom.js';
import { percent } from './charts.js';

const DRAGS_FROM = 6;

/**
 * Lets somebody choose columns of a chart. `place` is what has the focus, `drawing` what the columns are drawn in;
 * `words(first, last)` says what is being chosen, and `chosen(first, last)` hears of it once it is. Answers the line in
 * which that is said.
 */
export function brush(place, drawing, count, { words, chosen }) {
  const shade = h('rect', { class: 'brush', y: 0, height: '100%', '--w': '0%' });
  const said = h('p', { class: 'brush-said', role: 'status' });
  let anchor;
  let head;
  let grabbed;
  let dragged = false;
  const ends = () => [Math.min(anchor, head), Math.max(anchor, head)];
  const show = (from, to) => {
    [anchor, head] = [from, to].map((index) => Math.max(0, Math.min(count - 1, index)));
    const [first, last] = ends();
    shade.setAttribute('x', percent(first / count));
    shade.style.setProperty('--w', percent((last - first + 1) / count));
    fill(said, words(first, last));
    place.dataset.brushing = '';
  };
  const clear = () => {
    anchor = undefined;
    shade.style.setProperty('--w', '0%');
    fill(said);
    delete place.dataset.brushing;
  };
  const done = () => {
    const [first, last] = ends();
    clear();
    chosen(first, last);
  };
  const columnAt = ({ clientX }) => {
    const { left, width } = drawing.getBoundingClientRect();
    return Math.floor(((clientX - left) / width) * count);
  };
  drawing.append(shade);
  drawing.addEventListener('pointerdown', (event) => {
    dragged = false;
    if (!event.button) grabbed = event;
  });
  drawing.addEventListener('pointermove', (event) => {
    if (!grabbed || (!dragged && Math.abs(event.clientX - grabbed.clientX) < DRAGS_FROM)) return;
    if (!dragged) drawing.setPointerCapture(event.pointerId);
    dragged = true;
    show(columnAt(grabbed), columnAt(event));
  });
  drawing.addEventListener('pointerup', () => {
    grabbed = undefined;
    if (dragged && anchor !== undefined) done();
  });
  drawing.addEventListener('pointercancel', () => {
    grabbed = undefined;
    clear();
  });
  drawing.addEventListener('click', (event) => dragged && event.stopPropagation(), true);
  place.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && anchor === undefined) show(step > 0 ? 0 : count - 1, step > 0 ? 0 : count - 1);
    else if (step) show(event.shiftKey ? anchor : head + step, head + step);
    else if (event.key === 'Enter' && anchor !== undefined) done();
    else if (event.key === 'Escape' && anchor !== undefined) clear();
    else return;
    event.preventDefault();
  });
  place.addEventListener('blur', clear);
  return said;
}
