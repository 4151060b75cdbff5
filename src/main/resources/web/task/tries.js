// Failed tries at one piece of work, told as one: how many, why, and from when to when.

import { clean } from '../shared/browser/dom.js';
import { stretch } from '../shared/browser/time.js';

/** Fewer than this are shown one by one. */
const WORTH_FOLDING = 3;

const FAILED = ['failed', 'timed_out', 'lost'];

/** Which piece of work a run is a try at; nothing if it is none. */
export const pieceOf = ({ slot, parent }) => (slot === undefined ? undefined : JSON.stringify([parent ?? '', slot]));

/**
 * The failed tries that another followed and that nothing hangs on, by piece of work; the newest try at each stays
 * by itself.
 */
export function failedTries(runs) {
  const parents = new Set(runs.map(({ parent }) => parent));
  const pieces = Map.groupBy(runs, pieceOf);
  pieces.delete(undefined);
  const folded = new Map();
  for (const [piece, tries] of pieces) {
    const inOrder = tries.toSorted((one, other) => Date.parse(one.started) - Date.parse(other.started));
    const failed = inOrder.slice(0, -1).filter(({ id, outcome }) => FAILED.includes(outcome) && !parents.has(id));
    if (failed.length >= WORTH_FOLDING) folded.set(piece, failed);
  }
  return folded;
}

/** As in "58 tries failed: expected 12.50 but was 12.49; 07:10 to 08:52". */
export function triesWord(tries) {
  const [first, last] = [tries[0].started, tries.at(-1).ended];
  return [`${tries.length} tries failed${why(tries)}`, stretch(first, last, false)].join('; ');
}

/** The reason that most of them have, and how many that are, if it is not all. */
function why(tries) {
  const reasons = Map.groupBy(tries.filter(({ summary }) => summary), ({ summary }) => clean(summary, 300));
  const [reason, having] = [...reasons].toSorted(([, one], [, other]) => other.length - one.length)[0] ?? [];
  if (!reason) return '';
  return having.length === tries.length ? `: ${reason}` : `, ${having.length} of them: ${reason}`;
}
