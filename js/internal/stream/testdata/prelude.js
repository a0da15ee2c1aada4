const stream = require('stream');
const { Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished, addAbortSignal } = stream;
const text = (v) => v instanceof Error ? `[${v.name} ${v.code} ${v.message}]` :
  v instanceof Uint8Array ? '<' + String.fromCharCode(...v) + '>' :
  Array.isArray(v) ? '[' + v.map(text).join(',') + ']' :
  v !== null && typeof v === 'object' ? '{' + Object.keys(v).map((k) => k + ':' + text(v[k])).join(',') + '}' : String(v);
const out = (...values) => print(values.map(text).join(' '));
const watch = (name, s, ...events) => {
  for (const e of events.length ? events : ['end', 'prefinish', 'finish', 'error', 'close', 'drain', 'pipe', 'unpipe', 'pause', 'resume']) {
    s.on(e, (v) => out(name, e, v instanceof stream ? 'stream' : v));
  }
  return s;
};
const thrown = (f) => { try { out('returned', f()); } catch (err) { out('threw', err); } };
const source = (list, options) => new Readable({ read() { this.push(list.length ? list.shift() : null); }, ...options });
const sink = (name, options) => new Writable({ write(c, e, cb) { out(name, c, e); cb(); }, ...options });
const later = (f) => setTimeout(f, 2);
// asyncList is an async iterable that says what is done to it. An Error in the
// list is thrown.
const asyncList = (name, list) => ({
  [Symbol.asyncIterator]() {
    const rest = [...list];
    return {
      async next() {
        if (rest.length === 0) return { done: true, value: undefined };
        const value = rest.shift();
        if (value instanceof Error) throw value;
        return { done: false, value };
      },
      async return(v) { out(name, 'return', v); return { done: true, value: v }; },
    };
  },
});
const each = async (iterable, f) => {
  const it = iterable[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await it.next();
    if (done) return;
    if (f(value) === false) { await it.return(); return; }
  }
};
const settle = (promise, name = 'promise') => promise.then((v) => out(name, 'resolved', v), (err) => out(name, 'rejected', err));
