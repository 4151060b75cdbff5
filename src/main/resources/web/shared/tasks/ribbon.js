// A task's life as one line of phases, as long as they took, the last one growing. What it waited for that was nobody's
// to give is hatched; a wait for a person is solid, for that is what should be seen. Across it stand marks: what was
// asked of its source, and what was thought of it wrongly.

import { clean, fill, h } from '../browser/dom.js';
import { everySecond, now, spoken } from '../browser/time.js';
import { seenTo } from './contact.js';
import { momentsOf } from './moments.js';
import { isHatched, phaseColour, phaseWord } from './words.js';

const GROWS_EVERY = 10_000;

let grownAt = 0;

/** Draws a task's ribbon into an element; one that is there already is only brought up to date. */
export function ribbon(element, task) {
  const { ribbon: parts = [] } = task;
  const ended = task.ended ?? seenTo(task);
  const marks = momentsOf(task);
  const key = JSON.stringify([parts, ended, marks]);
  if (element.dataset.drawn === key) return;
  element.dataset.drawn = key;
  const ends = [...parts.slice(1).map(({ from }) => Date.parse(from)), until(ended)];
  const told = parts.map(({ phase, from }, index) => {
    const length = ends[index] - Date.parse(from);
    const start = Date.parse(from);
    return { phase, start, end: ends[index], text: `${phaseWord(phase)}${length > 0 ? ` ${spoken(length)}` : ''}` };
  });
  const pieces = told.flatMap((part, index) => cut(part, marks, index, told.length));
  fill(element, pieces.map((piece) => (piece.mark ? tick(piece.mark) : bar(piece))));
  element.dataset.from = ended || !pieces.length ? '' : new Date(pieces.at(-1).start).toISOString();
  const all = [...told, ...marks].map(({ text }) => text).join(', ');
  element.setAttribute('aria-label', clean(`So far: ${all}`, 600));
}

/** A part in pieces, with the marks between them that are in its time; the last part has those that came later. */
function cut(part, marks, index, parts) {
  const { start, end } = part;
  const isLast = index === parts - 1;
  const within = marks.filter(({ time }) => (time >= start || !index) && (time < end || isLast));
  let from = start;
  const pieces = within.flatMap((mark) => {
    const to = Math.min(Math.max(mark.time, from), end);
    const before = to > from ? [{ ...part, start: from, end: to }] : [];
    from = to;
    return [...before, { mark }];
  });
  return from < end || !within.length || isLast ? [...pieces, { ...part, start: from }] : pieces;
}

const bar = ({ phase, start, end, text }) => h('i', { class: isHatched(phase) && 'hatch', title: text,
  '--c': phaseColour(phase), '--w': weight(end - start) });
const tick = ({ tone, text }) => h('b', { class: tone || undefined, title: text });

const until = (ended) => Date.parse(ended) || now();
const weight = (length) => Math.max(1, Math.round(length / 100));

/** What still lasts grows, without drawing anything anew. */
everySecond((time) => {
  if (document.hidden || time - grownAt < GROWS_EVERY) return;
  grownAt = time;
  for (const element of document.querySelectorAll('.ribbon[data-from]:not([data-from=""])')) {
    element.lastElementChild?.style.setProperty('--w', weight(time - Date.parse(element.dataset.from)));
  }
});
