'use strict';
// Plays situations of streams that are made at random of a seed, one after another, and
// prints a line of what has happened in each: node streams.js SEED COUNT. What happens
// depends on the seed alone, so that the same has to happen on nodenet.

const stream = require('stream');
const { Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished, addAbortSignal, compose } = stream;

const { seed: begin, random, pick, chance } = require('./random.js');

const error = (code) => Object.assign(new Error(code), { code });
const codeOf = (err) => err ? err.code ?? err.message : 'ok';

const moments = { now: (f) => f(), tick: process.nextTick, micro: queueMicrotask, immediate: setImmediate };
const later = (f) => moments[pick(['now', 'tick', 'micro', 'immediate'])](f);

let said, left, abort;
const say = (text) => { if (said.length < 400) said.push(text); };
process.on('uncaughtException', (err) => say(`UNCAUGHT ${codeOf(err)}`));
process.on('unhandledRejection', (err) => say(`UNHANDLED ${codeOf(err)}`));
process.on('warning', (warning) => say(`warning ${warning.name}`));

const shown = (d) => d === null ? 'null' : Buffer.isBuffer(d) ? `buffer ${d.length}` : typeof d === 'string' ? `"${d}"` : typeof d;
const chunk = (objects) => objects ? pick([{ a: 1 }, 's', 5, Buffer.from('bb')]) : pick(['abc', 'd', Buffer.from('xyz'), '', 'é€']);

function condition(s) {
  const bits = (...flags) => flags.map((f) => f === null ? 'n' : Number(f)).join('');
  return [
    s._readableState && `r${bits(s.readable, s.readableEnded, s.readableFlowing, s.readableLength, s.isPaused(), s.readableAborted, s.readableDidRead)}`,
    s._writableState && `w${bits(s.writable, s.writableEnded, s.writableFinished, s.writableLength, s.writableNeedDrain, s.writableCorked, s.writableAborted)}`,
    `d${bits(s.destroyed, s.closed, s.errored !== null)}`,
  ].filter(Boolean).join(' ');
}

function options(name) {
  const o = {};
  const may = (p, key, ...values) => { if (chance(p)) o[key] = pick(values); };
  may(0.3, 'highWaterMark', 0, 1, 3, 100);
  may(0.25, 'objectMode', true);
  may(0.1, 'emitClose', false);
  may(0.15, 'autoDestroy', false);
  may(0.2, 'allowHalfOpen', false);
  may(0.1, 'readableObjectMode', true);
  may(0.1, 'writableObjectMode', true);
  may(0.1, 'decodeStrings', false);
  may(0.1, 'encoding', 'utf8');
  may(0.1, 'defaultEncoding', 'latin1');
  may(0.1, 'readableHighWaterMark', 2);
  may(0.1, 'writableHighWaterMark', 2);
  may(0.05, 'signal', abort.signal);
  if (chance(0.25)) {
    o.construct = (callback) => { say(`${name} _construct`); later(() => callback(chance(0.1) ? error('CONSTRUCT') : null)); };
  }
  if (chance(0.3)) {
    o.destroy = (err, callback) => {
      say(`${name} _destroy ${codeOf(err)}`);
      later(() => callback(chance(0.15) ? error('DESTROY') : chance(0.1) ? null : err));
    };
  }
  return o;
}

const pause = () => new Promise((resolve) => later(resolve));

async function* generate(name, count) {
  try {
    for (let i = 0; i < count; i++) {
      if (chance(0.5)) await pause();
      if (chance(0.05)) throw error('GENERATES');
      yield `${i}`;
    }
    say(`${name} has generated`);
  } finally {
    if (chance(0.3)) await pause();
    say(`${name} generates no more`);
  }
}

async function* passOn(name, source) {
  try {
    for await (const d of source) {
      say(`${name} passes ${shown(d)}`);
      if (chance(0.3)) await pause();
      if (chance(0.05)) throw error('PASSES');
      if (chance(0.05)) return;
      yield chance(0.5) ? d : 'passed';
      if (chance(0.1)) yield 'more';
    }
  } finally {
    say(`${name} passes no more`);
  }
}

function make(name) {
  const o = options(name);
  let chunks = Math.floor(random() * 6);
  const may = (p, key, f) => { if (chance(p)) o[key] = f; };
  function read() {
    say(`${name} _read`);
    if (chance(0.05)) return later(() => this.destroy(error('READ')));
    if (chance(0.03)) throw error('READ THROWS');
    later(() => {
      for (let i = 1 + Math.floor(random() * 2); i > 0; i--) {
        if (chunks-- <= 0) { say(`${name} push(null) ${this.push(null)}`); break; }
        say(`${name} push ${this.push(chunk(this.readableObjectMode))}`);
      }
    });
  }
  function write(data, encoding, callback) {
    say(`${name} _write ${shown(data)} ${encoding}`);
    if (chance(0.02)) throw error('WRITE THROWS');
    later(() => callback(chance(0.06) ? error('WRITE') : null));
    if (chance(0.02)) later(callback);
  }
  function writev(list, callback) {
    say(`${name} _writev ${list.length}`);
    later(() => callback(chance(0.05) ? error('WRITEV') : null));
  }
  function final(callback) {
    say(`${name} _final`);
    later(() => callback(chance(0.1) ? error('FINAL') : null));
  }
  function transform(data, encoding, callback) {
    say(`${name} _transform`);
    const objects = () => this.readableObjectMode;
    later(() => {
      if (chance(0.05)) return callback(error('TRANSFORM'));
      for (let i = Math.floor(random() * 3); i > 0; i--) this.push(objects() ? { t: 1 } : 'tt');
      if (chance(0.3)) callback(null, objects() ? { c: 1 } : 'cc');
      else callback();
    });
  }
  function flush(callback) {
    say(`${name} _flush`);
    later(() => chance(0.1) ? callback(error('FLUSH')) : chance(0.3) ? callback(null, 'ff') : callback());
  }
  function forSink() {
    o.write = write;
    may(0.3, 'writev', writev);
    may(0.4, 'final', final);
    return o;
  }
  switch (pick(['readable', 'writable', 'duplex', 'transform', 'through', 'from', 'generated', 'of functions'])) {
    case 'readable':
      return new Readable({ ...o, read });
    case 'writable':
      return new Writable(forSink());
    case 'duplex':
      return new Duplex({ ...forSink(), read });
    case 'transform':
      o.transform = transform;
      may(0.4, 'flush', flush);
      may(0.2, 'final', final);
      return new Transform(o);
    case 'through':
      return new PassThrough(o);
    case 'generated':
      return Readable.from(generate(name, 1 + Math.floor(random() * 5)), chance(0.3) ? { objectMode: false } : undefined);
    case 'of functions':
      return Duplex.from(pick([
        () => (source) => passOn(name, source),
        () => async (source) => { for await (const d of source) say(`${name} takes ${shown(d)}`); if (chance(0.2)) throw error('TAKES'); },
        () => () => generate(name, 2),
        () => ({ readable: Readable.from(['r', 's']), writable: new PassThrough() }),
        () => ['i', 'j'],
        () => Promise.resolve('settled'),
      ])());
    default:
      return Readable.from(['a', 'b', 'c'], chance(0.3) ? { objectMode: false } : undefined);
  }
}

// What is done with a stream s of the name n, of those that there are.
const tell = (n, what) => (err) => say(`${n} ${what} ${codeOf(err)}`);
const settle = (n, what, promise) => promise.then((v) => say(`${n} ${what} ${v?.length ?? 'ok'}`), tell(n, what));
const forWriting = {
  write: (n, s) => say(`${n} write ${s.write(chunk(s.writableObjectMode), tell(n, 'written'))}`),
  writeWrong: (n, s) => say(`${n} write ${s.write(pick([null, undefined, 5, {}, []]), tell(n, 'written'))}`),
  end: (n, s) => s.end(tell(n, 'ended')),
  endWith: (n, s) => s.end(chunk(s.writableObjectMode)),
  cork: (n, s) => s.cork(),
  uncork: (n, s) => s.uncork(),
  setDefaultEncoding: (n, s) => s.setDefaultEncoding(pick(['hex', 'latin1', 'nope'])),
};
const forReading = {
  read: (n, s) => say(`${n} read ${shown(s.read())}`),
  readSome: (n, s) => say(`${n} read ${shown(s.read(pick([0, 1, 2, -1])))}`),
  pause: (n, s) => s.pause(),
  resume: (n, s) => s.resume(),
  pipe: (n, s, all) => {
    const to = pick(all);
    if (to !== s && to._writableState) s.pipe(to, chance(0.3) ? { end: false } : undefined);
  },
  unpipe: (n, s, all) => s.unpipe(pick(all)),
  unpipeAll: (n, s) => s.unpipe(),
  push: (n, s) => say(`${n} push ${s.push(chunk(s.readableObjectMode))}`),
  pushEnd: (n, s) => say(`${n} push(null) ${s.push(null)}`),
  unshift: (n, s) => say(`${n} unshift ${s.unshift(chunk(s.readableObjectMode))}`),
  setEncoding: (n, s) => s.setEncoding(pick(['utf8', 'hex'])),
  async forAwait(n, s) {
    let count = 0;
    try {
      for await (const d of chance(0.5) ? s : s.iterator({ destroyOnReturn: chance(0.5) })) {
        say(`${n} iterates ${shown(d)}`);
        if (++count > 2 && chance(0.4)) break;
      }
      say(`${n} has iterated`);
    } catch (err) {
      say(`${n} has iterated ${codeOf(err)}`);
    }
  },
  pipeline: (n, s, all) => {
    const [a, b] = [pick(all), pick(all)];
    if (a === s || b === s || !a._writableState) return;
    const between = a !== b && a._readableState && b._writableState && chance(0.5);
    pipeline(...(between ? [s, a, b] : [s, a]), tell(n, 'pipeline'));
  },
  map: (n, s) => settle(n, 'map', s.map((x) => { if (chance(0.1)) throw error('MAP'); return x; }, { concurrency: pick([1, 2]) }).toArray()),
  pipelineThrough: (n, s, all) => {
    const to = pick(all);
    const end = to !== s && to._writableState ? [to] : chance(0.5) ? [async (source) => { for await (const d of source) say(`${n} ends with ${shown(d)}`); return 'v'; }] : [];
    if (chance(0.5)) pipeline(s, (source) => passOn(`${n}'`, source), ...end, (err, v) => say(`${n} pipelined ${codeOf(err)} ${v}`));
    else settle(n, 'pipelined', stream.promises.pipeline(s, (source) => passOn(`${n}'`, source), ...end, chance(0.3) ? { signal: abort.signal } : { end: chance(0.7) }));
  },
  pipelineFrom: (n, s, all) => {
    const to = pick(all);
    if (to._writableState) pipeline(generate(`${n}'`, 3), to, tell(n, 'pipeline'));
  },
  flatMap: (n, s) => settle(n, 'flatMap', s.flatMap(async function* (x) { yield x; if (chance(0.2)) await pause(); yield x; }).toArray()),
  someOf: (n, s) => settle(n, 'some', s.some(async () => { if (chance(0.3)) await pause(); return chance(0.3); })),
  reduce: (n, s) => settle(n, 'reduce', s.reduce(async (sum, d) => { if (chance(0.3)) await pause(); return sum + 1; }, 0)),
  forEach: (n, s) => settle(n, 'forEach', s.forEach(async () => { if (chance(0.3)) await pause(); if (chance(0.1)) throw error('EACH'); }, { concurrency: pick([1, 3]), signal: chance(0.2) ? abort.signal : undefined })),
  drop: (n, s) => settle(n, 'drop', s.drop(1).take(3).toArray()),
  next: (n, s) => {
    const it = s[Symbol.asyncIterator]();
    settle(n, 'next', it.next());
    if (chance(0.5)) settle(n, 'next again', it.next());
    later(() => settle(n, pick(['next', 'return']), it[pick(['next', 'return'])]()));
    if (chance(0.3)) later(() => settle(n, 'throw', it.throw(error('THROWN INTO'))));
  },
  take: (n, s) => settle(n, 'take', s.filter(() => true).take(2).toArray()),
  toArray: (n, s) => settle(n, 'toArray', s.toArray()),
};
const forAny = {
  destroy: (n, s) => s.destroy(),
  destroyWith: (n, s) => s.destroy(error('MINE')),
  onData: (n, s) => s.on('data', (d) => say(`${n} data ${shown(d)}`)),
  offData: (n, s) => s.removeAllListeners('data'),
  onReadable: (n, s) => s.on('readable', () => {
    say(`${n} readable`);
    for (let i = 0, d; chance(0.7) && i < 3 && s._readableState && (d = s.read()) !== null; i++) say(`${n} got ${shown(d)}`);
  }),
  offReadable: (n, s) => s.removeAllListeners('readable'),
  offSome: (n, s) => { if (chance(0.3)) s.removeAllListeners(pick(['end', 'finish', 'close'])); },
  finished: (n, s) => finished(s, tell(n, 'finished')),
  finishedWith: (n, s) => finished(s, { readable: chance(0.5), writable: chance(0.5), error: chance(0.7) }, tell(n, 'finished')),
  promise: (n, s) => settle(n, 'promise', stream.promises.finished(s)),
  dispose: (n, s) => { if (chance(0.3)) settle(n, 'disposed', s[Symbol.asyncDispose]()); },
  addAbortSignal: (n, s) => addAbortSignal(abort.signal, s),
  abort: () => abort.abort(),
  emitError: (n, s) => { if (chance(0.2)) s.emit('error', error('EMITTED')); },
  tellCondition: (n, s) => say(`${n} ${condition(s)}`),
  ask: (n, s) => say(`${n} is ${[stream.isReadable(s), stream.isWritable(s), stream.isErrored(s), stream.isDisturbed(s), stream.isDestroyed(s)]}`),
  compose: (n, s) => {
    if (!s._readableState || !s._writableState) return;
    const both = compose(s, new PassThrough());
    both.on('error', tell(n, 'composed error')).on('close', () => say(`${n} composed close`)).on('data', () => say(`${n} composed data`));
    both.write(Buffer.from('q'));
    both.end();
  },
  composeFunctions: (n, s) => {
    const both = chance(0.5) ? compose((source) => passOn(`${n}a`, source), (source) => passOn(`${n}b`, source)) : s._readableState && s._writableState ? compose(s, (source) => passOn(`${n}c`, source)) : compose(new PassThrough(), async (source) => { for await (const d of source) say(`${n} composed takes ${shown(d)}`); });
    both.on('error', tell(n, 'composed error')).on('close', () => say(`${n} composed close`)).on('end', () => say(`${n} composed end`)).on('finish', () => say(`${n} composed finish`)).on('data', () => say(`${n} composed data`));
    both.write(Buffer.from('q'));
    if (chance(0.7)) both.end();
    else later(() => both.destroy());
  },
  once: (n, s) => settle(n, 'once', require('events').once(s, pick(['end', 'close', 'data', 'finish']), { signal: chance(0.2) ? abort.signal : undefined }).then(() => 'x')),
};
const actions = { ...forWriting, ...forReading, ...forAny };
const names = [...Object.keys(actions), 'write', 'write', 'read', 'tellCondition'];

function act(all, i, action) {
  const s = all[i];
  if (left-- <= 0 || action in forWriting && !s._writableState || action in forReading && !s._readableState) return;
  try {
    actions[action](`s${i}`, s, all);
  } catch (err) {
    say(`s${i} ${action} throws ${codeOf(err)}`);
  }
}

// listen tells of the events of a stream, and does what is planned for the first of each.
function listen(all, s, i) {
  for (const event of ['end', 'finish', 'close', 'error', 'drain', 'pause', 'resume', 'pipe', 'unpipe', 'prefinish']) {
    let plan = chance(0.35) ? [pick(names), pick(names)].slice(0, 1 + Math.floor(random() * 2)) : [];
    s.on(event, (x) => {
      say(event === 'error' ? `s${i} error ${codeOf(x)}` : `s${i} ${event}`);
      for (const action of plan) later(() => act(all, i, action));
      plan = [];
      if (chance(0.01)) throw error('LISTENER');
    });
  }
}

async function play(seed) {
  begin(seed);
  said = [];
  left = 60;
  abort = new AbortController();
  const all = [];
  for (let i = 1 + Math.floor(random() * 3); i > 0; i--) all.push(make(`s${all.length}`));
  all.forEach((s, i) => listen(all, s, i));
  const steps = Array.from({ length: 3 + Math.floor(random() * 10) }, () =>
    [Math.floor(random() * all.length), pick(names), pick(['now', 'tick', 'micro', 'immediate', 'immediate'])]);
  for (const [i, action, moment] of steps) {
    await new Promise((resolve) => moments[moment](() => { act(all, i, action); resolve(); }));
  }
  for (let turns = 0; turns < 12; turns++) await new Promise(setImmediate);
  all.forEach((s, i) => say(`s${i} at the end ${condition(s)}`));
  console.log(said.join(' | '));
}

(async () => {
  const [first, count] = process.argv.slice(2).map(Number);
  for (let seed = first; seed < first + count; seed++) await play(seed);
  process.exit();
})();
