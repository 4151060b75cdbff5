// The live stream of changes: one connection a tab, resumed where it broke off.

import { setClock } from '../browser/time.js';
import { changesAddress } from './api.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const SLEPT = 30_000;

// A browser allows few connections to one server, shared by its tabs. One that nobody looks at lets go of its own.
const HIDDEN_FOR = 60_000;

/**
 * Tells of `hello` (connected; with the place in the log), `task`, `gone`, `resync` and `state` (live, reconnecting,
 * offline). It asks for what came after the last
 * change it saw, so that a lost connection, a restarted server or a sleeping machine lose nothing.
 */
export class Stream extends EventTarget {
  #source;
  #filter = {};
  #seq;
  #tries = 0;
  #timer;
  #hiding;
  #beat = Date.now();
  state = 'connecting';

  constructor() {
    super();
    addEventListener('online', () => this.#connect());
    addEventListener('offline', () => this.#say('offline'));
    addEventListener('pagehide', () => this.#close());
    document.addEventListener('visibilitychange', () => this.#visibility());
    setInterval(() => this.#noticeSleep(), 5_000);
  }

  /** Listens from a place in the log on; a newer call replaces an older one. */
  open(filter, seq) {
    this.#filter = filter;
    this.#seq = seq;
    this.#connect();
  }

  /** Listens no more. */
  close() {
    this.#seq = undefined;
    this.#close();
  }

  #connect() {
    if (this.#seq === undefined) return;
    this.#close();
    this.#source = new EventSource(changesAddress({ ...this.#filter, after: this.#seq }));
    this.#source.addEventListener('hello', (event) => this.#hello(JSON.parse(event.data)));
    for (const type of ['task', 'gone', 'resync']) this.#source.addEventListener(type, (event) => this.#tell(event));
    this.#source.addEventListener('error', () => this.#lost());
  }

  #hello({ now, seq }) {
    setClock(now);
    this.#tries = 0;
    this.dispatchEvent(new CustomEvent('hello', { detail: { seq } }));
    this.#say('live');
  }

  get isOpen() {
    return this.#source?.readyState === EventSource.OPEN;
  }

  #tell(event) {
    const detail = JSON.parse(event.data);
    this.#seq = event.lastEventId || this.#seq;
    if (event.type === 'resync') this.#seq = detail.seq ?? this.#seq;
    this.dispatchEvent(new CustomEvent(event.type, { detail }));
  }

  #lost() {
    this.#close();
    this.#tries += 1;
    this.#say(this.#tries > 3 || !navigator.onLine ? 'offline' : 'reconnecting');
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#tries - 1));
    this.#timer = setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2));
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  #say(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent('state', { detail: state }));
  }

  #visibility() {
    clearTimeout(this.#hiding);
    this.#beat = Date.now();
    if (document.hidden) this.#hiding = setTimeout(() => this.#close(), HIDDEN_FOR);
    else if (!this.#source) this.#connect();
  }

  /** After a sleep the connection may look open and be dead: a clock that jumped is reason to ask anew. */
  #noticeSleep() {
    const slept = Date.now() - this.#beat > SLEPT;
    this.#beat = Date.now();
    if (slept && !document.hidden) this.#connect();
  }
}
