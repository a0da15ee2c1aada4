'use strict';
// Workers: messages, errors, ends.
const { Worker, isMainThread, parentPort, workerData, threadId, setEnvironmentData, getEnvironmentData } = require('worker_threads');
const { log } = console;
if (!isMainThread) {
  if (workerData && workerData.mode === 'throw') { throw Object.assign(new TypeError('boom'), { code: 'X' }); }
  if (workerData && workerData.mode === 'spin') { parentPort.postMessage('spinning'); for (;;); }
  if (workerData && workerData.mode === 'exit') { process.on('exit', (c) => parentPort.postMessage('exit ' + c)); process.exit(5); }
  parentPort.postMessage({ workerData, threadId: typeof threadId, argv: process.argv.slice(2), env: getEnvironmentData('k') });
  parentPort.on('message', (m) => { parentPort.postMessage(m); if (m === 'end') parentPort.close(); });
} else {
  setEnvironmentData('k', 'v');
  const w = new Worker(__filename, { workerData: { a: [1, { b: new Map([[1, new Set(['x'])]]) }], d: new Date(0), r: /x/g, e: new RangeError('q'), u: new Uint8Array([1, 2, 3]), n: 10n, un: undefined }, argv: ['q'] });
  log(typeof w.threadId, w.threadName);
  let online = 0; w.on('online', () => online++); // before or after the first message
  w.on('message', (m) => log('got', m && m.workerData ? { ...m, workerData: { ...m.workerData, e: String(m.workerData.e) } } : m));
  const ab = new ArrayBuffer(4);
  w.postMessage('first'); w.postMessage({ ab }, [ab]); log(ab.byteLength); const c = {}; c.c = c; w.postMessage(c); w.postMessage('end');
  w.on('exit', (code) => { log('exit', code, w.threadId, online);
    const t = new Worker(__filename, { workerData: { mode: 'throw' } });
    t.on('error', (e) => log('error', e.name, e instanceof TypeError, e.message, e.code, e.stack.split('\n')[0]));
    t.on('exit', (code) => { log('exit', code);
      const s = new Worker(__filename, { workerData: { mode: 'spin' } });
      s.on('message', async () => { log('terminated', await s.terminate()); });
      s.on('exit', (code) => { log('exit', code);
        const x = new Worker(__filename, { workerData: { mode: 'exit' } });
        x.on('message', log); x.on('exit', (c) => { log('exit', c);
          new Worker('require("worker_threads").parentPort.postMessage([typeof require, __filename, __dirname])', { eval: true }).on('message', log).on('exit', (c) => {
            for (const f of [() => new Worker('x.js'), () => new Worker(), () => new Worker(5), () => new Worker('./x', { execArgv: 5 }), () => new Worker(new URL('file:///x'), { eval: true }), () => new Worker('./x', { workerData: () => {} }), () => new Worker('./x', {name: 5})]) try { f(); log('?') } catch (e) { log(e.name, e.code, e.message) }
            const n = new Worker('/nonexistent.js'); n.on('error', (e) => log('error', e.code, e.message.split('\n')[0])); n.on('exit', (c) => { log(c);
             const un = new Worker('setInterval(() => {}, 1000)', { eval: true }); un.unref(); });
          });
        });
      });
    });
  });
}
