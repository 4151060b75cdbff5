// The one table of words, colours and shapes. Colour says what a task wants from you, and shape repeats it.

import { foreign, h } from '../browser/dom.js';

/** Every group of the board, in its order. */
export const GROUPS = {
  needs_you: { title: 'Needs you', hint: 'oldest first', tone: 'needs', oldestFirst: true },
  stuck: { title: 'Looks stuck', hint: 'silent for longer than it should be', tone: 'stall', oldestFirst: true },
  unreported: { title: 'Done, not reported', hint: 'finished, nobody told yet', tone: 'report' },
  working: { title: 'Working', hint: 'on their own', tone: 'work' },
  queued: { title: 'Queued', hint: 'not begun', tone: 'calm', oldestFirst: true },
  settled: { title: 'Recently settled', hint: 'newest first', tone: 'calm settled' },
};

/** Where tasks lie that somebody has dealt with for now: each a part of the board that opens when it is asked for. */
export const SHELVES = {
  on_it: { title: 'Somebody is on it', hint: 'nobody else need look' },
  snoozed: { title: 'Snoozed', hint: 'back in time, or when something new asks' },
  dismissed: { title: 'Dismissed', hint: 'until something new asks' },
};

/** The tone of a task: what lies on a shelf asks for nobody. */
export const toneOf = ({ attention, shelf }) => (shelf ? 'calm shelved' : GROUPS[attention]?.tone);

/** What each reason waits for. */
const REASONS = {
  user_input: 'an answer',
  confirmation: 'a confirmation',
  approval: 'an approval',
  auth: 'a sign-in',
  subagent: 'a sub-agent',
  external_api: 'an external system',
  suspected_stall: 'a sign of life',
};

const KIND_WORDS = {
  main: 'main session',
  subagent: 'sub-agent',
  acp: 'ACP session',
  process: 'process',
  cron: 'scheduled job',
  other: 'other',
};

/** Who speaks, by the part before the @. */
const SPEAKERS = {
  openclaw: 'OpenClaw',
  'claude-code': 'Claude Code',
  acp: 'sitrep acp',
  run: 'sitrep run',
  report: 'a report',
  operator: 'an operator',
  opencode: 'OpenCode', codex: 'Codex', copilot: 'Copilot', gemini: 'Gemini', mcp: 'MCP',
  otel: 'OpenTelemetry',
};

const SHAPES = {
  triangle: 'M6 1.1 11.4 10.7H.6Z',
  diamond: 'M6 .4 11.6 6 6 11.6.4 6Z',
  square: 'M1.5 1.5h9v9h-9Z',
  disc: 'M6 1.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2Z',
  bars: 'M2.4 1.8h2.6v8.4H2.4ZM7 1.8h2.6v8.4H7Z',
  glass: 'M2.2 1.2h7.6L6.9 6l2.9 4.8H2.2L5.1 6Z',
  tick: 'M1.8 6.6 4.8 9.4 10.2 2.9',
  ringTick: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1ZM3.7 6.2 5.4 7.8 8.4 4.5',
  ringCross: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1ZM4.2 4.2l3.6 3.6M7.8 4.2 4.2 7.8',
};

const spaced = (word) => String(word).replaceAll('_', ' ');

/** A phase as people read it; a failed one by its outcome, as in "timed out". */
export const phaseWord = (phase, outcome) => (phase === 'failed' && outcome ? spaced(outcome) : spaced(phase));
export const outcomeWord = (outcome) => (outcome === 'succeeded' ? 'done' : spaced(outcome));
export const kindWord = (kind) => KIND_WORDS[kind] ?? String(kind);
export const kindsWord = (kind) => kindWord(kind) + (kind === 'process' ? 'es' : 's');
export const KINDS = Object.keys(KIND_WORDS);
export const reasonWord = (reason) => REASONS[reason] ?? spaced(reason);
export const yours = (reason) => reasonWord(reason).replace(/^an? (?=answer|confirm|approv)/, 'your ');
export const asksPerson = (phase) => phase === 'waiting_user' || phase === 'waiting_approval';
export const isWait = (phase) => asksPerson(phase) || phase === 'waiting_dependency' || phase === 'queued';

/** How a wait looks everywhere: solid if it is for a person, else hatched. */
export const isHatched = (phase) => isWait(phase) && !asksPerson(phase);

/** A source as people name it: `openclaw@office` is "OpenClaw · office"; others keep their own name. */
export function sourceName(id) {
  const [speaker, ...place] = String(id).split('@');
  return Object.hasOwn(SPEAKERS, speaker) ? [SPEAKERS[speaker], ...place].join(' · ') : String(id);
}

/** How many sources can be believed to tell what happens: those in contact, and those that just report. */
export const liveSources = ({ live = 0, heard = 0 } = {}) => live + heard;

/** The same with those that cannot be heard now: whoever is to tell what happens. */
export const knownSources = ({ blind = 0, refused = 0, ...good } = {}) => liveSources(good) + blind + refused;

/** Where somebody asked; of a schedule it is when: `0 6 * * *` is "daily at 06:00". */
export function askedWhere({ where }) {
  const [, minute, hour] = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(where ?? '') ?? [];
  return hour ? `daily at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` : where;
}

export const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** The colour of a phase in marks, lanes and legends. */
export const phaseColour = (phase) => `var(--p-${String(phase).replace(/\W/g, '')}, var(--p-starting))`;

function shapeOf(attention, phase) {
  if (attention === 'needs_you') return 'triangle';
  if (attention === 'stuck') return 'diamond';
  if (attention === 'unreported') return phase === 'failed' ? 'ringCross' : 'ringTick';
  if (phase === 'done') return 'tick';
  if (phase === 'failed') return 'square';
  if (phase === 'queued') return 'glass';
  return isWait(phase) || phase === 'stalled' ? 'bars' : 'disc';
}

/** Whether a task failed and nobody was told of that. */
export const isUntoldFailure = ({ attention, phase }) => attention === 'unreported' && phase === 'failed';

function colourOf(attention, phase) {
  const tone = GROUPS[attention]?.tone;
  if (isUntoldFailure({ attention, phase })) return 'var(--p-failed)';
  if (['needs', 'stall', 'report'].includes(tone)) return `var(--${tone})`;
  if (attention === 'working' && !isWait(phase)) return phaseColour(phase);
  return phase === 'done' ? 'var(--ok)' : phase === 'failed' ? 'var(--p-failed)' : 'var(--faint)';
}

/** The mark of a task or run: its shape says to the eye what its colour says. */
export function mark(attention, phase) {
  const shape = shapeOf(attention, phase);
  const drawn = h('path', { d: SHAPES[shape], class: /^(tick|ring)/.test(shape) ? 'line' : 'solid' });
  const props = { class: 'mark', viewBox: '0 0 12 12', 'aria-hidden': 'true', '--c': colourOf(attention, phase) };
  return h('svg', { ...props, 'data-shape': shape }, drawn);
}

/** The attention that a run would ask for, were it a task. */
export function attentionOf(run) {
  if (run.ended) return 'settled';
  return asksPerson(run.phase) ? 'needs_you' : run.phase === 'stalled' ? 'stuck' : 'working';
}

export const number = (value) => Number(value).toLocaleString('en');

/** A count with its noun and verb, as in "1 looks stuck" or "3 tasks need you". */
export const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

/** What was looked for instead, where nothing has the words that were typed. */
export function instead({ q }, showing) {
  return h('p', { class: 'empty instead' }, 'Nothing matches ', h('q', {}, foreign(q, 80)), '. This is what matches ',
    h('q', {}, foreign(showing, 80)), '.');
}
