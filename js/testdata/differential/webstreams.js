'use strict';
// Plays situations of web streams that are made at random of a seed, one after another, and
// prints a line of what has happened in each: node webstreams.js SEED COUNT. What happens
// depends on the seed alone, so that the same has to happen on nodenet.

const { seed: begin, random, pick, chance } = require('./random.js');

const error = (code) => Object.assign(new Error(code), { code });
const codeOf = (err) => err instanceof Error ? err.code ?? err.message : String(err);
let said, left, abort;
const say = (text) => { if (said.length < 400) said.push(text); };
process.on('uncaughtException', (err) => say(`UNCAUGHT ${codeOf(err)}`));
process.on('unhandledRejection', (err) => say(`UNHANDLED ${codeOf(err)}`));
const moments = { now: (f) => f(), tick: process.nextTick, micro: queueMicrotask, immediate: setImmediate };
const later = (f) => moments[pick(['now', 'micro', 'micro', 'tick', 'immediate'])](f);
const soon = () => new Promise((resolve) => later(resolve));
const shown = (v) => v instanceof Uint8Array ? `bytes ${v.length}` : typeof v === 'object' && v ? 'object' : String(v);
const settle = (n, what, promise) => promise.then((v) => say(`${n} ${what} ${v && typeof v === 'object' && 'done' in v ? `${shown(v.value)} ${v.done}` : shown(v)}`), (err) => say(`${n} ${what}! ${codeOf(err)}`));

// answer is what a function of a source or sink gives.
function answer(n, what) {
  const p = random();
  if (p < 0.45) return undefined;
  if (p < 0.8) return soon().then(() => say(`${n} ${what} done`));
  if (p < 0.85) throw error(`${what} THROWS`);
  if (p < 0.9) return soon().then(() => { throw error(`${what} REJECTS`); });
  if (p < 0.95) return Promise.resolve();
  return { then(f) { later(f); } };
}

function strategy() {
  const p = random();
  if (p < 0.4) return undefined;
  if (p < 0.7) return { highWaterMark: pick([0, 1, 2, 5, Infinity]) };
  if (p < 0.8) return new CountQueuingStrategy({ highWaterMark: pick([0, 1, 3]) });
  return { highWaterMark: pick([0, 1, 3]), size: () => { if (chance(0.03)) throw error('SIZE'); return pick([0, 1, 2]); } };
}

function source(n) {
  let chunks = Math.floor(random() * 6);
  const give = (c) => {
    for (let i = 1 + Math.floor(random() * 2); i > 0; i--) {
      try {
        if (chance(0.03)) return c.error(error('SOURCE'));
        if (chunks-- <= 0) { say(`${n} closes ${c.desiredSize}`); c.close(); return; }
        c.enqueue(chunks);
        say(`${n} enqueues ${c.desiredSize}`);
      } catch (err) { say(`${n} controller! ${codeOf(err)}`); return; }
    }
  };
  const s = {};
  if (chance(0.6)) s.start = (c) => { say(`${n} start`); if (chance(0.5)) give(c); return answer(n, 'start'); };
  if (chance(0.8)) s.pull = (c) => { say(`${n} pull ${c.desiredSize}`); const a = answer(n, 'pull'); if (chance(0.85)) give(c); else later(() => give(c)); return a; };
  if (chance(0.7)) s.cancel = (reason) => { say(`${n} cancel ${codeOf(reason)}`); return answer(n, 'cancel'); };
  return s;
}

function bytes(n) {
  let chunks = Math.floor(random() * 5);
  const give = (c) => {
    try {
      if (chance(0.03)) return c.error(error('SOURCE'));
      const request = c.byobRequest;
      if (chunks-- <= 0) { say(`${n} closes`); c.close(); if (request) request.respond(0); return; }
      if (request && chance(0.6)) { request.view[0] = 1; request.respond(1 + Math.floor(random() * request.view.byteLength) % request.view.byteLength); }
      else c.enqueue(new Uint8Array(1 + Math.floor(random() * 5)));
      say(`${n} gives ${c.desiredSize}`);
    } catch (err) { say(`${n} controller! ${codeOf(err)}`); }
  };
  const s = { type: 'bytes' };
  if (chance(0.4)) s.autoAllocateChunkSize = pick([1, 4]);
  s.pull = (c) => { say(`${n} pull ${c.desiredSize}`); const a = answer(n, 'pull'); if (chance(0.9)) give(c); else later(() => give(c)); return a; };
  if (chance(0.5)) s.start = (c) => { if (chance(0.5)) give(c); return answer(n, 'start'); };
  if (chance(0.7)) s.cancel = (reason) => { say(`${n} cancel ${codeOf(reason)}`); return answer(n, 'cancel'); };
  return s;
}

function sink(n) {
  const s = {};
  if (chance(0.6)) s.start = (c) => { say(`${n} start`); c.signal.addEventListener('abort', () => say(`${n} signal ${codeOf(c.signal.reason)}`)); return answer(n, 'start'); };
  if (chance(0.8)) s.write = (v, c) => { say(`${n} write ${shown(v)}`); if (chance(0.04)) c.error(error('SINK')); return answer(n, 'write'); };
  if (chance(0.6)) s.close = () => { say(`${n} close`); return answer(n, 'close'); };
  if (chance(0.6)) s.abort = (reason) => { say(`${n} abort ${codeOf(reason)}`); return answer(n, 'abort'); };
  return s;
}

function transformer(n) {
  const t = {};
  if (chance(0.4)) t.start = (c) => { if (chance(0.2)) c.enqueue('s'); return answer(n, 'start'); };
  if (chance(0.8)) t.transform = (v, c) => { say(`${n} transform ${shown(v)}`); if (chance(0.05)) c.terminate(); else if (chance(0.05)) c.error(error('TRANSFORM')); else if (chance(0.8)) c.enqueue(v); return answer(n, 'transform'); };
  if (chance(0.5)) t.flush = (c) => { say(`${n} flush`); if (chance(0.3)) c.enqueue('f'); return answer(n, 'flush'); };
  if (chance(0.5)) t.cancel = (reason) => { say(`${n} tcancel ${codeOf(reason)}`); return answer(n, 'cancel'); };
  return t;
}

async function* generate(n) {
  try {
    for (let i = 0; i < 3; i++) { if (chance(0.5)) await soon(); yield i; }
  } finally { say(`${n} generates no more`); }
}

function make(n) {
  const it = {};
  try {
    switch (pick(['readable', 'readable', 'bytes', 'writable', 'writable', 'transform', 'from'])) {
      case 'readable': it.r = new ReadableStream(source(n), strategy()); break;
      case 'bytes': it.r = new ReadableStream(bytes(n), chance(0.5) ? { highWaterMark: pick([0, 4]) } : undefined); break;
      case 'writable': it.w = new WritableStream(sink(n), strategy()); break;
      case 'transform': { const t = new TransformStream(transformer(n), strategy(), strategy()); it.r = t.readable; it.w = t.writable; it.t = t; break; }
      default: it.r = ReadableStream.from(chance(0.5) ? generate(n) : [1, Promise.resolve(2), 3]);
    }
  } catch (err) { say(`${n} new! ${codeOf(err)}`); it.r = new ReadableStream(); }
  return it;
}

const others = (all, it, key) => all.filter((o) => o !== it && o[key]);
const pipes = () => ({ preventClose: chance(0.2), preventAbort: chance(0.2), preventCancel: chance(0.2), signal: chance(0.3) ? abort.signal : undefined });
const reading = {
  getReader: (n, it) => { it.reader = it.r.getReader(chance(0.2) ? { mode: 'byob' } : undefined); settle(n, 'reader closed', it.reader.closed); },
  read: (n, it) => { it.reader ??= it.r.getReader(); settle(n, 'read', it.reader.read(it.reader.constructor.name === 'ReadableStreamBYOBReader' ? new Uint8Array(pick([1, 3])) : undefined)); },
  cancelReader: (n, it) => { if (it.reader) settle(n, 'reader cancel', it.reader.cancel(error('MINE'))); },
  release: (n, it) => { it.reader?.releaseLock(); it.reader = undefined; },
  cancel: (n, it) => settle(n, 'cancel', it.r.cancel('why')),
  tee: (n, it, all) => { for (const r of it.r.tee()) if (all.length < 6) all.push({ r }); },
  pipeTo: (n, it, all) => { const to = pick(others(all, it, 'w')); if (to) settle(n, 'pipeTo', it.r.pipeTo(to.w, pipes())); },
  pipeThrough: (n, it, all) => { const to = pick(others(all, it, 't')); if (to) { it.r.pipeThrough(to.t, pipes()); } },
  async forAwait(n, it) {
    let count = 0;
    try {
      for await (const v of chance(0.5) ? it.r : it.r.values({ preventCancel: chance(0.5) })) { say(`${n} iterates ${shown(v)}`); if (chance(0.1)) throw error('LOOP'); if (++count > 1 && chance(0.4)) break; if (chance(0.3)) await soon(); }
      say(`${n} has iterated`);
    } catch (err) { say(`${n} has iterated! ${codeOf(err)}`); }
  },
  next: (n, it) => { it.values ??= it.r.values(); settle(n, 'next', it.values.next()); if (chance(0.2)) settle(n, 'return', it.values.return('r')); },
};
const writing = {
  getWriter: (n, it) => { it.writer = it.w.getWriter(); settle(n, 'writer closed', it.writer.closed); settle(n, 'writer ready', it.writer.ready); },
  write: (n, it) => { it.writer ??= it.w.getWriter(); settle(n, 'written', it.writer.write('w')); say(`${n} desired ${it.writer.desiredSize}`); },
  ready: (n, it) => { if (it.writer) settle(n, 'ready', it.writer.ready); },
  closeWriter: (n, it) => { if (it.writer) settle(n, 'writer close', it.writer.close()); },
  abortWriter: (n, it) => { if (it.writer) settle(n, 'writer abort', it.writer.abort(error('MINE'))); },
  releaseWriter: (n, it) => { it.writer?.releaseLock(); it.writer = undefined; },
  closeW: (n, it) => settle(n, 'close', it.w.close()),
  abortW: (n, it) => settle(n, 'abort', it.w.abort('why')),
};
const any = {
  locked: (n, it) => say(`${n} locked ${it.r?.locked} ${it.w?.locked}`),
  abort: () => { if (chance(0.3)) abort.abort(error('SIGNAL')); },
};
const actions = { ...reading, ...writing, ...any };
const names = [...Object.keys(actions), 'read', 'read', 'write', 'write', 'pipeTo'];

function act(all, i, action) {
  const it = all[i];
  if (left-- <= 0 || action in reading && !it.r || action in writing && !it.w) return;
  try { actions[action](`s${i}`, it, all); } catch (err) { say(`s${i} ${action} throws ${codeOf(err)}`); }
}

async function play(seed) {
  begin(seed);
  said = [];
  left = 60;
  abort = new AbortController();
  const all = [];
  for (let i = 1 + Math.floor(random() * 3); i > 0; i--) all.push(make(`s${all.length}`));
  for (let steps = 3 + Math.floor(random() * 12); steps > 0; steps--) {
    const i = Math.floor(random() * all.length), action = pick(names), moment = pick(['now', 'micro', 'tick', 'immediate', 'immediate']);
    await new Promise((resolve) => moments[moment](() => { act(all, i, action); resolve(); }));
  }
  for (let turns = 0; turns < 12; turns++) await new Promise(setImmediate);
  console.log(said.join(' | '));
}

(async () => {
  const [first, count] = process.argv.slice(2).map(Number);
  for (let seed = first; seed < first + count; seed++) await play(seed);
  process.exit();
})();
