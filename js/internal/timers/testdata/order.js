setImmediate(() => {
setTimeout((...a) => { print('T1', a); process.nextTick(() => print('tick1')); Promise.resolve().then(() => print('p1')); }, 200, 1, 'x');
setTimeout(() => print('T2'), 200);
setTimeout(() => print('T3'), 100.5);
setTimeout(() => print('T4'), 300);
const gone = setTimeout(() => print('no'), 5); clearTimeout(gone);
const g2 = setTimeout(() => print('no'), 5); clearTimeout(+g2);
const g3 = setTimeout(() => print('no'), 5); clearTimeout(`${g3}`);
setTimeout(() => print('no'), 50000).unref();
let n = 0; const iv = setInterval(function () { print('iv', ++n, this === iv); if (n === 3) clearInterval(iv); }, 400);
setImmediate((a) => { print('I1', a); setImmediate(() => print('I4')); process.nextTick(() => print('tickI')); Promise.resolve().then(() => print('pI')); }, 'arg');
setImmediate(() => print('I2'));
const i3 = setImmediate(() => print('no')); clearImmediate(i3);
setImmediate(() => print('I3'));
queueMicrotask(() => print('micro'));
process.nextTick(() => print('tick'));
});
