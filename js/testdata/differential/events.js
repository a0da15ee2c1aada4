'use strict';
// Plays situations of emitters, targets and signals whose listeners come and go at random of a
// seed, in asynchronous contexts, one after another, and prints a line of what has happened in
// each: node events.js SEED COUNT. What happens depends on the seed alone, so that the same has
// to happen on nodenet.

const { EventEmitter, once, on, addAbortListener, errorMonitor, captureRejectionSymbol, getEventListeners, listenerCount } = require('events');
const { AsyncLocalStorage } = require('async_hooks');

const { seed: begin, random, pick, chance } = require('./random.js');

let said, left, abort;
const als = new AsyncLocalStorage();
const say = (t) => { if (said.length < 300) said.push(als.getStore() ? `${t}@${als.getStore()}` : t); };
const codeOf = (e) => e instanceof Error || (e && e.name) ? e.code ?? e.message : String(e);
process.on('uncaughtException', (e) => say(`UNCAUGHT ${codeOf(e)}`));
process.on('unhandledRejection', (e) => say(`UNHANDLED ${codeOf(e)}`));
process.on('rejectionHandled', () => say('HANDLED'));
process.on('warning', (w) => say(`warning ${w.name}`));
const moments = { now: (f) => f(), tick: process.nextTick, micro: queueMicrotask, immediate: setImmediate, then: (f) => Promise.resolve().then(f), async: async (f) => { await null; f(); } };
const later = (f) => moments[pick(Object.keys(moments))](f);
const names = ['a', 'b', 'error', 'newListener', 'removeListener'];
let fs; // the listeners that were made

function makeListener(all) {
  const id = fs.length;
  const plan = Array.from({ length: Math.floor(random() * 3) }, () => [pick(Object.keys(actions)), pick(['now', 'tick', 'micro', 'immediate', 'then'])]);
  const throws = chance(0.04), rejects = chance(0.06);
  const f = function (...args) {
    say(`f${id}(${args.map((x) => typeof x === 'function' ? 'fn' : x && x.type ? x.type : codeOf(x)).join()})`);
    for (const [a, m] of plan.splice(0)) moments[m](() => act(all, a));
    if (throws) throw new Error(`L${id}`);
    if (rejects) return Promise.reject(new Error(`R${id}`));
  };
  fs.push(f);
  return f;
}
const getF = (all) => fs.length > 2 && chance(0.6) ? pick(fs) : makeListener(all);
const settle = (n, p) => p.then((v) => say(`${n} ${Array.isArray(v) ? v.map(codeOf) : v && 'done' in v ? v.done + ' ' + v.value : codeOf(v)}`), (e) => say(`${n}! ${codeOf(e)}`));
const sig = () => chance(0.15) ? { signal: abort.signal } : undefined;

// What is done with an emitter e of the name n, of all that there is.
const actions = {
  on: (e, all, n) => e.on(pick(names), getF(all)), once: (e, all) => e.once(pick(names), getF(all)), prepend: (e, all) => e.prependListener(pick(names), getF(all)), prependOnce: (e, all) => e.prependOnceListener(pick(names), getF(all)),
  off: (e) => { if (fs.length) e.off(pick(names), pick(fs)); }, offAll: (e) => { if (chance(0.3)) e.removeAllListeners(chance(0.5) ? pick(names) : undefined); },
  emit: (e, all, n) => say(`${n} emit ${e.emit(pick(['a', 'a', 'b']), 1, 'x')}`), emitError: (e, all, n) => { if (chance(0.4)) say(`${n} emit ${e.emit('error', pick([new Error('E'), 'text', undefined, 5]))}`); },
  count: (e, all, n) => say(`${n} ${names.map((x) => e.listenerCount(x)).join()} ${e.eventNames().map(String).join()}`), raw: (e, all, n) => say(`${n} raw ${e.rawListeners('a').map((f) => f.listener ? 'o' : 'f').join('')} ${e.listeners('a').map((f) => fs.indexOf(f)).join()}`),
  max: (e) => e.setMaxListeners(pick([0, 1, 2, 20])), monitor: (e, all) => e.on(errorMonitor, getF(all)),
  awaitOnce: (e, all, n) => settle(`${n} once`, once(e, pick(['a', 'b', 'error']), sig())),
  iterate: (e, all, n) => { const it = on(e, 'a', chance(0.3) ? { close: ['b'], highWaterMark: 3, lowWaterMark: 1 } : sig()); settle(`${n} next`, it.next()); later(() => settle(`${n} next2`, it.next())); later(() => settle(`${n} ${'return'}`, chance(0.5) ? it.return() : it.throw(new Error('TH')).then(() => 'x'))); },
  target: (e, all) => all.t.addEventListener(pick(['a', 'b']), chance(0.8) ? getF(all) : { handleEvent: getF(all) }, pick([undefined, { once: true }, { capture: true }, true, { passive: true }, { signal: abort.signal }])),
  untarget: (e, all) => { if (fs.length) all.t.removeEventListener(pick(['a', 'b']), pick(fs), pick([undefined, true])); },
  dispatch: (e, all) => { const ev = new Event(pick(['a', 'b']), { cancelable: chance(0.5) }); say(`dispatch ${all.t.dispatchEvent(ev)} ${ev.defaultPrevented} ${ev.eventPhase}`); },
  handlers: (e, all) => say(`t ${getEventListeners(all.t, 'a').length} ${listenerCount(all.t, 'b')}`),
  awaitTarget: (e, all) => settle('t once', once(all.t, 'a', sig())),
  abort: () => { if (chance(0.2)) abort.abort(chance(0.5) ? new Error('AB') : undefined); }, abortListener: (e, all) => { const d = addAbortListener(abort.signal, getF(all)); if (chance(0.3)) later(() => d[Symbol.dispose]()); },
  any: (e, all) => { const s = AbortSignal.any([abort.signal, all.second.signal]); s.onabort = getF(all); if (chance(0.3)) later(() => all.second.abort('two')); },
  context: (e, all) => als.run(`c${said.length % 5}`, () => later(() => act(all, pick(['emit', 'on', 'awaitOnce', 'dispatch'])))),
  bind: (e, all) => { const f = AsyncLocalStorage.bind(() => say('bound')); als.run('other', () => later(f)); },
  enter: () => { if (chance(0.2)) als.enterWith(pick(['E1', undefined])); },
};
const keys = [...Object.keys(actions), 'emit', 'emit', 'on'];

function act(all, action) {
  if (left-- <= 0) return;
  const i = Math.floor(random() * all.length);
  try { actions[action](all[i], all, `e${i}`); } catch (err) { say(`${action} throws ${codeOf(err)}`); }
}

async function play(seed) {
  begin(seed);
  said = [];
  left = 60;
  fs = [];
  abort = new AbortController();
  const all = [new EventEmitter({ captureRejections: chance(0.3) }), new EventEmitter()];
  all.t = new EventTarget();
  all.second = new AbortController();
  if (chance(0.2)) all[0][captureRejectionSymbol] = (err, name) => say(`captured ${codeOf(err)} ${name}`);
  for (let steps = 5 + Math.floor(random() * 12); steps > 0; steps--) {
    const [action, moment] = [pick(keys), pick(['now', 'tick', 'micro', 'immediate', 'then'])];
    await new Promise((resolve) => moments[moment](() => { act(all, action); resolve(); }));
  }
  for (let turns = 0; turns < 8; turns++) await new Promise(setImmediate);
  als.enterWith(undefined);
  console.log(said.join(' | '));
}

(async () => {
  const [first, count] = process.argv.slice(2).map(Number);
  for (let seed = first; seed < first + count; seed++) await play(seed);
  process.exit();
})();
