//// simple
const r = watch('r', source(['a', 'b'])), w = watch('w', sink('w')); out(r.pipe(w) === w, r._readableState.pipes.length);
//// end false
const r = source(['a']), w = watch('w', sink('w')); r.pipe(w, { end: false }); r.on('end', () => later(() => out(w.writableEnded, r._readableState.pipes.length)));
//// several destinations
const r = source(['a', 'b']); r.pipe(sink('1')); r.pipe(sink('2')); r.on('end', () => out('end'));
//// backpressure
const r = watch('r', source(['aa', 'bb', 'cc'])), w = watch('w', new Writable({ highWaterMark: 2, write(c, e, cb) { out('_write', c); setTimeout(cb, 1); } })); r.pipe(w);
//// backpressure of one of two
const r = source(['aa', 'bb', 'cc']); const slow = new Writable({ highWaterMark: 1, write(c, e, cb) { out('slow', c); setTimeout(cb, 2); } }); r.pipe(sink('fast')); r.pipe(slow); slow.on('drain', () => out('drain')); slow.on('finish', () => out('finish'));
//// unpipe one
const r = watch('r', new Readable({ read() {} })), w = watch('w', sink('w')); r.pipe(w); r.push('a'); later(() => { r.unpipe(w); out(r.readableFlowing); r.push('b'); later(() => { out(r.readableLength); r.pipe(w); }); });
//// unpipe all
const r = new Readable({ read() {} }), a = watch('a', sink('a')), b = watch('b', sink('b')); r.pipe(a); r.pipe(b); r.push('x'); later(() => { r.unpipe(); out(r._readableState.pipes.length, r.readableFlowing, r.listenerCount('data')); });
//// unpipe a stranger
const r = source(['a']), w = sink('w'); out(r.unpipe(w) === r, r.unpipe() === r);
//// unpipe in data
const r = source(['a', 'b', 'c']), w = sink('w'); r.pipe(w); r.once('data', () => r.unpipe(w)); later(() => out(r.readableFlowing, r.readableLength));
//// error of the destination
const r = watch('r', source(['a', 'b'])), w = new Writable({ write(c, e, cb) { cb(new Error('bad')); } }); watch('w', w); r.pipe(w); later(() => out(r.destroyed, r._readableState.pipes.length, r.readableFlowing));
//// error of the destination without listener
const r = watch('r', source(['a'])), w = new Writable({ write(c, e, cb) { cb(new Error('bad')); } }); r.pipe(w);
//// error of the source
const r = watch('r', new Readable({ read() {} })), w = watch('w', sink('w')); r.pipe(w); r.destroy(new Error('src')); later(() => out(w.destroyed, w.writableEnded));
//// destination throws
const r = source(['a']), w = watch('w', new Writable({ write() { throw new Error('thrown'); } })); r.pipe(w);
//// destination closes
const r = watch('r', new Readable({ read() {} })), w = watch('w', sink('w')); r.pipe(w); r.push('a'); later(() => { w.destroy(); later(() => out(r._readableState.pipes.length, r.readableFlowing, r.destroyed)); });
//// destination ends by itself
const r = watch('r', new Readable({ read() {} })), w = watch('w', sink('w')); r.pipe(w); w.end(); later(() => out(r._readableState.pipes.length, r.readableFlowing));
//// source has ended
const r = source([]); r.resume(); r.on('end', () => { const w = watch('w', sink('w')); r.pipe(w); });
//// pipe into what needs drain
const w = watch('w', new Writable({ highWaterMark: 1, write(c, e, cb) { out('_write', c); setTimeout(cb, 1); } })); w.write('first'); const r = source(['a']); r.pipe(w); out(r.readableFlowing, r.isPaused());
//// chain
source(['a', 'b']).pipe(new Transform({ transform(c, e, cb) { cb(null, String(c) + '!'); } })).pipe(new PassThrough()).pipe(watch('w', sink('w')));
//// pipe twice to the same
const r = source(['a']), w = sink('w'); r.pipe(w); r.pipe(w); out(r._readableState.pipes.length); w.on('error', (err) => out(err));
//// pause while piping
const r = new Readable({ read() {} }), w = sink('w'); r.pipe(w); r.pause(); r.push('a'); later(() => { out(r.readableFlowing); r.resume(); });
//// awaitDrainWriters
const r = new Readable({ read() {} }), w = new Writable({ highWaterMark: 1, write() {} }), v = new Writable({ highWaterMark: 1, write() {} }); r.pipe(w); r.push('abc'); later(() => { out(r._readableState.awaitDrainWriters === w, r.isPaused()); r.pipe(v); out(r._readableState.awaitDrainWriters.size, r._readableState.multiAwaitDrain); });
//// object mode pipe
Readable.from([{ a: 1 }, { a: 2 }]).pipe(new Writable({ objectMode: true, write(c, e, cb) { out(c, e); cb(); } }));
//// wrong mode pipe
const r = Readable.from([{ a: 1 }]); const w = watch('w', sink('w')); r.pipe(w); r.on('close', () => out('r close'));
//// legacy source
const EE = require('events'); const s = new stream.Stream(); s.readable = true; const w = watch('w', sink('w')); s.pipe(w); s.emit('data', 'a'); s.emit('end'); out(s instanceof EE, s.listenerCount('data'));
//// legacy source with backpressure
const s = new stream.Stream(); s.readable = true; s.pause = () => out('paused'); s.resume = () => out('resumed'); const w = new Writable({ highWaterMark: 1, write(c, e, cb) { setTimeout(cb, 1); } }); s.pipe(w); s.emit('data', 'abc'); later(() => s.emit('close')); w.on('close', () => out('w close'));
//// legacy source with error
const s = new stream.Stream(); const w = sink('w'); s.pipe(w); thrown(() => s.emit('error', new Error('legacy'))); out(s.listenerCount('data'), w.listenerCount('error'));
//// legacy end false
const s = new stream.Stream(); const w = sink('w'); out(s.pipe(w, { end: false }) === w); s.emit('data', 'x'); s.emit('end'); later(() => out(w.writableEnded));
//// wrap
const EE = require('events'); const o = new EE(); o.pause = () => out('pause'); o.resume = () => out('resume'); o.extra = () => 'extra'; const r = watch('r', new Readable({ highWaterMark: 2 }).wrap(o)); out(r.extra && r.extra()); o.emit('data', 'abc'); o.emit('data', 'd'); later(() => { r.on('data', (c) => out('data', c)); later(() => o.emit('end')); });
//// wrap fails
const EE = require('events'); const o = new EE(); const r = watch('r', Readable.wrap(o)); out(r.readableObjectMode); r.resume(); o.emit('error', new Error('old'));
//// wrap closes
const EE = require('events'); const o = new EE(); o.destroy = (err) => out('destroyed', err); const r = watch('r', Readable.wrap(o, { objectMode: false })); out(r.readableObjectMode); r.resume(); o.emit('data', 'x'); o.emit('close');
//// pipe events
const r = source(['a']), w = sink('w'); w.on('pipe', (s) => out('pipe', s === r)); w.on('unpipe', (s, info) => out('unpipe', s === r, info)); r.pipe(w);
//// pipe to a plain object
const EE = require('events'); const w = new EE(); w.write = (c) => { out('write', c); return c.length < 2; }; w.end = () => out('end'); const r = source(['a', 'bb', 'c']); r.pipe(w); later(() => { out(r.isPaused()); w.emit('drain'); });
//// pipe nothing
thrown(() => source([]).pipe()); thrown(() => source([]).pipe({}));
