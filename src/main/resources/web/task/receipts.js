// What operators asked of a task's source: who, from where, when, what, and what came of it.

import { foreign, h, joined } from '../shared/browser/dom.js';
import { moment } from '../shared/browser/time.js';
import { receiptText } from '../shared/tasks/acts.js';
import { news } from '../shared/tasks/whole-text.js';
import { linkTo, pointOf } from './place.js';

const FROM = { page: 'from the page', cli: 'by the command line', api: 'by the API' };

/** The newest first; nothing where nobody asked for anything. */
export function receipts({ receipts: all = [] }, reasons, go) {
  return all.length > 0 && [
    h('h2', { 'data-fact': true }, 'Asked of its source ', reasons.button('receipts')),
    h('ol', { class: 'asked', role: 'list' }, all.map((receipt) => h('li', {
      'data-state': receipt.state, 'data-point': pointOf({ t: receipt.at }) },
      moment(receipt.at), h('div', {}, h('span', { class: 'receipt' }, news(receiptText(receipt), 600)),
        receipt.text && h('q', {}, news(receipt.text, 300)),
        h('small', { class: 'faint' }, joined([FROM[receipt.from], receipt.where && foreign(receipt.where, 80),
          ['known since ', moment(receipt.since)]]), ' ', linkTo({ t: receipt.at }, 'this moment', go)))))),
  ];
}
