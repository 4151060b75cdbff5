// What a timeline marks besides its bars: where a phase changed, where a wait began and ended, and when somebody was
// wanted. Each says in words what it marks.

import { clean } from '../shared/browser/dom.js';
import { clock, spoken, stretch } from '../shared/browser/time.js';
import { asksPerson, GROUPS, phaseWord, reasonWord } from '../shared/tasks/words.js';

/** Where the phase changed from one part to the next, as `{ time, told }`. */
export function turns(segments) {
  return segments.slice(1).map((next, index) => [segments[index], next])
    .filter(([before, next]) => before.phase !== next.phase)
    .map(([before, { phase, start }]) =>
      ({ time: start, told: [`${phaseWord(before.phase)} → ${phaseWord(phase)}`, clock(start)] }));
}

/**
 * Where waits began and ended, as `{ time, ends, asks, told }`; `asks` are those for a person. Where one wait follows
 * another, only what begins is marked.
 */
export function waits(segments) {
  const all = segments.filter(({ reason }) => reason && reason !== 'suspected_stall');
  const begins = new Set(all.map(({ start }) => start));
  return all.flatMap((one) => {
    const { phase, reason, to, start, stop } = one;
    const asks = asksPerson(phase);
    const began = { time: start, ends: false, asks, told: [`began to wait for ${reasonWord(reason)}`, clock(start)] };
    const long = `no longer waits for ${reasonWord(reason)}, after ${spoken(stop - start)}`;
    return to && !begins.has(stop) ? [began, { time: stop, ends: true, asks, told: [long, clock(stop)] }] : [began];
  });
}

/** When the task wanted somebody, as `{ from, to, tone, told }`, by the line of its life. */
export function wanted({ ribbon = [], ended }, end) {
  return ribbon.map(({ phase, from }, index) => {
    const group = asksPerson(phase) ? 'needs_you' : phase === 'stalled' && 'stuck';
    const next = ribbon[index + 1]?.from;
    const [start, stop] = [Date.parse(from), Date.parse(next ?? ended ?? '') || end];
    const word = group === 'stuck' ? 'looked stuck' : 'needed you';
    return group && { from: start, to: stop, tone: GROUPS[group].tone, word,
      told: [`${word} for ${clean(spoken(stop - start), 20)}`, stretch(from, next ?? ended)] };
  }).filter(Boolean);
}

/** Those of these that are not too close to the one before to be told apart; a person's wait is never left out. */
export function apart(marks, at, least) {
  let last = -1;
  return marks.toSorted((one, other) => one.time - other.time).filter((mark) => {
    const x = at(mark.time);
    if (x - last < least && !mark.asks) return false;
    last = x;
    return true;
  });
}
