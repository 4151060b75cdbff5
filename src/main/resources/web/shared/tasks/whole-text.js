// Texts of others that are longer than their place. None is cut without saying how much is missing and showing its end:
// what a command does may stand there. Whoever is to decide by one has to have seen all of it.

import { button, clean, cleanLines, fill, foreign, h } from '../browser/dom.js';
import { number } from './words.js';

/** Characters that a row shows of one before it is shown by its two ends. */
export const ROOM = 240;
/** The same for what is read and not decided on. */
const NEWS = 480;
const TAIL = 80;
const LABEL = 22;
const SHORT_LABEL = 13;
const MOST_KEPT = 500;

/** Whole texts that stood on the page, and those that somebody unfolded, since this window was opened. */
const read = new Set();
const unfolded = new Set();

/** As sources and the server mark that they left something out. */
const LEFT_OUT = /… \[[\d,]+ characters left out\] …/;
const LONGEST = 1_999;

/** Blanks and empty lines beyond what anybody needs. */
const GAPS = /(?<blanks>[^\S\n]{9,})|\n(?<lines>(?:[^\S\n]*\n){2,})/g;

/** On one line; of a command, where its lines end, for joined they would say something else. */
export const onOneLine = (text, command = false) =>
  clean(command ? String(text ?? '').trim().replace(/\s*\n\s*/g, ' ⏎ ') : text, Infinity);

/** About how much wider than most letters one is. */
const weight = (letter) => (letter.codePointAt(0) >= 0x1100 ? 2 : 'WMm@%'.includes(letter) ? 1.7 : 1);

/** As many of some letters, from the first on, as there is room for. */
function upTo(letters, room) {
  let left = room;
  const last = letters.findIndex((letter) => (left -= weight(letter)) < 0);
  return last < 0 ? letters : letters.slice(0, last);
}

const fits = (line, room) => line.length <= room && (room >= ROOM || upTo([...line], room).join('') === line);

/** Whether somebody has seen all of a text, be it that so much is always shown. */
export const isRead = (text, room = ROOM, command = false) => !text || read.has(text)
  || fits(onOneLine(text, command), room);

/** Whether a text came to us without a part of it: then nobody can see the whole here. */
export const isCutBefore = (text) =>
  LEFT_OUT.test(text ?? '') || (text?.length >= LONGEST && /(…|\.\.\.)$/.test(text));

function keep(set, text) {
  if (set.size >= MOST_KEPT) set.delete(set.values().next().value);
  set.add(text);
}

/** The two ends of a text that is longer than its place, and how much is between them; nothing if it is not. */
function ends(line, room) {
  if (fits(line, room)) return undefined;
  const tail = Math.min(TAIL, Math.floor(room / 3));
  const letters = [...line];
  const isTight = room < ROOM;
  const head = upTo(letters, Math.max(8, room - tail - (isTight ? SHORT_LABEL : LABEL))).join('').trim();
  const end = upTo(letters.slice(-tail).reverse(), tail).reverse().join('').trim();
  const missing = number(line.length - head.length - end.length);
  return { head, end, missing: `+${missing} ${isTight ? 'chars' : 'characters'}` };
}

/** As in "git push … [+1,640 characters] … origin": a text where nothing can be pressed. */
export function inShort(text, room, command) {
  const line = onOneLine(text, command);
  const cut = ends(line, room);
  return cut ? `${cut.head} … [${cut.missing}] … ${cut.end}` : line;
}

/**
 * A text on one line, by its two ends where it is longer than its `room`; what is between them opens by a press, which
 * `open` decides about. It stands in elements of the kind `tag`.
 */
export function shortText(text, { tag = 'span', room = ROOM, command = false, open } = {}) {
  const line = onOneLine(text, command);
  const cut = ends(line, room);
  const part = (words) => h(tag, {}, h('bdi', {}, words));
  if (!cut) return [part(line), cutBefore(text)];
  return h('span', { class: 'ends' }, h(tag, { class: 'head' }, h('bdi', {}, cut.head), ' …'),
    button('cut', { 'aria-label': `${cut.missing}: show all ${number(line.length)}` }, open, cut.missing),
    h(tag, { class: 'tail' }, '… ', h('bdi', {}, cut.end)), cutBefore(text));
}

/** All of a text, with its lines. From now on it is known to have been shown. */
export function wholeText(text, { tag = 'span', command = false } = {}) {
  if (text.length > TAIL / 2) keep(read, text);
  if (isShort(text)) return [h(tag, {}, h('bdi', {}, onOneLine(text, command))), cutBefore(text)];
  return [h(tag, { class: 'whole' }, h('bdi', {}, withGaps(cleanLines(text).trim()))), cutBefore(text)];
}

const isShort = (text) => text.length <= ROOM && !text.includes('\n');

/** Long stretches of nothing are said in words: they would hide what comes after them. */
function withGaps(text) {
  const parts = [];
  let at = 0;
  for (const gap of text.matchAll(GAPS)) {
    const { blanks, lines } = gap.groups;
    const said = blanks ? `${number(blanks.length)} blanks` : `${number(lines.split('\n').length - 1)} empty lines`;
    parts.push(text.slice(at, gap.index), blanks ? ' ' : '\n', h('i', { class: 'gap' }, `[${said}]`),
      blanks ? ' ' : '\n');
    at = gap.index + gap[0].length;
  }
  return [...parts, text.slice(at)];
}

const cutBefore = (text) => isCutBefore(text)
  && h('span', { class: 'warn' }, ' It was cut before it came here: read the whole where it was asked.');

/** News of others: by its ends where it is long; a press, or paper, shows the whole. */
export function news(text, room = NEWS) {
  const line = onOneLine(text);
  if (fits(line, room)) return foreign(text, Infinity);
  const place = h('span');
  const show = (isOpen) => {
    if (isOpen) keep(unfolded, text);
    else unfolded.delete(text);
    const shown = isOpen ? opened(text, () => toggle(false)) : [shortText(text, { room, open: () => toggle(true) }),
      h('span', { class: 'paper' }, h('bdi', {}, line))];
    fill(place, shown);
  };
  const toggle = (isOpen) => {
    show(isOpen);
    place.querySelector('.cut').focus();
  };
  show(unfolded.has(text));
  return place;
}

const opened = (text, close) => [wholeText(text), ' ', button('cut', {}, close, 'show less')];
