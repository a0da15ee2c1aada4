//// flowing
const r = watch('r', source(['a', 'b', 'c'])); r.on('data', (c) => out('data', c)); out(r.readableFlowing); later(() => out(r.destroyed, r.readableEnded, r.closed));
//// readable event
const r = watch('r', source(['a', 'b', 'c'])); r.on('readable', () => { out('readable', r.readableLength); let c; while ((c = r.read()) !== null) out('read', c); });
//// readable without reading
const r = watch('r', source(['a', 'b', 'c'], { highWaterMark: 2 })); r.on('readable', () => out('readable', r.readableLength)); later(() => { out(r.readableLength, r.readableFlowing); out(r.read()); later(() => out(r.read())); });
//// read one at a time
const r = watch('r', source(['abc', 'def'])); r.on('readable', () => { out('readable', r.readableLength); const c = r.read(1); out(c); });
//// read n across chunks
const r = new Readable({ read() {} }); for (const c of ['ab', 'cd', 'ef']) r.push(c); out(r.read(3), r.readableLength, r.read(10), r.read(3), r.read(1)); r.push(null); later(() => out(r.read(), r.readableEnded));
//// read more than there is at the end
const r = watch('r', new Readable({ read() {} })); r.push('abc'); r.push(null); out(r.read(2), r.read(5), r.read(5));
//// read zero
let n = 0; const r = new Readable({ read() { out('_read', ++n); if (n < 4) this.push('x'); }, highWaterMark: 1 }); out(r.read(0)); later(() => { out(r.readableLength); out(r.read(0)); out(r.read()); });
//// read raises the mark
const r = new Readable({ read(n) { out('_read', n); }, highWaterMark: 3 }); r.push('a'); out(r.read(5), r.readableHighWaterMark); r.push('bcdefgh'); out(r.read(5));
//// read huge
const r = new Readable({ read() {} }); thrown(() => r.read(2 ** 31));
//// read odd sizes
const r = new Readable({ read() {} }); r.push('abcdef'); out(r.read('2'), r.read(-1), r.read(1.9), r.read('x'), r.read(null));
//// push after eof
const r = watch('r', new Readable({ read() {} })); r.push(null); out(r.push('x'));
//// unshift
const r = new Readable({ read() {} }); r.push('b'); r.unshift('a'); out(r.readableLength, r.read()); r.unshift('z'); r.push('y'); r.push(null); r.on('data', (c) => out(c));
//// unshift after end
const r = watch('r', new Readable({ read() {} })); r.push(null); r.resume(); r.on('end', () => out(r.unshift('x')));
//// unshift within data
const list = ['abcd', 'ef']; const r = source(list); let once = true; r.on('data', (c) => { out('data', c); if (once) { once = false; r.pause(); r.unshift('Z'); out(r.readableLength); later(() => r.resume()); } }); r.on('end', () => out('end'));
//// push return value
const r = new Readable({ read() {}, highWaterMark: 3 }); out(r.push('a'), r.push('b'), r.push('c'), r.push('d'));
//// push return value in object mode
const r = new Readable({ read() {}, highWaterMark: 2, objectMode: true }); out(r.push(1), r.push({ a: 1 }), r.readableLength, r.read(), r.read(), r.read());
//// object mode values
const r = new Readable({ read() {}, objectMode: true }); for (const v of [0, '', false, undefined, NaN, 'x']) r.push(v); r.push(null); r.on('data', (v) => out(typeof v, v)); watch('r', r, 'end', 'error');
//// wrong chunk
const r = watch('r', new Readable({ read() {} })); out(r.push(5));
//// wrong chunks
for (const v of [{}, true, Symbol('s'), 5n, () => {}, []]) { const r = new Readable({ read() {} }); r.on('error', (err) => out(err)); r.push(v); }
//// undefined chunk
const r = watch('r', new Readable({ read() {} })); out(r.push(undefined)); r.resume();
//// empty chunks
const list = ['', 'a', '', 'b']; const r = watch('r', new Readable({ read() { this.push(list.length ? list.shift() : null); } })); r.on('data', (c) => out('data', c));
//// empty string only
const r = watch('r', new Readable({ read() {} })); r.on('readable', () => out('readable')); out(r.push('')); later(() => r.push(null));
//// typed arrays
const r = new Readable({ read() {} }); r.push(new Uint16Array([0x6161, 0x6262])); r.push(new DataView(new Uint8Array([99]).buffer)); out(r.read());
//// setEncoding
const r = new Readable({ read() {} }); r.setEncoding('utf8'); r.push(new Uint8Array([0xe2, 0x82])); r.push(new Uint8Array([0xac, 0x41])); out(r.read(), r.readableLength, r.readableEncoding, typeof r._readableState.decoder);
//// setEncoding with what waits
const r = new Readable({ read() {} }); r.push(new Uint8Array([0x41, 0xe2])); r.push(new Uint8Array([0x82, 0xac])); r.setEncoding('utf8'); out(r.readableLength, JSON.stringify(r.read()));
//// setEncoding broken at the end
const r = new Readable({ read() {}, encoding: 'utf8' }); r.push(new Uint8Array([0x41, 0xe2, 0x82])); r.push(null); r.on('data', (c) => out(JSON.stringify(c))); watch('r', r, 'end');
//// setEncoding hex and base64
for (const enc of ['hex', 'base64', 'latin1', 'utf16le', 'ucs2', 'UTF-8', 'ascii']) { const r = new Readable({ read() {}, encoding: enc }); r.push(new Uint8Array([0x41, 0x42, 0x43, 0x44])); r.push(null); r.on('data', (c) => out(enc, r.readableEncoding, c)); }
//// setEncoding unknown
thrown(() => new Readable({ encoding: 'nope' })); thrown(() => new Readable().setEncoding('nope')); out(new Readable().setEncoding().readableEncoding);
//// strings with the same encoding stay
const r = new Readable({ read() {}, encoding: 'utf8' }); r.push('h€llo'); out(r.readableLength, r.read(2), r.read());
//// unshift with an encoding
const r = new Readable({ read() {}, encoding: 'hex' }); r.push('AB'); r.unshift('C'); r.unshift(new Uint8Array([0x44])); out(r.read());
//// push with an encoding
const r = new Readable({ read() {} }); r.push('4142', 'hex'); r.push('Q0Q=', 'base64'); out(r.read()); r.on('error', (err) => out(err)); thrown(() => r.push('x', 'nope'));
//// defaultEncoding
const r = new Readable({ read() {}, defaultEncoding: 'hex' }); r.push('41'); out(r.read(), r._readableState.defaultEncoding);
//// pause and resume
const r = watch('r', source(['a', 'b', 'c', 'd'])); r.on('data', (c) => { out('data', c); if (c[0] === 98) { r.pause(); out(r.isPaused(), r.readableFlowing); later(() => { out('again'); r.resume(); }); } });
//// pause before
const r = watch('r', source(['a'])); r.pause(); r.on('data', (c) => out('data', c)); out(r.readableFlowing, r.isPaused()); later(() => { out('nothing yet'); r.resume(); });
//// resume without data
const r = watch('r', source(['a', 'b'])); r.resume(); out(r.readableFlowing);
//// data removed
const r = source(['a', 'b', 'c']); const f = (c) => { out(c); r.off('data', f); out(r.readableFlowing); }; r.on('data', f); later(() => out(r.readableFlowing, r.readableEnded, r.readableLength));
//// readable removed resumes data
const r = watch('r', source(['a', 'b', 'c'])); const f = () => out('readable'); r.on('readable', f); r.on('data', (c) => out('data', c)); out(r.readableFlowing); later(() => { out(r.readableLength); r.off('readable', f); later(() => out(r.readableFlowing)); });
//// readable and data together
const r = watch('r', source(['a', 'b'])); r.on('data', (c) => out('data', c)); r.on('readable', () => { out('readable'); let c; while ((c = r.read()) !== null) out('read', c); });
//// resume while readable listens
const r = watch('r', source(['a', 'b'])); r.on('readable', () => out('readable')); r.resume(); out(r.readableFlowing); later(() => out(r.readableLength, r.readableFlowing));
//// removeAllListeners
const r = source(['a', 'b']); r.on('readable', () => out('readable')); r.removeAllListeners('readable'); r.on('data', (c) => out('data', c)); later(() => out(r.readableFlowing)); const q = source(['a']); q.on('data', () => out('no')); q.removeAllListeners(); later(() => out(q.readableFlowing, q.readableLength));
//// asynchronous read
let n = 0; const r = watch('r', new Readable({ read() { out('_read'); setTimeout(() => this.push(++n < 4 ? String(n) : null), 1); } })); r.on('data', (c) => out('data', c));
//// several pushes in one read
let n = 0; const r = watch('r', new Readable({ read() { out('_read'); if (n++) return void this.push(null); this.push('a'); this.push('b'); this.push('c'); }, highWaterMark: 2 })); r.on('data', (c) => out('data', c));
//// high-water mark of zero
let n = 0; const r = watch('r', new Readable({ highWaterMark: 0, read() { out('_read'); this.push(n++ < 2 ? 'x' : null); } })); r.on('readable', () => { out('readable', r.readableLength); out(r.read()); });
//// fills up to the mark
let n = 0; const r = new Readable({ highWaterMark: 3, read() { out('_read', ++n); this.push('x'); } }); r.on('readable', () => {}); later(() => { out(r.readableLength); r.read(1); later(() => { out(r.readableLength); r.destroy(); }); });
//// asynchronous fills up to the mark
let n = 0; const r = new Readable({ highWaterMark: 3, read() { out('_read', ++n); process.nextTick(() => this.push('x')); } }); r.once('readable', () => out('readable', r.readableLength)); later(() => { out(r.readableLength); r.destroy(); });
//// no _read
const r = watch('r', new Readable()); r.resume();
//// _read throws
const r = watch('r', new Readable({ read() { throw new TypeError('bad'); } })); r.resume(); later(() => out(r.destroyed, r.errored));
//// states
const r = source(['a']); const show = () => out(r.readable, r.readableDidRead, r.readableAborted, r.readableEnded, r.destroyed, r.closed, r.errored); show(); r.on('data', () => {}); r.on('end', show); r.on('close', show);
//// states destroyed
const r = source(['a']); const show = () => out(r.readable, r.readableDidRead, r.readableAborted, r.readableEnded, r.destroyed, r.closed, r.errored); r.on('error', () => {}); r.destroy(new Error('x')); show(); r.on('close', show);
//// defaults
const r = new Readable(); out(r.readableHighWaterMark, r.readableObjectMode, r.readableFlowing, r.readableLength, r.readableEncoding, r.readable, r.readableBuffer); out(new Readable({ objectMode: true }).readableHighWaterMark, stream.getDefaultHighWaterMark(), stream.getDefaultHighWaterMark(true));
//// bad high-water marks
for (const v of [-1, NaN, '5', 1.5, {}, true, Infinity]) thrown(() => new Readable({ highWaterMark: v }).readableHighWaterMark); out(new Readable({ highWaterMark: null }).readableHighWaterMark);
//// bad duplex marks
thrown(() => new Duplex({ readableHighWaterMark: -5 })); thrown(() => new Duplex({ writableHighWaterMark: 'x' })); const d = new Duplex({ highWaterMark: 7, readableHighWaterMark: 9 }); out(d.readableHighWaterMark, d.writableHighWaterMark); const q = new Duplex({ readableHighWaterMark: 9, writableHighWaterMark: 8 }); out(q.readableHighWaterMark, q.writableHighWaterMark); const o = new Duplex({ readableObjectMode: true }); out(o.readableHighWaterMark, o.writableHighWaterMark, o.readableObjectMode, o.writableObjectMode);
//// setDefaultHighWaterMark
stream.setDefaultHighWaterMark(false, 10); stream.setDefaultHighWaterMark(true, 3); out(new Readable().readableHighWaterMark, new Writable({ objectMode: true }).writableHighWaterMark); thrown(() => stream.setDefaultHighWaterMark(false, -1)); thrown(() => stream.setDefaultHighWaterMark(false, 'x')); stream.setDefaultHighWaterMark(false, 65536); stream.setDefaultHighWaterMark(true, 16);
//// end while paused
const r = watch('r', new Readable({ read() {} })); r.on('data', (c) => out(c)); r.push('a'); r.pause(); r.push('b'); r.push(null); later(() => { out(r.readableLength, r.readableEnded); r.resume(); });
//// read in end
const r = source(['a']); r.on('end', () => out('end', r.read(), r.readableLength)); r.resume();
//// listeners order
const r = source(['a']); r.on('data', () => out(1)); r.prependListener('data', () => out(0)); r.once('data', () => out(2)); r.addListener('data', () => out(3));
//// state names
const s = new Readable()._readableState; out(s.objectMode, s.highWaterMark, s.length, s.pipes, s.flowing, s.ended, s.endEmitted, s.reading, s.constructed, s.sync, s.needReadable, s.emittedReadable, s.readableListening, s.resumeScheduled, s.errorEmitted, s.emitClose, s.autoDestroy, s.destroyed, s.errored, s.closed, s.closeEmitted, s.defaultEncoding, s.awaitDrainWriters, s.multiAwaitDrain, s.readingMore, s.dataEmitted, s.decoder, s.encoding, s.buffer);
//// async dispose
(async () => { const r = watch('r', source(['a'])); out(await r[Symbol.asyncDispose](), r.destroyed); const q = source([]); q.resume(); q.on('end', async () => out(await q[Symbol.asyncDispose](), q.errored)); })();
//// setting readable
const r = new Readable({ read() {} }); r.readable = false; out(r.readable, stream.isReadable(r)); r.readable = true; out(r.readable);
//// setting readableFlowing
const r = new Readable({ read() {} }); r.readableFlowing = false; out(r.readableFlowing); r.on('data', () => {}); out(r.readableFlowing);
//// setting destroyed
const r = new Readable({ read() {} }); r.destroyed = true; out(r.destroyed, r.push('x')); r.on('error', (err) => out(err)); r.on('close', () => out('close')); r.destroy();
