// An unref'd immediate runs in a phase that something else keeps the loop alive for.
let n = 0;
process.on('beforeExit', () => { console.log('beforeExit', n); if (n++ < 1) setTimeout(() => console.log('timer'), 300); });
setImmediate(() => console.log('after beforeExit')).unref();
process.on('exit', () => console.log('exit'));
