// A worker ends when it is told, in the middle of a regular expression too.
const { Worker } = require('worker_threads');
const { once } = require('events');
(async () => {
  for (const regexp of ['/^(a+)+\\1b$/', "new RegExp('(a+)+$', 'y')"]) {
    const w = new Worker(`require('worker_threads').parentPort.postMessage('going'); const re = ${regexp}; for (;;) { re.lastIndex = 1; re.test('a'.repeat(60) + '!'); re.test('a'.repeat(59) + '!') }`, { eval: true });
    console.log(regexp, ...await once(w, 'message'), await w.terminate());
  }
})();
