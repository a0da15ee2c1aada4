'use strict';
// What process.getActiveResourcesInfo names: requests first, then handles, then timers.
const dns = require('dns');
const fs = require('fs');
const { spawn } = require('child_process');

const shown = (name) => console.log(name + ':', process.getActiveResourcesInfo().join(' '));

const steps = {
  nothing(done) { done(); },
  stat(done) { fs.stat('.', done); },
  'two of stat'(done) { let left = 2; for (let i = 0; i < 2; i++) fs.stat('.', () => { if (--left === 0) done(); }); },
  readFile(done) { fs.readFile(__filename, done); },
  'stat of promises'(done) { fs.promises.stat('.').then(done); },
  'readFile of promises'(done) { fs.promises.readFile(__filename).then(done); },
  lookup(done) { dns.lookup('localhost', done); },
  lookupService(done) { dns.lookupService('127.0.0.1', 80, done); },
  'lookup of an address'(done) { dns.lookup('127.0.0.1', done); },
  'a request and a timer'(done) {
    const timer = setTimeout(() => {}, 60_000);
    fs.stat('.', () => { clearTimeout(timer); done(); });
  },
  // The last one, since a program that has ended is still there for a moment.
  'a child, not waited for and waited for'(done) {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }).on('close', done);
    child.unref();
    shown('not waited for');
    child.ref();
  },
};

(async () => {
  for (const [name, start] of Object.entries(steps)) {
    await new Promise((resolve) => { start(() => setImmediate(resolve)); shown(name); });
  }
})();
