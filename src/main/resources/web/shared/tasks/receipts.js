// What became of something that was asked of a source, in a line: the server's words, with "you" for who looks. And
// what else happened beside a task's phases: when it looked stuck, or was wrongly taken for lost.

import { button, clean, foreign, h } from '../browser/dom.js';
import { age, local, spoken } from '../browser/time.js';
import { receiptText } from './acts.js';
import { news } from './whole-text.js';

const TONES = { seen: 'well', refused: 'warn', unseen: 'warn', unanswered: 'warn' };

/** The same as a line, with how long ago that was. */
export const receiptLine = (receipt) => h('span', { class: `receipt ${TONES[receipt.state] ?? ''}`,
  'data-state': receipt.state }, news(receiptText(receipt), 300), ' ',
h('span', { class: 'faint' }, '· ', age(receipt.since, { after: ' ago' })));

/** What is said in place of what can be pressed, or beside it. */
export function standingLine(said) {
  if (!said) return undefined;
  if (said.isSending) return h('span', { class: 'receipt', 'data-state': 'sending' }, 'Sent…');
  if (said.receipt) return receiptLine(said.receipt);
  return h('span', { class: 'receipt warn', 'data-state': 'problem' }, foreign(local(said.problem), 600),
    said.again && [' ', button('btn', {}, said.again, 'Send it again')]);
}

/** A moment in words, as in "You approved it: the question is gone". */
export function momentText(one) {
  const { what, at, since, text = '', cleared } = one;
  const lasted = spoken(Date.parse(at) - Date.parse(since));
  switch (what) {
    case 'act': return receiptText({ ...one, id: one.act });
    case 'stall_began': return `looked stuck: ${local(text[0].toLowerCase() + text.slice(1))}`;
    case 'stall_ended': return cleared ? `not stuck after all: a sign of life after ${lasted}` : `over after ${lasted}`;
    case 'loss_began': return `wrongly taken for lost: ${local(text)}`;
    default: return `not lost after all: ${local(text)}`;
  }
}

/** Those of a task as `{ time, run, tone, text }`; amber is what was in vain, and what we suspected. */
export const momentsOf = ({ moments = [] }) => moments.map((one) => ({ time: Date.parse(one.at), run: one.run,
  tone: one.what.endsWith('began') || TONES[one.state] === 'warn' ? 'amber' : '',
  text: clean(momentText(one), 300) }));
