// One task on the board: two lines that say what it does, for whom, on what, since when, and what to do next.

import { pageOf, triage } from './api.js';
import { button, clean, copy, fill, foreign, h, isSafe, joined, toast } from './dom.js';
import { age, clock, now, retime } from './time.js';
import { GROUPS, kindWord, mark, number, phaseWord, reasonWord } from './words.js';

/** The row of a task. `show(task)` brings it up to date, touching only what changed, so that focus stays. */
export class Row {
  #shown;
  #steps;

  constructor(task, onTriaged) {
    this.onTriaged = onTriaged;
    this.phase = h('span', { class: 'phase' });
    this.link = h('a', { class: 'open', href: pageOf(task.id) });
    this.asked = h('small');
    this.update = h('div', { class: 'update' });
    this.who = h('div', { class: 'who' });
    this.meter = h('div', { class: 'meter' });
    this.age = age(task.since);
    this.next = h('div', { class: 'next' });
    const name = h('div', { class: 'name' }, this.link, this.asked);
    this.element = h('li', {}, this.phase, name, this.who, this.age, this.update, this.meter, this.next);
    this.element.dataset.task = task.id;
  }

  show(task) {
    const shown = JSON.stringify(task);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.className = `row ${GROUPS[task.attention]?.tone}`;
    fill(this.phase, mark(task.attention, task.phase), phaseWord(task.phase, task.outcome));
    fill(this.link, foreign(task.name, 300));
    fill(this.asked, asked(task));
    fill(this.update, news(task));
    fill(this.who, executor(task));
    fill(this.meter, progress(task));
    if (isOver(task)) retime(this.age, task.created, { to: task.ended, before: 'took ' });
    else retime(this.age, task.since);
    this.#showSteps(task);
    this.link.setAttribute('aria-label', this.#sentence(task));
  }

  /** The whole row as one sentence, for ears. */
  #sentence(task) {
    const [phase, long, asked, news] = [this.phase, this.age, this.asked, this.update].map((part) => part.textContent);
    const length = isOver(task) ? `, ${long}` : ` for ${long}`;
    const head = `${task.name}: ${phase}${length}${asked && `, ${asked}`}. ${news}.`;
    return clean(task.next ? `${head} Next: ${task.next.text}.` : head, 600);
  }

  #showSteps(task) {
    const key = JSON.stringify([task.attention, task.next]);
    if (key === this.#steps) return;
    this.#steps = key;
    const focused = this.next.contains(document.activeElement);
    const steps = nextSteps(task, this.onTriaged);
    fill(this.next, steps);
    this.next.hidden = !steps.length;
    if (focused) this.link.focus();
  }
}

/** Whether all is said and done: then its age is how long it took, and stays. */
const isOver = (task) => task.attention === 'settled' && Boolean(task.ended);

/** Who asked, and who looks after it. */
function asked(task) {
  const { owner, acknowledged, snoozedUntil } = task;
  return joined([
    owner && ['asked by ', foreign(owner.name, 60), owner.where && [' in ', foreign(owner.where, 60)]],
    acknowledged && [foreign(acknowledged.by ?? 'somebody', 60), ' is on it'],
    Date.parse(snoozedUntil) > now() && `snoozed until ${clock(snoozedUntil, false)}`,
  ]);
}

/** What to read first: the exact question or command where somebody is waited for, else the latest update. */
function news({ attention, block, update, goal }) {
  if (block && (attention === 'needs_you' || attention === 'stuck' || !update)) return blockText(block);
  const text = update?.text ?? goal;
  return text ? foreign(text, 400) : h('span', { class: 'faint' }, 'No update yet');
}

/** The exact text of a block: a question in quotes, a command as it would be typed, anything else as it is. */
export function blockText({ reason, text, waitingOn }) {
  if (!text) return ['Waits for ', reasonWord(reason), waitingOn && [' by ', foreign(waitingOn, 80)]];
  const tag = { approval: 'code', user_input: 'q' }[reason];
  return tag ? h(tag, {}, foreign(text, 600)) : foreign(text, 600);
}

/** The worker that has it, by kind, name and place. */
export function executor({ executor: worker }) {
  if (!worker) return [];
  const name = worker.name && h('span', { class: worker.kind === 'process' && 'mono' }, foreign(worker.name, 80));
  const kind = (worker.kind !== 'other' || !name) && kindWord(worker.kind);
  return joined([kind, name, worker.where && foreign(worker.where, 60)]);
}

/** How much is done, where that is known. */
function progress({ progress: known, attention }) {
  if (!(known?.total > 0) || attention === 'settled') return [];
  const share = Math.min(1, Math.max(0, known.done / known.total));
  return [
    h('span', { class: 'bar', 'aria-hidden': 'true', '--share': share.toFixed(3) }, h('i')),
    h('small', {}, `${number(known.done)} of ${number(known.total)}`),
  ];
}

/** What somebody can do about it, as links, copyable commands and marks. */
export function nextSteps(task, onTriaged) {
  const { text, who, link, command } = task.next ?? {};
  const tells = task.attention === 'unreported';
  const opens = link && isSafe(link);
  return [
    opens && linkStep(text, link),
    text && !opens && h('span', { class: 'say' }, foreign(text, 160),
      who && h('span', { class: 'faint' }, ' · ', foreign(who, 60))),
    tells && markStep(task, 'reported', 'Mark reported', onTriaged),
    command && !tells && commandStep(command),
  ].filter(Boolean);
}

function linkStep(text, href) {
  return h('a', { class: 'btn go', href, target: '_blank', rel: 'noopener noreferrer', title: clean(href, 300) },
    foreign(text ?? 'Open', 80), h('span', { 'aria-hidden': 'true' }, ' ↗'),
    h('span', { class: 'hush' }, ' (opens a new tab)'));
}

function commandStep(command) {
  const word = h('span', { class: 'word' }, 'copy');
  const press = async () => {
    await copy(command);
    word.textContent = 'copied';
    setTimeout(() => { word.textContent = 'copy'; }, 2000);
  };
  return button('btn command', { title: 'Copy this command' }, press, h('code', {}, foreign(command, 300)), word);
}

/** A button that leaves an operator's mark on a task. */
export function markStep(task, verb, label, onTriaged, body) {
  const name = clean(task.name, 80);
  const press = async ({ currentTarget }) => {
    if (currentTarget.ariaDisabled) return;
    currentTarget.ariaDisabled = 'true';
    try {
      const after = await triage(task.id, verb, body);
      const whom = verb === 'reported' && after.reported ? ` to ${clean(after.reported.to, 60)}` : '';
      toast(`“${name}” is ${verb}${whom}.`);
      onTriaged(after);
    } catch (problem) {
      toast(`“${name}” is not ${verb}: ${clean(problem.message, 200)}`);
    }
    currentTarget.ariaDisabled = null;
  };
  const props = { 'data-verb': verb, 'aria-label': `${label}: ${name}` };
  return button(verb === 'reported' ? 'btn go' : 'btn', props, press, label);
}
