// The form by which a target of the server's notifications is added or changed: whom it reaches and how, of what it is
// told, and when it is left in peace. Secrets go in and never come back: a field left empty leaves them as they are.

import { button, clean, fill, h } from '../shared/browser/dom.js';
import { setTarget } from '../shared/server/api.js';
import { capital } from '../shared/tasks/words.js';
import { REASONS } from './reasons.js';

const KINDS = { slack: 'Slack, Mattermost, Discord', ntfy: 'ntfy', telegram: 'Telegram', webhook: 'Webhook',
  plain: 'Plain text' };

/** What each kind is reached by. */
const WAYS = { slack: ['url'], ntfy: ['url', 'token'], telegram: ['token', 'chat'], webhook: ['url', 'secret'],
  plain: ['url', 'token'], command: [] };
const WORDS = { url: 'Address', token: 'Token', secret: 'Secret, to sign with', chat: 'Id of the chat' };
const HOURS = { '': 'as for all targets', own: 'its own', none: 'none' };
const USUAL = ['needs_you', 'stuck', 'failed', 'blind'];

/** `target` is one that is changed; `others` are names to pass on to; `saved` hears the name, `left` of no. */
export function targetForm({ target, others, saved, left }) {
  const was = target?.settings ?? {};
  const said = h('p', { class: 'mistake', role: 'alert', id: 'target-said' });
  const ways = h('div', { class: 'pair' });
  const kind = target?.kind ?? 'slack';
  const form = h('form', { 'aria-label': target ? `Change ${clean(target.name, 80)}` : 'Add a target' },
    !target && h('div', { class: 'pair' }, text('name', 'Name', '', { required: true, maxlength: 80 }),
      choice('kind', 'Kind', KINDS, kind, () => showWays(form.elements.kind.value))),
    ways,
    h('fieldset', {}, h('legend', {}, 'Told of'), Object.entries(REASONS).map(([reason, word]) =>
      tick(reason, capital(word), (was.reasons ?? USUAL).includes(reason)))),
    h('div', { class: 'pair' }, text('only.owner', 'Only of what this owner asked', was.only?.owner),
      text('only.source', 'Only from this source', was.only?.source),
      text('only.label', 'Only with labels', [was.only?.label ?? []].flat().join(', '),
        { placeholder: 'release:2.4, team:web' })),
    h('div', { class: 'pair' }, text('after', 'Once it has lasted', was.after, { placeholder: '10s' }),
      text('budget', 'Messages an hour, at most', was.budget, { placeholder: '12', inputmode: 'numeric' }),
      choice('escalate.to', 'If nobody takes it up, to', { '': 'nobody',
        ...Object.fromEntries(others.map((name) => [name, clean(name, 80)])) }, was.escalate?.to ?? ''),
      text('escalate.after', 'after so long', was.escalate?.after, { placeholder: '15m' })),
    h('div', { class: 'pair' }, choice('quiet', 'Quiet hours', HOURS,
      was.disturb ? 'none' : was.quiet ? 'own' : '', () => showHours()),
    text('quiet.from', 'from', was.quiet?.from, { placeholder: '22:00' }),
    text('quiet.until', 'until', was.quiet?.until, { placeholder: '07:30' }),
    text('quiet.zone', 'in the time zone', was.quiet?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone),
    tick('quiet.except', 'save when somebody is needed', was.quiet?.except?.includes('needs_you'))),
    h('fieldset', {}, tick('followUp', 'Also tell when it is over', was.followUp ?? true),
      tick('evenOnScreen', 'Also of what somebody has on the screen', was.evenOnScreen)),
    said,
    h('div', { class: 'names' }, h('button', { class: 'btn go', type: 'submit' }, 'Save'),
      button('btn', {}, left, 'Cancel')));
  const showWays = (chosen) => fill(ways, WAYS[chosen].map((name) => way(name, target, was)));
  const showHours = () => form.querySelectorAll('[name^="quiet."]').forEach((one) => {
    one.closest('label').hidden = form.elements.quiet.value !== 'own';
  });
  showWays(kind);
  showHours();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save(form, target, said).then((name) => name !== undefined && saved(name));
  });
  return form;
}

function way(name, target, was) {
  if (name === 'chat') return text(name, WORDS.chat, was.chat);
  const isKept = target?.secrets?.includes(name);
  return text(name, WORDS[name], '', { placeholder: isKept ? 'stays as it is' : name === 'url' ? 'https://…' : 'none',
    ...(name === 'url' ? { inputmode: 'url' } : { type: 'password', autocomplete: 'off' }) });
}

const text = (name, word, value, more = {}) => h('label', {}, h('span', {}, word),
  h('input', { type: 'text', name, value: value === undefined ? undefined : String(value), spellcheck: 'false',
    autocapitalize: 'off', ...more }));

const choice = (name, word, options, chosen, changed) => h('label', {}, h('span', {}, word),
  h('select', { name, onchange: changed }, Object.entries(options).map(([value, shown]) =>
    h('option', { value, selected: value === chosen }, shown))));

const tick = (name, word, on) => h('label', { class: 'tick' },
  h('input', { type: 'checkbox', name, checked: Boolean(on) }), ' ', word);

/** Sends what is wanted; answers the name, or says what will not do, at its field. */
async function save(form, target, said) {
  const name = target?.name ?? form.elements.name.value.trim();
  try {
    await setTarget(name, wanted(form, target));
    return name;
  } catch ({ message, field }) {
    fill(said, clean(message, 400));
    const wrong = field && form.querySelector(`[name="${CSS.escape(field)}"]`);
    form.querySelectorAll('[aria-invalid]').forEach((one) => one.removeAttribute('aria-invalid'));
    wrong?.setAttribute('aria-invalid', 'true');
    wrong?.setAttribute('aria-describedby', 'target-said');
    wrong?.focus();
    return undefined;
  }
}

/** All settings in the words of the file; those that the form does not know stay. */
function wanted(form, target) {
  const of = (name) => form.elements.namedItem(name)?.value.trim() || undefined;
  const on = (name) => form.elements.namedItem(name).checked;
  const { timeout: _, ...was } = target?.settings ?? {};
  const kind = target?.kind ?? of('kind');
  const given = Object.fromEntries(WAYS[kind].map((name) => [name, of(name)]));
  const only = { owner: of('only.owner'), source: of('only.source'),
    label: of('only.label')?.split(',').map((label) => label.trim()).filter(Boolean) };
  const except = [...(was.quiet?.except ?? []).filter((reason) => reason !== 'needs_you'),
    ...(on('quiet.except') ? ['needs_you'] : [])];
  const hours = of('quiet');
  return { ...was, ...given, kind, reasons: Object.keys(REASONS).filter(on),
    only: Object.values(only).some(Boolean) ? only : undefined,
    after: of('after'), budget: number(of('budget')),
    escalate: of('escalate.to') && { to: of('escalate.to'), after: of('escalate.after') },
    disturb: hours === 'none' || undefined,
    quiet: hours === 'own' ? { from: of('quiet.from'), until: of('quiet.until'), zone: of('quiet.zone'), except }
      : undefined,
    followUp: on('followUp') ? undefined : false, evenOnScreen: on('evenOnScreen') || undefined };
}

/** What is no number is sent as it is, to be refused in words. */
const number = (value) => (value === undefined || Number.isNaN(Number(value)) ? value : Number(value));
