// A task's life as one line of phases, as long as they took, the last one growing. What it waited for that was nobody's
// to give is hatched; a wait for a person is solid, for that is what should be seen. Moments are marked across it.

import { clean, fill, h } from '../browser/dom.js';
import { everySecond, now, spoken } from '../browser/time.js';
import { seenTo } from './contact.js';
import { momentsOf } from './receipts.js';
import { isHatched, phaseColour, phaseWord } from './words.js';

const GROWS_EVERY = 10_000;

let grownAt = 0;

/** Draws a task's ribbon into an element; one that is there already is only brought up to date. */
export function ribbon(element, task) {
  const { ribbon: parts = [] } = task;
  const ended = task.ended ?? seenTo(task);
  const moments = momentsOf(task);
  const key = JSON.stringify([parts, ended, moments]);
  if (element.dataset.drawn === key) return;
  element.dataset.drawn = key;
  element.dataset.from = ended ? '' : parts.at(-1)?.from ?? '';
  const ends = [...parts.slice(1).map(({ from }) => Date.parse(from)), until(ended)];
  const told = parts.map(({ phase, from }, index) => {
    const length = ends[index] - Date.parse(from);
    return { phase, length, text: `${phaseWord(phase)}${length > 0 ? ` ${spoken(length)}` : ''}` };
  });
  const start = Date.parse(parts[0]?.from);
  element.dataset.start = start;
  element.style.setProperty('--all', weight(until(ended) - start));
  fill(element, moments.map(({ time, tone, text }) => h('b', {
    class: tone, title: text, '--at': weight(time - start),
  })), told.map(({ phase, length, text }) => h('i', {
    class: isHatched(phase) && 'hatch', title: text,
    '--c': phaseColour(phase), '--w': weight(length),
  })));
  element.setAttribute('aria-label', clean(`So far: ${[...told, ...moments].map(({ text }) => text).join(', ')}`, 600));
}

const until = (ended) => Date.parse(ended) || now();
const weight = (length) => Math.max(1, Math.round(length / 100));

/** What still lasts grows, without drawing anything anew. */
everySecond((time) => {
  if (document.hidden || time - grownAt < GROWS_EVERY) return;
  grownAt = time;
  for (const element of document.querySelectorAll('.ribbon[data-from]:not([data-from=""])')) {
    element.style.setProperty('--all', weight(time - element.dataset.start));
    element.lastElementChild?.style.setProperty('--w', weight(time - Date.parse(element.dataset.from)));
  }
});
