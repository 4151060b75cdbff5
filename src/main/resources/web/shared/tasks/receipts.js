// What became of something that was asked of a source, in a line: the server's words, with "you" for who looks.

import { button, foreign, h } from '../browser/dom.js';
import { age, local } from '../browser/time.js';
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
