// What a task comes to, in words: its state in a sentence, what exactly it waits for, who has it, and where it leads.

import { clean, foreign, h, isSafe, joined } from '../browser/dom.js';
import { age, local, spoken } from '../browser/time.js';
import { asOfSentence, seenTo, unseen } from './contact.js';
import { news, shortText, wholeText } from './whole-text.js';
import { capital, kindWord, outcomeWord, phaseWord, reasonWord, yours } from './words.js';

/** What a task comes to: its state, for how long, and the cause; of one that cannot be seen, as of when. */
export function status(task) {
  const lost = unseen(task);
  return lost ? [asOfSentence(lost), ' ', state(task)] : state(task);
}

function state(task) {
  const { phase, since, block, update } = task;
  const cause = (content) => (content ? [': ', content] : '.');
  const long = (from) => age(from, { to: seenTo(task) });
  if (task.ended) return ending(task);
  if (phase === 'stalled') return ['Looks stuck for ', long(begun(task)), cause(block?.text && blockText(block))];
  if (block) {
    const by = phase === 'waiting_dependency' ? ': ' : ' by ';
    const on = block.waitingOn;
    const what = on ? [reasonWord(block.reason), by, news(on, 120)] : yours(block.reason);
    const said = block.text && [isCommand(block) && asker(task), blockText(block)];
    return ['Waiting for ', what, ' for ', long(block.since), cause(said && [said, others(block)]),
      block.perhaps && [' ', news(local(block.perhaps), 300), '.']];
  }
  if (phase === 'queued') return ['Queued for ', long(since), '. It has not begun.'];
  return [capital(phaseWord(phase)), ' for ', long(since),
    cause(update && news(update.text, 400))];
}

/** What is wanted, before its exact text: what begins as a name does is no command, as in "Edit app.py". */
export const wants = ({ text }) => (/^([A-Z]\w+ |\S+: )/.test(text) ? 'wants leave for ' : 'wants to run ');

function asker({ executor: worker, block }) {
  const isNamed = worker?.name && worker.name !== block.waitingOn;
  return [isNamed ? [worker.kind !== 'other' && `the ${kindWord(worker.kind)} `, foreign(worker.name, 80)] : 'it', ' ',
    wants(block)];
}

function ending({ outcome, ended, created, update, reported, attention }) {
  const told = reported ? [' ', ...reportedTo(reported), '.']
    : attention === 'unreported' && ' Nobody has been told yet.';
  return [capital(outcomeWord(outcome)), ' ', age(ended, { after: ' ago' }),
    ` after ${spoken(Date.parse(ended) - Date.parse(created))}`,
    update && [': ', news(update.text, 400)], '.', told];
}

/** To whom it was reported, or why nobody is owed it. */
const reportedTo = ({ to, notOwed }) => (notOwed
  ? ['Nobody needs to be told: ', news(notOwed, 200)] : ['Reported to ', foreign(to, 120)]);

/** That it is perhaps answered already, and how many more wait beside it. */
export const others = ({ perhaps, more }) => [perhaps && h('span', { class: 'faint' }, ' · perhaps answered'),
  more > 0 && h('span', { class: 'faint' }, ` · 1 of ${more + 1} waits`)];

/** Whether a block's text is a command that somebody asks leave for. */
export const isCommand = ({ reason, text }) => reason === 'approval' && isExact(text);

/** Whether a block's text is its source's, rather than our own word that it may be so. */
const isExact = (text) => Boolean(text) && !text.startsWith('Probably ');

/**
 * The exact text of a block: a question in quotes, a command as it would be typed, anything else as it is. All of it,
 * or, where there is only `room` for so many characters, its ends and what opens the rest.
 */
export function blockText({ reason, text, waitingOn }, { room, open } = {}) {
  if (!text) return ['Waits for ', reasonWord(reason), waitingOn && [' by ', news(waitingOn, 80)]];
  const tag = (isExact(text) && { approval: 'code', user_input: 'q' }[reason]) || 'span';
  const how = { tag, command: tag === 'code' };
  return open ? shortText(text, { ...how, room, open }) : wholeText(text, how);
}

/** Since when a task is as it is: what looks stuck, since the last sign, and not since we noticed. */
export const begun = ({ phase, since, block }) => (phase === 'stalled' && block?.since) || since;

/** Whether something about a task that goes on should worry somebody, though it needs nobody yet. */
export const isAmber = ({ remark, ended }) =>
  !ended && Boolean(remark?.kinds?.some((kind) => kind === 'slow' || kind === 'retrying'));

/** What worries, as in "60th try, 59 failed". */
export const warning = ({ text }) => h('span', { class: 'amber' }, news(local(text), 200));

/** The worker that has it, by kind, name and place; one that is called as whoever asked need not be named again. */
export function executor({ executor: worker, owner }) {
  if (!worker) return [];
  const isSaid = worker.name && worker.name !== owner?.name;
  const name = isSaid && h('span', { class: worker.kind === 'process' && 'mono' }, foreign(worker.name, 80));
  const kind = name ? worker.kind !== 'other' && kindWord(worker.kind).replace('main session', 'main')
    : kindWord(worker.kind);
  return joined([kind, name, worker.where && foreign(worker.where, 60)]);
}

export function artefact({ rel, href }) {
  const name = foreign(rel ?? href, 80);
  const props = { href, class: 'link', target: '_blank', rel: 'noopener noreferrer', title: clean(href, 300) };
  return isSafe(href) ? h('a', props, name) : name;
}
