//// two sides
const d = watch('d', new Duplex({ read() { this.push('r'); this.push(null); }, write(c, e, cb) { out('_write', c); cb(); } })); d.on('data', (c) => out('data', c)); d.write('w'); d.end();
//// half open
const d = watch('d', new Duplex({ read() { this.push(null); }, write(c, e, cb) { cb(); } })); d.resume(); later(() => { out(d.writable, d.destroyed); d.end(); });
//// allowHalfOpen false
const d = watch('d', new Duplex({ allowHalfOpen: false, read() { this.push(null); }, write(c, e, cb) { cb(); } })); d.resume(); out(d.allowHalfOpen);
//// allowHalfOpen set later
const d = watch('d', new Duplex({ read() { this.push(null); }, write(c, e, cb) { cb(); } })); d.allowHalfOpen = false; d.resume();
//// finished before the end
const d = watch('d', new Duplex({ read() {}, write(c, e, cb) { cb(); } })); d.end(); later(() => { out(d.destroyed, d.writableFinished, d.readable); d.push(null); d.resume(); });
//// readable false
const d = watch('d', new Duplex({ readable: false, write(c, e, cb) { cb(); } })); out(d.readable, d.readableEnded, d.writable, stream.isReadable(d)); d.end('x');
//// writable false
const d = watch('d', new Duplex({ writable: false, read() { this.push(null); } })); out(d.writable, d.writableFinished, stream.isWritable(d)); d.resume();
//// both false
const d = watch('d', new Duplex({ writable: false, readable: false })); out(d.readable, d.writable, d.destroyed); thrown(() => d.write('x'));
//// error destroys both sides
const d = watch('d', new Duplex({ read() {}, write(c, e, cb) { cb(new Error('w')); } })); d.resume(); d.write('x'); later(() => out(d.destroyed, d.errored, d.readable, d._readableState.errored));
//// autoDestroy false
const d = watch('d', new Duplex({ autoDestroy: false, read() { this.push(null); }, write(c, e, cb) { cb(); } })); d.resume(); d.end(); later(() => out(d.destroyed));
//// object modes
const d = new Duplex({ readableObjectMode: true, read() {}, write(c, e, cb) { out(c, e); cb(); } }); d.push({ a: 1 }); out(d.read()); d.write('x'); thrown(() => d.write({}));
//// transform
const t = watch('t', new Transform({ transform(c, e, cb) { out('transform', c, e); cb(null, String(c).toUpperCase()); } })); t.on('data', (c) => out('data', c)); t.write('a', () => out('cb')); t.end('b');
//// transform with flush
const t = watch('t', new Transform({ transform(c, e, cb) { this.push(c); this.push(c); cb(); }, flush(cb) { out('flush'); this.push('1'); cb(null, '2'); } })); t.on('data', (c) => out('data', c)); t.end('b', () => out('end cb'));
//// transform flush later
const t = watch('t', new Transform({ transform(c, e, cb) { cb(null, c); }, flush(cb) { setTimeout(() => cb(null, 'last'), 1); } })); t.on('data', (c) => out('data', c)); t.end('b');
//// transform flush fails
const t = watch('t', new Transform({ transform(c, e, cb) { cb(null, c); }, flush(cb) { cb(new Error('flush')); } })); t.resume(); t.end('b', (err) => out('end cb', err));
//// transform fails
const t = watch('t', new Transform({ transform(c, e, cb) { cb(new Error('bad')); } })); t.resume(); t.write('x', (err) => out('cb', err));
//// transform throws
const t = watch('t', new Transform({ transform() { throw new Error('thrown'); } })); thrown(() => t.write('x'));
//// transform final
const t = watch('t', new Transform({ transform(c, e, cb) { cb(null, c); }, flush(cb) { out('flush'); cb(); }, final(cb) { out('final'); cb(); } })); t.resume(); t.end('x');
//// no transform
const t = watch('t', new Transform()); thrown(() => t.write('x')); t.end();
//// transform with a null
const t = watch('t', new Transform({ transform(c, e, cb) { cb(null, null); } })); t.resume(); t.write('x'); t.end();
//// transform ends itself
const t = watch('t', new Transform({ transform(c, e, cb) { this.push(c); this.push(null); cb(); } })); t.on('data', (c) => out('data', c)); t.write('x', (err) => out('cb', err)); t.write('y', (err) => out('cb2', err)); t.end();
//// transform backpressure
let n = 0; const t = watch('t', new Transform({ readableHighWaterMark: 2, writableHighWaterMark: 2, transform(c, e, cb) { out('transform', ++n); cb(null, c); } })); out(t.write('a'), t.write('b'), t.write('c'), t.write('d'), t.write('e')); later(() => { out(t.readableLength, t.writableLength); out(t.read()); later(() => { out(t.readableLength, t.writableLength); t.destroy(); }); });
//// transform object mode
const t = new Transform({ objectMode: true, transform(c, e, cb) { cb(null, { v: c.v + 1 }); } }); t.on('data', (c) => out(c)); t.write({ v: 1 }); t.end({ v: 2 });
//// transform callback twice
const t = watch('t', new Transform({ transform(c, e, cb) { cb(null, c); cb(null, c); } })); t.resume(); t.write('x');
//// transform asynchronously
const t = watch('t', new Transform({ transform(c, e, cb) { setTimeout(() => cb(null, c), 1); } })); t.on('data', (c) => out('data', c)); t.write('a', () => out('cb a')); t.write('b'); t.end('c');
//// transform destroyed in between
const t = watch('t', new Transform({ transform(c, e, cb) { setTimeout(() => cb(null, c), 1); }, flush(cb) { out('flush'); cb(); } })); t.resume(); t.end('a', (err) => out('end cb', err)); t.destroy();
//// transform mark zero
const t = new Transform({ highWaterMark: 0, transform(c, e, cb) { cb(null, c); } }); out(t.readableHighWaterMark, t.writableHighWaterMark); const u = new Transform({ readableHighWaterMark: 0, writableHighWaterMark: 5 }); out(u.readableHighWaterMark, u.writableHighWaterMark); const v = new Transform({ readableHighWaterMark: 0 }); out(v.readableHighWaterMark, v.writableHighWaterMark);
//// passthrough
const p = watch('p', new PassThrough()); p.on('data', (c) => out('data', c)); p.write('a'); p.write('b', 'latin1'); p.end();
//// passthrough text
const p = new PassThrough({ encoding: 'utf8', decodeStrings: false }); p.on('data', (c) => out(typeof c, c)); p.end('é');
//// passthrough read after end
const p = watch('p', new PassThrough()); p.write('a'); p.end('b'); out(p.readableLength); later(() => { out(p.read(), p.read(), p.read()); });
//// pair
const [a, b] = stream.duplexPair(); watch('a', a); watch('b', b); b.on('data', (c) => { out('b data', c); b.end('answer'); }); a.on('data', (c) => out('a data', c)); a.write('hello', () => out('written')); later(() => a.end());
//// pair destroyed
for (const err of [undefined, new Error('gone')]) { const [a, b] = stream.duplexPair(); watch('a', a); watch('b', b); b.resume(); a.destroy(err); later(() => out(b.destroyed, b.errored)); }
//// pair backpressure and options
const [a, b] = stream.duplexPair({ objectMode: true, highWaterMark: 1 }); out(a.write({ x: 1 }), a.write({ x: 2 }), b.readableLength); b.on('data', (c) => out(c));
//// states of a duplex
const s = new Duplex(); out(s._readableState.objectMode, s._writableState.decodeStrings, s.readableLength, s.writableLength, s.writableCorked, s.readable, s.writable, s.closed, s.errored, s.destroyed);
//// async dispose of a duplex
(async () => { const d = watch('d', new PassThrough()); d.end('x'); d.resume(); await d[Symbol.asyncDispose](); out(d.destroyed); })();
