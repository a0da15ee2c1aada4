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
