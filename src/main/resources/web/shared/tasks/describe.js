// What operators say of a task in words: a note, a name, labels. It stands whatever its sources say, until taken back.

import { dialog } from '../browser/dialog.js';
import { button, clean, foreign, h } from '../browser/dom.js';
import { clock } from '../browser/time.js';
import { leaveMark } from './triage.js';

/** The newest note, by whom and when; nothing where there is none. */
export const noteLine = ({ note }) => note && h('span', { class: 'note' }, h('i', { 'aria-hidden': 'true' }, '✎ '),
  foreign(note.text, 400), h('small', { class: 'faint' }, note.by ? [' ', foreign(note.by, 60), ','] : '', ' ',
    clock(note.at, false)));

/** A button that opens what can be said of a task. */
export const describeStep = (task, onTriaged) => button('btn', { 'data-describe': true,
  'aria-label': `Note, name and labels: ${clean(task.name, 80)}` }, () => describe(task, onTriaged), 'Note…');

function describe(task, onTriaged) {
  const leave = (verb, body) => {
    shut();
    leaveMark(task, verb, body, onTriaged);
  };
  const shut = dialog('help settings describe', 'describe-title', `About “${clean(task.name, 60)}”`,
    form('Note', h('textarea', { rows: 3, maxlength: 2000, required: true,
      'aria-label': 'A note for whoever looks next' }), 'Note it', (text) => leave('remarked', { text })),
    form('Name', h('input', { type: 'text', maxlength: 300, required: true, 'aria-label': 'Another name',
      value: task.name }), 'Call it so', (name) => leave('renamed', { name }),
      task.givenName && button('btn', {}, () => leave('renamed', {}), 'Its source’s name again')),
    labels(task, leave),
    h('p', { class: 'faint' }, 'Each stands whatever its source says, and can be undone.'));
}

function form(word, field, act, take, other) {
  const typed = h('form', { class: 'names', onsubmit: (event) => {
    event.preventDefault();
    if (field.value.trim()) take(field.value.trim());
  } }, h('label', {}, h('span', { class: 'faint' }, word), field),
  h('button', { class: 'btn', type: 'submit' }, act), other);
  return typed;
}

function labels(task, leave) {
  const label = h('input', { type: 'text', maxlength: 200, required: true, placeholder: 'key=value',
    pattern: '[^=]+=.+', 'aria-label': 'A label, as key=value' });
  const all = Object.entries(task.labels ?? {}).map(([key, value]) => button('btn', {
    'aria-label': `Take off the label ${clean(key, 60)}` }, () => leave('labelled', { label: key }),
  foreign(`${key}=${value}`, 120), ' ✕'));
  return [form('Label', label, 'Label it', (text) => {
    const at = text.indexOf('=');
    if (at > 0) leave('labelled', { label: text.slice(0, at).trim(), value: text.slice(at + 1).trim() });
  }), all.length > 0 && h('div', { class: 'names' }, all)];
}
