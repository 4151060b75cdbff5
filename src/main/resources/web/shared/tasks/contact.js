// Contact: which sources are out of it. What only they told of a task is as it was then; nobody knows how it is now.

import { foreign, h } from '../browser/dom.js';
import { clock } from '../browser/time.js';
import { sourceName } from './words.js';

let blind = new Map();

/** Learns from a summary which sources are out of contact, and since when. */
export function takeContact({ blind: lost = [] }) {
  blind = new Map(lost.map(({ source, since }) => [source, since]));
}

/** Of a task that goes on and of which only sources out of contact told: the last that was in contact, until when. */
export function unseen({ sources = [], ended }) {
  if (ended || !sources.length || !sources.every((source) => blind.has(source))) return undefined;
  const [source, since] = sources.map((one) => [one, blind.get(one)]).sort(([, one], [, other]) =>
    Date.parse(other) - Date.parse(one))[0];
  return { source, since };
}

/** What ends an age that nobody can vouch for any longer: when contact was lost. */
export const seenTo = (task) => unseen(task)?.since;

/** "as of 23:53, no contact since", before whatever was last told. */
export const asOf = ({ since }) => h('span', { class: 'as-of' }, `as of ${clock(since, false)}, no contact since`);

/** The same as a sentence of its own, that names the source. */
export const asOfSentence = ({ source, since }) => h('span', { class: 'as-of' },
  `As of ${clock(since, false)}: no contact with `, foreign(sourceName(source), 80), ' since.');
