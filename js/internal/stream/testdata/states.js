//// flowing set by hand
const r = new Readable({ read() {} }); r.push('a'); r._readableState.flowing = false; r.on('data', (c) => out('data', c)); out(r.readableFlowing); later(() => { r.resume(); });
//// ended set by hand
const r = new Readable({ read() {} }); r._readableState.ended = true; out(r.read(), r.push('x')); watch('r', r, 'end', 'error', 'close');
//// high-water mark set by hand
const w = new Writable({ write() {} }); w._writableState.highWaterMark = 2; out(w.writableHighWaterMark, w.write('a'), w.write('bc'), w._writableState.length); const r = new Readable({ read() {} }); r._readableState.highWaterMark = 1; out(r.push('ab'), r.readableHighWaterMark);
//// object mode set by hand
const t = new Transform({ transform(c, e, cb) { cb(null, { c: String(c) }); } }); t._readableState.objectMode = true; t.on('data', (v) => out(v)); t.end('x');
//// state identity
const d = new Duplex(); out(d._readableState === d._readableState, d._readableState !== d._writableState, d._readableState instanceof Readable.ReadableState, d._writableState instanceof Writable.WritableState, d._writableState.constructor.name);
//// buffers shown
const r = new Readable({ read() {} }); r.push('ab'); r.push('cd'); out(r.readableBuffer.length, r._readableState.buffer.length, r.readableBuffer); const w = new Writable({ write() {} }); w.cork(); w.write('a'); w.write('b'); out(w.writableBuffer.map((x) => x.chunk), w._writableState.bufferedRequestCount);
//// states while writing
const w = new Writable({ write(c, e, cb) { const s = w._writableState; out(s.writing, s.sync, s.length, s.writelen, s.pendingcb); setTimeout(() => { cb(); out(s.writing, s.length, s.pendingcb); }, 1); } }); w.write('abc'); w.write('d');
//// listeners of a stream
const t = new Transform(); out(t.eventNames().join(), t.listenerCount('prefinish'), new Readable().eventNames().length); const r = source([]), w = sink('w'); r.pipe(w); out(r.eventNames().sort().join(), w.eventNames().sort().join());
//// once data
const r = source(['a', 'b', 'c']); r.once('data', (c) => { out('once', c); later(() => out(r.readableFlowing, r.readableEnded)); });
//// prependListener data
const r = source(['a', 'b']); r.prependListener('data', (c) => out('data', c)); out(r.readableFlowing); later(() => { out(r.readableFlowing); r.resume(); });
//// once readable again and again
const r = source(['a', 'b', 'c']); const go = () => r.once('readable', () => { out('readable', r.readableLength, r.readableFlowing); if (r.read() !== null) go(); }); go(); r.on('end', () => out('end'));
//// readable and once data
const r = source(['a', 'b']); r.once('readable', () => { out('readable'); r.on('data', (c) => out('data', c)); });
//// switching from flowing to paused mode
const r = source(['a', 'b', 'c', 'd']); r.once('data', (c) => { out('data', c); r.pause(); r.on('readable', () => { let x; while ((x = r.read()) !== null) out('read', x); }); }); r.on('end', () => out('end'));
//// read until end with readable late
const r = new Readable({ read() {} }); r.push('a'); r.push(null); later(() => { r.on('readable', () => out('readable', r.read())); r.on('end', () => out('end')); });
//// end with nobody listening to readable
const r = source([]); r.read(); later(() => { out(r.readableEnded); r.on('end', () => out('end')); r.on('readable', () => { out('readable'); r.read(); }); });
//// unpipe stops the flow and data goes on
const r = new Readable({ read() {} }), w = sink('w'); r.pipe(w); r.on('data', (c) => out('data', c)); r.push('a'); later(() => { r.unpipe(w); r.push('b'); later(() => { out(r.readableFlowing, r.readableLength); r.resume(); }); });
//// write in finish
const w = watch('w', sink('w')); w.on('finish', () => { w.write('late', (err) => out('cb', err)); }); w.end();
//// synchronous sink and drain
const w = new Writable({ highWaterMark: 2, write(c, e, cb) { cb(); } }); w.on('drain', () => out('drain')); out(w.write('abc'), w.write('defg')); later(() => out('later', w.writableNeedDrain));
//// sink in a microtask
const w = watch('w', new Writable({ highWaterMark: 2, write(c, e, cb) { Promise.resolve().then(() => cb()); } })); out(w.write('abc', () => out('cb')), w.write('d', () => out('cb d'))); w.end(() => out('ended'));
//// async _write and _final
const w = watch('w', new Writable({ async write(c, e, cb) { await null; out('written', c); cb(); }, async final(cb) { await null; out('final'); cb(); } })); w.write('a'); w.end('b');
//// order among ticks and promises
const w = new Writable({ write(c, e, cb) { cb(); } }); process.nextTick(() => out('tick 1')); w.write('a', () => out('cb a')); process.nextTick(() => out('tick 2')); Promise.resolve().then(() => out('promise')); w.end(() => out('end cb')); w.on('finish', () => out('finish')); w.on('close', () => out('close')); setImmediate(() => out('immediate'));
//// order among reads
const r = source(['a', 'b']); process.nextTick(() => out('tick 1')); r.on('data', (c) => { out('data', c); process.nextTick(() => out('tick of', c)); Promise.resolve().then(() => out('promise of', c)); }); r.on('end', () => out('end')); process.nextTick(() => out('tick 2')); Promise.resolve().then(() => out('promise'));
//// big strings and split characters
const r = new Readable({ read() {}, encoding: 'utf8' }); const bytes = Buffer.from('aé€😀z'); for (const b of bytes) r.push(Buffer.from([b])); r.push(null); let all = ''; r.on('data', (c) => { all += c; }); r.on('end', () => out(all, all.length));
//// read n of text
const r = new Readable({ read() {}, encoding: 'utf8' }); r.push('€uro'); r.push('é'); out(r.readableLength, r.read(1), r.read(2), r.read(2), r.readableLength, r.read(5), r.read());
//// slices share memory
const b = Buffer.from('abcdef'); const r = new Readable({ read() {} }); r.push(b); const one = r.read(2); b[0] = 90; b[2] = 89; out(one, r.read());
//// addAbortSignal to a finished stream
const ac = new AbortController(); const r = addAbortSignal(ac.signal, source([])); r.resume(); r.on('close', () => { ac.abort(); out(r.errored); });
//// abort while piping
const ac = new AbortController(); const r = addAbortSignal(ac.signal, new Readable({ read() {} })), w = watch('w', sink('w')); r.on('error', (err) => out(err)); r.pipe(w); later(() => { ac.abort(); later(() => out(w.destroyed)); });
//// errors with codes pass
const err = Object.assign(new RangeError('r'), { code: 'MINE' }); pipeline(source(['a']), new Transform({ transform(c, e, cb) { cb(err); } }), sink('w'), (e) => out(e === err, e));
//// emit close by hand
const r = watch('r', new Readable({ read() {}, emitClose: false, autoDestroy: false })); r.emit('close'); out(r.closed, r.destroyed);
//// util.inherits
const util = require('util'); function W() { Writable.call(this, { objectMode: true }); } util.inherits(W, Writable); W.prototype._write = function (c, e, cb) { out('write', c); cb(); }; const w = new W(); w.write({ a: 1 }); out(w instanceof Writable, W.super_ === Writable);
//// promisified
const util = require('util'); settle(util.promisify(pipeline)(source(['a']), sink('w'))); settle(util.promisify(finished)(source([]).resume()), 'finished');
//// events.once on streams
const { once } = require('events'); settle(once(source(['a']), 'readable')); settle(once(new Readable({ read() { this.destroy(new Error('x')); } }).resume(), 'end'), 'end');
//// streams of a package's own
function Own() { this._readableState = { mine: 1 }; this._writableState = { mine: 2 }; stream.call(this); } Object.setPrototypeOf(Own.prototype, stream.prototype); const own = new Own(); out(own._readableState, own._writableState, Object.keys(own).slice(0, 2)); own.on('x', (v) => out('x', v)); own.emit('x', 5); const ours = new Duplex(); out(typeof ours._readableState, typeof ours._writableState, new Readable({ read() {} })._writableState, typeof new stream()._readableState);
