// The same asked of several tasks' sources at once: of those that it fits, after all that would be done was shown.

import { dialog } from '../browser/dialog.js';
import { button, foreign, h, toast } from '../browser/dom.js';
import { local } from '../browser/time.js';
import { confirm, signed } from './act-steps.js';
import { askAll, isBusy, mainWait, offerOf, others, receiptText, standing, standingOf } from './acts.js';
import { isCommand } from './status.js';
import { isCutBefore, wholeText } from './whole-text.js';
import { number, plural } from './words.js';

const AT_ONCE = 100;

/** What is asked of several, in the order of its buttons; each as it is called before and after. */
export const MANY = {
  approve: { label: 'Approve once', done: 'approved' },
  deny: { label: 'Deny', done: 'denied' },
  answer: { label: 'Answer', done: 'answered' },
  stop: { label: 'Stop', done: 'told to stop' },
};

/** What a verb is for each of the tasks that it fits: `[{ task, offer }]`. Nothing is approved that came cut. */
export const actable = (tasks, verb) => tasks.flatMap((task) => {
  if (verb === 'stop') {
    const offer = others(task).find((one) => one.verb === verb);
    return offer && !isBusy(standing(task, offer)) ? [{ task, offer }] : [];
  }
  const wait = mainWait(task);
  const offer = offerOf(wait, verb);
  const isRefused = !offer || isBusy(standingOf(task, wait)) || (verb !== 'deny' && isCutBefore(task.block.text));
  return isRefused ? [] : [{ task, offer }];
});

/** How to ask the same of all that a row stands for: undefined for one alone, null where not all can be asked. */
export function actingOnAll(tasks, done) {
  if (tasks.length < 2) return undefined;
  if (!tasks.every(mainWait)) return null;
  return { count: tasks.length, press: (verb, words) => actOnMany(tasks, verb, words, done) };
}

/** Asks for it of those that it fits; shows all of it before, unless it does nothing that anybody could regret. */
export function actOnMany(tasks, verb, words, done = () => {}) {
  const all = actable(tasks, verb).map((one) => ({ ...one, words }));
  if (!all.length) return toast('That cannot be asked of any of these now.');
  const go = () => send(all, verb, done);
  const label = `${MANY[verb].label}, ${plural(all.length, 'task', 'tasks')}`;
  if (verb === 'deny' || verb === 'answer') return signed(label, go);
  return confirm(label, h('ul', { class: 'each', role: 'list' }, all.map((one) => h('li', {},
    h('b', {}, foreign(one.task.name, 300)), ' ', exactly(one, verb)))), go);
}

function exactly({ task: { block }, offer }, verb) {
  if (verb === 'stop' || !block?.text) return foreign(offer.confirm ?? offer.does, 600);
  return wholeText(block.text, { tag: isCommand(block) ? 'code' : 'q', command: isCommand(block) });
}

async function send(all, verb, done) {
  const presses = [];
  for (let first = 0; first < all.length; first += AT_ONCE) {
    presses.push(...await askAll(all.slice(first, first + AT_ONCE)));
  }
  const came = presses.map((press, index) => ({ ...press, task: all[index].task }));
  const not = came.filter(({ receipt }) => !receipt || ['refused', 'unanswered'].includes(receipt.state));
  if (not.length) tellOfEach(came, not, verb);
  else toast(`${plural(came.length, 'task is', 'tasks are')} ${MANY[verb].done}. Each row says what comes of it.`);
  done(came);
}

/** What came of each, those first of which nothing did. */
function tellOfEach(came, not, verb) {
  const told = [...not, ...came.filter((one) => !not.includes(one))];
  const shut = dialog('help settings', 'came-title', `${number(came.length - not.length)} of ${
    plural(came.length, 'task', 'tasks')} ${MANY[verb].done}`,
  h('ul', { class: 'each', role: 'list' }, told.map(({ task, receipt, problem }) => h('li', {},
    h('b', {}, foreign(task.name, 300)), ' ', h('span', { class: not.some((one) => one.task === task) && 'warn' },
      foreign(receipt ? receiptText(receipt) : local(problem), 600))))),
  button('btn', {}, () => shut(), 'Close'));
}
