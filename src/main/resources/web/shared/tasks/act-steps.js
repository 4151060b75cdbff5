// Buttons and fields by which something is asked of a task's source. Nothing is approved unread, what cannot be undone
// is asked about once, and what was pressed can be pressed no more until the server has said what became of it.

import { dialog } from '../browser/dialog.js';
import { button, clean, foreign, h } from '../browser/dom.js';
import { isUnasked, nameField } from '../browser/my-name.js';
import { now } from '../browser/time.js';
import { ask, isBusy, isUnfolded, offerOf, others, standing, standingOf, unfold } from './acts.js';
import { standingLine } from './receipts.js';
import { wholeText } from './whole-text.js';
import { number } from './words.js';

const MOST_OPTIONS = 4;
const MOST_DRAFTS = 50;
const NEWS_FOR = 60_000;
const LONGEST = 2_000;
const SECRET = /\b(password|passphrase|passcode|pin|token|secret)\b/i;

/** Fields by what they are for: a field keeps what was typed, whatever is drawn anew around it. */
const fields = new Map();

/**
 * What settles a wait. With `whole` there is a place for all of it; otherwise what is seldom wanted waits behind a
 * press. `all` asks the same of several tasks instead: as many as its `count`, by `all.press(verb, words)`.
 */
export function waitSteps(task, wait, { whole = false, only, all } = {}) {
  const said = standingOf(task, wait);
  if (said?.isUnderWay) return [standingLine(said)];
  const isOpen = whole || isUnfolded(task.id);
  const pressOf = (offer, words) => () => (all ? all.press(offer.verb, words) : confirmed(task, offer, words));
  const step = (verb, look = 'btn') => {
    const offer = (!only || only.includes(verb)) && offerOf(wait, verb);
    const label = all && offer ? `${offer.label}, all ${number(all.count)}` : undefined;
    return offer && actButton(task, offer, pressOf(offer), { look, label, isOff: said?.isSending });
  };
  const answer = !only && offerOf(wait, 'answer');
  const more = !whole && !only && !all && (offerOf(wait, 'approve_always') || others(task, wait.run).length > 0
    || (answer && (isOpen || answer.options?.length > MOST_OPTIONS)));
  const runs = whole || !isOpen ? [] : others(task, wait.run);
  return [
    step('approve', 'btn go'),
    answer && optionSteps(task, answer, { isOpen: isOpen || all, all, pressOf, isOff: said?.isSending }),
    step('deny'),
    isOpen && step('approve_always'),
    answer && !all && !isOpen && writeStep(task, answer, said?.isSending),
    runs.filter(({ text }) => !text).map((offer) => runStep(task, offer, 'row')),
    more && dots(task, isOpen),
    standingLine(said),
    answer && !all && isOpen && field(task, answer, whole ? 'whole' : 'row'),
    runs.filter(({ text }) => text).map((offer) => runStep(task, offer, 'row')),
  ].flat(2).filter(Boolean);
}

/** What opens all that can be asked, and closes it. */
const dots = (task, isOpen) => button('btn dots', { 'aria-expanded': String(isOpen), 'aria-label':
  `More that can be done: ${clean(task.name, 80)}` }, () => unfold(task.id), isOpen ? 'less' : '⋯');

/** What can be asked of a task's first run where nobody is waited for, behind a press; its page has the others. */
export function runSteps(task) {
  const all = others(task, others(task)[0]?.run);
  if (!all.length) return [];
  const isOpen = isUnfolded(task.id);
  const part = (isField) => (isOpen ? all : []).filter(({ text }) => Boolean(text) === isField)
    .map((offer) => runStep(task, offer, 'row'));
  return [part(false), dots(task, isOpen), part(true)].flat(3);
}

/** Opens the field for an answer, and goes there. */
function writeStep(task, answer, isOff) {
  const props = { 'data-act': 'write', disabled: isOff, 'aria-label': `${writeWord(answer)}: ${clean(task.name, 80)}` };
  return button('btn', props, () => {
    unfold(task.id);
    field(task, answer, 'row').querySelector('textarea, input').focus();
  }, writeWord(answer));
}

const writeWord = ({ options = [] }) => (options.length ? 'Other answer…' : 'Answer…');

function optionSteps(task, offer, { isOpen, all, pressOf, isOff }) {
  const options = offer.options ?? [];
  return options.slice(0, isOpen ? options.length : MOST_OPTIONS).map((option) =>
    actButton(task, offer, pressOf(offer, { text: option }), { look: 'btn option', isOff,
      label: all ? `${option}, all ${number(all.count)}` : option }));
}

/** One thing that can be asked of a run, and what became of it as long as that is news; `where` it stands. */
export function runStep(task, offer, where = 'whole') {
  const said = standing(task, offer);
  const isNews = said && (!said.receipt || said.isUnderWay || now() - Date.parse(said.receipt.since) < NEWS_FOR);
  const line = isNews && standingLine(said);
  if (offer.text === 'required') return [field(task, offer, where), line];
  return [!said?.isUnderWay && actButton(task, offer, () => confirmed(task, offer), { isOff: said?.isSending }), line];
}

function actButton(task, offer, press, { look = 'btn', label = offer.label, isOff }) {
  const name = `${clean(label, 80)}: ${clean(task.name, 80)}`;
  const once = (event) => event.detail < 2 && press();
  return button(look, { 'data-act': offer.verb, disabled: isOff, 'aria-label': name, title: clean(offer.does, 300) },
    once, foreign(label, 80));
}

/** Asks once more where that was said to be needed, naming exactly what would be done. */
function confirmed(task, offer, words) {
  const go = () => ask(task, offer, words);
  return offer.confirm ? confirm(offer.label, wholeText(offer.confirm), go) : signed(offer.label, go);
}

/** Does it, after whoever does something here for the first time was asked for a name. */
export const signed = (label, go) => (isUnasked() ? confirm(label, undefined, go) : go());

/** A dialog with all of what is about to be done. The second press of a double click is none. */
export function confirm(label, what, go) {
  const name = isUnasked() ? nameField() : undefined;
  const no = button('btn', {}, () => shut(), 'Not now');
  const yes = h('button', { class: 'btn go', type: 'submit', 'data-act': 'confirm',
    onclick: (event) => event.detail > 1 && event.preventDefault() }, label);
  const shut = dialog('help settings confirm', 'confirm-title', `${label}?`, h('form', { onsubmit: (event) => {
    event.preventDefault();
    name?.take();
    shut();
    go();
  } }, what && h('div', { class: 'exactly' }, what), name?.element, h('div', { class: 'names' }, yes, no)));
  (what ? no : name.field).focus();
  return shut;
}

/** A field for words to a task's source, in one place of several. Return sends, with Shift it begins a new line. */
function field(task, offer, where) {
  const key = JSON.stringify([where, task.id, offer.verb, offer.run, offer.block, offer.rev]);
  const known = fields.get(key) ?? newField(offer, task);
  fields.delete(key);
  fields.set(key, known);
  if (fields.size > MOST_DRAFTS) fields.delete(fields.keys().next().value);
  Object.assign(known, { task, offer });
  const isOff = isBusy(standing(task, offer));
  for (const part of known.form.elements) part.disabled = isOff;
  return known.form;
}

function newField(offer, task) {
  const isSecret = offer.verb === 'answer' && SECRET.test(task.block?.text ?? '');
  const asks = offer.verb === 'answer' ? writeWord(offer) : `${offer.label}…`;
  const props = { placeholder: asks, 'aria-label': `${asks} ${clean(task.name, 80)}`, maxlength: LONGEST };
  const input = isSecret ? h('input', { ...props, type: 'password', autocomplete: 'off' })
    : h('textarea', { ...props, rows: 1, spellcheck: 'true' });
  const known = { offer, task };
  const sendIt = () => {
    const text = input.value.trim();
    if (!text) return input.focus();
    return signed(known.offer.label, () =>
      ask(known.task, known.offer, { text, secret: isSecret || undefined })?.then(({ receipt }) => {
        if (receipt && input.value.trim() === text) input.value = '';
      }));
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') input.blur();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendIt();
  });
  known.form = h('form', { class: 'write', onsubmit: (event) => {
    event.preventDefault();
    sendIt();
  } }, input, h('button', { class: 'btn', type: 'submit', 'data-act': `send-${offer.verb}` },
    'Send'),
  isSecret && h('small', { class: 'faint' }, 'What you type is not written down.'));
  return known;
}
