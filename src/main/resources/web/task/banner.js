// What a task comes to, in one banner: its state in a sentence, what somebody can do, and why it is said. What is said
// here is not repeated among the facts, but answers "why?" here.

import { foreign, h, joined } from '../shared/browser/dom.js';
import { local, moment } from '../shared/browser/time.js';
import { mainWait } from '../shared/tasks/acts.js';
import { seenTo } from '../shared/tasks/contact.js';
import { noteLine } from '../shared/tasks/describe.js';
import { marksOf } from '../shared/tasks/marks.js';
import { nextSteps } from '../shared/tasks/next-steps.js';
import { status } from '../shared/tasks/status.js';
import { news } from '../shared/tasks/whole-text.js';
import { isWait, mark, plural, sourceName } from '../shared/tasks/words.js';
import { hands } from './hands.js';

/** What the banner says, as it is called when somebody asks why. */
const SAID = { phase: 'phase', block: 'wait', since: 'since', outcome: 'outcome', ended: 'end',
  reported: 'report', remark: 'remark', shelf: 'shelf', attention: 'place on the board' };

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** `onTriaged()` is told when somebody left a mark. */
export function banner(task, reasons, onTriaged) {
  const [steps, marks] = [nextSteps(task, onTriaged), marksOf(task, onTriaged).filter(Boolean)];
  const isApart = Boolean(mainWait(task));
  const all = isApart ? steps : [...steps, ...marks];
  const { try: number, failed } = task.remark ?? {};
  const tries = number && `${number}${ENDINGS[ORDINALS.select(number)]} try, ${failed} failed`;
  return [
    h('p', { class: 'said' }, mark(task.attention, task.phase), h('span', {}, said(task, tries))),
    remark(task, tries),
    noteLine(task) && h('p', { class: 'remark' }, noteLine(task)),
    all.length > 0 && h('div', { class: 'next', 'data-fact': true }, all, reasons.button('next')),
    hands(task),
    isApart && h('div', { class: 'next marks' }, marks),
    h('div', { class: 'because', 'data-fact': true }, because(task, reasons), ' ', whys(reasons)),
  ];
}

/** As in "Testing, 60th try, 59 failed, for 5m: 412 of 913 tests". */
function said(task, tries) {
  const isDoing = !task.ended && !task.block && !['stalled', 'queued'].includes(task.phase);
  const [first, ...rest] = [status(task)].flat();
  return tries && isDoing ? [first.replace(/ for $/, ''), h('b', { class: 'amber' }, `, ${tries}`),
    first.endsWith(' for ') ? ', for ' : ',', rest] : [first, rest];
}

/** What is remarkable about it, as far as the sentence above has not said so. */
function remark({ remark: one, ended }, tries) {
  const text = one && local(one.text).replace(tries || undefined, '').replace(/^[\s;,.]+|[\s;,.]+$/g, '');
  return text && h('p', { class: ended ? 'remark' : 'remark amber' }, news(text, 600),
    h('span', { class: 'faint' }, ' · noticed at ', moment(one.since)));
}

/** The events and the rule behind it in a sentence; the whole rule is what "why?" tells. */
function because(task, reasons) {
  const [phase, place, shelf] = ['phase', 'attention', 'shelf'].map((field) => reasons.of(field));
  const first = phase?.events?.[0];
  const placed = shelf ?? (place?.rule === 'nobody-told' && place);
  const asks = phase?.rule === 'human-first';
  const who = first?.source === 'sitrep' ? 'Sitrep noticed'
    : [first && foreign(sourceName(first.source), 80), asks ? ' asked' : ' said so'];
  const known = ['human-first', 'spoke-last', 'task-ended', 'root-runs-ended'].includes(phase?.rule);
  return [
    first && ['because ', who, ' at ', moment(first.time), asks && answered(task), '. '],
    asks && meanwhile(task), !known && phase && news(phase.because, 600),
    placed && [' ', news(placed.because, 300)],
  ];
}

const answered = (task) => (seenTo(task) ? ', and nothing has been seen since contact was lost'
  : ', and no answer has been seen since');

/** Whether anything goes on while a person is waited for. */
function meanwhile({ runs }) {
  const going = runs.filter((run) => !run.ended && !isWait(run.phase) && run.phase !== 'stalled').length;
  return going ? `${plural(going, 'other run goes', 'other runs go')} on meanwhile.`
    : 'Nothing else in this task can go on meanwhile.';
}

const whys = (reasons) => h('span', { class: 'whys' }, 'Why this ',
  joined(Object.entries(SAID).map(([field, word]) => reasons.button(field, word)), ', '), '?');
