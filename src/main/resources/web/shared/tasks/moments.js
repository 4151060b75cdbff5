// What happened to a task beside its phases: what operators asked of its source, when it looked stuck, and when it was
// wrongly taken for lost. The same words wherever that is marked.

import { clean } from '../browser/dom.js';
import { local, spoken } from '../browser/time.js';
import { receiptText } from './acts.js';

/** In vain, or a guess of ours: what to look at twice. */
const isAmber = ({ what, state }) => what === 'stall_began' || what === 'loss_began'
  || ['refused', 'unseen', 'unanswered'].includes(state);

const lasted = (one, other) => spoken(Date.parse(other) - Date.parse(one));

/** As in "You approved it: the question is gone". */
export function momentText(one) {
  const { what, at, since, text, cleared } = one;
  switch (what) {
    case 'act': return receiptText({ ...one, id: one.act });
    case 'stall_began': return `looked stuck: ${local(text[0].toLowerCase() + text.slice(1))}`;
    case 'stall_ended': return cleared ? `not stuck after all: a sign of life after ${lasted(since, at)}`
      : `it ended, ${lasted(since, at)} after it looked stuck`;
    case 'loss_began': return `wrongly taken for lost${text ? `: ${local(text)}` : ''}`;
    default: return `not lost after all: ${local(text)}`;
  }
}

/** Those of a task as `{ time, run, tone, text }`, in order. */
export const momentsOf = ({ moments = [] }) => moments.map((one) => ({ time: Date.parse(one.at), run: one.run,
  tone: isAmber(one) ? 'amber' : '', text: clean(momentText(one), 300) }));
