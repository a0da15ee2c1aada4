//// readable
const r = watch('r', source(['a'])); out(r.destroy() === r, r.destroyed, r.closed); out(r.destroy(new Error('again')) === r); later(() => out(r.closed, r.errored));
//// readable with error
const r = watch('r', source(['a'])); r.destroy(new Error('x')); r.destroy(new Error('y')); later(() => out(r.errored));
//// without listener
const r = source(['a']); r.destroy(new Error('x')); r.on('close', () => out('close'));
//// callbacks
const r = new Readable({ destroy(err, cb) { out('_destroy', err); cb(err); } }); r.on('error', (err) => out('error', err)); r.destroy(new Error('x'), (err) => out('cb', err)); r.destroy(new Error('y'), (err) => out('cb2', err));
//// _destroy changes the error
const r = watch('r', new Readable({ destroy(err, cb) { cb(new Error('other')); } })); r.destroy(); const q = watch('q', new Readable({ destroy(err, cb) { cb(); } })); q.destroy(new Error('hidden')); later(() => out(q.errored));
//// _destroy later
const w = watch('w', new Writable({ destroy(err, cb) { setTimeout(() => { out('now'); cb(err); }, 1); } })); w.destroy(new Error('x')); out(w.destroyed, w.closed);
//// _destroy throws
const w = watch('w', new Writable({ destroy() { throw new Error('thrown'); } })); w.destroy();
//// _destroy twice
const w = watch('w', new Writable({ destroy(err, cb) { cb(); cb(new Error('second')); } })); w.destroy();
//// while writing
const w = watch('w', new Writable({ write(c, e, cb) { setTimeout(cb, 1); } })); w.write('a', (err) => out('a', err)); w.write('b', (err) => out('b', err)); w.end((err) => out('end', err)); w.destroy();
//// while writing with error
const w = watch('w', new Writable({ write(c, e, cb) { setTimeout(cb, 1); } })); w.write('a', (err) => out('a', err)); w.write('b', (err) => out('b', err)); w.end((err) => out('end', err)); w.destroy(new Error('x'));
//// in write
const w = watch('w', new Writable({ write(c, e, cb) { this.destroy(new Error('in')); cb(); } })); w.write('a', (err) => out('a', err)); out(w.write('b', (err) => out('b', err)));
//// corked
const w = watch('w', sink('w')); w.cork(); w.write('a', (err) => out('a', err)); w.destroy(); w.uncork();
//// in data
const r = watch('r', source(['a', 'b'])); r.on('data', (c) => { out('data', c); r.destroy(); });
//// in readable
const r = watch('r', source(['a', 'b'])); r.on('readable', () => { out('readable'); r.destroy(); out(r.read()); });
//// after end
const r = watch('r', source([])); r.resume(); r.on('end', () => { out(r.destroyed); r.destroy(new Error('late')); });
//// in finish
const w = watch('w', sink('w')); w.on('finish', () => w.destroy(new Error('late'))); w.end();
//// push after destroy
const r = watch('r', new Readable({ read() {} })); r.destroy(); out(r.push('x'), r.unshift('y'), r.read(), r.push(null));
//// read after destroy
const r = watch('r', new Readable({ read() { out('_read'); } })); r.push('a'); r.destroy(); out(r.read(), r.readableLength); r.resume(); r.on('data', () => out('data'));
//// emitClose false
const r = watch('r', new Readable({ emitClose: false, read() {} })); r.destroy(new Error('x')); later(() => out(r.closed));
//// odd errors
for (const v of ['text', 0, 5, null, false]) { const r = new Readable({ read() {} }); r.on('error', (err) => out('error', err)).on('close', () => out('close', r.errored)); r.destroy(v); }
//// undestroy
const w = watch('w', sink('w')); w.destroy(); later(() => { w._undestroy(); out(w.destroyed, w.writable, w.closed); w.write('x'); });
//// construct
const w = watch('w', new Writable({ construct(cb) { out('construct'); setTimeout(cb, 1); }, write(c, e, cb) { out('_write', c); cb(); } })); out(w._writableState.constructed); w.write('a', () => out('cb')); w.end();
//// construct at once
const w = watch('w', new Writable({ construct(cb) { out('construct'); cb(); }, write(c, e, cb) { out('_write', c); cb(); } })); w.write('a', () => out('cb')); process.nextTick(() => out('tick')); Promise.resolve().then(() => out('promise'));
//// construct readable
const r = watch('r', new Readable({ construct(cb) { out('construct'); process.nextTick(cb); }, read() { out('_read'); this.push(null); } })); r.resume(); out('sync');
//// construct fails
const r = watch('r', new Readable({ construct(cb) { cb(new Error('no')); }, read() { out('_read'); } })); r.resume(); const w = watch('w', new Writable({ construct(cb) { setTimeout(() => cb(new Error('no')), 1); } })); w.write('x', (err) => out('cb', err)); w.end((err) => out('end', err));
//// construct throws
const r = watch('r', new Readable({ construct() { throw new Error('thrown'); } })); r.read();
//// construct twice
const r = watch('r', new Readable({ construct(cb) { cb(); cb(); }, read() {} }));
//// construct duplex
let n = 0; const d = watch('d', new Duplex({ construct(cb) { out('construct', ++n); setTimeout(cb, 1); }, read() { this.push('r'); this.push(null); }, write(c, e, cb) { out('_write', c); cb(); }, final(cb) { out('final'); cb(); } })); d.on('data', (c) => out('data', c)); d.end('w');
//// destroyed while constructing
const w = watch('w', new Writable({ construct(cb) { setTimeout(() => { out('constructed'); cb(); }, 1); }, destroy(err, cb) { out('_destroy', err); cb(err); }, write(c, e, cb) { cb(); } })); w.write('a', (err) => out('cb', err)); w.destroy(new Error('x'));
//// destroyed while constructing fails
const w = watch('w', new Writable({ construct(cb) { setTimeout(() => cb(new Error('construct')), 1); }, destroy(err, cb) { out('_destroy', err && err.name, err && err.message); cb(err); } })); w.destroy(new Error('x')); const v = watch('v', new Writable({ construct(cb) { setTimeout(() => cb(new Error('construct')), 1); } })); v.destroy();
//// signal
const ac = new AbortController(); const r = watch('r', new Readable({ signal: ac.signal, read() {} })); ac.abort(); out(r.destroyed);
//// signal aborted before
const ac = new AbortController(); ac.abort(new Error('why')); const w = new Writable({ signal: ac.signal, write() {} }); w.on('error', (err) => out(err, err.cause)); out(w.destroyed);
//// signal that is none
thrown(() => new Readable({ signal: 5 })); thrown(() => new Readable({ signal: {} })); thrown(() => addAbortSignal(undefined, source([]))); thrown(() => addAbortSignal(new AbortController().signal, {})); out(addAbortSignal(new AbortController().signal, source([])) instanceof Readable);
//// signal of a transform
const ac = new AbortController(); const t = watch('t', new Transform({ signal: ac.signal, transform(c, e, cb) { cb(null, c); } })); t.write('x'); later(() => ac.abort());
//// static destroy
const r = watch('r', source(['a'])); stream.destroy(r); const q = watch('q', source(['a'])); stream.destroy(q, new Error('x')); const EE = require('events'); const o = new EE(); o.pipe = () => {}; watch('o', o, 'error', 'close'); stream.destroy(o, new Error('old')); out(stream.isDestroyed(o), stream.isDestroyed(r), stream.isDestroyed({}));
//// static destroy of what is over
const w = watch('w', sink('w')); w.end(); w.on('close', () => { stream.destroy(w); out(w.errored); });
//// captureRejections
const r = watch('r', new Readable({ captureRejections: true, read() {} })); r.on('data', async () => { throw new Error('rejected'); }); r.push('x');
//// errors in listeners
const r = source(['a', 'b']); r.on('data', (c) => { out('data', c); throw new Error('in data'); }); r.on('close', () => out('close'));
//// error listener throws
const r = source(['a']); r.on('error', () => { throw new Error('worse'); }); r.on('close', () => out('close')); r.destroy(new Error('x'));
//// errors order
const r = watch('r', new Readable({ read() {} })); r.destroy(new Error('x')); process.nextTick(() => out('tick')); Promise.resolve().then(() => out('promise')); setImmediate(() => out('immediate'));
