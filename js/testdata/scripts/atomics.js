'use strict';
// Memory that threads share, and the operations on it.
const a = new Int32Array(new SharedArrayBuffer(8)); const {log}=console;
log(a, a.buffer instanceof SharedArrayBuffer, a.buffer instanceof ArrayBuffer, a.buffer, String(a.buffer), a.buffer.byteLength, a.buffer.slice(4));
log(Atomics.add(a,0,5), Atomics.load(a,0), Atomics.sub(a,0,2), Atomics.and(a,0,1), Atomics.or(a,0,6), Atomics.xor(a,0,3), Atomics.exchange(a,0,9), Atomics.compareExchange(a,0,9,11), Atomics.compareExchange(a,0,9,12), a[0], Atomics.store(a,1,3.7), a[1]);
log(Atomics.wait(a,0,0,10), Atomics.wait(a,0,11,20), Atomics.notify(a,0), Atomics.isLockFree(4), Atomics.isLockFree(3));
const b = new BigInt64Array(new SharedArrayBuffer(16)); log(Atomics.add(b,0,5n), Atomics.sub(b,0,7n), b, Atomics.compareExchange(b,0,-2n,1n), b[0]);
const u = new Uint8Array(2); log(Atomics.add(u,0,300), u, Atomics.sub(u,1,1), u, Atomics.store(u, 0, 257));
for (const f of [()=>Atomics.load(a,5),()=>Atomics.load({},0),()=>Atomics.wait(new Int32Array(1),0,0,1), ()=>Atomics.load(new Float64Array(1),0), ()=>Atomics.wait(u,0,0)]) try { log(f()) } catch (e) { log(e.name, e.message) }
log(require('util').types.isSharedArrayBuffer(a.buffer), require('util').types.isArrayBuffer(a.buffer), require('util').types.isAnyArrayBuffer(a.buffer), Buffer.from(a.buffer));
const w = Atomics.waitAsync(a,0,11); w.value.then(log); log(w.async, Atomics.notify(a,0)); log(structuredClone(a.buffer).byteLength, Object.prototype.toString.call(Atomics));
