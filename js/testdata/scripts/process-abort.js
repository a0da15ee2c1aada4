'use strict';
// process.abort ends the program by SIGABRT, wherever it is called, and what was written before is there.

const { spawn } = require('child_process');

const runs = [
  'process.abort()',
  'process.stdout.write("written"); process.on("exit", () => console.log("never")); process.nextTick(() => process.abort())',
  'try { process.abort(); } finally { console.log("never"); }',
];
(async () => {
  for (const code of runs) {
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => { out += chunk; });
    console.log(...await new Promise((resolve) => child.on('close', (...how) => resolve(how))), JSON.stringify(out));
  }
})();
